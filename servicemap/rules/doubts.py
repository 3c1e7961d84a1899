"""What the findings of reading leave open: of whom a rule cannot say that something is missing.

One misspelt name is one finding: it would be unkind to add that nobody relies on the team it meant.
"""

from bisect import bisect_right
from collections.abc import Iterable
from typing import NamedTuple

from servicemap.findings import Finding
from servicemap.locations import Location
from servicemap.model import Party, ServiceMap


class Doubts(NamedTuple):
    """What a map may hold and could not be read.

    `customers` are the parties that may have a customer more than the map knows, `providers` those
    that may have a provider more, `unread` the files that could not be read at all. `misread`:
    anything may be missing or mean something else, so that nothing can be reckoned.
    """

    customers: frozenset[str] = frozenset()
    providers: frozenset[str] = frozenset()
    unread: tuple[str, ...] = ()
    misread: bool = False


NO_DOUBTS = Doubts()


def doubts_about(m: ServiceMap, findings: Iterable[Finding]) -> Doubts:
    """What the findings of reading leave open.

    Where something in a party's `serves` could not be read, the party may well have a customer,
    and if a name was misspelt, the customer that was probably meant may well have a provider. Where
    reading a file broke off, so it is with every party in it; and with all there are where one has
    a name that nobody can refer to, since it is left out with all that it says. Who relies on
    somebody without saying for what is served all the same.
    """
    malformed = [finding for finding in findings if finding.malforms]
    nameless = any(finding.nameless for finding in malformed)
    anybody = m.parties if nameless else ()
    unsure: dict[str, set[str]] = {"serves": set(anybody), "relies_on": set(anybody)}
    parties = _parties_by_file(m) if malformed else {}
    unread = dict.fromkeys(f.location.path for f in malformed if f.code == "SM001")
    for path in unread:
        for ids in unsure.values():
            ids.update(party.id for party in parties.get(path, ()))
    for finding in malformed:
        here, party = finding.location, _party_before(parties, finding.location)
        if party is None:
            continue
        for key, other in (("serves", "relies_on"), ("relies_on", "serves")):
            if key in finding.meant or _inside(here, party.places.get(key)):
                unsure[key].add(party.id)
                if finding.code == "SM007":
                    unsure[other].update(finding.meant)
        # `Stores: 5`: the whole entry has the wrong shape, and stands right after its name.
        beside = here.line <= party.location.line + 1
        if finding.code == "SM002" and beside and not party.places:
            for ids in unsure.values():
                ids.add(party.id)
    return Doubts(
        frozenset(unsure["serves"] & m.parties.keys()) | {one.provider for one in m.unsaid},
        frozenset(unsure["relies_on"] & m.parties.keys()) | {one.customer for one in m.unsaid},
        tuple(unread),
        bool(malformed),
    )


def _parties_by_file(m: ServiceMap) -> dict[str, list[Party]]:
    by_file: dict[str, list[Party]] = {}
    for party in sorted(m.parties.values(), key=lambda p: p.location):
        by_file.setdefault(party.location.path, []).append(party)
    return by_file


def _party_before(by_file: dict[str, list[Party]], here: Location) -> Party | None:
    """The party whose entry begins nearest before a place."""
    parties = by_file.get(here.path, [])
    after = bisect_right(parties, here[:3], key=lambda party: party.location[:3])
    return parties[after - 1] if after else None


def _inside(here: Location, span: Location | None) -> bool:
    return span is not None and span[1:3] <= here[1:3] < span[3:5]
