"""A table without what only its readers on paper need: headings in two rows, and sums."""

from itertools import pairwise

from servicemap.importing.sheet_columns import column_for
from servicemap.importing.tables import FIRST_ROWS, Table, TableRow, with_empty
from servicemap.loading.cells import CellPlace
from servicemap.slugs import slug
from servicemap.wording.headings import chosen, meant_by
from servicemap.wording.lists import listed

_SOMEBODY = meant_by(("somebody",))
_SIGNS = "+-=(\u00b1~\u2248\u2211\u00d8\u20ac$\u00a3\u00a5 "
"""What may stand before the digits of a figure."""


def plain(table: Table) -> Table:
    """The table with its headings in one row, and no sums; its notes say what was done."""
    return _without_sums(_with_heads_in_one_row(table))


def _with_heads_in_one_row(table: Table) -> Table:
    """`Provider` across two columns with `Name` and `Department` below: `Provider: Department`."""
    for at, (upper, lower) in enumerate(pairwise(table.rows[:FIRST_ROWS])):
        if lower.number == upper.number + 1 and _heads_several(upper) and _only_heads(lower, upper):
            rows = (*table.rows[:at], _joined(upper, lower), *table.rows[at + 2 :])
            said = f"rows {upper.number + 1} and {lower.number + 1} were read as one of headings"
            return table._replace(rows=rows, notes=(*table.notes, said))
    return table


def _heads_several(row: TableRow) -> bool:
    """Whether it says more than a title does, and a heading with it."""
    texts = [text for text in row.cells if text.strip()]
    return len(texts) > 1 and any(map(column_for, texts))


def _only_heads(row: TableRow, above: TableRow) -> bool:
    # A cell that is merged with the one above says the same.
    own = [text for n, text in enumerate(row.cells) if text.strip() and text != above.at(n)]
    return len(own) > 1 and all(slug(text) in _SOMEBODY or column_for(text) for text in own)


def _joined(upper: TableRow, lower: TableRow) -> TableRow:
    cells = []
    above = ""
    for n in range(max(len(upper.cells), len(lower.cells))):
        above = upper.at(n).strip() or above  # a heading of several columns stands in the first
        cells.append(_heading(above if lower.at(n).strip() else upper.at(n), lower.at(n)))
    return TableRow(lower.number, tuple(cells))


def _heading(above: str, below: str) -> str:
    """What both say; a `Name` is that of who stands above, and other keys may need nobody."""
    if not below.strip() or (slug(below) in _SOMEBODY and column_for(above)):
        return above
    both = f"{above}: {below}"
    return both if column_for(both) and slug(above) != slug(below) else below


def _without_sums(table: Table) -> Table:
    sums = [row for row in table.rows if _sums_up(row)]
    if not sums:
        return table
    places = {CellPlace(row.number, n) for row in sums for n in range(len(row.cells))}
    places |= {place for place in table.faults if place.row in {row.number for row in sums}}
    numbers = listed([str(row.number + 1) for row in sums], 6)
    said = f"sums were not read: row{'s' if len(sums) > 1 else ''} {numbers}"
    return with_empty(table, frozenset(places))._replace(notes=(*table.notes, said))


def _sums_up(row: TableRow) -> bool:
    """Whether it is called a total and holds figures; a team may be called so, and deliver."""
    texts = [text.strip() for text in row.cells if text.strip()]
    if not texts or chosen(texts[0], ("total",)) is None:
        return False
    return all(text.lstrip(_SIGNS)[:1].isdigit() for text in texts[1:])
