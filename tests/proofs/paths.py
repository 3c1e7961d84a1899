"""Lines of a scene as points: a curve in a few straight steps."""

from math import hypot

from servicemap.drawing.scene import CurveTo, MoveTo, Part, Point, Shape

CURVE_STEPS = 8
"""Straight stretches that stand for one curve."""


def path_of(link: Part) -> list[Point]:
    """The points along a link's whole line, its curves in a few steps."""
    if link.way:
        return points_of(Shape(link.way))
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


def apart(point: Point, start: Point, end: Point) -> float:
    """How far a point is from a straight line."""
    along = (end[0] - start[0], end[1] - start[1])
    to = (point[0] - start[0], point[1] - start[1])
    length = along[0] ** 2 + along[1] ** 2
    part = (to[0] * along[0] + to[1] * along[1]) / length if length else 0.0
    part = min(1.0, max(0.0, part))
    return hypot(to[0] - part * along[0], to[1] - part * along[1])
