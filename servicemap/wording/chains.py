"""Chains of parties, from who is first to who is last."""

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby

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
    once = [party for party, _ in groupby(parties)]
    return _joined(once, lambda party: name(m, party), everything=everything, arrow=ARROW)


def of_names(names: Sequence[str], *, everything: bool = True, arrow: str = ARROW) -> str:
    """The same of names as they are to be printed; one who comes twice stands twice."""
    return _joined(names, lambda named: named, everything=everything, arrow=arrow)


def _joined(
    ids: Sequence[str], name_of: Callable[[str], str], *, everything: bool, arrow: str
) -> str:
    """Only those that are shown are named: a map may have as many chains as teams, as long."""
    if everything or len(ids) <= SHOWN:
        return arrow.join(map(name_of, ids))
    begun, ended = SHOWN * 2 // 3, SHOWN // 3
    counted = several(len(ids) - begun - ended, "other")
    return arrow.join([*map(name_of, ids[:begun]), counted, *map(name_of, ids[-ended:])])


def in_a_notebook(m: ServiceMap, services: Iterable[str]) -> str:
    """The services of a chain by name, on one line of a table; of a long one the middle is counted.

    Tables have a row a promise, and the chains of all of them may be as long as the map.
    """
    return _joined(list(services), m.name_of, everything=False, arrow=DRAWN_ARROW)
