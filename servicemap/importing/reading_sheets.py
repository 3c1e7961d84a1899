"""A spreadsheet as a map: which of its sheets, what shape it has, what it says, what is wrong."""

import os
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from servicemap.errors import UnreadableTable
from servicemap.findings import Finding
from servicemap.importing.cell_values import LENGTHS
from servicemap.importing.deliveries_by_row import read_rows
from servicemap.importing.heads import Headed, said_of_columns
from servicemap.importing.map_documents import MapDocument, document_of, entries_of
from servicemap.importing.matrices import CrossTable, read_matrix
from servicemap.importing.parties_and_deliveries import Gathering
from servicemap.importing.plain_tables import plain
from servicemap.importing.raci import LETTER_WORDS, Assigned, read_raci
from servicemap.importing.sheet_columns import RowKey
from servicemap.importing.sheet_records import SheetRecords
from servicemap.importing.sheet_shapes import (
    FoundShape,
    SheetChoices,
    SheetShape,
    chosen_among,
    no_table,
)
from servicemap.importing.sipoc import read_sipoc
from servicemap.importing.tables import Table, letters, with_empty
from servicemap.loading.cells import CellPlace
from servicemap.loading.reading import Loaded, read_entries
from servicemap.loading.yaml.problems import Problems
from servicemap.plurals import several
from servicemap.slugs import slug
from servicemap.wording.catalogues import LANGUAGES
from servicemap.wording.headings import spellings
from servicemap.wording.lists import listed


class ReadSheet(NamedTuple):
    """A spreadsheet that was read.

    table      the sheet
    heads      the number of each column -> what stands at its head
    keys       the number of a column -> the key of a map that it fills
    unitless   columns of lengths of time whose heading names no unit
    told       how it was read, in sentences
    loaded     the map, and all that is wrong with it, each at its cell
    """

    table: Table
    heads: Mapping[int, str]
    keys: Mapping[int, str]
    unitless: frozenset[int]
    shape: SheetShape
    told: tuple[str, ...]
    records: SheetRecords
    document: MapDocument
    loaded: Loaded

    @property
    def names(self) -> frozenset[int]:
        """The columns that name who delivers, what, and who gets it."""
        names = {RowKey.PROVIDER, RowKey.SERVICE, RowKey.CUSTOMER}
        return frozenset(column for column, key in self.keys.items() if key in names)


def read_sheet(
    tables: Sequence[Table],
    path: str,
    wanted: SheetChoices = SheetChoices(),  # noqa: B008 - frozen
) -> ReadSheet:
    """What a spreadsheet says, of all tables in the file. Nothing that stands in its cells raises.

    Raises UnreadableTable where nobody can tell which of its sheets is meant, or what it says.
    """
    tables = tuple(plain(with_empty(table, wanted.without)) for table in tables)
    table, found, notes = chosen_among(tables, wanted)
    if found is None:
        raise no_table(table, wanted.shape)
    language = wanted.language or _language_of(table, found)
    titles = _titles_of(table, found)
    title = next(iter(titles), "")
    problems = Problems(path)
    gathering = Gathering(problems)
    head, told = _gather(table, found, gathering, wanted, language, titles, path)
    header = {"title": wanted.title or title or _stem(path)}
    if language != "en":
        header["language"] = language
    records = gathering.records(
        header,
        told,
        all_inside=found.shape is SheetShape.RACI,
        suppliers=found.shape is SheetShape.SIPOC,
    )
    if not records.parties and not problems.findings:
        raise UnreadableTable(
            "its headings are understood, and there are no deliveries in it yet",
            "fill in a row for each",
        )
    document = document_of(records)
    loaded = read_entries(entries_of(document, records), problems, _stem(path))
    heads = {n: text.strip() for n, text in enumerate(table.rows[head].cells) if text.strip()}
    read_as = [f"{sentence} ({_cells(places)})" for sentence, places in gathering.told]
    return ReadSheet(
        table,
        heads,
        _keys(found),
        _unitless(found),
        found.shape,
        (*notes, *table.notes, *told, *read_as),
        records,
        document,
        loaded,
    )


class LeftOut(NamedTuple):
    """A cell that was read as if it were empty, and what is wrong with it."""

    place: CellPlace
    finding: Finding


def read_what_can_be(
    tables: Sequence[Table], path: str, wanted: SheetChoices
) -> tuple[ReadSheet, tuple[LeftOut, ...]]:
    """The spreadsheet without the cells that cannot be read, and those. Raises as `read_sheet`.

    Where a name is what cannot be, its whole row is left out.
    """
    left: dict[CellPlace, LeftOut] = {}
    empty: frozenset[CellPlace] = frozenset()
    while True:
        read = read_sheet(tables, path, wanted._replace(without=empty))
        found = empty
        for finding in read.loaded.findings:
            place = CellPlace(finding.location.line - 1, finding.location.column - 1)
            if finding.malforms and place not in empty:
                left[place] = LeftOut(place, finding)
                found |= {place} if place.column not in read.names else _row_of(read.table, place)
        if found == empty:
            return read, tuple(left[place] for place in sorted(left))
        empty = found


def _row_of(table: Table, place: CellPlace) -> frozenset[CellPlace]:
    row = next((row for row in table.rows if row.number == place.row), None)
    cells = row.cells if row else ()
    return frozenset({place, *(CellPlace(place.row, column) for column in range(len(cells)))})


def _keys(found: FoundShape) -> dict[int, str]:
    where = found.where
    if not isinstance(where, Headed):
        return {}
    return {n: one.column.path[-1] for n, one in where.found.items()}


def _unitless(found: FoundShape) -> frozenset[int]:
    where = found.where
    if not isinstance(where, Headed):
        return frozenset()
    return frozenset(
        n for n, one in where.found.items() if one.column.kind in LENGTHS and not one.unit
    )


def _gather(
    table: Table,
    found: FoundShape,
    gathering: Gathering,
    wanted: SheetChoices,
    language: str,
    titles: tuple[str, ...],
    path: str,
) -> tuple[int, tuple[str, ...]]:
    """Read the table into the gathering; answers the place of its head, and how it was read."""
    where = found.where
    if isinstance(where, Headed):
        return where.row, (*said_of_columns(table, where), *read_rows(table, where, gathering))
    if isinstance(where, CrossTable):
        return where.head, read_matrix(table, where, gathering, turned=wanted.turned)
    if isinstance(where, Assigned):
        return where.head, read_raci(table, where, gathering, language)
    named = (wanted.title, *titles, table.name, _stem(path))
    return where.head, read_sipoc(table, where, gathering, named)


_NO_TITLES = frozenset(("sipoc", "raci", "rasci", "raci-matrix", "matrix"))
"""Lines that say what a sheet is, and not what it is about."""


def _stem(path: str) -> str:
    stem = os.path.splitext(os.path.basename(path))[0]
    return " ".join(stem.replace("_", " ").split()) or "map"


def _head_row(found: FoundShape) -> int:
    where = found.where
    return where.row if isinstance(where, Headed) else where.head


def _titles_of(table: Table, found: FoundShape) -> tuple[str, ...]:
    """The lines above the headings that stand alone, as titles do, the best first."""
    titles = []
    for row in table.rows[: _head_row(found)]:
        texts = list(dict.fromkeys(text.strip() for text in row.cells if text.strip()))
        if len(texts) == 1 and slug(texts[0]) and len(texts[0]) <= 120:
            titles.append(" ".join(texts[0].split()))
    return tuple(sorted(titles, key=lambda title: slug(title) in _NO_TITLES))


def _language_of(table: Table, found: FoundShape) -> str:
    """The language of most headings; English where it is as likely as another."""
    where = found.where
    if isinstance(where, Headed):
        votes = Counter(where.languages)
    else:
        votes = Counter()
        words = _vocabulary()
        for row in table.rows[: _head_row(found) + 1]:
            for text in row.cells:
                for part in {slug(text), *(slug(word) for word in text.split())}:
                    votes.update(words.get(part, ()))
    best = max(LANGUAGES, key=lambda one: votes[one])
    return best if votes[best] else "en"


def _vocabulary() -> Mapping[str, Iterable[str]]:
    """Slugs of words of headings that belong to one language alone -> that language."""
    roles = ("provider", "customer", "service", "somebody", "relies_on", "department", "process")
    found: dict[str, set[str]] = {}
    for key in (*roles, *LETTER_WORDS):
        for language, word in spellings(key):
            found.setdefault(word, set()).add(language)
    return {word: languages for word, languages in found.items() if len(languages) == 1}


def _cells(places: list[CellPlace]) -> str:
    """`cell B7`, `cells B7, B9 and 4 others`."""
    named = [f"{letters(place.column)}{place.row + 1}" for place in places]
    return f"{'cell' if len(named) == 1 else 'cells'} {listed(named, 4)}"


def counted(read: ReadSheet) -> str:
    """`5 parties, 7 deliveries`."""
    parties = several(len(read.records.parties), "party", "parties")
    return f"{parties}, {several(len(read.records.deliveries), 'delivery', 'deliveries')}"
