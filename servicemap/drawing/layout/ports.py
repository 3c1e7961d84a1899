"""The order of rows in a card and of pins along its sides, given the order of items."""

from collections.abc import Callable, Iterator, Sequence

from servicemap.drawing.layout.gutters import Pin, Side
from servicemap.drawing.layout.holding import in_old_order
from servicemap.drawing.layout.orders import Ends, demanded, ends_of
from servicemap.drawing.layout.standing import Standing

FINE = 9
"""Places of an item's own pins, around its place."""

LONG = 0.02
"""What the height of a net costs, per item, in crossings."""

ROUNDS = 3


def order_pins(standing: Standing, place: Sequence[int], named: Sequence[bool]) -> None:
    """Pins in the order of what they lead to, then swapped while that saves crossings.

    `place` is that of each item; `named` says which rows have a text.
    """
    _Ports(standing, place, named).settle()


class _Ports:
    def __init__(self, standing: Standing, place: Sequence[int], named: Sequence[bool]) -> None:
        self._standing = standing
        self._wires = standing.wires
        self._place = place
        self._named = named
        self._far = self._leads_to()
        # Items that share a place stand one below the other all the same.
        self._base = [0] * len(self._wires.column)
        for items in standing.columns:
            for at, item in enumerate(items):
                self._base[item] = place[item] * FINE * 2 + at
        self._fine = [self._base[pin.item] for pin in self._wires.pins]

    def _leads_to(self) -> list[float]:
        pins, place = self._wires.pins, self._place
        far = [float(place[pin.item]) for pin in pins]
        for gutter in self._wires.gutters:
            for net in gutter:
                for mine, theirs in ((net.left, net.right), (net.right, net.left)):
                    for pin in mine:
                        others = [place[pins[o].item] for o in theirs] or [
                            place[pins[o].item] for o in mine if o != pin
                        ]
                        if others:
                            far[pin] = sum(others) / len(others)
        return far

    def settle(self) -> None:
        standing, pins, far = self._standing, self._wires.pins, self._far
        for box in range(len(self._wires.boxes)):
            mine = [pins[at] for at in self._wires.touches[box]]
            wanted: dict[int, list[float]] = {}
            for pin in mine:
                if pin.row >= 0 and self._named[pin.row]:
                    wanted.setdefault(pin.row, []).append(far[pin.at])
            mean = {row: sum(some) / len(some) for row, some in wanted.items()}
            rows = sorted(mean, key=lambda row: (mean[row], row))
            standing.rows[box][:] = in_old_order(rows, standing.held.row)
            for side in Side:
                along = [pin for pin in mine if pin.side is side]
                along.sort(key=lambda pin: (mean.get(pin.row, far[pin.at]), pin.at))
                # What is called like its box leaves beside its name, above all rows.
                leaving = [pin for pin in along if pin.row >= 0]
                leaving.sort(key=lambda pin: pin.row in mean)
                waiting = iter(leaving)
                standing.sides[box][side][:] = [
                    (next(waiting) if pin.row >= 0 else pin).at for pin in along
                ]
            standing.follow(box, list(standing.rows[box]))
            self._spread(box)
        for _ in range(ROUNDS):
            better = [self._better(box) for box in range(len(self._wires.boxes))]
            if not any(better):
                break

    def _spread(self, box: int) -> None:
        for along in self._standing.sides[box]:
            for at, pin in enumerate(along):
                share = (2 * at + 1 - len(along)) / len(along)
                self._fine[pin] = self._base[box] + int(share * FINE)

    def _gutter(self, gutter: int) -> float:
        fine = self._fine
        nets: list[Ends] = []
        long = 0
        used = sorted(
            {fine[pin] for net in self._wires.gutters[gutter] for pin in (*net.left, *net.right)}
        )
        rank = {place: at for at, place in enumerate(used)}
        for net in self._wires.gutters[gutter]:
            left = [rank[fine[pin]] for pin in net.left]
            right = [rank[fine[pin]] for pin in net.right]
            nets.append(ends_of(left, right))
            both = left + right
            long += max(both) - min(both)
        return demanded(nets) + LONG * long

    def _around(self, box: int) -> float:
        column = self._wires.column[box]
        return self._gutter(column) + self._gutter(column + 1)

    def _better(self, box: int) -> bool:
        """Swap neighbours while it helps; whether it did."""
        standing = self._standing
        rows, sides = standing.rows[box], standing.sides[box]
        if max(len(rows), *map(len, sides)) < 2:
            return False
        now = self._around(box)
        changed = False
        for undo in swaps(standing, box):
            self._spread(box)
            new = self._around(box)
            if new < now - 1e-9:
                now, changed = new, True
            else:
                undo()
                self._spread(box)
        return changed


def fixed(above: Pin, below: Pin, rows: Sequence[int]) -> bool:
    """Whether two pins must stay in their order: both leave, and one of them from a row."""
    return above.row >= 0 and below.row >= 0 and (above.row in rows or below.row in rows)


def swaps(standing: Standing, box: int) -> Iterator[Callable[[], None]]:
    """Swap two neighbours in a card, one pair after the other; yields what undoes it."""
    pins = standing.wires.pins
    rows, sides = standing.rows[box], standing.sides[box]
    for at in range(len(rows) - 1):
        if not standing.may_swap(rows[at], rows[at + 1]):
            continue
        before = [*rows], [*sides[0]], [*sides[1]]

        def put_back(before: tuple[list[int], ...] = before) -> None:
            rows[:], sides[0][:], sides[1][:] = before

        standing.follow(box, [*rows[:at], rows[at + 1], rows[at], *rows[at + 2 :]])
        yield put_back
    for along in sides:
        for at in range(len(along) - 1):
            if fixed(pins[along[at]], pins[along[at + 1]], rows):
                continue

            def swap(along: list[int] = along, at: int = at) -> None:
                along[at], along[at + 1] = along[at + 1], along[at]

            swap()
            yield swap
