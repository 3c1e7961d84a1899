"""When a delivery can leave: the next departure, and the last one before it is too late.

For every rhythm `after` and `by` are an adjoint pair: after(t) <= y exactly when t <= by(y).
"""

from calendar import monthrange
from collections.abc import Callable, Iterator
from datetime import date

from servicemap.calendars import WorkingTime
from servicemap.durations import WEEK_OF_CLOCK
from servicemap.model import Departures, Rhythm

SEARCHED_DAYS = 3700
"""Days looked through for a departure. Ten years without one: then it leaves when it is done."""

DEPARTURES_LOOKED_AT = 10_000
"""Of one delivery, where it may leave with any within a year."""


class Timetable:
    """The departures of one delivery, as moments.

    `time` is the provider's working time: a daily departure leaves on its working days, a weekly
    one on the days it names unless they are holidays, a monthly one on its day (the last of the
    month where there are fewer), or the last working day before that where nobody is there to
    send it. Without a time of day it leaves at the end of work. `planned` is the moment at which
    the first one of `every 1w` leaves; weeks are weeks on the clock, shorter periods are working
    time.
    """

    __slots__ = ("_days", "_departs", "_found", "_goes", "_longest", "_planned", "_time")

    def __init__(self, departs: Departures, time: WorkingTime, planned: int) -> None:
        self._departs = departs
        self._time = time
        self._planned = planned
        self._found: dict[int, int] = {}
        self._days: dict[int, int | None] = {}
        self._longest: int | None = None
        goes: dict[Rhythm, Callable[[int], bool]] = {
            Rhythm.DAILY: time.is_workday,
            Rhythm.WEEKLY: self._weekly,
            Rhythm.MONTHLY: self._monthly,
        }
        self._goes = goes.get(departs.rhythm)

    @property
    def weekly_from(self) -> int | None:
        """The moment from which on each week has the same departures; None: there may be none."""
        weekly = self._departs.rhythm in {Rhythm.DAILY, Rhythm.WEEKLY}
        return self._time.weekly_from if weekly else None

    def after(self, moment: int) -> int:
        """The first departure at or after a moment."""
        if moment not in self._found:
            self._found[moment] = self._after(moment)
        return self._found[moment]

    def _after(self, moment: int) -> int:
        if self._departs.rhythm is Rhythm.EVERY:
            return self._periodic(moment, up=True)
        day, _ = self._time.on_the_wall(moment)
        return next((at for at in self._leaving(day - 2, 1) if at >= moment), moment)

    def by(self, moment: int) -> int:
        """The last departure at or before a moment."""
        if self._departs.rhythm is Rhythm.EVERY:
            return self._periodic(moment, up=False)
        day, _ = self._time.on_the_wall(moment)
        return next((at for at in self._leaving(day + 1, -1) if at <= moment), moment)

    def between(self, first: int, last: int) -> Iterator[int]:
        """The departures from a moment on to the first one after another; no more than are looked
        at.
        """
        at = self.after(first)
        for _ in range(DEPARTURES_LOOKED_AT):
            yield at
            if at > last:
                return
            at = self.after(at + 1)

    def recurs(self, first: int, last: int, weeks: int) -> bool:
        """Whether whatever leaves between two moments, and what leaves next, leaves so many weeks
        later, too.
        """
        if self._departs.rhythm is Rhythm.EVERY:
            period = self._departs.period
            if period is None or not (period.elapsed or not (period.days or period.minutes)):
                return False
            return weeks * WEEK_OF_CLOCK % max(1, period.minutes_where(0, WEEK_OF_CLOCK)) == 0
        if self.weekly_from is not None and self.weekly_from <= first:
            return True
        leaves = self.after(first)
        while self.after(later := self._time.weeks_later(leaves, weeks)) == later:
            if leaves >= last:
                return True
            leaves = self.after(leaves + 1)
        return False

    def longest_wait(self, within: int) -> int:
        """The longest that there is between two departures, so long after the planned one."""
        if self._longest is None:
            self._longest, at = 0, self.after(self._planned)
            end = at + within
            while at < end:
                after = self.after(at + 1)
                self._longest, at = max(self._longest, after - at), after
        return self._longest

    def _leaving(self, day: int, step: int) -> Iterator[int]:
        assert self._goes is not None
        for other in range(day, day + step * SEARCHED_DAYS, step):
            if other not in self._days:
                self._days[other] = self._at(other) if self._goes(other) else None
            at = self._days[other]
            if at is not None:
                yield at

    def _at(self, day: int) -> int:
        if self._departs.minute is None:
            return self._time.end_of_work(day)
        return self._time.moment(day, self._departs.minute)

    def _weekly(self, day: int) -> bool:
        return (day - 1) % 7 in self._departs.weekdays and not self._time.is_holiday(day)

    def _monthly(self, day: int) -> bool:
        """Whether it is a working day, and the last one up to the day of some month."""
        if not self._time.is_workday(day):
            return False
        for other in range(day, day + SEARCHED_DAYS):
            if other > day and self._time.is_workday(other):
                return False
            if self._is_day_of_month(other):
                return True
        return False

    def _is_day_of_month(self, day: int) -> bool:
        try:
            on = date.fromordinal(day)
        except (ValueError, OverflowError):
            return False
        last = monthrange(on.year, on.month)[1]
        return on.day == min(self._departs.month_day or last, last)

    def _periodic(self, moment: int, *, up: bool) -> int:
        """Every period from the planned departure on, and before it as well."""
        period = self._departs.period
        if period is None:
            return moment
        if period.elapsed or not (period.days or period.minutes):
            length = period.minutes_where(0, WEEK_OF_CLOCK)
            count, rest = divmod(moment - self._planned, max(1, length))
            return self._planned + (count + bool(up and rest)) * max(1, length)
        length = max(1, self._time.calendar.minutes(period))
        first = self._time.worked(self._planned)
        count = (self._time.worked(moment) - first) // length
        # The planned one may lie outside working hours, a little after its number was worked.
        if self._departure(count, length) > moment:
            count -= 1
        last = self._departure(count, length)
        return self._departure(count + 1, length) if up and last < moment else last

    def _departure(self, count: int, length: int) -> int:
        if count == 0:
            return self._planned
        return self._time.closing(self._time.worked(self._planned) + count * length)
