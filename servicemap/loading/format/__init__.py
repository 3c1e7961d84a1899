"""What may stand in a map: every key, declared once."""
