"""The form of a sheet that a customer fills in: what stands in its first row, and what a column is.

Both stand in words that no language changes, so that a sheet is known again whoever moved its rows
and columns, and whichever program saved it.
"""

import re
from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from servicemap.loading.cells import CellPlace, CellText

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


def first_row(origin: SheetOrigin) -> list[str]:
    """The cells of the first row, each of which says by itself what it is."""
    said = [f"{key}: {text}" for key, text in origin._asdict().items()]
    return [f"servicemap sheet {VERSION}", *said]


def version_in(cells: Iterable[str]) -> int | None:
    """The version of the form by its first row; None for any other table."""
    marks = filter(None, (_MARK.fullmatch(text.strip()) for text in cells))
    return next((int(mark[1]) for mark in marks), None)


def origin_in(cells: Iterable[str], row: int) -> dict[str, CellText]:
    """What the first row, whose number it is, says of where a sheet comes from, by key."""
    found = {}
    for column, text in enumerate(cells):
        key, colon, said = text.partition(":")
        if colon and key.strip().casefold() in SheetOrigin._fields:
            found[key.strip().casefold()] = CellText(said.strip(), CellPlace(row, column))
    return found
