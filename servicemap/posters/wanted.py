"""The posters that a set is made of: one for each team, one for each department."""

from collections.abc import Callable
from hashlib import sha256
from typing import NamedTuple

from servicemap.index import compile_index
from servicemap.model import Group, ServiceMap
from servicemap.reach import reaching_customers
from servicemap.views.places import department_of, departments_of
from servicemap.wording.phrases import Words

LONGEST_NAME = 120
"""Bytes of a file's name, without what stands before and after a team's own."""


class Wanted(NamedTuple):
    """A poster to be drawn: `stem` is its file's name without ending, `section` its heading.

    `choice` is what sets it apart from the others of its set, and `chosen` what is chosen for it.
    `says` is what the page of them all says of it, where its title says the same of every one.
    """

    stem: str
    name: str
    section: str
    choice: str
    chosen: str
    says: str | None = None


class Unserving(NamedTuple):
    """A team that has no poster of its own, as its work reaches nobody outside."""

    name: str
    section: str


class Each(NamedTuple):
    """A set of posters: what makes it of a map, with those who have none.

    `lacking` is what to say where there is not one; `noted`: what is to be known of each is told.
    """

    of: Callable[[ServiceMap], tuple[list[Wanted], list[Unserving]]]
    lacking: str = ""
    noted: bool = False


def each_department(m: ServiceMap) -> tuple[list[Wanted], list[Unserving]]:
    """A poster for each department, in the map's order; none is without."""
    words = Words(m)
    return [
        Wanted(
            _stem("department", slug),
            name,
            words["departments"],
            choice="department",
            chosen=name,
            says=words["close_up"],
        )
        for slug, name in departments_of(m).items()
    ], []


def each_team(m: ServiceMap) -> tuple[list[Wanted], list[Unserving]]:
    """A poster for each team whose work reaches somebody outside, by department; and the others."""
    reaching = reaching_customers(m, compile_index(m))
    names = departments_of(m)
    elsewhere = Words(m)["teams"]
    wanted: dict[str | None, list[Wanted]] = {slug: [] for slug in names}
    without = []
    for party in m.parties.values():
        if party.group is not Group.TEAMS:
            continue
        department = department_of(party)
        section = names[department] if department is not None else elsewhere
        if party.id in reaching:
            stem = _stem("team", party.id)
            one = Wanted(stem, party.name, section, choice="team", chosen=party.id)
            wanted.setdefault(department, []).append(one)
        else:
            without.append(Unserving(party.name, section))
    return [one for found in wanted.values() for one in found], without


def _stem(kind: str, slug: str) -> str:
    """A file name that every system takes; a long one is cut, and told apart by its digest."""
    kept = slug.encode()[:LONGEST_NAME].decode(errors="ignore")
    if kept != slug:
        kept = f"{kept}-{sha256(slug.encode()).hexdigest()[:8]}"
    return f"{kind}-{kept}"
