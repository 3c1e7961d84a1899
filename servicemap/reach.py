"""Whom a team's work reaches, by which chain, and where it ends.

All of it reads the plain index, looks at each delivery once, and goes round loops without noticing.
A chain is a tuple of party ids; each party serves the next.
"""

from collections import deque
from collections.abc import Hashable, Iterable, Mapping, Sequence
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


def parts(index: Index) -> list[tuple[str, ...]]:
    """The parts of a map between which there is no link, the largest first.

    Each is its parties in the order of the map, and so are parts of one size.
    """
    part: dict[str, int] = {}
    found: list[list[str]] = []
    for start in index.serving:
        if start in part:
            continue
        part[start] = len(found)
        waiting = [start]
        while waiting:
            here = waiting.pop()
            beside = [one.customer for one in index.serving[here]]
            beside += [one.provider for one in index.relying[here]]
            for party in beside:
                if party not in part:
                    part[party] = len(found)
                    waiting.append(party)
        found.append([])
    for party in index.serving:
        found[part[party]].append(party)
    return sorted((tuple(parties) for parties in found), key=len, reverse=True)


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


def dominators(after: Sequence[Sequence[int]], starts: Iterable[int]) -> list[int]:
    """Node -> the last node that every way from the starts to it runs through, before itself.

    -1 where there is none: at a start itself, and where ways have nothing in common. Nodes that no
    way reaches have themselves. Cooper, Harvey and Kennedy, "A simple, fast dominance algorithm"
    (2001), from a root before all starts.
    """
    root = len(after)
    order = _finished(after, starts)
    number = {node: k for k, node in enumerate(order)}
    number[root] = len(order)
    before: dict[int, list[int]] = {node: [] for node in order}
    for node in order:
        for there in after[node]:
            before[there].append(node)
    for start in starts:
        before[start].append(root)
    last = {root: root}
    changed = True
    while changed:
        changed = False
        for node in reversed(order):
            ways = [one for one in before[node] if one in last]
            common = ways[0]
            for one in ways[1:]:
                common = _where_they_part(common, one, last, number)
            if last.get(node) != common:
                last[node] = common
                changed = True
    return [-1 if last.get(node, node) == root else last.get(node, node) for node in range(root)]


def _where_they_part(one: int, other: int, last: dict[int, int], number: dict[int, int]) -> int:
    """The last node that the ways to two nodes have in common, as far as that is known by now."""
    while one != other:
        if number[one] < number[other]:
            one = last[one]
        else:
            other = last[other]
    return one


def _finished(after: Sequence[Sequence[int]], starts: Iterable[int]) -> list[int]:
    """All nodes that are reached, each after those that are reached through it first."""
    order = []
    seen = set()
    for start in starts:
        if start in seen:
            continue
        seen.add(start)
        path = [(start, iter(after[start]))]
        while path:
            here, rest = path[-1]
            there = next((node for node in rest if node not in seen), None)
            if there is None:
                order.append(here)
                path.pop()
            else:
                seen.add(there)
                path.append((there, iter(after[there])))
    return order
