"""From nodes to entries: what each side says, as it stands in the files."""
