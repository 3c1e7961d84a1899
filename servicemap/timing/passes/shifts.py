"""What a delay becomes, whenever that is planned which is late.

Where the map leaves open when a service is planned, its delay may meet other hours and other
departures: then there is a least and a most.
"""

from collections.abc import Iterator

from servicemap.calendars import WorkingTime
from servicemap.timing.network.compiled import Length, Network
from servicemap.timing.network.departures import Timetable
from servicemap.timing.passes.finishes import HORIZON, Plan, Shift, State, finish, moment_of

DEPARTURES_LOOKED_AT = 10_000
"""Of one delivery, where it may leave with any within a year."""


def later_than_planned(
    network: Network, plan: Plan, node: int, start_later: int, longer: Length
) -> Shift:
    """How much later than planned a node is done that starts so much later and takes longer.

    Whenever it is planned; in its own working time. Where anything of it runs on the clock that
    hangs on the hours that it meets.
    """
    if not (network.elapsed.get(node) or longer.elapsed):
        return Shift(start_later + longer.work, start_later + longer.work)
    time = network.axis.times[network.calendar[node]]
    opens, latest = starts_between(network, plan, node)
    if network.unmeasured[node]:
        latest = opens + HORIZON  # its work, of which nobody knows the length, ends at any time
    first, last = time.worked(opens), time.worked(latest)
    waits = network.elapsed.get(node, 0), longer.elapsed
    works = network.work[node], longer.work, start_later
    end = finish(network, node, last + start_later, longer)[1] or time.closing(last)
    tried = {first, last}
    for mark in time.turns(time.opening(first), end):
        for waited in {0, *waits, sum(waits)}:
            number = time.worked(mark - waited)
            for worked in {0, *works, sum(works), works[0] + works[1], works[0] + works[2]}:
                tried |= {number - worked - 1, number - worked, number - worked + 1}
    found = [
        finish(network, node, start + start_later, longer)[0] - finish(network, node, start)[0]
        for start in tried
        if first <= start <= last
    ]
    return Shift(min(found), max(found))


def shift(network: Network, plan: Plan, edge: int, state: State) -> Shift:
    """What the delay of a provider becomes on an edge, whenever the provider is planned.

    Between calendars that hangs on the hours that it meets, with departures on how long the next
    one is in coming. What arrives when it is needed, with departures, is planned for one of them.
    """
    u = network.edges.source[edge]
    late = max(0, state[0] - plan.finishes[u])
    if not late and state != plan.state(u):
        late = 1  # by a night, which is never more than a minute of work
    return shift_on(network, plan, network, plan, edge, late)


def shift_on(
    network: Network, latest: Plan, reading: Network, plan: Plan, edge: int, late: int
) -> Shift:
    """The same for an edge of either reading, with its plan, and a delay in minutes."""
    key = edge, late
    if key not in plan.shifts:
        u, v = reading.edges.source[edge], reading.edges.target[edge]
        table, vouched = plan.timetables.get(edge), bool(reading.edges.vouched[edge])
        first, last = (
            planned_between(network, latest, u)
            if table or vouched
            else starts_between(network, latest, v)
        )
        theirs, mine = (network.axis.times[network.calendar[node]] for node in (u, v))
        plan.shifts[key] = shift_of(
            theirs, mine, table, late, first, last, on_departure=not vouched
        )
    return plan.shifts[key]


def planned_between(network: Network, plan: Plan, node: int) -> tuple[int, int]:
    """The moments between which a node is planned to be done; a year where that is open."""
    earliest = plan.earliest or plan
    first = moment_of(network, node, earliest.state(node))
    if network.unbounded[node]:
        return first, first + HORIZON
    return first, moment_of(network, node, plan.state(node))


def starts_between(network: Network, plan: Plan, node: int) -> tuple[int, int]:
    """The moments between which a node is planned to start; a year where that is open."""
    time = network.axis.times[network.calendar[node]]
    first = time.opening((plan.earliest or plan).starts[node])
    edges = network.edges
    if any(network.unbounded[edges.source[e]] for e in network.edges_into(node)):
        return first, first + HORIZON
    return first, time.opening(plan.starts[node])


def shift_of(
    theirs: WorkingTime,
    mine: WorkingTime,
    table: Timetable | None,
    late: int,
    first: int,
    last: int,
    *,
    on_departure: bool = False,
) -> Shift:
    """What so many minutes of `theirs` become in `mine`, from any moment between two others on.

    What comes of a moment changes its pace only where somebody's work begins or ends and where
    something departs, so that looking there, before and after the delay, is enough.
    """

    def later(moment: int) -> int:
        return theirs.closing(theirs.worked(moment) + late) if late else moment

    def there(moment: int) -> int:
        return mine.worked(table.after(moment) if table else moment)

    end = later(last)
    if table is None:
        marks = sorted({*mine.turns(first, end), *theirs.turns(first, end)})
    else:
        marks = list(_departures(table, first, end))
    tried = {first, last}
    for mark in marks:
        number = theirs.worked(mark)
        for at in (mark, theirs.closing(number)):
            tried |= {at, at + 1}
        tried |= {theirs.closing(number + 1), theirs.closing(number - late)}
        tried |= {theirs.closing(number - late) + 1, theirs.closing(number - late + 1)}
    if table is not None and on_departure:
        tried = {table.after(first), table.after(last), *marks}
        last = max(tried)
    found = [there(later(at)) - there(at) for at in tried if first <= at <= last]
    return Shift(min(found), max(found))


def _departures(table: Timetable, first: int, last: int) -> Iterator[int]:
    """Those from a moment on to the first one after another; no more than are looked at."""
    at = table.after(first)
    for _ in range(DEPARTURES_LOOKED_AT):
        yield at
        if at > last:
            return
        at = table.after(at + 1)
