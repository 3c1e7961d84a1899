"""The plan: when everything would be done if nobody were late. No slack is used in it."""

from collections.abc import Mapping

from servicemap.timing.network.compiled import Network
from servicemap.timing.network.departures import Timetable
from servicemap.timing.network.open_needs import CutCircle
from servicemap.timing.passes.finishes import Plan, Remembered, finish, moment_of

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
    plan = Plan([0] * count, [0] * count, {}, {}, Remembered())
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
            _unroll(network, plan, last_of[v])
    for edge in network.edges.departs:
        if edge not in timetables:
            _tabulate(network, plan, edge)
    return plan


def _unroll(network: Network, plan: Plan, loop: CutCircle) -> None:
    """Count the loose edges of a circle: links as any in a reading that has not all of them.

    In none a chain passes a node twice. So each edge is followed as often as such a chain can have
    loose ones, which is never too few; it may be more than any chain has.
    """
    edges, circle = network.edges, network.circle
    nodes = sorted(loop.nodes, key=network.rank.__getitem__)
    into = {
        v: [edge for edge in network.edges_into(v) if circle[edges.source[edge]] == circle[v]]
        for v in nodes
    }
    loose = [edge for v in loop.ends for edge in into[v] if edge in network.loose]
    for edge in loose:
        _tabulate(network, plan, edge)
    begins_elsewhere = len(loop.ends) < len(nodes)
    for _ in loop.ends if begins_elsewhere else loop.ends[1:]:
        there = {edge: planned_arrival(network, plan, edge) for edge in loose}
        for v in nodes:
            stated = (planned_arrival(network, plan, e) for e in into[v] if edges.planned[e])
            start = max([plan.starts[v], *stated, *(there[e] for e in into[v] if e in there)])
            if start > plan.starts[v]:
                plan.starts[v] = start
                plan.finishes[v], moment = finish(network, v, start)
                if moment is not None:
                    plan.moments[v] = moment


def _start(network: Network, plan: Plan, node: int) -> int:
    """The planned start of a node with departures, or other calendars, before it."""
    edges = network.edges
    start = network.opens[node]
    for edge in network.edges_into(node):
        if edges.planned[edge]:
            _tabulate(network, plan, edge)
            start = max(start, planned_arrival(network, plan, edge))
    return start


def planned_arrival(network: Network, plan: Plan, edge: int) -> int:
    """When what an edge carries is planned to be there, as far as that is known.

    As a start of the one who waits.
    """
    u, v = network.edges.source[edge], network.edges.target[edge]
    if not network.edges.special[edge]:
        return plan.finishes[u]
    moment = moment_of(network, u, plan.state(u))
    table = plan.timetables.get(edge)
    if table is not None:
        moment = table.after(moment)
    return network.starting[v].worked(moment)


def runs_through(network: Network, reading: Network, plan: Plan, edge: int) -> bool:
    """Whether whoever has no other need starts with this one in every reading, and at no date.

    `edge` is one of a reading, and `plan` is that of it.
    """
    v = reading.edges.target[edge]
    if network.needs_open[v] or network.unplaced[v]:
        return False
    return planned_arrival(reading, plan, edge) >= reading.opens[v]


def _tabulate(network: Network, plan: Plan, edge: int) -> None:
    departs = network.edges.departs.get(edge)
    if departs is not None and edge not in plan.timetables:
        u = network.edges.source[edge]
        time = network.axis.times[network.calendar[u]]
        plan.timetables[edge] = Timetable(departs, time, moment_of(network, u, plan.state(u)))


def driving(network: Network, plan: Plan, node: int) -> int | None:
    """The edge for which a node is planned to wait longest; None where it starts at once.

    The first in the map's order where several tie.
    """
    if node not in plan.known.driven:
        plan.known.driven[node] = _driving(network, plan, node)
    return plan.known.driven[node]


def _driving(network: Network, plan: Plan, node: int) -> int | None:
    if plan.starts[node] == network.opens[node]:
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
    source, driven = network.edges.source, plan.known.driven
    while edge is not None:
        before = source[edge]
        chain.append(before)
        edge = driven[before] if before in driven else driving(network, plan, before)
    chain.reverse()
    return tuple(chain)
