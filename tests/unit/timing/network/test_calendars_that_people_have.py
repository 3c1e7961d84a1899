"""Short Fridays, plant holidays, paint that dries, two continents: what is planned for when."""

from datetime import date, datetime

import pytest

from servicemap.calendars import Calendar, WorkingTime
from servicemap.errors import WrongValue
from servicemap.loading import read_text
from servicemap.model import ServiceMap
from servicemap.reporting.terminal import Ink
from servicemap.reporting.text import promises as told_promises
from servicemap.reporting.text import traces as told_traces
from servicemap.timing.answers.delays import trace
from servicemap.timing.answers.promises import promises
from servicemap.timing.answers.tolerances import tolerance
from servicemap.unknowns import Unknown


def read(text: str) -> ServiceMap:
    loaded = read_text(text)
    assert loaded.findings == ()
    return loaded.map


def planned(text: str) -> dict[str, str]:
    """The name of each promised service -> when it is there by plan."""
    m = read(text)
    return {
        m.services[one.service].name: f"{one.planned_at:%a %d %b %Y %H:%M}" for one in promises(m)
    }


PAINT = """
map: {title: Paint, start: 2027-02-01}
teams:
  Painters:
    serves:
      - {customer: Owner, service: Paint on, takes: 5d, needs: []}
      - {customer: Owner, service: Dry walls, takes: 2d elapsed, needs: [Paint on]}
      - {customer: Owner, service: Handed over, takes: 1h, needs: [Dry walls]}
end_users: [Owner]
"""


def test_paint_dries_from_the_moment_it_is_on() -> None:
    assert planned(PAINT) == {
        "Paint on": "Fri 05 Feb 2027 17:00",
        "Dry walls": "Sun 07 Feb 2027 17:00",
        "Handed over": "Mon 08 Feb 2027 10:00",
    }


def test_what_dries_over_the_weekend_may_be_late_until_monday() -> None:
    """A day on the clock later it is dry on Monday at 17:00; on Sunday until then nobody waits."""
    m = read(PAINT)
    traced = trace(m, {"painters/dry-walls": "16h elapsed"})
    assert traced.delays == {}
    traced = trace(m, {"painters/dry-walls": "24h elapsed"})
    assert traced.delays == {"painters/dry-walls": 480, "painters/handed-over": 480}


def test_elapsed_work_without_needs_begins_with_the_first_day() -> None:
    text = """
map: {start: 2027-02-01}
teams:
  Kiln: {serves: [{customer: Guests, service: Pots, takes: 30h elapsed}]}
end_users: [Guests]
"""
    assert planned(text) == {"Pots": "Tue 02 Feb 2027 06:00"}


def test_a_release_at_the_weekend_waits_for_nobody() -> None:
    text = """
map: {start: 2027-02-01}
teams:
  Developers: {serves: [{customer: Operations, service: Build, takes: 5d}]}
  Operations:
    serves:
      - customer: Users
        service: New version
        takes: 4h elapsed
        departs: Sun 10:00
        needs: [Build]
      - {customer: Users, service: Report, takes: 1d, needs: [New version]}
end_users: [Users]
"""
    assert planned(text) == {
        "New version": "Sun 07 Feb 2027 10:00",
        "Report": "Mon 08 Feb 2027 17:00",
    }
    late = trace(read(text), {"developers": "1h"})
    assert [f"{one.actual_at:%a %d %b}" for one in late] == ["Sun 14 Feb", "Tue 09 Feb"]


def test_what_takes_no_time_is_done_when_its_needs_are_there() -> None:
    text = """
map: {start: 2027-02-01}
teams:
  Printers: {serves: [{customer: Editors, service: Pages, takes: 5d}]}
  Editors: {serves: [{customer: Readers, service: Approved pages, takes: 0d, departs: Fri 18:00}]}
end_users: [Readers]
"""
    assert planned(text) == {"Approved pages": "Fri 05 Feb 2027 18:00"}


def test_slack_over_a_weekend_is_of_the_ones_who_wait() -> None:
    """Dry on Friday, an hour late: the glue is there on Friday at 18:00, a minute of work too late.

    Two hours of work without it are there until Monday.
    """
    text = """
map: {start: 2027-02-01}
teams:
  Stores: {serves: [{customer: Joiners, service: Glue, takes: 5d}]}
  Joiners:
    relies_on: [{provider: Stores, service: Glue, slack: 2h}]
    serves: [{customer: Owner, service: Glued chairs, takes: 1d elapsed}]
end_users: {Owner: {calendar: {workdays: Mon-Sun, hours: 00:00-24:00}}}
"""
    m = read(text)
    assert planned(text) == {"Glued chairs": "Sat 06 Feb 2027 17:00"}
    assert [one.late for one in trace(m, {"stores": "2h"})] == [0]
    assert [one.late for one in trace(m, {"stores": "2h 1m"})] == [64 * 60 + 1]
    assert tolerance(m)["stores", "owner"].minutes == 120


SHORT = "{hours: {Mon-Thu: 08:00-16:30, Fri: 08:00-13:00}}"


def test_a_day_is_as_long_as_most_of_the_working_days() -> None:
    text = f"""
map: {{start: 2027-02-05, calendar: {SHORT}}}
teams: {{Office: {{serves: [{{customer: Citizens, service: Permits, takes: 1d}}]}}}}
end_users: [Citizens]
"""
    assert planned(text) == {"Permits": "Mon 08 Feb 2027 11:30"}
    of_five = text.replace("Fri: 08:00-13:00}", "Fri: 08:00-13:00}, day: 5h")
    assert planned(of_five) == {"Permits": "Fri 05 Feb 2027 13:00"}


@pytest.mark.parametrize(
    ("calendar", "day", "week"),
    [
        (SHORT, 510, 4 * 510 + 300),
        ("{hours: {Mon: 09:00-12:00, Tue: 09:00-17:00}}", 480, 660),  # of equally many the longest
        ("{hours: {Mon-Fri: 09:00-17:00, Sat: 09:00-13:00}, workdays: Mon-Fri}", 480, 2400),
        ("{hours: {Mon-Tue: [09:00-12:00, 13:00-17:00], Wed-Fri: 09:00-12:00}}", 180, 1380),
        ("{hours: 08:00-16:30, day: 7h 30m}", 450, 2550),
    ],
)
def test_how_long_a_day_and_a_week_are(calendar: str, day: int, week: int) -> None:
    m = read(f"map: {{calendar: {calendar}}}\nteams: {{A: {{serves: {{B: x}}}}}}\nend_users: [B]")
    assert (m.calendar.day, m.calendar.week) == (day, week)


def test_plant_holidays_are_a_range() -> None:
    text = """
map: {start: 2027-07-26, calendar: {holidays: [2027-08-02..2027-08-20]}}
teams: {Plant: {serves: [{customer: Buyers, service: Parts, takes: 10d}]}}
end_users: [Buyers]
"""
    assert planned(text) == {"Parts": "Fri 27 Aug 2027 17:00"}
    one_saturday = text.replace("]}}\nteams", "], also: [2027-07-31]}}\nteams")
    assert planned(one_saturday) == {"Parts": "Thu 26 Aug 2027 17:00"}


def test_an_extra_day_has_the_hours_of_its_weekday_or_else_of_the_usual_day() -> None:
    monday = date(2027, 2, 1)
    saturdays = Calendar(differing=((5, ((540, 780),)),), also=(date(2027, 2, 6), date(2027, 2, 7)))
    time = WorkingTime(saturdays, monday)
    day = date(2027, 2, 6).toordinal()
    assert time.end_of_work(day) == time.moment(day, 13 * 60)
    assert time.end_of_work(day + 1) == time.moment(day + 1, 17 * 60)


@pytest.mark.parametrize(
    ("country", "worked"),
    [("HU", date(2026, 1, 10)), ("LV", date(2026, 1, 17)), ("CN", date(2026, 2, 14))],
)
def test_days_worked_instead_of_a_holiday_are_worked(country: str, worked: date) -> None:
    time = WorkingTime(Calendar(country=country), date(2026, 1, 5))
    assert worked.weekday() > 4
    assert time.is_workday(worked.toordinal())
    closed = WorkingTime(Calendar(country=country, holidays=(worked,)), date(2026, 1, 5))
    assert not closed.is_workday(worked.toordinal())


BUILDERS = """
map: {title: Not before, start: 2027-02-01}
teams:
  Builders:
    relies_on: [Council]
    serves: [{customer: Owner, service: Walls, takes: 5d, not_before: 2027-03-01}]
suppliers:
  Council: {serves: [{customer: Builders, service: Permit, takes: 1d}]}
end_users: [Owner]
"""


def test_nothing_starts_before_it_may() -> None:
    assert planned(BUILDERS) == {"Walls": "Fri 05 Mar 2027 17:00"}
    m = read(BUILDERS)
    (walls,) = promises(m)
    assert walls.chain == ("builders/walls",)
    assert str(walls.held_until) == "2027-03-01"
    assert tolerance(m)["council", "owner"].minutes == 19 * 480
    at_noon = BUILDERS.replace("2027-03-01}", "2027-03-01 12:00}")
    assert planned(at_noon) == {"Walls": "Mon 08 Mar 2027 12:00"}
    too_early = BUILDERS.replace("2027-03-01}", "2027-01-01}")
    assert planned(too_early) == {"Walls": "Mon 08 Feb 2027 17:00"}


def test_a_trace_and_a_plan_say_for_what_day_somebody_waits() -> None:
    m = read(BUILDERS)
    told = told_traces.as_text(trace(m, {"council": "3d"}), Ink(), width=200)
    assert (
        "Absorbed: 3 days by the schedule at Builders (they do not start before Mon 1 Mar 2027"
        " anyway)." in told
    )
    text = told_promises.as_text(promises(m), Ink(), width=200)
    assert "lead time 25d, not before Mon 1 Mar 2027: Builders -> Owner" in text


def test_what_may_be_done_before_that_day_is_not_said_to_wait_for_it() -> None:
    """The painters may wait for the walls, or for nothing: then they are done on 2 February."""
    painters = """teams:
  Painters:
    serves:
      - {customer: Owner, service: Colours, takes: 2d}
      - {customer: Owner, service: Samples, takes: 1d}
"""
    m = read(
        BUILDERS.replace("customer: Owner", "customer: Painters").replace("teams:\n", painters)
    )
    [colours] = [one for one in promises(m) if one.service == "painters/colours"]
    assert colours.held_until is None
    text = told_promises.as_text(promises(m), Ink(), width=200)
    assert "lead time 2d to 27d: Builders -> Painters -> Owner" in text


def test_a_day_before_which_nothing_starts_has_no_place_without_a_start() -> None:
    (walls,) = promises(read(BUILDERS.replace(", start: 2027-02-01", "")))
    assert walls.planned is None
    assert walls.unknown is Unknown.UNPLACED
    assert walls.planned_bounds == (6 * 480, None)


def test_a_day_before_which_nothing_starts_belongs_to_the_service() -> None:
    text = BUILDERS.replace(
        "not_before: 2027-03-01}]", "not_before: 2027-03-01}, {customer: Heirs, service: Walls}]"
    ).replace("[Owner]", "[Owner, Heirs]")
    assert str(read(text).services["builders/walls"].not_before) == "2027-03-01"
    twice = text.replace("Heirs, service: Walls}", "Heirs, service: Walls, not_before: 2027-03-02}")
    (finding,) = read_text(twice).findings
    assert finding.message.startswith("not_before: of Builders's 'Walls' is given here and,")


ZONES = """
map:
  start: 2027-03-08
  calendar: {workdays: Mon-Fri, hours: 09:00-17:00, timezone: America/New_York}
teams:
  Desk:
    serves:
      - {customer: Clients, service: Week one, takes: 1d, needs: [Parts one]}
      - {customer: Clients, service: Week two, takes: 1d, needs: [Parts two]}
suppliers:
  Maker:
    calendar: {workdays: Mon-Fri, hours: 09:00-18:00, timezone: Asia/Hong_Kong}
    serves:
      - {customer: Desk, service: Parts one, takes: 5d, needs: []}
      - {customer: Desk, service: Parts two, takes: 10d, needs: []}
end_users: [Clients]
"""


def test_each_party_begins_with_its_own_day() -> None:
    assert planned(ZONES) == {
        "Week one": "Fri 12 Mar 2027 17:00",
        "Week two": "Fri 19 Mar 2027 17:00",
    }
    at_a_moment = ZONES.replace("start: 2027-03-08", "start: 2027-03-08 00:00")
    assert planned(at_a_moment)["Week one"] == "Mon 15 Mar 2027 17:00"


def test_times_are_those_of_the_map_wherever_most_of_its_parties_are() -> None:
    agents = "".join(
        f"  Agent {k}: {{calendar: {{timezone: Asia/Hong_Kong}}, serves: {{Maker: Order {k}}}}}\n"
        for k in range(4)
    )
    m = read(ZONES.replace("suppliers:\n", f"suppliers:\n{agents}"))
    found = {one.service: one.planned_at for one in promises(m) if one.customer == "clients"}
    assert {service: at and at.isoformat() for service, at in found.items()} == {
        "desk/week-one": "2027-03-12T17:00:00-05:00",
        "desk/week-two": "2027-03-19T17:00:00-04:00",
    }


def test_a_zone_on_one_side_only_is_not_reckoned_with() -> None:
    m = read(ZONES.replace(", timezone: America/New_York", ""))
    with pytest.raises(WrongValue, match="Maker has a time zone, and the calendar of the map has"):
        promises(m)


BREAD = """
map: {{start: 2027-02-01}}
teams:
  Bakery: {{serves: [{{customer: Cafe, service: Bread, takes: 2d 2h, promise: {}}}]}}
end_users: {{Cafe: {{calendar: {{workdays: Mon-Sat, hours: 07:00-15:00}}}}}}
"""


@pytest.mark.parametrize(
    ("promise", "due", "margin"),
    [
        ("daily 15:00", "2027-02-03 15:00", 240),
        ("daily 10:00", "2027-02-04 10:00", 420),
        ("Sat 08:00", "2027-02-06 08:00", 240 + 2 * 480 + 60),
        ("'Mon,Wed 11:00'", "2027-02-03 11:00", 0),
        ("monthly 5", "2027-02-05 15:00", 240 + 2 * 480),
        ("monthly last 12:00", "2027-02-27 12:00", 240 + 20 * 480 + 300),
    ],
)
def test_a_promise_that_recurs_is_due_the_next_time(promise: str, due: str, margin: int) -> None:
    """The bread is planned for Wednesday at 11:00."""
    (bread,) = promises(read(BREAD.format(promise)))
    assert bread.planned_at == datetime.fromisoformat("2027-02-03 11:00")
    assert (bread.due_at, bread.margin) == (datetime.fromisoformat(due), margin)
    late = trace(read(BREAD.format(promise)), {"bakery": "3d"})
    assert [bool(one.late) for one in late] == [margin < 3 * 480]


def test_nobody_knows_when_a_promise_recurs_that_is_not_planned() -> None:
    text = BREAD.format("daily 15:00").replace("Bakery: {", "Bakery: {relies_on: [Mill], ")
    (bread,) = promises(read(text + "suppliers: {Mill: {serves: {Bakery: Flour}}}"))
    assert bread.margin is None
    assert bread.unknown is Unknown.UNTIMED
