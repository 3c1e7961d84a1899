"""What is promised, on the axis of a plan: what arrives when, and by how much too late that is."""

from collections.abc import Callable, Iterable
from functools import cache
from typing import NamedTuple

from servicemap.bounds import Bounds
from servicemap.index import promised
from servicemap.model import Departures, Due, Promised, Reliance
from servicemap.timing.network.compiled import Network
from servicemap.timing.network.departures import Timetable
from servicemap.timing.passes.finishes import HORIZON, NodeFinish, Plan, Shift, moment_of
from servicemap.timing.passes.shifts import planned_between, shift_of
from servicemap.unknowns import Unknown


class Recurring(NamedTuple):
    """Between which of its moments a promise that recurs is due; `last_due` None: any later one.

    `moments` are all of them.
    """

    first_due: int
    last_due: int | None
    moments: Timetable


class PlannedDelivery(NamedTuple):
    """One promise on the axis of a plan. Lateness is counted in the customer's working time.

    `planned` and `due` are moments, `limit` is the due one as a number of the customer's
    `calendar`. `planned` is that of the latest reading, `earliest` that of the earliest; with
    `unbounded` it hangs on a length that nobody knows, so that it may be later than any. What
    nobody `stated` a moment for is held to its own plan, and due when it is planned. So is what
    `recurs` where nobody knows at which of its moments it is due, which is never before that.
    `unknown` says what stands behind what is not certain.
    """

    reliance: Reliance
    node: int
    calendar: int
    timetable: Timetable | None
    planned: int
    earliest: int
    unbounded: bool
    stated: bool
    due: int
    limit: int
    unknown: Unknown = Unknown.NOTHING
    recurs: Recurring | None = None

    @property
    def key(self) -> Promised:
        """Of which service, and to whom."""
        return Promised(self.reliance.service, self.reliance.customer)

    def known_due(self, network: Network) -> int | None:
        """The moment at which it is due; None where that hangs on what is open, or has no place.

        What nobody stated a moment for is due as planned, which the readings have to agree on.
        """
        if self.stated:
            return self.due
        if self.recurs is not None or self.unbounded or Unknown.UNDATED in self.unknown:
            return None
        from_start = network.axis.from_start
        return self.due if from_start(self.earliest) == from_start(self.planned) else None

    def may_be_later(self, network: Network) -> bool:
        """Whether it may be there later than at the earliest though nobody is late: as what the map
        leaves open turns out, or where a circle does not keep in step.
        """
        return self.unbounded or self.earliest != self.planned or network.conditional[self.node]

    def arrives(self, network: Network, state: NodeFinish) -> int:
        """The moment at which the customer has it, the provider being done at `state`."""
        moment = moment_of(network, self.node, state)
        return self.timetable.after(moment) if self.timetable else moment

    def in_earliest(self, network: Network) -> "PlannedDelivery":
        """The same on the plan of the earliest reading."""
        due = self.due if self.stated else self.earliest
        return self._replace(planned=self.earliest, due=due, limit=self.number(network, due))

    def number(self, network: Network, moment: int) -> int:
        """A moment in the customer's working time."""
        return network.axis.times[self.calendar].worked(moment)

    def late(self, network: Network, moment: int, due: int | None = None) -> int:
        """How much too late a moment is, in the customer's working time."""
        if moment <= (self.due if due is None else due):
            return 0
        limit = self.limit if due is None else self.number(network, due)
        return max(0, self.number(network, moment) - limit)

    def delay(self, network: Network, moment: int) -> int:
        """How much later than planned a moment is, in the customer's working time."""
        return self.number(network, moment) - self.number(network, self.planned)

    def margin(self, network: Network) -> Bounds:
        """How much earlier than due it is planned; less than nothing where the plan breaks it.

        What is held to its own plan has no margin; of a date that has no place in the plan nobody
        knows.
        """
        if self.recurs is not None:
            return Bounds(0, None)
        if not self.stated:
            return Bounds(None, None) if Unknown.UNDATED in self.unknown else Bounds.of(0)
        least = None if self.unbounded else self.limit - self.number(network, self.planned)
        return Bounds(least, self.limit - self.number(network, self.earliest))

    def late_by_plan(self, network: Network) -> Bounds:
        """How late the plan itself makes it."""
        if not self.stated:
            return Bounds(0, None) if Unknown.UNDATED in self.unknown else Bounds.of(0)
        least = self.late(network, self.earliest)
        if self.unbounded:
            return Bounds(least, None)
        if self.planned == self.earliest:
            return Bounds.of(least)
        return Bounds(least, self.late(network, self.planned))

    def longest_until_due(self, network: Network) -> int:
        """How long before it is due one that recurs may be planned, at most, in the customer's
        working time; where it may be planned for any time, within a year.
        """
        assert self.recurs is not None, "another one is due at one moment"
        due, last, moments = self.recurs
        planned, longest = self.earliest, 0
        ends = self.earliest + HORIZON if last is None else last
        while True:
            longest = max(longest, self.number(network, due) - self.number(network, planned))
            planned = due + 1
            due = moments.after(planned)
            if planned > ends or due < planned or (last is not None and due > last):
                return longest

    def later_than_planned(
        self, network: Network, plan: Plan, late: int, *, at_any_time: bool = False
    ) -> Shift:
        """What it becomes for the customer that the provider is so much later than it was planned.

        `late` in the provider's working time; `at_any_time`: done while nobody there works.
        """
        theirs = network.axis.times[network.calendar[self.node]]
        mine = network.axis.times[self.calendar]
        if self.timetable is None and theirs is mine:
            return Shift(late, late)
        first, last = planned_between(network, plan, self.node)
        of = theirs, mine, self.timetable, late, first, last
        return shift_of(plan.known, *of, at_any_time=at_any_time)


def deliveries(network: Network, plan: Plan) -> list[PlannedDelivery]:
    """Every promise of a map, in its order."""
    return planned_deliveries(network, plan, promised(network.map))


def as_promised(reliance: Reliance) -> Due | None:
    """When a delivery is due to which a promise is held."""
    return reliance.promise


def as_awaited(reliance: Reliance) -> Due | None:
    """When its customer looks for a delivery: as was promised, else as it expects."""
    return reliance.promise or reliance.expects


def planned_deliveries(
    network: Network,
    plan: Plan,
    reliances: Iterable[Reliance],
    due_by: Callable[[Reliance], Due | None] = as_promised,
) -> list[PlannedDelivery]:
    """Some deliveries of a map, in their order, whether anybody promised them or not."""
    axis = network.axis
    causes: list[int] | None = None
    found = []
    # A large map has few different promises, and few moments at which anything is due.
    due_of, number = cache(axis.due), cache(axis.number)
    for one in reliances:
        node = network.number[one.service]
        calendar = axis.calendar[one.customer]
        planned = first = moment_of(network, node, plan.state(node))
        if plan.earliest is not None:
            first = moment_of(network, node, plan.earliest.state(node))
        table = None
        if one.departs is not None:
            table = Timetable(one.departs, axis.times[network.calendar[node]], planned)
            first = table.after(first)
            planned = table.after(planned)
        unbounded = network.unbounded[node]
        due, recurs, stated = None, None, due_by(one)
        if isinstance(stated, Departures):
            every = Timetable(stated, axis.times[calendar], planned)
            last_due = None if unbounded else every.after(planned)
            recurs = Recurring(every.after(first), last_due, every)
            if recurs.first_due == recurs.last_due:
                due, recurs = recurs.first_due, None
        elif stated is not None:
            due = due_of(stated, calendar)
        unknown = Unknown.NOTHING
        if network.incomplete[node]:
            causes = causes or _causes(network)
            unknown = Unknown(causes[node])
        if stated is not None and due is None and recurs is None:
            unknown |= Unknown.UNDATED
        found.append(
            PlannedDelivery(
                one,
                node,
                calendar,
                table,
                planned,
                first,
                unbounded=unbounded,
                stated=due is not None,
                due=planned if due is None else due,
                limit=number(planned if due is None else due, calendar),
                unknown=unknown,
                recurs=recurs,
            )
        )
    return found


def _causes(network: Network) -> list[int]:
    """Node -> what of Unknown stands behind what is not certain of its plan: a bit for each."""
    edges = network.edges
    # As plain numbers: these are joined once for each edge.
    untimed, unlinked, circular = map(int, (Unknown.UNTIMED, Unknown.UNLINKED, Unknown.CIRCULAR))
    unplaced = int(Unknown.UNPLACED)
    causes = [0] * len(network.services)
    for node in network.order:
        found = untimed if network.unmeasured[node] else 0
        found |= unplaced if network.unplaced[node] else 0
        found |= unlinked if network.needs_open[node] else 0
        found |= circular if network.circle[node] >= 0 else 0
        for edge in network.edges_into(node):
            if edges.planned[edge]:
                found |= causes[edges.source[edge]]
        causes[node] = found
    return causes
