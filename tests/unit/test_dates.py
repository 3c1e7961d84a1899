"""Days and moments as people say them."""

from datetime import datetime

import pytest

from servicemap.dates import at_moment

FIVE, MIDNIGHT = 17 * 60, 24 * 60


@pytest.mark.parametrize(
    ("at", "close_of_work", "said"),
    [
        (datetime(2027, 2, 26, 17), FIVE, "Fri 26 Feb 2027"),
        (datetime(2027, 2, 26, 12, 5), FIVE, "Fri 26 Feb 2027 12:05"),
        # What is done when Sunday ends is done on Sunday.
        (datetime(2027, 3, 1), FIVE, "Sun 28 Feb 2027 24:00"),
        (datetime(2027, 3, 1), MIDNIGHT, "Sun 28 Feb 2027"),
        (datetime(2027, 1, 1), FIVE, "Thu 31 Dec 2026 24:00"),
    ],
)
def test_what_is_done_at_midnight_is_done_on_the_day_that_ends(
    at: datetime, close_of_work: int, said: str
) -> None:
    assert at_moment(at, close_of_work) == said
