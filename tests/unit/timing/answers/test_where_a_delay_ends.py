"""Which deliveries of what is late are there as planned, and how late each service is."""

import servicemap as sm
from servicemap.bounds import Bounds
from servicemap.reporting.terminal import Ink
from servicemap.reporting.text import traces
from tests.drawing.sketches import read

DAY = 480

TWO_VANS = """
map: {start: 2027-02-01}
teams:
  Warehouse:
    serves:
      - {customer: Stores, service: Stock, takes: 2d, departs: "Fri 17:00"}
      - {customer: Web shop, service: Stock, takes: 2d}
      - {customer: Schools, service: Stock, takes: 2d, departs: "Wed 17:00"}
  Stores: {serves: [{customer: Shoppers, service: Toys, takes: 1d, promise: 2w}]}
  Web shop: {serves: [{customer: Shoppers, service: Parcels, takes: 1d, promise: 2w}]}
end_users: [Shoppers, Schools]
"""


def test_a_delay_ends_at_each_delivery_that_leaves_when_it_would_have_left() -> None:
    """Stock is ready on Tuesday evening, and a day late on Wednesday evening, in time for both."""
    found = sm.trace(read(TWO_VANS), {"Warehouse": "1d"}).held
    assert {key: hop.departs for key, hop in found.items()} == {
        ("warehouse/stock", "stores"): "Fri 17:00",
        ("warehouse/stock", "schools"): "Wed 17:00",
    }


def test_it_goes_on_with_whoever_misses_the_van() -> None:
    found = sm.trace(read(TWO_VANS), {"Warehouse": "2d"}).held
    assert list(found) == [("warehouse/stock", "stores")]


def test_nothing_is_said_of_what_may_be_planned_for_another_moment() -> None:
    m = read("""
map: {start: 2027-02-01}
teams:
  Mill: {serves: [{customer: Depot, service: Flour, takes: 1d}]}
  Depot:
    serves:
      - {customer: Shop, service: Sacks, takes: 1d, departs: "Fri 17:00"}
      - {customer: Shop, service: Lists, takes: 1h, needs: []}
  Shop: {serves: [{customer: Guests, service: Bread, takes: 1d, promise: 3w}]}
end_users: [Guests]
""")
    found = sm.trace(m, {"Depot/Sacks": "1d"})
    assert found.held == {}
    assert found.delay_bounds["depot/sacks"] == Bounds(DAY, DAY)


def test_a_service_that_may_not_wait_for_it_is_perhaps_not_late() -> None:
    m = read("""
teams:
  Oven: {serves: [{customer: Shop, service: Bread, takes: 1d}]}
  Shop:
    serves:
      - {customer: Guests, service: Rolls, takes: 1d, promise: 2d}
      - {customer: Guests, service: Tea, takes: 1h, needs: []}
end_users: [Guests]
""")
    assert sm.trace(m, {"Oven": "1d"}).delay_bounds == {
        "oven/bread": Bounds(DAY, DAY),
        "shop/rolls": Bounds(0, DAY),
    }


def test_one_that_never_recovers_is_late_without_limit() -> None:
    m = read("""
map: {calendar: {workdays: Mon-Sun, hours: 00:00-24:00}}
teams:
  Mainland: {serves: [{customer: Island, service: Goods, takes: 1d, departs: every 17d}]}
  Island: {serves: [{customer: Mainland, service: Empties, takes: 1d, departs: every 23d}]}
""")
    assert {one.most for one in sm.trace(m, {"Mainland": "1m"}).delay_bounds.values()} == {None}


BOARD = """
map: {start: 2027-03-01}
teams:
  Board:
    serves: [{customer: Crew, service: Rota, takes: 1d, needs: [Crew/Wishes]}]
  Crew:
    serves:
      - {customer: Board, service: Wishes, takes: 1d, needs: [Board/Rota]}
      - {customer: Guests, service: Show, takes: 2d, needs: [Board/Rota], promise: 6d}
end_users: [Guests]
"""
"""A circle: what comes round to the board is what it was late by in the first place."""


def test_the_way_round_a_circle_ends_before_it_comes_to_its_cause_again() -> None:
    traced = sm.trace(read(BOARD), {"Board": "2d"})
    (way,) = traced.ways_to_stops
    assert [(hop.service, hop.arrived_late, hop.added_here, hop.passed_on) for hop in way] == [
        ("board/rota", 0, 2 * DAY, 2 * DAY),
        ("crew/wishes", 2 * DAY, 0, 2 * DAY),
    ]
    told = traces.as_text(traced, Ink(), everything=True)
    assert (
        "  Board: Rota                   -       2d      2d\n"
        "  - Crew: Show -> Guests       2d        -      2d\n"
        "  - Crew: Wishes               2d        -      2d\n"
    ) in told


def test_what_one_who_is_late_anyway_gets_late_has_its_line_too() -> None:
    m = read("""
map: {start: 2027-03-01}
teams:
  Press: {serves: [{customer: Shop, service: Flyers, takes: 1d}]}
  Mill: {serves: [{customer: Shop, service: Flour, takes: 3d}]}
  Shop: {serves: [{customer: Guests, service: Bread, takes: 1d, promise: 9d}]}
end_users: [Guests]
""")
    (way,) = sm.trace(m, {"Press": "1d", "Shop": "1d"}).ways_to_stops
    assert [
        (hop.service, hop.arrived_late, hop.absorbed_by_schedule, hop.added_here, hop.passed_on)
        for hop in way
    ] == [
        ("press/flyers", 0, 0, DAY, DAY),
        ("shop/bread", DAY, DAY, DAY, DAY),
    ]
