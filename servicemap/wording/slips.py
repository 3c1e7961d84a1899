"""What people write for a length of time, a day, hours or a departure, and how a map says it.

Each function answers with a cure in their own figures, or with nothing where it cannot tell.
"""

import re
from datetime import date

from servicemap.dates import MONTHS, YEARS
from servicemap.dates import WEEKDAYS_IN_FULL as _DAYS
from servicemap.durations import parse_duration

_AMOUNT = r"([0-9]{1,6}(?:[.,][0-9]{1,6})?)"
_DECIMAL_COMMA = r"([0-9]{1,6}),([0-9]{1,6})(\s*)([a-z]+)"
_OF_WORK = rf"{_AMOUNT}\s*(?:working|work|business|week|bank|labou?r)[\s-]*(day|hour)s?"
_RANGE = rf"{_AMOUNT}\s*([a-z]*)\s*(?:-|\u2013|\u2014|\.\.|to|bis)\s*{_AMOUNT}\s*([a-z]+)"
_LONGER = rf"{_AMOUNT}\s*(months?|mon|mo|years?|yrs?|y|quarters?)"
_CLOCK = r"([0-9]{1,2})(?:[:.h]([0-9]{2})\s*(am|pm|uhr|h)?|\s*(am|pm|uhr))"
_IN_WORDS = r"(half an?|an?|one|two|three|four|five|six)\s+(minute|hour|day|week)s?"
_NUMBERS = {"half a": "0.5", "half an": "0.5", "a": "1", "an": "1"} | {
    word: str(place) for place, word in enumerate(("one", "two", "three", "four", "five", "six"), 1)
}
_NO_TIME = frozenset({"none", "no", "nothing", "zero", "-", "n/a", "immediately", "at once"})
_ABOUT = r"(?:about|around|approx\.?|ca\.?|circa|~|<|>|max\.?|up to|within|after|in)\s*(.+)"
_UNIT_LACKS = rf"(.*[0-9]\s*[a-z]+)\s*{_AMOUNT}"

_WEEKS = {"m": 4, "y": 52, "q": 13}
"""Working weeks in a month, a year and a quarter, as people who plan count them."""


def length_meant(text: str, key: str) -> str:  # noqa: PLR0911 - a table of slips, one a line
    """A cure for what is no length of time: `1,5d`, `2-3d`, `2 working days`, `3 months`.

    `key` is the one that it stands under: only `takes:` may say a range.
    """
    said = " ".join(text.casefold().split())
    if said in _NO_TIME:
        return "write 0d"
    if found := re.fullmatch(_IN_WORDS, said):
        return f"write {_NUMBERS[found[1]]}{found[2][0]}"
    if found := re.fullmatch(_OF_WORK, said):
        return f"every length is working time: write {found[1].replace(',', '.')}{found[2][0]}"
    if found := re.fullmatch(_RANGE, said):
        return _range(found, key)
    if found := re.fullmatch(_LONGER, said):
        weeks = float(found[1].replace(",", ".")) * _WEEKS[found[2][0]]
        return f"write it in weeks, for example {weeks:g}w"
    if found := re.fullmatch(_DECIMAL_COMMA, said):
        return f"write a point for the decimal comma: {found[1]}.{found[2]}{found[4]}"
    if re.fullmatch(_CLOCK, said):
        return "this is a time of day; a length of time is written 30m, 4h, 2d or 1w"
    if found := re.fullmatch(_ABOUT, said):
        return f"write the length alone: {found[1]}" if _is_length(found[1]) else ""
    if (found := re.fullmatch(_UNIT_LACKS, said)) and _is_length(f"{found[1]} {found[2]}m"):
        return f"the last number has no unit: {found[1]} {found[2]}m, if minutes are meant"
    return ""


def _range(found: re.Match[str], key: str) -> str:
    low, high = (found[place].replace(",", ".") for place in (1, 3))
    unit = found[4]
    best, worst = f"{low}{found[2] or unit}", f"{high}{unit}"
    if not (_is_length(best) and _is_length(worst)):
        return ""
    if key == "takes":
        return f"write takes: {{best: {best}, likely: {worst}, worst: {worst}}}"
    return f"write one length, for example {worst}"


def _is_length(text: str) -> bool:
    try:
        parse_duration(text)
    except ValueError:
        return False
    return True


def moment_meant(text: str) -> str:
    """A cure for what is no day: `3 Feb 2027`, `03.02.2027`, `Friday`, `15:00`, `end of May`."""
    said = " ".join(text.casefold().split())
    days = days_meant(text)
    if days:
        return f"write the year first: {' or '.join(one.isoformat() for one in days)}"
    if at := clock_meant(said):
        return f"a time of day needs its day: 2027-02-05 {at}"
    if re.match(r"(?:every|each|daily|weekly|monthly)\b", said):
        return "write the first day that it is due, such as 2027-02-05 15:00"
    named = next((day for day in _DAYS if re.search(rf"\b{day[:3]}({day[3:]})?\b", said)), "")
    if named:
        return f"write the date of that {named.title()}, such as {_a_day_called(named)}"
    return ""


def clock_meant(text: str) -> str:
    """The time of day that `8am`, `5:30 pm` or `9.00 Uhr` says, as a map writes it."""
    found = re.fullmatch(_CLOCK, text.casefold().strip())
    if found is None:
        return ""
    half = found[3] or found[4] or ""
    hour, minute = int(found[1]), int(found[2] or 0)
    if half in {"am", "pm"}:
        hour = hour % 12 + (12 if half == "pm" else 0)
    return f"{hour:02}:{minute:02}" if hour <= 24 and minute < 60 else ""


def hours_meant(text: str) -> str:
    """A cure for what says no hours of the day: `9-5`, `8am-5pm`, `9 to 17`."""
    parts = re.split(r"\s*(?:-|\u2013|to|until|bis)\s*", text.casefold().strip())
    if len(parts) != 2:
        return ""
    start, end = (clock_meant(part if not part.isdecimal() else f"{part}:00") for part in parts)
    if start and end and end <= start and all(part.isdecimal() for part in parts):
        end = f"{int(end[:2]) + 12:02}{end[2:]}"  # nine to five
    return f"write {start}-{end}" if start and end and end <= "24:00" else ""


def departure_meant(text: str) -> str:
    """A cure for what does not say when something leaves: `Fridays`, `17:00`, `daily at 5pm`."""
    said = " ".join(re.sub(r"\b(?:at|on|each|um)\b", " ", text.casefold()).split())
    if at := clock_meant(said):
        return f"say on which days: daily {at}, or Fri {at}"
    if said == "monthly":
        return "say on which day: monthly 25, or monthly last"
    if said in {"weekly", "every week"}:
        return "say on which day: Fri 17:00; or every 1w from the planned one on"
    if said in {"daily", "every day"}:
        return "add the time of day: daily 17:00"
    named = next((day for day in _DAYS if re.search(rf"\b{day[:3]}({day[3:]}s?)?\b", said)), "")
    first = "daily" if re.search(r"\b(daily|every day)\b", said) else named[:3].title()
    at = next(filter(None, map(clock_meant, said.split())), "")
    if not first or (not at and re.search("[0-9]", said)):
        return ""
    return f"write {first} {at}" if at else f"add the time of day: {first} 17:00"


def days_meant(text: str) -> tuple[date, ...]:
    """The days that `3 Feb 2027`, `Feb 3, 2027`, `03.02.2027` or `3/2/2027` may say."""
    said = " ".join(text.casefold().replace(",", " ").split())
    month = r"(?P<month>[a-z]{3})[a-z]*\.?"
    for way in (
        rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th|\.)? {month} (?P<year>\d{{4}})",
        rf"{month} (?P<day>\d{{1,2}})(?:st|nd|rd|th)? (?P<year>\d{{4}})",
        rf"(?P<year>\d{{4}}) {month} (?P<day>\d{{1,2}})",
    ):
        found = re.fullmatch(way, said)
        if found and found["month"].title() in MONTHS:
            return _days((found["year"], MONTHS.index(found["month"].title()) + 1, found["day"]))
    if found := re.fullmatch(r"(\d{1,2})\s*([./-])\s*(\d{1,2})\s*\2\s*(\d{4}|\d{2})", said):
        first, sign, second, year = found.groups()
        year = year if len(year) > 2 else f"20{year}"
        if sign == ".":
            return _days((year, second, first))
        return _days((year, second, first), (year, first, second))
    if found := re.fullmatch(r"(\d{4})\s*[./-]\s*(\d{1,2})\s*[./-]\s*(\d{1,2})", said):
        return _days(found.groups())
    return ()


def _days(*said: tuple[object, ...]) -> tuple[date, ...]:
    """The days among these that there are, each once."""
    found = []
    for year, month, day in said:
        try:
            one = date(int(str(year)), int(str(month)), int(str(day)))
        except ValueError:
            continue
        if one.year in YEARS:
            found.append(one)
    return tuple(dict.fromkeys(found))


def _a_day_called(name: str) -> str:
    """A day of that name in the first week of February 2027, of which the pages tell."""
    return date(2027, 2, 1 + _DAYS.index(name)).isoformat()
