"""On a poster of a delay the way that is told says of each delivery from which day to which."""

import pytest

import servicemap as sm
from servicemap.drawing.scene import Scene
from servicemap.posters.poster import draw
from tests.drawing.sketches import read, row

PRESS = """
map: {start: 2027-02-01, language: LANGUAGE}
teams:
  Paper:
    serves:
      - {customer: Press, service: Sheets, takes: 1d}
      - {customer: Packing, service: Boxes, takes: 1d}
  Press: {serves: [{customer: Readers, service: Books, takes: 3d, promise: 2027-02-04}]}
  Packing: {serves: [{customer: Schools, service: Parcels, takes: 3d, promise: 2027-03-04}]}
end_users: [Readers, Schools]
"""
"""Sheets on Mon 1 February, Books on Thu 4 February; Parcels may be late, and stay in time."""


def dates(text: str, late: str) -> dict[str, str]:
    """What stands below each service, Paper being so late."""
    return dates_of(draw(read(text), late={"Paper": late}))


def dates_of(scene: Scene) -> dict[str, str]:
    """What stands below each service that has something below it."""
    rows = [row(one) for one in scene.parts if one.role == "pill"]
    return {service: below[0] for service, below in rows if below}


@pytest.mark.parametrize(
    ("language", "sheets", "books"),
    [
        ("en", "1 Feb → 3 Feb", "4 Feb → 8 Feb"),
        ("de", "1. Feb. → 3. Feb.", "4. Feb. → 8. Feb."),
        ("fr", "1er févr. → 3 févr.", "4 févr. → 8 févr."),
        ("ja", "2月1日 → 2月3日", "2月4日 → 2月8日"),
        ("ar", "1 فبراير ← 3 فبراير", "4 فبراير ← 8 فبراير"),
    ],
)
def test_what_is_on_the_way_to_the_customer_of_the_sentence_has_its_dates(
    language: str, sheets: str, books: str
) -> None:
    assert dates(PRESS.replace("LANGUAGE", language), "2d") == {"Sheets": sheets, "Books": books}


def test_in_hours_of_one_day_there_is_no_other_date() -> None:
    """Books come at 9 o'clock, and at 11: both on Fri 5 February."""
    hours = PRESS.replace("LANGUAGE", "en").replace(
        "takes: 3d, promise: 2027-02-04", "takes: 3d 1h"
    )
    assert dates(hours, "2h") == {"Sheets": "1 Feb → 2 Feb"}


@pytest.mark.parametrize(
    "said",
    [
        PRESS.replace("start: 2027-02-01, ", ""),
        PRESS.replace("Sheets, takes: 1d", "Sheets"),
    ],
    ids=["no start", "a length is missing"],
)
def test_where_the_map_does_not_say_there_are_none(said: str) -> None:
    text = said.replace("LANGUAGE", "en").replace("promise: 2027-02-04", "promise: 4d")
    assert dates(text, "2d") == {}


def test_a_trace_gives_both_moments_to_the_minute() -> None:
    found = sm.trace(sm.loads(PRESS.replace("LANGUAGE", "en")), {"Paper": "2d"})
    moments = found.dates["paper/sheets", "press"]
    assert [f"{at:%Y-%m-%d %H:%M}" for at in moments] == ["2027-02-01 17:00", "2027-02-03 17:00"]


def test_what_is_there_already_has_no_date() -> None:
    """It was there before anything was planned."""
    text = PRESS.replace("LANGUAGE", "en").replace(
        "  Press: {", "  Press: {relies_on: [{provider: Paper, service: Sheets, standing: yes}], "
    )
    found = sm.trace(sm.loads(text), {"Paper": "2d"})
    assert ("paper/sheets", "press") not in found.dates
    assert ("press/books", "readers") in found.dates


def test_who_takes_longer_until_midnight_is_done_on_the_day_that_ends_then() -> None:
    night = PRESS.replace("LANGUAGE", "en").replace(
        "  Paper:\n", "  Paper:\n    calendar: {workdays: Mon-Sun, hours: 00:00-24:00}\n"
    )
    assert dates_of(draw(read(night), late={"Paper": "1d"}))["Sheets"] == "1 Feb → 2 Feb"
