"""What is promised: every delivery to anyone outside, and every delivery with a promise."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple, SupportsIndex, overload

from servicemap.bounds import Bounds, Fate
from servicemap.durations import DAY_OF_CLOCK, USUAL_DAY
from servicemap.index import find_promised
from servicemap.model import Departures, Due, Moment, ServiceMap
from servicemap.results import Result, item_at
from servicemap.timing.answers.circles_behind import circle_behind
from servicemap.timing.answers.competitors import CompetitorOffer, competitors_of
from servicemap.timing.answers.fates import planned_fate
from servicemap.timing.answers.open_ends import (
    OpenEnd,
    lengths_behind,
    only_length_behind,
    open_ends,
)
from servicemap.timing.network.compiled import Network
from servicemap.timing.network.departures import Timetable
from servicemap.timing.passes.backward import latest_finishes, reaching, tolerance_of
from servicemap.timing.passes.finishes import Plan
from servicemap.timing.passes.planning import driving_chain, make_plan
from servicemap.timing.passes.promised import PlannedDelivery, deliveries
from servicemap.unknowns import Unknown
from servicemap.wording.promise_counts import PromiseCounts


class AsLongAs(NamedTuple):
    """A promise is kept as long as one service takes no more than so many minutes of its own."""

    service: str
    minutes: int


class FirstKept(NamedTuple):
    """Of a promise that recurs: its first moment in the plan, and the first that the plan keeps.

    Minutes of the map's working time from the start of the plan, and dates where the map has a
    start. What the map leaves open may make the plan keep a later one than `kept`.
    """

    first: int
    kept: int
    first_at: datetime | None
    kept_at: datetime | None


class PlannedPromise(NamedTuple):
    """What the plan says of one promise.

    `planned_bounds` and `due` are minutes of the map's working time from the start of the plan, and
    dates where the map has a start; `margin_bounds` is in the customer's working time. Where the
    map leaves nothing open both bounds are one figure: `planned`, `margin`. `chain` are the
    services that decide when it is done, in the latest reading. `stated`: somebody promised a
    moment; else it is held to its own plan, and `due` when it is planned. `due` is None where that
    is open, or has no place in the plan.
    `conditional`: so it is if a circle keeps in step, which the map cannot promise; `circle` are
    the parties in it. What is open upwards, "or later" and "at most", hangs on none: out of step
    it is later. `unknown` says what stands behind what is not certain; `as_long_as`, where
    that is one length alone, how long it may be; `before`, where that cannot be said, the services
    on whose lengths it hangs whether it is kept: all of them, or the first dozen and one.
    `lead_bounds` is how long all of it takes, in days of `lead_day` minutes: those of whoever works
    for it, where they all keep the same hours. The first of the chain is `held_until` its
    `not_before`, where it is that for which all wait in every reading. `due_open`: it recurs, and
    nobody knows at which of its moments it is due. `promise` is what somebody said, `quality` what
    is promised beside that time, `others` what competitors offer instead. `first_kept`: it recurs,
    and is planned only after the first of its moments, which no plan of this map keeps.
    """

    service: str
    customer: str
    planned_bounds: Bounds
    due: int | None
    margin_bounds: Bounds
    fate: Fate
    chain: tuple[str, ...]
    stated: bool = True
    conditional: bool = False
    unknown: Unknown = Unknown.NOTHING
    planned_at: datetime | None = None
    earliest_at: datetime | None = None
    due_at: datetime | None = None
    as_long_as: AsLongAs | None = None
    before: tuple[str, ...] = ()
    circle: tuple[str, ...] = ()
    lead_bounds: Bounds = Bounds(None, None)
    lead_day: int = USUAL_DAY
    held_until: Moment | None = None
    due_open: bool = False
    promise: Due | None = None
    quality: tuple[str, ...] = ()
    others: tuple[CompetitorOffer, ...] = ()
    first_kept: FirstKept | None = None

    @property
    def held_to_a_time(self) -> bool:
        """Whether it is held to a time that somebody named, and not to its own plan."""
        return self.stated or self.due_open

    @property
    def for_a_set_time(self) -> bool:
        """Whether a time was promised that stays, however late it is planned.

        One that recurs is due at its next moment, whenever that is.
        """
        return self.promise is not None and not self.recurs

    @property
    def recurs(self) -> bool:
        """Whether it is promised again and again, as every Friday."""
        return isinstance(self.promise, Departures)

    @property
    def after_hours(self) -> bool:
        """Whether it comes after it is due, but before the customer works again: no time late."""
        if self.margin != 0 or self.planned is None:
            return False
        if self.planned_at is not None and self.due_at is not None:
            return self.planned_at > self.due_at
        return self.due is not None and self.planned > self.due

    @property
    def planned(self) -> int | None:
        """When it is planned, where the map leaves nothing open."""
        return self.planned_bounds.exact

    @property
    def margin(self) -> int | None:
        """How much earlier than due it is planned, where the map leaves nothing open."""
        return self.margin_bounds.exact

    @property
    def certain(self) -> bool:
        """Whether the map says all that it takes, and no circle has to keep in step for it."""
        return self.planned is not None and self.margin is not None and not self.conditional

    @property
    def settled(self) -> bool:
        """Whether it is planned for one moment, and due at one, whatever the map leaves open."""
        return self.planned is not None and not (self.conditional or self.due_open)

    @property
    def hangs_on_lengths(self) -> bool:
        """Whether the plan keeps it hangs on lengths that nobody says, which can be named."""
        return bool(self.as_long_as or self.before)

    @property
    def late_bounds(self) -> Bounds:
        """How late the plan itself makes it."""
        most, least = self.margin_bounds
        return Bounds(
            0 if least is None else max(0, -least), None if most is None else max(0, -most)
        )

    @property
    def late(self) -> int:
        """How late the plan itself makes it at least."""
        return self.late_bounds.least or 0

    @property
    def broken(self) -> bool:
        """Whether the plan itself is sure to break it."""
        return self.fate is Fate.LATE_BY_PLAN


class Promises(Result[PlannedPromise]):
    """Every promise of a map, in its order. `promises["shoppers"]` is the tightest to Shoppers.

    `open_ends` is what the map does not say and promises hang on, first what most of them hang on.
    """

    __slots__ = ("_all", "map", "open_ends")

    def __init__(
        self,
        m: ServiceMap,
        found: tuple[PlannedPromise, ...],
        open_ends: tuple[OpenEnd, ...] = (),
    ) -> None:
        self.map = m
        self._all = found
        self.open_ends = open_ends

    def __iter__(self) -> Iterator[PlannedPromise]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)

    @overload
    def __getitem__(self, which: str | SupportsIndex) -> PlannedPromise: ...
    @overload
    def __getitem__(self, which: slice) -> tuple[PlannedPromise, ...]: ...
    def __getitem__(
        self, which: str | SupportsIndex | slice
    ) -> PlannedPromise | tuple[PlannedPromise, ...]:
        """The promise to a customer, by name or id, that has least margin; or by place."""
        if isinstance(which, SupportsIndex | slice):
            return item_at(self, which)
        to = find_promised(self.map, which, {one.customer for one in self._all})
        found = [one for one in self._all if one.customer == to]
        return min(found, key=_tightest)

    @property
    def counts(self) -> PromiseCounts:
        """How many there are, and how many of them the plan keeps."""
        fates = Counter(one.fate for one in self._all if one.for_a_set_time)
        after_hours = sum(1 for one in self._all if one.stated and one.after_hours)
        recurring = sum(1 for one in self._all if one.recurs)
        return PromiseCounts(
            promises=len(self._all),
            for_a_set_time=fates.total(),
            kept=fates[Fate.KEPT],
            open=fates[Fate.OPEN],
            late_by_plan=fates[Fate.LATE_BY_PLAN],
            recurring=recurring,
            as_planned=len(self._all) - fates.total() - recurring,
            after_hours=after_hours,
            without_margin=sum(1 for o in self._all if o.stated and o.margin == 0) - after_hours,
        )

    def __repr__(self) -> str:
        return f"<Promises of {self.map.title}: {str(self.counts).removesuffix('.')}>"


def _tightest(one: PlannedPromise) -> tuple[bool, int]:
    least, most = one.margin_bounds
    margin = most if least is None else least
    return margin is None, margin or 0


def promises(m: ServiceMap) -> Promises:
    """What is promised to whom, when the plan has it done, with how much margin, driven by what."""
    network = Network(m)
    plan = make_plan(network)
    found = deliveries(network, plan)
    return Promises(
        m,
        tuple(planned_promise(network, plan, one) for one in found),
        tuple(open_ends(network, found)),
    )


def planned_promise(network: Network, plan: Plan, one: PlannedDelivery) -> PlannedPromise:
    """What the plan says of one promise."""
    axis, due = network.axis, one.known_due(network)
    latest = None if one.unbounded else axis.from_start(one.planned)
    planned = Bounds(axis.from_start(one.earliest), latest)
    chain = driving_chain(network, plan, one.node)
    lead, lead_day = _lead_time(network, one, chain, planned)
    fate, as_long_as = planned_fate(network, one), _as_long_as(network, plan, one)
    said = one.reliance.provider_says
    before: list[int] = []
    if one.stated and one.unbounded and fate is Fate.OPEN and as_long_as is None:
        before = lengths_behind(network, one.node)
    # Where nobody knows a last day nothing is told that a circle out of step would make untrue.
    conditional = network.conditional[one.node] and not one.unbounded
    return PlannedPromise(
        one.reliance.service,
        one.reliance.customer,
        planned,
        None if due is None else axis.from_start(due),
        one.margin(network),
        fate,
        tuple(network.services[node] for node in chain),
        stated=one.stated,
        conditional=conditional,
        unknown=one.unknown,
        planned_at=None if one.unbounded else axis.at(one.planned),
        earliest_at=axis.at(one.earliest),
        due_at=None if due is None else axis.at(due),
        as_long_as=as_long_as,
        before=tuple(sorted(network.services[node] for node in before)),
        circle=circle_behind(network, one.node) if conditional else (),
        lead_bounds=lead,
        lead_day=lead_day,
        held_until=_held_until(network, one, chain[0]),
        due_open=one.recurs is not None,
        promise=one.reliance.promise,
        quality=said.quality if said is not None else (),
        others=tuple(competitors_of(network, one)),
        first_kept=_first_kept(network, one),
    )


def _first_kept(network: Network, one: PlannedDelivery) -> FirstKept | None:
    """What passes before the plan has it done for the first time; None where nothing does."""
    promise, axis = one.reliance.promise, network.axis
    if not isinstance(promise, Departures):
        return None
    calendar = axis.times[one.calendar]
    first = Timetable(promise, calendar, one.planned).after(axis.starts[one.calendar])
    kept = one.due if one.recurs is None else one.recurs.first_due
    if first >= kept:
        return None
    return FirstKept(axis.from_start(first), axis.from_start(kept), axis.at(first), axis.at(kept))


def _held_until(network: Network, one: PlannedDelivery, first: int) -> Moment | None:
    """The day for which the first of the chain waits, unless some reading is done before it."""
    until = network.held_until(first)
    begins = until and network.axis.beginning(until, network.calendar[first])
    return until if begins is not None and begins <= one.earliest else None


def _lead_time(
    network: Network, one: PlannedDelivery, chain: Sequence[int], planned: Bounds
) -> tuple[Bounds, int]:
    """How long it takes from the start, and how many minutes a day of that has.

    On the clock where only the clock is waited for; in the working time of whoever makes it where
    all of them keep the same hours; else in the map's.
    """
    axis = network.axis
    calendar, *others = {network.calendar[node] for node in chain}
    if others:
        # A night's work takes no time of the map's, but it takes the time that it takes.
        day = network.map.calendar.day
        own = min(network.work[one.node], day)
        least, most = planned
        return Bounds(max(own, least or 0), None if most is None else max(own, most)), day
    origin = axis.times[calendar].worked(axis.starts[calendar])
    last = None if one.unbounded else one.planned
    if any(network.elapsed.get(node) for node in chain) and not any(
        network.work[node] for node in chain
    ):
        begun = axis.starts[calendar]  # what takes time on the clock waits for no opening hours
        most = None if last is None else last - begun
        return Bounds(one.earliest - begun, most), DAY_OF_CLOCK
    worked = axis.times[calendar].worked
    most = None if last is None else worked(last) - origin
    provider = network.map.services[network.services[one.node]].provider
    return Bounds(worked(one.earliest) - origin, most), network.map.calendar_of(provider).day


def _as_long_as(network: Network, plan: Plan, one: PlannedDelivery) -> AsLongAs | None:
    """Where one length alone is missing: how long it may be, all else being as in the latest."""
    if not (one.stated and one.unbounded) or one.late(network, one.planned):
        return None
    missing = only_length_behind(network, one.node)
    if missing is None:
        return None
    # What the plan does not count, as stock, comes in time however long that takes.
    uncounted = {
        edge
        for node in reaching(network, one.node)
        for edge in network.edges_into(node)
        if not network.edges.planned[edge]
    }
    latest = latest_finishes(network.vouching.without_slack, plan, one, unheard=uncounted)
    if missing not in latest.bounds or missing in latest.doubtful:
        return None
    minutes = tolerance_of(network, plan, missing, latest.bounds[missing])
    return AsLongAs(network.services[missing], minutes)
