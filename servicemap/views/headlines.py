"""The story of a delay in a sentence or two: who is late, and who feels it most."""

from collections.abc import Sequence

from servicemap.bounds import Fate
from servicemap.durations import DAY_OF_CLOCK
from servicemap.index import party_behind
from servicemap.model import ServiceMap
from servicemap.timing.answers.traces import Trace, TracedPromise
from servicemap.views.lateness import may_be_endless
from servicemap.wording.names import service_for
from servicemap.wording.phrases import Words
from servicemap.wording.verbs import spoken


def headline(m: ServiceMap, trace: Trace, words: Words) -> str | None:
    """Who is late, who feels it most, and how many more promises fail, may fail, fail by plan.

    Those outside come first: they are what it is all about, even where somebody inside waits
    longer. Nobody is told to wait who may not have to.
    """
    causes = _causes(m, trace, words)
    if causes is None:
        return None
    told = next(iter(trace.hit), None)
    others = [one for one in trace.promises if one is not told]
    by_plan = [one for one in others if one.fate is Fate.LATE_BY_PLAN]
    if told is None:
        held = "story_held_rest" if by_plan else "story_held"
        # Nobody is told that a promise holds which the plan itself may break.
        may_be_late = any(one.fate is Fate.OPEN for one in others)
        story = words.say("story_not_blamed" if may_be_late else held, causes=causes)
    else:
        story = _told(trace, told, causes, words)
    fails = [one for one in others if one.felt and one.fate is not Fate.LATE_BY_PLAN]
    later = [one for one in by_plan if one.felt]
    may = [one for one in others if one.perhaps_felt and one.fate is not Fate.LATE_BY_PLAN]
    rest = [one for one in by_plan if not one.felt]
    for found, one_more, more in (
        (fails, "story_one_more", "story_more"),
        (later, "story_one_later", "story_later"),
        (may, "story_one_may", "story_more_may"),
        (rest, "story_one_by_plan", "story_by_plan"),
    ):
        story = and_others(story, found, one_more, more, words)
    return story


def and_others(story: str, found: Sequence[object], one_more: str, more: str, words: Words) -> str:
    """A story, and how many more promises share a fate, where there are any."""
    if not found:
        return story
    return words.say(one_more if len(found) == 1 else more, story=story, count=len(found))


def _told(trace: Trace, promise: TracedPromise, causes: str, words: Words) -> str:
    """The first sentence: what the delay does to one promise."""
    m = trace.map
    day = m.calendar_of(promise.customer).day
    if promise.felt:
        key, bounds = "story", promise.told_bounds
        if promise.never_recovers:
            key = "story_never"
        elif not promise.caused_bounds.least:
            key = "story_late"
        amount = "" if promise.never_recovers else words.between(bounds, day)
    else:
        most = promise.most_caused
        key = "story_may_open" if most is None else "story_may"
        if may_be_endless(trace, promise):
            key = "story_may_never"
        amount = "" if most is None else words.amount(most, day)
    story = words.say(
        key,
        causes=causes,
        customer=spoken(m.parties[promise.customer]),
        service=service_for(m, promise.service, promise.customer),
        amount=amount,
    )
    if key == "story_may" and promise.caused_but_for_days_off is not None:
        return words.say("story_but_for_days_off", story=story)
    return story


def _causes(m: ServiceMap, trace: Trace, words: Words) -> str | None:
    """Who was said to be late, and by how much; nobody for nothing."""
    said = [
        words.say("who_is_late", name=_named(m, id_), amount=own_delay(trace, [id_], words))
        for id_, minutes in trace.late.items()
        if minutes > 0
    ]
    if not said:
        return None
    if len(said) == 1:
        return said[0]
    if len(said) == 2:
        return words.say("both_late", first=said[0], second=said[1])
    return words.say("several_delays", count=len(said))


def _named(m: ServiceMap, id_: str) -> object:
    if id_ in m.parties:
        return spoken(m.parties[id_])
    service = m.services[id_]
    return f"{service.name} ({m.parties[service.provider].name})"


def own_delay(trace: Trace, ids: Sequence[str], words: Words) -> str:
    """How late a party or a service is of itself: what `ids` were said to be, added up.

    Time on the clock is no working time: of two kinds each is said.
    """
    m = trace.map
    elapsed = sum(trace.elapsed.get(id_, 0) for id_ in ids)
    work = sum(trace.late.get(id_, 0) for id_ in ids) - elapsed
    calendar = m.calendar_of(party_behind(m, ids[0]))
    weeks = calendar.weeks_in(work)
    worked = words.say("week", count=weeks) if weeks else words.amount(work, calendar.day)
    if not elapsed:
        return worked
    clock = words.amount(elapsed, DAY_OF_CLOCK)
    if not work:
        return clock
    return words.listed([worked, words.say("on_the_clock", amount=clock)])
