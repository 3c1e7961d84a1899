"""The time axis of one map: its calendars, where the plan starts, and what a date means on it."""

from collections import Counter
from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone
from typing import TYPE_CHECKING, TypeVar

from servicemap.calendars import ROUND_THE_CLOCK, Calendar, WorkingTime
from servicemap.durations import DAY_OF_CLOCK, HOUR, Duration
from servicemap.errors import WrongValue
from servicemap.model import Moment, ServiceMap
from servicemap.zones import TZDATA, zone_called

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

TYPICAL_MONDAY = date(2029, 1, 1)
"""Where a map without `start` is laid: a Monday that begins a month and a year."""

CLOCKS_STAY = ((4 * HOUR, DAY_OF_CLOCK),)
"""The hours in which hardly a time zone puts its clocks forward or back: days are alike in them."""


class Axis:
    """Every calendar of a map as working time on one axis of whole minutes.

    They are minutes of a clock on the wall, where most of the parties are. When that is put forward
    or back the night is as long as any other: who works through it does what they do in each night,
    and a week later is a week later for all, whether they work round the clock or not. Clocks that
    are changed on another day, or never, show another hour from then on, and so they do here.

    `times` are the different calendars, the map's own first; `calendar` says which of them each
    party works by, `clock` counts every minute. `starts` is where the plan starts in each calendar:
    a bare day begins in each at its own midnight. `start` is the map's own. Without a `start` the
    map is a typical week: holidays do not count.
    """

    __slots__ = (
        "_by_day",
        "_first",
        "_on_walls",
        "_shown_in",
        "_zone",
        "calendar",
        "clock",
        "dated",
        "start",
        "starts",
        "times",
    )

    def __init__(self, m: ServiceMap) -> None:
        """Raises WrongValue for a country or timezone that nobody knows, or that is missing."""
        if m.zoned_alone:
            raise WrongValue(
                f"{m.zoned_alone[0].name} has a time zone, and the calendar of the map has none",
                "add one: map: {calendar: {timezone: ...}}",
            )
        self.dated = m.start is not None
        self._first = first = m.start.day if m.start else TYPICAL_MONDAY
        own = {party.id: party.calendar or m.calendar for party in m.parties.values()}
        different = dict.fromkeys([m.calendar, *own.values()])
        number = {calendar: k for k, calendar in enumerate(different)}
        here = m.calendar.timezone
        self._shown_in: ZoneInfo | None = None
        self._zone: ZoneInfo | None = None
        if here is not None:
            zones = Counter([here, *((calendar.timezone or here) for calendar in own.values())])
            self._shown_in, self._zone = _zone(here), _zone(zones.most_common(1)[0][0])
        self.times = [
            self._working_time(calendar._replace(timezone=calendar.timezone or here), first)
            for calendar in different
        ]
        self.calendar = {party: number[calendar] for party, calendar in own.items()}
        self.clock = WorkingTime(ROUND_THE_CLOCK, first)
        self._by_day: dict[str, WorkingTime] = {}
        self._on_walls: dict[int, WorkingTime] = {}
        if m.start is None or m.start.minute is None:
            self.starts = [time.moment(first.toordinal(), 0) for time in self.times]
        else:
            at = self.times[0].moment(first.toordinal(), m.start.minute)
            self.starts = [at] * len(self.times)
        self.start = self.starts[0]

    def wall_clock(self, one: int, other: int) -> WorkingTime | None:
        """The clock on the wall of two calendars, but for the hours in which clocks are changed.

        None where that is the clock of this axis, or they have not one time zone.
        """
        zone = self.times[one].calendar.timezone
        if self._zone is None or zone is None or zone != self.times[other].calendar.timezone:
            return None
        if zone == self._zone.key:
            return None
        if zone not in self._by_day:
            by_day = ROUND_THE_CLOCK._replace(hours=CLOCKS_STAY, timezone=zone)
            self._by_day[zone] = self._working_time(by_day, self._first)
        return self._by_day[zone]

    def on_its_own_wall(self, calendar: int) -> WorkingTime:
        """A calendar's working time in moments of its own wall, where no week differs by an hour.

        As `WorkingTime.on_the_wall` tells them, but for work in the nights in which clocks change.
        """
        time = self.times[calendar]
        if self._zone is None or time.calendar.timezone == self._zone.key:
            return time
        if calendar not in self._on_walls:
            local = time.calendar._replace(timezone=None)
            self._on_walls[calendar] = WorkingTime(local, self._first)
        return self._on_walls[calendar]

    def _working_time(self, calendar: Calendar, first: date) -> WorkingTime:
        if not self.dated:
            calendar = calendar.without_days()
        return _known(calendar, lambda: WorkingTime(calendar, first, self._zone))

    def from_start(self, moment: int) -> int:
        """Minutes of the map's working time from the start of the plan to a moment."""
        return self.times[0].worked(moment) - self.times[0].worked(self.start)

    def due(self, when: Moment | Duration, calendar: int) -> int | None:
        """The moment that a date or a length from the start names; a bare date, its end of work.

        None where a date has no place in the plan: on a map without a start.
        """
        time = self.times[calendar]
        if isinstance(when, Duration):
            start, minutes = self.starts[calendar], time.calendar.minutes(when)
            return start + minutes if when.elapsed else time.add(start, minutes)
        return self.moment(when, calendar) if self.dated else None

    def number(self, moment: int, calendar: int) -> int:
        """A moment as a number of minutes that a calendar has worked by then."""
        return self.times[calendar].worked(moment)

    def moment(self, when: Moment, calendar: int) -> int:
        """The moment that a date names, wherever the plan starts; a bare date, its end of work."""
        time, day = self.times[calendar], when.day.toordinal()
        return time.end_of_work(day) if when.minute is None else time.moment(day, when.minute)

    def beginning(self, when: Moment, calendar: int) -> int | None:
        """The same of a day from which on something may be done; a bare date, its beginning."""
        if not self.dated:
            return None
        return self.times[calendar].moment(when.day.toordinal(), when.minute or 0)

    def at(self, moment: int | None) -> datetime | None:
        """A moment as the map's own clock on the wall shows it; None without a start."""
        if moment is None or not self.dated:
            return None
        day, minute = self.times[0].on_the_wall(moment)
        if not 0 < day < date.max.toordinal():
            return None
        shown = datetime.fromordinal(day) + timedelta(minutes=minute)
        if self._shown_in is not None:
            offset = shown.replace(tzinfo=self._shown_in).utcoffset()
            shown = shown.replace(tzinfo=timezone(offset or timedelta()))
        return shown


_T = TypeVar("_T")


def _zone(name: str) -> "ZoneInfo":
    return _known(Calendar(timezone=name), lambda: zone_called(name))


def _known(calendar: Calendar, made: Callable[[], _T]) -> _T:
    """What is made of a calendar, or why nobody here can."""
    try:
        return made()
    except LookupError as error:
        raise WrongValue(str(error.args[0]), "correct it in the map's calendars") from error
    except ModuleNotFoundError as error:
        what = f"the public holidays of {calendar.country}: they need the package 'holidays'"
        if error.name == TZDATA:
            what = f"the time zone {calendar.timezone}: this machine has no time zone data"
        raise WrongValue(
            f"nobody here knows {what}", f"install it: pip install {error.name}"
        ) from error
