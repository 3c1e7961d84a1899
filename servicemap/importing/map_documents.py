"""The records of a sheet in the form of a map: sections, parties in them, what each side says.

Nothing here is YAML: it is what a file of a map would say, as keys and values with their cells.
"""

from collections.abc import Iterator, Mapping

from servicemap.importing.sheet_records import SheetRecords
from servicemap.loading.cells import (
    CellPlace,
    CellText,
    CellValue,
    in_cell,
    node_in_cells,
    said_in_cells,
)
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
    offers: dict[str, _Entries] = {}
    wishes: dict[str, _Entries] = {}
    for number, one in enumerate(records.deliveries):
        provider, customer = (_named(said, names) for said in (one.provider, one.customer))
        service = {"service": one.service} if one.service else {}
        if one.serves is not None:
            offered = offers.setdefault(slug(provider.text), _Entries())
            offered.offer(customer, {**service, **one.serves})
        if one.relies_on is not None:
            label = f"any of {slug(one.any_of)}" if slug(one.any_of) else str(number)
            wished = wishes.setdefault(slug(customer.text), _Entries())
            wished.held.setdefault(label, []).append(
                {"provider": provider, **service, **one.relies_on}
            )
    for section in SECTIONS:
        for party in records.parties:
            if party.group == section.name:
                own = slug(party.name.text)
                fields: dict[str, CellValue] = dict(party.fields)
                if own in offers:
                    fields["serves"] = offers[own].offered()
                if own in wishes:
                    fields["relies_on"] = wishes[own].wished()
                found.setdefault(section.name, {})[party.name.text] = fields
    return {section: entries for section, entries in found.items() if entries}


def _named(said: CellText, names: Mapping[str, str]) -> CellText:
    """A party as it is called where it is declared."""
    return said._replace(text=names.get(slug(said.text), said.text))


class _Entries:
    """What one party says it serves, or relies on."""

    def __init__(self) -> None:
        self.held: dict[str, list[CellValue]] = {}
        self._customers: dict[str, dict[str, CellText]] = {}
        self._said: dict[str, Mapping[str, CellValue]] = {}

    def offer(self, customer: CellText, said: Mapping[str, CellValue]) -> None:
        """One delivery; what is equal for several customers is one entry, but each once in it."""
        label = repr(said_in_cells(said))
        while slug(customer.text) in self._customers.get(label, ()):
            label += "+"
        self._said.setdefault(label, said)
        self._customers.setdefault(label, {})[slug(customer.text)] = customer

    def offered(self) -> tuple[CellValue, ...]:
        """The entries under `serves:`."""
        return tuple(
            {"customer": others[0] if len(others) == 1 else others, **self._said[label]}
            for label, named in self._customers.items()
            if (others := tuple(named.values()))
        )

    def wished(self) -> tuple[CellValue, ...]:
        """The entries under `relies_on:`; alternatives where the first of them stands."""
        return tuple(
            {ANY_OF: tuple(entries)} if label.startswith("any of ") else entries[0]
            for label, entries in self.held.items()
        )


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
