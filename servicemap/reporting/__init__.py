"""Prints what it is handed: findings, traces and other results, as text or as JSON."""
