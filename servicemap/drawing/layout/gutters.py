"""Nets wired through columns: their ends at cards, and the tracks on which they pass columns.

Gutter g lies left of column g; the last one lies right of the last column. All boxes and tracks
are numbered together as items, boxes first, in the map's order.
"""

from collections.abc import Mapping, Sequence
from enum import IntEnum
from typing import NamedTuple

from servicemap.drawing.layout.nets import Net, NetKind, Row


class Side(IntEnum):
    """A side of an item, as an index."""

    LEFT = 0
    RIGHT = 1


class Pin(NamedTuple):
    """An end of a net at an item, seen from one gutter.

    `row` is the one that it belongs to, or -1 where it arrives and on tracks. `tip`: an arrowhead
    points to it.
    """

    at: int
    net: int
    item: int
    side: Side
    row: int
    tip: bool


class Crossing(NamedTuple):
    """A net in one gutter: its pins left of the gutter and right of it."""

    net: int
    left: tuple[int, ...]
    right: tuple[int, ...]


class Wires(NamedTuple):
    """All nets of a map whose boxes stand in columns.

    boxes    ids by number
    column   the column of each item
    tracks   by column, the items that are tracks; `net_of` is the net of each
    pins     all of them by number
    gutters  what runs through each
    touches  item -> its pins
    """

    boxes: tuple[str, ...]
    column: tuple[int, ...]
    nets: tuple[Net, ...]
    rows: tuple[Row, ...]
    tracks: tuple[tuple[int, ...], ...]
    net_of: Mapping[int, int]
    pins: tuple[Pin, ...]
    gutters: tuple[tuple[Crossing, ...], ...]
    touches: tuple[tuple[int, ...], ...]

    @property
    def columns(self) -> int:
        """How many there are."""
        return len(self.tracks)

    def is_box(self, item: int) -> bool:
        """Whether an item is a box, or else a track."""
        return item < len(self.boxes)


class _Wiring:
    """Wires that are being laid."""

    def __init__(self, boxes: Sequence[str], column: Mapping[str, int], columns: int) -> None:
        self.number = {box: at for at, box in enumerate(boxes)}
        self.columns = columns
        self.column = [column[box] for box in boxes]
        self.tracks: list[list[int]] = [[] for _ in range(columns)]
        self.net_of: dict[int, int] = {}
        self.pins: list[Pin] = []
        self.through: list[dict[int, tuple[list[int], list[int]]]] = [
            {} for _ in range(columns + 1)
        ]

    def pin(self, net: Net, item: int, side: Side, row: int = -1, *, tip: bool = False) -> None:
        """One more end, in the gutter on that side of its item."""
        at = len(self.pins)
        self.pins.append(Pin(at, net.at, item, side, row, tip))
        gutter = self.column[item] + (side is Side.RIGHT)
        ends = self.through[gutter].setdefault(net.at, ([], []))
        ends[0 if side is Side.RIGHT else 1].append(at)

    def lay(self, net: Net) -> None:
        """A net from its sources to its targets, with a track in every column between."""
        pair = net.kind is NetKind.PAIR
        rows = [(self.number[row.box], row.at) for row in net.rows]
        ends = [(self.number[target], -1) for target in net.targets]
        if net.way == 0:
            # Out on its right and in again; where that is the paper's edge, on its left.
            last = self.column[rows[0][0]] == self.columns - 1 and self.columns > 1
            side = Side.LEFT if last else Side.RIGHT
            for item, row in (*rows, *ends):
                self.pin(net, item, side, row, tip=pair or row < 0)
            return
        starts = rows
        if pair:
            starts, ends = rows[:1], rows[1:]
        if net.way < 0:
            starts, ends = ends, starts
        first = min(self.column[item] for item, _ in starts)
        last_ = max(self.column[item] for item, _ in ends)
        for item, row in starts:
            self.pin(net, item, Side.RIGHT, row, tip=pair or row < 0)
        for item, row in ends:
            self.pin(net, item, Side.LEFT, row, tip=pair or row < 0)
        for between in range(first + 1, last_):
            track = len(self.column)
            self.column.append(between)
            self.tracks[between].append(track)
            self.net_of[track] = net.at
            self.pin(net, track, Side.LEFT)
            self.pin(net, track, Side.RIGHT)


def wires_of(
    boxes: Sequence[str],
    rows: Sequence[Row],
    nets: Sequence[Net],
    column: Mapping[str, int],
    columns: int,
) -> Wires:
    """The nets, wired through so many columns."""
    wiring = _Wiring(boxes, column, columns)
    for net in nets:
        wiring.lay(net)
    touches: list[list[int]] = [[] for _ in wiring.column]
    for pin in wiring.pins:
        touches[pin.item].append(pin.at)
    return Wires(
        tuple(boxes),
        tuple(wiring.column),
        tuple(nets),
        tuple(rows),
        tuple(map(tuple, wiring.tracks)),
        wiring.net_of,
        tuple(wiring.pins),
        tuple(
            tuple(Crossing(net, tuple(left), tuple(right)) for net, (left, right) in gutter.items())
            for gutter in wiring.through
        ),
        tuple(map(tuple, touches)),
    )
