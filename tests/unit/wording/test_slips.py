"""What people write for lengths and days is answered in their own figures."""

import pytest

from servicemap.wording.slips import length_meant, moment_meant
from servicemap.wording.slips_of_calendars import (
    calendar_meant,
    departure_meant,
    hours_meant,
    weekdays_meant,
)
from servicemap.wording.slips_of_numbers import amount_meant, score_meant


@pytest.mark.parametrize(
    ("written", "cure"),
    [
        ("1,5d", "write a point for the decimal comma: 1.5d"),
        ("1,5 days", "write a point for the decimal comma: 1.5days"),
        ("2 working days", "every length is working time: write 2d"),
        ("3 business days", "every length is working time: write 3d"),
        ("4 work hours", "every length is working time: write 4h"),
        ("2-3d", "write takes: {best: 2d, likely: 3d, worst: 3d}"),
        ("2 to 3 days", "write takes: {best: 2days, likely: 3days, worst: 3days}"),
        ("4h \u2013 2d", "write takes: {best: 4h, likely: 2d, worst: 2d}"),
        ("1 month", "write it in weeks, for example 4w"),
        ("1,5 years", "write it in weeks, for example 78w"),
        ("15:00", "this is a time of day; a length of time is written 30m, 4h, 2d or 1w"),
        ("ca. 2d", "write the length alone: 2d"),
        ("up to 1d 4h", "write the length alone: 1d 4h"),
        ("3 hrs 20", "the last number has no unit: 3 hrs 20m, if minutes are meant"),
        ("half a day", "write 0.5d"),
        ("two weeks", "write 2w"),
        ("none", "write 0d"),
        ("half day", "write 0.5d"),
        (
            "2-3",
            "add the unit: if these are days, write takes: {best: 2d, likely: 3d, worst: 3d}",
        ),
        ("3 Tage", "write 3d"),
        ("2,5 Std.", "write 2.5h"),
        ("3 dasy", "did you mean 3 days?"),
        ("3 bananas", ""),
        ("+3d", "write 3d"),
        ("1/2 day", "write 0.5d, or 4h of a day of eight hours"),
        ("1 1/2 d", "write 1.5d, or 12h of a day of eight hours"),
        ("1\u00bd hours", "write 1.5h"),
        ("1/3 week", "write 0.33w"),
        ("1/2 moon", ""),
        ("1/0 day", ""),
        ("TBD", "leave it out until it is known"),
        ("?", "leave it out until it is known"),
        ("to be confirmed", "leave it out until it is known"),
        ("yearly", "write 52w"),
        ("once a month", "write 4w"),
        ("every 2 weeks", "write 2 weeks"),
        ("1h30", "write 1h 30m"),
        ("3 calendar days", "write 3d elapsed: nights and weekends count"),
        ("48h on the clock", "write 48h elapsed: nights and weekends count"),
        ("a while on the clock", ""),
        ("soon", ""),
        ("about a while", ""),
        ("-2d", ""),
    ],
)
def test_a_length_that_a_map_does_not_know(written: str, cure: str) -> None:
    assert length_meant(written, "takes") == cure


def test_only_what_work_takes_may_be_a_range() -> None:
    assert length_meant("2-3d", "slack") == "write one length, for example 3d"


@pytest.mark.parametrize(
    ("written", "cure"),
    [
        ("3 Feb 2027", "write the year first: 2027-02-03"),
        ("3rd February, 2027", "write the year first: 2027-02-03"),
        ("Feb 3, 2027", "write the year first: 2027-02-03"),
        ("03.02.2027", "write the year first: 2027-02-03"),
        ("3/2/2027", "write the year first: 2027-02-03 or 2027-03-02"),
        ("13/2/2027", "write the year first: 2027-02-13"),
        ("2/2/2027", "write the year first: 2027-02-02"),
        ("1.2.27", "write the year first: 2027-02-01"),
        ("2027/2/3", "write the year first: 2027-02-03"),
        ("15:00", "a time of day needs its day: 2027-02-05 15:00"),
        ("8am", "a time of day needs its day: 2027-02-05 08:00"),
        ("5:30 pm", "a time of day needs its day: 2027-02-05 17:30"),
        ("every day by 15:00", "write the first day that it is due, such as 2027-02-05 15:00"),
        ("Friday", "write the date of that Friday, such as 2027-02-05"),
        ("by next Tue", "write the date of that Tuesday, such as 2027-02-02"),
        ("6h", ""),
        ("today", "write the day itself, such as 2027-02-05"),
        ("tbc", "leave it out until it is known"),
        ("Q1 2027", "write the day itself, such as 2027-03-31"),
        ("2028-Q2", "write the day itself, such as 2028-06-30"),
        ("H2/2027", "write the day itself, such as 2027-12-31"),
        ("Q4", "write the day itself, such as 2027-12-31"),
        ("week 6", "write the day itself, such as 2027-02-12"),
        ("KW 53 2026", "write the day itself, such as 2027-01-01"),
        ("2027-W06", "write the day itself, such as 2027-02-12"),
        ("week 60", ""),
        ("February 2028", "write the day itself, such as 2028-02-29"),
        ("end of May", "write the day itself, such as 2027-05-31"),
        ("mid-March 2027", "write the day itself, such as 2027-03-15"),
        ("M\u00e4rz 2027", "write the day itself, such as 2027-03-31"),
        ("2027-03", "write the day itself, such as 2027-03-31"),
        ("13/2027", ""),
        ("2027", "write the day itself, such as 2027-12-31"),
        ("31.02.2027", ""),
        ("32/13/2027", ""),
        ("when it is done", ""),
        ("27-03-05", "write the year first: 2027-03-05 or 2005-03-27"),
        ("by 2027-03-05", "write the day alone: 2027-03-05"),
        ("by 3 Feb 2027", "write the year first: 2027-02-03"),
    ],
)
def test_a_day_that_a_map_does_not_know(written: str, cure: str) -> None:
    assert moment_meant(written) == cure


@pytest.mark.parametrize(
    ("written", "cure"),
    [
        ("9-5", "write 09:00-17:00"),
        ("8am-5pm", "write 08:00-17:00"),
        ("9 to 17", "write 09:00-17:00"),
        ("9h-17h", "write 09:00-17:00"),
        ("8", "write from when to when, such as 09:00-17:00"),
        ("7.30 Uhr bis 16 Uhr", "write 07:30-16:00"),
        ("mornings", ""),
        ("9-12-17", ""),
        ("1" + " " * 60_000 + "/", ""),
    ],
)
def test_hours_that_a_map_does_not_know(written: str, cure: str) -> None:
    assert hours_meant(written) == cure


@pytest.mark.parametrize(
    ("written", "cure"),
    [
        ("weekdays 17:00", "write Mon-Fri 17:00"),
        ("every morning", "add the time of day: daily 17:00"),
        ("Do 17:00", "write Thu 17:00"),
        ("Freitags 17 Uhr", "write Fri 17:00"),
        ("ma, do 9:30", "write Mon,Thu 09:30"),
        ("tbd", "leave it out until it is known"),
        ("Fridays", "add the time of day: Fri 17:00"),
        ("every Friday", "add the time of day: Fri 17:00"),
        ("Friday 5pm", "write Fri 17:00"),
        ("daily at 17:00", "write daily 17:00"),
        ("17:00", "say on which days: daily 17:00, or Fri 17:00"),
        ("monthly", "say on which day: monthly 25, or monthly last"),
        ("weekly", "say on which day: Fri 17:00; or every 1w from the planned one on"),
        ("daily", "add the time of day: daily 17:00"),
        ("now and then", ""),
    ],
)
def test_departures_that_a_map_does_not_know(written: str, cure: str) -> None:
    assert departure_meant(written) == cure


@pytest.mark.parametrize(
    ("written", "days"),
    [
        ("Mo-Do", "Mon-Thu"),
        ("Montag bis Freitag", "Mon-Fri"),
        ("ma-vr", "Mon-Fri"),
        ("ma, wo en vr", "Mon,Wed,Fri"),
        ("lun-ven", "Mon-Fri"),
        ("mar. au sam.", "Tue-Sat"),
        ("lunes a viernes", "Mon-Fri"),
        ("Mon to Fri", "Mon-Fri"),
        ("Mondays and Thursdays", "Mon,Thu"),
        ("Sa-Mo", "Mon,Sat,Sun"),
        ("often", ""),
        ("m", ""),
        ("Mo-", ""),
        ("-".join(["Mo"] * 1000), ""),
    ],
)
def test_days_in_other_words(written: str, days: str) -> None:
    assert weekdays_meant(written) == days


@pytest.mark.parametrize(
    ("written", "cure"),
    [
        ("Mo-Fr 9-17", "write calendar: {workdays: Mon-Fri, hours: 09:00-17:00}"),
        ("Mon, Wed 8am-5pm", "write calendar: {workdays: [Mon,Wed], hours: 08:00-17:00}"),
        ("Mon-Thu", "write calendar: {workdays: Mon-Thu}"),
        ("9-5", "write calendar: {hours: 09:00-17:00}"),
        ("24/7", "write calendar: {workdays: Mon-Sun, hours: 00:00-24:00}"),
        ("nights", ""),
        ("Mo-Fr whenever 9-17", ""),
        ("nights 22-6", ""),
        ("Mo-Fr 9", ""),
    ],
)
def test_a_calendar_in_one_text(written: str, cure: str) -> None:
    assert calendar_meant(written) == cure


@pytest.mark.parametrize(
    ("written", "cure"),
    [
        ("120,000 EUR", "did you mean 120000?"),
        ("40 EUR", "write 40; the currency belongs to the map"),
        ("12k", "write 12000"),
        ("\u20ac40k", "write 40000"),
        ("1.2 million", "write 1200000"),
        ("1,5 Mio.", "write 1500000"),
        ("free", "write 0"),
        ("TBD", "leave it out until it is known"),
        ("-5", ""),
        ("much", ""),
    ],
)
def test_an_amount_that_a_map_does_not_know(written: str, cure: str) -> None:
    assert amount_meant(written) == cure


@pytest.mark.parametrize(
    ("written", "cure"),
    [
        ("8/10", "write 8"),
        ("4 of 5", "write 8"),
        ("80%", "write 8"),
        ("7.5", "write 7 or 8"),
        ("?", "leave it out until it is known"),
        ("12/10", ""),
        ("good", ""),
    ],
)
def test_a_score_that_a_map_does_not_know(written: str, cure: str) -> None:
    assert score_meant(written) == cure
