"""A loop, while a delay goes round it."""

from heapq import heapify, heappop, heappush

from servicemap.timing.network.compiled import Network
from servicemap.timing.passes.arrivals import gate, group_arrival
from servicemap.timing.passes.circles import followed_to, settles_once
from servicemap.timing.passes.finishes import Extra, Plan, moment_of
from servicemap.timing.passes.happening import (
    Event,
    Happened,
    done_from,
    finish_from,
    keep,
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
    """

    def __init__(
        self, network: Network, plan: Plan, now: Happened, extra: Extra, horizon: int
    ) -> None:
        self.network, self.plan, self.now = network, plan, now
        self.extra, self.horizon = extra, horizon

    def settle(self, nodes: list[int]) -> None:
        """What becomes of the nodes of the loop, everybody else being as late as they are."""
        begins = self._begin(nodes)
        self._turn(nodes, begins, once=settles_once(self.network, nodes))

    def _begin(self, nodes: list[int]) -> list[int]:
        """What comes from outside and by plan; who is late though nobody inside makes them so."""
        network, plan, now = self.network, self.plan, self.now
        begins = []
        for v in sorted(nodes, key=network.rank.__getitem__):
            start = start_from_outside(network, plan, now, v)
            finish_from(network, now, v, start, self.extra)
            if self.late(v):
                begins.append(v)
            finish_from(network, now, v, self._by_plan(v, start), self.extra)
            now.first[v] = now.state(v)
        # Of these it is what is outside that may make the choice late.
        target = network.edges.target
        return begins + [target[group[0]] for group in self._mixed(nodes) if self.delay(group[0])]

    def _turn(self, nodes: list[int], begins: list[int], *, once: bool) -> None:
        """The latest first, each of them `once`, or until nothing changes."""
        network, now = self.network, self.now
        open_ = [(-self.late(v), v) for v in begins]
        heapify(open_)
        bound = max(map(self.late, nodes), default=0)
        bound = followed_to(network, self.plan, nodes, bound, self.horizon)
        met, settled = set(begins), set[int]()
        while open_:
            minutes, u = heappop(open_)
            if -minutes < self.late(u):
                continue  # it has become later since, and went on with that
            if once:
                settled.add(u)
            for edge in network.within[u]:
                v = network.edges.target[edge]
                if v in now.never or v in settled:
                    continue
                before = self.late(v)
                if self.delay(edge) and (v not in met or self.late(v) > before):
                    if self.late(v) > bound:
                        now.never.add(v)
                    met.add(v)
                    heappush(open_, (-self.late(v), v))

    def _mixed(self, nodes: list[int]) -> list[tuple[int, ...]]:
        """The groups whose first is normally there already, and others are inside the loop."""
        inside = self.network.edges.turning
        return [
            group
            for v in nodes
            for group in self.network.groups.get(v, ())
            if self.network.turns(group) and not inside[group[0]]
        ]

    def _by_plan(self, node: int, start: int) -> int:
        """When a node starts that may start then, before the loop turns."""
        network, plan, now = self.network, self.plan, self.now
        for edge in range(network.first_edge[node], network.single_end[node]):
            if network.inside_loop(edge) and not network.edges.turning[edge]:
                u = network.edges.source[edge]
                start = max(start, gate(network, plan, edge, now.state(u)))
        for group in network.groups.get(node, ()):
            if network.inside_loop(group[0]) and not network.turns(group):
                start = max(start, start_with(network, plan, now, group))
        return start

    def late(self, node: int) -> int:
        """Minutes on the clock: being late by a night may be no working time at all."""
        return moment_of(self.network, node, self.now.state(node)) - moment_of(
            self.network, node, self.plan.state(node)
        )

    def delay(self, edge: int) -> bool:
        """Let an edge make its customer as late as it does; whether that is how late it is."""
        network, plan, now = self.network, self.plan, self.now
        v = network.edges.target[edge]
        group = network.group_of.get(edge, (edge,))
        heard = tuple(now.state(network.edges.source[one]) for one in group)
        if len(group) == 1:
            start = gate(network, plan, edge, heard[0])
        else:
            _, start = group_arrival(network, plan, group, heard)
        if start <= plan.starts[v]:
            return False
        state = done_from(network, plan, v, start)
        more = moment_of(network, v, state) - moment_of(network, v, now.state(v))
        if more <= 0:
            return more == 0
        before = now.last.get(network.edges.source[group[0]])
        now.events.append(Event(v, group[0], state, before, heard))
        now.last[v] = len(now.events) - 1
        keep(now, v, state)
        return True
