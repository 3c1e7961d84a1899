"""What lines cost where they turn in a gutter, and in which lanes they do so best.

A net that is not straight has its upright in a lane. The order of lanes decides which lines cross,
which lie on each other, and which meet where one of them bends. For two nets that is a matter of
few numbers; for all of a gutter it is a linear order of least cost.
"""

from collections.abc import Mapping, Sequence
from itertools import combinations
from random import Random
from typing import NamedTuple

from servicemap.drawing.layout.program import units
from servicemap.drawing.layout.sizes import Spacing

CROSSING, COVERED, ON_A_BEND = 10, 40, 6
"""What two lines cost that cross, that lie on each other, that cross where one of them bends."""

BEND, JOG = 3, 3
"""What a quarter circle costs, and one that is too short to be round."""

NEAR = 1.9
"""Lines that are nearer to each other, in mm, lie on each other."""

STARTS = 5
"""Orders of lanes that are tried to begin with."""


class Spine(NamedTuple):
    """The heights at which a net comes into a gutter from the left and from the right."""

    left: tuple[int, ...]
    right: tuple[int, ...]
    low: int
    high: int

    @property
    def straight(self) -> bool:
        """Whether it needs no upright."""
        return self.low == self.high


def spine_of(left: tuple[int, ...], right: tuple[int, ...]) -> Spine:
    """A net's heights in one gutter."""
    both = left + right
    return Spine(left, right, min(both), max(both))


class Lanes:
    """What nets cost in gutters, at one spacing. What was asked once is remembered."""

    def __init__(self, spacing: Spacing) -> None:
        self.near = units(NEAR)
        self.reach = units(spacing.radius + spacing.clear)
        self.jog = units(2 * spacing.radius)
        self._pairs: dict[tuple[Spine, Spine], tuple[int, int]] = {}
        self._alone: dict[Spine, int] = {}
        self._costs: dict[tuple[Spine, ...], int] = {}
        self._orders: dict[tuple[Spine, ...], list[int]] = {}
        self._assigned: dict[tuple[Spine, ...], tuple[dict[int, int], int]] = {}
        self._drawn: dict[tuple[Spine, ...], tuple[int, int]] = {}

    def cost(self, spines: tuple[Spine, ...]) -> int:
        """The least that nets of one gutter may cost, each two of them in their better order."""
        known = self._costs.get(spines)
        if known is None:
            known = sum(map(self.alone, spines))
            for one, other in combinations(spines, 2):
                if one.low <= other.high + self.reach and other.low <= one.high + self.reach:
                    known += min(self.pair(one, other))
            self._costs[spines] = known
        return known

    def alone(self, spine: Spine) -> int:
        """What its own bends cost."""
        known = self._alone.get(spine)
        if known is None:
            known = self._alone[spine] = self._bends(spine)
        return known

    def _bends(self, spine: Spine) -> int:
        if spine.straight:
            return 0
        sides = (
            (spine.left, spine.right)
            if spine.left and spine.right
            else (spine.left or spine.right,) * 2
        )
        turns = jogs = 0
        for mine, theirs in (sides, sides[::-1]) if spine.left and spine.right else (sides,):
            for y in mine:
                turns += any(other > y for other in theirs)
                turns += any(other < y for other in theirs)
        for one in sides[0]:
            for other in sides[1]:
                jogs += 0 < abs(one - other) < self.jog
        return BEND * turns + JOG * jogs

    def pair(self, one: Spine, other: Spine) -> tuple[int, int]:
        """What two nets cost with the first one's upright on the left, and on the right."""
        key = (one, other)
        known = self._pairs.get(key)
        if known is None:
            known = self._pairs[key] = self._pair(one, other), self._pair(other, one)
        return known

    def _pair(self, one: Spine, other: Spine) -> int:
        """The first one's upright stands on the left."""
        near, reach = self.near, self.reach
        cost = 0
        low, high = other.low, other.high
        for y in one.right:
            if low < y < high:
                cost += CROSSING
                if any(-reach < y - bend < reach for bend in other.left + other.right):
                    cost += ON_A_BEND
            for its in other.left:
                if -near < y - its < near:
                    cost += COVERED
        low, high = one.low, one.high
        for y in other.left:
            if low < y < high:
                cost += CROSSING
                if any(-reach < y - bend < reach for bend in one.left + one.right):
                    cost += ON_A_BEND
        return cost

    def drawn(self, spines: tuple[Spine, ...]) -> tuple[int, int]:
        """What nets of one gutter cost in the lanes that they really get.

        And how near the nearest two come that run along each other, where that is too near; `near`
        where none do.
        """
        known = self._drawn.get(spines)
        if known is None:
            place = {net: at for at, net in enumerate(self.order(spines))}
            total, nearest = sum(map(self.alone, spines)), self.near
            for one, other in combinations(range(len(spines)), 2):
                first, second = self.pair(spines[one], spines[other])
                on_the_left = (
                    place[one] < place[other]
                    if one in place and other in place
                    else (first <= second)
                )
                cost = first if on_the_left else second
                total += cost
                if cost >= COVERED:
                    left, right = (one, other) if on_the_left else (other, one)
                    nearest = min(nearest, self._apart(spines[left], spines[right]))
            known = self._drawn[spines] = total, nearest
        return known

    def _apart(self, left: Spine, right: Spine) -> int:
        """How near arms of two nets come that run along each other; `near` where none do.

        Nets that cross often cost as much.
        """
        return min((abs(y - its) for y in left.right for its in right.left), default=self.near)

    def order(self, spines: tuple[Spine, ...]) -> list[int]:
        """The numbers of the nets that bend, their lanes from left to right."""
        known = self._orders.get(spines)
        if known is None:
            known = self._orders[spines] = self._ordered(spines)
        return known

    def _ordered(self, spines: tuple[Spine, ...]) -> list[int]:
        bent = [at for at, spine in enumerate(spines) if not spine.straight]
        more = {one: {other: self._more(spines, one, other) for other in bent} for one in bent}
        least: tuple[int, list[int]] | None = None
        random = Random(1)  # noqa: S311 - no secret, and the same every time
        start = sorted(bent, key=lambda at: (_mean(spines[at]), at))
        for _ in range(STARTS):
            order = _improved(more, list(start))
            cost = sum(more[one][other] for one, other in combinations(order, 2))
            if least is None or cost < least[0]:
                least = (cost, order)
            random.shuffle(start)
        return least[1] if least else []

    def _more(self, spines: Sequence[Spine], one: int, other: int) -> int:
        """By how much it costs more that one stands left of another than right of it."""
        if one == other:
            return 0
        first, second = self.pair(spines[one], spines[other])
        return first - second

    def assigned(self, spines: tuple[Spine, ...]) -> tuple[Mapping[int, int], int]:
        """The lane of each net that bends, and how many lanes there are: few, where spans allow."""
        known = self._assigned.get(spines)
        if known is None:
            known = self._assigned[spines] = self._shared(spines)
        return known

    def _shared(self, spines: tuple[Spine, ...]) -> tuple[dict[int, int], int]:
        """Nets in their order, each right of those before it that it would meet."""
        lanes: dict[int, int] = {}
        for at in self.order(spines):
            mine, lane = spines[at], 0
            for other, taken in lanes.items():
                its = spines[other]
                apart = mine.high + self.reach < its.low or its.high + self.reach < mine.low
                first, second = self.pair(mine, its)
                if not apart or first != second:
                    lane = max(lane, taken + 1)
            lanes[at] = lane
        return lanes, 1 + max(lanes.values(), default=-1)


def _improved(more: Mapping[int, Mapping[int, int]], order: list[int]) -> list[int]:
    """Each net put where it costs least, again and again until none moves."""
    better = True
    while better:
        better = False
        for at in range(len(order)):
            one = order[at]
            beside = more[one]
            gain, best, to = 0, 0, at
            for before in range(at - 1, -1, -1):
                gain += beside[order[before]]
                if gain < best:
                    best, to = gain, before
            gain = 0
            for after in range(at + 1, len(order)):
                gain -= beside[order[after]]
                if gain < best:
                    best, to = gain, after
            if to != at:
                order.insert(to, order.pop(at))
                better = True
    return order


def _mean(spine: Spine) -> float:
    return sum(spine.left) / len(spine.left) if spine.left else float(spine.low)
