"""Joins, slack and the schedule: what a delay becomes where several things are waited for."""

import pytest

from servicemap.model import ServiceMap
from servicemap.timing.answers.delays import trace
from servicemap.timing.answers.traces import Hop
from tests.maps_by_hand import make_map, reliance, service

DAY = 480


def join(slack: str | None = None) -> ServiceMap:
    """A (5 days) and B (9 days) feed C (3 days), which serves Shoppers."""
    return make_map(
        [service("a/x", "5d"), service("b/x", "9d"), service("c/x", "3d")],
        [
            reliance("a/x", "c", slack=slack),
            reliance("b/x", "c"),
            reliance("c/x", "shoppers"),
        ],
    )


@pytest.mark.parametrize(
    ("late", "days"),
    [
        ({"a": "3d"}, 0),
        ({"a": "4d"}, 0),
        ({"a": "6d"}, 2),
        ({"a": "6d", "b": "1d"}, 2),
        ({"a": "3d", "b": "2d"}, 2),
        ({"b": "1d"}, 1),
        ({"a": "6d", "c": "1d"}, 3),
    ],
)
def test_a_join_waits_for_the_latest_and_nothing_is_subtracted_along_a_path(
    late: dict[str, str], days: int
) -> None:
    traced = trace(join(), late)
    assert traced["shoppers"].delay == traced["shoppers"].late == days * DAY
    assert traced["shoppers"].planned == 12 * DAY


def test_the_receipt_tells_schedule_and_slack_apart_and_each_line_sums() -> None:
    traced = trace(join(slack="1d"), {"a": "6d"})
    promise = traced["shoppers"]
    assert promise.chain == (
        Hop("a/x", 0, 0, 0, 0, 6 * DAY, 6 * DAY),
        Hop("c/x", 6 * DAY, 4 * DAY, 1 * DAY, 0, 0, 1 * DAY, waits_for="b/x"),
    )


def test_a_chain_through_a_late_team_twice_feels_it_twice() -> None:
    m = make_map(
        [
            service("desk/order", "1d", needs=()),
            service("factory/toys", "1d"),
            service("desk/bill", "1d", needs=["factory/toys"]),
        ],
        [
            reliance("desk/order", "factory"),
            reliance("factory/toys", "desk"),
            reliance("desk/bill", "shoppers"),
        ],
    )
    promise = trace(m, {"Desk": "2d"})["shoppers"]
    assert promise.delay == 4 * DAY
    assert [hop.added_here for hop in promise.chain] == [2 * DAY, 0, 2 * DAY]


def test_the_runner_up_stands_beside_the_chain() -> None:
    promise = trace(join(), {"a": "6d", "b": "1d"})["shoppers"]
    assert [hop.service for hop in promise.chain] == ["a/x", "c/x"]
    assert promise.runner_up == ("b/x", "c/x")


def test_of_two_that_tie_the_first_in_the_map_is_the_chain_and_the_other_the_runner_up() -> None:
    promise = trace(join(), {"a": "5d", "b": "1d"})["shoppers"]
    assert [hop.service for hop in promise.chain] == ["a/x", "c/x"]
    assert promise.runner_up == ("b/x", "c/x")


def test_what_does_not_move_a_start_is_kept_as_the_place_where_the_delay_stopped() -> None:
    traced = trace(join(), {"a": "3d"})
    assert traced["shoppers"].chain == ()
    assert traced.delays == {"a/x": 3 * DAY}
    assert traced.stopped == (Hop("c/x", 3 * DAY, 3 * DAY, 0, 0, 0, 0, waits_for="b/x"),)


def test_a_promise_given_as_a_length_is_counted_from_the_start_of_the_plan() -> None:
    m = make_map(
        [service("shop/toys", "3d")],
        [reliance("shop/toys", "shoppers", promise="5d")],
    )
    kept = trace(m, {"shop": "2d"})["shoppers"]
    assert (kept.due, kept.delay, kept.late) == (5 * DAY, 2 * DAY, 0)
    assert trace(m, {"shop": "2d 1m"})["shoppers"].late == 1


def test_a_promise_may_be_broken_by_the_plan_itself() -> None:
    m = make_map([service("shop/toys", "3d")], [reliance("shop/toys", "shoppers", promise="2d")])
    promise = trace(m, {"shop": "0d"})["shoppers"]
    assert (promise.delay, promise.late, promise.chain) == (0, DAY, ())


def test_a_promise_to_a_colleague_counts_too() -> None:
    m = make_map(
        [service("a/x", "1d"), service("b/x", "1d")],
        [reliance("a/x", "b", promise="1d"), reliance("b/x", "shoppers")],
    )
    assert [(p.service, p.customer, p.late) for p in trace(m, {"a": "1d"})] == [
        ("a/x", "b", DAY),
        ("b/x", "shoppers", DAY),
    ]


def test_slack_is_counted_from_the_planned_start_of_the_one_who_waits() -> None:
    m = make_map(
        [service("a/x", "1d"), service("b/x", "1d")],
        [reliance("a/x", "b", slack="4h"), reliance("b/x", "shoppers")],
    )
    assert trace(m, {"a": "4h"})["shoppers"].delay == 0
    assert trace(m, {"a": "4h 1m"})["shoppers"].delay == 1
