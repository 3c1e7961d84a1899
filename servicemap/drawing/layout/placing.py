"""How far down everything stands: stacks and tracks in their columns, labels and arrowheads at
their boxes. In mm from the top of the map's field.

Each column would like to fill the height evenly, and each link would like to be straight. Sweeping
to and fro, every column settles between the two; then the ends of links settle within their boxes.
"""

from collections.abc import Mapping
from itertools import pairwise
from typing import NamedTuple

from servicemap.drawing.layout.arranged import Arranged
from servicemap.drawing.layout.isotonic import settle
from servicemap.drawing.layout.measuring import arrival_height
from servicemap.drawing.layout.outlines import shoulder
from servicemap.drawing.layout.tracks import ColumnNode, Track
from servicemap.drawing.layout.wiring import BoxSide
from servicemap.views.view import Link, Stage

FAR = 1e6
"""Further than any link goes, in mm."""

NEARLY = 0.05
"""So near, in mm, that nobody sees the difference."""

SOFT = 0.19
"""How far, in parts of its room, an arrowhead may leave its place on the side of its box."""

SWEEPS = 8
SNAPS = 4
EVEN = {Stage.SUPPLIERS: 1.6, Stage.TEAMS: 0.4, Stage.DISTRIBUTORS: 0.6, Stage.CUSTOMERS: 1.6}
"""How much a stack would like its column to be evenly filled, beside all its links together."""

SNAP = 9.0
"""How far, in mm on A3, a node moves in the end so that more of its links are quite straight."""

STRAIGHT = 3.0
"""How much a long link would like to stay at one height from column to column."""


class Heights(NamedTuple):
    """How far down everything is: the tops of stacks and boxes, the middles of the rest."""

    stacks: Mapping[str, float]
    boxes: Mapping[str, float]
    tracks: Mapping[Track, float]
    labels: Mapping[str, float]
    arrivals: Mapping[str, float]


class Placer:
    """Settles one poster. The state is what moves: the tops of nodes and the ends of links."""

    def __init__(self, arranged: Arranged, height: float) -> None:
        view, self._order, self._wiring, self._ways, self._measured, self._theme = arranged
        self._height = height
        self._kind = {box.id: box.kind for box in view.boxes.values()}
        self._stage = {stack.id: stack.stage for stack in view.stacks}
        self._column = arranged.column_of
        self._stack = arranged.stack_of
        self._tops: dict[ColumnNode, float] = {}
        self._even: dict[ColumnNode, float] = {}
        self._labels: dict[str, float] = {}
        self._arrivals: dict[str, float] = {}
        self._met: dict[tuple[str, BoxSide], tuple[float, ...]] = {}
        used = {*self._wiring.leaving, *self._wiring.arriving}
        self._sides = [
            (box, side)
            for box in self._column
            for side in (BoxSide.LEFT, BoxSide.RIGHT)
            if (box, side) in used
        ]
        for at in range(len(self._measured)):
            self._spread(at)
        self._near = self._neighbours()
        self._meet()

    def place(self) -> Heights:
        """Sweep until everything has settled."""
        columns = range(len(self._measured))
        for sweep in range(SWEEPS):
            for at in columns if sweep % 2 == 0 else reversed(columns):
                self._settle(at)
            self._meet()
        for sweep in range(SNAPS):
            for at in columns if sweep % 2 == 0 else reversed(columns):
                self._snap(at)
                self._meet()
        aside = self._off_centre()
        self._tops = {node: round(top - aside, 3) for node, top in self._tops.items()}
        self._meet()
        return Heights(
            {node: top for node, top in self._tops.items() if isinstance(node, str)},
            {box: self._top(box) for box in self._column},
            {node: self._middle(node) for node in self._tops if isinstance(node, Track)},
            dict(self._labels),
            dict(self._arrivals),
        )

    def _off_centre(self) -> float:
        """How far all of it together stands below the middle of the room."""
        stacks = [
            (self._tops[node], self._height - self._tops[node] - self._node_height(at, node))
            for at, column in enumerate(self._order.columns)
            for node in column
        ]
        return (min(above for above, _ in stacks) - min(below for _, below in stacks)) / 2

    def _node_height(self, at: int, node: ColumnNode) -> float:
        if isinstance(node, Track):
            return self._theme.lengths.track
        return self._measured[at].stacks[node].height

    def _steps(self, at: int) -> list[float]:
        """From the top of each node of a column to the top of the next, at least."""
        column = self._order.columns[at]
        apart = self._theme.lengths.stack_apart
        steps = [0.0]
        for above, below in pairwise(column):
            both = isinstance(above, Track) + isinstance(below, Track)
            steps.append(self._node_height(at, above) + apart * (1, 0.5, 0)[both])
        return steps

    def _spread(self, at: int) -> None:
        """Where a column's nodes stand when it fills the height evenly.

        Two or three stacks keep some of the gap above and below them as well.
        """
        column = self._order.columns[at]
        stacks = [node for node in column if isinstance(node, str)]
        free = self._height - sum(self._node_height(at, node) for node in column)
        ends = max(0.0, 5 - len(stacks)) / 4 if len(stacks) > 1 else 1.0
        gap = free / (len(stacks) - 1 + ends) if stacks else 0.0
        top = gap * ends / 2
        for node in column:
            self._tops[node] = self._even[node] = top
            top += self._node_height(at, node) + (gap if isinstance(node, str) else 0)

    def _top(self, box: str) -> float:
        stack = self._stack[box]
        return self._tops[stack] + self._measured[self._column[box]].stacks[stack].tops[box]

    def _middle(self, track: Track) -> float:
        return self._tops[track] + self._theme.lengths.track / 2

    def _neighbours(self) -> dict[ColumnNode, list[tuple[str, str | Track, str | Track]]]:
        """A node of a column -> the stretches that touch it: (link, its own end, the other end)."""
        near: dict[ColumnNode, list[tuple[str, str | Track, str | Track]]] = {
            n: [] for n in self._tops
        }
        seen: set[tuple[str, Track | str, Track | str]] = set()
        for id_, way in self._ways.items():
            points: list[str | Track] = ["from", *way.tracks, "to"]
            nodes: list[ColumnNode] = [
                self._stack[way.link.source],
                *way.tracks,
                self._stack[way.link.target],
            ]
            for i in range(len(points) - 1):
                key = (way.label.id, points[i], points[i + 1])
                if points[i + 1] != "to" and key in seen:
                    continue
                seen.add(key)
                near[nodes[i]].append((id_, points[i], points[i + 1]))
                near[nodes[i + 1]].append((id_, points[i + 1], points[i]))
        return near

    def _at(self, link: str, end: str | Track) -> float:
        """How far down an end of a stretch is."""
        if isinstance(end, Track):
            return self._middle(end)
        if end == "to":
            return self._arrivals[link]
        return self._labels[self._ways[link].label.id]

    def _settle(self, at: int) -> None:
        column = self._order.columns[at]
        wanted, weights = [], []
        for node in column:
            is_track = isinstance(node, Track)
            total = weight = 0.0
            for link, mine, other in self._near[node]:
                heavy = STRAIGHT if is_track and isinstance(other, Track) else 1.0
                total += heavy * (self._tops[node] + self._at(link, other) - self._at(link, mine))
                weight += heavy
            even = 0.0 if is_track and weight else EVEN[self._stage_of(node)] * max(1.0, weight)
            wanted.append((total + even * self._even[node]) / (weight + even))
            weights.append(weight + even)
        last = self._node_height(at, column[-1])
        tops = settle(wanted, weights, self._steps(at), 0, self._height - last)
        self._tops |= dict(zip(column, tops, strict=True))

    def _snap(self, at: int) -> None:
        """Move each node of a column a little, to where most of its links are straight."""
        column = self._order.columns[at]
        reach = SNAP * self._theme.scale
        wanted = []
        for node in column:
            spans = [self._straight(*stretch) for stretch in self._near[node]]
            wanted.append(self._tops[node] + _most_straight(spans, reach))
        last = self._node_height(at, column[-1])
        steps = self._steps(at)
        tops = settle(wanted, [1.0] * len(column), steps, 0, self._height - last)
        self._tops |= dict(zip(column, tops, strict=True))

    def _straight(self, link: str, mine: str | Track, other: str | Track) -> tuple[float, float]:
        """How far the node of `mine` may move, from and to, to make a stretch straight."""
        low, high = self._reach(link, other)
        if mine == "to":
            my_low, my_high = self._reach(link, mine)
            return low - my_high, high - my_low
        y = self._at(link, mine)
        return low - y, high - y

    def _reach(self, link: str, end: str | Track) -> tuple[float, float]:
        """The heights at which a stretch can end: an arrowhead goes up and down its side."""
        if end != "to":
            y = self._at(link, end)
            return y, y
        box = self._ways[link].link.target
        top = self._top(box)
        edge = shoulder(self._kind[box], self._theme) + self._theme.lengths.arrival / 2
        low = max(top + edge, self._clear(box, self._wiring.arrives[link]) + edge)
        return low, top + self._measured[self._column[box]].boxes[box].height - edge

    def _clear(self, box: str, side: BoxSide) -> float:
        """The least height at which a line may come in over the name of a department."""
        if side is not BoxSide.LEFT:
            return -1e9
        stack = self._stack[box]
        return self._tops[stack] + self._measured[self._column[box]].stacks[stack].clear

    def _stage_of(self, node: ColumnNode) -> Stage:
        return Stage.TEAMS if isinstance(node, Track) else self._stage[node]

    def _meet(self) -> None:
        """Settle the ends of links within the sides of their boxes."""
        first = not self._labels
        if first:
            for box, at in self._column.items():
                middle = self._top(box) + self._measured[at].boxes[box].height / 2
                for side in BoxSide:
                    for label in self._wiring.leaving.get((box, side), ()):
                        self._labels[label] = middle
                    for link in self._wiring.arriving.get((box, side), ()):
                        self._arrivals[link.id] = middle
        for _ in range(2):
            moved = [self._meet_side(box, side) for box, side in self._sides]
            if not any(moved):
                break

    def _goes_to(self, label: str) -> float:
        """How far down the first stretches of a label end, on average."""
        ends = []
        for link in self._wiring.labels[label].links:
            way = self._ways.get(link.id)
            ends.append(
                self._middle(way.tracks[0]) if way and way.tracks else self._arrivals[link.id]
            )
        return sum(ends) / len(ends)

    def _comes_from(self, link: Link) -> float:
        way = self._ways.get(link.id)
        if way and way.tracks:
            return self._middle(way.tracks[-1])
        return self._labels[self._wiring.label_of[link.id]]

    def _turning(self, box: str, side: BoxSide) -> set[str]:
        """The labels and links at a side of a box that come back to that side of another one."""
        wiring = self._wiring
        labels = {
            id_
            for id_ in wiring.leaving.get((box, side), ())
            if all(wiring.arrives[link.id] is side for link in wiring.labels[id_].links)
        }
        links = {
            link.id
            for link in wiring.arriving.get((box, side), ())
            if wiring.labels[wiring.label_of[link.id]].side is side
        }
        return labels | links

    def _meet_side(self, box: str, side: BoxSide) -> bool:
        """Labels keep together in the middle of the side; arrivals take the height they come at.

        Returns whether anything has moved since they last did.
        """
        leaving = self._wiring.leaving.get((box, side), ())
        arriving = self._wiring.arriving.get((box, side), ())
        if not leaving and not arriving:
            return False
        top, clear = self._top(box), self._clear(box, side)
        goes = [self._goes_to(label) for label in leaving]
        comes = [self._comes_from(link) for link in arriving]
        given = (top, clear, *goes, *comes)
        if self._met.get((box, side)) == given:
            return False
        self._met[box, side] = given
        measured = self._measured[self._column[box]]
        height = measured.boxes[box].height
        entries: list[tuple[float, int, str, float, bool]] = [
            (at, 0, label, measured.labels[label].height, True)
            for at, label in zip(goes, leaving, strict=True)
        ]
        for at, link in zip(comes, arriving, strict=True):
            tall = arrival_height(link.late is not None, self._theme)
            entries.append((at, 1, link.id, tall, False))
        middle = top + height / 2
        turning = self._turning(box, side)
        entries.sort(
            key=lambda entry: (
                _nested(entry[0], middle) if entry[2] in turning else entry[0],
                entry,
            )
        )
        apart = self._theme.lengths.pill_apart
        steps = [0.0]
        for above, below in pairwise(entries):
            gap = apart if above[4] and below[4] else 0
            steps.append(above[3] / 2 + below[3] / 2 + gap)
        rest = settle([middle] * len(entries), [1.0] * len(entries), steps, -1e9, 1e9)
        edge = shoulder(self._kind[box], self._theme)
        low = max(top, clear) + entries[0][3] / 2 + (0 if entries[0][4] else edge)
        high = top + height - entries[-1][3] / 2 - (0 if entries[-1][4] else edge)
        wanted, weights = [], []
        for (ends, _, _, tall, is_label), still in zip(entries, rest, strict=True):
            least = max(top, clear) + edge + tall / 2
            most = top + height - edge - tall / 2
            within = least - NEARLY <= ends <= most + NEARLY
            wanted.append(ends if within and not is_label else still)
            weights.append(3.0 if within and not is_label else 1.0)
        soft = SOFT * self._theme.lengths.arrival
        for entry, y in zip(entries, settle(wanted, weights, steps, low, high), strict=True):
            if entry[4]:
                self._labels[entry[2]] = y
            else:
                # A small kink is uglier than an arrowhead a little out of its place.
                self._arrivals[entry[2]] = entry[0] if abs(entry[0] - y) <= soft else y
        return True


def _nested(end: float, middle: float) -> float:
    """What orders links that turn back: the outermost on a side, and inside each other's lanes.

    Whoever goes further runs further out, so it stands nearer to the middle of its box.
    """
    return middle - end - FAR if end < middle else middle - end + FAR


def _most_straight(spans: list[tuple[float, float]], reach: float) -> float:
    """How far to move, at most `reach`, to be within as many spans as can be."""
    tries = {0.0}
    for low, high in spans:
        tries.add(low if low > 0 else high if high < 0 else 0.0)

    def score(by: float) -> tuple[float, float, float]:
        # A span of one point counts for more: at the other end of a wide one, things can move too.
        kept = sum(
            1.2 if low == high else 1.0
            for low, high in spans
            if low - NEARLY / 10 <= by <= high + NEARLY / 10
        )
        return (-kept, abs(by), by)

    return min((by for by in tries if abs(by) <= reach), key=score)
