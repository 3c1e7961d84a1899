"""What is wrong with the links of a finished scene: what hides them, or is hard to follow.

A link may pass under another one's casing or band, as under a bridge, and no further.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import hypot
from typing import NamedTuple

from servicemap.drawing.composing.covering import (
    BRIDGE,
    Hidden,
    Stroke,
    apart,
    covers_of,
    in_order,
    path_of,
    points_of,
    runs_under,
    squares_between,
    too_long,
)
from servicemap.drawing.scene import Part, Point, Scene, Shape

HAIR, KINK = 0.1, 2.0
"""A shift in mm that nobody sees, and one that looks like a slip of the pen."""

AIR = 0.8
"""How far a bridge's casing reaches beside its line at least, from its middle, in its widths."""

EDGES = 1.2
"""How much of a panel's edge a casing may hide, in its widths: where its link passes."""


class _Line(NamedTuple):
    """One straight stretch of a link `width` mm wide; `label` counts the labels."""

    link: str
    label: int
    start: Point
    end: Point
    width: float


def hidden_links(scene: Scene) -> Iterator[str]:
    """No link runs under another's line, casing or band for longer than a crossing takes."""
    for one in hidden(scene.parts):
        yield f"the link '{one.link}' runs {one.length:.0f} mm under '{one.cover}'"


def hidden(parts: Sequence[Part], bridge: float = BRIDGE) -> Iterator[Hidden]:
    """Each link that something hides for longer than a crossing takes, with the first such.

    A crossing takes at most `bridge` times the width of what hides it.
    """
    return too_long(runs_under(parts), bridge)


def kinked_links(scene: Scene) -> Iterator[str]:
    """No link shifts by a hair: it is straight, or it clearly changes to another height."""
    level = 0 if scene.height > scene.width else 1
    for part in scene.parts:
        if part.role != "link":
            continue
        runs = [
            a[level]
            for a, b in pairwise(path_of(part))
            if a[level] == b[level] and a[1 - level] != b[1 - level]
        ]
        for before, after in pairwise(runs):
            shift = abs(before - after)
            if HAIR < shift < KINK:
                yield f"the link '{part.id}' shifts by {shift:.1f} mm"


def bare_crossings(scene: Scene) -> Iterator[str]:
    """Where two links cross that do not fork from each other, the upper one is a bridge.

    Its casing, drawn after the lower one, shows on both sides of it.
    """
    drawn = list(in_order(scene.parts))
    covers, squares = covers_of(drawn)
    lines: dict[tuple[int, int], list[_Line]] = {}
    said: set[tuple[str, str]] = set()
    for label, part in drawn:
        if part.role != "link":
            continue
        shape = part.items[0]
        assert isinstance(shape, Shape), "a link begins with its line"
        width = shape.pen.width if shape.pen else 0.0
        for a, b in pairwise(points_of(shape)):
            upper = _Line(part.id, label, a, b, width)
            for square in squares_between(a, b, 0):
                known = lines.setdefault(square, [])
                for lower in known:
                    pair = lower.link, upper.link
                    at = _crossing(lower, upper) if lower.label < label else None
                    if at is None or pair in said:
                        continue
                    if not any(
                        lower.label < covers[over.cover].label <= label
                        and apart(at, over.start, over.end) < over.reach - AIR * width
                        for near in squares_between(at, at, 0)
                        for over in squares.get(near, ())
                    ):
                        said.add(pair)
                        yield (
                            f"the link '{upper.link}' crosses '{lower.link}' without a bridge"
                            f" at {at[0]:.0f}, {at[1]:.0f} mm"
                        )
                known.append(upper)


def _crossing(one: _Line, other: _Line) -> Point | None:
    """Where two straight lines cross, if they do; not where one merely lies along the other."""
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = one.start, one.end, other.start, other.end
    ux, uy, vx, vy = bx - ax, by - ay, dx - cx, dy - cy
    cross = ux * vy - uy * vx
    if abs(cross) < 1e-9:
        return None
    t = ((cx - ax) * vy - (cy - ay) * vx) / cross
    u = ((cx - ax) * uy - (cy - ay) * ux) / cross
    return (ax + t * ux, ay + t * uy) if 0 <= t < 1 and 0 <= u < 1 else None


def hidden_edges(scene: Scene) -> Iterator[str]:
    """No casing hides the edge of a department's panel that its link runs beside."""
    covers, squares = covers_of(list(in_order(scene.parts)))
    for part in scene.parts:
        if part.role != "panel" or part.area is None:
            continue
        x, y, right, bottom = part.area.x, part.area.y, part.area.right, part.area.bottom
        corners = [(x, y), (right, y), (right, bottom), (x, bottom)]
        for a, b in pairwise([*corners, corners[0]]):
            taken: dict[int, list[tuple[float, float]]] = {}
            near = dict.fromkeys(
                stroke for square in squares_between(a, b, 0) for stroke in squares.get(square, ())
            )
            for stroke in near:
                low, high = _overlap(a, b, stroke)
                if low < high:
                    taken.setdefault(stroke.cover, []).append((low, high))
            for cover, stretches in taken.items():
                under = _longest(stretches)
                if under > EDGES * covers[cover].width:
                    yield f"'{covers[cover].id}' hides {under:.0f} mm of the edge of '{part.id}'"


def _overlap(a: Point, b: Point, stroke: Stroke) -> tuple[float, float]:
    """From where to where, in mm from `a`, a straight line lies under a stroke with blunt ends."""
    length = hypot(b[0] - a[0], b[1] - a[1])
    far = hypot(stroke.end[0] - stroke.start[0], stroke.end[1] - stroke.start[1])
    low, high = 0.0, length
    if not length or not far:
        return 0, 0
    along = ((b[0] - a[0]) / length, (b[1] - a[1]) / length)
    ahead = ((stroke.end[0] - stroke.start[0]) / far, (stroke.end[1] - stroke.start[1]) / far)
    start = (a[0] - stroke.start[0], a[1] - stroke.start[1])
    for (x, y), least, most in (
        (ahead, 0.0, far),
        ((-ahead[1], ahead[0]), -stroke.reach, stroke.reach),
    ):
        at, grows = start[0] * x + start[1] * y, along[0] * x + along[1] * y
        if abs(grows) < 1e-9:
            if not least < at < most:
                return 0, 0
            continue
        one, other = sorted(((least - at) / grows, (most - at) / grows))
        low, high = max(low, one), min(high, other)
    return low, high


def _longest(stretches: list[tuple[float, float]]) -> float:
    """The length of the longest of some stretches, those that touch taken together."""
    longest = 0.0
    begun, reached = 0.0, -1.0
    for low, high in sorted(stretches):
        if low > reached + HAIR:
            begun = low
        reached = max(reached, high)
        longest = max(longest, reached - begun)
    return longest
