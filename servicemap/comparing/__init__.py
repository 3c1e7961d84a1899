"""Two versions of a map: what changed, and what that does to tolerance and promises."""

from servicemap.comparing.changes import Change, ChangeKind, compare
from servicemap.comparing.renaming import by_new_ids

__all__ = ["Change", "ChangeKind", "by_new_ids", "compare"]
