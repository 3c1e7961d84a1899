"""Circles that settle in an order of their own in each way to fill in what a map leaves open."""

from collections.abc import Sequence

from servicemap.durations import WEEK_OF_CLOCK
from servicemap.timing.network.compiled import Network
from servicemap.timing.passes.finishes import Plan

WEEKS_OF_A_YEAR = 52 * WEEK_OF_CLOCK
"""Minutes after which weekdays, and clocks that are put forward and back, are alike again."""


def order_is_open(network: Network, nodes: Sequence[int]) -> bool:
    """Whether it hangs on what is open in which order the nodes of a circle settle.

    Where a delay never becomes longer it comes round until nothing changes, whoever goes first.
    Else the latest by the clock does, which may be somebody else in each reading, and what comes
    of it need not lie between two of them.
    """
    return not never_lengthens(network, nodes) and bool(network.touched[nodes[0]])


def count_alike(network: Network, nodes: Sequence[int]) -> bool:
    """Whether what goes round stays the number of minutes that it is."""
    within = [edge for node in nodes for edge in network.within[node]]
    return never_lengthens(network, nodes) and not any(
        edge in network.edges.elapsed or edge in network.group_of for edge in within
    )


def never_lengthens(network: Network, nodes: Sequence[int]) -> bool:
    """Whether a delay is never longer when it comes round than when it set out: by no departure,
    and by nobody's hours.
    """
    one_calendar = len({network.calendar[node] for node in nodes}) == 1
    on_the_clock = not network.elapsed.keys().isdisjoint(nodes)
    return one_calendar and not on_the_clock and not network.may_grow(nodes)


def settles_once(network: Network, nodes: Sequence[int]) -> bool:
    """Whether each node of a circle settles but once, the latest first: nothing departs there, and
    a second lap would only pay for the same closing hours again.
    """
    return not (network.may_grow(nodes) or never_lengthens(network, nodes))


def rounds_settled_once(network: Network) -> set[int]:
    """The edges by which a delay comes round such a circle, and need not be heard of."""
    return {
        edge
        for nodes in network.loops
        if settles_once(network, nodes)
        for node in nodes
        for edge in network.within[node]
        if network.edges.turning[edge]
    }


def followed_to(network: Network, plan: Plan, nodes: Sequence[int], late: int, horizon: int) -> int:
    """How late somebody in a circle may be before the delay is taken to grow without end.

    They enter it `late` already, and are followed for the horizon from there. Where a circle hangs
    on what the map leaves open, each lap is as long as any may be: it comes to rest only where the
    weeks, and the clocks, are alike again, at a figure of the calendar alone. There it is followed
    to one wait for a departure before that.
    """
    bound = late + horizon
    if plan.earliest is None or not network.touched[nodes[0]]:
        return bound
    within = (edge for node in nodes for edge in network.within[node])
    tables = (plan.timetables[edge] for edge in within if edge in plan.timetables)
    longest = max((table.longest_wait(horizon) for table in tables), default=0)
    rest = (late // WEEKS_OF_A_YEAR + 1) * WEEKS_OF_A_YEAR
    if rest - longest <= late + longest:
        rest += WEEKS_OF_A_YEAR
    return max(min(bound, rest) - longest, late)
