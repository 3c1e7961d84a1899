"""A poster for each team or department, to be hung one by one."""

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from typing import NamedTuple

from servicemap.errors import ServiceMapError
from servicemap.index import compile_index
from servicemap.model import Group, ServiceMap
from servicemap.posters.choices import PosterChoices, given, not_with_each
from servicemap.posters.poster import Poster
from servicemap.reach import reaching_customers
from servicemap.views.places import department_of, departments_of
from servicemap.wording.phrases import Words

LONGEST_NAME = 120
"""Bytes of a file's name, without what stands before and after a team's own."""

WORKERS = 4


class Wanted(NamedTuple):
    """A poster to be drawn: `stem` is its file's name without ending, `section` its heading.

    One of `team` and `department` is the name of whom it is for.
    """

    stem: str
    name: str
    section: str
    team: str | None = None
    department: str | None = None


class Unserving(NamedTuple):
    """A team that has no poster of its own, as its work reaches nobody outside."""

    name: str
    section: str


class Undrawn(NamedTuple):
    """A poster that could not be drawn, and why."""

    wanted: Wanted
    error: ServiceMapError


Draw = Callable[[Wanted], Poster]


def refused(choices: PosterChoices, own: str) -> list[str]:
    """What was chosen that cannot be for a set of posters, each with an `own` team, for example."""
    without = set(not_with_each(own))
    return [name for name in given(choices) if name in without]


def each_department(m: ServiceMap) -> list[Wanted]:
    """A poster for each department, in the map's order."""
    section = Words(m)["departments"]
    return [
        Wanted(_stem("department", slug), name, section, department=name)
        for slug, name in departments_of(m).items()
    ]


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
            one = Wanted(stem, party.name, section, team=party.id)
            wanted.setdefault(department, []).append(one)
        else:
            without.append(Unserving(party.name, section))
    return [one for found in wanted.values() for one in found], without


def drawn(wanted: list[Wanted], draw: Draw) -> Iterator[Poster | Undrawn]:
    """The posters in their order, several drawn at once: the layout engine runs beside us.

    One that cannot be drawn does not stop the others.
    """

    def tried(one: Wanted) -> Poster | Undrawn:
        try:
            return draw(one)
        except ServiceMapError as error:
            return Undrawn(one, error)

    workers = min(WORKERS, os.cpu_count() or 1, max(1, len(wanted)))
    with ThreadPoolExecutor(workers) as pool:
        try:
            yield from pool.map(tried, wanted)
        finally:
            # Whoever stops listening, or a mistake of ours, ends the rest.
            pool.shutdown(wait=True, cancel_futures=True)


def _stem(kind: str, slug: str) -> str:
    """A file name that every system takes; a long one is cut, and told apart by its digest."""
    kept = slug.encode()[:LONGEST_NAME].decode(errors="ignore")
    if kept != slug:
        kept = f"{kept}-{sha256(slug.encode()).hexdigest()[:8]}"
    return f"{kind}-{kept}"
