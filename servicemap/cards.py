"""A team's card: who relies on it, on whom it relies, whom its work reaches, how late it may be.

The card of any other party is made the same way.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from servicemap.bounds import Bounds
from servicemap.errors import UnknownName
from servicemap.index import find_party
from servicemap.model import Party, Promised, Reliance, ServiceMap
from servicemap.reach import Way, everyone_reached, parties_on, ways_to_customers
from servicemap.results import Result, item_at
from servicemap.timing.answers.alternatives import PlannedArrival, planned_alternatives
from servicemap.timing.answers.open_ends import missing_on_the_way_to, open_ends
from servicemap.timing.answers.promises import PlannedPromise
from servicemap.timing.answers.timed import TimedMap
from servicemap.timing.answers.tolerances import (
    Tolerance,
    Tolerances,
    first_to_break,
    tightest,
    tolerance_of,
)
from servicemap.timing.passes.planning import driving_chain
from servicemap.unknowns import NoTippingPoint, Unknown
from servicemap.wording.tipping import TippingPoint, noticed_sooner, tipping


@dataclass(frozen=True, eq=False, repr=False, slots=True)
class Card(Result[Tolerance]):
    """What a party sees of itself. Iterating gives its `tolerances`.

    customers, providers   the deliveries in which it is the provider, the customer
    ways                   end user, prospect or distributor -> deliveries, each of which the next
                           one needs: a shortest way there
    leads_on_to            those to whom only links lead: nothing that they get needs its work
    promises               what it promised, with the plan of it
    tolerances             how late it may be before each promise that its work reaches is broken
    because_of_others      the promises among them that the plan breaks, or may break, by a chain in
                           which it has no part; they are left out of its tipping point
    tipping_point          the least of those to anybody outside to whom a time was promised,
                           whatever they wait for; to anybody outside, or to others, where there
                           is nobody such
    sooner                 the same to whoever else may notice before that
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
    because_of_others: frozenset[Promised]
    tipping_point: TippingPoint
    sooner: TippingPoint | None
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
        return tipping(self.map, self.party.id, self.tipping_point)

    @property
    def second_sentence(self) -> str:
        """Who else may notice before those of the sentence do; nothing where nobody may."""
        return noticed_sooner(self.map, self.sooner) if self.sooner else ""

    def __iter__(self) -> Iterator[Tolerance]:
        return iter(self.tolerances)

    def __len__(self) -> int:
        return len(self.tolerances)

    def __getitem__(self, which: str | int) -> Tolerance:
        """The least to anything promised to a customer, by name or id; or by place."""
        if isinstance(which, int):
            return item_at(self, which)
        to = find_party(self.map, which)
        found = [one for one in self.tolerances if one.customer == to]
        if not found:
            raise UnknownName(f"nothing that '{self.party.name}' does reaches '{which}'")
        return min(found, key=tightest)

    def __repr__(self) -> str:
        return f"<Card of {': '.join(filter(None, (self.party.name, self.sentence)))}>"


def show(m: ServiceMap, team: str) -> Card:
    """The card of a team, or of any other party, by name or id. Raises UnknownName."""
    return card_towards(TimedMap(m), find_party(m, team), None)


def card_towards(timed: TimedMap, id_: str, customer: str | None) -> Card:
    """The card of a party, by id, whose tipping point is the one to a customer; None: the first."""
    m, network, plan, plans = timed.map, timed.network, timed.plan, timed.planned
    found, index = tolerance_of(timed, team=id_), network.lookups
    tolerances = tuple(found.teams)
    others = _because_of_others(found, id_, plans)
    own = [one for one in tolerances if (one.service, one.customer) not in others]
    tipping_point, sooner = _tipping_points(found, id_, own, plans, customer)
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
        tuple(one for one in plans.values() if m.services[one.service].provider == id_),
        tolerances,
        others,
        tipping_point,
        sooner,
        planned_alternatives(network, plan, id_),
    )


def _others(reliances: tuple[Reliance, ...]) -> tuple[Reliance, ...]:
    return tuple(one for one in reliances if one.customer != one.provider)


Plans = Mapping[Promised, PlannedPromise]


def _tipping_points(
    found: Tolerances, party: str, own: Sequence[Tolerance], plans: Plans, customer: str | None
) -> tuple[TippingPoint, TippingPoint | None]:
    """How late it may be to a customer, and to any other who may notice before.

    Where no customer is named, to those outside. What somebody promised a time for comes before
    what is due as planned because nobody did: the one is known, the other hangs on every gap. Where
    it is not known either, all counts.
    """
    m = found.map
    nothing = Bounds(None, None), m.calendar_of(party).day, ()
    if not found.network.lookups.making[party]:
        return TippingPoint(*nothing, NoTippingPoint.NO_SERVICE), None
    if not own:
        reached = any(True for _ in found.teams)
        why = NoTippingPoint.OTHERS if reached else NoTippingPoint.NO_PROMISE
        return TippingPoint(*nothing, why), None
    limited = [one for one in own if not one.without_limit]
    if not limited:
        return TippingPoint(*nothing, NoTippingPoint.WITHOUT_LIMIT), None
    if customer is None:
        outside = [one for one in limited if m.parties[one.customer].is_outside_customer]
        stated = [one for one in outside if plans[Promised(one.service, one.customer)].stated]
        told = stated or outside or limited
        if not _first_of(found, told, plans).sayable:
            told = outside or told
    else:
        told = [one for one in limited if one.customer == customer]
        if not told:
            return TippingPoint(*nothing, NoTippingPoint.WITHOUT_LIMIT), None
    return _told_and_sooner(found, limited, told, plans, customer)


def _told_and_sooner(
    found: Tolerances,
    limited: Sequence[Tolerance],
    told: Sequence[Tolerance],
    plans: Plans,
    customer: str | None,
) -> tuple[TippingPoint, TippingPoint | None]:
    """What is told of some promises, and of any other that a delay may break before.

    Nobody is said to notice later and to notice sooner: what else is due to them is told with it.
    """
    first = _first_of(found, told, plans)
    others = [one for one in limited if one not in told]
    if not others:
        return first, None
    other = _first_of(found, others, plans)
    if customer is None and first.bounds == other.bounds:
        return _first_of(found, [*told, *others], plans), None
    if not min(map(tightest, others)) < min(map(tightest, told)):
        return first, None
    if named := set(first.customers) & set(other.customers):
        told = [one for one in limited if one in told or one.customer in named]
        return _told_and_sooner(found, limited, told, plans, customer)
    return first, other


def _because_of_others(found: Tolerances, party: str, plans: Plans) -> frozenset[Promised]:
    """The promises that the plan breaks, or may, by a chain in which a party has no part.

    What hangs on a length that nobody knows is of all through whose hands that goes. Where nothing
    else is left to tell, it is told.
    """
    network, making = found.network, found.network.lookups.making[party]
    unbounded = {id_ for id_, node in network.number.items() if network.unbounded[node]}
    parts = {
        (one.of, one.service, one.customer)
        for one in found.services
        if one.of in unbounded or one.of in plans[Promised(one.service, one.customer)].chain
    }
    teams = list(found.teams)
    unsure = [
        one
        for one in teams
        if not one.without_limit and (one.least is None or one.least < 0)
        if not any((id_, one.service, one.customer) in parts for id_ in making)
    ]
    if len(unsure) == len(teams):
        unsure = [one for one in unsure if one.least is not None]
    return frozenset(Promised(one.service, one.customer) for one in unsure)


def _first_of(found: Tolerances, limited: Sequence[Tolerance], plans: Plans) -> TippingPoint:
    """What the first of some promises to break says of a party.

    Where it is open which that is, all that may be the first.
    """
    first = first_to_break(limited)
    bounds, most = first.bounds, first.most
    if most == 0 and (first.least or 0) >= 0:
        bounds = Bounds(0, 0)
        noticing = [one for one in limited if one.most == 0]
    elif bounds.exact is not None or (most is not None and most < 0):
        noticing = [one for one in limited if one.bounds == first.bounds]
    elif first.least is None or first.least <= 0:
        noticing = [one for one in limited if one.least == first.least]
    else:
        last = first.least if most is None else most
        noticing = [one for one in limited if (one.least or 0) <= last]
    keys = {Promised(one.service, one.customer) for one in noticing}
    those = [p for p in found.promises if (p.reliance.service, p.reliance.customer) in keys]
    takes, needs = missing_on_the_way_to(found.network, those)
    sure = [one for one in limited if one.most == most] if most is not None else []
    return TippingPoint(
        bounds,
        first.day,
        _outside_first(found.map, noticing),
        takes_missing=takes,
        needs_missing=needs,
        listed=_has_times(found.map) and bool(open_ends(found.network, those)),
        undated=any(Unknown.UNDATED in one.unknown for one in noticing),
        circle=max((plans[key].circle for key in sorted(keys)), key=len),
        by_then=_outside_first(found.map, sure),
        from_least=_outside_first(found.map, [n for n in noticing if n.least == bounds.least]),
        perhaps_of_others=most is not None and most < 0 and not _surely_a_part(found, first),
    )


def _has_times(m: ServiceMap) -> bool:
    """Whether any service says how long it takes; of other maps SM303 lists nothing."""
    return any(service.takes is not None for service in m.services.values())


def _surely_a_part(found: Tolerances, one: Tolerance) -> bool:
    """Whether a party has a part in what decides when a promise is kept, in the earliest reading.

    In the latest it has: promises in which it has no part there are those of others.
    """
    earliest = found.plan.earliest
    if earliest is None:
        return True
    network = found.network.earliest
    chain = driving_chain(network, earliest, network.number[one.service])
    own = map(network.number.__getitem__, network.lookups.making[one.of])
    return not set(chain).isdisjoint(own)


def _outside_first(m: ServiceMap, noticing: Sequence[Tolerance]) -> tuple[str, ...]:
    """Their customers; those outside are named first: they are whom all the work is for."""
    customers = dict.fromkeys(one.customer for one in noticing)
    return tuple(
        sorted(customers, key=lambda customer: not m.parties[customer].is_outside_customer)
    )
