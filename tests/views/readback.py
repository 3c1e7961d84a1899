"""The words of an English poster, read back into minutes: what somebody in front of it learns."""

import re
from collections.abc import Callable
from typing import NamedTuple

from servicemap.bounds import Bounds
from servicemap.views.view import Tipping

UNITS = {"hour": 60, "minute": 1}
LENGTH = r"\d+ (?:day|hour|minute)s?(?: \d+ (?:hour|minute)s?)*"
AMOUNT = rf"{LENGTH}(?: or more| to {LENGTH})?"


class Said(NamedTuple):
    """What is said of one promise, or of one customer.

    `sure` and `may` are lateness, `later` and `may_later` tell whether that comes on top of what
    the plan makes late `by_plan`. One that `never` recovers has no figure, and one that `may_never`
    has no most. `at_most`: of several, the latest. `days_off`: what may be is told but for these.
    `part`: who says this may be late by more, so that it is `later` than planned, and nobody calls
    it late.
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
    days_off: bool = False


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


PLAINLY: dict[str, Callable[[Said], Said]] = {
    "still in time": lambda said: said._replace(in_time=True),
    "never recovers": lambda said: said._replace(never=True),
    "may never recover": lambda said: said._replace(may_never=True),
    "days off not counted": lambda said: said._replace(days_off=True),
}


def read_back(words: str, day: int) -> Said:
    """What a badge says, or the end of a sentence about a link; a word too many is an error."""
    said = Said()
    for one in filter(None, words.split(", ")):
        if one in PLAINLY:
            said = PLAINLY[one](said)
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


class DoorSaid(NamedTuple):
    """What a team's door says of one customer, or of several; nothing where it says nothing.

    `least`: so late is no harm; `most`: whatever is later is noticed; `late` by plan already, or
    `perhaps_late` by no more than that. `blameless`: so late, and nothing is late because of it,
    where others alone may break it. `who` are the names, as they are written.
    """

    who: str = ""
    least: int | None = None
    most: int | None = None
    late: Bounds | None = None
    perhaps_late: int | None = None
    blameless: int | None = None


WITHOUT = re.compile(
    r"(?:However late .+, that breaks no promise(?: to .+)?"
    r"|Nothing that .+ reaches a promise(?: to .+)?, so nobody outside notices a delay"
    r"|Every promise(?: to .+)? that .+ is late already by plan, because of others"
    r"|No service of .+ is on this map, so nobody waits)\."
)
BY = rf"(?P<by>between {LENGTH} and {LENGTH}|{LENGTH}(?: or more)?)(?: \(a day of [^)]*\))?"
IN_STEP = r"(?:, if the circle of .+ keeps in step)?"
WILL = r"(?:will notice|notice)"
PERHAPS = (
    rf"The plan may break a promise to (?P<who{{0}}>.+) already, by up to (?P<perhaps>{LENGTH})"
    r"(?: \(a day of [^)]*\))?: .+?\."
)
BLAMELESS = (
    r"(?:Nothing that was promised to .+? can be late because of .+?"
    rf"|.+? can be (?:at least )?(?P<blameless>{LENGTH}) late before anything that was promised to"
    rf" .+? is late because of .+?{IN_STEP})\."
)
ON_A_CARD = [
    re.compile(said)
    for said in (
        rf"Late already: the plan itself breaks a promise to (?P<who>.+?), by {BY}{IN_STEP}"
        r"(?:; .+ may be part of the reason)?\.",
        rf".+ cannot be late at all: (?P<who>.+) (?P<never>{WILL}) at once\."
        rf"(?: {PERHAPS.format(2)})?",
        rf"{PERHAPS.format('')}(?: After (?P<most>{LENGTH}) at the latest .+ {WILL}\.)?",
        rf"We cannot say yet how late .+ may be(?:, (?P<most>{LENGTH}) at most)?: .+",
        rf"{BLAMELESS}(?: After (?P<most>{LENGTH}) at the latest .+ {WILL}\.)?",
        rf".+ can be at least (?P<least>{LENGTH}) late without (?P<who>.+) noticing{IN_STEP}\.",
        rf".+ can be at least (?P<least>{LENGTH}) late{IN_STEP};"
        rf" after (?P<most>{LENGTH}) at the latest (?P<who>.+) {WILL}\.",
        rf".+ can be (?P<both>{LENGTH}) late{IN_STEP}; (?:a minute more, and|on day \d+)"
        rf" (?P<who>.+) {WILL}\.",
    )
]
ON_A_POSTER = [
    re.compile(said)
    for said in (
        rf"Already late by plan: (?P<by>{AMOUNT})(?: \(a day of [^)]*\))? for (?P<who>.+)\.",
        rf"You cannot be late at all\. (?P<who>.+) (?P<never>{WILL}) at once\.",
        rf"You can be (?P<least>{LENGTH}) late, perhaps more\. Later than that, (?P<who>.+) may"
        r" notice\.",
        rf"We cannot say yet how late you may be, (?P<most>{LENGTH}) at most\. A minute more, and"
        rf" (?P<who>.+) {WILL}\.",
        rf"You can be (?P<both>{LENGTH}) late\. (?:A minute more, and|On day \d+) (?P<who>.+)"
        rf" {WILL}\.",
    )
]


def read_card(sentence: str, day: int, their_day: int) -> DoorSaid:
    """The sentence of a card, of whoever has so many minutes a day, and a customer so many."""
    if not sentence or WITHOUT.fullmatch(sentence):
        return DoorSaid()
    return _read(ON_A_CARD, sentence, day, their_day)


def read_poster(said: Tipping, day: int, their_day: int) -> DoorSaid:
    """A team's poster, without its second line."""
    if said.may.endswith(" may notice at once."):
        return DoorSaid(said.may)
    then = re.sub(r" (?:Holds if these keep in step: .+|You may be part .+)\.", "", said.then)
    return _read(ON_A_POSTER, f"{said.may} {then}", day, their_day)


def _read(patterns: list[re.Pattern[str]], text: str, day: int, their_day: int) -> DoorSaid:
    found = next(filter(None, (one.fullmatch(text) for one in patterns)), None)
    if found is None:
        raise AssertionError(f"nobody knows what this says: {text!r}")
    said = {key: value for key, value in found.groupdict().items() if value is not None}
    least = most = 0 if "never" in said else None
    if "both" in said:
        least = most = minutes(said["both"], day)
    if "least" in said:
        least = minutes(said["least"], day)
    if "most" in said:
        most = minutes(said["most"], day)
    late = perhaps = None
    if "by" in said:
        by = said["by"].removeprefix("between ").replace(" and ", " to ")
        late = amount(by, their_day)
    if "perhaps" in said:
        least, perhaps = None, minutes(said["perhaps"], their_day)
    blameless = minutes(said["blameless"], day) if "blameless" in said else None
    who = said.get("who", said.get("who2", ""))
    return DoorSaid(who, least, most, late, perhaps, blameless)
