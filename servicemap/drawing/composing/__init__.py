"""From a plan to a scene: what is drawn, in which order, and what stands around the map."""
