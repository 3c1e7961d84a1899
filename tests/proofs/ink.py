"""The ink of a finished scene: its lines as far as they are seen, and its arrowheads."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import ceil, hypot
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from servicemap.drawing.scene import (
    Area,
    CurveTo,
    MoveTo,
    Pen,
    Point,
    Rectangle,
    Scene,
    Shape,
    Text,
)
from tests.proofs.contrasts import contrast

Floats = NDArray[np.float64]

AROUND = frozenset(
    {"page", "head", "imprint", "code", "legend", "stage", "panel", "badge", "pill", "box"}
)
"""Roles of what is no line."""

SEEN = 3.0
"""The contrast to white from which on a stroke is ink; what is paler hides what lies under it."""

HEAD_LONGEST = 9.0
"""Filled shapes longer than this in mm on A3 are no arrowheads."""

DEEP = 0.3
"""How deep in something filled a line must lie to be hidden by it, in mm."""


class ArrowTip(NamedTuple):
    """An arrowhead: its tip, the direction in which it points, how long it is."""

    tip: Point
    towards: Point
    length: float


class InkLine(NamedTuple):
    """One stroke of ink; `order` counts all items of the scene in drawing order."""

    points: Floats
    pen: Pen
    order: int


class InkCover(NamedTuple):
    """One stretch of a stroke that hides what was drawn before it."""

    start: Point
    end: Point
    width: float
    order: int


class InkFill(NamedTuple):
    """Something filled that hides what was drawn before it, but `edge` mm along its outline."""

    item: Rectangle | Shape
    edge: float
    order: int


class DrawnInk:
    """What a scene is made of: the ink of its lines, what hides ink, and arrowheads."""

    def __init__(self, scene: Scene, scale: float) -> None:
        self.lines: list[InkLine] = []
        self.covers: list[InkCover] = []
        self.filled: list[InkFill] = []
        self.heads: list[ArrowTip] = []
        self._longest = HEAD_LONGEST * scale
        items = ((part.role, item) for part in scene.parts for item in part.items)
        for order, (role, item) in enumerate(items):
            if isinstance(item, Text):
                continue
            if role not in AROUND:
                self._add(item, order)
            elif role in {"box", "pill"} and item.fill:
                self.filled.append(InkFill(item, DEEP, order))

    def _add(self, item: Rectangle | Shape, order: int) -> None:
        if item.fill and _is_ink(item.fill):
            if isinstance(item, Shape) and (head := _head(item)).length < self._longest:
                self.heads.append(head)
        elif item.fill:
            self.filled.append(InkFill(item, 0, order))
        elif isinstance(item, Shape) and item.pen:
            for points in _subpaths(item):
                if _is_ink(item.pen.colour):
                    self.lines.append(InkLine(points, item.pen, order))
                elif not item.pen.dash:
                    self.covers += [
                        InkCover((ax, ay), (bx, by), item.pen.width, order)
                        for (ax, ay), (bx, by) in pairwise(points.tolist())
                    ]


def _is_ink(colour: str) -> bool:
    return contrast(colour, "#FFFFFF") >= SEEN


def _head(shape: Shape) -> ArrowTip:
    """A filled shape as an arrowhead: its outline begins at the tip."""
    corners = [step.to for step in shape.steps]
    (x, y), *others = dict.fromkeys(corners)
    if not others:
        return ArrowTip((x, y), (0, 0), 0)
    middle = sum(a for a, _ in others) / len(others), sum(b for _, b in others) / len(others)
    far = hypot(x - middle[0], y - middle[1]) or 1.0
    length = max(hypot(x - a, y - b) for a, b in others)
    return ArrowTip((x, y), ((x - middle[0]) / far, (y - middle[1]) / far), length)


def _subpaths(shape: Shape) -> Iterator[Floats]:
    """The points along each stroke of a shape, its curves in short straight steps."""
    points: list[Point] = []
    for step in shape.steps:
        if isinstance(step, MoveTo):
            if len(points) > 1:
                yield np.array(points)
            points = [step.to]
        elif isinstance(step, CurveTo):
            a, b, c, d = (np.array(p) for p in (points[-1], step.first, step.second, step.to))
            for t in np.linspace(0, 1, 25)[1:]:
                u = 1 - t
                x, y = u**3 * a + 3 * u * u * t * b + 3 * u * t * t * c + t**3 * d
                points.append((float(x), float(y)))
        else:
            points.append(step.to)
    if len(points) > 1:
        yield np.array(points)


def sampled(points: Floats, step: float) -> Floats:
    """Points along a line, about so far from each other, with both of its ends."""
    far = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(points, axis=0).T))])
    places = np.linspace(0, far[-1], max(2, ceil(far[-1] / step) + 1))
    return np.stack([np.interp(places, far, points[:, side]) for side in (0, 1)], axis=1)


def seen_of(
    points: Floats, line: InkLine, covers: Sequence[InkCover], filled: Sequence[InkFill]
) -> NDArray[np.bool_]:
    """Which points of a line nothing hides that is drawn after it and at least as broad."""
    seen = np.ones(len(points), dtype=bool)
    left, top = points.min(axis=0).tolist()
    right, bottom = points.max(axis=0).tolist()
    around = Area(left, top, right - left, bottom - top)
    for item, edge, order in filled:
        if order > line.order and around.overlaps(_extent(item), -DEEP):
            seen &= _outside(points, item) > -edge
    for start, end, width, order in covers:
        if order <= line.order or width < line.pen.width:
            continue
        reach = width / 2
        (ax, ay), (bx, by) = start, end
        if (
            min(ax, bx) - reach > right
            or max(ax, bx) + reach < left
            or min(ay, by) - reach > bottom
            or max(ay, by) + reach < top
        ):
            continue
        along = np.array([bx - ax, by - ay])
        to = points - (ax, ay)
        length = float(along @ along)
        part = (to @ along) / length if length else np.zeros(len(points))
        # Strokes end bluntly, and go round where they bend.
        inside = (part >= 0) & (part <= 1)
        across = to - part[:, None] * along
        seen &= ~(inside & (np.hypot(across[:, 0], across[:, 1]) < reach))
    return seen


def _outside(points: Floats, item: Rectangle | Shape) -> Floats:
    """How far points are from what an item fills, in mm; less than nothing inside."""
    if isinstance(item, Rectangle):
        area, round_ = item.area, item.radius
        middle = np.array([area.x + area.width / 2, area.y + area.height / 2])
        half = np.array([area.width / 2, area.height / 2])
        over = np.abs(points - middle) - half + round_
        far = np.hypot(*np.maximum(over, 0).T) + np.minimum(over.max(axis=1), 0) - round_
        return np.asarray(far, dtype=np.float64)
    corners = [step.to for step in item.steps]
    inside = np.zeros(len(points), dtype=bool)
    nearest = np.full(len(points), np.inf)
    for (ax, ay), (bx, by) in pairwise([*corners, corners[0]]):
        along, to = np.array([bx - ax, by - ay]), points - (ax, ay)
        part = np.clip(to @ along / (float(along @ along) or 1.0), 0, 1)
        nearest = np.minimum(nearest, np.hypot(*(to - part[:, None] * along).T))
        if ay != by:
            passes = (points[:, 1] < ay) != (points[:, 1] < by)
            inside ^= passes & (points[:, 0] < ax + (points[:, 1] - ay) / (by - ay) * (bx - ax))
    return np.where(inside, -nearest, nearest)


def _extent(item: Rectangle | Shape) -> Area:
    if isinstance(item, Rectangle):
        return item.area
    xs, ys = zip(*(step.to for step in item.steps), strict=True)
    return Area(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))
