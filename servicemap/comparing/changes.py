"""What changed between two versions of a map, as values.

Parties and services are the same where their ids are, or where one went and another came in its
place: then it was renamed. What moved from one file to another, or stands on another line, is no
change.
"""

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import NamedTuple, TypeVar

from servicemap.comparing import fields
from servicemap.comparing.renaming import renamed_services, renames, with_ids
from servicemap.model import Allow, Reliance, Service, ServiceMap


class ChangeKind(StrEnum):
    """What happened to a subject."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


class RecordKind(StrEnum):
    """What kind of record a subject is."""

    MAP = "map"
    PARTY = "party"
    SERVICE = "service"
    RELIANCE = "reliance"
    ACTION = "action"
    SCENARIO = "scenario"
    OPTION = "option"


BY_NAME = frozenset({RecordKind.ACTION, RecordKind.SCENARIO, RecordKind.OPTION})
"""What stands under a name of its own beside the parties."""


class SaidBy(StrEnum):
    """Who says what changed of a delivery."""

    PROVIDER = "provider"
    CUSTOMER = "customer"


class Change(NamedTuple):
    """One thing that differs.

    `of` is what kind of record, `subject` its id; of the map itself there is none. `field` names
    the key as a map writes it, `old` and `new` are its two values as the model has them (None: not
    said); for what was added or removed all three are None. `by` is the side of a delivery whose
    own word it is, where not that which counts.
    """

    kind: ChangeKind
    of: RecordKind
    subject: str
    field: str | None = None
    old: object = None
    new: object = None
    by: SaidBy | None = None


def compare(old: ServiceMap, new: ServiceMap) -> tuple[Change, ...]:
    """Every difference: of the map, its parties, services, deliveries, actions, scenarios, options.

    Each in the order of the new map, and after them what is gone, in the order of the old one. A
    party or service that was renamed has its new id, and all that names it too.
    """
    parties = renames(old, new)
    was = with_ids(old, parties)
    services = renamed_services(was, new)
    was = with_ids(was, services)
    return (
        *_fields(RecordKind.MAP, "", old, new, fields.MAP),
        *_parties(was, new, {now: before for before, now in parties.items()}),
        *_services(was, new, {now: before for before, now in services.items()}),
        *_alternatives(was, new),
        *_unsaid(was, new),
        *_reliances(was, new),
        *_listed(RecordKind.ACTION, was.actions, new.actions, fields.ACTION),
        *_listed(RecordKind.SCENARIO, was.scenarios, new.scenarios, fields.SCENARIO),
        *_listed(RecordKind.OPTION, was.options, new.options, fields.OPTION),
    )


def _parties(old: ServiceMap, new: ServiceMap, renamed: Mapping[str, str]) -> Iterator[Change]:
    for id_, party in new.parties.items():
        before = old.parties.get(id_)
        if before is None:
            yield Change(ChangeKind.ADDED, RecordKind.PARTY, id_)
            continue
        if id_ in renamed:
            yield Change(ChangeKind.CHANGED, RecordKind.PARTY, id_, "id", renamed[id_], id_)
            before = before._replace(name=party.name)
        if fields.alike(before, party):
            continue
        yield from _fields(RecordKind.PARTY, id_, before, party, fields.PARTY)
        yield from _allowed(RecordKind.PARTY, id_, before.allow, party.allow)
    for id_ in old.parties:
        if id_ not in new.parties:
            yield Change(ChangeKind.REMOVED, RecordKind.PARTY, id_)


def _allowed(
    of: RecordKind,
    subject: str,
    old: Iterable[Allow],
    new: Iterable[Allow],
    by: SaidBy | None = None,
) -> Iterator[Change]:
    """The findings that somebody lives with from now on, or for another reason, or no longer."""
    was, now = ({one.rule: one for one in allows} for allows in (old, new))
    for rule in dict.fromkeys((*now, *was)):
        before, after = was.get(rule), now.get(rule)
        if (before and before.reason) != (after and after.reason):
            yield Change(ChangeKind.CHANGED, of, subject, "allow", before, after, by)


def _services(old: ServiceMap, new: ServiceMap, renamed: Mapping[str, str]) -> Iterator[Change]:
    """Of services that somebody gets, coming and going is said by their deliveries."""
    delivered = {r.service for r in old.reliances} | {r.service for r in new.reliances}
    for id_, service in new.services.items():
        before = old.services.get(id_)
        if before is not None:
            if id_ in renamed:
                yield Change(ChangeKind.CHANGED, RecordKind.SERVICE, id_, "id", renamed[id_], id_)
                before = before._replace(name=service.name)
            if fields.alike(before, service):
                continue
            yield from _fields(RecordKind.SERVICE, id_, before, service, fields.SERVICE)
            if _needs(before) != _needs(service):
                values = before.needs, service.needs
                yield Change(ChangeKind.CHANGED, RecordKind.SERVICE, id_, "needs", *values)
        elif id_ not in delivered:
            yield Change(ChangeKind.ADDED, RecordKind.SERVICE, id_)
    for id_ in old.services:
        if id_ not in new.services and id_ not in delivered:
            yield Change(ChangeKind.REMOVED, RecordKind.SERVICE, id_)


def _needs(service: Service) -> frozenset[str] | None:
    """What it waits for: in which order they are named says nothing."""
    return None if service.needs is None else frozenset(service.needs)


def _alternatives(old: ServiceMap, new: ServiceMap) -> Iterator[Change]:
    """Which services do instead of each other, by the party that gets them."""

    def of(m: ServiceMap) -> dict[str, tuple[tuple[str, ...], ...]]:
        found: dict[str, tuple[tuple[str, ...], ...]] = {}
        for one in m.alternatives:
            found[one.customer] = (*found.get(one.customer, ()), one.services)
        return found

    before, after = of(old), of(new)
    for customer in dict.fromkeys((*after, *before)):
        if customer in old.parties and customer in new.parties:
            was, now = before.get(customer), after.get(customer)
            if was != now:
                yield Change(ChangeKind.CHANGED, RecordKind.PARTY, customer, "any_of", was, now)


def _unsaid(old: ServiceMap, new: ServiceMap) -> Iterator[Change]:
    """On whom somebody relies, or whom somebody serves, without saying for what."""

    def of(m: ServiceMap) -> dict[tuple[str, str], tuple[str, ...]]:
        found: dict[tuple[str, str], tuple[str, ...]] = {}
        for one in m.unsaid:
            speaker, field, other = one.customer, "unsaid", one.provider
            if one.customer_says is None:
                speaker, field, other = one.provider, "unsaid_to", one.customer
            known = found.get((speaker, field), ())
            found[speaker, field] = (*known, m.parties[other].name)
        return found

    before, after = of(old), of(new)
    for speaker, field in dict.fromkeys((*after, *before)):
        was, now = before.get((speaker, field)), after.get((speaker, field))
        if was != now and speaker in old.parties and speaker in new.parties:
            yield Change(ChangeKind.CHANGED, RecordKind.PARTY, speaker, field, was, now)


def _reliances(old: ServiceMap, new: ServiceMap) -> Iterator[Change]:
    before = {reliance.id: reliance for reliance in old.reliances}
    after = {reliance.id: reliance for reliance in new.reliances}
    for id_, reliance in after.items():
        if id_ in before:
            yield from _delivery(old, new, before[id_], reliance)
        else:
            yield Change(ChangeKind.ADDED, RecordKind.RELIANCE, id_)
    for id_ in before:
        if id_ not in after:
            yield Change(ChangeKind.REMOVED, RecordKind.RELIANCE, id_)


def _delivery(old: ServiceMap, new: ServiceMap, was: Reliance, now: Reliance) -> Iterator[Change]:
    """What is said otherwise of one delivery, by either side."""
    if fields.alike(was.provider_says, now.provider_says) and fields.alike(
        was.customer_says, now.customer_says
    ):
        return
    for change in _fields(RecordKind.RELIANCE, now.id, was, now, fields.RELIANCE):
        # Who does not choose any more needs no time to switch: that it chose has been said.
        if change.field != "switch" or _is_choice(new, now):
            yield change
    for by, keys in (
        (SaidBy.PROVIDER, fields.PROVIDER_SAYS),
        (SaidBy.CUSTOMER, fields.CUSTOMER_SAYS),
    ):
        yield from _fields(RecordKind.RELIANCE, now.id, was, now, keys, by)
    known = old.services[was.service].name == new.services[now.service].name
    for by, before, after in (
        (SaidBy.PROVIDER, was.provider_says, now.provider_says),
        (SaidBy.CUSTOMER, was.customer_says, now.customer_says),
    ):
        allows = before.allow if before else (), after.allow if after else ()
        yield from _allowed(RecordKind.RELIANCE, now.id, *allows, by)
        if known and before and after and before.service_name != after.service_name:
            called = before.service_name, after.service_name
            yield Change(ChangeKind.CHANGED, RecordKind.RELIANCE, now.id, "service", *called, by)


def _is_choice(m: ServiceMap, one: Reliance) -> bool:
    """Whether something else would do instead of what is delivered."""
    return any(
        group.customer == one.customer and one.service in group.services for group in m.alternatives
    )


Record = TypeVar("Record")


def _listed(
    of: RecordKind, old: Mapping[str, Record], new: Mapping[str, Record], keys: fields.FieldReaders
) -> Iterator[Change]:
    for id_, one in new.items():
        if id_ in old:
            yield from _fields(of, id_, old[id_], one, keys)
        else:
            yield Change(ChangeKind.ADDED, of, id_)
    for id_ in old:
        if id_ not in new:
            yield Change(ChangeKind.REMOVED, of, id_)


def _fields(
    of: RecordKind,
    subject: str,
    old: object,
    new: object,
    keys: fields.FieldReaders,
    by: SaidBy | None = None,
) -> Iterator[Change]:
    """A change for each key of which two records say different things."""
    for field, said in keys.items():
        was, now = said(old), said(new)
        if was != now:
            yield Change(ChangeKind.CHANGED, of, subject, field, was, now, by)
