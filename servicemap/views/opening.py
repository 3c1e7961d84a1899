"""Which departments have a box for each of their teams, where a poster has no room for all.

They are opened in one order, however many there is room for: so what has room for more departments
shows all that others show, and more.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from servicemap.model import ServiceMap
from servicemap.views.places import DEPARTMENT, department_of, place_of
from servicemap.views.summing import ranked, sort_of
from servicemap.views.view import BOXES_AT_MOST, Detail, Story


class _Closed(NamedTuple):
    """A department as one box: its slug, and how many boxes there are more once it is opened."""

    slug: str
    more: int


def opened(m: ServiceMap, story: Story, home: str | None, detail: Detail) -> frozenset[str]:
    """The slugs of the departments that are shown in full; none where there is room for none.

    `home` comes first, then those of whom the story tells, then those who do most business with
    others for the room that they take. One of a single team takes no more room than closed.
    """
    if detail.in_full == 0:
        return frozenset()
    places = {party.id: place_of(party) for party in m.parties.values()}
    teams: dict[str, int] = {}
    for party in m.parties.values():
        department = department_of(party)
        if department is not None:
            teams[department] = teams.get(department, 0) + 1
    room = BOXES_AT_MOST - len(set(places.values()))
    if not any(0 < count - 1 <= room for count in teams.values()):
        return frozenset()
    found: set[str] = set()
    for closed in _in_order(m, places, teams, story, home):
        room -= closed.more
        if room < 0 or len(found) == detail.in_full:
            break
        found.add(closed.slug)
    alone = {slug for slug, count in teams.items() if count == 1}
    return frozenset(found | alone) if found else frozenset()


def _in_order(
    m: ServiceMap,
    places: Mapping[str, str],
    teams: Mapping[str, int],
    story: Story,
    home: str | None,
) -> Iterator[_Closed]:
    """Departments of several teams, those that are opened first."""
    sorts = {place: sort_of(place, m.parties[id_]) for id_, place in places.items()}
    ranks = ranked(m, places, sorts, story)

    def comes(slug: str) -> tuple[bool, bool, float, int, int]:
        told, touched, steps, at = ranks[f"{DEPARTMENT}{slug}"]
        return slug != home, told, touched / (teams[slug] - 1), steps, at

    several = [slug for slug, count in teams.items() if count > 1]
    for slug in sorted(several, key=comes):
        yield _Closed(slug, teams[slug] - 1)
