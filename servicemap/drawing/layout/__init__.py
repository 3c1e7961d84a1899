"""From a view to a plan: where every box stands and how every link runs."""
