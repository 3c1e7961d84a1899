"""What a hop absorbed and added, each part with its reason."""

from datetime import datetime

from servicemap.bounds import Bounds
from servicemap.loading import read_text
from servicemap.reporting.text.on_the_way import added
from servicemap.timing.answers.delays import trace
from servicemap.timing.answers.traces import Hop

HOUR, DAY = 60, 480

NIGHTS = """
map: {start: 2027-02-01, calendar: {workdays: Mon-Fri, hours: 09:00-17:00}}
teams:
  Mill: {serves: [{customer: Baker, service: Flour, takes: 9h}]}
  Baker:
    calendar: {workdays: "Tue,Thu", hours: 10:00-16:00}
    relies_on: [{provider: Mill, service: Flour, slack: 5h}]
    serves: [{customer: Shop, service: Bread, takes: 1h}]
end_users: [Shop]
"""


def test_slack_is_credited_with_what_was_declared_and_no_night_that_it_reaches_over() -> None:
    """Flour is there on Wed 11:00 and needed on Tue 10:00: Thu 10:00 less 5 hours is Tue 11:00.

    Of nine hours of the Mill the Baker works six.
    """
    mill, baker = trace(read_text(NIGHTS).map, {"Mill": "9h"})["shop"].chain
    assert (mill.added_here, mill.passed_on) == (9 * HOUR, 6 * HOUR)
    assert mill.absorbed_by_schedule == mill.absorbed_by_hours == 3 * HOUR
    assert mill.hours_off == ("baker",)
    assert (baker.arrived_late, baker.passed_on) == (6 * HOUR, HOUR)
    assert baker.absorbed_by_slack == 5 * HOUR


def test_waiting_until_people_are_at_work_again_is_no_departure() -> None:
    """Without slack the bread of Tue 11:00 is there on Thu 11:00: six hours of the Baker, and ten
    more to the Shop, which works while the Baker is closed.

    With a van there is a departure to miss.
    """
    m = read_text(NIGHTS.replace(", slack: 5h", "")).map
    _, baker = trace(m, {"Mill": "9h"})["shop"].chain
    assert baker.added_by_departure == baker.added_by_opening == 10 * HOUR
    assert baker.passed_on == 2 * DAY
    van = read_text(NIGHTS.replace("takes: 9h", "takes: 9h, departs: Fri 17:00")).map
    mill = trace(van, {"Mill": "5d"})["shop"].chain[0]
    assert (mill.added_by_departure, mill.added_by_opening) == (0, 0)
    assert mill.absorbed_by_departure == 0


VAN = """
map: {start: 2027-02-01}
teams:
  Mill: {serves: [{customer: Baker, service: Flour, takes: 1d, departs: Fri 17:00}]}
  Baker: {serves: [{customer: Shop, service: Bread, takes: 1d}]}
end_users: [Shop]
"""


def test_the_departure_that_leaves_anyway_is_named() -> None:
    traced = trace(read_text(VAN).map, {"Mill": "2d"})
    (mill,) = traced.stopped
    assert mill.absorbed_by_schedule == mill.absorbed_by_departure == 2 * DAY
    assert mill.departs == "Fri 17:00"
    assert mill.departs_at == datetime.fromisoformat("2027-02-05T17:00")
    assert traced.ways_to_stops == [(mill,)]
    (typical,) = trace(read_text(VAN.replace("start: 2027-02-01", "")).map, {"Mill": "2d"}).stopped
    assert (typical.departs, typical.departs_at) == ("Fri 17:00", None)


RESCUE = """
teams:
  Works:
    relies_on:
      - any_of: [{provider: Tip, service: Sand}, {provider: Beach, service: Sand, switch: 3d}]
    serves: [{customer: Shop, service: Glass, takes: 1d}]
suppliers:
  Tip: {serves: [{customer: Works, service: Sand, takes: 9d}]}
  Beach: {serves: [{customer: Works, service: Sand, takes: 10d}]}
end_users: [Shop]
"""


def test_what_comes_instead_is_named_with_what_it_saves() -> None:
    """Sand of the Tip was due on day 9 and comes on day 36; the Beach's on day 12."""
    _, works = trace(read_text(RESCUE).map, {"Tip": "27d"})["shop"].chain
    assert works.absorbed_by_schedule == works.absorbed_by_alternative == 24 * DAY
    assert (works.instead, works.instead_of) == ("beach/sand", "tip/sand")
    assert works.passed_on == 3 * DAY
    _, sooner = trace(read_text(RESCUE).map, {"Tip": "2d"})["shop"].chain
    assert (sooner.instead, sooner.absorbed_by_alternative) == ("", 0)


LOOP = """
map: {calendar: {workdays: Mon-Sun, hours: "00:00-24:00"}}
teams:
  Wharf:
    serves: [{customer: Mainland, service: Berths, takes: 1d}]
  Mainland:
    serves: [{customer: Island, service: Goods, takes: 1d, departs: every 17d}]
  Island:
    serves:
      - customer: Mainland
        service: Empties
        takes: 1d
        departs: every 23d
        needs: [Mainland/Goods]
      - {customer: Islanders, service: Shop, takes: 1h, needs: [Mainland/Goods], promise: 2h}
end_users: [Islanders]
"""


def test_a_delay_that_never_recovers_says_with_whom_it_began() -> None:
    promise = trace(read_text(LOOP).map, {"Wharf": "2h"})["islanders"]
    assert promise.chain[0].arrived_late > 300 * 1440
    assert promise.began is not None
    assert (promise.began.service, promise.began.added_here) == ("wharf/berths", 2 * HOUR)
    assert promise.began.arrived_late == 0
    assert trace(read_text(NIGHTS).map, {"Mill": "9h"})["shop"].began is None


def test_a_team_that_never_closes_waits_for_no_opening_hours() -> None:
    """The case timing/never-closes: the four hours are its own."""
    m = read_text("""
map:
  start: 2027-05-03
  calendars: {round-the-clock: {workdays: Mon-Sun, hours: 00:00-24:00}}
teams:
  IT:
    calendar: round-the-clock
    serves: [{customer: Desk, service: System, takes: 1h}]
  Desk:
    relies_on: [{provider: IT, service: System, standing: yes, slack: 30m}]
    serves: [{customer: Guests, service: Check-in, takes: 1h}]
end_users: [Guests]
""").map
    assert trace(m, {"IT": "4h"})["Guests"].chain == (
        Hop("it/system", 0, 0, 0, 0, 4 * HOUR, 4 * HOUR),
        Hop("desk/check-in", 4 * HOUR, 0, 30, 0, 0, 210),
    )


def test_what_the_next_van_adds_is_added_by_the_van() -> None:
    """The case timing/next-van: linen of Monday 17:00 leaves on Tuesday 06:00, a day late on
    Wednesday. That is a day of 8 hours to the Laundry and one of 16 to Housekeeping.
    """
    m = read_text("""
map:
  start: 2027-05-03
  calendars: {every-day: {workdays: Mon-Sun, hours: 07:00-23:00}}
teams:
  Engineering:
    serves: [{customer: Housekeeping, service: Repaired rooms, takes: 5d}]
  Housekeeping:
    calendar: every-day
    serves:
      - {customer: Guests, service: Rooms, takes: 1h}
      - {customer: Guests, service: Towels, takes: 1h}
suppliers:
  Laundry house:
    serves: [{customer: Housekeeping, service: Clean linen, takes: 1d, departs: daily 06:00}]
end_users:
  Guests: {calendar: every-day}
""").map
    for promise in trace(m, {"Laundry house": "1d"}):
        assert promise.late_bounds == Bounds(0, 16 * HOUR)
        assert promise.chain == (
            Hop("laundry-house/clean-linen", 0, 0, 0, 8 * HOUR, DAY, 16 * HOUR),
            Hop(promise.service, 16 * HOUR, 0, 0, 0, 0, 16 * HOUR),
        )


def test_a_daily_van_is_not_blamed_for_the_nights_of_a_week() -> None:
    """Food misses its weekly van. The Kitchen has it 5 days of 8 hours late and its van leaves
    every day at 11:00, a week later than planned, after no longer a wait: 7 days of 24 hours are
    168 hours to the Ward, of which the Kitchen works 40.
    """
    m = read_text("""
map: {start: 2027-03-01}
teams:
  Kitchen:
    relies_on: [Farm]
    serves: [{customer: Ward, service: Meals, takes: 3h, departs: daily 11:00}]
  Ward:
    calendar: {workdays: Mon-Sun, hours: 00:00-24:00}
    serves: [{customer: Patients, service: Care, takes: 3h}]
suppliers: {Farm: {serves: [{customer: Kitchen, service: Food, takes: 1d, departs: every 1w}]}}
end_users: {Patients: {calendar: {workdays: Mon-Sun, hours: 00:00-24:00}}}
""").map
    traced = trace(m, {"Farm": "1h"})
    farm, kitchen, _ = chain = traced["patients"].chain
    assert (farm.added_by_missing, farm.passed_on) == (5 * DAY - HOUR, 5 * DAY)
    assert (kitchen.added_by_missing, kitchen.added_by_opening) == (0, 128 * HOUR)
    assert kitchen.passed_on == 168 * HOUR
    receivers = ["kitchen", "ward", "patients"]
    assert added(m, zip(chain, receivers, strict=True))[-1] == "128 hours while Kitchen is closed"
    # A van at the end of a chain is no other: here the patients get the meals themselves.
    home = read_text("""
map: {start: 2027-03-01}
teams:
  Kitchen:
    relies_on: [Farm]
    serves: [{customer: Patients, service: Meals, takes: 3h, departs: daily 11:00}]
suppliers: {Farm: {serves: [{customer: Kitchen, service: Food, takes: 1d, departs: every 1w}]}}
end_users: {Patients: {calendar: {workdays: Mon-Sun, hours: 00:00-24:00}}}
""").map
    _, kitchen = trace(home, {"Farm": "1h"})["patients"].chain
    assert (kitchen.added_by_missing, kitchen.added_by_opening) == (0, 128 * HOUR)


def test_what_falls_into_hours_off_of_the_customer_stands_on_the_receipt() -> None:
    """The case timing/empty-receipt: done on Friday 19:00 and not 17:00, when U has gone home."""
    m = read_text("""
map: {start: 2027-02-05, calendars: {long: {workdays: Mon-Sun, hours: 08:00-22:00}}}
teams:
  C: {calendar: long, serves: [{customer: U, service: c, takes: 9h, promise: 1w}]}
end_users: [U]
""").map
    (c,) = trace(m, {"C": "2h"}).stopped
    assert (c.added_here, c.passed_on) == (2 * HOUR, 0)
    assert c.absorbed_by_schedule == c.absorbed_by_hours == 2 * HOUR
    assert c.hours_off == ("u",)


def test_a_later_van_that_comes_while_the_customer_is_away_is_not_the_same_van() -> None:
    """Done on Friday 16:00 it leaves on Saturday 12:00; late, on Sunday 12:00. The Shop works from
    Monday on.
    """
    m = read_text("""
map: {start: 2027-02-05, calendars: {always: {workdays: Mon-Sun, hours: 00:00-24:00}}}
teams:
  Depot:
    calendar: always
    serves: [{customer: Shop, service: Goods, takes: 16h, departs: "Sat,Sun 12:00"}]
end_users: [Shop]
""").map
    (depot,) = trace(m, {"Depot": "1d"}).stopped
    assert (depot.absorbed_by_departure, depot.departs) == (0, "")
    assert (depot.absorbed_by_hours, depot.hours_off) == (24 * HOUR, ("shop",))


CUT = """
teams:
  A:
    serves:
      - {customer: B, service: x, takes: 1d}
      - {customer: U, service: y, takes: 1d, needs: []}
  B:
    serves:
      - {customer: A, service: z, takes: 1d, needs: [A/x]}
      - {customer: U, service: w, takes: 1d, needs: [B/z]}
end_users: [U]
"""


def test_in_a_circle_that_is_cut_a_delay_arrives() -> None:
    """Nobody knows whether A's x needs B's z; that z needs x is said, so that w is late with x."""
    traced = trace(read_text(CUT).map, {"A/x": "3d"})
    late = next(promise for promise in traced if promise.service == "b/w")
    assert late.late_bounds == Bounds.of(3 * DAY)
    assert [hop.passed_on for hop in late.chain] == [3 * DAY] * 3


def test_a_van_that_is_open_is_blamed_for_no_night_either() -> None:
    """Nobody says whether boxes wait for parts. A minute may miss Friday's van, and the next is
    Monday's; four days are six by nights and a weekend alone, and of four for a day and an hour
    no more than seven hours are the van's: Friday 16:30 becomes Tuesday 9:30, which waits.
    """
    m = read_text("""
map: {start: 2027-03-01}
teams:
  Shop:
    serves:
      - {customer: Buyers, service: Boxes, takes: 1d, departs: "Mon,Tue,Wed,Thu,Fri 15:00"}
      - {customer: Buyers, service: Advice, takes: 1d, needs: []}
suppliers: {Maker: {serves: [{customer: Shop, service: Parts, takes: 20d}]}}
end_users: {Buyers: {calendar: {workdays: Mon-Sun, hours: "00:00-24:00"}}}
""").map
    told = {}
    for late in ("1m", "4d", "1d 1h"):
        boxes = next(iter(trace(m, {"Shop/Boxes": late}))).chain[0]
        told[late] = (boxes.added_by_missing, boxes.added_by_opening, boxes.passed_on)
    assert told == {
        "1m": (3 * 24 * HOUR - 1, 0, 3 * 24 * HOUR),
        "4d": (0, 112 * HOUR, 6 * 24 * HOUR),
        "1d 1h": (7 * HOUR, 80 * HOUR, 4 * 24 * HOUR),
    }
