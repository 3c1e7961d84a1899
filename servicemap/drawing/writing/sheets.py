"""A large poster as sheets of a small paper: how many, which way round, and cut where.

Each sheet but the last of its row or column prints a flap beyond its cut, over which the next sheet
is glued. Cuts move, as far as the paper allows, to where they cross the fewest words and lines.
"""

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from math import ceil, hypot
from typing import NamedTuple

from servicemap.drawing.papers import Paper
from servicemap.drawing.scene import Area, CurveTo, Item, MoveTo, Point, Rectangle, Scene, Text

MARGIN = 10.0
"""What a printer may leave white around a sheet, in mm."""

OVERLAP = 10.0
"""How wide a flap is, in mm."""

NARROWEST = 0.35
"""No sheet shows less than this part of what it could."""

WORDS = 12.0
"""What cutting through a line of words counts, beside 1 for a line that is crossed."""

ALONG = 0.6
"""What a cut along a line counts, for each mm of it: that is where a bad joint is seen most."""

NEAR = 1.5
"""How near to a cut a line must run, in mm, to run along it."""

UNEVEN = 1e-4
"""What a sheet's difference from its fair share counts, for each square mm."""

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
    """Sheets of `width` by `height` mm, and where the poster is cut, its edges included."""

    paper: str
    width: float
    height: float
    across: tuple[float, ...]
    down: tuple[float, ...]

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        """All sheets, row by row: A1, A2, ... B1."""
        found: list[Sheet] = []
        for row, (top, bottom) in enumerate(pairwise(self.down)):
            for column, (left, right) in enumerate(pairwise(self.across)):
                flap = OVERLAP if right < self.across[-1] else 0
                below = OVERLAP if bottom < self.down[-1] else 0
                found.append(
                    Sheet(
                        f"{_letters(row)}{column + 1}",
                        len(found) + 1,
                        row,
                        column,
                        Area(left, top, right - left, bottom - top),
                        Area(left, top, right - left + flap, bottom - top + below),
                    )
                )
        return tuple(found)


def plan_sheets(scene: Scene, paper: Paper) -> Tiling:
    """The poster on the fewest sheets of a paper; among equals, on those with the kindest cuts."""
    upright = tuple(_crossings(scene, scene.width, lambda point: point))
    level = tuple(_crossings(scene, scene.height, lambda point: (point[1], point[0])))
    found = []
    for width, height in ((paper.width, paper.height), (paper.height, paper.width)):
        cost_across, across = cuts(scene.width, width - 2 * MARGIN, upright)
        cost_down, down = cuts(scene.height, height - 2 * MARGIN, level)
        count = (len(across) - 1) * (len(down) - 1)
        tiling = Tiling(paper.name, width, height, across, down)
        found.append((count, cost_across + cost_down, tiling))
    return min(found)[2]


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


def _crossings(scene: Scene, length: float, turned: Callable[[Point], Point]) -> Iterable[float]:
    """What a cut would cross, at each mm along the poster."""
    rises = [0.0] * (int(length) + 2)

    def count(start: float, end: float, cost: float) -> None:
        low, high = max(0, int(start)), min(int(length), int(end))
        if low <= high:
            rises[low] += cost
            rises[high + 1] -= cost

    for part in scene.parts:
        for item in part.items:
            for one, other in _lines(item):
                (a, b), (c, d) = turned(one), turned(other)
                start, end = min(a, c), max(a, c)
                if end - start < NEAR:
                    count(start - NEAR, end + NEAR, ALONG * hypot(c - a, d - b))
                else:
                    count(start, end, 1)
            if isinstance(item, Text):
                area = item.area
                one, other = turned((area.x, area.y)), turned((area.right, area.bottom))
                count(one[0] - 1, other[0] + 1, WORDS)
    total = 0.0
    for rise in rises[:-1]:
        total += rise
        yield total


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
