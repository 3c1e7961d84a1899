"""From a view to a plan of cards and of the lines between them."""
