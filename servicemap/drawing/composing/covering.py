"""What lies under what: links under the casings and bands of others that are drawn over them.

A link may pass under another one's casing or band, as under a bridge, and no further.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from math import ceil, floor, hypot
from typing import NamedTuple

from servicemap.drawing.scene import CurveTo, MoveTo, Part, Point, Shape

BRIDGE = 2.0
"""How far a link may run under something, in its widths: a crossing, slanted or at a bend."""

THIN = 2.5
"""How far in mm it may run under however thin a line."""

SAMPLES = 0.4
"""From one point that is looked at to the next, in mm."""

CELL = 12.0
"""Strokes are looked for in squares of so many mm."""

CURVE_STEPS = 8
"""Straight stretches that stand for one curve."""


class Stroke(NamedTuple):
    """One straight stretch of a casing or band: what it is drawn with hides what lies under it."""

    cover: int
    start: Point
    end: Point
    reach: float


class Cover(NamedTuple):
    """The casing or band of one label; `label` counts the labels in drawing order."""

    id: str
    label: int
    width: float


class Hidden(NamedTuple):
    """A link that runs so many mm under another one's `cover`, the id of a part `width` mm wide."""

    link: str
    cover: str
    length: float
    width: float


def too_long(runs: Iterable[tuple[Hidden, ...]], bridge: float = BRIDGE) -> Iterator[Hidden]:
    """The first of each link's runs that is longer than a crossing takes."""
    for of_link in runs:
        for run in of_link:
            if run.length > max(THIN, bridge * run.width):
                yield run
                break


def runs_under(parts: Sequence[Part]) -> list[tuple[Hidden, ...]]:
    """For each link the longest run under each cover of others that are drawn over it."""
    drawn = list(in_order(parts))
    covers, squares = covers_of(drawn)
    known: dict[tuple[Point, Point], dict[int, list[bool]]] = {}
    found = []
    for label, part in drawn:
        if part.role != "link":
            continue
        longest: dict[int, float] = {}
        runs: dict[int, float] = {}
        for a, b in pairwise(path_of(part)):
            if (a, b) not in known:
                # Labels come in drawing order: whoever asks again is hidden by no more than these.
                known[a, b] = _under(a, b, squares, covers, label)
            length = hypot(b[0] - a[0], b[1] - a[1])
            went, runs = runs, {}
            for cover, flags in known[a, b].items():
                if covers[cover].label <= label:
                    continue
                run = went.get(cover, 0.0)
                for flag in flags:
                    run = run + length / len(flags) if flag else 0.0
                    longest[cover] = max(longest.get(cover, 0.0), run)
                runs[cover] = run
        found.append(
            tuple(
                Hidden(part.id, covers[cover].id, under, covers[cover].width)
                for cover, under in longest.items()
            )
        )
    return found


def in_order(parts: Sequence[Part]) -> Iterator[tuple[int, Part]]:
    """Links and casings, each with the number of its label: a label's casing comes before them."""
    label = 0
    before: str | None = None
    for part in parts:
        if part.role == "casing" or (part.role == "link" and part.source != before):
            label += 1
        if part.role in {"casing", "link"}:
            yield label, part
            before = part.source


Squares = dict[tuple[int, int], dict[Stroke, None]]


def covers_of(drawn: Sequence[tuple[int, Part]]) -> tuple[list[Cover], Squares]:
    """All casings and bands, and their strokes by the squares that they reach."""
    covers: list[Cover] = []
    squares: Squares = {}
    for label, part in drawn:
        if part.role != "casing":
            continue
        numbers: dict[float, int] = {}
        for item in part.items:
            if not isinstance(item, Shape) or item.pen is None:
                continue
            width = item.pen.width
            if width not in numbers:
                numbers[width] = len(covers)
                covers.append(Cover(part.id, label, width))
            for a, b in pairwise(points_of(item)):
                stroke = Stroke(numbers[width], a, b, width / 2)
                for square in squares_between(a, b, width / 2):
                    squares.setdefault(square, {})[stroke] = None
    return covers, squares


def squares_between(a: Point, b: Point, reach: float) -> Iterator[tuple[int, int]]:
    """The squares that a stretch may touch: lines run level or upright, or bend in little room."""
    for across in range(
        floor((min(a[0], b[0]) - reach) / CELL), floor((max(a[0], b[0]) + reach) / CELL) + 1
    ):
        for down in range(
            floor((min(a[1], b[1]) - reach) / CELL), floor((max(a[1], b[1]) + reach) / CELL) + 1
        ):
            yield across, down


def _under(
    a: Point, b: Point, squares: Squares, covers: Sequence[Cover], label: int
) -> dict[int, list[bool]]:
    """Which points along a stretch lie under which cover of a later label."""
    strokes = {
        stroke: None
        for square in squares_between(a, b, 0)
        for stroke in squares.get(square, ())
        if covers[stroke.cover].label > label
    }
    # Along the axis that the stretch mostly follows, points can be told apart by one number.
    axis = 0 if abs(b[0] - a[0]) >= abs(b[1] - a[1]) else 1
    length = b[axis] - a[axis]
    low, high = sorted((a[1 - axis], b[1 - axis]))
    count = max(1, ceil(hypot(b[0] - a[0], b[1] - a[1]) / SAMPLES))
    found: dict[int, list[bool]] = {}
    for cover, start, end, reach in strokes:
        one, other = start[1 - axis], end[1 - axis]
        if max(one, other) + reach < low or min(one, other) - reach > high:
            continue
        ends = sorted(
            (
                (min(start[axis], end[axis]) - reach - a[axis]) / (length or 1) * count,
                (max(start[axis], end[axis]) + reach - a[axis]) / (length or 1) * count,
            )
        )
        for i in range(max(0, floor(ends[0])), min(count, ceil(ends[1]))):
            part = (2 * i + 1) / 2 / count
            point = (a[0] + part * (b[0] - a[0]), a[1] + part * (b[1] - a[1]))
            if apart(point, start, end) < reach:
                found.setdefault(cover, [False] * count)[i] = True
    return found


def apart(point: Point, start: Point, end: Point) -> float:
    """How far a point is from a straight line."""
    along = (end[0] - start[0], end[1] - start[1])
    to = (point[0] - start[0], point[1] - start[1])
    length = along[0] ** 2 + along[1] ** 2
    part = (to[0] * along[0] + to[1] * along[1]) / length if length else 0.0
    part = min(1.0, max(0.0, part))
    return hypot(to[0] - part * along[0], to[1] - part * along[1])


def path_of(link: Part) -> list[Point]:
    """The points along a link's line, its curves in a few steps."""
    shape = link.items[0]
    assert isinstance(shape, Shape), "a link begins with its line"
    return points_of(shape)


def points_of(shape: Shape) -> list[Point]:
    """The points along a line, its curves in a few steps."""
    points: list[Point] = []
    for step in shape.steps:
        if isinstance(step, MoveTo) or not isinstance(step, CurveTo):
            points.append(step.to)
            continue
        start = points[-1]
        points += [_along(start, step, i / CURVE_STEPS) for i in range(1, CURVE_STEPS + 1)]
    return points


def _along(start: Point, curve: CurveTo, t: float) -> Point:
    u = 1 - t
    a, b, c, d = u**3, 3 * u * u * t, 3 * u * t * t, t**3
    return (
        a * start[0] + b * curve.first[0] + c * curve.second[0] + d * curve.to[0],
        a * start[1] + b * curve.first[1] + c * curve.second[1] + d * curve.to[1],
    )
