"""When each of several alternatives would be there, if nobody is late."""

from datetime import datetime
from typing import NamedTuple

from servicemap.timing.network.compiled import Network
from servicemap.timing.passes.arrivals import each_arrival, in_hand
from servicemap.timing.passes.finishes import Plan


class PlannedArrival(NamedTuple):
    """When something is there by plan.

    `minutes` of the map's working time from the start of the plan; a date where the map has a
    start.
    """

    minutes: int
    at: datetime | None


def planned_alternatives(network: Network, plan: Plan, customer: str) -> dict[str, PlannedArrival]:
    """Service -> when it is there by plan, for each that stands under an `any_of` of a customer.

    What comes as a switch comes no earlier than that allows. Services whose timing is not known,
    and those of a customer who does nothing with them, are left out.
    """
    edges, axis = network.edges, network.axis
    found: dict[str, PlannedArrival] = {}
    for node in (network.number[service] for service in network.lookups.making[customer]):
        for group in network.groups.get(node, ()):
            states = [plan.state(edges.source[edge]) for edge in group]
            numbers, _ = each_arrival(network, plan, group, states)
            for edge, state, number in zip(group, states, numbers, strict=True):
                if edges.credited[edge] and not network.incomplete[edges.source[edge]]:
                    # What is in hand at night stays so, unless switching takes longer.
                    moment = network.starting[node].closing(number)
                    moment = max(in_hand(network, plan, edge, state), moment)
                    arrival = PlannedArrival(axis.from_start(moment), axis.at(moment))
                    found.setdefault(network.services[edges.source[edge]], arrival)
    return found
