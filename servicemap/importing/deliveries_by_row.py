"""The main shape of a sheet: one row is one delivery, under its headings."""

from collections.abc import Sequence
from typing import NamedTuple

from servicemap.importing.cell_values import CellContext, names_in, said_in
from servicemap.importing.heads import Headed
from servicemap.importing.parties_and_deliveries import Fields, Gathering
from servicemap.importing.sheet_columns import GROUP, ColumnOf, RowKey
from servicemap.importing.sheet_records import DeliveryRecord
from servicemap.importing.tables import Table, TableRow
from servicemap.loading.cells import CellPlace, CellText, CellValue
from servicemap.loading.format.misnomers import several_in
from servicemap.loading.yaml.problems import quoted
from servicemap.plurals import several
from servicemap.slugs import slug
from servicemap.wording.headings import chosen

_SAID_BY = ("provider", "customer", "both")


class _Names(NamedTuple):
    """The names in one row."""

    providers: tuple[CellText, ...]
    customers: tuple[CellText, ...]
    service: CellText | None

    def of(self, key: RowKey) -> tuple[CellText, ...]:
        """Those in the column of providers, or of customers."""
        return self.providers if key is RowKey.PROVIDER else self.customers

    def with_(self, key: RowKey, names: tuple[CellText, ...]) -> "_Names":
        """The same row with other names there."""
        if key is RowKey.PROVIDER:
            return self._replace(providers=names)
        return self._replace(customers=names)


def read_rows(table: Table, heads: Headed, found: Gathering) -> tuple[str, ...]:
    """Gather what the rows below the headings say. Answers what is to be told of that."""
    head = [text.strip() for text in table.rows[heads.row].cells]
    rows = [
        row
        for row in table.rows[heads.row + 1 :]
        if [text.strip() for text in row.cells] != head  # of the next page
    ]
    known = _names_in_columns(rows, heads)
    context = CellContext(table.decimal_comma, lambda name: slug(name) in known, found.tell)
    # Who stands first is often named once, above all the rows that are about it.
    leads, other = RowKey.PROVIDER, RowKey.CUSTOMER
    if (heads.of(RowKey.CUSTOMER) or 0) < (heads.of(RowKey.PROVIDER) or 0):
        leads, other = other, leads
    above: tuple[CellText, ...] = ()
    filled = 0
    last = heads_row = table.rows[heads.row].number
    for row in rows:
        alone, gap = sum(bool(text.strip()) for text in row.cells) == 1, row.number > last + 1
        last = row.number
        if alone and gap and last > heads_row + 1:
            said = quoted(next(text for text in row.cells if text.strip()))
            found.tell(CellPlace(row.number, 0), f"{said} stands below the table, and was not read")
            continue
        for number in heads.found:
            if trouble := table.faults.get(place := CellPlace(row.number, number)):
                found.refuse("SM006", trouble.message, place, trouble.hint)
        names = _names_of(row, heads, context)
        if not names.of(leads) and (names.service or names.of(other)) and above:
            names = names.with_(leads, above)
            filled += 1
        above = names.of(leads) or above
        _RowReader(row, names, heads, found, context).read()
    if not filled:
        return ()
    rows_ = several(filled, "row")
    return (f"in {rows_} the first name is left out: it was read as that of the row above",)


def _names_in_columns(rows: Sequence[TableRow], heads: Headed) -> set[str]:
    """Slugs of the names in the table, of parties and of services, that stand alone somewhere."""
    found: set[str] = set()
    for key in (RowKey.PROVIDER, RowKey.CUSTOMER, RowKey.SERVICE):
        column = heads.of(key)
        if column is not None:
            texts = {row.at(column) for row in rows}
            names = (name for text in texts for name in names_in(text.strip()))
            found |= {slug(name) for name in names if not several_in(name, lambda _: True)}
    return found - {""}


def _names_of(row: TableRow, heads: Headed, context: CellContext) -> _Names:
    def names(key: RowKey) -> tuple[CellText, ...]:
        column = heads.of(key)
        text = row.at(column).strip() if column is not None else ""
        place = CellPlace(row.number, column or 0)
        return tuple(CellText(name, place) for name in names_in(text, context.is_known))

    column = heads.of(RowKey.SERVICE)
    service = " ".join(row.at(column).split()) if column is not None else ""
    place = CellPlace(row.number, column or 0)
    named = CellText(service, place) if service else None
    return _Names(names(RowKey.PROVIDER), names(RowKey.CUSTOMER), named)


class _RowReader:
    """Reads one row into the gathering."""

    def __init__(
        self,
        row: TableRow,
        names: _Names,
        heads: Headed,
        found: Gathering,
        context: CellContext,
    ) -> None:
        self._row = row
        self._names = names
        self._heads = heads
        self._found = found
        self._context = context
        self._sides: dict[ColumnOf, Fields] = {ColumnOf.SERVES: {}, ColumnOf.RELIES_ON: {}}
        self._own: dict[str, CellText] = {}

    def read(self) -> None:
        """Read its cells, and say who delivers what to whom."""
        names = self._names
        ids = {
            ColumnOf.PROVIDER: [id_ for one in names.providers if (id_ := self._found.party(one))],
            ColumnOf.CUSTOMER: [id_ for one in names.customers if (id_ := self._found.party(one))],
        }
        for number, (column, unit, _, guessed) in self._heads.found.items():
            text, place = self._row.at(number), CellPlace(self._row.number, number)
            value = said_in(text, column.kind, unit, place, self._context)
            if value is None:
                continue
            if column.of is ColumnOf.ROW:
                self._own[column.path[0]] = CellText(text.strip(), place)
            elif column.of in self._sides:
                self._found.put(self._sides[column.of], column.path, value, column.path[-1])
            else:
                self._say_of(ids[column.of], column.path, value, sure=not guessed)
        if not names.providers or not names.customers:
            self._judge_alone()
            return
        serves, relies_on = self._two_sides()
        any_of = self._own.get(RowKey.ANY_OF)
        label = any_of.text if any_of else ""
        if label and relies_on is None:
            relies_on = {}
        for provider in names.providers:
            for customer in names.customers:
                if slug(provider.text) and slug(customer.text):
                    self._found.deliver(
                        DeliveryRecord(provider, customer, names.service, serves, relies_on, label)
                    )

    def _say_of(
        self, ids: Sequence[str], path: tuple[str, ...], value: CellValue, *, sure: bool
    ) -> None:
        """What a row says of one of its parties."""
        for id_ in ids:
            if path == (GROUP,) and isinstance(value, CellText):
                self._found.group(id_, value)
            else:
                self._found.say(id_, path, value, sure=sure)

    def _two_sides(self) -> tuple[Fields | None, Fields | None]:
        """What provider and customer say; None for the one whose word it is not."""
        said_by = self._heads.said_by
        said = self._own.get(RowKey.SAID_BY)
        if said is not None:
            meant = chosen(said.text, _SAID_BY)
            if meant is None:
                self._found.refuse(
                    "SM006",
                    f"{quoted(said.text)} does not say whose word this is",
                    said.place,
                    "write provider, customer or both",
                )
            said_by = meant or said_by
        serves, relies_on = self._sides[ColumnOf.SERVES], self._sides[ColumnOf.RELIES_ON]
        return (
            serves if serves or said_by != "customer" else None,
            relies_on if relies_on or said_by != "provider" else None,
        )

    def _judge_alone(self) -> None:
        """A row that names one party says something of it, or lacks the other."""
        names = self._names
        delivers = names.service or any(self._sides.values())
        if not delivers and (names.providers or names.customers):
            return
        key = RowKey.CUSTOMER if names.providers else RowKey.PROVIDER
        place = CellPlace(self._row.number, self._heads.of(key) or 0)
        if not names.providers and not names.customers and not names.service:
            said = next((text.strip() for text in self._row.cells if text.strip()), "")
            self._found.refuse(
                "SM005",
                f"this row names nobody, and says {quoted(said)}",
                place,
                "name who delivers and who gets it, or take the row out of the table",
            )
            return
        what = quoted(names.service.text) if names.service else "it"
        lacks = f"who gets {what}" if key is RowKey.CUSTOMER else f"who delivers {what}"
        self._found.refuse("SM005", f"this row does not say {lacks}", place, "write the name")
