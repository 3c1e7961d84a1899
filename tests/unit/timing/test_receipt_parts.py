"""What a hop absorbed and added, each part with its reason."""

from datetime import datetime

from servicemap.loading import read_text
from servicemap.timing.answers.delays import trace

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
    """Flour is there on Wed 11:00 and needed on Tue 10:00: Thu 10:00 less 5 hours is Tue 11:00."""
    _, baker = trace(read_text(NIGHTS).map, {"Mill": "9h"})["shop"].chain
    assert (baker.arrived_late, baker.passed_on) == (9 * HOUR, HOUR)
    assert baker.absorbed_by_slack == 5 * HOUR
    assert baker.absorbed_by_schedule == baker.absorbed_by_hours == 3 * HOUR


def test_waiting_until_people_are_at_work_again_is_no_departure() -> None:
    """Without slack the flour of Wed 11:00 waits for Thu 10:00: two days late, 7 hours of them so.

    With a van there is a departure to miss.
    """
    m = read_text(NIGHTS.replace(", slack: 5h", "")).map
    _, baker = trace(m, {"Mill": "9h"})["shop"].chain
    assert baker.added_by_departure == baker.added_by_opening == 7 * HOUR
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
      - {customer: Mainland, service: Empties, takes: 1d, departs: every 23d}
      - {customer: Islanders, service: Shop, takes: 1h, promise: 2h}
end_users: [Islanders]
"""


def test_a_delay_that_never_recovers_says_with_whom_it_began() -> None:
    promise = trace(read_text(LOOP).map, {"Wharf": "2h"})["islanders"]
    assert promise.chain[0].arrived_late > 300 * 1440
    assert promise.began is not None
    assert (promise.began.service, promise.began.added_here) == ("wharf/berths", 2 * HOUR)
    assert promise.began.arrived_late == 0
    assert trace(read_text(NIGHTS).map, {"Mill": "9h"})["shop"].began is None
