"""Days and moments as people say them."""

from datetime import datetime

import pytest

from servicemap.wording.moments import at_moment

FIVE, MIDNIGHT = 17 * 60, 24 * 60


@pytest.mark.parametrize(
    ("at", "close_of_work", "said"),
    [
        ("2027-02-26 17:00", FIVE, "Fri 26 Feb 2027"),
        ("2027-02-26 12:05", FIVE, "Fri 26 Feb 2027 12:05"),
        # What is done when Sunday ends is done on Sunday.
        ("2027-03-01 00:00", FIVE, "midnight at the end of Sun 28 Feb 2027"),
        ("2027-03-01 00:00", MIDNIGHT, "Sun 28 Feb 2027"),
        ("2027-01-01 00:00", FIVE, "midnight at the end of Thu 31 Dec 2026"),
    ],
)
def test_what_is_done_at_midnight_is_done_on_the_day_that_ends(
    at: str, close_of_work: int, said: str
) -> None:
    assert at_moment(datetime.fromisoformat(at), close_of_work) == said
