"""Text, measured and shaped with the fonts that will draw it."""
