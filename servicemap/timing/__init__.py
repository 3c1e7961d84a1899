"""When things arrive: the plan, and what delays do to it."""
