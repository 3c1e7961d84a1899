"""The words of an English poster, read back into minutes: what somebody in front of it learns."""

import re
from typing import NamedTuple

from servicemap.bounds import Bounds

UNITS = {"hour": 60, "minute": 1}
LENGTH = r"\d+ (?:day|hour|minute)s?(?: \d+ (?:hour|minute)s?)*"
AMOUNT = rf"{LENGTH}(?: or more| to {LENGTH})?"


class Said(NamedTuple):
    """What is said of one promise, or of one customer.

    `sure` and `may` are lateness, `later` and `may_later` tell whether that comes on top of what
    the plan makes late `by_plan`. One that `never` recovers has no figure, and
    one that `may_never` has no most. `at_most`: of several,
    the latest. `part`: who says this may be late by more, so that it is `later` than planned, and
    nobody calls it late.
    """

    sure: Bounds | None = None
    may: Bounds | None = None
    by_plan: Bounds | None = None
    later: bool = False
    may_later: bool = False
    never: bool = False
    in_time: bool = False
    at_most: bool = False
    part: bool = False
    may_never: bool = False


def minutes(words: str, day: int) -> int:
    """`2 days 4 hours 3 minutes`, of so many minutes a day."""
    found = re.findall(r"(\d+) (day|hour|minute)", words)
    return sum(int(count) * UNITS.get(unit, day) for count, unit in found)


def amount(words: str, day: int) -> Bounds:
    """`2 days`, `2 days or more`, `1 day to 4 days`."""
    if words.endswith(" or more"):
        return Bounds(minutes(words, day), None)
    least, _, most = words.partition(" to ")
    return Bounds(minutes(least, day), minutes(most or least, day))


def read_back(words: str, day: int) -> Said:
    """What a badge says, or the end of a sentence about a link; a word too many is an error."""
    said = Said()
    for one in filter(None, words.split(", ")):
        if one == "still in time":
            said = said._replace(in_time=True)
        elif one == "never recovers":
            said = said._replace(never=True)
        elif one == "may never recover":
            said = said._replace(may_never=True)
        elif found := re.fullmatch(rf"(up to )?({AMOUNT}) late already by plan", one):
            said = said._replace(by_plan=amount(found[2], day))
            said = said._replace(at_most=said.at_most or bool(found[1]))
        elif found := re.fullmatch(rf"(up to )?({AMOUNT}) (late|later)", one):
            said = said._replace(sure=amount(found[2], day))
            said = said._replace(at_most=said.at_most or bool(found[1]))
            said = said._replace(part=said.part or found[3] == "later")
        elif found := re.fullmatch(rf"({AMOUNT}) later still", one):
            said = said._replace(sure=amount(found[1], day), later=True)
        elif found := re.fullmatch(rf"may be up to ({LENGTH}) (late|later|later still)", one):
            bounds = Bounds(0, minutes(found[1], day))
            said = said._replace(may=bounds, may_later=found[2] == "later still")
            said = said._replace(part=said.part or found[2] == "later")
        elif one in {"may be late", "may be later still"}:
            said = said._replace(may=Bounds(0, None), may_later=one != "may be late")
        else:
            raise AssertionError(f"nobody knows what this says: {one!r}")
    return said
