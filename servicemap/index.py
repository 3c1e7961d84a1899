"""Who serves whom, as plain lookups compiled from the model."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple, NoReturn

from servicemap.calls import the_name
from servicemap.errors import UnknownName
from servicemap.model import EXTERNAL, Reliance, Service, ServiceMap
from servicemap.slugs import printed_names, services_meant, slug, splits
from servicemap.spelling import closest
from servicemap.unnamed import unnamed_alternatives
from servicemap.wording.lists import listed
from servicemap.wording.roles import role_of


class Requirement(NamedTuple):
    """What a service waits for: one reliance, or several of which the first to arrive is enough."""

    any_of: tuple[Reliance, ...]


class Index(NamedTuple):
    """Lookups over one map. Every party is a key of the first three, every service of the last two.

    serving    party   -> the reliances in which it is the provider
    relying    party   -> the reliances in which it is the customer
    making     party   -> the ids of the services it provides
    delivering service -> its reliances, one a customer
    requiring  service -> what it waits for (its `needs`, or everything its provider relies on)
    unnamed    the services that stand for one that nobody named, of several: no question is about
               them, but which one is meant
    """

    serving: dict[str, tuple[Reliance, ...]]
    relying: dict[str, tuple[Reliance, ...]]
    making: dict[str, tuple[str, ...]]
    delivering: dict[str, tuple[Reliance, ...]]
    requiring: dict[str, tuple[Requirement, ...]]
    unnamed: frozenset[str]


def compile_index(m: ServiceMap) -> Index:
    """The lookups of a map, in its own order. One pass over its reliances and services."""
    serving: dict[str, list[Reliance]] = {party: [] for party in m.parties}
    relying: dict[str, list[Reliance]] = {party: [] for party in m.parties}
    making: dict[str, list[str]] = {party: [] for party in m.parties}
    delivering: dict[str, list[Reliance]] = {service: [] for service in m.services}
    for service in m.services.values():
        making[service.provider].append(service.id)
    for reliance in m.reliances:
        serving[reliance.provider].append(reliance)
        relying[reliance.customer].append(reliance)
        delivering[reliance.service].append(reliance)
    requirements = _requirements(m, relying)
    requiring = {}
    for service in m.services.values():
        of_provider = requirements[service.provider]
        if service.needs is None:
            requiring[service.id] = tuple(of_provider)
        else:
            wanted = set(service.needs)
            delivered = tuple(r for r in of_provider if any(o.service in wanted for o in r.any_of))
            own = wanted.intersection(making[service.provider])
            own -= {one.service for requirement in delivered for one in requirement.any_of}
            steps = (_own_step(m.services[needed]) for needed in service.needs if needed in own)
            requiring[service.id] = *delivered, *steps
    return Index(
        {party: tuple(found) for party, found in serving.items()},
        {party: tuple(found) for party, found in relying.items()},
        {party: tuple(found) for party, found in making.items()},
        {service: tuple(found) for service, found in delivering.items()},
        requiring,
        frozenset(one.service for one in unnamed_in(m)),
    )


def _own_step(service: Service) -> Requirement:
    """Work that waits for other work of the same team: nobody delivers it, it is just there."""
    return Requirement((Reliance(service.provider, service.provider, service.id),))


def _requirements(
    m: ServiceMap, relying: dict[str, list[Reliance]]
) -> dict[str, list[Requirement]]:
    """Each party's reliances, those that stand under one `any_of` as one requirement."""
    grouped: dict[str, list[tuple[str, ...]]] = {}
    for alternatives in m.alternatives:
        grouped.setdefault(alternatives.customer, []).append(alternatives.services)
    requirements = {}
    for party, reliances in relying.items():
        groups = grouped.get(party)
        if not groups:
            requirements[party] = [Requirement((one,)) for one in reliances]
            continue
        by_service = {one.service: one for one in reliances}
        inside = {service for group in groups for service in group}
        requirements[party] = [
            *(Requirement((one,)) for one in reliances if one.service not in inside),
            *(Requirement(tuple(by_service[service] for service in group)) for group in groups),
        ]
    return requirements


def as_called(m: ServiceMap, named: str) -> str:
    """A party, by name or id, by a name that the map takes for it, where it prints another."""
    there = m.parties.get(slug(named))
    return there.name if there is not None and slug(there.name) == there.id else named


def promised(m: ServiceMap) -> list[Reliance]:
    """The deliveries that are promises: to anyone outside, or with a `promise` of their own."""
    external = {party.id for party in m.parties.values() if party.group in EXTERNAL}
    return [one for one in m.reliances if one.customer in external or one.promise is not None]


def unnamed_in(m: ServiceMap) -> list[Reliance]:
    """The alternatives of a map that are a provider's name alone, who has several services."""
    return unnamed_alternatives(m.reliances, m.alternatives, m.services)


def not_named(m: ServiceMap) -> Iterator[Reliance]:
    """Who relies on whom without any service between the two having a name.

    Where services between the two are named, an entry that names none is one of those.
    """
    if not m.unsaid:
        return
    named = {(one.provider, one.customer) for one in m.reliances}
    yield from (one for one in m.unsaid if (one.provider, one.customer) not in named)


def could_mean(index: Index, entry: Reliance) -> tuple[str, ...]:
    """The services of which an entry that names none may mean any.

    Those between the two that the other side alone names, else those that it names, else all that
    the provider has.
    """
    own, other = ("provider_says", "customer_says")
    if entry.customer_says is not None:
        own, other = other, own
    theirs = [
        one
        for one in index.relying[entry.customer]
        if one.provider == entry.provider
        and one.service not in index.unnamed
        and getattr(one, other) is not None
    ]
    alone = [one for one in theirs if getattr(one, own) is None]
    if theirs:
        return tuple(one.service for one in alone or theirs)
    return tuple(one for one in index.making[entry.provider] if one not in index.unnamed)


def likeliest_first(m: ServiceMap, index: Index, entry: Reliance) -> tuple[str, ...]:
    """The same, first what it most likely means, for who has to choose.

    What the `needs` of its customer name; then what others get who stand where the customer does,
    inside or outside, and of that what most get; then by name.
    """
    needed = {
        service for own in index.making[entry.customer] for service in m.services[own].needs or ()
    }
    outside = m.parties[entry.customer].is_outside_customer

    def place(service: str) -> tuple[bool, bool, int, str]:
        customers = {one.customer for one in index.delivering[service]}
        alike = any(m.parties[one].is_outside_customer == outside for one in customers)
        return service not in needed, not alike, -len(customers), m.services[service].name

    return tuple(sorted(could_mean(index, entry), key=place))


def find_party(m: ServiceMap, name: str) -> str:
    """The id of the party that people call `name`: its key, or the longer name that it prints.

    Raises UnknownName with a did-you-mean, or with the ids of those who print the same name;
    WrongValue for what is no name.
    """
    return _one_party(m, name) or _unknown(m, name, "team or other party", m.parties)


def find_service(m: ServiceMap, name: str) -> str:
    """The id of a service given as `Provider/Service`, or by its own name where that is unique.

    Raises UnknownName with a did-you-mean, or with the ids to choose from.
    """
    return _one_service(m, name) or _unknown(m, name, "service", m.services)


def party_behind(m: ServiceMap, id_: str) -> str:
    """The id of a party itself, or of whoever provides a service."""
    return id_ if id_ in m.parties else m.services[id_].provider


def find_party_or_service(m: ServiceMap, name: str) -> str:
    """The id of a party, else of a service. Raises UnknownName with a did-you-mean."""
    known = [*m.parties, *m.services]
    services = services_meant(name, m.services) if slug(name) in m.parties else []
    if services and name not in services:
        raise _two_meanings(name, [slug(name), *services])
    if services:
        return name
    return (
        _one_party(m, name) or _one_service(m, name) or _unknown(m, name, "team or service", known)
    )


def _two_meanings(name: str, ids: list[str]) -> UnknownName:
    """For a text that can mean several, as a slash stands in a name."""
    return UnknownName(f"'{name}' can mean {listed(ids)}", f"name one of: {', '.join(ids)}")


def find_promised(m: ServiceMap, name: str, customers: Collection[str]) -> str:
    """The id of one of the customers to whom something is promised, by name or id.

    Raises UnknownName with a did-you-mean.
    """
    id_ = _one_party(m, name)
    if id_ is None or id_ not in customers:
        hint = suggestion(name, _called(m, customers))
        raise UnknownName(f"nothing is promised to '{name}'", hint)
    return id_


def _one_party(m: ServiceMap, name: str) -> str | None:
    if slug(the_name(name)) in m.parties:
        return slug(name)
    same = printed_names(m.parties).get(slug(name), [])
    if len(same) > 1:
        raise UnknownName(f"several are called '{name}'", "name one of: " + ", ".join(sorted(same)))
    return same[0] if same else None


def _one_service(m: ServiceMap, name: str) -> str | None:
    meant = services_meant(name, m.services)
    if len(meant) > 1:
        raise _two_meanings(name, meant)
    if meant:
        return meant[0]
    wanted = slug(name)
    same = sorted(service for service in m.services if service.partition("/")[2] == wanted)
    if not same:
        printed = printed_names(m.parties)
        same = sorted(
            f"{party}/{slug(service)}"
            for provider, service in splits(name)
            for party in printed.get(slug(provider), ())
            if f"{party}/{slug(service)}" in m.services
        )
    if len(same) > 1:
        raise UnknownName(
            f"several services are called '{name}'", "name one of: " + ", ".join(same)
        )
    return same[0] if same else None


def _unknown(m: ServiceMap, name: str, what: str, known: Iterable[str]) -> NoReturn:
    ids = tuple(known)
    role = role_of(name, m.parties, {id_: party.name for id_, party in m.parties.items()})
    hint = role.cure if role else suggestion(name, _called(m, ids))
    if not hint:  # of teams and services the teams may be few enough
        hint = _choices(_called(m, filter(m.parties.__contains__, ids)))
    raise UnknownName(f"no {what} is called '{name}' in this map", hint)


FEW = 12
"""So many names are listed for one that is like none of them."""

Called = Mapping[str, Mapping[str, str]]
"""What is understood, as a slug -> the id of each that is called so -> how people write it."""


def suggestion(typed: str, called: Called) -> str:
    """`did you mean Toy factory?`, and where no name comes close, all of them if they are few.

    It can be pasted back. Whoever types an id is given an id, whoever types a name is given a
    name. Where several are called so, their ids.
    """
    wanted = "/".join(map(slug, typed.split("/")))
    near = closest(wanted, called)
    if near is None:
        return _choices(called)
    written = called[near]
    if len(written) > 1:
        return f"did you mean {listed(sorted(written), joined_by='or')}?"
    ((id_, name),) = written.items()
    return f"did you mean {id_ if near == id_ and typed == wanted else name}?"


def _choices(called: Called) -> str:
    names = {id_: name for written in called.values() for id_, name in written.items()}
    return "name one of: " + ", ".join(names.values()) if 0 < len(names) <= FEW else ""


def _called(m: ServiceMap, ids: Iterable[str]) -> Called:
    """What some parties and services are called: ids, printed names, and services by themselves.

    A service by itself only where it is the only one of that name. An id means what it is the id
    of, whoever prints the same.
    """
    called: dict[str, dict[str, str]] = {}
    alone: dict[str, dict[str, str]] = {}
    ids = tuple(ids)
    for id_ in ids:
        if id_ in m.parties:
            printed, name = slug(m.parties[id_].name), m.parties[id_].name
        else:
            service = m.services[id_]
            provider, own = m.parties[service.provider], id_.partition("/")[2]
            printed, name = f"{slug(provider.name)}/{own}", f"{provider.name}/{service.name}"
            alone.setdefault(own, {})[id_] = service.name
        called.setdefault(printed, {})[id_] = name
    for own, written in alone.items():
        if len(written) == 1:
            called.setdefault(own, written)
    for id_ in ids:
        called[id_] = {id_: called.get(id_, {}).get(id_, id_)}
    return called
