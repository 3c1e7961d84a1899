"""A matrix: a name at the head of each row and of each column, and what is between them in cells.

Who heads a row relies on who heads the column; a cell says for what, or has only a mark.
"""

from typing import NamedTuple

from servicemap.importing.cell_values import is_mark, names_in, says_nothing
from servicemap.importing.parties_and_deliveries import Gathering
from servicemap.importing.sheet_records import DeliveryRecord
from servicemap.importing.tables import FIRST_ROWS, Table, letters
from servicemap.loading.cells import CellPlace, CellText
from servicemap.slugs import slug
from servicemap.wording.headings import chosen

LOOKED_AT = 1_000
"""Rows by which a matrix is known."""


class CrossTable(NamedTuple):
    """Where a matrix stands: the place of its head among the rows, its first column, its columns.

    `shared` counts the names that head a row and a column; `marked` says that its cells hold marks.
    """

    head: int
    first: int
    columns: tuple[int, ...]
    shared: int
    marked: bool

    @property
    def certain(self) -> bool:
        """Whether it can be nothing else: most who head a column head a row as well."""
        return self.shared >= 2 and 2 * self.shared >= len(self.columns)


def crossed(table: Table) -> CrossTable | None:
    """The matrix in a table, if it can be one: that whose rows and columns share most names."""
    found = [tried for at in range(min(FIRST_ROWS, len(table.rows))) if (tried := _at(table, at))]
    return max(found, key=lambda one: (one.shared, -one.head), default=None)


def _at(table: Table, at: int) -> CrossTable | None:
    below = table.rows[at + 1 : at + LOOKED_AT]
    head = table.rows[at]
    first = next((n for n in range(3) if any(row.at(n).strip() for row in below)), None)
    if first is None:
        return None
    columns = tuple(
        n
        for n, text in enumerate(head.cells)
        if n > first and slug(text) and len(text) < 80 and not chosen(text, ("total",))
    )
    names = {slug(row.at(first)) for row in below} - {""}
    if len(columns) < 2 or len(names) < 2:
        return None
    shared = len({slug(head.at(n)) for n in columns} & names)
    cells = [text for row in below for n in columns if (text := row.at(n).strip())]
    marked = bool(cells) and all(_only_marks(text) or says_nothing(text) for text in cells)
    return CrossTable(at, first, columns, shared, marked)


def _only_marks(text: str) -> bool:
    """Whether a cell does not say for what: it has a mark, or a figure of how much."""
    return is_mark(text) or text.isdecimal()


def read_matrix(
    table: Table, cross: CrossTable, found: Gathering, *, turned: bool = False
) -> tuple[str, ...]:
    """Gather what the cells say; `turned`: who heads a column relies on who heads the row."""
    head = table.rows[cross.head]
    heads = {
        n: CellText(" ".join(head.at(n).split()), CellPlace(head.number, n)) for n in cross.columns
    }
    for name in heads.values():
        found.party(name)
    for row in table.rows[cross.head + 1 :]:
        said = " ".join(row.at(cross.first).split())
        name = CellText(said, CellPlace(row.number, cross.first))
        if not slug(said):
            if said or any(row.at(n).strip() for n in cross.columns):
                found.tell(name.place, "rows without a name were not read")
            continue
        found.party(name)
        for n, other in heads.items():
            place = CellPlace(row.number, n)
            if trouble := table.faults.get(place):
                found.refuse("SM006", trouble.message, place, trouble.hint)
            text = row.at(n).strip()
            if says_nothing(text) or slug(said) == slug(other.text):
                continue
            provider, customer = (name, other) if turned else (other, name)
            services = (
                [None] if _only_marks(text) else [CellText(one, place) for one in names_in(text)]
            )
            for service in services:
                found.deliver(
                    DeliveryRecord(provider._replace(place=place), customer, service, None, {})
                )
    return _told(cross, turned=turned)


def _told(cross: CrossTable, *, turned: bool) -> tuple[str, ...]:
    columns = f"{letters(cross.columns[0])} to {letters(cross.columns[-1])}"
    row, column = "who heads a row", f"who heads a column ({columns})"
    customer, provider = (column, row) if turned else (row, column)
    told = [f"a matrix: {customer} relies on {provider}, for what stands in the cell"]
    if not turned:
        told.append("if it is meant the other way round: --turned")
    return tuple(told)
