"""Where to improve first: deliveries with the most reasons, and by what they are made better."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from servicemap.caring.hearing import UNHAPPY, Voice
from servicemap.feedback import Lever
from servicemap.index import Index
from servicemap.model import Action, Promised, Reliance, ServiceMap
from servicemap.reach import reaching_customers, ways_of_services
from servicemap.substitutes import without_substitute
from servicemap.timing.answers.competitors import CompetitorOffer
from servicemap.timing.answers.timed import TimedMap
from servicemap.timing.answers.tolerances import Tolerance, tightest, tolerance_of


class ReasonToImprove(StrEnum):
    """Why a delivery comes first. What weighs more stands further up."""

    UNHAPPY = "unhappy"
    LATE_BY_PLAN = "late_by_plan"
    NO_TIME = "no_time"
    SILENT = "silent"
    COMPETITOR = "competitor"
    UNANSWERED = "unanswered"
    ONLY_ONE = "only_one"


WEIGHTS = {
    ReasonToImprove.UNHAPPY: 8,
    ReasonToImprove.LATE_BY_PLAN: 6,
    ReasonToImprove.NO_TIME: 4,
    ReasonToImprove.SILENT: 3,
    ReasonToImprove.COMPETITOR: 2,
    ReasonToImprove.UNANSWERED: 2,
    ReasonToImprove.ONLY_ONE: 1,
}
"""A bad word outweighs any doubt, the worse the more; what is the same of many tells little of one.
"""

OVERALL = 2
"""So much less weighs a bad word that was said of all that a customer gets, and of nothing in it.
"""

LEVERS = {
    ReasonToImprove.LATE_BY_PLAN: Lever.PROCEDURE,
    ReasonToImprove.NO_TIME: Lever.EARLY,
    ReasonToImprove.COMPETITOR: Lever.EARLY,
    ReasonToImprove.UNHAPPY: Lever.RELATIONSHIP,
    ReasonToImprove.SILENT: Lever.RELATIONSHIP,
    ReasonToImprove.ONLY_ONE: Lever.TRAINING,
}
"""What to try where nobody has begun anything: what says what is wrong comes before what does not.
"""

MOST = 10
"""Deliveries that are told: who begins everywhere begins nowhere."""


class Improvement(NamedTuple):
    """One delivery to improve, why, and by what. `score` is the sum of its reasons' weights.

    `voice` is what its customer said of it, else of all that it gets. `tightest` is how late its
    provider may be before the first of the promises to somebody outside that hang on it breaks;
    `worth` what is lost where all of these break. `reaches` are the customers outside for whom it
    is needed, the nearest first, without its own; `only_way_to` those to whom every chain runs
    through its provider. `sooner` are competitors who offer it sooner, or of whom nobody can say.
    `begun` is an action for it that is not done.
    """

    reliance: Reliance
    reasons: tuple[ReasonToImprove, ...]
    lever: Lever
    score: int
    voice: Voice | None = None
    tightest: Tolerance | None = None
    worth: Decimal | None = None
    reaches: tuple[str, ...] = ()
    only_way_to: tuple[str, ...] = ()
    sooner: tuple[CompetitorOffer, ...] = ()
    begun: Action | None = None


def where_to_improve(
    timed: TimedMap, index: Index, said: Sequence[Voice], silent: set[str]
) -> Iterator[Improvement]:
    """The deliveries on a chain to somebody outside with the most reasons, the worst first.

    Of equals what most is at stake for, then what leaves the least time, then by id.
    """
    m = timed.map
    by_customer: dict[str, list[Voice]] = {}
    for heard in said:
        by_customer.setdefault(heard.customer.id, []).append(heard)
    reaching = reaching_customers(m, index)
    only_way = without_substitute(m, index)
    behind, own = _promises_behind(timed)
    found = []
    for one in m.reliances:
        customer = m.parties[one.customer]
        if not (customer.is_outside_customer or customer.id in reaching):
            continue
        voice = _voice_on(by_customer.get(one.customer, ()), one)
        first, worth = behind.get(one.service, (None, Decimal(0)))
        first = _own_of_equals(own.get(Promised(one.service, one.customer)), first)
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
            worth or None,
            (),
            tuple(only_to),
            offers,
            _begun(m, one),
        )
        reasons = tuple(_reasons(timed, known, silent=customer.id in silent))
        if {*reasons} <= {ReasonToImprove.ONLY_ONE}:  # true of many, and says little by itself
            continue
        score = sum(WEIGHTS[reason] for reason in reasons) + _how_bad(known)
        found.append(known._replace(reasons=reasons, lever=_lever(known, reasons), score=score))
    found.sort(key=_worst_first)
    for best in found[:MOST]:
        yield best._replace(reaches=_reached_by(m, index, best.reliance))


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


def _promises_behind(
    timed: TimedMap,
) -> tuple[Mapping[str, tuple[Tolerance | None, Decimal]], Mapping[Promised, Tolerance]]:
    """Service -> how late it may be before the first promise to somebody outside breaks.

    And the worth of all that hang on it. Then how late it may be before its own promises break. Of
    promises to which nobody named a time nothing is told.
    """
    m = timed.map
    worth = {
        Promised(one.service, one.customer): one.provider_says.worth or Decimal(0)
        for one in m.reliances
        if one.provider_says is not None
    }
    found: dict[str, tuple[Tolerance | None, Decimal]] = {}
    own: dict[Promised, Tolerance] = {}
    for one in tolerance_of(timed).services:
        key = Promised(one.service, one.customer)
        if not m.parties[one.customer].is_outside_customer:
            continue
        first, sum_ = found.get(one.of, (None, Decimal(0)))
        if timed.planned[key].stated and one.bounds != (None, None):
            first = one if first is None or tightest(one) < tightest(first) else first
            if one.of == one.service:
                own[key] = one
        found[one.of] = first, sum_ + worth.get(key, Decimal(0))
    return found, own


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


def _reasons(timed: TimedMap, one: Improvement, *, silent: bool) -> Iterator[ReasonToImprove]:
    voice, first = one.voice, one.tightest
    if voice is not None and voice.unhappy:
        yield ReasonToImprove.UNHAPPY
    if first is not None and first.most is not None and first.most < 0:
        planned = timed.planned[Promised(first.service, first.customer)]
        if one.reliance.service in planned.chain:  # else others make it late
            yield ReasonToImprove.LATE_BY_PLAN
    elif first is not None and first.least is not None and 0 <= first.least < first.day:
        yield ReasonToImprove.NO_TIME
    if silent:
        yield ReasonToImprove.SILENT
    if one.sooner:
        yield ReasonToImprove.COMPETITOR
    if voice is not None and voice.unhappy and not voice.answered:
        yield ReasonToImprove.UNANSWERED
    if one.only_way_to:
        yield ReasonToImprove.ONLY_ONE


def _how_bad(one: Improvement) -> int:
    """What the score itself adds to its being a bad one."""
    voice = one.voice
    if voice is None or not voice.unhappy or voice.feedback.score is None:
        return 0
    return UNHAPPY - voice.feedback.score - (OVERALL if voice.reliance is None else 0)


def _lever(one: Improvement, reasons: Sequence[ReasonToImprove]) -> Lever:
    if one.begun is not None and one.begun.lever is not None:
        return one.begun.lever
    return next(lever for reason, lever in LEVERS.items() if reason in reasons)
