"""What a customer said, how customers are listened to, and what is done about what they said."""

from collections.abc import Mapping, Sequence
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


class FeedbackKind(StrEnum):
    """How it came about that a customer said something."""

    SURVEY = "survey"
    BRIEFING = "briefing"
    COMPLAINT = "complaint"
    PRAISE = "praise"
    INQUIRY = "inquiry"
    RESEARCH = "research"


class Lever(StrEnum):
    """By what something is made better; those after `training` are ways to add value."""

    RELATIONSHIP = "relationship"
    SYSTEM = "system"
    PROCEDURE = "procedure"
    TRAINING = "training"
    PERSONALISE = "personalise"
    CHOICE = "choice"
    LEARNING = "learning"
    ANTICIPATE = "anticipate"
    BENEFITS = "benefits"
    INFORM = "inform"
    EARLY = "early"
    SAVE_TIME = "save-time"
    SIMPLIFY = "simplify"


class Feedback(NamedTuple):
    """What a customer said, when, and what was done about it.

    `from_` is who brought it: `from` is a word of Python.
    """

    score: int | None = None
    rung: Rung | None = None
    asked: date | None = None
    kind: FeedbackKind | None = None
    from_: str | None = None
    says: str | None = None
    done: str | None = None
    places: Places = NOWHERE


def in_time(said: Sequence[Feedback]) -> list[Feedback]:
    """What a customer said, which stands in the order of the map, the newest last.

    What has no day is older than all, and of equals the last counts.
    """
    return sorted(said, key=lambda one: one.asked or date.min)


def newest(said: Sequence[Feedback]) -> Feedback | None:
    """What a customer said last."""
    return in_time(said)[-1] if said else None


def what_counts(said: Sequence[Feedback]) -> list[Feedback]:
    """What counts of all that a customer said: its newest score, and its newest word since.

    A word without a score takes nothing back. Where nobody gave any, it is what was said last.
    """
    if len(said) <= 1:
        return [*said]
    ordered = in_time(said)
    scored = [place for place, one in enumerate(ordered) if one.score is not None]
    if not scored:
        return ordered[-1:]
    since = [one for one in ordered[scored[-1] + 1 :] if one.says or one.done]
    return [ordered[scored[-1]], *since[-1:]]


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
