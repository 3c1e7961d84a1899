"""From heights and lanes to strokes: every piece of a line once, and how each link runs."""

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from servicemap.drawing.layout.gutters import Pin, Side
from servicemap.drawing.layout.nets import Net, NetKind, Row
from servicemap.drawing.layout.plan import LinkRoute, Stroke
from servicemap.drawing.layout.program import UNIT
from servicemap.drawing.layout.settling import Finished
from servicemap.drawing.scene import CurveTo, LineTo, MoveTo, PathStep, Point
from servicemap.views.view import Link

ROUND = 0.5523
"""How far the control points of a quarter circle reach, in radii."""

SAME = 0.004
"""Lengths in mm that differ by less are one."""

Edge = Callable[[int, float, Side], float]
"""The x of a box's outline, by its number, a height and a side."""


class _Hop(NamedTuple):
    """A link's way through one gutter, from pin to pin."""

    gutter: int
    start: Pin
    end: Pin


class _Piece(NamedTuple):
    """A straight piece or a quarter circle of a way."""

    steps: tuple[PathStep, ...]

    @property
    def key(self) -> tuple[tuple[float, float], ...]:
        """The same for both directions."""
        points = [_rounded(step.to) for step in self.steps]
        return tuple(points if points[0] <= points[-1] else points[::-1])


def _rounded(point: Point) -> Point:
    return (round(point[0], 3), round(point[1], 3))


class Paths:
    """The strokes of one finished layout. `edge` says where outlines are."""

    def __init__(self, finished: Finished, edge: Edge) -> None:
        self._wires = finished.program.wires
        self._finished = finished
        self._edge = edge
        self._radius = finished.program.sizes.spacing.radius if finished.program.sizes else 0.0
        self._y = finished.program.heights.y
        self._pin_of = finished.program.pin
        self._number = {box: at for at, box in enumerate(self._wires.boxes)}
        # What of a net's pins lies in each gutter, by side.
        self._at: dict[tuple[int, int, Side], list[Pin]] = {}
        for pin in self._wires.pins:
            gutter = self._wires.column[pin.item] + (pin.side is Side.RIGHT)
            self._at.setdefault((pin.net, gutter, pin.side), []).append(pin)

    def height(self, pin: Pin) -> float:
        """The height of a pin, in mm."""
        return self._y[self._pin_of[pin.at]] / UNIT

    def x(self, pin: Pin) -> float:
        """Where a pin is on its item's outline."""
        if self._wires.is_box(pin.item):
            return self._edge(pin.item, self.height(pin), pin.side)
        column = self._wires.column[pin.item]
        start = self._finished.columns[column]
        return start if pin.side is Side.LEFT else start + self._finished.sizes.widths[column]

    def drawn(self) -> tuple[list[Stroke], list[LinkRoute]]:
        """All strokes, and the way of each link along them."""
        strokes: list[Stroke] = []
        ways: list[LinkRoute] = []
        for net in self._wires.nets:
            known: dict[tuple[tuple[float, float], ...], int] = {}
            cuts = self._cuts(net)
            for link, row, target in _links(net):
                pieces = list(self._pieces(net, row, target, cuts))
                along: list[tuple[int, bool]] = []
                for piece in pieces:
                    at = known.get(piece.key)
                    if at is None:
                        at = known[piece.key] = len(strokes)
                        strokes.append(Stroke(net.at, piece.steps, (link,)))
                    elif strokes[at].links[-1] is not link:
                        stroke = strokes[at]
                        strokes[at] = stroke._replace(links=(*stroke.links, link))
                    backwards = _rounded(strokes[at].start) != _rounded(piece.steps[0].to)
                    along.append((at, backwards))
                ways.append(_way(link, pieces, along))
        return strokes, ways

    def _cuts(self, net: Net) -> dict[int, list[float]]:
        """Gutter -> heights at which a net's upright is cut, since others turn off there."""
        cuts: dict[int, list[float]] = {}
        for gutter in range(len(self._wires.gutters)):
            pins = [pin for side in Side for pin in self._at.get((net.at, gutter, side), ())]
            heights = sorted({round(self.height(pin), 4) for pin in pins})
            turn = self._turn(heights)
            cuts[gutter] = sorted({y + by for y in heights for by in (-turn, turn)})
        return cuts

    def _turn(self, heights: Sequence[float]) -> float:
        """The radius of a net's bends in a gutter: less where two of its arms are near."""
        near = min(
            (b - a for a, b in pairwise(heights) if b - a > SAME),
            default=2 * self._radius,
        )
        return min(self._radius, near / 2)

    def _pieces(
        self, net: Net, row: Row, target: str, cuts: dict[int, list[float]]
    ) -> Iterator[_Piece]:
        for hop in self._hops(net, row, target):
            yield from self._through(net, hop, cuts[hop.gutter])
            if not self._wires.is_box(hop.end.item):
                start, end = self.x(hop.end), self.x(self._other_side(hop.end))
                y = self.height(hop.end)
                yield _straight((start, y), (end, y))

    def _other_side(self, pin: Pin) -> Pin:
        return next(self._wires.pins[at] for at in self._wires.touches[pin.item] if at != pin.at)

    def _through(self, net: Net, hop: _Hop, cuts: list[float]) -> Iterator[_Piece]:
        """A way through one gutter: level, around a bend, upright, around a bend, level."""
        start, end = hop.start, hop.end
        ya, yb, xa, xb = self.height(start), self.height(end), self.x(start), self.x(end)
        x = self._finished.gutters[hop.gutter].lanes.get(net.at)
        if x is None:
            yield _straight((xa, ya), (xb, yb))
            return
        pins = [pin for side in Side for pin in self._at.get((net.at, hop.gutter, side), ())]
        turn = self._turn(sorted({round(self.height(pin), 4) for pin in pins}))
        # A pin on the right side of its item lies left of the upright.
        before = x - turn if start.side is Side.RIGHT else x + turn
        after = x - turn if end.side is Side.RIGHT else x + turn
        yield _straight((xa, ya), (before, ya))
        if abs(ya - yb) < SAME:
            yield _straight((before, ya), (after, yb))
        else:
            down = turn if yb > ya else -turn
            k = 1 - ROUND
            yield _Piece(
                (
                    MoveTo((before, ya)),
                    CurveTo((x + (before - x) * k, ya), (x, ya + down * k), (x, ya + down)),
                )
            )
            low, high = sorted((ya + down, yb - down))
            marks = [low, *(cut for cut in cuts if low + SAME < cut < high - SAME), high]
            if down < 0:
                marks.reverse()
            if high - low > SAME:
                for one, other in pairwise(marks):
                    yield _straight((x, one), (x, other))
            yield _Piece(
                (
                    MoveTo((x, yb - down)),
                    CurveTo((x, yb - down * k), (x + (after - x) * k, yb), (after, yb)),
                )
            )
        yield _straight((after, yb), (xb, yb))

    def _hops(self, net: Net, row: Row, target: str) -> Iterator[_Hop]:
        """A link's gutters, one after the other."""
        column = self._wires.column
        source, end = self._number[row.box], self._number[target]
        back = _row_of(net, target)
        if net.way == 0:
            gutter = column[source] + 1
            side = Side.RIGHT
            if (net.at, gutter, side) not in self._at:
                gutter, side = column[source], Side.LEFT
            yield _Hop(
                gutter,
                self._find(net, gutter, side, source, row.at),
                self._find(net, gutter, side, end, back),
            )
            return
        first, last = column[source], column[end]
        if first < last:
            for gutter in range(first + 1, last + 1):
                start = source if gutter == first + 1 else -1
                stop = end if gutter == last else -1
                yield _Hop(
                    gutter,
                    self._find(net, gutter, Side.RIGHT, start, row.at),
                    self._find(net, gutter, Side.LEFT, stop, back),
                )
            return
        for gutter in range(first, last, -1):
            start = source if gutter == first else -1
            stop = end if gutter == last + 1 else -1
            yield _Hop(
                gutter,
                self._find(net, gutter, Side.LEFT, start, row.at),
                self._find(net, gutter, Side.RIGHT, stop, back),
            )

    def _find(self, net: Net, gutter: int, side: Side, item: int, row: int) -> Pin:
        """A net's pin at a box, of that row; or at its track, where no item is asked for."""
        return next(
            pin
            for pin in self._at[net.at, gutter, side]
            if (pin.item == item and pin.row == row)
            or (item < 0 and not self._wires.is_box(pin.item))
        )


def _row_of(net: Net, target: str) -> int:
    """The row at which a net arrives at a box: of a pair, the one that it answers with."""
    if net.kind is NetKind.TRUNK:
        return -1
    return next(row.at for row in net.rows if row.box == target)


def _links(net: Net) -> Iterator[tuple[Link, Row, str]]:
    """A net's links, each with its row and its customer."""
    if net.kind is NetKind.PAIR:
        hub, *answers = net.rows
        there = {row.box for row in answers}
        for link in hub.links:
            if link.target in there:
                yield link, hub, link.target
        for row in answers:
            for link in row.links:
                yield link, row, link.target
        return
    ends = set(net.targets)
    for row in net.rows:
        for link in row.links:
            if link.target in ends:
                yield link, row, link.target


def _straight(start: Point, end: Point) -> _Piece:
    return _Piece((MoveTo(start), LineTo(end)))


def _way(link: Link, pieces: Sequence[_Piece], along: Sequence[tuple[int, bool]]) -> LinkRoute:
    """The pieces as one line, straight ones that go on taken together."""
    steps: list[PathStep] = [pieces[0].steps[0]]
    for piece in pieces:
        step = piece.steps[1]
        if isinstance(step, LineTo) and isinstance(steps[-1], LineTo):
            (ax, ay), (bx, by), (cx, cy) = steps[-2].to, steps[-1].to, step.to
            if (abs(ay - by) < SAME > abs(by - cy)) or (abs(ax - bx) < SAME > abs(bx - cx)):
                steps[-1] = step
                continue
        steps.append(step)
    first = pieces[-1].steps[0].to
    return LinkRoute(link, tuple(steps), tuple(along), first, steps[-1].to)
