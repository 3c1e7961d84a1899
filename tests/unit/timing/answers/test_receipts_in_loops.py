"""Receipts of delays that go round: what each lap did, as it was at that time."""

from servicemap.endless import NEVER_RECOVERS
from servicemap.loading import read_text
from servicemap.timing.answers.delays import trace
from tests.receipts_by_hand import minutes

DAY = 480

DEPOTS = """
map: {calendar: {workdays: Mon-Sun, hours: "00:00-24:00"}}
teams:
  Mainland depot:
    serves: [{customer: Island depot, service: Goods, takes: 1d, departs: every 17d}]
  Island depot:
    serves:
      - customer: Mainland depot
        service: Empties
        takes: 1d
        departs: every 23d
        needs: [Mainland depot/Goods]
      - {customer: Islanders, service: Shop, takes: 1h, needs: [Mainland depot/Goods], promise: 2h}
end_users: [Islanders]
"""


def test_the_last_lap_of_a_runaway_loop_begins_with_what_it_inherits() -> None:
    """An hour is an hour: the lap before brings the year, not the depot's own delay."""
    promise = trace(read_text(DEPOTS).map, {"Mainland depot": "1h"})["islanders"]
    assert promise.never_recovers
    first, *rest = promise.chain
    assert first.service in {hop.service for hop in rest}
    assert first.arrived_late is first.added_by_departure is NEVER_RECOVERS
    assert [hop.added_here for hop in promise.chain] == [0] * len(promise.chain)
    assert first.passed_on is rest[0].arrived_late is NEVER_RECOVERS


FERRY = """
map: {calendar: {workdays: Mon-Sun, hours: "00:00-24:00"}}
teams:
  Mainland:
    serves: [{customer: Island, service: Goods, takes: 1d, departs: every 17d}]
  Island:
    serves:
      - customer: Mainland
        service: Empties
        takes: 1d
        departs: every 23d
        needs: [Mainland/Goods]
      - {customer: Market, service: Fish, takes: 1d, needs: [Mainland/Goods]}
  Farm:
    serves: [{customer: Market, service: Fish, takes: 3d}]
  Market:
    relies_on:
      - any_of: [{provider: Island, service: Fish}, {provider: Farm, service: Fish}]
    serves: [{customer: Guests, service: Dinner, takes: 1h}]
end_users: [Guests]
"""


def test_an_alternative_that_recovers_comes_to_the_rescue_of_one_that_never_does() -> None:
    """Fish from the Island comes later and later; the Farm's, planned for day 3, is there."""
    market = trace(read_text(FERRY).map, {"Mainland": "1h", "Farm": "20d"})["guests"]
    assert not market.never_recovers
    late = trace(read_text(FERRY).map, {"Mainland": "1h", "Farm": "30d"})["guests"]
    assert minutes(late.actual) - minutes(market.actual) == 10 * 1440


def test_who_waits_anywhere_in_a_runaway_loop_never_recovers() -> None:
    """The way back to a service that stands before the runaway ones in the map is found too."""
    m = read_text(
        DEPOTS.replace(
            "teams:",
            """teams:
  Harbour:
    relies_on: [{provider: Pilots, service: Ways}]
    serves: [{customer: Islanders, service: Berths, takes: 1h}]
  Pilots:
    relies_on: [{provider: Island depot, service: Shop}]
    serves: [{customer: Harbour, service: Ways, takes: 1h}]""",
        )
    ).map
    traced = trace(m, {"Mainland depot": "1h"})
    assert {promise.service for promise in traced if promise.never_recovers} == {
        "island-depot/shop",
        "harbour/berths",
    }


LOOP = """
map: {{start: 2027-03-01}}
teams:
  Design:
    relies_on:
      - any_of: [{{provider: Cutting, service: Parts}}, {{provider: Stock, service: Parts{slack}}}]
    serves:
      - {{customer: Stock, service: Plans, takes: 3d}}
      - {{customer: Shops, service: Plans, takes: 3d}}
  Cutting:
    relies_on: [{{provider: Stock, service: Parts}}]
    serves: [{{customer: Design, service: Parts, takes: 3d}}]
  Stock:
    relies_on: [{{provider: Design, service: Plans}}]
    serves:
      - {{customer: Design, service: Parts, takes: 1d}}
      - {{customer: Cutting, service: Parts, takes: 1d, departs: daily 10:00}}
      - {{customer: Shops, service: Parts, takes: 1d}}
end_users: [Shops]
"""


def test_a_lap_is_told_with_the_alternatives_as_late_as_they_were_then() -> None:
    """Stock is 4 hours late when Design takes its parts; that makes Stock a day late in the end."""
    for slack in ("", ", slack: 1h", ", switch: 2h"):
        traced = trace(read_text(LOOP.format(slack=slack)).map, {"Cutting": "1d", "Stock": "4h"})
        assert any(promise.chain for promise in traced), slack
        for promise in traced:
            arriving = 0
            for hop in promise.chain:
                assert min(hop[1:7]) >= 0
                assert hop.added_here <= {"cutting/parts": DAY, "stock/parts": 4 * 60}.get(
                    hop.service, 0
                )
                assert hop.arrived_late == arriving
                arriving = minutes(hop.passed_on)
            assert promise.delay == arriving
