"""Chains of parties, from who is first to who is last."""

from collections.abc import Iterable, Sequence

from servicemap.model import ServiceMap
from servicemap.plurals import several
from servicemap.wording.names import name

SHOWN = 12
"""So many parties of a chain are named where not all are wanted."""

ARROW = " -> "

DRAWN_ARROW = " \u2192 "
"""The same where every character can be shown: in a notebook."""


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
    named = [
        name(m, party)
        for place, party in enumerate(parties)
        if not place or parties[place - 1] != party
    ]
    return of_names(named, everything=everything)


def of_names(names: Sequence[str], *, everything: bool = True, arrow: str = ARROW) -> str:
    """The same of names as they are to be printed; one who comes twice stands twice."""
    if not everything and len(names) > SHOWN:
        begun, ended = SHOWN * 2 // 3, SHOWN // 3
        counted = several(len(names) - begun - ended, "other")
        names = [*names[:begun], counted, *names[-ended:]]
    return arrow.join(names)


def in_a_notebook(m: ServiceMap, services: Iterable[str]) -> str:
    """The services of a chain by name, on one line of a table; of a long one the middle is counted.

    Tables have a row a promise, and the chains of all of them may be as long as the map.
    """
    return of_names(
        [m.name_of(service) for service in services], everything=False, arrow=DRAWN_ARROW
    )
