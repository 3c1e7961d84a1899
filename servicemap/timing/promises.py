"""What is promised: every delivery to anyone outside, and every delivery with a promise."""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from servicemap.html import html_table
from servicemap.index import find_promised
from servicemap.model import Reliance, ServiceMap
from servicemap.timing.arrivals import Plan, State, moment_of
from servicemap.timing.departures import Timetable
from servicemap.timing.network import Network, promised
from servicemap.timing.planning import driving_chain, make_plan
from servicemap.unknowns import Unknown
from servicemap.wording.lengths import short


class Delivery(NamedTuple):
    """One promise on the axis of a plan. Lateness is counted in the customer's working time.

    `planned` and `due` are moments, `limit` is the due one as a number of the customer's
    `calendar`. `unknown` says why nobody knows the margin, where nobody does. A promise is then
    kept for all anybody knows, and due when it is planned, as is a delivery without a promise; or
    it is sure to be broken, because what is known of the plan alone takes too long: then it is due
    when it was promised, `missed` by so much or more. `promised` is the moment that somebody named,
    where it has a place on the axis.
    """

    reliance: Reliance
    node: int
    calendar: int
    timetable: Timetable | None
    planned: int
    due: int
    limit: int
    unknown: Unknown = Unknown.NOTHING
    missed: int = 0
    promised: int | None = None

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


def deliveries(network: Network, plan: Plan) -> list[Delivery]:
    """Every promise of a map, in its order."""
    axis = network.axis
    causes: list[int] | None = None
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
        unknown = Unknown.NOTHING
        if network.incomplete[node]:
            causes = causes or _causes(network)
            unknown = Unknown(causes[node])
        if one.promise is not None and stated is None:
            unknown = unknown or Unknown.UNDATED
        time = axis.times[calendar]
        over = 0 if stated is None else max(0, time.worked(planned) - time.worked(stated))
        due = planned if stated is None or (unknown and not over) else stated
        found.append(
            Delivery(
                one,
                node,
                calendar,
                table,
                planned,
                due,
                time.worked(due),
                unknown,
                over if unknown else 0,
                stated,
            )
        )
    return found


def _causes(network: Network) -> list[int]:
    """Node -> what of Unknown stands behind what nobody knows of it: a bit for each.

    One pass, each node after what it waits for; in a loop everyone has what anyone has.
    """
    m, edges = network.map, network.edges
    causes = [0] * len(network.services)
    # As plain numbers: these are joined once for each edge.
    untimed, unlinked, circular = map(int, (Unknown.UNTIMED, Unknown.UNLINKED, Unknown.CIRCULAR))
    for node, service in enumerate(m.services.values()):
        several = len(network.lookups.making[service.provider]) > 1
        vague = several and service.needs is None and network.edges_into(node)
        causes[node] |= untimed if service.takes is None else 0
        causes[node] |= unlinked if vague else 0
        causes[node] |= circular if network.loop[node] >= 0 else 0
    for node in network.order:
        together = network.loops[network.loop[node]] if network.loop[node] >= 0 else [node]
        if node != together[0]:
            continue
        found = 0
        for one in together:
            found |= causes[one]
            for edge in network.edges_into(one):
                if not (edges.standing[edge] or edges.alternative[edge]):
                    found |= causes[edges.source[edge]]
        for one in together:
            causes[one] = found
    return causes


class PlannedPromise(NamedTuple):
    """What the plan says of one promise.

    `planned` and `due` are minutes of the map's working time from the start of the plan, and dates
    where the map has a start; `margin` is in the customer's working time, None where `unknown`
    says why nobody knows; `missed` is by how much it is late all the same, or later, and counts
    from when it was promised. `chain` are the services that decide when it is done.
    """

    service: str
    customer: str
    planned: int
    due: int
    margin: int | None
    chain: tuple[str, ...]
    lower_bound: bool
    unknown: Unknown = Unknown.NOTHING
    planned_at: datetime | None = None
    due_at: datetime | None = None
    missed: int = 0

    @property
    def broken(self) -> bool:
        """Whether the plan itself is sure to break it."""
        return self.late > 0

    @property
    def late(self) -> int:
        """By how much the plan itself is sure to break it, or by more where it is `missed`."""
        return self.missed or max(0, -(self.margin or 0))


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
        to = find_promised(self.map, customer, {one.customer for one in self._all})
        found = [one for one in self._all if one.customer == to]
        return min(found, key=lambda one: (one.margin is None, one.margin or 0))

    def __repr__(self) -> str:
        broken = sum(1 for one in self._all if one.broken)
        return f"<Promises: {len(self._all)}, of which the plan itself breaks {broken}>"

    def _repr_html_(self) -> str:
        rows = []
        for one in self._all:
            day = self.map.calendar_of(one.customer).day
            margin = "unknown" if one.margin is None else short(one.margin, day)
            planned = short(one.planned, self.map.calendar.day)
            if one.planned_at is not None:
                planned = one.planned_at.isoformat(" ", "minutes")
            name = self.map.name_of
            chain = " \u2192 ".join(map(name, one.chain))
            rows.append((name(one.service), name(one.customer), planned, margin, chain))
        headers = ("service", "customer", "planned", "margin", "driven by")
        return html_table(repr(self)[1:-1], headers, rows)


def promises(m: ServiceMap) -> Promises:
    """What is promised to whom, when the plan has it done, with how much margin, driven by what."""
    network = Network(m)
    plan = make_plan(network)
    return Promises(
        m, tuple(planned_promise(network, plan, one) for one in deliveries(network, plan))
    )


def planned_promise(network: Network, plan: Plan, one: Delivery) -> PlannedPromise:
    """What the plan says of one promise."""
    axis = network.axis
    return PlannedPromise(
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
        one.missed,
    )
