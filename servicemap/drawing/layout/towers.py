"""What stands above what: departments over several columns, one upon the other.

Where one reaches from the first column to the second, and the next from the second to the third,
they stand upon each other though no column holds them all. So an order decides how high all is,
and with that how large type may be.
"""

from collections.abc import Sequence
from typing import NamedTuple

EASY, LARGER = 13.0, 1.7
"""What a point of type is worth up to `ENOUGH`, and above it, in tenths of a crossing."""

ENOUGH = 18.0
SMALL, SHRUNK = 14.5, 40.0
TINY, TINIER = 12.5, 60.0
"""Points that are enough; those that are small, and what each costs that is missing from them;
those of a newspaper, and what each costs besides."""

POINTS = 23.0
"""Names at the usual size, in points."""


def worth(points: float) -> float:
    """What type of a size is worth, in tenths of a crossing."""
    return (
        EASY * min(points, ENOUGH)
        + LARGER * max(0.0, points - ENOUGH)
        - SHRUNK * max(0.0, SMALL - points)
        - TINIER * max(0.0, TINY - points)
    )


class Towers(NamedTuple):
    """Groups of boxes in type of size `k`: how high each is, its first and last column, in mm."""

    k: float
    tall: Sequence[float]
    spans: Sequence[tuple[int, int]]
    height: float

    def highest(self, ranks: Sequence[int]) -> float:
        """How high all is where groups stand in this order from top to bottom."""
        tops = [0.0] * (1 + max((last for _, last in self.spans), default=0))
        for group in ranks:
            first, last = self.spans[group]
            if first == last:
                tops[first] += self.tall[group]
                continue
            bottom = max(tops[first : last + 1]) + self.tall[group]
            for column in range(first, last + 1):
                tops[column] = bottom
        return max(tops)

    def cost(self, ranks: Sequence[int]) -> float:
        """What type is worth, in crossings, that has to be smaller for this order."""
        enough = min(ENOUGH, self.k * POINTS)
        points = self.k * POINTS * self.height / self.highest(ranks)
        return (worth(enough) - worth(points)) / 10 if points < enough else 0.0
