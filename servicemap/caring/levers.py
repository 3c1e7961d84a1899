"""By what a delivery is made better: what is begun already, else what its reasons suggest."""

from collections.abc import Iterator

from servicemap.caring.reasons import Improvement, ReasonToImprove
from servicemap.feedback import FeedbackKind, Lever
from servicemap.model import Group, ServiceMap


def with_lever(m: ServiceMap, one: Improvement) -> Improvement:
    """By what to make it better: what is begun already, else what a reason suggests.

    What says what is wrong comes before what does not.
    """
    if one.begun is not None and one.begun.lever is not None:
        return one._replace(lever=one.begun.lever)
    answers, lever = next(found for found in _suggestions(m, one) if found[0] in one.reasons)
    return one._replace(lever=lever, answers=answers)


def _suggestions(m: ServiceMap, one: Improvement) -> Iterator[tuple[ReasonToImprove, Lever]]:
    said, reliance = one.voice.feedback if one.voice else None, one.reliance
    alone = ReasonToImprove.ONLY_ONE in one.reasons
    if reliance.standing:
        yield ReasonToImprove.UNHAPPY, Lever.SYSTEM
        yield ReasonToImprove.NO_TIME, Lever.SYSTEM
    if reliance.customer_says is not None and reliance.customer_says.wants:
        yield ReasonToImprove.UNHAPPY, Lever.PERSONALISE
    if said is not None and said.kind is FeedbackKind.INQUIRY:
        yield ReasonToImprove.UNHAPPY, Lever.LEARNING
    yield ReasonToImprove.LATE_BY_PLAN, Lever.PROCEDURE
    if alone and m.parties[reliance.provider].group is Group.TEAMS:
        yield ReasonToImprove.NO_TIME, Lever.TRAINING
    yield ReasonToImprove.NO_TIME, Lever.EARLY
    yield ReasonToImprove.NOTICED_LATE, Lever.INFORM
    if any(other.sooner is not None for other in one.sooner):
        yield ReasonToImprove.COMPETITOR, Lever.EARLY
    yield ReasonToImprove.COMPETITOR, Lever.BENEFITS
    yield ReasonToImprove.UNHAPPY, Lever.RELATIONSHIP
    yield ReasonToImprove.FALLING, Lever.ANTICIPATE
    yield ReasonToImprove.SILENT, Lever.RELATIONSHIP
