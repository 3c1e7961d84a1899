"""What is promised, on the axis of a plan: what arrives when, and by how much too late that is."""

from typing import NamedTuple

from servicemap.model import Departures, Reliance
from servicemap.timing.network.compiled import Network, promised
from servicemap.timing.network.departures import Timetable
from servicemap.timing.passes.arrivals import Plan, State, moment_of
from servicemap.unknowns import Unknown


class Delivery(NamedTuple):
    """One promise on the axis of a plan. Lateness is counted in the customer's working time.

    `planned` and `due` are moments, `limit` is the due one as a number of the customer's
    `calendar`. `unknown` says why nobody knows the margin, where nobody does. A promise is then
    kept for all anybody knows, and due when it is planned, as is a delivery without a promise; or
    it is sure to be broken, because what is known of the plan alone takes too long: then it is due
    when it was promised, `missed` by so much or more. `promised` is the moment that somebody named,
    where it has a place on the axis; of a promise that recurs the first at or after the plan.
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
        stated = None
        if isinstance(one.promise, Departures):
            stated = Timetable(one.promise, axis.times[calendar], planned).after(planned)
        elif one.promise is not None:
            stated = axis.due(one.promise, calendar)
        unknown = Unknown.NOTHING
        if network.incomplete[node]:
            causes = causes or _causes(network)
            unknown = Unknown(causes[node])
        if unknown and isinstance(one.promise, Departures):
            stated = None  # it recurs, and nobody knows which of its moments it is
        elif one.promise is not None and stated is None:
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
    unplaced = int(Unknown.UNPLACED)
    for node, service in enumerate(m.services.values()):
        waits = network.edges_into(node) or service.provider in network.open
        vague = network.vague(service) and waits
        causes[node] |= untimed if service.takes is None else 0
        causes[node] |= unlinked if vague else 0
        causes[node] |= unplaced if service.not_before and not network.axis.dated else 0
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
