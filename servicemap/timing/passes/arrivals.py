"""How a finish becomes an arrival, and an arrival a start: one edge at a time.

A finish is a `State`: the number of minutes its calendar has worked by then, and, where that does
not say it all, the moment.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from servicemap.timing.network.compiled import NO_TIME, Length, Network
from servicemap.timing.network.departures import Timetable

State = tuple[int, int | None]
"""The finish of a node: in working minutes of its calendar, and as a moment where it is clocked."""


class Extra(NamedTuple):
    """Node -> how much longer its work takes: in working minutes, and in minutes on the clock."""

    work: Mapping[int, int] = {}
    elapsed: Mapping[int, int] = {}


class Plan(NamedTuple):
    """Planned start and finish of each node, starts in the time in which the network numbers them.

    `moments` are the finishes of clocked nodes.

    `timetables`: edge -> the departures of it.
    """

    starts: list[int]
    finishes: list[int]
    moments: dict[int, int]
    timetables: dict[int, Timetable]

    def state(self, node: int) -> State:
        """The planned finish of a node."""
        return self.finishes[node], self.moments.get(node)


def finish(network: Network, node: int, start: int, extra: Length = NO_TIME) -> State:
    """When a node that starts at `start` is done.

    Its own work first, whatever is added to it after that.
    """
    work, added, waiting = network.work[node], extra.work, extra.elapsed
    time = network.axis.times[network.calendar[node]]
    if network.clocked[node]:
        moment = network.starting[node].opening(start) + network.elapsed.get(node, 0)
        if added:
            moment = time.closing(time.worked(moment) + added)
    elif waiting:
        moment = moment_of(network, node, (start + work + added, None))
    else:
        return start + work + added, None
    moment += waiting
    return time.worked(moment), moment


def moment_of(network: Network, node: int, state: State) -> int:
    """A finish as a moment."""
    number, moment = state
    if moment is not None:
        return moment
    calendar = network.calendar[node]
    done = network.axis.times[calendar].closing(number)
    # What takes no time, and waits for nothing, is done when the plan starts.
    return done if network.work[node] else max(done, network.axis.starts[calendar])


def arrival(network: Network, plan: Plan, edge: int, state: State) -> int:
    """When what this edge carries is there, its provider being done at `state`.

    As a start of the one who waits. Where the schedule cannot vouch for the planned
    arrival, it is taken to be exactly when it is needed: its provider is taken to be as late as
    this one, but planned for that moment, which is `needed_at`. With departures that is the
    planned departure, so that any delay misses it.
    """
    edges = network.edges
    u, v = edges.source[edge], edges.target[edge]
    if edges.special[edge]:
        if edges.credited[edge]:
            return network.starting[v].worked(in_hand(network, plan, edge, state))
        return _arrival_without_credit(network, plan, edge, state)
    if edges.credited[edge]:
        return state[0]
    return state[0] - plan.finishes[u] + plan.starts[v]


def in_hand(network: Network, plan: Plan, edge: int, state: State) -> int:
    """The moment at which an edge brings what its provider has done at `state`."""
    moment = moment_of(network, network.edges.source[edge], state)
    table = plan.timetables.get(edge)
    return table.after(moment) if table else moment


def _arrival_without_credit(network: Network, plan: Plan, edge: int, state: State) -> int:
    u, v = network.edges.source[edge], network.edges.target[edge]
    mine, late = network.starting[v], max(0, state[0] - plan.finishes[u])
    table = plan.timetables.get(edge)
    alike = table is None and network.calendar[u] == network.calendar[v]
    if alike and not (late and network.clocked[v]):  # late by a night is not late
        return plan.starts[v] + late
    needed = needed_at(network, plan, edge)
    ready = _ready_if_needed(network, plan, u, state, needed)
    there = table.after(ready) if table else ready
    return plan.starts[v] + mine.worked(there) - mine.worked(needed)


def _ready_if_needed(network: Network, plan: Plan, node: int, state: State, needed: int) -> int:
    """When a node would be ready that is as late as this one and was planned for `needed`."""
    time = network.axis.times[network.calendar[node]]
    late = state[0] - plan.finishes[node]
    if late > 0:
        return time.closing(time.worked(needed) + late)
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


def gate(network: Network, plan: Plan, edge: int, state: State) -> int:
    """When the one who waits can start as far as this edge goes: the arrival, less its slack."""
    edges = network.edges
    elapsed = edges.elapsed.get(edge)
    if elapsed is None:
        return less_slack(network, edge, arrival(network, plan, edge, state))
    return network.starting[edges.target[edge]].worked(there(network, plan, edge, state) - elapsed)


def less_slack(network: Network, edge: int, arrives: int) -> int:
    """The first start with which what arrives then is not too late, for all its working slack."""
    slack, v = network.edges.slack[edge], network.edges.target[edge]
    if not (slack and network.clocked[v]):
        return arrives - slack
    clock, time = network.starting[v], network.axis.times[network.calendar[v]]
    return clock.worked(time.closing(time.worked(clock.opening(arrives)) - slack))


def with_slack(network: Network, edge: int, start: int) -> int:
    """The last arrival that is not too late for this start: the other half of `less_slack`."""
    slack, v = network.edges.slack[edge], network.edges.target[edge]
    if not (slack and network.clocked[v]):
        return start + slack
    clock, time = network.starting[v], network.axis.times[network.calendar[v]]
    return clock.worked(time.opening(time.worked(clock.opening(start)) + slack))


def there(network: Network, plan: Plan, edge: int, state: State) -> int:
    """When what an edge carries is there, as a moment."""
    if network.edges.credited[edge]:
        return in_hand(network, plan, edge, state)
    time = network.starting[network.edges.target[edge]]
    return time.opening(arrival(network, plan, edge, state))


def group_arrival(
    network: Network, plan: Plan, group: tuple[int, ...], states: Sequence[State]
) -> tuple[int, int]:
    """When the first of several alternatives is there, and when its customer can start with it.

    `states` are the finishes of their providers.
    """
    arrives, gates = each_arrival(network, plan, group, states)
    return min(arrives), min(gates)


def each_arrival(
    network: Network, plan: Plan, group: tuple[int, ...], states: Sequence[State]
) -> tuple[list[int], list[int]]:
    """When each of several alternatives is there, and when its customer can start with it.

    What comes as a switch comes at the earliest so long after the planned arrival of the group's
    first; an alternative for which the schedule cannot vouch never comes before one for which it
    can.
    """
    edges = network.edges
    if network.clocked[edges.target[group[0]]] or any(map(network.on_the_clock, group)):
        return _group_on_the_clock(network, plan, group, states)
    arrives = [
        arrival(network, plan, edge, state) for edge, state in zip(group, states, strict=True)
    ]
    for place, edge in enumerate(group):
        if place and edge in edges.switch:
            planned = arrival(network, plan, group[0], plan.state(edges.source[group[0]]))
            arrives[place] = max(arrives[place], planned + edges.switch[edge].work)
    arrives = _vouched_first(network, group, arrives)
    return arrives, [less_slack(network, edge, at) for edge, at in zip(group, arrives, strict=True)]


def _group_on_the_clock(
    network: Network, plan: Plan, group: tuple[int, ...], states: Sequence[State]
) -> tuple[list[int], list[int]]:
    """A group in which a switch or slack runs at night too, or that is waited for then.

    Everything in it as a moment.
    """
    edges, v = network.edges, network.edges.target[group[0]]
    time, starting = network.axis.times[network.calendar[v]], network.starting[v]
    arrives = [there(network, plan, edge, state) for edge, state in zip(group, states, strict=True)]
    for place, edge in enumerate(group):
        if place and edge in edges.switch:
            work, elapsed = edges.switch[edge]
            moment = there(network, plan, group[0], plan.state(edges.source[group[0]])) + elapsed
            if work:
                moment = time.closing(time.worked(moment) + work)
            arrives[place] = max(arrives[place], moment)
    arrives = _vouched_first(network, group, arrives)
    gates = [
        less_slack(network, edge, starting.worked(at - edges.elapsed.get(edge, 0)))
        for edge, at in zip(group, arrives, strict=True)
    ]
    return [starting.worked(at) for at in arrives], gates


def _vouched_first(network: Network, group: tuple[int, ...], arrives: list[int]) -> list[int]:
    """No alternative without credit before the first of those with."""
    credited, alternative = network.edges.credited, network.edges.alternative
    vouched = min(
        (at for edge, at in zip(group, arrives, strict=True) if credited[edge]), default=None
    )
    if vouched is None:
        return arrives
    return [
        max(at, vouched) if alternative[edge] and not credited[edge] else at
        for edge, at in zip(group, arrives, strict=True)
    ]
