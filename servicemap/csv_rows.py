"""Rows as CSV that spreadsheets open by a double click."""

import csv
from collections.abc import Iterable, Sequence
from io import BytesIO, TextIOWrapper

from servicemap.importing.tables import defused
from servicemap.wording.phrases import DECIMAL_COMMA

BYTE_ORDER_MARK = "\ufeff"
"""By which Excel knows that a file is in UTF-8."""


def as_csv(rows: Iterable[Sequence[str]], separator: str = ",") -> bytes:
    """The rows in UTF-8 with a byte-order mark, every cell in quotation marks and none a formula.

    In quotation marks a cell stays one where somebody's Excel parts cells by another sign.
    """
    content = BytesIO()
    text = TextIOWrapper(content, "utf-8", "replace", newline="")
    text.write(BYTE_ORDER_MARK)
    writer = csv.writer(text, delimiter=separator, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    for row in rows:
        writer.writerow([defused(cell) for cell in row])
    text.flush()
    return content.getvalue()


def separator_for(language: str) -> str:
    """What parts cells in the CSV that Excel writes where that language is spoken."""
    return ";" if language in DECIMAL_COMMA else ","
