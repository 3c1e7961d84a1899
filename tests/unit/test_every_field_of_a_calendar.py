"""No field of a calendar stays unsaid: in a difference, on a poster of it, on a card of a team."""

from datetime import date
from typing import Any

import pytest

import servicemap as sm
from servicemap.calendars import Calendar
from servicemap.comparing.values_in_words import written
from servicemap.loading import read_text
from servicemap.reporting.terminal import Ink
from servicemap.reporting.text.cards import as_text
from servicemap.wording.catalogues import LANGUAGES
from servicemap.wording.phrases import Words
from servicemap.wording.values import value_said

TOYS = read_text("""
map: {title: Toys, calendar: {timezone: UTC}}
teams:
  Stores: {serves: {Shoppers: Toys}}
end_users: [Shoppers]
""").map

NOON = ((540, 720),)

OTHERWISE: dict[str, tuple[Any, ...]] = {
    "workdays": ((0, 1),),
    "hours": (NOON,),
    "holidays": ((date(2027, 1, 1),),),
    "country": ("DE",),
    "timezone": ("Europe/Berlin",),
    "differing": (((4, NOON),), ((5, NOON),)),
    "also": ((date(2027, 1, 2),),),
    "day_length": (420,),
}


def card(calendar: Calendar) -> str:
    party = TOYS.parties["stores"]._replace(calendar=calendar)
    m = TOYS._replace(parties={**TOYS.parties, "stores": party})
    return as_text(sm.show(m, "stores"), Ink())


def test_every_field_is_tried() -> None:
    assert tuple(OTHERWISE) == Calendar._fields


@pytest.mark.parametrize(
    ("field", "value"),
    [(field, value) for field, values in OTHERWISE.items() for value in values],
)
def test_each_field_is_said(field: str, value: Any) -> None:
    usual = Calendar()
    other = usual._replace(**{field: value})
    assert written(usual) != written(other)
    assert f"Working time: {written(other)}." in card(other)
    for language in LANGUAGES:
        words = Words(TOYS._replace(language=language))
        before, after = (words.said(value_said(TOYS, one, usual)) for one in (usual, other))
        assert before != after


def test_hours_that_cross_midnight_end_on_the_next_day() -> None:
    nights = Calendar(hours=((22 * 60, 30 * 60),))
    assert "Working time: Mon-Fri 22:00-06:00." in card(nights)
    said = Words(TOYS).said(value_said(TOYS, nights, Calendar()))
    assert "22:00\N{EN DASH}06:00" in said
    assert "00:00-24:00" in card(Calendar(hours=((0, 24 * 60),)))
