"""A view, laid out in millimetres and written as a poster; where it came from is not known here."""
