"""What is wrong with the links of a finished scene: what hides them, or is hard to follow.

A link may pass under another one's casing or band, as under a bridge, and no further.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from math import ceil, floor, hypot
from typing import NamedTuple

from servicemap.drawing.scene import CurveTo, MoveTo, Part, Point, Scene, Shape

BRIDGE = 2.0
"""How far a link may run under something, in its widths: a crossing, slanted or at a bend."""

THIN = 2.5
"""How far in mm it may run under however thin a line."""

HAIR, KINK = 0.1, 2.0
"""A shift in mm that nobody sees, and one that looks like a slip of the pen."""

AIR = 0.8
"""How far a bridge's casing reaches beside its line at least, from its middle, in its widths."""

EDGES = 1.2
"""How much of a panel's edge a casing may hide, in its widths: where its link passes."""

SAMPLES = 0.4
"""From one point that is looked at to the next, in mm."""


CELL = 12.0
"""Strokes are looked for in squares of so many mm."""


class _Stroke(NamedTuple):
    """One straight stretch of a casing or band: what it is drawn with hides what lies under it."""

    cover: int
    start: Point
    end: Point
    reach: float


class _Cover(NamedTuple):
    """The casing or band of one label; `label` counts the labels in drawing order."""

    id: str
    label: int
    width: float


class _Line(NamedTuple):
    """One straight stretch of a link `width` mm wide; `label` counts the labels."""

    link: str
    label: int
    start: Point
    end: Point
    width: float


class Hidden(NamedTuple):
    """A link that runs so many mm under another one's `cover`, the id of a part `width` mm wide."""

    link: str
    cover: str
    length: float
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


def too_long(runs: Iterable[tuple[Hidden, ...]], bridge: float = BRIDGE) -> Iterator[Hidden]:
    """The first of each link's runs that is longer than a crossing takes."""
    for of_link in runs:
        for run in of_link:
            if run.length > max(THIN, bridge * run.width):
                yield run
                break


def runs_under(parts: Sequence[Part]) -> list[tuple[Hidden, ...]]:
    """For each link the longest run under each cover of others that are drawn over it."""
    drawn = list(_in_order(parts))
    covers, squares = _covers(drawn)
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
    drawn = list(_in_order(scene.parts))
    covers, squares = _covers(drawn)
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
            for square in _squares(a, b, 0):
                known = lines.setdefault(square, [])
                for lower in known:
                    pair = lower.link, upper.link
                    at = _crossing(lower, upper) if lower.label < label else None
                    if at is None or pair in said:
                        continue
                    if not any(
                        lower.label < covers[over.cover].label <= label
                        and apart(at, over.start, over.end) < over.reach - AIR * width
                        for near in _squares(at, at, 0)
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
    covers, squares = _covers(list(_in_order(scene.parts)))
    for part in scene.parts:
        if part.role != "panel" or part.area is None:
            continue
        x, y, right, bottom = part.area.x, part.area.y, part.area.right, part.area.bottom
        corners = [(x, y), (right, y), (right, bottom), (x, bottom)]
        for a, b in pairwise([*corners, corners[0]]):
            taken: dict[int, list[tuple[float, float]]] = {}
            near = dict.fromkeys(
                stroke for square in _squares(a, b, 0) for stroke in squares.get(square, ())
            )
            for stroke in near:
                low, high = _overlap(a, b, stroke)
                if low < high:
                    taken.setdefault(stroke.cover, []).append((low, high))
            for cover, stretches in taken.items():
                under = _longest(stretches)
                if under > EDGES * covers[cover].width:
                    yield f"'{covers[cover].id}' hides {under:.0f} mm of the edge of '{part.id}'"


def _overlap(a: Point, b: Point, stroke: _Stroke) -> tuple[float, float]:
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


def _in_order(parts: Sequence[Part]) -> Iterator[tuple[int, Part]]:
    """Links and casings, each with the number of its label: a label's casing comes before them."""
    label = 0
    before: str | None = None
    for part in parts:
        if part.role == "casing" or (part.role == "link" and part.source != before):
            label += 1
        if part.role in {"casing", "link"}:
            yield label, part
            before = part.source


_Squares = dict[tuple[int, int], dict[_Stroke, None]]


def _covers(drawn: Sequence[tuple[int, Part]]) -> tuple[list[_Cover], _Squares]:
    """All casings and bands, and their strokes by the squares that they reach."""
    covers: list[_Cover] = []
    squares: _Squares = {}
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
                covers.append(_Cover(part.id, label, width))
            for a, b in pairwise(points_of(item)):
                stroke = _Stroke(numbers[width], a, b, width / 2)
                for square in _squares(a, b, width / 2):
                    squares.setdefault(square, {})[stroke] = None
    return covers, squares


def _squares(a: Point, b: Point, reach: float) -> Iterator[tuple[int, int]]:
    """The squares that a stretch may touch: lines run level or upright, or bend in little room."""
    for across in range(
        floor((min(a[0], b[0]) - reach) / CELL), floor((max(a[0], b[0]) + reach) / CELL) + 1
    ):
        for down in range(
            floor((min(a[1], b[1]) - reach) / CELL), floor((max(a[1], b[1]) + reach) / CELL) + 1
        ):
            yield across, down


def _under(
    a: Point, b: Point, squares: _Squares, covers: Sequence[_Cover], label: int
) -> dict[int, list[bool]]:
    """Which points along a stretch lie under which cover of a later label."""
    strokes = {
        stroke: None
        for square in _squares(a, b, 0)
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
            part = (i + 0.5) / count
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
    """The points along a link's line, its curves in eight steps."""
    shape = link.items[0]
    assert isinstance(shape, Shape), "a link begins with its line"
    return points_of(shape)


def points_of(shape: Shape) -> list[Point]:
    """The points along a line, its curves in eight steps."""
    points: list[Point] = []
    for step in shape.steps:
        if isinstance(step, MoveTo) or not isinstance(step, CurveTo):
            points.append(step.to)
            continue
        start = points[-1]
        points += [_along(start, step, i / 8) for i in range(1, 9)]
    return points


def _along(start: Point, curve: CurveTo, t: float) -> Point:
    u = 1 - t
    a, b, c, d = u**3, 3 * u * u * t, 3 * u * t * t, t**3
    return (
        a * start[0] + b * curve.first[0] + c * curve.second[0] + d * curve.to[0],
        a * start[1] + b * curve.first[1] + c * curve.second[1] + d * curve.to[1],
    )
