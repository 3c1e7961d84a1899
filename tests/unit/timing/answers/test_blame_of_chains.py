"""A delay is blamed for no more than the longest chain through it can make late.

Editors may wait for the List (9 days), for the Texts of Translators or, failing these, of the
Agency, or for nothing at all. So the plan may be done on day 1 or on day 10, and the Book is due on
day 6.
"""

import pytest

from servicemap.bounds import Bounds, Fate
from servicemap.loading import read_text
from servicemap.reporting.terminal import Ink
from servicemap.reporting.text.traces import as_text
from servicemap.timing.answers.delays import trace
from servicemap.views.headlines import headline
from servicemap.wording.phrases import Words

BOOK = """
map: {start: 2027-03-01}
teams:
  Curators: {serves: [{customer: Editors, service: List, takes: 9d}]}
  Translators: {serves: [{customer: Editors, service: Texts, takes: 2d}]}
  Agency: {serves: [{customer: Editors, service: Texts, takes: 4d}]}
  Editors:
    relies_on:
      - {provider: Curators, service: List}
      - any_of: [{provider: Translators, service: Texts}, {provider: Agency, service: Texts}]
    serves:
      - {customer: Readers, service: Book, takes: 1d, promise: 2027-03-08}
      - {customer: Press, service: Leaflet, takes: 1d}
end_users: [Readers, Press]
"""
ONE_WAY = BOOK.replace("any_of: [{provider: Translators, service: Texts}, ", "any_of: [").replace(
    "      - any_of: [{provider: Agency",
    "      - {provider: Translators, service: Texts}\n      - any_of: [{provider: Agency",
)
DAY = 480


@pytest.mark.parametrize(
    ("text", "late", "caused"),
    [
        (BOOK, {"Curators": "1d"}, DAY),  # day 11, a day later than on day 10
        (BOOK, {"Translators": "1h"}, 0),  # Texts alone: day 3 and an hour
        (BOOK, {"Translators": "50d"}, 0),  # the Agency comes to the rescue: day 5
        (BOOK, {"Translators": "50d", "Agency": "1d"}, 0),  # day 6, which is in time
        (BOOK, {"Translators": "50d", "Agency": "2d"}, DAY),
        (BOOK, {"Agency": "50d"}, 0),  # the Translators are there
        (ONE_WAY, {"Translators": "3d"}, 0),  # day 6
        (ONE_WAY, {"Translators": "5d"}, 2 * DAY),  # day 8
        (ONE_WAY, {"Editors": "1d"}, DAY),  # what they take longer comes on top of whatever it is
    ],
)
def test_what_a_delay_causes_is_at_most_what_comes_through_it(
    text: str, late: dict[str, str], caused: int
) -> None:
    book = next(one for one in trace(read_text(text).map, late) if one.service == "editors/book")
    assert book.fate is Fate.OPEN
    assert book.caused_bounds == Bounds(0, caused)


def test_what_a_delay_cannot_make_late_is_told_as_that() -> None:
    text = BOOK.replace("service: Leaflet, takes: 1d", "service: Leaflet, takes: 1d, needs: []")
    assert as_text(trace(read_text(text).map, {"Translators": "6d"}), Ink()).splitlines() == [
        "Translators 6 days late: no promise is late because of it.",
        "  Absorbed: up to 4 days by the margin of the promise to Readers.",
        "  --all prints the receipts.",
        "",
        "Perhaps late already by plan, and no later because of this: Book for Readers.",
    ]


def test_a_poster_does_not_say_that_what_the_plan_may_break_still_holds() -> None:
    m = read_text(
        BOOK.replace("service: Leaflet, takes: 1d", "service: Leaflet, takes: 1d, needs: []")
    ).map
    traced = trace(m, {"Translators": "6d"})
    assert headline(m, traced, Words(m)) == (
        "If Translators are 6 days late, no promise is late because of it."
    )


def test_a_length_that_nobody_knows_is_no_blame_of_those_beside_it() -> None:
    text = BOOK.replace("service: List, takes: 9d", "service: List")
    book, _ = trace(read_text(text).map, {"Translators": "1h"})
    assert (book.late_bounds, book.caused_bounds) == (Bounds(0, None), Bounds(0, 0))
    book, _ = trace(read_text(text).map, {"Curators": "1h"})
    assert book.caused_bounds == Bounds(0, 60)
