"""How late each may be: exact with departures and alternatives, for teams with several services."""

from datetime import date

import pytest

from servicemap.calendars import STANDARD, Calendar
from servicemap.errors import UnknownName
from servicemap.model import Departures, Moment, Rhythm, ServiceMap
from servicemap.reporting.json.tolerances import as_json
from servicemap.reporting.tolerance_lines import as_csv
from servicemap.timing.answers import tolerance_blocks, tolerance_columns
from servicemap.timing.answers.delays import trace
from servicemap.timing.answers.tolerances import tolerance
from tests.maps_by_hand import make_map, reliance, service

DAY = 480
CLOCK = Calendar(tuple(range(7)), ((0, 1440),))


def test_a_join_gives_the_early_one_what_it_waits_anyway() -> None:
    m = make_map(
        [service("a/x", "5d"), service("b/x", "9d"), service("c/x", "3d")],
        [reliance("a/x", "c"), reliance("b/x", "c"), reliance("c/x", "shoppers")],
    )
    found = {one.of: (one.minutes or 0) // DAY for one in tolerance(m).teams}
    assert found == {"a": 4, "b": 0, "c": 0}


def test_until_the_truck_leaves() -> None:
    friday_noon = Departures(Rhythm.WEEKLY, "Fri 12:00", weekdays=(4,), minute=720)
    m = make_map(
        [service("plant/goods", "106h")],
        [reliance("plant/goods", "shoppers", departs=friday_noon)],
        calendar=CLOCK,
    )
    assert tolerance(m)["plant", "shoppers"].minutes == 2 * 60


@pytest.mark.parametrize("swept_from", [1, tolerance_columns.SWEPT_FROM])
def test_on_a_map_of_any_size_work_on_the_clock_ends_on_the_clock(
    monkeypatch: pytest.MonkeyPatch, swept_from: int
) -> None:
    """Paint dries at night too: when it has to be dry is a moment, not so many working minutes."""
    monkeypatch.setattr(tolerance_columns, "SWEPT_FROM", swept_from)
    m = make_map(
        [service("order/x", "1d"), service("paint/x", "20h elapsed"), service("shop/x", "1d")],
        [
            reliance("order/x", "paint"),
            reliance("paint/x", "shop"),
            reliance("shop/x", "shoppers", promise="6d"),
        ],
    )
    found = tolerance(m)
    least = {one.of: one.minutes or 0 for one in found.teams}
    assert {one.of.partition("/")[0]: one.minutes for one in found.services} == least
    for team, minutes in least.items():
        assert not trace(m, {team: f"{minutes}m"}).felt
        assert trace(m, {team: f"{minutes + 1}m"}).felt


def test_teams_of_a_swept_map_have_the_least_of_their_services(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    m = make_map(
        [
            service("a/x", "1d"),
            service("a/y", "2d"),
            service("a/z", "1d"),
            service("b/x", "1d"),
            service("c/x", "1d"),
        ],
        [
            reliance("a/x", "b", slack="1d"),
            reliance("a/y", "b"),
            reliance("b/x", "shoppers", promise="6d"),
            reliance("c/x", "guests", promise="2d"),
        ],
        outside=("shoppers", "guests"),
    )
    one_by_one = tolerance(m)
    monkeypatch.setattr(tolerance_columns, "SWEPT_FROM", 1)
    swept = tolerance(m)
    assert list(swept.teams) == list(one_by_one.teams)
    assert list(swept.services) == list(one_by_one.services)
    assert {(one.of, one.customer): (one.minutes or 0) / DAY for one in swept.teams} == {
        ("a", "shoppers"): 3,
        ("b", "shoppers"): 3,
        ("c", "guests"): 1,
    }


def test_behind_alternatives_one_may_be_late_for_ever() -> None:
    m = make_map(
        [
            service("s1/x", "4d"),
            service("s2/x", "7d"),
            service("x/x", "6d"),
            service("m/x", "0m"),
            service("q/x", "1d"),
        ],
        [
            reliance("s1/x", "m"),
            reliance("s2/x", "m"),
            reliance("m/x", "q"),
            reliance("x/x", "q"),
            reliance("q/x", "shoppers", promise="8d"),
        ],
        any_of=[("m", ("s1/x", "s2/x"))],
    )
    found = {one.of: one.minutes for one in tolerance(m).teams}
    assert found == {"s1": None, "s2": None, "x": DAY, "m": 3 * DAY, "q": DAY}


def test_a_team_that_is_passed_twice_can_afford_half() -> None:
    m = make_map(
        [
            service("desk/order", "1d", needs=()),
            service("factory/toys", "1d"),
            service("desk/bill", "1d", needs=["factory/toys"]),
        ],
        [
            reliance("desk/order", "factory"),
            reliance("factory/toys", "desk"),
            reliance("desk/bill", "shoppers", promise="6d"),
        ],
    )
    found = tolerance(m)
    assert found["desk/order", "shoppers"].minutes == 3 * DAY
    assert found["desk/bill", "shoppers"].minutes == 3 * DAY
    assert found["desk", "shoppers"].minutes == 3 * DAY // 2
    assert trace(m, {"desk": "1d 4h"})["shoppers"].late == 0
    assert trace(m, {"desk": "1d 4h 1m"})["shoppers"].late == 2


def test_tolerance_is_single_fault() -> None:
    m = make_map(
        [service("a/x", "1d"), service("b/x", "1d")],
        [reliance("a/x", "b"), reliance("b/x", "shoppers", promise="5d")],
    )
    found = tolerance(m)
    assert found["a", "shoppers"].minutes == found["b", "shoppers"].minutes == 3 * DAY
    assert trace(m, {"a": "3d"})["shoppers"].late == 0
    assert trace(m, {"a": "3d", "b": "3d"})["shoppers"].late == 3 * DAY


def test_a_limited_question_says_what_was_not_asked() -> None:
    m = make_map(
        [service("purchasing/goods", "1d"), service("warehouse/toys", "1d")],
        [reliance("purchasing/goods", "warehouse"), reliance("warehouse/toys", "shoppers")],
    )
    of_purchasing = tolerance(m, team="Purchasing")
    assert of_purchasing["purchasing", "shoppers"].minutes == 0
    assert of_purchasing["purchasing/goods", "shoppers"].minutes == 0
    for name in ("Warehouse", "warehouse/toys"):
        with pytest.raises(UnknownName, match=f"'{name}' was not asked about, only Purchasing"):
            of_purchasing[name, "shoppers"]
    with pytest.raises(UnknownName, match="'shoppers' was not asked about, only Warehouse"):
        tolerance(m, customer="warehouse")["purchasing", "shoppers"]
    with pytest.raises(UnknownName, match="nothing is promised to 'warehouse'"):
        tolerance(m)["purchasing", "warehouse"]


def test_of_a_map_that_fits_into_no_memory_the_same_is_found_block_by_block(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    m = make_map(
        [service("a/x", "1d"), service("b/x", "2d"), service("b/y", "1d"), service("c/x", "1d")],
        [
            reliance("a/x", "b"),
            *(reliance("b/x", customer, promise="9d") for customer in ("shoppers", "guests")),
            *(reliance("b/y", customer, promise="4d") for customer in ("shoppers", "guests")),
            reliance("c/x", "shoppers", promise="2d"),
        ],
        outside=("shoppers", "guests"),
    )
    whole, at_once = tolerance(m), [*as_csv(tolerance(m))]
    monkeypatch.setattr(tolerance_blocks, "PROMISES_AT_ONCE", 2)
    monkeypatch.setattr(tolerance_blocks, "CELLS_ONCE", 0)
    assert [*as_csv(tolerance(m))] == at_once
    monkeypatch.setattr(tolerance_blocks, "CELLS_AT_ONCE", 8)
    blocks = tolerance(m)
    assert (str(blocks), list(blocks), len(blocks)) == (str(whole), list(whole), len(whole))
    assert list(blocks.services) == list(whole.services)
    assert [*as_csv(blocks), *as_json(blocks)] == [*as_csv(whole), *as_json(whole)]
    assert blocks["b", "guests"] == whole["b", "guests"]


def circle_of_two() -> ServiceMap:
    """Mend on working days and Wash on Tuesdays, Thursdays and Saturdays wait for each other; what
    is mended on Monday at 17:00 is due on Thursday at 17:00.
    """
    return make_map(
        [service("mend/x", "1d"), service("wash/x", "1d")],
        [
            reliance("mend/x", "wash"),
            reliance("wash/x", "mend"),
            reliance("mend/x", "shoppers", promise="4d"),
        ],
        start=Moment(date(2027, 3, 1)),
        parties={"wash": {"calendar": STANDARD._replace(workdays=(1, 3, 5))}},
    )


def test_what_comes_round_a_circle_of_other_hours_adds_nothing_to_a_delay_of_its_own() -> None:
    """Three days, Tuesday to Thursday: what Wash brings after that comes too late to count."""
    found = {one.of: one.minutes for one in tolerance(circle_of_two()).services}
    assert found == {"mend/x": 3 * DAY, "wash/x": DAY}
    for id_, minutes in found.items():
        assert not trace(circle_of_two(), {id_: f"{minutes}m"}).felt
        assert trace(circle_of_two(), {id_: f"{(minutes or 0) + 1}m"}).felt


def test_of_a_circle_too_large_for_trying_there_are_two_bounds(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(tolerance_columns, "TRIED_AT_MOST", 0)
    found = {one.of: str(one) for one in tolerance(circle_of_two()).services}
    assert found == {"mend/x": "between 2d and 3d", "wash/x": "1d or more"}
