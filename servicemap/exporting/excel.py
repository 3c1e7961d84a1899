"""Excel workbooks: the only door to openpyxl for writing.

Every cell is text, and none is a formula. The same rows give the same bytes.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple
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
            cell.alignment = Alignment(vertical="top", wrap_text="\n" in text or len(text) > WIDEST)
            if number == 1:
                cell.font = Font(bold=True)
                cell.fill = PatternFill("solid", fgColor="DDE7F0")
                if column - 1 in sheet.notes:
                    cell.comment = Comment(
                        sheet.notes[column - 1], "servicemap", width=260, height=120
                    )
    for column in range(max(map(len, sheet.rows), default=0)):
        longest = max(
            (
                len(line)
                for row in sheet.rows
                if column < len(row)
                for line in row[column].split("\n")
            ),
            default=0,
        )
        page.column_dimensions[letters(column)].width = max(NARROWEST, min(WIDEST, longest + 3))
    page.freeze_panes = "A2"
    page.sheet_view.rightToLeft = sheet.right_to_left
    _propose(page, sheet)


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
