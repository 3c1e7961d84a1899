"""Values of a map in words: as people write them in it, and as they say them."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, cast

from servicemap.calendars import Calendar
from servicemap.dates import on_day
from servicemap.durations import Duration
from servicemap.model import Departures, Estimate, Moment, OftenLate
from servicemap.sides import by

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def as_spoken(field: str, value: object) -> str | None:
    """A value as people say it: dates with their weekdays."""
    if isinstance(value, Moment | Duration) and field in {"promise", "expects"}:
        return by(value)
    if isinstance(value, Moment):
        return value.in_words
    return on_day(value) if isinstance(value, date) else written(value)


def written(value: object) -> str | None:
    """A value as people write it in a map; None for what is not said."""
    if value is None or value in ((), [], {}, ""):
        return None
    way = _WAYS.get(type(value))
    if way is not None:
        return way(value)
    if isinstance(value, Mapping):
        return ", ".join(f"{key}: {written(one)}" for key, one in value.items())
    if type(value) in {tuple, list}:
        return ", ".join(written(one) or "nothing" for one in cast("Iterable[object]", value))
    return str(value)


def _estimate(takes: Estimate) -> str:
    if takes.best == takes.worst:
        return str(takes.likely)
    return f"{takes.best} to {takes.worst}, likely {takes.likely}"


def _calendar(calendar: Calendar) -> str:
    """A calendar in one line: its days, hours, and the days on which nobody works."""
    days = " ".join(DAYS[day] for day in calendar.workdays)
    hours = ", ".join(
        f"{start // 60:02}:{start % 60:02}-{end // 60:02}:{end % 60:02}"
        for start, end in calendar.hours
    )
    said = [days, hours]
    if calendar.holidays:
        said.append("holidays " + " ".join(day.isoformat() for day in calendar.holidays))
    said += [one for one in (calendar.country, calendar.timezone) if one]
    return ", ".join(said)


_WAYS: Mapping[type, Callable[[Any], str]] = {
    bool: lambda yes: "yes" if yes else "no",
    Calendar: _calendar,
    Departures: lambda departs: departs.text,
    Estimate: _estimate,
    OftenLate: lambda late: f"{late.chance:.0%}: {late.typical}, at worst {late.worst}",
    Decimal: lambda amount: f"{amount:f}",
}
"""Kinds of values that people write in a way of their own."""
