"""What some delays do to a promise: how late it becomes, what of it they cause, its fate.

This is decided here, once, and printed by all.
"""

from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from servicemap.bounds import Bounds, Fate
from servicemap.endless import MAY_NEVER_RECOVER, NEVER_RECOVERS, Endless
from servicemap.timing.network.compiled import Network
from servicemap.timing.passes.finishes import Extra, Plan
from servicemap.timing.passes.forward import what_happens
from servicemap.timing.passes.happening import Happened
from servicemap.timing.passes.least import Least, if_all_is_caught, least_that_happens
from servicemap.timing.passes.promised import PlannedDelivery
from servicemap.timing.passes.through_the_late import Through, late_through, through_the_late
from servicemap.unknowns import Unknown


class DelayOutcome(NamedTuple):
    """What happens under some delays: the most that it may be, and the least.

    Where the map leaves nothing open there is one answer, and `least` is None; but for stock that
    comes with departures, of which it is a convention that any delay misses one. `through`: when
    each late node is done by the longest chain that is late, asked for where the plan may break a
    promise without any delay.
    """

    most: Happened
    least: Least | None
    through: Callable[[], Through] = dict

    def endless(self, node: int) -> Endless | None:
        """Whether the delay of a node grows without end: in each reading, or it may; else None."""
        if node not in self.most.never:
            return None
        sure = self.least is None or node in self.least.never
        return NEVER_RECOVERS if sure else MAY_NEVER_RECOVER


class Judgement(NamedTuple):
    """What becomes of one promise, in the customer's working time.

    `late` is after it is due, `later` after it was planned, `caused` what of it these delays add.
    One that never recovers has no bounds; of one that may not, `endless` too, none is a most.
    """

    late: Bounds
    later: Bounds
    caused: Bounds
    fate: Fate
    endless: Endless | None = None


NOTHING = Bounds(None, None)
"""What is known of a delay that has no size."""


def outcome(network: Network, plan: Plan, extra: Extra) -> DelayOutcome:
    """What happens if these nodes take so much longer."""
    most = what_happens(network, plan, extra)
    if plan.earliest is None:
        return DelayOutcome(most, if_all_is_caught(network, plan, extra, most))
    return DelayOutcome(
        most,
        least_that_happens(network, plan, extra, most),
        cache(lambda: through_the_late(network, plan, extra, most)),
    )


def one_end(network: Network, plan: Plan, extra: Extra, *, least: bool) -> DelayOutcome:
    """The same where only the least, or only the most, of what it comes to is asked for.

    The other end is left as planned, which is half the work.
    """
    if least:
        return DelayOutcome(
            what_happens(network, plan, Extra()), least_that_happens(network, plan, extra)
        )
    return DelayOutcome(what_happens(network, plan, extra), None)


def planned_fate(network: Network, promise: PlannedDelivery) -> Fate:
    """What the plan itself makes of a promise."""
    by_plan = promise.late_by_plan(network)
    return _fate(by_plan, by_plan)


def judge(network: Network, plan: Plan, promise: PlannedDelivery, found: DelayOutcome) -> Judgement:
    """What these delays make of a promise. `plan` is the one of the latest reading."""
    by_plan, endless = promise.late_by_plan(network), found.endless(promise.node)
    if endless is NEVER_RECOVERS:  # all numbers would be of where telling stopped
        fate = Fate.LATE_BY_PLAN if by_plan.least else Fate.BROKEN
        return Judgement(NOTHING, NOTHING, NOTHING, fate, endless)
    later = _later_than_planned(network, plan, promise, found)
    late = later
    if promise.stated:
        late = _late(network, promise, found)
    elif promise.recurs is not None:
        late = _late_for_any(network, promise, found, later)
    if Unknown.UNDATED in promise.unknown:
        late = by_plan
    if endless:  # the most is a number of where telling stopped
        late, later = Bounds(late.least, None), Bounds(later.least, None)
    least = later.least or 0
    if not by_plan.least:
        least = 0 if by_plan.most is None else max(0, (late.least or 0) - by_plan.most)
    elif by_plan.exact is not None:
        least = max(least, (late.least or 0) - by_plan.exact)
    caused = Bounds(
        least, _lesser(_lesser(late.most, later.most), _through(network, promise, found))
    )
    return Judgement(late, later, caused, _fate(by_plan, late), endless)


def _fate(by_plan: Bounds, late: Bounds) -> Fate:
    if by_plan.least:
        return Fate.LATE_BY_PLAN
    if late.most == 0:
        return Fate.KEPT
    return Fate.BROKEN if late.least else Fate.OPEN


def _late(network: Network, promise: PlannedDelivery, found: DelayOutcome) -> Bounds:
    """How much later than its stated moment a promise arrives."""
    first, last = _arrives(promise, network, found)
    return Bounds(
        promise.late(network, first), None if last is None else promise.late(network, last)
    )


def _arrives(
    promise: PlannedDelivery, network: Network, found: DelayOutcome
) -> tuple[int, int | None]:
    """When a promise arrives, at the earliest and at the latest; None where that is open."""
    node, most, least = promise.node, found.most, found.least
    latest = promise.arrives(network, most.plan.reached.get(node) or most.state(node))
    earliest = promise.arrives(network, least.state(node)) if least else latest
    return earliest, None if promise.unbounded else latest


def _through(network: Network, promise: PlannedDelivery, found: DelayOutcome) -> int | None:
    """How much later than its stated moment a promise arrives by a chain that is late, at most.

    Asked only where the map leaves something open and the plan may break it: else it is as late as
    that, if it is late at all. None where it is not asked, or has no end.
    """
    most = found.most
    if most.plan.earliest is None or not promise.stated or promise.late_by_plan(network).most == 0:
        return None
    return late_through(network, promise, most, found.through())


def _late_for_any(
    network: Network, promise: PlannedDelivery, found: DelayOutcome, later: Bounds
) -> Bounds:
    """How late it is for whichever of its moments a promise that recurs is due.

    That is never before it was planned, nor before the first that the earliest plan keeps; and
    never longer after it was planned than two of these moments are apart.
    """
    assert promise.recurs is not None, "another one is due at one moment"
    first, last, _ = promise.recurs
    earliest, latest = _arrives(promise, network, found)
    least = 0 if last is None else promise.late(network, earliest, last)
    if later.least and later.least > least:
        least = max(least, later.least - promise.longest_until_due(network))
    if latest is None:
        return Bounds(least, later.most)
    return Bounds(least, _lesser(promise.late(network, latest, first), later.most))


def _later_than_planned(
    network: Network, plan: Plan, promise: PlannedDelivery, found: DelayOutcome
) -> Bounds:
    """How much later than it was planned a promise arrives, whenever that was."""
    node, most = promise.node, found.most
    if not network.uncertain[node]:
        delay = promise.delay(network, promise.arrives(network, most.state(node)))
        if found.least is None:
            return Bounds.of(delay)
        first = promise.arrives(network, found.least.state(node))
        return Bounds(max(0, promise.delay(network, first)), delay)
    late, state = most.finishes[node] - plan.finishes[node], most.state(node)
    greatest = 0
    if late > 0:
        at_any_time = state[1] is not None
        greatest = promise.later_than_planned(network, plan, late, at_any_time=at_any_time).most
    elif state != plan.state(node):  # by a night, which is never more than a minute of work
        greatest = promise.later_than_planned(network, plan, 1).most
    later = found.least.later.get(node, 0) if found.least else 0
    return Bounds(promise.later_than_planned(network, plan, later).least if later else 0, greatest)


def _lesser(one: int | None, other: int | None) -> int | None:
    if one is None or other is None:
        return other if one is None else one
    return min(one, other)
