"""What is wrong with the lines of a finished scene: what is hard to follow, or says what is not so.

Links of one net may share a line. Others may cross, where both are straight and the lower one is
left out for a gap beside the upper one, and no more.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import hypot
from typing import NamedTuple

from servicemap.drawing.scene import Area, CurveTo, MoveTo, Point, Rectangle, Scene, Shape
from tests.proofs.paths import apart, path_of, points_of

HAIR, KINK = 0.1, 2.0
"""A shift in mm that nobody sees, and one that looks like a slip of the pen."""

BESIDE = 1.0
"""Lines of different nets that run along each other are at least so many mm apart on A3."""

ALONG = 3.0
"""For so many mm on A3 they may be nearer: where one of them begins or ends."""

FLAT = 1e-6


class _Stretch(NamedTuple):
    """One straight stretch of a link's way. `bent`: it stands for a piece of a curve."""

    link: str
    net: str
    start: Point
    end: Point
    bent: bool

    @property
    def low(self) -> Point:
        return (min(self.start[0], self.end[0]), min(self.start[1], self.end[1]))

    @property
    def high(self) -> Point:
        return (max(self.start[0], self.end[0]), max(self.start[1], self.end[1]))


def kinked_links(scene: Scene) -> Iterator[str]:
    """No link shifts by a hair: it is straight, or it clearly changes to another height."""
    for part in scene.parts:
        if part.role != "link":
            continue
        runs = [a[1] for a, b in pairwise(path_of(part)) if a[1] == b[1] and a[0] != b[0]]
        for before, after in pairwise(runs):
            shift = abs(before - after)
            if HAIR < shift < KINK:
                yield f"the link '{part.id}' shifts by {shift:.1f} mm"


def covered_links(scene: Scene) -> Iterator[str]:
    """No line lies on one of another net."""
    scale = _scale(scene)
    for axis in (0, 1):
        stretches = [one for one in _stretches(scene) if _runs(one, axis)]
        stretches.sort(key=lambda one: one.start[1 - axis])
        said: set[tuple[str, str]] = set()
        for at, one in enumerate(stretches):
            for other in stretches[at + 1 :]:
                if other.start[1 - axis] - one.start[1 - axis] >= BESIDE * scale:
                    break
                if other.net == one.net or (one.net, other.net) in said:
                    continue
                shared = min(one.high[axis], other.high[axis]) - max(one.low[axis], other.low[axis])
                if shared > ALONG * scale:
                    said.add((one.net, other.net))
                    yield f"the link '{one.link}' lies on '{other.link}' for {shared:.0f} mm"


def _runs(stretch: _Stretch, axis: int) -> bool:
    return not stretch.bent and abs(stretch.start[1 - axis] - stretch.end[1 - axis]) < FLAT


def crossings(scene: Scene) -> Iterator[tuple[_Stretch, _Stretch, Point]]:
    """Where lines of different nets cross, each place once."""
    seen: set[tuple[str, str, Point]] = set()
    stretches = sorted(dict.fromkeys(_stretches(scene)), key=lambda one: one.low[0])
    for at, one in enumerate(stretches):
        for other in stretches[at + 1 :]:
            if other.low[0] > one.high[0]:
                break
            if other.net == one.net:
                continue
            point = _crossing(one, other)
            if point is None:
                continue
            a, b = sorted((one.net, other.net))
            key = (a, b, (round(point[0]), round(point[1])))
            if key not in seen:
                seen.add(key)
                yield one, other, point


def bad_crossings(scene: Scene) -> Iterator[str]:
    """Lines cross where both are straight, and the lower one is left out there."""
    gaps = [
        item.area
        for part in scene.parts
        if part.role == "bridge"
        for item in part.items
        if isinstance(item, Rectangle)
    ]
    for one, other, (x, y) in crossings(scene):
        place = f"at {x:.0f}, {y:.0f} mm"
        if one.bent or other.bent:
            yield f"the link '{one.link}' crosses '{other.link}' on a bend {place}"
        elif not any(gap.holds(Area(x, y, 0, 0)) for gap in gaps):
            yield f"the link '{one.link}' crosses '{other.link}' without a bridge {place}"


def _stretches(scene: Scene) -> Iterator[_Stretch]:
    for part in scene.parts:
        if part.role != "link" or not part.way or part.net is None:
            continue
        for before, step in pairwise(part.way):
            points = points_of(Shape((MoveTo(before.to), step)))
            for a, b in pairwise(points):
                yield _Stretch(part.id, part.net, a, b, isinstance(step, CurveTo))


def _crossing(one: _Stretch, other: _Stretch) -> Point | None:
    """Where two straight lines cross, if they do; not where one merely touches the other."""
    if one.low[1] > other.high[1] or other.low[1] > one.high[1]:
        return None
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = one.start, one.end, other.start, other.end
    ux, uy, vx, vy = bx - ax, by - ay, dx - cx, dy - cy
    cross = ux * vy - uy * vx
    if abs(cross) < 1e-9:
        return None
    t = ((cx - ax) * vy - (cy - ay) * vx) / cross
    u = ((cx - ax) * uy - (cy - ay) * ux) / cross
    return (ax + t * ux, ay + t * uy) if 0 < t < 1 and 0 < u < 1 else None


UNDER_A_HEAD = 10
"""The middle of what is no longer, in mm on A3, may lie under the head of a late link."""


def broken_nets(scene: Scene) -> Iterator[str]:
    """What all links of a net draw together is all of its line: no stretch is left out."""
    ink: dict[str, list[Sequence[Point]]] = {}
    for part in scene.parts:
        net = part.net
        if net is not None:
            shapes = [item for item in part.items if isinstance(item, Shape) and item.pen]
            ink.setdefault(net, []).extend(points_of(shape) for shape in shapes)
    scale = _scale(scene)
    for one in _stretches(scene):
        middle = ((one.start[0] + one.end[0]) / 2, (one.start[1] + one.end[1]) / 2)
        length = hypot(one.end[0] - one.start[0], one.end[1] - one.start[1])
        near = (0.3 if one.bent else 0.05) * scale
        if length > UNDER_A_HEAD * scale and not any(
            apart(middle, a, b) < near
            for points in ink.get(one.net, ())
            for a, b in pairwise(points)
        ):
            x, y = middle
            yield f"a stretch of the link '{one.link}' is not drawn at {x:.0f}, {y:.0f} mm"


def _scale(scene: Scene) -> float:
    return float((scene.width * scene.height / (420 * 297)) ** 0.5)
