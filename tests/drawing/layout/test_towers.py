"""Departments over several columns stand upon each other, in an order that decides how high."""

import pytest

from servicemap.drawing.layout.towers import ENOUGH, POINTS, Towers, worth

SPANS = [(0, 1), (1, 2), (2, 3)]
"""The first and last share no column, and both share one with the second."""


def towers(points: float = 18.0, height: float = 200.0) -> Towers:
    return Towers(points / POINTS, [100.0, 60.0, 100.0], SPANS, height)


def test_what_shares_no_column_stands_side_by_side_if_nothing_is_between() -> None:
    assert towers().highest([0, 2, 1]) == 160
    assert towers().highest([1, 0, 2]) == 160
    # Upon each other, though no column holds all three.
    assert towers().highest([0, 1, 2]) == 260


def test_an_order_costs_what_type_is_worth_that_it_makes_smaller() -> None:
    assert towers().cost([0, 2, 1]) == 0
    assert towers().cost([0, 1, 2]) == pytest.approx((worth(18.0) - worth(18.0 * 200 / 260)) / 10)
    assert towers(height=260).cost([0, 1, 2]) == 0


def test_type_that_is_large_enough_costs_nothing() -> None:
    assert towers(points=ENOUGH * 260 / 200).cost([0, 1, 2]) == pytest.approx(0)
    assert towers(points=ENOUGH * 250 / 200).cost([0, 1, 2]) > 0
