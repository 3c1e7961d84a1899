"""What customers said, once or many times: all of it is kept, and the newest counts."""

from datetime import date

import pytest

from servicemap.feedback import FeedbackKind, newest
from servicemap.graph import to_networkx
from servicemap.loading import read_text
from servicemap.model import Party


def said(keys: str) -> Party:
    loaded = read_text(f"end_users:\n  A: {{feedback: {keys}}}\n")
    assert loaded.findings == ()
    return loaded.map.parties["a"]


def refused(keys: str) -> str:
    (finding,) = read_text(f"end_users:\n  A: {{feedback: {keys}}}\n").findings
    assert finding.location.line == 2
    return f"{finding.location.column} {finding.code} {finding.message} -> {finding.hint}"


def test_one_entry_is_a_list_of_one() -> None:
    party = said("{score: 8, kind: complaint, from: Telesales}")
    assert party.feedback == (party.newest_feedback,)
    assert party.newest_feedback is not None
    assert party.newest_feedback.kind is FeedbackKind.COMPLAINT
    assert party.newest_feedback.from_ == "Telesales"
    assert party.newest_feedback.places["from"].column == 51
    assert said("[]").feedback == ()
    assert said("").newest_feedback is None


@pytest.mark.parametrize(
    ("entries", "score"),
    [
        ("{score: 1, asked: 2027-01-01}, {score: 2, asked: 2026-01-01}", 1),
        ("{score: 1, asked: 2026-01-01}, {score: 2, asked: 2027-01-01}", 2),
        ("{score: 1, asked: 2026-01-01}, {score: 2, asked: 2026-01-01}", 2),
        ("{score: 1, asked: 2026-01-01}, {score: 2}", 1),
        ("{score: 1}, {score: 2}", 2),
        ("{score: 1}, {score: 2, asked: 1970-01-01}, {score: 3}", 2),
    ],
)
def test_the_newest_counts_and_all_are_kept(entries: str, score: int) -> None:
    party = said(f"[{entries}]")
    assert [one.score for one in party.feedback] == list(range(1, len(party.feedback) + 1))
    assert party.newest_feedback is not None
    assert party.newest_feedback.score == score


def test_nobody_said_anything() -> None:
    assert newest(()) is None


def test_on_a_reliance_too() -> None:
    loaded = read_text(
        "teams: {A: {relies_on: [{provider: B, feedback: [{score: 3}, {score: 4}]}]}, B: }"
    )
    assert loaded.findings == ()
    (reliance,) = loaded.map.reliances
    assert reliance.customer_says is not None
    assert reliance.customer_says.newest_feedback == reliance.customer_says.feedback[1]
    edge = to_networkx(loaded.map)["b"]["a"][reliance.service]
    assert edge["feedback_score"] == 4
    assert edge["all_feedback"] == '[{"score": 3}, {"score": 4}]'


@pytest.mark.parametrize(
    ("keys", "sentence"),
    [
        (
            "[{score: 8}, good]",
            "30 SM002 feedback: text stands here, where a mapping of keys to values belongs -> for"
            " example feedback: [{score: 8}, {score: 6}]",
        ),
        (
            "[[{score: 8}]]",
            "18 SM002 feedback: a list stands here, where a mapping of keys to values belongs ->"
            " for example feedback: [{score: 8}, {score: 6}]",
        ),
        ("[{score: 8}, ~]", "30 SM005 feedback: an entry is missing here -> remove the dash"),
        (
            "8",
            "17 SM002 feedback: text stands here, where a mapping of keys to values belongs -> for"
            " example feedback: {score: 8}",
        ),
        (
            "[{score: 8}, {scor: 7}]",
            "31 SM003 'scor' is no key of feedback: -> did you mean score?",
        ),
        (
            "{by: Telesales}",
            "18 SM003 'by' is no key of feedback: -> did you mean from?",
        ),
        (
            "{kind: survay}",
            "24 SM006 kind: 'survay' is none of the words that can stand here -> did you mean"
            " survey?",
        ),
        (
            "{kind: rumour}",
            "24 SM006 kind: 'rumour' is none of the words that can stand here -> write survey,"
            " briefing, complaint, praise, inquiry or research",
        ),
        (
            "{kind: [survey]}",
            "24 SM002 kind: a list stands here, where one word belongs -> write"
            " kind: and one value after it",
        ),
        (
            "{from: [Ann, Bo]}",
            "24 SM002 from: a list stands here, where a name belongs -> write from: Ann, Bo",
        ),
        (
            "{asked: last week}",
            "25 SM006 asked: 'last week' is no date -> write year-month-day, such as 2027-02-01",
        ),
    ],
)
def test_what_cannot_be_meant(keys: str, sentence: str) -> None:
    assert refused(keys) == sentence


def test_the_day_of_an_answer_is_a_day_and_not_a_moment() -> None:
    assert said("{asked: '2027-01-10'}").feedback[0].asked == date(2027, 1, 10)
    assert "is no date" in refused("{asked: 2027-01-10 12:00}")
