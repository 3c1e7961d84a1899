"""From characters to located nodes, and what can be wrong with them on the way."""
