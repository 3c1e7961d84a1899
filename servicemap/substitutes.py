"""Who has no substitute: through whom every chain of deliveries to a customer outside runs."""

from collections.abc import Mapping

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

    A customer to whom a single line of parties leads is left out. Links are all that counts.
    """
    parties = m.parties
    ids, before, starts = _chains(m, index)
    after: list[list[int]] = [[] for _ in ids]
    for node, providers in enumerate(before):
        for provider in providers:
            after[provider].append(node)
    last = dominators(after, starts)
    hit: dict[str, list[str]] = {}
    for node, id_ in enumerate(ids):
        if not parties[id_].is_outside_customer or _is_one_line(before, node):
            continue
        there = last[node]
        while 0 <= there != last[there]:
            hit.setdefault(ids[there], []).append(id_)
            there = last[there]
    return hit


def _chains(m: ServiceMap, index: Index) -> tuple[list[str], list[list[int]], list[int]]:
    """All parties; by their places there, whose work each waits for, and with whom chains begin.

    A chain begins with a party that waits for nobody, or with any of those that wait for each other
    in a circle and for nobody else. What a customer outside gives somebody further inside comes
    back: no chain runs that way, or the circle that it closes would begin with its own end.
    """
    parties = m.parties
    ids = list(parties)
    place = {party: node for node, party in enumerate(ids)}
    before = [
        sorted(
            {
                place[one.provider]
                for one in index.relying[party]
                if not (one.standing or one.provider == party or _comes_back(parties, one))
            }
        )
        for party in ids
    ]
    starts = [node for node, providers in enumerate(before) if not providers]
    for circle in circles(before):
        together = set(circle)
        if all(together.issuperset(before[node]) for node in circle):
            starts += circle
    return ids, before, starts


def _comes_back(parties: Mapping[str, Party], one: Reliance) -> bool:
    return _OUT[parties[one.provider].group] > _OUT[parties[one.customer].group]


def _is_one_line(before: list[list[int]], node: int) -> bool:
    """Whether one party after the other leads there, and no two side by side."""
    seen = set()
    while node not in seen and before[node]:
        if len(before[node]) > 1:
            return False
        seen.add(node)
        node = before[node][0]
    return True
