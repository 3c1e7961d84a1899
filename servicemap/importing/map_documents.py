"""The records of a sheet in the form of a map: sections, parties in them, what each side says.

Nothing here is YAML: it is what a file of a map would say, as keys and values with their cells.
"""

from collections.abc import Iterator, Mapping

from servicemap.importing.sheet_records import CellText, CellValue, DeliveryRecord, SheetRecords
from servicemap.importing.tables import CellPlace
from servicemap.loading.cells import in_cell, node_in_cells
from servicemap.loading.format.declarations import ANY_OF, SECTIONS
from servicemap.loading.yaml.events import TopEntry
from servicemap.slugs import slug

MapDocument = Mapping[str, Mapping[str, CellValue]]
"""Section -> the entries in it, by name; under `map` the keys themselves."""


def document_of(records: SheetRecords) -> MapDocument:
    """What a map of these records says."""
    start = CellPlace(0, 0)
    found: dict[str, dict[str, CellValue]] = {
        "map": {key: CellText(text, start) for key, text in records.header.items()}
    }
    names = {slug(party.name.text): party.name.text for party in records.parties}
    for section in SECTIONS:
        parties = [party for party in records.parties if party.group == section.name]
        for party in parties:
            own = slug(party.name.text)
            fields: dict[str, CellValue] = dict(party.fields)
            if serves := _offers(records, own, names):
                fields["serves"] = serves
            if relies_on := _wishes(records, own, names):
                fields["relies_on"] = relies_on
            found.setdefault(section.name, {})[party.name.text] = fields
    return {section: entries for section, entries in found.items() if entries}


def _named(said: CellText, names: Mapping[str, str]) -> CellText:
    """A party as it is called where it is declared."""
    return said._replace(text=names.get(slug(said.text), said.text))


def _offers(records: SheetRecords, own: str, names: Mapping[str, str]) -> tuple[CellValue, ...]:
    """What a party says it serves; equal entries for several customers are one."""
    entries: list[tuple[list[CellText], dict[str, CellValue]]] = []
    for one in records.deliveries:
        if slug(one.provider.text) != own or one.serves is None:
            continue
        said = _said(one, one.serves)
        customer = _named(one.customer, names)
        for customers, before in entries:
            if _alike(before, said) and all(slug(c.text) != slug(customer.text) for c in customers):
                customers.append(customer)
                break
        else:
            entries.append(([customer], said))
    return tuple(
        {"customer": customers[0] if len(customers) == 1 else tuple(customers), **said}
        for customers, said in entries
    )


def _alike(one: Mapping[str, CellValue], other: Mapping[str, CellValue]) -> bool:
    """Whether two entries say the same, in so many words."""
    return _texts(one) == _texts(other)


def _texts(value: CellValue) -> object:
    if isinstance(value, CellText):
        return value.text
    if isinstance(value, Mapping):
        return {key: _texts(inner) for key, inner in value.items()}
    return [_texts(inner) for inner in value]


def _wishes(records: SheetRecords, own: str, names: Mapping[str, str]) -> tuple[CellValue, ...]:
    """What a party says it relies on; alternatives stand together where the first of them is."""
    found: dict[str, list[CellValue]] = {}
    for number, one in enumerate(records.deliveries):
        if slug(one.customer.text) == own and one.relies_on is not None:
            entry = {"provider": _named(one.provider, names), **_said(one, one.relies_on)}
            label = slug(one.any_of)
            found.setdefault(f"any of {label}" if label else str(number), []).append(entry)
    return tuple(
        {ANY_OF: tuple(entries)} if label.startswith("any of ") else entries[0]
        for label, entries in found.items()
    )


def _said(one: DeliveryRecord, fields: Mapping[str, CellValue]) -> dict[str, CellValue]:
    return {**({"service": one.service} if one.service else {}), **fields}


def entries_of(document: MapDocument, records: SheetRecords) -> Iterator[TopEntry]:
    """The document as readers of maps take it, each node at its cell."""
    places = {party.name.text: party.name.place for party in records.parties}
    for section, entries in document.items():
        start = CellPlace(0, 0)
        if section == "map":
            yield TopEntry(in_cell(section, start), None, node_in_cells(entries, start))
            continue
        for name, value in entries.items():
            place = places[name]
            key = in_cell(name, place)
            yield TopEntry(in_cell(section, place), key, node_in_cells(value, place))
