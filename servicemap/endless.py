"""What stands where a delay grows each time round a loop: no number, it never recovers.

Or it may not, where that hangs on what the map leaves open.
"""

from enum import Enum
from typing import Final, Literal, TypeAlias


class Endless(Enum):
    """Longer than any length of time, and none itself: nobody can add it up by mistake."""

    NEVER_RECOVERS = "never recovers"
    MAY_NEVER_RECOVER = "may never recover"

    def __repr__(self) -> str:
        return self.value

    def __str__(self) -> str:
        return self.value

    def __lt__(self, other: "Minutes") -> bool:
        return False

    def __le__(self, other: "Minutes") -> bool:
        return isinstance(other, Endless)

    def __gt__(self, other: "Minutes") -> bool:
        return not isinstance(other, Endless)

    def __ge__(self, other: "Minutes") -> bool:
        return True


NEVER_RECOVERS: Final = Endless.NEVER_RECOVERS
MAY_NEVER_RECOVER: Final = Endless.MAY_NEVER_RECOVER

Minutes: TypeAlias = int | Literal[Endless.NEVER_RECOVERS, Endless.MAY_NEVER_RECOVER]
"""Whole minutes, or what has no size."""


def rest_of(whole: Minutes, *parts: Minutes) -> Minutes:
    """What is left when some parts of it are told apart; of what has no size one part is all."""
    left = 0
    for part in parts:
        if isinstance(part, Endless):
            return 0
        left += part
    return whole if isinstance(whole, Endless) else whole - left


def size_of(minutes: Minutes) -> int | None:
    """The number, where there is one."""
    return None if isinstance(minutes, Endless) else minutes
