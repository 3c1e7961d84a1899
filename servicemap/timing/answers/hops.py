"""One line of a receipt: what a service did with the delay that came to it, part by part.

A line counts in the working time of the service's provider; what it passes on is counted in that
of whoever receives it.
"""

from typing import NamedTuple

from servicemap.endless import Endless, Minutes
from servicemap.timing.answers.fates import DelayOutcome
from servicemap.timing.answers.traces import Hop
from servicemap.timing.network.compiled import Network
from servicemap.timing.network.departures import Timetable
from servicemap.timing.passes.arrivals import (
    arrival,
    as_passed_on,
    each_arrival,
    gate,
    in_hand,
    needed_at,
    ready_if_needed,
)
from servicemap.timing.passes.finishes import Extra, NodeFinish, moment_of
from servicemap.timing.passes.happening import done_from
from servicemap.timing.passes.planning import driving
from servicemap.timing.passes.promised import PlannedDelivery
from servicemap.timing.passes.shifts import planned_between, shift_of, shift_on


class ChainStep(NamedTuple):
    """A node on a chain, the edge by which its delay came (None: it begins here), its finish.

    `heard`: when the provider of that edge was done, and those of all its group; `outside`: as far
    as this node has no part in it, where that makes a difference.
    """

    node: int
    came_by: int | None
    state: NodeFinish
    heard: tuple[NodeFinish, ...] = ()
    outside: tuple[NodeFinish, ...] = ()


class Came(NamedTuple):
    """What an edge brought, each as a number of the working time of the one who waits.

    there     when the edge itself brings it
    wanted    when it is there at last: an alternative may be earlier
    at        when one can start with it, slack taken off
    instead   the node that comes instead, where an alternative is earlier
    """

    there: int
    wanted: int
    at: int
    instead: int | None = None


class Leaving(NamedTuple):
    """On the clock, when something is ready for a departure and when that leaves."""

    ready: int
    at: int


class Exit(NamedTuple):
    """How a step goes on: by how much too late it is in hand, and with which departure.

    `late` is in the working time of `to`, the party who gets it. `missed`: it leaves with a later
    departure than planned; `moment` is when it leaves, where that is known. `waits`: by so much of
    that time it waits longer for it than planned; None where nobody knows, and where it leaves with
    the very next: then all that it loses, it loses to the one that it missed.
    """

    late: int
    to: str
    departs: str = ""
    missed: bool = False
    moment: int | None = None
    waits: int | None = None


class Hops:
    """Turns the steps of chains into hops."""

    __slots__ = ("extra", "found", "network", "now", "plan")

    def __init__(self, network: Network, found: DelayOutcome, extra: Extra) -> None:
        self.network, self.found, self.extra = network, found, extra
        self.now, self.plan = found.most, found.most.plan

    def by_edge(self, edge: int, state: NodeFinish) -> Exit:
        """A step goes on to the next one by an edge."""
        network, plan = self.network, self.plan
        departs = network.edges.departs.get(edge)
        late, to = self.late_in_hand(edge, state), self._provider(network.edges.target[edge])
        if departs is None:
            return Exit(late, to)
        leaves = self._leaves(edge, state)
        if leaves is None:
            very_next = shift_on(network, plan, network, plan, edge, 1).most
            return Exit(
                *(late, to, departs.text),
                missed=late > 0,
                waits=self._waits_at_most(network.edges.source[edge], state, late, to, very_next),
            )
        planned, actual = leaves
        known = network.edges.vouched[edge]
        return Exit(
            late,
            to,
            departs.text,
            actual.at != planned.at,
            actual.at if known else None,
            self._waits(to, plan.timetables[edge], planned, actual),
        )

    def by_delivery(self, delivery: PlannedDelivery, state: NodeFinish, late: int) -> Exit:
        """A step brings a promise home, so much too late."""
        reliance = delivery.reliance
        if reliance.departs is None or delivery.timetable is None:
            return Exit(late, reliance.customer)
        if self.network.uncertain[delivery.node]:
            very_next = delivery.later_than_planned(self.network, self.plan, 1).most
            waits = self._waits_at_most(delivery.node, state, late, reliance.customer, very_next)
            text = reliance.departs.text
            return Exit(late, reliance.customer, text, missed=late > 0, waits=waits)
        network, node = self.network, delivery.node
        moment = delivery.arrives(network, state)
        missed = moment != delivery.planned
        planned = Leaving(moment_of(network, node, self.plan.state(node)), delivery.planned)
        actual = Leaving(moment_of(network, node, state), moment)
        waits = self._waits(reliance.customer, delivery.timetable, planned, actual)
        return Exit(late, reliance.customer, reliance.departs.text, missed, moment, waits)

    def ends(self, step: ChainStep) -> Exit:
        """A step goes on to nobody who would feel it: it is as late as it is."""
        return Exit(self.late(step), self._provider(step.node))

    def late_in_hand(self, edge: int, state: NodeFinish) -> int:
        """How late what an edge carries reaches its customer, in the customer's working time.

        Before the customer's schedule takes anything of it.
        """
        network, plan = self.network, self.plan
        u, v = network.edges.source[edge], network.edges.target[edge]
        planned = plan.starts[v]
        if network.edges.credited[edge]:
            planned = as_passed_on(network, plan, edge, plan.state(u))
        return self._later(v, planned, as_passed_on(network, plan, edge, state))

    def _waits(self, party: str, table: Timetable, planned: Leaving, actual: Leaving) -> int | None:
        """How much longer than planned it waits for its departure, in a party's working time."""
        if actual.at == table.after(planned.at + 1):
            return None
        axis = self.network.axis
        worked = axis.times[axis.calendar[party]].worked
        return (worked(actual.at) - worked(actual.ready)) - (
            worked(planned.at) - worked(planned.ready)
        )

    def _waits_at_most(
        self, node: int, state: NodeFinish, late: int, to: str, very_next: int
    ) -> int | None:
        """The same of a departure that is open: what closed hours alone cannot add.

        `very_next` is the most that whoever leaves with the next departure can lose.
        """
        if late <= very_next:
            return None
        network, axis = self.network, self.network.axis
        by_hours = shift_of(
            self.plan.known,
            axis.times[network.calendar[node]],
            axis.times[axis.calendar[to]],
            None,
            max(0, state[0] - self.plan.finishes[node]),
            *planned_between(network, self.plan, node),
            at_any_time=state[1] is not None,
        )
        return late - by_hours.most

    def _leaves(self, edge: int, state: NodeFinish) -> tuple[Leaving, Leaving] | None:
        """The departure that was planned and the one that it is; None where that is open."""
        network, plan = self.network, self.plan
        u = network.edges.source[edge]
        was = plan.state(u)
        if network.edges.vouched[edge]:
            if network.uncertain[u]:
                return None
            return (
                Leaving(moment_of(network, u, was), in_hand(network, plan, edge, was)),
                Leaving(moment_of(network, u, state), in_hand(network, plan, edge, state)),
            )
        if network.uncertain[u]:
            return None
        needed = needed_at(network, plan, edge)
        ready = ready_if_needed(network, plan, edge, state)
        return Leaving(needed, needed), Leaving(ready, plan.timetables[edge].after(ready))

    def late(self, step: ChainStep) -> int:
        """How late a step is done, in its own working time."""
        return step.state[0] - self.plan.finishes[step.node]

    def _started_late(self, node: int, start: int) -> int:
        return max(0, self._later(node, self.plan.starts[node], start))

    def _later(self, node: int, planned: int, start: int) -> int:
        """How much later a start is than another, in the node's own working time."""
        network = self.network
        if not network.clocked[node]:
            return start - planned
        clock, time = network.starting[node], network.axis.times[network.calendar[node]]
        return time.worked(clock.opening(start)) - time.worked(clock.opening(planned))

    def hop(self, step: ChainStep, exit_: Exit) -> Hop:
        """One line of the receipt.

        Slack is credited with no more than was declared. Where closed hours add something and take
        it away again, neither is told.
        """
        network, plan = self.network, self.plan
        node, edge = step.node, step.came_by
        arrived = started = slack = spared = schedule = 0
        opens, instead = plan.starts[node], None
        if edge is not None:
            arrived = self._arrived(edge, step)
            brought = self._came(edge, step.heard, step.outside)
            there = min(arrived, self._started_late(node, brought.there))
            wanted = min(there, self._started_late(node, brought.wanted))
            schedule = arrived - there
            spared, instead = there - wanted, brought.instead
            started = self._started_late(node, brought.at)
            slack = wanted - started
            opens = max(opens, brought.at)
        bare = done_from(network, plan, node, opens)
        bare_late, done = bare[0] - plan.finishes[node], self.late(step)
        # Round an open loop it goes on as planned after whole weeks, whatever is on the way.
        here, by_weeks = max(0, done - bare_late), max(0, bare_late - done)
        # Work on the clock goes on while its provider is closed.
        own = bare_late - started
        handed = exit_.late - done
        same = max(0, -handed) if exit_.departs and not exit_.missed else 0
        missed = max(0, handed) if exit_.departs and exit_.missed else 0
        if exit_.waits is not None:
            # The rest is lost to nights and days off, which the receiver may count and they do not.
            missed = min(missed, max(0, exit_.waits))
        handed += same - missed
        if node in self.extra.elapsed and handed > 0:
            # What is late on the clock is late while its provider is closed, too.
            clock = moment_of(network, node, step.state) - moment_of(network, node, bare)
            at_night = max(0, min(handed, clock - here))
            here, handed = here + at_night, handed - at_night
        opening, hours = _netted(max(0, own) + max(0, handed), max(0, -own) + max(0, -handed))
        missed, hours = _netted(missed, hours)
        provider = self._provider(node)
        theirs = [provider] * (own < 0) + [exit_.to] * (handed < 0)
        came = None if edge is None else self.found.endless(network.edges.source[edge])
        goes = self.found.endless(node)
        told = Hop(
            network.services[node],
            arrived,
            absorbed_by_schedule=schedule + hours + same + spared + by_weeks,
            absorbed_by_slack=slack,
            added_by_departure=missed + opening,
            added_here=here,
            passed_on=exit_.late,
            added_by_opening=opening,
            absorbed_by_hours=hours,
            absorbed_by_alternative=spared,
            instead="" if instead is None or not spared else network.services[instead],
            instead_of="" if edge is None or not spared else self._carried(edge),
            absorbed_by_departure=same,
            departs=exit_.departs if same else "",
            departs_at=network.axis.at(exit_.moment) if same else None,
            waits_for=self._awaited(edge) if edge is not None and schedule else "",
            hours_off=tuple(dict.fromkeys(theirs)) if hours else (),
        )
        return without_size(told, came=came, goes=goes) if came or goes else told

    def _awaited(self, edge: int) -> str:
        """What the customer of an edge waits for longer by plan.

        Nothing where that is the edge, and where it may be something else.
        """
        v = self.network.edges.target[edge]
        longest = driving(self.network, self.plan, v)
        if longest is None or longest in self.network.group_of.get(edge, (edge,)):
            return ""
        return "" if self.network.starts_open[v] else self._carried(longest)

    def _carried(self, edge: int) -> str:
        return self.network.services[self.network.edges.source[edge]]

    def _provider(self, node: int) -> str:
        network = self.network
        return network.map.services[network.services[node]].provider

    def _arrived(self, edge: int, step: ChainStep) -> int:
        place = self.network.group_of.get(edge, (edge,)).index(edge)
        return self.late_in_hand(edge, step.heard[place])

    def _came(
        self, edge: int, heard: tuple[NodeFinish, ...], outside: tuple[NodeFinish, ...]
    ) -> Came:
        """When what an edge (or its group) brings is there, and when one can start with it."""
        network, plan = self.network, self.plan
        if len(heard) == 1:
            there = arrival(network, plan, edge, heard[0])
            return Came(there, there, gate(network, plan, edge, heard[0]))
        group = network.group_of[edge]
        arrives, gates = each_arrival(network, plan, group, heard, outside)
        own, at = group.index(edge), min(gates)
        first = own if gates[own] == at else gates.index(at)
        wanted = min(arrives[own], arrives[first])
        # Of alternatives the first is the plan, so that it alone can be replaced.
        instead = None if own or first == own else network.edges.source[group[first]]
        there = wanted if own else arrives[own]
        return Came(there, wanted, at, instead)


def without_size(hop: Hop, *, came: Endless | None, goes: Endless | None) -> Hop:
    """A hop of what grows without end, or may: its numbers would only say where telling stopped.

    But for what a chain begins with, which is what somebody said.
    """

    def gone(minutes: Minutes) -> Minutes:
        """Nothing is nothing, however late somebody is."""
        return (goes or came or minutes) if minutes else 0

    return hop._replace(
        arrived_late=came or hop.arrived_late,
        absorbed_by_schedule=gone(hop.absorbed_by_schedule),
        absorbed_by_slack=gone(hop.absorbed_by_slack),
        added_by_departure=gone(hop.added_by_departure),
        added_here=gone(hop.added_here) if came else hop.added_here,
        passed_on=goes or hop.passed_on,
        added_by_opening=gone(hop.added_by_opening),
        absorbed_by_hours=gone(hop.absorbed_by_hours),
        absorbed_by_alternative=gone(hop.absorbed_by_alternative),
        absorbed_by_departure=gone(hop.absorbed_by_departure),
    )


def _netted(added: int, absorbed: int) -> tuple[int, int]:
    """What is left of two that cancel."""
    both = min(added, absorbed)
    return added - both, absorbed - both
