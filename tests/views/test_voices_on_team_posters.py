"""What a team's poster says of its customers: their wishes, what was done, who else offers it."""

from datetime import date

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
  A second van: {{for: Warehouse/Stock, due: 2027-02-26}}
  A bigger shelf: {{for: Stores}}
"""


def voices(team: str, language: str = "en") -> tuple[str, ...]:
    return line_of(TimedMap(read_text(TOYS.format(language=language)).map), team).voices


def test_the_newest_of_what_they_said_counts_with_what_was_done() -> None:
    assert voices("Warehouse") == (
        "Stores: Sorted by shelf",
        "Stores: Late before holidays; since then: Van moved up; begun: A second van, by "
        "26\N{NO-BREAK SPACE}Feb\N{NO-BREAK SPACE}2027",
        "Also promised to Stores: No torn boxes, Sorted",
        "Toyland for Stores: 20 Feb 2027, 6 days before us",
        "Dolls & Co for Stores: Thu 12:00",
    )


def test_what_was_said_of_all_they_get_stands_with_what_this_team_does_about_it() -> None:
    assert voices("Stores") == ("Shoppers: Empty shelves; begun: A bigger shelf",)


TILL = """
map: {start: 2027-02-01}
teams:
  Till:
    serves:
      - {customer: [Shoppers, Clubs], service: Receipts, promise: 2d, others: {Toyland: 1d}}
      - {customer: [Shoppers, Clubs], service: Bags, promise: 2d, others: {Toyland: 1d}}
end_users:
  Shoppers:
    relies_on: [{provider: Till, service: Receipts, wants: By e-mail}]
    feedback: {score: 9, asked: 2027-01-20, says: Friendly}
  Clubs:
    feedback: {score: 3, asked: 2027-01-01}
    relies_on:
      - provider: Till
        service: Bags
        feedback: {score: 1, asked: 2026-12-01, says: They tear}
      - {provider: Till, service: Receipts, feedback: {score: 7, says: Hard to read}}
"""


def test_bad_words_without_an_answer_come_first_and_each_competitor_once() -> None:
    assert line_of(TimedMap(read_text(TILL).map), "Till").voices == (
        "Clubs: They tear (not answered yet)",
        "Clubs: 3 out of 10 (not answered yet)",
        "Shoppers: By e-mail",
        "Shoppers: Friendly",
        "Clubs: Hard to read (not answered yet)",
        "Toyland for Shoppers and Clubs: 1 day, 1 day before us",
    )


def test_what_others_did_about_what_was_said_of_all_is_theirs_to_tell() -> None:
    more = "  Stock: {serves: {Clubs: Bread}}\nend_users:"
    actions = "actions:\n  A discount: {for: Stock}\n"
    m = read_text(TILL.replace("end_users:", more) + actions).map
    assert not [one for one in line_of(TimedMap(m), "Till").voices if "3 out of 10" in one]


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


def test_what_is_overdue_on_the_day_of_the_poster_is_said_to_be() -> None:
    actions = "actions:\n  Stronger paper: {for: Till/Bags, due: 2027-01-15}\n"
    timed = TimedMap(read_text(TILL + actions).map)
    later = line_of(timed, "Till", today=date(2027, 2, 1)).voices
    assert "Clubs: They tear; begun: Stronger paper, overdue since 15\u00a0Jan\u00a02027" in later
    assert not [one for one in line_of(timed, "Till").voices if "overdue" in one]
