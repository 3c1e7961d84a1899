"""Whom to ask about what: a sheet for each customer, with a row for each service that it gets."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from servicemap.caring.hearing import Voice, customers_of, voices_on
from servicemap.index import compile_index, find_party
from servicemap.loading.files import folder_of
from servicemap.model import Due, Party, Reliance, ServiceMap
from servicemap.plurals import several
from servicemap.results import Result


class AskedRow(NamedTuple):
    """One service that the customer of a sheet gets, and what the map says of that delivery.

    `key` is the id of the delivery, by which an answer is known again; `provider` and `service` are
    ids, and the names are for whoever reads. `last` is what the customer said of it last, with what
    was done about it.
    """

    key: str
    provider: str
    service: str
    provider_name: str
    service_name: str
    expects: Due | None
    promise: Due | None
    quality: tuple[str, ...]
    wants: str | None
    last: Voice | None


class AskSheet(NamedTuple):
    """What is asked of one customer.

    `map_title` and `folder` tell the map from others. `asks` is who asks, as the map calls them:
    the owner of the team whose customers are asked, or of the map. `send_to` is where the answer
    goes, if the map says.
    """

    customer: Party
    map_title: str
    folder: str
    day: date
    asks: str
    send_to: str | None
    language: str
    rows: tuple[AskedRow, ...]


@dataclass(frozen=True, eq=False, repr=False, slots=True)
class AskSheets(Result[AskSheet]):
    """The sheets of a map, or of the customers of the party `team`: those outside come first.

    `without` are customers of whom nobody says what they get: there is nothing to ask them about.
    """

    map: ServiceMap
    team: str | None
    day: date
    sheets: tuple[AskSheet, ...]
    without: tuple[Party, ...]

    def __iter__(self) -> Iterator[AskSheet]:
        return iter(self.sheets)

    def __len__(self) -> int:
        return len(self.sheets)

    @property
    def counted(self) -> str:
        """`12 sheets on 19 services`."""
        rows = sum(len(sheet.rows) for sheet in self.sheets)
        return f"{several(len(self), 'sheet')} on {several(rows, 'service')}"

    def __repr__(self) -> str:
        return f"<AskSheets: {self.counted}>"


def ask(m: ServiceMap, team: str | None = None, *, day: date) -> AskSheets:
    """A sheet for every customer of a team, or of any other party, by name or id; None: of all.

    It holds what this customer gets, of that team alone where one is named. Raises UnknownName.
    """
    of = None if team is None else m.parties[find_party(m, team)]
    index = compile_index(m)
    asks, send_to = _who_asks(m, of)
    sheets, without = [], []
    for customer in sorted(customers_of(m), key=lambda party: party.group.place):
        gets = [
            one
            for one in index.relying[customer.id]
            if one.provider != customer.id and (of is None or of.id == one.provider)
        ]
        rows = tuple(_row(m, one, day) for one in gets if one.service not in index.unnamed)
        if rows:
            folder = folder_of(m.path)
            sheets.append(AskSheet(customer, m.title, folder, day, asks, send_to, m.language, rows))
        elif gets or of is None or _relies_on(m, customer, of):
            without.append(customer)
    return AskSheets(m, None if of is None else of.id, day, tuple(sheets), tuple(without))


def _who_asks(m: ServiceMap, team: Party | None) -> tuple[str, str | None]:
    if team is None:
        return m.owner or m.title, None
    return team.owner or team.name, team.contact


def _relies_on(m: ServiceMap, customer: Party, team: Party) -> bool:
    """Whether a customer gets something of a team of which nobody says what it is."""
    return any(one.customer == customer.id and one.provider == team.id for one in m.unsaid)


def _row(m: ServiceMap, one: Reliance, day: date) -> AskedRow:
    sides = (one.provider_says, one.customer_says)
    quality = dict.fromkeys(said for side in sides if side for said in side.quality)
    return AskedRow(
        one.id,
        one.provider,
        one.service,
        m.parties[one.provider].name,
        m.services[one.service].name,
        one.expects,
        one.promise,
        tuple(quality),
        one.customer_says.wants if one.customer_says else None,
        next(reversed([*voices_on(m, one, day)]), None),
    )
