"""The points of contact: who meets which customer, for what, through which channel, who first."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from servicemap.bounds import Bounds
from servicemap.index import find_party
from servicemap.model import Group, Reliance, ServiceMap
from servicemap.plurals import several
from servicemap.results import Result
from servicemap.timing.answers.timed import TimedMap
from servicemap.timing.network.axis import Axis
from servicemap.timing.passes.promised import PlannedDelivery, planned_deliveries


class Contact(NamedTuple):
    """A delivery in which a customer meets its provider; all three are ids.

    When it arrives by plan are minutes of the map's working time from the start, and dates where
    the map has a start; of what is `standing` the plan tells nothing. `first`: it is sure to be
    among the first that the customer meets, and others are later.
    """

    provider: str
    customer: str
    service: str
    channel: str | None
    standing: bool
    planned_bounds: Bounds
    earliest_at: datetime | None
    planned_at: datetime | None
    first: bool


class MetMost(NamedTuple):
    """Those whom customers meet most, each as many `times`, `of` so many points of contact."""

    providers: tuple[str, ...]
    times: int
    of: int


@dataclass(frozen=True, eq=False, repr=False, slots=True)
class Contacts(Result[Contact]):
    """Every point of contact of a map, or of the party `team`: customer by customer.

    Those outside come first, and of each customer what is planned first. `everybody` has those of
    all parties: whom a customer meets most does not hang on whom somebody asked about.
    """

    map: ServiceMap
    team: str | None
    found: tuple[Contact, ...]
    everybody: tuple[Contact, ...]

    def __iter__(self) -> Iterator[Contact]:
        return iter(self.found)

    def __len__(self) -> int:
        return len(self.found)

    @property
    def customers(self) -> dict[str, tuple[Contact, ...]]:
        """Each customer -> where it is met, of those that are asked about."""
        met: dict[str, list[Contact]] = {}
        for one in self.found:
            met.setdefault(one.customer, []).append(one)
        return {customer: tuple(those) for customer, those in met.items()}

    def first(self, customer: str) -> tuple[str, ...]:
        """Whom a customer is sure to meet first by plan, where others come later."""
        met = (one for one in self.everybody if one.customer == customer and one.first)
        return tuple(dict.fromkeys(one.provider for one in met))

    def only(self, customer: str) -> str | None:
        """The one whom a customer meets, where it meets nobody else.

        Of teams nobody can say so: of them only what has a channel is told.
        """
        if self.map.parties[customer].group is Group.TEAMS:
            return None
        met = {one.provider for one in self.everybody if one.customer == customer}
        return next(iter(met)) if len(met) == 1 else None

    def most(self, customer: str | None = None) -> MetMost | None:
        """Who meets a customer, or all of them, more often than others do. None: all alike."""
        met = [one.provider for one in self.everybody if customer in {None, one.customer}]
        counted = Counter(met)
        times = max(counted.values(), default=0)
        providers = tuple(who for who, count in counted.items() if count == times)
        return MetMost(providers, times, len(met)) if len(providers) < len(counted) else None

    @property
    def unsaid(self) -> tuple[Contact, ...]:
        """Those of which nobody says through which channel they are."""
        return tuple(one for one in self.found if one.channel is None)

    def __repr__(self) -> str:
        points = several(len(self), "point") + " of contact"
        return f"<Contacts: {points} with {several(len(self.customers), 'customer')}>"


def contacts(m: ServiceMap, team: str | None = None) -> Contacts:
    """Every delivery to somebody who is no team, and those inside for which a channel is named.

    `team`: only those of this party, in which it meets somebody or is met. Raises UnknownName.
    """
    of = None if team is None else find_party(m, team)
    timed, places = TimedMap(m), {id_: place for place, id_ in enumerate(m.parties)}
    by_customer: dict[str, list[PlannedDelivery]] = {}
    found = planned_deliveries(
        timed.network, timed.plan, (one for one in m.reliances if _is_contact(m, one))
    )
    for one in found:
        by_customer.setdefault(one.reliance.customer, []).append(one)
    ordered = sorted(by_customer, key=lambda id_: (m.parties[id_].group.place, places[id_]))
    told = [
        contact
        for customer in ordered
        for contact in _met(timed.network.axis, by_customer[customer])
    ]
    own = [one for one in told if of is None or of in {one.provider, one.customer}]
    return Contacts(m, of, tuple(own), tuple(told))


def _is_contact(m: ServiceMap, one: Reliance) -> bool:
    if one.provider == one.customer:
        return False
    return m.parties[one.customer].group is not Group.TEAMS or one.channel is not None


def _met(axis: Axis, met: Sequence[PlannedDelivery]) -> Iterator[Contact]:
    """The points of contact of one customer, what is planned first in front."""
    first = _first(met)
    for one in sorted(met, key=lambda one: (one.reliance.standing, one.unbounded, one.planned)):
        reliance = one.reliance
        unplanned = reliance.standing
        latest = None if one.unbounded or unplanned else one.planned
        yield Contact(
            reliance.provider,
            reliance.customer,
            reliance.service,
            reliance.channel,
            reliance.standing,
            Bounds(
                None if unplanned else axis.from_start(one.earliest),
                None if latest is None else axis.from_start(latest),
            ),
            None if unplanned else axis.at(one.earliest),
            axis.at(latest),
            reliance.id in first,
        )


def _first(met: Sequence[PlannedDelivery]) -> frozenset[str]:
    """The deliveries that come before all others in every reading; none where all come at once.

    Nor where one is normally there already: who uses it when is not in any plan.
    """
    if len(met) < 2 or any(one.reliance.standing for one in met):
        return frozenset()
    begins, then, *_ = sorted(one.earliest for one in met)
    first = [
        one.reliance.id
        for one in met
        if not one.unbounded and one.planned <= (then if one.earliest == begins else begins)
    ]
    return frozenset(first) if len(first) < len(met) else frozenset()
