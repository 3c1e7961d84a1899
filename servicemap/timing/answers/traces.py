"""What a trace found: who outside is how late, by which chain, and what absorbed the rest."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import NamedTuple

from servicemap.durations import DAY_OF_CLOCK
from servicemap.html import html_table
from servicemap.index import find_promised
from servicemap.model import ServiceMap
from servicemap.timing.answers.shapley import SEED
from servicemap.unknowns import Unknown
from servicemap.wording.lengths import in_words, short


class Hop(NamedTuple):
    """One service on a chain, in whole minutes of the map's working time. Each hop sums:

    arrived_late - absorbed_by_schedule - absorbed_by_slack + added_by_departure + added_here
    = passed_on, and `passed_on` is what the next hop's `arrived_late` begins with.

    The rest says what two of these consist of. Of what the schedule absorbed: `absorbed_by_hours`
    that nobody works; `absorbed_by_alternative`, because the service `instead` came before
    `instead_of`, which was planned; `absorbed_by_departure`, because the same one, of `departs` and
    at `departs_at` where the map has a start, leaves anyway. What is left was not needed earlier,
    because the service waits for `waits_for` by plan.
    Of what a departure added: `added_by_opening` is no departure but waiting until people are at
    work again.
    """

    service: str
    arrived_late: int
    absorbed_by_schedule: int
    absorbed_by_slack: int
    added_by_departure: int
    added_here: int
    passed_on: int
    added_by_opening: int = 0
    absorbed_by_hours: int = 0
    absorbed_by_alternative: int = 0
    instead: str = ""
    instead_of: str = ""
    absorbed_by_departure: int = 0
    departs: str = ""
    departs_at: datetime | None = None
    waits_for: str = ""


class TracedPromise(NamedTuple):
    """What the delays do to one promise.

    `planned`, `due` and `actual` are minutes from the start of the plan; `due` is the planned
    arrival where nobody promised a time. `..._at` are the same as dates, where the map has a
    start. `delay` is actual after planned, `late` actual after due, both in the customer's working
    time; all else is in the map's. `chain` drives the lateness, from its cause to the promise;
    `runner_up` is the next chain that would. `shares`: who of several late ones answers for how
    many minutes of the lateness that is not by plan; `share_errors` are their standard errors where
    they were sampled.
    `lower_bound`: the plan counts only what is known, so the margin is unknown. `never_recovers`:
    the delay grows round a loop without end; what is told is where telling stopped. `unknown`: why
    the promise cannot be held against the plan, so that it counts as due when it is planned; what
    was promised is `stated` then all the same, where that has a place in the plan. But where what
    is known is sure to break it, it is due when it was promised, and late by so much `or_more`.
    `began`: of a delay that never recovers, the hop by which it began, laps before the chain.
    """

    service: str
    customer: str
    planned: int
    due: int
    actual: int
    delay: int
    late: int
    chain: tuple[Hop, ...]
    runner_up: tuple[str, ...] = ()
    shares: Mapping[str, int] = {}
    lower_bound: bool = False
    never_recovers: bool = False
    share_errors: Mapping[str, float] = {}
    planned_at: datetime | None = None
    due_at: datetime | None = None
    actual_at: datetime | None = None
    unknown: Unknown = Unknown.NOTHING
    stated: int | None = None
    stated_at: datetime | None = None
    began: Hop | None = None

    @property
    def or_more(self) -> bool:
        """Whether the plan is sure to break it, and nobody knows by how much more than is told."""
        return bool(self.unknown) and self.late > self.delay


class Trace:
    """The answer to "who outside feels it?".

    `late` is what was asked: party or service id -> minutes, of its own working time but for those
    in `elapsed`, which are minutes on the clock; `lateness` says both in words. `delays` holds
    every service that is late and by how much; `promises` every promise, felt or not, in the map's
    order. `stopped` are the hops at which a delay arrives and does not move the start: what
    absorbed the rest.
    `sampled` is how many orders the fair shares were drawn from, None where they are exact; `seed`
    is what they were drawn with. `ways_to_stops` are the chains that lead to `stopped`, found when
    somebody asks.
    `trace["shoppers"]` is the promise to Shoppers that is hit hardest.
    """

    __slots__ = ("_ways", "delays", "elapsed", "late", "map", "promises", "sampled", "stopped")

    def __init__(
        self,
        m: ServiceMap,
        late: Mapping[str, int],
        delays: Mapping[str, int],
        promises: tuple[TracedPromise, ...],
        stopped: tuple[Hop, ...] = (),
        sampled: int | None = None,
        elapsed: Mapping[str, int] = MappingProxyType({}),
        ways_to_stops: Callable[[], Sequence[tuple[Hop, ...]]] = tuple,
    ) -> None:
        self.map = m
        self.late = late
        self.elapsed = elapsed
        self.delays = delays
        self.promises = promises
        self.stopped = stopped
        self.sampled = sampled
        self._ways = ways_to_stops

    @property
    def seed(self) -> int | None:
        """What the orders were drawn with from which fair shares were sampled."""
        return None if self.sampled is None else SEED

    @property
    def ways_to_stops(self) -> Sequence[tuple[Hop, ...]]:
        """The chain to each of `stopped`, its cause first."""
        return self._ways()

    def lateness(self, id_: str, *, briefly: bool = False) -> str:
        """How late one was said to be: `2 days`, `1 day (elapsed)`; briefly `2d`, `1d elapsed`."""
        elapsed = self.elapsed.get(id_, 0)
        work = self.late[id_] - elapsed
        words = short if briefly else in_words
        said = [words(work, self._day(id_))] if work or not elapsed else []
        if elapsed:
            clock = words(elapsed, DAY_OF_CLOCK)
            said.append(f"{clock} elapsed" if briefly else f"{clock} (elapsed)")
        return (" + " if briefly else " and ").join(said)

    @property
    def felt(self) -> tuple[TracedPromise, ...]:
        """The promises that are broken: to end users first, the latest first within a group."""
        return tuple(
            sorted(
                (p for p in self.promises if p.late),
                key=lambda p: (self._distance(p.customer), -p.late, p.customer, p.service),
            )
        )

    def _distance(self, customer: str) -> int:
        return self.map.parties[customer].group.place

    def __iter__(self) -> Iterator[TracedPromise]:
        return iter(self.promises)

    def __getitem__(self, customer: str) -> TracedPromise:
        """The promise to a customer, by name or id, that is hit hardest."""
        to = find_promised(self.map, customer, {p.customer for p in self.promises})
        to_customer = [p for p in self.promises if p.customer == to]
        return max(to_customer, key=lambda p: (p.late, p.delay))

    def __repr__(self) -> str:
        return f"<{self._summed_up(str)}>"

    def _repr_html_(self) -> str:
        name = self.map.name_of
        rows = [
            (
                name(p.service),
                name(p.customer),
                short(p.late, self._day(p.customer)),
                " \u2192 ".join(name(hop.service) for hop in p.chain),
            )
            for p in self.felt
        ]
        return html_table(self._summed_up(name), ("service", "customer", "late", "chain"), rows)

    def _summed_up(self, name: Callable[[str], str]) -> str:
        late = ", ".join(f"{name(id_)} {self.lateness(id_, briefly=True)}" for id_ in self.late)
        broken = ", ".join(
            f"{name(p.customer)} {short(p.late, self._day(p.customer))} late" for p in self.felt
        )
        return f"Trace of {late or 'nobody'} late: {broken or 'nobody feels it'}"

    def _day(self, id_: str) -> int:
        party = id_ if id_ in self.map.parties else self.map.services[id_].provider
        return self.map.calendar_of(party).day
