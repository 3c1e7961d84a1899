"""What people call parties, services and promises, safe to print."""

from collections import Counter
from functools import lru_cache

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


def service_for(m: ServiceMap, service: str, customer: str) -> str:
    """What a service is called where it is its customer's: `Toys`, `Toys (Stores)`.

    With its provider where the customer gets two that are called alike, whatever else is told.
    """
    if Promised(service, customer) not in _called_alike(_NamesOfMap(m)):
        return name(m, service)
    return f"{name(m, service)} ({name(m, m.services[service].provider)})"


def promise_named(m: ServiceMap, service: str, customer: str) -> str:
    """`Toys on the shelf for Shoppers`, `Toys (Stores) for Shoppers`."""
    return f"{service_for(m, service, customer)} for {name(m, customer)}"


class _NamesOfMap:
    """The names of a map, which is looked through once: none of them can change."""

    __slots__ = ("map",)

    def __init__(self, m: ServiceMap) -> None:
        self.map = m

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, _NamesOfMap):
            return NotImplemented
        ours, theirs = self.map, other.map
        return ours.services is theirs.services and ours.reliances is theirs.reliances

    def __hash__(self) -> int:
        return hash((id(self.map.services), id(self.map.reliances)))


@lru_cache(maxsize=2)  # as many as are compared
def _called_alike(names: _NamesOfMap) -> frozenset[Promised]:
    """The deliveries of services that are called as another is which the same customer gets."""
    m = names.map
    among = Counter(service.name for service in m.services.values())
    keys = [
        Promised(one.service, one.customer)
        for one in m.reliances
        if among[m.services[one.service].name] > 1
    ]
    called = Counter((m.services[key.service].name, key.customer) for key in keys)
    return frozenset(k for k in keys if called[m.services[k.service].name, k.customer] > 1)
