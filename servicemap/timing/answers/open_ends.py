"""What a map leaves open, and how much hangs on it: what would settle most, first."""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from servicemap.timing.network.compiled import Network
from servicemap.timing.passes.backward import reaching
from servicemap.timing.passes.promised import PlannedDelivery
from servicemap.unknowns import LENGTHS_LOOKED_AT
from servicemap.walks import nearest_first


class Missing(StrEnum):
    """What a service does not say; the words are those of the map's keys."""

    NEEDS = "needs"
    TAKES = "takes"
    SERVICE = "service"


class OpenEnd(NamedTuple):
    """Something that a service does not say, and how many promises hang on it.

    Where nobody said which SERVICE of a provider is meant, `service` stands for that one.
    `closes_circle`: a circle is there only because it is not said.
    """

    service: str
    missing: Missing
    hangs_on_it: int
    closes_circle: bool = False


def open_ends(network: Network, promises: Sequence[PlannedDelivery]) -> list[OpenEnd]:
    """What these promises hang on, what would settle most of them first, then by name.

    Before all others come the needs that close a circle by being open: to say them opens it.
    A promise hangs on what decides when it is planned; what is normally there already, alternatives
    and what closes a loop do not.
    """
    if not network.leaves_open:
        return []
    hanging = [0] * len(network.services)  # a bit for each promise
    for k, promise in enumerate(promises):
        hanging[promise.node] |= 1 << k
    edges = network.edges
    for v in reversed(network.order):
        if hanging[v] and network.uncertain[v]:
            for edge in network.edges_into(v):
                if edges.planned[edge]:
                    hanging[edges.source[edge]] |= hanging[v]
    found = [
        OpenEnd(
            network.services[node],
            missing,
            of.bit_count(),
            missing is Missing.NEEDS and _closes_a_circle(network, node),
        )
        for node, of in enumerate(hanging)
        if of
        for missing in _missing(network, node)
    ]
    return sorted(found, key=lambda end: (not end.closes_circle, -end.hangs_on_it, end.service))


def _closes_a_circle(network: Network, node: int) -> bool:
    edges = network.edges
    return any(edges.turning[edge] and edges.open[edge] for edge in network.edges_into(node))


def _missing(network: Network, node: int) -> Iterator[Missing]:
    """What a node does not say: of what nobody named, nothing else is asked."""
    if network.services[node] in network.lookups.unnamed:
        yield Missing.SERVICE
        return
    if network.needs_open[node]:
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


def circle_behind(network: Network, node: int) -> tuple[str, ...]:
    """The parties of a loop that has to keep in step for a node to be done by plan."""
    if not network.conditional[node]:
        return ()
    source, planned = network.edges.source, network.edges.planned
    while network.loop[node] < 0:
        behind = (source[edge] for edge in network.edges_into(node) if planned[edge])
        node = next(u for u in behind if network.conditional[u])
    members = sorted(network.loops[network.loop[node]])
    services = (network.map.services[network.services[u]] for u in members)
    return tuple(dict.fromkeys(service.provider for service in services))
