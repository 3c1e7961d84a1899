"""What people call parties, services and promises, safe to print."""

from servicemap.escapes import visible
from servicemap.model import Group, ServiceMap

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


def promise_named(m: ServiceMap, service: str, customer: str) -> str:
    """`Toys on the shelf for Shoppers`."""
    return f"{name(m, service)} for {name(m, customer)}"
