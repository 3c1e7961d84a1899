"""A week of four long days and a short one is told as a week, and as no number of days."""

import pytest

import servicemap
from servicemap.views.headlines import headline
from servicemap.wording.phrases import Words

OFFICE = """
map:
  title: Office
  language: {language}
  calendar: {{hours: {{Mon-Thu: "08:00-17:30", Fri: "08:00-12:30"}}}}
teams:
  Lab: {{serves: [{{customer: Guests, service: Results, takes: 1d, promise: 2d}}]}}
  Kitchen: {{calendar: {{hours: "09:00-17:00"}}, serves: [{{customer: Guests, service: Meals}}]}}
end_users: [Guests]
"""


@pytest.mark.parametrize(
    ("late", "text", "briefly"),
    [
        ({"Lab": "1w"}, "1 week", "1w"),
        ({"Lab": "2w"}, "2 weeks", "2w"),
        ({"Lab": "1w 1d"}, "5 days 4 hours 30 minutes", "5d 4h 30m"),
        ({"Kitchen": "1w"}, "5 days", "5d"),
        ({"Lab": "1w elapsed"}, "7 days (elapsed)", "7d elapsed"),
    ],
)
def test_how_late_somebody_was_said_to_be(late: dict[str, str], text: str, briefly: str) -> None:
    traced = servicemap.trace(servicemap.loads(OFFICE.format(language="en")), late)
    (id_,) = traced.late
    assert traced.lateness(id_) == text
    assert traced.lateness(id_, briefly=True) == briefly
    assert f"{text} late" in str(traced)


@pytest.mark.parametrize(
    ("language", "story"),
    [
        ("en", "If Lab is 1 week late, Guests wait 3 days 4 hours 30 minutes longer"),
        ("de", "Dauert es bei Lab 1 Woche länger"),
    ],
)
def test_so_does_a_poster(language: str, story: str) -> None:
    m = servicemap.loads(OFFICE.format(language=language))
    said = headline(m, servicemap.trace(m, {"Lab": "1w"}), Words(m))
    assert said is not None
    assert story in said
