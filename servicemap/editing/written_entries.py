"""Where a file says what: the entry of a party, and that of each side of a delivery."""

from enum import Enum
from typing import NamedTuple

from servicemap.editing.pieces import SourceFile, TextPiece
from servicemap.model import CustomerSays, Party, ProviderSays
from servicemap.slugs import slug


class EntryForm(Enum):
    """How a delivery is written.

    KEYS    `{customer: Stores, service: Stock}`, in one line or several
    SHARED  the same for several parties at once: `{customer: [Stores, Shops], service: Stock}`
    NAMED   under the name of the other party: `Stores: Stock`, or `Stores: {service: Stock}`
    BARE    the name of the other party alone: `[Stores]`
    """

    KEYS = "keys"
    SHARED = "shared"
    NAMED = "named"
    BARE = "bare"


class DeliveryEntry(NamedTuple):
    """One side's entry of a delivery. `name` is where it names the other party.

    `entry` holds its keys; of a NAMED or BARE one it is the text that would have to hold them.
    """

    form: EntryForm
    name: TextPiece
    entry: TextPiece


def delivery_entry(
    source: SourceFile, says: ProviderSays | CustomerSays, other: str
) -> DeliveryEntry:
    """Where a side of a delivery is written; `other` is the key for the other party there."""
    name = source.at_location(says.location)
    inside = name.parent
    assert inside is not None, "a delivery stands under a key of a party"
    if name.value is not None:
        return DeliveryEntry(EntryForm.NAMED, name, _named(name.value, says.service_name))
    if inside.is_keys:
        return DeliveryEntry(EntryForm.KEYS, name, inside)
    if inside.key is not None and inside.key.words == other:
        assert inside.parent is not None, "it is a key of an entry"
        form = EntryForm.SHARED if len(inside.items) > 1 else EntryForm.KEYS
        return DeliveryEntry(form, name, inside.parent)
    return DeliveryEntry(EntryForm.BARE, name, name)


def _named(value: TextPiece, service: str | None) -> TextPiece:
    """What is said under the name of a party of one of its services."""
    if not value.is_list:
        return value
    wanted = slug(service or "")
    for item in value.items:
        own = item.under("service") if item.is_keys else item
        if slug(own.words if own else "") == wanted:
            return item
    raise KeyError(service)


class PartyEntry(NamedTuple):
    """Where a party is declared: its name, and its keys; None where it stands in a list."""

    name: TextPiece
    keys: TextPiece | None


def party_entry(source: SourceFile, party: Party) -> PartyEntry:
    """Where a party is declared."""
    name = source.at_location(party.location)
    return PartyEntry(name, name.value)
