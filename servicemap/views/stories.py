"""What a trace says on a poster: which services cause the delay, who feels it, and by how much."""

from servicemap.durations import DAY_OF_CLOCK
from servicemap.index import compile_index
from servicemap.model import Group, Scenario, ServiceMap
from servicemap.timing.answers.traces import Trace
from servicemap.views.view import NO_STORY, Mark, State, Story
from servicemap.walks import reached
from servicemap.wording.phrases import Words
from servicemap.wording.verbs import spoken


def delay_story(
    m: ServiceMap, trace: Trace | None, words: Words, scenario: Scenario | None = None
) -> Story:
    """A delay as a story: its sentence, its links, and how late everybody is at the end.

    A scenario gives it a title and a cause.
    """
    if trace is None:
        return NO_STORY
    causes = _causes(m, trace)
    breaking = _breaking(m, trace)
    links = {}
    for reliance in m.reliances:
        late = trace.delays.get(reliance.service, 0)
        if late > 0:
            day = m.calendar_of(reliance.provider).day
            said = words.say("late", amount=words.amount(late, day))
            is_cause = reliance.service in causes
            state = State.REACHED if reliance.id in breaking else State.KEPT
            state = State.LATE if is_cause else state
            links[reliance.id] = Mark(state, said if is_cause else None, said)
    story = Story(_in_a_sentence(m, trace, words), _felt(m, trace, words), links)
    if scenario is None:
        return story
    cause = words[f"cause_{scenario.cause}"] if scenario.cause else None
    return story._replace(
        title=scenario.title, caption=words["cause"] if cause else None, name=cause
    )


def _causes(m: ServiceMap, trace: Trace) -> set[str]:
    """The services that are late of themselves, not because of others."""
    return {
        service.id
        for service in m.services.values()
        if trace.late.get(service.id, 0) > 0 or trace.late.get(service.provider, 0) > 0
    }


def _breaking(m: ServiceMap, trace: Trace) -> set[str]:
    """The deliveries by which the delay comes to a broken promise, by their ids."""
    index = compile_index(m)
    broken = [promise for promise in trace.promises if promise.late]
    found = {f"{promise.service} > {promise.customer}" for promise in broken}

    def late_before(service: str) -> list[str]:
        """What a service waits for and gets late; so its deliveries are found, each at its turn."""
        late = [
            one.service
            for need in index.requiring[service]
            for one in need.any_of
            if trace.delays.get(one.service, 0) > 0
        ]
        found.update(f"{one} > {m.services[service].provider}" for one in late)
        return late

    reached((promise.service for promise in broken), late_before)
    return found


def _felt(m: ServiceMap, trace: Trace, words: Words) -> dict[str, Mark]:
    """How late those at the end of a chain get what they were promised.

    A distributor who passes it on is on the way; the links there say it. Who is reached by a delay
    and still gets everything in time is told so.
    """
    serving = {reliance.provider for reliance in m.reliances}
    felt: dict[str, list[int]] = {}
    kept: dict[str, None] = {}
    for promise in trace.promises:
        party = m.parties[promise.customer]
        passes_on = party.group is Group.DISTRIBUTORS and party.id in serving
        if not party.is_outside_customer or passes_on:
            continue
        if promise.late:
            felt.setdefault(promise.customer, []).append(promise.late)
        elif trace.delays.get(promise.service, 0) > 0:
            kept[promise.customer] = None
    marks = {}
    for customer, lateness in felt.items():
        key = "late" if len(set(lateness)) == 1 else "up_to"
        marks[customer] = Mark(
            State.LATE,
            words.say(key, amount=words.amount(max(lateness), m.calendar_of(customer).day)),
        )
    for customer in kept:
        marks.setdefault(customer, Mark(State.PLAIN, words["in_time"]))
    return marks


def _in_a_sentence(m: ServiceMap, trace: Trace, words: Words) -> str | None:
    """Who is late, and who feels it most."""
    late_ones = [
        (
            spoken(m.parties[late])
            if late in m.parties
            else words.say(
                "aside",
                said=m.parties[m.services[late].provider].name,
                more=m.services[late].name,
            ),
            minutes,
            DAY_OF_CLOCK
            if trace.elapsed.get(late)
            else m.calendar_of(late if late in m.parties else m.services[late].provider).day,
        )
        for late, minutes in trace.late.items()
        if minutes > 0
    ]
    if not late_ones:
        return None
    causes, *others = (
        words.say("who_is_late", name=name, amount=words.amount(minutes, day))
        for name, minutes, day in late_ones
    )
    if len(others) == 1:
        causes = words.say("both_late", first=causes, second=others[0])
    elif others:
        causes = words.say("several_delays", count=len(late_ones))
    felt = trace.felt
    if not felt:
        return words.say("story_held", causes=causes)
    # The end user's lateness is what it is all about, even where somebody inside waits longer.
    worst = next((one for one in felt if m.parties[one.customer].is_outside_customer), felt[0])
    story = words.say(
        "story",
        causes=causes,
        customer=spoken(m.parties[worst.customer]),
        service=m.services[worst.service].name,
        amount=words.amount(worst.late, m.calendar_of(worst.customer).day),
    )
    if len(felt) == 1:
        return story
    if len(felt) == 2:
        return words.say("story_one_more", story=story)
    return words.say("story_more", story=story, count=len(felt) - 1)
