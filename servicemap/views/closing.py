"""In which order boxes join each other, one by one, where a poster has no room for all of them.

Boxes of one sort join that stand as far from the end of the way and have the same customers, or
nearly: what is then said of all of them is true of each, or of most. A box of several leads
wherever one of them leads, so every way to an end user is still there.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import combinations, islice
from typing import NamedTuple

LEAST = 2
"""Of a sort so many boxes stay at least, if there were so many."""

ONE_BY_ONE, AT_ONCE = 100, 4
"""Of no more boxes than this one joins another at a time; of more, which no poster shows, every
fourth of a sort does in one round."""

TRIES, NEIGHBOURS = 8_000, 6
"""About so many pairs are looked at in a round, and at least so many for each box: those next to it
where boxes stand in the order of their ways and customers."""

NAMED = 3
"""A box of so many still names each of them; one of more names one fewer."""

CUSTOMER, PROVIDER, STEP, NAME, END, LOOK = 2, 1, 4, 2, 500, 40
"""What is lost where boxes join: for each of those in them that has not a customer, or a provider,
that its new box has; that is a step nearer to the end or farther from it; whose name is not said
any more; that looks another way; and where some of them serve an end user."""

TOLD = (0, 700, 2_000, 5_000)
"""What is lost where some join to whom a story does nothing, or something; on whose way what it
tells of goes; or of whom it says more."""


class Closable(NamedTuple):
    """A box that may join others of its `sort`.

    `weight`: how much room its sort gets beside others. `looks` is what of its looks is lost where
    another has others, `steps` how far it stands from the end of the way. `ends`: it serves
    somebody there. `told` says how much the story tells of it, as in `TOLD`. `touched` are those
    it deals with: among equals whoever deals with most stays longest. `stays`: it joins nobody.
    """

    sort: str
    weight: int
    looks: str
    steps: int
    ends: bool
    told: int
    touched: int
    stays: bool = False


class Closing(NamedTuple):
    """One box joins another: both are numbers, and that of the other is the box's from now on."""

    gone: int
    into: int


@lru_cache(maxsize=4)
def closings(
    boxes: tuple[Closable, ...], pairs: tuple[tuple[int, int], ...]
) -> tuple[Closing, ...]:
    """All boxes joining each other, what loses least first, until few of each sort are left.

    `pairs` are who delivers and who gets it, by their numbers among `boxes`.
    """
    joining = _Joining(boxes, pairs)
    found: list[Closing] = []
    while joined := list(joining.round()):
        found += joined
    return tuple(found)


class _Joining:
    """Boxes that have joined so far; each is called by the first of those in it."""

    def __init__(self, boxes: tuple[Closable, ...], pairs: Iterable[tuple[int, int]]) -> None:
        self._boxes = boxes
        self._count = [1] * len(boxes)
        self._steps = [box.steps for box in boxes]
        self._touched = [box.touched for box in boxes]
        self._kept = [END * box.ends + TOLD[box.told] for box in boxes]
        self._to: list[set[int]] = [set() for _ in boxes]
        self._of: list[set[int]] = [set() for _ in boxes]
        for source, target in pairs:
            if source != target:
                self._to[source].add(target)
                self._of[target].add(source)
        self._left: dict[str, list[int]] = {}
        for at, box in enumerate(boxes):
            self._left.setdefault(box.sort, []).append(at)
        self._weight: Mapping[str, int] = {box.sort: box.weight for box in boxes}

    def round(self) -> Iterator[Closing]:
        """Joins boxes of the sort that has too many of all; none once there are few of each."""
        sort = self._crowded()
        if sort is None:
            return
        left = self._left[sort]
        beyond = sum(map(len, self._left.values())) - ONE_BY_ONE
        most = max(1, min(beyond, len(left) // AT_ONCE))
        free = [box for box in left if not self._boxes[box].stays]
        gone: set[int] = set()
        # Among equals what the map says first stays.
        tried = sorted((*self._lost(a, b), -max(a, b), -min(a, b)) for a, b in self._beside(free))
        taken: set[int] = set()
        for *_, other, one in tried:
            if len(gone) == most:
                break
            if taken.isdisjoint((one, other)):
                taken |= {one, other}
                closing = Closing(gone=-other, into=-one)
                self._join(closing)
                gone.add(closing.gone)
                yield closing
        self._left[sort] = [box for box in left if box not in gone]

    def _crowded(self) -> str | None:
        """The sort that has most boxes for the room it gets, of those of which some may join."""
        found, most = None, 0.0
        for sort, left in self._left.items():
            free = sum(not self._boxes[box].stays for box in islice(left, LEAST + 1))
            crowd = len(left) / self._weight[sort]
            if len(left) > LEAST and free > 1 and crowd > most:
                found, most = sort, crowd
        return found

    def _beside(self, free: list[int]) -> Iterator[tuple[int, int]]:
        """The pairs to look at."""
        reach = max(NEIGHBOURS, TRIES // len(free))
        if reach >= len(free):
            return combinations(free, 2)

        def stands(box: int) -> tuple[str, int, list[int]]:
            steps = self._steps[box] // self._count[box]
            return self._boxes[box].looks, steps, sorted(self._to[box])

        ordered = sorted(free, key=stands)
        return (
            (one, other)
            for at, one in enumerate(ordered)
            for other in ordered[at + 1 : at + 1 + reach]
        )

    def _lost(self, one: int, other: int) -> tuple[int, int]:
        """What is lost where two join, and how much they deal with others."""
        a, b = self._count[one], self._count[other]
        lost = CUSTOMER * _untrue(self._to, one, other, a, b)
        lost += PROVIDER * _untrue(self._of, one, other, a, b)
        apart = abs(self._steps[one] * b - self._steps[other] * a)
        # The two ends of a long way never belong together, whatever else is lost.
        lost += STEP * apart // max(a, b) + (apart // (a * b)) ** 2
        lost += NAME * (_named(a) + _named(b) - _named(a + b))
        if self._boxes[one].looks != self._boxes[other].looks:
            lost += LOOK * min(a, b)
        lost += max(self._kept[one], self._kept[other])
        return lost, self._touched[one] + self._touched[other]

    def _join(self, closing: Closing) -> None:
        gone, into = closing
        for there, back in ((self._to, self._of), (self._of, self._to)):
            for box in there[gone]:
                back[box].discard(gone)
                if box != into:
                    back[box].add(into)
            there[into] |= there[gone]
            there[into] -= {gone, into}
        self._kept[into] = max(self._kept[into], self._kept[gone])
        for sums in (self._count, self._steps, self._touched):
            sums[into] += sums[gone]


def _named(count: int) -> int:
    """How many of those in one box it names."""
    return count if count <= NAMED else NAMED - 1


def _untrue(there: list[set[int]], one: int, other: int, a: int, b: int) -> int:
    """How often it becomes untrue that whoever is in a box leads wherever its lines lead.

    Of two boxes of `a` and `b`, each of which leads `there`.
    """
    shared = len(there[one] & there[other])
    only_one = len(there[one]) - shared - (other in there[one])
    only_other = len(there[other]) - shared - (one in there[other])
    return a * only_other + b * only_one
