"""What a trace found: who outside is how late, by which chain, and what absorbed the rest.

The answer stands with the records that it holds, as each answer does, though the file is longer
than 400 lines by that: half of it says what their fields mean. How they are found stands elsewhere.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cache, partial
from typing import NamedTuple, SupportsIndex, overload

from servicemap.bounds import Bounds, Fate
from servicemap.calendars import Calendar
from servicemap.durations import DAY_OF_CLOCK, Duration
from servicemap.endless import MAY_NEVER_RECOVER, NEVER_RECOVERS, Endless, Minutes, rest_of, size_of
from servicemap.frozen import Frozen
from servicemap.index import find_promised, party_behind
from servicemap.model import Promised, Scenario, ServiceMap
from servicemap.plurals import several
from servicemap.results import Result, item_at
from servicemap.timing.answers.open_ends import OpenEnd
from servicemap.timing.answers.shapley import SEED
from servicemap.timing.answers.victims import Urgency, urgency
from servicemap.unknowns import Unknown
from servicemap.wording.in_bounds import felt_in_bounds
from servicemap.wording.lengths import in_words, short
from servicemap.wording.lists import listed
from servicemap.wording.unknowns import in_step


class Hop(NamedTuple):
    """One service on a chain, in whole minutes. Each hop sums:

    arrived_late - absorbed_by_schedule - absorbed_by_slack + added_by_departure + added_here
    = passed_on, and `passed_on` is what the next hop's `arrived_late` begins with.

    A hop counts in the working time of the service's provider, and passes on in that of whoever
    receives it: the provider of the next hop, the customer of the promise after the last. What
    that makes of a delay is a part of the hop: hours in which the receiver does not work absorb it,
    hours in which the receiver works and the provider does not add to it.

    The rest says what two of these consist of. Of what the schedule absorbed: `absorbed_by_hours`,
    those of the parties in `hours_off`, that they do not work; `absorbed_by_alternative`, because
    the service `instead` came before `instead_of`, which was planned; `absorbed_by_departure`,
    because the same one, of `departs` and at `departs_at` where the map has a start, leaves anyway.
    What is left was not needed earlier, because the service waits for `waits_for` by plan.
    Of what a departure added: `added_by_opening` is no departure but the hours in which the
    provider is closed.

    What grows round a loop without end is no number: it, and what becomes of it, "never recovers",
    or "may never recover".
    """

    service: str
    arrived_late: Minutes
    absorbed_by_schedule: Minutes
    absorbed_by_slack: Minutes
    added_by_departure: Minutes
    added_here: Minutes
    passed_on: Minutes
    added_by_opening: Minutes = 0
    absorbed_by_hours: Minutes = 0
    absorbed_by_alternative: Minutes = 0
    instead: str = ""
    instead_of: str = ""
    absorbed_by_departure: Minutes = 0
    departs: str = ""
    departs_at: datetime | None = None
    waits_for: str = ""
    hours_off: tuple[str, ...] = ()

    @property
    def came_endless(self) -> bool:
        """Whether what arrives grows without end, or may."""
        return isinstance(self.arrived_late, Endless)

    @property
    def endless(self) -> bool:
        """Whether what is passed on grows without end, or may."""
        return isinstance(self.passed_on, Endless)

    @property
    def absorbed_by_waiting(self) -> Minutes:
        """What of it something else was not ready for either, or the same departure was."""
        return rest_of(
            self.absorbed_by_schedule, self.absorbed_by_alternative, self.absorbed_by_hours
        )

    @property
    def added_by_missing(self) -> Minutes:
        """What the next departure adds."""
        return rest_of(self.added_by_departure, self.added_by_opening)


class Notice(NamedTuple):
    """Somebody who, under some delays, misses a delivery before it is there.

    So long `after` it was due, in its own working time. `noticed` is when, in minutes of the map's
    working time from the start of the plan, and `noticed_at` as a date; both are None where the map
    leaves that open, and where the delivery is normally there already. `certain`: so it is however
    the map is filled in. `too_late_for` are the promises to somebody outside that are broken where
    it is done only then.
    """

    service: str
    customer: str
    after: Duration
    noticed: int | None
    noticed_at: datetime | None
    certain: bool
    too_late_for: tuple[Promised, ...] = ()


class TracedPromise(NamedTuple):
    """What the delays do to one promise.

    `planned_bounds` and `due` are minutes of the map's working time from the start of the plan;
    `due` is the planned arrival where nobody `stated` a time, and None where that is open, or has
    no place in the plan. `..._at` are the same as dates, where
    the map has a start. `late_bounds` are after it is due, `caused_bounds` what of it these delays
    add, both in the customer's working time; `fate` is what becomes of it. Where the map leaves
    nothing open both bounds are one figure: `late`, `caused`. `actual` is when it arrives;
    `delay_bounds`, in the customer's working time, by how much later than it was planned, and
    `delay` is the most of it. `chain` drives that delay, from its cause to the promise;
    `runner_up` is the next chain that would. `shares`: how many minutes of what is caused, of the
    most of it where that is open, come of which of several late ones; `share_errors` are their
    standard errors where they were sampled. `conditional`: so it is if a circle keeps in step;
    `circle` are the parties in it.
    `never_recovers`: the delay grows round a loop without end; it has no number then, `actual` and
    `delay` say so, and no bounds. That is so however the map is filled in; where it hangs on that,
    it `may_never_recover`: `actual` and `delay` say that, and the bounds have no most.
    `caused_but_for_days_off` and `late_but_for_days_off` are the most as long as no days off come
    in between, each of which may add a week round a circle; None where they add no week, and where
    it grows without them, too.
    `began`: of either, the hop by which it began, laps before the chain. `unknown` says what stands
    behind what is not certain.
    """

    service: str
    customer: str
    planned_bounds: Bounds
    due: int | None
    actual: Minutes
    delay: Minutes
    delay_bounds: Bounds
    late_bounds: Bounds
    caused_bounds: Bounds
    fate: Fate
    chain: tuple[Hop, ...]
    runner_up: tuple[str, ...] = ()
    shares: Mapping[str, int] = {}
    stated: bool = True
    conditional: bool = False
    never_recovers: bool = False
    share_errors: Mapping[str, float] = {}
    planned_at: datetime | None = None
    due_at: datetime | None = None
    actual_at: datetime | None = None
    unknown: Unknown = Unknown.NOTHING
    began: Hop | None = None
    circle: tuple[str, ...] = ()
    may_never_recover: bool = False
    caused_but_for_days_off: int | None = None
    late_but_for_days_off: int | None = None

    @property
    def planned(self) -> int | None:
        """When it is planned, where the map leaves nothing open."""
        return self.planned_bounds.exact

    @property
    def late(self) -> int | None:
        """How late it is, where the map leaves nothing open."""
        return self.late_bounds.exact

    @property
    def caused(self) -> int | None:
        """What of it these delays add, where the map leaves nothing open."""
        return self.caused_bounds.exact

    @property
    def told_bounds(self) -> Bounds:
        """The figure that is told of it: what these delays add.

        Where only that it is late then is sure, and the plan might break it alone, how late it is.
        """
        sure_without = self.fate is Fate.BROKEN and not self.caused_bounds.least
        return self.late_bounds if sure_without else self.caused_bounds

    @property
    def told_as_later(self) -> bool:
        """Whether that figure is told as `later`: it may be late by more than these delays add."""
        if self.caused_but_for_days_off is not None and not self.caused_bounds.least:
            return self.caused_but_for_days_off != self.late_but_for_days_off
        return self.late is None and self.told_bounds.most != self.late_bounds.most

    @property
    def most_caused(self) -> int | None:
        """The most that these delays add; where days off may add to it, as long as none come."""
        most = self.caused_but_for_days_off
        return self.caused_bounds.most if most is None else most

    @property
    def may_grow(self) -> bool:
        """Whether it may become more with each lap round a circle, if only where days off come."""
        return self.may_never_recover or self.caused_but_for_days_off is not None

    @property
    def certain(self) -> bool:
        """Whether the map says all that it takes, and no circle has to keep in step for it."""
        return self.late is not None and not self.conditional

    @property
    def reached(self) -> bool:
        """Whether anything of these delays may come as far as to this promise, kept or not."""
        return bool(self.delay)

    @property
    def endless(self) -> bool:
        """Whether the delay has no number: it never recovers, or may not."""
        return self.never_recovers or self.may_never_recover

    @property
    def felt(self) -> bool:
        """Whether these delays are sure to make it late, or later than it was already."""
        return bool(self.caused_bounds.least) or self.never_recovers or self.fate is Fate.BROKEN

    @property
    def perhaps_felt(self) -> bool:
        """Whether these delays may make it late, or later than it was already."""
        return not self.felt and self.caused_bounds.most != 0


class Trace(Result[TracedPromise]):
    """The answer to "who outside feels it?".

    `late` is what was asked: party or service id -> minutes, of its own working time but for those
    in `elapsed`, which are minutes on the clock; `lateness` says both in words. `delays` holds
    every service that is late and by how much; `promises` every promise, felt or not, in the map's
    order. `stopped` are the hops at which a delay arrives and does not move the start: what
    absorbed the rest.
    `delay_bounds` holds the same with both bounds, and none for one that never recovers. `held`
    are the deliveries, by service and customer, of what is late and leaves as planned all the same,
    with the last hop: found when somebody asks. So is `arriving`, how late each delivery of what is
    late reaches its customer, in the customer's working time: with the van that was missed.
    `sampled` is how many orders the fair shares were drawn from, None where they are exact; `seed`
    is what they were drawn with. `ways_to_stops` are the chains that lead to `stopped`, found when
    somebody asks. `open_ends` is what the map does not say and these promises hang on, and
    `asked_first` what of it would settle the one that is told first. `scenario` is the one of the
    map that was asked for, or None.
    `trace["shoppers"]` is the promise to Shoppers that is hit hardest.
    """

    __slots__ = (
        "_arriving",
        "_dates",
        "_held",
        "_notices",
        "_settling",
        "_ways",
        "_worth",
        "delay_bounds",
        "delays",
        "elapsed",
        "late",
        "map",
        "open_ends",
        "promises",
        "sampled",
        "scenario",
        "stopped",
    )

    def __init__(
        self,
        m: ServiceMap,
        late: Mapping[str, int],
        delays: Mapping[str, Minutes],
        promises: tuple[TracedPromise, ...],
        *,
        stopped: tuple[Hop, ...] = (),
        sampled: int | None = None,
        elapsed: Mapping[str, int] = Frozen({}),
        ways_to_stops: Callable[[], Sequence[tuple[Hop, ...]]] = tuple,
        open_ends: Sequence[OpenEnd] = (),
        settling: Callable[[TracedPromise], Sequence[OpenEnd]] = lambda _: (),
        delay_bounds: Mapping[str, Bounds] | None = None,
        held: Callable[[], Mapping[tuple[str, str], Hop]] = dict,
        arriving: Callable[[], Mapping[tuple[str, str], Bounds]] = dict,
        dates: Callable[[], Mapping[tuple[str, str], tuple[datetime, datetime]]] = dict,
        notices: Callable[[], Sequence[Notice]] = tuple,
        scenario: Scenario | None = None,
    ) -> None:
        self.map = m
        self.late = late
        self.elapsed = elapsed
        self.delays = delays
        self.promises = promises
        self.stopped = stopped
        self.sampled = sampled
        self.open_ends = open_ends
        self._settling = settling
        self.scenario = scenario
        self._ways = ways_to_stops
        self._held = cache(held)
        self._arriving = cache(arriving)
        self._dates = cache(dates)
        self._notices = cache(notices)
        exactly = {id_: Bounds(size_of(late), size_of(late)) for id_, late in delays.items()}
        self.delay_bounds = exactly if delay_bounds is None else delay_bounds
        self._worth = {
            (one.service, one.customer): float(one.provider_says.worth)
            for one in m.reliances
            if one.provider_says is not None and one.provider_says.worth is not None
        }

    @property
    def runaway(self) -> frozenset[str]:
        """The services that never recover, however the map is filled in."""
        return frozenset(id_ for id_, late in self.delays.items() if late is NEVER_RECOVERS)

    @property
    def seed(self) -> int | None:
        """What the orders were drawn with from which fair shares were sampled."""
        return None if self.sampled is None else SEED

    @property
    def ways_to_stops(self) -> Sequence[tuple[Hop, ...]]:
        """The chain to each of `stopped`, its cause first."""
        return self._ways()

    @property
    def held(self) -> Mapping[tuple[str, str], Hop]:
        """(service, customer) -> the last hop of a delay that does not reach this customer."""
        return self._held()

    @property
    def arriving(self) -> Mapping[tuple[str, str], Bounds]:
        """(service, customer) -> how late what is late reaches them, be it in time."""
        return self._arriving()

    @property
    def dates(self) -> Mapping[tuple[str, str], tuple[datetime, datetime]]:
        """(service, customer) -> when what is late was planned to be there, and when it is.

        Of what the map says to the minute, where it has a start; not of what is normally there.
        """
        return self._dates()

    @property
    def notices(self) -> Sequence[Notice]:
        """Who misses what is late before it is there, as far as the map says; the first first."""
        return self._notices()

    def lateness(self, id_: str, *, briefly: bool = False) -> str:
        """How late one was said to be: `2 days`, `1 day (elapsed)`; briefly `2d`, `1d elapsed`."""
        elapsed = self.elapsed.get(id_, 0)
        work = self.late[id_] - elapsed
        words = short if briefly else in_words
        calendar = _calendar(self.map, id_)
        said = [words(work, calendar.day)] if work or not elapsed else []
        if weeks := calendar.weeks_in(work):
            said = [f"{weeks}w" if briefly else several(weeks, "week")]
        if elapsed:
            clock = words(elapsed, DAY_OF_CLOCK)
            said.append(f"{clock} elapsed" if briefly else f"{clock} (elapsed)")
        return (" + " if briefly else " and ").join(said)

    @property
    def hit(self) -> tuple[TracedPromise, ...]:
        """The promises that these delays break or may break, as they are told; the first is named.

        Those to end users come before those to others outside, and these before those inside. Of
        each what is sure comes before what may be, then what is latest in times of what was
        promised, then what may be latest, then the dearest, then the first in the map.
        """
        hit = (p for p in self.promises if p.felt or p.perhaps_felt)
        return tuple(sorted(hit, key=self._urgency))

    @property
    def felt(self) -> tuple[TracedPromise, ...]:
        """Of `hit` those that these delays are sure to break, or to break by more."""
        return tuple(p for p in self.hit if p.felt)

    @property
    def perhaps_felt(self) -> tuple[TracedPromise, ...]:
        """Of `hit` those that these delays may break, if what the map leaves open is so."""
        return tuple(p for p in self.hit if p.perhaps_felt)

    @property
    def late_by_plan(self) -> tuple[TracedPromise, ...]:
        """The promises that the plan breaks, and that these delays make no later."""
        return tuple(
            p for p in self.promises if p.fate is Fate.LATE_BY_PLAN and p.caused_bounds.most == 0
        )

    @property
    def doubtful(self) -> tuple[TracedPromise, ...]:
        """Of both those of which it hangs on what the map leaves open how much is caused."""
        return tuple(
            p
            for p in self.hit
            if p.caused is None and Unknown.UNDATED not in p.unknown and not p.never_recovers
        )

    @property
    def asked_first(self) -> OpenEnd | None:
        """What to say first: of what the first told of `doubtful` hangs on, what most others do.

        Where a delay may grow round a circle that is there only because something is open, what
        opens most of it.
        """
        first = next(iter(self.open_ends), None)
        turns = first is not None and first.closes_circle and first.service in self.delays
        if turns and any(p.may_grow for p in self.doubtful):
            return first
        for promise in self.doubtful:
            its_own = {(end.service, end.missing) for end in self._settling(promise)}
            for end in self.open_ends:
                if (end.service, end.missing) in its_own:
                    return end
        return None

    @property
    def circles(self) -> tuple[tuple[str, ...], ...]:
        """The circles of parties that have to keep in step for what is told of the promises."""
        told = (p for p in self.promises if p.reached and p.circle and not p.endless)
        return tuple(dict.fromkeys(p.circle for p in told))

    def _urgency(self, promise: TracedPromise) -> Urgency:
        return urgency(
            self.map,
            promise.customer,
            promise.told_bounds,
            promise.due,
            self._worth.get((promise.service, promise.customer), 0.0),
            sure=promise.felt,
            never=promise.never_recovers,
        )

    def __iter__(self) -> Iterator[TracedPromise]:
        return iter(self.promises)

    def __len__(self) -> int:
        return len(self.promises)

    def __getstate__(self) -> object:
        """As it goes to another process, with the chains found that nobody has asked for yet."""
        slots = {name: getattr(self, name) for name in self.__slots__}
        asked = {
            "_ways": partial(tuple, self.ways_to_stops),
            "_held": partial(dict, self.held),
            "_arriving": partial(dict, self.arriving),
            "_dates": partial(dict, self.dates),
            "_notices": partial(tuple, self.notices),
            "_settling": partial(_whichever, self.asked_first),
        }
        return None, slots | asked

    @overload
    def __getitem__(self, which: str | SupportsIndex) -> TracedPromise: ...
    @overload
    def __getitem__(self, which: slice) -> tuple[TracedPromise, ...]: ...
    def __getitem__(
        self, which: str | SupportsIndex | slice
    ) -> TracedPromise | tuple[TracedPromise, ...]:
        """The promise to a customer, by name or id, that is hit hardest; or by place."""
        if isinstance(which, SupportsIndex | slice):
            return item_at(self, which)
        to = find_promised(self.map, which, {p.customer for p in self.promises})
        to_customer = [p for p in self.promises if p.customer == to]
        return max(to_customer, key=_hardest)

    def __repr__(self) -> str:
        return f"<{summed_up(self, str)}>"


def _whichever(first: OpenEnd | None, _: TracedPromise) -> Sequence[OpenEnd]:
    """What is asked first, of whichever promise it is asked."""
    return () if first is None else (first,)


def summed_up(trace: Trace, name: Callable[[str], str]) -> str:
    """`Trace of Desk 3d late: Guests 2d late`, each by the name that it has there."""
    late = _some([f"{name(id_)} {trace.lateness(id_, briefly=True)}" for id_ in trace.late])
    told = _some([f"{name(p.customer)} {told_late(trace.map, p)}" for p in trace.hit])
    if_so = listed([in_step(trace.map, circle) for circle in trace.circles])
    so = f", {if_so}" if if_so else ""
    return f"Trace of {late or 'nobody'} late: {told or 'nobody feels it'}{so}"


def told_late(m: ServiceMap, promise: TracedPromise) -> str:
    """`2d late`, `1d later than already`, `never recovers`, `may never recover`."""
    if promise.never_recovers:
        return str(NEVER_RECOVERS)
    late = "later" if promise.told_as_later else "late"
    if promise.fate is Fate.LATE_BY_PLAN:
        late = "later than already"
    if promise.may_never_recover:
        if not promise.told_bounds.least:
            return str(MAY_NEVER_RECOVER)
        late += f", {MAY_NEVER_RECOVER}"
    return felt_in_bounds(
        promise.told_bounds, m.calendar_of(promise.customer).day, short, late=late
    )


def _calendar(m: ServiceMap, id_: str) -> Calendar:
    """That of a party, or of whoever provides a service."""
    return m.calendar_of(party_behind(m, id_))


def _hardest(promise: TracedPromise) -> tuple[bool, int, Minutes]:
    return promise.never_recovers, promise.late_bounds.least or 0, promise.delay


NAMED_AT_MOST = 5
"""Of more, a line says how many there are."""


def _some(said: Sequence[str]) -> str:
    more = len(said) - NAMED_AT_MOST
    return ", ".join([*said[:NAMED_AT_MOST], *([f"{more} more"] if more > 0 else [])])
