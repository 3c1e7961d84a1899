"""Polish: small changes to an order, each tried with real heights and kept where it costs less."""

from collections.abc import Callable, Iterator
from random import Random
from typing import NamedTuple

from servicemap.drawing.layout.fitting import every_spine
from servicemap.drawing.layout.gutters import Side
from servicemap.drawing.layout.lanes import Lanes
from servicemap.drawing.layout.ports import fixed
from servicemap.drawing.layout.predicting import Prediction
from servicemap.drawing.layout.program import HeightProgram
from servicemap.drawing.layout.standing import Standing

NEAR, FAR = (-1, 1), (-3, -2, -1, 1, 2, 3)
"""By how many places a box moves at once, and a track."""


def cost_of(program: HeightProgram) -> int:
    """What all lines cost at the heights that a program found, each two in their better order."""
    assert program.sizes is not None, "sizes come first"
    return sum(map(Lanes(program.sizes.spacing).cost, every_spine(program)))


class Reordered(NamedTuple):
    """Where an order is another after a change: in columns, in a card; `panels`: of departments."""

    columns: tuple[int, ...] = ()
    card: int = -1
    panels: bool = False


class OrderChange(NamedTuple):
    """A small change of an order. Each of its kinds reads its numbers its own way.

    `columns` are the first and last that it touches.
    """

    make: Callable[["Polish", int, int, int], Reordered | None]
    where: int
    at: int
    to: int
    columns: tuple[int, int]


class Polish:
    """An order that is being polished, and the program of its heights.

    `tried` counts the changes that promise enough for their heights to be found; there is no clock,
    so the same map always gets the same poster.
    """

    def __init__(self, program: HeightProgram, standing: Standing) -> None:
        assert program.sizes is not None, "sizes come first"
        self.program = program
        self.standing = standing
        self.lanes = Lanes(program.sizes.spacing)
        self.tried = 0
        self.cost = self._cost()
        self._knots = self._knotted()
        self._saved = program.saved()
        self._prediction = Prediction(program, standing)

    def _cost(self) -> int:
        return sum(map(self.lanes.cost, every_spine(self.program)))

    def _knotted(self) -> list[bool]:
        """In which gutters lines are in each other's way, so that a change may help."""
        cost, alone = self.lanes.cost, self.lanes.alone
        return [cost(spines) > sum(map(alone, spines)) for spines in every_spine(self.program)]

    def _may_help(self, change: OrderChange) -> bool:
        first, last = change.columns
        return any(self._knots[first : last + 2])

    def sweep(self, most: int, more: int = 0) -> None:
        """Every change once, again and again until none helps or so many were tried.

        Those are tried that seem to demand at most so many `more` crossings. Of those that demand
        fewer most cost less in the end; of those that demand as many one in fifteen, one more one
        in seventy, and of all others one in a thousand.
        """
        end = self.tried + most
        changes = list(self._changes())
        # Where few are tried, they are of every kind.
        Random(0).shuffle(changes)  # noqa: S311 - no secret, and the same every time
        idle = 0
        at = 0
        while idle < len(changes) and self.tried < end:
            change = changes[at]
            at = (at + 1) % len(changes)
            helps = self._may_help(change) and self._try(change, more)
            idle = 0 if helps else idle + 1

    def _try(self, change: OrderChange, more: int) -> bool:
        """Make a change; put it back where it promises too little or does not cost less."""
        before = self.standing.copy()
        touched = change.make(self, change.where, change.at, change.to)
        if touched is None:
            return False
        if self._predicted(touched) <= more:
            self.tried += 1
            self._put(touched)
            if self.program.solve():
                cost = self._cost()
                if cost < self.cost:
                    self.cost = cost
                    self._knots = self._knotted()
                    self._saved = self.program.saved()
                    self._prediction = Prediction(self.program, self.standing)
                    return True
            self.program.restore(self._saved)
        mine = self.standing
        mine.columns, mine.ranks = before.columns, before.ranks
        mine.rows, mine.sides = before.rows, before.sides
        return False

    def _predicted(self, touched: Reordered) -> int:
        """How many more crossings a change seems to cost."""
        if touched.card >= 0:
            return self._prediction.in_card(self.standing, touched.card)
        return self._prediction.in_columns(self.standing, touched.columns)

    def _put(self, touched: Reordered) -> None:
        """Let the program ask for what the changed order asks."""
        if touched.card >= 0:
            self.program.put_card(self.standing, touched.card)
        else:
            self.program.put_columns(self.standing, touched.columns, panels=touched.panels)

    def _changes(self) -> Iterator[OrderChange]:
        """Every swap of neighbours: rows, pins, items, departments; and longer ways for tracks."""
        for box in range(len(self.program.wires.boxes)):
            yield from self._in_card(box)
        for column in range(self.program.wires.columns):
            yield from self._in_column(column)
        for group in range(len(self.standing.spans)):
            yield from self._of_group(group)

    def _in_card(self, box: int) -> Iterator[OrderChange]:
        here = self.program.wires.column[box]
        for at in range(len(self.standing.rows[box]) - 1):
            yield OrderChange(Polish.swap_rows, box, at, at + 1, (here, here))
        for side in Side:
            for at in range(len(self.standing.sides[box][side]) - 1):
                yield OrderChange(Polish.swap_pins, box, side, at, (here, here))

    def _in_column(self, column: int) -> Iterator[OrderChange]:
        for item in filter(self.standing.free, self.standing.columns[column]):
            for by in FAR if item >= len(self.program.wires.boxes) else NEAR:
                yield OrderChange(Polish.move_item, column, item, by, (column, column))

    def _of_group(self, group: int) -> Iterator[OrderChange]:
        low, high = self.standing.spans[group]
        if not self.standing.free_group(group):
            return
        for other, (its_low, its_high) in enumerate(self.standing.spans):
            if group != other and low <= its_high and its_low <= high:
                for below in (0, 1):
                    yield OrderChange(Polish.move_group, group, other, below, (low, high))

    def swap_rows(self, box: int, at: int, to: int) -> Reordered | None:
        """Swap two rows of a card."""
        rows = [*self.standing.rows[box]]
        if not self.standing.may_swap(rows[at], rows[to]):
            return None
        rows[at], rows[to] = rows[to], rows[at]
        self.standing.follow(box, rows)
        return Reordered(card=box)

    def swap_pins(self, box: int, side: int, at: int) -> Reordered | None:
        """Swap two pins on one side of a card, where not both belong to rows of it."""
        along = self.standing.sides[box][side]
        pins, rows = self.program.wires.pins, self.standing.rows[box]
        if fixed(pins[along[at]], pins[along[at + 1]], rows):
            return None
        along[at], along[at + 1] = along[at + 1], along[at]
        return Reordered(card=box)

    def move_item(self, column: int, item: int, by: int) -> Reordered | None:
        """Move an item up or down its column; a department's box stays with its department."""
        standing = self.standing
        before = standing.columns[column]
        at = before.index(item)
        to = min(len(before) - 1, max(0, at + by))
        if at == to:
            return None
        items = [*before]
        items.insert(to, items.pop(at))
        standing.columns[column] = items
        standing.regroup(column)
        if standing.columns[column] == before:
            return None
        return Reordered((column,))

    def move_group(self, group: int, beside: int, below: int) -> Reordered | None:
        """Let a department stand right above or below another."""
        standing = self.standing
        columns = [*standing.columns]
        ranks = [*standing.ranks]
        standing.move_group(group, beside, below=bool(below))
        if standing.ranks == ranks:
            return None
        changed = (at for at, items in enumerate(columns) if standing.columns[at] != items)
        return Reordered(tuple(changed), panels=True)
