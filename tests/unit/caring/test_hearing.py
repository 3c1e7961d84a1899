"""Who was heard, when, and what answers what they said."""

from datetime import date

import pytest

from servicemap.caring.hearing import customers_of, days_unheard, last_heard, speaks_of_care, voices
from servicemap.caring.report import care
from servicemap.index import compile_index
from servicemap.loading import read_text
from servicemap.model import Group, ServiceMap
from servicemap.reporting.terminal import Ink
from servicemap.reporting.text.care import as_text

TOYS = """\
map: {{confirm_every: 90d}}
teams:
  Warehouse: {{serves: {{Stores: [Stock, Crates]}}}}
  Stores:
    serves: {{Shoppers: Toys}}
    relies_on:
      - provider: Warehouse
        service: Stock
        feedback: [{{score: 9, asked: 2026-01-10}}, {{score: 3, asked: 2026-07-10}}, {{score: 8}}]
end_users:
  Shoppers: {{care: {{listen: Exit survey, every: 30d, last_asked: 2026-12-01}}}}
actions: {}
"""


def toys(actions: str = "{}") -> ServiceMap:
    """The map with some actions."""
    return read_text(TOYS.format(actions)).map


def test_the_newest_counts_and_what_has_no_day_is_older_than_all() -> None:
    m = toys()
    (voice,) = voices(m, compile_index(m))
    assert (voice.feedback.score, voice.unhappy, voice.answered) == (3, True, False)


def test_of_the_scores_of_one_day_the_lowest_counts() -> None:
    """A sheet asks of all that somebody gets at once."""
    m = read_text(
        """
teams:
  Warehouse: {serves: {Stores: [Stock, Crates, Labels]}}
  Stores:
    relies_on:
      - {provider: Warehouse, service: Stock, feedback: {score: 2, asked: 2026-07-10}}
      - {provider: Warehouse, service: Crates, feedback: {score: 9, asked: 2026-07-10}}
      - {provider: Warehouse, service: Labels, feedback: {score: 1, asked: 2026-07-09}}
"""
    ).map
    assert care(m)["Stores"].score == 2


def test_a_word_without_a_score_is_told_beside_the_newest_score_and_hides_none() -> None:
    m = read_text(
        """
map: {confirm_every: 30d}
teams: {Stores: {serves: {Shoppers: Toys}}}
end_users:
  Shoppers:
    feedback:
      - {score: 7, asked: 2026-06-01}
      - {score: 2, asked: 2026-12-01, says: Never again}
      - {asked: 2026-12-20, kind: inquiry, says: When do you open?}
      - {asked: 2027-01-20, rung: account}
"""
    ).map
    found = care(m, today=date(2027, 2, 1))
    assert [(one.feedback.score, one.before, one.ignored) for one in found["Shoppers"].voices] == [
        (2, 7, True),
        (None, None, False),
    ]
    assert (found["Shoppers"].score, found["Shoppers"].before) == (2, 7)
    assert [one.customer for one in found.touched] == ["shoppers"]
    told = as_text(found, Ink())
    assert "2 of 10, down from 7, Tue 1 Dec 2026: Never again (nothing was done about it)" in told
    assert "said, Sun 20 Dec 2026, as an inquiry: When do you open?" in told
    assert "Shoppers gave 2 of 10 overall, and nothing was done about it" in told


def test_what_was_done_about_a_later_word_answers_the_score_before_it() -> None:
    m = read_text(
        """
teams: {Stores: {serves: {Shoppers: Toys}}}
end_users:
  Shoppers:
    feedback:
      - {score: 2, asked: 2026-12-01, says: Never again}
      - {asked: 2026-12-20, says: I had to queue, done: A second till}
"""
    ).map
    assert [one.ignored for one in voices(m, compile_index(m))] == [False, False]


def test_of_a_delivery_the_score_overall_tells_more_than_a_word_without_one() -> None:
    m = read_text(
        """
teams: {Stores: {serves: {Shoppers: Toys}}}
end_users:
  Shoppers:
    relies_on: [{provider: Stores, service: Toys, feedback: {says: They squeak}}]
    feedback: {score: 2}
"""
    ).map
    (first,) = care(m).improve
    assert first.voice is not None
    assert (first.voice.feedback.score, "unhappy" in first.reasons) == (2, True)


@pytest.mark.parametrize(
    ("action", "answers"),
    [
        ("{for: Warehouse/Stock}", True),
        ("{for: Warehouse}", True),
        ("{for: Warehouse/Crates}", False),
        ("{for: Stores}", False),
        ("{for: Warehouse/Stock, done: 2026-07-09}", False),
        ("{for: Warehouse/Stock, done: 2026-07-10}", True),
        ("{for: Warehouse/Stock, due: 2020-01-01}", True),
    ],
)
def test_an_action_answers_what_was_said_before_it_was_done(action: str, *, answers: bool) -> None:
    m = toys(f"{{Move the van: {action}}}")
    (voice,) = voices(m, compile_index(m))
    assert voice.answered is answers


@pytest.mark.parametrize(("today", "answers"), [("10", False), ("11", True), (None, True)])
def test_what_is_said_to_be_done_in_the_future_answers_nothing(
    today: str | None, *, answers: bool
) -> None:
    m = toys("{Move the van: {for: Warehouse/Stock, done: 2026-08-11}}")
    day = date(2026, 8, int(today)) if today else None
    (voice,) = voices(m, compile_index(m), day)
    assert voice.answered is answers


def test_the_report_tells_what_is_said_to_be_done_in_the_future_as_that() -> None:
    m = toys("{Move the van: {for: Warehouse/Stock, done: 2026-08-11}}")
    said = " ".join(as_text(care(m, today=date(2026, 8, 10)), Ink()).split())
    assert "Fri 10 Jul 2026 (nothing was done about it)" in said
    assert "(done on Tue 11 Aug 2026, which is yet to come)" in said


def test_a_day_that_is_yet_to_come_is_not_told_as_if_somebody_had_been_heard_on_it() -> None:
    m = read_text(
        "teams: {Stores: {serves: {Shoppers: Toys}}}\nend_users: {Shoppers: {care: {listen: By"
        " letter}, feedback: {score: 9, asked: 2028-01-09}}}"
    ).map
    told = as_text(care(m, today=date(2027, 2, 1)), Ink())
    assert "By letter, last on Sun 9 Jan 2028, which is yet to come" in told


def test_who_said_something_of_anything_was_heard() -> None:
    m = toys()
    index = compile_index(m)
    stores, shoppers = m.parties["stores"], m.parties["shoppers"]
    assert last_heard(index, stores) == date(2026, 7, 10)
    assert last_heard(index, shoppers) == date(2026, 12, 1)
    assert days_unheard(m, index, stores, date(2026, 10, 8)) is None
    assert days_unheard(m, index, stores, date(2026, 10, 9)) == 91
    assert days_unheard(m, index, shoppers, date(2027, 1, 1)) == 31


@pytest.mark.parametrize(
    ("line", "speaks"),
    [
        ("teams: {A: {serves: {B: C}}}", False),
        ("teams: {A: {serves: {B: C}, feedback: {score: 1}}}", True),
        ("teams: {A: {care: {listen: Lunch}}}", True),
        ("teams: {A: {serves: [{customer: B, service: C, noticed_after: 1h}]}}", True),
        ("teams: {A: {serves: {B: C}}}\nactions: {Move: {for: A}}", True),
    ],
)
def test_a_map_that_says_nothing_of_care_is_left_in_peace(line: str, *, speaks: bool) -> None:
    assert speaks_of_care(read_text(f"{line}\nend_users: [B]").map) is speaks


def test_who_is_heard_is_a_customer_even_where_nothing_goes_to_them() -> None:
    m = read_text("""\
teams:
  Bakery: {serves: {Guests: Bread}}
  Cellar: {care: {listen: At lunch}}
end_users: [Guests]
suppliers:
  Mill: {serves: {Bakery: Flour}, feedback: {score: 1, says: You never pay}}
  Dairy: {serves: {Bakery: Butter}}
""").map
    assert [party.name for party in customers_of(m)] == ["Bakery", "Cellar", "Guests", "Mill"]
    found = care(m)
    assert [one.party.name for one in found.unhappy] == ["Mill"]
    assert {one.group: one.feedback for one in found.groups}[Group.SUPPLIERS] == 1
