"""Which sheet of a workbook is meant, and what shape it has."""

from collections import Counter
from enum import StrEnum
from typing import NamedTuple

from servicemap.errors import UnreadableTable
from servicemap.importing.heads import Headed, headed
from servicemap.importing.matrices import CrossTable, crossed
from servicemap.importing.raci import Assigned, assigned
from servicemap.importing.sheet_columns import column_for
from servicemap.importing.sipoc import Processed, processed
from servicemap.importing.tables import FIRST_ROWS, Table
from servicemap.loading.cells import CellPlace
from servicemap.loading.yaml.problems import quoted
from servicemap.slugs import slug
from servicemap.spelling import did_you_mean
from servicemap.wording.headings import heading_for
from servicemap.wording.lists import listed


class SheetShape(StrEnum):
    """How a sheet says who relies on whom."""

    ROWS = "rows"
    MATRIX = "matrix"
    RACI = "raci"
    SIPOC = "sipoc"


class SheetChoices(NamedTuple):
    """What somebody said of a spreadsheet; empty where it is to be found out."""

    sheet: str = ""
    shape: str = ""
    title: str = ""
    language: str = ""
    turned: bool = False
    without: frozenset[CellPlace] = frozenset()
    """Cells that are read as if they were empty."""


class FoundShape(NamedTuple):
    """A shape, and where in the sheet it stands."""

    shape: SheetShape
    where: Headed | CrossTable | Assigned | Processed


def chosen_among(
    tables: tuple[Table, ...], wanted: SheetChoices
) -> tuple[Table, FoundShape | None, tuple[str, ...]]:
    """The sheet that is meant, its shape, and what is to be told of the choice."""
    names = [table.name for table in tables]
    if wanted.sheet:
        for table in tables:
            if slug(table.name) == slug(wanted.sheet) and (table.name or len(tables) == 1):
                return table, shape_of(table, wanted.shape), ()
        if not any(names):
            raise UnreadableTable("a text file holds one table alone", "leave out --sheet")
        raise UnreadableTable(
            f"there is no sheet {quoted(wanted.sheet)}",
            did_you_mean(wanted.sheet, names) or f"the sheets are {listed(names, 12)}",
        )
    shown = [table for table in tables if not table.hidden and table.rows]
    hidden = [table.name for table in tables if table.hidden]
    if not shown:
        raise UnreadableTable(
            "all its sheets are empty"
            if not hidden
            else "all sheets that are not hidden are empty",
            f"--sheet {_typed(hidden[0])} reads a hidden one" if hidden else "save it again",
        )
    shapes = {table.name: shape_of(table, wanted.shape) for table in shown}
    readable = [table for table in shown if shapes[table.name] is not None]
    if len(readable) > 1:
        raise UnreadableTable(
            f"{len(readable)} of its sheets say who relies on whom:"
            f" {listed([quoted(one.name) for one in readable], 12)}",
            f"say which: --sheet {_typed(readable[0].name)}; each of the others can follow into the"
            " map that it makes: --into",
        )
    table = (readable or shown)[0]
    if not readable and len(shown) > 1:
        raise UnreadableTable(
            f"none of its sheets ({listed([t.name for t in shown], 6)}) says who relies on whom",
            _what_to_write(shown[0]),
        )
    left = [one.name for one in tables if one is not table and one.rows]
    told = [f"sheet {quoted(table.name)}"] if table.name and len(tables) > 1 else []
    if told and left:
        were = "was" if len(left) == 1 else "were"
        told[0] += f"; {listed([quoted(one) for one in left], 6)} {were} not read"
        if secret := [quoted(one) for one in hidden if one in left]:
            told[0] += f" (hidden: {listed(secret, 6)})"
    return table, shapes[table.name], tuple(told)


def _typed(name: str) -> str:
    return f'"{name}"' if not name.isalnum() else name


def shape_of(table: Table, shape: str) -> FoundShape | None:
    """What shape a table has: the one that somebody says, else the one that it can only be."""
    if shape == SheetShape.MATRIX:
        cross = crossed(table)
        return FoundShape(SheetShape.MATRIX, cross) if cross else None
    finders = (
        (SheetShape.RACI, assigned),
        (SheetShape.MATRIX, _certain_matrix),
        (SheetShape.SIPOC, processed),
        (SheetShape.ROWS, headed),
        (SheetShape.MATRIX, _marked_matrix),
    )
    for name, find in finders:
        if shape in {"", name} and (where := find(table)) is not None:
            return FoundShape(name, where)
    return None


def _certain_matrix(table: Table) -> CrossTable | None:
    found = crossed(table)
    return found if found and found.certain else None


def _marked_matrix(table: Table) -> CrossTable | None:
    found = crossed(table)
    # One name in common is no more than a row that hands on what another began.
    return found if found and (found.marked or found.shared > 1) else None


def _what_to_write(table: Table) -> str:
    """The cure for headings that nobody knows, in the language of those beside them."""
    cells = [text for row in table.rows[:FIRST_ROWS] for text in row.cells]
    known = Counter(found.language for text in cells if (found := column_for(text)))
    language = next((one for one, _ in known.most_common(1)), "en")
    provider, customer = (heading_for(key, language) for key in ("provider", "customer"))
    choice = "" if language == "en" else f" --language {language}"
    return (
        f"head one column with {provider} and one with {customer}, or fill in a template:"
        f" servicemap import --template deliveries.xlsx{choice}"
    )


def no_table(table: Table, shape: str) -> UnreadableTable:
    """What to say of a table in which nobody relies on anybody."""
    known = max(
        table.rows[:30], key=lambda row: sum(bool(column_for(t)) for t in row.cells), default=None
    )
    seen = [t.strip() for t in known.cells if t.strip()][:8] if known else []
    if not seen or len(seen) == 1:
        said = "this is no table: no row has a provider and a customer in it"
    else:
        said = (
            f"row {known.number + 1} is headed {listed([quoted(t) for t in seen], 8)}, and"
            if known
            else ""
        )
        said += " no two columns say who delivers and who gets it"
    if shape:
        said = f"no sheet of the shape '{shape}' is in it; {said}"
    return UnreadableTable(said, _what_to_write(table))
