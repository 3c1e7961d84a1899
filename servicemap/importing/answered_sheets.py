"""Sheets that customers filled in: what each row answers, and what of it cannot be read."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, NamedTuple

from servicemap.errors import UnreadableTable
from servicemap.findings import Finding
from servicemap.importing.answer_form import (
    VERSION,
    AnswerColumn,
    SheetOrigin,
    SheetStamp,
    stamp_in,
)
from servicemap.importing.cell_values import CellContext, is_unsaid, said_in
from servicemap.importing.tables import Table, TableRow, letters
from servicemap.loading.cells import CellPlace, CellText, in_cell
from servicemap.loading.format.kinds import ValueKind
from servicemap.loading.values.dates_and_times import day, due
from servicemap.loading.values.plain_values import score, yes_no
from servicemap.loading.yaml.nodes import Scalar
from servicemap.loading.yaml.problems import Problems, quoted

_PARTS_OF_A_KEY = " > "


def _as_it_stands(node: Scalar, _problems: Problems, _key: str) -> str:
    """Words, whatever they are: `null` is what somebody said."""
    return node.value


_READ: dict[AnswerColumn, tuple[ValueKind, Callable[[Scalar, Problems, str], Any]]] = {
    AnswerColumn.SCORE: (ValueKind.SCORE, score),
    AnswerColumn.SAYS: (ValueKind.TEXT, _as_it_stands),
    AnswerColumn.STILL_TRUE: (ValueKind.YES_NO, yes_no),
    AnswerColumn.EXPECTS: (ValueKind.DUE, due),
    AnswerColumn.WANTS: (ValueKind.TEXT, _as_it_stands),
}


class Answer(NamedTuple):
    """What one cell answers: the text as a map would write it, what that means, and the cell."""

    said: str
    value: Any
    place: CellPlace


class AnsweredRow(NamedTuple):
    """The answers of one row, as far as there are any; `key` is that of a delivery."""

    key: CellText
    score: Answer | None
    says: Answer | None
    still_true: Answer | None
    expects: Answer | None
    wants: Answer | None

    @property
    def answers(self) -> tuple[tuple[str, Any] | None, ...]:
        """What it says, wherever it stands."""
        return tuple(one and (one.said, one.value) for one in self[1:])


class AnsweredSheet(NamedTuple):
    """One filled-in copy.

    file     what the file is called, and the sheet in it where there are several
    origin   where it comes from, as its stamp says
    day      on which it was handed out, if that can be read
    rows     those with answers, in their order
    keyless  rows with answers that say of nothing what they answer
    wrong    the cells that cannot be read as meant
    """

    file: str
    origin: SheetOrigin
    day: date | None
    rows: tuple[AnsweredRow, ...]
    keyless: tuple[CellPlace, ...]
    wrong: tuple[Finding, ...]


def read_answers(tables: Sequence[Table], file: str) -> tuple[AnsweredSheet, ...]:
    """The filled-in sheets among all tables of a file; none where it is any other spreadsheet.

    Raises UnreadableTable where the columns of a sheet are not to be found, or its stamp.
    """
    return tuple(
        _sheet(table, stamp, f"{file}, sheet {quoted(table.name)}" if len(tables) > 1 else file)
        for table in tables
        if (stamp := _stamp_of(table)) is not None
    )


def _stamp_of(table: Table) -> SheetStamp | None:
    """The stamp of a sheet of answers; None where a table is none.

    Raises UnreadableTable for one that has lost it.
    """
    stamp = stamp_in(table.rows)
    if stamp is None and (heads := _columns_in(table)) is not None:
        key = heads.columns[AnswerColumn.KEY]
        if any(_PARTS_OF_A_KEY in row.at(key) for row in table.rows):
            raise UnreadableTable(
                "this was a sheet of answers, and the cell is gone that says of which map and of"
                " which day: servicemap sheet, map, folder, day",
                "copy that cell from another sheet of that day into the first row, or the answers"
                " into a new sheet: servicemap ask makes one",
            )
    return stamp


def _sheet(table: Table, stamp: SheetStamp, file: str) -> AnsweredSheet:
    if stamp.version != VERSION:
        raise UnreadableTable(
            f"this sheet is of a form that is not known here: servicemap sheet {stamp.version}",
            "read it with the servicemap that made it, or a newer one",
        )
    problems = Problems(file)
    heads = _columns(table)
    rows: list[AnsweredRow] = []
    keyless: list[CellPlace] = []
    reading = _AnswerReader(table, heads.columns, problems)
    for row in table.rows:
        if row.number not in {heads.row, stamp.place.row} and (found := reading.row(row)):
            # Headings stand above, and have no key either.
            if _PARTS_OF_A_KEY in found.key.text:
                rows.append(found)
            elif row.number > heads.row:
                keyless.append(CellPlace(row.number, found.key.place.column))
    return AnsweredSheet(
        file,
        stamp.origin,
        _day(stamp, problems),
        tuple(rows),
        tuple(keyless),
        tuple(problems.findings),
    )


class _Columns(NamedTuple):
    """The row that says what each column is, by its number, and the columns."""

    row: int
    columns: dict[AnswerColumn, int]


def _columns(table: Table) -> _Columns:
    heads = _columns_in(table)
    if heads is None:
        raise UnreadableTable(
            "the line below the headings is gone that calls each column: key, score, says ...",
            "copy the answers into a new sheet: servicemap ask makes one",
        )
    return heads


def _columns_in(table: Table) -> _Columns | None:
    for row in table.rows:
        named = [
            (AnswerColumn(said), column)
            for column, cell in enumerate(row.cells)
            if (said := cell.strip().casefold()) in set(AnswerColumn)
        ]
        columns = dict(named)
        if AnswerColumn.KEY not in columns or len(columns) < 2:
            continue
        for kind in columns:
            twice = [f"{letters(n)}{row.number + 1}" for one, n in named if one is kind]
            if len(twice) > 1:
                raise UnreadableTable(
                    f"two columns are called {quoted(kind)}: {' and '.join(twice)}",
                    "delete the one that was copied",
                )
        return _Columns(row.number, columns)
    return None


class _AnswerReader:
    """Reads the rows of one table."""

    def __init__(self, table: Table, columns: dict[AnswerColumn, int], problems: Problems) -> None:
        self._table, self._columns, self._problems = table, columns, problems
        self._context = CellContext(table.decimal_comma, lambda _: False, lambda *_: None)

    def row(self, row: TableRow) -> AnsweredRow | None:
        """The answers of a row; None where it has none."""
        column = self._columns[AnswerColumn.KEY]
        key = CellText(" ".join(row.at(column).split()), CellPlace(row.number, column))
        # What is wrong with a row is told only where it is one of ours.
        ours = _PARTS_OF_A_KEY in key.text
        problems = self._problems if ours else Problems("")
        found = [self._answer(row, kind, problems) for kind in _READ]
        return AnsweredRow(key, *found) if any(found) else None

    def _answer(self, row: TableRow, kind: AnswerColumn, problems: Problems) -> Answer | None:
        if kind not in self._columns:
            return None
        place = CellPlace(row.number, self._columns[kind])
        if fault := self._table.faults.get(place):
            problems.add("SM006", fault.message, in_cell("", place), fault.hint)
            return None
        form, reader = _READ[kind]
        said = said_in(row.at(place.column), form, "", place, self._context)
        if said is None or (isinstance(said, CellText) and is_unsaid(said.text)):
            return None
        if not isinstance(said, CellText):
            message = f"{quoted(row.at(place.column))} is more than one answer"
            problems.add("SM006", message, in_cell("", place), "write one")
            return None
        value = reader(in_cell(said.text, place), problems, kind)
        return None if value is None else Answer(said.text, value, place)


def _day(stamp: SheetStamp, problems: Problems) -> date | None:
    """The day of a sheet, as its stamp says."""
    place, said = stamp.place, stamp.origin.day
    if not said:
        problems.add(
            "SM006",
            "nothing says on which day this was asked",
            in_cell("", place),
            "write it on a line of its own in this cell: day: 2027-02-01",
        )
        return None
    context = CellContext(decimal_comma=False, is_known=lambda _: False, tell=lambda *_: None)
    written = said_in(said, ValueKind.DATE, "", place, context)
    node = in_cell(written.text if isinstance(written, CellText) else said, place)
    found: date | None = day(node, problems, "day")
    return found
