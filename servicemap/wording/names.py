"""What people call parties, services and promises, safe to print."""

from collections import Counter
from collections.abc import Iterable, Mapping

from servicemap.escapes import visible
from servicemap.model import Group, Promised, ServiceMap

HEADINGS = {
    Group.END_USERS: "End users",
    Group.PROSPECTS: "Prospects",
    Group.DISTRIBUTORS: "Distributors",
    Group.SUPPLIERS: "Suppliers",
    Group.TEAMS: "Teams",
}
"""What stands above the parties of a group."""


def a_kind(group: Group) -> str:
    """`a team`, `an end user`."""
    return f"an {group.one}" if group.one[0] in "aeiou" else f"a {group.one}"


def name(m: ServiceMap, id_: str) -> str:
    """What people call a party or a service."""
    return visible(m.parties[id_].name if id_ in m.parties else m.services[id_].name)


def in_full(m: ServiceMap, id_: str) -> str:
    """`Accounts`, or `Accounts: Profit report` for a service."""
    return visible(m.name_of(id_))


def title_or_name(m: ServiceMap, party: str | None) -> str:
    """What is asked about: a party by its name, or the whole map by its title."""
    return visible(m.title) if party is None else name(m, party)


def promise_named(m: ServiceMap, service: str, customer: str) -> str:
    """`Toys on the shelf for Shoppers`."""
    return f"{name(m, service)} for {name(m, customer)}"


def services_told_apart(m: ServiceMap, promises: Iterable[Promised]) -> Mapping[Promised, str]:
    """What the service of each promise is called beside the others: `Toys`, `Toys (Stores)`.

    By service and customer; with its provider where a customer gets two that are called alike.
    """
    keys = list(dict.fromkeys(promises))
    called = Counter((name(m, service), customer) for service, customer in keys)
    return {
        key: name(m, key.service)
        if called[name(m, key.service), key.customer] == 1
        else f"{name(m, key.service)} ({name(m, m.services[key.service].provider)})"
        for key in keys
    }
