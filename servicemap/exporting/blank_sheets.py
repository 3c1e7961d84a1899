"""A spreadsheet to fill in: headings, drop-downs, and an example of a few rows."""

from collections.abc import Sequence

from servicemap.exporting.csv_rows import as_csv, separator_for
from servicemap.exporting.excel import WorkbookSheet, as_workbook
from servicemap.importing.sheet_columns import (
    GROUP,
    GROUPS,
    ColumnOf,
    RowKey,
    SheetColumn,
    columns,
    heading,
)
from servicemap.loading.format.kinds import CHOICES, ValueKind
from servicemap.wording.catalogues import catalogue
from servicemap.wording.headings import heading_for

_SHOWN = (
    (ColumnOf.ROW, (RowKey.PROVIDER,)),
    (ColumnOf.ROW, (RowKey.SERVICE,)),
    (ColumnOf.ROW, (RowKey.CUSTOMER,)),
    (ColumnOf.SERVES, ("takes",)),
    (ColumnOf.SERVES, ("promise",)),
    (ColumnOf.RELIES_ON, ("expects",)),
    (ColumnOf.RELIES_ON, ("slack",)),
    (ColumnOf.SERVES, ("departs",)),
    (ColumnOf.PROVIDER, (GROUP,)),
    (ColumnOf.PROVIDER, ("department",)),
    (ColumnOf.PROVIDER, ("owner",)),
    (ColumnOf.CUSTOMER, (GROUP,)),
)
"""The columns of a template; whoever needs more finds them on its second sheet."""

_EXAMPLE = tuple(
    row.split("|")
    for row in (
        "Toy factory|Finished toys|Warehouse|9d|||||suppliers|||teams",
        "Warehouse|Stock for shelves|Stores|2d|Fri 12:00|Fri 12:00|4h|Thu 17:00|teams||Maria|teams",
        "Stores|Toys on the shelf|Shoppers|1d|||||teams|Retail||end_users",
    )
)
_RIGHT_TO_LEFT = frozenset({"ar"})


def template(ending: str, language: str) -> bytes:
    """An empty spreadsheet, `.xlsx`, or `.csv`, which holds its example. Raises MissingExtra."""
    by_place = {(column.of, column.path): column for column in columns()}
    shown = [by_place[place] for place in _SHOWN]
    headings = [heading(column, language) for column in shown]
    example = [
        [_word(text, column, language) for text, column in zip(row, shown, strict=True)]
        for row in _EXAMPLE
    ]
    if ending == ".csv":
        return as_csv([headings, *example], separator_for(language))
    names = {
        n
        for n, column in enumerate(shown)
        if column.path in {(RowKey.PROVIDER,), (RowKey.CUSTOMER,)}
    }
    first, second = sorted(names)
    deliveries = WorkbookSheet(
        heading_for("service", language),
        [headings],
        choices={
            n: words for n, column in enumerate(shown) if (words := _choices(column, language))
        },
        suggested={first: second, second: first},
        notes={n: _note(column) for n, column in enumerate(shown)},
        right_to_left=language in _RIGHT_TO_LEFT,
    )
    return as_workbook([deliveries, _explained(headings, example, shown, language)])


def _word(text: str, column: SheetColumn, language: str) -> str:
    return heading_for(text, language) if column.path == (GROUP,) and text else text


def _choices(column: SheetColumn, language: str) -> Sequence[str]:
    """The words that the cells of a column propose."""
    if column.path == (GROUP,):
        return [heading_for(group, language) for group in GROUPS]
    if column.kind is ValueKind.YES_NO:
        return [catalogue(language)["yes"], catalogue(language)["no"]]
    return CHOICES.get(column.kind, ()) if column.kind else ()


def _note(column: SheetColumn) -> str:
    return f"{column.about} For example: {column.example}" if column.example else column.about


def _explained(
    headings: Sequence[str],
    example: Sequence[Sequence[str]],
    shown: Sequence[SheetColumn],
    language: str,
) -> WorkbookSheet:
    """A sheet that turns the example on its side, so that no import takes it for deliveries."""
    rows = [["", "", "Example 1", "Example 2", "Example 3"]]
    rows += [
        [text, column.about, *(row[n] for row in example)]
        for n, (text, column) in enumerate(zip(headings, shown, strict=True))
    ]
    rows.append([])
    rows.append(["More columns", "Write one of these at the head of a column of your own."])
    rows += [
        [heading(column, language), column.about, column.example]
        for column in columns()
        if column not in shown
    ]
    return WorkbookSheet("Example", rows, right_to_left=language in _RIGHT_TO_LEFT)
