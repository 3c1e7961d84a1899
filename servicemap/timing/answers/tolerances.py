"""Tolerance: how late each team may be before each customer notices.

Single-fault: of two teams each may be three days late, but not both. `trace` with several delays
is the joint check.
"""

from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple, SupportsIndex, overload

from servicemap.bounds import Bounds
from servicemap.errors import UnknownName, WrongValue
from servicemap.index import find_party, find_party_or_service, find_promised
from servicemap.model import Promised, ServiceMap
from servicemap.plurals import several
from servicemap.results import Result, is_pair_of_names, item_at
from servicemap.timing.answers.circles_behind import Circle, CirclesOnTheWay
from servicemap.timing.answers.party_answers import PartyAnswers
from servicemap.timing.answers.promises import PlannedPromise, planned_promise
from servicemap.timing.answers.timed import TimedMap
from servicemap.timing.answers.tolerance_blocks import FoundColumn, ToleranceBlocks
from servicemap.timing.passes.promised import PlannedDelivery
from servicemap.unknowns import NoTippingPoint, Unknown
from servicemap.wording.in_bounds import left_in_bounds

SINGLE_FAULT = "This holds if only one is late. For two at once, trace both together."

WITHOUT_LIMIT = NoTippingPoint.WITHOUT_LIMIT.value

Answers = Mapping[str, Bounds | None]
"""Team, or service -> its tolerance to one promise; None is without limit."""


class AnswersOfNodes(NamedTuple):
    """The tolerances of services to one promise by their nodes, as PartyAnswers those of parties.

    figures    of each of the `nodes` what stands for its tolerance
    different  each figure that occurs -> the tolerance that it stands for
    """

    nodes: Collection[int]
    figures: Collection[Hashable]
    different: Mapping[Hashable, Bounds | None]


class Tolerance(NamedTuple):
    """How much longer `of` (a team or a service) may take before one promise is broken.

    In minutes of its own working time, `day` of which make a working day; less than nothing: the
    plan itself breaks the promise, by so much of the customer's, `customer_day` of a day. Where the
    map leaves nothing open both bounds are one figure, `minutes`. `least`: so much keeps it in
    every reading; None: it may be broken already, by whatever. `most`: more breaks it in every
    reading; None: nothing does. `without_limit`: no delay breaks it in any. `unknown` says what
    stands behind what is not certain. Of a map that names no length of time at all nothing is told:
    that the least delay is felt there is true and useless.
    """

    of: str
    service: str
    customer: str
    least: int | None
    most: int | None
    day: int
    customer_day: int
    without_limit: bool = False
    unknown: Unknown = Unknown.NOTHING

    @property
    def minutes(self) -> int | None:
        """How much, where that is certain; None where it is not, and where there is no limit."""
        return self.least if self.least == self.most else None

    @property
    def bounds(self) -> Bounds:
        """Both as one."""
        return Bounds(self.least, self.most)

    def __str__(self) -> str:
        if self.without_limit:
            return WITHOUT_LIMIT
        return left_in_bounds(self.bounds, self.day, self.customer_day)

    def __repr__(self) -> str:
        return f"<Tolerance of {self.of} to {self.service} for {self.customer}: {self}>"


class Tolerances(Result[Tolerance]):
    """Every tolerance of a map. `tolerances["purchasing", "shoppers"]` is that of the team, or
    service, to all that is promised to that customer: to whatever of it breaks first. `team` and
    `customer` are the ids to which the question was limited, or None. `network` and `plan` are what
    it was reckoned on.

    They are found as somebody goes through them, some promises after the others; of a map so large
    that they do not fit into memory together, each time anew.
    """

    __slots__ = (
        "_blocks",
        "_circles",
        "_places",
        "_timed",
        "customer",
        "map",
        "network",
        "plan",
        "promises",
        "team",
    )

    def __init__(
        self, blocks: ToleranceBlocks, *, customer: str | None = None, team: str | None = None
    ) -> None:
        self.map = blocks.network.map
        self.customer, self.team = customer, team
        self.promises = blocks.promises
        self.network, self.plan = blocks.network, blocks.plan
        self._blocks = blocks
        self._places = {one.key: place for place, one in enumerate(self.promises)}
        self._timed = self.map.has_times
        self._circles: CirclesOnTheWay | None = None

    @property
    def parties(self) -> tuple[str, ...]:
        """The ids of those that were asked about, in the order of the map."""
        return tuple(self._blocks.parties)

    @property
    def services(self) -> Iterator[Tolerance]:
        """Of each service to each promise that it reaches, promise by promise in map order."""
        names = self.network.services
        for promise, column, _ in self._blocks.columns():
            for node in sorted(column.least):
                provider = self.map.services[names[node]].provider
                least, most = column.least[node], column.most.get(node)
                yield self._tolerance(names[node], provider, promise, least, most)

    @property
    def teams(self) -> Iterator[Tolerance]:
        """Of each party to each promise that it reaches, all its services being as late."""
        for promise, _, column in self._blocks.columns():
            for party, least in column.least.items():
                yield self._tolerance(party, party, promise, least, column.most.get(party))

    def services_by_id(self) -> Iterator[tuple[Promised, Answers]]:
        """The same as `services`, column by column, in the order of the promises' ids."""
        names = self.network.services
        for key, answers in self._of_nodes(sorted(self._places)):
            told = map(answers.different.__getitem__, answers.figures)
            yield key, dict(zip(map(names.__getitem__, answers.nodes), told, strict=True))

    def _of_nodes(self, keys: Sequence[Promised]) -> Iterator[tuple[Promised, AnswersOfNodes]]:
        for key, found in zip(keys, self._columns(keys), strict=True):
            yield key, self._of_each(found.promise, found.services.least, found.services.most)

    def teams_by_id(
        self, only: Collection[Promised] | None = None
    ) -> Iterator[tuple[Promised, Answers]]:
        """The same as `teams`, column by column, in the order of the promises' ids.

        Of all, or of `only` these; for who goes through them once.
        """
        for key, answers in columns_of_teams(self, only, once=True):
            yield key, dict(answers.items())

    def nodes_in_order(self) -> Iterator[tuple[Promised, Mapping[int, Bounds | None]]]:
        """The same as `services`, by their nodes, column by column, in the order of the map."""
        for key, answers in columns_of_nodes(self):
            told = map(answers.different.__getitem__, answers.figures)
            yield key, dict(zip(answers.nodes, told, strict=True))

    def teams_in_order(
        self, only: Collection[Promised] | None = None
    ) -> Iterator[tuple[Promised, Answers]]:
        """The same in the order of the map."""
        for key, answers in columns_of_teams(self, only):
            yield key, dict(answers.items())

    def _of_teams(
        self, keys: Sequence[Promised], *, once: bool = False
    ) -> Iterator[tuple[Promised, PartyAnswers]]:
        for key, found in zip(keys, self._columns(keys, once=once), strict=True):
            yield key, PartyAnswers(*found.teams, partial(self._answer, found.promise))

    def _columns(self, keys: Sequence[Promised], *, once: bool = False) -> Iterator[FoundColumn]:
        return self._blocks.columns([*map(self._places.__getitem__, keys)], once=once)

    def _of_each(
        self,
        promise: PlannedDelivery,
        least: Mapping[int, int | None],
        most: Mapping[int, int | None],
    ) -> AnswersOfNodes:
        """Of large maps there are millions, and few that differ: each of those is made once."""
        leasts = dict(least.items())
        different: dict[Hashable, Bounds | None]
        if least is most:
            different = {n: self._answer(promise, n, n) for n in set(leasts.values())}
            return AnswersOfNodes(leasts, leasts.values(), different)
        both = list(zip(leasts.values(), map(dict(most.items()).get, leasts), strict=True))
        different = {pair: self._answer(promise, *pair) for pair in set(both)}
        return AnswersOfNodes(leasts, both, different)

    def _answer(
        self, promise: PlannedDelivery, least: int | None, most: int | None
    ) -> Bounds | None:
        """Both bounds of one tolerance; None is without limit."""
        if not self._timed or Unknown.UNDATED in promise.unknown:
            return Bounds(None, None)
        if promise.stated and promise.unbounded:
            return Bounds(None, most)  # the plan alone may break it, by whatever
        return None if least is None and most is None else Bounds(least, most)

    def hanging(self, reached: Collection[Promised]) -> list[PlannedPromise]:
        """Those of some promises, by id, of which it hangs on lengths that nobody says whether the
        plan keeps them: on which, they say themselves.
        """
        asked = [self.promises[self._places[key]] for key in sorted(reached)]
        planned = (
            planned_promise(self.network, self.plan, one)
            for one in asked
            if one.stated and one.unbounded
        )
        return [one for one in planned if one.hangs_on_lengths]

    def circles_behind(self, to: Promised, answers: Answers) -> list[Circle]:
        """The parties of each circle that has to keep in step for these of parties to a promise."""
        if not self.network.loops:
            return []
        if self._circles is None:
            self._circles = CirclesOnTheWay(self.network)
        making, number = self.network.lookups.making, self.network.number
        nodes = ((map(number.__getitem__, making[of]), one) for of, one in answers.items())
        return self._circles.hung_on(self.promises[self._places[to]].node, nodes)

    def __iter__(self) -> Iterator[Tolerance]:
        return self.teams

    def __len__(self) -> int:
        return sum(len(column.teams.least) for column in self._blocks.columns())

    @overload
    def __getitem__(self, which: tuple[str, str] | SupportsIndex) -> Tolerance: ...
    @overload
    def __getitem__(self, which: slice) -> tuple[Tolerance, ...]: ...
    def __getitem__(
        self, which: tuple[str, str] | SupportsIndex | slice
    ) -> Tolerance | tuple[Tolerance, ...]:
        """That of a team, or service, to all that a customer was promised; or by place."""
        if isinstance(which, SupportsIndex | slice):
            return item_at(self, which)
        if not is_pair_of_names(which):
            raise WrongValue(
                f"whose tolerance to which customer? {which!r} does not say",
                "give both names: tolerances['Purchasing', 'Shoppers']",
            )
        of, customer = which
        id_ = find_party_or_service(self.map, of)
        if self.customer is not None and find_party(self.map, customer) != self.customer:
            name = self.map.parties[self.customer].name
            raise UnknownName(
                f"'{customer}' was not asked about, only {name}", "ask without a customer"
            )
        known = {promise.reliance.customer for promise in self.promises}
        to = find_promised(self.map, customer, known)
        found = [one for one in self._all_of(id_) if one.customer == to]
        if not found and self.team is not None and not self._covers(id_):
            team = self.map.parties[self.team].name
            raise UnknownName(f"'{of}' was not asked about, only {team}", "ask without a team")
        if not found:
            raise UnknownName(f"nothing that '{of}' does reaches '{customer}'")
        return first_to_break(found)

    def _covers(self, id_: str) -> bool:
        if id_ in self.map.parties:
            return id_ == self.team
        return self.map.services[id_].provider == self.team

    def _all_of(self, id_: str) -> Iterator[Tolerance]:
        for promise, services, teams in self._blocks.columns():
            if id_ in teams.least:
                least, most = teams.least[id_], teams.most.get(id_)
                yield self._tolerance(id_, id_, promise, least, most)
            node = self.network.number.get(id_, -1)
            if node in services.least:
                provider = self.map.services[id_].provider
                least, most = services.least[node], services.most.get(node)
                yield self._tolerance(id_, provider, promise, least, most)

    def told(self, service: str, to: Promised, both: Bounds | None) -> Tolerance:
        """One of those that come column by column, as it is told by itself."""
        least, most = both or Bounds(None, None)
        provider = self.map.services[service].provider
        return self._tolerance(service, provider, self.promises[self._places[to]], least, most)

    def _tolerance(
        self, of: str, party: str, promise: PlannedDelivery, least: int | None, most: int | None
    ) -> Tolerance:
        day = self.map.calendar_of(party).day
        service, customer = promise.reliance.service, promise.reliance.customer
        answer = self._answer(promise, least, most)
        bounds = answer or Bounds(None, None)
        theirs = self.map.calendar_of(customer).day
        without_limit, unknown = answer is None, promise.unknown
        if self.network.stocked and bounds.least != bounds.most and not unknown:
            unknown = Unknown.STOCKED
        return Tolerance(of, service, customer, *bounds, day, theirs, without_limit, unknown)

    def __repr__(self) -> str:
        of = several(len(self.map.parties), "party", "parties")
        return f"<Tolerances of {of} to {several(len(self.promises), 'promise')}>"


def figures_of(found: Tolerances) -> Iterator[FoundColumn]:
    """All of it as figures, promise by promise in map order."""
    return found._blocks.columns()  # noqa: SLF001 - for whoever goes on with them, and no user


def columns_of_teams(
    found: Tolerances, only: Collection[Promised] | None = None, *, once: bool = False
) -> Iterator[tuple[Promised, PartyAnswers]]:
    """The same as `teams_in_order` in figures; for who asks `once`, by the ids of the promises."""
    keys = [one for one in found._places if only is None or one in only]  # noqa: SLF001 - as above
    return found._of_teams(sorted(keys) if once else keys, once=once)  # noqa: SLF001 - as above


def columns_of_nodes(found: Tolerances) -> Iterator[tuple[Promised, AnswersOfNodes]]:
    """The same as `nodes_in_order` in figures."""
    return found._of_nodes([*found._places])  # noqa: SLF001 - as above


def tightest(one: Tolerance) -> tuple[bool, bool, int, bool, int]:
    """The least first: what may be broken already, then by the least, then by the most."""
    return tightest_of(None if one.without_limit else one.bounds)


def tightest_of(answer: Bounds | None) -> tuple[bool, bool, int, bool, int]:
    """The same order of what comes column by column: None is without limit."""
    least, most = answer or Bounds(None, None)
    return answer is None, least is not None, least or 0, most is None, most or 0


def first_to_break(found: Sequence[Tolerance]) -> Tolerance:
    """How late somebody may be before the first of some promises to one customer breaks.

    Whichever that is: the least of the leasts and the least of the mosts, which need not be one
    promise's.
    """
    first = min(found, key=tightest)
    mosts = [one.most for one in found if one.most is not None]
    return first._replace(most=min(mosts, default=None))


def firsts_to_break(found: Sequence[Tolerance]) -> list[Tolerance]:
    """Of some promises to one customer, the one that may break first; and the one that is sure to
    break first, where that is another.
    """
    first = min(found, key=tightest)
    sure = min((one for one in found if one.most is not None), key=_by_most, default=first)
    return [first] if sure.most == first.most else [first, sure]


def _by_most(one: Tolerance) -> tuple[int, bool, int]:
    return one.most or 0, one.least is not None, one.least or 0


def tolerance(m: ServiceMap, customer: str | None = None, team: str | None = None) -> Tolerances:
    """How late everybody may be before each promise is broken; exact, for a single fault.

    `customer` and `team` name parties to limit the question to. Raises UnknownName.
    """
    return tolerance_of(TimedMap(m), customer, team)


def services_to_outside(timed: TimedMap) -> Tolerances:
    """How late each service may be before what somebody outside gets is broken: of no team."""
    parties = timed.map.parties
    outside = [p for p in timed.promises if parties[p.reliance.customer].is_outside_customer]
    return Tolerances(ToleranceBlocks(timed.network, timed.plan, outside, ()))


def tolerance_of(
    timed: TimedMap, customer: str | None = None, team: str | None = None
) -> Tolerances:
    """The same of a map of which more is asked."""
    m, network, plan, promises = timed.map, timed.network, timed.plan, timed.promises
    to = None if customer is None else find_party(m, customer)
    if to is not None:
        promises = [one for one in promises if one.reliance.customer == to]
    parties = [find_party(m, team)] if team is not None else list(m.parties)
    own = None
    if team is not None:
        making = network.lookups.making[parties[0]]
        own = sorted(network.number[service] for service in making)
    return Tolerances(
        ToleranceBlocks(network, plan, promises, parties, own),
        customer=to,
        team=None if team is None else parties[0],
    )
