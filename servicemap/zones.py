"""Time zones: what the clock on the wall shows in one of them, and when.

Minutes on a wall and moments in UTC are both whole minutes since 0001-01-01.
"""

from collections.abc import Collection
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from servicemap.durations import DAY_OF_CLOCK

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

TZDATA = "tzdata"
"""The package to install where a machine has no time zone data of its own."""

LAST_DAY = date.max.toordinal() - 7
"""The ordinal of the last day that is told apart from those after it."""


def zone_called(name: str) -> "ZoneInfo":
    """A time zone by its IANA name.

    Raises ModuleNotFoundError, whose name is the package to install, where nothing here knows any;
    LookupError for a name that nobody knows.
    """
    from zoneinfo import ZoneInfo

    try:
        return ZoneInfo(name)
    except (ValueError, OSError, LookupError) as error:  # what is no key at all is no KeyError
        if not zones():
            raise ModuleNotFoundError("there is no time zone data", name=TZDATA) from error
        raise LookupError(f"no timezone is called '{name}'") from error


def zones() -> Collection[str]:
    """The names of all time zones that this machine knows; none where it has no data of them."""
    from zoneinfo import available_timezones

    # What the machine's own clock says is no name: the answer would be another on each machine.
    return available_timezones() - {"localtime", "posixrules", "Factory"}


def shown(zone: "ZoneInfo", moment: int) -> int:
    """What the clock on the wall shows at a moment in UTC."""
    return moment + _minutes(_at(zone, moment).utcoffset())


def shown_so_far(zone: "ZoneInfo", moment: int) -> int:
    """The same, but that the clock is never put back: while it would show an hour again it stands
    still.
    """
    while _at(zone, moment).fold:
        moment += 1
    return shown(zone, moment)


def first_shown(zone: "ZoneInfo", on_the_wall: int) -> int:
    """The moment in UTC at which the clock on the wall shows so much, the first of two.

    What it leaves out as it is put forward is as long after what it showed before.
    """
    return on_the_wall - _minutes(_wall(on_the_wall).replace(tzinfo=zone).utcoffset())


def reached(zone: "ZoneInfo", on_the_wall: int) -> int:
    """The first moment in UTC at which the clock on the wall shows no less."""
    then = _wall(on_the_wall).replace(tzinfo=zone)
    while _minutes(then.utcoffset()) < _minutes(then.replace(fold=1).utcoffset()):
        on_the_wall += 1  # no clock shows this
        then = _wall(on_the_wall).replace(tzinfo=zone)
    return first_shown(zone, on_the_wall)


def _at(zone: "ZoneInfo", moment: int) -> datetime:
    return _wall(moment).replace(tzinfo=UTC).astimezone(zone)


def _wall(minutes: int) -> datetime:
    """A moment as a date and time, the nearest there is where years run out."""
    day, minute = divmod(minutes, DAY_OF_CLOCK)
    return datetime.fromordinal(min(max(day, 7), LAST_DAY)) + timedelta(minutes=minute)


def _minutes(offset: timedelta | None) -> int:
    return int(offset.total_seconds() // 60) if offset else 0
