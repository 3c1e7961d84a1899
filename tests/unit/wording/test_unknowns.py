"""Why something cannot be known, in sentences."""

import pytest

from servicemap.unknowns import Unknown
from servicemap.wording.unknowns import whys


@pytest.mark.parametrize(
    ("unknown", "said"),
    [
        ([], ""),
        ([Unknown.NOTHING], ""),
        ([Unknown.UNTIMED], "some services on the way do not say how long they take"),
        (
            [Unknown.UNTIMED, Unknown.UNTIMED | Unknown.UNLINKED],
            ("some services on the way do not say how long they take or what they need"),
        ),
        (
            [Unknown.UNLINKED, Unknown.CIRCULAR],
            (
                "some services on the way do not say what they need,"
                " or wait for each other in a circle"
            ),
        ),
        (
            [Unknown.UNDATED, Unknown.CIRCULAR],
            (
                "some services on the way wait for each other in a circle;"
                " the promise is a date, and the map has no start"
            ),
        ),
    ],
    ids=[
        "nobody asks",
        "known",
        "one",
        "overlapping",
        "unsaid and a circle",
        "a date and a circle",
    ],
)
def test_reasons_that_overlap_are_one_sentence(unknown: list[Unknown], said: str) -> None:
    assert whys(unknown) == said
