"""What the rows of all cards for the wall share: type that is read from two metres, and how tall
each row is.
"""

from collections.abc import Iterator, Sequence

from servicemap.drawing.composing.lettering import ELLIPSIS, Lettering
from servicemap.drawing.papers import READABLE, size_read_from
from servicemap.drawing.scene import Text
from servicemap.drawing.theme import POINT

FROM = 2
"""From so many metres a card is read at least, on any paper."""

LARGEST = 76
"""The largest type of a row, in points on A3."""

TIMES = 0.97
"""Each size that is tried is so many times the one before."""

STEP = 1.17
"""From one line to the next, in sizes of type."""

FIRST = 0.84
"""From the top of some lines to their first baseline, in sizes of type."""


class WallRows(Lettering):
    """Sets rows of sentences."""

    @property
    def least(self) -> float:
        """The least size of what stands in a row, in mm: smaller is not read from there."""
        return size_read_from(FROM)

    def sizes(self) -> Iterator[float]:
        """The sizes of type that are tried, from the largest down to the least."""
        size = LARGEST * POINT * self._theme.scale
        while size > self.least:
            yield size
            size *= TIMES
        yield self.least

    def smaller(self) -> Iterator[float]:
        """The sizes for a paper on which not even cut sentences fit at the least."""
        size = self.least
        while size >= READABLE:
            yield size
            size *= TIMES

    def step(self, size: float) -> float:
        """From one line to the next."""
        return STEP * self._theme.spacing * size

    def set(
        self,
        lines: Sequence[str],
        x: float,
        top: float,
        size: float,
        weight: int,
        colour: str,
        room: float,
    ) -> list[Text]:
        """Lines below each other, against the left."""
        first = top + self.step(size) / 2 + self._theme.middle * size
        return [
            self.text(words, (x, first + at * self.step(size)), size, weight, room, colour)
            for at, words in enumerate(lines)
        ]

    def cut(self, lines: Sequence[str], size: float, weight: int, room: float) -> tuple[str, ...]:
        """All lines but the last; what is last then says that something follows."""
        *kept, last, _ = lines
        while True:
            ended = last.rstrip(" .,;:-" + ELLIPSIS) + ELLIPSIS
            if len(last) < 2 or self._setter.width(ended, size, weight) <= room:
                return (*kept, ended)
            last = last.rpartition(" ")[0] or last[:-1]


def filled(heights: Sequence[float], spare: float) -> list[float]:
    """Heights that grow by `spare` together, the smallest first, until all are alike."""
    found = list(heights)
    for level in sorted(set(heights))[1:]:
        low = [at for at, height in enumerate(found) if height < level]
        need = sum(level - found[at] for at in low)
        if need > spare:
            break
        for at in low:
            found[at] = level
        spare -= need
    low = [at for at, height in enumerate(found) if height <= min(found)]
    for at in low:
        found[at] += spare / len(low)
    return found
