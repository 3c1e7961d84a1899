"""What is known of how a delivery stands between its sides, as values."""

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from servicemap.model import CustomerSays, Party, ProviderSays, Reliance
from servicemap.timing.answers.gaps import Gap


class AgreementState(StrEnum):
    """How a delivery stands between its sides, what needs talking about first."""

    DIFFERS = "differs"
    OPEN = "open"
    UNCONFIRMED = "unconfirmed"
    AGREED = "agreed"


class PointTopic(StrEnum):
    """What an unsettled point is about, the most urgent first."""

    PROMISE = "promise"
    NAME = "name"
    SLACK = "slack"
    TIME = "time"
    SIDE = "side"
    CONFIRMED = "confirmed"


class UnsettledPoint(NamedTuple):
    """Something that is not agreed; `servicemap.agreeing.telling_points` makes a sentence of it.

    gap      by how much later than expected it is promised, where it is about a promise
    party    whose confirmation it is, where it is about one
    service  what the map says the delivery is not, where it is about two names that are two
    allowed  the reason for which people live with it; None where it is open
    """

    about: PointTopic
    gap: Gap | None = None
    party: str = ""
    service: str = ""
    allowed: str | None = None

    @property
    def minutes(self) -> int:
        """How much too late it is promised, in the customer's working time."""
        return 0 if self.gap is None else self.gap.worked


class AgreementSide(NamedTuple):
    """One side of a delivery.

    `says` is its own entry, None where it says nothing; `confirmed` the day on which it, or else
    the whole party, last said that this is still true; `stale` whether that is too long ago, and
    `to_come` whether that day is yet to come.
    """

    party: Party
    says: ProviderSays | CustomerSays | None
    confirmed: date | None = None
    stale: bool = False
    to_come: bool = False


class Agreement(NamedTuple):
    """How one delivery stands.

    `reliance` is the delivery as its provider names it where the sides use two names; then
    `called` is what the customer calls it, else None.
    """

    reliance: Reliance
    state: AgreementState
    provider: AgreementSide
    customer: AgreementSide
    points: tuple[UnsettledPoint, ...]
    called: Reliance | None = None

    @property
    def open(self) -> tuple[UnsettledPoint, ...]:
        """The points that nobody has agreed to live with."""
        return tuple(point for point in self.points if point.allowed is None)
