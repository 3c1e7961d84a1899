"""What a text means: names, lengths, moments, hours."""
