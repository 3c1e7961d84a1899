"""Calendars: workdays, hours, holidays, time zones, and calendars by name."""

from datetime import date

import pytest

from servicemap.calendars import STANDARD, Calendar
from servicemap.findings import Finding
from servicemap.loading import Loaded, read_text


def refused(loaded: Loaded) -> str:
    (finding,) = loaded.findings
    return brief(finding)


def brief(finding: Finding) -> str:
    return f"{finding.code} {finding.message} -> {finding.hint}"


@pytest.mark.parametrize(
    ("text", "calendar"),
    [
        ("{}", STANDARD),
        ("{workdays: Sun-Thu}", Calendar(workdays=(0, 1, 2, 3, 6))),
        ("{workdays: 'Mon,Wed,Fri'}", Calendar(workdays=(0, 2, 4))),
        ("{workdays: [Monday, Tue-Thu]}", Calendar(workdays=(0, 1, 2, 3))),
        ("{workdays: Mon\N{EN DASH}Sat}", Calendar(workdays=(0, 1, 2, 3, 4, 5))),
        ("{hours: 08:30-12:00}", Calendar(hours=((510, 720),))),
        ("{hours: '13:00-17:00, 9:00-12:00'}", Calendar(hours=((540, 720), (780, 1020)))),
        ("{hours: [09:00-12:00, 13:00-17:00]}", Calendar(hours=((540, 720), (780, 1020)))),
        ("{hours: 22:00-06:00}", Calendar(hours=((1320, 1800),))),
        ("{hours: 00:00-24:00}", Calendar(hours=((0, 1440),))),
        ("{hours: [22:00-06:00, 12:00-13:00]}", Calendar(hours=((720, 780), (1320, 1800)))),
        ("{holidays: HK}", Calendar(country="HK")),
        ("{holidays: de-by}", Calendar(country="DE-BY")),
        (
            "{holidays: [2027-02-09, GB, 2027-02-08]}",
            Calendar(holidays=(date(2027, 2, 8), date(2027, 2, 9)), country="GB"),
        ),
        ("{timezone: Asia/Hong_Kong}", Calendar(timezone="Asia/Hong_Kong")),
        (
            "{hours: {Mon-Thu: 08:00-16:30, Fri: 08:00-13:00}}",
            Calendar(hours=((480, 990),), differing=((4, ((480, 780),)),)),
        ),
        (
            "{hours: {Sat: 10:00-14:00, 'Tue,Thu': [9:00-12:00, 13:00-18:00]}}",
            Calendar((1, 3, 5), ((540, 720), (780, 1080)), differing=((5, ((600, 840),)),)),
        ),
        (
            "{workdays: Mon-Fri, hours: {Mon-Fri: 09:00-17:00, Sat: 09:00-13:00}}",
            Calendar(differing=((5, ((540, 780),)),)),
        ),
        ("{day: 7h 30m}", Calendar(day_length=450)),
        (
            "{holidays: [2027-02-08..2027-02-10, 2027-02-10, DE-BY]}",
            Calendar(holidays=tuple(date(2027, 2, day) for day in (8, 9, 10)), country="DE-BY"),
        ),
        ("{also: 2027-02-06}", Calendar(also=(date(2027, 2, 6),))),
        (
            "{also: [2027-02-20, 2027-02-06 .. 2027-02-07]}",
            Calendar(also=tuple(date(2027, 2, day) for day in (6, 7, 20))),
        ),
    ],
)
def test_calendars(text: str, calendar: Calendar) -> None:
    loaded = read_text(f"map: {{calendar: {text}}}\nteams: [A]\n")
    assert loaded.findings == ()
    assert loaded.map.calendar == calendar


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "{workdays: weekdays}",
            "SM006 workdays: 'weekdays' is no day of the week -> write Mon-Fri",
        ),
        (
            "{hours: 9-17}",
            "SM006 hours: '9-17' says no hours of the day -> write 09:00-17:00",
        ),
        (
            "{hours: 09:00-09:00}",
            "SM006 hours: '09:00-09:00' begins when it ends -> round the clock is 00:00-24:00",
        ),
        (
            "{hours: [09:00-13:00, 12:00-17:00]}",
            "SM006 hours: two of these stretches of time overlap -> write each hour of the"
            " day once",
        ),
        (
            "{hours: [22:00-06:00, 05:00-09:00]}",
            "SM006 hours: two of these stretches of time overlap -> write each hour of the"
            " day once",
        ),
        (
            "{hours: {from: 9}}",
            "SM006 hours: 'from' is no day of the week -> write hours: 09:00-17:00, or by day"
            " {Mon-Thu: 08:00-16:30, Fri: 08:00-13:00}",
        ),
        (
            "{hours: {Mon-Fri: 09:00-17:00, Fri: 09:00-12:00}}",
            "SM006 hours: Fri stands in two of these -> give each day of the week its hours once",
        ),
        (
            "{hours: {Mon-Thu: 09:00-17:00, Fri: }}",
            "SM006 hours: says nothing of Fri -> write Fri: 09:00-17:00, or leave out a day on"
            " which nobody works",
        ),
        (
            "{hours: {Mon-Thu: 09:00-17:00, Fri: 9-1}}",
            "SM006 hours of Fri: '9-1' says no hours of the day -> write 09:00-13:00",
        ),
        (
            "{hours: {Mon: 22:00-06:00, Tue: 05:00-13:00}}",
            "SM006 hours: the night of Mon reaches into the hours of Tue -> write each hour of the"
            " week once",
        ),
        (
            "{workdays: Mon-Fri, hours: {Fri: 09:00-13:00}}",
            "SM006 hours: say nothing of Mon-Thu, which workdays: names -> add Mon-Thu:"
            " 09:00-17:00, or leave workdays: out: the days with hours are worked",
        ),
        (
            "{hours: {}}",
            "SM006 hours: names no hours that are worked -> write hours: 09:00-17:00, or leave the"
            " key out for that",
        ),
        (
            "{day: 1d}",
            "SM006 day: '1d' does not say how many hours a day has -> write day: 8h or day: 7h 30m,"
            " 24h at most",
        ),
        (
            "{day: 25h}",
            "SM006 day: '25h' does not say how many hours a day has -> write day: 8h or"
            " day: 7h 30m, 24h at most",
        ),
        (
            "{holidays: [2027-08-20..2027-08-02]}",
            "SM006 holidays: '2027-08-20..2027-08-02' ends before it begins -> write"
            " 2027-08-02..2027-08-20",
        ),
        (
            "{holidays: [2027-08-02..2037-08-20]}",
            "SM006 holidays: '2027-08-02..2037-08-20' is longer than a year -> write a range for"
            " each year",
        ),
        (
            "{holidays: [2027-08-02 - 2027-08-20]}",
            "SM006 holidays: '2027-08-02 - 2027-08-20' is neither a date nor the code of a country"
            " -> write 2027-08-02..2027-08-20",
        ),
        (
            "{also: [HU]}",
            "SM006 also: 'HU' is no date -> write 2027-02-06, or 2027-02-06..2027-02-08",
        ),
        (
            "{holidays: UK}",
            "SM006 holidays: 'UK' is neither a date nor the code of a country -> did you mean GB?",
        ),
        (
            "{holidays: [2027-02-31]}",
            "SM006 holidays: '2027-02-31' is neither a date nor the code of a country -> write"
            " 2027-02-08, 2027-02-08..2027-02-12, HK or DE-BY",
        ),
        (
            "{holidays: [HK, GB]}",
            "SM006 holidays: a calendar keeps the holidays of one country, and this is a second ->"
            " write the days of the other as dates, or make a calendar for each",
        ),
        (
            "{timezone: Asia/HongKong}",
            "SM006 timezone: 'Asia/HongKong' is no time zone -> did you mean Asia/Hong_Kong?",
        ),
        (
            "{timezone: europe/london}",
            "SM006 timezone: 'europe/london' is no time zone -> did you mean Europe/London?",
        ),
        (
            "nights",
            "SM006 calendar: 'nights' is not one of the map's calendars -> declare it: map:"
            " {calendars: {nights: {workdays: Mon-Sun, hours: 00:00-24:00}}}",
        ),
        (
            "[Mon-Fri]",
            "SM002 calendar: a list stands here, where a calendar belongs -> write calendar: and"
            " one value after it",
        ),
        (
            "{hours: [{Mon-Thu: 08:00-16:30}]}",
            "SM002 hours: a mapping stands here, where a stretch of working hours belongs -> write"
            " hours: and one value after it",
        ),
        (
            "{hours: 9:00-17:00, worksdays: Mon-Fri}",
            "SM003 'worksdays' is no key of a calendar -> did you mean workdays?",
        ),
    ],
)
def test_calendars_that_cannot_be_read(text: str, sentence: str) -> None:
    assert refused(read_text(f"map: {{calendar: {text}}}\nteams: [A]\n")) == sentence


def test_a_party_works_by_a_calendar_of_the_map_wherever_that_is_declared() -> None:
    loaded = read_text(
        "teams:\n  IT: {calendar: Round the clock}\n  Night shift: {calendar: {hours:"
        " 22:00-06:00}}\n"
        "  Stores: {calendar: round the clok}\n"
        "map:\n  calendars: {round-the-clock: {workdays: Mon-Sun, hours: 00:00-24:00}}\n"
    )
    always = Calendar(workdays=tuple(range(7)), hours=((0, 1440),))
    assert loaded.map.calendars == {"round-the-clock": always}
    assert loaded.map.calendar_of("it") == always
    assert loaded.map.calendar_of("night-shift").hours == ((1320, 1800),)
    assert refused(loaded) == (
        "SM006 calendar: 'round the clok' is not one of the map's calendars -> did you mean"
        " round-the-clock?"
    )
