"""Who would notice that something is not there, and when: time to notice, beside tolerance.

A delivery is looked for when it was promised, else when its customer expects it, else when the plan
has it; so long after that as `noticed_after` says, in the customer's working time, whoever waits
knows that it is not there. What was done only then is late by all that time.
"""

from array import array
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from servicemap.bounds import Bounds
from servicemap.durations import Duration
from servicemap.endless import NEVER_RECOVERS
from servicemap.model import Promised, Reliance, ServiceMap
from servicemap.timing.answers.fates import DelayOutcome, judge
from servicemap.timing.answers.figures import Figures
from servicemap.timing.answers.silent_waits import Hanging, SilentWaits, hanging
from servicemap.timing.answers.tolerance_blocks import FoundColumn, ToleranceBlocks
from servicemap.timing.answers.traces import Notice
from servicemap.timing.network.compiled import Network
from servicemap.timing.passes.finishes import Plan
from servicemap.timing.passes.promised import PlannedDelivery, as_awaited, planned_deliveries
from servicemap.unknowns import Unknown


class LostPromise(NamedTuple):
    """A promise to somebody outside that is broken by the time that anybody calls.

    `tolerance` is how late the provider may be before it is, at most, in its own working minutes.
    """

    promised: Promised
    tolerance: int


class Caller(NamedTuple):
    """Who would call if a delivery were not there: its customer, so long `after` it was due.

    `late` is how late its provider would then be at least, in its own working minutes; None where
    the day on which it is due has no place in the plan. `too_late_for` are the promises to somebody
    outside that are broken by then, however the map is filled in, and of which nobody else who
    waits for the same service knows sooner; the tightest first.
    """

    reliance: Reliance
    after: Duration
    late: int | None
    too_late_for: tuple[LostPromise, ...] = ()


class Unwatched(NamedTuple):
    """A promise to somebody outside, and the deliveries it hangs on of which nobody says when it
    would be noticed that they are not there; the ten tightest, and how many `more` there are.
    """

    promise: Reliance
    deliveries: tuple[Reliance, ...]
    more: int = 0

    @property
    def tightest(self) -> Reliance:
        """The delivery that may be late the least."""
        return self.deliveries[0]

    @property
    def others(self) -> int:
        """How many it hangs on beside the tightest."""
        return len(self.deliveries) - 1 + self.more


MANY = 2_000
"""Services from which on numpy is worth its import."""


def columns_to_outside(
    network: Network,
    plan: Plan,
    promises: Sequence[PlannedDelivery],
    of: Iterable[Reliance] | None = None,
) -> Iterator[FoundColumn]:
    """How late services may be before what somebody outside was promised is broken.

    All of them, or those `of` some deliveries; found when somebody goes through them.
    """
    number = network.number
    outside = [one for one in promises if _is_to_outside(network.map, one)]
    own = None if of is None else {number[one.service] for one in of}
    yield from ToleranceBlocks(network, plan, outside, (), own).columns(once=True)


def callers(
    network: Network,
    plan: Plan,
    columns: Iterable[FoundColumn],
    reliances: Iterable[Reliance],
) -> list[Caller]:
    """Who would call for these deliveries, and for others of the same services, the first first.

    Only those of which the map says so. The `columns` tell of their services at least, and may tell
    of more promises than those to somebody outside.
    """
    m, delivering = network.map, network.lookups.delivering
    services = dict.fromkeys(one.service for one in reliances)
    said = [one for id_ in services for one in delivering[id_] if m.noticed_after(one) is not None]
    found = []
    for one in planned_deliveries(network, plan, said, as_awaited):
        after = m.noticed_after(one.reliance)
        assert after is not None, "only those are asked"
        found.append(
            (one.node, Caller(one.reliance, after, _late_when_noticed(network, plan, one)))
        )
    if not found:
        return []
    first: dict[str, int] = {}
    for _, caller in found:
        if caller.late is not None:
            of = caller.reliance.service
            first[of] = min(first.get(of, caller.late), caller.late)
    lost: list[list[LostPromise]] = [[] for _ in found]
    for column in columns:
        if not _is_to_outside(m, column.promise):
            continue
        for place, (node, caller) in enumerate(found):
            if caller.late is not None and caller.late == first[caller.reliance.service]:
                lost[place] += _lost(caller, caller.late, node, column)
    ranked = [
        caller._replace(too_late_for=tuple(sorted(of_it, key=lambda one: one.tolerance)))
        for (_, caller), of_it in zip(found, lost, strict=True)
    ]
    ranked.sort(key=lambda one: (one.late is None, one.late or 0))
    return ranked


def _late_when_noticed(network: Network, plan: Plan, one: PlannedDelivery) -> int | None:
    """How late a provider is that is done only when its customer notices, at least."""
    at = _noticed(network, one)
    if at is None or at.least is None:
        return None
    number, node = network.axis.times[network.calendar[one.node]].worked, one.node
    earliest = plan.earliest or plan
    first = max(0, number(at.least) - earliest.finishes[node])
    if not one.unbounded and earliest.state(node) == plan.state(node):
        return first
    if not one.stated and one.recurs is None:  # planned whenever: is it so long after that?
        after = network.map.noticed_after(one.reliance)
        alike = one.timetable is None and network.calendar[node] == one.calendar
        on_the_clock = network.clocked[node] or (after is not None and after.elapsed)
        return first if alike and not on_the_clock else 0
    return 0 if one.unbounded else min(first, max(0, number(at.least) - plan.finishes[node]))


def _noticed(network: Network, one: PlannedDelivery) -> Bounds | None:
    """Between which moments a customer notices; None where it is due on a day without a place."""
    if Unknown.UNDATED in one.unknown:
        return None
    first, last = one.earliest, None if one.unbounded else one.planned
    if one.stated:
        first = last = one.due
    elif one.recurs is not None:
        first, last, _ = one.recurs
    return Bounds(_after(network, one, first), None if last is None else _after(network, one, last))


def _after(network: Network, one: PlannedDelivery, due: int) -> int:
    after = network.map.noticed_after(one.reliance)
    assert after is not None, "only those are asked"
    time = network.axis.times[one.calendar]
    minutes = time.calendar.minutes(after)
    if after.elapsed or not minutes:
        return due + minutes
    return time.closing(time.worked(due) + minutes)


def _is_to_outside(m: ServiceMap, promise: PlannedDelivery) -> bool:
    """Whether somebody promised it to somebody outside."""
    return promise.stated and m.parties[promise.reliance.customer].is_outside_customer


def _lost(caller: Caller, late: int, node: int, column: FoundColumn) -> Iterator[LostPromise]:
    """The promise of a column, if it is broken by the time that somebody calls for another."""
    most = column.services.most.get(node)
    key = column.promise.key
    its_own = key == (caller.reliance.service, caller.reliance.customer)
    if most is not None and 0 <= most < late and not its_own:
        yield LostPromise(key, most)


def notices(
    network: Network,
    plan: Plan,
    promises: Sequence[PlannedDelivery],
    found: DelayOutcome,
    late: Collection[Reliance],
) -> list[Notice]:
    """Who knows of some delays before what they wait for is there, the first first.

    `late` are the deliveries of what is late.
    """
    m = network.map
    noticed = []
    asked = [one for one in late if m.noticed_after(one) is not None]
    columns = columns_to_outside(network, plan, promises, asked)
    lost = {
        caller.reliance.id: tuple(one.promised for one in caller.too_late_for)
        for caller in callers(network, plan, columns, asked)
    }
    for one in planned_deliveries(network, plan, asked, as_awaited):
        at = _noticed(network, one)
        if at is None or at.least is None:
            continue
        judged = judge(network, plan, one, found)
        due = one.recurs.first_due if one.recurs is not None else one.due
        limit = one.number(network, at.most or at.least) - one.number(network, due)
        if judged.late.most is not None and judged.late.most <= limit:
            continue
        certain = judged.endless is NEVER_RECOVERS or (judged.late.least or 0) > limit
        told = _told(network, one, at, certain=certain)
        noticed.append((at, told._replace(too_late_for=lost[one.reliance.id])))
    noticed.sort(key=lambda one: (not one[1].certain, one[0].least, one[1].customer))
    return [notice for _, notice in noticed]


def _told(network: Network, one: PlannedDelivery, at: Bounds, *, certain: bool) -> Notice:
    reliance, after = one.reliance, network.map.noticed_after(one.reliance)
    assert after is not None, "only those are asked"
    by_plan_alone = reliance.standing and not one.stated
    moment = None if by_plan_alone else at.exact
    return Notice(
        reliance.service,
        reliance.customer,
        after,
        None if moment is None else network.axis.from_start(moment),
        network.axis.at(moment),
        certain,
    )


def unwatched(network: Network, columns: Iterable[FoundColumn]) -> Iterator[Unwatched]:
    """The promises to somebody outside that hang on deliveries for which nobody would call.

    None of a map that names no length of time at all: what hangs on what is not known there. The
    `columns` tell of all services.
    """
    if not network.map.has_times:
        return
    deliveries, waits = _silent(network)
    hang: Callable[[Figures], Hanging] = partial(hanging, waits)
    if len(network.services) >= MANY:
        # numpy: its import takes longer than a small map.
        from servicemap.timing.answers.silent_waits_many import SilentWaitsOfMany

        hang = SilentWaitsOfMany(waits).hanging
    for promise, column, _ in columns:
        if not _is_to_outside(network.map, promise):
            continue
        places, more = hang(column.most)
        if places:
            told = tuple([deliveries[place] for place in places])
            yield Unwatched(promise.reliance, told, more)


def _silent(network: Network) -> tuple[list[Reliance], SilentWaits]:
    """The deliveries of which nobody says when it would be noticed that they are not there, by id.

    And what waits for them, whatever is open.
    """
    m, edges, leaving = network.map, network.edges, network.leaving
    found = [one for one in m.reliances if m.noticed_after(one) is None]
    found.sort(key=lambda one: one.id)
    provider = [service.provider for service in m.services.values()]
    waits = SilentWaits(array("i"), array("i"), array("i"))
    for place, one in enumerate(found):
        node = network.number[one.service]
        for edge in leaving[node]:
            waiting = edges.target[edge]
            if not edges.open[edge] and provider[waiting] == one.customer:
                waits.place.append(place)
                waits.node.append(node)
                waits.waiting.append(waiting)
    return found, waits
