"""A spreadsheet as it comes off the disk: rows of text, and what stands in no cell as text."""

from collections.abc import Mapping
from typing import NamedTuple

from servicemap.loading.cells import CellPlace
from servicemap.troubles import Trouble

MOST_ROWS = 50_000
"""Rows with something in them that a table may have."""

FIRST_ROWS = 30
"""Rows with something in them among which is looked for what a table is."""

MOST_COLUMNS = 1_000
LONGEST_CELL = 32_767
"""Characters that Excel lets a cell have."""


class TableRow(NamedTuple):
    """A row with something in it. `number` counts from 0, empty rows too; cells begin at A."""

    number: int
    cells: tuple[str, ...]

    def at(self, column: int) -> str:
        """What stands in a column; nothing beyond the last."""
        return self.cells[column] if column < len(self.cells) else ""


class Table(NamedTuple):
    """One sheet.

    name           of the sheet; empty where a file holds only one
    faults         cells of which nobody can say what stands in them, and why
    decimal_comma  whether numbers are probably written 2,5 and thousands 1.000
    notes          what is to be told of how it was read
    """

    name: str
    rows: tuple[TableRow, ...]
    faults: Mapping[CellPlace, Trouble]
    decimal_comma: bool = False
    hidden: bool = False
    notes: tuple[str, ...] = ()


def with_empty(table: Table, places: frozenset[CellPlace]) -> Table:
    """The table with some of its cells empty."""
    if not places:
        return table
    rows = tuple(
        row._replace(
            cells=tuple(
                "" if CellPlace(row.number, n) in places else text
                for n, text in enumerate(row.cells)
            )
        )
        for row in table.rows
    )
    rows = tuple(row for row in rows if any(text.strip() for text in row.cells))
    faults = {place: trouble for place, trouble in table.faults.items() if place not in places}
    return table._replace(rows=rows, faults=faults)


def letters(column: int) -> str:
    """How a spreadsheet calls a column, counted from 0: `A`, `Z`, `AA`."""
    said = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        said = chr(ord("A") + rest) + said
    return said


DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
"""What a cell begins with that a spreadsheet may take for a formula."""

_BEFORE_FORMULAS = frozenset((*DANGEROUS, "'"))


def defused(text: str) -> str:
    """Text that no spreadsheet runs as a formula: an apostrophe before what looks like one."""
    if text[:1] not in _BEFORE_FORMULAS:  # as almost all of a million cells
        return text
    return f"'{text}" if text.lstrip("'").startswith(DANGEROUS) else text


def as_meant(text: str) -> str:
    """The text without the apostrophe that `defused` puts before it."""
    if text.startswith("'") and text.lstrip("'").startswith(DANGEROUS):
        return text[1:]
    return text
