"""Did you mean."""

import pytest

from servicemap.spelling import closest, did_you_mean

PARTIES = ("stores", "toy-factory", "purchasing", "warehouse", "shoppers")


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("factroy", "toy-factory"),
        ("Stroes", "stores"),
        ("SHOPPER", "shoppers"),
        ("ware house", "warehouse"),
        ("legal", None),
        ("", None),
    ],
)
def test_the_closest_choice(word: str, meant: str | None) -> None:
    assert closest(word, PARTIES) == meant


def test_of_two_that_are_equally_close_the_first_by_the_alphabet() -> None:
    assert closest("team-c", ["team-b", "team-a"]) == "team-a"
    assert closest("team-c", ["team-a", "team-b"]) == "team-a"


def test_a_word_cut_short_means_what_begins_with_it() -> None:
    services = ["accounts/deposit", "accounts/profit-report", "accounts/profit-report-by-region"]
    assert closest("accounts/profit", services) == "accounts/profit-report"
    assert closest("Work", ["fork", "workshop"]) == "workshop"
    assert closest("wo", ["workshop"]) is None


def test_likeness_can_be_asked_for() -> None:
    assert closest("postgres", ["pages"], likeness=0.6) == "pages"
    assert closest("postgres", ["pages"], likeness=0.7) is None


def test_the_question_and_what_it_proposes() -> None:
    assert did_you_mean("stors", PARTIES) == "did you mean stores?"
    assert did_you_mean("legal", PARTIES) == ""
