"""Excel workbooks: the only door to openpyxl and defusedxml for reading.

A workbook is an archive of XML that anybody may have made. How large it becomes is looked up before
anything is unpacked, no document type is accepted, rows are read one after the other and counted,
and what the library trips over becomes a sentence.
"""

import re
import warnings
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

from servicemap.errors import UnreadableTable
from servicemap.extras import require
from servicemap.importing.archives import SAVE, opened_archive
from servicemap.importing.csv_files import refuse_beyond
from servicemap.importing.tables import (
    LONGEST_CELL,
    MOST_COLUMNS,
    MOST_ROWS,
    Table,
    TableRow,
    as_meant,
    letters,
)
from servicemap.loading.cells import CellPlace
from servicemap.troubles import Trouble

if TYPE_CHECKING:
    from openpyxl.workbook.workbook import Workbook

LAST_ROW = 1_048_576
MOST_CELLS = 1_000_000
"""Cells, empty ones too, that are looked at before a sheet is given up."""

MOST_MERGED = 20_000
_BREAKS = re.compile("_x000[dD]_\n?|_x000[aA]_|[\u2028\u2029]")
"""Ways in which programs write a line break in a cell, beside the usual one."""

_MERGED = re.compile(
    rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})"'
)
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
_NO_VALUE = Trouble(
    "a formula stands here without its result",
    "open the file in Excel and save it, or write the value itself",
)


def read_workbook(content: bytes, most_rows: int = MOST_ROWS) -> tuple[Table, ...]:
    """Each sheet of a workbook, hidden ones too. Raises UnreadableTable and MissingExtra."""
    with opened_archive(content) as archive:
        formulas = any(_FORMULA.search(_part(archive, name)) for name in _sheets_in(archive))
        require("excel", "reading Excel workbooks")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and extensions, which nobody asks for
            try:
                return _tables(content, archive, most_rows, formulas=formulas)
            except UnreadableTable:
                raise
            except MemoryError:
                raise
            except Exception as error:  # noqa: BLE001 - whatever a library makes of a broken file
                why = _in_a_line(error.__cause__ or error)
                raise UnreadableTable(f"this workbook is damaged: {why}", f"{SAVE} again") from None


def _sheets_in(archive: ZipFile) -> list[str]:
    return [
        name for name in archive.namelist() if re.fullmatch(r"/?xl/worksheets/[^/]+\.xml", name)
    ]


def _part(archive: ZipFile, name: str) -> bytes:
    try:
        return archive.read(name)
    except Exception:  # noqa: BLE001 - a damaged part is told by whoever needs it
        return b""


def _tables(
    content: bytes, archive: ZipFile, most_rows: int, *, formulas: bool
) -> tuple[Table, ...]:
    from openpyxl import load_workbook

    def opened(*, values: bool) -> "Workbook":
        return load_workbook(BytesIO(content), read_only=True, data_only=values, keep_links=False)

    book = opened(values=True)
    written = opened(values=False) if formulas else None
    found = []
    for number, sheet in enumerate(book.worksheets):
        merged = _merged(archive, getattr(sheet, "_worksheet_path", ""))
        without = _formulas_in(written.worksheets[number]) if written else set()
        rows, faults = _rows(sheet, without, most_rows)
        rows = _spread(rows, merged)
        hidden = sheet.sheet_state != "visible"
        found.append(Table(str(sheet.title), tuple(rows), faults, hidden=hidden))
    return tuple(found)


def _counted(sheet: Any) -> Iterator[tuple[int, tuple[Any, ...]]]:
    """The rows of a sheet that has a cell, with their numbers from 0; no more than there can be."""
    sheet.reset_dimensions()  # what a file says of its size may be wrong
    seen = 0
    for number, row in enumerate(sheet.iter_rows()):
        if number >= LAST_ROW:
            raise UnreadableTable("a sheet has more rows than Excel has", f"{SAVE} again")
        if row:
            seen += len(row)
            if seen > MOST_CELLS:
                raise UnreadableTable(
                    f"a sheet has more than {MOST_CELLS:,} cells, or rows that reach so far",
                    "copy the rows that matter into a new workbook",
                )
            yield number, row


def _formulas_in(sheet: Any) -> set[CellPlace]:
    return {
        CellPlace(number, column)
        for number, row in _counted(sheet)
        for column, cell in enumerate(row)
        if cell.data_type == "f"
    }


def _rows(
    sheet: Any, formulas: set[CellPlace], most_rows: int
) -> tuple[list[TableRow], Mapping[CellPlace, Trouble]]:
    rows: list[TableRow] = []
    faults: dict[CellPlace, Trouble] = {}
    for number, row in _counted(sheet):
        cells = []
        faulty = len(faults)
        for column, cell in enumerate(row):
            place = CellPlace(number, column)
            text = ""
            if cell.value is None:
                if place in formulas:
                    faults[place] = _NO_VALUE
            elif cell.data_type == "e":
                faults[place] = Trouble(
                    f"'{cell.value}' is an error of the spreadsheet", "mend the formula"
                )
            else:
                text = as_meant(_text(cell))
            if text and column >= MOST_COLUMNS:
                raise UnreadableTable(
                    f"cell {letters(column)}{number + 1} holds something, far from any table",
                    "delete it, or move it beside the others",
                )
            if len(text) > LONGEST_CELL:
                raise UnreadableTable(
                    f"cell {letters(column)}{number + 1} has more than {LONGEST_CELL:,} characters",
                    "shorten it",
                )
            cells.append(text)
        if any(text.strip() for text in cells) or len(faults) > faulty:
            last = max((c for c, text in enumerate(cells) if text), default=-1)
            refuse_beyond(len(rows) + 1, 0, most_rows)
            rows.append(TableRow(number, tuple(cells[: last + 1])))
    return rows, faults


def _text(cell: Any) -> str:
    """What a cell says, as a map would write it."""
    value = cell.value
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        day, clock = value.date().isoformat(), value.strftime("%H:%M")
        return day if clock == "00:00" else f"{day} {clock}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if isinstance(value, timedelta):
        minutes = round(value.total_seconds() / 60)
        return f"{minutes // 60}h {minutes % 60}m" if minutes % 60 else f"{minutes // 60}h"
    if isinstance(value, int | float):
        if "%" in str(cell.number_format or ""):  # looked up for each cell, which takes its time
            return f"{_number(value * 100)}%"
        return _number(value)
    return _BREAKS.sub("\n", str(value))


def _number(value: float) -> str:
    """A number with the fifteen digits that Excel shows, and no exponent."""
    said = format(value, ".15g")
    return format(float(said), "f").rstrip("0").rstrip(".") if "e" in said else said


def _merged(archive: ZipFile, part: str) -> list[tuple[int, int, int]]:
    """Ranges of merged cells as their column, first and last row, from 0; those of several rows."""
    found = []
    for match in _MERGED.finditer(_part(archive, part.lstrip("/"))):
        first, last = int(match[2]) - 1, int(match[4]) - 1
        if first < last:
            found.append((_column(match[1].decode()), first, last))
        if len(found) > MOST_MERGED:
            raise UnreadableTable(
                f"a sheet has more than {MOST_MERGED:,} merged cells", "copy its text alone"
            )
    return found


def _column(named: str) -> int:
    number = 0
    for letter in named:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _spread(rows: list[TableRow], merged: list[tuple[int, int, int]]) -> list[TableRow]:
    """The rows, with what stands in a merged cell in each of the rows that it covers."""
    if not merged:
        return rows
    place = {row.number: at for at, row in enumerate(rows)}
    cells = [list(row.cells) for row in rows]
    for column, first, last in merged:
        if first not in place or not (text := rows[place[first]].at(column)):
            continue
        for at in range(place[first] + 1, len(rows)):
            if rows[at].number > last:
                break
            cells[at] += [""] * (column + 1 - len(cells[at]))
            cells[at][column] = cells[at][column] or text
    return [row._replace(cells=tuple(own)) for row, own in zip(rows, cells, strict=True)]


def _in_a_line(error: BaseException) -> str:
    return " ".join(str(error).split())[:120] or type(error).__name__
