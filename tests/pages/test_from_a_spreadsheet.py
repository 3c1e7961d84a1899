"""docs/how-to/from-a-spreadsheet.md: what it shows is what is printed."""

import re
from pathlib import Path

import pytest
from openpyxl import Workbook

from servicemap.cli.program import run

PAGE = Path(__file__).parents[2] / "docs/how-to/from-a-spreadsheet.md"
BLOCKS = re.findall(r"```text\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)

ROWS: tuple[tuple[int | float | str | None, ...], ...] = (
    (1, "Office", "Numbers for the week", "Kitchen", 2, "2027-02-30"),
    (2, "Market", "Fresh food", "Kitchen", 4, "daily 06:00"),
    (3, "Kitchen", "Order", "Market", 1, None),
    (4, None, "Lunch", "Counter", 3.5, "daily 11:30"),
    (5, None, "Diets", "Counter", 3, None),
    (6, "Counter", "Warm food", "Pupils", "30 min", "daily 12:15"),
    (7, "Caretaker", "Clean tables", "Counter", "soon", None),
    (8, "Washing-up", "Clean dishes", "Counter", 1, None),
    (9, "Counter", "Used dishes", "Washing-up", 0.5, None),
)


def canteen() -> Workbook:
    """A sheet as a manager has it: a title, a free line, and then the table."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Plan"
    sheet["A1"] = "School canteen"
    sheet.merge_cells("A1:F1")
    heads = ("No.", "Team", "What", "For whom", "Hours (h)", "By when")
    for column, head in enumerate(heads, start=1):
        sheet.cell(4, column).value = head
    for number, row in enumerate(ROWS, start=5):
        for column, value in enumerate(row, start=1):
            sheet.cell(number, column).value = value
    prices = book.create_sheet("Prices")
    prices.append(["Dish", "Price"])
    prices.append(["Pasta", 3.2])
    return book


def test_it_shows_what_is_printed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    canteen().save("canteen.xlsx")
    assert run(["import", "canteen.xlsx"]) == 1
    told = capsys.readouterr().err
    assert [block for block in BLOCKS if block not in told] == [], told
    assert run(["import", "canteen.xlsx", "--leave-out"]) == 0
