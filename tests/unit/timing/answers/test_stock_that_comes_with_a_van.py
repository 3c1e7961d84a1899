"""Stock that comes with departures: that any delay misses one is a convention, and told as such."""

from datetime import datetime

import pytest

from servicemap.bounds import Bounds, Fate
from servicemap.loading import read_text
from servicemap.timing.answers.delays import trace
from servicemap.timing.answers.tolerances import tolerance
from servicemap.timing.answers.traces import TracedPromise
from servicemap.unknowns import Unknown

HOUR, DAY = 60, 8 * 60

LINEN = """
map: {start: 2027-08-02}
teams:
  Store: {serves: [{customer: Ward, service: Linen, takes: 1d, departs: DEPARTS}]}
  Ward:
    relies_on: [{provider: Store, service: Linen, standing: yes}]
    serves: [{customer: Guests, service: Beds, takes: 1d, promise: 2027-08-04}]
end_users: [Guests]
"""


def beds(late: str, departs: str = "Fri 12:00", written: str = LINEN) -> TracedPromise:
    """Beds are made on Monday 2 August and promised for Wednesday: two days of margin."""
    return trace(read_text(written.replace("DEPARTS", departs)).map, {"Store": late})["guests"]


def test_an_hour_may_miss_the_van_of_the_week_or_be_in_time_for_it() -> None:
    told = beds("1h")
    assert told.fate is Fate.OPEN
    assert told.late_bounds == told.caused_bounds == Bounds(0, 3 * DAY)
    assert told.actual_at is not None
    assert told.late is None  # so that no date is told
    assert told.unknown is Unknown.STOCKED
    assert not told.certain


@pytest.mark.parametrize(
    ("late", "least", "most"),
    [
        # Ready after Fri 23 July 12:00 at the earliest, so a week later it comes on Fri 6 August
        # 12:00 and not on Friday 30 July: 4d 3h after Monday morning, less the margin of 2 days.
        ("1w", 2 * DAY + 3 * HOUR, 3 * DAY),
        # With a little more the van after that may be missed, too.
        ("1w 1h", 2 * DAY + 3 * HOUR, 8 * DAY),
        ("2w", 7 * DAY + 3 * HOUR, 8 * DAY),
    ],
)
def test_of_a_delay_of_weeks_so_many_vans_are_missed_whenever_it_is_ready(
    late: str, least: int, most: int
) -> None:
    told = beds(late)
    assert told.fate is Fate.BROKEN
    assert told.late_bounds == Bounds(least, most)


def test_stock_without_a_van_is_as_late_as_its_provider() -> None:
    told = beds("3d", written=LINEN.replace(", departs: DEPARTS", ""))
    assert told.late_bounds == Bounds.of(DAY)
    assert told.actual_at == datetime.fromisoformat("2027-08-05T17:00")
    assert told.certain


def test_what_is_no_stock_misses_the_van_that_it_is_planned_for() -> None:
    written = LINEN.replace(", standing: yes", "").replace("08-04", "08-10")
    told = beds("5d", written=written)
    assert told.late_bounds == Bounds.of(3 * DAY + 3 * HOUR)


def test_so_it_is_where_the_map_leaves_something_open_elsewhere() -> None:
    """Who cooks may need the porter or not; it has nothing to do with the linen."""
    written = LINEN + "suppliers: {Bakery: {serves: [{customer: Kitchen, service: Bread}]}}\n"
    kitchen = """teams:
  Porter: {serves: [{customer: Kitchen, service: Trays, takes: 1d}]}
  Kitchen:
    relies_on: [{provider: Porter, service: Trays}, {provider: Bakery, service: Bread}]
    serves: [{customer: Guests, service: Lunch, takes: 1d}, {customer: Guests, service: Tea}]
"""
    told = trace(
        read_text(written.replace("teams:\n", kitchen).replace("DEPARTS", "Fri 12:00")).map,
        {"Store": "1h"},
    )
    [one] = [promise for promise in told if promise.service == "ward/beds"]
    assert one.late_bounds == Bounds(0, 3 * DAY)
    assert one.unknown is Unknown.STOCKED


def test_so_it_is_where_it_is_open_when_the_customer_starts() -> None:
    """The ward may wait for the porter too, who takes nobody knows how long."""
    written = LINEN.replace(
        "  Ward:", "  Porter: {serves: [{customer: Ward, service: Trays}]}\n  Ward:"
    ).replace("standing: yes}]", "standing: yes}, {provider: Porter, service: Trays}]")
    told = beds("1h", written=written)
    assert told.late_bounds == Bounds(0, None)
    assert Unknown.STOCKED in told.unknown
    assert beds("3w", written=written).late_bounds.least


def test_how_late_it_may_be_has_both_bounds_as_well() -> None:
    """The last minute that is sure to be in time for the van is the most, as following it tells."""
    found = tolerance(read_text(LINEN.replace("DEPARTS", "Fri 12:00")).map)
    for one in (*found.services, *found.teams):
        if one.of in {"store", "store/linen"}:
            assert one.least == 0
            assert one.most is not None
            assert one.unknown is Unknown.STOCKED
            assert beds(f"{one.most}m").late_bounds.least == 0
            assert beds(f"{one.most + 1}m").late_bounds.least == 2 * DAY + 3 * HOUR
            assert 0 < one.most < 5 * DAY
