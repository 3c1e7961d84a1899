"""The plan: when everything would be done if nobody were late. No slack is used in it."""

from servicemap.timing.arrivals import Plan, finish, moment_of
from servicemap.timing.departures import Timetable
from servicemap.timing.network import Network


def make_plan(network: Network) -> Plan:
    """Start when the last of what is planned to arrive has arrived; then work.

    Edges inside a loop and standing ones add nothing: of those only lateness counts. Of
    alternatives the first is the plan.
    """
    count = len(network.services)
    plan = Plan([0] * count, [0] * count, {}, {})
    starts, finishes, moments, timetables = plan
    edges, first_edge, loop = network.edges, network.first_edge, network.loop
    source, planned, special = edges.source, edges.planned, edges.special
    for v in network.order:
        start = network.origin[network.calendar[v]]
        for edge in range(first_edge[v], first_edge[v + 1]):
            if special[edge] and (loop[v] < 0 or not network.inside_loop(edge)):
                _tabulate(network, plan, edge)
            if planned[edge]:
                u = source[edge]
                there = planned_arrival(network, plan, edge) if special[edge] else finishes[u]
                if there > start:  # noqa: PLR1730 - a call of max() would be half of the pass
                    start = there
        starts[v] = start
        finishes[v], moment = finish(network, v, start)
        if moment is not None:
            moments[v] = moment
    for edge in edges.departs:
        if edge not in timetables:
            _tabulate(network, plan, edge)
    return plan


def planned_arrival(network: Network, plan: Plan, edge: int) -> int:
    """When what an edge carries is planned to be there, as far as that is known.

    In working minutes of the one who waits.
    """
    u, v = network.edges.source[edge], network.edges.target[edge]
    moment = moment_of(network, u, plan.state(u))
    table = plan.timetables.get(edge)
    if table is not None:
        moment = table.after(moment)
    if not network.edges.special[edge]:
        return plan.finishes[u]
    return network.axis.times[network.calendar[v]].worked(moment)


def _tabulate(network: Network, plan: Plan, edge: int) -> None:
    departs = network.edges.departs.get(edge)
    if departs is not None:
        u = network.edges.source[edge]
        time = network.axis.times[network.calendar[u]]
        plan.timetables[edge] = Timetable(departs, time, moment_of(network, u, plan.state(u)))


def driving(network: Network, plan: Plan, node: int) -> int | None:
    """The edge for which a node is planned to wait longest; None where it starts at once.

    The first in the map's order where several tie.
    """
    if plan.starts[node] == network.origin[network.calendar[node]]:
        return None
    for edge in network.edges_into(node):
        if network.edges.planned[edge]:
            there = planned_arrival(network, plan, edge)
            if there == plan.starts[node]:
                return edge
    return None


def driving_chain(network: Network, plan: Plan, node: int) -> tuple[int, ...]:
    """The nodes that decide when a node is planned to be done, the first of them first."""
    chain = [node]
    edge = driving(network, plan, node)
    while edge is not None:
        chain.append(network.edges.source[edge])
        edge = driving(network, plan, chain[-1])
    return tuple(reversed(chain))
