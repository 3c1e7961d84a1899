"""What a party would have to say is still true: itself, and its word on each of its deliveries."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from servicemap.comparing.values_in_words import as_spoken
from servicemap.editing.edits import DeliverySays, Edit, PartySays
from servicemap.editing.shared_entries import said_once
from servicemap.index import find_party
from servicemap.loading.entries.delivery_sides import RELIES_ON, SERVES, DeliverySide
from servicemap.locations import Location
from servicemap.model import CustomerSays, Party, ProviderSays, Reliance, ServiceMap
from servicemap.wording.verbs import spoken, told

_OF_PARTIES = ("department", "owner", "contact", "about", "objectives")
_OF_PROVIDERS = ("promise", "slack", "departs", "worth")
_OF_CUSTOMERS = ("expects", "slack", "standing", "switch", "wants")
_OF_SERVICES = ("takes", "needs", "not_before", "often_late")


class Statement(NamedTuple):
    """Something that a party said, in a sentence, with what it said beside it.

    `reliance` is the id of the delivery that it is about, and `side` which side says so; None of
    what the party says of itself. `confirmed` is the day it last said so, of its own or its
    party's. `dated` tells whether it has a day of its own.
    """

    sentence: str
    details: tuple[str, ...]
    location: Location
    confirmed: date | None
    dated: bool
    reliance: str | None = None
    side: DeliverySide | None = None


def statements_of(m: ServiceMap, which: str) -> list[Statement]:
    """All that a party says, by its name or id: of itself first, then whom it serves.

    Raises UnknownName.
    """
    party = m.parties[find_party(m, which)]
    return [_of_itself(m, party), *_of_deliveries(m, party)]


def confirmations(
    m: ServiceMap, party: str, asked: Sequence[Statement], true: Collection[Statement], today: date
) -> list[Edit]:
    """What to write down where some of the statements of a party, by its id, are still true.

    Where all are, its own day speaks for those without one.
    """
    day = str(today)
    everything = len(true) == len(asked)
    changes: list[Edit] = []
    for one in asked:
        if one not in true:
            continue
        if one.reliance is None or one.side is None:
            if everything:
                changes.append(PartySays(party, "confirmed", day))
        elif one.dated or not everything:
            changes.append(DeliverySays(one.reliance, one.side, "confirmed", day))
    return said_once(m, changes)


def _of_itself(m: ServiceMap, party: Party) -> Statement:
    details = _details(m, party, _OF_PARTIES)
    sentence = told("the map says of {party}", party=spoken(party))
    return Statement(
        sentence, details, party.location, party.confirmed, party.confirmed is not None
    )


def _of_deliveries(m: ServiceMap, party: Party) -> Iterator[Statement]:
    for one in m.reliances:
        if one.provider == party.id and one.provider_says is not None:
            details = (
                *_details(m, one.provider_says, _OF_PROVIDERS),
                *_details(m, m.services[one.service], _OF_SERVICES),
            )
            yield _said(m, party, one, SERVES, one.provider_says, details)
    for one in m.reliances:
        if one.customer == party.id and one.customer_says is not None:
            details = _details(m, one.customer_says, _OF_CUSTOMERS)
            yield _said(m, party, one, RELIES_ON, one.customer_says, details)


def _said(
    m: ServiceMap,
    party: Party,
    one: Reliance,
    side: DeliverySide,
    says: ProviderSays | CustomerSays,
    details: tuple[str, ...],
) -> Statement:
    verb = "[serves|serve]" if side is SERVES else "[relies on|rely on]"
    other = m.parties[one.customer if side is SERVES else one.provider]
    sentence = told(
        f"{{party}} {verb} {{other}}: {{service}}",
        party=spoken(party),
        other=other.name,
        service=m.services[one.service].name,
    )
    return Statement(
        sentence,
        details,
        says.location,
        says.confirmed or party.confirmed,
        says.confirmed is not None,
        one.id,
        side,
    )


def _details(m: ServiceMap, record: object, keys: Sequence[str]) -> tuple[str, ...]:
    found = []
    for key in keys:
        value = getattr(record, key)
        if key == "needs" and value is not None:
            names = [m.name_of(one) for one in value]
            found.append(f"{key}: {', '.join(names) or 'nothing'}")
        elif (words := as_spoken(key, value, m)) and value is not False:
            found.append(f"{key}: {words}")
    return tuple(found)
