"""The order of boxes and tracks: searched for the fewest crossings that the ends of nets demand.

A net in a gutter is a spine, an upright, with level arms to its pins left and right. Of two nets
one has its spine left of the other's: they cross as often as right arms of the one meet the spine
of the other, and left arms of the other the spine of the one. The better of the two ways is what
their ends demand. Places are bits of a whole number: which arms meet a spine is one `and`.
"""

from collections import Counter
from collections.abc import Sequence
from itertools import combinations
from math import exp
from random import Random
from typing import NamedTuple

from servicemap.drawing.layout.gutters import Wires
from servicemap.drawing.layout.standing import Standing
from servicemap.drawing.layout.towers import Towers

PLACES = 120
"""Heights that are told apart."""

TRACK = 4.0
"""What a track takes of the height, in mm."""

LONG, ON_TRACK = 0.45, 0.3
"""What an upright as high as the paper costs, in crossings, and how much more at a track."""

WITHIN = 0.6
"""What a track between two boxes of one department costs."""

HOT, COLD = 1.2, 0.015


class Ends(NamedTuple):
    """What a net's ends are in one gutter: bits of places left and right, and between all."""

    left: int
    right: int
    between: int


def ends_of(left: Sequence[int], right: Sequence[int]) -> Ends:
    """The places of a net's pins as bits."""
    one = other = 0
    for place in left:
        one |= 1 << place
    for place in right:
        other |= 1 << place
    both = one | other
    low = (both & -both).bit_length()
    between = ((1 << (both.bit_length() - 1)) - 1) >> low << low
    return Ends(one, other, between)


def demanded_by(one: Ends, other: Ends) -> int:
    """The crossings that two nets of one gutter cannot do without."""
    left, right, between = one
    its_left, its_right, its_between = other
    first = (right & its_between).bit_count() + (its_left & between).bit_count()
    if not first:
        return 0
    return min(first, (its_right & between).bit_count() + (left & its_between).bit_count())


def demanded(nets: Sequence[Ends]) -> int:
    """The crossings that nets of one gutter cannot do without, two by two."""
    bent = [net for net in nets if net.between]
    return sum(demanded_by(one, other) for one, other in combinations(bent, 2))


_Beside = tuple[tuple[int, ...], tuple[int, ...]]
"""The orders of the columns left and right of a gutter."""


class OrderSearch:
    """A walk from one order to the next. `tall` is the height of each box in mm.

    `towers` are those of its departments. `place` is where each item stands after a walk.
    """

    def __init__(
        self, standing: Standing, tall: Sequence[float], towers: Towers, seed: int
    ) -> None:
        self.standing = standing
        self._wires: Wires = standing.wires
        self._tall = tall
        self.towers = towers
        self._height = towers.height
        self._random = Random(seed)  # noqa: S311 - no secret, and the same every time
        self.place = [0] * len(self._wires.column)
        self._bit = [0] * len(self._wires.column)
        pins, count = self._wires.pins, len(self._wires.boxes)
        self._nets = [
            [
                (
                    tuple(pins[pin].item for pin in net.left),
                    tuple(pins[pin].item for pin in net.right),
                    LONG
                    + ON_TRACK * sum(pins[pin].item >= count for pin in (*net.left, *net.right)),
                )
                for net in gutter
            ]
            for gutter in self._wires.gutters
        ]
        members = Counter(standing.group)
        self._alone = {group for group, count in members.items() if count == 1}
        self._free = [
            [item for item in items if standing.free(item)] if len(items) > 1 else []
            for items in standing.columns
        ]
        self._busy = [at for at, items in enumerate(self._free) if items]
        spans = standing.spans
        self._meets = [
            [
                other
                for other, (low, high) in enumerate(spans)
                if other != group and low <= span[1] and span[0] <= high
            ]
            if standing.free_group(group)
            else []
            for group, span in enumerate(spans)
        ]
        self._leads = self._leads_to()
        self._placed: list[tuple[int, ...]] = [()] * self._wires.columns
        self._known: list[dict[_Beside, float]] = [{} for _ in self._nets]
        self._count()

    def _count(self) -> None:
        """All that the order costs, anew."""
        self._costs = [self._cost(gutter) for gutter in range(len(self._nets))]
        self._smaller = self.towers.cost(self.standing.ranks)

    def shuffle(self) -> None:
        """Begin anywhere."""
        self.standing.shuffle(self._random)
        self._count()

    def _leads_to(self) -> tuple[list[list[int]], list[list[int]]]:
        """What each item leads to through the gutter left of it, and through the one right of it.

        Where that is nobody, it is the others on its own side.
        """
        found: tuple[list[list[int]], list[list[int]]] = (
            [[] for _ in self._wires.column],
            [[] for _ in self._wires.column],
        )
        for gutter in self._nets:
            for left, right, _ in gutter:
                for side, mine, theirs in ((1, left, right), (0, right, left)):
                    for item in mine:
                        found[side][item] += theirs or (one for one in mine if one != item)
        return found

    def sweep(self, rounds: int) -> None:
        """Let items stand where the middle is of what they lead to, once from either side a round.

        In so many rounds a large map comes near to a good order; a walk finds the rest. The best
        of all that was passed is kept.
        """
        standing = self.standing
        best, kept = self.cost, standing.copy()
        for at in range(2 * rounds):
            side = at % 2
            columns = range(len(standing.columns))
            for column in columns if side == 0 else reversed(columns):
                self._towards(column, side)
            middle: dict[int, list[int]] = {}
            for box, group in enumerate(standing.group):
                middle.setdefault(group, []).append(self.place[box])
            standing.ranks.sort(key=lambda group: sum(middle[group]) / len(middle[group]))
            for column in columns:
                standing.regroup(column)
                self._set(column, tuple(standing.columns[column]))
            self._count()
            if self.cost < best - 1e-9:
                best, kept = self.cost, standing.copy()
        standing.columns, standing.ranks = kept.columns, kept.ranks
        for column, items in enumerate(standing.columns):
            self._set(column, tuple(items))
        self._count()

    def _towards(self, column: int, side: int) -> None:
        """Put the items of a column in the order of what they lead to on one side."""
        place, leads = self.place, self._leads[side]
        items, group = self.standing.columns[column], self.standing.group
        count = len(self._wires.boxes)
        want = {
            item: sum(place[one] for one in leads[item]) / len(leads[item])
            if leads[item]
            else float(place[item])
            for item in items
        }
        together: dict[int, list[float]] = {}
        for item in items:
            if item < count:
                together.setdefault(group[item], []).append(want[item])
        mean = {one: sum(some) / len(some) for one, some in together.items()}

        def stands(item: int) -> tuple[float, int, float]:
            if item < count:
                return mean[group[item]], group[item], want[item]
            return want[item], -1, 0.0

        self.standing.columns[column] = sorted(items, key=stands)
        self._set(column, tuple(self.standing.columns[column]))

    def _set(self, column: int, items: tuple[int, ...]) -> None:
        """The places of a column's items: what they take of the height, and the rest between."""
        if items == self._placed[column]:
            return
        self._placed[column] = items
        count = len(self._wires.boxes)
        taken = sum(self._tall[item] if item < count else TRACK for item in items)
        boxes = sum(item < count for item in items)
        free = max(0.0, self._height - taken) / max(1, boxes)
        per = (PLACES - 1) / max(self._height, taken, 1.0)
        y = 0.0
        for item in items:
            tall = self._tall[item] + free if item < count else TRACK
            place = int((y + tall / 2) * per)
            self.place[item] = place
            self._bit[item] = 1 << place
            y += tall

    def _cost(self, gutter: int) -> float:
        """A gutter's cost, decided by the orders beside it: a walk comes by most of them often."""
        columns = self.standing.columns
        left = tuple(columns[gutter - 1]) if gutter else ()
        right = tuple(columns[gutter]) if gutter < len(columns) else ()
        known = self._known[gutter]
        cost = known.get((left, right))
        if cost is None:
            if gutter:
                self._set(gutter - 1, left)
            if gutter < len(columns):
                self._set(gutter, right)
            cost = known[left, right] = self._counted(gutter)
        return cost

    def _counted(self, gutter: int) -> float:
        """What its nets demand, as `demanded` says it, and what their length costs."""
        bit = self._bit
        ends: list[tuple[int, int, int, int]] = []
        crossings = 0
        long = 0.0
        for left_items, right_items, weight in self._nets[gutter]:
            left = right = 0
            for item in left_items:
                left |= bit[item]
            for item in right_items:
                right |= bit[item]
            both = left | right
            lowest, length = both & -both, both.bit_length()
            between = (1 << (length - 1)) - (lowest << 1)
            if between < 0:
                continue  # it is straight
            long += (length - lowest.bit_length()) * weight
            for its_left, its_right, its_both, its_between in ends:
                if both & its_between or its_both & between:
                    one = (right & its_between).bit_count() + (its_left & between).bit_count()
                    if one:
                        two = (its_right & between).bit_count() + (left & its_between).bit_count()
                        crossings += min(two, one)
            ends.append((left, right, both, between))
        cost = crossings + long / PLACES
        if gutter < self._wires.columns:
            cost += self._within(gutter)
        return cost

    def _within(self, column: int) -> float:
        """What tracks cost that tear a department's boxes apart."""
        count, group = len(self._wires.boxes), self.standing.group
        cost, above, waiting = 0.0, -1, 0
        for item in self.standing.columns[column]:
            if item >= count:
                waiting += 1
            else:
                if waiting and group[item] == above:
                    cost += WITHIN * waiting
                above, waiting = group[item], 0
        return cost

    @property
    def cost(self) -> float:
        """What the order costs now."""
        return sum(self._costs) + self._smaller

    def walk(self, steps: int, hot: float = HOT) -> float:
        """So many tries to stand better, in the end the best order found; what that costs."""
        random, standing = self._random, self.standing
        now = best = self.cost
        kept = standing.copy()
        for step in range(steps):
            heat = hot * (1 - step / steps) ** 2 + COLD
            saved = ([*standing.columns], [*standing.ranks])
            touched = self._try()
            if not touched:
                continue
            costs, smaller = [*self._costs], self._smaller
            if standing.ranks != saved[1]:
                self._smaller = self.towers.cost(standing.ranks)
            for gutter in dict.fromkeys(g for column in touched for g in (column, column + 1)):
                self._costs[gutter] = self._cost(gutter)
            new = self.cost
            if new <= now or random.random() < exp((now - new) / heat):
                now = new
                if now < best - 1e-9:
                    best = now
                    kept = standing.copy()
            else:
                standing.columns, standing.ranks = saved
                self._costs, self._smaller = costs, smaller
        self.standing.columns, self.standing.ranks = kept.columns, kept.ranks
        for column, items in enumerate(self.standing.columns):
            self._set(column, tuple(items))
        self._count()
        return best

    def _try(self) -> list[int]:
        """Change something; the columns whose order is another now."""
        random, standing = self._random, self.standing
        if not self._busy:
            return []
        column = self._busy[int(random.random() * len(self._busy))]
        items, free = standing.columns[column], self._free[column]
        item, count = free[int(random.random() * len(free))], len(self._wires.boxes)
        at = items.index(item)
        if item < count:
            group = standing.group[item]
            low, high = standing.spans[group]
            if (group in self._alone or random.random() < 0.3) and self._meets[group]:
                others = self._meets[group]
                beside = others[int(random.random() * len(others))]
                before = {one: standing.columns[one] for one in range(low, high + 1)}
                standing.move_group(group, beside, below=random.random() < 0.5)
                return [one for one in before if standing.columns[one] != before[one]]
        changed = [*items]
        if random.random() < 0.5:
            other = min(len(items) - 1, at + 1)
            changed[at], changed[other] = changed[other], changed[at]
        else:
            changed.insert(int(random.random() * len(items)), changed.pop(at))
        standing.columns[column] = changed
        standing.regroup(column)
        if standing.columns[column] == items:
            standing.columns[column] = items
            return []
        return [column]
