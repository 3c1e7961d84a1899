"""What stands at a key of a map, in the language of its posters."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from servicemap.calendars import Calendar
from servicemap.dates import WEEKDAYS_IN_FULL, clock, in_ranges
from servicemap.durations import DAY_OF_CLOCK, WEEK_OF_CLOCK, Duration
from servicemap.model import Departures, Estimate, Group, OftenLate, Rhythm, ServiceMap
from servicemap.wording.lists import in_runs
from servicemap.wording.phrases import Words


def in_language(m: ServiceMap, value: object, words: Words, calendar: Calendar) -> str:
    """One value; services by their names, lengths of time as the rest of a poster says them.

    `calendar` is whose working time lengths are of. What no way of ours is for is somebody's own
    word, or a date, which every language reads.
    """
    if value is None:
        return words["unsaid"]
    way = _WAYS.get(type(value))
    return str(value) if way is None else way(_Values(m, words, calendar), value)


class _Values:
    """How each kind of value is said."""

    def __init__(self, m: ServiceMap, words: Words, calendar: Calendar) -> None:
        self._map = m
        self._words = words
        self._calendar = calendar

    def yes_or_no(self, value: bool) -> str:  # noqa: FBT001
        return self._words["yes" if value else "no"]

    def length(self, value: Duration) -> str:
        if value.elapsed:
            minutes = value.minutes_where(DAY_OF_CLOCK, WEEK_OF_CLOCK)
            amount = self._words.amount(minutes, DAY_OF_CLOCK)
            return self._words.say("on_the_clock", amount=amount)
        day, week = self._calendar.day, self._calendar.week
        return self._words.amount(value.minutes_where(day, week), day)

    def estimate(self, value: Estimate) -> str:
        if value.best == value.worst:
            return self.length(value.likely)
        lengths = {key: self.length(one) for key, one in value._asdict().items()}
        return self._words.say("estimate", **lengths)

    def often_late(self, value: OftenLate) -> str:
        return self._words.say(
            "lateness",
            chance=self._words.number(f"{value.chance * 100:g}"),
            typical=self.length(value.typical),
            worst=self.length(value.worst),
        )

    def departures(self, value: Departures) -> str:
        words = self._words
        if value.rhythm is Rhythm.EVERY:
            return words.say("leaves_every", period=self.length(value.period or Duration()))
        if value.rhythm is Rhythm.WEEKLY:
            said = words.listed(list(_days(value.weekdays, words)))
        elif value.rhythm is Rhythm.DAILY:
            said = words["leaves_daily"]
        elif value.month_day is None:
            said = words["leaves_last"]
        else:
            said = words.say("leaves_monthly", day=value.month_day)
        if value.minute is None:
            return said
        return words.say("and_then_at", day=said, time=clock(value.minute))

    def hours(self, value: Calendar) -> str:
        """The days and hours on which somebody works, and what else is said of them."""
        words = self._words
        said: list[str] = []
        for days, hours in value.by_hours():
            said += _days(days, words)
            said += [f"{clock(start)}\N{EN DASH}{clock(end)}" for start, end in hours]
        if value.day_length:
            length = words.amount(value.day_length, DAY_OF_CLOCK)
            said.append(words.say("day_of", amount=length))
        for key, dates in (("days_off", value.holidays), ("also_worked", value.also)):
            if dates:
                ranges = words.listed(list(in_ranges(dates, "\N{EN DASH}")))
                said.append(words.say(key, days=ranges))
        return words.listed([*said, *(one for one in (value.country, value.timezone) if one)])

    def group(self, value: Group) -> str:
        return self._words[f"left_{value.value}"]

    def number(self, value: Decimal) -> str:
        return self._words.number(f"{value:f}")

    def several(self, value: Sequence[object]) -> str:
        if not value:
            return self._words["nothing"]
        return self._words.listed([self._one(one) for one in value])

    def _one(self, value: object) -> str:
        """One of several: a service, services of which either will do, somebody's own words."""
        if isinstance(value, tuple):
            either, *others = (self._one(one) for one in value)
            for other in others:
                either = self._words.say("either", first=either, second=other)
            return either
        service = self._map.services.get(str(value))
        return str(value) if service is None else service.name


_WAYS: Mapping[type, Callable[[_Values, Any], str]] = {
    bool: _Values.yes_or_no,
    Duration: _Values.length,
    Estimate: _Values.estimate,
    OftenLate: _Values.often_late,
    Departures: _Values.departures,
    Calendar: _Values.hours,
    Group: _Values.group,
    Decimal: _Values.number,
    tuple: _Values.several,
}


def _days(days: Sequence[int], words: Words) -> Iterator[str]:
    """Days of the week in the map's language: Monday to Friday."""
    return in_runs(days, [words[day] for day in WEEKDAYS_IN_FULL], "\N{EN DASH}")
