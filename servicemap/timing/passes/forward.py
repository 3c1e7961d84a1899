"""What happens when somebody is late: the second pass. Nobody starts before plan."""

from collections.abc import Iterable, Mapping
from heapq import heappop, heappush

from servicemap.durations import Duration
from servicemap.timing.network.compiled import Network
from servicemap.timing.passes.arrivals import gate, group_arrival
from servicemap.timing.passes.finishes import HORIZON, Extra, NodeFinish, Plan, finish, moment_of
from servicemap.timing.passes.happening import Happened, finish_from, length_of, start_from_outside
from servicemap.timing.passes.turning import Loop
from servicemap.timing.passes.turning_open import OpenLoop, is_open
from servicemap.walks import reached

KnownStarts = dict[tuple[int, ...], dict[tuple[int, ...], int]]
"""Edges of a group, or one edge -> delays of their providers -> how late their customer starts."""


def extra_work(network: Network, *asked: Mapping[str, Duration]) -> Extra:
    """Node -> by how much its work takes longer. A late team lengthens each of its services."""
    working: dict[int, int] = {}
    waiting: dict[int, int] = {}
    for lengths in asked:
        for id_, length in lengths.items():
            for service in network.lookups.making.get(id_, (id_,)):
                node = network.number[service]
                minutes = network.length(length, node)
                if minutes.work:
                    working[node] = working.get(node, 0) + minutes.work
                if minutes.elapsed:
                    waiting[node] = waiting.get(node, 0) + minutes.elapsed
    return Extra(working, waiting)


def affected(network: Network, nodes: Iterable[int]) -> list[int]:
    """These nodes and all that waits for one of them, near or far, in the order of the network."""
    target, leaving = network.edges.target, network.leaving
    found = reached(nodes, lambda node: [target[edge] for edge in leaving[node]])
    return sorted(found, key=network.rank.__getitem__)


def what_happens(network: Network, plan: Plan, extra: Extra, horizon: int = HORIZON) -> Happened:
    """Who really finishes when, if these nodes take so much longer.

    Only what a delay reaches is looked at: a node in time makes nobody late.
    """
    latest: dict[int, NodeFinish] = {}
    if plan.earliest is not None:
        plan = plan._replace(reached=latest)
    now = Happened(plan.finishes.copy(), plan.moments.copy(), [], {}, set(), plan, {})
    loop, turn, order = network.loop, network.turn, network.order
    leaving, target = network.leaving, network.edges.target
    # No walk: each node has its turn in the order of the network, after all it waits for.
    open_ = sorted({turn[node] for node in (*extra.work, *extra.elapsed)})
    waiting = set(open_)
    while open_:
        v = order[heappop(open_)]
        if loop[v] >= 0:
            nodes = network.loops[loop[v]]
            turning = OpenLoop if is_open(network, plan, nodes) else Loop
            turning(network, plan, now, extra, horizon).settle(nodes)
        else:
            finish_from(network, now, v, start_from_outside(network, plan, now, v), extra)
            nodes = [v]
        for u in nodes:
            if now.state(u) == plan.state(u):
                continue
            if plan.earliest is not None:
                latest[u] = _in_latest_reading(network, plan, now, u, extra)
            for edge in leaving[u]:
                place = turn[target[edge]]
                if place not in waiting:
                    waiting.add(place)
                    heappush(open_, place)
    if now.never:
        _spread_never(network, plan, now)
    return now


def _in_latest_reading(
    network: Network, plan: Plan, now: Happened, node: int, extra: Extra
) -> NodeFinish:
    """When a late node is done in the latest reading.

    Through what is normally there comes the most that it may be late, and in a loop too, so that
    the answer need not be that of any one reading.
    """
    if network.loop[node] >= 0 or not network.uncertain[node]:
        return now.state(node)
    latest, edges = network.vouching, network.edges

    def heard(edge: int) -> NodeFinish:
        u = edges.source[edge]
        return (edges.vouched[edge] and plan.reached.get(u)) or now.state(u)

    start = plan.starts[node]
    for edge in range(network.first_edge[node], network.single_end[node]):
        if edges.source[edge] in plan.reached:
            start = max(start, gate(latest, plan, edge, heard(edge)))
    for group in network.groups.get(node, ()):
        start = max(start, group_arrival(latest, plan, group, tuple(map(heard, group)))[1])
    return finish(network, node, start, length_of(extra, node))


def _spread_never(network: Network, plan: Plan, now: Happened) -> None:
    """Who waits for one that never recovers, and starts late because of it, never does either.

    Of alternatives none may recover: one that does comes to the rescue at last, unless the map
    does not say when.
    """
    source, target = network.edges.source, network.edges.target
    # No walk: who is reached depends on who else is, until nobody joins any more.
    todo = sorted(now.never)
    while todo:
        for edge in network.leaving[todo.pop()]:
            v = target[edge]
            if v in now.never:
                continue
            group = network.group_of.get(edge, (edge,))
            providers = [source[one] for one in group]
            states = [now.state(u) for u in providers]
            if len(group) == 1:
                never = gate(network, plan, edge, states[0]) > plan.starts[v]
            else:
                later = [
                    _later_still(network, u, state) if u in now.never else state
                    for u, state in zip(providers, states, strict=True)
                ]
                start = group_arrival(network, plan, group, states)[1]
                never = group_arrival(network, plan, group, later)[1] > start > plan.starts[v]
            if never:
                now.never.add(v)
                todo.append(v)


def _later_still(network: Network, node: int, state: NodeFinish) -> NodeFinish:
    """A finish a year after another: what hangs on one that never recovers is later by that."""
    moment = moment_of(network, node, state) + HORIZON
    number = network.axis.times[network.calendar[node]].worked(moment)
    return number, moment if state[1] is not None else None
