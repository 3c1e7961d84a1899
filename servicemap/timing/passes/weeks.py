"""Whole weeks: a delay that goes round a loop is passed on to nobody as more of them.

A week later it is the same hour of the same day, for whoever works whenever, and the same vans
leave. So whoever is no more than so many weeks late makes nobody in a loop later than that, however
many minutes of work each of them has in those weeks. Else a delay would grow with each lap that
meets a day off.
"""

from servicemap.calendars import WorkingTime
from servicemap.durations import DAY_OF_CLOCK, HOUR, WEEK_OF_CLOCK
from servicemap.timing.network.axis import CLOCKS_STAY
from servicemap.timing.network.compiled import Network
from servicemap.timing.passes.finishes import NodeFinish, Plan, Shift, moment_of
from servicemap.timing.passes.shifts import planned_between, shift_of, starts_between

WEEKS_LOOKED_AT = 53
"""A year: a delay that may grow by more is taken to grow without end."""

CLOCKS_CHANGE_BY = 2 * HOUR
"""No clock on a wall is put forward or back by more, seen from another wall."""


def weeks_until(time: WorkingTime, moment: int, later: int) -> int:
    """The fewest whole weeks from a moment on by which another has come."""
    weeks = max(0, -((moment - later) // WEEK_OF_CLOCK) - 1)
    while time.weeks_later(moment, weeks) < later:
        weeks += 1
    return weeks


def weeks_within(time: WorkingTime, moment: int, later: int) -> int:
    """The most whole weeks from a moment on that are over by another."""
    weeks = max(0, (later - moment) // WEEK_OF_CLOCK + 1)
    while weeks and time.weeks_later(moment, weeks) > later:
        weeks -= 1
    return weeks


def weeks_late(network: Network, plan: Plan, node: int, state: NodeFinish) -> int:
    """The fewest whole weeks than which a node is no later than planned."""
    time = network.axis.times[network.calendar[node]]
    planned = moment_of(network, node, plan.state(node))
    return weeks_until(time, planned, moment_of(network, node, state))


def finish_after(network: Network, plan: Plan, node: int, weeks: int) -> int:
    """The last finish of a node that is no later than so many weeks; of clocked ones a moment."""
    time = network.axis.times[network.calendar[node]]
    moment = time.weeks_later(moment_of(network, node, plan.state(node)), weeks)
    return moment if network.clocked[node] else time.worked(moment)


def start_after(network: Network, plan: Plan, node: int, weeks: int) -> int:
    """The first start of a node from so many weeks after its planned one on."""
    time, starting = network.axis.times[network.calendar[node]], network.starting[node]
    return starting.worked(time.weeks_later(starting.opening(plan.starts[node]), weeks))


def weeks_before(network: Network, plan: Plan, node: int, start: int) -> int:
    """The most whole weeks by which a node may be late to start, and yet starts by then."""
    time, starting = network.axis.times[network.calendar[node]], network.starting[node]
    planned, last = starting.opening(plan.starts[node]), starting.opening(start)
    return weeks_within(time, planned, last)


def weeks_at_most(
    network: Network,
    plan: Plan,
    node: int,
    state: NodeFinish,
    *,
    at_any_time: bool,
    begun_later: int = 0,
) -> int:
    """The same whenever a node is planned; `at_any_time`: it may be done while nobody works.

    Whatever makes it late may begin up to so many weeks later than that.
    """
    if not (network.uncertain[node] or begun_later):
        return weeks_late(network, plan, node, state)
    late = max(1, state[0] - plan.finishes[node])
    first, last = planned_between(network, plan, node)
    key = node, late, at_any_time, begun_later
    if key not in plan.known.weeks_late:
        last += begun_later * WEEK_OF_CLOCK
        found = _on_the_clock(network, plan, node, late, first, last, at_any_time=at_any_time)
        plan.known.weeks_late[key] = -(-found.most // WEEK_OF_CLOCK)
    return plan.known.weeks_late[key]


def settles_after(network: Network, plan: Plan, nodes: list[int], weeks: int) -> int | None:
    """After how many weeks, and no fewer than that, all goes on in a loop as it was planned.

    Whatever is worked there by plan is worked so much later, too, and whatever departs leaves: so
    whoever is no more weeks late makes nobody else more so. None: not within a year.
    """
    loop = network.loop[nodes[0]]
    for later in range(weeks, weeks + WEEKS_LOOKED_AT):
        if (loop, later) not in plan.known.recurring:
            plan.known.recurring[loop, later] = _recurs(network, plan, nodes, later)
        if plan.known.recurring[loop, later]:
            return later
    return None


def _recurs(network: Network, plan: Plan, nodes: list[int], weeks: int) -> bool:
    for node in nodes:
        first, _ = starts_between(network, plan, node)
        _, last = planned_between(network, plan, node)
        if not network.axis.times[network.calendar[node]].recurs(first, last, weeks):
            return False
        tables = (plan.timetables.get(edge) for edge in network.within[node])
        if not all(table.recurs(first, last, weeks) for table in tables if table is not None):
            return False
    return True


def latest_after(network: Network, plan: Plan, node: int, weeks: int) -> NodeFinish:
    """The latest finish of a node, whenever it is planned, that is no more than so many weeks late.

    Told as the finishes of a pass: as much later than planned as that may be.
    """
    key = node, weeks
    if key not in plan.known.latest_after:
        plan.known.latest_after[key] = _latest_after(network, plan, node, weeks)
    return plan.known.latest_after[key]


def _latest_after(network: Network, plan: Plan, node: int, weeks: int) -> NodeFinish:
    time, after = (
        network.axis.times[network.calendar[node]],
        finish_after(network, plan, node, weeks),
    )
    number = time.worked(after) if network.clocked[node] else after
    if network.uncertain[node]:
        between = planned_between(network, plan, node)
        number = max(
            number, plan.finishes[node] + _in_weeks(network, plan, node, weeks, *between).most
        )
    if not network.clocked[node]:
        return number, None
    moment = max(time.closing(number), after)
    return time.worked(moment), moment


def least_by_weeks(
    network: Network, latest: Plan, reading: Network, plan: Plan, edge: int, late: int
) -> int:
    """How much later a customer starts at least that is held to whole weeks by an edge.

    Of an edge of either reading, with its plan, and of a provider that is so late. Told as later
    starts are.
    """
    u, v = reading.edges.source[edge], reading.edges.target[edge]
    key = edge, late
    if key not in plan.known.least_after:
        first, last = planned_between(network, latest, u)
        least = _on_the_clock(network, plan, u, late, first, last).least
        weeks = max(1, -(-least // WEEK_OF_CLOCK))
        starts, begins = starts_between(network, latest, v)
        table = plan.timetables.get(edge)
        until = max(begins, table.after(last) if table else last)
        later = weeks * WEEK_OF_CLOCK - CLOCKS_CHANGE_BY
        if v not in network.elapsed:
            later = _in_weeks(network, plan, v, weeks, min(first, starts), until).least
        plan.known.least_after[key] = later
    return plan.known.least_after[key]


def _on_the_clock(
    network: Network,
    plan: Plan,
    node: int,
    late: int,
    first: int,
    last: int,
    *,
    at_any_time: bool = False,
) -> Shift:
    """By how much the clock where a node works goes on in so much working time of it.

    From any moment between two others on; `at_any_time`: until work goes on.
    """
    time, between = _on_its_wall(network, node, first, last)
    clock, apart = network.axis.clock, _changed_while_they_work(network, node)
    found = shift_of(plan.known, time, clock, None, late, *between, at_any_time=at_any_time)
    return Shift(found.least - apart, found.most + apart)


def _in_weeks(network: Network, plan: Plan, node: int, weeks: int, first: int, last: int) -> Shift:
    """How much is worked at a node in so many weeks, from any moment between two others on."""
    time, between = _on_its_wall(network, node, first, last)
    apart = _changed_while_they_work(network, node)
    found = shift_of(plan.known, network.axis.clock, time, None, weeks * WEEK_OF_CLOCK, *between)
    return Shift(found.least - apart, found.most + apart)


def _on_its_wall(
    network: Network, node: int, first: int, last: int
) -> tuple[WorkingTime, tuple[int, int]]:
    """The time by which a node works, and two moments, as the clock on its own wall has them."""
    calendar = network.calendar[node]
    time, there = network.axis.times[calendar], network.axis.on_its_own_wall(calendar)
    if there is time:
        return time, (first, last)
    shown = (day * DAY_OF_CLOCK + minute for day, minute in map(time.on_the_wall, (first, last)))
    return there, (next(shown), next(shown))


def _changed_while_they_work(network: Network, node: int) -> int:
    """By how much a week of work may differ from another because clocks are put forward or back.

    Nothing where nobody works in those hours, nor on the wall whose clock is that of the map.
    """
    calendar = network.calendar[node]
    if network.axis.on_its_own_wall(calendar) is network.axis.times[calendar]:
        return 0
    stay_from, stay_until = CLOCKS_STAY[0]
    at_night = any(
        start < stay_from or end > stay_until
        for weekday in range(7)
        for start, end in network.axis.times[calendar].calendar.hours_on(weekday)
    )
    return CLOCKS_CHANGE_BY if at_night else 0
