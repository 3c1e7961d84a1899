"""How a finish becomes an arrival, and an arrival a start: one edge at a time.

A finish is a `State`: the number of minutes its calendar has worked by then, and, where that does
not say it all, the moment.
"""

from collections.abc import Mapping
from typing import NamedTuple

from servicemap.timing.departures import Timetable
from servicemap.timing.network import NO_TIME, Length, Network

State = tuple[int, int | None]
"""The finish of a node: in working minutes of its calendar, and as a moment where it is clocked."""


class Extra(NamedTuple):
    """Node -> how much longer its work takes: in working minutes, and in minutes on the clock."""

    work: Mapping[int, int] = {}
    elapsed: Mapping[int, int] = {}


class Plan(NamedTuple):
    """Planned start and finish of each node; `moments` are the finishes of clocked nodes.

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
    """When a node that starts at working minute `start` is done.

    Its own work first, whatever is added to it after that.
    """
    work, added, waiting = network.work[node], extra.work, extra.elapsed
    if not (network.clocked[node] or waiting):
        return start + work + added, None
    time = network.axis.times[network.calendar[node]]
    elapsed = network.elapsed.get(node, 0)
    if not elapsed:
        work, added = work + added, 0
    moment = (time.closing(start + work) if work else time.opening(start)) + elapsed
    if added:
        moment = time.closing(time.worked(moment) + added)
    moment += waiting
    return time.worked(moment), moment


def moment_of(network: Network, node: int, state: State) -> int:
    """A finish as a moment."""
    number, moment = state
    if moment is not None:
        return moment
    time = network.axis.times[network.calendar[node]]
    return time.closing(number) if network.work[node] else time.opening(number)


def arrival(network: Network, plan: Plan, edge: int, state: State) -> int:
    """When what this edge carries is there, its provider being done at `state`.

    In working minutes of the one who waits. Where the schedule cannot vouch for the planned
    arrival, it is taken to be exactly when it is needed: a provider as late as this one, done at
    that moment. A departure then leaves just when its provider is ready by plan, so that
    any delay misses it.
    """
    edges = network.edges
    u, v = edges.source[edge], edges.target[edge]
    if edges.special[edge]:
        if edges.credited[edge]:
            return network.axis.times[network.calendar[v]].worked(
                in_hand(network, plan, edge, state)
            )
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
    late = state[0] - plan.finishes[u]
    mine = network.axis.times[network.calendar[v]]
    theirs = network.axis.times[network.calendar[u]]
    table = plan.timetables.get(edge)
    if table is not None:
        planned = moment_of(network, u, plan.state(u))
        overtime = moment_of(network, u, state) - planned
        if overtime <= 0:
            return plan.starts[v]
        leaves = table.after(planned)
        # Late by a night is no working time, and misses a departure all the same.
        ready = theirs.closing(theirs.worked(leaves) + late) if late > 0 else leaves + overtime
        return plan.starts[v] + mine.worked(table.after(ready)) - mine.worked(leaves)
    if late <= 0:
        return plan.starts[v]
    if mine is theirs:
        return plan.starts[v] + late
    needed = mine.opening(plan.starts[v])
    return mine.worked(theirs.closing(theirs.worked(needed) + late))


def gate(network: Network, plan: Plan, edge: int, state: State) -> int:
    """When the one who waits can start as far as this edge goes: the arrival, less its slack."""
    return _less_slack(network, plan, edge, state, arrival(network, plan, edge, state))


def _less_slack(network: Network, plan: Plan, edge: int, state: State, arrives: int) -> int:
    elapsed = network.edges.elapsed.get(edge)
    if elapsed is None:
        return arrives - network.edges.slack[edge]
    time = network.axis.times[network.calendar[network.edges.target[edge]]]
    if network.edges.credited[edge]:
        moment = in_hand(network, plan, edge, state)
    else:
        moment = time.opening(arrives)
    return time.worked(moment - elapsed)


def group_arrival(
    network: Network, plan: Plan, group: tuple[int, ...], states: list[State]
) -> tuple[int, int]:
    """When the first of several alternatives is there, and when its customer can start with it.

    `states` are the finishes of their providers. What comes as a switch comes at the earliest so
    long after the planned arrival of the group's first; an alternative for which the schedule
    cannot vouch never comes before one for which it can.
    """
    arrives = [
        _switched(network, plan, group[0], edge, arrival(network, plan, edge, state))
        for edge, state in zip(group, states, strict=True)
    ]
    credited = [at for edge, at in zip(group, arrives, strict=True) if network.edges.credited[edge]]
    if credited:
        vouched = min(credited)
        arrives = [
            at if network.edges.credited[edge] or not network.edges.alternative[edge]
            else max(at, vouched)
            for edge, at in zip(group, arrives, strict=True)
        ]  # fmt: skip
    gates = [
        _less_slack(network, plan, edge, state, at)
        for edge, state, at in zip(group, states, arrives, strict=True)
    ]
    return min(arrives), min(gates)


def _switched(network: Network, plan: Plan, first: int, edge: int, arrives: int) -> int:
    switch = network.edges.switch.get(edge)
    if switch is None or edge == first:
        return arrives
    planned = arrival(network, plan, first, plan.state(network.edges.source[first]))
    node = network.edges.target[edge]
    time = network.axis.times[network.calendar[node]]
    if switch.elapsed:
        earliest = time.worked(time.opening(planned) + switch.elapsed)
    else:
        earliest = planned + switch.work
    return max(arrives, earliest)
