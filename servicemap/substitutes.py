"""Who has no substitute: through whom every chain of deliveries to a customer outside runs."""

from collections.abc import Mapping, Sequence

from servicemap.index import Index
from servicemap.model import Group, Party, Reliance, ServiceMap
from servicemap.reach import dominators
from servicemap.timing.network.loops import circles

_OUT = {
    Group.TEAMS: 0,
    Group.SUPPLIERS: 0,
    Group.DISTRIBUTORS: 1,
    Group.PROSPECTS: 2,
    Group.END_USERS: 2,
}
"""How far outside somebody stands: a distributor may be on the way to an end user."""


def without_substitute(m: ServiceMap, index: Index) -> dict[str, list[str]]:
    """Each party -> the customers outside to whom several chains lead, and all through it.

    A customer to whom a single line of parties leads is left out. A chain goes on where a service
    needs what comes: a link that nothing needs makes none.
    """
    parties = m.parties
    needed = _needed(m, index)
    ids, before, starts = _chains(m, index, needed)
    after: list[list[int]] = [[] for _ in ids]
    for node, providers in enumerate(before):
        for provider in providers:
            after[provider].append(node)
    last = dominators(after, starts)
    hit: dict[str, list[str]] = {}
    for node, id_ in enumerate(ids):
        if not parties[id_].is_outside_customer or _is_one_line(m, index, needed, id_):
            continue
        there = last[node]
        while 0 <= there != last[there]:
            hit.setdefault(ids[there], []).append(id_)
            there = last[there]
    return hit


def _chains(
    m: ServiceMap, index: Index, needed: Mapping[str, Sequence[str]]
) -> tuple[list[str], list[list[int]], list[int]]:
    """All parties; by their places there, whose work each waits for, and with whom chains begin.

    Who serves something waits for what its services need, and a customer outside for all that it
    gets. A chain begins with a service that needs nothing of anybody, or with any of those that
    wait for each other in a circle and for nobody else. What a customer outside gives somebody
    further inside comes back: no chain runs that way, or the circle that it closes would begin with
    its own end.
    """
    parties = m.parties
    ids = list(parties)
    place = {party: node for node, party in enumerate(ids)}
    before = []
    for party in ids:
        made = index.making[party]
        providers = {m.services[one].provider for service in made for one in needed[service]}
        if parties[party].is_outside_customer or not made:
            gets = (one for one in index.relying[party] if _counts(parties, one))
            providers.update(one.provider for one in gets)
        before.append(sorted(place[one] for one in providers if one != party))
    number = {service: node for node, service in enumerate(needed)}
    waits = [[number[one] for one in services] for services in needed.values()]
    services = [node for node, behind in enumerate(waits) if not behind]
    for circle in circles(waits):
        together = set(circle)
        if all(together.issuperset(waits[node]) for node in circle):
            services += circle
    provider = [place[one.provider] for one in m.services.values()]
    idle = (node for node, party in enumerate(ids) if not (before[node] or index.making[party]))
    return ids, before, list(dict.fromkeys([*idle, *(provider[node] for node in services)]))


def _needed(m: ServiceMap, index: Index) -> dict[str, list[str]]:
    """Each service -> the others that it waits for, by a chain or inside its team."""
    return {
        service: [
            one.service
            for need in index.requiring[service]
            for one in need.any_of
            if one.service != service and _counts(m.parties, one)
        ]
        for service in m.services
    }


def _counts(parties: Mapping[str, Party], one: Reliance) -> bool:
    """Whether a chain may run along a delivery."""
    return not (one.standing or _comes_back(parties, one))


def _comes_back(parties: Mapping[str, Party], one: Reliance) -> bool:
    return _OUT[parties[one.provider].group] > _OUT[parties[one.customer].group]


def _is_one_line(
    m: ServiceMap, index: Index, needed: Mapping[str, Sequence[str]], customer: str
) -> bool:
    """Whether one party after the other leads to a customer, and no two side by side.

    What it gets waits only for what it needs, whatever else comes to those who make it.
    """
    gets = (one for one in index.relying[customer] if one.provider != customer)
    waited = [one.service for one in gets if _counts(m.parties, one)]
    seen: set[str] = set()
    while waited:
        there = {m.services[one].provider for one in waited}
        if len(there) > 1:
            return False
        behind: list[str] = []
        while waited:  # steps that one team takes one after the other are one
            service = waited.pop()
            if service in seen:
                continue
            seen.add(service)
            for one in needed[service]:
                (waited if m.services[one].provider in there else behind).append(one)
        waited = behind
    return True
