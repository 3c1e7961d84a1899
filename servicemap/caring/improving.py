"""Where to improve first: deliveries with the most reasons, and by what they are made better."""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from servicemap.caring.hearing import Voice
from servicemap.caring.levers import with_lever
from servicemap.caring.reasons import SAYS_LITTLE, Improvement, reasons_for, weight_of
from servicemap.caring.stakes import Stakes
from servicemap.feedback import Lever
from servicemap.index import Index
from servicemap.model import Action, Promised, Reliance, ServiceMap
from servicemap.reach import reaching_customers
from servicemap.timing.answers.competitors import CompetitorOffer
from servicemap.timing.answers.noticing import Caller
from servicemap.timing.answers.timed import TimedMap
from servicemap.timing.answers.tolerances import Tolerances, tightest

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
    stakes = Stakes(timed, index, left)
    too_late = {call.reliance.id: call for call in calls if call.too_late_for}
    found = []
    for place, one in enumerate(m.reliances):
        customer = m.parties[one.customer]
        if not (customer.is_outside_customer or customer.id in reaching):
            continue
        voice = _voice_on(by_customer.get(one.customer, ()), one)
        at_stake = stakes.of(place)
        known = Improvement(
            one,
            (),
            Lever.RELATIONSHIP,
            0,
            voice,
            at_stake.tightest,
            at_stake.worth,
            (),
            at_stake.only_way_to,
            _sooner(timed, one),
            _begun(m, one),
            too_late.get(one.id),
            waited_for=at_stake.waited_for,
        )
        reasons = reasons_for(timed, known, silent=customer.id in silent)
        if not SAYS_LITTLE.issuperset(reasons):
            known = known._replace(reasons=reasons)
            found.append(known._replace(score=weight_of(known)))
    found.sort(key=_worst_first)
    told = (with_lever(m, one) for one in found[:MOST])
    return Improvements(
        tuple(one._replace(reaches=stakes.reached_by(one.reliance)) for one in told),
        max(0, len(found) - MOST),
    )


def _begun(m: ServiceMap, one: Reliance) -> Action | None:
    """The first action for a delivery, or for its provider, that is not done."""
    about = {one.service, one.provider}
    open_ = (action for action in m.actions.values() if action.done is None)
    return next((action for action in open_ if not about.isdisjoint(action.for_)), None)


def _worst_first(one: Improvement) -> tuple[object, ...]:
    left = (True,) if one.tightest is None else (False, *tightest(one.tightest))
    return -one.score, -(one.worth or Decimal(0)), left, one.reliance.id


def _voice_on(own: Sequence[Voice], one: Reliance) -> Voice | None:
    """What the customer said of this delivery, else of all that it gets; a score tells most."""
    said = [voice for voice in own if voice.reliance is None or voice.reliance.id == one.id]
    return min(said, key=_tells_less, default=None)


def _tells_less(voice: Voice) -> tuple[bool, bool]:
    return voice.feedback.score is None, voice.reliance is None


def _sooner(timed: TimedMap, one: Reliance) -> tuple[CompetitorOffer, ...]:
    """The competitors who are sooner, and those of whom that cannot be said."""
    if one.provider_says is None or not one.provider_says.others:
        return ()
    planned = timed.planned.get(Promised(one.service, one.customer))
    others = planned.others if planned is not None else ()
    return tuple(other for other in others if other.sooner is None or other.sooner > 0)
