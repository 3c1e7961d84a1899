"""What is promised: every delivery to anyone outside, and every delivery with a promise."""

from typing import NamedTuple

from servicemap.model import Reliance
from servicemap.timing.arrivals import Plan, State, moment_of
from servicemap.timing.departures import Timetable
from servicemap.timing.network import Network, promised


class Delivery(NamedTuple):
    """One promise on the axis of a plan. Lateness is counted in the customer's working time.

    `planned` and `due` are moments, `limit` is the due one as a number of the customer's
    `calendar`. Without a promise of its own, or where that cannot be held against the plan, a
    delivery is due when it is planned; `unknown` then says why nobody knows the margin.
    """

    reliance: Reliance
    node: int
    calendar: int
    timetable: Timetable | None
    planned: int
    due: int
    limit: int
    unknown: str = ""

    def arrives(self, network: Network, state: State) -> int:
        """The moment at which the customer has it, the provider being done at `state`."""
        moment = moment_of(network, self.node, state)
        return self.timetable.after(moment) if self.timetable else moment

    def late(self, network: Network, moment: int) -> int:
        """How much too late a moment is, in the customer's working time."""
        return max(0, network.axis.times[self.calendar].worked(moment) - self.limit)

    def delay(self, network: Network, moment: int) -> int:
        """How much later than planned a moment is, in the customer's working time."""
        time = network.axis.times[self.calendar]
        return time.worked(moment) - time.worked(self.planned)

    def margin(self, network: Network) -> int | None:
        """How much earlier than due it is planned; negative where the plan breaks it."""
        if self.unknown:
            return None
        return self.limit - network.axis.times[self.calendar].worked(self.planned)


INCOMPLETE = "some working times behind it are unknown, or wait for each other in a circle"
UNDATED = "the promise is a date, and the map has no start"


def deliveries(network: Network, plan: Plan) -> list[Delivery]:
    """Every promise of a map, in its order."""
    axis = network.axis
    found = []
    for one in promised(network.map):
        node = network.number[one.service]
        calendar = axis.calendar[one.customer]
        ready = moment_of(network, node, plan.state(node))
        table = None
        if one.departs is not None:
            table = Timetable(one.departs, axis.times[network.calendar[node]], ready)
        planned = table.after(ready) if table else ready
        stated = axis.due(one.promise, calendar) if one.promise is not None else None
        unknown = INCOMPLETE if network.incomplete[node] else ""
        if one.promise is not None and stated is None:
            unknown = unknown or UNDATED
        due = planned if unknown or stated is None else stated
        limit = axis.times[calendar].worked(due)
        found.append(Delivery(one, node, calendar, table, planned, due, limit, unknown))
    return found
