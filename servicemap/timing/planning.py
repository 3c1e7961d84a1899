"""The plan: when everything would be done if nobody were late. No slack is used in it."""

from typing import NamedTuple

from servicemap.timing.network import Network


class Plan(NamedTuple):
    """Planned start and finish of each node, in minutes of work from the start of the plan."""

    starts: list[int]
    finishes: list[int]


def make_plan(network: Network) -> Plan:
    """Start when the last of what is planned to arrive has arrived; then work.

    Edges inside a loop and standing ones add nothing: of those only lateness counts.
    """
    starts = [0] * len(network.services)
    finishes = starts.copy()
    first_edge, source, planned = network.first_edge, network.source, network.planned
    for v in network.order:
        start = 0
        for edge in range(first_edge[v], first_edge[v + 1]):
            arrival = finishes[source[edge]]
            if arrival > start and planned[edge]:
                start = arrival
        starts[v] = start
        finishes[v] = start + network.work[v]
    return Plan(starts, finishes)
