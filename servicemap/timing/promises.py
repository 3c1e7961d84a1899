"""What is promised: every delivery to anyone outside, and every delivery with a promise."""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from servicemap.durations import short
from servicemap.errors import UnknownName
from servicemap.model import Reliance, ServiceMap
from servicemap.names import slug
from servicemap.spelling import did_you_mean
from servicemap.timing.arrivals import Plan, State, moment_of
from servicemap.timing.departures import Timetable
from servicemap.timing.network import Network, promised
from servicemap.timing.notebooks import html_table
from servicemap.timing.planning import driving_chain, make_plan


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


class PlannedPromise(NamedTuple):
    """What the plan says of one promise.

    `planned` and `due` are minutes of the map's working time from the start of the plan, and dates
    where the map has a start; `margin` is in the customer's working time, None where `unknown`
    says why nobody knows. `chain` are the services that decide when it is done.
    """

    service: str
    customer: str
    planned: int
    due: int
    margin: int | None
    chain: tuple[str, ...]
    lower_bound: bool
    unknown: str = ""
    planned_at: datetime | None = None
    due_at: datetime | None = None


class Promises:
    """Every promise of a map, in its order. `promises["shoppers"]` is the tightest to Shoppers."""

    __slots__ = ("_all", "map")

    def __init__(self, m: ServiceMap, found: tuple[PlannedPromise, ...]) -> None:
        self.map = m
        self._all = found

    def __iter__(self) -> Iterator[PlannedPromise]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)

    def __getitem__(self, customer: str) -> PlannedPromise:
        """The promise to a customer, by name or id, that has least margin."""
        found = [one for one in self._all if one.customer == slug(customer)]
        if not found:
            hint = did_you_mean(slug(customer), {one.customer for one in self._all})
            raise UnknownName(f"nothing is promised to '{customer}'", hint)
        return min(found, key=lambda one: (one.margin is None, one.margin or 0))

    def __repr__(self) -> str:
        broken = sum(1 for one in self._all if one.margin is not None and one.margin < 0)
        return f"<Promises: {len(self._all)}, of which the plan itself breaks {broken}>"

    def _repr_html_(self) -> str:
        rows = []
        for one in self._all:
            day = self.map.calendar_of(one.customer).day
            margin = "unknown" if one.margin is None else short(one.margin, day)
            planned = short(one.planned, self.map.calendar.day)
            if one.planned_at is not None:
                planned = one.planned_at.isoformat(" ", "minutes")
            chain = " \u2192 ".join(one.chain)
            rows.append((one.service, one.customer, planned, margin, chain))
        headers = ("service", "customer", "planned", "margin", "driven by")
        return html_table(repr(self)[1:-1], headers, rows)


def promises(m: ServiceMap) -> Promises:
    """What is promised to whom, when the plan has it done, with how much margin, driven by what."""
    network = Network(m)
    plan = make_plan(network)
    axis = network.axis
    return Promises(
        m,
        tuple(
            PlannedPromise(
                one.reliance.service,
                one.reliance.customer,
                axis.from_start(one.planned),
                axis.from_start(one.due),
                one.margin(network),
                tuple(network.services[node] for node in driving_chain(network, plan, one.node)),
                network.incomplete[one.node],
                one.unknown,
                axis.at(one.planned),
                axis.at(one.due),
            )
            for one in deliveries(network, plan)
        ),
    )
