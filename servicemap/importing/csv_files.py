"""Text files of rows: which characters, which separator, and then the rows.

Nothing in a CSV file says how it was written. What is tried is held against the headings that are
known, in any language: a guess by which more of them can be read is the better one.
"""

import csv
import re
from collections.abc import Callable, Iterable, Iterator
from io import StringIO

from servicemap.errors import UnreadableTable
from servicemap.importing.tables import (
    LONGEST_CELL,
    MOST_COLUMNS,
    MOST_ROWS,
    Table,
    TableRow,
    as_meant,
)

SEPARATORS = (",", ";", "\t", "|")
CODE_PAGES = ("cp1252", "cp932", "gb18030", "cp1256")
"""What Excel writes where it writes no Unicode: in the west, in Japan, China, Arab countries."""

_NAMES = {
    "cp1252": "Windows-1252",
    "cp932": "Shift-JIS",
    "gb18030": "GB 18030",
    "cp1256": "Windows-1256",
}
_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_LOOKED_AT = 50
"""Rows from which the separator is guessed."""

Known = Callable[[Iterable[str]], int]
"""How many of some texts are headings that are known."""


def read_csv(content: bytes, known: Known, most_rows: int = MOST_ROWS) -> Table:
    """The rows of a text file. Raises UnreadableTable."""
    text, notes = _decoded(content, known)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    first, _, rest = text.partition("\n")
    said = re.fullmatch(r'"?sep=(.)"?[,;\t|]*', first.strip(" "), re.IGNORECASE)
    separator = said[1] if said else ""
    if said:
        text = rest  # Excel does not count this line either
    separator = separator or _separator_of(text, known)
    rows = tuple(_rows_of(text, separator, most_rows))
    comma = separator != "," and _has_decimal_commas(rows)
    return Table("", rows, {}, decimal_comma=comma or separator == ";", notes=notes)


def _decoded(content: bytes, known: Known) -> tuple[str, tuple[str, ...]]:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, "replace"), ()
    for at, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        # Most of a table in any language is separators, digits and line ends.
        zeros = content[at : 2 * _LOOKED_AT : 2].count(0)
        if zeros * 4 > min(len(content), 2 * _LOOKED_AT) and len(content) > 3:
            return content.decode(encoding, "replace"), ()
    if b"\0" in content:
        raise UnreadableTable(
            "this is neither a spreadsheet nor text", "save it as .xlsx, or as CSV in UTF-8"
        )
    try:
        return content.decode("utf-8"), ()
    except UnicodeDecodeError:
        pass
    tried = []
    for place, encoding in enumerate(CODE_PAGES):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        cells = re.split(r"[\n\r,;\t|]", text[:20_000])
        tried.append((-known(cell.strip(' "') for cell in cells), place, text))
    if not tried:
        text = content.decode("cp1252", "replace")
        return text, ("some of its characters are in no known encoding: save it as CSV in UTF-8",)
    _, place, text = min(tried)
    return text, (f"it is not in UTF-8, and was read as {_NAMES[CODE_PAGES[place]]}",)


def _separator_of(text: str, known: Known) -> str:
    """What parts the cells: that by which most headings are known, else most rows have as many."""

    def told_by(separator: str) -> tuple[int, int, int]:
        rows = []
        try:
            for _, row in zip(range(_LOOKED_AT), _read(text, separator), strict=False):
                rows.append(row)
        except csv.Error:
            pass
        widths = [len(row) for row in rows if any(row)]
        usual = max(set(widths), key=lambda width: (widths.count(width), width), default=1)
        headings = max((known(row) for row in rows), default=0)
        return headings if usual > 1 else 0, usual > 1 and widths.count(usual), usual

    return max(SEPARATORS, key=told_by)


def _rows_of(text: str, separator: str, most_rows: int) -> Iterator[TableRow]:
    number, kept = -1, 0
    try:
        for number, row in enumerate(_read(text, separator)):
            if not any(cell.strip() for cell in row):
                continue
            kept += 1
            refuse_beyond(kept, len(row), most_rows)
            if any(len(cell) > LONGEST_CELL for cell in row):
                raise UnreadableTable(
                    f"row {number + 1}: a cell has more than {LONGEST_CELL:,} characters",
                    "a quotation mark is probably not closed there",
                )
            yield TableRow(number, tuple(as_meant(cell) for cell in row))
    except csv.Error as error:
        raise UnreadableTable(
            f"row {number + 2}: {str(error).rstrip('.')}",
            "a quotation mark in a cell is written twice, and the cell in quotation marks",
        ) from None


def _read(text: str, separator: str) -> Iterator[list[str]]:
    return csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)


def refuse_beyond(rows: int, columns: int, most_rows: int) -> None:
    """Raises UnreadableTable where there is more than anybody can mean by such a table."""
    if rows > most_rows:
        raise UnreadableTable(
            f"it has more than {most_rows:,} rows with something in them",
            "keep one row for each delivery, and take away the rest",
        )
    if columns > MOST_COLUMNS:
        raise UnreadableTable(
            f"it has a row of more than {MOST_COLUMNS:,} columns",
            "keep the columns that say who relies on whom, and take away the rest",
        )


def _has_decimal_commas(rows: tuple[TableRow, ...]) -> bool:
    return any(
        re.match(r"\s*[0-9]+,[0-9]{1,2}\b", cell) for row in rows[:1000] for cell in row.cells
    )
