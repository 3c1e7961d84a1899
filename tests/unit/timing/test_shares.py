"""Fair shares of a lateness among several who are late."""

import json
from collections.abc import Sequence
from fractions import Fraction
from itertools import permutations
from pathlib import Path

import pytest

from servicemap.reporting.terminal import Ink
from servicemap.reporting.traces import as_text
from servicemap.timing.delays import trace
from servicemap.timing.shares import fair_shares, in_whole_minutes
from tests.maps_by_hand import make_map, reliance, service

SCHEDULES = Path(__file__).parents[4] / "shared" / "data" / "schedules"
DAY = 480

DURATIONS = [2, 1.5, 1, 1.5, 2, 2.5, 3, 4, 2, 5]
OBSERVED = [2.5, 1.5, 2, 2, 2, 6, 4, 6, 3, 5.5]
SHAPLEY = [0, 0, 1 / 3, 0, 0, 13 / 12, 0, 13 / 12, 0, 1 / 2]
"""Gonçalves-Dosantos, García-Jurado, Costa: ProjectManagement, The R Journal 12/1 (2020)."""


def project_length(days: Sequence[float]) -> float:
    """That paper's project; besides finish to start it has three relations of other kinds."""
    start, end = [0.0] * 10, [0.0] * 10
    after = {7: (1, 4), 4: (2,), 8: (2,), 5: (3,), 6: (3,), 9: (5, 8), 10: (6,)}
    for activity in (1, 2, 3, 4, 8, 5, 6, 9, 7, 10):
        k = activity - 1
        start[k] = max([0.0, *(end[p - 1] for p in after.get(activity, ()))])
        if activity == 5:
            start[k] = max(start[k], start[3])
        end[k] = start[k] + days[k]
        if activity == 6:
            end[k] = max(end[k], end[7])
        if activity == 7:
            end[k] = max(end[k], start[8])
    return max(end)


def test_published_shares() -> None:
    def cost(coalition: int) -> list[int]:
        days = [OBSERVED[k] if coalition >> k & 1 else DURATIONS[k] for k in range(len(DURATIONS))]
        return [round(max(0.0, project_length(days) - 10.5) * DAY)]

    assert cost(2**10 - 1) == [3 * DAY]
    found = fair_shares(cost, 10).shares[0]
    assert [float(share) / DAY for share in found] == pytest.approx(SHAPLEY, abs=1e-9)
    sampled = fair_shares(cost, 10, exact_to=0)
    for exact, guess, error in zip(found, sampled.shares[0], sampled.errors[0], strict=True):
        assert abs(float(exact - guess)) <= 4 * error + 1e-9
    assert sampled.permutations == 500

    path = SCHEDULES / "06_delay_attribution_shapley_rjournal.json"
    if path.exists():
        expected = json.loads(path.read_text())["expected"]["shapley"]
        assert [float(share) / DAY for share in found] == pytest.approx(expected, abs=1e-5)


def test_shares_are_what_each_adds_averaged_over_all_orders() -> None:
    worth = {0: 0, 1: 3, 2: 5, 4: 0, 3: 5, 5: 9, 6: 5, 7: 11}
    expected = [Fraction(0)] * 3
    for order in permutations(range(3)):
        coalition = 0
        for player in order:
            expected[player] += Fraction(worth[coalition | 1 << player] - worth[coalition], 6)
            coalition |= 1 << player
    assert fair_shares(lambda coalition: [worth[coalition]], 3).shares == [expected]


def test_whole_minutes_keep_the_sum() -> None:
    thirds = [Fraction(100, 3), Fraction(100, 3), Fraction(100, 3)]
    assert in_whole_minutes(thirds) == [34, 33, 33]
    assert in_whole_minutes([Fraction(-1, 2), Fraction(1, 2), Fraction(3)]) == [0, 0, 3]


def test_at_a_join_the_lateness_is_shared_and_who_changes_nothing_has_no_part() -> None:
    m = make_map(
        [service(f"{team}/x", "1d") for team in "abcd"],
        [
            reliance("a/x", "c"),
            reliance("b/x", "c"),
            reliance("c/x", "shoppers"),
            reliance("d/x", "shoppers"),
        ],
    )
    traced = trace(m, {"a": "2d", "b": "3d", "d": "9d"})
    promise = next(p for p in traced if p.service == "c/x")
    assert promise.late == 3 * DAY
    assert promise.shares == {"a": DAY, "b": 2 * DAY, "d": 0}
    assert traced.sampled is None
    assert trace(m, {"a": "2d"})["shoppers"].shares == {}
    assert next(iter(trace(m, {"a": "2d", "b": "3d"}, shares=False))).shares == {}


def test_beyond_ten_late_ones_shares_are_sampled_and_say_so() -> None:
    teams = [f"t{k}" for k in range(11)]
    m = make_map(
        [service(f"{team}/x", "1d") for team in [*teams, "end"]],
        [reliance(f"{team}/x", "end") for team in teams] + [reliance("end/x", "shoppers")],
    )
    traced = trace(m, dict.fromkeys(teams, "1d"))
    promise = traced["shoppers"]
    assert traced.sampled == 500
    assert sum(promise.shares.values()) == promise.late == DAY
    for team in teams:
        assert abs(promise.shares[team] - DAY / 11) <= 4 * promise.share_errors[team] + 1
    assert trace(m, dict.fromkeys(teams, "1d"))["shoppers"].shares == promise.shares


def test_what_the_plan_breaks_already_is_nobodys_share() -> None:
    m = make_map(
        [service("kitchen/dinner", "4d"), service("radio/music", "1d")],
        [
            reliance("kitchen/dinner", "shoppers", promise="3d"),
            reliance("radio/music", "shoppers", promise="10d"),
        ],
    )
    traced = trace(m, {"kitchen": "4h", "radio": "1d"})
    dinner = next(one for one in traced if one.service == "kitchen/dinner")
    assert (dinner.late, dinner.delay) == (DAY + 240, 240)
    assert dinner.shares == {"kitchen": 240, "radio": 0}


def test_shares_of_a_promise_that_the_plan_breaks_sum_to_the_rest() -> None:
    m = make_map(
        [service("a/x", "1d"), service("b/x", "3d")],
        [reliance("a/x", "b"), reliance("b/x", "shoppers", promise="3d")],
    )
    promise = trace(m, {"a": "1d", "b": "2d"})["shoppers"]
    assert (promise.late, promise.delay) == (4 * DAY, 3 * DAY)
    assert promise.shares == {"a": DAY, "b": 2 * DAY}
    said = as_text(trace(m, {"a": "1d", "b": "2d"}), Ink())
    assert "  Fair shares of the 3 days not by plan: B 2 days, A 1 day." in said.splitlines()
