"""Lengths where nobody's day is meant, and what a delay adds where that is open."""

import pytest

from servicemap.bounds import Bounds
from servicemap.wording.in_bounds import felt_in_bounds
from servicemap.wording.lengths import hours_briefly, in_hours, short

DAY = 480


@pytest.mark.parametrize(
    ("bounds", "late", "later"),
    [
        (Bounds(960, 960), "2 days late", "2 days later"),
        (Bounds(0, 960), "may be up to 2 days late", "may be up to 2 days later"),
        (
            Bounds(480, 960),
            "between 1 day and 2 days late",
            "between 1 day and 2 days later",
        ),
        (Bounds(480, None), "1 day or more late", "1 day or more later"),
        (Bounds(0, None), "may be late", "may be later"),
    ],
)
def test_what_a_delay_adds_is_said_after_who_waits(bounds: Bounds, late: str, later: str) -> None:
    assert felt_in_bounds(bounds, DAY) == late
    assert felt_in_bounds(bounds, DAY, late="later") == later


def test_briefly() -> None:
    assert felt_in_bounds(Bounds(0, 960), DAY, short) == "may be up to 2d late"


def test_hours_are_hours_however_many() -> None:
    assert in_hours(64 * 60) == "64 hours"
    assert in_hours(450) == "7 hours 30 minutes"
    assert (hours_briefly(1440), hours_briefly(450)) == ("24h", "7h 30m")
