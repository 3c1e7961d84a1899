"""Slack, switches and work that go on while nobody works: moments decide, not working minutes."""

import pytest

from servicemap.bounds import Bounds
from servicemap.calendars import Calendar
from servicemap.loading import read_text
from servicemap.model import ServiceMap
from servicemap.timing.answers.delays import trace
from servicemap.timing.answers.tolerances import tolerance
from tests.maps_by_hand import make_map, reliance, service

DAY = 480
CLOCK = Calendar(tuple(range(7)), ((0, 1440),))


def backed_up(backup: str) -> ServiceMap:
    """Toys come from the Factory on Friday 17:00, or from the Backup; then a day of shelving."""
    return read_text(
        f"""
map: {{start: 2027-02-01, calendars: {{always: {{workdays: Mon-Sun, hours: "00:00-24:00"}}}}}}
teams:
  Warehouse:
    relies_on:
      - any_of:
          - {{provider: Factory, service: Toys}}
          - {{provider: Backup, service: Toys, {backup}}}
    serves: [{{customer: Shoppers, service: Shelf, takes: 1d}}]
end_users: [Shoppers]
suppliers:
  Factory: {{serves: [{{customer: Warehouse, service: Toys, takes: 5d}}]}}
  Backup: {{calendar: always, serves: [{{customer: Warehouse, service: Toys, takes: 1d}}]}}
"""
    ).map


@pytest.mark.parametrize(
    ("backup", "late"),
    [
        ("switch: 3d", 3 * DAY),  # Wednesday 17:00
        ("switch: 3d, slack: 1h", 3 * DAY - 60),
        ("switch: 3d, slack: 1h elapsed", 3 * DAY - 60),
        ("switch: 3d, slack: 1d elapsed", 2 * DAY),
        ("switch: 3d, slack: 5d elapsed", 0),
        ("switch: 2d elapsed", 0),  # Sunday 17:00: on Monday work begins
        ("switch: 64h elapsed", 0),  # Monday 09:00
        ("switch: 65h elapsed", 60),
        ("switch: 4d elapsed", 2 * DAY),  # Tuesday 17:00
        ("switch: 4d elapsed, slack: 1d", DAY),
        ("switch: 4d elapsed, slack: 2d elapsed", 0),  # Sunday 17:00
        ("switch: 4d elapsed, slack: 25h elapsed", DAY - 60),  # Monday 16:00
    ],
)
def test_a_switch_counts_from_the_planned_arrival_and_slack_from_the_switch(
    backup: str, late: int
) -> None:
    traced = trace(backed_up(backup), {"Factory": "4d"})
    assert traced["shoppers"].late == late


def test_slack_of_an_hour_absorbs_an_hour() -> None:
    chain = trace(backed_up("switch: 3d, slack: 1h elapsed"), {"Factory": "4d"})["shoppers"].chain
    assert [hop.service for hop in chain] == ["factory/toys", "warehouse/shelf"]
    assert (chain[1].absorbed_by_schedule, chain[1].absorbed_by_slack) == (DAY, 60)


def test_tolerance_knows_the_switch_on_the_clock() -> None:
    found = tolerance(backed_up("switch: 65h elapsed"))
    assert found["Factory", "shoppers"].minutes == 0
    found = tolerance(backed_up("switch: 64h elapsed"))
    assert found["Factory", "shoppers"].minutes is None


LABORATORY = read_text(
    """
map:
  start: 2027-03-01
  calendars: {always: {workdays: Mon-Sun, hours: "00:00-24:00"}}
teams:
  Stores: {serves: [{customer: Lab, service: Kits, takes: 2d, needs: []}]}
  Lab:
    relies_on: [{provider: Ward, service: Samples}]
    serves:
      - {customer: Ward, service: Cultures, takes: 3d elapsed}
      - {customer: Doctors, service: Cultures, takes: 3d elapsed, departs: "Sat,Sun,Mon 12:00"}
  Ward:
    relies_on: [{provider: Lab, service: Cultures}]
    serves: [{customer: Lab, service: Samples, takes: 1d}]
end_users:
  Doctors: {calendar: always}
"""
).map


@pytest.mark.parametrize(
    ("late", "days"), [("3h", 0), ("181m", 1), ("1d", 1), ("9h", 1), ("11h", 1), ("2d", 2)]
)
def test_what_is_late_by_a_night_in_a_loop_misses_the_van_of_that_day(late: str, days: int) -> None:
    """Lab starts on Wednesday 09:00, is done on Saturday 09:00, and leaves on Saturday 12:00."""
    for who in ("Ward", "Stores"):
        assert trace(LABORATORY, {who: late})["doctors"].late == days * 1440, who
        assert tolerance(LABORATORY)[who, "doctors"].minutes == 3 * 60


def test_without_credit_late_by_a_night_is_never_later_than_late_by_a_minute() -> None:
    """A dries for three days, whenever that begins: nobody knows how long its need takes.

    An hour late may be no time to Shoppers. It may be a weekend too, and no length of time may come
    to less than a shorter one.
    """
    m = make_map(
        [service("z/x"), service("a/x", "3d elapsed"), service("b/x", "1d")],
        [
            reliance("z/x", "a"),
            reliance("a/x", "b"),
            reliance("b/x", "shoppers"),
        ],
        parties={"b": {"calendar": CLOCK}},
    )
    late = [trace(m, {"z": f"{hours}h"})["shoppers"].late_bounds for hours in range(25)]
    most = [bounds.most or 0 for bounds in late]
    assert most == sorted(most)
    assert late[0] == Bounds.of(0)
    assert most[1] >= 60
    assert tolerance(m)["z", "shoppers"].bounds.least == 0


def test_a_night_counts_where_the_one_who_waits_works_at_night() -> None:
    """A is begun on Monday at 17:00 and dry on Friday at 17:00, or a day later.

    That is no minute of A's working time, and a day to B, who always works.
    """
    m = make_map(
        [service("z/x", "1d"), service("a/x", "96h elapsed"), service("b/x", "1h")],
        [reliance("z/x", "a"), reliance("a/x", "b"), reliance("b/x", "shoppers")],
        parties={"b": {"calendar": CLOCK}, "shoppers": {"calendar": CLOCK}},
    )
    traced = trace(m, {"a": "24h elapsed"})
    assert traced.delays == {"b/x": 24 * 60}
    promise = traced["shoppers"]
    assert promise.delay == 24 * 60
    # What is said to be late on the clock is the own delay of whoever it is said of.
    assert [hop.added_here for hop in promise.chain] == [24 * 60, 0]
    assert promise.chain[0].added_by_opening == 0


def test_each_hop_counts_in_its_own_hours_and_passes_on_in_those_of_the_receiver() -> None:
    """A day late on a Sunday: no working time to the Lab, a day to Doctors who work then.

    Its culture is done on Sunday 09:00 and not on Saturday, and leaves with Sunday's van.
    """
    doctors = trace(LABORATORY, {"Stores": "1d"})["doctors"]
    assert (doctors.delay, doctors.late) == (1440, 1440)
    assert [(hop.service, hop.arrived_late, hop.passed_on) for hop in doctors.chain] == [
        ("stores/kits", 0, DAY),
        ("lab/cultures", DAY, 1440),
    ]
    assert doctors.chain[-1].added_by_departure == 1440 - DAY


PARTS = """
map: {start: 2027-03-01}
teams:
  Depot:
    serves: [{customer: Counter, service: Parts, departs: daily 17:00}]
  Counter:
    calendar: {workdays: Mon-Sat, hours: ["06:00-22:00"], holidays: [2027-03-03, 2027-03-08]}
    relies_on: [{provider: Depot, service: Parts, standing: yes}]
    serves: [{customer: Drivers, service: Hand-over, takes: 0m, promise: 2027-03-07 12:00}]
end_users:
  Drivers: {calendar: {workdays: Mon-Sun, hours: "00:00-24:00"}}
"""


@pytest.mark.parametrize("takes", ["", ", takes: 0m", ", takes: 3d", ", takes: 9d", ", takes: 60d"])
def test_who_takes_no_time_has_it_at_whatever_hour_it_comes(takes: str) -> None:
    """Parts are normally there. Five days of the Depot, which works Monday to Friday, are a week on
    the clock, so that the Counter hands over on Monday 8 March at midnight: it is closed from
    Saturday night to Tuesday, and the Drivers, who never are, wait from Sunday noon. However long
    the parts take, or if nobody says, four days are no harm, and five are twelve hours.
    """
    m = read_text(PARTS.replace("service: Parts, departs", f"service: Parts{takes}, departs")).map
    assert tolerance(m)["Depot", "Drivers"].least == 4 * DAY
    (four,) = trace(m, {"Depot": "4d"})
    (five,) = trace(m, {"Depot": "5d"})
    assert four.late_bounds.most == 0
    assert five.late_bounds.most == 12 * 60


@pytest.mark.parametrize(("late", "minutes"), [("1h", 0), ("10h", 60), ("33h", DAY)])
def test_stock_is_missed_from_the_moment_on_at_which_work_of_no_time_is_planned(
    late: str, minutes: int
) -> None:
    """The till is planned for Monday at 0:00: stock an hour late is there before anybody comes, ten
    hours late it is there at 10:00, and 33 hours late when Tuesday begins.
    """
    m = make_map(
        [service("stock/x", "1h"), service("till/x", "0m")],
        [reliance("stock/x", "till", standing=True), reliance("till/x", "shoppers")],
        parties={"stock": {"calendar": CLOCK}},
    )
    (felt,) = trace(m, {"stock": late})
    assert felt.delay == minutes


PICKED_UP = """
map: {start: 2027-03-01, calendar: {hours: 09:00-17:00}}
teams:
  Night shift:
    calendar: {workdays: Mon-Sun, hours: 00:00-24:00}
    serves: [{customer: Desk, service: Figures, takes: 20h}]
  Desk:
    relies_on: [Night shift]
    serves: [{customer: Readers, service: Page, takes: 0d}]
end_users: [Readers]
"""
"""The figures are there on Monday at 20:00, and so is the page, though nobody works then."""


@pytest.mark.parametrize(
    ("late", "there", "minutes"),
    [
        ("2h elapsed", "2027-03-01 22:00", 0),
        ("13h elapsed", "2027-03-02 09:00", 0),
        ("14h elapsed", "2027-03-02 10:00", 60),
        ("2d elapsed", "2027-03-03 20:00", 2 * DAY),
        ("1h", "2027-03-02 10:00", 60),
    ],
)
def test_work_of_no_time_is_late_on_the_clock_from_when_its_needs_have_arrived(
    late: str, there: str, minutes: int
) -> None:
    """And not from the end of the last day that anybody worked."""
    (page,) = trace(read_text(PICKED_UP).map, {"Desk": late})
    assert f"{page.actual_at:%Y-%m-%d %H:%M}" == there
    assert page.delay_bounds == Bounds.of(minutes)


@pytest.mark.parametrize("needs", ["[]", "[Figures]"])
def test_so_it_is_where_it_is_open_whether_it_waits_for_them(needs: str) -> None:
    text = PICKED_UP.replace("takes: 0d}", "takes: 0d}, {customer: Readers, service: Map}")
    filled = text.replace("service: Map", f"service: Map, takes: 0d, needs: {needs}").replace(
        "takes: 0d}", f"takes: 0d, needs: {needs}}}"
    )
    for late in ("2h elapsed", "14h elapsed", "20h elapsed", "3d elapsed"):
        told = trace(read_text(text).map, {"Desk": late})
        for one, bounds in zip(trace(read_text(filled).map, {"Desk": late}), told, strict=True):
            assert one.delay is not None
            least, most = bounds.delay_bounds
            assert least is None or least <= one.delay
            assert most is None or one.delay <= most
