"""What a trace says on a poster: which services cause the delay, who feels it, and by how much."""

from servicemap.drawing.words import Words
from servicemap.model import Group, ServiceMap
from servicemap.timing.traces import Trace


def causes_of(m: ServiceMap, trace: Trace | None) -> set[str]:
    """The services that are late of themselves, not because of others."""
    if trace is None:
        return set()
    return {
        service.id
        for service in m.services.values()
        if trace.late.get(service.id, 0) > 0 or trace.late.get(service.provider, 0) > 0
    }


def badges_of(m: ServiceMap, trace: Trace | None, words: Words) -> dict[str, str]:
    """How late those at the end of a chain get what they were promised.

    A distributor who passes it on is on the way; the links there say it.
    """
    if trace is None:
        return {}
    serving = {reliance.provider for reliance in m.reliances}
    felt: dict[str, list[int]] = {}
    for promise in trace.felt:
        party = m.parties[promise.customer]
        passes_on = party.group is Group.DISTRIBUTORS and party.id in serving
        if party.is_outside_customer and not passes_on:
            felt.setdefault(promise.customer, []).append(promise.late)
    badges = {}
    for customer, lateness in felt.items():
        key = "late" if len(set(lateness)) == 1 else "up_to"
        badges[customer] = words.say(key, amount=words.amount(max(lateness)))
    return badges


def story_of(m: ServiceMap, trace: Trace | None, words: Words) -> str | None:
    """The delay in a sentence: who is late, and who feels it most."""
    if trace is None:
        return None
    names = [
        (
            m.parties[late].name
            if late in m.parties
            else f"{m.parties[m.services[late].provider].name}, {m.services[late].name}",
            minutes,
        )
        for late, minutes in trace.late.items()
        if minutes > 0
    ]
    if not names:
        return None
    causes = " + ".join(
        f"{name} {words.say('late', amount=words.amount(minutes))}" for name, minutes in names
    )
    if len(names) > 2:
        causes = words.say("several_delays", count=len(names))
    felt = trace.felt
    if not felt:
        return words.say("story_held", causes=causes)
    worst = felt[0]
    story = words.say(
        "story",
        causes=causes,
        customer=m.parties[worst.customer].name,
        service=m.services[worst.service].name,
        amount=words.amount(worst.late),
    )
    if len(felt) == 1:
        return story
    if len(felt) == 2:
        return words.say("story_one_more", story=story)
    return words.say("story_more", story=story, count=len(felt) - 1)
