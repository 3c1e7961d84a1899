"""The form of a sheet that a customer fills in: the stamp in its first row, and what a column is.

Both stand in words that no language changes, so that a sheet is known again whoever moved its rows
and columns, and whichever program saved it.
"""

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from servicemap.importing.tables import FIRST_ROWS, TableRow
from servicemap.loading.cells import CellPlace

VERSION = 1
_MARK = re.compile(r"servicemap\s+sheet\s+([0-9]{1,9})", re.IGNORECASE)


class AnswerColumn(StrEnum):
    """What a column of answers is called, below its heading."""

    KEY = "key"
    SCORE = "score"
    SAYS = "says"
    STILL_TRUE = "still true"
    EXPECTS = "expects"
    WANTS = "wants"


class SheetOrigin(NamedTuple):
    """Where a sheet comes from: which map, by its title and folder, when, and who asks."""

    map: str
    folder: str
    day: str
    asks: str


class SheetStamp(NamedTuple):
    """The cell in one of the first rows that says where a sheet comes from: the form's version, by
    key what it says, and the cell.
    """

    version: int
    said: Mapping[str, str]
    place: CellPlace

    @property
    def origin(self) -> SheetOrigin:
        """What it says, empty where it says nothing."""
        return SheetOrigin(**{key: self.said.get(key, "") for key in SheetOrigin._fields})


def stamp_of(origin: SheetOrigin) -> str:
    """The words of a stamp: all in one cell, so that no column can be deleted that holds a part."""
    said = [f"{key}: {text}" for key, text in origin._asdict().items()]
    return "\n".join([f"servicemap sheet {VERSION}", *said])


def stamp_in(rows: Sequence[TableRow]) -> SheetStamp | None:
    """The stamp of a sheet, above which somebody may have put rows of their own; None for any other
    table.
    """
    for row in rows[:FIRST_ROWS]:
        for column, cell in enumerate(row.cells):
            mark, *lines = (line.strip() for line in cell.strip().split("\n"))
            if found := _MARK.fullmatch(mark):
                parted = (line.partition(":") for line in lines)
                said = {key.strip().casefold(): text.strip() for key, _, text in parted}
                return SheetStamp(int(found[1]), said, CellPlace(row.number, column))
    return None
