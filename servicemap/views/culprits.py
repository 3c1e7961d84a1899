"""Who is late itself: what stands on the box of whoever a delay begins with."""

from collections import Counter
from collections.abc import Sequence

from servicemap.model import ServiceMap
from servicemap.timing.answers.traces import Trace
from servicemap.views.headlines import own_delay
from servicemap.views.links import itself
from servicemap.views.view import Badge, ViewState
from servicemap.wording.phrases import Words

BADGES_AT_MOST = 3
"""Of more services of one box that are late each by itself, the last badge counts the others."""


def own_badges(m: ServiceMap, trace: Trace, words: Words) -> dict[str, tuple[Badge, ...]]:
    """What each of those who were said to be late bears, by their ids; services by their names."""
    said: dict[str, list[str]] = {}
    services = Counter(service.provider for service in m.services.values())
    for id_, minutes in trace.late.items():
        if minutes <= 0:
            continue
        if id_ in m.parties:
            said.setdefault(id_, []).append(itself(own_lateness(trace, [id_], words), words))
            continue
        service = m.services[id_]
        late = itself(own_lateness(trace, [id_, service.provider], words), words)
        if services[service.provider] > 1:
            late = words.say("named", name=service.name, what=late)
        said.setdefault(service.provider, []).append(late)
    return {party: _badges(late, words) for party, late in said.items()}


def own_lateness(trace: Trace, ids: Sequence[str], words: Words) -> str:
    """How late a service, by its id and its provider's, or a party by its own, is of itself."""
    return words.say("late", amount=own_delay(trace, ids, words))


def _badges(said: list[str], words: Words) -> tuple[Badge, ...]:
    if len(said) > BADGES_AT_MOST:
        more = words.say("more", count=len(said) - BADGES_AT_MOST + 1)
        said = [*said[: BADGES_AT_MOST - 1], more]
    return tuple(Badge(late, ViewState.ITSELF) for late in said)
