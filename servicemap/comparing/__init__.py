"""Two versions of a map: what changed, and what that does to tolerance and promises.

changes, effects    values: what differs, what becomes of promises and tolerance
telling             the sentences made from them
"""

from servicemap.comparing.changes import Change, ChangeKind, compare
from servicemap.comparing.renaming import by_new_ids
from servicemap.comparing.telling import Telling

__all__ = ["Change", "ChangeKind", "Telling", "by_new_ids", "compare"]
