"""What a map leaves open, and how much hangs on it: first what most hangs on."""

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from heapq import heapify, heappop, heappush
from typing import NamedTuple

from servicemap.timing.network.circles_of_the_plan import counts_in_plan
from servicemap.timing.network.compiled import Network
from servicemap.timing.network.loops import circles
from servicemap.timing.passes.backward import reaching
from servicemap.timing.passes.promised import PlannedDelivery
from servicemap.unknowns import LENGTHS_LOOKED_AT
from servicemap.walks import nearest_first

CIRCLES_LOOKED_AT = 300
"""Services of a circle up to which it is looked for what would open most of it."""


class Missing(StrEnum):
    """What a service does not say; the words are those of the map's keys."""

    NEEDS = "needs"
    TAKES = "takes"
    SERVICE = "service"


class OpenEnd(NamedTuple):
    """Something that a service does not say, and how many promises hang on it.

    Where nobody said which SERVICE of a provider is meant, `service` stands for that one.
    `closes_circle`: a circle is there only because it is not said; `opens` is how many services of
    that no longer wait for each other once it is said to wait for none of them.
    """

    service: str
    missing: Missing
    hangs_on_it: int
    closes_circle: bool = False
    opens: int = 0


def open_ends(
    network: Network, promises: Sequence[PlannedDelivery], *, delayed: bool = False
) -> list[OpenEnd]:
    """What these promises hang on: first what most of them do, then by name.

    Before all others come the needs that close a circle by being open, first those that open most
    of it: to say them opens it.
    A promise hangs on what decides when it is planned, where that is not the same whatever is said;
    what is normally there already, alternatives and what closes a loop do not. Where they are
    `delayed`, what is normally there already counts too, since a delay may come by it.
    """
    if not network.leaves_open:
        return []
    asked: dict[int, int] = {}  # a bit for each promise
    for k, promise in enumerate(promises):
        if delayed or not _settled(network, promise):
            asked[promise.node] = asked.get(promise.node, 0) | 1 << k
    by_plan = _hanging(network, asked, delayed=False)
    by_delay = _hanging(network, asked, delayed=True) if delayed else by_plan
    found = []
    for node in by_delay:
        for missing in _missing(network, node, delayed=delayed):
            # A delay passes whoever is normally there already, however long their work takes.
            of = by_delay[node] if missing is Missing.NEEDS else by_plan.get(node, 0)
            if of:
                circle = missing is Missing.NEEDS and _closes_a_circle(network, node)
                opens = _opens(network, node) if circle else 0
                id_ = network.services[node]
                found.append(OpenEnd(id_, missing, of.bit_count(), circle, opens))
    return sorted(
        found, key=lambda end: (not end.closes_circle, -end.opens, -end.hangs_on_it, end.service)
    )


def _hanging(network: Network, asked: Mapping[int, int], *, delayed: bool) -> dict[int, int]:
    """Node -> the promises that hang on it, of those that are asked about at each node.

    Only what stands behind these is gone through, backwards in the order of the network.
    """
    hanging, edges, rank = {**asked}, network.edges, network.rank
    source, planned, standing = edges.source, edges.planned, edges.standing
    todo = [-rank[v] for v in hanging]
    heapify(todo)
    while todo:
        v = network.order[-heappop(todo)]
        if not (delayed or network.uncertain[v]):
            continue
        promises = hanging[v]
        for edge in network.edges_into(v):
            if planned[edge] or (delayed and standing[edge]):
                u = source[edge]
                if u not in hanging and rank[u] < rank[v]:
                    heappush(todo, -rank[u])
                hanging[u] = hanging.get(u, 0) | promises
    return hanging


def _closes_a_circle(network: Network, node: int) -> bool:
    edges = network.edges
    return any(edges.circular[edge] and edges.open[edge] for edge in network.edges_into(node))


def _opens(network: Network, node: int) -> int:
    """How many of a circle are in none without the open needs of a node in it.

    Of very many it is not looked for: all weigh the same there.
    """
    nodes = network.circles[network.circle[node]]
    if len(nodes) > CIRCLES_LOOKED_AT:
        return 0
    edges, place = network.edges, {v: k for k, v in enumerate(nodes)}
    before = [
        [
            place[edges.source[edge]]
            for edge in network.edges_into(v)
            if edges.source[edge] in place
            and counts_in_plan(edges, edge)
            and not (v == node and edges.open[edge])
        ]
        for v in nodes
    ]
    return len(nodes) - sum(map(len, circles(before)))


def _settled(network: Network, promise: PlannedDelivery) -> bool:
    """Whether it is planned for one moment, and due at one, whatever the map leaves open."""
    return promise.recurs is None and not promise.may_be_later(network)


def _missing(network: Network, node: int, *, delayed: bool) -> Iterator[Missing]:
    """What a node does not say: of what nobody named, nothing else is asked.

    Where nobody is `delayed`, of needs only what the plan may hang on.
    """
    if network.services[node] in network.lookups.unnamed:
        yield Missing.SERVICE
        return
    standing, into = network.edges.standing, network.edges_into(node)
    if network.needs_open[node] and (delayed or not all(standing[edge] for edge in into)):
        yield Missing.NEEDS
    if network.unmeasured[node]:
        yield Missing.TAKES


def lengths_behind(network: Network, node: int) -> list[int]:
    """The nodes on whose lengths it hangs when a node is done at the latest, in no given order.

    Where that are more than are looked at, some of them: one more. None where one of them is a
    service that nobody named, so that it cannot be said what its length is.
    """
    found = []
    for v in _unbounded_behind(network, node):
        if network.unmeasured[v]:
            if network.services[v] in network.lookups.unnamed:
                return []
            found.append(v)
            if len(found) > LENGTHS_LOOKED_AT:
                break
    return found


def only_length_behind(network: Network, node: int) -> int | None:
    """The one of these where it is one that somebody named; None where it hangs on a loop, too,
    that may be none.
    """
    found = None
    for v in _unbounded_behind(network, node):
        if not network.loose.isdisjoint(network.edges_into(v)):
            return None
        if network.unmeasured[v]:
            if found is not None or network.services[v] in network.lookups.unnamed:
                return None
            found = v
    return found


def _unbounded_behind(network: Network, node: int) -> Iterator[int]:
    """A node and what it waits for, as far as that may be done at any time, nearest first."""
    source, planned = network.edges.source, network.edges.planned

    def behind(v: int) -> list[int]:
        waited = (source[edge] for edge in network.edges_into(v) if planned[edge])
        return [u for u in waited if network.unbounded[u]]

    return (v for v, _ in nearest_first([node], behind))


def missing_on_the_way_to(network: Network, promises: Sequence[PlannedDelivery]) -> tuple[int, int]:
    """How many services do not say how long they take, and what they need, before some promises.

    Those on which the plan hangs; where it hangs on none, all that reach them.
    """
    ends = open_ends(network, promises)
    if not ends:
        nodes = {node for one in promises for node in reaching(network, one.node)}
        unnamed = {network.number[service] for service in network.lookups.unnamed} & nodes
        nodes -= unnamed
        return (
            sum(map(network.unmeasured.__getitem__, nodes)),
            sum(map(network.needs_open.__getitem__, nodes)) + len(unnamed),
        )
    takes = sum(1 for end in ends if end.missing is Missing.TAKES)
    return takes, len(ends) - takes
