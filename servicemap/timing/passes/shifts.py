"""What a delay becomes, whenever that is planned which is late.

Where the map leaves open when a service is planned, its delay may meet other hours and other
departures: then there is a least and a most.
"""

from collections.abc import Iterable, Iterator

from servicemap.calendars import WorkingTime
from servicemap.durations import WEEK_OF_CLOCK
from servicemap.timing.network.compiled import Network
from servicemap.timing.network.departures import DEPARTURES_LOOKED_AT, Timetable
from servicemap.timing.network.edges import CompiledLength
from servicemap.timing.passes.finishes import (
    HORIZON,
    NodeFinish,
    Plan,
    Remembered,
    Shift,
    Window,
    finish,
    moment_of,
)
from servicemap.timing.passes.starts import keeps_pace, pace, start_later

MANY_MINUTES = 3 * WEEK_OF_CLOCK
MANY_DELAYS = 20
"""So many minutes, or delays from one window of them on, are worth arrays, and the import of
numpy.
"""


def later_than_planned(
    network: Network, plan: Plan, node: int, start_late: int, longer: CompiledLength
) -> Shift:
    """How much later than planned a node is done that starts so much later and takes longer.

    Whenever it is planned; in its own working time. Where anything of it runs on the clock that
    hangs on the hours that it meets.
    """
    if not (network.elapsed.get(node) or longer.elapsed):
        return Shift(start_late + longer.work, start_late + longer.work)
    key = node, start_late, longer
    if key not in plan.known.laters:
        plan.known.laters[key] = _later_on_the_clock(network, plan, node, start_late, longer)
    return plan.known.laters[key]


def _later_on_the_clock(
    network: Network, plan: Plan, node: int, start_late: int, longer: CompiledLength
) -> Shift:
    starting = network.starting[node]
    opens, latest = starts_between(network, plan, node)
    if network.unmeasured[node]:
        latest = opens + HORIZON  # its work, of which nobody knows the length, ends at any time
    time = network.axis.times[network.calendar[node]]
    latest = _until_it_is_the_same_again(opens, latest, time, starting)
    first, last = starting.worked(opens), starting.worked(latest)

    def done(start: int, *, late: bool) -> int:
        if late:
            return finish(network, node, start_later(network, node, start, start_late), longer)[0]
        return finish(network, node, start)[0]

    tried = {first, last}
    for moment in _before_the_turns(network, node, opens, latest, start_late, longer):
        number = starting.worked(moment)
        tried |= {number - 1, number, number + 1}
    found = [
        done(start, late=True) - done(start, late=False)
        for start in tried
        if first <= start <= last
    ]
    return Shift(min(found), max(found))


def _before_the_turns(
    network: Network, node: int, first: int, last: int, start_late: int, longer: CompiledLength
) -> Iterator[int]:
    """The starts from which a part of the work, or of what is added, ends as hours begin or end.

    Those between two moments, or nearly: only the hours that such a start meets are looked at.
    """
    time = network.axis.times[network.calendar[node]]

    def back(moment: int, work: int) -> tuple[int, int]:
        number = time.worked(moment) - work
        return time.closing(number), time.opening(number)

    clocked = network.elapsed.get(node, 0)
    own = clocked or network.work[node]
    for added in {0, longer.work}:
        for own_part in {0, own, start_late, own + start_late}:

            def ready(start: int, part: int = own_part, added: int = added) -> int:
                """How much is worked by then."""
                if clocked:
                    return time.worked(start + part) + added
                return time.worked(start) + part + added

            meets = time.closing(ready(first) - 1), time.opening(ready(last) + 1)
            for waited in {0, longer.elapsed}:
                for mark in time.turns(meets[0] + waited, meets[1] + waited):
                    for done in {mark - waited, *back(mark - waited, added)}:
                        if clocked:
                            yield done - own_part
                        else:
                            yield from back(done, own_part)


def shift(network: Network, plan: Plan, edge: int, state: NodeFinish) -> Shift:
    """What the delay of a provider becomes on an edge, whenever the provider is planned.

    Between calendars that hangs on the hours that it meets, with departures on how long the next
    one is in coming. What arrives when it is needed, with departures, is planned for one of them.
    """
    late, at_any_time = _late(network, plan, edge, state)
    return shift_on(network, plan, network, plan, edge, late, at_any_time=at_any_time)


def last_start_on_the_clock(network: Network, plan: Plan, edge: int, state: NodeFinish) -> int:
    """When the customer of an edge starts at the latest, which takes no time at whatever hour.

    As starts of it are numbered, whenever its provider is planned. A week that is an hour longer on
    the clock is none on the wall, where vans leave: the lesser of the two.
    """
    late, at_any_time = _late(network, plan, edge, state)
    key = edge, late, at_any_time
    if key not in plan.known.last_starts:
        u, v = network.edges.source[edge], network.edges.target[edge]
        asked, clock = (network, plan, network, plan, edge, late), network.starting[v]
        last = plan.starts[v] + _told_in(clock, *asked, at_any_time=at_any_time).most
        wall = network.axis.wall_clock(network.calendar[u], network.calendar[v])
        if wall is not None:
            most = _told_in(wall, *asked, at_any_time=at_any_time).most
            on_the_wall = wall.worked(clock.opening(plan.starts[v])) + most
            last = min(last, clock.worked(wall.opening(on_the_wall)))
        plan.known.last_starts[key] = last
    return plan.known.last_starts[key]


def _late(network: Network, plan: Plan, edge: int, state: NodeFinish) -> tuple[int, bool]:
    """How late a provider is, and whether it may be done while nobody there works."""
    late = state[0] - plan.finishes[network.edges.source[edge]]
    if late <= 0:  # by a night, which is never more than a minute of work
        return 1, False
    return late, state[1] is not None


def shift_on(
    network: Network,
    latest: Plan,
    reading: Network,
    plan: Plan,
    edge: int,
    late: int,
    *,
    at_any_time: bool = False,
) -> Shift:
    """The same for an edge of either reading, with its plan, and a delay in minutes.

    `at_any_time`: the provider may be done while nobody there works.
    """
    key = edge, late, at_any_time
    if key not in plan.known.shifts:
        v, edges = reading.edges.target[edge], reading.edges
        asked = network, latest, reading, plan, edge, late
        # What leaves later leaves the customer waiting on the clock, from whenever it would start.
        waits = edge in plan.timetables and not edges.vouched[edge] and not keeps_pace(network, v)
        mine = pace(network, v)
        time = network.starting[v] if waits else mine
        found = _told_in(time, *asked, at_any_time=at_any_time)
        if waits:
            times = network.starting[v], mine, None
            start = starts_between(network, latest, v)
            found = Shift(
                shift_of(plan.known, *times, found.least, *start).least,
                shift_of(plan.known, *times, found.most, *start).most,
            )
            # A week that is an hour longer on the clock is none on the wall, where vans leave.
            wall = network.axis.wall_clock(
                *(network.calendar[node] for node in (edges.source[edge], v))
            )
            if wall is not None:
                most = _told_in(wall, *asked, at_any_time=at_any_time).most
                by_wall = shift_of(
                    plan.known, wall, mine, None, most, *start, at_any_time=True
                ).most
                found = found._replace(most=min(found.most, by_wall))
        if waits and network.unmeasured[v]:  # should it take any time, it waits while it works
            working = _told_in(mine, *asked, at_any_time=at_any_time)
            found = Shift(min(found.least, working.least), max(found.most, working.most))
        plan.known.shifts[key] = found
    return plan.known.shifts[key]


def _told_in(
    time: WorkingTime,
    network: Network,
    latest: Plan,
    reading: Network,
    plan: Plan,
    edge: int,
    late: int,
    *,
    at_any_time: bool,
) -> Shift:
    """What a delay becomes on an edge in some time, before its customer has begun."""
    u, v = reading.edges.source[edge], reading.edges.target[edge]
    table, vouched = plan.timetables.get(edge), bool(reading.edges.vouched[edge])
    at_its_end = table or vouched
    first, last = (planned_between if at_its_end else starts_between)(
        network, latest, u if at_its_end else v
    )
    return shift_of(
        *(plan.known, network.axis.times[network.calendar[u]], time, table, late, first, last),
        on_departure=not vouched,
        at_any_time=at_any_time and vouched,
    )


def late_if_caught(
    network: Network, latest: Plan, reading: Network, plan: Plan, edge: int, late: int
) -> int:
    """The least that a delay of stock makes its customer later that comes with departures.

    By convention it is planned for the departure with which it goes, so that any delay misses that.
    Yet what is needed is there by the last departure before, and was ready at some time after the
    one before that: it may be in time for it all the same. For an edge of either reading, whenever
    its customer starts; told as later starts are.
    """
    u, v = reading.edges.source[edge], reading.edges.target[edge]
    table = plan.timetables[edge]
    theirs, mine = network.axis.times[network.calendar[u]], pace(network, v)
    first, last = starts_between(network, latest, v)
    found, leaves = None, table.by(first)
    for _ in range(DEPARTURES_LOOKED_AT):
        after = table.after(leaves + 1)
        ready = theirs.closing(theirs.worked(table.by(leaves - 1) + 1) + late)
        needed = mine.worked(min(last, after - 1))
        least = max(0, mine.worked(table.after(ready)) - needed)
        found = least if found is None else min(found, least)
        if not found or after > last or after <= leaves:
            break
        leaves = after
    return found or 0


def longest_slack(network: Network, plan: Plan, reading: Network, edge: int, late: int = 0) -> int:
    """The most that slack can be, whenever its customer starts, as later starts are told.

    Of an edge of either reading; `plan` is that of the latest. It is counted back from what arrives
    so `late`.
    """
    edges, v = reading.edges, reading.edges.target[edge]
    slack, elapsed = edges.slack[edge], edges.elapsed.get(edge, 0)
    if not slack or v not in network.elapsed:
        return slack + elapsed
    time = network.axis.times[network.calendar[v]]
    first, last = starts_between(network, plan, v)
    found = shift_of(
        *(plan.known, time, pace(network, v), None, slack, first, last + late + elapsed),
        at_any_time=True,
    )
    return elapsed + found.most


def longest_switch(network: Network, plan: Plan, node: int, switch: CompiledLength) -> int:
    """The most that a switch can be, whenever its customer starts, as later starts are told."""
    time, clock = network.axis.times[network.calendar[node]], network.axis.clock
    between, mine = starts_between(network, plan, node), pace(network, node)
    if switch.elapsed:
        return shift_of(plan.known, clock, mine, None, switch.elapsed, *between).most
    return shift_of(plan.known, time, mine, None, switch.work, *between).most


def planned_between(network: Network, plan: Plan, node: int) -> tuple[int, int]:
    """The moments between which a node is planned to be done; a year where that is open."""
    earliest = plan.earliest or plan
    first = moment_of(network, node, earliest.state(node))
    if network.unbounded[node]:
        return first, first + HORIZON
    return first, moment_of(network, node, plan.state(node))


def starts_between(network: Network, plan: Plan, node: int) -> tuple[int, int]:
    """The moments between which a node is planned to start; a year where that is open.

    Who may take no time starts whenever that is; should it take any, when work begins.
    """
    time = network.starting[node]
    first = time.opening((plan.earliest or plan).starts[node])
    if start_is_unbounded(network, node):
        return first, first + HORIZON
    last = time.opening(plan.starts[node])
    if network.unmeasured[node]:
        last = network.axis.times[network.calendar[node]].round_up(last)
    return first, last


def start_is_unbounded(network: Network, node: int) -> bool:
    """Whether its planned start hangs on a length that nobody knows, or a circle without an end."""
    source, unbounded = network.edges.source, network.unbounded
    if network.unplaced[node] or any(unbounded[source[e]] for e in network.planned_into(node)):
        return True
    return unbounded[node] and not network.loose.isdisjoint(network.edges_into(node))


def shift_of(
    known: Remembered,
    theirs: WorkingTime,
    mine: WorkingTime,
    table: Timetable | None,
    late: int,
    first: int,
    last: int,
    *,
    on_departure: bool = False,
    at_any_time: bool = False,
) -> Shift:
    """What so many minutes of `theirs` become in `mine`, from any moment between two others on.

    What comes of a moment changes its pace only where somebody's work begins or ends and where
    something departs, so that looking there, before and after the delay, is enough. `at_any_time`:
    who is late may be done whenever nobody works, until work goes on.
    """
    if theirs is mine and table is None:
        return Shift(late, late)

    def later(moment: int) -> int:
        return theirs.closing(theirs.worked(moment) + late) if late else moment

    def latest(moment: int) -> int:
        if not at_any_time:
            return later(moment)
        return max(moment, theirs.opening(theirs.worked(moment) + late))

    def there(moment: int) -> int:
        return mine.worked(table.after(moment) if table else moment)

    last = _until_it_is_the_same_again(first, last, theirs, mine, *([table] if table else []))
    if table is not None and on_departure:
        tried = list(table.between(first, last))
    elif first == last:
        tried = [first]
    else:
        window = theirs, mine, table, first, last
        shift = _told_at_once(known, window, late, at_any_time=at_any_time)
        if shift is not None:
            return shift
        marks = {
            *_turning(*window),
            *_turning(theirs, mine, table, later(first), latest(last)),
        }
        around = _around(theirs, marks, late) | {first, last}
        tried = [at for at in around if first <= at <= last]
    usual = [there(at) for at in tried]
    found = [there(later(at)) - was for at, was in zip(tried, usual, strict=True)]
    if not at_any_time:
        return Shift(min(found), max(found))
    most = max(there(latest(at)) - was for at, was in zip(tried, usual, strict=True))
    return Shift(min(found), most)


def _told_at_once(
    known: Remembered, window: Window, late: int, *, at_any_time: bool
) -> Shift | None:
    """The same by arrays, where these are worth it."""
    asked = known.asked[window] = known.asked.get(window, 0) + 1
    *_, first, last = window
    if last - first <= MANY_MINUTES and asked <= MANY_DELAYS:
        return None
    from servicemap.timing.passes.many_moments import shift_from_any  # few maps pay for numpy

    return shift_from_any(known, window, late, at_any_time=at_any_time)


def _around(theirs: WorkingTime, marks: Iterable[int], late: int) -> set[int]:
    """The moments before and after each of some, and those from which the delay leads to one."""
    tried = set()
    for mark in marks:
        number = theirs.worked(mark)
        for at in (mark, theirs.closing(number)):
            tried |= {at, at + 1}
        tried |= {theirs.closing(number + 1), theirs.closing(number - late)}
        tried |= {theirs.closing(number - late) + 1, theirs.closing(number - late + 1)}
    return tried


def _until_it_is_the_same_again(first: int, last: int, *keeping: WorkingTime | Timetable) -> int:
    """How far one has to look from a moment on: a week, from when on all weeks are alike."""
    alike = first
    for one in keeping:
        if one.weekly_from is None:
            return last
        alike = max(alike, one.weekly_from)
    return min(last, alike + WEEK_OF_CLOCK)


def _turning(
    theirs: WorkingTime, mine: WorkingTime, table: Timetable | None, first: int, last: int
) -> Iterable[int]:
    """Where what comes of a moment changes its pace: departures, or where work begins and ends."""
    if table is not None:
        return table.between(first, last)
    return *mine.turns(first, last), *theirs.turns(first, last)
