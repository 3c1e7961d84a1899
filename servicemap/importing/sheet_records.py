"""What a spreadsheet says, as records of plain text: parties, and what is delivered between them.

This is what leaves the room: whoever makes a new map of it, or adds it to one that is there, needs
to know nothing of sheets. Every text keeps the cell that it stood in.
"""

from collections.abc import Mapping
from typing import NamedTuple

from servicemap.loading.cells import CellText, CellValue


class PartyRecord(NamedTuple):
    """A party: its name, the section of the map it stands in, and the keys it has there.

    `guessed`: nobody said which section; it follows from who serves whom.
    """

    name: CellText
    group: str
    fields: Mapping[str, CellValue]
    guessed: bool = True


class DeliveryRecord(NamedTuple):
    """One delivery. `serves` is what the provider says of it, `relies_on` what the customer says;
    None for the one that says nothing.

    `any_of` is the same for those of one customer of which one is enough; empty for none.
    """

    provider: CellText
    customer: CellText
    service: CellText | None
    serves: Mapping[str, CellValue] | None
    relies_on: Mapping[str, CellValue] | None = None
    any_of: str = ""


class SheetRecords(NamedTuple):
    """All that one table says. `header` is for `map:`; `told` how it was read, in sentences."""

    parties: tuple[PartyRecord, ...]
    deliveries: tuple[DeliveryRecord, ...]
    header: Mapping[str, str]
    told: tuple[str, ...] = ()
