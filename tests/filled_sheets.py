"""Sheets of `ask`, filled in as somebody does who opens them in a spreadsheet."""

from collections.abc import Mapping
from datetime import datetime
from io import BytesIO

from openpyxl import load_workbook

Answers = Mapping[str, Mapping[str, str | int | float | datetime]]
"""The key of a row -> what a column is called -> what is typed there."""


def filled(content: bytes, answers: Answers) -> bytes:
    """The workbook with the answers in it."""
    book = load_workbook(BytesIO(content))
    sheet = book.worksheets[0]
    rows = list(sheet.iter_rows())
    heads = next(row for row in rows if any(cell.value == "key" for cell in row))
    columns = {str(cell.value): column for column, cell in enumerate(heads) if cell.value}
    for row in rows[rows.index(heads) + 1 :]:
        key = str(row[columns["key"]].value)
        for kind, value in answers.get(key, {}).items():
            cell = row[columns[kind]]
            cell.value = value
            if isinstance(value, str):
                cell.data_type = "s"  # what is typed into a cell of words is no formula
    written = BytesIO()
    book.save(written)
    return written.getvalue()
