"""Values of a map in words: as people write them in it, and as they say them."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, cast

from servicemap.calendars import Calendar, Hours
from servicemap.comparing.changes import Change
from servicemap.dates import WEEKDAYS, from_to, in_ranges
from servicemap.durations import Duration
from servicemap.model import (
    Allow,
    Departures,
    Estimate,
    Group,
    Moment,
    Objective,
    OftenLate,
    ServiceMap,
    Subcontractor,
)
from servicemap.wording.lists import in_runs
from servicemap.wording.moments import by, on_day, said


def as_spoken(field: str, value: Any, m: ServiceMap) -> str | None:
    """A value as people say it: dates with their weekdays, and names instead of the map's ids."""
    value = _with_names(field, value, m)
    if isinstance(value, Moment | Duration | Departures) and field in {"promise", "expects"}:
        return by(value)
    if isinstance(value, Moment):
        return said(value)
    return on_day(value) if isinstance(value, date) else written(value)


def objective_in_words(one: Objective, m: ServiceMap) -> str:
    """What a party wants to reach, as it says it, and by what it is measured, where it is."""
    if one.at_least is None:
        return one.say
    if one.score is not None:
        return f"{one.say} (a score of at least {one.at_least:g} from {m.name_of(one.score)})"
    kept = m.services[one.keep].name if one.keep is not None else "all"
    to = f" to {m.name_of(one.to)}" if one.to else ""
    return f"{one.say} (at least {one.at_least * 100:g}% of {kept}{to} as promised)"


def _with_names(field: str, value: Any, m: ServiceMap) -> Any:
    """A value with names instead of the ids of parties, services and options in it."""
    if value is None:
        return None
    if field in {"helps", "to", "keep", "score"}:
        return m.name_of(value)
    if field == "for":
        return [m.name_of(id_) for id_ in value]
    if field == "late":
        return {m.name_of(id_): by for id_, by in value.items()}
    if field == "excludes":
        return [m.options[id_].name if id_ in m.options else id_ for id_ in value]
    if field == "objectives":
        return tuple(
            {key: _with_names(key, said, m) for key, said in one.items()}
            if isinstance(one, Mapping)
            else one
            for one in value
        )
    return value


def as_written(change: Change) -> tuple[str | None, str | None]:
    """The two values of a change as people write them in a map."""
    if change.field == "any_of":
        old, new = (
            written([f"either {' or '.join(group)}" for group in cast("Any", value) or ()])
            for value in (change.old, change.new)
        )
        return old, new
    if change.field == "needs":  # an empty list says something
        old, new = (
            "nothing" if value == () else written(value) for value in (change.old, change.new)
        )
        return old, new
    return written(change.old), written(change.new)


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
        items = cast("Sequence[object]", value)
        between = "; " if any(isinstance(one, Mapping) for one in items) else ", "
        return between.join(written(one) or "nothing" for one in items)
    return str(value)


def _estimate(takes: Estimate) -> str:
    if takes.best == takes.worst:
        return str(takes.likely)
    return f"{takes.best} to {takes.worst}, likely {takes.likely}"


def _subcontractor(instead: Subcontractor) -> str:
    switch = f", switching takes {instead.switch}" if instead.switch else ""
    return f"{instead.name} in {_estimate(instead.takes)}{switch}"


def _calendar(calendar: Calendar) -> str:
    """`Mon-Fri 09:00-17:00`: its days, each with its hours, and the days on which nobody works."""
    said = [f"{_days(days)} {_stretches(hours)}" for days, hours in calendar.by_hours()]
    said += [
        f"{WEEKDAYS[day]} if worked {_stretches(hours)}" for day, hours in calendar.if_worked()
    ]
    if calendar.day_length:
        said.append(f"a day of {Duration(minutes=calendar.day_length)}")
    if calendar.holidays:
        said.append("holidays " + " ".join(in_ranges(calendar.holidays)))
    if calendar.also:
        said.append("also worked " + " ".join(in_ranges(calendar.also)))
    said += [one for one in (calendar.country, calendar.timezone) if one]
    return ", ".join(said)


def _days(days: Sequence[int]) -> str:
    return ",".join(in_runs(days, WEEKDAYS))


def _stretches(hours: Sequence[Hours]) -> str:
    return " and ".join(from_to(start, end) for start, end in hours)


_WAYS: Mapping[type, Callable[[Any], str]] = {
    Allow: lambda allow: f"{allow.rule}: {allow.reason}",
    Group: lambda group: group.value.replace("_", " "),
    bool: lambda yes: "yes" if yes else "no",
    Calendar: _calendar,
    Departures: lambda departs: departs.text,
    Estimate: _estimate,
    OftenLate: lambda late: f"{late.chance * 100:g}%: {late.typical}, at worst {late.worst}",
    Subcontractor: _subcontractor,
    Decimal: lambda amount: f"{amount:f}",
}
"""Kinds of values that people write in a way of their own."""
