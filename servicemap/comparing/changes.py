"""What changed between two versions of a map, in sentences.

Parties are the same where their ids are: who is renamed is gone, and somebody else is new. What
moved from one file to another, or stands on another line, is no change.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

from servicemap.comparing import sentences
from servicemap.comparing.values import as_spoken, written
from servicemap.model import (
    Group,
    Option,
    Party,
    Reliance,
    Scenario,
    Service,
    ServiceMap,
)
from servicemap.names import listed


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


DECLARED_BY = {
    (False, False): "both sides",
    (False, True): "the provider",
    (True, False): "the customer",
}
"""By whether the provider, and the customer, says nothing."""

Fields = Mapping[str, Callable[[Any], object]]
"""The key of a map -> what a record says there."""

_MAP: Fields = {
    # A map that gives itself no title has the name of its file, and a copy has another.
    "title": lambda m: m.title if "title" in m.places else None,
    "subtitle": lambda m: m.subtitle,
    "owner": lambda m: m.owner,
    "link": lambda m: m.link,
    "language": lambda m: m.language,
    "words": lambda m: m.words,
    "currency": lambda m: m.currency,
    "date": lambda m: m.date,
    "start": lambda m: m.start,
    "calendar": lambda m: m.calendar,
    "confirm_every": lambda m: m.confirm_every,
}

_PARTY: Fields = {
    "name": lambda p: p.name,
    "group": lambda p: p.group.replace("_", " "),
    "department": lambda p: p.department,
    "owner": lambda p: p.owner,
    "contact": lambda p: p.contact,
    "about": lambda p: p.about,
    "confirmed": lambda p: p.confirmed,
    "objectives": lambda p: p.objectives,
    "calendar": lambda p: p.calendar,
    "inside": lambda p: p.inside,
    "feedback": lambda p: _said_of(p.feedback),
    "care": lambda p: _said_of(p.care),
}

_SERVICE: Fields = {
    "name": lambda s: s.name,
    "takes": lambda s: s.takes,
    "often_late": lambda s: s.often_late,
}

_RELIANCE: Fields = {
    "declared by": lambda r: DECLARED_BY[r.provider_says is None, r.customer_says is None],
    "promise": lambda r: r.promise,
    "expects": lambda r: r.expects,
    "slack": lambda r: r.slack,
    "departs": lambda r: r.departs,
    "standing": lambda r: r.standing,
    "switch": lambda r: r.switch,
    "worth": lambda r: r.provider_says and r.provider_says.worth,
    "wants": lambda r: r.customer_says and r.customer_says.wants,
    "confirmed": lambda r: max(filter(None, _confirmations(r)), default=None),
    "feedback": lambda r: r.customer_says and _said_of(r.customer_says.feedback),
}

_SCENARIO: Fields = {
    "title": lambda s: s.title,
    "late": lambda s: s.late,
    "cause": lambda s: s.cause,
}

_OPTION: Fields = {
    "title": lambda o: o.title,
    "helps": lambda o: o.helps,
    "saves": lambda o: o.saves,
    "cost": lambda o: o.cost,
    "excludes": lambda o: o.excludes,
}

_CALLED = {
    Group.TEAMS: "team",
    Group.END_USERS: "end user",
    Group.PROSPECTS: "prospect",
    Group.DISTRIBUTORS: "distributor",
    Group.SUPPLIERS: "supplier",
}


def compare(old: ServiceMap, new: ServiceMap) -> tuple[Change, ...]:
    """Every difference: of the map, then parties, services, deliveries, scenarios and options.

    Each in the order of the new map, and after them what is gone, in the order of the old one.
    """
    return (
        *_fields("map", "The map", old, new, _MAP, sentences.MAP, {}),
        *_parties(old, new),
        *_services(old, new),
        *_alternatives(old, new),
        *_reliances(old, new),
        *_named("scenario", old.scenarios, new.scenarios, _SCENARIO, sentences.SCENARIO),
        *_named("option", old.options, new.options, _OPTION, sentences.OPTION),
    )


def _parties(old: ServiceMap, new: ServiceMap) -> Iterator[Change]:
    for id_, party in new.parties.items():
        before = old.parties.get(id_)
        if before is None:
            yield _added(id_, f"{_one(party)} is new.")
        else:
            names = {"party": party.name}
            yield from _fields(id_, party.name, before, party, _PARTY, sentences.PARTY, names)
    for id_, party in old.parties.items():
        if id_ not in new.parties:
            yield _removed(id_, f"{_one(party)} is gone.")


def _one(party: Party) -> str:
    return f"The {_CALLED[party.group]} {party.name}"


def _services(old: ServiceMap, new: ServiceMap) -> Iterator[Change]:
    """Of services that somebody gets, coming and going is said by their deliveries."""
    delivered = {r.service for r in old.reliances} | {r.service for r in new.reliances}
    for id_, service in new.services.items():
        before = old.services.get(id_)
        if before is not None:
            full = _full_name(new, service)
            names = {"provider": new.parties[service.provider].name, "service": service.name}
            yield from _fields(id_, full, before, service, _SERVICE, sentences.SERVICE, names)
            yield from _needs(old, new, before, service)
        elif id_ not in delivered:
            yield _added(id_, f"{_full_name(new, service)} is new.")
    for id_, service in old.services.items():
        if id_ not in new.services and id_ not in delivered:
            yield _removed(id_, f"{_full_name(old, service)} is gone.")


def _needs(old: ServiceMap, new: ServiceMap, before: Service, after: Service) -> Iterator[Change]:
    """What a service waits for; where nobody said, that is everything its provider relies on."""
    was, now = before.needs, after.needs
    if was is not None and now is not None and set(was) == set(now):
        return  # in which order they are named says nothing
    if was == now:
        return
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


def _alternatives(old: ServiceMap, new: ServiceMap) -> Iterator[Change]:
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


def _reliances(old: ServiceMap, new: ServiceMap) -> Iterator[Change]:
    before = {reliance.id: reliance for reliance in old.reliances}
    after = {reliance.id: reliance for reliance in new.reliances}
    knew = {(one.customer, one.provider) for one in old.reliances}
    relied = {one.customer for one in old.reliances}
    for id_, reliance in after.items():
        earlier = before.get(id_)
        names = _names(new, reliance)
        if earlier is not None:
            subject = "{customer} relies on {provider} for {service}".format(**names)
            yield from _fields(
                id_, subject, earlier, reliance, _RELIANCE, sentences.RELIANCE, names
            )
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
            yield _removed(id_, said.format(**_names(old, reliance)))


def _names(m: ServiceMap, reliance: Reliance) -> dict[str, str]:
    return {
        "customer": m.parties[reliance.customer].name,
        "provider": m.parties[reliance.provider].name,
        "service": m.services[reliance.service].name,
    }


def _named(
    what: str,
    old: Mapping[str, Scenario] | Mapping[str, Option],
    new: Mapping[str, Scenario] | Mapping[str, Option],
    fields: Fields,
    table: Mapping[str, sentences.Said],
) -> Iterator[Change]:
    for id_, one in new.items():
        subject, full = f"{what}/{id_}", f"The {what} {one.name}"
        if id_ in old:
            yield from _fields(subject, full, old[id_], one, fields, table, {"name": one.name})
        else:
            yield _added(subject, f"The {what} {one.name} is new.")
    for id_, one in old.items():
        if id_ not in new:
            yield _removed(f"{what}/{id_}", f"The {what} {one.name} is gone.")


def _fields(
    subject: str,
    name: str,
    old: object,
    new: object,
    fields: Fields,
    table: Mapping[str, sentences.Said],
    names: Mapping[str, str],
) -> Iterator[Change]:
    """A change for each key of which two records say different things."""
    for field, said in fields.items():
        was, now = said(old), said(new)
        if was == now:
            continue
        spoken = as_spoken(field, was), as_spoken(field, now)
        told = sentences.sentence(table, field, names, *spoken)
        if told is None:
            told = f"{name}: {sentences.otherwise(field, *spoken)}"
        yield Change(ChangeKind.CHANGED, subject, field, written(was), written(now), told)


def _added(subject: str, sentence: str) -> Change:
    return Change(ChangeKind.ADDED, subject, None, None, None, sentence)


def _removed(subject: str, sentence: str) -> Change:
    return Change(ChangeKind.REMOVED, subject, None, None, None, sentence)


def _confirmations(reliance: Reliance) -> tuple[date | None, ...]:
    """When each side last said that it is still true."""
    sides = (reliance.provider_says, reliance.customer_says)
    return tuple(side.confirmed for side in sides if side is not None)


def _said_of(record: Any) -> dict[str, object] | None:
    """What a record says, but not where."""
    if record is None:
        return None
    said = record._asdict()
    del said["places"]
    return {key: value for key, value in said.items() if value}
