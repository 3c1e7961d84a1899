"""One line of a receipt: what a service did with the delay that came to it, part by part."""

from typing import NamedTuple

from servicemap.timing.answers.traces import Hop
from servicemap.timing.network.compiled import Network
from servicemap.timing.passes.arrivals import arrival, each_arrival, gate, in_hand
from servicemap.timing.passes.finishes import Plan, State, finish, moment_of
from servicemap.timing.passes.planning import driving
from servicemap.timing.passes.promised import Delivery


class Step(NamedTuple):
    """A node on a chain, the edge by which its delay came (None: it begins here), its finish.

    `heard`: when the provider of that edge was done, and those of all its group.
    """

    node: int
    came_by: int | None
    state: State
    heard: tuple[State, ...] = ()


class Came(NamedTuple):
    """What an edge brought, each counted in the working time of the one who waits.

    there     when the edge itself brings it
    wanted    when it is there at last: an alternative may be earlier
    at        when one can start with it, slack taken off
    instead   the node that comes instead, where an alternative is earlier
    """

    there: int
    wanted: int
    at: int
    instead: int | None = None


class Exit(NamedTuple):
    """How a step goes on: by how much too late it is in hand, and with which departure."""

    late: int
    departs: str = ""
    moment: int | None = None


class Hops:
    """Turns the steps of chains into hops."""

    __slots__ = ("network", "plan")

    def __init__(self, network: Network, plan: Plan) -> None:
        self.network, self.plan = network, plan

    def by_edge(self, edge: int, state: State) -> Exit:
        """A step goes on to the next one by an edge."""
        departs = self.network.edges.departs.get(edge)
        late = self.late_in_hand(edge, state)
        if departs is None:
            return Exit(late)
        moment = None
        if self.network.edges.credited[edge]:
            moment = in_hand(self.network, self.plan, edge, state)
        return Exit(late, departs.text, moment)

    def by_delivery(self, delivery: Delivery, state: State) -> Exit:
        """A step brings a promise home."""
        moment = delivery.arrives(self.network, state)
        late = self._between(delivery.planned, moment)
        departs = delivery.reliance.departs
        return Exit(late) if departs is None else Exit(late, departs.text, moment)

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
        time = network.starting[v]
        there = arrival(network, plan, edge, state)
        return self._between(time.opening(plan.starts[v]), time.opening(there))

    def _between(self, planned: int, actual: int) -> int:
        time = self.network.axis.times[0]
        return time.worked(actual) - time.worked(planned)

    def late(self, step: Step) -> int:
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
        start = max(start, planned)
        time = self.network.starting[node]
        if time is self.network.axis.times[0]:
            return start - planned
        return self._between(time.opening(planned), time.opening(start))

    def hop(self, step: Step, exit_: Exit) -> Hop:
        """One line of the receipt.

        Slack is credited with no more than the customer's working time that was declared: a night
        or a day off that it reaches over is the schedule's. Where hours that nobody works add
        something and take it away again, neither is told.
        """
        network, plan = self.network, self.plan
        node, edge = step.node, step.came_by
        arrived = started = slack = spared = schedule = hours = 0
        opens, instead = plan.starts[node], None
        opening = 0
        if edge is not None:
            arrived = self._arrived(edge, step)
            came = self._came(edge, step.heard)
            there, wanted = (self._started_late(node, at) for at in came[:2])
            if network.edges.vouched[edge]:
                schedule = max(0, arrived - there)
            else:
                hours = max(0, arrived - there)
            opening = max(0, there - arrived)
            spared, instead = there - wanted, came.instead
            started = self._started_late(node, came.at)
            slack = min(wanted - started, self._declared(node, came))
            hours += wanted - started - slack
            opens = max(opens, came.at)
        done = self.late(step)
        bare = self.late(Step(node, edge, finish(network, node, opens)))
        hours += max(0, started - bare)
        opening += max(0, bare - started)
        same = missed = 0
        if exit_.departs:
            same, missed = max(0, done - exit_.late), max(0, exit_.late - done)
        else:
            hours += max(0, done - exit_.late)
            opening += max(0, exit_.late - done)
        opening, hours = _netted(opening, hours)
        opening, schedule = _netted(opening, schedule)
        opening, same = _netted(opening, same)
        return Hop(
            network.services[node],
            arrived,
            absorbed_by_schedule=schedule + hours + same + spared,
            absorbed_by_slack=slack,
            added_by_departure=missed + opening,
            added_here=done - bare,
            passed_on=exit_.late,
            added_by_opening=opening,
            absorbed_by_hours=hours,
            absorbed_by_alternative=spared,
            instead="" if instead is None or not spared else network.services[instead],
            instead_of="" if edge is None or not spared else self._provider(edge),
            absorbed_by_departure=same,
            departs=exit_.departs if same else "",
            departs_at=network.axis.at(exit_.moment) if same else None,
            waits_for=self._awaited(edge) if edge is not None and schedule else "",
        )

    def _declared(self, node: int, came: Came) -> int:
        """What slack is taken off the start of a node, in its own working time."""
        opens = self.plan.starts[node]
        wanted, at = max(opens, came.wanted), max(opens, came.at)
        if not self.network.clocked[node]:
            return wanted - at
        time = self.network.axis.times[self.network.calendar[node]]
        clock = self.network.starting[node]
        return time.worked(clock.opening(wanted)) - time.worked(clock.opening(at))

    def _awaited(self, edge: int) -> str:
        """What the customer of an edge waits for longer by plan; nothing where that is the edge."""
        longest = driving(self.network, self.plan, self.network.edges.target[edge])
        if longest is None or longest in self.network.group_of.get(edge, (edge,)):
            return ""
        return self._provider(longest)

    def _provider(self, edge: int) -> str:
        return self.network.services[self.network.edges.source[edge]]

    def _arrived(self, edge: int, step: Step) -> int:
        place = self.network.group_of.get(edge, (edge,)).index(edge)
        return self.late_in_hand(edge, step.heard[place])

    def _came(self, edge: int, heard: tuple[State, ...]) -> Came:
        """When what an edge (or its group) brings is there, and when one can start with it."""
        network, plan = self.network, self.plan
        if len(heard) == 1:
            there = arrival(network, plan, edge, heard[0])
            return Came(there, there, gate(network, plan, edge, heard[0]))
        group = network.group_of[edge]
        arrives, gates = each_arrival(network, plan, group, heard)
        own, at = group.index(edge), min(gates)
        first = own if gates[own] == at else gates.index(at)
        wanted = min(arrives[own], arrives[first])
        # Of alternatives the first is the plan, so that it alone can be replaced.
        instead = None if own or first == own else network.edges.source[group[first]]
        there = wanted if own else arrives[own]
        return Came(there, wanted, at, instead)


def _netted(added: int, absorbed: int) -> tuple[int, int]:
    """What is left of two that cancel."""
    both = min(added, absorbed)
    return added - both, absorbed - both
