"""What happens when somebody is late: the second pass. Nobody starts before plan."""

from collections.abc import Iterable, Mapping
from heapq import heapify, heappop, heappush
from typing import NamedTuple

from servicemap.durations import Duration
from servicemap.timing.network.compiled import Network
from servicemap.timing.network.edges import NO_TIME, CompiledLength
from servicemap.timing.passes.arrivals import gate, group_arrival
from servicemap.timing.passes.circles import may_grow, order_is_open
from servicemap.timing.passes.finishes import HORIZON, Extra, NodeFinish, Plan, finish, moment_of
from servicemap.timing.passes.shifts import later_than_planned
from servicemap.timing.passes.starts import later_by
from servicemap.walks import reached

KnownStarts = dict[tuple[int, ...], dict[tuple[int, ...], int]]
"""Edges of a group, or one edge -> delays of their providers -> how late their customer starts."""


class Event(NamedTuple):
    """A node of a loop became later because of the loop: by which edge, and to what finish.

    `heard` is when the edge's provider was done, and those of all its group, as it was then: the
    loop may have turned since. `before` is the event that had made the provider so late, or None
    where that was so before the loop began to turn.
    """

    node: int
    edge: int
    state: NodeFinish
    before: int | None
    heard: tuple[NodeFinish, ...]


class Happened(NamedTuple):
    """What came of it: the most that it may be, where the map leaves something open.

    finishes, moments   as in a plan; where a planned finish is uncertain, as much later than the
                        latest one as a service may become later than it was planned
    plan                what it is held against
    events, last        what went round in loops; node -> the event that made it as late as it is
    never               nodes whose delay grows without end
    first               node of a loop -> when it is done as far as the loop does not turn
    """

    finishes: list[int]
    moments: dict[int, int]
    events: list[Event]
    last: dict[int, int]
    never: set[int]
    plan: Plan
    first: dict[int, NodeFinish]

    def state(self, node: int) -> NodeFinish:
        """The finish of a node."""
        return self.finishes[node], self.moments.get(node)


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
            _Loop(network, plan, now, extra, horizon).settle(nodes)
        else:
            _finish(network, now, v, start_from_outside(network, plan, now, v), extra)
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


def start_from_outside(network: Network, plan: Plan, now: Happened, node: int) -> int:
    """When a node starts if all others of its loop, where it is in one, are in time.

    A group that `turns` belongs to the loop.
    """
    edges, finishes, planned, moments = network.edges, now.finishes, plan.finishes, now.moments
    source, special, credited = edges.source, edges.special, edges.credited
    in_loop, turning = network.loop[node] >= 0, edges.turning
    first = start = plan.starts[node]
    for edge in range(network.first_edge[node], network.single_end[node]):
        u = source[edge]
        if finishes[u] == planned[u] and (not moments or moments.get(u) == plan.moments.get(u)):
            continue  # in time, so it cannot be what is waited for beyond the plan
        if in_loop and turning[edge]:
            continue
        if special[edge]:
            opens = gate(network, plan, edge, (finishes[u], moments.get(u)))
        elif credited[edge]:
            opens = finishes[u] - edges.slack[edge]
        elif plan.earliest is not None:
            opens = gate(network, plan, edge, (finishes[u], moments.get(u)))
        else:
            opens = finishes[u] - planned[u] + first - edges.slack[edge]
        if opens > start:  # noqa: PLR1730 - a call of max() would be half of the pass
            start = opens
    for group in network.groups.get(node, ()):
        if not (in_loop and network.turns(group)):
            states = [now.state(source[edge]) for edge in group]
            start = max(start, group_arrival(network, plan, group, states)[1])
    return start


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


def length_of(extra: Extra, node: int) -> CompiledLength:
    """How much longer the work of a node takes."""
    return CompiledLength(extra.work.get(node, 0), extra.elapsed.get(node, 0))


def _finish(network: Network, now: Happened, node: int, start: int, extra: Extra) -> None:
    _set(now, node, done_from(network, now.plan, node, start, length_of(extra, node)))


def done_from(
    network: Network, plan: Plan, node: int, start: int, longer: CompiledLength = NO_TIME
) -> NodeFinish:
    """When a node is done, as much later than planned as it may become from such a start on."""
    state = finish(network, node, start, longer)
    if not (network.uncertain[node] and (longer.elapsed or node in network.elapsed)):
        return state
    late = later_by(network, node, plan.starts[node], start)
    later = later_than_planned(network, plan, node, late, longer)
    number = plan.finishes[node] + later.most
    if number <= state[0]:
        return state
    return number, network.axis.times[network.calendar[node]].closing(number)


def _set(now: Happened, node: int, state: NodeFinish) -> None:
    now.finishes[node], moment = state
    if moment is None:
        now.moments.pop(node, None)
    else:
        now.moments[node] = moment


class _Loop:
    """One loop, while it turns: from what comes from outside to the least fixed point.

    The latest goes first, by the clock. Without departures that settles each node once (Dijkstra's
    argument with the signs turned): in a second lap it would only pay for the same closing hours
    again, where calendars differ. A missed departure may make one later again.

    What is waited for only if the map means it so closes the loop in some readings, and in others
    is a link as any: there what a node takes longer itself comes on top, once on each chain.

    Where the order hangs on the reading, the circle is left to turn as far as any order can carry
    a delay: through each node once.
    """

    def __init__(
        self, network: Network, plan: Plan, now: Happened, extra: Extra, horizon: int
    ) -> None:
        self.network, self.plan, self.now = network, plan, now
        self.extra, self.horizon = extra, horizon
        self.open: list[tuple[int, int]] = []
        self.chain: dict[int, frozenset[int]] = {}
        self.in_any_order = False
        self.before: dict[int, tuple[NodeFinish, int | None]] = {}

    def settle(self, nodes: list[int]) -> None:
        network, plan, now = self.network, self.plan, self.now
        for v in sorted(nodes, key=network.rank.__getitem__):
            _finish(network, now, v, start_from_outside(network, plan, now, v), self.extra)
            now.first[v] = now.state(v)
            self.chain[v] = self._came_through(v)
        # Of these it is what is outside that may make the choice late.
        for group in self._mixed(nodes):
            self.delay(group[0])
        grows = may_grow(network, nodes)
        open_ = plan.earliest is not None and order_is_open(network, nodes)
        self.in_any_order = open_ and not grows
        if self.in_any_order:
            self._turn_in_any_order(nodes)
            return
        self.open = [(-self.late(v), v) for v in nodes if self.late(v)]
        heapify(self.open)
        bound = max(map(self.late, nodes), default=0) + self.horizon
        settled: set[int] = set()
        while self.open:
            minutes, u = heappop(self.open)
            if -minutes < self.late(u):
                continue  # it has become later since, and went on with that
            if not grows:
                settled.add(u)
            for edge in network.within[u]:
                v = network.edges.target[edge]
                done = v in settled and not self.is_link(edge)
                if not done and v not in now.never and self.delay(edge):
                    if self.late(v) > bound:
                        now.never.add(v)
                    heappush(self.open, (-self.late(v), v))

    def _turn_in_any_order(self, nodes: list[int]) -> None:
        """All at once, again and again, as often as a chain has links that passes no node twice."""
        now = self.now
        for _ in nodes[1:]:
            self.before = {v: (now.state(v), now.last.get(v)) for v in nodes}
            news = [self.delay(edge) for v in nodes for edge in self.network.within[v]]
            if not any(news):
                return

    def _mixed(self, nodes: list[int]) -> list[tuple[int, ...]]:
        """The groups whose first is normally there already, and others are inside the loop."""
        inside = self.network.edges.turning
        return [
            group
            for v in nodes
            for group in self.network.groups.get(v, ())
            if self.network.turns(group) and not inside[group[0]]
        ]

    def is_link(self, edge: int) -> bool:
        """Whether it may be a link as any, and carries what has not come through its end yet."""
        edges = self.network.edges
        if not (edge in self.network.links or edges.vouched[edge]):
            return False
        if self.in_any_order:
            return True
        return edges.target[edge] not in self.chain.get(edges.source[edge], ())

    def _came_through(self, node: int) -> frozenset[int]:
        """The nodes of the loop through which comes what makes one late before the loop turns."""
        network, plan, now = self.network, self.plan, self.now
        latest, before = plan.starts[node], None
        for edge in range(network.first_edge[node], network.single_end[node]):
            u = network.edges.source[edge]
            if u in self.chain and network.edges.vouched[edge]:
                opens = gate(network, plan, edge, now.state(u))
                if opens > latest:
                    latest, before = opens, u
        return frozenset({node}) | (self.chain[before] if before is not None else frozenset())

    def late(self, node: int) -> int:
        """Minutes on the clock: being late by a night may be no working time at all."""
        return moment_of(self.network, node, self.now.state(node)) - moment_of(
            self.network, node, self.plan.state(node)
        )

    def _heard(self, node: int) -> tuple[NodeFinish, int | None]:
        """When a node was done as those who wait for it heard last, and the event that made it."""
        return self.before.get(node) or (self.now.state(node), self.now.last.get(node))

    def delay(self, edge: int) -> bool:
        """Whether what comes late by an edge makes its customer later than it is."""
        network, plan, now = self.network, self.plan, self.now
        v = network.edges.target[edge]
        group = network.group_of.get(edge, (edge,))
        heard = tuple(self._heard(network.edges.source[one])[0] for one in group)
        if len(group) == 1:
            start = gate(network, plan, edge, heard[0])
        else:
            _, start = group_arrival(network, plan, group, heard)
        if start <= plan.starts[v]:
            return False
        u, own = network.edges.source[group[0]], NO_TIME
        if self.is_link(edge):
            own = length_of(self.extra, v)
        state = done_from(network, plan, v, start, own)
        if moment_of(network, v, state) <= moment_of(network, v, now.state(v)):
            return False
        self.chain[v] = self.chain.get(u, frozenset()) | {v}
        before = self._heard(u)[1]
        now.events.append(Event(v, group[0], state, before, heard))
        now.last[v] = len(now.events) - 1
        _set(now, v, state)
        return True


def _spread_never(network: Network, plan: Plan, now: Happened) -> None:
    """Who waits for one that never recovers, and starts late because of it, never does either.

    Of alternatives none may recover: one that does comes to the rescue at last.
    """
    source, target = network.edges.source, network.edges.target
    # No walk: who is reached depends on who else is, until nobody joins any more.
    todo = sorted(now.never)
    while todo:
        for edge in network.leaving[todo.pop()]:
            v = target[edge]
            group = network.group_of.get(edge, (edge,))
            providers = [source[one] for one in group]
            if v in now.never or not now.never.issuperset(providers):
                continue
            states = [now.state(u) for u in providers]
            if len(group) > 1:
                start = group_arrival(network, plan, group, states)[1]
            else:
                start = gate(network, plan, edge, states[0])
            if start > plan.starts[v]:
                now.never.add(v)
                todo.append(v)
