"""What a map leaves open has no figure but two bounds, and a promise has a fate all the same."""

from enum import StrEnum
from typing import NamedTuple


class Bounds(NamedTuple):
    """The least and the most that something may be; None: without limit on that side.

    `Bounds(3, 3)` is a plain figure, `Bounds(3, None)` is 3 or more, `Bounds(None, None)` says
    nothing.
    """

    least: int | None
    most: int | None

    @property
    def exact(self) -> int | None:
        """The figure, where both bounds agree on one."""
        return self.least if self.least == self.most else None

    @classmethod
    def of(cls, figure: int) -> "Bounds":
        """What is known to the minute."""
        return cls(figure, figure)


class Fate(StrEnum):
    """What becomes of a promise, in all readings of a map alike; the words are those of the JSON.

    `kept`: it is late in none. `late_by_plan`: it is late in each, whatever else happens.
    `broken`: with these delays it is late in each. `open`: it is late in some.
    """

    KEPT = "kept"
    LATE_BY_PLAN = "late_by_plan"
    BROKEN = "broken"
    OPEN = "open"
