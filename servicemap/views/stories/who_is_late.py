"""What a delay does, on a poster: which links cause it, which carry it on, who feels it."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta

from servicemap.bounds import Bounds
from servicemap.durations import Length
from servicemap.errors import WrongValue
from servicemap.index import Index, compile_index
from servicemap.model import Promised, Reliance, Scenario, ServiceMap
from servicemap.timing.answers.promises import Promises, promises
from servicemap.timing.answers.traces import Hop, Trace, TracedPromise
from servicemap.views.calling import first_to_call
from servicemap.views.culprits import own_badges, own_lateness
from servicemap.views.headlines import headline
from servicemap.views.lateness import (
    delay_badges,
    is_told_to_grow,
    plan_badges,
    told_by_plan,
    told_of_links,
)
from servicemap.views.view import UNMARKED, Story, StoryMark, ViewState
from servicemap.walks import reached, without_laps
from servicemap.wording.phrases import Words
from servicemap.wording.sayings import Saying, Together, saying
from servicemap.wording.values import value_said


def told_delay(
    m: ServiceMap, late: Trace | Mapping[str, Length] | None, name: str | None, words: Words
) -> Story:
    """The story of a trace, of who is `late`, or of the scenario of that `name`, or of both.

    Raises UnknownName, and WrongValue for a trace of another map.
    """
    from servicemap.timing.answers.delays import find_scenario, trace

    scenario = m.scenarios[find_scenario(m, name)] if name is not None else None
    if not isinstance(late, Trace):
        late = trace(m, late, name, shares=False)
    elif late.map is not m and late.map != m:
        raise WrongValue(
            f"late: this is a trace of another map, {late.map.title!r}",
            f"trace the one that is drawn, {m.title!r}",
        )
    return delay_story(m, late, words, scenario)


def plain_story(m: ServiceMap, words: Words) -> Story:
    """No delay at all: only what the plan itself breaks, whatever the map leaves open."""
    planned = promises(m)
    said = told_by_plan(planned, words)
    links = {
        one.id: StoryMark(ViewState.PLAIN, said=said[Promised(one.service, one.customer)])
        for one in m.reliances
        if (one.service, one.customer) in said
    }
    return Story(boxes=plan_badges(planned, words), links=links)


def delay_story(
    m: ServiceMap, trace: Trace, words: Words, scenario: Scenario | None = None
) -> Story:
    """A delay as a story: its sentence, its links, and how late everybody is at the end.

    A scenario gives it a title and a cause.
    """
    planned = promises(m)
    told = told_of_links(trace, planned, words)
    causes = _causes(m, trace)
    index = compile_index(m)
    states = _states(m, index, trace)
    held_up, arriving = trace.held, trace.arriving
    links = {}
    for reliance in m.reliances:
        key = Promised(reliance.service, reliance.customer)
        if key not in arriving:
            if told.get(key):
                links[reliance.id] = StoryMark(ViewState.PLAIN, said=told[key])
            continue
        if told.get(key) == "" and reliance.service not in causes:
            continue
        held = held_up.get(key)
        own = badge = None
        if reliance.service in causes:
            own = own_lateness(trace, [reliance.service, reliance.provider], words)
        day = m.calendar_of(reliance.customer).day
        said = told.get(key, _late(trace, arriving[key], words, day))
        if own and said == words["in_time"]:
            # At the end of a chain it is the whole story; before that a delay goes on from here.
            badge = said if m.parties[reliance.customer].is_outside_customer else None
            said = words.say("aside", said=own, more=said)
        if held is not None:
            stays = told.get(key, words["in_time"])
            if stays == words["in_time"]:  # else late already, and no later for it
                stays = _held(m, reliance, held, words)
            badge = said = stays
        state = states.get(reliance.id, ViewState.KEPT)
        if state is ViewState.TOLD:
            badge = badge or _postponed(trace, key, words)
        links[reliance.id] = StoryMark(state, badge, said, own=own)
    unsaid = (one.id for one in m.unsaid if _late_at_both_ends(index, trace, one))
    links.update(dict.fromkeys(unsaid, StoryMark(ViewState.MAY)))
    story = Story(
        headline(m, trace, words),
        _boxes(m, trace, planned, words),
        links,
        details=(
            *_in_step(m, trace),
            *first_to_call(m, trace),
        ),
    )
    return story if scenario is None else _of_scenario(story, scenario, words)


def _of_scenario(story: Story, scenario: Scenario, words: Words) -> Story:
    """The story under the title of a scenario, with its cause."""
    cause = words[f"cause_{scenario.cause}"] if scenario.cause else None
    return story._replace(
        title=scenario.title, caption=words["cause"] if cause else None, name=cause
    )


def _postponed(trace: Trace, key: Promised, words: Words) -> str | None:
    """From which day to which a delivery moves; None where that is one day, or not known.

    What was promised for a later day than planned moves from that day: it is late since then. What
    is done at midnight is done on the day that ends then.
    """
    if key not in trace.dates:
        return None
    before, there = trace.dates[key]
    told = next(iter(trace.hit), None)
    if told is not None and key == (told.service, told.customer) and told.due_at is not None:
        before = max(before, told.due_at)
    planned, actual = ((at - timedelta(minutes=1)).date() for at in (before, there))
    if planned == actual:
        return None
    planned_on, actual_on = map(words.day_and_month, (planned, actual))
    return words.say("postponed", planned=planned_on, actual=actual_on)


def _boxes(m: ServiceMap, trace: Trace, planned: Promises, words: Words) -> dict[str, StoryMark]:
    """What stands on boxes: how late what they get is, and how late they are themselves."""
    marks = delay_badges(trace, planned, words)
    for party, own in own_badges(m, trace, words).items():
        mark = marks.get(party, UNMARKED)
        if mark.badge:
            mark = mark._replace(also=(*own, *mark.also))
        else:
            first, *others = own
            state, also = ViewState.ITSELF, (*others, *mark.also)
            mark = mark._replace(state=state, badge=first.words, also=also)
        marks[party] = mark
    return marks


def _states(m: ServiceMap, index: Index, trace: Trace) -> dict[str, ViewState]:
    """The deliveries by which the delay comes to promises that it breaks, or may, by their ids."""
    may = _leading_to(m, index, trace, (one for one in trace.promises if one.perhaps_felt))
    breaking = _leading_to(m, index, trace, (one for one in trace.promises if one.felt))
    way = _way_of(m, next(iter(trace.hit), None))
    return {
        **{id_: ViewState.TOLD_MAY if id_ in way else ViewState.MAY for id_ in may},
        **{id_: ViewState.TOLD if id_ in way else ViewState.REACHED for id_ in breaking},
    }


def _way_of(m: ServiceMap, promise: TracedPromise | None) -> set[str]:
    """The deliveries that bring the delay to one promise, by their ids; none for no promise.

    A chain may go round a circle before it gets there; the way does not.
    """
    if promise is None:
        return set()
    services = without_laps([hop.service for hop in promise.chain])
    customers = [*(m.services[service].provider for service in services[1:]), promise.customer]
    return {f"{one} > {to}" for one, to in zip(services, customers, strict=True)}


def _late_at_both_ends(index: Index, trace: Trace, reliance: Reliance) -> bool:
    """Whether a delay may come by a reliance that does not say for which service it is."""
    return all(
        any(service in trace.delay_bounds for service in index.making[party])
        for party in (reliance.provider, reliance.customer)
    )


def _in_step(m: ServiceMap, trace: Trace) -> Iterator[Saying]:
    """That what is told holds if circles keep in step, in one sentence with whoever is in them."""
    parties = dict.fromkeys(party for circle in trace.circles for party in circle)
    if parties:
        yield saying("in_step", names=Together(tuple(m.parties[party].name for party in parties)))


def _causes(m: ServiceMap, trace: Trace) -> set[str]:
    """The services that are late of themselves, not because of others."""
    return {
        service.id
        for service in m.services.values()
        if trace.late.get(service.id, 0) > 0 or trace.late.get(service.provider, 0) > 0
    }


def _leading_to(
    m: ServiceMap, index: Index, trace: Trace, promises: Iterable[TracedPromise]
) -> set[str]:
    """The deliveries by which the delay comes to some promises, by their ids.

    No way leads over one that is there as planned all the same.
    """
    ends = [one for one in promises if (one.service, one.customer) not in trace.held]
    found = {f"{one.service} > {one.customer}" for one in ends}

    def late_before(service: str) -> list[str]:
        """What a service waits for and gets late; so its deliveries are found, each at its turn."""
        customer = m.services[service].provider
        late = [
            one.service
            for need in index.requiring[service]
            for one in need.any_of
            if _arrives_late(trace, one.service, customer)
        ]
        found.update(f"{one} > {customer}" for one in late)
        return late

    reached((one.service for one in ends), late_before)
    return found


def _arrives_late(trace: Trace, service: str, customer: str) -> bool:
    """Whether a customer gets a service late, or may."""
    key = service, customer
    return key in trace.arriving and trace.arriving[key].most != 0 and key not in trace.held


def _late(trace: Trace, bounds: Bounds, words: Words, day: int) -> str:
    """How late a delivery reaches somebody to whom it was not promised."""
    if bounds == (None, None):
        return words["never_recovers"]
    if bounds.most == 0:
        return words["in_time"]
    late = words.say("late", amount=words.between(bounds, day)) if bounds.least else ""
    if bounds.most is None:
        grows = is_told_to_grow(trace, surely=bool(late))
        may = words["may_never_recover" if grows else "may_be_late"]
        return words.say("aside", said=late, more=may) if late else may
    if late:
        return late
    return words.say("may_be_up_to", amount=words.amount(bounds.most, day))


def _held(m: ServiceMap, reliance: Reliance, hop: Hop, words: Words) -> str:
    """Why a delay ends at a delivery: it leaves when it was to leave anyway."""
    if not hop.departs:
        return words["in_time"]
    departs = value_said(m, reliance.departs, m.calendar_of(reliance.provider))
    return words.say("leaves_anyway", departure=words.said(departs))
