"""When each service is done in the latest reading, as far as it is a delay that decides it.

Whoever is later than planned starts with something that comes late: so it is done no later than the
longest chain carries it that leads through somebody who is late. What else it waits for, however
long that takes, makes it no later *because of* the delay.
"""

from servicemap.timing.network.compiled import Network
from servicemap.timing.passes.arrivals import each_arrival, gate
from servicemap.timing.passes.finishes import Extra, NodeFinish, Plan, finish
from servicemap.timing.passes.happening import Happened, length_of
from servicemap.timing.passes.promised import PlannedDelivery

Through = dict[int, NodeFinish | None]
"""Late node -> when it is done by the longest chain that is late; None where that has no end."""


def through_the_late(network: Network, plan: Plan, extra: Extra, most: Happened) -> Through:
    """Of all nodes that `most` has later than planned.

    `plan` is the one of the latest reading. In a loop it is the latest that there is.
    """
    plan = plan._replace(reached=most.plan.reached)
    found: Through = {}
    for node in sorted(plan.reached, key=network.turn.__getitem__):
        found[node] = _done(network, plan, extra, most, found, node)
    return found


def late_through(
    network: Network, promise: PlannedDelivery, most: Happened, through: Through
) -> int | None:
    """How much later than its stated moment a promise arrives by a chain that is late, at most.

    In the customer's working time; None where that has no end.
    """
    if promise.node not in most.plan.reached:
        return 0
    state = through[promise.node]
    return None if state is None else promise.late(network, promise.arrives(network, state))


def _done(
    network: Network, plan: Plan, extra: Extra, most: Happened, found: Through, node: int
) -> NodeFinish | None:
    longer = length_of(extra, node)
    if network.loop[node] >= 0:
        return None if network.unbounded[node] or node in most.never else most.state(node)
    if network.unmeasured[node] or network.unplaced[node]:
        return None
    starts = [plan.starts[node]] if longer.work or longer.elapsed else []
    if starts and network.unbounded[node]:
        return None
    latest = network.vouching
    for edge in network.edges_into(node):
        if network.edges.source[edge] not in found:
            continue
        start = _start_with(network, latest, plan, most, found, edge)
        if start is None:
            return None
        starts.append(start)
    if not starts:
        return None
    return finish(network, node, max(starts), longer)


def _start_with(
    network: Network, latest: Network, plan: Plan, most: Happened, found: Through, edge: int
) -> int | None:
    """When its customer can start with what comes late by an edge; None where that has no end."""
    edges = network.edges
    u, group = edges.source[edge], network.group_of.get(edge)
    state: NodeFinish | None = most.state(u)
    if edges.vouched[edge]:
        state = found[u]
    elif network.unbounded[edges.target[edge]]:
        return None
    if state is None or u in most.never:
        return None
    if group is None:
        return gate(latest, plan, edge, state)
    states = [
        state
        if one == edge
        else plan.reached.get(edges.source[one]) or most.state(edges.source[one])
        for one in group
    ]
    gates = each_arrival(latest, plan, group, states)[1]
    if group[0] != edge and network.unbounded[edges.source[group[0]]]:
        return gates[group.index(edge)]  # that one may come at any time
    return min(gates)
