"""Excel workbooks: the only door to openpyxl for writing.

Every cell is text, and none is a formula. The same rows give the same bytes.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import east_asian_width
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from servicemap.extras import require
from servicemap.importing.tables import defused, letters

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_FOREVER = datetime(2000, 1, 1)  # noqa: DTZ001 - what a workbook says of itself has no zone
_STAMP = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_NO_NAME = re.compile(r"[\[\]:*?/\\]")

WIDEST, NARROWEST = 48, 12
"""Characters that a column is wide."""

LINE, TALLEST = 15, 409
"""Points of one line of text, and of the tallest row that there can be."""

ROWS_TO_FILL = 1_000
"""Rows below the headings that have drop-downs."""


class WorkbookSheet(NamedTuple):
    """One sheet to write.

    choices      column -> the words that its cells propose
    suggested    column -> the columns whose cells it proposes, too, as they are filled in
    notes        column -> what is shown when somebody points at its heading
    """

    title: str
    rows: Sequence[Sequence[str]]
    choices: Mapping[int, Sequence[str]] = {}
    suggested: Mapping[int, int] = {}
    notes: Mapping[int, str] = {}
    right_to_left: bool = False


def as_workbook(sheets: Sequence[WorkbookSheet]) -> bytes:
    """The bytes of a workbook. Raises MissingExtra."""
    require("excel", "writing Excel workbooks")
    from openpyxl import Workbook

    book = Workbook()
    while book.worksheets:
        book.remove(book.worksheets[0])
    book.properties.creator = "servicemap"
    for number, sheet in enumerate(sheets, start=1):
        title = _NO_NAME.sub(" ", sheet.title).strip(" '")[:31] or f"Sheet {number}"
        _fill(book.create_sheet(title), sheet)
    written = BytesIO()
    book.save(written)
    return _timeless(written.getvalue())


def _fill(page: "Worksheet", sheet: WorkbookSheet) -> None:
    from openpyxl.comments import Comment
    from openpyxl.styles import Alignment, Font, PatternFill

    for number, row in enumerate(sheet.rows, start=1):
        for column, text in enumerate(row, start=1):
            if not text:
                continue
            cell = page.cell(number, column)
            cell.value = _ILLEGAL.sub("", defused(text))
            cell.data_type = "s"  # whatever it begins with
            cell.number_format = "@"
            cell.alignment = Alignment(vertical="top", wrap_text=_lines(text, WIDEST) > 1)
            if number == 1:
                cell.font = Font(bold=True)
                cell.fill = PatternFill("solid", fgColor="DDE7F0")
                if column - 1 in sheet.notes:
                    cell.comment = Comment(
                        sheet.notes[column - 1], "servicemap", width=260, height=120
                    )
    widths = _widths(sheet)
    for column, width in enumerate(widths):
        page.column_dimensions[letters(column)].width = width
    for number, row in enumerate(sheet.rows, start=1):
        lines = max(map(_lines, row, widths), default=1)
        if lines > 1:  # not every program finds out by itself
            page.row_dimensions[number].height = min(lines * LINE, TALLEST)
    page.freeze_panes = "A2"
    page.sheet_view.rightToLeft = sheet.right_to_left
    _fit_to_paper(page)
    _propose(page, sheet)


def _widths(sheet: WorkbookSheet) -> list[int]:
    """How wide each column is: as the longest line in it, within bounds."""
    longest: list[int] = []
    for row in sheet.rows:
        longest += [0] * (len(row) - len(longest))
        for column, text in enumerate(row):
            longest[column] = max(longest[column], *map(_width, text.split("\n")))
    return [max(NARROWEST, min(WIDEST, one + 3)) for one in longest]


def _lines(text: str, width: int) -> int:
    """How many lines a text takes in a column."""
    return sum(max(1, -(-_width(line) // (width - 1))) for line in text.split("\n"))


def _width(line: str) -> int:
    """Characters that a line is wide, those of East Asia two each."""
    return sum(2 if east_asian_width(one) in "WF" else 1 for one in line)


def _fit_to_paper(page: "Worksheet") -> None:
    """All columns on one page, its headings on each."""
    from openpyxl.worksheet.properties import PageSetupProperties

    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.page_setup.orientation = "landscape"
    page.page_setup.fitToHeight = 0
    page.print_title_rows = "1:1"


def _propose(page: "Worksheet", sheet: WorkbookSheet) -> None:
    from openpyxl.worksheet.datavalidation import DataValidation

    last = max(ROWS_TO_FILL, len(sheet.rows) + 1)
    for column, words in sheet.choices.items():
        listed = ",".join(words)
        if words and len(listed) <= 250 and '"' not in listed:
            rule = DataValidation(type="list", formula1=f'"{listed}"', allow_blank=True)
            rule.showErrorMessage = False  # it proposes, and an import judges
            rule.add(f"{letters(column)}2:{letters(column)}{last}")
            page.add_data_validation(rule)
    for column, source in sheet.suggested.items():
        named = letters(source)
        rule = DataValidation(type="list", formula1=f"${named}$2:${named}${last}", allow_blank=True)
        rule.showErrorMessage = False
        rule.add(f"{letters(column)}2:{letters(column)}{last}")
        page.add_data_validation(rule)


_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")


def _timeless(content: bytes) -> bytes:
    """The same workbook without the time at which it was written."""
    again = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(again, "w", ZIP_DEFLATED) as new:
        for name in sorted(old.namelist()):
            part = old.read(name)
            if name == "docProps/core.xml":
                part = _STAMP.sub(rb"\g<1>" + _FOREVER.isoformat().encode() + b"Z", part)
            entry = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = ZIP_DEFLATED
            new.writestr(entry, part)
    return again.getvalue()
