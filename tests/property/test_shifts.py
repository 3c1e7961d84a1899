"""What a delay becomes, against looking at every minute at which it may begin."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from servicemap.calendars import ROUND_THE_CLOCK, STANDARD, Calendar, WorkingTime
from servicemap.durations import Duration
from servicemap.model import Departures, Rhythm
from servicemap.timing.network.departures import Timetable
from servicemap.timing.passes.finishes import Remembered, Shift
from servicemap.timing.passes.many_moments import shift_from_any
from servicemap.timing.passes.shifts import MANY_DELAYS, shift_of
from tests.examples import examples

FIRST = date(2027, 3, 1)
ORIGIN = FIRST.toordinal() * 1440
WEEK = 7 * 1440

CALENDARS = [
    STANDARD,
    STANDARD._replace(holidays=(FIRST + timedelta(4),)),
    Calendar((0, 2, 4), ((1320, 1800),), also=(FIRST + timedelta(5),)),
    ROUND_THE_CLOCK,
]
RHYTHMS = [
    None,
    Departures(Rhythm.DAILY, "daily 17:00", minute=1020),
    Departures(Rhythm.WEEKLY, "Fri 12:00", weekdays=(4,), minute=720),
]


ZONED = [
    *CALENDARS,
    STANDARD._replace(timezone="Europe/Paris"),
    STANDARD._replace(timezone="Asia/Tokyo", holidays=(FIRST + timedelta(9),)),
    Calendar(tuple(range(7)), ((0, 360), (1320, 1440)), timezone="Europe/Paris"),
]


EVERY = Duration(minutes=700)


@examples(40)
@given(
    st.sampled_from(ZONED),
    st.sampled_from(ZONED),
    st.sampled_from([*RHYTHMS, Departures(Rhythm.EVERY, "every 700m", period=EVERY)]),
    st.integers(0, 20_000),
    st.integers(ORIGIN, ORIGIN + 6 * WEEK),
    st.integers(0, 2 * WEEK),
    st.booleans(),
)
def test_each_minute_of_many_is_looked_at(
    theirs: Calendar,
    mine: Calendar,
    departs: Departures | None,
    late: int,
    first: int,
    wide: int,
    at_any_time: bool,
) -> None:
    """Over the end of March as well, when clocks are put forward."""
    them, us = WorkingTime(theirs, FIRST), WorkingTime(mine, FIRST)
    table = Timetable(departs, them, ORIGIN) if departs else None

    def there(at: int) -> int:
        return us.worked(table.after(at) if table else at)

    def later(at: int) -> int:
        return them.closing(them.worked(at) + late) if late else at

    def latest(at: int) -> int:
        return max(at, them.opening(them.worked(at) + late)) if at_any_time else later(at)

    moments = range(first, first + wide + 1)
    least = min(there(later(at)) - there(at) for at in moments)
    most = max(there(latest(at)) - there(at) for at in moments)
    window = them, us, table, first, first + wide
    found = shift_from_any(Remembered(), window, late, at_any_time=at_any_time)
    assert found == Shift(least, most)


@examples(30)
@given(
    st.sampled_from(CALENDARS),
    st.sampled_from(CALENDARS),
    st.sampled_from(RHYTHMS),
    st.integers(1, 3000),
    st.integers(ORIGIN, ORIGIN + WEEK),
    st.integers(0, 3 * WEEK),
)
def test_nothing_is_missed_where_weeks_repeat(
    theirs: Calendar,
    mine: Calendar,
    departs: Departures | None,
    late: int,
    first: int,
    wide: int,
) -> None:
    them, us = WorkingTime(theirs, FIRST), WorkingTime(mine, FIRST)
    table = Timetable(departs, them, ORIGIN) if departs else None

    def there(moment: int) -> int:
        return us.worked(table.after(moment) if table else moment)

    every = [
        there(them.closing(them.worked(at) + late)) - there(at)
        for at in range(first, first + wide + 1)
    ]
    known = Remembered()
    for _ in range(MANY_DELAYS + 1):  # one by one first, then by arrays
        found = shift_of(known, them, us, table, late, first, first + wide)
        assert found == Shift(min(every), max(every))


def test_a_single_holiday_does_not_make_a_year_of_weeks_differ() -> None:
    looked_at: set[int] = set()

    class Watched(WorkingTime):
        def worked(self, moment: int) -> int:
            looked_at.add(moment)
            return super().worked(moment)

    with_holiday = STANDARD._replace(holidays=(FIRST + timedelta(7),))
    times = WorkingTime(with_holiday, FIRST), Watched(ROUND_THE_CLOCK, FIRST)
    shift_of(Remembered(), *times, None, 60, ORIGIN, ORIGIN + 52 * WEEK)
    assert 0 < max(looked_at) - ORIGIN < 4 * WEEK
