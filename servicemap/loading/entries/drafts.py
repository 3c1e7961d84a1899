"""What the files say before anything is looked up: names are still text, both sides still apart."""

from typing import TYPE_CHECKING, Any, NamedTuple

from servicemap.durations import Duration
from servicemap.findings import Finding
from servicemap.loading.values.working_hours import CalendarName
from servicemap.loading.yaml.commas import CutOff
from servicemap.loading.yaml.nodes import Spots
from servicemap.locations import Location
from servicemap.model import (
    Cause,
    CustomerSays,
    Estimate,
    Moment,
    OftenLate,
    Party,
    ProviderSays,
)

if TYPE_CHECKING:
    from decimal import Decimal


class Reference(NamedTuple):
    """A name that somebody wrote to mean something else in the map."""

    name: str
    location: Location


class Work(NamedTuple):
    """What a provider says of a service itself, whoever gets it."""

    takes: Estimate | None
    needs: tuple[Reference, ...] | None
    often_late: OftenLate | None
    not_before: Moment | None


class Offer(NamedTuple):
    """The provider's word on one delivery; `customer` is the name it uses."""

    provider: str
    customer: str
    says: ProviderSays
    work: Work | None

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


class DraftScenario(NamedTuple):
    """A scenario whose late ones are names."""

    id: str
    name: str
    title: str
    location: Location
    late: tuple[Late, ...]
    cause: Cause | None
    places: Spots


class DraftOption(NamedTuple):
    """An option that helps a service by name."""

    id: str
    name: str
    title: str
    location: Location
    helps: Reference
    saves: Duration
    cost: "Decimal"
    excludes: tuple[Reference, ...]
    places: Spots


class Header(NamedTuple):
    """What a file says under `map:`."""

    fields: dict[str, Any]
    location: Location
    places: Spots


class Draft:
    """Everything that one file says, in the order in which it says it."""

    __slots__ = (
        "calendars",
        "cut_off",
        "deliveries",
        "findings",
        "groups",
        "headers",
        "lost",
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
        self.deliveries: list[Offer | Wish] = []
        self.groups: list[Location] = []
        """Where each `any_of` of this file stands."""
        self.lost: set[str] = set()
        """Slugs of services whose entry does not say, readably, whose they are."""
        self.cut_off: dict[Location, CutOff] = {}
        """Where names stand that a comma cut off from the text before them."""
        self.scenarios: list[DraftScenario] = []
        self.options: list[DraftOption] = []
        self.findings: list[Finding] = []
        self.unread = False
        """Whether a part of the file could not be read."""
