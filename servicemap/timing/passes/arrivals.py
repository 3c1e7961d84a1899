"""How a finish becomes an arrival, and an arrival a start: one edge at a time."""

from collections.abc import Callable, Sequence

from servicemap.timing.network.compiled import Network
from servicemap.timing.passes.finishes import NodeFinish, Plan, moment_of
from servicemap.timing.passes.shifts import (
    last_start_on_the_clock,
    late_if_caught,
    longest_switch,
    shift,
)
from servicemap.timing.passes.starts import (
    keeps_pace,
    later_by,
    less_slack,
    less_sure_slack,
    start_later,
)
from servicemap.timing.passes.weeks import start_after, weeks_late, weeks_until


def arrival(network: Network, plan: Plan, edge: int, state: NodeFinish) -> int:
    """When what this edge carries is there, its provider being done at `state`.

    As a start of the one who waits. Where the schedule cannot vouch for the planned
    arrival, it is taken to be exactly when it is needed: its provider is taken to be as late as
    this one, but planned for that moment, which is `needed_at`. With departures that is the
    planned departure, so that any delay misses it. Round a loop it makes nobody more weeks
    late than that.
    """
    edges = network.edges
    found = as_passed_on(network, plan, edge, state)
    if plan.earliest is None or edges.credited[edge] or not edges.vouched[edge]:
        return found
    if network.unbounded[edges.source[edge]]:
        return found
    latest = _arrival_in_latest_reading(network, plan, edge, state)
    return latest if edges.alternative[edge] else min(found, latest)


def as_passed_on(network: Network, plan: Plan, edge: int, state: NodeFinish) -> int:
    """The same before the schedule of the one who waits takes anything of it."""
    edges = network.edges
    u, v = edges.source[edge], edges.target[edge]
    if edges.credited[edge]:
        if not edges.special[edge]:
            return state[0]
        return network.starting[v].worked(in_hand(network, plan, edge, state))
    if edges.special[edge]:
        found = _arrival_without_credit(network, plan, edge, state)
        late = state[0] - plan.finishes[u]
        if plan.catching and edge in network.stocked:
            least = late_if_caught(network, plan, network, plan, edge, late) if late > 0 else 0
            found = min(found, start_later(network, v, plan.starts[v], least))
        return found
    return state[0] - plan.finishes[u] + plan.starts[v]


def _arrival_in_latest_reading(network: Network, plan: Plan, edge: int, state: NodeFinish) -> int:
    """When an edge brings it in the latest reading, its customer being planned for the earliest.

    No reading gives an edge more credit than that, and none lets it arrive later. In a loop the
    provider is as late as it is by now.
    """
    assert plan.earliest is not None, "only a map that leaves something open asks for this"
    u, v = network.edges.source[edge], network.edges.target[edge]
    if not network.inside_loop(edge):
        state = plan.reached.get(u) or plan.state(u)
    there = arrival(network.vouching, plan, edge, state)
    return _as_much_later(network, plan, v, plan.earliest.starts[v], there)


def _as_much_later(network: Network, plan: Plan, node: int, planned: int, there: int) -> int:
    """A start as much later than planned as `there` is later than another start."""
    late = later_by(network, node, planned, there)
    if not late and there > planned:
        late = 1  # by a night, which is never more than a minute of work
    return start_later(network, node, plan.starts[node], late)


def in_hand(network: Network, plan: Plan, edge: int, state: NodeFinish) -> int:
    """The moment at which an edge brings what its provider has done at `state`."""
    moment = moment_of(network, network.edges.source[edge], state)
    table = plan.timetables.get(edge)
    return table.after(moment) if table else moment


def _arrival_without_credit(network: Network, plan: Plan, edge: int, state: NodeFinish) -> int:
    u, v = network.edges.source[edge], network.edges.target[edge]
    mine, late = network.starting[v], max(0, state[0] - plan.finishes[u])
    start = plan.starts[v]
    table, vouched = plan.timetables.get(edge), network.edges.vouched[edge]
    alike = table is None and network.calendar[u] == network.calendar[v]
    if alike and not (network.clocked[v] and (late or vouched)):  # late by a night is not late
        if late and _goes_by_weeks(network, edge):
            weeks = weeks_late(network, plan, u, state)
            return min(start + late, start_after(network, plan, v, weeks))
        return start + late
    open_ = network.uncertain[u] if table or vouched else network.starts_open[v]
    if open_ or (network.unmeasured[v] and network.clocked[v]):
        if state == plan.state(u):
            return start
        most = shift(network, plan, edge, state).most
        if not most and network.clocked[v]:
            most = 1  # by a night
        start = start_later(network, v, plan.starts[v], most)
        if vouched or keeps_pace(network, v):
            return start
        # Who takes no time has it at whatever hour it comes, of which working minutes tell nothing.
        if table is not None and network.uncertain[u]:
            return max(start, last_start_on_the_clock(network, plan, edge, state))
    if vouched:
        planned = mine.worked(in_hand(network, plan, edge, plan.state(u)))
        there = mine.worked(in_hand(network, plan, edge, state))
        return _as_much_later(network, plan, v, planned, there)
    return max(start, _start_if_needed(network, plan, edge, state))


def _start_if_needed(network: Network, plan: Plan, edge: int, state: NodeFinish) -> int:
    """When the customer of an edge starts that is taken to be needed exactly when it is there."""
    u, v = network.edges.source[edge], network.edges.target[edge]
    needed, ready = needed_at(network, plan, edge), ready_if_needed(network, plan, edge, state)
    mine, table = network.starting[v], plan.timetables.get(edge)
    there = table.after(ready) if table else ready
    start = plan.starts[v] + mine.worked(there) - mine.worked(needed)
    if not _goes_by_weeks(network, edge):
        return start
    if table:
        weeks = weeks_until(network.axis.times[network.calendar[u]], needed, there)
    else:
        weeks = weeks_late(network, plan, u, state)
    return min(start, start_after(network, plan, v, weeks))


def _goes_by_weeks(network: Network, edge: int) -> bool:
    """Whether it makes nobody more weeks late than its provider, and the moments are known."""
    u, v = network.edges.source[edge], network.edges.target[edge]
    return edge in network.by_weeks and not (network.uncertain[u] or network.starts_open[v])


def ready_if_needed(network: Network, plan: Plan, edge: int, state: NodeFinish) -> int:
    """When the provider of an edge would be ready that is as late as this one and was planned for
    the moment at which it is needed.
    """
    node, needed = network.edges.source[edge], needed_at(network, plan, edge)
    time = network.axis.times[network.calendar[node]]
    late = state[0] - plan.finishes[node]
    if late > 0:
        ready = time.closing(time.worked(needed) + late)
        if _goes_by_weeks(network, edge):
            weeks = weeks_late(network, plan, node, state)
            ready = min(ready, time.weeks_later(needed, weeks))
        return ready
    # Late by a night is no working time, and misses a departure all the same; it is never later
    # than late by a minute of work.
    overtime = moment_of(network, node, state) - moment_of(network, node, plan.state(node))
    return min(needed + max(0, overtime), time.closing(time.worked(needed) + 1))


def needed_at(network: Network, plan: Plan, edge: int) -> int:
    """The moment to which a provider without credit is held: the planned departure, if any."""
    u, v = network.edges.source[edge], network.edges.target[edge]
    table = plan.timetables.get(edge)
    if table is not None:
        return table.after(moment_of(network, u, plan.state(u)))
    return network.starting[v].opening(plan.starts[v])


def gate(network: Network, plan: Plan, edge: int, state: NodeFinish) -> int:
    """When the one who waits can start as far as this edge goes: the arrival, less its slack."""
    elapsed = network.edges.elapsed.get(edge)
    if _slack_is_sure_alone(network, edge):
        return less_sure_slack(network, edge, arrival(network, plan, edge, state))
    if elapsed is None:
        return less_slack(network, edge, arrival(network, plan, edge, state))
    return network.starting[network.edges.target[edge]].worked(
        there(network, plan, edge, state) - elapsed
    )


def _slack_is_sure_alone(network: Network, edge: int) -> bool:
    """Whether slack counts only as far as it does whenever its customer is planned to start.

    Who may take any time starts when work opens; who takes none, at whatever hour that is.
    """
    v = network.edges.target[edge]
    opens = network.starts_open[v] or network.unmeasured[v]
    return opens and not network.edges.credited[edge]


def there(network: Network, plan: Plan, edge: int, state: NodeFinish) -> int:
    """When what an edge carries is there, as a moment."""
    if network.edges.credited[edge]:
        return in_hand(network, plan, edge, state)
    time = network.starting[network.edges.target[edge]]
    return time.opening(arrival(network, plan, edge, state))


def group_arrival(
    network: Network,
    plan: Plan,
    group: tuple[int, ...],
    states: Sequence[NodeFinish],
    outside: Sequence[NodeFinish] = (),
) -> tuple[int, int]:
    """When the first of several alternatives is there, and when its customer can start with it.

    `states` are the finishes of their providers, `outside` what they are as far as their customer
    has no part in it, if that is another thing.
    """
    arrives, gates = each_arrival(network, plan, group, states, outside)
    return min(arrives), min(gates)


def each_arrival(
    network: Network,
    plan: Plan,
    group: tuple[int, ...],
    states: Sequence[NodeFinish],
    outside: Sequence[NodeFinish] = (),
) -> tuple[list[int], list[int]]:
    """When each of several alternatives is there, and when its customer can start with it.

    What comes as a switch comes at the earliest so long after the planned arrival of the group's
    first. An alternative for which the schedule cannot vouch never comes before one for which it
    can; one of which nobody knows how long it takes is left out, whatever its slack. One that comes
    round a loop in some readings, and from outside in others, is there by the later of both.
    """
    edges = network.edges
    if network.clocked[edges.target[group[0]]] or any(map(edges.on_the_clock, group)):
        return _group_on_the_clock(network, plan, group, states, outside)
    arrives = _at_the_latest(arrival, network, plan, group, states, outside)
    for place, edge in enumerate(group):
        if place and edge in edges.switch:
            planned = arrival(network, plan, group[0], plan.state(edges.source[group[0]]))
            arrives[place] = max(arrives[place], planned + edges.switch[edge].work)
    arrives = _vouched_first(network, group, arrives)
    gates = [less_slack(network, edge, at) for edge, at in zip(group, arrives, strict=True)]
    return arrives, _left_out(network, group, gates)


def _group_on_the_clock(
    network: Network,
    plan: Plan,
    group: tuple[int, ...],
    states: Sequence[NodeFinish],
    outside: Sequence[NodeFinish],
) -> tuple[list[int], list[int]]:
    """A group in which a switch or slack runs at night too, or that is waited for then.

    Everything in it as a moment.
    """
    edges, v = network.edges, network.edges.target[group[0]]
    starting = network.starting[v]
    arrives = _at_the_latest(there, network, plan, group, states, outside)
    for place, edge in enumerate(group):
        if place and edge in edges.switch:
            moment = there(network, plan, group[0], plan.state(edges.source[group[0]]))
            arrives[place] = max(arrives[place], _switched(network, plan, edge, moment))
    arrives = _vouched_first(network, group, arrives)
    gates = [
        less_sure_slack(network, edge, starting.worked(at))
        if _slack_is_sure_alone(network, edge)
        else less_slack(network, edge, starting.worked(at - edges.elapsed.get(edge, 0)))
        for edge, at in zip(group, arrives, strict=True)
    ]
    return [starting.worked(at) for at in arrives], _left_out(network, group, gates)


def _switched(network: Network, plan: Plan, edge: int, first: int) -> int:
    """When an alternative comes at the earliest, the first of its group being planned for then."""
    v, switch = network.edges.target[edge], network.edges.switch[edge]
    if _slack_is_sure_alone(network, edge):
        starting = network.starting[v]
        most = longest_switch(network, plan, v, switch)
        return starting.opening(start_later(network, v, starting.worked(first), most))
    moment = first + switch.elapsed
    if not switch.work:
        return moment
    time = network.axis.times[network.calendar[v]]
    return time.closing(time.worked(moment) + switch.work)


def _at_the_latest(
    when: Callable[[Network, Plan, int, NodeFinish], int],
    network: Network,
    plan: Plan,
    group: tuple[int, ...],
    states: Sequence[NodeFinish],
    outside: Sequence[NodeFinish],
) -> list[int]:
    """When each of several alternatives is there, by whichever way it may come.

    Where it comes from outside a loop its customer has no part in how late it is.
    """
    found = [when(network, plan, edge, state) for edge, state in zip(group, states, strict=True)]
    for place, edge in enumerate(group if network.unsettled else ()):
        if edge in network.unsettled:
            state = (outside or states)[place]
            found[place] = max(found[place], when(network.outside, plan, edge, state))
    return found


def _vouched_first(network: Network, group: tuple[int, ...], arrives: list[int]) -> list[int]:
    """No alternative before what is sure to be there at last."""
    edges, unsettled = network.edges, network.unsettled
    each = list(zip(group, arrives, strict=True))
    vouched = min((at for edge, at in each if edges.vouched[edge]), default=None)
    if vouched is None and unsettled:  # of these any may be the only one that is
        vouched = max((at for edge, at in each if edge in unsettled), default=None)
    found = arrives.copy()
    for place, edge in enumerate(group):
        if not edges.alternative[edge]:
            continue
        if _may_take_any_time(network, edge):
            found[place] = max(found[place], arrives[0])
        if vouched is not None and not edges.vouched[edge]:
            found[place] = max(found[place], vouched)
    return found


def _left_out(network: Network, group: tuple[int, ...], gates: list[int]) -> list[int]:
    """When one can start with each, but with none that may take any time before the first."""
    return [
        max(gates[0], at)
        if network.edges.alternative[edge] and _may_take_any_time(network, edge)
        else at
        for edge, at in zip(group, gates, strict=True)
    ]


def _may_take_any_time(network: Network, edge: int) -> bool:
    """Whether nobody knows when an edge brings what its provider is planned to have done."""
    comes_as_planned = network.edges.vouched[edge] or edge in network.unsettled
    return bool(comes_as_planned and network.unbounded[network.edges.source[edge]])
