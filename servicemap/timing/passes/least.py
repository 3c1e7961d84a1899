"""The least that a delay comes to, in whatever way what the map leaves open is filled in.

`what_happens` tells the most. Here two things are told of each service: when it is done at the
earliest, which is what happens in the earliest reading, and by how much it becomes later than it
was planned at least, whenever that was.

The pass is one class, though the file is longer than 400 lines by that: how a loop turns and how
each of its nodes is settled read and write the same state, what is found so far and who passes a
delay on, and parted they would hand all of it to and fro. What needs none of that state stands
elsewhere: circles, shifts, starts.
"""

from typing import NamedTuple

from servicemap.timing.network.compiled import Network
from servicemap.timing.network.edges import NO_TIME, CompiledLength
from servicemap.timing.passes.arrivals import gate, group_arrival
from servicemap.timing.passes.circles import order_is_open
from servicemap.timing.passes.finishes import (
    HORIZON,
    Extra,
    NodeFinish,
    Plan,
    finish,
    moment_of,
)
from servicemap.timing.passes.forward import affected, what_happens
from servicemap.timing.passes.happening import Happened, length_of
from servicemap.timing.passes.planning import runs_through
from servicemap.timing.passes.shifts import (
    late_if_caught,
    later_than_planned,
    longest_slack,
    shift_on,
    start_is_unbounded,
)
from servicemap.timing.passes.starts import later_by, start_later
from servicemap.timing.passes.weeks import least_by_weeks

ROUNDS_AT_MOST = 1000
"""How often a delay that grows is followed round a loop to see whether it grows without end."""


class Least(NamedTuple):
    """Of the services that a delay may reach, by node: nobody is earlier or less late than this.

    done    when it is done in the earliest reading
    later   how much later than it was planned it is done, in its own working time
    plan    the plan of the earliest reading
    never   nodes whose delay grows without end, however the map is filled in
    """

    done: dict[int, NodeFinish]
    later: dict[int, int]
    plan: Plan
    never: set[int]

    def state(self, node: int) -> NodeFinish:
        """When a node is done at the earliest."""
        return self.done.get(node) or self.plan.state(node)


def if_all_is_caught(network: Network, plan: Plan, extra: Extra, most: Happened) -> Least | None:
    """The least on a map that leaves nothing open: stock misses no departure that it may catch.

    None where that is what happens anyhow.
    """
    if not network.stocked:
        return None
    caught = what_happens(network, plan._replace(catching=True), extra)
    if (caught.finishes, caught.moments, caught.never) == (most.finishes, most.moments, most.never):
        return None
    states = {node: caught.state(node) for node in range(len(network.services))}
    done = {node: state for node, state in states.items() if state != plan.state(node)}
    later = {node: state[0] - plan.finishes[node] for node, state in done.items()}
    return Least(done, later, plan, caught.never)


def least_that_happens(
    network: Network, plan: Plan, extra: Extra, most: Happened | None = None
) -> Least:
    """The least that comes of it if these nodes take so much longer.

    `plan` is that of the latest reading, of a map that leaves something open; `most` is what the
    other pass found, if it has been made.
    """
    assert plan.earliest is not None, "a map that leaves nothing open has one reading"
    least = Least({}, {}, plan.earliest, set())
    reach = _LeastReach(network, plan, least, extra, most)
    loops: dict[int, list[int]] = {}
    for node in affected(network, [*extra.work, *extra.elapsed]):
        loop = network.loop[node]
        if loop < 0:
            reach.settle(node)
        else:
            loops.setdefault(loop, []).append(node)
            if len(loops[loop]) == len(network.loops[loop]):
                reach.turn(sorted(network.loops[loop], key=network.rank.__getitem__))
    reach.spread_never()
    return least


class _LeastReach:
    """The pass itself, over the edges of the earliest reading: those that every reading has."""

    def __init__(
        self, network: Network, plan: Plan, least: Least, extra: Extra, most: Happened | None
    ) -> None:
        self.network, self.early = network, network.earliest
        self.plan, self.least, self.extra = plan, least, extra
        self.happened, self.caught = most, None if network.stocked else most
        self.passing: set[int] | None = None  # those whose delay goes round; None: all
        # Node of a loop -> when it is done, and how much later, as far as the loop does not turn.
        self.first: dict[int, tuple[NodeFinish, int]] = {}

    def turn(self, nodes: list[int]) -> None:
        """The nodes of a loop, until none learns anything from the others any more.

        A delay that grows on its way round is not followed for ever: it is no less than it was.
        It is followed to where the other pass stops, too, and then grows without end in each
        reading.
        """
        if not self.network.touched[nodes[0]]:
            self._take_what_happens(nodes)
            return
        if order_is_open(self.network, nodes) and not self._turns_in_every_reading(nodes):
            self._turn_in_any_order(nodes)
            return
        if any(not self._go_round(nodes) for _ in nodes):
            return
        runaway = self._most().never.intersection(nodes)
        if runaway:
            self._follow(nodes, runaway)

    def _go_round(self, nodes: list[int]) -> bool:
        """Whether anybody learns anything from the others."""
        before = [(self.least.done.get(v), self.least.later.get(v)) for v in nodes]
        for v in nodes:
            self.settle(v)
        return before != [(self.least.done.get(v), self.least.later.get(v)) for v in nodes]

    def _follow(self, nodes: list[int], runaway: set[int]) -> None:
        """Which of those that may run away are sure to: by more than any reading looks at."""
        network, most = self.network, self._most()
        outside = (
            moment_of(network, v, most.first[v]) - moment_of(network, v, self.plan.state(v))
            for v in nodes
        )
        bound = max(outside) + HORIZON
        for _ in range(ROUNDS_AT_MOST):
            if all(self.least.later[v] > bound for v in runaway) or not self._go_round(nodes):
                break
        self.least.never.update(v for v in runaway if self.least.later[v] > bound)

    def _most(self) -> Happened:
        """The other pass, where it is asked for."""
        if self.happened is None:
            self.happened = what_happens(self.network, self.plan, self.extra)
        return self.happened

    def _caught(self) -> Happened:
        """The other pass, where stock misses no departure that it may still catch."""
        if not self.network.stocked:
            return self._most()
        if self.caught is None:
            plan = self.plan._replace(catching=True)
            self.caught = what_happens(self.network, plan, self.extra)
        return self.caught

    def _take_what_happens(self, nodes: list[int]) -> None:
        """Of what nothing open reaches there is one answer, and the other pass has it.

        But for stock, of which it is a convention that it misses its departure.
        """
        most = self._caught()
        for v in nodes:
            self.least.done[v] = most.state(v)
            self.least.later[v] = most.finishes[v] - self.plan.finishes[v]
        self.least.never.update(most.never.intersection(nodes))

    def spread_never(self) -> None:
        """Who is sure to start late because of one that never recovers never does either.

        Of alternatives none may recover, as in the other pass.
        """
        early, never = self.early, self.least.never
        # No walk: who is reached depends on who else is, until nobody joins any more.
        todo = sorted(never)
        while todo:
            for edge in early.leaving[todo.pop()]:
                v, need = early.edges.target[edge], early.group_of.get(edge, (edge,))
                late = v not in never and never.issuperset(early.edges.source[e] for e in need)
                if late and self._starts_late(v, need):
                    never.add(v)
                    todo.append(v)

    def _starts_late(self, node: int, need: tuple[int, ...]) -> bool:
        """Whether a late need makes a node start later than planned, whenever that was."""
        edge = need[0]
        if len(need) == 1 and (
            not self.early.edges.vouched[edge] or self._waits_for_one(self._needs(node))
        ):
            return self._passed(edge) > 0
        if start_is_unbounded(self.network, node):
            return False
        opens = gate(
            self.early, self.least.plan, edge, self.least.state(self.early.edges.source[edge])
        )
        if len(need) > 1:
            opens = self._first_of(node, need, first=False)
        return opens > self.plan.starts[node]

    def _turns_in_every_reading(self, nodes: list[int]) -> bool:
        """Whether a delay is followed until it comes round no more, however it is filled in."""
        early = self.early
        loops = {early.loop[v] for v in nodes} - {-1}
        return all(early.may_grow(early.loops[loop]) for loop in loops)

    def _turn_in_any_order(self, nodes: list[int]) -> None:
        """Who goes first is sure where one alone can be late: it passes its delay to the next.

        What becomes of that further round hangs on the order, and may be nothing.
        """
        source = self.network.edges.source
        entries = [
            v
            for v in nodes
            if v in self.extra.work
            or v in self.extra.elapsed
            or any(
                source[edge] in self.least.done and source[edge] not in nodes
                for edge in self.network.edges_into(v)
            )
        ]
        self.passing = set()
        for v in nodes:
            self.settle(v)
        if len(entries) == 1:
            self.passing = set(entries)
            for v in nodes:
                if v not in self.passing:
                    self.settle(v)
        self.passing = None

    def settle(self, node: int) -> None:
        """When a node is done at the earliest, and how much later than planned at least.

        What comes by lateness alone is told by its least, other than where nothing open is behind.
        """
        network = self.network
        if not network.touched[node] and not all(
            network.edges.vouched[edge] for edge in network.edges_into(node)
        ):
            self._take_what_happens([node])
            return
        done, own = self._as_provided(node, length_of(self.extra, node), first=True)
        if network.loop[node] >= 0:
            self.first[node] = done, own
            if self.passing is None:
                again = self._as_provided(node, NO_TIME, first=False)
                done, own = self._later_of(node, done, again[0]), max(own, again[1])
        turned = self._turned(node)
        if turned > 0:
            # In a loop what somebody takes longer counts once.
            start = start_later(self.network, node, self.least.plan.starts[node], turned)
            done = self._later_of(node, done, finish(self.early, node, start))
            own = max(own, turned if node not in self.early.elapsed else 0)
        start = self._first_round_the_loop(node)
        if start > self.least.plan.starts[node]:
            done = self._later_of(node, done, finish(self.early, node, start))
            if not self.network.uncertain[node]:
                own = max(own, done[0] - self.plan.finishes[node])
        self.least.done[node], self.least.later[node] = done, own

    def _later_of(self, node: int, *states: NodeFinish) -> NodeFinish:
        return max(states, key=lambda state: moment_of(self.early, node, state))

    def _as_provided(
        self, node: int, longer: CompiledLength, *, first: bool
    ) -> tuple[NodeFinish, int]:
        """When a node is done that takes so much longer, and how much later than planned.

        As far as it is not made later by what closes a loop; `first`, as far as none turns at all.
        """
        start, later = self._from_providers(node, first=first)
        done = finish(self.early, node, start, longer)
        own = later_than_planned(self.network, self.plan, node, later, longer).least
        if not self.network.uncertain[node]:
            own = max(own, done[0] - self.plan.finishes[node])
        return done, own

    def _told_of(self, edge: int, *, first: bool) -> tuple[NodeFinish, int]:
        """When the provider of an edge is done, and how much later; `first` as above."""
        u = self.early.edges.source[edge]
        if first and u in self.first and self._is_inside(edge):
            return self.first[u]
        return self.least.state(u), self.least.later.get(u, 0)

    def _is_inside(self, edge: int) -> bool:
        """Whether some reading may have it inside a loop."""
        loop, edges = self.network.loop, self.early.edges
        return loop[edges.target[edge]] == loop[edges.source[edge]] >= 0

    def _from_providers(self, node: int, *, first: bool) -> tuple[int, int]:
        """The earliest start, and how much later than planned a node starts at least."""
        early, least, plan = self.early, self.least, self.least.plan
        start, later = plan.starts[node], 0
        needs = self._needs(node)
        only = self._waits_for_one(needs)
        for need in needs:
            sources = [early.edges.source[edge] for edge in need]
            if not any(u in least.done for u in sources) or self._goes_round(need):
                continue
            if len(need) > 1:
                opens = self._first_of(node, need, first=first)
            elif early.edges.standing[need[0]]:
                passed = self._passed(need[0])
                later = max(later, passed)
                opens = start_later(self.network, node, plan.starts[node], passed)
            else:
                state, late = self._told_of(need[0], first=first)
                opens = gate(early, plan, need[0], state)
                if only:
                    later = max(later, self._becomes(need[0], late))
            start = max(start, opens)
        if not start_is_unbounded(self.network, node):
            later = max(later, later_by(self.network, node, self.plan.starts[node], start))
        return start, later

    def _needs(self, node: int) -> list[tuple[int, ...]]:
        """What a node waits for in every reading, each need as the edges that may bring it."""
        early = self.early
        single = ((edge,) for edge in range(early.first_edge[node], early.single_end[node]))
        return [*single, *early.groups.get(node, ())]

    def _waits_for_one(self, needs: list[tuple[int, ...]]) -> bool:
        """Whether what comes late by its one need is passed on, whenever that was planned."""
        waited = [need for need in needs if self.early.edges.vouched[need[0]]]
        if len(waited) != 1:
            return False
        return runs_through(self.network, self.early, self.least.plan, waited[0][0])

    def _goes_round(self, need: tuple[int, ...]) -> bool:
        """Whether a need closes a loop in some reading, where what takes longer counts once."""
        return not self.early.edges.vouched[need[0]] and any(map(self._is_inside, need))

    def _first_of(self, node: int, need: tuple[int, ...], *, first: bool) -> int:
        """When the first of several alternatives lets a node start at the earliest.

        What comes by lateness alone is in time, or as much later as its delay is at least: what its
        moments are in the earliest plan tells nothing of other readings.
        """
        found = self._first_if(node, need, first=first)
        for edge in need:
            if self.early.edges.vouched[edge] and self._may_turn(edge):
                found = min(found, self._first_if(node, need, first=first, turning=edge))
        return found

    def _may_turn(self, edge: int) -> bool:
        """Whether an alternative comes round a loop in some reading."""
        return bool(self.early.edges.alternative[edge]) and self._is_inside(edge)

    def _hangs_on_it(self, edge: int) -> bool:
        """Whether what a delay becomes on an edge is another thing where it comes round a loop."""
        edges = self.early.edges
        return bool(edges.special[edge] and edges.vouched[edge])

    def _first_if(
        self, node: int, need: tuple[int, ...], *, first: bool, turning: int | None = None
    ) -> int:
        """The same where one of them comes round a loop that comes from outside in the reading."""
        early, least, plan = self.early, self.least, self.least.plan
        source = early.edges.source

        def vouched(edge: int) -> bool:
            return bool(early.edges.vouched[edge]) and edge != turning

        def opens(edge: int, state: NodeFinish) -> int:
            if vouched(edge):
                return gate(early, plan, edge, state)
            comes = source[edge] in least.done and not (first and self._is_inside(edge))
            passed = self._passed(edge) if comes and not self._hangs_on_it(edge) else 0
            return start_later(self.network, node, plan.starts[node], passed)

        states = [
            self._told_of(edge, first=first)[0] if vouched(edge) else plan.state(source[edge])
            for edge in need
        ]
        reading = early if turning is None else early.inside(turning)
        start = group_arrival(reading, plan, need, states)[1]
        if all(map(vouched, need)):
            return start
        return max(start, min(map(opens, need, states)))

    def _first_round_the_loop(self, node: int) -> int:
        """When the alternatives that wait for what comes round a loop let a node start."""
        start = self.least.plan.starts[node]
        if self.passing is not None:
            return start
        for group in self.early.groups.get(node, ()):
            if self._goes_round(group):
                start = max(start, self._first_of(node, group, first=False))
        return start

    def _turned(self, node: int) -> int:
        """How late the others of its loop make a node start at least."""
        edges = self.early.edges
        return max(
            (
                self._passed(edge)
                for edge in range(self.early.first_edge[node], self.early.single_end[node])
                if self._goes_round((edge,))
                and edges.source[edge] in self.least.done
                and (self.passing is None or edges.source[edge] in self.passing)
            ),
            default=0,
        )

    def _passed(self, edge: int) -> int:
        """What the delay of a provider becomes on an edge at least, less slack."""
        return self._becomes(edge, self.least.later[self.early.edges.source[edge]])

    def _becomes(self, edge: int, late: int) -> int:
        """The same of a provider that is so late."""
        early = self.early
        asked = self.network, self.plan, early, self.least.plan, edge, late
        if early.edges.special[edge] and late:
            late = shift_on(*asked).least
            if edge in early.stocked:
                late = min(late, late_if_caught(*asked))
        if late and self.network.by_weeks and self._is_inside(edge):
            late = min(late, least_by_weeks(*asked))
        return max(0, late - longest_slack(self.network, self.plan, early, edge, late))
