"""A large poster as sheets of a small paper: how many, which way round, and cut where.

Each sheet but the last of its row or column prints a flap beyond its cut, over which the next sheet
is glued. Cuts move, as far as the paper allows, to where they cut the fewest boxes and words, and
after those the fewest lines. A poster is cut into rows, which are joined one by one, so that each
is cut at its own places; or into columns, where that is kinder: maps stand in columns themselves.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from math import ceil, hypot, sqrt
from typing import NamedTuple

from servicemap.drawing.papers import Paper
from servicemap.drawing.scene import Area, CurveTo, Item, MoveTo, Point, Rectangle, Scene, Text

MARGIN = 10.0
"""What a printer may leave white around a sheet, in mm."""

OVERLAP = 10.0
"""How wide a flap is, in mm."""

NARROWEST = 0.35
"""No sheet shows less than this part of what it could."""

WORD, LINE = 50.0, 10.0
"""What cutting through a word counts, beside 1 for a line that is crossed; and through a line of
words, between two of them or not: both for letters of the USUAL size."""

USUAL = 0.02
"""The size of type for which that counts, in the poster's mean side: larger type counts more."""

WHOLE = {"box": 60.0, "code": 60.0, "pill": 30.0, "badge": 30.0}
"""What cutting through these counts, words apart, by the role of the part."""

SAMPLE = 10.0
"""What cutting through one of the legend's samples counts."""

BLANK = 0.12
"""From one letter to the next, in font sizes, where a word ends."""

UNSEEN = "casing"
"""The role of what nobody sees cut."""

BESIDE = 0.8
"""So near to a word or a box, in mm, a cut counts as one through it."""

ALONG = 0.6
"""What a cut along a line counts, for each mm of it: that is where a bad joint is seen most."""

NEAR = 1.5
"""How near to a cut a line must run, in mm, to run along it."""

UNEVEN = 1e-4
"""What a sheet's difference from its fair share counts, for each square mm."""

SHEET = 90.0
"""What one sheet more counts: a box and half its name, kept whole, are worth the paper."""

PIECES = 6
"""Into how many straight lines a curve is taken."""


class Sheet(NamedTuple):
    """One sheet: the part of the poster that it shows, and what it prints, flaps included."""

    label: str
    number: int
    row: int
    column: int
    shown: Area
    printed: Area


class Tiling(NamedTuple):
    """Sheets of `width` by `height` mm, and where the poster is cut, its edges included.

    `bands` is where rows end, or columns where it is cut into these first (`in_columns`); `ends`
    says for each of them where its sheets end.
    """

    paper: str
    width: float
    height: float
    ends: tuple[tuple[float, ...], ...]
    bands: tuple[float, ...]
    in_columns: bool = False

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the poster, in mm."""
        along, across = self.ends[0][-1], self.bands[-1]
        return (across, along) if self.in_columns else (along, across)

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        """All sheets, row by row: A1, A2, ... B1."""
        places: dict[tuple[int, int], Area] = {}
        for band, (start, end) in enumerate(pairwise(self.bands)):
            for piece, (first, last) in enumerate(pairwise(self.ends[band])):
                if self.in_columns:
                    places[piece, band] = Area(start, first, end - start, last - first)
                else:
                    places[band, piece] = Area(first, start, last - first, end - start)
        width, height = self.size
        found: list[Sheet] = []
        for (row, column), shown in sorted(places.items()):
            printed = shown._replace(
                width=shown.width + (OVERLAP if shown.right < width else 0),
                height=shown.height + (OVERLAP if shown.bottom < height else 0),
            )
            label = f"{_letters(row)}{column + 1}"
            found.append(Sheet(label, len(found) + 1, row, column, shown, printed))
        return tuple(found)


class _Thing(NamedTuple):
    """What a cut may cross: from `left` to `right` and from `top` to `bottom`, in mm.

    `cost` is what cutting it counts; None for a straight line between two of its corners.
    """

    left: float
    right: float
    top: float
    bottom: float
    cost: float | None

    @property
    def turned(self) -> "_Thing":
        """The same for a cut that runs the other way."""
        return _Thing(self.top, self.bottom, self.left, self.right, self.cost)


def plan_sheets(scene: Scene, paper: Paper) -> Tiling:
    """The poster on few sheets of a paper, turned the way that has the kindest cuts for them."""
    upright = list(_things(scene))
    level = [thing.turned for thing in upright]
    found = []
    for width, height in ((paper.width, paper.height), (paper.height, paper.width)):
        rows = _Way(level, scene.height, height - 2 * MARGIN)
        columns = _Way(upright, scene.width, width - 2 * MARGIN)
        for in_columns, first, second in ((False, rows, columns), (True, columns, rows)):
            spent, bands = first.cut((0, second.length))
            ends = []
            for band in pairwise(bands):
                cost, pieces = second.cut(band)
                spent += cost
                ends.append(pieces)
            tiling = Tiling(paper.name, width, height, tuple(ends), bands, in_columns)
            found.append((SHEET * len(tiling.sheets) + spent, tiling))
    return min(found)[1]


class _Way(NamedTuple):
    """One of the two ways in which a poster is cut: what cuts cross, how long it is, and a sheet.

    `things` are seen by an upright cut.
    """

    things: Sequence[_Thing]
    length: float
    room: float

    def cut(self, band: tuple[float, float]) -> tuple[float, tuple[float, ...]]:
        """Where to cut a band of it into sheets, ends included, and what that costs."""
        return cuts(self.length, self.room, _crossings(self.things, self.length, band))


def cuts(length: float, room: float, costs: Sequence[float]) -> tuple[float, tuple[float, ...]]:
    """Where to cut a length into pieces that fit into `room` with their flaps, ends included.

    `costs` says for each mm what a cut there would cross. Returns what all cuts cost together.
    Method: the cheapest chain of cuts, one piece after another (dynamic programming).
    """
    most = room - OVERLAP
    count = max(1, ceil((length - OVERLAP) / most - 1e-9))
    least = NARROWEST * length / count
    chains: list[tuple[float, tuple[float, ...]]] = [(0.0, (0.0,))]
    for number in range(1, count):
        # What is behind the cut must fit on the sheets before it, the rest on those after it.
        first = max(length - OVERLAP - (count - number) * most, 0.0)
        last = number * most
        places = sorted({*(first + at for at in range(int(last - first) + 1)), last})
        fair = length * number / count
        reached = []
        for place in places:
            cost = costs[min(int(place), len(costs) - 1)] + UNEVEN * (place - fair) ** 2
            before = [chain for chain in chains if least <= place - chain[1][-1] <= most + 1e-9]
            if before:
                spent, made = min(before)
                reached.append((spent + cost, (*made, place)))
        chains = reached
    ends = [chain for chain in chains if length - chain[1][-1] >= least or count == 1]
    spent, made = min(chain for chain in ends if length - chain[1][-1] <= room + 1e-9)
    return spent, (*made, length)


def _crossings(things: Sequence[_Thing], length: float, row: tuple[float, float]) -> list[float]:
    """What an upright cut through a row would cross, at each mm along the poster."""
    rises = [0.0] * (int(length) + 2)
    top, bottom = row

    def count(start: float, end: float, cost: float) -> None:
        low, high = max(0, int(start)), min(int(length), int(end))
        if low <= high:
            rises[low] += cost
            rises[high + 1] -= cost

    for thing in things:
        if thing.bottom <= top or thing.top >= bottom:
            continue
        if thing.cost is not None:
            count(thing.left - BESIDE, thing.right + BESIDE, thing.cost)
        elif thing.right - thing.left < NEAR:
            within = min(thing.bottom, bottom) - max(thing.top, top)
            along = ALONG * hypot(thing.right - thing.left, within)
            count(thing.left - NEAR, thing.right + NEAR, along)
        else:
            count(thing.left, thing.right, 1)
    costs = []
    total = 0.0
    for rise in rises[:-1]:
        total += rise
        costs.append(total)
    return costs


def _things(scene: Scene) -> Iterator[_Thing]:
    """All that a cut may cross."""
    advances = {(one.face, one.number): one.advance for one in scene.outlines}
    usual = USUAL * sqrt(scene.width * scene.height)
    for part in scene.parts:
        if part.role == UNSEEN:
            continue
        if part.area and part.role in WHOLE:
            yield _thing(part.area, WHOLE[part.role])
        for item in part.items:
            if isinstance(item, Text):
                seen = min(3.0, max(0.5, item.size / usual))
                yield _thing(item.area, LINE * seen)
                yield from (_thing(area, WORD * seen) for area in _words(item, advances))
            elif part.role == "legend" and isinstance(item, Rectangle):
                yield _thing(item.area, SAMPLE)
            for (a, b), (c, d) in _lines(item):
                yield _Thing(min(a, c), max(a, c), min(b, d), max(b, d), None)


def _words(text: Text, advances: Mapping[tuple[str, int], float]) -> Iterator[Area]:
    """Where the words of a line stand, as far as its letters tell."""
    area = text.area
    if not text.glyphs:
        yield area
        return
    unit = text.size / 1000
    start, *rest = sorted(
        (glyph.x * unit, (glyph.x + advances.get((glyph.face, glyph.number), 500)) * unit)
        for glyph in text.glyphs
    )
    left, right = start
    for begin, end in rest:
        if begin - right > BLANK * text.size:
            yield area._replace(x=area.x + left, width=right - left)
            left = begin
        right = max(right, end)
    yield area._replace(x=area.x + left, width=right - left)


def _thing(area: Area, cost: float) -> _Thing:
    return _Thing(area.x, area.right, area.y, area.bottom, cost)


def _lines(item: Item) -> list[tuple[Point, Point]]:
    """What is drawn of an item's outline, as straight lines. Its fill is cut without being seen."""
    if isinstance(item, Text):
        return []
    if isinstance(item, Rectangle):
        x, y, width, height = item.area
        if not item.pen:
            return []
        right, bottom = x + width, y + height
        return list(pairwise(((x, y), (right, y), (right, bottom), (x, bottom), (x, y))))
    found: list[tuple[Point, Point]] = []
    at = start = (0.0, 0.0)
    for step in item.steps:
        if isinstance(step, MoveTo):
            start = step.to
        elif isinstance(step, CurveTo):
            points = [_on(at, step, piece / PIECES) for piece in range(PIECES + 1)]
            found += pairwise(points)
        else:
            found.append((at, step.to))
        at = step.to
    if item.closed and at != start:
        found.append((at, start))
    return found


def _on(at: Point, curve: CurveTo, t: float) -> Point:
    """A point of a curve, `t` of the way along it."""
    s = 1 - t
    weights = (s**3, 3 * s * s * t, 3 * s * t * t, t**3)
    points = (at, curve.first, curve.second, curve.to)
    x = sum(weight * point[0] for weight, point in zip(weights, points, strict=True))
    y = sum(weight * point[1] for weight, point in zip(weights, points, strict=True))
    return x, y


def _letters(row: int) -> str:
    """A, B, ... Z, AA, AB ..."""
    letters = chr(ord("A") + row % 26)
    return letters if row < 26 else _letters(row // 26 - 1) + letters
