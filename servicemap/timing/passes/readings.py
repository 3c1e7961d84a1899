"""The two readings of a map that leaves something open, each as a map that leaves nothing open.

What is told by moments alone lies between them, and is reached in both: such an answer is that of
a plain map, in the latest reading and in the earliest. Lateness alone, which comes by standing
reliances and round circles, is another matter unless it is the same in all readings.
"""

from typing import NamedTuple

from servicemap.timing.network.compiled import Network
from servicemap.timing.passes.circles import count_alike
from servicemap.timing.passes.finishes import Plan


class PlannedReading(NamedTuple):
    """One way to fill in what a map leaves open, and its plan."""

    network: Network
    plan: Plan


def latest_reading(network: Network, plan: Plan) -> PlannedReading:
    """Everybody waits for all that may be waited for."""
    return PlannedReading(network.latest, plan._replace(earliest=None))


def earliest_reading(network: Network, plan: Plan) -> PlannedReading:
    """Nobody waits for what only may be waited for."""
    assert plan.earliest is not None, "a map that leaves nothing open has one reading"
    return PlannedReading(network.earliest, plan.earliest)


class ToldBy(NamedTuple):
    """What the two readings tell of each node.

    moments   node -> whether when it is done, under a delay, lies between the two, and is reached
    lateness  node -> whether how much later than planned it is done is the same in all readings
    """

    moments: list[bool]
    lateness: list[bool]


def told_by_readings(network: Network) -> ToldBy:
    """Which nodes stand behind nothing but what the two readings tell."""
    moments = [True] * len(network.services)
    lateness = [True] * len(network.services)
    told = ToldBy(moments, lateness)
    loop, loops = network.loop, network.loops
    for v in network.order:
        if loop[v] < 0:
            moments[v] = _moments(network, told, v)
            lateness[v] = moments[v] and _lateness(network, told, v)
        elif v == loops[loop[v]][0]:
            nodes = loops[loop[v]]
            fits = _goes_round_alike(network, told, nodes)
            for u in nodes:
                moments[u] = lateness[u] = fits
    return told


def _moments(network: Network, told: ToldBy, node: int) -> bool:
    edges = network.edges
    for edge in network.edges_into(node):
        u = edges.source[edge]
        if not told.moments[u]:
            return False
        # An alternative of which nobody knows how long it takes comes only after the first.
        by_moment = edges.vouched[edge] and not (edges.alternative[edge] and network.unbounded[u])
        if not by_moment and not _only_passes_on(network, edge):
            return False
        # Of alternatives that come by lateness alone the least is held to less than there may be.
        if not edges.vouched[edge] and (not told.lateness[u] or edge in network.group_of):
            return False
    return True


def _lateness(network: Network, told: ToldBy, node: int) -> bool:
    if not _starts_and_lasts_alike(network, node):
        return False
    edges = network.edges
    return all(
        told.lateness[edges.source[edge]]
        and not (edges.vouched[edge] and network.uncertain[edges.source[edge]])
        for edge in network.edges_into(node)
    )


def _goes_round_alike(network: Network, told: ToldBy, nodes: list[int]) -> bool:
    """Whether a circle passes on the same number of minutes in all readings."""
    if not count_alike(network, nodes):
        return False
    edges = network.edges
    for v in nodes:
        if not _starts_and_lasts_alike(network, v) or network.clocked[v]:
            return False
        for edge in network.edges_into(v):
            u = edges.source[edge]
            if network.inside_loop(edge):
                by_plan = edges.vouched[edge] and network.uncertain[u]
                fits = not (edges.open[edge] or by_plan or edges.special[edge])
            else:
                alike = told.moments[u] and told.lateness[u]
                if edges.vouched[edge]:
                    fits = alike and not network.uncertain[u]
                else:
                    fits = alike and _only_passes_on(network, edge)
            if not fits:
                return False
    return True


def _starts_and_lasts_alike(network: Network, node: int) -> bool:
    """Whether it starts at one moment in all readings, and is done as much later as that."""
    if network.starts_open[node] or network.needs_open[node]:
        return False
    on_the_clock = network.clocked[node] or node in network.elapsed
    return not (network.uncertain[node] and on_the_clock)


def _only_passes_on(network: Network, edge: int) -> bool:
    return not (network.edges.special[edge] or network.edges.on_the_clock(edge))
