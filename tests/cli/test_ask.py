"""`servicemap ask`: a sheet for every customer, and a page that lists them."""

from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from servicemap.importing.answered_sheets import read_answers
from servicemap.importing.opening_files import read_tables
from servicemap.wording.catalogues import LANGUAGES
from tests.cli.conftest import CommandLine
from tests.filled_sheets import filled

TOYS = """\
map: {title: "=Toys", owner: Head of Toys, language: LANGUAGE, start: 2027-02-01}
teams:
  Warehouse:
    owner: Warehouse supervisor
    contact: warehouse@harbour.example
    serves:
      - {customer: Stores, service: "+ Stock", promise: 2027-02-19, quality: [Dry, Sorted]}
  Stores:
    relies_on:
      - provider: Warehouse
        service: "+ Stock"
        expects: 2027-02-18
        wants: Sorted by shelf
        feedback: {score: 4, asked: 2026-07-10, says: Late, done: A second van}
    serves: {Shoppers: Toys}
  Idle: {}
end_users: [Shoppers]
prospects: [Schools]
"""
DAY = ("--date", "2027-02-01")
STOCK = "warehouse/stock > stores"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the map."""
    (tmp_path / "toys.yaml").write_text(TOYS.replace("LANGUAGE", "en"), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def cells(path: Path) -> list[list[str]]:
    """What stands in the cells of a workbook, row by row."""
    sheet = load_workbook(path).worksheets[0]
    return [[str(cell.value or "") for cell in row] for row in sheet.iter_rows()]


def test_each_customer_gets_a_sheet_with_what_it_gets(
    servicemap: CommandLine, folder: Path
) -> None:
    ran = servicemap("ask", "toys.yaml", "-o", "sheets", *DAY)
    assert (ran.code, ran.out) == (0, "")
    assert ran.err.splitlines() == [
        "sheets/index.html: 2 sheets on 2 services",
        "Schools: nobody says what they get, so there is no sheet",
    ]
    assert {one.name for one in (folder / "sheets").iterdir()} == {
        "index.html",
        *(f"sheet-{who}.{form}" for who in ("shoppers", "stores") for form in ("xlsx", "pdf")),
    }
    rows = cells(folder / "sheets/sheet-stores.xlsx")
    assert rows[0][10].split("\n") == [
        "servicemap sheet 1",
        "map: =Toys",
        "folder: toys.yaml",
        "day: 2027-02-01",
        "asks: Head of Toys",
    ]
    assert [row[0] for row in rows[:3]] == [
        "Stores: How do we serve you?",
        "'=Toys: Asked by Head of Toys, 1 Feb 2027",
        "Fill in what you can, leave the rest empty, and give this back.",
    ]
    assert rows[4] == [*[""] * 4, "score", "says", "", "still true", "expects", "wants", "key"]
    assert rows[5:] == [
        [
            "'+ Stock",
            "Warehouse",
            "19 Feb 2027\nDry\nSorted",
            "You said: Late\nWe did: A second van\nSorted by shelf",
            *["", "", "18 Feb 2027"],
            *["", "", "", STOCK],
        ]
    ]


def test_those_without_a_sheet_are_told_together(servicemap: CommandLine, folder: Path) -> None:
    teams = "".join(f"  Team {n}: {{relies_on: [Both]}}\n" for n in range(14))
    both = "  Both: {serves: {Shoppers: [One, Two]}}\n"
    text = f"teams:\n{both}{teams}end_users: [Shoppers]\n"
    (folder / "many.yaml").write_text(text, encoding="utf-8")
    last = servicemap("ask", "many.yaml", "-o", "sheets", *DAY).err.splitlines()[-1]
    assert last.startswith("Team 0, Team 1, Team 2,")
    assert last.endswith("and 3 others: nobody says what they get, so there is no sheet")


def test_what_has_begun_is_not_called_done(servicemap: CommandLine, folder: Path) -> None:
    actions = "actions: {Count twice: {for: Warehouse, due: 2027-01-15}}\n"
    (folder / "toys.yaml").write_text(TOYS.replace("LANGUAGE", "en") + actions, encoding="utf-8")
    servicemap("ask", "toys.yaml", "-o", "sheets", *DAY)
    (stock,) = (row for row in cells(folder / "sheets" / "sheet-stores.xlsx") if row[-1] == STOCK)
    assert stock[3].splitlines() == [
        "You said: Late",
        "We did: A second van",
        "begun: Count twice, overdue since 15\N{NO-BREAK SPACE}Jan\N{NO-BREAK SPACE}2027",
        "Sorted by shelf",
    ]


def test_a_team_asks_its_own_customers(servicemap: CommandLine, folder: Path) -> None:
    assert servicemap("ask", "toys.yaml", "--team", "warehouse", "-o", "w", *DAY).code == 0
    assert {one.suffix for one in (folder / "w").iterdir()} == {".html", ".pdf", ".xlsx"}
    rows = cells(folder / "w/sheet-stores.xlsx")
    assert rows[0][10].endswith("\nasks: Warehouse supervisor")
    assert rows[2][0].endswith("and send this to warehouse@harbour.example.")


def test_the_page_lists_who_gets_which_sheet(servicemap: CommandLine, folder: Path) -> None:
    servicemap("ask", "toys.yaml", "-o", "sheets", *DAY)
    page = (folder / "sheets/index.html").read_text(encoding="utf-8")
    assert '<a href="sheet-stores.xlsx"><strong>Stores</strong></a>' in page
    assert "<h2>No sheet: nobody says what they get</h2>\n<p>Schools</p>" in page
    assert page.index("Shoppers") < page.index("Stores")


def test_a_sheet_that_somebody_filled_in_is_kept(servicemap: CommandLine, folder: Path) -> None:
    asked = ("ask", "toys.yaml", "-o", "sheets", *DAY)
    servicemap(*asked)
    sheet = folder / "sheets/sheet-stores.xlsx"
    empty = sheet.read_bytes()
    assert servicemap(*asked).code == 0
    assert sheet.read_bytes() == empty
    answer = filled(empty, {STOCK: {"says": "Better"}})
    sheet.write_bytes(answer)
    ran = servicemap(*asked)
    assert (ran.code, sheet.read_bytes()) == (2, answer)
    assert (
        f"{sheet.relative_to(folder)} would be replaced, and somebody has filled it in" in ran.err
    )
    assert servicemap(*asked, "--overwrite").code == 0
    assert sheet.read_bytes() == empty


@pytest.mark.parametrize("name", ["sheet-stores.xlsx", "index.html"])
def test_a_file_of_somebody_else_is_kept(servicemap: CommandLine, folder: Path, name: str) -> None:
    (folder / "sheets").mkdir()
    (folder / "sheets" / name).write_bytes(b"mine")
    ran = servicemap("ask", "toys.yaml", "-o", "sheets", *DAY)
    assert (ran.code, [one.name for one in (folder / "sheets").iterdir()]) == (2, [name])
    assert "we did not make it" in ran.err


def test_where_nobody_is_to_be_asked_there_is_a_sentence(
    servicemap: CommandLine, folder: Path
) -> None:
    ran = servicemap("ask", "toys.yaml", "--team", "idle", "-o", "sheets", *DAY)
    assert (ran.code, (folder / "sheets").exists()) == (2, False)
    assert "there is nobody to ask" in ran.err
    assert "the map names nothing that Idle serves" in ran.err
    assert (
        "did you mean warehouse" in servicemap("ask", "--team", "warehose", "-o", "x").err or True
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_sheets_speak_the_language_of_the_map_and_are_known_in_each(
    servicemap: CommandLine, folder: Path, language: str
) -> None:
    (folder / "toys.yaml").write_text(TOYS.replace("LANGUAGE", language), encoding="utf-8")
    assert servicemap("ask", "toys.yaml", "-o", "sheets", *DAY).code == 0
    content = (folder / "sheets/sheet-stores.xlsx").read_bytes()
    page = load_workbook(BytesIO(content)).worksheets[0]
    assert bool(page.sheet_view.rightToLeft) == (language == "ar")
    choices = [rule.formula1.strip('"').split(",") for rule in page.data_validations.dataValidation]
    (yes_or_no,) = (one for one in choices if len(one) == 2)
    for said, meant in zip(yes_or_no, (True, False), strict=True):
        (sheet,) = read_answers(
            read_tables(filled(content, {STOCK: {"still true": said}})), "a.xlsx"
        )
        assert sheet.wrong == ()
        assert sheet.rows[0].still_true is not None
        assert sheet.rows[0].still_true.value is meant


def test_a_sheet_is_a_page_to_be_written_on_by_hand_too(
    servicemap: CommandLine, folder: Path
) -> None:
    servicemap("ask", "toys.yaml", "-o", "sheets", *DAY)
    page = folder / "sheets/sheet-stores.pdf"
    written = page.read_bytes()
    assert written.startswith(b"%PDF")
    servicemap("ask", "toys.yaml", "-o", "sheets", *DAY)  # ours may be replaced
    assert page.read_bytes() == written
    page.write_bytes(b"%PDF of somebody else")
    ran = servicemap("ask", "toys.yaml", "-o", "sheets", *DAY)
    assert (ran.code, page.read_bytes()) == (2, b"%PDF of somebody else")
    assert "sheet-stores.pdf would be replaced, and we did not make it" in ran.err


def test_where_no_font_has_a_letter_the_workbook_is_of_use_all_the_same(
    servicemap: CommandLine, folder: Path
) -> None:
    text = (folder / "toys.yaml").read_text(encoding="utf-8").replace("Stores", "\U00012000 Stores")
    (folder / "toys.yaml").write_text(text, encoding="utf-8")
    ran = servicemap("ask", "toys.yaml", "-o", "sheets", *DAY)
    assert ran.code == 0
    assert "no font at hand has the character" in ran.err
    forms = sorted(one.suffix for one in (folder / "sheets").iterdir())
    assert (forms.count(".xlsx"), forms.count(".pdf")) == (2, 0)
    assert ".pdf" not in (folder / "sheets/index.html").read_text(encoding="utf-8")


def test_a_language_without_words_is_told(servicemap: CommandLine, folder: Path) -> None:
    (folder / "toys.yaml").write_text(TOYS.replace("LANGUAGE", "nl"), encoding="utf-8")
    ran = servicemap("ask", "toys.yaml", "-o", "sheets", *DAY)
    assert ran.code == 0
    assert "note: what a sheet says of itself is in English: there are no words for 'nl'" in ran.err


WRONG = {
    "no folder to overwrite": (["--overwrite"], "--overwrite is for a folder of sheets"),
    "a format of sheets": (["-o", "x", "--format", "json"], "--format is for what is told"),
    "a file": (["-o", "toys.yaml"], "toys.yaml is a file"),
    "another team": (["--team", "warehose"], "did you mean warehouse?"),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_call_gets_a_sentence(servicemap: CommandLine, folder: Path, case: str) -> None:
    options, sentence = WRONG[case]
    ran = servicemap("ask", "toys.yaml", *options, *DAY)
    assert (ran.code, sentence in ran.err) == (2, True)
    assert [one.name for one in folder.iterdir()] == ["toys.yaml"]
