"""What customers answered, entered into the map: what counts, what is told, what happens once."""

from datetime import date

import pytest

from servicemap.answering import Answered, answered
from servicemap.editing.applying import edited
from servicemap.errors import UnreadableTable
from servicemap.importing.answered_sheets import AnsweredSheet, read_answers
from servicemap.importing.opening_files import read_tables
from servicemap.loading import read_texts

TODAY = date(2027, 2, 3)
TOYS = """\
map: {title: Toys}
teams:
  Warehouse:
    serves:
      - {customer: Stores, service: Stock, promise: Fri 17:00}  # the van
      - {customer: Web shop, service: Parcels}
      - Canteen
  Stores:
    relies_on:
      - provider: Warehouse   # ours
        service: Stock
        expects: Fri 17:00
        wants: Sorted
        feedback:
          - {score: 4, asked: 2026-07-10, done: A second van}
    serves: {Shoppers: Toys}
  Web shop: {}
  Canteen: {}
end_users: [Shoppers]
"""
PATH = "maps/toys.yaml"
HEAD = '"servicemap sheet 1\nmap: Toys\nfolder: toys.yaml\nday: {day}\nasks: Ann",,,,,,\n'
COLUMNS = "What,score,says,still true,expects,wants,key\n"
STOCK, PARCELS, TOYS_ON = (
    "warehouse/stock > stores",
    "warehouse/parcels > web-shop",
    "stores/toys > shoppers",
)


def copy(*rows: str, day: str = "2027-02-01", name: str = "a.csv") -> AnsweredSheet:
    """A filled-in copy: rows of score, says, still true, expects, wants, key."""
    text = HEAD.format(day=day) + COLUMNS + "".join(f"x,{row}\n" for row in rows)
    (sheet,) = read_answers(read_tables(text.encode()), name)
    return sheet


def entered(*copies: AnsweredSheet, text: str = TOYS) -> tuple[Answered, str]:
    """What is found out, and the map after it."""
    m = read_texts({PATH: text.encode()}).map._replace(path=PATH)
    found = answered(m, copies, TODAY)
    after = edited({PATH: text.encode()}, found.edits).after
    return found, after[PATH].decode() if after else text


def lines_between(before: str, after: str) -> list[str]:
    """The lines that are there now and were not."""
    there = before.splitlines()
    return [line for line in after.splitlines() if line not in there]


def test_an_answer_comes_on_top_of_what_was_said_and_the_rest_stays() -> None:
    found, after = entered(copy(f"8,Better,no,Thu 12:00,Dry,{STOCK}"))
    heard = "          - {score: 4, asked: 2026-07-10, done: A second van}\n"
    new = "          - {score: 8, asked: 2027-02-01, kind: survey, says: Better}\n"
    assert after == (
        TOYS.replace("expects: Fri 17:00", "expects: Thu 12:00")
        .replace("wants: Sorted", "wants: Dry")
        .replace(heard, heard + new)
    )
    assert (set(found.needs), found.left_out, found.known) == ({STOCK}, (), 0)


def test_that_it_is_still_true_is_the_word_of_that_day_though_nothing_else_is_said() -> None:
    """Nobody said more, and nobody had to: it was asked, and it is so."""
    found, after = entered(copy(f",,yes,,,{STOCK}"))
    assert lines_between(TOYS, after) == ["        confirmed: 2027-02-01"]
    assert (found.needs, found.left_out) == (frozenset(), ())
    again, same = entered(copy(f",,yes,,,{STOCK}", day="2027-01-15"), text=after)
    assert (same, again.edits) == (after, ())
    later, newer = entered(copy(f",,yes,Fri 17:00,,{STOCK}", day="2027-02-02"), text=after)
    assert newer == after.replace("confirmed: 2027-02-01", "confirmed: 2027-02-02")
    assert later.left_out == ()


def test_of_what_nobody_wrote_down_nothing_is_confirmed() -> None:
    found, after = entered(copy(f",,yes,,,{PARCELS}", f",,no,,,{STOCK}"))
    assert (after, found.edits) == (TOYS, ())


def test_who_has_no_entry_yet_gets_one_in_which_the_service_is_named_as_it_is() -> None:
    found, after = entered(
        copy(
            f"7,,,3d,,{PARCELS}", f"9,,,,,{TOYS_ON}", "5,,,,,warehouse/work-of-warehouse > canteen"
        )
    )
    assert found.left_out == ()
    said = "feedback: {score: 7, asked: 2027-02-01, kind: survey}"
    assert f"{{provider: Warehouse, service: Parcels, expects: 3d, {said}}}" in after
    assert "provider: Stores, service: Toys" in after.replace("\n        service", ", service")
    m = read_texts({PATH: after.encode()}).map
    assert len(m.reliances) == 4
    assert all(one.customer_says and one.customer_says.feedback for one in m.reliances[1:])


@pytest.mark.parametrize(
    ("listed", "written"),
    [
        (
            "end_users: [Shoppers, 'No: 1']\n",
            "end_users:\n"
            "  Shoppers:\n"
            "    relies_on:\n"
            "      - provider: Stores\n"
            "        service: Toys\n"
            "        wants: Open on Sundays\n"
            "        feedback: {score: 9, asked: 2027-02-01, kind: survey, says: Fine}\n"
            "  'No: 1':\n",
        ),
        (
            "end_users: [Shoppers]  # everybody\n",
            "end_users: {Shoppers: {relies_on: [{provider: Stores, service: Toys, wants: Open on"
            " Sundays, feedback: {score: 9, asked: 2027-02-01, kind: survey, says: Fine}}]}}"
            "  # everybody\n",
        ),
    ],
)
def test_who_was_one_of_a_list_of_names_gets_lines_of_its_own(listed: str, written: str) -> None:
    """What customers say seldom fits into the line in which they were all named."""
    text = TOYS.replace("end_users: [Shoppers]\n", listed)
    _, after = entered(copy(f"9,Fine,,,Open on Sundays,{TOYS_ON}"), text=text)
    assert after == text.replace(listed, written)


def test_the_same_sheet_twice_and_a_sheet_of_earlier_enter_nothing_twice() -> None:
    sheet = copy(f"8,Better,,Thu 12:00,,{STOCK}")
    _, once = entered(sheet)
    found, twice = entered(sheet, sheet._replace(file="b.csv"))
    assert (twice, found.known) == (once, 1)
    again, after = entered(sheet, text=once)
    assert (after, again.edits, again.known) == (once, (), 1)
    answered_since = once.replace("says: Better", "says: Better, done: Cleaned")
    assert entered(sheet, text=answered_since)[1] == answered_since


def test_several_copies_are_several_answers() -> None:
    _, after = entered(copy(f"8,Better,,,,{STOCK}"), copy(f"2,Worse,,,,{STOCK}", name="b.csv"))
    assert [line.strip() for line in lines_between(TOYS, after)] == [
        "- {score: 8, asked: 2027-02-01, kind: survey, says: Better}",
        "- {score: 2, asked: 2027-02-01, kind: survey, says: Worse}",
    ]
    _, after = entered(copy(f"8,Better,,,,{PARCELS}"), copy(f"2,Worse,,,,{PARCELS}", name="b.csv"))
    m = read_texts({PATH: after.encode()}).map
    (one,) = (one for one in m.reliances if one.id == PARCELS)
    assert one.customer_says is not None
    assert [said.score for said in one.customer_says.feedback] == [8, 2]


TOLD = {
    "two rows, two answers": (
        [copy(f"8,,,,,{STOCK}", f"3,,,,,{STOCK}")],
        "a.csv, cells G3 and G4: these rows answer 'warehouse/stock > stores' differently, and"
        " neither was entered: keep one of them",
    ),
    "a service that is called otherwise now": (
        [copy("8,,,,,warehouse/stocks > stores")],
        "a.csv, cell G3: the map has no delivery 'warehouse/stocks > stores' (any more): did you"
        " mean warehouse/stock > stores?",
    ),
    "a customer that is gone": (
        [copy("8,,,,,x/y > z")],
        "a.csv, cell G3: the map has no delivery 'x/y > z' (any more): where it has another name"
        " now, write the key of today there, as a new sheet has it",
    ),
    "a key that was deleted": (
        [copy("8,Well,,,,")],
        "a.csv, cell G3: the row has answers and no key, so nobody can tell what they answer",
    ),
    "tomorrow": (
        [copy(f"8,,,,,{STOCK}", day="2027-02-04")],
        "a.csv: it is of 2027-02-04, which is yet to come",
    ),
    "no day": (
        [copy(f"8,,,,,{STOCK}", day="")],
        "a.csv: nobody can tell on which day it was asked",
    ),
    "two copies of one day": (
        [copy(f",,,Thu 12:00,,{STOCK}"), copy(f",,,Wed 12:00,,{STOCK}", name="b.csv")],
        "b.csv, cell E3: expects: 'Wed 12:00' is not what a.csv, cell E3 says, 'Thu 12:00', on the"
        " same day: neither was entered; let them agree",
    ),
    "two copies of one day, one as the map has it": (
        [copy(f",,,,Wet,{STOCK}"), copy(f",,,,Sorted,{STOCK}", name="b.csv")],
        "b.csv, cell F3: wants: 'Sorted' is not what a.csv, cell F3 says, 'Wet', on the same day:"
        " neither was entered; let them agree",
    ),
    "true, and otherwise": (
        [copy(f",,yes,Thu 12:00,,{STOCK}")],
        "a.csv, cell E3: expects: 'Thu 12:00' stands beside the answer that what we wrote is still"
        " true: ask which of the two is meant",
    ),
    "true no more": (
        [copy(f",,Nein,,,{STOCK}")],
        "a.csv, cell D3: what the map has as expects is said to be true no more, and not what is:"
        " ask by when they need it",
    ),
    "a sheet of last year": (
        [copy(f",,,Thu 12:00,,{STOCK}", day="2026-01-01")],
        "a.csv, cell E3: expects: 'Thu 12:00' was asked on 2026-01-01, and the map has heard them"
        " since, on 2026-07-10: it stays as it is",
    ),
}


@pytest.mark.parametrize("case", TOLD)
def test_what_is_not_entered_is_told_by_its_cell(case: str) -> None:
    copies, sentence = TOLD[case]
    found, after = entered(*copies)
    assert found.left_out == (sentence,)
    assert after == TOYS


def test_what_was_said_last_year_is_kept_and_does_not_count() -> None:
    _, after = entered(copy(f"2,Cold,,,,{STOCK}", day="2026-01-01"))
    (one, *_) = read_texts({PATH: after.encode()}).map.reliances
    assert one.customer_says is not None
    assert len(one.customer_says.feedback) == 2
    assert one.customer_says.newest_feedback is not None
    assert one.customer_says.newest_feedback.score == 4


def test_of_copies_of_several_days_the_last_says_what_is_wanted() -> None:
    new, old = copy(f",,,,Dry,{STOCK}"), copy(f",,,,Wet,{STOCK}", day="2027-01-20", name="b.csv")
    for copies in ([new, old], [old, new]):
        found, after = entered(*copies)
        assert found.left_out == ()
        assert lines_between(TOYS, after) == ["        wants: Dry"]


def test_the_same_in_other_words_changes_nothing() -> None:
    found, after = entered(copy(f",,no,Friday 17:00,Sorted,{STOCK}"))
    assert (found.edits, after) == ((), TOYS)


def test_half_filled_sheets_and_rows_that_were_moved_or_doubled_are_fine() -> None:
    found, after = entered(copy(",,,,,", ",,,,,a note", f"8,,,,,{STOCK}", f"8,,,,,{STOCK}"))
    assert found.left_out == ()
    assert after.count("score: 8") == 1


def test_one_of_several_who_share_an_entry_keeps_what_they_said_together() -> None:
    shared = """\
map: {title: Toys}
teams:
  A: {serves: {C: Stock}}
  B: {serves: {C: Stock}}
  C:
    relies_on:
      - {provider: [A, B], service: Stock, feedback: {score: 4, asked: 2026-07-10}}
"""
    found, after = entered(copy("8,,,,,a/stock > c"), text=shared)
    assert found.left_out == ()
    m = read_texts({PATH: after.encode()}).map
    scores = {
        one.id: [said.score for said in one.customer_says.feedback]
        for one in m.reliances
        if one.customer_says
    }
    assert scores == {"a/stock > c": [4, 8], "b/stock > c": [4]}


STANDS = {
    "in braces": (" {score: 4}", [4]),
    "in braces, with a comment": (" {score: 4}   # his", [4]),
    "long": (" {score: 4, says: " + "late " * 15 + "}   # his", [4]),
    "in brackets": (" [{score: 4}]   # his", [4]),
    "nothing": (" []", []),
    "left out": ("", []),
    "below": ("\n          score: 4   # his\n          says: Late", [4]),
    "listed": ("\n          - score: 4   # his\n            says: Late", [4]),
    "anchored": (" &his {score: 4, says: " + "late " * 15 + "}", [4]),
}


@pytest.mark.parametrize("case", STANDS)
def test_several_answers_stand_beside_whatever_stood_there(case: str) -> None:
    stood, scores = STANDS[case]
    listed = "        feedback:\n          - {score: 4, asked: 2026-07-10, done: A second van}\n"
    text = TOYS.replace(listed, f"        feedback:{stood}\n")
    copies = [copy(f"{n},Word {n},,,,{STOCK}", name=f"{n}.csv") for n in (8, 9)]
    found, after = entered(*copies, text=text)
    assert found.left_out == ()
    (one, *_) = read_texts({PATH: after.encode()}).map.reliances
    assert one.customer_says is not None
    assert [said.score for said in one.customer_says.feedback] == [*scores, 8, 9]
    assert after.count("# his") == text.count("# his")
    assert entered(*copies, text=after)[1] == after


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_two_that_are_too_long_for_a_line_stand_below_each_other(newline: str) -> None:
    listed = "        feedback:\n          - {score: 4, asked: 2026-07-10, done: A second van}\n"
    single = "        feedback: {score: 4, asked: 2026-07-10, done: A second van}   # his words\n"
    text = TOYS.replace(listed, single).replace("\n", newline)
    _, after = entered(copy(f"8,Better,,,,{STOCK}"), text=text)
    both = (
        "        feedback:\n"
        "          - {score: 4, asked: 2026-07-10, done: A second van}   # his words\n"
        "          - {score: 8, asked: 2027-02-01, kind: survey, says: Better}\n"
    )
    assert after == TOYS.replace(listed, both).replace("\n", newline)


@pytest.mark.parametrize("folder", ["toys.yaml", "toys", "maps", ""])
def test_a_map_is_the_same_by_its_file_and_by_the_folder_it_lies_in_alone(folder: str) -> None:
    sheet = copy(f"8,,,,,{STOCK}")
    found, _ = entered(sheet._replace(origin=sheet.origin._replace(folder=folder)))
    assert len(found.edits) == 1


@pytest.mark.parametrize(
    ("title", "folder"), [("Toys", "elsewhere"), ("Other toys", "toys.yaml"), ("", "")]
)
def test_a_sheet_of_another_map_is_refused(title: str, folder: str) -> None:
    sheet = copy(f"8,,,,,{STOCK}")
    other = sheet._replace(origin=sheet.origin._replace(map=title, folder=folder))
    with pytest.raises(UnreadableTable, match=r"a\.csv: this sheet is of another map"):
        entered(sheet, other)
