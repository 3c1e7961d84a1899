"""From entries to a map: who is meant, which two say the same, what waits for what."""
