"""How late promises become: what stands on boxes, and what is said of the links that bring them.

What a delay causes, what may come of it, what the plan breaks without it: timing decides that.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple, TypeVar

from servicemap.bounds import Bounds, Fate
from servicemap.model import Group, Promised, ServiceMap
from servicemap.timing.answers.promises import PlannedPromise, Promises
from servicemap.timing.answers.traces import Trace, TracedPromise
from servicemap.views.view import UNMARKED, Badge, StoryMark, ViewState
from servicemap.wording.phrases import Words


class _States(NamedTuple):
    """What sets badges apart that tell of promises that are late for certain, or perhaps."""

    surely: ViewState
    perhaps: ViewState


FIRST = _States(ViewState.TOLD, ViewState.TOLD_MAY)
OTHERS = _States(ViewState.LATE, ViewState.MAY)

SURE = frozenset({FIRST.surely, OTHERS.surely})

AnyPromise = TypeVar("AnyPromise", PlannedPromise, TracedPromise)


def delay_badges(trace: Trace, planned: Promises, words: Words) -> dict[str, StoryMark]:
    """What stands on the boxes of those to whom something was promised.

    Who is at the end of a chain, and still gets in time what a delay reaches, is told so. What
    becomes of the promise that the sentence above the map tells of is told first, and apart.
    """
    m = trace.map
    marks = {}
    ends = _ends(m)
    by_plan = plan_badges(planned, words)
    told = next(iter(trace.hit), None)
    for customer, promises in _by_customer(m, trace.promises, _is_hit).items():
        day = m.calendar_of(customer).day
        badges = _hit(trace, [one for one in promises if one is told], words, day, FIRST)
        others = _hit(trace, [one for one in promises if one is not told], words, day, OTHERS)
        known = [badge.words for badge in badges]
        badges += [badge for badge in others if badge.words not in known]
        mark = by_plan.get(customer, UNMARKED)
        if any(one.never_recovers for one in promises):
            mark = mark._replace(also=())  # by how much the plan is late matters no more
        if badges and badges[0].state in SURE:
            first, *badges = badges
            mark = mark._replace(state=first.state, badge=first.words)
        elif not badges and customer in ends and any(_kept_though_late(trace, p) for p in promises):
            mark = mark._replace(badge=words["in_time"])
        mark = mark._replace(also=(*badges, *mark.also))
        if mark != UNMARKED:
            marks[customer] = mark
    return marks


def _hit(
    trace: Trace, promises: Sequence[TracedPromise], words: Words, day: int, states: _States
) -> list[Badge]:
    """How late some promises to one customer are for certain, and how late others may be."""
    felt = _said_of([one for one in promises if one.felt], words, day)
    may = _may_be(trace, [one for one in promises if _may(one)], words, day)
    said = ((felt, states.surely), (may, states.perhaps))
    return [Badge(words_, state) for words_, state in said if words_]


def plan_badges(planned: Promises, words: Words) -> dict[str, StoryMark]:
    """What stands on the boxes of those to whom the plan breaks a promise, whoever is late."""
    m = planned.map
    marks = {}
    for customer, promises in _by_customer(m, planned).items():
        found = [one.late_bounds for one in promises if one.broken]
        if found:
            late = _late(found, words, m.calendar_of(customer).day)
            said = words.say("late_already", late=late)
            marks[customer] = StoryMark(ViewState.PLAIN, also=(Badge(said, ViewState.BY_PLAN),))
    return marks


def may_be_endless(trace: Trace, promise: TracedPromise) -> bool:
    """Whether a wall says of a promise that it may never recover."""
    grows = promise.may_never_recover and promise.caused_but_for_days_off is None
    return grows and is_told_to_grow(trace, surely=promise.felt)


def is_told_to_grow(trace: Trace, *, surely: bool) -> bool:
    """Whether a wall says of what may grow without end, and is `surely` late or not, that it may.

    Only where it is, or somebody never recovers: of what may grow because needs are open, nobody
    can say more than that it may be late.
    """
    return surely or bool(trace.runaway)


def _kept_though_late(trace: Trace, promise: TracedPromise) -> bool:
    """Whether it is kept, and what is promised is late, be it by a night alone."""
    return promise.fate is Fate.KEPT and (promise.service, promise.customer) in trace.arriving


def told_of_links(trace: Trace, planned: Promises, words: Words) -> dict[Promised, str]:
    """What is said of the delivery of each promise, to people who hear it.

    Nothing of one that others may make late, and these delays do not: it is neither in time for
    certain nor late because of them.
    """
    m = trace.map
    told = told_by_plan(planned, words)
    for one in trace.promises:
        day = m.calendar_of(one.customer).day
        felt = _said_of([one] if one.felt else [], words, day)
        may = _may_be(trace, [one] if _may(one) else [], words, day)
        said = words.say("aside", said=felt, more=may) if felt and may else felt or may
        key = Promised(one.service, one.customer)
        if said:
            told[key] = words.say("aside", said=told[key], more=said) if key in told else said
        elif _kept_though_late(trace, one):
            told[key] = words["in_time"]
        elif one.fate is Fate.OPEN:
            told[key] = ""
    return told


def told_by_plan(planned: Promises, words: Words) -> dict[Promised, str]:
    """The same of those that the plan breaks, whoever is late."""
    told = {}
    for one in planned:
        if one.broken:
            late = _late([one.late_bounds], words, planned.map.calendar_of(one.customer).day)
            told[Promised(one.service, one.customer)] = words.say("late_already", late=late)
    return told


def _by_customer(
    m: ServiceMap,
    promises: Iterable[AnyPromise],
    besides: Callable[[AnyPromise], bool] = lambda _: False,
) -> dict[str, list[AnyPromise]]:
    """The promises that stand on a box, by whose it is: those at the end of a chain.

    And those that somebody stated, to whomever; and what is asked for `besides`.
    """
    ends = _ends(m)
    found: dict[str, list[AnyPromise]] = {}
    for one in promises:
        if one.stated or one.customer in ends or besides(one):
            found.setdefault(one.customer, []).append(one)
    return found


def _is_hit(promise: TracedPromise) -> bool:
    """Whether the sentence above the map counts a promise among those that fail, or may."""
    return promise.felt or _may(promise)


def _ends(m: ServiceMap) -> set[str]:
    """Those outside at the end of a chain: a distributor who passes things on is on the way."""
    serving = {reliance.provider for reliance in m.reliances}
    return {
        party.id
        for party in m.parties.values()
        if party.is_outside_customer
        and not (party.group is Group.DISTRIBUTORS and party.id in serving)
    }


def _said_of(promises: Sequence[TracedPromise], words: Words, day: int) -> str | None:
    """How late those are that a delay is sure to make late, or later than they were already."""
    if not promises:
        return None
    if any(one.never_recovers for one in promises):
        return words["never_recovers"]
    broken = [one for one in promises if one.fate is not Fate.LATE_BY_PLAN]
    if broken:
        later = any(one.told_as_later for one in broken)
        return _late([one.told_bounds for one in broken], words, day, later=later)
    worst = _worst([one.told_bounds for one in promises])
    return words.say("later_still", amount=words.between(worst, day))


def _may(promise: TracedPromise) -> bool:
    """Whether there is anything to tell of a promise that is not sure."""
    return promise.perhaps_felt or promise.may_never_recover


def _may_be(trace: Trace, promises: Sequence[TracedPromise], words: Words, day: int) -> str | None:
    """How late those may be of which that is not sure, or how much later than planned."""
    if not promises:
        return None
    if any(may_be_endless(trace, one) for one in promises):
        return words["may_never_recover"]
    kept_by_plan = [one for one in promises if one.fate is not Fate.LATE_BY_PLAN]
    told = kept_by_plan or promises
    most = _worst([Bounds(0, one.most_caused) for one in told]).most
    if kept_by_plan and most is not None:
        later = any(one.told_as_later for one in kept_by_plan)
        key = "may_be_up_to_later" if later else "may_be_up_to"
    elif kept_by_plan:
        key = "may_be_late"
    else:
        key = "may_be_later" if most is None else "may_be_still_later"
    said = words.say(key, amount="" if most is None else words.amount(most, day))
    if most is not None and any(one.caused_but_for_days_off is not None for one in told):
        return words.say("but_for_days_off", said=said)
    return said


def _late(found: Sequence[Bounds], words: Words, day: int, *, later: bool = False) -> str:
    """`2 days late`; of several that differ, how late the latest is.

    `2 days later` where any of them may be late by more than what is told of it.
    """
    worst = _worst(found)
    if len(set(found)) > 1 and worst.most is not None:
        key = "up_to_later" if later else "up_to"
        return words.say(key, amount=words.amount(worst.most, day))
    return words.say("later" if later else "late", amount=words.between(worst, day))


def _worst(found: Sequence[Bounds]) -> Bounds:
    """The bounds of the one that may be latest: first without limit, then the most, the least."""
    return max(
        found,
        key=lambda one: (one.most is None, one.most or 0, one.least or 0),
    )
