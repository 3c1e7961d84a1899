"""Two versions of a map: what changed, and what that does to tolerance and promises."""

from servicemap.comparing.changes import Change, ChangeKind, compare

__all__ = ["Change", "ChangeKind", "compare"]
