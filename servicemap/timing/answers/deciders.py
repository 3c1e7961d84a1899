"""Who has a part in when something is planned: in every reading of a map, or in some."""

from collections.abc import Collection
from typing import NamedTuple

from servicemap.timing.network.compiled import Network
from servicemap.timing.passes.finishes import Plan
from servicemap.timing.passes.planned_arrivals import planned_arrival
from servicemap.walks import reached


class Parts(NamedTuple):
    """Nodes that are done when they are because of some others, or may be.

    Who waits for several that arrive at once is as late by each of them. `sure` are those of which
    it is proven for every reading, so that of what is open there may be more; nothing outside of
    `possible` is on a chain of theirs in any.
    """

    sure: Collection[int]
    possible: Collection[int]


def parts_of(network: Network, plan: Plan, own: Collection[int]) -> Parts:
    """What is planned for when it is because of the nodes `own`; these have a part in themselves.

    An edge decides in some reading where it arrives in the latest one no sooner than its customer
    starts in the earliest, and in every one where that holds the other way round.
    """
    target, leaving = network.edges.target, network.leaving
    possible = frozenset(
        reached(
            own,
            lambda u: [target[edge] for edge in leaving[u] if _may_decide(network, plan, edge)],
        )
    )
    sure: set[int] = set()
    for node in network.order:
        if node in own or (node in possible and _surely(network, plan, sure, node)):
            sure.add(node)
    return Parts(sure, possible)


def _may_decide(network: Network, plan: Plan, edge: int) -> bool:
    """Whether a node may start when it does because this edge arrives then."""
    if edge in network.loose:
        return True  # in some readings a link as any
    edges = network.edges
    if not edges.planned[edge]:
        return False
    if network.unbounded[edges.source[edge]]:
        return True
    first = (plan.earliest or plan).starts[edges.target[edge]]
    there = planned_arrival(network, plan, edge)
    return there >= first and there > network.opens[edges.target[edge]]


def _surely(network: Network, plan: Plan, sure: Collection[int], node: int) -> bool:
    """Whether one of the `sure` decides in every reading when a node starts.

    One that arrives last in every reading, or all that may.
    """
    first, least = network.earliest, plan.earliest or plan
    for edge in first.planned_into(node):
        if first.edges.source[edge] in sure and not network.unbounded[node]:
            there = planned_arrival(first, least, edge)
            if there >= plan.starts[node] and there > network.opens[node]:
                return True
    if network.unplaced[node] or least.starts[node] == network.opens[node]:
        return False  # it may begin with its date, or with the plan
    deciding = [e for e in network.edges_into(node) if _may_decide(network, plan, e)]
    return all(
        network.edges.source[edge] in sure and edge not in network.loose for edge in deciding
    )
