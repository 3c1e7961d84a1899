"""Posters of a map: which kind of one, on which paper, one or a whole set of them."""
