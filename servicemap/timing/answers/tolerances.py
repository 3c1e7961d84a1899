"""Tolerance: how late each team may be before each customer notices.

Single-fault: of two teams each may be three days late, but not both. `trace` with several delays
is the joint check.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from servicemap.errors import UnknownName, WrongValue
from servicemap.html import html_table
from servicemap.index import find_party, find_party_or_service, find_promised
from servicemap.model import ServiceMap
from servicemap.timing.answers.longest_delays import Question, try_all
from servicemap.timing.network.compiled import Network
from servicemap.timing.passes.arrivals import Plan
from servicemap.timing.passes.backward import Latest, latest_finishes, reaching, tolerance_of
from servicemap.timing.passes.forward import HORIZON
from servicemap.timing.passes.planning import make_plan
from servicemap.timing.passes.promised import Delivery, deliveries
from servicemap.unknowns import NoTippingPoint, Unknown
from servicemap.walks import nearest_first
from servicemap.wording.lengths import short

SWEPT_FROM = 20_000
"""Services times promises from which numpy is worth its import."""

SINGLE_FAULT = "This holds if only one is late. For two at once, trace both together."

WITHOUT_LIMIT = NoTippingPoint.WITHOUT_LIMIT.value

Promised = tuple[str, str]
"""A promise: service and customer."""

Column = Mapping[int, int | None]
"""Node -> its tolerance to one promise in minutes; None is without limit."""


class Tolerance(NamedTuple):
    """How much longer `of` (a team or a service) may take before one promise is broken.

    `minutes` of its own working time, `day` of which make a working day; None is without limit,
    less than nothing: the plan itself breaks the promise. Where nobody knows the margin, `unknown`
    says why: then it may be greater, but where the promise is broken, by so much `or_more`.
    """

    of: str
    service: str
    customer: str
    minutes: int | None
    day: int
    unknown: Unknown = Unknown.NOTHING

    @property
    def or_more(self) -> bool:
        """Whether the plan breaks the promise by so much at least."""
        return bool(self.unknown) and self.minutes is not None and self.minutes < 0

    def __str__(self) -> str:
        if self.minutes is None:
            return WITHOUT_LIMIT
        return short(self.minutes, self.day) + (" or more" if self.or_more else "")

    def __repr__(self) -> str:
        return f"<Tolerance of {self.of} to {self.service} for {self.customer}: {self}>"


class Tolerances:
    """Every tolerance of a map. `tolerances["purchasing", "shoppers"]` is the least of that team,
    or service, to anything that is promised to that customer. `team` and `customer` are the ids to
    which the question was limited, or None. `network` and `plan` are what it was reckoned on.
    """

    __slots__ = (
        "_services",
        "_teams",
        "customer",
        "map",
        "network",
        "plan",
        "promises",
        "team",
    )

    def __init__(
        self,
        network: Network,
        plan: Plan,
        promises: Sequence[Delivery],
        services: Sequence[Column],
        teams: Sequence[Mapping[str, int | None]],
        *,
        customer: str | None = None,
        team: str | None = None,
    ) -> None:
        self.map = network.map
        self.customer, self.team = customer, team
        self.promises = tuple(promises)
        self.network, self.plan = network, plan
        self._services = services
        self._teams = teams

    @property
    def services(self) -> Iterator[Tolerance]:
        """Of each service to each promise that it reaches, promise by promise in map order."""
        names = self.network.services
        for promise, column in zip(self.promises, self._services, strict=True):
            for node in sorted(column):
                provider = self.map.services[names[node]].provider
                yield self._tolerance(names[node], provider, promise, column[node])

    @property
    def teams(self) -> Iterator[Tolerance]:
        """Of each party to each promise that it reaches, all its services being as late."""
        for promise, column in zip(self.promises, self._teams, strict=True):
            for party, minutes in column.items():
                yield self._tolerance(party, party, promise, minutes)

    @property
    def unknown(self) -> dict[Promised, Unknown]:
        """The promises that may have more margin than is known -> why."""
        return self._why(lambda one: not one.missed)

    @property
    def at_least(self) -> dict[Promised, Unknown]:
        """The promises that the plan is sure to break, by so much or more -> why."""
        return self._why(lambda one: one.missed > 0)

    def _why(self, wanted: Callable[[Delivery], bool]) -> dict[Promised, Unknown]:
        return {
            (one.reliance.service, one.reliance.customer): one.unknown
            for one in self.promises
            if one.unknown and wanted(one)
        }

    def minutes_of_services(self) -> Iterator[tuple[Promised, dict[str, int | None]]]:
        """Each promise with the services that reach it -> minutes; cheaper than `services`."""
        names = self.network.services
        for promise, column in zip(self.promises, self._services, strict=True):
            key = (promise.reliance.service, promise.reliance.customer)
            yield key, {names[node]: column[node] for node in sorted(column)}

    def minutes_of_teams(self) -> Iterator[tuple[Promised, Mapping[str, int | None]]]:
        """Each promise with the parties that reach it -> minutes; cheaper than `teams`."""
        for promise, column in zip(self.promises, self._teams, strict=True):
            yield (promise.reliance.service, promise.reliance.customer), column

    def __getitem__(self, key: tuple[str, str]) -> Tolerance:
        if not _is_pair_of_names(key):
            raise WrongValue(
                f"whose tolerance to which customer? {key!r} does not say",
                "give both names: tolerances['Purchasing', 'Shoppers']",
            )
        of, customer = key
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
        return min(found, key=lambda one: (one.minutes is None, one.minutes or 0))

    def _covers(self, id_: str) -> bool:
        if id_ in self.map.parties:
            return id_ == self.team
        return self.map.services[id_].provider == self.team

    def _all_of(self, id_: str) -> Iterator[Tolerance]:
        for promise, services, teams in zip(
            self.promises, self._services, self._teams, strict=True
        ):
            if id_ in teams:
                yield self._tolerance(id_, id_, promise, teams[id_])
            node = self.network.number.get(id_, -1)
            if node in services:
                provider = self.map.services[id_].provider
                yield self._tolerance(id_, provider, promise, services[node])

    def _tolerance(self, of: str, party: str, promise: Delivery, minutes: int | None) -> Tolerance:
        day = self.map.calendar_of(party).day
        service, customer = promise.reliance.service, promise.reliance.customer
        return Tolerance(of, service, customer, minutes, day, promise.unknown)

    def __repr__(self) -> str:
        return f"<Tolerances of {len(self.map.parties)} parties to {len(self.promises)} promises>"

    def _repr_html_(self) -> str:
        """Teams by promises; where a team does not reach a promise, nothing."""
        cells = {(one.of, one.service, one.customer): str(one) for one in self.teams}
        teams = [party for party in self.map.parties if any(party in of for of in self._teams)]
        keys = [(one.reliance.service, one.reliance.customer) for one in self.promises]
        name = self.map.name_of
        headers = ["", *(f"{name(service)} for {name(customer)}" for service, customer in keys)]
        rows = [[name(team), *(cells.get((team, *key), "") for key in keys)] for team in teams]
        return html_table(SINGLE_FAULT, headers, rows)


def _is_pair_of_names(key: object) -> bool:
    return isinstance(key, tuple) and len(key) == 2 and all(isinstance(name, str) for name in key)


def tolerance(m: ServiceMap, customer: str | None = None, team: str | None = None) -> Tolerances:
    """How late everybody may be before each promise is broken; exact, for a single fault.

    `customer` and `team` name parties to limit the question to. Raises UnknownName.
    """
    network = Network(m)
    plan = make_plan(network)
    promises = deliveries(network, plan)
    to = None if customer is None else find_party(m, customer)
    if to is not None:
        promises = [one for one in promises if one.reliance.customer == to]
    parties = [find_party(m, team)] if team is not None else list(m.parties)
    if team is None:
        columns = tolerances_of_services(network, plan, promises)
    else:
        own = sorted(network.number[service] for service in network.lookups.making[parties[0]])
        columns = tolerances_of_services(network, plan, promises, frozenset(own))
        columns = [{n: column[n] for n in own if n in column} for column in columns]
    return Tolerances(
        network,
        plan,
        promises,
        columns,
        _of_teams(network, plan, promises, columns, parties),
        customer=to,
        team=None if team is None else parties[0],
    )


def tolerances_of_services(
    network: Network,
    plan: Plan,
    promises: Sequence[Delivery],
    only: Collection[int] | None = None,
) -> list[Column]:
    """One column a promise: node -> minutes, for each service that reaches the promise.

    With `only`, what holds for other nodes may be no more than a bound.
    """
    if len(network.services) * len(promises) >= SWEPT_FROM:
        from servicemap.timing.passes.backward_many import (  # numpy: longer than a small map
            can_sweep,
            sweep,
        )

        if can_sweep(network):
            return sweep(network, plan, promises)
    columns: list[Column] = []
    exact: list[dict[int, int | None]] = [{} for _ in promises]
    doubtful: dict[int, dict[int, int]] = {}
    for k, promise in enumerate(promises):
        broken = promise.late(network, promise.planned)
        if broken:
            columns.append(dict.fromkeys(reaching(network, promise.node), -broken))
            continue
        latest = latest_finishes(network, plan, promise)
        columns.append(_tolerances(network, plan, latest))
        if latest.doubtful:
            least = _tolerances(network, plan, latest_finishes(network, plan, promise, frozen=True))
            for node in latest.doubtful if only is None else latest.doubtful.intersection(only):
                doubtful.setdefault(node, {})[k] = least[node] or 0
    questions = [Question((node,), guesses) for node, guesses in sorted(doubtful.items())]
    for question, answer in zip(
        questions, try_all(network, plan, promises, questions), strict=True
    ):
        for k, minutes in answer.items():
            exact[k][question.nodes[0]] = minutes
    return [
        {**column, **answers} if answers else column
        for column, answers in zip(columns, exact, strict=True)
    ]


def _tolerances(network: Network, plan: Plan, latest: Latest) -> Column:
    bounds = latest.bounds
    return {
        node: tolerance_of(network, plan, node, bounds[node]) if node in bounds else None
        for node in latest.reached
    }


def _of_teams(
    network: Network,
    plan: Plan,
    promises: Sequence[Delivery],
    columns: Sequence[Column],
    parties: Sequence[str],
) -> list[dict[str, int | None]]:
    """Party -> minutes for each promise, all the services of the party being late at once.

    Where none of them waits for another that is the least of their tolerances: each delay is held
    by the bound of its own service. Else delays add up on the way, and only trying tells.
    """
    making, number = network.lookups.making, network.number
    nodes = {party: tuple(number[service] for service in making[party]) for party in parties}
    party_of = {node: party for party, own in nodes.items() for node in own}
    add_up = {
        party
        for party, own in nodes.items()
        if len(own) > 1 and (network.groups or _wait_for_each_other(network, own))
    }
    found: list[dict[str, int | None]] = []
    asked: dict[str, dict[int, int]] = {}
    for k, column in enumerate(columns):
        least: dict[str, int | None] = {}
        several = set()
        for node, minutes in column.items():
            party = party_of.get(node)
            if party is None:
                continue
            if party in least:
                several.add(party)
                other = least[party]
                if minutes is None or (other is not None and other <= minutes):
                    continue
            least[party] = minutes
        found.append({party: least[party] for party in parties if party in least})
        for party in several & add_up:
            limit = least[party]
            if limit is None or limit >= 0:
                asked.setdefault(party, {})[k] = HORIZON if limit is None else limit
    questions = [
        Question(nodes[party], dict.fromkeys(asked[party], 0), max(asked[party].values()) + 1)
        for party in parties
        if party in asked
    ]
    answers = try_all(network, plan, promises, questions)
    for party, answer in zip(filter(asked.__contains__, parties), answers, strict=True):
        for k, minutes in answer.items():
            found[k][party] = minutes
    return found


def _wait_for_each_other(network: Network, nodes: Sequence[int]) -> bool:
    """Whether any of these nodes reaches another, other than round a loop that both are in.

    In a loop a delay counts once, so two in one loop do not add up.
    """
    last = max(network.rank[node] for node in nodes)
    target, rank, loop = network.edges.target, network.rank, network.loop
    for node in nodes:
        others = {v for v in nodes if v != node and not (loop[v] >= 0 and loop[v] == loop[node])}
        walk = nearest_first(
            [node],
            lambda u: [target[e] for e in network.leaving[u] if rank[target[e]] <= last],
        )
        if any(v in others for v, _ in walk):
            return True
    return False
