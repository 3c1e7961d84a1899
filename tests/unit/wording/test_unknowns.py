"""Why something cannot be known, and what a map leaves open, in sentences."""

import pytest

from servicemap.loading import read_text
from servicemap.unknowns import Unknown
from servicemap.wording.unknowns import open_question, whys

MAP = read_text(
    "teams:\n  A: {serves: {B: [S1, S2]}}\n  B: {serves: {Guests: Dinner}}\nend_users: [Guests]"
).map


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


@pytest.mark.parametrize(
    ("takes", "needs", "said"),
    [
        (
            False,
            True,
            (
                "S1 (A): what does it wait for?"
                " Until the map says so, it is taken to wait for everything A relies on."
            ),
        ),
        (
            True,
            False,
            ("S1 (A): how long does it take? Until the map says so, no time after it is certain."),
        ),
        (
            True,
            True,
            (
                "S1 (A): how long does it take and what does it wait for?"
                " Until the map says so, no time after it is certain."
            ),
        ),
    ],
)
def test_what_a_map_leaves_open_is_a_question(said: str, *, takes: bool, needs: bool) -> None:
    service = MAP.services["a/s1"]
    assert open_question(MAP, service, takes=takes, needs=needs) == said
