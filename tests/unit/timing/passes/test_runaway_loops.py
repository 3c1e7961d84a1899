"""Loops in which a missed departure makes the next one be missed as well."""

import pickle
import re

import pytest

from servicemap.bounds import Bounds
from servicemap.endless import NEVER_RECOVERS, Minutes, rest_of, size_of
from servicemap.loading import read_text
from servicemap.timing.answers.delays import trace

TWO_DEPOTS = """
map: {start: 2027-02-01}
teams:
  North:
    serves:
      - {customer: South, service: Pallets, takes: 1d, departs: every 17d, needs: [South/Crates]}
      - {customer: Shops, service: Goods, takes: 1d, needs: [South/Crates]}
  South:
    serves:
      - {customer: North, service: Crates, takes: 1d, departs: every 23d}
end_users: [Shops]
"""


@pytest.mark.parametrize("length", ["1h", "1h elapsed"])
def test_late_by_an_evening_misses_the_departure_as_late_in_the_morning_does(length: str) -> None:
    """Both are planned for Monday 17:00. An hour more is Tuesday 10:00, or Monday 18:00.

    Either way both vans are gone. 17 and 23 have no common divisor, so that whoever waits for the
    next van comes too late for the other's, round after round.
    """
    shops = trace(read_text(TWO_DEPOTS).map, {"North": length, "South": length})["shops"]
    assert shops.never_recovers


def test_what_never_recovers_has_no_number_in_any_record() -> None:
    """Where telling stopped is a matter of the horizon, and nobody's lateness."""
    traced = trace(read_text(TWO_DEPOTS).map, {"North": "1h", "South": "1h"})
    shops = traced["shops"]
    assert [shops.actual, shops.delay, *map(str, traced.delays.values())] == [
        *(NEVER_RECOVERS, NEVER_RECOVERS, "never recovers", "never recovers", "never recovers")
    ]
    assert shops.actual_at is None
    assert {shops.delay_bounds, shops.late_bounds, shops.caused_bounds} == {Bounds(None, None)}
    assert set(traced.delay_bounds.values()) == {Bounds(None, None)}
    told = str([shops.chain, traced.stopped, traced.delays, traced.delay_bounds])
    assert set(re.findall(r"=(\d+)", told)) <= {"0"}
    assert traced.runaway == {"north/pallets", "north/goods", "south/crates"}
    assert pickle.loads(pickle.dumps(shops)) == shops


def test_what_has_no_size_is_longer_than_any_length() -> None:
    lengths: list[Minutes] = [7, NEVER_RECOVERS, 10**9]
    assert max(lengths) is NEVER_RECOVERS
    assert sorted(lengths)[:2] == [7, 10**9]
    assert rest_of(10, 3, 2) == 5
    assert rest_of(NEVER_RECOVERS, 0) is NEVER_RECOVERS
    assert rest_of(NEVER_RECOVERS, NEVER_RECOVERS, 0) == 0
    assert [size_of(NEVER_RECOVERS), size_of(5)] == [None, 5]
