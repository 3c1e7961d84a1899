"""In which order items stand: from top to bottom in every column, and pins along every box."""

from collections.abc import Iterable, Sequence
from random import Random

from servicemap.drawing.layout.gutters import Side, Wires
from servicemap.drawing.layout.holding import NOTHING_HELD, Held, in_old_order


class Standing:
    """An order of all items, which a search may change and put back.

    columns  the items of each column from top to bottom
    ranks    groups of boxes (a department, or a box alone) from top to bottom: in all columns alike
    rows     box -> its rows that have a text of their own
    sides    box -> the pins on its left and on its right

    What is `held` never changes places with what else is.
    """

    def __init__(
        self, wires: Wires, group: Sequence[int], groups: int, held: Held = NOTHING_HELD
    ) -> None:
        self.wires = wires
        self.group = group
        self.held = held
        self.ranks = list(range(groups))
        self.columns: list[list[int]] = [[] for _ in range(wires.columns)]
        for item, column in enumerate(wires.column):
            self.columns[column].append(item)
        self.rows: list[list[int]] = [[] for _ in wires.boxes]
        self.sides: list[tuple[list[int], list[int]]] = [([], []) for _ in wires.boxes]
        self.spans = spans_of(wires, group, groups)
        for column in range(wires.columns):
            self.regroup(column)

    def copy(self) -> "Standing":
        """The same order, to be changed apart from this one."""
        other = object.__new__(Standing)
        other.wires, other.group, other.spans = self.wires, self.group, self.spans
        other.held = self.held
        other.ranks = list(self.ranks)
        other.columns = [list(items) for items in self.columns]
        other.rows = [list(rows) for rows in self.rows]
        other.sides = [(list(left), list(right)) for left, right in self.sides]
        return other

    def shuffle(self, random: Random) -> None:
        """Begin anywhere, but for what is held."""
        random.shuffle(self.ranks)
        self.ranks = in_old_order(self.ranks, self.held.stack)
        for column, items in enumerate(self.columns):
            random.shuffle(items)
            self.columns[column] = in_old_order(items, self.held.rank)
            self.regroup(column)

    def free(self, item: int) -> bool:
        """Whether an item may change places with others."""
        return item not in self.held.rank

    def free_group(self, group: int) -> bool:
        """Whether a department may change places with others."""
        return group not in self.held.stack

    def may_swap(self, row: int, other: int) -> bool:
        """Whether two rows of a card may change places."""
        return row not in self.held.row or other not in self.held.row

    def regroup(self, column: int) -> None:
        """Boxes of one department stand together, and departments in one order."""
        items, count, group = self.columns[column], len(self.wires.boxes), self.group
        rank = dict(zip(self.ranks, range(len(self.ranks)), strict=True))
        boxes = [item for item in items if item < count]
        stand = [rank[group[box]] for box in boxes]
        if stand != sorted(stand):
            waiting = iter(sorted(boxes, key=lambda box: rank[group[box]]))
            self.columns[column] = [next(waiting) if item < count else item for item in items]

    def move_group(self, group: int, beside: int, *, below: bool) -> None:
        """Let a group stand right above or below another one."""
        self.ranks.remove(group)
        self.ranks.insert(self.ranks.index(beside) + below, group)
        low, high = self.spans[group]
        for column in range(low, high + 1):
            self.regroup(column)

    def follow(self, box: int, rows: Iterable[int]) -> None:
        """Let rows of a card stand in this order, and the pins of both its sides with them."""
        self.rows[box][:] = rows
        rank = {row: at for at, row in enumerate(self.rows[box])}
        pins = self.wires.pins
        for side in Side:
            along = self.sides[box][side]
            slots = [at for at, pin in enumerate(along) if pins[pin].row in rank]
            ordered = sorted((along[at] for at in slots), key=lambda pin: rank[pins[pin].row])
            for at, pin in zip(slots, ordered, strict=True):
                along[at] = pin


def spans_of(wires: Wires, group: Sequence[int], groups: int) -> list[tuple[int, int]]:
    """The first and the last column of each group."""
    spans = [(len(wires.tracks), -1)] * groups
    for box in range(len(wires.boxes)):
        low, high = spans[group[box]]
        column = wires.column[box]
        spans[group[box]] = (min(low, column), max(high, column))
    return spans
