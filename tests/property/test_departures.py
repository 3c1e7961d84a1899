"""Departures: the next one and the last one are an adjoint pair, for every rhythm."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from servicemap.calendars import STANDARD, Calendar, WorkingTime
from servicemap.durations import parse_duration
from servicemap.model import Departures, Rhythm
from servicemap.timing.network.departures import Timetable
from tests.examples import examples

FIRST = date(2027, 3, 1)
ORIGIN = FIRST.toordinal() * 1440

RHYTHMS = [
    Departures(Rhythm.DAILY, "daily 17:00", minute=1020),
    Departures(Rhythm.DAILY, "daily"),
    Departures(Rhythm.WEEKLY, "Fri 12:00", weekdays=(4,), minute=720),
    Departures(Rhythm.WEEKLY, "Mon,Thu,Sat 09:30", weekdays=(0, 3, 5), minute=570),
    Departures(Rhythm.MONTHLY, "monthly 31", month_day=31),
    Departures(Rhythm.MONTHLY, "monthly 1 12:00", minute=720, month_day=1),
    Departures(Rhythm.MONTHLY, "monthly last", month_day=None),
    Departures(Rhythm.EVERY, "every 1w", period=parse_duration("1w")),
    Departures(Rhythm.EVERY, "every 2d", period=parse_duration("2d")),
    Departures(Rhythm.EVERY, "every 36h elapsed", period=parse_duration("36h elapsed")),
    Departures(Rhythm.EVERY, "every 1w 1d", period=parse_duration("1w 1d")),
]
CALENDARS = [
    STANDARD._replace(holidays=(FIRST + timedelta(4), FIRST + timedelta(30))),
    Calendar(tuple(range(7)), ((0, 1440),)),
    Calendar((0, 2, 4), ((1320, 1800),), timezone="Europe/Berlin"),
]


@examples(250)
@given(
    st.sampled_from(RHYTHMS),
    st.sampled_from(CALENDARS),
    st.integers(ORIGIN - 20_000, ORIGIN + 200_000),
    st.integers(ORIGIN, ORIGIN + 20_000),
)
def test_the_next_and_the_last_departure_are_an_adjoint_pair(
    departs: Departures, calendar: Calendar, moment: int, planned: int
) -> None:
    table = Timetable(departs, WorkingTime(calendar, FIRST), planned)
    after, by = table.after(moment), table.by(moment)
    assert by <= moment <= after
    assert table.after(after) == after
    assert table.by(after) == after
    assert table.after(by) == by
    assert table.after(by + 1) > moment  # nothing leaves between them
    assert table.by(after - 1) < moment
