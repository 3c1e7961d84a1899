"""What the declarations are made of: kinds of values, keys, entries, sections."""

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from servicemap.feedback import COMPLAINT_STEPS, RECOVERY_STEPS, FeedbackKind, Lever, Rung
from servicemap.model import Cause


class ValueKind(StrEnum):
    """What the value of a key is."""

    TEXT = "text"
    NAME = "name"
    DELIVERABLE = "deliverable"
    TEXTS = "texts"
    WORDS = "words"
    LINK = "link"
    FILE = "file"
    LANGUAGE = "language"
    DATE = "date"
    MOMENT = "moment"
    DUE = "due"
    LENGTH = "length"
    INTERVAL = "interval"
    TAKES = "takes"
    CHANCE = "chance"
    MONEY = "money"
    SCORE = "score"
    YES_NO = "yes_no"
    DEPARTS = "departs"
    WORKDAYS = "workdays"
    HOURS = "hours"
    WORKING_DAY = "working_day"
    HOLIDAYS = "holidays"
    DAYS = "days"
    TIMEZONE = "timezone"
    CALENDAR = "calendar"
    CALENDARS = "calendars"
    ALLOW = "allow"
    RUNG = "rung"
    FEEDBACK_KIND = "feedback_kind"
    LEVER = "lever"
    CAUSE = "cause"
    OBJECTIVES = "objectives"
    AT_LEAST = "at_least"
    OTHERS = "others"
    FEEDBACK = "feedback"
    CARE = "care"
    RECOVERY = "recovery"
    COMPLAINTS = "complaints"
    OFTEN_LATE = "often_late"
    PARTY = "party"
    PARTIES = "parties"
    SUBJECTS = "subjects"
    NEEDS = "needs"
    SERVES = "serves"
    RELIES_ON = "relies_on"
    LATE = "late"
    SERVICE = "service"
    HELPED = "helped"
    INSTEAD = "instead"
    OPTIONS = "options"


class DeclaredKey(NamedTuple):
    """One key of an entry. `example` is a value as it would stand in a file."""

    name: str
    kind: ValueKind
    about: str
    example: str
    required: bool = False


class DeclaredEntry(NamedTuple):
    """A mapping with declared keys. `instead` are keys that people try, and what to say."""

    name: str
    about: str
    keys: tuple[DeclaredKey, ...]
    instead: Mapping[str, str] = {}

    def required(self) -> tuple[DeclaredKey, ...]:
        """The keys without which the entry means nothing."""
        return tuple(key for key in self.keys if key.required)


class DeclaredSection(NamedTuple):
    """A top-level key of a map, and what its entries are."""

    name: str
    about: str
    entry: DeclaredEntry
    of_names: bool = False
    """Whether a list of names will do."""


CHOICES: Mapping[ValueKind, tuple[str, ...]] = {
    ValueKind.RUNG: tuple(Rung),
    ValueKind.FEEDBACK_KIND: tuple(FeedbackKind),
    ValueKind.LEVER: tuple(Lever),
    ValueKind.CAUSE: tuple(Cause),
}
"""The kinds that are one of a few words."""

STEPS: Mapping[ValueKind, tuple[str, ...]] = {
    ValueKind.RECOVERY: RECOVERY_STEPS,
    ValueKind.COMPLAINTS: COMPLAINT_STEPS,
}
"""The kinds that map the names of steps to what is done."""

_STEP_ABOUT = {
    "apologise": "Who says sorry, how, and how soon.",
    "reinstate": "How the customer gets what was promised after all.",
    "empathise": "How we show that we know what it did to their day.",
    "atone": "What we give on top, as a token.",
    "follow_up": "When and how we ask whether all is well again.",
    "listen": "Hear the complaint out.",
    "acknowledge": "Say what was understood.",
    "probe": "Ask what else there is.",
    "offer": "Offer a way out.",
    "confirm": "Agree on it, and by when.",
    "thank": "Thank them for telling us.",
}


def step_about(step: str) -> str:
    """What a step of a recovery or a complaint is for."""
    return _STEP_ABOUT[step]
