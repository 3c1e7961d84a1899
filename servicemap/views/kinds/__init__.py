"""Whom a poster shows: each kind is one function here that makes what is drawn."""
