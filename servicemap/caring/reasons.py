"""Why a delivery should be improved: what speaks for beginning with it, and what it weighs."""

from collections.abc import Iterator
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from servicemap.caring.hearing import UNHAPPY, Voice
from servicemap.feedback import Lever
from servicemap.model import Action, Promised, Reliance
from servicemap.timing.answers.competitors import CompetitorOffer
from servicemap.timing.answers.noticing import Caller
from servicemap.timing.answers.timed import TimedMap
from servicemap.timing.answers.tolerances import Tolerance


class ReasonToImprove(StrEnum):
    """Why a delivery comes first. What weighs more stands further up."""

    UNHAPPY = "unhappy"
    LATE_BY_PLAN = "late_by_plan"
    NO_TIME = "no_time"
    SILENT = "silent"
    NOTICED_LATE = "noticed_late"
    COMPETITOR = "competitor"
    FALLING = "falling"
    UNANSWERED = "unanswered"
    QUALITY = "quality"
    ONLY_ONE = "only_one"


WEIGHTS = {
    ReasonToImprove.UNHAPPY: 8,
    ReasonToImprove.LATE_BY_PLAN: 6,
    ReasonToImprove.NO_TIME: 4,
    ReasonToImprove.SILENT: 3,
    ReasonToImprove.NOTICED_LATE: 3,
    ReasonToImprove.COMPETITOR: 2,
    ReasonToImprove.FALLING: 2,
    ReasonToImprove.UNANSWERED: 2,
    ReasonToImprove.QUALITY: 1,
    ReasonToImprove.ONLY_ONE: 1,
}
"""A bad word outweighs any doubt, the worse the more; what is the same of many tells little of one.
"""

OVERALL = 2
"""So much less weighs a bad word that was said of all that a customer gets, and of nothing in it.
"""

FROM_OUTSIDE = 3
"""So much more weighs a bad word of those for whom all is done."""

NOT_WAITED_FOR = 2
"""So much less weighs what nobody outside gets, or waits for."""

SAYS_LITTLE = frozenset({ReasonToImprove.QUALITY, ReasonToImprove.ONLY_ONE})
"""What is true of many deliveries; by itself it is no reason to begin with one of them."""


class Improvement(NamedTuple):
    """One delivery to improve, why, and by what. `score` is the sum of its reasons' weights.

    `voice` is what its customer said of it, else of all that it gets. `tightest` is how late its
    provider may be before the first of the promises to somebody outside that hang on it breaks;
    `worth` what is lost where all of these break. `reaches` are the customers outside for whom it
    is needed, the nearest first, without its own; `only_way_to` those of them, or its own, to whom
    every chain runs through its provider. `sooner` are competitors who offer it sooner, or of whom
    nobody can say. `begun` is an action for it that is not done. `caller` is its customer, who
    would call too late for a promise to somebody outside. `lever` is that of the action that is
    begun, else the one that a reason suggests, which it `answers`. `waited_for`: somebody outside
    gets it, or something for which it is needed.
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
    caller: Caller | None = None
    answers: ReasonToImprove | None = None
    waited_for: bool = True


def reasons_for(timed: TimedMap, one: Improvement, *, silent: bool) -> tuple[ReasonToImprove, ...]:
    """What speaks for improving a delivery, what weighs most first; `silent` are those of whom
    nobody knows what they think.
    """
    found = {*_about_the_time(timed, one), *_about_what_was_said(one)}
    for reason, holds in (
        (ReasonToImprove.SILENT, silent),
        (ReasonToImprove.NOTICED_LATE, one.caller is not None),
        (ReasonToImprove.COMPETITOR, bool(one.sooner)),
        (ReasonToImprove.ONLY_ONE, bool(one.only_way_to)),
    ):
        if holds:
            found.add(reason)
    return tuple(reason for reason in ReasonToImprove if reason in found)


def _about_the_time(timed: TimedMap, one: Improvement) -> Iterator[ReasonToImprove]:
    first = one.tightest
    if first is None:
        return
    if first.most is not None and first.most < 0:
        planned = timed.planned[Promised(first.service, first.customer)]
        if one.reliance.service in planned.chain:  # else others make it late
            yield ReasonToImprove.LATE_BY_PLAN
    elif first.least is not None and 0 <= first.least < first.day:
        yield ReasonToImprove.NO_TIME


def _about_what_was_said(one: Improvement) -> Iterator[ReasonToImprove]:
    """What its customer said, and what nobody asked about."""
    voice = one.voice
    if voice is not None and voice.unhappy:
        yield ReasonToImprove.UNHAPPY
    elif voice is not None and voice.falling:
        yield ReasonToImprove.FALLING
    if voice is not None and voice.ignored:
        yield ReasonToImprove.UNANSWERED
    if one.reliance.quality and (voice is None or voice.reliance is None or voice.unhappy):
        yield ReasonToImprove.QUALITY


def weight_of(one: Improvement) -> int:
    """The sum of what its reasons weigh, and of what the score adds to its being a bad one.

    More where somebody outside gave it, less where nobody outside waits for it.
    """
    weight = sum(WEIGHTS[reason] for reason in one.reasons)
    weight -= 0 if one.waited_for else NOT_WAITED_FOR
    voice = one.voice
    if voice is None or not voice.unhappy or voice.feedback.score is None:
        return weight
    weight += UNHAPPY - voice.feedback.score
    weight += FROM_OUTSIDE if voice.customer.is_outside_customer else 0
    return weight - (OVERALL if voice.reliance is None else 0)
