"""The map as arrays: what waits for what, compiled once, read by every question about time.

A node is a service, numbered in the map's order; an edge u -> v says that v waits for u. Edges
stand together by the node they end at: `first_edge[v]` to `first_edge[v + 1]` are what v waits
for, those of `any_of` groups last.

Times are numbers of working minutes in the calendar of the node they belong to (calendars.py), so
that work is plain arithmetic. Only where an edge leads from one calendar to another, or leaves at
certain times, does anything become a moment on the clock.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from typing import NamedTuple

from servicemap.durations import Duration
from servicemap.index import Index, compile_index
from servicemap.model import EXTERNAL, Departures, Moment, Reliance, Service, ServiceMap
from servicemap.timing.network.axis import Axis
from servicemap.timing.network.loops import components_in_order
from servicemap.walks import reached


class Length(NamedTuple):
    """A length of time: minutes of somebody's working time, and minutes on the clock."""

    work: int = 0
    elapsed: int = 0


NO_TIME = Length()

CELLS = 1 << 25
"""Services times delays that are looked at together: 128 MB."""


class Edges:
    """One entry an edge. `source` waits to be delivered, `target` waits for it.

    slack        how long after its planned start the target can do without, in its working time
    elapsed      edge -> slack on the clock, where somebody gave that
    departs      edge -> when it can leave
    switch       edge -> how long after the first one's planned arrival an alternative comes
    standing     normally there already
    alternative  one of an `any_of` group, but not its first
    planned      the plan counts it: not standing, not inside a loop, and no alternative
    credited     the schedule may vouch for it
    special      its arrival is more than a number passed on: another calendar, departures, ...
    """

    __slots__ = (
        "alternative",
        "credited",
        "departs",
        "elapsed",
        "planned",
        "slack",
        "source",
        "special",
        "standing",
        "switch",
        "target",
    )

    def __init__(self) -> None:
        self.source: list[int] = []
        self.target: list[int] = []
        self.slack: list[int] = []
        self.elapsed: dict[int, int] = {}
        self.departs: dict[int, Departures] = {}
        self.switch: dict[int, Length] = {}
        self.standing = bytearray()
        self.alternative = bytearray()
        self.planned = bytearray()
        self.credited = bytearray()
        self.special = bytearray()


class Network:
    """One map, compiled.

    services     node -> id, in the map's order; `number` is its inverse
    calendar     node -> which of `axis.times` its provider works by
    starting     node -> the time in which its starts are numbered: its provider's, of clocked ones
                 the clock's
    opens        node -> the first start there is for it, whatever has arrived
    work         node -> minutes it takes; 0 where nobody said, and where it takes `elapsed` time
    elapsed      node -> minutes on the clock that it takes beside
    clocked      nodes that start the moment their needs have arrived, whoever works then, and whose
                 finish is a moment rather than a number of minutes worked
    single_end   node -> the end of its edges that stand alone; groups follow
    groups       node -> its `any_of` groups, each the edges of it, the planned one first
    group_of     edge -> the group it is in
    open         the parties that rely on somebody without saying for which service
    order        the nodes, each after all that it waits for; the nodes of a loop together
    rank         node -> its place in `order`
    turn         node -> when a pass comes to it: its rank, or that of the first node of its loop
    loop, loops  node -> which loop it is in, or -1; loop -> its nodes
    within       node in a loop -> the edges by which it delays others of the same loop
    waits        node -> the nodes whose planned finish it starts at, where that is all there is
                 to its planned start; None where an edge is special
    incomplete   node -> whether its planned finish counts only what is known
    """

    __slots__ = (
        "_leaving",
        "_lengths",
        "axis",
        "calendar",
        "clocked",
        "edges",
        "elapsed",
        "first_edge",
        "group_of",
        "groups",
        "incomplete",
        "lookups",
        "loop",
        "loops",
        "map",
        "number",
        "open",
        "opens",
        "order",
        "rank",
        "services",
        "single_end",
        "starting",
        "turn",
        "waits",
        "within",
        "work",
    )

    def __init__(self, m: ServiceMap) -> None:
        """Compile a map. Linear in its services and in who waits for what."""
        self.map = m
        with collector_off():  # it would go through hundreds of thousands of young lists
            self._compile(m)

    def _compile(self, m: ServiceMap) -> None:
        self.lookups: Index = compile_index(m)
        self.axis = Axis(m)
        self.open = {one.customer for one in m.unsaid if not one.standing}
        self.services = tuple(m.services)
        self.number = {service: node for node, service in enumerate(self.services)}
        self.calendar = [self.axis.calendar[s.provider] for s in m.services.values()]
        self._lengths: dict[tuple[Duration, int], Length] = {}
        self.work: list[int] = []
        self.elapsed: dict[int, int] = {}
        self._measure()
        self.first_edge: list[int] = []
        self.single_end: list[int] = []
        self.groups: dict[int, list[tuple[int, ...]]] = {}
        self.edges = Edges()
        for node in range(len(self.services)):
            self._connect(node)
        self.first_edge.append(len(self.edges.source))
        self.group_of = {e: group for of in self.groups.values() for group in of for e in group}
        self.order, self.loop, self.loops = components_in_order(self.first_edge, self.edges.source)
        self.rank = [0] * len(self.order)
        for place, node in enumerate(self.order):
            self.rank[node] = place
        self.turn = self.rank
        if self.loops:
            self.turn = [
                self.rank[self.loops[loop][0]] if loop >= 0 else rank
                for loop, rank in zip(self.loop, self.rank, strict=True)
            ]
        self.within: dict[int, list[int]] = {node: [] for nodes in self.loops for node in nodes}
        self.incomplete = self._judge()
        self.clocked = self._find_clocked()
        times, clock = self.axis.times, self.axis.clock
        self.starting = [
            clock if clocked else times[calendar]
            for clocked, calendar in zip(self.clocked, self.calendar, strict=True)
        ]
        self.opens = self._find_opens()
        self.waits = self._find_waits()
        self._leaving: list[list[int]] | None = None

    def __repr__(self) -> str:
        return f"<Network of {len(self.services)} services and {len(self.edges.source)} edges>"

    @property
    def leaving(self) -> list[list[int]]:
        """Node -> the edges by which others wait for it. Built when somebody first asks."""
        if self._leaving is None:
            with collector_off():
                self._leaving = [[] for _ in self.services]
            for edge, u in enumerate(self.edges.source):
                self._leaving[u].append(edge)
        return self._leaving

    def edges_into(self, node: int) -> range:
        """The edges by which a node waits for others."""
        return range(self.first_edge[node], self.first_edge[node + 1])

    def inside_loop(self, edge: int) -> bool:
        """Whether both its ends are in one loop."""
        loop = self.loop[self.edges.target[edge]]
        return loop >= 0 and self.loop[self.edges.source[edge]] == loop

    def on_the_clock(self, edge: int) -> bool:
        """Whether slack or a switch on an edge runs while nobody works."""
        switch = self.edges.switch.get(edge)
        return edge in self.edges.elapsed or (switch is not None and switch.elapsed > 0)

    def held_until(self, node: int) -> Moment | None:
        """The `not_before` of a node, where that comes after the start of the plan."""
        until = self.map.services[self.services[node]].not_before
        if until is None:
            return None
        moment = self.axis.beginning(until, self.calendar[node])
        later = moment is not None and moment > self.axis.starts[self.calendar[node]]
        return until if later else None

    def vague(self, service: Service) -> bool:
        """Whether nobody says what a service needs of all that its provider relies on."""
        several = len(self.lookups.making[service.provider]) > 1
        return service.needs is None and (several or service.provider in self.open)

    def length(self, length: Duration | None, node: int) -> Length:
        """A length of time in the working time of a node's provider."""
        if length is None:
            return NO_TIME
        key = (length, self.calendar[node])
        if key not in self._lengths:
            minutes = self.axis.times[key[1]].calendar.minutes(length)
            self._lengths[key] = Length(elapsed=minutes) if length.elapsed else Length(minutes)
        return self._lengths[key]

    def _measure(self) -> None:
        for node, service in enumerate(self.map.services.values()):
            takes = self.length(service.takes.likely if service.takes else None, node)
            self.work.append(takes.work)
            if takes.elapsed:
                self.elapsed[node] = takes.elapsed

    def _connect(self, node: int) -> None:
        """The edges into one node: what stands alone first, then group by group."""
        self.first_edge.append(len(self.edges.source))
        itself = self.services[node]
        choices = []
        for requirement in self.lookups.requiring[itself]:
            others = requirement.any_of
            if len(others) > 1:
                choices.append(others)
            elif others[0].service != itself:
                self._add(node, others[0], alternative=False)
        # A service that waits for itself is a finding, not a wait.
        left = [[one for one in others if one.service != itself] for others in choices]
        for group in left:
            if len(group) == 1:
                self._add(node, group[0], alternative=False)
        self.single_end.append(len(self.edges.source))
        for group in left:
            if len(group) > 1:
                self._add_group(node, group)

    def _add_group(self, node: int, group: list[Reliance]) -> None:
        """Alternatives. Where one runs on the clock, all are compared as moments."""
        first = len(self.edges.source)
        for place, one in enumerate(group):
            self._add(node, one, alternative=place > 0)
        edges = tuple(range(first, len(self.edges.source)))
        if any(map(self.on_the_clock, edges)):
            for edge in edges:
                self.edges.special[edge] = True
        self.groups.setdefault(node, []).append(edges)

    def _add(self, node: int, reliance: Reliance, *, alternative: bool) -> None:
        edges = self.edges
        edge = len(edges.source)
        provider = self.number[reliance.service]
        edges.source.append(provider)
        edges.target.append(node)
        special = self.calendar[provider] != self.calendar[node]
        slack = reliance.slack
        if slack is None:
            edges.slack.append(0)
        else:
            minutes, elapsed = self.length(slack, node)
            edges.slack.append(minutes)
            if elapsed:
                edges.elapsed[edge] = elapsed
                special = True
        says = reliance.provider_says
        if says is not None and says.departs is not None:
            edges.departs[edge] = says.departs
            special = True
        wants = reliance.customer_says
        if wants is not None and wants.switch is not None:
            edges.switch[edge] = self.length(wants.switch, node)
        edges.standing.append(wants is not None and wants.standing)
        edges.alternative.append(alternative)
        edges.special.append(special)

    def _judge(self) -> list[bool]:
        """Which edges the plan counts, and for which the schedule may vouch; what is incomplete."""
        edges = self.edges
        services = self.map.services.values()
        unmeasured = [
            service.takes is None or (service.not_before is not None and not self.axis.dated)
            for service in services
        ]
        vague = list(map(self.vague, services))
        open_ = {v for v, one in enumerate(services) if one.provider in self.open}
        unknown = self._spread(unmeasured)
        for edge, (u, v) in enumerate(zip(edges.source, edges.target, strict=True)):
            inside = self.inside_loop(edge)
            if inside:
                self.within[u].append(edge)
            vouched = not (inside or edges.standing[edge])
            edges.planned.append(vouched and not edges.alternative[edge])
            edges.credited.append(vouched and not (unknown[u] or vague[v]))
        return self._spread(
            [
                self.loop[v] >= 0 or unmeasured[v] or (vague[v] and (low < high or v in open_))
                for v, (low, high) in enumerate(pairwise(self.first_edge))
            ]
        )

    def _spread(self, marked: list[bool]) -> list[bool]:
        """The marked nodes and all that waits for one of them, near or far.

        What is normally there already is not waited for, and of alternatives the first is the
        plan: neither standing edges nor alternatives spread anything.
        """
        spread = marked.copy()
        first_edge, source = self.first_edge, self.edges.source
        standing, alternative = self.edges.standing, self.edges.alternative

        def reached(v: int) -> bool:
            if spread[v]:
                return True
            for edge in range(first_edge[v], first_edge[v + 1]):
                if spread[source[edge]] and not (standing[edge] or alternative[edge]):
                    return True
            return False

        for v in self.order:
            if self.loop[v] < 0:
                spread[v] = reached(v)
            elif v == self.loops[self.loop[v]][0] and any(map(reached, self.loops[self.loop[v]])):
                for node in self.loops[self.loop[v]]:  # inside a loop everyone waits for everyone
                    spread[node] = True
        return spread

    def _find_waits(self) -> list[tuple[int, ...] | None]:
        source, planned, special = self.edges.source, self.edges.planned, self.edges.special
        waits: list[tuple[int, ...] | None] = [
            tuple([source[edge] for edge in range(low, high) if planned[edge]])
            for low, high in pairwise(self.first_edge)
        ]
        for edge, v in enumerate(self.edges.target):
            if special[edge]:
                waits[v] = None
        return waits

    def _find_clocked(self) -> bytearray:
        """Work on the clock starts and ends at a moment; so does no work at all.

        The latter matters only where a moment is looked at: then it is asked of all that it waits
        for, whose edges become special by that.
        """
        special, source = self.edges.special, self.edges.source
        looked_at = {u for edge, u in enumerate(source) if special[edge] and not self.work[u]}
        for one in promised(self.map):
            node = self.number[one.service]
            elsewhere = self.axis.calendar[one.customer] != self.calendar[node]
            if (elsewhere or one.departs) and not self.work[node]:
                looked_at.add(node)

        # What may start on a day on which nobody works is not done before that either.
        for node, service in enumerate(self.map.services.values()):
            if service.not_before is not None and not self.work[node]:
                looked_at.add(node)

        def without_work_before(node: int) -> Iterator[int]:
            return (source[edge] for edge in self.edges_into(node) if not self.work[source[edge]])

        clocked = bytearray(len(self.services))
        for node in reached([*self.elapsed, *sorted(looked_at)], without_work_before):
            clocked[node] = True
            for edge in self.edges_into(node):
                special[edge] = True
        return clocked

    def _find_opens(self) -> list[int]:
        axis = self.axis
        working = [time.worked(at) for time, at in zip(axis.times, axis.starts, strict=True)]
        running = list(map(axis.clock.worked, axis.starts))
        opens = [
            (running if clocked else working)[calendar]
            for clocked, calendar in zip(self.clocked, self.calendar, strict=True)
        ]
        for node, service in enumerate(self.map.services.values()):
            if service.not_before is not None:
                moment = axis.beginning(service.not_before, self.calendar[node])
                if moment is not None:
                    opens[node] = max(opens[node], self.starting[node].worked(moment))
        return opens


@contextmanager
def collector_off() -> Iterator[None]:
    """Nothing that is built here forms cycles, so the collector of cycles can wait."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def promised(m: ServiceMap) -> list[Reliance]:
    """The deliveries that are promises: to anyone outside, or with a `promise` of their own."""
    external = {party.id for party in m.parties.values() if party.group in EXTERNAL}
    return [one for one in m.reliances if one.customer in external or one.promise is not None]
