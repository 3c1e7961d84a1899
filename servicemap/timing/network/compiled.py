"""The map as arrays: what waits for what, compiled once, read by every question about time.

A node is a service, numbered in the map's order; an edge u -> v says that v waits for u. Edges
stand together by the node they end at: `first_edge[v]` to `first_edge[v + 1]` are what v waits
for, those of `any_of` groups last.

Times are numbers of working minutes in the calendar of the node they belong to (calendars.py), so
that work is plain arithmetic. Only where an edge leads from one calendar to another, or leaves at
certain times, does anything become a moment on the clock.

It is one class, though longer than 400 lines: a fifth of it lists its arrays and what each holds;
its other readings are copies of it that share them. What is found of a network by looking at some
of its arrays stands in modules of its own: circles, loops, open needs.
"""

from collections.abc import Collection, Iterable, Iterator
from copy import copy
from itertools import pairwise

from servicemap.collector import collector_off
from servicemap.durations import Duration
from servicemap.index import Index, compile_index, promised
from servicemap.model import Moment, ServiceMap
from servicemap.timing.network.axis import Axis
from servicemap.timing.network.circles_of_the_plan import Circles, counts_in_plan, find_circles
from servicemap.timing.network.connecting import Connecting
from servicemap.timing.network.edges import NO_TIME, CompiledLength
from servicemap.timing.network.loops import components_in_order
from servicemap.timing.network.open_needs import find_doubts, find_open_circles, spread
from servicemap.walks import reached

CELLS = 1 << 25
"""Services times delays that are looked at together: 128 MB."""


class Network:
    """One map, compiled in the latest of its readings: what it leaves open is waited for.

    A service whose needs are open waits for all that its provider relies on; `earliest` is the
    same map where it waits for nothing. What takes nobody knows how long takes no time in both.

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
    order        the nodes, each after all that it waits for; the nodes of a loop together
    rank         node -> its place in `order`
    turn         node -> when a pass comes to it: its rank, or that of the first node of its loop
    loop, loops  node -> which loop it is in, or -1; loop -> its nodes
    within       node in a loop -> the edges by which it delays others of the same loop
    by_weeks     edges round a loop that make nobody more weeks late than whoever is late; without
                 days off nothing does that in any loop
    stocked      edges that bring what is normally there already, with departures, and close no loop
    needs_open   node -> whether the map leaves open what it waits for
    starts_open  node -> whether its planned start hangs on anything that is open
    unmeasured   node -> whether nobody says how long it takes
    unplaced     node -> whether it waits for a date, and nobody knows how far that is from the plan
    circle, ...  node -> which circle of the plan it is in, or -1; circle -> its nodes
    loose        edges at which a circle of the plan is cut, and that close it in some readings
                 alone: in others they are links as any, on chains that pass no node twice
    links        the same of loops, and all of one that is `untied`
    unsettled    alternatives that come round a loop in some readings, and from outside in others
    cut          the circles that are cut, each with the nodes at which its loose edges end
    unbounded    node -> whether its planned finish hangs on a length that nobody knows, or on loose
                 edges of which the plan counts none
    uncertain    node -> whether its planned finish hangs on anything that is open
    conditional  node -> whether it, or what it waits for, is in a circle that has to keep in step
    comes_round  the same of loops: whether a delay may come round before it gets there
    waits        node -> the nodes whose planned finish it starts at, where that is all there is
                 to its planned start; None where an edge is special
    incomplete   node -> whether its plan is uncertain or conditional: it counts what is known
    """

    __slots__ = (
        "_earliest",
        "_has_earlier",
        "_latest",
        "_leaving",
        "_lengths",
        "_outside",
        "_touched",
        "_vouching",
        "_without_slack",
        "axis",
        "by_weeks",
        "calendar",
        "circle",
        "circles",
        "clocked",
        "comes_round",
        "conditional",
        "cut",
        "edges",
        "elapsed",
        "first_edge",
        "group_of",
        "groups",
        "incomplete",
        "links",
        "lookups",
        "loop",
        "loops",
        "loose",
        "map",
        "needs_open",
        "number",
        "opens",
        "order",
        "rank",
        "services",
        "single_end",
        "starting",
        "starts_open",
        "stocked",
        "turn",
        "unbounded",
        "uncertain",
        "unmeasured",
        "unplaced",
        "unsettled",
        "waits",
        "within",
        "work",
    )

    def __init__(
        self,
        m: ServiceMap,
        lookups: Index | None = None,
        *,
        earliest_of: "Network | None" = None,
        waiting: Collection[int] = (),
    ) -> None:
        """Compile a map. Linear in its services and in who waits for what.

        `lookups` saves compiling them again. `waiting` are nodes without work that are to be late
        on the clock: the moment at which they start is asked for.
        """
        self.map = m
        self._earliest: Network | None = None
        self._touched: bytearray | None = None
        self._vouching: Network | None = None
        self._latest: Network | None = None
        self._without_slack: Network | None = None
        self._outside: Network | None = None
        with collector_off():  # it would go through hundreds of thousands of young lists
            self.lookups: Index = lookups or compile_index(m)
            self._compile(m, earliest_of, waiting)
        self._has_earlier = earliest_of is None and self.leaves_open

    def _compile(self, m: ServiceMap, latest: "Network | None", waiting: Collection[int]) -> None:
        self.axis: Axis = latest.axis if latest else Axis(m)
        self.services = tuple(m.services)
        self.number = {service: node for node, service in enumerate(self.services)}
        self.calendar = [self.axis.calendar[s.provider] for s in m.services.values()]
        self._lengths: dict[tuple[Duration, int], CompiledLength] = {}
        self.work: list[int] = []
        self.elapsed: dict[int, int] = {}
        self._measure()
        services = m.services.values()
        self.unmeasured = [latest is None and service.takes is None for service in services]
        self.unplaced = [
            latest is None and service.not_before is not None and not self.axis.dated
            for service in services
        ]
        connecting = Connecting(m, self.lookups, self.number, self.calendar, self.length)
        for node in range(len(self.services)):
            connecting.connect(node, open_too=latest is None)
        self.first_edge = [*connecting.first_edge, len(connecting.edges.source)]
        self.single_end = connecting.single_end
        self.groups = connecting.groups
        self.edges = connecting.edges
        self.needs_open = [
            any(self.edges.open[low:high]) for low, high in pairwise(self.first_edge)
        ]
        self.group_of = {e: group for of in self.groups.values() for group in of for e in group}
        self.order, self.loop, self.loops = components_in_order(self.first_edge, self.edges.source)
        found = find_circles(self.edges, self.first_edge, self.order, self.loop, self.loops)
        self.edges.turning, self.edges.circular = found.turning, found.circular
        self.circle, self.circles = found.circle, found.circles
        self.unsettled = found.unsettled
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
        planned = self._plan()
        standing = self.edges.standing
        self.stocked = frozenset(
            edge for edge in self.edges.departs if standing[edge] and not self.inside_loop(edge)
        )
        self._judge(planned, found)
        self.by_weeks = self._find_by_weeks()
        self.clocked = self._find_clocked(latest, waiting)
        times, clock = self.axis.times, self.axis.clock
        self.starting = [
            clock if clocked else times[calendar]
            for clocked, calendar in zip(self.clocked, self.calendar, strict=True)
        ]
        self.opens = self._find_opens()
        self.waits: list[tuple[int, ...] | None] = [*planned]
        for edge, v in enumerate(self.edges.target):
            if self.edges.special[edge]:
                self.waits[v] = None
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

    @property
    def leaves_open(self) -> bool:
        """Whether the map leaves anything open, so that it has more than one reading."""
        return any(self.uncertain)

    @property
    def earliest(self) -> "Network":
        """The earliest reading; the network itself where the map leaves nothing open."""
        if not self._has_earlier:
            return self
        if self._earliest is None:
            self._earliest = Network(self.map, self.lookups, earliest_of=self)
        return self._earliest

    @property
    def vouching(self) -> "Network":
        """The latest reading taken at its word: the schedule vouches for all that is not a loop's.

        Not for an alternative that hangs on a length that nobody knows.
        """
        if self._vouching is None:
            if not self.leaves_open:
                return self
            self._vouching = copy(self)
            edges = self._vouching.edges = copy(self.edges)
            edges.credited = bytearray(
                vouched and not (alternative and self.unbounded[u])
                for vouched, alternative, u in zip(
                    edges.vouched, edges.alternative, edges.source, strict=True
                )
            )
        return self._vouching

    @property
    def latest(self) -> "Network":
        """The latest reading, as a map that leaves nothing open."""
        if self._latest is None:
            self._latest = copy(self.vouching)
            # It is one of these itself, and nothing in it is open.
            self._latest._has_earlier = False  # noqa: SLF001
            self._latest._touched = None  # noqa: SLF001
            nowhere = [False] * len(self.services)
            self._latest.uncertain = self._latest.starts_open = nowhere
            self._latest.needs_open = self._latest.unmeasured = nowhere
        return self._latest

    @property
    def outside(self) -> "Network":
        """The same where all that is `unsettled` comes from outside its loop."""
        if self._outside is None:
            self._outside = self._if_turning(self.unsettled, turning=False)
        return self._outside

    def inside(self, edge: int) -> "Network":
        """The same where an edge comes round a loop."""
        return self._if_turning([edge], turning=True)

    def _if_turning(self, some: Iterable[int], *, turning: bool) -> "Network":
        other = copy(self)
        other._vouching = None  # noqa: SLF001 - it is one of these itself
        edges = other.edges = copy(self.edges)
        edges.turning, edges.vouched = edges.turning.copy(), edges.vouched.copy()
        edges.credited = edges.credited.copy()
        for edge in some:
            edges.turning[edge], edges.vouched[edge] = turning, not turning
            edges.credited[edge] = False
        return other

    @property
    def touched(self) -> bytearray:
        """Node -> whether anything that is open reaches it, by the plan or by lateness alone.

        Of the others there is one answer, whatever the map leaves open elsewhere.
        """
        if self._touched is None:
            target, leaving = self.edges.target, self.leaving
            open_ = [node for node, it in enumerate(self.uncertain) if it]
            self._touched = bytearray(len(self.services))
            for node in reached(open_, lambda node: [target[edge] for edge in leaving[node]]):
                self._touched[node] = True
        return self._touched

    def may_grow(self, nodes: Iterable[int]) -> bool:
        """Whether something departs in a loop: a delay may grow there, and is followed round it."""
        departs = self.edges.departs
        return any(edge in departs for node in nodes for edge in self.within[node])

    @property
    def without_slack(self) -> "Network":
        """The same where nobody can do without what is planned for any time: as the plan has it."""
        if self._without_slack is None:
            self._without_slack = copy(self)
            edges = self._without_slack.edges = copy(self.edges)
            edges.slack, edges.elapsed = [0] * len(edges.slack), {}
        return self._without_slack

    def edges_into(self, node: int) -> range:
        """The edges by which a node waits for others."""
        return range(self.first_edge[node], self.first_edge[node + 1])

    def planned_into(self, node: int) -> Iterator[int]:
        """The edges for which a node is planned to wait."""
        planned = self.edges.planned
        return (edge for edge in self.edges_into(node) if planned[edge])

    def inside_loop(self, edge: int) -> bool:
        """Whether both its ends are in one loop."""
        loop = self.loop[self.edges.target[edge]]
        return loop >= 0 and self.loop[self.edges.source[edge]] == loop

    def turns(self, group: tuple[int, ...]) -> bool:
        """Whether alternatives, or one edge, wait for what comes round a loop.

        Where the first of them comes from outside they do not: none inside ever comes before it.
        """
        edges = self.edges
        return not edges.vouched[group[0]] and any(edges.turning[edge] for edge in group)

    def held_until(self, node: int) -> Moment | None:
        """The `not_before` of a node, where that comes after the start of the plan."""
        until = self.map.services[self.services[node]].not_before
        if until is None:
            return None
        moment = self.axis.beginning(until, self.calendar[node])
        later = moment is not None and moment > self.axis.starts[self.calendar[node]]
        return until if later else None

    def length(self, length: Duration | None, node: int) -> CompiledLength:
        """A length of time in the working time of a node's provider."""
        if length is None:
            return NO_TIME
        key = (length, self.calendar[node])
        if key not in self._lengths:
            minutes = self.axis.times[key[1]].calendar.minutes(length)
            self._lengths[key] = (
                CompiledLength(elapsed=minutes) if length.elapsed else CompiledLength(minutes)
            )
        return self._lengths[key]

    def _measure(self) -> None:
        for node, service in enumerate(self.map.services.values()):
            takes = self.length(service.takes.likely if service.takes else None, node)
            self.work.append(takes.work)
            if takes.elapsed:
                self.elapsed[node] = takes.elapsed

    def _plan(self) -> list[tuple[int, ...]]:
        """Which edges the plan counts, and by that node -> the nodes for which it is to wait."""
        edges = self.edges
        for edge, u in enumerate(edges.source):
            if self.inside_loop(edge):
                self.within[u].append(edge)
            edges.vouched.append(not (edges.turning[edge] or edges.standing[edge]))
            edges.planned.append(counts_in_plan(edges, edge) and not edges.circular[edge])
        source, planned = edges.source, edges.planned
        return [
            tuple([source[edge] for edge in range(low, high) if planned[edge]])
            for low, high in pairwise(self.first_edge)
        ]

    def _judge(self, planned: list[tuple[int, ...]], found: Circles) -> None:
        """What hangs on what is open, and where the schedule vouches."""
        edges = self.edges
        self.loose, self.links, self.cut = find_open_circles(
            edges, self.within, self.group_of, found
        )
        self.unbounded, self.uncertain, self.starts_open = find_doubts(
            self.order,
            planned,
            needs_open=self.needs_open,
            unplaced=self.unplaced,
            unknown=[a or b for a, b in zip(self.unmeasured, self.unplaced, strict=True)],
            cut=self.cut,
        )
        edges.credited = edges.vouched
        if any(self.uncertain):
            edges.credited = bytearray(
                vouched and not (self.starts_open[v] or self.uncertain[u])
                for vouched, u, v in zip(edges.vouched, edges.source, edges.target, strict=True)
            )
        self.conditional = spread([one >= 0 for one in self.circle], self.order, planned)
        self.comes_round = spread([one >= 0 for one in self.loop], self.order, planned)
        self.incomplete = [a or b for a, b in zip(self.uncertain, self.conditional, strict=True)]

    def _find_by_weeks(self) -> frozenset[int]:
        """What comes round a loop in which not all weeks are alike."""
        first = min(self.axis.starts)
        alike = [time.is_weekly(first) for time in self.axis.times]
        found = frozenset(
            edge
            for nodes in self.loops
            if not all(alike[self.calendar[node]] for node in nodes)
            for node in nodes
            for edge in self.within[node]
            if not self.edges.vouched[edge]
        )
        for edge in found:
            self.edges.special[edge] = True
        return found

    def _find_clocked(self, latest: "Network | None", waiting: Collection[int]) -> bytearray:
        """Work on the clock starts and ends at a moment; so does no work at all.

        The latter matters only where a moment is looked at: then it is asked of all that it waits
        for, whose edges become special by that. All readings number the starts of a node alike.
        """
        special, source = self.edges.special, self.edges.source
        if latest is not None:
            for edge, v in enumerate(self.edges.target):
                special[edge] = special[edge] or latest.clocked[v]
            return latest.clocked
        looked_at = {u for edge, u in enumerate(source) if special[edge] and not self.work[u]}
        # What arrives when it is needed is held to the moment at which its customer starts.
        vouched, target = self.edges.vouched, self.edges.target
        looked_at.update(
            v
            for edge, v in enumerate(target)
            if special[edge] and not (vouched[edge] or self.work[v])
        )
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
        for node in reached(
            [*self.elapsed, *sorted(looked_at.union(waiting))], without_work_before
        ):
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
