"""Over a network, forwards and backwards: the plan, what a delay does, what may still wait."""
