"""The largest type that fits: how wide text may run in each column, and how much it can grow.

For a given size of type every column has a narrowest way to stand within the height; the poster
fits when those widths and the gaps between them fit the paper. The largest such size is found by
bisection. Width that is left over then goes to where it saves most lines of text.
"""

from typing import NamedTuple

from servicemap.drawing.layout.measuring import Ruler
from servicemap.drawing.layout.sizes import Measured

NAME_WIDTHS = (24, 29, 34, 40, 48, 60, 80)
LABEL_WIDTHS = (17, 21, 25, 30, 36)
"""How wide text may run, in mm on A3 at its normal size."""

LARGEST = 1.9
"""Beyond this a small map would shout."""

SMALLEST = 0.12


class Field(NamedTuple):
    """What the map may fill: mm, and the least width of each channel."""

    width: float
    height: float
    channels: tuple[float, ...]


class Fit(NamedTuple):
    """The measured columns at their final size, and how much they grew."""

    k: float
    columns: tuple[Measured, ...]


Choices = list[list[Measured]]
"""Every column at every width of text that is worth a look."""


def fit(choices: Choices, field: Field) -> Fit:
    """The columns at the largest size at which all of them fit the field."""
    room = field.width - sum(field.channels)
    low, high = SMALLEST, LARGEST
    if _narrowest(choices, high, room, field.height) is not None:
        low = high
    for _ in range(24):
        if high - low < 0.002:
            break
        middle = (low + high) / 2
        if _narrowest(choices, middle, room, field.height) is None:
            high = middle
        else:
            low = middle
    chosen = _narrowest(choices, low, room, field.height)
    if chosen is None:
        chosen = [min(of_column, key=lambda m: m.column.height) for of_column in choices]
    chosen = _unfold(choices, chosen, low, room, field.height)
    return Fit(low, tuple(measured.times(low) for measured in chosen))


def choices_of(ruler: Ruler, tracks: tuple[int, ...], scale: float) -> Choices:
    """Every column, with so many tracks through it, at every width of text."""
    return [_choices(ruler, column, count, scale) for column, count in enumerate(tracks)]


def _choices(ruler: Ruler, column: int, tracks: int, scale: float) -> list[Measured]:
    """A column at every width of text, each size of the column once."""
    found: dict[tuple[float, float], Measured] = {}
    for name_width in NAME_WIDTHS:
        for label_width in LABEL_WIDTHS:
            one = ruler.measure(column, name_width * scale, label_width * scale, tracks)
            key = (round(one.column.width, 4), round(one.column.height, 4))
            if key not in found or one.lines < found[key].lines:
                found[key] = one
    return list(found.values())


def _narrowest(choices: Choices, k: float, room: float, height: float) -> list[Measured] | None:
    chosen = []
    for of_column in choices:
        standing = [m for m in of_column if m.column.height * k <= height]
        if not standing:
            return None
        chosen.append(min(standing, key=lambda m: (m.column.width, m.lines)))
    wide = sum(measured.column.width for measured in chosen) * k
    return chosen if wide <= room else None


def _unfold(
    choices: Choices, chosen: list[Measured], k: float, room: float, height: float
) -> list[Measured]:
    """Spend half of the width that is left on fewer lines; the gaps get the other half."""
    spare = (room - sum(m.column.width for m in chosen) * k) / 2
    while True:
        best: tuple[float, int, Measured] | None = None
        for at, now in enumerate(chosen):
            for other in choices[at]:
                more = (other.column.width - now.column.width) * k
                fewer = now.lines - other.lines
                if fewer <= 0 or more > spare or other.column.height * k > height:
                    continue
                gain = fewer / max(more, 0.1)
                if best is None or gain > best[0] + 1e-9:
                    best = (gain, at, other)
        if best is None:
            return chosen
        _, at, other = best
        spare -= (other.column.width - chosen[at].column.width) * k
        chosen[at] = other
