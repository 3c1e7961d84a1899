"""What happens when somebody is late: the second pass. Nobody starts before plan."""

from collections.abc import Mapping
from heapq import heapify, heappop, heappush
from typing import NamedTuple

from servicemap.durations import Duration
from servicemap.model import ServiceMap
from servicemap.timing.network import Network
from servicemap.timing.planning import Plan


class Happened(NamedTuple):
    """What came of it.

    finishes   node -> when it is really done
    through    node in a loop that is late because of the loop -> the edge by which that came
    """

    finishes: list[int]
    through: dict[int, int]


def minutes_late(m: ServiceMap, id_: str, length: Duration) -> int:
    """A delay of a party or service in minutes of its own working time."""
    party = id_ if id_ in m.parties else m.services[id_].provider
    return m.calendar_of(party).minutes(length)


def extra_work(network: Network, asked: Mapping[str, Duration]) -> dict[int, int]:
    """Node -> by how much its work takes longer. A late team lengthens each of its services."""
    extra: dict[int, int] = {}
    for id_, length in asked.items():
        minutes = minutes_late(network.map, id_, length)
        for service in network.lookups.making.get(id_, (id_,)):
            node = network.number[service]
            extra[node] = extra.get(node, 0) + minutes
    return {node: minutes for node, minutes in extra.items() if minutes}


def what_happens(network: Network, plan: Plan, extra: Mapping[int, int]) -> Happened:
    """The second pass: who really finishes when, if these nodes take so much longer."""
    first_edge, source, slack = network.first_edge, network.source, network.slack
    credited, work, loop = network.credited, network.work, network.loop
    starts, planned_finishes = plan
    finishes = planned_finishes.copy()
    through: dict[int, int] = {}
    if not extra:
        return Happened(finishes, through)
    for v in network.order:
        if loop[v] >= 0:
            nodes = network.loops[loop[v]]
            if v == nodes[0]:
                _settle_loop(network, plan, extra, nodes, Happened(finishes, through))
            continue
        start = starts[v]
        for edge in range(first_edge[v], first_edge[v + 1]):
            u = source[edge]
            arrival = finishes[u]
            if not credited[edge]:
                arrival += starts[v] - planned_finishes[u]
            arrival -= slack[edge]
            if arrival > start:  # noqa: PLR1730 - a call of max() would be half of the pass
                start = arrival
        finishes[v] = start + work[v] + extra.get(v, 0)
    return Happened(finishes, through)


def _settle_loop(
    network: Network, plan: Plan, extra: Mapping[int, int], nodes: list[int], so_far: Happened
) -> None:
    """Who is how late in a loop: settle the latest first, each once.

    Nothing grows on the way round, so the latest of those that are open cannot become later
    (Dijkstra's argument, with the signs turned).
    """
    finishes, through = so_far
    lateness = {
        v: _start_from_outside(network, plan, finishes, v) - plan.starts[v] + extra.get(v, 0)
        for v in nodes
    }
    open_ = [(-minutes, v) for v, minutes in lateness.items() if minutes]
    heapify(open_)
    while open_:
        minutes, u = heappop(open_)
        if -minutes < lateness[u]:
            continue
        for edge in network.within[u]:
            v = network.target[edge]
            reached = lateness[u] - network.slack[edge]
            if reached > lateness[v]:
                lateness[v] = reached
                through[v] = edge
                heappush(open_, (-reached, v))
    for v in nodes:
        finishes[v] = plan.finishes[v] + lateness[v]


def _start_from_outside(network: Network, plan: Plan, finishes: list[int], node: int) -> int:
    """When a node of a loop could start if the others in the loop were in time."""
    loop = network.loop[node]
    gates = (
        gate(network, plan, finishes, edge)
        for edge in network.edges_into(node)
        if network.loop[network.source[edge]] != loop
    )
    return max(plan.starts[node], max(gates, default=0))


def arrival(network: Network, plan: Plan, finishes: list[int], edge: int) -> int:
    """When what this edge carries is really there.

    Where the schedule cannot vouch for the planned arrival, it is taken to be exactly when it is
    needed.
    """
    u = network.source[edge]
    if network.credited[edge]:
        return finishes[u]
    return finishes[u] + plan.starts[network.target[edge]] - plan.finishes[u]


def gate(network: Network, plan: Plan, finishes: list[int], edge: int) -> int:
    """How early the one who waits can start as far as this edge goes: the arrival, less slack."""
    return arrival(network, plan, finishes, edge) - network.slack[edge]
