"""What people call things: parties, services, promises, chains and moments, safe to print."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from servicemap.dates import at_moment, on_day
from servicemap.durations import Duration, in_words, short
from servicemap.model import OUTSIDE_FIRST, Group, Moment, ServiceMap
from servicemap.reporting.terminal import visible

HEADINGS = {
    Group.END_USERS: "End users",
    Group.PROSPECTS: "Prospects",
    Group.DISTRIBUTORS: "Distributors",
    Group.SUPPLIERS: "Suppliers",
    Group.TEAMS: "Teams",
}


def name(m: ServiceMap, id_: str) -> str:
    """What people call a party or a service."""
    return visible(m.parties[id_].name if id_ in m.parties else m.services[id_].name)


def in_full(m: ServiceMap, id_: str) -> str:
    """`Accounts`, or `Accounts: Profit report` for a service."""
    return visible(m.name_of(id_))


def promise_named(m: ServiceMap, service: str, customer: str) -> str:
    """`Toys on the shelf for Shoppers`."""
    return f"{name(m, service)} for {name(m, customer)}"


CHAIN_SHOWN = 12
"""So many parties of a chain are named where not all are wanted."""


def way(
    m: ServiceMap, services: Iterable[str], customer: str = "", *, everything: bool = True
) -> str:
    """`Purchasing -> Toy factory -> Warehouse`: who makes these services, and who gets the last.

    Several steps of one team in a row are one.
    """
    parties = [m.services[service].provider for service in services]
    return chain(m, [*parties, customer] if customer else parties, everything=everything)


def chain(m: ServiceMap, parties: Sequence[str], *, everything: bool = True) -> str:
    """`Purchasing -> Toy factory -> Warehouse`; one who comes twice in a row stands once.

    Unless `everything` is wanted, of a long one the middle is counted: `T1 -> 93 others -> T95`.
    """
    names = [
        name(m, party)
        for place, party in enumerate(parties)
        if not place or parties[place - 1] != party
    ]
    if not everything and len(names) > CHAIN_SHOWN:
        begun, ended = CHAIN_SHOWN * 2 // 3, CHAIN_SHOWN // 3
        names[begun:-ended] = [f"{len(names) - begun - ended} others"]
    return " -> ".join(names)


def when(
    m: ServiceMap,
    minutes: int,
    at: datetime | None,
    *,
    briefly: bool = False,
    to_the_minute: bool = False,
) -> str:
    """A moment: `Mon 22 Feb 2027`, and without a date `15 days` (briefly `15d`) from the start.

    The time is left out where that is when people go home, unless it matters: `to_the_minute`.
    """
    if at is not None and not minutes and not (at.hour or at.minute):
        return f"{on_day(at)} 00:00"  # nothing was done the day before
    if at is not None:
        return at_moment(at, -1 if to_the_minute else m.calendar.hours[-1][1])
    return (short if briefly else in_words)(minutes, m.calendar.day)


def point(at: Moment | Duration) -> str:
    """What somebody promised or expects: `Thu 4 Mar 2027 12:00`, `after 3d`."""
    return f"after {at}" if isinstance(at, Duration) else at.in_words


def group_of(m: ServiceMap, customer: str) -> int:
    """The place of a customer's group in reading order."""
    return OUTSIDE_FIRST.index(m.parties[customer].group)


def stated(m: ServiceMap) -> set[tuple[str, str]]:
    """Service and customer of each delivery for which somebody named a time."""
    return {(one.service, one.customer) for one in m.reliances if one.promise is not None}


def hours_of(day: int) -> str:
    """`8 hours`, `7:30 hours`: the length of a working day."""
    hours, minutes = divmod(day, 60)
    return f"{hours}:{minutes:02} hours" if minutes else f"{hours} hours"
