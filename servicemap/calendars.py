"""When people work: the working week that turns days into minutes."""

from datetime import date
from typing import NamedTuple

from servicemap.durations import HOUR, Duration

Hours = tuple[int, int]
"""From and to, in minutes after midnight; past 24:00 where a shift crosses midnight."""


class Calendar(NamedTuple):
    """Working days (0 is Monday), the hours worked on each, and the days nobody works.

    `hours` are in order and do not overlap. `country` names public holidays by ISO code
    (`HK`, `DE-BY`), beside the `holidays` that are listed. `timezone` is an IANA name; without
    one the clock on the wall is all there is.
    """

    workdays: tuple[int, ...] = (0, 1, 2, 3, 4)
    hours: tuple[Hours, ...] = ((9 * HOUR, 17 * HOUR),)
    holidays: tuple[date, ...] = ()
    country: str | None = None
    timezone: str | None = None

    @property
    def day(self) -> int:
        """Minutes in a working day."""
        return sum(end - start for start, end in self.hours)

    @property
    def week(self) -> int:
        """Minutes in a working week."""
        return self.day * len(self.workdays)

    def minutes(self, length: Duration) -> int:
        """A length of time in whole minutes of this calendar's working time."""
        return length.minutes_where(self.day, self.week)


STANDARD = Calendar()
"""Monday to Friday, 09:00 to 17:00: what a map means that says nothing."""
