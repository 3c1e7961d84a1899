"""What a customer said, and how customers are listened to."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from servicemap.durations import Duration
from servicemap.frozen import Frozen
from servicemap.locations import NOWHERE, Places

_NOTHING: Mapping[str, str] = Frozen({})


class Rung(StrEnum):
    """The ladder that a customer climbs."""

    PROSPECT = "prospect"
    CUSTOMER = "customer"
    ACCOUNT = "account"
    ADVOCATE = "advocate"


class Feedback(NamedTuple):
    """What a customer said, when, and what was done about it."""

    score: int | None = None
    rung: Rung | None = None
    asked: date | None = None
    says: str | None = None
    done: str | None = None
    places: Places = NOWHERE


class Care(NamedTuple):
    """How a customer is listened to, and what happens when something went wrong.

    `recovery` and `complaints` map the names of their steps to what is done.
    """

    listen: str | None = None
    every: Duration | None = None
    last_asked: date | None = None
    recovery: Mapping[str, str] = _NOTHING
    complaints: Mapping[str, str] = _NOTHING
    places: Places = NOWHERE


RECOVERY_STEPS = ("apologise", "reinstate", "empathise", "atone", "follow_up")
COMPLAINT_STEPS = ("listen", "acknowledge", "probe", "offer", "confirm", "thank")
