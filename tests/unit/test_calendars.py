"""Working time, shown on days that one can look up."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from servicemap.calendars import STANDARD, Calendar, WorkingTime

MONDAY = date(2027, 2, 1)


def at(text: str) -> int:
    """`2027-02-01 09:00` as a moment on the wall."""
    then = datetime.fromisoformat(text)
    return then.toordinal() * 1440 + then.hour * 60 + then.minute


def shown(time: WorkingTime, moment: int) -> str:
    day, minute = time.on_the_wall(moment)
    return f"{date.fromordinal(day)} {minute // 60:02}:{minute % 60:02}"


@pytest.mark.parametrize(
    ("start", "minutes", "done"),
    [
        ("2027-02-01 09:00", 480, "2027-02-01 17:00"),
        ("2027-02-05 17:00", 1, "2027-02-08 09:01"),
        ("2027-02-05 17:00", 0, "2027-02-08 09:00"),
        ("2027-02-05 16:00", 60, "2027-02-05 17:00"),
        ("2027-02-06 11:00", 480, "2027-02-08 17:00"),
        ("2027-02-01 09:00", 2400, "2027-02-05 17:00"),
    ],
)
def test_starts_round_up_and_finishes_stay(start: str, minutes: int, done: str) -> None:
    time = WorkingTime(STANDARD, MONDAY)
    assert shown(time, time.add(at(start), minutes)) == done


def test_holidays_and_breaks_are_not_worked() -> None:
    time = WorkingTime(
        Calendar(hours=((540, 720), (780, 1020)), holidays=(date(2027, 2, 8),)), MONDAY
    )
    assert shown(time, time.add(at("2027-02-05 11:00"), 7 * 60)) == "2027-02-09 11:00"
    assert shown(time, time.subtract(at("2027-02-09 11:00"), 7 * 60)) == "2027-02-05 11:00"


def test_a_shift_across_midnight_belongs_to_the_day_it_begins() -> None:
    time = WorkingTime(Calendar(hours=((22 * 60, 30 * 60),), holidays=(date(2027, 2, 3),)), MONDAY)
    assert shown(time, time.add(at("2027-02-02 23:00"), 7 * 60)) == "2027-02-03 06:00"
    assert shown(time, time.add(at("2027-02-02 23:00"), 8 * 60)) == "2027-02-04 23:00"
    assert shown(time, time.add(at("2027-02-05 23:00"), 8 * 60)) == "2027-02-08 23:00"


def test_a_night_shift_is_an_hour_shorter_or_longer_when_the_clock_changes() -> None:
    nights = Calendar(tuple(range(7)), ((22 * 60, 30 * 60),), timezone="Europe/Berlin")
    time = WorkingTime(nights, MONDAY)

    def night(day: date) -> int:
        ordinal = day.toordinal()
        return time.worked(time.moment(ordinal + 1, 720)) - time.worked(time.moment(ordinal, 720))

    assert night(date(2027, 3, 26)) == 8 * 60
    assert night(date(2027, 3, 27)) == 7 * 60
    assert night(date(2027, 10, 30)) == 9 * 60


def test_no_night_is_shorter_or_longer_where_moments_are_told_by_the_clock_on_the_wall() -> None:
    nights = Calendar(tuple(range(7)), ((22 * 60, 30 * 60),), timezone="Europe/Berlin")
    here = WorkingTime(nights, MONDAY, ZoneInfo("Europe/Berlin"))
    plain = WorkingTime(nights._replace(timezone=None), MONDAY)
    for days in range(0, 400, 9):
        moment = at("2027-02-01 23:00") + days * 24 * 60
        assert here.worked(moment) == plain.worked(moment)
        assert shown(here, here.add(moment, 480)) == shown(plain, plain.add(moment, 480))


def test_hours_elsewhere_are_others_once_clocks_are_changed_there_or_here() -> None:
    """New York puts its clocks forward on 14 March, Berlin on the 28th, Kolkata never does."""
    office = Calendar(hours=((9 * 60, 17 * 60),))
    berlin = ZoneInfo("Europe/Berlin")

    def opens(zone: str, day: str) -> str:
        time = WorkingTime(office._replace(timezone=zone), MONDAY, berlin)
        moment = time.round_up(at(f"{day} 00:30"))
        return str(datetime.fromordinal(moment // 1440) + timedelta(minutes=moment % 1440))

    assert opens("America/New_York", "2027-03-12") == "2027-03-12 15:00:00"
    assert opens("America/New_York", "2027-03-15") == "2027-03-15 14:00:00"
    assert opens("America/New_York", "2027-03-29") == "2027-03-29 15:00:00"
    assert opens("Asia/Kolkata", "2027-03-26") == "2027-03-26 04:30:00"
    assert opens("Asia/Kolkata", "2027-03-29") == "2027-03-29 05:30:00"


def test_what_no_clock_shows_and_what_it_shows_twice_is_one_moment_elsewhere() -> None:
    """Berlin's clocks leave out the hour from 02:00 on 28 March, and show it twice in October."""
    time = WorkingTime(Calendar(timezone="Etc/UTC"), MONDAY, ZoneInfo("Europe/Berlin"))
    assert shown(time, at("2027-03-28 01:59")) == "2027-03-28 00:59"
    assert shown(time, at("2027-03-28 02:30")) == "2027-03-28 01:00"
    assert shown(time, at("2027-03-28 03:00")) == "2027-03-28 01:00"
    october = date(2027, 10, 31).toordinal()
    assert time.moment(october, 59) == at("2027-10-31 02:59")
    assert time.moment(october, 60) == time.moment(october, 119) == at("2027-10-31 03:00")
    assert time.moment(october, 121) == at("2027-10-31 03:01")


def test_public_holidays_are_those_of_the_country_or_its_part() -> None:
    hong_kong = WorkingTime(Calendar(country="HK"), MONDAY)
    assert not hong_kong.is_workday(date(2027, 2, 8).toordinal())
    assert hong_kong.is_workday(date(2027, 2, 10).toordinal())
    bavaria = WorkingTime(Calendar(country="DE-BY"), MONDAY)
    berlin = WorkingTime(Calendar(country="DE-BE"), MONDAY)
    assert not bavaria.is_workday(date(2027, 1, 6).toordinal())
    assert berlin.is_workday(date(2027, 1, 6).toordinal())


@pytest.mark.parametrize("unknown", [Calendar(country="XX"), Calendar(timezone="Nowhere/Land")])
def test_what_nobody_knows_is_a_lookup_error(unknown: Calendar) -> None:
    with pytest.raises(LookupError):
        WorkingTime(unknown, MONDAY)


def test_a_century_is_laid_out_when_it_is_asked_for() -> None:
    time = WorkingTime(Calendar(country="HK", timezone="Asia/Hong_Kong"), MONDAY)
    far = time.closing(100 * 260 * 480)
    for minutes in range(1000):
        assert time.worked(time.closing(100 * 260 * 480 + minutes)) == 100 * 260 * 480 + minutes
    assert date.fromordinal(far // 1440).year > 2120
