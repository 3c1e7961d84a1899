"""What people write for working days, hours, a calendar or a departure, and how a map says it.

Each function answers with a cure in their own words, or with nothing where it cannot tell.
"""

import re

from servicemap.dates import WEEKDAYS, WEEKDAYS_IN_FULL
from servicemap.wording.lists import in_runs
from servicemap.wording.slips import CLOCK, clock_meant, left_open

_LANGUAGES = (
    WEEKDAYS_IN_FULL,
    ("montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag"),
    ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"),
    ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
    ("lunes", "martes", "mi\u00e9rcoles", "jueves", "viernes", "s\u00e1bado", "domingo"),
    (
        "luned\u00ec",
        "marted\u00ec",
        "mercoled\u00ec",
        "gioved\u00ec",
        "venerd\u00ec",
        "sabato",
        "domenica",
    ),
)
"""Languages in which people call the days, or shorten them: the first that knows all of them."""

LONGEST = 80
"""Characters of a text that can be one of these."""

_TO = r"\s*(?:-|\u2013|\.\.|\b(?:to|through|till?|bis|tot|t/m|au|\u00e0|a)\b)\s*"
_AND = r"\s*(?:[,;+&]|\b(?:and|und|en|et|y|e)\b)\s*"
_ALWAYS = r"24\s*/\s*7|24\s*x\s*7|24\s*h(ours)?|always|round[ -]the[ -]clock|rund um die uhr"


def weekdays_meant(text: str) -> str:
    """The days that `Mo-Do`, `Montag bis Freitag` or `ma, wo` say, as a map writes them."""
    said = " ".join(text.casefold().split())
    if len(said) > LONGEST:
        return ""
    for names in _LANGUAGES:
        days: set[int] = set()
        for part in re.split(_AND, said):
            ends = [_number_of(word, names) for word in re.split(_TO, part)]
            if len(ends) > 2 or None in ends:
                break
            first, last = ends[0] or 0, ends[-1] or 0
            days.update((first + step) % 7 for step in range((last - first) % 7 + 1))
        else:
            return ",".join(in_runs(tuple(days), WEEKDAYS))
    return ""


def _number_of(word: str, names: tuple[str, ...]) -> int | None:
    plain = word.strip(" .")
    short = plain.removesuffix("s")
    found = [
        number
        for number, name in enumerate(names)
        if len(short) >= 2 and name.startswith((plain, short))
    ]
    return found[0] if len(found) == 1 else None


def calendar_meant(text: str) -> str:
    """A cure for a calendar in one text: `Mo-Fr 9-17`, `Mon to Thu`, `24/7`."""
    said = " ".join(text.casefold().split())
    if len(said) > LONGEST:
        return ""
    if re.fullmatch(_ALWAYS, said):
        return "write calendar: {workdays: Mon-Sun, hours: 00:00-24:00}"
    found = re.fullmatch(r"([^0-9]*?)[\s,;:]*([0-9].*)?", said)
    if found is None:
        return ""
    days = weekdays_meant(found[1]) if found[1] else ""
    hours = hours_meant(found[2]).removeprefix("write ") if found[2] else ""
    hours = hours if re.fullmatch("[0-9:]+-[0-9:]+", hours) else ""
    if not (days or hours) or (found[1] and not days) or (found[2] and not hours):
        return ""
    days = f"[{days}]" if "," in days else days
    keys = [f"workdays: {days}"] * bool(days) + [f"hours: {hours}"] * bool(hours)
    return f"write calendar: {{{', '.join(keys)}}}"


def hours_meant(text: str) -> str:
    """A cure for what says no hours of the day: `9-5`, `8am-5pm`, `9 to 17`."""
    said = " ".join(text.casefold().split())
    if len(said) > LONGEST:
        return ""
    if re.fullmatch(r"[0-9]{1,2}\s*(?:h|hours?)?", said):
        return "write from when to when, such as 09:00-17:00"
    parts = re.split(r"\s*(?:-|\u2013|to|until|bis)\s*", said)
    if len(parts) != 2:
        return ""
    parts = [re.sub(r"(?<=[0-9])\s*h$", ":00", part) for part in parts]
    start, end = (clock_meant(part if not part.isdecimal() else f"{part}:00") for part in parts)
    if start and end and end <= start and all(part.isdecimal() for part in parts):
        end = f"{int(end[:2]) + 12:02}{end[2:]}"  # nine to five
    return f"write {start}-{end}" if start and end and end <= "24:00" else ""


_DAILY = r"\b(?:daily|every (?:day|morning|noon|afternoon|evening|night))\b"
_WORKING = r"\b(?:week|work|working |business )days?\b"


def departure_meant(text: str) -> str:
    """A cure for what does not say when something leaves: `Fridays`, `17:00`, `daily at 5pm`."""
    said = " ".join(re.sub(r"\b(?:at|on|each|um)\b", " ", text.casefold()).split())
    if open_ := left_open(text):
        return open_
    if at := clock_meant(said):
        return f"say on which days: daily {at}, or Fri {at}"
    if said == "monthly":
        return "say on which day: monthly 25, or monthly last"
    if said in {"weekly", "every week"}:
        return "say on which day: Fri 17:00; or every 1w from the planned one on"
    if said in {"daily", "every day"}:
        return "add the time of day: daily 17:00"
    named = next(
        (day for day in WEEKDAYS_IN_FULL if re.search(rf"\b{day[:3]}({day[3:]}s?)?\b", said)), ""
    )
    clock = re.search(rf"\b{CLOCK}\b", said)
    at = clock_meant(clock[0]) if clock else ""
    first = "daily" if re.search(_DAILY, said) else named[:3].title()
    first = first or ("Mon-Fri" if re.search(_WORKING, said) else "")
    first = first or weekdays_meant(said[: clock.start()] if clock else said)
    if not first or (not at and re.search("[0-9]", said)):
        return ""
    return f"write {first} {at}" if at else f"add the time of day: {first} 17:00"
