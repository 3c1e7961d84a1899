"""When what an edge carries arrives by plan."""

from servicemap.timing.network.compiled import Network
from servicemap.timing.network.departures import Timetable
from servicemap.timing.passes.finishes import NodeFinish, Plan, moment_of


def planned_arrival(network: Network, plan: Plan, edge: int) -> int:
    """When what an edge carries is planned to be there, as far as that is known.

    As a start of the one who waits.
    """
    return arrival_of(network, plan, edge, plan.state(network.edges.source[edge]))


def arrival_of(network: Network, plan: Plan, edge: int, state: NodeFinish) -> int:
    """When it would be there if its provider were planned to be done then."""
    u, v = network.edges.source[edge], network.edges.target[edge]
    if not network.edges.special[edge]:
        return state[0]
    moment = moment_of(network, u, state)
    table = plan.timetables.get(edge)
    if table is not None:
        moment = table.after(moment)
    return network.starting[v].worked(moment)


def tabulate(network: Network, plan: Plan, edge: int) -> None:
    """Keep the departures of an edge, once it is known when its provider is planned to be done."""
    departs = network.edges.departs.get(edge)
    if departs is not None and edge not in plan.timetables:
        u = network.edges.source[edge]
        time = network.axis.times[network.calendar[u]]
        plan.timetables[edge] = Timetable(departs, time, moment_of(network, u, plan.state(u)))
