"""A loop of which the map leaves open whether it closes, while a delay goes round it: the most."""

from collections.abc import Iterator, Mapping, Sequence
from heapq import heapify, heappop, heappush
from itertools import product
from typing import NamedTuple

from servicemap.durations import WEEK_OF_CLOCK
from servicemap.timing.network.compiled import Network
from servicemap.timing.network.edges import NO_TIME
from servicemap.timing.passes.arrivals import gate, group_arrival
from servicemap.timing.passes.circles import followed_to, never_lengthens, order_is_open
from servicemap.timing.passes.finishes import Extra, NodeFinish, Plan, moment_of
from servicemap.timing.passes.happening import (
    Event,
    Happened,
    done_from,
    keep,
    length_of,
    start_from_outside,
)
from servicemap.timing.passes.weeks import latest_after, settles_after, weeks_at_most

TOLD_APART = 6
"""So many services that take longer themselves are told apart on the ways round a loop. Of more, a
way may count one each time that it passes it: so many ways there are.
"""

FOLLOWED_PAST_DAYS_OFF = 13 * WEEK_OF_CLOCK
"""Where any of a year's days off may add a week: more of them is no bound to act on."""


def is_open(network: Network, plan: Plan, nodes: Sequence[int]) -> bool:
    """Whether the map leaves open which links close a loop, or in which order its nodes settle."""
    if plan.earliest is None:
        return False
    links = network.links
    open_ = links and any(edge in links for v in nodes for edge in network.within[v])
    return bool(open_) or order_is_open(network, nodes)


class _WayRound(NamedTuple):
    """How late a node is by one way to it: when it is done then, and the event that tells how.

    `counted` are the late ones that it has passed: their own delay is in it already, or is none.
    `late` is told in minutes on the clock: being late by a night may be no working time at all.
    """

    counted: frozenset[int]
    state: NodeFinish
    late: int
    event: int | None


class OpenLoop:
    """One loop, while it turns, that does not close in every reading, or closes with other links.

    In some readings a link closes the loop: what comes by it adds nothing to what somebody takes
    longer anyhow. In others it is a link as any, and that comes on top. No way counts the same
    delay twice, but which of several it has counted tells what may still come: the longest way to a
    node need not be the one of which most becomes. So of each node all ways are kept that count
    something else.

    Nobody is later by it than after so many whole weeks that all goes on again as it was planned.

    Where the order in which the nodes settle hangs on the reading, the loop is left to turn as far
    as any order can carry a delay: by what closes it through each node once.
    """

    def __init__(
        self, network: Network, plan: Plan, now: Happened, extra: Extra, horizon: int
    ) -> None:
        self.network, self.plan, self.now = network, plan, now
        self.extra, self.horizon = extra, horizon
        self.ways: dict[int, list[_WayRound]] = {}
        # An edge, whether delays come on top, and the ways that it has passed on, by their events:
        # from those nobody learns anything again.
        self.passed_on: set[tuple[int, bool, bool, tuple[int | None, ...]]] = set()
        self.planned: dict[int, int] = {}  # node -> the moment at which it is planned to be done
        self.told_apart: frozenset[int] = frozenset()
        self.comes_on_top = True
        self.starts: dict[int, int] = {}  # node -> when it starts if nobody inside is late
        self.weeks: int | None = None

    def settle(self, nodes: list[int]) -> None:
        """What becomes of the nodes of the loop, everybody else being as late as they are."""
        network = self.network
        late = [v for v in nodes if any(length_of(self.extra, v))]
        late.sort(key=lambda v: (-sum(length_of(self.extra, v)), v))
        late += [
            v
            for v in nodes
            if v not in late and not network.unsettled.isdisjoint(network.edges_into(v))
        ]
        self.told_apart = frozenset(late[:TOLD_APART])
        self.ways = {v: [] for v in nodes}
        self.planned = {v: moment_of(network, v, self.plan.state(v)) for v in nodes}
        in_order = sorted(nodes, key=network.rank.__getitem__)
        for v in in_order:
            self._begin(v)
        self.weeks = self._weeks_at_most(nodes)
        self._go_round(in_order, in_any_order=len(late) > TOLD_APART)

    def _go_round(self, in_order: list[int], *, in_any_order: bool) -> None:
        """What those who are late make of each other."""
        network = self.network
        for v in in_order:
            self._by_plan(v, first=True)
            self.now.first[v] = self._latest(v).state
        for group in self._mixed(in_order):
            self._pass_on(group[0], self.ways)
        grows = network.may_grow(in_order)
        in_any_order |= not (grows or never_lengthens(network, in_order))
        if in_any_order:
            self._turn_in_any_order(in_order)
            self.comes_on_top = False
        if grows or not in_any_order:
            self._turn(in_order)
        for v in in_order:
            latest = self._latest(v)
            keep(self.now, v, latest.state)
            if latest.event is not None and latest.state != self.now.first[v]:
                self.now.last[v] = latest.event

    def _begin(self, node: int) -> None:
        """What comes from outside, and what takes longer itself."""
        network, plan, now = self.network, self.plan, self.now
        own = length_of(self.extra, node)
        start = self.starts[node] = start_from_outside(network, plan, now, node)
        state = done_from(network, plan, node, start, own)
        if state == plan.state(node):
            return
        edge: int | None = None
        heard: tuple[NodeFinish, ...] = ()
        for group in self._from_outside(node) if start > plan.starts[node] else ():
            said = tuple(map(self._heard_outside, group))
            if edge is None and self._opens(group, said) == start:
                edge, heard = group[0], said
        self._learn(node, self.told_apart & {node}, Event(node, edge, state, None, heard))

    def _weeks_at_most(self, nodes: list[int]) -> int | None:
        """How many weeks late the loop makes anybody at most: None where that has no end.

        What is heard from outside is the most of it. Own delays add up, and each of them may begin
        as late as the others make it. What comes from outside with alternatives inside may be later
        than any of the loop knows.
        """
        network = self.network
        inside = (edge for v in nodes for edge in network.within[v])
        if not network.unsettled.isdisjoint(inside) or next(self._mixed(nodes), None):
            return None
        heard = max(map(self._weeks_heard, nodes))
        late = [v for v in nodes if any(length_of(self.extra, v))]
        weeks = settles_after(network, self.plan, nodes, heard)
        while weeks is not None:
            others = weeks if heard or len(late) > 1 else 0
            after = self._added_up(nodes, heard, [self._weeks_own(v, others) for v in late])
            if after == weeks or len(late) < 2:
                return after
            weeks = after
        return None

    def _added_up(self, nodes: list[int], heard: int, own: Sequence[int]) -> int | None:
        """To how many weeks own delays add up, in whatever order they come."""
        network, plan, total = self.network, self.plan, heard + sum(own)
        if all(settles_after(network, plan, nodes, k) == k for k in range(heard, total + 1)):
            return total
        weeks = settles_after(network, plan, nodes, heard)
        for _ in own:
            if weeks is not None:
                weeks = settles_after(network, plan, nodes, weeks + max(own))
        return weeks

    def _weeks_heard(self, node: int) -> int:
        """How many weeks late a node is at most by what comes from outside."""
        network, plan = self.network, self.plan
        state = done_from(network, plan, node, self.starts[node])
        if state == plan.state(node):
            return 0
        at_any_time = bool(network.clocked[node])
        return weeks_at_most(network, plan, node, state, at_any_time=at_any_time)

    def _weeks_own(self, node: int, begun_later: int) -> int:
        """How many weeks the own delay of a node is at most, begun up to so many weeks later."""
        network, plan, own = self.network, self.plan, length_of(self.extra, node)
        state = done_from(network, plan, node, plan.starts[node], own)
        at_any_time = bool(network.clocked[node]) and own.elapsed > 0
        return weeks_at_most(
            network, plan, node, state, at_any_time=at_any_time, begun_later=begun_later
        )

    def _no_later(self, node: int, state: NodeFinish) -> NodeFinish:
        """A finish, or the latest that there may be."""
        if self.weeks is None:
            return state
        latest = latest_after(self.network, self.plan, node, self.weeks)
        return latest if self._late(node, state) > self._late(node, latest) else state

    def _from_outside(self, node: int) -> Iterator[tuple[int, ...]]:
        """What a node waits for of which the first comes from outside its loop."""
        network = self.network
        for edge in range(network.first_edge[node], network.single_end[node]):
            if not network.inside_loop(edge):
                yield (edge,)
        for group in network.groups.get(node, ()):
            if not network.inside_loop(group[0]):
                yield group

    def _heard_outside(self, edge: int) -> NodeFinish:
        """When the provider of an edge is done as far as no loop turns."""
        happened = self.plan if self.network.edges.turning[edge] else self.now
        return happened.state(self.network.edges.source[edge])

    def _mixed(self, nodes: list[int]) -> Iterator[tuple[int, ...]]:
        """The groups that wait for what comes round the loop, but for their first."""
        for v in nodes:
            for group in self._from_outside(v):
                if len(group) > 1 and self.network.turns(group):
                    yield group

    def _turn(self, nodes: list[int]) -> None:
        """The latest first, until nothing changes."""
        network, now = self.network, self.now
        open_ = [(-way.late, v, way.event, way) for v in nodes for way in self.ways[v]]
        heapify(open_)
        bound = max((-late for late, *_ in open_), default=0)
        horizon = self.horizon
        if self.weeks is None and network.by_weeks:
            horizon = min(horizon, FOLLOWED_PAST_DAYS_OFF)
        bound = followed_to(network, self.plan, nodes, bound, horizon)
        while open_:
            _, u, _, way = heappop(open_)
            if way not in self.ways[u]:
                continue  # another one is later since, and went on
            for edge in network.within[u]:
                v = network.edges.target[edge]
                for learned in self._pass_on(edge, self.ways) if v not in now.never else ():
                    if learned.late > bound:
                        now.never.add(v)
                    heappush(open_, (-learned.late, v, learned.event, learned))

    def _turn_in_any_order(self, in_order: list[int]) -> None:
        """All at once, again and again, as often as an order can have links that pass each node
        once.
        """
        for _ in in_order[1:]:
            before = {v: ways.copy() for v, ways in self.ways.items()}
            for edge in (edge for v in in_order for edge in self.network.within[v]):
                self._pass_on(edge, before)
            for v in in_order:
                self._by_plan(v)
            if before == self.ways:
                return

    def _by_plan(self, node: int, *, first: bool = False) -> None:
        """What is planned for it inside the loop, others as late as they are.

        At `first`, before the loop turns, that comes on top in every reading.
        """
        network = self.network
        for edge in range(network.first_edge[node], network.single_end[node]):
            if network.inside_loop(edge) and not network.edges.turning[edge]:
                self._pass_on(edge, self.ways, first=first)
        for group in network.groups.get(node, ()):
            if network.inside_loop(group[0]) and not network.turns(group):
                self._pass_on(group[0], self.ways, first=first)

    def _pass_on(
        self, edge: int, ways: Mapping[int, list[_WayRound]], *, first: bool = False
    ) -> list[_WayRound]:
        """What an edge makes of the ways to its provider: those by which its customer is later.

        Alternatives have to be late all together, each by one of its ways.
        """
        edges, v = self.network.edges, self.network.edges.target[edge]
        group = self.network.group_of.get(edge, (edge,))
        each, learned = [], []
        for one in group:
            u = edges.source[one]
            known = [] if first and edges.turning[one] else ways.get(u, [])
            # In some reading one of several may be in time, and yet come later than the others.
            each.append(known if known and len(group) == 1 else [*known, self._elsewhere(u)])
        for by in product(*each):
            passed_on = edge, first, self.comes_on_top, tuple(way.event for way in by)
            if passed_on not in self.passed_on:
                self.passed_on.add(passed_on)
                way = self._by(v, group, by, first=first)
                if way is not None:
                    learned.append(way)
        return learned

    def _elsewhere(self, node: int) -> _WayRound:
        """A node that is in time, or in no loop of these."""
        happened = self.plan if node in self.ways else self.now
        return _WayRound(frozenset(), happened.state(node), 0, None)

    def _by(
        self, node: int, group: tuple[int, ...], by: Sequence[_WayRound], *, first: bool
    ) -> _WayRound | None:
        """What a node has by such ways to what it waits for, if that makes it later."""
        network, plan = self.network, self.plan
        heard = tuple(way.state for way in by)
        counted = frozenset[int]().union(*(way.counted for way in by))
        outside: tuple[NodeFinish, ...] = ()
        if node in counted and not network.unsettled.isdisjoint(group):
            sources = (network.edges.source[edge] for edge in group)
            outside = tuple(
                plan.state(u) if node in way.counted else way.state
                for u, way in zip(sources, by, strict=True)
            )
        start = self._opens(group, heard, outside)
        if start <= plan.starts[node]:
            return None
        on_top = first or (self.comes_on_top and not network.links.isdisjoint(group))
        longer = length_of(self.extra, node) if on_top and node not in counted else NO_TIME
        state = self._no_later(node, done_from(network, plan, node, start, longer))
        event = Event(node, group[0], state, by[0].event, heard, outside)
        return self._learn(node, counted | (self.told_apart & {node}), event)

    def _opens(
        self,
        group: tuple[int, ...],
        heard: Sequence[NodeFinish],
        outside: Sequence[NodeFinish] = (),
    ) -> int:
        """When an edge, or the first of its group, lets its customer start."""
        if len(group) == 1:
            return gate(self.network, self.plan, group[0], heard[0])
        return group_arrival(self.network, self.plan, group, heard, outside)[1]

    def _latest(self, node: int) -> _WayRound:
        """The way by which a node of the loop is latest."""
        ways = self.ways[node] or [self._elsewhere(node)]
        return max(ways, key=lambda way: way.late)

    def _late(self, node: int, state: NodeFinish) -> int:
        """How late a node is, as ways tell it."""
        return moment_of(self.network, node, state) - self.planned[node]

    def _learn(self, node: int, counted: frozenset[int], event: Event) -> _WayRound | None:
        """Keep a way to a node, unless another one that counts no more is as late."""
        late, known = self._late(node, event.state), self.ways[node]
        if any(one.counted <= counted and one.late >= late for one in known):
            return None
        way = _WayRound(counted, event.state, late, len(self.now.events))
        self.now.events.append(event)
        self.ways[node] = [
            one for one in known if not (counted <= one.counted and one.late <= late)
        ]
        self.ways[node].append(way)
        return way
