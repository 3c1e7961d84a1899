"""What changed between two versions of a map, in sentences.

Parties are the same where their ids are, or where one went and another came in its place: then it
was renamed. What moved from one file to another, or stands on another line, is no change.
"""

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import NamedTuple

from servicemap.comparing import fields, sentences
from servicemap.comparing.renaming import renames, told_apart, with_ids
from servicemap.comparing.values_in_words import as_spoken, written
from servicemap.model import (
    Allow,
    Option,
    Party,
    Reliance,
    Scenario,
    Service,
    ServiceMap,
)
from servicemap.wording.lists import listed
from servicemap.wording.names import KINDS


class ChangeKind(StrEnum):
    """What happened to a subject."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


class Change(NamedTuple):
    """One thing that differs.

    `subject` is the id of a party, service or reliance, `scenario/...` or `option/...`, or `map`
    for what is said of the map itself. `field` names the key as a map writes it, `old` and `new`
    are its two values as people would write them (None: not said); for what was added or removed
    all three are None.
    """

    kind: ChangeKind
    subject: str
    field: str | None
    old: str | None
    new: str | None
    sentence: str


class Compared(NamedTuple):
    """Two versions, by the ids of the new one, and both as they are spoken of.

    In the latter, an id stands after each name that several parties have.
    """

    old: ServiceMap
    new: ServiceMap
    spoken_old: ServiceMap
    spoken_new: ServiceMap
    renamed: Mapping[str, Party]


def compare(old: ServiceMap, new: ServiceMap) -> tuple[Change, ...]:
    """Every difference: of the map, then parties, services, deliveries, scenarios and options.

    Each in the order of the new map, and after them what is gone, in the order of the old one.
    """
    ids = renames(old, new)
    was = with_ids(old, ids)
    renamed = {now: old.parties[before] for before, now in ids.items()}
    both = Compared(was, new, *told_apart(was, new), renamed)
    return (
        *_fields("map", "The map", both, old, new, fields.MAP, sentences.MAP, {}),
        *_parties(both),
        *_services(both),
        *_alternatives(both),
        *_reliances(both),
        *_named(
            "scenario", both, was.scenarios, new.scenarios, fields.SCENARIO, sentences.SCENARIO
        ),
        *_named("option", both, was.options, new.options, fields.OPTION, sentences.OPTION),
    )


def _parties(both: Compared) -> Iterator[Change]:
    old, new = both.old.parties, both.new.parties
    for id_, party in new.items():
        spoken = both.spoken_new.parties[id_]
        before = old.get(id_)
        if before is None:
            yield _added(id_, f"{_one(spoken)} is new.")
            continue
        if id_ in both.renamed:
            earlier = both.renamed[id_]
            said = f"{_one(spoken)} is renamed; it was {earlier.name}."
            if earlier.name == party.name:
                said = f"{_one(spoken)} is renamed from {earlier.id} to {id_}."
            yield Change(ChangeKind.CHANGED, id_, "id", earlier.id, id_, said)
            before = before._replace(name=party.name)
        names = {"party": spoken.name}
        yield from _fields(
            id_, spoken.name, both, before, party, fields.PARTY, sentences.PARTY, names
        )
        yield from _allowed(id_, spoken.name, before.allow, party.allow)
    for id_ in old:
        if id_ not in new:
            yield _removed(id_, f"{_one(both.spoken_old.parties[id_])} is gone.")


def _allowed(
    subject: str, where: str, old: Iterable[Allow], new: Iterable[Allow]
) -> Iterator[Change]:
    """The findings that somebody lives with from now on, or for another reason, or no longer."""
    was, now = ({allow.rule: allow.reason for allow in allows} for allows in (old, new))
    for rule in dict.fromkeys((*now, *was)):
        if was.get(rule) != now.get(rule):
            names = {"rule": rule, "where": where}
            reasons = was.get(rule), now.get(rule)
            said = sentences.sentence({"allow": sentences.ALLOW}, "allow", names, *reasons)
            before, after = (None if one is None else f"{rule}: {one}" for one in reasons)
            yield Change(ChangeKind.CHANGED, subject, "allow", before, after, said or "")


def _one(party: Party) -> str:
    return f"The {KINDS[party.group]} {party.name}"


def _services(both: Compared) -> Iterator[Change]:
    """Of services that somebody gets, coming and going is said by their deliveries."""
    old, new = both.old, both.new
    delivered = {r.service for r in old.reliances} | {r.service for r in new.reliances}
    for id_, service in new.services.items():
        before = old.services.get(id_)
        full = _full_name(both.spoken_new, service)
        if before is not None:
            provider = both.spoken_new.parties[service.provider].name
            names = {"provider": provider, "service": service.name}
            yield from _fields(
                id_, full, both, before, service, fields.SERVICE, sentences.SERVICE, names
            )
            yield from _needs(both, before, service)
        elif id_ not in delivered:
            yield _added(id_, f"{full} is new.")
    for id_, service in old.services.items():
        if id_ not in new.services and id_ not in delivered:
            yield _removed(id_, f"{_full_name(both.spoken_old, service)} is gone.")


def _needs(both: Compared, before: Service, after: Service) -> Iterator[Change]:
    """What a service waits for; where nobody said, that is everything its provider relies on."""
    was, now = before.needs, after.needs
    if was is not None and now is not None and set(was) == set(now):
        return  # in which order they are named says nothing
    if was == now:
        return
    old, new = both.spoken_old, both.spoken_new
    provider = new.parties[after.provider].name
    come = [one for one in now or () if one not in (was or ())]
    gone = [one for one in was or () if one not in (now or ())]
    if now is None:
        said = f"waits for everything that {provider} relies on now"
    elif was is None:
        said = f"waits for {_called(new, now) or 'nothing'} now, and not for all it relies on"
    elif come and gone:
        said = f"waits for {_called(new, come)} now, and not for {_called(old, gone)} any more"
    elif come:
        said = f"waits for {_called(new, come)} as well now"
    else:
        said = f"does not wait for {_called(old, gone)} any more"
    old_ids, new_ids = ("nothing" if one == () else written(one) for one in (was, now))
    sentence = f"{after.name} of {provider} {said}."
    yield Change(ChangeKind.CHANGED, after.id, "needs", old_ids, new_ids, sentence)


def _called(m: ServiceMap, services: Iterable[str]) -> str:
    """`Papers of Customs and Stock of Warehouse`."""
    found = [m.services[one] for one in services]
    return listed([f"{one.name} of {m.parties[one.provider].name}" for one in found], len(found))


def _full_name(m: ServiceMap, service: Service) -> str:
    return f"{m.parties[service.provider].name}, {service.name}"


def _alternatives(both: Compared) -> Iterator[Change]:
    """Which services do instead of each other, by the party that gets them."""

    def of(m: ServiceMap) -> dict[str, list[tuple[str, ...]]]:
        found: dict[str, list[tuple[str, ...]]] = {}
        for one in m.alternatives:
            found.setdefault(one.customer, []).append(one.services)
        return found

    def choices(m: ServiceMap, groups: Iterable[Iterable[str]]) -> str | None:
        said = [" or ".join(_called(m, [one]) for one in group) for group in groups]
        return "either " + ", and either ".join(said) if said else None

    def ids_of(groups: Iterable[Iterable[str]]) -> str | None:
        return written(["either " + " or ".join(group) for group in groups])

    old, new = both.spoken_old, both.spoken_new
    before, after = of(old), of(new)
    for customer in dict.fromkeys((*after, *before)):
        if customer not in old.parties or customer not in new.parties:
            continue
        was, now = before.get(customer, []), after.get(customer, [])
        if was != now:
            names = {"party": new.parties[customer].name}
            spoken = choices(old, was), choices(new, now)
            said = sentences.sentence(sentences.PARTY, "any_of", names, *spoken)
            yield Change(
                ChangeKind.CHANGED, customer, "any_of", ids_of(was), ids_of(now), said or ""
            )


def _reliances(both: Compared) -> Iterator[Change]:
    before = {reliance.id: reliance for reliance in both.old.reliances}
    after = {reliance.id: reliance for reliance in both.new.reliances}
    kept = [one for one in both.new.reliances if one.id in before]
    knew = {(one.customer, one.provider) for one in kept}
    relied = {one.customer for one in kept}
    for id_, reliance in after.items():
        names = _names(both.spoken_new, reliance)
        if id_ in before:
            yield from _delivery(both, before[id_], reliance, names)
        elif (reliance.customer, reliance.provider) in knew:
            said = "{customer} now relies on {provider} for {service} as well."
            yield _added(id_, said.format(**names))
        elif reliance.customer in relied:
            said = "{customer} now relies on {provider} as well, for {service}."
            yield _added(id_, said.format(**names))
        else:
            yield _added(id_, "{customer} now relies on {provider} for {service}.".format(**names))
    for id_, reliance in before.items():
        if id_ not in after:
            said = "{customer} no longer relies on {provider} for {service}."
            yield _removed(id_, said.format(**_names(both.spoken_old, reliance)))


def _delivery(
    both: Compared, old: Reliance, new: Reliance, names: Mapping[str, str]
) -> Iterator[Change]:
    """What is said otherwise of one delivery, by either side."""
    subject = "{customer} relies on {provider} for {service}".format(**names)
    for keys, table in (
        (fields.RELIANCE, sentences.RELIANCE),
        (fields.PROVIDER_SAYS, sentences.PROVIDER_SAYS),
        (fields.CUSTOMER_SAYS, sentences.CUSTOMER_SAYS),
    ):
        for change in _fields(new.id, subject, both, old, new, keys, table, names):
            # Who does not choose any more needs no time to switch: that it chose has been said.
            if change.field != "switch" or _is_choice(both.new, new):
                yield change
    known = both.old.services[old.service].name == both.new.services[new.service].name
    for side, was, now in (
        ("provider", old.provider_says, new.provider_says),
        ("customer", old.customer_says, new.customer_says),
    ):
        where = "{service} of {provider} for {customer}, by ".format(**names) + names[side]
        yield from _allowed(new.id, where, was.allow if was else (), now.allow if now else ())
        if known and was and now and was.service_name != now.service_name:
            called = was.service_name, now.service_name
            who = {**names, "side": names[side]}
            said = sentences.sentence({"service": sentences.CALLED}, "service", who, *called)
            yield Change(ChangeKind.CHANGED, new.id, "service", *called, said or "")


def _is_choice(m: ServiceMap, one: Reliance) -> bool:
    """Whether something else would do instead of what is delivered."""
    return any(
        group.customer == one.customer and one.service in group.services for group in m.alternatives
    )


def _names(m: ServiceMap, reliance: Reliance) -> dict[str, str]:
    return {
        "customer": m.parties[reliance.customer].name,
        "provider": m.parties[reliance.provider].name,
        "service": m.services[reliance.service].name,
    }


def _named(
    what: str,
    both: Compared,
    old: Mapping[str, Scenario] | Mapping[str, Option],
    new: Mapping[str, Scenario] | Mapping[str, Option],
    keys: fields.Fields,
    table: Mapping[str, sentences.Said],
) -> Iterator[Change]:
    for id_, one in new.items():
        subject, full = f"{what}/{id_}", f"The {what} {one.name}"
        if id_ in old:
            yield from _fields(subject, full, both, old[id_], one, keys, table, {"name": one.name})
        else:
            yield _added(subject, f"The {what} {one.name} is new.")
    for id_, one in old.items():
        if id_ not in new:
            yield _removed(f"{what}/{id_}", f"The {what} {one.name} is gone.")


def _fields(
    subject: str,
    name: str,
    both: Compared,
    old: object,
    new: object,
    keys: fields.Fields,
    table: Mapping[str, sentences.Said],
    names: Mapping[str, str],
) -> Iterator[Change]:
    """A change for each key of which two records say different things."""
    for field, said in keys.items():
        was, now = said(old), said(new)
        if was == now:
            continue
        spoken = as_spoken(field, was, both.spoken_old), as_spoken(field, now, both.spoken_new)
        told = sentences.sentence(table, field, names, *spoken)
        if told is None:
            told = f"{name}: {sentences.otherwise(field, *spoken)}"
        yield Change(ChangeKind.CHANGED, subject, field, written(was), written(now), told)


def _added(subject: str, sentence: str) -> Change:
    return Change(ChangeKind.ADDED, subject, None, None, None, sentence)


def _removed(subject: str, sentence: str) -> Change:
    return Change(ChangeKind.REMOVED, subject, None, None, None, sentence)
