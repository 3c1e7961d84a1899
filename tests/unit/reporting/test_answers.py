"""Every answer of the library iterates, is counted, printed as its command does, and travels."""

import copy
import pickle
import subprocess
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import servicemap as sm
from servicemap.cli.program import run
from servicemap.comparing.shelves import ComparedShelves, shelf_of_one
from servicemap.reporting.answers import ANSWERS, Teller, formats_of, told
from servicemap.results import Result

ROOT = Path(__file__).parents[3]
TOYS = "maps/harbour-toys"
VERSIONS = "tests/cli/versions/before.yaml", "tests/cli/versions/after.yaml"

SAYS_MUCH = """\
teams:
  Kitchen:
    serves: {Ward: {service: Meals, takes: 3h, promise: 2h}}
  Ward:
    serves: {Patients: Care}
  Cellar: {}
end_users: [Patients]
"""
"""A map with findings of rules and of reading, which a report shows with the lines they are on."""

Answer = Callable[[], Result[Any]]

ANSWERED: dict[str, tuple[Answer, Sequence[str]]] = {
    "check": (
        lambda: sm.check(sm.load(TOYS), today=date(2027, 2, 1)),
        ("check", TOYS, "--date", "2027-02-01"),
    ),
    "trace": (
        lambda: sm.trace(sm.load(TOYS), late={"purchasing": "3d", "IT/Tills": "5d elapsed"}),
        ("trace", TOYS, "--late", "purchasing=3d", "--late", "IT/Tills=5d elapsed"),
    ),
    "scenario": (
        lambda: sm.trace(sm.load(TOYS), scenario="forgotten confirmation"),
        ("trace", TOYS, "--scenario", "forgotten confirmation"),
    ),
    "tolerance": (lambda: sm.tolerance(sm.load(TOYS)), ("tolerance", TOYS)),
    "tolerance-of-one": (
        lambda: sm.tolerance(sm.load(TOYS), customer="Shoppers", team="Purchasing"),
        ("tolerance", TOYS, "--for", "Shoppers", "--team", "Purchasing"),
    ),
    "promises": (lambda: sm.promises(sm.load(TOYS)), ("promises", TOYS)),
    "show": (
        lambda: sm.show(sm.load(TOYS), "Stores", today=date(2027, 2, 1)),
        ("show", "Stores", TOYS, "--date", "2027-02-01"),
    ),
    "agreements": (
        lambda: sm.agreements(sm.load(TOYS), "Stores"),
        ("agreements", TOYS, "--team", "Stores", "--date", "2027-02-01"),
    ),
    "care": (
        lambda: sm.care(sm.load(TOYS), today=date(2027, 2, 1)),
        ("care", TOYS, "--date", "2027-02-01"),
    ),
    "contacts": (lambda: sm.contacts(sm.load(TOYS)), ("care", TOYS, "--contacts")),
    "history": (
        lambda: sm.history(sm.load(TOYS), last=1, today=date(2027, 2, 1)),
        ("history", TOYS, "--last", "1", "--date", "2027-02-01"),
    ),
    "contacts-of-one": (
        lambda: sm.contacts(sm.load(TOYS), "Stores"),
        ("show", "Stores", TOYS, "--contacts"),
    ),
    "ask": (
        lambda: sm.ask(sm.load(TOYS), today=date(2027, 2, 1)),
        ("ask", TOYS, "--date", "2027-02-01"),
    ),
    "diff": (lambda: sm.diff(*map(sm.load, VERSIONS)), ("diff", *VERSIONS)),
    "briefing": (
        lambda: sm.briefing(sm.load(TOYS), "Warehouse", today=date(2027, 2, 20)),
        ("briefing", "Warehouse", TOYS, "--date", "2027-02-20"),
    ),
    "review": (
        lambda: sm.review(sm.load(TOYS), "Warehouse", today=date(2027, 2, 20)),
        ("review", "Warehouse", TOYS, "--date", "2027-02-20"),
    ),
}
"""An answer of the library, and the command that gives the same."""


@pytest.fixture(autouse=True)
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.delenv("FORCE_COLOR", raising=False)


def test_every_kind_of_answer_is_tried() -> None:
    offered = {name for names in sm.WHERE.values() for name in names}
    tried = {type(answer()).__name__ for answer, _ in ANSWERED.values()}
    assert tried == set(ANSWERS) & offered == set(ANSWERS) - {ComparedShelves.__name__}


def test_every_cell_of_the_table_tells_something() -> None:
    """Its functions are named, not imported: a name that there is not would be met here."""
    answers: list[Any] = [answer() for answer, _ in ANSWERED.values()]
    answers.append(shelf_of_one(next(one for one in answers if isinstance(one, sm.Difference))))
    for answer in answers:
        for form in ANSWERS[type(answer).__name__]:
            made = told(answer, form)
            assert made if isinstance(made, str | bytes) else "".join(made)


def test_what_an_answer_is_told_by_is_imported_when_it_is_told() -> None:
    """Help, and whoever asks for one format, do not pay for the others."""
    tellers = {
        f"servicemap.reporting.{tells.module}"
        for row in ANSWERS.values()
        for tells in row.values()
        if isinstance(tells, Teller)
    }
    code = f"import sys, servicemap.cli.promises; print({tellers!r}.intersection(sys.modules))"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout == "set()\n"


def test_a_command_offers_what_all_of_its_answers_have() -> None:
    assert formats_of(sm.Card, sm.Contacts) == ("text", "json", "csv", "markdown")
    assert formats_of(sm.Tolerances) == ("text", "csv", "json", "markdown")
    assert formats_of(sm.Promises, sm.Review) == ("text", "json", "markdown")


@pytest.mark.parametrize("kind", ANSWERED)
def test_str_is_what_the_command_prints(kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    answer, call = ANSWERED[kind]
    run([*call])
    assert str(answer()) + "\n" == capsys.readouterr().out


@pytest.mark.parametrize("kind", ANSWERED)
def test_to_dict_is_the_json_of_the_command(kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    import json

    answer, call = ANSWERED[kind]
    run([*call, "--format", "json"])
    assert answer().to_dict() == json.loads(capsys.readouterr().out)


def test_a_report_shows_the_lines_it_speaks_of_and_what_reading_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("ward.yaml").write_text(SAYS_MUCH, encoding="utf-8")
    run(["check", "ward.yaml", "--date", "2027-02-01"])
    printed = capsys.readouterr().out
    assert "SM101" in printed
    assert "  Cellar: {}" in printed
    assert str(sm.check(sm.load("ward.yaml"))) + "\n" == printed
    assert str(sm.check(sm.loads(SAYS_MUCH, "ward.yaml"))) + "\n" == printed


@pytest.mark.parametrize("kind", ANSWERED)
def test_it_iterates_over_rows_with_named_columns(kind: str) -> None:
    answer = ANSWERED[kind][0]()
    rows = list(answer)
    assert len(rows) == len(answer) > 0
    assert {row._fields for row in rows} == {type(rows[0])._fields}
    assert "\n" not in repr(answer)
    assert len(repr(answer)) < 200


@pytest.mark.parametrize("kind", ANSWERED)
def test_it_is_a_table_of_pandas(kind: str) -> None:
    pandas = pytest.importorskip("pandas", reason="no dependency: for whoever has it")
    answer = ANSWERED[kind][0]()
    table = pandas.DataFrame(answer)
    assert list(table.columns) == list(type(next(iter(answer)))._fields)
    assert len(table) == len(answer)


NOTHING = "teams: {Bakery: {}}"

EMPTY: dict[str, Answer] = {
    "check": lambda: sm.check(sm.loads(NOTHING), ignore=["SM"]),
    "trace": lambda: sm.trace(sm.loads(NOTHING), late={}),
    "tolerance": lambda: sm.tolerance(sm.loads(NOTHING)),
    "promises": lambda: sm.promises(sm.loads(NOTHING)),
    "show": lambda: sm.show(sm.loads(NOTHING), "Bakery"),
    "agreements": lambda: sm.agreements(sm.loads(NOTHING)),
    "care": lambda: sm.care(sm.loads(NOTHING)),
    "contacts": lambda: sm.contacts(sm.loads(NOTHING)),
    "ask": lambda: sm.ask(sm.loads(NOTHING), today=date(2027, 2, 1)),
    "history": lambda: sm.history(sm.loads(NOTHING, "none-of-ours.yaml")),
    "diff": lambda: sm.diff(sm.loads(NOTHING), sm.loads(NOTHING)),
    "briefing": lambda: sm.briefing(sm.loads(NOTHING), "Bakery"),
    "review": lambda: sm.review(sm.loads(NOTHING), "Bakery"),
}
"""Answers that hold nothing."""


@pytest.mark.parametrize("kind", EMPTY)
def test_what_holds_nothing_has_its_columns_all_the_same(kind: str) -> None:
    answer = EMPTY[kind]()
    full = ANSWERED[kind][0]()
    assert (len(answer), list(answer)) == (0, [])
    assert answer.columns == full.columns == next(iter(full))._fields
    pandas = pytest.importorskip("pandas", reason="no dependency: for whoever has it")
    assert tuple(pandas.DataFrame(answer, columns=answer.columns).columns) == answer.columns
    assert len(pandas.DataFrame(full, columns=full.columns)) == len(full)


@pytest.mark.parametrize("kind", ANSWERED)
def test_it_can_be_pickled_and_copied(kind: str) -> None:
    answer = ANSWERED[kind][0]()
    for other in (pickle.loads(pickle.dumps(answer)), copy.deepcopy(answer)):
        assert type(other) is type(answer)
        assert str(other) == str(answer)
        assert other.to_dict() == answer.to_dict()


@pytest.mark.parametrize("kind", ANSWERED)
def test_two_answers_to_one_question_are_equal(kind: str) -> None:
    one, again = ANSWERED[kind][0](), ANSWERED[kind][0]()
    assert one == again == pickle.loads(pickle.dumps(one))
    assert hash(one) == hash(again)
    others = [answer() for other, (answer, _) in ANSWERED.items() if other != kind]
    assert one not in others


@pytest.mark.parametrize("kind", ANSWERED)
def test_its_items_have_numbers(kind: str) -> None:
    answer = ANSWERED[kind][0]()
    rows = list(answer)
    assert [answer[place] for place in range(len(rows))] == rows
    assert (answer[-1], answer[-len(rows)]) == (rows[-1], rows[0])
    for place in (len(rows), -len(rows) - 1):
        with pytest.raises(IndexError, match=f"has no item {place}: it holds {len(rows)}"):
            answer[place]


@pytest.mark.parametrize("kind", ANSWERED)
def test_it_can_be_sliced(kind: str) -> None:
    answer = ANSWERED[kind][0]()
    rows = tuple(answer)
    for some in (slice(2), slice(1, None), slice(None, None, -1), slice(len(rows), None)):
        assert answer[some] == rows[some]


@pytest.mark.parametrize("kind", ANSWERED)
def test_whole_numbers_of_other_libraries_are_taken(kind: str) -> None:
    answer = ANSWERED[kind][0]()
    assert answer[np.int64(0)] == answer[0]
    with pytest.raises(IndexError, match=f"has no item {len(answer)}: it holds"):
        answer[np.int64(len(answer))]


def test_nothing_has_no_first_item() -> None:
    with pytest.raises(IndexError, match="Report has no item 0: it holds 0"):
        EMPTY["check"]()[0]


def test_items_have_names_where_there_are_names() -> None:
    toys: Any = sm.load(TOYS)
    card = sm.show(toys, "Purchasing")
    assert card["Shoppers"] == sm.tolerance(toys)["Purchasing", "Shoppers"]
    with pytest.raises(sm.UnknownName, match="did you mean Shoppers"):
        card["Shopers"]
    with pytest.raises(sm.UnknownName, match="nothing that 'Purchasing' does reaches 'Accounts'"):
        card["Accounts"]
    agreed: Any = sm.agreements(toys)
    shelf = agreed["Stores/Toys on the shelf", "Shoppers"]
    assert shelf.reliance.id == "stores/toys-on-the-shelf > shoppers"
    assert shelf == agreed["toys on the shelf", "shoppers"]
    with pytest.raises(sm.UnknownName, match="did you mean Shoppers"):
        agreed["toys on the shelf", "Shopers"]
    with pytest.raises(sm.UnknownName) as refused:
        agreed["toys on the shelf", "Marketing"]
    assert refused.value.message == "'toys on the shelf' does not go to 'Marketing'"
    assert refused.value.hint == "name one of: accounts/campaign-budget, purchasing/range-list"
    with pytest.raises(sm.UnknownName, match="was not asked about, only Purchasing"):
        sm.agreements(toys, "Purchasing")["toys on the shelf", "Shoppers"]
    with pytest.raises(sm.WrongValue, match="who gets which service"):
        agreed["Shoppers"]


@pytest.mark.parametrize("kind", ["check", "diff"])
def test_what_has_no_names_says_so(kind: str) -> None:
    answer: Any = ANSWERED[kind][0]()
    with pytest.raises(TypeError, match=r"has items by their number, as in \[0\], and none by 'x'"):
        answer["x"]


def test_a_map_and_its_records_can_be_keys() -> None:
    toys, again = sm.load(TOYS), sm.load(TOYS)
    assert {toys: 1}[again] == 1
    assert len({*toys.parties.values(), *again.parties.values()}) == len(toys.parties)
    assert len({*toys.reliances, *again.reliances}) == len(toys.reliances)


def test_a_copied_trace_still_knows_the_ways_on_which_it_ended() -> None:
    traced = sm.trace(sm.load(TOYS), late={"purchasing": "1d"})
    assert traced.stopped
    assert list(pickle.loads(pickle.dumps(traced)).ways_to_stops) == list(traced.ways_to_stops)


def test_a_map_can_be_pickled_and_copied_and_stays_frozen() -> None:
    toys = sm.load(TOYS)
    others: list[Any] = [pickle.loads(pickle.dumps(toys)), copy.deepcopy(toys), copy.copy(toys)]
    for other in others:
        assert other == toys
        with pytest.raises(TypeError, match="this is frozen"):
            other.parties["nobody"] = toys.parties["stores"]
        with pytest.raises(TypeError, match="this is frozen"):
            other.scenarios["dead-tills"].late.clear()


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_maps_and_answers_go_to_a_pool_of_processes(method: str) -> None:
    toys = sm.load(TOYS)
    with ProcessPoolExecutor(1, mp_context=get_context(method)) as pool:
        found = pool.submit(sm.tolerance, toys).result()
    assert str(found) == str(sm.tolerance(toys))
    assert found["purchasing", "shoppers"].minutes == 960


def test_no_result_is_without_a_way_to_be_told() -> None:
    with pytest.raises(KeyError):
        str(Result[Any]())


def test_a_line_on_many_is_one_line_all_the_same() -> None:
    teams = [f"Team {n}" for n in range(40)]
    serves = "".join(f"  {team}: {{serves: {{Guests: Help of {team}}}}}\n" for team in teams)
    traced = sm.trace(sm.loads(f"teams:\n{serves}end_users: [Guests]"), dict.fromkeys(teams, "1d"))
    assert len(traced) == 40
    late = ", ".join(f"team-{n} 1d" for n in range(5))
    guests = ", ".join(["guests 1d late"] * 5)
    assert repr(traced) == f"<Trace of {late}, 35 more late: {guests}, 35 more>"
