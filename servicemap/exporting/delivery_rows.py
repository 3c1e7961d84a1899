"""A map as a table: one row a delivery, under the headings that an import reads.

What a row says stands in it as it stands in the map: the text of each value is taken from the file,
so that nothing is lost on the way through a form of our own.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from servicemap.editing.rendering import in_line
from servicemap.importing.cell_values import LISTS, WORDS, is_unsaid, names_in
from servicemap.importing.sheet_columns import (
    GROUP,
    HOLDING,
    ColumnOf,
    RowKey,
    SheetColumn,
    columns,
    heading,
)
from servicemap.loading.cells import (
    CellPlace,
    CellText,
    CellValue,
    WrittenNodes,
    said_in_cells,
    written_entries,
)
from servicemap.loading.format.kinds import STEPS, ValueKind
from servicemap.loading.format.misnomers import several_in
from servicemap.loading.yaml.nodes import MappingNode, Node, Scalar, SequenceNode, is_nothing
from servicemap.locations import Location, Places
from servicemap.model import Party, Reliance, ServiceMap
from servicemap.plurals import several
from servicemap.slugs import slug
from servicemap.wording.headings import chosen, heading_for

_ALWAYS = (RowKey.PROVIDER, RowKey.SERVICE, RowKey.CUSTOMER)
_NOT_SAID_HERE = frozenset({"customer", "provider", "service", "serves", "relies_on"})
_NOWHERE = CellPlace(0, 0)

RowTexts = Mapping[SheetColumn, str]
_Row = dict[SheetColumn, str]


class DeliveryTable(NamedTuple):
    """The columns that something stands in, their headings, and the rows."""

    columns: tuple[SheetColumn, ...]
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def deliveries_of(m: ServiceMap, sources: Mapping[str, str], language: str) -> DeliveryTable:
    """The rows of a map whose files have these texts."""
    rows = _Rows(m, sources, language).all()
    used = {column for row in rows for column, text in row.items() if text}
    shown = tuple(
        column
        for column in columns()
        if column in used or (column.of is ColumnOf.ROW and column.path[0] in _ALWAYS)
    )
    return DeliveryTable(
        shown,
        tuple(heading(column, language) for column in shown),
        tuple(_told(rows, shown)),
    )


def _told(rows: list[RowTexts], shown: Sequence[SheetColumn]) -> Iterator[tuple[str, ...]]:
    """What stands in these columns, row by row; each is let go of once it is told."""
    rows.reverse()
    while rows:
        row = rows.pop()
        yield tuple([row.get(column, "") for column in shown])


def left_behind(m: ServiceMap) -> str:
    """What the map says and no row can: `title, start, 2 scenarios`; empty where that is nothing.

    The keys are those under `map:`.
    """
    counts = (
        (len(m.actions), "action"),
        (len(m.scenarios), "scenario"),
        (len(m.options), "option"),
    )
    said = [several(count, what) for count, what in counts if count]
    return ", ".join([*m.places, *said])


class _Named(NamedTuple):
    """A cell for the name of a party, as the file writes it."""

    row: _Row
    party: Party
    side: ColumnOf


class _SaidInRow(NamedTuple):
    """The cells for what one entry says, as the file writes it: what stands at these places."""

    row: _Row
    of: ColumnOf
    places: Places


_Wanted = dict[tuple[int, int], list[_Named | _SaidInRow]]
"""Line and column, from 0, where a party is named or an entry begins -> what is wanted of it."""


class _Rows:
    """The rows of a map. What is taken from a file is noted first, and then taken file by file,
    as its entries come by: all nodes of a large map take four times as much memory as the map.
    """

    def __init__(self, m: ServiceMap, sources: Mapping[str, str], language: str) -> None:
        self._map = m
        self._sources = sources
        self._wanted: dict[str, _Wanted] = {}
        self._language = language
        self._columns = {(column.of, column.path): column for column in columns()}
        self._any_of = {
            (one.customer, service): (str(number), one.services)
            for number, one in enumerate(m.alternatives, start=1)
            for service in one.services
        }
        self._calendars: Node | None = None
        if m.calendars:
            place = m.places["calendars"]
            found = (written.value(place) for written in self._written(place.path))
            self._calendars = next((node for node in found if node is not None), None)
        self._told: set[str] = set()

    def all(self) -> list[RowTexts]:
        """A row for each delivery, in the order of the map; then one for each who has none."""
        rows = list(self._begun())
        for path in [*self._wanted]:
            wanted = self._wanted.pop(path)
            for written in self._written(path):
                for spot in written.spots() & wanted.keys():
                    self._put_wanted(wanted.pop(spot), written)
            for left in wanted.values():  # in a text that is not what was read
                self._put_wanted(left, WrittenNodes(()))
        return rows

    def _written(self, path: str) -> Iterator[WrittenNodes]:
        return written_entries(self._sources.get(path, ""), path)

    def _put_wanted(self, wanted: list[_Named | _SaidInRow], written: WrittenNodes) -> None:
        """What is wanted of what begins at one place. Who says the same in several rows is read
        once.
        """
        name = ""
        said: dict[tuple[ColumnOf, int], _Row] = {}
        for one in wanted:
            if isinstance(one, _Named):
                if not name:
                    key = written.key(one.party.location)
                    name = _as_names(" ".join(key.value.split()) if key else one.party.name)
                self._put(one.row, ColumnOf.ROW, (one.side.value,), name)
                continue
            same = one.of, id(one.places)
            if same not in said:
                said[same] = self._cells_of(written, one.of, one.places)
            one.row.update(said[same])

    def _begun(self) -> Iterator[RowTexts]:
        """The rows without what is written in files, which is noted as wanted."""
        by_key = {
            (one.customer, one.service): one for one in (*self._map.reliances, *self._map.unsaid)
        }
        done: set[tuple[str, str]] = set()
        for customer, service in by_key:
            # Alternatives stand one after the other, the first of them, which is the plan, first.
            _, together = self._any_of.get((customer, service), ("", (service,)))
            for key in ((customer, one) for one in together):
                if key not in done and key in by_key:
                    done.add(key)
                    yield self._row(by_key[key])
        for id_, party in self._map.parties.items():
            if id_ not in self._told:
                row: _Row = {}
                self._put_party(row, party, ColumnOf.PROVIDER)
                yield row

    def _row(self, one: Reliance) -> RowTexts:
        row: _Row = {}
        for id_, side in ((one.provider, ColumnOf.PROVIDER), (one.customer, ColumnOf.CUSTOMER)):
            self._put_party(row, self._map.parties[id_], side)
        said_by = "both" if one.agreed else "provider" if one.provider_says else "customer"
        names = []
        for of, says in (
            (ColumnOf.SERVES, one.provider_says),
            (ColumnOf.RELIES_ON, one.customer_says),
        ):
            if says is not None:
                names.append(says.service_name)
                self._want(_SaidInRow(row, of, says.places))
        service = next((name for name in names if name), "")
        self._put(row, ColumnOf.ROW, (RowKey.SERVICE,), service)
        self._put(row, ColumnOf.ROW, (RowKey.SAID_BY,), heading_for(said_by, self._language))
        any_of, _ = self._any_of.get((one.customer, one.service), ("", ()))
        self._put(row, ColumnOf.ROW, (RowKey.ANY_OF,), any_of)
        return row

    def _put(self, row: _Row, of: ColumnOf, path: tuple[str, ...], text: str) -> None:
        if text:
            row[self._columns[of, path]] = text

    def _put_party(self, row: _Row, party: Party, side: ColumnOf) -> None:
        self._note(party.location, _Named(row, party, side))
        self._put(row, side, (GROUP,), heading_for(party.group.value, self._language))
        if party.id not in self._told:
            self._told.add(party.id)
            self._want(_SaidInRow(row, side, party.places))

    def _want(self, said: _SaidInRow) -> None:
        first = next(iter(said.places.values()), None)
        if first is not None:  # an entry stands in one file
            self._note(first, said)

    def _note(self, place: Location, wanted: _Named | _SaidInRow) -> None:
        of_file = self._wanted.setdefault(place.path, {})
        of_file.setdefault((place.line - 1, place.column - 1), []).append(wanted)

    def _cells_of(self, written: WrittenNodes, of: ColumnOf, places: Places) -> _Row:
        """The cells for what stands at some places."""
        cells: _Row = {}
        for key, place in places.items():
            node = written.value(place)
            if key not in _NOT_SAID_HERE and node is not None and (of, (key,)) in self._columns:
                self._put_value(cells, self._columns[of, (key,)], node)
        return cells

    def _put_value(self, row: _Row, column: SheetColumn, node: Node) -> None:
        """A value into its column; one that holds keys, into the columns of those."""
        if column.kind is ValueKind.CALENDAR and isinstance(node, Scalar):
            node = self._own_calendar(node)
        if isinstance(node, MappingNode) and (column.kind in HOLDING or column.kind in STEPS):
            inner = [
                (self._columns.get((column.of, (*column.path, key.value))), value)
                for key, value in node.pairs
            ]
            if inner and all(found for found, _ in inner):
                for found, value in inner:
                    assert found is not None
                    self._put_value(row, found, value)
                return
        text = cell_text(node, column.kind)
        if text:
            row[column] = text

    def _own_calendar(self, named: Scalar) -> Node:
        """The calendar of the map that a name means, as it is written there: no row holds those."""
        pairs = self._calendars.pairs if isinstance(self._calendars, MappingNode) else []
        return next((value for key, value in pairs if slug(key.value) == slug(named.value)), named)


def cell_text(node: Node, kind: ValueKind | None) -> str:
    """A value as it stands in a cell, so that an import reads the same."""
    if is_nothing(node):
        return ""
    value = _value(node)
    if isinstance(value, Mapping):
        return in_line(said_in_cells(value))
    if kind in LISTS:
        items = (value,) if isinstance(value, CellText) else value
        if not items:
            return "none" if kind is ValueKind.NEEDS else "[]"
        texts = [item.text.strip() for item in items if isinstance(item, CellText)]
        joined = "\n".join(texts)
        plain = len(texts) == len(items) and list(names_in(joined)) == texts
        if plain and joined[0] not in "[{" and not any(map(_is_odd, texts)):
            return joined
        return in_line(said_in_cells(items))
    if not isinstance(value, CellText):
        return in_line(said_in_cells(value))
    text = value.text.strip()
    if kind is ValueKind.MONEY:
        return _amount(text)
    return text if kind in WORDS else " ".join(text.split())


def _as_names(name: str) -> str:
    """A name for a cell that may hold several."""
    return in_line([name]) if _is_odd(name) or name[0] in "[{" else name


def _is_odd(name: str) -> bool:
    """Whether a name in a cell may be taken for several, or for none."""
    return (
        bool(several_in(name, lambda _: True))
        or ";" in name
        or "\uff1b" in name
        or "\n" in name
        or is_unsaid(name)
        or chosen(name, ("none", "no")) is not None
    )


def _amount(text: str) -> str:
    """An amount that nobody takes for thousands: three digits after a point get a fourth."""
    try:
        parsed = Decimal(text)
    except InvalidOperation:
        return text
    return f"{text}0" if -int(parsed.as_tuple().exponent) == 3 else text


def _value(node: Node) -> CellValue:
    if isinstance(node, SequenceNode):
        return tuple(_value(item) for item in node.items)
    if isinstance(node, MappingNode):
        return {key.value: _value(value) for key, value in node.pairs}
    assert isinstance(node, Scalar)
    return CellText(node.value, _NOWHERE)
