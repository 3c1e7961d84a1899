"""`servicemap import` of sheets that customers filled in: from the cell into people's YAML."""

from datetime import datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from tests.cli.conftest import CommandLine
from tests.filled_sheets import Answers, filled
from tests.hostile.made_workbooks import cell, row, workbook

TOYS = """\
map: {title: Toys, start: 2027-02-01}   # ours
teams:
  Warehouse:
    owner: Warehouse supervisor
    serves:
      - {customer: Stores, service: Stock, promise: 2027-02-19}   # the van
  Stores:
    owner: Head of Stores
    relies_on:
      - provider: Warehouse
        service: Stock
        expects: 2027-02-19
    serves: {Web shop: Toys}
end_users:
  Shoppers: {about: Families}   # everybody
  Web shop:
    about: Others
"""
DAY = ("--date", "2027-02-03")
STOCK, ON_SHELF = "warehouse/stock > stores", "stores/toys > web-shop"
HEAD = ['"servicemap sheet 1\nmap: Toys\nfolder: toys.yaml\nday: 2027-02-01\nasks: Ann"']
CODES = ["", "score", "says", "still true", "expects", "wants", "key"]


@pytest.fixture
def sheets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, servicemap: CommandLine) -> Path:
    """The folder of sheets beside the map, as they were handed out on 1 February 2027."""
    (tmp_path / "toys.yaml").write_text(TOYS, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    servicemap("ask", "toys.yaml", "-o", "sheets", "--date", "2027-02-01")
    return tmp_path / "sheets"


def fill(sheet: Path, answers: Answers) -> None:
    """Fill in a sheet."""
    sheet.write_bytes(filled(sheet.read_bytes(), answers))


def as_csv(*rows: list[str], separator: str = ",") -> str:
    return "".join(separator.join(row) + "\n" for row in (HEAD, CODES, *rows))


def the_map(sheets: Path) -> str:
    return (sheets.parent / "toys.yaml").read_text(encoding="utf-8")


def test_what_customers_write_changes_what_everybody_reads(
    servicemap: CommandLine, sheets: Path
) -> None:
    fill(
        sheets / "sheet-stores.xlsx",
        {STOCK: {"score": 3, "says": "Late\non Fridays", "expects": datetime(2027, 2, 18)}},  # noqa: DTZ001 - Excel has none
    )
    fill(sheets / "sheet-web-shop.xlsx", {ON_SHELF: {"score": 9, "wants": "Open on Sunday"}})
    files = sorted(map(str, sheets.glob("*.xlsx")))
    into = ("import", *files, "--into", "toys.yaml", *DAY)
    ran = servicemap(*into)
    assert (ran.code, the_map(sheets)) == (0, TOYS)
    assert "nothing was written; --write writes it to 1 file" in ran.err
    assert (
        "note: Warehouse promises Stock by Fri 19 Feb 2027, 1 day later than Stores expects it: by"
        " Thu 18 Feb 2027"
    ) in ran.err
    assert servicemap(*into, "--write").code == 0
    said = '{score: 3, asked: 2027-02-01, kind: survey, says: "Late\\non Fridays"}'
    assert the_map(sheets) == TOYS.replace(
        "        expects: 2027-02-19\n", f"        expects: 2027-02-18\n        feedback: {said}\n"
    ).replace(
        "    about: Others\n",
        "    about: Others\n"
        "    relies_on:\n"
        "      - provider: Stores\n"
        "        service: Toys\n"
        "        wants: Open on Sunday\n"
        "        feedback: {score: 9, asked: 2027-02-01, kind: survey}\n",
    )
    checked = servicemap("check", "toys.yaml", *DAY).out
    assert "SM204" in checked
    assert "Stores gives 3 of 10 to Warehouse: Stock: Late on Fridays" in checked
    assert "Late on Fridays" in " ".join(servicemap("care", "toys.yaml", *DAY).out.split())
    servicemap("poster", "toys.yaml", "--team", "Warehouse", "--text", "live", "-o", "w.svg")
    poster = (sheets.parent / "w.svg").read_text(encoding="utf-8")
    assert "Late on Fridays" in " ".join(poster.split())
    again = servicemap(*into, "--write")
    assert (again.code, "nothing to change" in again.err) == (0, True)


WRONG = {
    "a score of 11": ({"score": 11}, "cell E6: score: '11' is no score"),
    "a word": ({"score": "eight"}, "cell E6: score: 'eight' is no score"),
    "a decimal comma": ({"score": "7,5"}, "cell E6: score: '7,5' is no score; write 7 or 8"),
    "half a point": ({"score": 7.5}, "cell E6: score: '7.5' is no score; write 7 or 8"),
    "no day": ({"expects": "soon"}, "cell I6: expects: 'soon' is neither a date nor a length"),
    "a day of either": ({"expects": "03/04/2027"}, "cell I6: expects: '03/04/2027' is no date"),
    "a day of any year": (
        {"expects": "bis 9. M\u00e4rz"},
        "cell I6: expects: 'bis 9. M\u00e4rz' is neither a date nor a length of time; write its"
        " year as well: 2027-03-09",
    ),
    "a weekday": (
        {"expects": "Montag"},
        "cell I6: expects: 'Montag' is neither a date nor a length of time; write the day itself,"
        " such as 2027-02-05; if every week is meant, Mon 17:00",
    ),
    "perhaps": ({"still true": "perhaps"}, "cell H6: still true: 'perhaps' is neither yes nor no"),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_cannot_be_read_is_told_by_its_cell_and_nothing_is_written(
    servicemap: CommandLine, sheets: Path, case: str
) -> None:
    answers, sentence = WRONG[case]
    fill(sheets / "sheet-stores.xlsx", {STOCK: {"says": "Well", **answers}})  # type: ignore[dict-item] # as typed
    into = ("import", "sheets/sheet-stores.xlsx", "--into", "toys.yaml", "--write", *DAY)
    ran = servicemap(*into)
    assert (ran.code, the_map(sheets)) == (1, TOYS)
    said = " ".join(ran.err.split())
    assert f"sheets/sheet-stores.xlsx, {sentence}" in said
    assert "leave it out: --leave-out" in said
    assert servicemap(*into, "--leave-out").code == 0
    assert "feedback: {asked: 2027-02-01, kind: survey, says: Well}" in the_map(sheets)


def test_a_formula_without_its_result_is_told(servicemap: CommandLine, sheets: Path) -> None:
    book = load_workbook(sheets / "sheet-stores.xlsx")
    book.worksheets[0]["F6"] = '="Late " & A1'
    book.save(sheets / "sheet-stores.xlsx")
    ran = servicemap("import", "sheets/sheet-stores.xlsx", "--into", "toys.yaml", "--write", *DAY)
    assert (ran.code, the_map(sheets)) == (1, TOYS)
    assert "cell F6: a formula stands here without its result" in ran.err


def test_rows_and_columns_that_were_moved_and_deleted_are_found(
    servicemap: CommandLine, sheets: Path
) -> None:
    fill(sheets / "sheet-stores.xlsx", {STOCK: {"score": 8, "says": "Well"}})
    book = load_workbook(sheets / "sheet-stores.xlsx")
    page = book.worksheets[0]
    page.insert_cols(1, 2)
    page.move_range("M1:M7", cols=-12)
    page.delete_cols(3, 3)
    page.insert_rows(6, 2)
    book.save(sheets / "moved.xlsx")
    into = ("--into", "toys.yaml", "--write", *DAY)
    assert servicemap("import", "sheets/moved.xlsx", *into).code == 0
    assert "feedback: {score: 8, asked: 2027-02-01, kind: survey, says: Well}" in the_map(sheets)


def test_rows_above_a_sheet_and_a_sheet_without_its_first_row(
    servicemap: CommandLine, sheets: Path
) -> None:
    """A letterhead is put above it; and who deletes the first row deletes what it is of."""
    fill(sheets / "sheet-stores.xlsx", {STOCK: {"score": 8}})
    book = load_workbook(sheets / "sheet-stores.xlsx")
    page = book.worksheets[0]
    page.insert_rows(1, 2)
    page["A1"] = "Stores, internal"
    book.save(sheets / "letterhead.xlsx")
    into = ("--into", "toys.yaml", *DAY)
    ran = servicemap("import", "sheets/letterhead.xlsx", *into, "--write")
    assert (ran.code, "score: 8, asked: 2027-02-01" in the_map(sheets)) == (0, True)
    page.delete_rows(3)
    book.save(sheets / "headless.xlsx")
    ran = servicemap("import", "sheets/headless.xlsx", *into)
    assert ran.code == 2
    assert "headless.xlsx: this was a sheet of answers, and the cell is gone that says" in ran.err
    assert "copy that cell from another sheet of that day into the first row" in ran.err


def test_nobody_is_told_that_the_map_says_what_was_left_out(
    servicemap: CommandLine, sheets: Path
) -> None:
    into = ("import", "sheets/sheet-stores.xlsx", "--into", "toys.yaml", *DAY)
    assert servicemap(*into).err == "nothing is filled in: sheets/sheet-stores.xlsx\n"
    fill(sheets / "sheet-stores.xlsx", {STOCK: {"still true": "no"}})
    assert servicemap(*into).err.splitlines()[-1] == (
        "nothing was written: all that the map does not say already was left out"
    )
    fill(sheets / "sheet-stores.xlsx", {STOCK: {"still true": "yes"}})
    assert "confirmed: 2027-02-01" in servicemap(*into, "--write").out
    assert servicemap(*into).err.splitlines()[-1] == (
        "nothing to change: the map says all of it already"
    )


def test_line_breaks_as_other_programs_write_them(servicemap: CommandLine, sheets: Path) -> None:
    """A carriage return is `_x000D_` in a workbook; so is each of those in the stamp."""
    fill(sheets / "sheet-stores.xlsx", {STOCK: {"says": "Late_x000D_\non Fridays\u2028again"}})
    book = load_workbook(sheets / "sheet-stores.xlsx")
    stamp = book.worksheets[0]["K1"]
    stamp.value = str(stamp.value).replace("\n", "_x000D_\n")
    book.save(sheets / "other.xlsx")
    assert (
        servicemap("import", "sheets/other.xlsx", "--into", "toys.yaml", "--write", *DAY).code == 0
    )
    assert 'says: "Late\\non Fridays\\nagain"' in the_map(sheets)


def test_what_stands_on_other_sheets_of_a_workbook_is_told(
    servicemap: CommandLine, sheets: Path
) -> None:
    fill(sheets / "sheet-stores.xlsx", {STOCK: {"score": 8}})
    book = load_workbook(sheets / "sheet-stores.xlsx")
    book.create_sheet("Empty")
    book.create_sheet("Notes")["A1"] = "Ring me"
    book.copy_worksheet(book.worksheets[0])["E6"] = 2
    book.save(sheets / "sheet-stores.xlsx")
    ran = servicemap("import", "sheets/sheet-stores.xlsx", "--into", "toys.yaml", "--write", *DAY)
    assert ran.err.splitlines() == [
        "sheets/sheet-stores.xlsx: sheet 'Notes' is no sheet of answers, and was not read",
        "sheets/sheet-stores.xlsx, sheet 'Stores': answers on 1 service, asked on 2027-02-01",
        "sheets/sheet-stores.xlsx, sheet 'Stores Copy': answers on 1 service, asked on 2027-02-01",
        "written: toys.yaml",
    ]
    assert "score: 8" in the_map(sheets)
    assert "score: 2" in the_map(sheets)


ROW = ["x", "7", "Größer", "", "", "", STOCK]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16"])
def test_a_text_file_of_another_program_is_read(
    servicemap: CommandLine, sheets: Path, encoding: str
) -> None:
    (sheets / "s.csv").write_bytes(as_csv(ROW, separator=";").encode(encoding))
    assert servicemap("import", "sheets/s.csv", "--into", "toys.yaml", "--write", *DAY).code == 0
    assert "says: Größer}" in the_map(sheets)


def test_a_workbook_whose_cells_hold_their_own_text_is_read(
    servicemap: CommandLine, sheets: Path
) -> None:
    stamp, key = HEAD[0].strip('"'), STOCK.replace(">", "&gt;")
    rows = [
        row(n, *(cell(f"{letter}{n}", text) for letter, text in zip("ABCDEFG", said, strict=False)))
        for n, said in enumerate([[stamp], CODES, [*ROW[:-1], key]], start=1)
    ]
    (sheets / "s.xlsx").write_bytes(workbook("".join(rows)))
    assert servicemap("import", "sheets/s.xlsx", "--into", "toys.yaml", "--write", *DAY).code == 0
    assert "feedback: {score: 7, asked: 2027-02-01, kind: survey, says: Größer}" in the_map(sheets)


REFUSED = {
    "no map": (as_csv(ROW), [], "it is not said into which map they go"),
    "another map": (
        as_csv(ROW).replace("map: Toys", "map: Trains"),
        ["--into", "toys.yaml"],
        "s.csv: this sheet is of another map: 'Trains' in 'toys.yaml'; this one is 'Toys'",
    ),
    "a form of tomorrow": (
        as_csv(ROW).replace("sheet 1", "sheet 2"),
        ["--into", "toys.yaml"],
        "s.csv: this sheet is of a form that is not known here: servicemap sheet 2",
    ),
    "no columns": (
        ",".join(HEAD) + "\n" + ",".join(ROW),
        ["--into", "toys.yaml"],
        "s.csv: the line below the headings is gone",
    ),
    "two columns": (
        as_csv([*ROW, "8"]).replace("wants,key", "wants,key,score"),
        ["--into", "toys.yaml"],
        "s.csv: two columns are called 'score': B2 and H2",
    ),
    "no day": (
        as_csv(ROW).replace("day: 2027-02-01", "day:"),
        ["--into", "toys.yaml"],
        "cell A1: nothing says on which day this was asked",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_sheet_that_is_none_of_this_map_is_refused(
    servicemap: CommandLine, sheets: Path, case: str
) -> None:
    text, options, sentence = REFUSED[case]
    (sheets / "s.csv").write_text(text, encoding="utf-8")
    ran = servicemap("import", "sheets/s.csv", *options, *DAY)
    assert (ran.code > 0, the_map(sheets)) == (True, TOYS)
    assert sentence in " ".join(ran.err.split())


def test_a_damaged_workbook_and_other_files_among_them_are_told(
    servicemap: CommandLine, sheets: Path
) -> None:
    good = str(sheets / "sheet-stores.xlsx")
    (sheets / "cut.xlsx").write_bytes(Path(good).read_bytes()[:3000])
    ran = servicemap("import", good, "sheets/cut.xlsx", "--into", "toys.yaml", *DAY)
    assert (ran.code, "sheets/cut.xlsx: this begins as a workbook" in ran.err) == (2, True)
    broken = BytesIO()
    with ZipFile(good) as old, ZipFile(broken, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, part[: len(part) // 2] if "sheet1" in name else part)
    (sheets / "cut.xlsx").write_bytes(broken.getvalue())
    ran = servicemap("import", good, "sheets/cut.xlsx", "--into", "toys.yaml", *DAY)
    assert (ran.code, "sheets/cut.xlsx: this workbook is damaged" in ran.err) == (2, True)
    (sheets / "rows.csv").write_text("provider,service,customer\nA,B,C\n", encoding="utf-8")
    ran = servicemap("import", good, "sheets/rows.csv", "--into", "toys.yaml", *DAY)
    assert (ran.code, "sheets/rows.csv is no sheet of answers" in ran.err) == (2, True)
    ran = servicemap("import", "sheets/rows.csv", "sheets/rows.csv", "--into", "toys.yaml", *DAY)
    assert (ran.code, "several files at once are for sheets of answers" in ran.err) == (2, True)
