"""What people write for a length of time or a day, and how a map says what they mean.

Each function answers with a cure in their own figures, or with nothing where it cannot tell.
"""

import re
from datetime import date

from servicemap.dates import MONTHS, YEARS
from servicemap.durations import parse_duration

_AMOUNT = r"([0-9]{1,6}(?:[.,][0-9]{1,6})?)"
_DECIMAL_COMMA = r"([0-9]{1,6}),([0-9]{1,6})(\s*)([a-z]+)"
_OF_WORK = rf"{_AMOUNT}\s*(?:working|work|business|week|bank|labou?r)[\s-]*(day|hour)s?"
_RANGE = rf"{_AMOUNT}\s*([a-z]*)\s*(?:-|\u2013|\u2014|\.\.|to|bis)\s*{_AMOUNT}\s*([a-z]+)"
_LONGER = rf"{_AMOUNT}\s*(months?|mon|mo|years?|yrs?|y|quarters?)"
_CLOCK = r"([0-9]{1,2})[:.h]([0-9]{2})(?:\s*(am|pm|uhr|h))?"
_ABOUT = r"(?:about|around|approx\.?|ca\.?|circa|~|<|>|max\.?|up to|within|after|in)\s*(.+)"
_UNIT_LACKS = rf"(.*[a-z])\s*{_AMOUNT}"

_WEEKS = {"m": 4, "y": 52, "q": 13}
"""Working weeks in a month, a year and a quarter, as people who plan count them."""

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def length_meant(text: str, key: str) -> str:
    """A cure for what is no length of time: `1,5d`, `2-3d`, `2 working days`, `3 months`.

    `key` is the one that it stands under: only `takes:` may say a range.
    """
    said = " ".join(text.casefold().split())
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
    if (found := re.fullmatch(_UNIT_LACKS, said)) and _is_length(f"{found[2]}m"):
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
    if re.fullmatch(_CLOCK, said):
        return f"a time of day needs its day: 2027-02-05 {said[:5]}"
    if re.match(r"(?:every|each|daily|weekly|monthly)\b", said):
        return "write the first day that it is due, such as 2027-02-05 15:00"
    named = next((day for day in _DAYS if re.search(rf"\b{day[:3]}({day[3:]})?\b", said)), "")
    if named:
        return f"write the date of that {named.title()}, such as {_a_day_called(named)}"
    return ""


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
    if found := re.fullmatch(r"(\d{4})\s*[./]\s*(\d{1,2})\s*[./]\s*(\d{1,2})", said):
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
