"""What the files say before anything is looked up: names are still text, both sides still apart."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from servicemap.durations import Duration
from servicemap.findings import Finding
from servicemap.loading.format import declarations as declared
from servicemap.loading.values.working_hours import CalendarName
from servicemap.loading.yaml.commas import CutOff
from servicemap.loading.yaml.nodes import Spots
from servicemap.locations import Location
from servicemap.model import CustomerSays, Estimate, Objective, Party, ProviderSays, Service


class Reference(NamedTuple):
    """A name that somebody wrote to mean something else in the map."""

    name: str
    location: Location


_OF_A_DELIVERY = frozenset(key.name for key in declared.SERVES.keys)
OF_A_SERVICE = tuple(key for key in Service._fields if key in _OF_A_DELIVERY)
"""The keys of an entry under `serves` that belong to the service, whoever gets it."""


class Offer(NamedTuple):
    """The provider's word on one delivery; `customer` is the name it uses.

    `work` is what it says of the service itself: a reader's value for each such key.
    """

    provider: str
    customer: str
    says: ProviderSays
    work: Mapping[str, Any] | None

    @property
    def speaker(self) -> str:
        """The id of the party that says so."""
        return self.provider

    @property
    def other(self) -> str:
        """The name of the party that it speaks of."""
        return self.customer


class Wish(NamedTuple):
    """The customer's word on one delivery; `provider` is the name it uses.

    `group` counts the `any_of` lists of a file; None where the wish stands alone.
    """

    customer: str
    provider: str
    says: CustomerSays
    group: int | None

    @property
    def speaker(self) -> str:
        """The id of the party that says so."""
        return self.customer

    @property
    def other(self) -> str:
        """The name of the party that it speaks of."""
        return self.provider


class Declared(NamedTuple):
    """A party, and the name that it is declared under."""

    key: str
    party: Party


class Late(NamedTuple):
    """How late a scenario says that somebody is, or a service."""

    who: Reference
    by: Duration


class DraftedObjective(NamedTuple):
    """A measured objective of a party: what is measured, and of whom, are still names."""

    say: str
    places: Spots
    keep: Reference | None = None
    to: Reference | None = None
    score: Reference | None = None
    at_least: float | None = None


SaidObjective = Objective | DraftedObjective
"""What a party wants to reach; a sentence is all that there is to it."""


class DraftedSubcontractor(NamedTuple):
    """Who could provide something instead, by name."""

    provider: Reference
    takes: Estimate
    switch: Duration | None = None


class NamedEntry(NamedTuple):
    """An action, a scenario or an option: what its keys say, whom it names still being names."""

    id: str
    name: str
    location: Location
    said: Mapping[str, Any]
    places: Spots

    @property
    def own(self) -> dict[str, Any]:
        """What its record is made of, but for whom it names; without a title its name is one."""
        return {
            **self.said,
            "title": self.said.get("title") or self.name,
            "id": self.id,
            "name": self.name,
            "location": self.location,
            "places": self.places,
        }


class Header(NamedTuple):
    """What a file says under `map:`."""

    fields: dict[str, Any]
    location: Location
    places: Spots


class Draft:
    """Everything that one file says, in the order in which it says it."""

    __slots__ = (
        "actions",
        "broken",
        "calendars",
        "cut_off",
        "deliveries",
        "findings",
        "groups",
        "headers",
        "lost",
        "objectives",
        "options",
        "parties",
        "path",
        "scenarios",
        "unread",
    )

    def __init__(self, path: str) -> None:
        self.path = path
        self.headers: list[Header] = []
        self.parties: list[Declared] = []
        self.calendars: dict[str, CalendarName] = {}
        """Parties that work by a calendar of the map -> its name."""
        self.objectives: dict[str, tuple[SaidObjective, ...]] = {}
        """Parties with measured objectives -> all of theirs; of others the party has them."""
        self.deliveries: list[Offer | Wish] = []
        self.groups: list[Location] = []
        """Where each `any_of` of this file stands."""
        self.lost: set[str] = set()
        """Slugs of services whose entry does not say, readably, whose they are."""
        self.cut_off: dict[Location, CutOff] = {}
        """Where names stand that a comma cut off from the text before them."""
        self.actions: list[NamedEntry] = []
        self.scenarios: list[NamedEntry] = []
        self.options: list[NamedEntry] = []
        self.broken: set[str] = set()
        """Ids of options that a mistake in them leaves out."""
        self.findings: list[Finding] = []
        self.unread = False
        """Whether a part of the file could not be read."""
