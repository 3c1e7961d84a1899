"""A team's card: who relies on it, on whom it relies, whom its work reaches, how late it may be.

The card of any other party is made the same way.
"""

from collections.abc import Mapping
from typing import NamedTuple

from servicemap.html import bullets, titled
from servicemap.index import Index, find_party
from servicemap.model import Party, Reliance, ServiceMap
from servicemap.reach import Way, everyone_reached, parties_on, ways_to_customers
from servicemap.timing.answers.alternatives import PlannedArrival, planned_alternatives
from servicemap.timing.answers.promises import PlannedPromise, planned_promise
from servicemap.timing.answers.tolerances import Tolerance, tolerance
from servicemap.unknowns import NoTippingPoint, Unknown
from servicemap.wording.chains import chain
from servicemap.wording.tipping import tipping


class TippingPoint(NamedTuple):
    """The first promise that a delay would break, and who would notice.

    `minutes` is the least tolerance, in working time, `day` of which make a working day; None where
    there is none, and `why` says so: nothing is reached, or nothing is without limit. `customers`
    are those who notice first. `unknown` is why it may be more, where timing is incomplete;
    `or_more`: a promise that the plan breaks already may be broken by more.
    """

    minutes: int | None
    day: int
    customers: tuple[str, ...] = ()
    why: NoTippingPoint | None = None
    unknown: tuple[Unknown, ...] = ()
    or_more: bool = False


class Card(NamedTuple):
    """What a party sees of itself.

    customers, providers   the deliveries in which it is the provider, the customer
    ways                   end user, prospect or distributor -> deliveries, each of which the next
                           one needs: a shortest way there
    leads_on_to            those to whom only links lead: nothing that they get needs its work
    promises               what it promised, with the plan of it
    tolerances             how late it may be before each promise that its work reaches is broken
    tipping_point          the least of those
    alternatives           service -> when it is there by plan, for what stands under `any_of`
    """

    map: ServiceMap
    party: Party
    customers: tuple[Reliance, ...]
    providers: tuple[Reliance, ...]
    ways: Mapping[str, Way]
    leads_on_to: tuple[str, ...]
    promises: tuple[PlannedPromise, ...]
    tolerances: tuple[Tolerance, ...]
    tipping_point: TippingPoint
    alternatives: Mapping[str, PlannedArrival]

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
        point = self.tipping_point
        limit = point.why if point.minutes is None else point.minutes
        assert limit is not None, "without a tipping point somebody knows why"
        return tipping(
            self.map,
            self.party.id,
            limit,
            point.customers,
            point.unknown,
            or_more=point.or_more,
        )

    def __repr__(self) -> str:
        return f"<Card of {': '.join(filter(None, (self.party.name, self.sentence)))}>"

    def _repr_html_(self) -> str:
        chains = (chain(self.map, one) for one in self.reaches.values())
        return titled(self.party.name, self.sentence) + bullets(chains)


def show(m: ServiceMap, team: str) -> Card:
    """The card of a team, or of any other party, by name or id. Raises UnknownName."""
    id_ = find_party(m, team)
    found = tolerance(m, team=id_)
    network, plan, index = found.network, found.plan, found.network.lookups
    tolerances = tuple(found.teams)
    own = (p for p in found.promises if p.reliance.provider == id_)
    ways = ways_to_customers(m, index, id_)
    linked = (
        other for other in everyone_reached(index, id_) if m.parties[other].is_outside_customer
    )
    return Card(
        m,
        m.parties[id_],
        _others(index.serving[id_]),
        _others(index.relying[id_]),
        ways,
        tuple(other for other in linked if other not in ways),
        tuple(planned_promise(network, plan, one) for one in own),
        tolerances,
        _tipping_point(m, index, id_, tolerances),
        planned_alternatives(network, plan, id_),
    )


def _others(reliances: tuple[Reliance, ...]) -> tuple[Reliance, ...]:
    return tuple(one for one in reliances if one.customer != one.provider)


def _tipping_point(
    m: ServiceMap, index: Index, party: str, tolerances: tuple[Tolerance, ...]
) -> TippingPoint:
    day = m.calendar_of(party).day
    if not index.making[party]:
        return TippingPoint(None, day, why=NoTippingPoint.NO_SERVICE)
    if not tolerances:
        return TippingPoint(None, day, why=NoTippingPoint.NO_PROMISE)
    limited = [one for one in tolerances if one.minutes is not None]
    if not limited:
        return TippingPoint(None, day, why=NoTippingPoint.WITHOUT_LIMIT)
    least = min(one.minutes for one in limited if one.minutes is not None)
    first = [one for one in limited if one.minutes == least]
    # Those outside are named first: they are whom all the work is for.
    customers = sorted(
        dict.fromkeys(one.customer for one in first),
        key=lambda customer: not m.parties[customer].is_outside_customer,
    )
    if least < 0:
        return TippingPoint(least, day, tuple(customers), or_more=any(one.or_more for one in first))
    doubts = tuple(dict.fromkeys(one.unknown for one in first))
    return TippingPoint(least, day, tuple(customers), unknown=doubts if all(doubts) else ())
