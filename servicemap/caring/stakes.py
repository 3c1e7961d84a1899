"""What hangs on a delivery: the first promise that breaks, what is lost, for whom nobody stands in.

All of it is told of those alone whom the delivery reaches, not of all that its service is for.
"""

from collections.abc import Hashable, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from servicemap.bounds import Bounds
from servicemap.index import Index
from servicemap.model import Promised, Reliance
from servicemap.reach import waited_for_by, ways_of_services
from servicemap.substitutes import without_substitute
from servicemap.timing.answers.timed import TimedMap
from servicemap.timing.answers.tolerances import (
    Tolerance,
    Tolerances,
    columns_of_nodes,
    tightest_of,
)


class AtStake(NamedTuple):
    """What hangs on one delivery; `Improvement` says what each of them is."""

    tightest: Tolerance | None
    worth: Decimal | None
    only_way_to: tuple[str, ...]
    waited_for: bool


_NOTHING_TOLD = (None, Bounds(None, None))
"""Without limit, or nobody knows: neither says that anything breaks."""


class _Asked:
    """One delivery: whose promises hang on it, and what has been found of them so far.

    `own` is the bit of what it brings somebody outside, `waiting` are those of all for which its
    customer needs it. `first` is the promise that breaks first, with what says so.
    """

    __slots__ = ("first", "hangs", "own", "waiting", "worth")

    def __init__(self, own: int, waiting: int) -> None:
        self.own, self.waiting = own, waiting
        self.hangs = own | waiting
        self.first: _First | None = None
        self.worth = _NO_WORTH


_NO_WORTH = Decimal(0)

_Soon = tuple[bool, bool, int, bool, int]
"""How soon a promise breaks, by `tightest_of`."""


class _First(NamedTuple):
    """A promise, how soon it breaks, and how late a service may be before that.

    `is_own`: it is that of the delivery itself.
    """

    soon: _Soon
    is_own: bool
    promise: Promised
    answer: Bounds | None


class Stakes:
    """What hangs on each delivery, found promise by promise: of all together there are millions.

    A delivery is asked about by its place among those of the map.
    """

    def __init__(self, timed: TimedMap, index: Index, left: Tolerances) -> None:
        self._map, self._index, self._left = timed.map, index, left
        self._only_way = without_substitute(timed.map, index)
        outside = [
            Promised(one.service, one.customer)
            for one in timed.map.reliances
            if timed.map.parties[one.customer].is_outside_customer
        ]
        bits = {one: 1 << number for number, one in enumerate(outside)}
        of_services: dict[str, int] = {}
        self._gets: dict[str, int] = {}
        """Customer outside -> the bits of all that it gets."""
        for one, bit in bits.items():
            of_services[one.service] = of_services.get(one.service, 0) | bit
            self._gets[one.customer] = self._gets.get(one.customer, 0) | bit
        waited_for = waited_for_by(index, of_services)
        self._asked: list[_Asked] = []
        number = timed.network.number
        of_node: list[list[_Asked]] = [[] for _ in number]
        for each in timed.map.reliances:
            waiting = 0
            for service in self._helped(each):
                waiting |= waited_for.get(service, 0)
            asked = _Asked(bits.get(Promised(each.service, each.customer), 0), waiting)
            self._asked.append(asked)
            of_node[number[each.service]].append(asked)
        _find(timed, left, bits, of_node)

    def of(self, place: int) -> AtStake:
        """What hangs on a delivery."""
        one, asked = self._map.reliances[place], self._asked[place]
        first = asked.first
        only_to = (
            to
            for to in self._only_way.get(one.provider, ())
            if to == one.customer or self._gets.get(to, 0) & asked.waiting
        )
        return AtStake(
            None if first is None else self._left.told(one.service, first.promise, first.answer),
            asked.worth or None,
            tuple(only_to),
            bool(asked.hangs),
        )

    def reached_by(self, one: Reliance) -> tuple[str, ...]:
        """The customers outside who get something for which the customer of a delivery needs it."""
        ways = ways_of_services(self._map, self._index, self._helped(one))
        return tuple(to for to in ways if to != one.customer)

    def _helped(self, one: Reliance) -> Sequence[str]:
        """The services for which the customer of a delivery needs it."""
        return [
            service
            for service in self._index.making[one.customer]
            if any(
                other.service == one.service
                for need in self._index.requiring[service]
                for other in need.any_of
            )
        ]


def _find(
    timed: TimedMap,
    left: Tolerances,
    bits: Mapping[Promised, int],
    of_node: Sequence[Sequence[_Asked]],
) -> None:
    """Go through the promises to somebody outside in the order of the map: of equals the first."""
    worth = {
        Promised(one.service, one.customer): one.provider_says.worth or _NO_WORTH
        for one in timed.map.reliances
        if one.provider_says is not None
    }
    latest: list[_Soon | None] = [None] * len(of_node)
    for key, answers in columns_of_nodes(left):
        bit, lost = bits[key], worth.get(key, _NO_WORTH)
        stated = timed.planned[key].stated
        soon: dict[Hashable, _Soon] = {
            figure: tightest_of(both)
            for figure, both in answers.different.items()
            if stated and both not in _NOTHING_TOLD
        }
        if not (soon or lost):
            continue
        for node, figure in zip(answers.nodes, answers.figures, strict=True):
            breaks, known = soon.get(figure), latest[node]
            if not lost and (breaks is None or (known is not None and known < breaks)):
                continue
            for asked in of_node[node]:
                if not asked.hangs & bit:
                    continue
                if lost:
                    asked.worth += lost
                if breaks is None:
                    continue
                first, is_own = asked.first, bit == asked.own
                if (
                    first is None
                    or breaks < first.soon
                    or (is_own and not first.is_own and breaks == first.soon)
                ):
                    asked.first = _First(breaks, is_own, key, answers.different[figure])
            latest[node] = _latest(of_node[node])


def _latest(deliveries: Sequence[_Asked]) -> _Soon | None:
    """What breaks later than this is first for none of some deliveries; None: it may be for one."""
    found = [asked.first.soon for asked in deliveries if asked.first is not None]
    return max(found) if len(found) == len(deliveries) else None
