"""The headings of a table of deliveries, in any of its first rows, and what each column is."""

from collections.abc import Iterator
from typing import NamedTuple

from servicemap.importing.sheet_columns import (
    GROUP,
    GROUPS,
    ColumnFound,
    ColumnOf,
    RowKey,
    SheetColumn,
    column_for,
    heading,
)
from servicemap.importing.tables import FIRST_ROWS, Table, TableRow, letters
from servicemap.loading.yaml.problems import quoted
from servicemap.plurals import several
from servicemap.slugs import slug
from servicemap.wording.headings import chosen, meant_by
from servicemap.wording.lists import listed

MOST_NAMED = 20
"""Columns beside the names that are told one by one."""

_ROLES = meant_by(("relies_on", "serves", "somebody"))
_ROLE_KEYS = {"relies_on": RowKey.PROVIDER, "serves": RowKey.CUSTOMER}
_PARTIES = (RowKey.PROVIDER, RowKey.CUSTOMER)


class Headed(NamedTuple):
    """A row of headings that was understood.

    row      its place among the rows of the table
    found    what each column is, by its number
    unread   the headings that mean nothing to us, by column
    said_by  whose word a row is that does not say so
    """

    row: int
    found: dict[int, ColumnFound]
    unread: dict[int, str]
    said_by: str

    @property
    def languages(self) -> list[str]:
        """The languages of the headings, one for each column."""
        return [one.language for one in self.found.values()]

    def of(self, key: RowKey) -> int | None:
        """The column of one of the three names."""
        wanted = (ColumnOf.ROW, (key.value,))
        return next(
            (n for n, one in self.found.items() if (one.column.of, one.column.path) == wanted), None
        )


def headed(table: Table) -> Headed | None:
    """The row of headings, where one has a provider and a customer: the one with most of them."""
    tried = [_Heads(row).read(at) for at, row in enumerate(table.rows[:FIRST_ROWS])]
    found = [one for one in tried if one is not None]
    best = max(found, key=lambda one: (len(one.found), -one.row), default=None)
    return best and _without_strangers(best, table)


def _without_strangers(heads: Headed, table: Table) -> Headed:
    """The headings without a `Kind` or `Type` under which no cell names a group of customers."""
    below = table.rows[heads.row + 1 :]
    strange = {
        number: table.rows[heads.row].at(number)
        for number, one in heads.found.items()
        if one.guessed
        and one.column.path == (GROUP,)
        and not any(chosen(row.at(number), GROUPS) for row in below if row.at(number).strip())
    }
    found = {number: one for number, one in heads.found.items() if number not in strange}
    return heads._replace(found=found, unread=dict(sorted({**heads.unread, **strange}.items())))


class _Heads:
    """One row, tried as that of the headings."""

    def __init__(self, row: TableRow) -> None:
        self._texts = dict(enumerate(row.cells))
        self._found: dict[int, ColumnFound] = {}
        self._said_by = "provider"

    def read(self, at: int) -> Headed | None:
        """What its cells head; None where it lacks a provider or a customer."""
        self._name_roles()
        lacking = [key for key in _PARTIES if not self._has(key)]
        # `Team | Relies on | For what`: who is named without a role has the one that is left.
        for number, language in self._somebody():
            if len(lacking) == 1 and number not in self._found:
                self._found[number] = _row_column(lacking.pop(), language)
        if lacking:
            return None
        self._name_others()
        unread = {n: t for n, t in self._texts.items() if n not in self._found and t.strip()}
        return Headed(at, dict(sorted(self._found.items())), unread, self._said_by)

    def _name_roles(self) -> None:
        """The columns of provider, service and customer, and others of the row itself."""
        for number, text in self._texts.items():
            role, known = _ROLES.get(slug(text)), column_for(text)
            if role is not None and role.key in _ROLE_KEYS:
                key = _ROLE_KEYS[role.key]
                if not self._has(key):
                    self._found[number] = _row_column(key, role.language)
                    self._said_by = "customer" if key is RowKey.PROVIDER else self._said_by
            elif role is None and known is not None and known.column.of is ColumnOf.ROW:
                self._take(number, known)

    def _somebody(self) -> Iterator[tuple[int, str]]:
        """Columns that name somebody, whatever the role: `Team`, else `Department` or `Owner`."""
        for number, text in self._texts.items():
            role = _ROLES.get(slug(text))
            if role is not None and role.key == "somebody":
                yield number, role.language
        for key in ("department", "owner"):
            for number, text in self._texts.items():
                known = column_for(text)
                if known and known.column[:2] == (ColumnOf.PROVIDER, (key,)):
                    yield number, known.language

    def _name_others(self) -> None:
        """What is said of a party is said of whoever acts; said twice, of the one beside it."""
        said = [found.column for text in self._texts.values() if (found := column_for(text))]
        beside = ColumnOf.PROVIDER
        for number, text in self._texts.items():
            known = self._found.get(number) or column_for(text)
            if known is not None and known.guessed and said.count(known.column) > 1:
                known = column_for(text, beside)
            if known is None:
                continue
            self._take(number, known)
            path = known.column.path
            if known.column.of is ColumnOf.ROW and path[0] in _PARTIES:
                beside = ColumnOf(path[0])
            elif known.column.of not in {ColumnOf.PROVIDER, ColumnOf.CUSTOMER}:
                beside = ColumnOf.PROVIDER

    def _take(self, number: int, known: ColumnFound) -> None:
        """Take a heading; of two that mean the same the first counts."""
        if all(one.column != known.column for one in self._found.values()):
            self._found[number] = known

    def _has(self, key: RowKey) -> bool:
        return any(one.column.path == (key.value,) for one in self._found.values())


def _row_column(key: RowKey, language: str) -> ColumnFound:
    return ColumnFound(SheetColumn(ColumnOf.ROW, (key.value,), None, ""), language=language)


def said_of_columns(table: Table, heads: Headed) -> tuple[str, ...]:
    """How the columns were read, in sentences."""
    head = table.rows[heads.row]

    def named(key: RowKey) -> str:
        column = heads.of(key)
        return f"{quoted(head.at(column))} (column {letters(column)})" if column is not None else ""

    service = named(RowKey.SERVICE)
    what = f" with what stands under {service}" if service else ""
    how = (
        f"each row is one delivery: who stands under {named(RowKey.PROVIDER)} serves who stands"
        f" under {named(RowKey.CUSTOMER)}{what}"
    )
    said = [how, *_others(table, heads)]
    if heads.unread:
        unread = [f"{quoted(text)} ({letters(n)})" for n, text in heads.unread.items()]
        said.append(f"not read, as a map has no such key: {listed(unread, 8)}")
    return tuple(said)


def _others(table: Table, heads: Headed) -> Iterator[str]:
    """What else was read: each heading with its key, where it is not called as we call it."""
    head = table.rows[heads.row]
    others = {n: one for n, one in heads.found.items() if one.column.of is not ColumnOf.ROW}
    if len(others) > MOST_NAMED:
        yield f"also read: {several(len(others), 'column')} more"
        return
    taken = [
        f"{quoted(head.at(n))}{_meant(head.at(n), one)} ({letters(n)})" for n, one in others.items()
    ]
    if taken:
        yield f"also read: {listed(taken, None)}"


def _meant(text: str, one: ColumnFound) -> str:
    """What a heading was taken for, where it is not called as we call it."""
    ours = slug(text) == slug(heading(one.column, one.language)) and one.language == "en"
    return "" if ours else f" as {_called(one)}"


def _called(one: ColumnFound) -> str:
    path = " ".join(key.replace("_", " ") for key in one.column.path)
    of_party = one.column.of in {ColumnOf.PROVIDER, ColumnOf.CUSTOMER}
    of = f" of the {one.column.of}" if of_party else ""
    unit = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}.get(one.unit)
    return f"{path}{of}" + (f" in {unit}" if unit else "")
