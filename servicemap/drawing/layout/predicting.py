"""What a change of an order does to crossings, before heights are found for it: a prediction.

Heights cost some fifty times as much as this count. It lets items of a column change places and
keep the gaps between them, and pins of a card take each other's heights.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from servicemap.drawing.layout.gutters import Crossing, Side
from servicemap.drawing.layout.orders import Ends, demanded_by, ends_of
from servicemap.drawing.layout.program import UNIT, HeightProgram
from servicemap.drawing.layout.standing import Standing


class Prediction:
    """How many more crossings changes of an order demand, at the heights that were found for it.

    It holds until other heights are found.
    """

    def __init__(self, program: HeightProgram, standing: Standing) -> None:
        self._wires = program.wires
        self._before = standing.copy()
        y = program.heights.y
        self._y = [y[node] for node in program.pin]
        self._extents = [
            (y[program.top[item]], y[program.bottom[item]])
            if program.is_box(item)
            else (y[program.track[item]],) * 2
            for item in range(len(program.wires.column))
        ]
        self._ends = [[_ends(net, self._y) for net in gutter] for gutter in self._wires.gutters]
        self._nets = [
            {net.net: at for at, net in enumerate(gutter)} for gutter in self._wires.gutters
        ]

    def in_columns(self, standing: Standing, columns: Iterable[int]) -> int:
        """How many more there are where items of these columns stand in a new order."""
        return self._more(
            {
                pin: self._y[pin] + lower
                for column in columns
                for item, lower in self._shifts(column, standing.columns[column])
                for pin in self._wires.touches[item]
            }
        )

    def in_card(self, standing: Standing, box: int) -> int:
        """How many more there are where the pins of a box stand in a new order."""
        moved: dict[int, int] = {}
        for side in Side:
            before, along = self._before.sides[box][side], standing.sides[box][side]
            for was, pin in zip(before, along, strict=True):
                if was != pin:
                    moved[pin] = self._y[was]
        return self._more(moved)

    def _shifts(self, column: int, items: Sequence[int]) -> Iterator[tuple[int, int]]:
        """The items of a column that come to stand elsewhere, and how much lower that is."""
        before, extents = self._before.columns[column], self._extents
        y = extents[before[0]][0]
        last = y
        for item, was in zip(items, before, strict=True):
            top, bottom = extents[item]
            its_top, its_bottom = extents[was]
            y += its_top - last
            if y != top:
                yield item, y - top
            y += bottom - top
            last = its_bottom

    def _more(self, moved: Mapping[int, int]) -> int:
        """How many more crossings there are with some pins at other heights."""
        pins, column = self._wires.pins, self._wires.column
        changed: dict[int, set[int]] = {}
        for at in moved:
            pin = pins[at]
            gutter = column[pin.item] + (pin.side is Side.RIGHT)
            changed.setdefault(gutter, set()).add(self._nets[gutter][pin.net])
        y = [*self._y]
        for at, height in moved.items():
            y[at] = height
        more = 0
        for gutter, nets in changed.items():
            ends = [*self._ends[gutter]]
            for at in nets:
                ends[at] = _ends(self._wires.gutters[gutter][at], y)
            more += _demanded_by_some(ends, nets) - _demanded_by_some(self._ends[gutter], nets)
        return more


def _ends(net: Crossing, y: Sequence[int]) -> Ends:
    # Two that change places stand where the other stood, and lines at one height would not cross.
    return ends_of(
        [2 * (y[pin] // UNIT) for pin in net.left], [2 * (y[pin] // UNIT) + 1 for pin in net.right]
    )


def _demanded_by_some(ends: Sequence[Ends], nets: Collection[int]) -> int:
    """The crossings that some nets of a gutter demand with each other and with all others."""
    return sum(
        demanded_by(ends[at], its)
        for at in nets
        for other, its in enumerate(ends)
        if other != at and (other < at or other not in nets)
    )
