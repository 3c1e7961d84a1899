"""Who is heard, what they said, and what was done about it."""
