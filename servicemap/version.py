"""Which servicemap this is: here, where every room may ask."""

__version__ = "0.1.0"
