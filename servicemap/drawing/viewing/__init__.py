"""The kinds of poster: each is one function here that makes a View of a map."""
