"""What hangs on a delivery: the first promise that breaks, what is lost, for whom nobody stands in.

All of it is told of those alone whom the delivery reaches, not of all that its service is for.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from servicemap.bounds import Bounds
from servicemap.index import Index
from servicemap.model import Promised, Reliance
from servicemap.reach import waited_for_by, ways_of_services
from servicemap.substitutes import without_substitute
from servicemap.timing.answers.timed import TimedMap
from servicemap.timing.answers.tolerances import Tolerance, Tolerances, tightest_of


class AtStake(NamedTuple):
    """What hangs on one delivery; `Improvement` says what each of them is."""

    tightest: Tolerance | None
    worth: Decimal | None
    only_way_to: tuple[str, ...]
    waited_for: bool


class _Promise(NamedTuple):
    """A promise to somebody outside, what is lost where it breaks, and whether a time is named.

    `bit` is its own among those of all that somebody outside gets.
    """

    promised: Promised
    worth: Decimal
    stated: bool
    bit: int


_Behind = tuple[_Promise, Bounds | None]
"""A promise that hangs on a service, and how late that may be before it breaks, as `Tolerances` has
it: of large maps there are millions.
"""

_NOTHING_TOLD = (None, Bounds(None, None))
"""Without limit, or nobody knows: neither says that anything breaks."""


class Stakes:
    """Asks of one delivery after the other; what it takes to answer is found once."""

    def __init__(self, timed: TimedMap, index: Index, left: Tolerances) -> None:
        self._map, self._index, self._left = timed.map, index, left
        self._only_way = without_substitute(timed.map, index)
        outside = [
            Promised(one.service, one.customer)
            for one in timed.map.reliances
            if timed.map.parties[one.customer].is_outside_customer
        ]
        self._bits = {one: 1 << number for number, one in enumerate(outside)}
        of_services: dict[str, int] = {}
        self._gets: dict[str, int] = {}
        """Customer outside -> the bits of all that it gets."""
        for one, bit in self._bits.items():
            of_services[one.service] = of_services.get(one.service, 0) | bit
            self._gets[one.customer] = self._gets.get(one.customer, 0) | bit
        self._waited_for_by = waited_for_by(index, of_services)
        self._behind = _promises_behind(timed, left, self._bits)

    def of(self, one: Reliance) -> AtStake:
        """What hangs on a delivery."""
        waiting = 0
        for service in self._helped(one):
            waiting |= self._waited_for_by.get(service, 0)
        own = self._bits.get(Promised(one.service, one.customer), 0)
        behind = [
            each for each in self._behind.get(one.service, ()) if each[0].bit & (waiting | own)
        ]
        first = min(
            (
                (tightest_of(both), promise.bit != own, promise.promised, both)
                for promise, both in behind
                if promise.stated and both not in _NOTHING_TOLD
            ),
            key=lambda each: each[:2],
            default=None,
        )
        only_to = (
            to
            for to in self._only_way.get(one.provider, ())
            if to == one.customer or self._gets.get(to, 0) & waiting
        )
        return AtStake(
            None if first is None else self._left.told(one.service, *first[2:]),
            sum((promise.worth for promise, _ in behind if promise.worth), Decimal(0)) or None,
            tuple(only_to),
            bool(own or waiting),
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


def _promises_behind(
    timed: TimedMap, left: Tolerances, bits: Mapping[Promised, int]
) -> dict[str, list[_Behind]]:
    """Service -> the promises to somebody outside that hang on it, in the order of the map."""
    worth = {
        Promised(one.service, one.customer): one.provider_says.worth or Decimal(0)
        for one in timed.map.reliances
        if one.provider_says is not None
    }
    found: dict[str, list[_Behind]] = {}
    for key, answers in left.services_in_order():
        promise = _Promise(key, worth.get(key, Decimal(0)), timed.planned[key].stated, bits[key])
        for service, both in answers.items():
            found.setdefault(service, []).append((promise, both))
    return found
