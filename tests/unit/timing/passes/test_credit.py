"""Edges without credit, and loops: the schedule may only vouch for what it knows."""

from servicemap.bounds import Bounds, Fate
from servicemap.timing.answers.delays import trace
from servicemap.timing.answers.traces import Hop
from tests.maps_by_hand import make_map, reliance, service
from tests.receipts_by_hand import adds_up, minutes

DAY = 480


def test_in_a_map_without_times_a_delay_runs_through_less_declared_slack() -> None:
    m = make_map(
        [service("accounts/report"), service("sales/event"), service("it/tools")],
        [
            reliance("accounts/report", "sales", slack="1d"),
            reliance("it/tools", "sales"),
            reliance("sales/event", "shoppers"),
        ],
    )
    promise = trace(m, {"accounts": "2d"})["shoppers"]
    assert promise.late_bounds == Bounds(0, DAY)  # the tools may take a month
    assert not promise.certain
    assert promise.chain == (
        Hop("accounts/report", 0, 0, 0, 0, 2 * DAY, 2 * DAY),
        Hop("sales/event", 2 * DAY, 0, DAY, 0, 0, DAY),
    )


def test_what_has_no_takes_gets_no_credit_though_something_else_takes_long() -> None:
    def delay(takes: str | None) -> int:
        m = make_map(
            [service("a/x", takes), service("b/x", "9d"), service("c/x", "1d")],
            [reliance("a/x", "c"), reliance("b/x", "c"), reliance("c/x", "shoppers")],
        )
        return minutes(trace(m, {"a": "3d"})["shoppers"].delay)

    assert delay("5d") == 0
    assert delay(None) == 3 * DAY


def test_a_chain_without_times_is_exact() -> None:
    m = make_map(
        [service("accounts/report"), service("sales/event")],
        [reliance("accounts/report", "sales", slack="1d"), reliance("sales/event", "shoppers")],
    )
    promise = trace(m, {"accounts": "3d"})["shoppers"]
    assert promise.late_bounds == Bounds.of(2 * DAY)
    assert promise.fate is Fate.BROKEN


def test_a_promise_behind_incomplete_timing_is_held_to_what_it_promises() -> None:
    """Planned for day 1 or later and promised for day 30: a day may be too much, at most a day."""
    m = make_map(
        [service("a/x"), service("b/x", "1d")],
        [reliance("a/x", "b"), reliance("b/x", "shoppers", promise="30d")],
    )
    promise = trace(m, {"a": "1d"})["shoppers"]
    assert (promise.planned_bounds, promise.due) == (Bounds(DAY, None), 30 * DAY)
    assert promise.late_bounds == Bounds(0, None)
    assert promise.caused_bounds == Bounds(0, DAY)
    assert promise.fate is Fate.OPEN


def test_a_team_that_does_not_say_what_each_service_needs_gets_no_credit() -> None:
    def delay(needs: list[str] | None) -> int:
        m = make_map(
            [
                service("a/x", "1d"),
                service("b/x", "9d"),
                service("c/x", "1d", needs),
                service("c/y", "1d", needs),
            ],
            [
                reliance("a/x", "c"),
                reliance("b/x", "c"),
                reliance("c/x", "shoppers"),
                reliance("c/y", "shoppers"),
            ],
        )
        return minutes(trace(m, {"a": "3d"})["shoppers"].delay)

    assert delay(["a/x", "b/x"]) == 0
    assert delay(None) == 3 * DAY


def test_what_stands_ready_adds_nothing_to_the_plan_but_its_lateness_counts() -> None:
    m = make_map(
        [service("it/tills", "20d"), service("stores/toys", "1d")],
        [
            reliance("it/tills", "stores", standing=True, slack="4h"),
            reliance("stores/toys", "shoppers"),
        ],
    )
    promise = trace(m, {"it": "1d"})["shoppers"]
    assert promise.planned == DAY
    assert promise.late == 240
    assert promise.certain


def test_in_a_loop_a_delay_counts_once_and_nothing_grows() -> None:
    m = make_map(
        [service("a/x", "1d"), service("b/x", "1d"), service("c/x", "1d")],
        [
            reliance("a/x", "b"),
            reliance("b/x", "a", slack="1d"),
            reliance("b/x", "c"),
            reliance("c/x", "shoppers"),
        ],
    )
    traced = trace(m, {"a": "3d", "b": "1d"})
    assert traced.delays == {"a/x": 3 * DAY, "b/x": 3 * DAY, "c/x": 3 * DAY}
    promise = traced["shoppers"]
    assert [hop.service for hop in promise.chain] == ["a/x", "b/x", "c/x"]
    assert promise.conditional
    assert not promise.certain
    assert promise.planned == 2 * DAY  # b and c: what waits in the circle is not planned


def test_what_comes_late_from_outside_a_loop_adds_to_a_delay_inside() -> None:
    m = make_map(
        [service("o/x", "1d"), service("a/x", "1d"), service("b/x", "1d")],
        [
            reliance("o/x", "a"),
            reliance("a/x", "b"),
            reliance("b/x", "a"),
            reliance("b/x", "shoppers"),
        ],
    )
    assert trace(m, {"o": "2d", "a": "1d"})["shoppers"].late == 3 * DAY


def test_each_hop_of_a_loop_sums() -> None:
    m = make_map(
        [service(f"{team}/x") for team in "abcd"],
        [
            reliance("a/x", "b", slack="1h"),
            reliance("b/x", "c", slack="2h"),
            reliance("c/x", "d"),
            reliance("d/x", "a"),
            reliance("d/x", "shoppers"),
        ],
    )
    promise = trace(m, {"a": "1d", "c": "1h"})["shoppers"]
    assert [hop.service for hop in promise.chain] == ["a/x", "b/x", "c/x", "d/x"]
    for hop in promise.chain:
        assert adds_up(hop)
        assert not hop.added_by_departure
    assert promise.delay == DAY - 3 * 60


def test_a_chain_of_five_thousand_needs_no_recursion() -> None:
    count = 5_000
    m = make_map(
        [service(f"t{i}/x", "1m") for i in range(count)],
        [reliance(f"t{i}/x", f"t{i + 1}") for i in range(count - 1)]
        + [reliance(f"t{count - 1}/x", "shoppers")],
    )
    promise = trace(m, {"t0": "7m"})["shoppers"]
    assert (promise.planned, promise.delay, len(promise.chain)) == (count, 7, count)
