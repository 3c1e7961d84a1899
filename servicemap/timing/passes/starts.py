"""Starts: how much later one is than another, and what slack takes off it.

Starts are numbered in the working time of the one who starts; of nodes that are `clocked`, in
minutes of the clock. How much *later* a start is than planned is told in the same, but of clocked
ones that take no time: what a delay does to those it does to their finish, in working time.
"""

from servicemap.calendars import WorkingTime
from servicemap.timing.network.compiled import Network


def pace(network: Network, node: int) -> WorkingTime:
    """The time in which it is told how much later than planned a node starts."""
    if node in network.elapsed:
        return network.axis.clock
    return network.axis.times[network.calendar[node]]


def keeps_pace(network: Network, node: int) -> bool:
    """Whether that is the time in which the starts of the node are numbered."""
    return not network.clocked[node] or node in network.elapsed


def later_by(network: Network, node: int, planned: int, start: int) -> int:
    """How much later a start of a node is than another; a night may be nothing."""
    if keeps_pace(network, node):
        return start - planned
    clock, time = network.starting[node], pace(network, node)
    return time.worked(clock.opening(start)) - time.worked(clock.opening(planned))


def start_later(network: Network, node: int, planned: int, late: int) -> int:
    """The first start that is so much later than a planned one."""
    if keeps_pace(network, node) or late <= 0:
        return planned + late
    clock, time = network.starting[node], pace(network, node)
    return clock.worked(time.closing(time.worked(clock.opening(planned)) + late))


def last_start_later(network: Network, node: int, planned: int, late: int) -> int:
    """The last start that is no more than so much later than a planned one."""
    if keeps_pace(network, node):
        return planned + late
    clock, time = network.starting[node], pace(network, node)
    return clock.worked(time.opening(time.worked(clock.opening(planned)) + late))


def less_slack(network: Network, edge: int, arrives: int) -> int:
    """The first start with which what arrives then is not too late, for all its working slack."""
    slack, v = network.edges.slack[edge], network.edges.target[edge]
    if not (slack and network.clocked[v]):
        return arrives - slack
    clock, time = network.starting[v], network.axis.times[network.calendar[v]]
    return clock.worked(time.closing(time.worked(clock.opening(arrives)) - slack))


def with_slack(network: Network, edge: int, start: int) -> int:
    """The last arrival that is not too late for this start: the other half of `less_slack`."""
    slack, v = network.edges.slack[edge], network.edges.target[edge]
    if not (slack and network.clocked[v]):
        return start + slack
    clock, time = network.starting[v], network.axis.times[network.calendar[v]]
    return clock.worked(time.opening(time.worked(clock.opening(start)) + slack))


def sure_slack(network: Network, edge: int) -> int:
    """How much later than planned what an edge brings may be, whenever its customer starts.

    Slack on the clock may be a night, in which nobody works; who starts on the clock has no less
    of it than as many minutes there.
    """
    edges = network.edges
    on_clock = edges.target[edge] in network.elapsed
    return edges.slack[edge] + (edges.elapsed.get(edge, 0) if on_clock else 0)


def less_sure_slack(network: Network, edge: int, arrives: int) -> int:
    """The first start with which what arrives then is not too late, wherever the plan is."""
    v = network.edges.target[edge]
    if keeps_pace(network, v):
        return arrives - sure_slack(network, edge)
    return less_slack(network, edge, arrives)


def with_sure_slack(network: Network, edge: int, start: int) -> int:
    """The last arrival that is not too late for this start, wherever the plan is."""
    if keeps_pace(network, network.edges.target[edge]):
        return start + sure_slack(network, edge)
    return with_slack(network, edge, start)
