"""Whom a team's work reaches, by which chain, and where it ends.

All of it reads the plain index, looks at each delivery once, and goes round loops without noticing.
A chain is a tuple of party ids; each party serves the next.
"""

from collections import deque
from collections.abc import Hashable, Iterable, Mapping
from typing import TypeVar

from servicemap.index import Index
from servicemap.model import ServiceMap

Node = TypeVar("Node", bound=Hashable)


def reaching_customers(m: ServiceMap, index: Index) -> frozenset[str]:
    """The parties whose work reaches an end user, prospect or distributor; these too themselves."""
    return reaching(index, (p.id for p in m.parties.values() if p.is_outside_customer))


def reaching(index: Index, goals: Iterable[str]) -> frozenset[str]:
    """The parties whose work reaches one of the goals, and the goals themselves.

    Walks from all goals at once, against the direction of the work.
    """
    reached = set(goals)
    waiting = list(reached)
    while waiting:
        for reliance in index.relying[waiting.pop()]:
            if reliance.provider not in reached:
                reached.add(reliance.provider)
                waiting.append(reliance.provider)
    return frozenset(reached)


def everyone_reached(index: Index, party: str) -> tuple[str, ...]:
    """Whom a party's work reaches, the nearest first, without the party itself."""
    return tuple(_steps_from(index, party))[1:]


def chains_to_customers(m: ServiceMap, index: Index, party: str) -> dict[str, tuple[str, ...]]:
    """Each end user, prospect and distributor that a party's work reaches -> a shortest chain.

    The nearest first. A chain begins with the party and ends with the customer; of several that
    are equally short it is the one whose deliveries stand first in the map. The party itself is
    not among them, even where its work comes round to it.
    """
    before = _steps_from(index, party)
    return {
        reached: _walk_back(before, reached)
        for reached in before
        if reached != party and m.parties[reached].is_outside_customer
    }


def ends_of_work(m: ServiceMap, index: Index) -> dict[str, str]:
    """Each party -> the nearest place where its work ends: a party that serves nobody further.

    A party that serves nobody is its own end. Parties whose work only goes round are left out.
    What somebody does for themselves goes no further. All parties in one walk, against the
    direction of the work.
    """
    ends = {
        party: party
        for party in m.parties
        if all(r.customer == party for r in index.serving[party])
    }
    waiting = deque(ends)
    while waiting:
        here = waiting.popleft()
        for reliance in index.relying[here]:
            if reliance.provider not in ends:
                ends[reliance.provider] = ends[here]
                waiting.append(reliance.provider)
    return ends


def _steps_from(index: Index, party: str) -> dict[str, str]:
    """Everyone reached, the nearest first -> who is before them on a shortest chain."""
    before = {party: party}
    waiting = deque([party])
    while waiting:
        here = waiting.popleft()
        for reliance in index.serving[here]:
            if reliance.customer not in before:
                before[reliance.customer] = here
                waiting.append(reliance.customer)
    return before


def _walk_back(before: dict[str, str], last: str) -> tuple[str, ...]:
    chain = [last]
    while before[chain[-1]] != chain[-1]:
        chain.append(before[chain[-1]])
    return tuple(reversed(chain))


def shortest_round(after: Mapping[Node, Iterable[Node]], start: Node) -> tuple[Node, ...]:
    """A shortest way from a node back to itself, which stands once, in front; empty if none.

    `after` maps each node to those that come after it; of ways that are equally short it is the one
    whose nodes come first there.
    """
    before: dict[Node, Node] = {}
    waiting = deque([start])
    while waiting:
        here = waiting.popleft()
        for there in after.get(here, ()):
            if there == start:
                way = [here]
                while way[-1] != start:
                    way.append(before[way[-1]])
                return tuple(reversed(way))
            if there not in before:
                before[there] = here
                waiting.append(there)
    return ()
