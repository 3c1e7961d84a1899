"""Moments as exports of other programs write them, and which of day and month comes first.

`03/02/2027` alone can mean two days. What decides is one order that fits every row; where two
orders do, or none, nobody guesses.
"""

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta, timezone
from enum import StrEnum
from functools import partial
from typing import NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from servicemap.dates import YEARS, parsed_date
from servicemap.durations import DAY_OF_CLOCK
from servicemap.model import Moment
from servicemap.wording.slips import days_meant

_CLOCK = re.compile(
    r"[T\s,]\s*(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?:[:.]\d{2}(?:[.,]\d{1,9})?)?"
    r"\s*(?P<half>[AaPp]\.?\s?[Mm]\.?)?\s*(?P<zone>Z|UTC|GMT|[+-]\d{2}:?\d{2})?$"
)
_EITHER_WAY = re.compile(r"(\d{1,2})\s*([/-])\s*(\d{1,2})\s*\2\s*(\d{4}|\d{2})")
_FIRST_DAY = date(1899, 12, 30)
_NUMBERED = re.compile(r"\d{5}(?:\.\d{1,12})?")
_EXCEL_DAYS = range(36_526, 73_415)
"""Excel's numbers for the days of this century."""


class DayOrder(StrEnum):
    """Which comes first where both are digits."""

    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"


class ReadMoment(NamedTuple):
    """What a text says where days come first, and where months do; None where it is no day then."""

    day_first: Moment | None
    month_first: Moment | None

    def by(self, order: DayOrder) -> Moment | None:
        """What it says in one of the orders."""
        return self.day_first if order is DayOrder.DAY_FIRST else self.month_first

    @property
    def clear(self) -> bool:
        """Whether both orders say the same."""
        return self.day_first == self.month_first


NEVER = ReadMoment(None, None)


def read_moment(text: str, timezone_name: str | None = None) -> ReadMoment:
    """What a text may say. One that names its offset from UTC is put on the map's own clock."""
    text = " ".join(text.split())
    if _NUMBERED.fullmatch(text) and int(float(text)) in _EXCEL_DAYS:
        return _both(_numbered(float(text)))
    said = _CLOCK.search(text)
    minute = None
    if said is not None:
        minute = _minute(int(said["hour"]), int(said["minute"]), (said["half"] or "").casefold())
        if minute is None:
            return NEVER
        text = text[: said.start()]
    on_clock = partial(_on_clock, minute=minute, zone=said and said["zone"], name=timezone_name)
    day_first, month_first = _days(text)
    return ReadMoment(
        on_clock(day_first) if day_first else None, on_clock(month_first) if month_first else None
    )


def _both(moment: Moment) -> ReadMoment:
    return ReadMoment(moment, moment)


def _numbered(number: float) -> Moment:
    day, rest = divmod(round(number * DAY_OF_CLOCK), DAY_OF_CLOCK)
    return Moment(_FIRST_DAY + timedelta(days=day), rest or None)


def _minute(hour: int, minute: int, half: str) -> int | None:
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    return hour * 60 + minute if hour < 24 and minute < 60 else None


def _days(text: str) -> tuple[date | None, date | None]:
    """The day that a text says where days come first, and where months do."""
    if (day := parsed_date(text)) is not None:
        return day, day
    if found := _EITHER_WAY.fullmatch(text):
        first, _, second, year = found.groups()
        year = year if len(year) > 2 else f"20{year}"
        return _day(year, second, first), _day(year, first, second)
    meant = days_meant(text)
    return (meant[0], meant[0]) if len(meant) == 1 else (None, None)


def _day(year: str, month: str, day: str) -> date | None:
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return found if found.year in YEARS else None


def _on_clock(day: date, *, minute: int | None, zone: str | None, name: str | None) -> Moment:
    if minute is None or zone is None or name is None:
        return Moment(day, minute)
    hours, minutes = (int(zone[1:3]), int(zone[-2:])) if zone[0] in "+-" else (0, 0)
    ahead = timedelta(hours=hours, minutes=minutes) * (-1 if zone[0] == "-" else 1)
    try:
        there = datetime(day.year, day.month, day.day, minute // 60, minute % 60)  # noqa: DTZ001
        here = there.replace(tzinfo=timezone(ahead)).astimezone(ZoneInfo(name))
    except (ValueError, OverflowError, ZoneInfoNotFoundError):
        return Moment(day, minute)
    return Moment(here.date(), here.hour * 60 + here.minute)


class OrderFound(NamedTuple):
    """The one order that fits; else two texts that show why there is none.

    The same text twice: either order fits it, and all others.
    """

    order: DayOrder | None
    shown: tuple[str, str] = ("", "")


def order_of(read: Iterable[tuple[str, ReadMoment]]) -> OrderFound:
    """Which order fits all of these; what is a day in neither has no say."""
    either, day_alone, month_alone = "", "", ""
    for text, one in read:
        if one.clear:
            continue
        if one.month_first is None:
            day_alone = day_alone or text
        elif one.day_first is None:
            month_alone = month_alone or text
        else:
            either = either or text
    if day_alone and month_alone:
        return OrderFound(None, (day_alone, month_alone))
    if either and not (day_alone or month_alone):
        return OrderFound(None, (either, either))
    return OrderFound(DayOrder.MONTH_FIRST if month_alone else DayOrder.DAY_FIRST)
