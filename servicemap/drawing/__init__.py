"""A view of a map, laid out in millimetres and written as a poster."""
