"""How much later one time is than another: on the clock, and in somebody's working time."""

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from servicemap.durations import DAY_OF_CLOCK
from servicemap.model import Departures, Due, Moment, Rhythm
from servicemap.wording.lengths import in_words

if TYPE_CHECKING:
    from servicemap.timing.network.axis import Axis


class Gap(NamedTuple):
    """How much later than expected something is promised: on the clock, and worked in between.

    Minutes; of the customer's working time there may be none, over a weekend for instance.
    """

    clock: int
    worked: int

    def in_words(self, day: int) -> str:
        """`2 days`, in working time; where nobody works in between, `2 days on the clock`."""
        if self.worked:
            return in_words(self.worked, day)
        return f"{in_words(self.clock, DAY_OF_CLOCK)} on the clock"


def gap_between(axis: "Axis", calendar: int, late: Due, first: Due) -> Gap | None:
    """How much later than the other one time is, for a customer of a calendar; None: it is not.

    A later date is later as everybody reads it, whoever works on these days; within one day, and
    for anything else, the customer's working time counts. None too where nothing can be said: one
    of the two recurs and the other does not, or one is a date and the other a length of time on a
    map without a start.
    """
    if isinstance(late, Departures) and isinstance(first, Departures):
        return _recurring_gap(axis, calendar, late, first)
    if isinstance(late, Departures) or isinstance(first, Departures):
        return None
    worked = axis.times[calendar].worked
    if isinstance(late, Moment) and isinstance(first, Moment):
        last, due = axis.moment(late, calendar), axis.moment(first, calendar)
        minutes = max(0, worked(last) - worked(due))
        days = (late.day - first.day).days
        if last <= due or not (days or minutes):
            return None
        dates_alone = late.minute is None and first.minute is None
        return Gap(days * DAY_OF_CLOCK if dates_alone else last - due, minutes)
    at, due_at = axis.due(late, calendar), axis.due(first, calendar)
    if at is None or due_at is None:
        return None
    minutes = worked(at) - worked(due_at)
    return Gap(at - due_at, minutes) if minutes > 0 else None


def _recurring_gap(axis: "Axis", calendar: int, late: Departures, first: Departures) -> Gap | None:
    """By how much the first moment of the one in a month (a week, a day) comes after the other's.

    The longer of the two periods counts, the one in which the plan starts.
    """
    from servicemap.timing.network.departures import Timetable

    time = axis.times[calendar]
    day, _ = time.on_the_wall(axis.starts[calendar])
    rhythms = {late.rhythm, first.rhythm}
    if Rhythm.MONTHLY in rhythms:
        day -= date.fromordinal(day).day - 1
    elif Rhythm.WEEKLY in rhythms:
        day -= (day - 1) % 7
    begins = time.moment(day, 0)
    at, due = (Timetable(one, time, begins).after(begins) for one in (late, first))
    minutes = time.worked(at) - time.worked(due)
    return Gap(at - due, minutes) if minutes > 0 else None
