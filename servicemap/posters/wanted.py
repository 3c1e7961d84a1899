"""The posters that a set is made of: one for each team, one for each department."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from servicemap.index import compile_index
from servicemap.model import Group, ServiceMap
from servicemap.reach import reaching_customers
from servicemap.slugs import file_stem
from servicemap.views.kinds.wall_cards import find_card, key_of, teams_without
from servicemap.views.places import department_of, departments_of
from servicemap.wording.phrases import Words


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


class Without(NamedTuple):
    """A team that has no poster of its own: `why`, for the terminal, and the `heading` under which
    the page of them all names it.
    """

    name: str
    section: str
    why: str
    heading: str


class Each(NamedTuple):
    """A set of posters: what makes it of a map and what is chosen, with those who have none.

    `lacking` is what to say where there is not one; `noted`: what is to be known of each is told.
    """

    of: Callable[[ServiceMap, Mapping[str, Any]], tuple[list[Wanted], list[Without]]]
    lacking: str = ""
    noted: bool = False


def each_department(m: ServiceMap) -> tuple[list[Wanted], list[Without]]:
    """A poster for each department, in the map's order; none is without."""
    words = Words(m)
    return [
        Wanted(
            file_stem("department", slug),
            name,
            words["departments"],
            choice="department",
            chosen=name,
            says=words["close_up"],
        )
        for slug, name in departments_of(m).items()
    ], []


def each_team(m: ServiceMap, card: str | None = None) -> tuple[list[Wanted], list[Without]]:
    """A poster for each team, or one card for the wall, by department; and the teams without.

    A team has none whose work reaches nobody outside; no card, if there is nothing to say on it.
    """
    words = Words(m)
    kind = None if card is None else find_card(card)
    lacking = _unserving(m) if kind is None else teams_without(m, kind)
    heading = words["unserving" if kind is None else f"no_{key_of(kind)}"]
    # Cards of one kind all have the same title.
    says = None if kind is None else words[key_of(kind)]
    names = departments_of(m)
    wanted: dict[str | None, list[Wanted]] = {slug: [] for slug in names}
    without = []
    for party in m.parties.values():
        if party.group is not Group.TEAMS:
            continue
        department = department_of(party)
        section = names[department] if department is not None else words["teams"]
        if party.id in lacking:
            without.append(Without(party.name, section, lacking[party.id], heading))
            continue
        stem = file_stem(kind or "team", party.id)
        one = Wanted(stem, party.name, section, choice="team", chosen=party.id, says=says)
        wanted.setdefault(department, []).append(one)
    return [one for found in wanted.values() for one in found], without


def _unserving(m: ServiceMap) -> dict[str, str]:
    """Why a team has no poster: its work reaches nobody outside."""
    reaching = reaching_customers(m, compile_index(m))
    return {id_: "its work reaches nobody outside" for id_ in m.parties if id_ not in reaching}
