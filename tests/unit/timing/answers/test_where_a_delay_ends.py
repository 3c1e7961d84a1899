"""Which deliveries of what is late are there as planned, and how late each service is."""

import servicemap as sm
from servicemap.bounds import Bounds
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
