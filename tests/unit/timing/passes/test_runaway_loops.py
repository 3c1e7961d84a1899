"""Loops in which a missed departure makes the next one be missed as well."""

import pytest

from servicemap.loading import read_text
from servicemap.timing.answers.delays import trace

TWO_DEPOTS = """
map: {start: 2027-02-01}
teams:
  North:
    serves:
      - {customer: South, service: Pallets, takes: 1d, departs: every 17d}
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
