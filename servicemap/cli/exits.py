"""Exit codes, the same for every command and format."""

CLEAN = 0
"""Done; for `check`, nothing at or above `--fail-on`."""

FOUND = 1
"""`check` found something; for other commands, the map cannot be read as meant, or some of the
posters of a folder cannot be drawn from it."""

WRONG_CALL = 2
"""Usage, no such file, nothing to read, a name the map does not know, output nobody takes."""

DEFECT = 3
"""Our own mistake."""

INTERRUPTED = 130
"""Ctrl-C."""

CLOSED_PIPE = 141
"""Whoever was reading went away, as after `| head`: what the shell expects of a program then."""
