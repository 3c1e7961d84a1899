"""The map that people wrote, frozen: parties, their services, and who relies on them.

Records are named tuples: frozen, cheap to make by the hundred thousand, and quick to import, so
that a small map is checked before anyone notices. Every reference is an id that exists; what could
not be resolved became a finding and is not here. They stand in one file, though it is longer than
others: half of what a record says is which of the others it means.

    ServiceMap
    ├── parties      id -> Party           teams, end users, prospects, distributors, suppliers
    ├── services     id -> Service         what one provider makes: takes, needs, not_before ...
    ├── reliances    Reliance ...          who gets which service, and what each side says
    ├── unsaid       Reliance ...          who gets something, and nobody says which service
    ├── alternatives Alternatives ...      "either will do"
    ├── actions      id -> Action          what is done about what customers said
    ├── scenarios    id -> Scenario        delays that people want to look at again
    └── options      id -> Option          what money could do about them
"""

import datetime as dt
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple

from servicemap.calendars import STANDARD, Calendar
from servicemap.dates import clock
from servicemap.durations import Duration
from servicemap.feedback import Care, Feedback, Lever, newest
from servicemap.findings import Finding
from servicemap.frozen import Frozen
from servicemap.html import titled
from servicemap.locations import NOWHERE, Location, Places
from servicemap.plurals import several

if TYPE_CHECKING:
    from decimal import Decimal

EMPTY: Mapping[str, Any] = Frozen({})


def key_of(field: str) -> str:
    """The key of a map that a field of a record is of: `for_` is `for`, a word of Python."""
    return field.removesuffix("_")


class Group(StrEnum):
    """The five groups of customers, named as the sections of a map are."""

    TEAMS = "teams"
    END_USERS = "end_users"
    PROSPECTS = "prospects"
    DISTRIBUTORS = "distributors"
    SUPPLIERS = "suppliers"

    @property
    def place(self) -> int:
        """Its place among OUTSIDE_FIRST."""
        return OUTSIDE_FIRST.index(self)

    @property
    def one(self) -> str:
        """What one party of it is: `end user`."""
        return self.value.replace("_", " ").removesuffix("s")


OUTSIDE_CUSTOMERS = frozenset({Group.END_USERS, Group.PROSPECTS, Group.DISTRIBUTORS})
"""The groups in which a chain of service may end well."""

OUTSIDE_FIRST = (
    Group.END_USERS,
    Group.PROSPECTS,
    Group.DISTRIBUTORS,
    Group.SUPPLIERS,
    Group.TEAMS,
)
"""Whom a reader asks about first: those for whom all the work is done."""

EXTERNAL = frozenset(Group) - {Group.TEAMS}
"""Every group but the employees: a delivery to one of these is a promise."""


class Cause(StrEnum):
    """Why a scenario's delays come about."""

    PEOPLE = "people"
    COMMUNICATION = "communication"
    EQUIPMENT = "equipment"
    MATERIAL = "material"
    WEATHER = "weather"
    CHANCE = "chance"


class Moment(NamedTuple):
    """A point on the wall clock; without `minute`, counted from midnight, the end of work."""

    day: date
    minute: int | None = None

    def __str__(self) -> str:
        if self.minute is None:
            return self.day.isoformat()
        return f"{self.day.isoformat()} {clock(self.minute)}"


class Rhythm(StrEnum):
    """How often something leaves."""

    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    EVERY = "every"


class Departures(NamedTuple):
    """When a delivery can leave; what is late waits for the next. Or when a promise is due.

    daily    `minute`                  `daily 17:00`
    weekly   `weekdays`, `minute`      `Mon,Thu 09:30`
    monthly  `month_day`, `minute`     `monthly 25 17:00`; None is the last day, `monthly last`
    every    `period`                  `every 1w`: the planned departure, and each period after it
    """

    rhythm: Rhythm
    text: str
    weekdays: tuple[int, ...] = ()
    minute: int | None = None
    month_day: int | None = None
    period: Duration | None = None

    def __str__(self) -> str:
        return self.text


Due = Moment | Duration | Departures
"""What is promised or expected: a moment, a length of time from the start, or what recurs."""


class Estimate(NamedTuple):
    """Working time that something takes. A single length is all three at once."""

    best: Duration
    likely: Duration
    worst: Duration


class OftenLate(NamedTuple):
    """How often a service is late of itself, and by how much."""

    chance: float
    typical: Duration
    worst: Duration


class Allow(NamedTuple):
    """A finding somebody lives with, by the name of its kind, and why."""

    rule: str
    reason: str
    location: Location


class Objective(NamedTuple):
    """What a party wants to reach; measured where it says by what.

    `keep`, a service of its own, is to be delivered as promised, to the customer `to` or to all, in
    a share of cases of `at_least` (0 to 1). `score`, a customer, is to give a score of `at_least`.
    """

    say: str
    keep: str | None = None
    to: str | None = None
    score: str | None = None
    at_least: float | None = None
    places: Places = NOWHERE


class Party(NamedTuple):
    """Anyone who serves or relies: a team, an end user, a prospect, a distributor, a supplier."""

    id: str
    name: str
    group: Group
    location: Location
    department: str | None = None
    owner: str | None = None
    contact: str | None = None
    about: str | None = None
    confirmed: date | None = None
    objectives: tuple[Objective, ...] = ()
    calendar: Calendar | None = None
    recovers: Duration | None = None
    inside: bool = False
    feedback: tuple[Feedback, ...] = ()
    care: Care | None = None
    allow: tuple[Allow, ...] = ()
    places: Places = NOWHERE

    @property
    def newest_feedback(self) -> Feedback | None:
        """What it said last."""
        return newest(self.feedback)

    @property
    def is_outside_customer(self) -> bool:
        """Whether a chain of service may end here: an end user, prospect or distributor."""
        return self.group in OUTSIDE_CUSTOMERS


class Service(NamedTuple):
    """One deliverable of one provider.

    `needs` are ids of services it waits for; None where nobody said: then everything its provider
    relies on. `takes` is None where nobody said: unknown, not nothing. It does not start before
    `not_before`; a day without a time is meant from its beginning on. `recovers` is how long it
    takes to work again after the worst day, in working time of its provider.
    """

    id: str
    name: str
    provider: str
    location: Location
    takes: Estimate | None = None
    needs: tuple[str, ...] | None = None
    not_before: Moment | None = None
    recovers: Duration | None = None
    often_late: OftenLate | None = None
    places: Places = NOWHERE


class ProviderSays(NamedTuple):
    """What the provider's own entry says of one delivery."""

    service_name: str | None
    location: Location
    promise: Due | None = None
    slack: Duration | None = None
    departs: Departures | None = None
    worth: "Decimal | None" = None
    noticed_after: Duration | None = None
    channel: str | None = None
    quality: tuple[str, ...] = ()
    others: Mapping[str, Due] = EMPTY
    confirmed: date | None = None
    allow: tuple[Allow, ...] = ()
    places: Places = NOWHERE


class CustomerSays(NamedTuple):
    """What the customer's own entry says of one delivery."""

    service_name: str | None
    location: Location
    expects: Due | None = None
    slack: Duration | None = None
    standing: bool = False
    switch: Duration | None = None
    noticed_after: Duration | None = None
    channel: str | None = None
    quality: tuple[str, ...] = ()
    wants: str | None = None
    feedback: tuple[Feedback, ...] = ()
    confirmed: date | None = None
    allow: tuple[Allow, ...] = ()
    places: Places = NOWHERE

    @property
    def newest_feedback(self) -> Feedback | None:
        """What it said last of this delivery."""
        return newest(self.feedback)


class Promised(NamedTuple):
    """Which promise: that of a service to a customer, by their ids."""

    service: str
    customer: str


class Reliance(NamedTuple):
    """One delivery: a customer relies on a provider for a service. At least one side says so.

    `provider` may be the customer (a finding says so), and one customer gets one service once.
    """

    customer: str
    provider: str
    service: str
    provider_says: ProviderSays | None = None
    customer_says: CustomerSays | None = None

    @property
    def id(self) -> str:
        """What findings and baselines call it: `provider/service > customer`."""
        return f"{self.service} > {self.customer}"

    @property
    def agreed(self) -> bool:
        """Whether both sides declare it."""
        return self.provider_says is not None and self.customer_says is not None

    @property
    def location(self) -> Location:
        """Where it is declared, on the provider's side where both do."""
        said = self.provider_says or self.customer_says
        assert said is not None, "a reliance that nobody declared"
        return said.location

    @property
    def slack(self) -> Duration | None:
        """How long after its planned start the customer can go on without; its own word counts."""
        if self.customer_says is not None and self.customer_says.slack is not None:
            return self.customer_says.slack
        return self.provider_says.slack if self.provider_says else None

    @property
    def standing(self) -> bool:
        """Normally there already: it adds nothing to the plan, only its lateness counts."""
        return self.customer_says is not None and self.customer_says.standing

    @property
    def departs(self) -> Departures | None:
        """When it can leave, or None where it goes as soon as it is done."""
        return self.provider_says.departs if self.provider_says else None

    @property
    def promise(self) -> Due | None:
        """When the provider says it will be there; a length counts from the start of the plan."""
        return self.provider_says.promise if self.provider_says else None

    @property
    def expects(self) -> Due | None:
        """When the customer says it needs it; a length counts from the start of the plan."""
        return self.customer_says.expects if self.customer_says else None

    @property
    def channel(self) -> str | None:
        """Where the customer meets whoever provides it; of two words the provider's."""
        said = [side.channel for side in (self.provider_says, self.customer_says) if side]
        return next(filter(None, said), None)

    @property
    def quality(self) -> tuple[str, ...]:
        """What else the provider promises beside the time."""
        return self.provider_says.quality if self.provider_says else ()

    @property
    def switch(self) -> Duration | None:
        """For an alternative: how long after the first one's planned arrival it can arrive."""
        return self.customer_says.switch if self.customer_says else None


class Alternatives(NamedTuple):
    """Services of which a customer needs one; the first is the plan."""

    customer: str
    services: tuple[str, ...]
    location: Location


class Scenario(NamedTuple):
    """Delays to look at again: ids of parties (all their services) or services -> how late."""

    id: str
    name: str
    title: str
    location: Location
    late: Mapping[str, Duration] = EMPTY
    cause: Cause | None = None
    places: Places = NOWHERE


class Action(NamedTuple):
    """What is done about what customers said of some parties (all their services) or services."""

    id: str
    name: str
    location: Location
    for_: tuple[str, ...]
    lever: Lever | None = None
    owner: str | None = None
    due: date | None = None
    done: date | None = None
    places: Places = NOWHERE

    def days_overdue(self, today: date | None) -> int | None:
        """By how many days it should have been done sooner; None where it is done, or in time."""
        if self.done is not None or self.due is None or today is None or today <= self.due:
            return None
        return (today - self.due).days


class Subcontractor(NamedTuple):
    """Who could provide a service instead: the id of a party, which may be yet to come, its name.

    `switch` is how long after the first one's planned arrival it can arrive at best.
    """

    provider: str
    name: str
    takes: Estimate
    switch: Duration | None = None


class Option(NamedTuple):
    """What money could change about a service, or about a party's calendar.

    `helps` is the id of the one or the other. `departs` and `slack` are those of the delivery to
    the customer `to`, or of all; `instead` is one more who could provide it. What is left out stays
    as it is.
    """

    id: str
    name: str
    title: str
    location: Location
    helps: str
    cost: "Decimal"
    saves: Duration | None = None
    takes: Estimate | None = None
    departs: Departures | None = None
    calendar: Calendar | None = None
    slack: Duration | None = None
    not_before: Moment | None = None
    instead: Subcontractor | None = None
    to: str | None = None
    excludes: tuple[str, ...] = ()
    places: Places = NOWHERE


LONGEST_LINK = 2331
"""Bytes of a map's `link`: what a QR code holds that is read where a sixth of it is dirty."""


class Reading(NamedTuple):
    """What was read: the text of each file by path, and what was odd in it and did no harm."""

    sources: Mapping[str, str] = EMPTY
    findings: tuple[Finding, ...] = ()


UNREAD = Reading()


class ServiceMap(NamedTuple):
    """A whole map. Parties, services and the rest stand in the order in which people wrote them.

    `unsaid` are entries that leave open which of several services is meant: of a customer any of
    them, or none; of a provider one that the customer names. The provider's id stands there for
    that of the service.
    `reading` is what it was made from, where somebody keeps that: a check tells of it.
    """

    title: str
    path: str
    subtitle: str | None = None
    owner: str | None = None
    link: str | None = None
    language: str = "en"
    words: Mapping[str, str] = EMPTY
    currency: str | None = None
    date: dt.date | None = None
    start: Moment | None = None
    calendar: Calendar = STANDARD
    calendars: Mapping[str, Calendar] = EMPTY
    confirm_every: Duration | None = None
    record: str | None = None
    parties: Mapping[str, Party] = EMPTY
    services: Mapping[str, Service] = EMPTY
    reliances: tuple[Reliance, ...] = ()
    unsaid: tuple[Reliance, ...] = ()
    alternatives: tuple[Alternatives, ...] = ()
    actions: Mapping[str, Action] = EMPTY
    scenarios: Mapping[str, Scenario] = EMPTY
    options: Mapping[str, Option] = EMPTY
    places: Places = NOWHERE
    reading: Reading = UNREAD

    def __repr__(self) -> str:
        return (
            f"<ServiceMap {self.title!r}: {several(len(self.parties), 'party', 'parties')},"
            f" {self._deliveries}>"
        )

    def _repr_html_(self) -> str:
        counts = dict.fromkeys(Group, 0)
        for party in self.parties.values():
            counts[party.group] += 1
        said = ", ".join(several(n, group.one) for group, n in counts.items() if n)
        return titled(self.title, f"{said or 'nobody'}; {self._deliveries}", below=True)

    @property
    def _deliveries(self) -> str:
        """`1 service, 2 reliances`."""
        services, reliances = len(self.services), len(self.reliances)
        return f"{several(services, 'service')}, {several(reliances, 'reliance')}"

    def calendar_of(self, party: str) -> Calendar:
        """The calendar that a party works by: its own, else the map's."""
        return self.parties[party].calendar or self.calendar

    @property
    def without_days_off(self) -> "ServiceMap":
        """The same map where each week is as all are: no holidays, nor days worked instead."""
        parties = {
            id_: party._replace(calendar=party.calendar and party.calendar.without_days())
            for id_, party in self.parties.items()
        }
        return self._replace(calendar=self.calendar.without_days(), parties=parties)

    def noticed_after(self, reliance: Reliance) -> Duration | None:
        """So long after it was due a customer knows that a delivery is not there.

        In its working time; of what both sides say the shorter counts. None where neither does.
        """
        offered, wished = reliance.provider_says, reliance.customer_says
        one = None if offered is None else offered.noticed_after
        other = None if wished is None else wished.noticed_after
        if one is None or other is None:  # as of nearly all
            return one or other
        return min(one, other, key=self.calendar_of(reliance.customer).minutes)

    @property
    def zoned_alone(self) -> tuple[Party, ...]:
        """The parties with a time zone, by id, where the calendar of the map has none."""
        if self.calendar.timezone:
            return ()
        zoned = (p for p in self.parties.values() if p.calendar and p.calendar.timezone)
        return tuple(sorted(zoned, key=lambda party: party.id))

    @property
    def has_times(self) -> bool:
        """Whether any service says how long it takes."""
        return any(service.takes is not None for service in self.services.values())

    @property
    def stated(self) -> set[Promised]:
        """Service and customer of each delivery for which somebody named a time."""
        stated = (one for one in self.reliances if one.promise is not None)
        return {Promised(one.service, one.customer) for one in stated}

    def name_of(self, id_: str) -> str:
        """What people call a party, or a service after its provider: `Accounts: Profit report`.

        A service that is called like its provider by that name alone.
        """
        if id_ in self.parties:
            return self.parties[id_].name
        service = self.services[id_]
        provider = self.parties[service.provider].name
        return provider if service.name == provider else f"{provider}: {service.name}"
