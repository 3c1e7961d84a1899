"""A team's card: who relies on it, on whom it relies, whom its work reaches, how late it may be.

The card of any other party is made the same way.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, SupportsIndex, overload

from servicemap.doors import door
from servicemap.errors import UnknownName
from servicemap.index import Index, find_party, likeliest_first, not_named
from servicemap.model import Party, Promised, Reliance, ServiceMap
from servicemap.reach import (
    Way,
    everyone_reached,
    parties_on,
    ways_to_customers,
    ways_to_promises,
)
from servicemap.results import Result, item_at
from servicemap.timing.answers.alternatives import PlannedArrival, planned_alternatives
from servicemap.timing.answers.noticing import Caller, callers
from servicemap.timing.answers.promises import PlannedPromise
from servicemap.timing.answers.timed import TimedMap
from servicemap.timing.answers.tolerances import (
    Tolerance,
    figures_of,
    first_to_break,
    firsts_to_break,
    tolerance_of,
)
from servicemap.wording.tipping import Rest, Sooner, TippingPoint, of_others, of_the_rest, tipping


class Unnamed(NamedTuple):
    """A reliance that names no service, and the services that it may mean, the likeliest first."""

    reliance: Reliance
    could_mean: tuple[str, ...]


class Reached(NamedTuple):
    """How late a party may be before a promise to a customer outside is late because of it; and a
    shortest way there.
    """

    tolerance: Tolerance
    way: Way

    @property
    def chain(self) -> tuple[str, ...]:
        """The parties on the way."""
        return parties_on(self.way)


@dataclass(frozen=True, eq=False, repr=False, slots=True)
class Card(Result[Tolerance]):
    """What a party sees of itself. Iterating gives its `tolerances`.

    customers, providers   the deliveries in which it is the provider, the customer
    unnamed                the deliveries from and to it of which nobody says which service it is
    ways                   end user, prospect or distributor -> deliveries, each of which the next
                           one needs: a shortest way there
    leads_on_to            those to whom only links lead: nothing that they get needs its work
    promises               what it promised, with the plan of it
    tolerances             how late it may be before each promise that its work reaches is broken
    because_of_others      the promises among them that the plan breaks, whatever the map leaves
                           open, by a chain in which it has no part; its tipping points leave them
                           out
    perhaps_of_others      those that the plan may break by chains of others alone: there the
                           tipping points tell how late it may be before it has a part in that
    reached                of each customer outside whom its work reaches, by the group of the
                           customer, the promise that may be late first because of it; and the one
                           that is sure to be late first, where that is another
    headline               the customer of whom its tipping point tells: the nearest end user to
                           whom a time was promised, or whoever comes next; None: nobody
    tipping_point          how late it may be before anything that they were promised is broken
    rest                   where the plan breaks some of that: all else, which it need not break
    sooner                 who else may notice sooner
    late_to_others         what is promised to others and late by plan already
    callers                who would miss what it serves, and when, as far as the map says; the
                           first first
    hanging                those that it may break of which it hangs on lengths that nobody says
                           whether the plan keeps them
    alternatives           service -> when it is there by plan, for what stands under `any_of`
    today                  the day as of which it was asked, where one was named
    """

    map: ServiceMap
    party: Party
    customers: tuple[Reliance, ...]
    providers: tuple[Reliance, ...]
    unnamed: tuple[Unnamed, ...]
    ways: Mapping[str, Way]
    leads_on_to: tuple[str, ...]
    promises: tuple[PlannedPromise, ...]
    tolerances: tuple[Tolerance, ...]
    because_of_others: frozenset[Promised]
    perhaps_of_others: frozenset[Promised]
    reached: tuple[Reached, ...]
    headline: str | None
    tipping_point: TippingPoint
    rest: Rest | None
    sooner: Sooner | None
    late_to_others: TippingPoint | None
    callers: tuple[Caller, ...]
    hanging: tuple[PlannedPromise, ...]
    alternatives: Mapping[str, PlannedArrival]
    today: date | None = None

    @property
    def reaches(self) -> dict[str, tuple[str, ...]]:
        """Each customer that its work reaches -> the chain of party ids on the way there."""
        return {customer: parties_on(way) for customer, way in self.ways.items()}

    @property
    def meets_customer(self) -> bool:
        """Whether it serves an end user, prospect or distributor itself."""
        return any(self.map.parties[r.customer].is_outside_customer for r in self.customers)

    @property
    def sentence(self) -> str:
        """The tipping point in words: `You can be 3 days late; on day 4 Shoppers notice.`"""
        return tipping(self.map, self.party.id, self.tipping_point)

    @property
    def second_sentence(self) -> str:
        """What else they were promised where something is late already, what others get that is,
        and who may notice before those of the sentence do.

        Nothing where there is nobody.
        """
        rest = [] if self.rest is None else [of_the_rest(self.map, self.party.id, self.rest)]
        return " ".join([*rest, *of_others(self.map, self.late_to_others, self.sooner)])

    def __iter__(self) -> Iterator[Tolerance]:
        return iter(self.tolerances)

    def __len__(self) -> int:
        return len(self.tolerances)

    @overload
    def __getitem__(self, which: str | SupportsIndex) -> Tolerance: ...
    @overload
    def __getitem__(self, which: slice) -> tuple[Tolerance, ...]: ...
    def __getitem__(self, which: str | SupportsIndex | slice) -> Tolerance | tuple[Tolerance, ...]:
        """That to all that a customer was promised, by name or id; or by place."""
        if isinstance(which, SupportsIndex | slice):
            return item_at(self, which)
        to = find_party(self.map, which)
        found = [one for one in self.tolerances if one.customer == to]
        if not found:
            raise UnknownName(f"nothing that '{self.party.name}' does reaches '{which}'")
        return first_to_break(found)

    def __repr__(self) -> str:
        return f"<Card of {': '.join(filter(None, (self.party.name, self.sentence)))}>"


def show(m: ServiceMap, team: str, *, today: date | None = None) -> Card:
    """The card of a team, or of any other party, by name or id. Raises UnknownName.

    What answers its customers' words, and what of that is overdue, is told as of `today`.
    """
    return card_towards(TimedMap(m), find_party(m, team), None, today)


def card_towards(
    timed: TimedMap, id_: str, customer: str | None, today: date | None = None
) -> Card:
    """The card of a party, by id, whose tipping point is the one to a customer.

    None: to the one of whom a door tells first.
    """
    m, network, plan, plans = timed.map, timed.network, timed.plan, timed.planned
    found, index = tolerance_of(timed, team=id_), network.lookups
    tolerances = tuple(found.teams)
    told = frozenset(tolerances)
    reached = {Promised(one.service, one.customer) for one in tolerances}
    ways = ways_to_customers(m, index, id_)
    its = door(found, id_, plans, ways, customer)
    linked = (
        other for other in everyone_reached(index, id_) if m.parties[other].is_outside_customer
    )
    return Card(
        m,
        m.parties[id_],
        _others(index.serving[id_]),
        _others(index.relying[id_]),
        tuple(_unnamed(m, index, id_)),
        ways,
        tuple(other for other in linked if other not in ways),
        tuple(one for one in plans.values() if m.services[one.service].provider == id_),
        tolerances,
        its.left_out,
        frozenset(
            key
            for own in its.own
            if own not in told
            # Behind a length that nobody knows a chain of the team itself may be the longest.
            if plans[key := Promised(own.service, own.customer)].planned_bounds.most is not None
        ),
        tuple(_reached(m, index, id_, ways, its.own, tolerances)),
        its.headline,
        its.tipping_point,
        its.rest,
        its.sooner,
        its.late_to_others,
        tuple(callers(network, plan, figures_of(found), index.serving[id_])),
        tuple(plans[key] for key in sorted(reached) if plans[key].hangs_on_lengths),
        planned_alternatives(network, plan, id_),
        today,
    )


def _reached(
    m: ServiceMap,
    index: Index,
    party: str,
    ways: Mapping[str, Way],
    own: Sequence[Tolerance],
    all_: Sequence[Tolerance],
) -> Iterator[Reached]:
    first: dict[str, list[Tolerance]] = {}
    for some in (own, all_):  # what others make late in any reading is told where nothing else is
        to_each: dict[str, list[Tolerance]] = {to: [] for to in ways if to not in first}
        for one in some:
            if one.customer in to_each:
                to_each[one.customer].append(one)
        first |= {to: firsts_to_break(found) for to, found in to_each.items() if found}
    asked = {Promised(one.service, one.customer) for found in first.values() for one in found}
    way_to = ways_to_promises(m, index, party, asked)
    for customer in sorted(ways, key=lambda customer: m.parties[customer].group.place):
        for one in first[customer]:
            yield Reached(one, way_to.get(Promised(one.service, customer), ways[customer]))


def _unnamed(m: ServiceMap, index: Index, id_: str) -> Iterator[Unnamed]:
    for one in not_named(m):
        if id_ in {one.provider, one.customer}:
            yield Unnamed(one, likeliest_first(m, index, one))


def _others(reliances: tuple[Reliance, ...]) -> tuple[Reliance, ...]:
    return tuple(one for one in reliances if one.customer != one.provider)
