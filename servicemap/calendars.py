"""When people work: the working week that turns days into minutes, and working time into moments.

A moment is a whole number of minutes on one axis: minutes since 0001-01-01 on the clock on some
wall, or in UTC where a calendar has a timezone and nobody says by which wall. `WorkingTime` numbers
the minutes that a calendar works, so that work is plain arithmetic on those numbers:

    worked(moment)    how many minutes have been worked before a moment
    opening(number)   when the minute of that number begins: starts round up
    closing(number)   when that many minutes have been worked: finishes stay

They are an adjoint pair: closing(n) <= t exactly when n <= worked(t), and worked(t) <= n exactly
when t <= opening(n).
"""

from bisect import bisect_right
from collections.abc import Collection, Iterable
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from servicemap.durations import DAY_OF_CLOCK, HOUR, WEEK_OF_CLOCK, Duration
from servicemap.public_holidays import days_of
from servicemap.zones import LAST_DAY, first_shown, reached, shown, shown_so_far, zone_called

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

Hours = tuple[int, int]
"""From and to, in minutes after midnight; past 24:00 where a shift crosses midnight."""

TimeSpan = tuple[int, int]
"""Two moments; the second is no longer part of it."""

CHUNK = 52
"""Weeks of a calendar with holidays or a timezone that are laid out at a time."""

LAID_OUT_AT_MOST = 200 * CHUNK
"""Weeks beyond which public holidays and changes of the clock are no longer foreseen."""


class Calendar(NamedTuple):
    """Working days (0 is Monday), the hours worked on each, and the days nobody works.

    `hours` are those of the usual day, `differing` those of the days of the week that have others;
    they are in order and do not overlap. `country` names public holidays by ISO code (`HK`,
    `DE-BY`), beside the `holidays` that are listed. `also` are days that are worked whatever else
    is said of them. `timezone` is an IANA name; without one the clock on the wall is all there is.
    `day_length`: minutes that `1d` has where somebody said so.
    """

    workdays: tuple[int, ...] = (0, 1, 2, 3, 4)
    hours: tuple[Hours, ...] = ((9 * HOUR, 17 * HOUR),)
    holidays: tuple[date, ...] = ()
    country: str | None = None
    timezone: str | None = None
    differing: tuple[tuple[int, tuple[Hours, ...]], ...] = ()
    also: tuple[date, ...] = ()
    day_length: int | None = None

    @property
    def day(self) -> int:
        """Minutes in a working day: the usual one, unless somebody said how long a day is."""
        return self.day_length or length_of(self.hours)

    @property
    def week(self) -> int:
        """Minutes in a working week."""
        return sum(length_of(self.hours_on(weekday)) for weekday in self.workdays)

    def weeks_in(self, minutes: int) -> int:
        """How many working weeks a length is, where it is some and no number of days; else 0.

        Whoever says a week of four long days and a short one means no 4 days 4 hours 30 minutes.
        """
        week = self.week
        in_days = not week or minutes % week or not minutes % self.day
        return 0 if in_days else minutes // week

    def hours_on(self, weekday: int) -> tuple[Hours, ...]:
        """The hours of a day of the week; where it is no working day, those it would have."""
        return dict(self.differing).get(weekday, self.hours) if self.differing else self.hours

    def by_hours(self) -> list[tuple[list[int], tuple[Hours, ...]]]:
        """The working days in groups of those with the same hours, in the order of the week."""
        groups: dict[tuple[Hours, ...], list[int]] = {}
        for weekday in self.workdays:
            groups.setdefault(self.hours_on(weekday), []).append(weekday)
        return [(days, hours) for hours, days in groups.items()]

    def if_worked(self) -> list[tuple[int, tuple[Hours, ...]]]:
        """Days of the week that are no working days, with the hours that somebody gave them."""
        return [(day, hours) for day, hours in self.differing if day not in self.workdays]

    def closes(self, weekday: int) -> int:
        """The minute of the day at which work ends on a day of the week, when it is worked."""
        return self.hours_on(weekday)[-1][1]

    def minutes(self, length: Duration) -> int:
        """A length of time in whole minutes of this calendar's working time."""
        # Of most lengths nobody asks how long a week is, and a large map has hundreds of thousands.
        return length.minutes_where(self.day, self.week if length.weeks else 0)

    @property
    def never_closes(self) -> bool:
        """Whether every minute of the clock is worked, so that both kinds of length are one."""
        return self.week == WEEK_OF_CLOCK and not (self.holidays or _differs_by_year(self))

    def without_days(self) -> "Calendar":
        """The typical week of it: no holidays, and no days that are worked instead."""
        return self._replace(holidays=(), country=None, also=())


def length_of(hours: Iterable[Hours]) -> int:
    """Minutes that are worked on a day with these hours."""
    return sum(end - start for start, end in hours)


STANDARD = Calendar()
"""Monday to Friday, 09:00 to 17:00: what a map means that says nothing."""

ROUND_THE_CLOCK = Calendar(workdays=tuple(range(7)), hours=((0, DAY_OF_CLOCK),))
"""Every minute there is."""


class WorkingTime:
    """A calendar's working time on the axis of moments, numbered from a day on.

    A calendar without holidays and timezone is its week, repeated for ever, in both directions.
    Otherwise weeks are laid out one by one as they are asked for, and found by bisection.
    """

    __slots__ = (
        "_also",
        "_before",
        "_by_year",
        "_dated",
        "_ends",
        "_from",
        "_here",
        "_holidays",
        "_in_week",
        "_laid_out",
        "_spans",
        "_until",
        "_week",
        "_worked_instead",
        "_years",
        "_zone",
        "calendar",
    )

    def __init__(self, calendar: Calendar, first_day: date, here: "ZoneInfo | None" = None) -> None:
        """`first_day`: about when it is needed first. Minute 0 begins on the Monday before it.

        `here`: moments are those that the clock on the wall shows there; the hour that it is put
        forward passes as any, and while it shows an hour again it stands still. Else they are UTC.

        Raises ModuleNotFoundError, whose name is the package to install, where public holidays
        are wanted and `holidays` is not there, or a time zone and nothing here knows any;
        LookupError for a country or a timezone that nobody knows.
        """
        self.calendar = calendar
        self._zone = zone_called(calendar.timezone) if calendar.timezone else None
        if self._zone == here:
            self._zone = here = None
        self._here = here
        self._holidays = {day.toordinal() for day in calendar.holidays}
        self._also = {day.toordinal() for day in calendar.also}
        self._worked_instead: set[int] = set()
        self._by_year = _differs_by_year(calendar)
        self._dated = bool(self._holidays or self._also or self._by_year or self._zone)
        self._years: set[int] = set()
        first = first_day.toordinal()
        self._from = self.moment(first - (first - 1) % 7, 0)
        self._until = self._from
        self._spans: list[int] = []  # the moments at which spans of work begin ...
        self._ends: list[int] = []  # ... and end, and the minutes worked before each
        self._before: list[int] = []
        self._laid_out = 0  # minutes worked in the weeks that are laid out
        week = _merged(
            (day * DAY_OF_CLOCK + start, day * DAY_OF_CLOCK + end)
            for day in range(-2, 7)
            if day % 7 in calendar.workdays
            for start, end in calendar.hours_on(day % 7)
        )
        clipped = [(max(0, a), min(b, WEEK_OF_CLOCK)) for a, b in week]
        clipped = [(a, b) for a, b in clipped if a < b] or [(0, WEEK_OF_CLOCK)]
        self._in_week = _numbered(clipped)
        self._week = length_of(clipped)
        self._lay_out(self._from)

    def worked(self, moment: int) -> int:
        """How many minutes have been worked before a moment; negative before the first day."""
        if self._dated and moment >= self._until:
            self._lay_out(moment)
        if self._from <= moment < self._until:
            return _worked(self._spans, self._ends, self._before, moment - self._from)
        beyond = moment >= self._until
        edge = self._until if beyond else self._from
        weeks, rest = divmod(moment - edge, WEEK_OF_CLOCK)
        starts, ends, before = self._in_week
        number = weeks * self._week + _worked(starts, ends, before, rest)
        return number + (self._laid_out if beyond else 0)

    def opening(self, number: int) -> int:
        """When the working minute of this number begins."""
        return self.closing(number + 1) - 1

    def closing(self, number: int) -> int:
        """The first moment by which this many minutes have been worked."""
        edge = self._from
        if self._dated and number > 0:
            while number > self._laid_out and self._may_lay_out:
                self._lay_out(self._until)
            if number <= self._laid_out:
                k = bisect_right(self._before, number - 1) - 1
                return self._from + self._spans[k] + number - self._before[k]
            edge, number = self._until, number - self._laid_out
        starts, _, before = self._in_week
        weeks, rest = divmod(number - 1, self._week)
        k = bisect_right(before, rest) - 1
        return edge + weeks * WEEK_OF_CLOCK + starts[k] + rest + 1 - before[k]

    def round_up(self, moment: int) -> int:
        """The moment itself where it is worked, else when work begins again."""
        return self.opening(self.worked(moment))

    def add(self, moment: int, minutes: int) -> int:
        """When work begun at a moment is done. The start rounds up, the finish stays."""
        number = self.worked(moment)
        return self.closing(number + minutes) if minutes else self.opening(number)

    def subtract(self, moment: int, minutes: int) -> int:
        """The latest moment at which so many minutes of work may begin to be done by `moment`."""
        number = self.worked(moment)
        if minutes or self.opening(number) == moment:
            return self.opening(number - minutes)
        return self.closing(number) - 1  # begun at the close of work, it would open too late

    @property
    def weekly_from(self) -> int | None:
        """The moment from which on each week is as all others are; None where nobody can tell."""
        if not self._dated:
            return self._from
        if self._by_year or self._zone is not None:
            return None
        return (max(self._holidays | self._also) + 7) * DAY_OF_CLOCK

    def is_weekly(self, moment: int) -> bool:
        """Whether from a moment on each week is as all others are."""
        return self.weekly_from is not None and self.weekly_from <= moment

    def turns(self, first: int, last: int) -> list[int]:
        """The moments between two others at which work begins or ends, in order."""
        days = self.on_the_wall(first)[0], self.on_the_wall(last)[0] + 1
        spans = _merged(self._spans_of(*days))
        return [moment for span in spans for moment in span if first <= moment <= last]

    def weeks_later(self, moment: int, weeks: int) -> int:
        """The moment so many weeks after another, at which the clock on the wall shows the same."""
        day, minute = self.on_the_wall(moment)
        return self.moment(day + 7 * weeks, minute)

    def recurs(self, first: int, last: int, weeks: int) -> bool:
        """Whether whatever is worked between two moments is worked so many weeks later, too."""
        if self.is_weekly(first):
            return True
        marks = (first, *self.turns(first, last), last)
        shifted = ((self.worked(at), self.worked(self.weeks_later(at, weeks))) for at in marks)
        return all(
            end - start <= later - sooner for (start, sooner), (end, later) in pairwise(shifted)
        )

    def is_holiday(self, day: int) -> bool:
        """Whether a day (its proleptic ordinal) is a holiday that is not worked all the same."""
        if self._by_year and 0 < day <= LAST_DAY:
            self._know_year(date.fromordinal(day).year)
        return day in self._holidays and day not in self._also

    def is_workday(self, day: int) -> bool:
        """Whether anyone begins work on a day (its proleptic ordinal).

        What is listed counts for more than what a country does, and `also` for most.
        """
        if day in self._also:
            return True
        if self.is_holiday(day):
            return False
        return (day - 1) % 7 in self.calendar.workdays or day in self._worked_instead

    def hours_on(self, day: int) -> tuple[Hours, ...]:
        """The hours of a day (its proleptic ordinal), which somebody works."""
        return self.calendar.hours_on((day - 1) % 7)

    def moment(self, day: int, minute: int) -> int:
        """The moment at which the clock on the wall shows so many minutes on a day (its ordinal).

        Where the clock is put back, the first of the two.
        """
        on_the_wall = day * DAY_OF_CLOCK + minute
        if self._zone is None:
            return on_the_wall
        moment = first_shown(self._zone, on_the_wall)
        return moment if self._here is None else shown_so_far(self._here, moment)

    def on_the_wall(self, moment: int) -> tuple[int, int]:
        """The day (its ordinal) and the minute that the clock on the wall shows at a moment."""
        if self._zone is not None:
            if self._here is not None:
                moment = reached(self._here, moment)
            moment = shown(self._zone, moment)
        return divmod(moment, DAY_OF_CLOCK)

    def end_of_work(self, day: int) -> int:
        """The moment at which work ends on a day; its midnight where nobody works."""
        return self.moment(day, self.hours_on(day)[-1][1] if self.is_workday(day) else 24 * HOUR)

    @property
    def _may_lay_out(self) -> bool:
        """Whether the next week may still differ from a typical one."""
        weeks = (self._until - self._from) // WEEK_OF_CLOCK
        if not self._dated or weeks >= LAID_OUT_AT_MOST:
            return False
        if weeks == 0 or self._by_year or self._zone is not None:
            return True
        return self.weekly_from is not None and self._until <= self.weekly_from

    def _lay_out(self, moment: int) -> None:
        """Lay out whole chunks of weeks until `moment` is among them."""
        while self._until <= moment and self._may_lay_out:
            first = self._until
            day, _ = self.on_the_wall(first)
            last = day + CHUNK * 7
            self._until = self.moment(last, 0)
            spans = _merged(
                (max(start, first) - self._from, min(end, self._until) - self._from)
                for start, end in self._spans_of(day, last)
                if start < self._until and end > first
            )
            starts, ends, before = _numbered(spans, self._laid_out)
            self._spans += starts
            self._ends += ends
            self._before += before
            self._laid_out += length_of(spans)

    def _spans_of(self, first: int, last: int) -> list[TimeSpan]:
        """Spans of work on these days, and what the night before reaches into them."""
        return [
            (self.moment(day, start), self.moment(day, end))
            for day in range(first - 2, last)
            if self.is_workday(day)
            for start, end in self.hours_on(day)
        ]

    def _know_year(self, year: int) -> None:
        if year not in self._years:
            self._years.add(year)
            found, instead = _days_off_in(self.calendar, year)
            self._holidays.update(day.toordinal() for day in found)
            self._worked_instead.update(day.toordinal() for day in instead)


def _worked(starts: list[int], ends: list[int], before: list[int], rest: int) -> int:
    k = bisect_right(starts, rest) - 1
    return before[k] + min(rest, ends[k]) - starts[k] if k >= 0 else 0


def _numbered(spans: list[TimeSpan], number: int = 0) -> tuple[list[int], list[int], list[int]]:
    """Where spans begin and end, and how many minutes are worked before each."""
    before = []
    for start, end in spans:
        before.append(number)
        number += end - start
    return [a for a, _ in spans], [b for _, b in spans], before


def _merged(spans: Iterable[TimeSpan]) -> list[TimeSpan]:
    """In order; what touches or overlaps becomes one."""
    merged: list[TimeSpan] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _differs_by_year(calendar: Calendar) -> bool:
    """Whether some of its days off are others in each year."""
    return bool(calendar.country)


def _days_off_in(calendar: Calendar, year: int) -> tuple[Collection[date], Collection[date]]:
    """Of a calendar that differs by year its days off then, and those that are worked instead."""
    return days_of(calendar.country or "", year)
