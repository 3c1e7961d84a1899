"""Where to improve first: deliveries with the most reasons, and by what they are made better."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from servicemap.care.hearing import Voice
from servicemap.feedback import Lever
from servicemap.index import Index
from servicemap.model import Action, Reliance, ServiceMap
from servicemap.reach import reaching_customers
from servicemap.timing.answers.tolerances import tolerance


class ReasonToImprove(StrEnum):
    """Why a delivery comes first. What weighs more stands further up."""

    UNHAPPY = "unhappy"
    LATE_BY_PLAN = "late_by_plan"
    NO_TIME = "no_time"
    SILENT = "silent"
    COMPETITOR = "competitor"
    ONLY_ONE = "only_one"


WEIGHTS = {
    ReasonToImprove.UNHAPPY: 8,
    ReasonToImprove.LATE_BY_PLAN: 6,
    ReasonToImprove.NO_TIME: 4,
    ReasonToImprove.SILENT: 3,
    ReasonToImprove.COMPETITOR: 2,
    ReasonToImprove.ONLY_ONE: 1,
}
"""A bad word outweighs any doubt; what is the same of many tells little of one."""

BY_REASON = {
    ReasonToImprove.UNHAPPY: Lever.RELATIONSHIP,
    ReasonToImprove.LATE_BY_PLAN: Lever.PROCEDURE,
    ReasonToImprove.NO_TIME: Lever.EARLY,
    ReasonToImprove.SILENT: Lever.RELATIONSHIP,
    ReasonToImprove.COMPETITOR: Lever.ANTICIPATE,
    ReasonToImprove.ONLY_ONE: Lever.TRAINING,
}
"""What to try where nobody has begun anything."""


class Improvement(NamedTuple):
    """One delivery to improve, why, and by what. `score` is the sum of its reasons' weights.

    `least` is how late its provider may be with it before somebody outside notices, in working
    minutes, where that is little; `worth` what is promised for it. `begun` is the name of an action
    for it.
    """

    reliance: Reliance
    reasons: tuple[ReasonToImprove, ...]
    lever: Lever
    score: int
    voice: Voice | None = None
    least: int | None = None
    worth: Decimal | None = None
    begun: str | None = None


MOST = 10
"""Deliveries that are told: who begins everywhere begins nowhere."""


def where_to_improve(
    m: ServiceMap, index: Index, said: Sequence[Voice], silent: set[str]
) -> Iterator[Improvement]:
    """The deliveries on a chain to somebody outside with the most reasons, the worst first.

    Of equals what most is at stake for, then what leaves the least time, then by id.
    """
    by_customer: dict[str, list[Voice]] = {}
    for heard in said:
        by_customer.setdefault(heard.customer.id, []).append(heard)
    reaching = reaching_customers(m, index)
    tight = _tightest(m)
    found = []
    for one in m.reliances:
        customer = m.parties[one.customer]
        if not (customer.is_outside_customer or customer.id in reaching):
            continue
        voice = _voice_on(by_customer.get(one.customer, ()), one)
        least = tight.get(one.service)
        reasons = tuple(_reasons(m, index, one, voice, least, silent))
        if {*reasons} <= {ReasonToImprove.ONLY_ONE}:  # true of many, and says little by itself
            continue
        begun = _begun(m, one)
        lever = begun.lever if begun is not None and begun.lever else BY_REASON[reasons[0]]
        worth = one.provider_says.worth if one.provider_says else None
        score = sum(WEIGHTS[reason] for reason in reasons)
        name = begun.name if begun is not None else None
        found.append(Improvement(one, reasons, lever, score, voice, least, worth, name))
    found.sort(key=_worst_first)
    yield from found[:MOST]


def _begun(m: ServiceMap, one: Reliance) -> Action | None:
    """The first action for a delivery, or for its provider, that is not done."""
    about = {one.service, one.provider}
    open_ = (action for action in m.actions.values() if action.done is None)
    return next((action for action in open_ if not about.isdisjoint(action.for_)), None)


def _worst_first(one: Improvement) -> tuple[int, Decimal, int, str]:
    least = one.least if one.least is not None else 10**9
    return -one.score, -(one.worth or Decimal(0)), least, one.reliance.id


def _voice_on(own: Sequence[Voice], one: Reliance) -> Voice | None:
    """What the customer said of this delivery, else of all that it gets."""
    of_this = [voice for voice in own if voice.reliance is not None and voice.reliance.id == one.id]
    return next(iter([*of_this, *(voice for voice in own if voice.reliance is None)]), None)


def _reasons(
    m: ServiceMap,
    index: Index,
    one: Reliance,
    voice: Voice | None,
    least: int | None,
    silent: set[str],
) -> Iterator[ReasonToImprove]:
    if voice is not None and voice.unhappy:
        yield ReasonToImprove.UNHAPPY
    if least is not None and least < 0:
        yield ReasonToImprove.LATE_BY_PLAN
    elif least is not None and least < m.calendar.day:
        yield ReasonToImprove.NO_TIME
    if one.customer in silent:
        yield ReasonToImprove.SILENT
    if one.provider_says is not None and one.provider_says.others:
        yield ReasonToImprove.COMPETITOR
    providers = {other.provider for other in index.relying[one.customer]}
    if len(providers) == 1 and len(index.serving[one.provider]) > 1:
        yield ReasonToImprove.ONLY_ONE


def _tightest(m: ServiceMap) -> dict[str, int]:
    """Service -> how late it may be at least before somebody outside, to whom a time was promised,
    notices; those of which that is known.
    """
    stated = m.stated
    found: dict[str, int] = {}
    for one in tolerance(m).services:
        outside = m.parties[one.customer].is_outside_customer
        if one.bounds.least is None or not outside or (one.service, one.customer) not in stated:
            continue
        found[one.of] = min(found.get(one.of, one.bounds.least), one.bounds.least)
    return found
