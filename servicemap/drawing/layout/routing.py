"""Where everything stands and how links run: areas and bent lines in mm from the field's corner.

Links run level through columns, between their stacks, and change height only in the channels
between columns, each label's in a lane of its own. So no line can run through a box or a label.
"""

from collections.abc import Callable, Mapping
from functools import partial
from itertools import pairwise
from typing import NamedTuple

from servicemap.drawing.layout.arranged import Arranged
from servicemap.drawing.layout.lanes import STRAIGHT, LabelRun, Lanes, assign
from servicemap.drawing.layout.outlines import edge
from servicemap.drawing.layout.placing import Heights
from servicemap.drawing.layout.strokes import half_widths
from servicemap.drawing.layout.tracks import LinkWay
from servicemap.drawing.layout.wiring import BoxSide, Label
from servicemap.drawing.scene import Area, Point
from servicemap.views.view import Link

ASIDE = 0.2
"""How far, in parts of its room, an arrowhead moves so that its line lies beside another one."""


PARTINGS = 2
"""How often they do, as lanes may change places for it."""


class RoutedView(NamedTuple):
    """A map laid out. `columns` are as high as the field.

    `routes`: link id -> the corners of its line, from outline to outline, and the points on it that
    its bends must not pass.
    """

    columns: tuple[Area, ...]
    stacks: Mapping[str, Area]
    boxes: Mapping[str, Area]
    labels: Mapping[str, Area]
    routes: Mapping[str, tuple[Point, ...]]


class Router:
    """Draws up one plan. `near` mm is the least between two lines beside each other."""

    def __init__(self, arranged: Arranged, heights: Heights) -> None:
        self._view, self._order, self._wiring, self._ways, self._measured, self._theme = arranged
        self._heights = heights
        halves = [half_widths(label, self._theme) for label in self._wiring.labels.values()]
        self._near = sum(map(max, zip(*halves, strict=True))) if halves else 0.0
        self._column = arranged.column_of
        self._channels = self._assigned()
        for _ in range(PARTINGS):
            if (parted := self._parted()) == self._heights:
                break
            self._heights = parted
            self._channels = self._assigned()

    def plan(self, width: float, height: float) -> RoutedView:
        """Everything in a field of `width` by `height` mm."""
        gaps = self._gaps(width)
        columns = []
        x = gaps[0]
        for measured, gap in zip(self._measured, gaps[1:], strict=True):
            columns.append(Area(x, 0, measured.column.width, height))
            x += measured.column.width + gap
        boxes = self._boxes(columns)
        stacks = {}
        for at, column in enumerate(columns):
            for stack, size in self._measured[at].stacks.items():
                stacks[stack] = Area(
                    column.x, self._heights.stacks[stack], column.width, size.height
                )
        labels = self._labels(boxes)
        lanes = self._lane_places(columns, width)
        routes = {id_: self._route(way, columns, boxes, lanes) for id_, way in self._ways.items()}
        routes |= self._routes_inside(columns, boxes)
        routes |= self._drops(boxes, labels)
        return RoutedView(tuple(columns), stacks, boxes, labels, routes)

    def needs(self) -> tuple[float, ...]:
        """The width in mm that each channel needs, arrowheads beside its lanes."""
        heads = 2.2 * self._theme.lengths.arrow
        return tuple(heads + lanes.room for lanes in self._channels)

    def _ends(self, way: LinkWay) -> list[tuple[int, float, BoxSide, float, BoxSide]]:
        """For each channel of a way: where it comes in, and where it goes out."""
        y = self._heights.labels[way.label.id]
        forward = way.label.side is BoxSide.RIGHT
        near_side, far_side = (
            (BoxSide.LEFT, BoxSide.RIGHT) if forward else (BoxSide.RIGHT, BoxSide.LEFT)
        )
        found = []
        for i, channel in enumerate(way.channels):
            if i < len(way.tracks):
                out, side = self._heights.tracks[way.tracks[i]], far_side
            else:
                out = self._heights.arrivals[way.link.id]
                side = BoxSide.RIGHT if way.arrives is BoxSide.LEFT else BoxSide.LEFT
            found.append((channel, y, near_side, out, side))
            y = out
        return found

    def _assigned(self) -> list[Lanes]:
        touching: list[dict[str, dict[BoxSide, dict[float, None]]]] = [
            {} for _ in range(len(self._measured) + 1)
        ]
        for way in self._ways.values():
            for channel, y, side, out, out_side in self._ends(way):
                ends = touching[channel].setdefault(
                    way.label.id, {BoxSide.LEFT: {}, BoxSide.RIGHT: {}}
                )
                ends[side][y] = None
                ends[out_side][out] = None
        return [
            assign(
                [
                    self._run(label, (*ends[BoxSide.LEFT],), (*ends[BoxSide.RIGHT],))
                    for label, ends in of.items()
                ],
                self._near,
            )
            for of in touching
        ]

    def _parted(self) -> Heights:
        """Ends and tracks, a little aside where a line would lie on one that comes to meet it."""
        arrivals, labels = dict(self._heights.arrivals), dict(self._heights.labels)
        tracks = dict(self._heights.tracks)
        most = ASIDE * self._theme.lengths.arrival
        ends: list[dict[BoxSide, dict[tuple[str, float], Callable[[float], None]]]] = [
            {BoxSide.LEFT: {}, BoxSide.RIGHT: {}} for _ in self._channels
        ]
        for id_, way in self._ways.items():
            label = way.label.id
            points: list[Callable[[float], None]] = [
                partial(labels.__setitem__, label),
                *(partial(tracks.__setitem__, track) for track in way.tracks),
                partial(arrivals.__setitem__, id_),
            ]
            for (move, move_out), (channel, y, side, out, out_side) in zip(
                pairwise(points), self._ends(way), strict=True
            ):
                ends[channel][side].setdefault((label, y), move)
                ends[channel][out_side].setdefault((label, out), move_out)
        for lanes, sides in zip(self._channels, ends, strict=True):
            for (a, ya), move in sides[BoxSide.RIGHT].items():
                for (b, yb), other in sides[BoxSide.LEFT].items():
                    meet = a in lanes.lane and b in lanes.lane and lanes.lane[a] < lanes.lane[b]
                    if not meet or abs(ya - yb) >= self._near:
                        continue
                    # Both give way: so neither comes near to what stands beside it.
                    aside = min(most, (self._near - abs(ya - yb)) / 2) * (1 if ya >= yb else -1)
                    move(ya + aside)
                    other(yb - aside)
        return self._heights._replace(arrivals=arrivals, labels=labels, tracks=tracks)

    def _run(self, label: str, left: tuple[float, ...], right: tuple[float, ...]) -> LabelRun:
        return LabelRun(label, left, right, *half_widths(self._wiring.labels[label], self._theme))

    def _gaps(self, width: float) -> list[float]:
        """The widths of the channels: what their lanes need, and an equal share of the rest."""
        used = range(1, len(self._measured))
        needs = [
            need if channel in used or self._channels[channel].width else 0.0
            for channel, need in enumerate(self.needs())
        ]
        free = width - sum(measured.column.width for measured in self._measured)
        total = sum(needs)
        if total > free:
            return [need * max(0.0, free) / total for need in needs]
        share = (free - total) / max(1, len(used))
        gaps = [need + (share if i in used else 0) for i, need in enumerate(needs)]
        if not used:
            gaps[0] = gaps[-1] = (free - total) / 2 + needs[-1] / 2
        return gaps

    def _lane_places(self, columns: list[Area], width: float) -> list[dict[str, float]]:
        """The x of each label's lane in each channel."""
        lengths = self._theme.lengths
        places: list[dict[str, float]] = []
        for channel, lanes in enumerate(self._channels):
            left = columns[channel - 1].right if channel else 0.0
            right = columns[channel].x if channel < len(columns) else width
            margin = min(1.1 * lengths.arrow, (right - left) / 4)
            places.append(lanes.places(left + margin, right - margin, 2.2 * lengths.lane))
        return places

    def _boxes(self, columns: list[Area]) -> dict[str, Area]:
        found = {}
        for at, measured in enumerate(self._measured):
            x = columns[at].x + measured.column.box_at
            for box, size in measured.boxes.items():
                top = self._heights.boxes[box]
                found[box] = Area(x, top, measured.column.box, size.height)
        return found

    def _labels(self, boxes: dict[str, Area]) -> dict[str, Area]:
        off = self._theme.lengths.pill_off
        found = {}
        for label in self._wiring.labels.values():
            box = boxes[label.source]
            size = self._measured[self._column[label.source]].labels[label.id]
            if label.side in {BoxSide.LEFT, BoxSide.RIGHT}:
                x = box.right + off if label.side is BoxSide.RIGHT else box.x - off - size.width
                y = self._heights.labels[label.id] - size.height / 2
                found[label.id] = Area(x, y, size.width, size.height)
        for boxes_of in self._order.teams.values():
            for above, below in pairwise(boxes_of):
                found |= self._dropped(boxes[above], boxes[below], above, below)
        return found

    def _dropped(self, top: Area, bottom: Area, above: str, below: str) -> dict[str, Area]:
        """The labels in the gap between two neighbours, side by side."""
        leaving = self._wiring.leaving
        down = leaving.get((above, BoxSide.DOWN), ())
        both = (*down, *leaving.get((below, BoxSide.UP), ()))
        sizes = [self._measured[self._column[above]].labels[label] for label in both]
        apart = self._theme.lengths.pill_off
        x = top.x + top.width / 2 - (sum(s.width for s in sizes) + apart * (len(sizes) - 1)) / 2
        found = {}
        for label, size in zip(both, sizes, strict=True):
            free = bottom.y - top.bottom - size.height
            # The side with the arrowhead gets the longer stretch of line.
            y = top.bottom + free * (0.36 if label in down else 0.64)
            found[label] = Area(x, y, size.width, size.height)
            x += size.width + apart
        return found

    def _edge(self, box: str, area: Area, y: float, side: BoxSide) -> float:
        return edge(self._view.boxes[box].kind, area, y, side, self._theme)

    def _route(
        self,
        way: LinkWay,
        columns: list[Area],
        boxes: dict[str, Area],
        lanes: list[dict[str, float]],
    ) -> tuple[Point, ...]:
        """From the source's outline through its channels to the target's."""
        source, target = way.link.source, way.link.target
        y = self._heights.labels[way.label.id]
        here = columns[self._column[source]]
        points = [(self._edge(source, boxes[source], y, way.label.side), y)]
        points.append((here.right if way.label.side is BoxSide.RIGHT else here.x, y))
        for channel, before, _, after, _ in self._ends(way):
            lane = lanes[channel].get(way.label.id)
            if lane is not None and abs(before - after) > STRAIGHT:
                points += [(lane, y), (lane, after)]
                y = after
        there = columns[self._column[target]]
        tip = self._edge(target, boxes[target], y, way.arrives)
        arrow = 1.25 * self._theme.lengths.arrow
        inward = 1 if way.arrives is BoxSide.LEFT else -1
        stop = there.x if way.arrives is BoxSide.LEFT else there.right
        # Bends end before the column begins, or at least before the arrowhead does.
        stop = min(stop, tip - arrow) if inward > 0 else max(stop, tip + arrow)
        return (*points, (stop, y), (tip, y))

    def _routes_inside(
        self, columns: list[Area], boxes: dict[str, Area]
    ) -> dict[str, tuple[Point, ...]]:
        """Links within a stack: out on the right, along a lane inside the panel, back in."""
        found: dict[str, tuple[Point, ...]] = {}
        for members in self._order.teams.values():
            labels = [
                label
                for box in members
                for id_ in self._wiring.leaving.get((box, BoxSide.RIGHT), ())
                if self._inside(label := self._wiring.labels[id_])
            ]
            if not labels:
                continue
            runs = [
                self._run(
                    label.id,
                    (
                        self._heights.labels[label.id],
                        *(self._heights.arrivals[link.id] for link in self._inside(label)),
                    ),
                    (),
                )
                for label in labels
            ]
            lanes = assign(runs, self._near)
            at = self._column[members[0]]
            size = self._measured[at].column
            left = columns[at].x + size.lanes_at
            step = size.lanes / max(1, lanes.width)
            for label in labels:
                x = left + (lanes.lane.get(label.id, 0) + 0.5) * step
                y = self._heights.labels[label.id]
                area = boxes[label.source]
                start = (self._edge(label.source, area, y, BoxSide.RIGHT), y)
                for link in self._inside(label):
                    to = self._heights.arrivals[link.id]
                    tip = self._edge(link.target, boxes[link.target], to, BoxSide.RIGHT)
                    # Bends keep to the lanes, clear of the labels beside them.
                    stop = max(left, tip + 1.25 * self._theme.lengths.arrow)
                    found[link.id] = (start, (left, y), (x, y), (x, to), (stop, to), (tip, to))
        return found

    def _inside(self, label: Label) -> list[Link]:
        return [link for link in label.links if link.id in self._wiring.inside]

    def _drops(
        self, boxes: dict[str, Area], labels: dict[str, Area]
    ) -> dict[str, tuple[Point, ...]]:
        """Links between neighbours: straight down, or up."""
        found: dict[str, tuple[Point, ...]] = {}
        for label in self._wiring.labels.values():
            if label.side not in {BoxSide.DOWN, BoxSide.UP}:
                continue
            x = labels[label.id].x + labels[label.id].width / 2
            for link in label.links:
                source, target = boxes[link.source], boxes[link.target]
                if label.side is BoxSide.DOWN:
                    found[link.id] = ((x, source.bottom), (x, target.y))
                else:
                    found[link.id] = ((x, source.y), (x, target.bottom))
        return found
