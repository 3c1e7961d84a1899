"""What a spreadsheet says, entered into a map that is there: what is new, and what differs.

What a map says and a spreadsheet does not stays: a sheet holds what somebody asked for, and a map
what everybody knows.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from servicemap.editing.edits import (
    AddDelivery,
    AddFeedback,
    AddParty,
    DeliverySays,
    Edit,
    PartySays,
)
from servicemap.editing.rendering import YamlValue
from servicemap.editing.verifying import all_said
from servicemap.feedback import Feedback
from servicemap.importing.sheet_records import DeliveryRecord, PartyRecord, SheetRecords
from servicemap.loading.cells import CellText, CellValue
from servicemap.loading.entries.delivery_sides import RELIES_ON, SERVES, DeliverySide
from servicemap.loading.entries.drafts import OF_A_SERVICE
from servicemap.locations import NOWHERE
from servicemap.model import Group, Reliance, ServiceMap
from servicemap.slugs import slug

_Between = Mapping[tuple[str, str], Sequence[Reliance]]


class Entered(NamedTuple):
    """The edits that enter a spreadsheet, and the cells that cannot be: their texts, and why."""

    edits: tuple[Edit, ...]
    left_out: tuple[str, ...]


def entered(m: ServiceMap, records: SheetRecords, sheet: ServiceMap) -> Entered:
    """What takes the records of a sheet into a map. `sheet` is the map that they make alone.

    Values are compared by what they mean: `2 days` changes nothing where `2d` stands.
    """
    edits: list[Edit] = []
    left: list[str] = []
    there, theirs = _between(m), _between(sheet)
    for party in records.parties:
        edits += _of_party(m, party, sheet)
    seen: set[object] = set()
    for one in records.deliveries:
        if one.any_of:
            left.append(
                f"{one.provider.text} for {one.customer.text}: alternatives are added by hand,"
                " under any_of:"
            )
            continue
        for edit in _of_delivery(m, one, sheet, there, theirs):
            about = _about(edit)
            if about not in seen:
                seen.add(about)
                edits.append(edit)
    return Entered(tuple(edits), tuple(left))


def _about(edit: Edit) -> object:
    """What two edits share that say the same: several rows may speak of one service."""
    if isinstance(edit, DeliverySays) and edit.side is SERVES and edit.key in OF_A_SERVICE:
        edit = edit._replace(reliance=edit.reliance.rpartition(" > ")[0])
    return repr(edit)


def _of_party(m: ServiceMap, party: PartyRecord, sheet: ServiceMap) -> Iterator[Edit]:
    id_ = slug(party.name.text)
    there = m.parties.get(id_)
    if there is None:
        fields = {key: _plain(value) for key, value in party.fields.items()}
        yield AddParty(Group(party.group), party.name.text, fields)
        return
    for key, value in party.fields.items():
        new = getattr(sheet.parties[id_], key)
        if key == "feedback":
            yield from _heard(id_, None, there.feedback, new, value)
        elif not _says_the_same(getattr(there, key), new):
            yield PartySays(id_, key, _plain(value))


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
        words = _plain(value)
        assert isinstance(words, Mapping), "a row holds one"
        yield AddFeedback(customer, words, reliance)


def _says_the_same(one: object, other: object) -> bool:
    """Whether two values mean the same, wherever they stand."""
    return all_said(one) == all_said(other)


def _of_delivery(
    m: ServiceMap, one: DeliveryRecord, sheet: ServiceMap, known: _Between, told: _Between
) -> Iterator[Edit]:
    provider, customer = slug(one.provider.text), slug(one.customer.text)
    service = one.service.text if one.service is not None else None
    there = _there(known, provider, customer, service)
    theirs = _there(told, provider, customer, service)
    for side, said in ((SERVES, one.serves), (RELIES_ON, one.relies_on)):
        if said is None:
            continue
        speaker, other = (provider, one.customer) if side is SERVES else (customer, one.provider)
        own = _side_of(there, side)
        if there is None or own is None:
            named = {"service": service} if service is not None else {}
            fields = {key: _plain(value) for key, value in said.items()}
            yield AddDelivery(speaker, side, _name(m, other.text), {**named, **fields})
            continue
        for key, value in said.items():
            new = _value(sheet, theirs, side, key)
            if key == "feedback" and there.customer_says is not None:
                before = there.customer_says.feedback
                yield from _heard(customer, there.id, before, new, value)
            elif not _says_the_same(_value(m, there, side, key), new):
                yield DeliverySays(there.id, side, key, _plain(value))


def _between(m: ServiceMap) -> _Between:
    """Provider and customer -> what is delivered between them."""
    found: dict[tuple[str, str], list[Reliance]] = {}
    for one in (*m.reliances, *m.unsaid):
        found.setdefault((one.provider, one.customer), []).append(one)
    return found


def _there(known: _Between, provider: str, customer: str, service: str | None) -> Reliance | None:
    """The delivery that a row means; one without a service means the only one there is."""
    between = known.get((provider, customer), ())
    if service is not None:
        wanted = f"{provider}/{slug(service)}"
        between = [one for one in between if one.service == wanted]
    return between[0] if len(between) == 1 else None


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


def _name(m: ServiceMap, text: str) -> str:
    """A party as the map calls it."""
    there = m.parties.get(slug(text))
    return there.name if there is not None and slug(there.name) == there.id else text


def _plain(value: CellValue) -> YamlValue:
    if isinstance(value, CellText):
        return value.text
    if isinstance(value, Mapping):
        return {key: _plain(inner) for key, inner in value.items()}
    return [_plain(inner) for inner in value]
