"""Where to improve first: deliveries with the most reasons, and by what they are made better."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from servicemap.bounds import Bounds
from servicemap.caring.hearing import Voice
from servicemap.caring.levers import with_lever
from servicemap.caring.reasons import SAYS_LITTLE, Improvement, reasons_for, weight_of
from servicemap.feedback import Lever
from servicemap.index import Index
from servicemap.model import Action, Promised, Reliance, ServiceMap
from servicemap.reach import reaching_customers, ways_of_services
from servicemap.substitutes import without_substitute
from servicemap.timing.answers.competitors import CompetitorOffer
from servicemap.timing.answers.noticing import Caller
from servicemap.timing.answers.timed import TimedMap
from servicemap.timing.answers.tolerances import (
    Tolerance,
    Tolerances,
    tightest,
    tightest_bounds,
)

MOST = 10
"""Deliveries that are told: who begins everywhere begins nowhere."""


class Improvements(NamedTuple):
    """The deliveries to begin with, the worst first, and how many more have a reason."""

    first: tuple[Improvement, ...]
    more: int


def where_to_improve(
    timed: TimedMap,
    index: Index,
    said: Sequence[Voice],
    silent: set[str],
    calls: Sequence[Caller],
    left: Tolerances,
) -> Improvements:
    """The deliveries on a chain to somebody outside with the most reasons, the worst first.

    Of equals what most is at stake for, then what leaves the least time, then by id. `left` is how
    late each service may be before what somebody outside gets is broken.
    """
    m = timed.map
    by_customer: dict[str, list[Voice]] = {}
    for heard in said:
        by_customer.setdefault(heard.customer.id, []).append(heard)
    reaching = reaching_customers(m, index)
    only_way = without_substitute(m, index)
    behind = _promises_behind(timed, left)
    too_late = {call.reliance.id: call for call in calls if call.too_late_for}
    found = []
    for one in m.reliances:
        customer = m.parties[one.customer]
        if not (customer.is_outside_customer or customer.id in reaching):
            continue
        voice = _voice_on(by_customer.get(one.customer, ()), one)
        own = behind.own.get(Promised(one.service, one.customer))
        first = _own_of_equals(own, behind.first.get(one.service))
        only_to = only_way.get(one.provider, ())
        if customer.is_outside_customer:
            only_to = [to for to in only_to if to == one.customer]
        offers = _sooner(timed, one)
        known = Improvement(
            one,
            (),
            Lever.RELATIONSHIP,
            0,
            voice,
            first,
            behind.worth.get(one.service) or None,
            (),
            tuple(only_to),
            offers,
            _begun(m, one),
            too_late.get(one.id),
        )
        reasons = reasons_for(timed, known, silent=customer.id in silent)
        if not SAYS_LITTLE.issuperset(reasons):
            known = known._replace(reasons=reasons)
            found.append(known._replace(score=weight_of(known)))
    found.sort(key=_worst_first)
    told = (with_lever(m, one) for one in found[:MOST])
    return Improvements(
        tuple(one._replace(reaches=_reached_by(m, index, one.reliance)) for one in told),
        max(0, len(found) - MOST),
    )


def _reached_by(m: ServiceMap, index: Index, one: Reliance) -> tuple[str, ...]:
    """The customers outside who get something for which the customer of a delivery needs it."""
    helped = [
        service
        for service in index.making[one.customer]
        if any(
            other.service == one.service
            for need in index.requiring[service]
            for other in need.any_of
        )
    ]
    ways = ways_of_services(m, index, helped)
    return tuple(to for to in ways if to != one.customer)


class _Behind(NamedTuple):
    """The promises to somebody outside behind each service.

    first  service -> how late it may be before the first of them breaks; of those to which nobody
           named a time, and of which nothing can be said, nothing is told
    own    the same before it breaks one of its own
    worth  service -> what all that hang on it are worth
    """

    first: Mapping[str, Tolerance]
    own: Mapping[Promised, Tolerance]
    worth: Mapping[str, Decimal]


def _promises_behind(timed: TimedMap, left: Tolerances) -> _Behind:
    worth_of = {
        Promised(one.service, one.customer): one.provider_says.worth
        for one in timed.map.reliances
        if one.provider_says is not None
    }
    first: dict[str, tuple[tuple[bool, int, bool, int], Promised, Bounds]] = {}
    own: dict[Promised, Tolerance] = {}
    worth: dict[str, Decimal] = {}
    for key, answers in left.services_in_order():
        if amount := worth_of.get(key):
            for service in answers:
                worth[service] = worth.get(service, Decimal(0)) + amount
        if not timed.planned[key].stated:
            continue
        for service, both in answers.items():
            if both is None or both == (None, None):
                continue
            known = first.get(service)
            rank = tightest_bounds(both)
            if known is None or rank < known[0]:
                first[service] = rank, key, both
            if service == key.service:
                own[key] = left.told(service, key, both)
    told = {service: left.told(service, key, both) for service, (_, key, both) in first.items()}
    return _Behind(told, own, worth)


def _own_of_equals(own: Tolerance | None, first: Tolerance | None) -> Tolerance | None:
    """The first promise that breaks, and of those that break together a delivery's own."""
    together = own is not None and first is not None and tightest(own) == tightest(first)
    return own if together else first


def _begun(m: ServiceMap, one: Reliance) -> Action | None:
    """The first action for a delivery, or for its provider, that is not done."""
    about = {one.service, one.provider}
    open_ = (action for action in m.actions.values() if action.done is None)
    return next((action for action in open_ if not about.isdisjoint(action.for_)), None)


def _worst_first(one: Improvement) -> tuple[object, ...]:
    left = (True,) if one.tightest is None else (False, *tightest(one.tightest))
    return -one.score, -(one.worth or Decimal(0)), left, one.reliance.id


def _voice_on(own: Sequence[Voice], one: Reliance) -> Voice | None:
    """What the customer said of this delivery, else of all that it gets."""
    of_this = [voice for voice in own if voice.reliance is not None and voice.reliance.id == one.id]
    return next(iter([*of_this, *(voice for voice in own if voice.reliance is None)]), None)


def _sooner(timed: TimedMap, one: Reliance) -> tuple[CompetitorOffer, ...]:
    """The competitors who are sooner, and those of whom that cannot be said."""
    if one.provider_says is None or not one.provider_says.others:
        return ()
    planned = timed.planned.get(Promised(one.service, one.customer))
    others = planned.others if planned is not None else ()
    return tuple(other for other in others if other.sooner is None or other.sooner > 0)
