"""What changed between two versions of a map, in sentences.

Parties are the same where their ids are: who is renamed is gone, and somebody else is new. What
moved from one file to another, or stands on another line, is no change.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, NamedTuple, cast

from servicemap.calendars import Calendar
from servicemap.model import (
    Departures,
    Estimate,
    Group,
    OftenLate,
    Option,
    Party,
    Reliance,
    Scenario,
    Service,
    ServiceMap,
)


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


DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")

DECLARED_BY = {
    (False, False): "both sides",
    (False, True): "the provider",
    (True, False): "the customer",
}
"""By whether the provider, and the customer, says nothing."""

Fields = Mapping[str, Callable[[Any], object]]
"""The key of a map -> what a record says there."""

_MAP: Fields = {
    "title": lambda m: m.title,
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
    "needs": lambda s: s.needs,
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
        *_fields("map", "The map", old, new, _MAP),
        *_parties(old, new),
        *_services(old, new),
        *_alternatives(old, new),
        *_reliances(old, new),
        *_named("scenario", old.scenarios, new.scenarios, _SCENARIO),
        *_named("option", old.options, new.options, _OPTION),
    )


def _parties(old: ServiceMap, new: ServiceMap) -> Iterator[Change]:
    for id_, party in new.parties.items():
        before = old.parties.get(id_)
        if before is None:
            yield _added(id_, f"{_one(party)} is new.")
        else:
            yield from _fields(id_, party.name, before, party, _PARTY)
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
            yield from _fields(id_, _full_name(new, service), before, service, _SERVICE)
        elif id_ not in delivered:
            yield _added(id_, f"{_full_name(new, service)} is new.")
    for id_, service in old.services.items():
        if id_ not in new.services and id_ not in delivered:
            yield _removed(id_, f"{_full_name(old, service)} is gone.")


def _full_name(m: ServiceMap, service: Service) -> str:
    return f"{m.parties[service.provider].name}, {service.name}"


def _alternatives(old: ServiceMap, new: ServiceMap) -> Iterator[Change]:
    """Which services do instead of each other, by the party that gets them."""

    def of(m: ServiceMap) -> dict[str, list[tuple[str, ...]]]:
        found: dict[str, list[tuple[str, ...]]] = {}
        for one in m.alternatives:
            found.setdefault(one.customer, []).append(one.services)
        return found

    before, after = of(old), of(new)
    for customer in dict.fromkeys((*after, *before)):
        was = ["either " + " or ".join(one) for one in before.get(customer, ())]
        now = ["either " + " or ".join(one) for one in after.get(customer, ())]
        if was != now and customer in old.parties and customer in new.parties:
            yield _changed(
                customer, new.parties[customer].name, "any_of", _written(was), _written(now)
            )


def _reliances(old: ServiceMap, new: ServiceMap) -> Iterator[Change]:
    before = {reliance.id: reliance for reliance in old.reliances}
    after = {reliance.id: reliance for reliance in new.reliances}
    for id_, reliance in after.items():
        earlier = before.get(id_)
        who, whom, what = _names(new, reliance)
        if earlier is None:
            yield _added(id_, f"New: {who} relies on {whom} for {what}.")
        else:
            subject = f"{who} relies on {whom} for {what}"
            yield from _fields(id_, subject, earlier, reliance, _RELIANCE)
    for id_, reliance in before.items():
        if id_ not in after:
            who, whom, what = _names(old, reliance)
            yield _removed(id_, f"Gone: {who} relied on {whom} for {what}.")


def _names(m: ServiceMap, reliance: Reliance) -> tuple[str, str, str]:
    return (
        m.parties[reliance.customer].name,
        m.parties[reliance.provider].name,
        m.services[reliance.service].name,
    )


def _named(
    what: str,
    old: Mapping[str, Scenario] | Mapping[str, Option],
    new: Mapping[str, Scenario] | Mapping[str, Option],
    fields: Fields,
) -> Iterator[Change]:
    for id_, one in new.items():
        subject = f"{what}/{id_}"
        if id_ in old:
            yield from _fields(subject, f"The {what} {one.name}", old[id_], one, fields)
        else:
            yield _added(subject, f"The {what} {one.name} is new.")
    for id_, one in old.items():
        if id_ not in new:
            yield _removed(f"{what}/{id_}", f"The {what} {one.name} is gone.")


def _fields(subject: str, name: str, old: object, new: object, fields: Fields) -> Iterator[Change]:
    for field, said in fields.items():
        was, now = said(old), said(new)
        if was != now:
            yield _changed(subject, name, field, _written(was), _written(now))


def _added(subject: str, sentence: str) -> Change:
    return Change(ChangeKind.ADDED, subject, None, None, None, sentence)


def _removed(subject: str, sentence: str) -> Change:
    return Change(ChangeKind.REMOVED, subject, None, None, None, sentence)


def _changed(subject: str, name: str, field: str, old: str | None, new: str | None) -> Change:
    key = field.replace("_", " ")
    if old is None:
        said = f"{key} is {new} now, and was not said before"
    elif new is None:
        said = f"{key} is not said any more, and was {old}"
    else:
        said = f"{key} is {new} now, and was {old}"
    return Change(ChangeKind.CHANGED, subject, field, old, new, f"{name}: {said}.")


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


def _written(value: object) -> str | None:
    """A value as people write it in a map; None for what is not said."""
    if value is None or value in ((), [], {}, ""):
        return None
    way = _WAYS.get(type(value))
    if way is not None:
        return way(value)
    if isinstance(value, Mapping):
        return ", ".join(f"{key}: {_written(one)}" for key, one in value.items())
    if type(value) in {tuple, list}:
        return ", ".join(_written(one) or "nothing" for one in cast("Iterable[object]", value))
    return str(value)


def _estimate(takes: Estimate) -> str:
    if takes.best == takes.worst:
        return str(takes.likely)
    return f"{takes.best} to {takes.worst}, likely {takes.likely}"


def _calendar(calendar: Calendar) -> str:
    """A calendar in one line: its days, hours, and the days on which nobody works."""
    days = " ".join(DAYS[day] for day in calendar.workdays)
    hours = ", ".join(
        f"{start // 60:02}:{start % 60:02}-{end // 60:02}:{end % 60:02}"
        for start, end in calendar.hours
    )
    said = [days, hours]
    if calendar.holidays:
        said.append("holidays " + " ".join(day.isoformat() for day in calendar.holidays))
    said += [one for one in (calendar.country, calendar.timezone) if one]
    return ", ".join(said)


_WAYS: Mapping[type, Callable[[Any], str]] = {
    bool: lambda yes: "yes" if yes else "no",
    Calendar: _calendar,
    Departures: lambda departs: departs.text,
    Estimate: _estimate,
    OftenLate: lambda late: f"{late.chance:.0%}: {late.typical}, at worst {late.worst}",
    Decimal: lambda amount: f"{amount:f}",
}
"""Kinds of values that people write in a way of their own."""
