"""Working time against a minute-by-minute clock, and forward against backward."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from servicemap.calendars import STANDARD, Calendar, WorkingTime
from tests.examples import examples

DAY = 1440
FIRST = date(2027, 3, 1)  # a Monday; Europe's clocks change on the 28th
ORIGIN = FIRST.toordinal() * DAY

CALENDARS = [
    STANDARD,
    Calendar(hours=((540, 720), (780, 1020))),
    Calendar(workdays=tuple(range(7)), hours=((0, 1440),)),
    Calendar(workdays=(0, 2, 6), hours=((360, 840), (1320, 1800))),
    STANDARD._replace(holidays=(FIRST + timedelta(7), FIRST + timedelta(9))),
    Calendar(workdays=(5, 6), hours=((1320, 1800),), holidays=(FIRST + timedelta(6),)),
    STANDARD._replace(timezone="Europe/Berlin"),
    Calendar(tuple(range(7)), ((0, 1440),), timezone="America/New_York"),
    Calendar(workdays=tuple(range(7)), hours=((1320, 1800),), timezone="Europe/Berlin"),
    Calendar(
        hours=((480, 990),),
        holidays=(FIRST + timedelta(8), FIRST + timedelta(11)),
        differing=((4, ((480, 780),)), (5, ((540, 600),))),
        also=(FIRST + timedelta(5), FIRST + timedelta(11), FIRST + timedelta(13)),
    ),
    Calendar(workdays=(0, 4), differing=((0, ((1320, 1800),)),), timezone="Europe/Berlin"),
    Calendar(country="HU"),
]
calendars = st.sampled_from(CALENDARS)
walls = st.sampled_from(
    [None, *map(ZoneInfo, ("Europe/Berlin", "America/New_York", "Australia/Sydney"))]
)
"""By whose clock moments are told: None, in UTC."""

moments = st.integers(ORIGIN - 10 * DAY, ORIGIN + 500 * DAY)
lengths = st.integers(0, 30_000)


def works(time: WorkingTime, moment: int) -> bool:
    """Whether the minute from `moment` on is worked, asked of the clock on the wall."""
    day, minute = time.on_the_wall(moment)
    return any(
        time.is_workday(day - back) and start <= minute + back * DAY < end
        for back in (0, 1)
        for start, end in time.calendar.hours_on((day - back - 1) % 7)
    )


@examples(60)
@given(calendars, walls, st.integers(ORIGIN, ORIGIN + 60 * DAY), st.integers(0, 3000))
def test_minutes_are_counted_as_a_clock_would(
    calendar: Calendar, wall: ZoneInfo | None, start: int, length: int
) -> None:
    time = WorkingTime(calendar, FIRST, wall)
    counted = sum(works(time, moment) for moment in range(start, start + length))
    assert time.worked(start + length) - time.worked(start) == counted


@examples(100)
@given(calendars, walls, moments, lengths)
def test_opening_and_closing_are_the_two_inverses(
    calendar: Calendar, wall: ZoneInfo | None, moment: int, length: int
) -> None:
    time = WorkingTime(calendar, FIRST, wall)
    number = time.worked(moment)
    assert time.closing(number) <= moment
    assert time.closing(number + 1) > moment
    assert moment <= time.opening(number)
    for at in (time.opening(number + length), time.closing(number + length)):
        assert time.worked(at) == number + length
    assert time.closing(number + length) <= time.opening(number + length)


@examples(150)
@given(calendars, walls, moments, lengths)
def test_forward_and_backward_are_an_adjoint_pair(
    calendar: Calendar, wall: ZoneInfo | None, moment: int, length: int
) -> None:
    time = WorkingTime(calendar, FIRST, wall)
    latest = time.subtract(moment, length)
    assert time.add(latest, length) <= moment
    assert time.add(latest + 1, length) > moment
    assert time.subtract(time.add(moment, length), length) >= moment


@examples(100)
@given(calendars, walls, moments, st.integers(0, 5000), lengths)
def test_later_in_never_comes_earlier_out(
    calendar: Calendar, wall: ZoneInfo | None, moment: int, wait: int, length: int
) -> None:
    time = WorkingTime(calendar, FIRST, wall)
    assert time.add(moment, length) <= time.add(moment + wait, length)
    assert moment + length <= time.add(moment, length)


@examples(100)
@given(st.sampled_from([one for one in CALENDARS if one.timezone]), walls, moments)
def test_a_moment_is_what_some_clock_shows(
    calendar: Calendar, wall: ZoneInfo | None, moment: int
) -> None:
    """Every one that the wall shows but once; and later is later on each clock that never goes
    back.
    """
    time = WorkingTime(calendar, FIRST, wall)
    day, minute = time.on_the_wall(moment)
    earlier, later = time.moment(day, minute - 180), time.moment(day, minute + 180)
    assert earlier < time.moment(day, minute) < later
    in_utc = WorkingTime(calendar, FIRST)
    utc = in_utc.moment(day, minute)
    assert in_utc.on_the_wall(utc) == (day, minute)
    if wall is not None:
        shown = WorkingTime(Calendar(timezone=wall.key), FIRST).on_the_wall(utc)
        told = divmod(time.moment(day, minute), DAY)
        assert told >= shown, "where an hour is shown again, it stands still"
        assert told == shown or told[1] % 60 == 0
