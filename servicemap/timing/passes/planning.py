"""The plan: when everything would be done if nobody were late. No slack is used in it."""

from collections.abc import Mapping

from servicemap.timing.network.compiled import Network
from servicemap.timing.network.departures import Timetable
from servicemap.timing.passes.finishes import Plan, Remembered, finish
from servicemap.timing.passes.planned_arrivals import planned_arrival, tabulate
from servicemap.timing.passes.unrolling import start_from_outside, unroll

NOTHING: Mapping[tuple[int, int], Timetable] = {}


def make_plan(network: Network) -> Plan:
    """Start when the last of what is planned to arrive has arrived; then work.

    What closes a circle, and what is standing, adds nothing: of that only lateness counts; but for
    edges at which a circle is cut, which are links as any in some readings. Of alternatives the
    first is the plan. Where the map leaves something open this is the plan of its latest reading,
    which holds that of the earliest; `every 1w` is anchored in the latest.
    """
    plan = _plan(network)
    if network.earliest is network:
        return plan
    edges = network.edges
    anchored = {
        (edges.source[edge], edges.target[edge]): table for edge, table in plan.timetables.items()
    }
    return plan._replace(earliest=_plan(network.earliest, anchored))


def _plan(network: Network, anchored: Mapping[tuple[int, int], Timetable] = NOTHING) -> Plan:
    count = len(network.services)
    plan = Plan([0] * count, [0] * count, {}, {}, Remembered(), {})
    edges = network.edges
    for edge in edges.departs if anchored else ():
        plan.timetables[edge] = anchored[edges.source[edge], edges.target[edge]]
    starts, finishes, moments, timetables = plan[:4]
    opens, work = network.opens, network.work
    finish_of, clocked, waits = finishes.__getitem__, network.clocked, network.waits
    rank = network.rank.__getitem__
    last_of = {max(loop.nodes, key=rank): loop for loop in network.cut if loop.unrolled}
    for v in network.order:
        start = opens[v]
        sources = waits[v]
        if sources is None:
            start = _start(network, plan, v)
        elif sources:
            ready = max(map(finish_of, sources))
            start = max(start, ready)
        starts[v] = start
        if clocked[v]:
            finishes[v], moment = finish(network, v, start)
            if moment is not None:
                moments[v] = moment
        else:
            finishes[v] = start + work[v]
        if v in last_of:
            unroll(network, plan, last_of[v])
    for edge in network.edges.departs:
        if edge not in timetables:
            tabulate(network, plan, edge)
    return plan


def _start(network: Network, plan: Plan, node: int) -> int:
    """The planned start of a node with departures, or other calendars, before it."""
    edges = network.edges
    start = network.opens[node]
    for edge in network.edges_into(node):
        if edges.planned[edge]:
            tabulate(network, plan, edge)
            start = max(start, planned_arrival(network, plan, edge))
    return start


def runs_through(network: Network, reading: Network, plan: Plan, edge: int) -> bool:
    """Whether whoever has no other need starts with this one in every reading, and at no date.

    `edge` is one of a reading, and `plan` is that of it.
    """
    v = reading.edges.target[edge]
    if network.needs_open[v] or network.unplaced[v]:
        return False
    return planned_arrival(reading, plan, edge) >= reading.opens[v]


def driving(network: Network, plan: Plan, node: int) -> int | None:
    """The edge for which a node is planned to wait longest; None where it starts at once.

    The first in the map's order where several tie.
    """
    if node not in plan.known.driven:
        plan.known.driven[node] = _driving(network, plan, node)
    return plan.known.driven[node]


def _driving(network: Network, plan: Plan, node: int) -> int | None:
    return _arriving_at(network, plan, node, plan.starts[node])


def _arriving_at(network: Network, plan: Plan, node: int, start: int) -> int | None:
    """The first edge by which a node starts then; None where it may start as soon without any."""
    if start == network.opens[node]:
        return None
    for edge in network.edges_into(node):
        if network.edges.planned[edge] and planned_arrival(network, plan, edge) == start:
            return edge
    return None


def driving_chain(network: Network, plan: Plan, node: int) -> tuple[int, ...]:
    """The nodes that decide when a node is planned to be done, the first of them first.

    It begins in a circle whose plan has no end: which chain round it is the longest, nobody knows.
    """
    chain: list[int] = []
    at: int | None = node
    while at is not None:
        unrolled = plan.unrolled.get(at, (at,))
        if len(unrolled) > 1 and network.unbounded[at]:
            chain.append(at)
            break
        chain.extend(reversed(unrolled))
        edge = _enters(network, plan, unrolled)
        at = None if edge is None else network.edges.source[edge]
    chain.reverse()
    return tuple(chain)


def _enters(network: Network, plan: Plan, chain: tuple[int, ...]) -> int | None:
    """The edge for which the first of a chain is planned to wait longest."""
    first = chain[0]
    if len(chain) == 1:
        return driving(network, plan, first)
    return _arriving_at(network, plan, first, start_from_outside(network, plan, first))
