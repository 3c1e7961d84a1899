"""A spreadsheet to fill in: headings, drop-downs, and an example of a few rows."""

from collections.abc import Sequence

from servicemap.csv_rows import as_csv, separator_for
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
from servicemap.wording.blank_sheet_words import TemplateWords
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
        "{0}|{1}|{2}|9d|||||suppliers|||teams",
        "{2}|{3}|{4}|2d|Fri 12:00|Fri 12:00|4h|Thu 17:00|teams||Maria|teams",
        "{4}|{5}|{6}|1d|||||teams|{7}||end_users",
    )
)
"""Rows of the example; a number stands for a name in the language of the template."""

_RIGHT_TO_LEFT = frozenset({"ar"})

TEMPLATE_ENDINGS = (".xlsx", ".csv")
"""What the name of an empty spreadsheet may end in."""


def template(ending: str, language: str) -> bytes:
    """An empty spreadsheet, `.xlsx`, or `.csv`, which holds its example. Raises MissingExtra."""
    words = TemplateWords(language)
    by_place = {(column.of, column.path): column for column in columns()}
    shown = [by_place[place] for place in _SHOWN]
    headings = [heading(column, language) for column in shown]
    example = [
        [
            _word(text.format(*words.names), column, language)
            for text, column in zip(row, shown, strict=True)
        ]
        for row in _EXAMPLE
    ]
    about = [words.say(column.path[-1]) for column in shown]
    first_ones = [next(filter(None, column)) for column in zip(*example, strict=True)]
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
            n: chosen for n, column in enumerate(shown) if (chosen := _choices(column, language))
        },
        suggested={first: second, second: first},
        notes={n: f"{about[n]} {words.example_of(value)}" for n, value in enumerate(first_ones)},
        right_to_left=language in _RIGHT_TO_LEFT,
    )
    told = [headings, about, *example]
    rows = _explained([list(row) for row in zip(*told, strict=True)], shown, words, language)
    explained = WorkbookSheet(words.say("example"), rows, right_to_left=language in _RIGHT_TO_LEFT)
    return as_workbook([deliveries, explained])


def _word(text: str, column: SheetColumn, language: str) -> str:
    return heading_for(text, language) if column.path == (GROUP,) and text else text


def _choices(column: SheetColumn, language: str) -> Sequence[str]:
    """The words that the cells of a column propose."""
    if column.path == (GROUP,):
        return [heading_for(group, language) for group in GROUPS]
    if column.kind is ValueKind.YES_NO:
        return [catalogue(language)["yes"], catalogue(language)["no"]]
    return CHOICES.get(column.kind, ()) if column.kind else ()


def _explained(
    filled: list[list[str]], shown: Sequence[SheetColumn], words: TemplateWords, language: str
) -> list[list[str]]:
    """The rows that explain the columns, with an example: `filled` are those of the ones `shown`.

    It stands on its side, so that no import takes it for deliveries.
    """
    heads = ["", "", *(f"{words.say('example')} {n}" for n in range(1, len(_EXAMPLE) + 1))]
    more = [
        [heading(column, language), column.about, column.example]
        for column in columns()
        if column not in shown
    ]
    return [heads, *filled, [], [words.say("more"), words.say("more_about")], *more]
