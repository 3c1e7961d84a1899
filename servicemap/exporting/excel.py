"""Excel workbooks: the only door to openpyxl for writing.

Every cell is text, and none is a formula. The same rows give the same bytes.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from copy import copy
from datetime import datetime
from enum import StrEnum
from io import BytesIO
from typing import TYPE_CHECKING, Any, NamedTuple
from unicodedata import east_asian_width
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from servicemap.extras import require
from servicemap.importing.tables import defused, letters

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell

_Page = Any
"""A sheet that is written row by row: what it takes over from others its types do not say."""

_FOREVER = datetime(2000, 1, 1)  # noqa: DTZ001 - what a workbook says of itself has no zone
_STAMP = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_NO_NAME = re.compile(r"[\[\]:*?/\\]")

WIDEST, NARROWEST = 48, 12
"""Characters that a column is wide."""

LINE, TALLEST = 15, 409
"""Points of one line of text, and of the tallest row that there can be."""

SMALL_LINE = 11
"""Points of one line in small type."""

A4, MARGIN = 9, 0.4
"""The paper as Excel counts it, and inches beside what is printed."""

ROWS_TO_FILL = 1_000
"""Rows below the headings that have drop-downs."""


WORDS, FIGURES = "@", "General"
"""Formats of cells: words, whatever they begin with, or numbers and dates as they are typed."""

ROOMY = 3
"""Lines that a row is high at least in which somebody is to write."""


class RowLook(StrEnum):
    """How a row looks, where it is not one of those that are filled in."""

    TITLE = "title"
    LINE = "line"
    SMALL = "small"
    HEADINGS = "headings"


_REACHING = {RowLook.TITLE: 28, RowLook.LINE: 18, RowLook.SMALL: SMALL_LINE}
"""Rows whose cells reach over those beside them -> how high they are, in points."""


class WorkbookSheet(NamedTuple):
    """One sheet to write.

    looks        the number of a row, from 0 -> how it looks; titles, lines and what is small reach
                 over the cells beside them
    widths       how wide the columns are, in characters; as their texts ask for where it is empty
    quiet        columns in small type
    to_fill_in   column -> the format of its cells, where only those below the headings of some are
                 to be filled in: WORDS or FIGURES
    choices      column -> the words that its cells propose
    whole        column -> the least and the most of the whole numbers that its cells take
    suggested    column -> the columns whose cells it proposes, too, as they are filled in
    notes        column -> what is shown when somebody points at its heading
    """

    title: str
    rows: Sequence[Sequence[str]]
    looks: Mapping[int, RowLook] = {0: RowLook.HEADINGS}
    widths: Sequence[int] = ()
    quiet: Collection[int] = ()
    to_fill_in: Mapping[int, str] = {}
    choices: Mapping[int, Sequence[str]] = {}
    whole: Mapping[int, tuple[int, int]] = {}
    suggested: Mapping[int, int] = {}
    notes: Mapping[int, str] = {}
    right_to_left: bool = False

    @property
    def head(self) -> int:
        """The number of the row of headings."""
        return next(row for row, look in self.looks.items() if look is RowLook.HEADINGS)

    @property
    def first(self) -> int:
        """The number of the first row below the headings, and below what stands with them."""
        return max(self.looks) + 1

    @property
    def last(self) -> int:
        """The number of the last row with drop-downs, from 0."""
        if self.to_fill_in:
            return max(self.first, len(self.rows) - 1)
        return max(ROWS_TO_FILL, len(self.rows) + 1) - 1


def as_workbook(sheets: Sequence[WorkbookSheet]) -> bytes:
    """The bytes of a workbook. Raises MissingExtra."""
    require("excel", "writing Excel workbooks")
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    book.properties.creator = "servicemap"
    for number, sheet in enumerate(sheets, start=1):
        title = _NO_NAME.sub(" ", sheet.title).strip(" '")[:31] or f"Sheet {number}"
        _fill(book.create_sheet(title), sheet)
    written = BytesIO()
    book.save(written)
    return _timeless(written.getvalue())


def _fill(page: _Page, sheet: WorkbookSheet) -> None:
    """Write a sheet row by row, so that no more than one row of cells is ever held.

    All that stands before the rows in the file is said first.
    """
    widths = sheet.widths or _widths(sheet)
    for column, width in enumerate(widths):
        page.column_dimensions[letters(column)].width = width
    page.freeze_panes = f"A{sheet.first + 1}"
    page.sheet_view.rightToLeft = sheet.right_to_left
    _fit_to_paper(page, sheet)
    _propose(page, sheet)
    inks = _Inks()
    for number, row in enumerate(sheet.rows):
        height = _height(sheet, number, row, widths)
        if height is not None:
            page.row_dimensions[number + 1].height = height
        page.append(_cells(page, sheet, number, row, widths, inks))
        page.row_dimensions.pop(number + 1, None)


def _height(
    sheet: WorkbookSheet, number: int, row: Sequence[str], widths: Sequence[int]
) -> int | None:
    """How high a row is, in points; None where every program finds that out by itself."""
    lines = max(map(_lines, row, widths), default=1)
    look = sheet.looks.get(number)
    if sheet.to_fill_in and number >= sheet.first:
        return min(max(lines, ROOMY) * LINE, TALLEST)
    if look in _REACHING:
        return max(_REACHING[look], max(text.count("\n") + 1 for text in row) * SMALL_LINE)
    return min(lines * LINE, TALLEST) if lines > 1 else None


def _cells(
    page: _Page,
    sheet: WorkbookSheet,
    number: int,
    row: Sequence[str],
    widths: Sequence[int],
    inks: "_Inks",
) -> list["Cell | None"]:
    """The cells of a row with their looks; None where nothing stands."""
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.comments import Comment

    look = sheet.looks.get(number)
    cells: list[Cell | None] = []
    for column, text in enumerate(row):
        if not text:
            cells.append(None)
            continue
        cell = WriteOnlyCell(page, _ILLEGAL.sub("", defused(text)))
        cell.data_type = "s"  # whatever it begins with
        quiet = column in sheet.quiet and look is not RowLook.HEADINGS
        wraps = look is RowLook.HEADINGS or _lines(text, widths[column]) > 1
        inks.put_on(cell, RowLook.SMALL if quiet else look, wraps=wraps)
        cells.append(cell)
    if sheet.to_fill_in and number >= sheet.first:
        cells += [None] * (max(sheet.to_fill_in) + 1 - len(cells))
        for column, form in sheet.to_fill_in.items():
            cell = cells[column] = cells[column] or WriteOnlyCell(page)
            inks.open(cell, form)
    if number == sheet.head:
        cells += [None] * (max(sheet.notes, default=-1) + 1 - len(cells))
        for column, note in sheet.notes.items():
            cell = cells[column] = cells[column] or WriteOnlyCell(page)
            cell.comment = Comment(note, "servicemap", width=260, height=120)
    return cells


class _Inks:
    """How cells look: made once, as thousands share them."""

    def __init__(self) -> None:
        from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

        line = Side("thin", color="9AA7B8")
        self._plain, self._wrapped, self._reaching = (
            Alignment(vertical="top"),
            Alignment(vertical="top", wrap_text=True),
            Alignment(vertical="center"),
        )
        self._fonts = {
            RowLook.TITLE: Font("Calibri", bold=True, size=18),
            RowLook.SMALL: Font("Calibri", size=8, color="8A94A3"),
            RowLook.HEADINGS: Font("Calibri", bold=True),
        }
        self._heading = PatternFill("solid", fgColor="DDE7F0")
        self._to_fill_in = PatternFill("solid", fgColor="FFFBE8")
        self._border = Border(left=line, right=line, top=line, bottom=line)
        self._known: dict[tuple[RowLook | None, bool, bool], Any] = {}
        """Look, whether it reaches over its neighbours, whether it wraps -> a cell's style."""

    def put_on(self, cell: Any, look: RowLook | None, *, wraps: bool) -> None:
        """Give a cell with words its look."""
        reaches = look in _REACHING and "\n" not in str(cell.value)
        known = self._known.get((look, reaches, wraps))
        if known is not None:
            cell._style = copy(known)  # noqa: SLF001 - to look it up part by part takes far longer
            return
        cell.number_format = WORDS
        if reaches:
            cell.alignment = self._reaching
        else:
            cell.alignment = self._wrapped if wraps else self._plain
        if look in self._fonts:
            cell.font = self._fonts[look]
        if look is RowLook.HEADINGS:
            cell.fill = self._heading
        self._known[look, reaches, wraps] = copy(cell._style)  # noqa: SLF001 - see above

    def open(self, cell: "Cell", form: str) -> None:
        """Show that a cell is to be filled in, with what is of some format."""
        cell.number_format = form
        cell.alignment, cell.border, cell.fill = self._wrapped, self._border, self._to_fill_in


def _widths(sheet: WorkbookSheet) -> list[int]:
    """How wide each column is: as the longest line in it, within bounds."""
    longest: list[int] = []
    for number, row in enumerate(sheet.rows):
        if sheet.looks.get(number) in _REACHING:
            continue
        longest += [0] * (len(row) - len(longest))
        for column, text in enumerate(row):
            longest[column] = max(longest[column], *map(_width, text.split("\n")))
    return [max(NARROWEST, min(WIDEST, one + 3)) for one in longest]


def _lines(text: str, width: int) -> int:
    """How many lines a text takes in a column."""
    return sum(max(1, -(-_width(line) // (width - 1))) for line in text.split("\n"))


def _width(line: str) -> int:
    """Characters that a line is wide, those of East Asia two each."""
    if line.isascii():
        return len(line)
    return sum(2 if east_asian_width(one) in "WF" else 1 for one in line)


def _fit_to_paper(page: _Page, sheet: WorkbookSheet) -> None:
    """All columns on one page, its headings on each."""
    from openpyxl.worksheet.properties import PageSetupProperties

    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", A4
    page.page_margins.left = page.page_margins.right = MARGIN
    page.page_setup.fitToHeight = 0
    page.print_title_rows = f"{sheet.head + 1}:{sheet.head + 1}"


def _propose(page: _Page, sheet: WorkbookSheet) -> None:
    from openpyxl.worksheet.datavalidation import DataValidation

    first, last = sheet.first + 1, sheet.last + 1

    def proposal(source: str) -> DataValidation:
        rule = DataValidation(type="list", formula1=source, allow_blank=True)
        rule.showErrorMessage = False  # it proposes, and an import judges
        return rule

    def add(column: int, rule: DataValidation) -> None:
        rule.add(f"{letters(column)}{first}:{letters(column)}{last}")
        page.data_validations.append(rule)

    for column, words in sheet.choices.items():
        listed = ",".join(words)
        if words and len(listed) <= 250 and '"' not in listed:
            add(column, proposal(f'"{listed}"'))
    for column, source in sheet.suggested.items():
        named = letters(source)
        cells = f"${named}${first}:${named}${last}"
        add(column, proposal(cells))
    for column, (least, most) in sheet.whole.items():
        rule = DataValidation("whole", str(least), str(most), allow_blank=True)
        rule.operator, rule.showErrorMessage = "between", True
        add(column, rule)


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
