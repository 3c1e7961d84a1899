"""The backward pass: how late each service may be done before one promise breaks.

Every forward step has a residual: the latest of what goes in that keeps what comes out in time,
A#(y) = sup{t : A(t) <= y}. Bounds are in working minutes of the node they belong to, of clocked
nodes they are moments.
"""

from collections.abc import Collection
from heapq import heapify, heappop, heappush
from typing import NamedTuple

from servicemap.calendars import WorkingTime
from servicemap.timing.network.compiled import Network
from servicemap.timing.passes.arrivals import needed_at
from servicemap.timing.passes.finishes import Plan, moment_of
from servicemap.timing.passes.promised import PlannedDelivery
from servicemap.timing.passes.starts import with_slack, with_sure_slack
from servicemap.timing.passes.weeks import finish_after, weeks_before, weeks_within
from servicemap.walks import reached


class Latest(NamedTuple):
    """What a backward pass found for promises that the plan keeps.

    bounds   node -> when it must be done at the latest; nodes that nothing binds are missing
    reached  the nodes that reach the promise, in the order of the network, backwards
    doubtful nodes with an `any_of` between them and a promise: for them bounds are upper bounds
    frozen   whether the first of alternatives must be in time, as if there were no other: then
             bounds are lower bounds for the doubtful
    unheard  edges that put no bound on anybody
    """

    bounds: dict[int, int]
    reached: list[int]
    doubtful: set[int]
    frozen: bool
    unheard: Collection[int]


def latest_finishes(
    network: Network,
    plan: Plan,
    *promises: PlannedDelivery,
    frozen: bool = False,
    unheard: Collection[int] = (),
) -> Latest:
    """Backwards from promises that the plan keeps, so that none of them is broken.

    Exact for a single delay. In a loop the greatest fixed point is sought, the tightest bound
    first. Where each node of one settles but once a delay need not come by every way: there these
    are lower bounds, and upper ones with its `rounds_settled_once` unheard.
    """
    reached = reaching(network, *(delivery.node for delivery in promises))
    latest = Latest({}, reached, set(), frozen, unheard)
    for delivery in promises:
        bound = bound_of(network, delivery)
        latest.bounds[delivery.node] = min(bound, latest.bounds.get(delivery.node, bound))
    turned = set()
    for w in reached:
        loop = network.loop[w]
        if loop >= 0 and loop not in turned:
            turned.add(loop)
            _turn_back(network, plan, latest, network.loops[loop])
        for edge in network.edges_into(w):
            if not network.inside_loop(edge):
                _tighten(network, plan, latest, edge)
    return latest


def reaching(network: Network, *nodes: int) -> list[int]:
    """These nodes and all that they wait for, near or far, the nearest first."""
    source, first_edge = network.edges.source, network.first_edge
    found = reached(nodes, lambda node: source[first_edge[node] : first_edge[node + 1]])
    return sorted(found, key=network.rank.__getitem__, reverse=True)


def before_stock(network: Network) -> set[int]:
    """The nodes of which a delay may miss a departure of what is normally there already."""
    return {*reaching(network, *(network.edges.source[edge] for edge in network.stocked))}


def tolerance_of(network: Network, plan: Plan, node: int, bound: int) -> int:
    """How much longer the work of a node may take, in its working time."""
    if network.clocked[node]:
        bound = network.axis.times[network.calendar[node]].worked(bound)
    return bound - plan.finishes[node]


def latest_start(network: Network, node: int, bound: int) -> int:
    """The last start with which a node is done by its bound."""
    if not network.clocked[node]:
        return bound - network.work[node]
    return network.starting[node].worked(bound - network.elapsed.get(node, 0))


def latest_on(network: Network, plan: Plan, edge: int, start: int) -> int:
    """The bound that an edge puts on its provider, its customer having to start by `start`."""
    edges = network.edges
    u, v = edges.source[edge], edges.target[edge]
    theirs, mine = network.axis.times[network.calendar[u]], network.starting[v]
    elapsed = edges.elapsed.get(edge)
    if not edges.credited[edge]:
        if network.starts_open[v]:
            arrives = with_sure_slack(network, edge, start)
        elif elapsed is None:
            arrives = with_slack(network, edge, start)
        else:
            arrives = _opening_by(mine, mine.opening(start) + elapsed)
        return _bound_without_credit(network, plan, edge, arrives)
    if not edges.special[edge]:
        number = start + edges.slack[edge]
        return theirs.opening(number) if network.clocked[u] else number
    if elapsed is None:
        moment = mine.opening(with_slack(network, edge, start))
    else:
        moment = mine.opening(start) + elapsed
    table = plan.timetables.get(edge)
    if table is not None:
        moment = table.by(moment)
    return moment if network.clocked[u] else theirs.worked(moment)


def _bound_without_credit(network: Network, plan: Plan, edge: int, arrives: int) -> int:
    """The bound on a provider so that what it brings without credit is there by `arrives`."""
    u, v = network.edges.source[edge], network.edges.target[edge]
    theirs, mine = network.axis.times[network.calendar[u]], network.starting[v]
    table = plan.timetables.get(edge)
    allowed = arrives - plan.starts[v]
    if table is None and network.calendar[u] == network.calendar[v]:
        if network.clocked[v]:
            needed = mine.opening(plan.starts[v])
            allowed = theirs.worked(needed + max(0, allowed)) - theirs.worked(needed)
        number = plan.finishes[u] + allowed
        found = theirs.opening(number) if network.clocked[u] else number
        if edge in network.by_weeks:
            weeks = weeks_before(network, plan, v, arrives)
            found = max(found, finish_after(network, plan, u, weeks))
        return found
    needed = needed_at(network, plan, edge)
    there = mine.opening(mine.worked(needed) + allowed)
    if edge not in network.by_weeks:
        return _done_if_ready(network, plan, u, needed, table.by(there) if table else there)
    weeks = weeks_before(network, plan, v, arrives)
    if table:
        there = max(there, theirs.weeks_later(needed, weeks))
        weeks = 0
    ready = table.by(there) if table else there
    weeks = max(weeks, weeks_within(theirs, needed, ready))
    found = _done_if_ready(network, plan, u, needed, ready)
    return max(found, finish_after(network, plan, u, weeks))


def _done_if_ready(network: Network, plan: Plan, node: int, needed: int, ready: int) -> int:
    """The bound on a node that, planned for `needed`, must be ready by `ready`."""
    time = network.axis.times[network.calendar[node]]
    late = max(0, time.worked(ready) - time.worked(needed))
    number = plan.finishes[node] + late
    if not network.clocked[node]:
        return number
    if late:
        return time.opening(number)
    # So much later on the clock, as long as that is no working time.
    planned = moment_of(network, node, plan.state(node))
    return min(planned + max(0, ready - needed), time.opening(number))


def bound_of(network: Network, delivery: PlannedDelivery, due: int | None = None) -> int:
    """When the provider of a promise must be done at the latest to keep it, due then."""
    limit = delivery.limit if due is None else delivery.number(network, due)
    moment = network.axis.times[delivery.calendar].opening(limit)
    if delivery.timetable is not None:
        moment = delivery.timetable.by(moment)
    if network.clocked[delivery.node]:
        return moment
    return network.axis.times[network.calendar[delivery.node]].worked(moment)


def _opening_by(time: WorkingTime, moment: int) -> int:
    """The last working minute that begins by a moment."""
    number = time.worked(moment)
    return number if time.opening(number) <= moment else number - 1


def _tighten(network: Network, plan: Plan, latest: Latest, edge: int) -> bool:
    """Carry the bound of an edge's customer to its provider; whether that was news.

    An alternative need not be in time, so it puts no bound on anybody: who is behind one is
    doubtful.
    """
    u, v = network.edges.source[edge], network.edges.target[edge]
    doubtful = edge in network.group_of
    news = (doubtful or v in latest.doubtful) and u not in latest.doubtful
    if news:
        latest.doubtful.add(u)
    binds = not doubtful or (latest.frozen and not network.edges.alternative[edge])
    if binds and v in latest.bounds and edge not in latest.unheard:
        start = latest_start(network, v, latest.bounds[v])
        bound = latest_on(network, plan, edge, start)
        if bound < latest.bounds.get(u, bound + 1):
            latest.bounds[u] = bound
            news = True
    return news


def _turn_back(network: Network, plan: Plan, latest: Latest, nodes: list[int]) -> None:
    """Bounds inside a loop, from those that come from outside."""

    def left(node: int) -> int:
        if node not in latest.bounds:
            return 0
        return tolerance_of(network, plan, node, latest.bounds[node])

    open_ = [(left(v), v) for v in nodes if v in latest.bounds or v in latest.doubtful]
    heapify(open_)
    while open_:
        minutes, w = heappop(open_)
        if minutes > left(w):
            continue
        for edge in network.edges_into(w):
            if network.inside_loop(edge) and _tighten(network, plan, latest, edge):
                u = network.edges.source[edge]
                heappush(open_, (left(u), u))
