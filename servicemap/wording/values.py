"""What stands at a key of a map, to be said in the language of its posters."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from servicemap.calendars import Calendar, Hours
from servicemap.dates import WEEKDAYS_IN_FULL, clock, days_in_a_row, from_to
from servicemap.durations import DAY_OF_CLOCK, WEEK_OF_CLOCK, Duration
from servicemap.model import Departures, Estimate, Group, Moment, OftenLate, Rhythm, ServiceMap
from servicemap.wording.lists import runs_of
from servicemap.wording.sayings import Amount, Filling, Number, Saying, Several, saying


def value_said(m: ServiceMap, value: object, calendar: Calendar) -> Filling:
    """One value; services by their names, lengths of time as the rest of a poster says them.

    `calendar` is whose working time lengths are of. What no way of ours is for is somebody's own
    word, which every language reads.
    """
    if value is None:
        return Saying("unsaid")
    way = _WAYS.get(type(value))
    return str(value) if way is None else way(_Values(m, calendar), value)


class _Values:
    """How each kind of value is said."""

    def __init__(self, m: ServiceMap, calendar: Calendar) -> None:
        self._map = m
        self._calendar = calendar

    def yes_or_no(self, value: bool) -> Filling:  # noqa: FBT001
        return Saying("yes" if value else "no")

    def length(self, value: Duration) -> Filling:
        if value.elapsed:
            minutes = value.minutes_where(DAY_OF_CLOCK, WEEK_OF_CLOCK)
            return saying("on_the_clock", amount=Amount(minutes, DAY_OF_CLOCK))
        minutes = self._calendar.minutes(value)
        if weeks := self._calendar.weeks_in(minutes):
            return saying("week", count=weeks)
        return Amount(minutes, self._calendar.day)

    def estimate(self, value: Estimate) -> Filling:
        if value.best == value.worst:
            return self.length(value.likely)
        lengths = {key: self.length(one) for key, one in value._asdict().items()}
        return saying("estimate", **lengths)

    def often_late(self, value: OftenLate) -> Filling:
        return saying(
            "lateness",
            chance=Number(f"{value.chance * 100:g}"),
            typical=self.length(value.typical),
            worst=self.length(value.worst),
        )

    def moment(self, value: Moment) -> Filling:
        return _at(value.day, value.minute)

    def departures(self, value: Departures) -> Filling:
        said: Filling
        if value.rhythm is Rhythm.EVERY:
            return saying("leaves_every", period=self.length(value.period or Duration()))
        if value.rhythm is Rhythm.WEEKLY:
            said = Several(tuple(_days(value.weekdays)))
        elif value.rhythm is Rhythm.DAILY:
            said = Saying("leaves_daily")
        elif value.month_day is None:
            said = Saying("leaves_last")
        else:
            said = saying("leaves_monthly", day=value.month_day)
        return _at(said, value.minute)

    def hours(self, value: Calendar) -> Filling:
        """The days and hours on which somebody works, and what else is said of them."""
        said: list[Filling] = []
        for days, hours in value.by_hours():
            said += _days(days)
            said += _stretches(hours)
        for day, hours in value.if_worked():
            said.append(saying("if_worked", days=Several((*_days([day]), *_stretches(hours)))))
        if value.day_length:
            said.append(saying("day_of", amount=Amount(value.day_length, DAY_OF_CLOCK)))
        for key, dates in (("days_off", value.holidays), ("also_worked", value.also)):
            if dates:
                said.append(saying(key, days=Several(tuple(_dates(dates)))))
        return Several((*said, *(one for one in (value.country, value.timezone) if one)))

    def group(self, value: Group) -> Filling:
        return Saying(f"left_{value.value}")

    def number(self, value: Decimal) -> Filling:
        return Number(f"{value:f}")

    def several(self, value: Sequence[object]) -> Filling:
        if not value:
            return Saying("nothing")
        return Several(tuple(self._one(one) for one in value))

    def _one(self, value: object) -> Filling:
        """One of several: a service, services of which either will do, somebody's own words."""
        if isinstance(value, tuple):
            either, *others = (self._one(one) for one in value)
            for other in others:
                either = saying("either", first=either, second=other)
            return either
        service = self._map.services.get(str(value))
        return str(value) if service is None else service.name


_WAYS: Mapping[type, Callable[[_Values, Any], Filling]] = {
    bool: _Values.yes_or_no,
    Duration: _Values.length,
    Estimate: _Values.estimate,
    OftenLate: _Values.often_late,
    Moment: _Values.moment,
    Departures: _Values.departures,
    Calendar: _Values.hours,
    Group: _Values.group,
    Decimal: _Values.number,
    tuple: _Values.several,
}


def _at(day: Filling, minute: int | None) -> Filling:
    """A day, and the time of day where somebody named one."""
    return day if minute is None else saying("and_then_at", day=day, time=clock(minute))


def _days(days: Sequence[int]) -> Iterator[Filling]:
    """Days of the week, three and more in a row as one: Monday to Friday."""
    for run in runs_of(days):
        yield from _run([Saying(WEEKDAYS_IN_FULL[day]) for day in run])


def _stretches(hours: Sequence[Hours]) -> list[Filling]:
    """From when to when on a day."""
    return [from_to(start, end, "\N{EN DASH}") for start, end in hours]


def _dates(dates: Sequence[date]) -> Iterator[Filling]:
    """Days of some year, in the same way."""
    for run in days_in_a_row(dates):
        yield from _run(run)


def _run(days: Sequence[Filling]) -> Iterator[Filling]:
    """What follows each other: three and more as one."""
    if len(days) > 2:
        yield saying("through", first=days[0], last=days[-1])
    else:
        yield from days
