"""What really happened: a table of deliveries with their days, as ticket systems export it.

A row is one delivery of a service of the map. Whatever cannot be placed is told, row by row, and
the others count: one odd ticket hides no year.
"""

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from itertools import chain
from typing import NamedTuple

from servicemap.errors import UnknownName, UnreadableTable
from servicemap.importing.opening_files import read_tables
from servicemap.importing.recorded_moments import ReadMoment, order_of, read_moment
from servicemap.importing.tables import FIRST_ROWS, Table, TableRow
from servicemap.index import compile_index, find_party, find_service
from servicemap.loading.yaml.problems import quoted
from servicemap.model import Moment, ServiceMap
from servicemap.slugs import slug
from servicemap.spelling import did_you_mean
from servicemap.troubles import Trouble
from servicemap.wording.headings import meant_by
from servicemap.wording.lists import listed

MOST_RECORDED = 500_000
"""Rows that a record may have."""

FIRST_UNPLACED = 20
"""Rows that cannot be placed and are told one by one; of all others the number."""

MOST_UNKNOWN = 500
"""Different names that the map does not have, after which nobody looks for more of them."""


class RecordColumn(StrEnum):
    """What a record says of a delivery."""

    SERVICE = "service"
    PROVIDER = "provider"
    CUSTOMER = "customer"
    DELIVERED = "delivered"
    STARTED = "started"
    ARRIVED = "arrived"
    DUE = "due"


REQUIRED = (RecordColumn.SERVICE, RecordColumn.DELIVERED)
_DATED = (
    RecordColumn.DELIVERED,
    RecordColumn.STARTED,
    RecordColumn.ARRIVED,
    RecordColumn.DUE,
)


class RecordedDelivery(NamedTuple):
    """One delivery that happened: ids of the service and of who got it, where that is said.

    A moment without a minute is some time on that day. `arrived` is when whoever did it had been
    asked; `row` counts from 1, as spreadsheets do.
    """

    row: int
    service: str
    customer: str | None
    delivered: Moment
    started: Moment | None = None
    arrived: Moment | None = None
    due: Moment | None = None

    @property
    def began(self) -> Moment | None:
        """From when on whoever waited for it waited."""
        return self.arrived or self.started


class UnplacedRow(NamedTuple):
    """A row that counts for nothing, and why."""

    row: int
    trouble: Trouble


class TrackRecord(NamedTuple):
    """What happened, in the order of the file.

    path         of the file, as people see it
    columns      what was read -> how its column is headed
    unplaced     the first rows of which nobody can say what was delivered, and when
    not_placed   how many such rows there are
    undelivered  how many rows say no day of delivery: not delivered yet
    """

    path: str
    deliveries: tuple[RecordedDelivery, ...]
    columns: Mapping[RecordColumn, str]
    unplaced: tuple[UnplacedRow, ...] = ()
    not_placed: int = 0
    undelivered: int = 0
    notes: tuple[str, ...] = ()

    @property
    def rows(self) -> int:
        """How many rows it has beneath its headings."""
        return len(self.deliveries) + self.not_placed + self.undelivered


def read_record(
    content: bytes, m: ServiceMap, path: str, named: Mapping[str, str] | None = None
) -> TrackRecord:
    """What a file says of deliveries of a map.

    `named`: keys of RecordColumn -> how its column is headed there, for headings that nobody knows.
    Raises UnreadableTable where it is no such table, or its days can be read in two ways, and
    UnknownName for a column that there is not.
    """
    chosen = {_column_named(key): heading for key, heading in (named or {}).items()}
    tables = [t for t in read_tables(content, _known, MOST_RECORDED) if t.rows and not t.hidden]
    tried = [_Headed.of(table, chosen) for table in tables]
    best = max(filter(None, tried), key=lambda one: len(one.columns), default=None)
    if best is None:
        raise _no_such_table(tables, chosen)
    return _RecordReading(m, best).record(path)


def _known(cells: Iterable[str]) -> int:
    return len({_meant(cell) for cell in cells} - {None})


def _meant(heading: str) -> RecordColumn | None:
    found = meant_by(tuple(RecordColumn)).get(slug(heading))
    return RecordColumn(found.key) if found else None


def _column_named(key: str) -> RecordColumn:
    try:
        return RecordColumn(key.strip().casefold())
    except ValueError:
        raise UnknownName(
            f"a record has no column '{key}'",
            did_you_mean(key, list(RecordColumn)) or f"name one of: {', '.join(RecordColumn)}",
        ) from None


def _surely_after(one: Moment, other: Moment) -> bool:
    """Whether a moment is later than another; of those on one day only minutes can tell."""
    if one.day == other.day and (one.minute is None or other.minute is None):
        return False
    return one > other


class _Headed(NamedTuple):
    """A table, the place of its row of headings, and the number of each column."""

    table: Table
    at: int
    columns: Mapping[RecordColumn, int]

    @classmethod
    def of(cls, table: Table, chosen: Mapping[RecordColumn, str]) -> "_Headed | None":
        found = [cls(table, at, _columns(row, chosen)) for at, row in _first(table)]
        best = max(found, key=lambda one: (len(one.columns), -one.at), default=None)
        return best if best and all(key in best.columns for key in REQUIRED) else None

    def heading(self, key: RecordColumn) -> str:
        return self.table.rows[self.at].at(self.columns[key]).strip()


def _first(table: Table) -> Iterator[tuple[int, TableRow]]:
    return enumerate(table.rows[:FIRST_ROWS])


def _columns(row: TableRow, chosen: Mapping[RecordColumn, str]) -> dict[RecordColumn, int]:
    """What each cell heads; what somebody chose before what is guessed, and the first of equals."""
    found: dict[RecordColumn, int] = {}
    wanted = {slug(heading): key for key, heading in chosen.items()}
    for number, text in enumerate(row.cells):
        if (key := wanted.get(slug(text))) is not None:
            found.setdefault(key, number)
    if len(found) < len(chosen):
        return {}
    for number, text in enumerate(row.cells):
        guessed = _meant(text)
        if guessed is not None and number not in found.values():
            found.setdefault(guessed, number)
    return found


def _no_such_table(tables: list[Table], chosen: Mapping[RecordColumn, str]) -> UnreadableTable:
    rows = [row for table in tables for _, row in _first(table)]
    fullest = max(rows, key=lambda row: sum(bool(c.strip()) for c in row.cells), default=None)
    heads = [quoted(text) for text in (fullest.cells if fullest else ()) if text.strip()]
    among = f": {listed(heads, 8)}" if heads else ""
    for key, heading in chosen.items():
        if not any(slug(text) == slug(heading) for row in rows for text in row.cells):
            return UnreadableTable(
                f"no column is headed {quoted(heading)}, which was named for '{key}'",
                f"name one that is there{among}",
            )
    known = {_meant(text) for row in rows for text in row.cells} | set(chosen)
    lacking = next((key for key in REQUIRED if key not in known), RecordColumn.DELIVERED)
    what = {
        RecordColumn.SERVICE: "which service was delivered",
        RecordColumn.DELIVERED: "when something was delivered",
    }[lacking]
    return UnreadableTable(
        f"no column says {what}{among}", f"name it by {{}}: {lacking}='its heading'", ["columns"]
    )


class _RecordReading:
    """One table, read row after row."""

    def __init__(self, m: ServiceMap, headed: _Headed) -> None:
        self._map, self._headed = m, headed
        self._served = {
            service: {one.customer for one in delivered}
            for service, delivered in compile_index(m).delivering.items()
        }
        self._moments: dict[str, ReadMoment] = {}
        self._services: dict[str, str | Trouble] = {}
        self._customers: dict[tuple[str, str], str | Trouble] = {}
        self._unplaced: list[UnplacedRow] = []
        self._not_placed = self._unknown = 0

    def record(self, path: str) -> TrackRecord:
        """All that it says. Raises UnreadableTable where its days can be read in two ways."""
        rows = self._headed.table.rows[self._headed.at + 1 :]
        self._know_moments(rows)
        found, undelivered = [], 0
        for row in rows:
            if not self._text(row, RecordColumn.DELIVERED):
                undelivered += 1
                continue
            one = self._delivery(row)
            if isinstance(one, Trouble):
                self._not_placed += 1
                if len(self._unplaced) < FIRST_UNPLACED:
                    self._unplaced.append(UnplacedRow(row.number + 1, one))
            else:
                found.append(one)
        columns = {key: self._headed.heading(key) for key in self._headed.columns}
        return TrackRecord(
            path,
            tuple(found),
            columns,
            tuple(self._unplaced),
            self._not_placed,
            undelivered,
            self._headed.table.notes,
        )

    def _text(self, row: TableRow, key: RecordColumn) -> str:
        column = self._headed.columns.get(key)
        return "" if column is None else row.at(column).strip()

    def _know_moments(self, rows: tuple[TableRow, ...]) -> None:
        """Read every day that stands there, once, and find the order of all of them."""
        zone = self._map.calendar.timezone
        read = self._moments
        for text in chain.from_iterable((self._text(row, key) for key in _DATED) for row in rows):
            if text not in read:
                read[text] = read_moment(text, zone)
        self._order, (one, other) = order_of(read.items())
        if self._order is None:
            said = f"{quoted(one)} can mean two days"
            if one != other:
                said = f"in {quoted(one)} the day comes first, and in {quoted(other)} the month"
            raise UnreadableTable(said, "export its days with the year first, as in 2027-02-03")

    def _delivery(self, row: TableRow) -> RecordedDelivery | Trouble:
        service = self._service(row)
        if isinstance(service, Trouble):
            return service
        customer = self._customer(row, service)
        if isinstance(customer, Trouble):
            return customer
        moments: dict[RecordColumn, Moment | None] = {}
        for key in _DATED:
            text = self._text(row, key)
            moments[key] = found = self._moment(text)
            if text and found is None:
                return Trouble(
                    f"{quoted(text)} under {quoted(self._headed.heading(key))} is no day",
                    "write it with the year first, as in 2027-02-03",
                )
        delivered = moments[RecordColumn.DELIVERED]
        assert delivered is not None, "a row without it is not delivered yet"
        found_ = RecordedDelivery(
            row.number + 1,
            service,
            customer,
            delivered,
            moments[RecordColumn.STARTED],
            moments[RecordColumn.ARRIVED],
            moments[RecordColumn.DUE],
        )
        if any(one and _surely_after(one, delivered) for one in (found_.started, found_.arrived)):
            return Trouble("it was delivered before it began", "correct one of its days")
        return found_

    def _moment(self, text: str) -> Moment | None:
        assert self._order is not None, "the order is known before rows are read"
        return self._moments[text].by(self._order)

    def _service(self, row: TableRow) -> str | Trouble:
        provider = self._text(row, RecordColumn.PROVIDER)
        name = self._text(row, RecordColumn.SERVICE)
        if not name:
            return Trouble("it says no service", "name the service that was delivered")
        whole = f"{provider}/{name}" if provider else name
        if whole not in self._services:
            try:
                self._services[whole] = find_service(self._map, whole)
            except UnknownName as error:
                self._services[whole] = Trouble(error.message, error.hint)
                self._count_unknown()
        return self._services[whole]

    def _customer(self, row: TableRow, service: str) -> str | Trouble | None:
        name = self._text(row, RecordColumn.CUSTOMER)
        if not name:
            only = self._served[service]
            return next(iter(only)) if len(only) == 1 else None
        if (service, name) not in self._customers:
            self._customers[service, name] = self._who_gets(service, name)
        return self._customers[service, name]

    def _who_gets(self, service: str, name: str) -> str | Trouble:
        try:
            found = find_party(self._map, name)
        except UnknownName as error:
            self._count_unknown()
            return Trouble(error.message, error.hint)
        if found in self._served[service]:
            return found
        called, party = self._map.name_of(service), self._map.parties[found].name
        return Trouble(f"the map says of nobody that {party} gets {called}", "see who gets it")

    def _count_unknown(self) -> None:
        self._unknown += 1
        if self._unknown > MOST_UNKNOWN:
            heading = self._headed.heading(RecordColumn.SERVICE)
            raise UnreadableTable(
                f"under {quoted(heading)} stand more than {MOST_UNKNOWN} different names that this"
                " map does not have",
                "name the column of the services by {}: service='its heading'",
                ["columns"],
            )
