"""Delays that go round a circle of weekly vans: a week late stays a week late."""

import pytest

import servicemap as sm
from servicemap.bounds import Bounds
from servicemap.reporting.terminal import Ink
from servicemap.reporting.text import traces

DAY, WEEK = 480, 2400

ORDERS_AND_GOODS = """
map: {start: 2027-03-01, calendar: {holidays: [2027-03-26, 2027-03-29]}}
teams:
  Office:
    serves:
      - {customer: Depot, service: Orders, takes: 2d, departs: Fri 12:00, needs: [Depot/Goods]}
      - {customer: Shoppers, service: Catalogue, takes: 1d, needs: [Depot/Goods], promise: 4w}
  Depot:
    serves: [{customer: Office, service: Goods, takes: 3d, departs: Tue 09:00}]
    relies_on: [{provider: Office, service: Orders}]
end_users: [Shoppers]
"""
"""Orders leave each Friday at noon and goods each Tuesday, round and round."""


@pytest.mark.parametrize(
    ("late", "catalogue"), [("1d", WEEK), ("4d", WEEK), ("5d", WEEK), ("6d", 2 * WEEK)]
)
def test_whoever_misses_a_weekly_van_is_a_week_late_and_no_more(late: str, catalogue: int) -> None:
    """Whatever the days: five of work past Good Friday and Easter Monday are nine of the week."""
    m = sm.loads(ORDERS_AND_GOODS)
    assert sm.trace(m, {"Depot": late})["shoppers"].delay_bounds == Bounds.of(catalogue)


def test_a_day_off_on_which_the_van_would_leave_adds_a_week() -> None:
    """Orders planned for Friday 26 March leave on 2 April. Goods of Tuesday 23 March come a week
    late, and a second one because of that: on 6 April, eight days of work later.
    """
    m = sm.loads(ORDERS_AND_GOODS.replace("2027-03-01", "2027-03-15"))
    assert sm.trace(m, {"Depot": "1d"})["shoppers"].delay_bounds == Bounds.of(8 * DAY)


OPEN = (
    ORDERS_AND_GOODS.replace(", needs: [Depot/Goods]", "")
    .replace("[2027-03-26, 2027-03-29]", "GB-ENG")
    .replace("Goods, takes: 3d", "Goods")
)
"""What Office needs for either is open, and when any of it is planned: nobody knows how long goods
take.
"""


def test_an_open_circle_says_how_late_but_for_days_off() -> None:
    catalogue = sm.trace(sm.loads(OPEN), {"Depot": "1d"})["shoppers"]
    assert catalogue.may_never_recover
    assert catalogue.caused_bounds == Bounds(0, None)
    assert catalogue.caused_but_for_days_off == WEEK


def test_without_days_off_that_is_its_bound() -> None:
    m = sm.loads(OPEN.replace(", calendar: {holidays: GB-ENG}", ""))
    catalogue = sm.trace(m, {"Depot": "1d"})["shoppers"]
    assert not catalogue.endless
    assert catalogue.caused_bounds == Bounds(0, WEEK)
    assert catalogue.caused_but_for_days_off is None


KNOWN_LENGTHS = (
    ORDERS_AND_GOODS.replace(", needs: [Depot/Goods]", "")
    .replace("[2027-03-26, 2027-03-29]", "[2027-03-08, 2027-03-23, 2027-03-26]")
    .replace(", promise: 4w", "")
)
"""Every length is known, so that the plan has a last day; three days off may fall on laps."""


def test_a_bound_that_counts_days_off_has_one_without_them_beside_it() -> None:
    catalogue = sm.trace(sm.loads(KNOWN_LENGTHS), {"Depot": "1d"})["shoppers"]
    assert not catalogue.may_never_recover
    assert catalogue.caused_bounds == Bounds(0, 18 * 480)
    assert catalogue.caused_but_for_days_off == WEEK
    assert catalogue.chain[-1].passed_on == 18 * 480


def test_what_days_off_add_by_less_than_a_week_is_part_of_the_bound() -> None:
    m = sm.loads(KNOWN_LENGTHS.replace("2027-03-08, 2027-03-23", "2027-03-19, 2027-03-23"))
    catalogue = sm.trace(m, {"Depot": "1d"})["shoppers"]
    assert catalogue.caused_bounds == Bounds(0, 7 * 480)
    assert catalogue.caused_but_for_days_off is None


NO_WEEKS = OPEN.replace("Tue 09:00", "every 17d").replace("Fri 12:00", "every 23d")


def test_departures_that_do_not_keep_to_weeks_may_let_a_delay_grow() -> None:
    m = sm.loads(NO_WEEKS)
    catalogue = sm.trace(m, {"Depot": "1d"})["shoppers"]
    assert catalogue.may_never_recover
    assert catalogue.caused_but_for_days_off is None


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (OPEN, "up to 5 days later, and longer where days off come in between."),
        (KNOWN_LENGTHS, "up to 5 days late, or up to 18 days where days off come in between."),
        (NO_WEEKS, "may grow each time round a loop, and may never"),
    ],
)
def test_the_figure_is_told_with_what_it_hangs_on(said: str, told: str) -> None:
    found = traces.as_text(sm.trace(sm.loads(said), {"Depot": "1d"}), Ink())
    assert told in " ".join(found.split())


def test_no_figure_of_where_telling_stopped_is_told_behind_alternatives() -> None:
    """The other van is one of which nobody knows when it comes, so it may come to no rescue."""
    text = OPEN.replace(
        "end_users:",
        """  Corner shop:
    relies_on: [{any_of: [{provider: Depot, service: Goods}, {provider: Rival, service: Goods}]}]
    serves: [{customer: Shoppers, service: Sweets, takes: 1d, promise: 4w}]
suppliers:
  Rival: {serves: [{customer: Corner shop, service: Goods}]}
end_users:""",
    ).replace("[{provider: Office, service: Orders}]", "[Office]")
    text = text.replace(
        "customer: Office, service: Goods", "customer: [Office, Corner shop], service: Goods"
    )
    traced = sm.trace(sm.loads(text), {"Depot": "1d"})
    sweets = next(one for one in traced if one.service == "corner-shop/sweets")
    assert sweets.may_never_recover
    assert sweets.caused_bounds == Bounds(0, None)
    assert sweets.caused_but_for_days_off == WEEK
