"""One node under a delay: when it starts as far as no loop turns, and when it is done."""

from typing import NamedTuple

from servicemap.timing.network.compiled import Network
from servicemap.timing.network.edges import NO_TIME, CompiledLength
from servicemap.timing.passes.arrivals import gate, group_arrival
from servicemap.timing.passes.finishes import Extra, NodeFinish, Plan, finish
from servicemap.timing.passes.shifts import later_than_planned
from servicemap.timing.passes.starts import later_by


class Event(NamedTuple):
    """A node of a loop became later because of the loop: by which edge, and to what finish.

    Where the map leaves open whether the loop closes, by any way: `edge` is None where it takes
    longer itself. `heard` is when the edge's provider was done, and those of all its group, as it
    was then: the loop may have turned since; `outside` as far as this node has no part in it, where
    that makes a difference. `before` is the event that had made the provider so late, or None where
    that was so before the loop began to turn.
    """

    node: int
    edge: int | None
    state: NodeFinish
    before: int | None
    heard: tuple[NodeFinish, ...]
    outside: tuple[NodeFinish, ...] = ()


class Happened(NamedTuple):
    """What came of it: the most that it may be, where the map leaves something open.

    finishes, moments   as in a plan; where a planned finish is uncertain, as much later than the
                        latest one as a service may become later than it was planned
    plan                what it is held against
    events, last        what went round in loops; node -> the event that made it as late as it is
    never               nodes whose delay grows without end
    first               node of a loop -> when it is done as far as the loop does not turn
    """

    finishes: list[int]
    moments: dict[int, int]
    events: list[Event]
    last: dict[int, int]
    never: set[int]
    plan: Plan
    first: dict[int, NodeFinish]

    def state(self, node: int) -> NodeFinish:
        """The finish of a node."""
        return self.finishes[node], self.moments.get(node)


def start_from_outside(network: Network, plan: Plan, now: Happened, node: int) -> int:
    """When a node starts if all others of its loop, where it is in one, are in time.

    A group belongs to the loop if it `turns`, or its first comes from inside.
    """
    edges, finishes, planned, moments = network.edges, now.finishes, plan.finishes, now.moments
    source, special, credited = edges.source, edges.special, edges.credited
    in_loop = network.loop[node] >= 0
    first = start = plan.starts[node]
    for edge in range(network.first_edge[node], network.single_end[node]):
        u = source[edge]
        if finishes[u] == planned[u] and (not moments or moments.get(u) == plan.moments.get(u)):
            continue  # in time, so it cannot be what is waited for beyond the plan
        if in_loop and network.inside_loop(edge):
            continue
        if special[edge]:
            opens = gate(network, plan, edge, (finishes[u], moments.get(u)))
        elif credited[edge]:
            opens = finishes[u] - edges.slack[edge]
        elif plan.earliest is not None:
            opens = gate(network, plan, edge, (finishes[u], moments.get(u)))
        else:
            opens = finishes[u] - planned[u] + first - edges.slack[edge]
        if opens > start:  # noqa: PLR1730 - a call of max() would be half of the pass
            start = opens
    for group in network.groups.get(node, ()):
        if not (in_loop and (network.turns(group) or network.inside_loop(group[0]))):
            start = max(start, start_with(network, plan, now, group))
    return start


def start_with(network: Network, plan: Plan, now: Happened, group: tuple[int, ...]) -> int:
    """When alternatives let their customer start as far as no loop turns: what closes one is in
    time.
    """
    edges = network.edges
    states = [
        plan.state(edges.source[edge]) if edges.turning[edge] else now.state(edges.source[edge])
        for edge in group
    ]
    return group_arrival(network, plan, group, states)[1]


def length_of(extra: Extra, node: int) -> CompiledLength:
    """How much longer the work of a node takes."""
    return CompiledLength(extra.work.get(node, 0), extra.elapsed.get(node, 0))


def finish_from(network: Network, now: Happened, node: int, start: int, extra: Extra) -> None:
    """Let a node start then, and take as much longer as it does."""
    keep(now, node, done_from(network, now.plan, node, start, length_of(extra, node)))


def done_from(
    network: Network, plan: Plan, node: int, start: int, longer: CompiledLength = NO_TIME
) -> NodeFinish:
    """When a node is done, as much later than planned as it may become from such a start on."""
    state = finish(network, node, start, longer)
    if not (network.uncertain[node] and (longer.elapsed or node in network.elapsed)):
        return state
    late = later_by(network, node, plan.starts[node], start)
    later = later_than_planned(network, plan, node, late, longer)
    number = plan.finishes[node] + later.most
    if number <= state[0]:
        return state
    return number, network.axis.times[network.calendar[node]].closing(number)


def keep(now: Happened, node: int, state: NodeFinish) -> None:
    """Let a node be done then."""
    now.finishes[node], moment = state
    if moment is None:
        now.moments.pop(node, None)
    else:
        now.moments[node] = moment
