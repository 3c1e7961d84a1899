"""The receipt: by which chain a delay travels, and what each service on it did with it."""

from servicemap.timing.happening import Happened, arrival, gate
from servicemap.timing.network import Network
from servicemap.timing.planning import Plan
from servicemap.timing.traces import Hop

TRIED_FOR_RUNNER_UP = 50
"""Near misses looked at before a chain is said to have no runner-up: those of one loop may all
lead back to the chain itself."""


def chain_to(network: Network, plan: Plan, happened: Happened, node: int) -> tuple[Hop, ...]:
    """The chain that drives the delay of a late node, from its cause to the node itself."""
    nodes = _driving(network, plan, happened, node)
    hops = []
    came_by = None
    for v, leaves_by in nodes:
        hops.append(_hop(network, plan, happened, v, came_by))
        came_by = leaves_by
    return tuple(hops)


def _driving(
    network: Network, plan: Plan, happened: Happened, node: int
) -> list[tuple[int, int | None]]:
    """The nodes of that chain, each with the edge by which its delay goes on."""
    nodes: list[tuple[int, int | None]] = [(node, None)]
    edge = binding(network, plan, happened, node)
    while edge is not None:
        u = network.source[edge]
        nodes.append((u, edge))
        edge = binding(network, plan, happened, u)
    nodes.reverse()
    return nodes


def binding(network: Network, plan: Plan, happened: Happened, node: int) -> int | None:
    """The edge that makes a node start late, or None where it starts as planned.

    The first in the map's order where several tie.
    """
    if node in happened.through:
        return happened.through[node]
    best, latest = None, plan.starts[node]
    for edge in network.edges_into(node):
        if not _inside_loop(network, edge):
            at = gate(network, plan, happened.finishes, edge)
            if at > latest:
                best, latest = edge, at
    return best


def _inside_loop(network: Network, edge: int) -> bool:
    loop = network.loop[network.target[edge]]
    return loop >= 0 and network.loop[network.source[edge]] == loop


def _hop(network: Network, plan: Plan, happened: Happened, node: int, came_by: int | None) -> Hop:
    """What one node does with the delay that came by an edge; None: it begins here."""
    passed_on = happened.finishes[node] - plan.finishes[node]
    if came_by is None:
        return Hop(network.services[node], 0, 0, 0, 0, passed_on, passed_on)
    u = network.source[came_by]
    arrived_late = happened.finishes[u] - plan.finishes[u]
    wanted_late = max(0, arrival(network, plan, happened.finishes, came_by) - plan.starts[node])
    started_late = max(0, wanted_late - network.slack[came_by])
    return Hop(
        network.services[node],
        arrived_late,
        absorbed_by_schedule=arrived_late - wanted_late,
        absorbed_by_slack=wanted_late - started_late,
        added_by_departure=0,
        added_here=passed_on - started_late,
        passed_on=passed_on,
    )


def runner_up_to(
    network: Network, plan: Plan, happened: Happened, chain: tuple[Hop, ...]
) -> tuple[str, ...]:
    """The chain that would drive the delay next: of all that also arrive late at a service on
    `chain`, the one that falls shortest of it; nearest to the promise where several tie.
    """
    near: list[tuple[int, int, int]] = []
    for position in range(len(chain) - 1, 0, -1):
        node = network.number[chain[position].service]
        before = network.number[chain[position - 1].service]
        gates = {
            edge: gate(network, plan, happened.finishes, edge) for edge in network.edges_into(node)
        }
        driving = max(at for edge, at in gates.items() if network.source[edge] == before)
        near.extend(
            (driving - at, -position, edge)
            for edge, at in gates.items()
            if plan.starts[node] < at and network.source[edge] != before
        )
    for _, position, edge in sorted(near)[:TRIED_FOR_RUNNER_UP]:
        rest = [network.number[hop.service] for hop in chain[-position:]]
        nodes = [v for v, _ in _driving(network, plan, happened, network.source[edge])]
        if not set(rest).intersection(nodes):
            return tuple(network.services[v] for v in (*nodes, *rest))
    return ()


def where_it_stops(network: Network, plan: Plan, happened: Happened) -> tuple[Hop, ...]:
    """The services that something reaches late and that start as planned all the same.

    One hop a service, for what came latest; in the map's order.
    """
    latest: dict[int, tuple[int, int]] = {}
    finishes, planned = happened.finishes, plan.finishes
    for edge, u in enumerate(network.source):
        if finishes[u] > planned[u]:
            v = network.target[edge]
            arrived_late = finishes[u] - planned[u]
            if v not in latest or arrived_late > latest[v][0]:
                latest[v] = (arrived_late, edge)
    return tuple(
        _hop(network, plan, happened, v, edge)
        for v, (_, edge) in sorted(latest.items())
        if binding(network, plan, happened, v) is None
    )
