"""Whom a team's work reaches, by which chain, and where it ends.

All of it reads the plain index and goes round loops without noticing. Work reaches a customer where
something waits for it that the customer gets; deliveries may lead there all the same where nothing
does (`everyone_reached`).
"""

from collections import Counter, deque
from collections.abc import Hashable, Iterable, Mapping, Sequence
from itertools import islice
from typing import TypeVar

from servicemap.index import Index
from servicemap.model import Reliance, ServiceMap

Way = tuple[Reliance, ...]
"""Deliveries one after the other: whoever gets one needs it for the next."""

Node = TypeVar("Node", bound=Hashable)


def reaching_customers(m: ServiceMap, index: Index) -> frozenset[str]:
    """Those for whose work something waits that an end user, prospect or distributor gets.

    These belong to them too. It is what `ways_to_customers` finds for each by itself, in one walk
    from all customers at once, from each service to what it needs.
    """
    reached = {party.id for party in m.parties.values() if party.is_outside_customer}
    seen = {one.service for one in m.reliances if one.customer in reached}
    waiting = list(seen)
    while waiting:
        service = waiting.pop()
        reached.add(m.services[service].provider)
        for requirement in index.requiring[service]:
            for one in requirement.any_of:
                if one.service not in seen:
                    seen.add(one.service)
                    waiting.append(one.service)
    return frozenset(reached)


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
    """Whom a party's deliveries lead to, the nearest first, without the party itself.

    From each customer on by whatever it delivers, whether that needs what came before or not.
    """
    reached: dict[str, None] = {party: None}
    waiting = deque([party])
    while waiting:
        for reliance in index.serving[waiting.popleft()]:
            if reliance.customer not in reached:
                reached[reliance.customer] = None
                waiting.append(reliance.customer)
    return tuple(reached)[1:]


def ways_to_customers(m: ServiceMap, index: Index, party: str) -> dict[str, Way]:
    """Each end user, prospect and distributor for whom a party's work matters -> a shortest way.

    A way begins with a delivery of the party and ends with one to the customer; whoever gets a
    delivery on it needs that for the next one (says so by `needs`, or says nothing and needs
    everything). What makes something only available (`standing`), or is one of several (`any_of`),
    is needed too. The nearest customer comes first; of ways with equally many deliveries it is the
    one whose deliveries stand first in the map. The party itself is not among the customers, even
    where its work comes round to it.
    """
    helped = _helped(index)
    before: _Before = dict.fromkeys(index.making[party])
    ways: dict[str, Way] = {}
    level = list(before)
    while level:
        for service in level:  # grows meanwhile: what its provider makes of it is no step further
            _add(level, before, helped.get((service, m.services[service].provider), ()), service)
        further: list[str] = []
        for service in level:
            for delivery in index.delivering[service]:
                customer = delivery.customer
                if customer not in ways and m.parties[customer].is_outside_customer:
                    ways[customer] = (*_way_to(before, service), delivery)
                _add(further, before, helped.get((service, customer), ()), service, delivery)
        level = further
    ways.pop(party, None)
    return ways


_Before = dict[str, tuple[str, Reliance | None] | None]
"""Service -> the one before it on its way, and its delivery; none within one provider."""


def _helped(index: Index) -> dict[tuple[str, str], list[str]]:
    """A service and a party -> the services of the party that need it."""
    helped: dict[tuple[str, str], list[str]] = {}
    for service, requirements in index.requiring.items():
        for requirement in requirements:
            for one in requirement.any_of:
                helped.setdefault((one.service, one.customer), []).append(service)
    return helped


def _add(
    level: list[str],
    before: _Before,
    services: Iterable[str],
    needed: str,
    delivery: Reliance | None = None,
) -> None:
    """Add those of some services that need another one and are not reached yet."""
    for service in services:
        if service not in before:
            before[service] = needed, delivery
            level.append(service)


def parties_on(way: Way) -> tuple[str, ...]:
    """The chain of parties along a way: who begins it, and everybody who gets a delivery."""
    return (way[0].provider, *(delivery.customer for delivery in way))


def _way_to(before: _Before, service: str) -> Way:
    """The deliveries before those of a service."""
    found = []
    step = before[service]
    while step is not None:
        service, delivery = step
        if delivery is not None:
            found.append(delivery)
        step = before[service]
    return tuple(reversed(found))


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


TRIED_AT_MOST = 50
"""Steps that are taken out, one at a time, to see whether that ends all circles."""


def closing_step(
    after: Mapping[Node, Iterable[Node]], steps: Iterable[tuple[Node, Node]]
) -> tuple[Node, Node] | None:
    """The first of some steps without which nothing goes round among all these nodes, if any.

    `after` maps each node to those that come after it. Of many steps only the first are tried.
    """
    tried = islice(steps, TRIED_AT_MOST)
    return next((step for step in tried if not _goes_round(after, step)), None)


def _goes_round(after: Mapping[Node, Iterable[Node]], without: tuple[Node, Node]) -> bool:
    """Whether a circle is left without one step: whether some node is never free to go."""
    steps = {u: [v for v in nodes if (u, v) != without] for u, nodes in after.items()}
    waiting_for = Counter(v for nodes in steps.values() for v in nodes)
    free = [node for node in steps if not waiting_for[node]]
    for node in free:
        for there in steps[node]:
            waiting_for[there] -= 1
            if not waiting_for[there]:
                free.append(there)
    return len(free) < len(steps)


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
