"""What boxes, arrowheads, bends and icons look like, as items of a scene."""

from collections.abc import Sequence
from math import hypot

from servicemap.drawing.layout.outlines import point_of, radius
from servicemap.drawing.scene import (
    Area,
    CurveTo,
    Item,
    LineTo,
    MoveTo,
    PathStep,
    Pen,
    Point,
    Rectangle,
    Shape,
)
from servicemap.drawing.theme import Theme
from servicemap.views.view import Box, BoxKind

ROUND = 0.5523
"""How far the control points of a quarter circle reach, in radii."""


SHAFT_ENDS = 0.72
"""How far a line ends before the tip of its arrow, in heads of it."""

HEAD_HALF, HEAD_NOTCH = 0.47, 0.74
"""Half the breadth of an arrowhead, and how deep it is in its middle, in its length."""

LEVEL_MOST = 1.5
"""How many times as long as the one side of a bend the other may be."""

GENTLE, GENTLER = 1.4, 0.4
"""How much longer a bend is where it climbs nothing, and by how much less where it does."""

SUPPLIER_BAR = 1.1
"""How wide the bar of a supplier is, in corners of a box."""

INSIDE_EDGE, INSIDE_STEP = 1.35, 2.7
"""The edges of an end user inside, and from the outer to the inner one, in edges of a box."""

PROSPECT_EDGE, PROSPECT_DASH = 1.3, (2.6, 1.4)
"""The edge of a prospect and half of its dashes, in edges of a box."""


def polygon(points: Sequence[Point], fill: str | None, pen: Pen | None = None) -> Shape:
    """A closed shape with straight sides."""
    first, *rest = points
    return Shape((MoveTo(first), *(LineTo(p) for p in rest)), fill, pen, closed=True)


def line(points: Sequence[Point], pen: Pen) -> Shape:
    """Straight strokes through the points."""
    first, *rest = points
    return Shape((MoveTo(first), *(LineTo(p) for p in rest)), None, pen)


def bend(points: Sequence[Point], turn: float) -> tuple[PathStep, ...]:
    """A line through level and upright stretches whose corners are rounded by at most `turn`.

    A corner takes at most half of a stretch that has a corner at its other end as well. Where
    there is little height but much width it becomes a gentle S.
    """
    merged = [
        point for point, after in zip(points, [*points[1:], None], strict=True) if point != after
    ]
    corners = [
        0 < i < len(merged) - 1 and _is_corner(merged[i - 1], merged[i], merged[i + 1])
        for i in range(len(merged))
    ]
    steps: list[PathStep] = [MoveTo(merged[0])]
    for i in range(1, len(merged) - 1):
        at = merged[i]
        if not corners[i]:
            steps.append(LineTo(at))
            continue
        into = _reach(merged[i - 1], at, merged[i + 1], turn, shared=corners[i - 1])
        out = _reach(merged[i + 1], at, merged[i - 1], turn, shared=corners[i + 1])
        # Where the level part is short the upright one is, too: a corner stays round.
        if merged[i - 1][1] == at[1]:
            out = min(out, LEVEL_MOST * into)
        else:
            into = min(into, LEVEL_MOST * out)
        start, end = _towards(at, merged[i - 1], into), _towards(at, merged[i + 1], out)
        steps += [
            LineTo(start),
            CurveTo(
                _towards(at, merged[i - 1], into * (1 - ROUND)),
                _towards(at, merged[i + 1], out * (1 - ROUND)),
                end,
            ),
        ]
    steps.append(LineTo(merged[-1]))
    return tuple(steps)


def _is_corner(a: Point, b: Point, c: Point) -> bool:
    level = a[1] == b[1], b[1] == c[1]
    return level[0] != level[1]


def _reach(end: Point, at: Point, other: Point, turn: float, *, shared: bool) -> float:
    """How far from its corner a bend begins, on the way to `end`; `other` is the other way."""
    far = hypot(end[0] - at[0], end[1] - at[1])
    if end[1] == at[1]:
        # The less it climbs, the longer it takes to it.
        climb = abs(other[1] - at[1])
        turn *= GENTLE - GENTLER * min(1.0, climb / (2 * turn))
    return min(turn, far / 2 if shared else far)


def _towards(start: Point, end: Point, far: float) -> Point:
    length = hypot(end[0] - start[0], end[1] - start[1])
    if length == 0:
        return start
    part = far / length
    return (start[0] + (end[0] - start[0]) * part, start[1] + (end[1] - start[1]) * part)


def trimmed(points: Sequence[Point], start: float, end: float) -> tuple[Point, ...]:
    """The same line, shorter by these lengths at its two ends."""
    first = _towards(points[0], points[1], start)
    last = _towards(points[-1], points[-2], end)
    return (first, *points[1:-1], last)


def clipped(steps: Sequence[PathStep], by: float) -> tuple[PathStep, ...]:
    """A line that was bent already, shorter at its two ends, where they are straight for that."""
    first, second, *_ = steps
    *_, before, last = steps
    start, end = first, last
    if isinstance(second, LineTo) and hypot(*_between(first.to, second.to)) > by:
        start = MoveTo(_towards(first.to, second.to, by))
    if isinstance(last, LineTo) and hypot(*_between(before.to, last.to)) > by:
        end = LineTo(_towards(last.to, before.to, by))
    return (start, *steps[1:-1], end)


def _between(start: Point, end: Point) -> Point:
    return (end[0] - start[0], end[1] - start[1])


def arrowhead(before: Point, tip: Point, length: float, fill: str) -> Shape:
    """A head with a notch, pointing from `before` to `tip`."""
    far = hypot(tip[0] - before[0], tip[1] - before[1]) or 1
    cos, sin = (tip[0] - before[0]) / far, (tip[1] - before[1]) / far

    def at(back: float, aside: float) -> Point:
        return (tip[0] - back * cos - aside * sin, tip[1] - back * sin + aside * cos)

    half = HEAD_HALF * length
    return polygon([tip, at(length, half), at(HEAD_NOTCH * length, 0), at(length, -half)], fill)


def rounded(area: Area, corners: tuple[float, float, float, float]) -> tuple[PathStep, ...]:
    """A rectangle with each corner rounded by its own radius, from the top left, clockwise."""
    x, y, right, bottom = area.x, area.y, area.right, area.bottom
    a, b, c, d = corners
    k = 1 - ROUND
    return (
        MoveTo((x + a, y)),
        LineTo((right - b, y)),
        CurveTo((right - b * k, y), (right, y + b * k), (right, y + b)),
        LineTo((right, bottom - c)),
        CurveTo((right, bottom - c * k), (right - c * k, bottom), (right - c, bottom)),
        LineTo((x + d, bottom)),
        CurveTo((x + d * k, bottom), (x, bottom - d * k), (x, bottom - d)),
        LineTo((x, y + a)),
        CurveTo((x, y + a * k), (x + a * k, y), (x + a, y)),
    )


def circle(middle: Point, r: float) -> tuple[PathStep, ...]:
    """A circle."""
    return rounded(Area(middle[0] - r, middle[1] - r, 2 * r, 2 * r), (r, r, r, r))


def reversed_path(steps: tuple[PathStep, ...]) -> tuple[PathStep, ...]:
    """A path the other way round: inside another one it is a hole."""
    turned: list[PathStep] = [MoveTo(steps[-1].to)]
    for step, before in zip(reversed(steps[1:]), reversed(steps[:-1]), strict=True):
        if isinstance(step, CurveTo):
            turned.append(CurveTo(step.second, step.first, before.to))
        else:
            turned.append(LineTo(before.to))
    return tuple(turned)


def outline_of(box: Box, area: Area, theme: Theme) -> tuple[Item, ...]:
    """A box without its text, in the shape and colours of its kind."""
    colours, lengths = theme.palette, theme.lengths
    width = lengths.edge_home if box.home else lengths.edge
    round_ = radius(box.kind, area, theme)
    match box.kind:
        case BoxKind.SUPPLIER:
            pen = Pen(colours.supplier, width)
            bar = Area(area.x, area.y, SUPPLIER_BAR * lengths.corner, area.height)
            return (
                Rectangle(area, colours.supplier_tint, pen),
                Rectangle(bar, colours.supplier, pen),
            )
        case BoxKind.TEAM | BoxKind.DEPARTMENT | BoxKind.SEVERAL:
            fill = colours.team_tint
            if box.kind is not BoxKind.TEAM:
                fill = colours.here_tint if box.home else colours.panel
            return (Rectangle(area, fill, Pen(colours.team, width), round_),)
        case BoxKind.DISTRIBUTOR:
            point = point_of(area, theme)
            corners = [
                (area.x, area.y),
                (area.right - point, area.y),
                (area.right, area.y + area.height / 2),
                (area.right - point, area.bottom),
                (area.x, area.bottom),
            ]
            return (polygon(corners, colours.distributor_tint, Pen(colours.distributor, width)),)
        case BoxKind.END_USER:
            pen = Pen(colours.customer, width)
            return (Rectangle(area, colours.customer, pen, round_),)
        case BoxKind.END_USER_INSIDE:
            pen = Pen(colours.customer, INSIDE_EDGE * width)
            step = INSIDE_STEP * width
            inner = Area(
                area.x + step, area.y + step, area.width - 2 * step, area.height - 2 * step
            )
            return (
                Rectangle(area, colours.page, pen, round_),
                Rectangle(inner, None, pen, max(0.0, round_ - step)),
            )
        case BoxKind.PROSPECT:
            dashes = (PROSPECT_DASH[0] * width * 2, PROSPECT_DASH[1] * width * 2)
            pen = Pen(colours.customer, PROSPECT_EDGE * width, dashes)
            return (Rectangle(area, colours.page, pen, round_),)
