"""The code that leads to the live map: a QR code."""

from collections.abc import Sequence
from functools import lru_cache

from servicemap.drawing.scene import Area, LineTo, MoveTo, Shape

BLACK = "#000000"
"""The colour of a code: readers want it black."""


def code_of(link: str, area: Area) -> Shape:
    """A QR code, level M, its rows as strips."""
    rows = _modules(link)
    module = area.width / len(rows)
    steps: list[MoveTo | LineTo] = []
    for at, row in enumerate(rows):
        y = area.y + at * module
        start: int | None = None
        for place, dark in enumerate([*row, 0]):
            if dark and start is None:
                start = place
            elif not dark and start is not None:
                left, right = area.x + start * module, area.x + place * module
                steps += [
                    MoveTo((left, y)),
                    LineTo((right, y)),
                    LineTo((right, y + module)),
                    LineTo((left, y + module)),
                    LineTo((left, y)),
                ]
                start = None
    return Shape(tuple(steps), BLACK, None, closed=True)


@lru_cache(maxsize=8)
def _modules(link: str) -> Sequence[bytes]:
    """The code row by row, dark or not: all posters of a set have the same."""
    import segno

    return [bytes(row) for row in segno.make(link, error="m", micro=False).matrix]
