"""What a party would have to say is still true: itself, and its word on each of its deliveries."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from servicemap.comparing.values_in_words import as_spoken, objective_in_words
from servicemap.editing.edits import DeliverySays, Edit, PartySays
from servicemap.editing.shared_entries import said_once
from servicemap.index import find_party
from servicemap.loading.entries.delivery_sides import RELIES_ON, SERVES, DeliverySide
from servicemap.locations import Location
from servicemap.model import CustomerSays, Party, ProviderSays, Reliance, ServiceMap
from servicemap.wording.verbs import spoken, told

_OF_PARTIES = ("department", "owner", "contact", "about", "objectives", "calendar", "recovers")
_OF_BOTH_SIDES = ("noticed_after", "channel", "quality")
_OF_PROVIDERS = ("promise", "slack", "departs", "worth", *_OF_BOTH_SIDES, "others")
_OF_CUSTOMERS = ("expects", "slack", "standing", "switch", *_OF_BOTH_SIDES, "wants")
_OF_SERVICES = ("takes", "needs", "not_before", "often_late", "recovers")


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


class Confirmations(NamedTuple):
    """What to write down of what is still true, and what has no place.

    `unwritten` is what the party said of itself, where its day would speak for `others` too: they
    have no day of their own, and nobody confirmed them.
    """

    changes: list[Edit]
    unwritten: Statement | None = None
    others: tuple[Statement, ...] = ()


def statements_of(m: ServiceMap, which: str) -> list[Statement]:
    """All that a party says, by its name or id: of itself first, then whom it serves.

    Raises UnknownName.
    """
    party = m.parties[find_party(m, which)]
    return [*_of_itself(m, party), *_of_deliveries(m, party)]


def confirmations(
    m: ServiceMap, party: str, asked: Sequence[Statement], true: Collection[Statement], today: date
) -> Confirmations:
    """What to write down where some of the statements of a party, by its id, are still true.

    The day of a party speaks for all that it says without a day of its own, so it is written where
    all of that is true; else each has a day of its own.
    """
    day = str(today)
    itself = next((one for one in asked if one.side is None), None)
    undated = [one for one in asked if one.side is not None and not one.dated]
    others = tuple(one for one in undated if one not in true)
    for_all = not others and (itself in true if itself else bool(undated))
    changes: list[Edit] = [PartySays(party, "confirmed", day)] if for_all else []
    for one in asked:
        if one.reliance is None or one.side is None or one not in true:
            continue
        if one.dated or not for_all:
            changes.append(DeliverySays(one.reliance, one.side, "confirmed", day))
    unwritten = itself if itself in true and others else None
    return Confirmations(said_once(m, changes), unwritten, others if unwritten else ())


def _of_itself(m: ServiceMap, party: Party) -> Iterator[Statement]:
    """What is said of the party alone, where that is anything."""
    details = _details(m, party, _OF_PARTIES)
    if details:
        sentence = told("the map says of {party}", party=spoken(party))
        dated = party.confirmed is not None
        yield Statement(sentence, details, party.location, party.confirmed, dated)


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
            details = (*_alternatives(m, one), *_details(m, one.customer_says, _OF_CUSTOMERS))
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


def _alternatives(m: ServiceMap, one: Reliance) -> Iterator[str]:
    """Which deliveries are enough instead of this one."""
    for group in m.alternatives:
        if group.customer == one.customer and one.service in group.services:
            given = (m.services[id_] for id_ in group.services)
            named = [f"{each.name} from {m.name_of(each.provider)}" for each in given]
            yield f"any_of: {' or '.join(named)}"


def _details(m: ServiceMap, record: object, keys: Sequence[str]) -> tuple[str, ...]:
    found = []
    for key in keys:
        value = getattr(record, key)
        if key == "needs" and value is not None:
            names = [m.name_of(one) for one in value]
            found.append(f"{key}: {', '.join(names) or 'nothing'}")
        elif key == "objectives":
            found += [f"objective: {objective_in_words(one, m)}" for one in value]
        elif (words := as_spoken(key, value, m)) and value is not False:
            found.append(f"{key}: {words}")
    return tuple(found)
