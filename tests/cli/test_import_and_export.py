"""`servicemap import` and `servicemap export`, as somebody with a spreadsheet meets them."""

import csv
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from servicemap.importing.opening_files import READ_ENDINGS
from servicemap.wording.catalogues import LANGUAGES
from tests.cli.conftest import ROOT, CommandLine
from tests.few_rules import judged_by

judged = judged_by()

ROWS = "Provider,Service,Customer,Takes\nWarehouse,Stock,Stores,2d\nStores,Toys,Shoppers,1d\n"
WRONG = "Provider,Service,Customer,Takes\nWarehouse,Stock,Stores,soon\nStores,Toys,Shoppers,\n"


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_a_spreadsheet_becomes_a_map_a_check_and_a_poster(servicemap: CommandLine) -> None:
    Path("toys.csv").write_text(ROWS, encoding="utf-8")
    ran = servicemap("import", "toys.csv")
    assert (ran.code, ran.out) == (0, "")
    assert "'Stores' relies on 'Warehouse' for 'Stock' (B2)" in ran.err
    assert "toys.yaml: written; checked: clean: 3 parties, 2 services" in ran.err
    assert "servicemap poster toys.yaml -o poster.pdf" in ran.err
    assert servicemap("check", "toys.yaml").code == 0
    assert servicemap("poster", "toys.yaml", "-o", "toys.svg").code == 0


def test_each_cell_that_cannot_be_is_told_and_nothing_is_written(servicemap: CommandLine) -> None:
    Path("toys.csv").write_text(WRONG, encoding="utf-8")
    ran = servicemap("import", "toys.csv", "-o", "map.yaml")
    assert ran.code == 1
    assert "row 2, column Takes (D2): 'soon' is no length of time; write 30m, 4h" in ran.err
    assert not Path("map.yaml").exists()


def test_cells_can_be_left_out(servicemap: CommandLine) -> None:
    Path("toys.csv").write_text(WRONG, encoding="utf-8")
    ran = servicemap("import", "toys.csv", "-o", "map.yaml", "--leave-out")
    assert ran.code == 0
    assert "left out: row 2, column Takes (D2)" in ran.err
    assert "Left out: row 2, column Takes (D2)" in Path("map.yaml").read_text("utf-8")


def test_a_map_that_is_there_is_left_as_it_is(servicemap: CommandLine) -> None:
    Path("toys.csv").write_text(ROWS, encoding="utf-8")
    Path("toys.yaml").write_text("mine", encoding="utf-8")
    ran = servicemap("import", "toys.csv")
    assert ran.code == 2
    assert "is there already" in ran.err
    assert Path("toys.yaml").read_text("utf-8") == "mine"
    assert servicemap("import", "toys.csv", "--force").code == 0
    assert "Warehouse" in Path("toys.yaml").read_text("utf-8")


def test_a_map_can_go_to_standard_output(servicemap: CommandLine) -> None:
    Path("toys.csv").write_text(ROWS, encoding="utf-8")
    ran = servicemap("import", "toys.csv", "-o", "-", "--title", "Toys: all", "--language", "de")
    assert ran.code == 0
    assert 'title: "Toys: all"\n  language: de' in ran.out


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_template_that_is_filled_in_is_a_map(servicemap: CommandLine, language: str) -> None:
    assert servicemap("import", "--template", "t.csv", "--language", language).code == 0
    ran = servicemap("import", "t.csv", "-o", "map.yaml")
    assert ran.code == 0, ran.err
    assert "checked: clean" in ran.err, ran.err
    assert servicemap("import", "--template", "t.xlsx", "--language", language).code == 0
    book = load_workbook("t.xlsx")
    sheet = book.worksheets[0]
    assert len(sheet.data_validations.dataValidation) >= 3
    for column, text in enumerate(("Warehouse", "=Stock", "Stores"), start=1):
        sheet.cell(2, column).value = text
        sheet.cell(2, column).data_type = "s"
    book.save("filled.xlsx")
    ran = servicemap("import", "filled.xlsx")
    assert ran.code == 0, ran.err
    assert '"=Stock"' in Path("filled.yaml").read_text("utf-8")


def test_a_template_speaks_its_language_and_fits_on_paper(servicemap: CommandLine) -> None:
    assert servicemap("import", "--template", "t.xlsx", "--language", "de").code == 0
    deliveries, example = load_workbook("t.xlsx").worksheets
    assert [cell.value for cell in deliveries[1]][:3] == ["Anbieter", "Leistung", "Kunde"]
    note = deliveries["A1"].comment
    assert note is not None
    assert note.text == "Wer liefert. Zum Beispiel: Spielzeugfabrik"
    told = [[cell.value for cell in row[:3]] for row in example.iter_rows(max_row=3)]
    assert told == [
        [None, None, "Beispiel 1"],
        ["Anbieter", "Wer liefert.", "Spielzeugfabrik"],
        ["Leistung", "Was geliefert wird.", "Fertige Spielwaren"],
    ]
    for sheet in (deliveries, example):
        assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)
        assert sheet.print_title_rows == "$1:$1"
    assert example.row_dimensions[6].height == 45  # of three lines


def test_the_column_to_add_is_named_in_the_language_of_the_sheet(servicemap: CommandLine) -> None:
    Path("a.csv").write_text("Von,An,Was\nLager,Filiale,Ware\n", encoding="utf-8")
    assert "a column 'Gruppe' beside a name says otherwise" in servicemap("import", "a.csv").err


def test_an_empty_template_says_that_it_is_empty(servicemap: CommandLine) -> None:
    servicemap("import", "--template", "t.xlsx")
    ran = servicemap("import", "t.xlsx")
    assert ran.code == 2
    assert "there are no deliveries in it yet" in ran.err


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
@pytest.mark.parametrize("name", ["sales-event.yaml", "clinical-laboratory", "bakery-ja.yaml"])
def test_our_own_maps_go_out_and_come_in(servicemap: CommandLine, name: str, ending: str) -> None:
    exported = servicemap("export", str(ROOT / "maps" / name), "-o", f"out.{ending}")
    assert (exported.code, exported.out) == (0, "")
    assert servicemap("import", f"out.{ending}").code == 0
    told = servicemap("diff", str(ROOT / "maps" / name), "out.yaml").out
    changes = [line[4:] for line in told.splitlines() if line.startswith(("  ~ ", "  + ", "  - "))]
    assert [line for line in changes if not line.startswith("The map")] == []


def test_hours_that_differ_by_day_of_the_week_go_out_and_come_in(servicemap: CommandLine) -> None:
    calendar = "{workdays: Mon-Fri, hours: {Mon-Thu: 08:00-16:30, Fri: 08:00-13:00}}"
    Path("a.yaml").write_text(
        f"teams: {{A: {{calendar: {calendar}, serves: {{B: x}}}}}}\nend_users: [B]\n", "utf-8"
    )
    servicemap("export", "a.yaml", "-o", "out.csv")
    cells = Path("out.csv").read_text("utf-8-sig").splitlines()[1].split('","')
    assert "{Mon-Thu: 08:00-16:30, Fri: 08:00-13:00}" in cells
    assert servicemap("import", "out.csv").code == 0
    assert f"    calendar: {calendar}\n" in Path("out.yaml").read_text("utf-8")


def test_all_that_no_row_can_hold_is_told(servicemap: CommandLine) -> None:
    Path("a.yaml").write_text(
        "map: {title: T, start: 2027-02-01, currency: EUR, calendar: {holidays: DE-BY}}\n"
        "teams: {A: {serves: {B: x}}}\n"
        "end_users: [B]\n"
        "actions: {Ask B: {for: A, lever: early}}\n"
        "scenarios: {ill: {late: {A: 1d}}}\n",
        "utf-8",
    )
    told = " ".join(servicemap("export", "a.yaml", "-o", "out.csv").err.split())
    assert (
        "note: not in it, as no row can hold them:"
        " title, start, currency, calendar, 1 action, 1 scenario"
    ) in told


def test_csv_for_excel_where_decimals_have_a_comma(servicemap: CommandLine) -> None:
    path = str(ROOT / "maps" / "sales-event.yaml")
    servicemap("export", path, "-o", "a.csv", "--for-excel", "--language", "de")
    content = Path("a.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    first = next(csv.reader(content.decode("utf-8-sig").splitlines(), delimiter=";"))
    assert first[:3] == ["Anbieter", "Leistung", "Kunde"]


def test_the_same_map_gives_the_same_workbook(servicemap: CommandLine) -> None:
    path = str(ROOT / "maps" / "harbour-toys")
    for name in ("a.xlsx", "b.xlsx"):
        assert servicemap("export", path, "-o", name).code == 0
    assert Path("a.xlsx").read_bytes() == Path("b.xlsx").read_bytes()
    for sheet in load_workbook(BytesIO(Path("a.xlsx").read_bytes())).worksheets:
        assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n"}


def test_one_of_several_sheets(servicemap: CommandLine) -> None:
    book = Workbook()
    for title in ("Old plan", "New plan"):
        sheet = book.create_sheet(title)
        sheet.append(["Provider", "Customer"])
        sheet.append([f"{title} team", "Stores"])
    book.save("plans.xlsx")
    ran = servicemap("import", "plans.xlsx")
    assert ran.code == 2
    assert "2 of its sheets say who relies on whom: 'Old plan' and 'New plan'" in ran.err
    assert '--sheet "Old plan"' in ran.err
    assert servicemap("import", "plans.xlsx", "--sheet", "new plan").code == 0
    assert "New plan team" in Path("plans.yaml").read_text("utf-8")
    ran = servicemap("import", "plans.xlsx", "--sheet", "New plam", "--force")
    assert "did you mean New plan?" in ran.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("import",), "no spreadsheet is named"),
        (("import", "nothing.xlsx"), "nothing.xlsx"),
        (("import", "toys.yaml"), "toys.yaml is a map already"),
        (("import", "toys.csv", "-o", "map.txt"), "does not end as a map does"),
        (("import", "--template", "t.ods"), "let it end in .xlsx or .csv"),
        (("import", "toys.csv", "--template", "t.csv"), "--template writes a spreadsheet"),
        (("import", "toys.csv", "--shape", "racy"), "did you mean raci?"),
        (("export", "toys.yaml", "-o", "a.ods"), "let it end in .xlsx or .csv"),
        (("export", "toys.yaml", "-o", "a.csv", "--as", "xlsx"), "says otherwise"),
    ],
)
def test_wrong_calls(servicemap: CommandLine, arguments: tuple[str, ...], said: str) -> None:
    Path("toys.csv").write_text(ROWS, encoding="utf-8")
    ran = servicemap(*arguments)
    assert ran.code == 2
    assert said in ran.err


def test_numbers_without_a_unit_get_it_from_the_heading(servicemap: CommandLine) -> None:
    rows = "Provider,Service,Customer,{}\nA,x,B,3\nB,y,C,2\n"
    Path("a.csv").write_text(rows.format("Duration"), encoding="utf-8")
    ran = servicemap("import", "a.csv")
    assert ran.code == 1
    assert "a unit in the heading is that of all numbers below it: 'Duration (d)'" in ran.err
    Path("a.csv").write_text(rows.format("Duration (d)"), encoding="utf-8")
    assert servicemap("import", "a.csv").code == 0
    assert "takes: 3d" in Path("a.yaml").read_text("utf-8")


def test_help_names_every_form_in_which_tables_are_read() -> None:
    """A form that is added is read by `import` and by what reads records, and both say so."""
    code = (
        "from servicemap.importing import opening_files\n"
        "opening_files.READ_ENDINGS += ' or .tsv'\n"
        "from servicemap.cli.program import run\n"
        "for command in ('import', 'review', 'history'):\n"
        "    run([command, '--help'])"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert " ".join(ran.stdout.split()).count(f"{READ_ENDINGS} or .tsv") == 3
