"""What only goes by another id: a party or service that went, and what came in its place."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from servicemap.model import Party, Service, ServiceMap

Sign = TypeVar("Sign")
One = TypeVar("One", Party, Service)


def renames(old: ServiceMap, new: ServiceMap) -> dict[str, str]:
    """The id of each party that was renamed -> the one that it has now.

    Of the same group, and either printed under the same name, or serving the same parties with the
    same services and relying on the same. Where that fits several, nobody knows, and none is.
    """
    gone = [party for id_, party in old.parties.items() if id_ not in new.parties]
    come = [party for id_, party in new.parties.items() if id_ not in old.parties]
    if not gone or not come:
        return {}  # a large map need not be looked through
    found = _alone_in_both(gone, come, _name, _name)
    done = set(found.values())
    links = _links(old), _links(new)
    found |= _alone_in_both(
        (party for party in gone if party.id not in found and links[0][party.id]),
        (party for party in come if party.id not in done and links[1][party.id]),
        lambda party: (party.group, frozenset(links[0][party.id])),
        lambda party: (party.group, frozenset(links[1][party.id])),
    )
    return found


def renamed_services(old: ServiceMap, new: ServiceMap) -> dict[str, str]:
    """The id of each service that was renamed -> the one that it has now.

    Of the same provider, for the same customers, with the same promises, and as long. Where that
    fits several, nobody knows, and none is. Parties have their new ids in both maps.
    """
    gone = [one for id_, one in old.services.items() if id_ not in new.services]
    come = [one for id_, one in new.services.items() if id_ not in old.services]
    if not gone or not come:
        return {}
    promised = _promised(old), _promised(new)
    return _alone_in_both(
        (one for one in gone if one.id in promised[0]),
        (one for one in come if one.id in promised[1]),
        lambda one: (one.provider, one.takes, promised[0][one.id]),
        lambda one: (one.provider, one.takes, promised[1][one.id]),
    )


def _promised(m: ServiceMap) -> dict[str, frozenset[tuple[str, object]]]:
    """Each service that somebody gets -> who that is, and for when it is promised."""
    found: dict[str, set[tuple[str, object]]] = {}
    for one in m.reliances:
        found.setdefault(one.service, set()).add((one.customer, one.promise))
    return {service: frozenset(promises) for service, promises in found.items()}


def _name(party: Party) -> tuple[str, str]:
    return party.group, party.name


def _alone_in_both(
    gone: Iterable[One],
    come: Iterable[One],
    key_of_gone: Callable[[One], Sign],
    key_of_come: Callable[[One], Sign],
) -> dict[str, str]:
    """Those who went and those who came that have a key in common, and share it with nobody."""
    left: dict[Sign, list[str]] = {}
    for one in gone:
        left.setdefault(key_of_gone(one), []).append(one.id)
    arrived: dict[Sign, list[str]] = {}
    for one in come:
        arrived.setdefault(key_of_come(one), []).append(one.id)
    return {
        ids[0]: arrived[key][0]
        for key, ids in left.items()
        if len(ids) == 1 and len(arrived.get(key, ())) == 1
    }


def _links(m: ServiceMap) -> dict[str, set[tuple[str, str, str]]]:
    """What each party gives and gets: which service, and to whom or from whom."""
    found: dict[str, set[tuple[str, str, str]]] = {id_: set() for id_ in m.parties}
    for one in m.reliances:
        service = one.service.removeprefix(one.provider)
        if one.provider != one.customer:
            found[one.provider].add(("gives", service, one.customer))
            found[one.customer].add(("gets", service, one.provider))
    return found


def with_ids(m: ServiceMap, ids: Mapping[str, str]) -> ServiceMap:
    """The same map, with other ids for some of its parties and services."""
    if not ids:
        return m
    services = {
        one.id: ids.get(one.id)
        or ids.get(one.provider, one.provider) + one.id.removeprefix(one.provider)
        for one in m.services.values()
    }
    named = {**{id_: ids.get(id_, id_) for id_ in m.parties}, **services}
    return m._replace(
        parties={
            named[id_]: one._replace(
                id=named[id_],
                objectives=tuple(
                    objective._replace(
                        keep=_now(objective.keep, named),
                        to=_now(objective.to, named),
                        score=_now(objective.score, named),
                    )
                    for objective in one.objectives
                ),
            )
            for id_, one in m.parties.items()
        },
        services={
            services[id_]: one._replace(
                id=services[id_],
                provider=named[one.provider],
                needs=one.needs and tuple(services[need] for need in one.needs),
            )
            for id_, one in m.services.items()
        },
        reliances=tuple(
            one._replace(
                customer=named[one.customer],
                provider=named[one.provider],
                service=services[one.service],
            )
            for one in m.reliances
        ),
        unsaid=tuple(
            one._replace(
                customer=named[one.customer],
                provider=named[one.provider],
                service=named[one.provider],
            )
            for one in m.unsaid
        ),
        alternatives=tuple(
            one._replace(
                customer=named[one.customer],
                services=tuple(services[service] for service in one.services),
            )
            for one in m.alternatives
        ),
        actions={
            id_: one._replace(for_=tuple(named[subject] for subject in one.for_))
            for id_, one in m.actions.items()
        },
        scenarios={
            id_: one._replace(late={named[late]: by for late, by in one.late.items()})
            for id_, one in m.scenarios.items()
        },
        options={
            id_: one._replace(
                helps=named[one.helps],
                to=_now(one.to, named),
                instead=one.instead
                and one.instead._replace(
                    provider=named.get(one.instead.provider, one.instead.provider)
                ),
            )
            for id_, one in m.options.items()
        },
    )


def _now(id_: str | None, named: Mapping[str, str]) -> str | None:
    """The id that something goes by now, where something is meant."""
    return None if id_ is None else named[id_]


def by_new_ids(old: ServiceMap, new: ServiceMap) -> ServiceMap:
    """The old map, in which who and what was renamed has the new id already."""
    was = with_ids(old, renames(old, new))
    return with_ids(was, renamed_services(was, new))


def told_apart(old: ServiceMap, new: ServiceMap) -> tuple[ServiceMap, ServiceMap]:
    """Both maps, with its id after each name by which several parties are printed: `A (a2)`."""
    named = {(party.name, party.id) for m in (old, new) for party in m.parties.values()}
    several = {name for name, n in Counter(name for name, _ in named).items() if n > 1}
    if not several:
        return old, new
    was, now = (
        m._replace(
            parties={
                id_: one._replace(name=f"{one.name} ({id_})") if one.name in several else one
                for id_, one in m.parties.items()
            }
        )
        for m in (old, new)
    )
    return was, now
