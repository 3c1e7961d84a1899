"""From the bytes of a file to its tables, whatever its name says it is."""

from collections.abc import Callable
from typing import NamedTuple

from servicemap.errors import UnreadableTable
from servicemap.importing.archives import is_archive
from servicemap.importing.csv_files import Known, read_csv
from servicemap.importing.sheet_columns import known_headings
from servicemap.importing.tables import MOST_ROWS, Table
from servicemap.importing.workbooks import read_workbook
from servicemap.loading.yaml.texts import without_refused
from servicemap.plurals import several
from servicemap.wording.lists import listed

_OTHERS = (
    (b"%PDF", "this is a PDF file"),
    (b"\x89PNG", "this is a picture"),
    (b"\xff\xd8\xff", "this is a picture"),
    (b"GIF8", "this is a picture"),
    (b"\x1f\x8b", "this is a compressed file"),
    (b"{\\rtf", "this is a document of a word processor"),
)
_PAGES = (b"<!doctype html", b"<html", b"<table", b"<?xml", b"<script")


class TableReader(NamedTuple):
    """A form in which tables come: the ending that people know it by, which counts for nothing.

    `begins` says of the bytes of a file whether they are of this form; `read` makes their tables,
    and raises UnreadableTable where they are not.
    """

    ending: str
    begins: Callable[[bytes], bool]
    read: Callable[[bytes, Known, int], tuple[Table, ...]]


def _text(content: bytes, known: Known, most_rows: int) -> tuple[Table, ...]:
    """The one table of a text file, unless what stands there is plainly something else."""
    for beginning, what in _OTHERS:
        if content.startswith(beginning):
            raise UnreadableTable(what, "copy its table into a spreadsheet, and save that")
    if content.lstrip(b"\xef\xbb\xbf \t\r\n")[:20].lower().startswith(_PAGES):
        raise UnreadableTable(
            "this is a page of the web, or XML, that is only called a spreadsheet",
            "open it in Excel and save it as .xlsx",
        )
    if not content.strip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0,;"):
        raise UnreadableTable("nothing stands in this file", "save the spreadsheet again")
    return (read_csv(content, known, most_rows),)


READERS = (
    TableReader(".xlsx", is_archive, lambda content, _, most: read_workbook(content, most)),
    TableReader(".csv", lambda _: True, _text),
)
"""Every form in which tables are read. The first that a file is of counts; the last is any text."""

READ_ENDINGS = listed([reader.ending for reader in READERS], None, joined_by="or")
"""How people know these forms."""


def read_tables(
    content: bytes, known: Known = known_headings, most_rows: int = MOST_ROWS
) -> tuple[Table, ...]:
    """The sheets of a workbook, or the one table of a text file.

    `known` says which headings such a table has, by which a text file is told to be well read.
    Raises UnreadableTable where it is neither, and MissingExtra.
    """
    reader = next(reader for reader in READERS if reader.begins(content))
    return tuple(map(_clean, reader.read(content, known, most_rows)))


def _clean(table: Table) -> Table:
    """The table without characters that nobody sees and no map may hold."""
    rows, touched = [], 0
    for row in table.rows:
        cells = tuple(
            text if text.isascii() and text.isprintable() else without_refused(text)
            for text in row.cells
        )
        touched += sum(one != other for one, other in zip(cells, row.cells, strict=True))
        rows.append(row._replace(cells=cells))
    if not touched:
        return table
    said = f"characters that nobody sees were left out of {several(touched, 'cell')}"
    return table._replace(rows=tuple(rows), notes=(*table.notes, said))
