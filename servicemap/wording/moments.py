"""Days and moments as people say them in English."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from servicemap.dates import MONTHS, WEEKDAYS, WEEKDAYS_IN_FULL, clock
from servicemap.durations import DAY_OF_CLOCK, Duration
from servicemap.model import Departures, Due, Moment, Rhythm, ServiceMap
from servicemap.wording.lengths import in_words, short
from servicemap.wording.lists import in_runs, listed


def on_day(day: date) -> str:
    """`Mon 22 Feb 2027`."""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"


def at_moment(at: datetime, close_of_work: int) -> str:
    """`Mon 22 Feb 2027`, and the time where that is not when people go home.

    What is done at midnight is done on the day that ends then.
    `close_of_work` is in minutes after midnight.
    """
    minute = at.hour * 60 + at.minute
    day = at if minute else at - timedelta(days=1)
    minute = minute or DAY_OF_CLOCK
    return on_day(day) if minute == close_of_work else _at(day, minute)


def _at(day: date, minute: int) -> str:
    """`Mon 22 Feb 2027 17:00`, `midnight at the end of Mon 22 Feb 2027`."""
    if minute == DAY_OF_CLOCK:
        return f"midnight at the end of {on_day(day)}"
    return f"{on_day(day)} {clock(minute)}"


def when(
    m: ServiceMap,
    minutes: int,
    at: datetime | None,
    *,
    briefly: bool = False,
    to_the_minute: bool = False,
    from_the_start: bool = False,
) -> str:
    """A moment: `Mon 22 Feb 2027`, and without a date `15 days` (briefly `15d`) from the start.

    The time is left out where that is when people go home, unless it matters: `to_the_minute`.
    Where nothing around it tells that a length counts `from_the_start`, it says so itself.
    """
    if at is None:
        said = (short if briefly else in_words)(minutes, m.calendar.day)
        return f"{said} from the start" if from_the_start else said
    if not minutes and not (at.hour or at.minute):
        return f"{on_day(at)} 00:00"  # nothing was done the day before
    if to_the_minute:
        return at_moment(at, -1)
    return at_moment(at, m.calendar.closes((at - timedelta(minutes=1)).weekday()))


def days_tell(
    m: ServiceMap,
    moments: Iterable[datetime | None],
    between: Iterable[int | None],
    day: int,
) -> bool:
    """Whether days alone differ by what is said to lie between some moments.

    They do where each is when people go home, and these are whole days of `day` minutes. Else the
    time belongs to each day.
    """
    ends = (
        at is None
        or at.hour * 60 + at.minute
        == m.calendar.closes((at - timedelta(minutes=1)).weekday()) % DAY_OF_CLOCK
        for at in moments
    )
    return all(ends) and all(not minutes or minutes % day == 0 for minutes in between)


def said(moment: Moment) -> str:
    """`Thu 4 Mar 2027`, and the time where somebody named one: `Thu 4 Mar 2027 12:00`."""
    if moment.minute is None:
        return on_day(moment.day)
    return _at(moment.day, moment.minute)


def point(at: Due) -> str:
    """What somebody promised or expects: `Thu 4 Mar 2027 12:00`, `within 3d`, `every Friday`."""
    if isinstance(at, Departures):
        return rhythm(at)
    return f"within {at}" if isinstance(at, Duration) else said(at)


def by(at: Due) -> str:
    """The same after a verb: `by Thu 4 Mar 2027 12:00`, `within 3d`, `every Friday 12:00`."""
    if isinstance(at, Departures):
        return rhythm(at)
    return f"within {at}" if isinstance(at, Duration) else f"by {said(at)}"


def after_due(after: Duration) -> str:
    """When somebody looks for what is not there: `5d after it was due`, `when it is due`."""
    return f"{after} after it was due" if any(after[:3]) else "when it is due"


def rhythm(recurs: Departures) -> str:
    """`every working day 15:00`, `every Friday 12:00`, `on the 5th of each month`."""
    if recurs.rhythm is Rhythm.EVERY:
        return f"every {recurs.period}"
    if recurs.rhythm is Rhythm.DAILY:
        days = "every working day"
    elif recurs.rhythm is Rhythm.WEEKLY:
        names = [day.capitalize() for day in WEEKDAYS_IN_FULL]
        days = f"every {listed(list(in_runs(recurs.weekdays, names, ' to ')), at_most=7)}"
    elif recurs.month_day is None:
        days = "on the last working day of each month"
    else:
        days = f"on the {ordinal(recurs.month_day)} of each month"
    return days if recurs.minute is None else f"{days} {clock(recurs.minute)}"


def ordinal(number: int) -> str:
    """`1st`, `12th`, `23rd`."""
    ending = "th" if number // 10 % 10 == 1 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"
