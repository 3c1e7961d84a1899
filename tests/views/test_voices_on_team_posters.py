"""What a team's poster says of its customers: their wishes, what was done, who else offers it."""

import pytest

from servicemap.loading import read_text
from servicemap.timing.answers.timed import TimedMap
from servicemap.views.kinds.team import line_of

TOYS = """
map: {{start: 2027-02-01, language: {language}}}
teams:
  Warehouse:
    serves:
      - customer: Stores
        service: Stock
        takes: 2d
        promise: 2027-02-26
        quality: [No torn boxes, Sorted]
        others: {{Toyland: 2027-02-20, Dolls & Co: Thu 12:00}}
  Stores:
    relies_on:
      - provider: Warehouse
        service: Stock
        wants: Sorted by shelf
        feedback:
          - {{score: 3, asked: 2026-01-01, says: Never again, done: An apology}}
          - {{score: 6, asked: 2027-01-10, says: Late before holidays, done: Van moved up}}
    serves: {{Shoppers: Toys}}
end_users: {{Shoppers: {{feedback: {{score: 5, says: Empty shelves}}}}}}
actions:
  A second van: {{for: Warehouse/Stock}}
  A bigger shelf: {{for: Stores}}
"""


def voices(team: str, language: str = "en") -> tuple[str, ...]:
    return line_of(TimedMap(read_text(TOYS.format(language=language)).map), team).voices


def test_the_newest_of_what_they_said_counts_with_what_was_done() -> None:
    assert voices("Warehouse") == (
        "Stores: Sorted by shelf",
        "Stores: Late before holidays; since then: Van moved up, A second van",
        "Also promised to Stores: No torn boxes, Sorted",
        "Toyland: 20 Feb 2027, 6 days before us",
        "Dolls & Co: Thu 12:00",
    )


def test_what_was_said_of_all_they_get_stands_with_what_this_team_does_about_it() -> None:
    assert voices("Stores") == ("Shoppers: Empty shelves; since then: A bigger shelf",)


@pytest.mark.parametrize(
    ("language", "promised", "sooner"),
    [
        ("de", "Stores auch versprochen: No torn boxes, Sorted", "6 Tage vor uns"),
        ("ja", "Storesへの約束\uff1aNo torn boxes、Sorted", "当社より6日早い"),
        ("ar", "وعدنا Stores أيضًا: No torn boxes، Sorted", "قبلنا بمقدار 6 أيام"),
    ],
)
def test_in_the_language_of_the_map(language: str, promised: str, sooner: str) -> None:
    said = voices("Warehouse", language)
    assert said[2] == promised
    assert said[3].endswith(sooner)
