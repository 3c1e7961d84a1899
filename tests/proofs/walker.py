"""Where the lines of a finished scene lead whoever follows them with a finger, by their ink alone.

What was meant is not asked: a walker starts where a line leaves its box, goes on along what can be
seen of it, and arrives where an arrowhead touches a box. At a crossing it goes straight ahead, over
the gap that a bridge leaves, and under a label it goes straight through. Where lines run into each
other like rails it goes on in its direction, on all of them; at an end in nothing it is lost. Boxes
that it reaches have to be the customers of what leaves there, no more and no fewer.
"""

from collections.abc import Iterable, Iterator
from math import cos, hypot, radians, sqrt
from typing import NamedTuple

import numpy as np

from servicemap.drawing.scene import (
    Area,
    Point,
    Scene,
)
from tests.proofs.ink import ArrowTip, DrawnInk, Floats, sampled, seen_of
from tests.proofs.outlines import from_outline
from tests.proofs.paths import path_of

STEP = 0.15
"""From one point of a line that is looked at to the next, in mm on A3."""

PARALLEL = cos(radians(12))
"""Lines whose directions differ by less than this run along each other."""

ONE = 0.5
"""Lines that run along each other nearer than this, in widths of the line, look like one."""

AHEAD = cos(radians(16))
"""Beyond a gap a line goes on in its direction, or in one that differs by no more than this."""

ROUND = cos(radians(20))
"""Across one bridge it may turn by this towards where it goes on, and by this again there."""

ASIDE = 0.75
"""How far aside of straight ahead it may go on there, in its widths."""

GAP = 2.5
"""The widest gap in mm on A3 where nothing on the poster is a bridge."""

NEAR = 0.5
"""How far from the outline of a box a line or arrowhead still touches it, in mm."""


def misled(scene: Scene) -> list[str]:
    """A sentence for each walker that is lost, or arrives where nothing is delivered."""
    return list(_Walks(scene).faults())


class _End(NamedTuple):
    """Where a line begins: its box, the point, and the first sample and direction from there.

    `head`: it has an arrowhead there, and may lead there and back.
    """

    box: str
    at: Point
    sample: int
    way: int
    head: bool


class _Found(NamedTuple):
    """What walkers find: boxes with an arrowhead, and where they are lost."""

    boxes: frozenset[str]
    lost: tuple[Point, ...]


class _Walks:
    """The visible ink of one scene as samples along its lines, in runs without a gap."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._scale = sqrt(scene.width * scene.height / (420 * 297))
        self._boxes = [part for part in scene.parts if part.role == "box"]
        self._pills = [part.area for part in scene.parts if part.role == "pill" and part.area]
        self._links = [part for part in scene.parts if part.role == "link" and part.items]
        self._said: dict[str, set[str]] = {part.id: set() for part in self._boxes}
        for link in self._links:
            self._said[link.source or ""].add(link.target or "")
        drawn = DrawnInk(scene, self._scale)
        self._heads = drawn.heads
        bridges = [cover.width for cover in drawn.covers]
        self._gap = max(bridges, default=GAP * self._scale)
        self._runs(drawn)
        self._cells: dict[tuple[int, int], list[int]] = {}
        for at, (x, y) in enumerate(self._at.tolist()):
            self._cells.setdefault(self._cell(x, y), []).append(at)
        self._beside = self._neighbours()
        ends = range(len(self._at))
        self._begins = [at for at in ends if self._first[at] or self._first[at + 1]]

    def _cell(self, x: float, y: float) -> tuple[int, int]:
        return int(x / self._scale), int(y / self._scale)

    def _runs(self, drawn: DrawnInk) -> None:
        """All samples that are seen, those of each run one after the other."""
        at: list[Floats] = [np.zeros((0, 2))]
        towards: list[Floats] = [np.zeros((0, 2))]
        widths: list[float] = []
        looks: list[int] = []
        first: list[bool] = []
        known: dict[tuple[str, tuple[float, ...], float], int] = {}
        for line in drawn.lines:
            points = sampled(line.points, STEP * self._scale)
            if len(points) < 2:
                continue
            ways = np.gradient(points, axis=0)
            ways /= np.maximum(np.hypot(ways[:, 0], ways[:, 1]), 1e-9)[:, None]
            seen = seen_of(points, line, drawn.covers, drawn.filled)
            look = known.setdefault(
                (line.pen.colour, line.pen.dash, round(line.pen.width, 2)), len(known)
            )
            kept = np.flatnonzero(seen)
            at.append(points[kept])
            towards.append(ways[kept])
            widths += [line.pen.width] * len(kept)
            looks += [look] * len(kept)
            first += [number == 0 or kept[number - 1] != one - 1 for number, one in enumerate(kept)]
        self._at, self._towards = np.concatenate(at), np.concatenate(towards)
        self._width, self._look = np.array(widths), np.array(looks, dtype=int)
        self._first = [*first, True]

    def _neighbours(self) -> dict[int, list[tuple[int, int]]]:
        """Samples of other runs that look like one with a sample, and whether they run back."""
        run = np.cumsum(self._first[:-1])
        found: dict[int, list[tuple[int, int]]] = {}
        for (column, row), inside in self._cells.items():
            around = [
                other
                for across in (-1, 0, 1)
                for down in (-1, 0, 1)
                for other in self._cells.get((column + across, row + down), ())
            ]
            if len(set(run[around])) < 2:
                continue
            mine, theirs = np.array(inside), np.array(around)
            gaps = self._at[mine][:, None] - self._at[theirs][None]
            dots = self._towards[mine] @ self._towards[theirs].T
            near = np.hypot(gaps[..., 0], gaps[..., 1]) <= ONE * self._width[mine][:, None]
            near &= (np.abs(dots) > PARALLEL) & (run[mine][:, None] != run[theirs][None])
            for one, other in np.argwhere(near).tolist():
                way = 1 if dots[one, other] > 0 else -1
                found.setdefault(inside[one], []).append((around[other], way))
        return found

    def _next(self, sample: int, way: int) -> int | None:
        """The next sample of a run in a direction, where there is one."""
        if way > 0:
            return None if self._first[sample + 1] else sample + 1
        return None if self._first[sample] else sample - 1

    def faults(self) -> Iterator[str]:
        """What is wrong with the lines of this scene."""
        starts, tips = self._ends()
        walks = [(end, self._walk([(end.sample, end.way)])) for end in (*starts, *tips)]
        led = {box: set[str]() for box in self._said}
        for end, found in walks:
            led[end.box] |= found.boxes - ({end.box} if end.head else set())
        yield from _lost(walks)
        for end, found in walks:
            if not end.head:
                yield from self._swapped(end, found, led[end.box])
        for box, boxes in led.items():
            for other in sorted(self._said[box] - boxes):
                yield f"from '{box}' no ink leads to '{other}'"
            for other in sorted(boxes - self._said[box]):
                yield f"from '{box}' the ink leads also to '{other}'"
        for head in self._heads:
            if self._box_at(head.tip) is None:
                yield f"the arrow at {_place(head.tip)} touches no box"

    def _swapped(self, start: _End, found: _Found, led: set[str]) -> Iterator[str]:
        """What one line of a box leads to, or not, that another one of it should, or does."""
        line = f"the line that leaves '{start.box}' at {_place(start.at)}"
        if not found.boxes and not found.lost:
            yield f"{line} leads nowhere"
        here = {
            link.target or "" for link in self._links if _far(path_of(link)[0], start.at) < NEAR
        }
        if not here:
            return
        for box in sorted((found.boxes - here) & self._said[start.box]):
            yield f"{line} leads also to '{box}'"
        for box in sorted((here - found.boxes) & led):
            yield f"{line} does not lead to '{box}'"

    def _ends(self) -> tuple[list[_End], list[_End]]:
        """Where lines leave boxes: those without an arrowhead, and those with one."""
        starts: list[_End] = []
        tips: list[_End] = []
        for sample in range(len(self._at)):
            for way in (1, -1):
                if self._next(sample, -way) is not None:
                    continue
                head = self._head_at(sample, -way)
                point = head.tip if head else self._point(sample)
                box = self._box_at(point)
                if box is not None:
                    (tips if head else starts).append(_End(box, point, sample, way, bool(head)))
        # Of lines that lie on each other one is enough.
        return _different(starts), _different(tips)

    def _walk(self, states: list[tuple[int, int]]) -> _Found:
        """All that can be reached from a sample in a direction."""
        known = set(states)
        boxes: set[str] = set()
        lost: list[Point] = []
        while states:
            sample, way = states.pop()
            after: list[tuple[int, int]] = [
                (other, way * turned) for other, turned in self._beside.get(sample, ())
            ]
            ahead = self._next(sample, way)
            if ahead is not None:
                after.append((ahead, way))
            elif head := self._head_at(sample, way):
                box = self._box_at(head.tip)
                if box is not None:
                    boxes.add(box)
            elif not self._continues(sample, way, after):
                beyond = self._beyond(sample, way)
                after += beyond
                lost += [] if beyond else [self._point(sample)]
            for state in after:
                if state not in known:
                    known.add(state)
                    states.append(state)
        return _Found(frozenset(boxes), tuple(lost))

    def _continues(self, sample: int, way: int, beside: list[tuple[int, int]]) -> bool:
        """Whether a line that ends is one with others that go on, or touches a box.

        What reaches a box without an arrowhead is where another line begins.
        """
        on = any(self._goes_on(sample, way, *one) for one in beside)
        return on or self._box_at(self._point(sample)) is not None

    def _goes_on(self, sample: int, way: int, other: int, its_way: int) -> bool:
        """Whether of a line and one that looks like one with it the other goes on farther."""
        ahead = self._next(other, its_way)
        if ahead is None:
            return self._head_at(other, its_way) is not None
        return self._ahead_of(ahead, sample, way)

    def _point(self, sample: int) -> Point:
        x, y = self._at[sample].tolist()
        return x, y

    def _direction(self, sample: int, way: int) -> Point:
        x, y = self._towards[sample].tolist()
        return way * x, way * y

    def _head_at(self, sample: int, way: int) -> ArrowTip | None:
        """The arrowhead in which a run ends."""
        (x, y), (dx, dy) = self._point(sample), self._direction(sample, way)
        for head in self._heads:
            to = (head.tip[0] - x, head.tip[1] - y)
            along = to[0] * dx + to[1] * dy
            aside = abs(to[0] * dy - to[1] * dx)
            aims = head.towards[0] * dx + head.towards[1] * dy
            if -NEAR < along <= head.length and aside < NEAR * self._scale and aims > AHEAD:
                return head
        return None

    def _box_at(self, point: Point) -> str | None:
        for part in self._boxes:
            inside = part.area and _around(part.area, NEAR).holds(Area(*point, 0, 0))
            if inside and from_outline(part, point) <= NEAR:
                return part.id
        return None

    def _beyond(self, sample: int, way: int) -> list[tuple[int, int]]:
        """Where a line goes on beyond a gap: straight ahead, or round the rest of a bend."""
        (x, y), (dx, dy) = self._point(sample), self._direction(sample, way)
        step = STEP * self._scale
        blank, far = 0.0, 0.0
        while blank <= self._gap:
            far += step
            here = (x + far * dx, y + far * dy)
            if not (0 <= here[0] <= self._scene.width and 0 <= here[1] <= self._scene.height):
                break
            near = self._near(here, max(ASIDE * self._width[sample], 1.5 * step))
            if found := [one for other in near if (one := self._meets(other, sample, way, AHEAD))]:
                return found
            under = any(area.holds(Area(*here, 0, 0)) for area in self._pills)
            blank = 0.0 if under or self._inked(here) else blank + step
        round_ = [
            (_far(self._point(other), (x, y)), one)
            for other in self._begins
            if abs(self._at[other, 0] - x) + abs(self._at[other, 1] - y) < 2 * self._gap
            and (one := self._meets(other, sample, way, ROUND))
        ]
        near_most = min((far for far, _ in round_), default=0.0)
        return [one for far, one in round_ if far <= min(self._gap, near_most + step)]

    def _meets(self, other: int, sample: int, way: int, turns: float) -> tuple[int, int] | None:
        """A run that begins ahead of where another ends, and how it goes on.

        `turns` is the cosine by which it may do so at either end of the gap.
        """
        if self._look[other] != self._look[sample]:
            return None
        ahead = np.array(self._direction(sample, way))
        chord = self._at[other] - self._at[sample]
        length = hypot(*chord.tolist())
        goes = 1 if self._towards[other] @ ahead > 0 else -1
        after = goes * self._towards[other]
        if self._next(other, -goes) is not None or after @ ahead <= 2 * turns * turns - 1:
            return None
        if turns == AHEAD:
            return (other, goes) if after @ ahead > AHEAD and chord @ ahead > 0 else None
        # Both ends aim at each other.
        aims = min(float(chord @ ahead), float(chord @ after)) > turns * length
        return (other, goes) if aims else None

    def _ahead_of(self, other: int, sample: int, way: int) -> bool:
        to = self._at[other] - self._at[sample]
        return float(to @ self._direction(sample, way)) > 0

    def _inked(self, point: Point) -> bool:
        return any(
            _far(self._point(other), point) <= self._width[other] / 2
            for other in self._near(point, self._scale)
        )

    def _near(self, point: Point, reach: float) -> list[int]:
        """The samples within a distance of a point; no more than a cell away."""
        column, row = self._cell(*point)
        return [
            other
            for across in (-1, 0, 1)
            for down in (-1, 0, 1)
            for other in self._cells.get((column + across, row + down), ())
            if _far(self._point(other), point) <= reach
        ]


def _lost(walks: Iterable[tuple[_End, _Found]]) -> Iterator[str]:
    """Where lines end in nothing; each place once."""
    said: dict[tuple[int, int], str] = {}
    for end, found in walks:
        for x, y in found.lost:
            what = f"the line of '{end.box}' ends in nothing"
            if end.head:
                what = f"the arrow at '{end.box}' comes from nothing"
            said.setdefault((round(x), round(y)), f"{what} at {_place((x, y))}")
    yield from said.values()


def _different(ends: Iterable[_End]) -> list[_End]:
    """Ends at places of their own."""
    kept: list[_End] = []
    for end in ends:
        if all(one.box != end.box or _far(one.at, end.at) > NEAR / 2 for one in kept):
            kept.append(end)
    return kept


def _around(area: Area, more: float) -> Area:
    return Area(area.x - more, area.y - more, area.width + 2 * more, area.height + 2 * more)


def _far(one: Point, other: Point) -> float:
    return hypot(one[0] - other[0], one[1] - other[1])


def _place(point: Point) -> str:
    return f"{point[0]:.0f}, {point[1]:.0f} mm"
