"""The receipt: by which chain a delay travels, and what each service on it did with it."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from servicemap.timing.arrivals import (
    Plan,
    State,
    arrival,
    finish,
    gate,
    group_arrival,
    in_hand,
    moment_of,
)
from servicemap.timing.happening import Happened
from servicemap.timing.network import Network
from servicemap.timing.promises import Delivery
from servicemap.timing.traces import Hop

TRIED_FOR_RUNNER_UP = 50
"""Near misses looked at before a chain is said to have no runner-up: those of one loop may all
lead back to the chain itself."""


class Step(NamedTuple):
    """A node on a chain, the edge by which its delay came (None: it begins here), its finish.

    `heard`: when the provider of that edge was done, and those of all its group.
    """

    node: int
    came_by: int | None
    state: State
    heard: tuple[State, ...] = ()


class Receipts:
    """What can be told of one happening: the passes it is read from, side by side."""

    __slots__ = ("network", "now", "plan")

    def __init__(self, network: Network, plan: Plan, now: Happened) -> None:
        self.network, self.plan, self.now = network, plan, now

    def steps_to(self, node: int) -> list[Step]:
        """The chain that drives the delay of a late node, its cause first.

        Round a loop in which a delay grows, the chain goes as often as the delay does; of one that
        never ends, the last lap is told.
        """
        steps: list[Step] = []
        seen: set[int] = set()
        event = self.now.last.get(node)
        state = self.now.state(node)
        while True:
            if event is not None:
                _, edge, _, event, heard = self.now.events[event]
                steps.append(Step(node, edge, state, heard))
            else:
                step = self._from_outside(node, state)
                steps.append(step)
                if step.came_by is None:
                    break
                edge, heard = step.came_by, step.heard
            if node in seen and node in self.now.never:
                break
            seen.add(node)
            node = self.network.edges.source[edge]
            if self.network.inside_loop(edge):
                state = heard[0]
            else:
                event, state = self.now.last.get(node), self.now.state(node)
        steps.reverse()
        return steps

    def _from_outside(self, node: int, state: State) -> Step:
        """A node that nothing in a loop made so late."""
        edge = self.binding(node)
        return Step(node, edge, state, () if edge is None else self._heard(edge))

    def _heard(self, edge: int) -> tuple[State, ...]:
        """When the provider of an edge, and those of all its group, are done in the end."""
        return tuple(map(self._provider, self.network.group_of.get(edge, (edge,))))

    def binding(self, node: int) -> int | None:
        """The edge from outside its loop that makes a node start late; None: none does.

        The first in the map's order where several tie. Of alternatives it is the first: had it
        been in time, nothing would have had to come to its rescue.
        """
        best, latest = None, self.plan.starts[node]
        for edge, at in self.gates(node):
            if at > latest and not self._turns(edge):
                best, latest = edge, at
        return best

    def _turns(self, edge: int) -> bool:
        return any(map(self.network.inside_loop, self.network.group_of.get(edge, (edge,))))

    def gates(self, node: int) -> Iterator[tuple[int, int]]:
        """What a node waits for, a group by its first edge, and when it can start with it."""
        for edge in range(self.network.first_edge[node], self.network.single_end[node]):
            yield edge, gate(self.network, self.plan, edge, self._provider(edge))
        for group in self.network.groups.get(node, ()):
            yield group[0], group_arrival(self.network, self.plan, group, self._heard(group[0]))[1]

    def _provider(self, edge: int) -> State:
        return self.now.state(self.network.edges.source[edge])

    def chain(self, steps: Sequence[Step], delivery: Delivery | None = None) -> tuple[Hop, ...]:
        """The hops of a chain; the last passes on what reaches the customer of a delivery."""
        hops = []
        for place, step in enumerate(steps):
            if place + 1 < len(steps):
                leaves = steps[place + 1].came_by
                assert leaves is not None, "only a chain's first step begins a delay"
                passed_on = self.late_in_hand(leaves, step.state)
            elif delivery is not None:
                arrives = delivery.arrives(self.network, step.state)
                passed_on = self._between(delivery.planned, arrives)
            else:
                passed_on = self._late(step)
            hops.append(self._hop(step, passed_on))
        return tuple(hops)

    def late_in_hand(self, edge: int, state: State) -> int:
        """How late what an edge carries reaches its customer, in the map's working time."""
        network, plan = self.network, self.plan
        u, v = network.edges.source[edge], network.edges.target[edge]
        if not network.edges.special[edge] and not network.calendar[u]:
            return state[0] - plan.finishes[u]
        if network.edges.credited[edge]:
            return self._between(
                in_hand(network, plan, edge, plan.state(u)), in_hand(network, plan, edge, state)
            )
        time = network.axis.times[network.calendar[v]]
        there = arrival(network, plan, edge, state)
        return self._between(time.opening(plan.starts[v]), time.opening(there))

    def _between(self, planned: int, actual: int) -> int:
        time = self.network.axis.times[0]
        return time.worked(actual) - time.worked(planned)

    def _late(self, step: Step) -> int:
        """How late a step is done, in the map's working time."""
        network = self.network
        if not network.calendar[step.node] and step.state[1] is None:
            return step.state[0] - self.plan.finishes[step.node]
        return self._between(
            moment_of(network, step.node, self.plan.state(step.node)),
            moment_of(network, step.node, step.state),
        )

    def _started_late(self, node: int, start: int) -> int:
        planned = self.plan.starts[node]
        if not self.network.calendar[node]:
            return start - planned
        time = self.network.axis.times[self.network.calendar[node]]
        return self._between(time.opening(planned), time.opening(start))

    def _hop(self, step: Step, passed_on: int) -> Hop:
        """One line of the receipt. Waiting for people to be at work again counts as a departure;
        what falls into hours that nobody works, as the schedule.
        """
        node, edge, _, heard = step
        arrived = wanted = started = 0
        opens = self.plan.starts[node]
        if edge is not None:
            place = self.network.group_of.get(edge, (edge,)).index(edge)
            arrived = self.late_in_hand(edge, heard[place])
            there, at = self._waited_for(edge, heard)
            wanted = self._started_late(node, max(opens, there))
            opens = max(opens, at)
            started = self._started_late(node, opens)
        bare = self._late(Step(node, edge, finish(self.network, node, opens)))
        done = self._late(step)
        changes = (wanted - arrived, bare - started, passed_on - done)
        return Hop(
            self.network.services[node],
            arrived,
            absorbed_by_schedule=-sum(change for change in changes if change < 0),
            absorbed_by_slack=wanted - started,
            added_by_departure=sum(change for change in changes if change > 0),
            added_here=done - bare,
            passed_on=passed_on,
        )

    def _waited_for(self, edge: int, heard: tuple[State, ...]) -> tuple[int, int]:
        """When what an edge (or its group) brings is there, and when one can start with it."""
        if len(heard) > 1:
            return group_arrival(self.network, self.plan, self.network.group_of[edge], heard)
        return (
            arrival(self.network, self.plan, edge, heard[0]),
            gate(self.network, self.plan, edge, heard[0]),
        )

    def runner_up(self, steps: Sequence[Step]) -> tuple[str, ...]:
        """The chain that would drive the delay next: of all that also make a service on the chain
        start late, the one that falls shortest; nearest to the promise where several tie.
        """
        near: list[tuple[int, int, int]] = []
        for place in range(len(steps) - 1, 0, -1):
            node, came_by = steps[place][:2]
            gates = dict(self.gates(node))
            near.extend(
                (gates[came_by] - at, -place, edge)
                for edge, at in gates.items()
                if came_by in gates and edge != came_by and at > self.plan.starts[node]
            )
        for _, place, edge in sorted(near)[:TRIED_FOR_RUNNER_UP]:
            rest = [step.node for step in steps[-place:]]
            nodes = [step.node for step in self.steps_to(self.network.edges.source[edge])]
            if not set(rest).intersection(nodes):
                return tuple(self.network.services[v] for v in (*nodes, *rest))
        return ()

    def stops(self, kept: Sequence[Delivery]) -> tuple[Hop, ...]:
        """Where a delay ends: services that something reaches late and that start as planned all
        the same, and those whose work is late and leaves with the same departure.

        One hop a service, for what came latest; in the map's order. `kept` are the deliveries
        that arrive as planned.
        """
        network, finishes, planned = self.network, self.now.finishes, self.plan.finishes
        latest: dict[int, tuple[int, int]] = {}
        same_departure = {d.node for d in kept if finishes[d.node] > planned[d.node]}
        for u, finished in enumerate(finishes):
            for edge in network.leaving[u] if finished > planned[u] else ():
                v = network.edges.target[edge]
                late = self.late_in_hand(edge, self.now.state(u))
                if late <= 0:
                    same_departure.add(u)
                elif v not in latest or late > latest[v][0]:
                    latest[v] = (late, edge)
        hops = {u: self._hop(self.steps_to(u)[-1], 0) for u in same_departure}
        for v, (_, edge) in latest.items():
            if v not in self.now.last and self.binding(v) is None:
                step = Step(v, edge, self.now.state(v), self._heard(edge))
                hops[v] = self._hop(step, self._late(step))
        return tuple(hop for _, hop in sorted(hops.items()))
