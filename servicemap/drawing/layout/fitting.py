"""The largest type that fits: how wide text may run in each column, and how much it can grow.

For a given size of type every column has a narrowest way to stand within the height; the poster
fits when those widths and the gaps between them fit the paper. The largest such size is found by
bisection. Width that is left over then goes to where it saves most lines of text.
"""

from collections.abc import Sequence
from itertools import product
from operator import gt
from typing import NamedTuple

from servicemap.drawing.layout.measuring import Ruler
from servicemap.drawing.layout.sizes import Crossed, Measured

NAME_WIDTHS = (24, 29, 34, 40, 48, 60, 80)
LABEL_WIDTHS = (17, 21, 25, 30, 36, 48, 64)
"""How wide text may run, in mm on A3 at its normal size."""

WIDER_NAMES = (80, 110, 150)
WIDER_LABELS = (36, 64, 84)
"""How wide it may run where it would else take more lines than `LINES`."""

LINES = 6

WORDS = (1, 1.6, 2.5)
"""How much wider a single word may be than usual before it is broken, if it must be."""

UNBROKEN = 0.65
NEARLY = 0.85
"""Type may shrink to this size, or by this much, before a word is broken."""

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


ColumnsByWidth = list[list[Measured]]
"""Every column at every width of text that is worth a look."""


def fit(choices: ColumnsByWidth, field: Field) -> Fit:
    """The columns at the largest size at which all of them fit the field.

    In smaller type rather than with broken words.
    """
    whole = [_least_harmed(of_column) for of_column in choices]
    k, chosen = _largest(whole, field)
    if k < UNBROKEN and any(map(gt, map(len, choices), map(len, whole))):
        larger, harmed = _largest(choices, field)
        if k < NEARLY * larger:
            k, chosen, whole = larger, harmed, choices
    chosen = _unfold(whole, chosen, k, field.width - sum(field.channels), field.height)
    return Fit(k, tuple(measured.times(k) for measured in chosen))


def _least_harmed(of_column: list[Measured]) -> list[Measured]:
    least = min(one.harm for one in of_column)
    return [one for one in of_column if one.harm == least]


def _largest(choices: ColumnsByWidth, field: Field) -> tuple[float, list[Measured]]:
    """The largest size at which the columns fit, and how each then stands."""
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
    return low, chosen


def choices_of(ruler: Ruler, tracks: Sequence[Crossed], scale: float) -> ColumnsByWidth:
    """Every column, with such tracks through it, at every width of text."""
    return [_choices(ruler, column, crossed, scale) for column, crossed in enumerate(tracks)]


def _choices(ruler: Ruler, column: int, tracks: Crossed, scale: float) -> list[Measured]:
    """A column at every width of text, each size of the column once."""
    found: dict[tuple[float, float, int], Measured] = {}
    looked_at: set[int] = set()

    def look(names: tuple[int, ...], labels: tuple[int, ...], word: float) -> None:
        for name_width, label_width in product(names, labels):
            one = ruler.measure(column, name_width * scale, label_width * scale, tracks, word)
            if id(one) in looked_at:  # the ruler keeps its answers
                continue
            looked_at.add(id(one))
            harm = one.harm
            key = (round(one.column.width, 4), round(one.column.height, 4), harm)
            if key not in found or one.lines < found[key].lines:
                found[key] = one

    for word in WORDS:
        look(NAME_WIDTHS, LABEL_WIDTHS, word)
        if not min(broken for _, _, broken in found):
            break
    if min(one.tallest for one in found.values()) > LINES:
        look(WIDER_NAMES, WIDER_LABELS, WORDS[-1])
    return list(found.values())


def _narrowest(
    choices: ColumnsByWidth, k: float, room: float, height: float
) -> list[Measured] | None:
    chosen = []
    for of_column in choices:
        standing = [m for m in of_column if m.column.height * k <= height]
        if not standing:
            return None
        chosen.append(min(standing, key=lambda m: (m.column.width, m.lines)))
    wide = sum(measured.column.width for measured in chosen) * k
    return chosen if wide <= room else None


def _unfold(
    choices: ColumnsByWidth, chosen: list[Measured], k: float, room: float, height: float
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
