"""Fair shares of a lateness among several who are late."""

from collections.abc import Callable, Sequence
from datetime import date
from fractions import Fraction
from itertools import permutations

import pytest

from servicemap.bounds import Bounds
from servicemap.calendars import Calendar
from servicemap.loading import read_text
from servicemap.model import Departures, Moment, Rhythm
from servicemap.reporting.terminal import Ink
from servicemap.reporting.text.traces import as_text
from servicemap.timing.answers.delays import trace
from servicemap.timing.answers.longest_delays import in_numbers
from servicemap.timing.answers.shapley import exactly, in_whole_minutes, sampled
from servicemap.timing.network.compiled import Network
from tests.maps_by_hand import make_map, reliance, service

DAY = 480

LENGTHS = ["1d", "2d", "5h", "3d", "1h", "2d", "1d"]

DURATIONS = [2, 1.5, 1, 1.5, 2, 2.5, 3, 4, 2, 5]
OBSERVED = [2.5, 1.5, 2, 2, 2, 6, 4, 6, 3, 5.5]
SHAPLEY = [0, 0, 1 / 3, 0, 0, 13 / 12, 0, 13 / 12, 0, 1 / 2]
"""Gonçalves-Dosantos, García-Jurado, Costa: ProjectManagement, The R Journal 12/1 (2020)."""


def each(cost: Callable[[int], list[int]]) -> Callable[[Sequence[int]], list[list[int]]]:
    return lambda coalitions: [cost(coalition) for coalition in coalitions]


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
    found = exactly(each(cost), 10).shares[0]
    assert [float(share) / DAY for share in found] == pytest.approx(SHAPLEY, abs=1e-9)
    guessed = sampled(each(cost), 10)
    for exact, guess, error in zip(found, guessed.shares[0], guessed.errors[0], strict=True):
        assert abs(float(exact - guess)) <= 4 * error + 1e-9
    assert guessed.permutations == 500


def test_shares_are_what_each_adds_averaged_over_all_orders() -> None:
    worth = {0: 0, 1: 3, 2: 5, 4: 0, 3: 5, 5: 9, 6: 5, 7: 11}
    expected = [Fraction(0)] * 3
    for order in permutations(range(3)):
        coalition = 0
        for player in order:
            expected[player] += Fraction(worth[coalition | 1 << player] - worth[coalition], 6)
            coalition |= 1 << player
    assert exactly(each(lambda coalition: [worth[coalition]]), 3).shares == [expected]


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
    assert (traced.sampled, traced.seed) == (500, 20270201)
    assert sum(promise.shares.values()) == promise.late == DAY
    for team in teams:
        assert abs(promise.shares[team] - DAY / 11) <= 4 * promise.share_errors[team] + 1
    assert trace(m, dict.fromkeys(teams, "1d"))["shoppers"].shares == promise.shares


def test_a_promise_is_shared_among_those_who_can_reach_it() -> None:
    """Twelve are late, and no more than six of them touch one promise: exact for each."""
    teams = [f"{side}{k}" for side in "ab" for k in range(6)]
    m = make_map(
        [service(f"{team}/x", "1d") for team in [*teams, "mill", "bakery"]],
        [reliance(f"a{k}/x", "mill") for k in range(6)]
        + [reliance(f"b{k}/x", "bakery") for k in range(6)]
        + [reliance("mill/x", "shoppers"), reliance("bakery/x", "guests")],
        outside=("shoppers", "guests"),
    )
    traced = trace(m, dict.fromkeys(teams, "2d"))
    assert (traced.sampled, traced.seed) == (None, None)
    assert traced["shoppers"].shares == {team: 160 if team[0] == "a" else 0 for team in teams}
    assert traced["guests"].shares == {team: 160 if team[0] == "b" else 0 for team in teams}
    assert traced["guests"].share_errors == {}


def test_what_would_take_too_long_is_sampled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of four late ones there are 16 coalitions; if 10 can be afforded, orders are drawn."""
    m = make_map(
        [service(f"{team}/x", "1d") for team in "abcde"],
        [reliance(f"{team}/x", "e") for team in "abcd"] + [reliance("e/x", "shoppers")],
    )
    late = {"a": "1d", "b": "2d", "c": "3d", "d": "4d"}
    exact = trace(m, late)
    assert exact.sampled is None
    monkeypatch.setattr("servicemap.timing.answers.fair_shares.LOOKED_AT_TOGETHER", 50)
    guessed = trace(m, late)
    assert guessed.sampled == 20
    for team, minutes in exact["shoppers"].shares.items():
        error = guessed["shoppers"].share_errors[team]
        assert abs(guessed["shoppers"].shares[team] - minutes) <= 4 * error + 1


@pytest.mark.parametrize("switch", [None, "1d"])
def test_coalitions_looked_at_together_are_those_looked_at_one_by_one(
    monkeypatch: pytest.MonkeyPatch, switch: str | None
) -> None:
    """Joins, alternatives, a van, a loop, another calendar: the same shares either way."""
    van = Departures(Rhythm.WEEKLY, "Fri 12:00", weekdays=(4,), minute=720)
    m = make_map(
        [service(f"{team}/x", length) for team, length in zip("abcdefg", LENGTHS, strict=True)],
        [
            reliance("a/x", "c", slack="5h"),
            reliance("b/x", "c"),
            reliance("c/x", "d", departs=van),
            reliance("a/x", "e"),
            reliance("b/x", "e", switch=switch),
            reliance("d/x", "f"),
            reliance("f/x", "g"),
            reliance("g/x", "f", slack="1h"),
            reliance("d/x", "shoppers"),
            reliance("e/x", "shoppers"),
            reliance("g/x", "shoppers", promise="9d"),
        ],
        any_of=[("e", ("a/x", "b/x"))],
        start=Moment(date(2027, 2, 1)),
        parties={"d": {"calendar": Calendar((0, 1, 2, 3, 4, 5), ((360, 840),))}},
    )
    late = {"a": "3d", "b": "2d 5h", "c": "1d", "d": "7h", "f": "1h", "g": "4d"}
    one_by_one = trace(m, late)
    assert len([p for p in one_by_one if p.late and len(set(p.shares.values())) > 1]) > 1
    assert all(in_numbers(Network(m)))
    monkeypatch.setattr("servicemap.timing.answers.fair_shares.TOGETHER_FROM", 0)
    assert [p.shares for p in trace(m, late)] == [p.shares for p in one_by_one]


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


def test_what_may_be_late_is_shared_as_the_most_that_it_can_be() -> None:
    """Whether rooms wait for either is open. Alone linen makes them 2 days late, food 1 day."""
    m = read_text("""
teams:
  House:
    relies_on: [Linen room, Kitchen, IT]
    serves:
      - {customer: Guests, service: Rooms, takes: 1d, promise: 3d}
      - {customer: Guests, service: Meals, takes: 1d, promise: 10d}
  Linen room: {serves: [{customer: House, service: Linen, takes: 1d}]}
  Kitchen: {serves: [{customer: House, service: Food, takes: 1d}]}
  IT: {serves: [{customer: House, service: Keys, takes: 1d}]}
end_users: [Guests]
""").map
    traced = trace(m, {"Linen room": "3d", "Kitchen": "2d"})
    rooms = traced["guests"]
    assert rooms.caused_bounds == Bounds(0, 2 * 480)
    assert dict(rooms.shares) == {"linen-room": 720, "kitchen": 240}
    assert "Fair shares of the most of it: Linen room 1 day 4 hours, Kitchen 4 hours." in str(
        traced
    )
