"""Who relies on whom, made visible and computable."""

__version__ = "0.1.0"
