"""What a spreadsheet says, entered into a map that is there: what is new, and what differs.

What a map says and a spreadsheet does not stays: a sheet holds what somebody asked for, and a map
what everybody knows.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from servicemap.editing.edits import (
    AddDelivery,
    AddFeedback,
    AddParty,
    DeliverySays,
    Edit,
    OneIsEnough,
    PartySays,
)
from servicemap.editing.shared_entries import said_once
from servicemap.editing.verifying import all_said
from servicemap.feedback import Feedback
from servicemap.importing.sheet_records import DeliveryRecord, PartyRecord, SheetRecords
from servicemap.index import as_called
from servicemap.loading.cells import CellText, CellValue, said_in_cells
from servicemap.loading.entries.delivery_sides import RELIES_ON, SERVES, DeliverySide
from servicemap.loading.entries.drafts import OF_A_SERVICE
from servicemap.loading.yaml.problems import quoted
from servicemap.locations import NOWHERE
from servicemap.model import Group, Reliance, ServiceMap
from servicemap.slugs import slug
from servicemap.wording.lists import listed

_Between = Mapping[tuple[str, str], Sequence[Reliance]]


class Entered(NamedTuple):
    """The edits that enter a spreadsheet, and what of it cannot be entered: which, and why."""

    edits: tuple[Edit, ...]
    left_out: tuple[str, ...]


def entered(m: ServiceMap, records: SheetRecords, sheet: ServiceMap) -> Entered:
    """What takes the records of a sheet into a map. `sheet` is the map that they make alone.

    Values are compared by what they mean: `2 days` changes nothing where `2d` stands.
    """
    edits: list[Edit] = []
    there, theirs = _between(m), _between(sheet)
    for party in records.parties:
        edits += _of_party(m, party, sheet)
    either = _Either(m, records.deliveries, there, theirs)
    seen: set[object] = set()
    for one in records.deliveries:
        for edit in either.settled(
            _id_of(one, there, theirs), _of_delivery(m, one, sheet, there, theirs)
        ):
            about = _about(edit)
            if about not in seen:
                seen.add(about)
                edits.append(edit)
    return Entered((*said_once(m, edits), *either.edits), either.left_out)


def _about(edit: Edit) -> object:
    """What two edits share that say the same: several rows may speak of one service."""
    if isinstance(edit, DeliverySays) and edit.side is SERVES and edit.key in OF_A_SERVICE:
        edit = edit._replace(reliance=edit.reliance.rpartition(" > ")[0])
    return repr(edit)


def _of_party(m: ServiceMap, party: PartyRecord, sheet: ServiceMap) -> Iterator[Edit]:
    id_ = slug(party.name.text)
    there = m.parties.get(id_)
    if there is None:
        fields = {key: said_in_cells(value) for key, value in party.fields.items()}
        yield AddParty(Group(party.group), party.name.text, fields)
        return
    for key, value in party.fields.items():
        new = getattr(sheet.parties[id_], key)
        if key == "feedback":
            yield from _heard(id_, None, there.feedback, new, value)
        elif not _says_the_same(getattr(there, key), new):
            yield PartySays(id_, key, said_in_cells(value))


def _heard(
    customer: str,
    reliance: str | None,
    there: tuple[Feedback, ...],
    new: tuple[Feedback, ...],
    value: CellValue,
) -> Iterator[Edit]:
    """What a customer said comes on top of what it said before, once."""
    known = [one._replace(places=NOWHERE) for one in there]
    if any(one._replace(places=NOWHERE) not in known for one in new):
        words = said_in_cells(value)
        assert isinstance(words, Mapping), "a row holds one"
        yield AddFeedback(customer, (words,), reliance)


def _says_the_same(one: object, other: object) -> bool:
    """Whether two values mean the same, wherever they stand."""
    return all_said(one) == all_said(other)


def _of_delivery(
    m: ServiceMap, one: DeliveryRecord, sheet: ServiceMap, known: _Between, told: _Between
) -> Iterator[Edit]:
    provider, customer = slug(one.provider.text), slug(one.customer.text)
    service = one.service.text if one.service is not None else None
    there, theirs = _meant(one, known), _meant(one, told)
    for side, said in ((SERVES, one.serves), (RELIES_ON, one.relies_on)):
        if said is None:
            continue
        speaker, other = (provider, one.customer) if side is SERVES else (customer, one.provider)
        own = _side_of(there, side)
        if there is None or own is None:
            named = {"service": service} if service is not None else {}
            fields = {key: said_in_cells(value) for key, value in said.items()}
            yield AddDelivery(speaker, side, as_called(m, other.text), {**named, **fields})
            continue
        for key, value in said.items():
            new = _value(sheet, theirs, side, key)
            if key == "feedback" and there.customer_says is not None:
                before = there.customer_says.feedback
                yield from _heard(customer, there.id, before, new, value)
            elif not _says_the_same(_value(m, there, side, key), new):
                yield DeliverySays(there.id, side, key, said_in_cells(value))


def _between(m: ServiceMap) -> _Between:
    """Provider and customer -> what is delivered between them."""
    found: dict[tuple[str, str], list[Reliance]] = {}
    for one in (*m.reliances, *m.unsaid):
        found.setdefault((one.provider, one.customer), []).append(one)
    return found


def _meant(row: DeliveryRecord, known: _Between) -> Reliance | None:
    """The delivery that a row means: without a service, the one without a name, or the only one."""
    provider, customer = slug(row.provider.text), slug(row.customer.text)
    service = row.service.text if row.service is not None else None
    between = known.get((provider, customer), ())
    if service is not None:
        wanted = f"{provider}/{slug(service)}"
        between = [one for one in between if one.service == wanted]
    elif unnamed := [one for one in between if not _names_service(one)]:
        between = unnamed
    return between[0] if len(between) == 1 else None


def _names_service(one: Reliance) -> bool:
    sides = (one.provider_says, one.customer_says)
    return any(says is not None and says.service_name is not None for says in sides)


class _Either:
    """The alternatives of a sheet: rows of one customer that are marked alike.

    edits     what puts those together that the map does not have together yet
    left_out  those that the map has together in another way
    """

    def __init__(
        self, m: ServiceMap, rows: Iterable[DeliveryRecord], known: _Between, told: _Between
    ) -> None:
        marked: dict[tuple[str, str], dict[str, DeliveryRecord]] = {}
        for one in rows:
            id_ = _id_of(one, known, told)
            if id_ and slug(one.any_of):
                label = slug(one.customer.text), slug(one.any_of)
                marked.setdefault(label, {})[id_] = one
        self._apart: set[str] = set()
        self._left: set[str] = set()
        edits: list[Edit] = []
        left_out: list[str] = []
        for (customer, _), members in marked.items():
            services = [id_.rpartition(" > ")[0] for id_ in members]
            there = [
                one.services
                for one in m.alternatives
                if one.customer == customer and not set(services).isdisjoint(one.services)
            ]
            inside = set(there[0]) if there else set()
            if len(there) > 1 or (there and there[0][0] != services[0]):
                self._left |= members.keys()
                left_out.append(_other_alternatives(members.values()))
            elif not inside.issuperset(services):
                new = {f"{one} > {customer}" for one in services if one not in inside}
                self._apart |= new
                switches = {
                    id_: said.text
                    for id_, row in members.items()
                    if id_ in new
                    and isinstance(said := (row.relies_on or {}).get("switch"), CellText)
                }
                edits.append(OneIsEnough(tuple(members), switches))
        self.edits, self.left_out = tuple(edits), tuple(left_out)

    def settled(self, id_: str, edits: Iterable[Edit]) -> Iterator[Edit]:
        """The edits of a delivery, without what is left out, or only an alternative can say."""
        for edit in edits:
            wishes = isinstance(edit, AddDelivery | DeliverySays) and edit.side is RELIES_ON
            if wishes and id_ in self._left:
                continue
            match edit:
                case AddDelivery(fields=fields) if wishes and id_ in self._apart:
                    yield edit._replace(fields={k: v for k, v in fields.items() if k != "switch"})
                case DeliverySays(key="switch") if id_ in self._apart:
                    continue
                case _:
                    yield edit


def _id_of(row: DeliveryRecord, known: _Between, told: _Between) -> str:
    """The id of the delivery that a row means, be it in the map or not; empty for no one."""
    found = _meant(row, known) or _meant(row, told)
    return found.id if found else ""


def _other_alternatives(rows: Iterable[DeliveryRecord]) -> str:
    first, *others = rows
    names = listed([quoted(one.provider.text) for one in (first, *others)], None, joined_by="or")
    return (
        f"{names} for {first.customer.text}: the map has other alternatives; change any_of: there"
    )


def _side_of(one: Reliance | None, side: DeliverySide) -> object:
    if one is None:
        return None
    return one.provider_says if side is SERVES else one.customer_says


def _value(m: ServiceMap, one: Reliance | None, side: DeliverySide, key: str) -> Any:
    """What a side says under a key, as the map understands it."""
    if one is None:
        return None
    if side is SERVES and key in OF_A_SERVICE:
        return getattr(m.services[one.service], key) if one.service in m.services else None
    return getattr(_side_of(one, side), key, None)
