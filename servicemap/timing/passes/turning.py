"""A loop, while a delay goes round it."""

from heapq import heapify, heappop, heappush

from servicemap.timing.network.compiled import Network
from servicemap.timing.network.edges import NO_TIME
from servicemap.timing.passes.arrivals import gate, group_arrival
from servicemap.timing.passes.circles import may_grow, never_lengthens, order_is_open
from servicemap.timing.passes.finishes import Extra, NodeFinish, Plan, moment_of
from servicemap.timing.passes.happening import (
    Event,
    Happened,
    done_from,
    finish_from,
    keep,
    length_of,
    start_from_outside,
    start_with,
)


class Loop:
    """One loop, while it turns: from what comes from outside to the least fixed point.

    As far as the plan leads from one to the next, delays add up as anywhere. What then comes round
    by an edge that the plan does not count adds nothing to what somebody takes longer anyhow.

    The latest goes first, by the clock, but none before the one who made it so late. Where
    calendars differ, and nothing departs, that settles each node once: in a second lap it would
    only pay for the same closing hours again. A missed departure may make one later again.

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
        """What becomes of the nodes of the loop, everybody else being as late as they are."""
        network, plan = self.network, self.plan
        begins = self._begin(nodes)
        grows = may_grow(network, nodes)
        open_ = plan.earliest is not None and order_is_open(network, nodes)
        self.in_any_order = open_ and not grows
        if self.in_any_order:
            self._turn_in_any_order(nodes)
        else:
            self._turn(nodes, begins, once=not (grows or never_lengthens(network, nodes)))

    def _begin(self, nodes: list[int]) -> list[int]:
        """What comes from outside and by plan; who is late though nobody inside makes them so."""
        network, plan, now = self.network, self.plan, self.now
        begins = []
        for v in sorted(nodes, key=network.rank.__getitem__):
            start = start_from_outside(network, plan, now, v)
            finish_from(network, now, v, start, self.extra)
            if self.late(v):
                begins.append(v)
            start, before = self._by_plan(v, start)
            finish_from(network, now, v, start, self.extra)
            now.first[v] = now.state(v)
            self.chain[v] = frozenset({v}) | self.chain.get(before, frozenset())
        # Of these it is what is outside that may make the choice late.
        target = network.edges.target
        return begins + [target[group[0]] for group in self._mixed(nodes) if self.delay(group[0])]

    def _turn(self, nodes: list[int], begins: list[int], *, once: bool) -> None:
        """The latest first, each of them `once`, or until nothing changes."""
        network, now = self.network, self.now
        self.open = [(-self.late(v), v) for v in begins]
        heapify(self.open)
        bound = max(map(self.late, nodes), default=0) + self.horizon
        met, settled = set(begins), set[int]()
        while self.open:
            minutes, u = heappop(self.open)
            if -minutes < self.late(u):
                continue  # it has become later since, and went on with that
            if once:
                settled.add(u)
            for edge in network.within[u]:
                v = network.edges.target[edge]
                if v in now.never or (v in settled and not self.is_link(edge)):
                    continue
                before = self.late(v)
                if self.delay(edge) and (v not in met or self.late(v) > before):
                    if self.late(v) > bound:
                        now.never.add(v)
                    met.add(v)
                    heappush(self.open, (-self.late(v), v))

    def _turn_in_any_order(self, nodes: list[int]) -> None:
        """All at once, again and again, as often as a chain has links that passes no node twice."""
        now = self.now
        for _ in nodes[1:]:
            self.before = {v: (now.state(v), now.last.get(v)) for v in nodes}
            told = len(now.events)
            for edge in (edge for v in nodes for edge in self.network.within[v]):
                self.delay(edge)
            if len(now.events) == told:
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
        if edge not in self.network.links:
            return False
        if self.in_any_order:
            return True
        return edges.target[edge] not in self.chain.get(edges.source[edge], ())

    def _by_plan(self, node: int, start: int) -> tuple[int, int]:
        """When a node starts that may start then, before the loop turns: which one inside makes it
        later, or -1.
        """
        network, plan, now = self.network, self.plan, self.now
        latest, before = start, -1
        for edge in range(network.first_edge[node], network.single_end[node]):
            if network.inside_loop(edge) and not network.edges.turning[edge]:
                u = network.edges.source[edge]
                opens = gate(network, plan, edge, now.state(u))
                if opens > latest:
                    latest, before = opens, u
        for group in network.groups.get(node, ()):
            if network.inside_loop(group[0]) and not network.turns(group):
                opens = start_with(network, plan, now, group)
                if opens > latest:
                    latest, before = opens, network.edges.source[group[0]]
        return latest, before

    def late(self, node: int) -> int:
        """Minutes on the clock: being late by a night may be no working time at all."""
        return moment_of(self.network, node, self.now.state(node)) - moment_of(
            self.network, node, self.plan.state(node)
        )

    def _heard(self, node: int) -> tuple[NodeFinish, int | None]:
        """When a node was done as those who wait for it heard last, and the event that made it."""
        return self.before.get(node) or (self.now.state(node), self.now.last.get(node))

    def delay(self, edge: int) -> bool:
        """Let an edge make its customer as late as it does; whether that is how late it is."""
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
        more = moment_of(network, v, state) - moment_of(network, v, now.state(v))
        if more <= 0:
            return more == 0
        self.chain[v] = self.chain.get(u, frozenset()) | {v}
        before = self._heard(u)[1]
        now.events.append(Event(v, group[0], state, before, heard))
        now.last[v] = len(now.events) - 1
        keep(now, v, state)
        return True
