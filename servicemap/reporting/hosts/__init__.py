"""Findings as the hosts of repositories and pipelines show them."""
