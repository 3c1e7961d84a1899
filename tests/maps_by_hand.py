"""Maps in a line: who serves whom with what, and how long it takes."""

from collections.abc import Mapping, Sequence
from typing import Any

from servicemap.durations import Duration, parse_duration
from servicemap.locations import Location
from servicemap.model import (
    Alternatives,
    CustomerSays,
    Departures,
    Estimate,
    Group,
    Moment,
    Party,
    ProviderSays,
    Reliance,
    Service,
    ServiceMap,
)

HERE = Location("by-hand.yaml", 1, 1, 1, 2)


def length(text: str | None) -> Duration | None:
    """`2d` as the program holds it."""
    return None if text is None else parse_duration(text)


def service(id_: str, takes: str | None = None, needs: Sequence[str] | None = None) -> Service:
    """`accounts/report`, which takes `2d`."""
    working = length(takes)
    return Service(
        id_,
        id_.partition("/")[2].capitalize(),
        id_.partition("/")[0],
        HERE,
        takes=Estimate(working, working, working) if working else None,
        needs=None if needs is None else tuple(needs),
    )


def reliance(
    service_id: str,
    customer: str,
    *,
    slack: str | None = None,
    standing: bool = False,
    promise: str | Moment | Departures | None = None,
    departs: Departures | None = None,
    switch: str | None = None,
) -> Reliance:
    """One delivery, declared by both sides."""
    return Reliance(
        customer,
        service_id.partition("/")[0],
        service_id,
        ProviderSays(
            None,
            HERE,
            promise=length(promise) if isinstance(promise, str) else promise,
            departs=departs,
        ),
        CustomerSays(None, HERE, slack=length(slack), standing=standing, switch=length(switch)),
    )


def make_map(
    services: Sequence[Service],
    reliances: Sequence[Reliance],
    *,
    outside: Sequence[str] = ("shoppers",),
    any_of: Sequence[tuple[str, tuple[str, ...]]] = (),
    parties: Mapping[str, Mapping[str, Any]] | None = None,
    **rest: Any,
) -> ServiceMap:
    """A map of these services; who is in `outside` is an end user, everybody else a team."""
    ids = dict.fromkeys(
        [s.provider for s in services] + [r.customer for r in reliances] + list(outside)
    )
    return ServiceMap(
        "By hand",
        "by-hand.yaml",
        parties={
            id_: Party(
                id_,
                id_.capitalize(),
                Group.END_USERS if id_ in outside else Group.TEAMS,
                HERE,
                **(parties or {}).get(id_, {}),
            )
            for id_ in ids
        },
        services={s.id: s for s in services},
        reliances=tuple(reliances),
        alternatives=tuple(Alternatives(customer, group, HERE) for customer, group in any_of),
        **rest,
    )
