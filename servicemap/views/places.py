"""Which box a party is in, and what the box of a party looks like."""

from collections.abc import Iterable, Mapping

from servicemap.errors import UnknownName
from servicemap.index import find_party
from servicemap.model import Group, Party, ServiceMap
from servicemap.slugs import slug
from servicemap.spelling import did_you_mean
from servicemap.views.view import UNMARKED, Box, BoxKind, Stack, Story, StoryMark
from servicemap.wording.phrases import Words

_KINDS = {
    Group.TEAMS: BoxKind.TEAM,
    Group.END_USERS: BoxKind.END_USER,
    Group.PROSPECTS: BoxKind.PROSPECT,
    Group.DISTRIBUTORS: BoxKind.DISTRIBUTOR,
    Group.SUPPLIERS: BoxKind.SUPPLIER,
}


DEPARTMENT = "department/"
"""How the id of a department's box begins; its slug follows. No party's id holds a `/`."""

HOME = ""
"""A home department as one place, where only the way there counts. No party's id is empty."""


def kind_of(party: Party) -> BoxKind:
    """What the box of a party looks like."""
    if party.group is Group.END_USERS and party.inside:
        return BoxKind.END_USER_INSIDE
    return _KINDS[party.group]


def department_of(party: Party) -> str | None:
    """The slug of a team's department. Others may name one too, but stand in their own column."""
    if party.group is not Group.TEAMS or not party.department:
        return None
    return slug(party.department) or None


def departments_of(m: ServiceMap) -> dict[str, str]:
    """The slug of each department -> its name as it is first spelt, in the map's order."""
    names: dict[str, str] = {}
    for party in m.parties.values():
        department = department_of(party)
        if department is not None and party.department:
            names.setdefault(department, party.department)
    return names


def place_of(party: Party) -> str:
    """The box that a party is in, where departments are one box."""
    department = department_of(party)
    return party.id if department is None else f"{DEPARTMENT}{department}"


def find_department(m: ServiceMap, name: str) -> str:
    """The slug of a department. Raises UnknownName with a did-you-mean, or with what there is."""
    known = departments_of(m)
    wanted = slug(name)
    if wanted in known:
        return wanted
    team = m.parties.get(wanted)
    if team is not None and team.group is Group.TEAMS:
        own = known.get(department_of(team) or "")
        belongs = f" of {own}, and no department" if own else ", and no department"
        instead = "name the department, or draw" if own else "draw"
        raise UnknownName(
            f"'{team.name}' is a team{belongs}", f"{instead} its own poster with {{}}", ("team",)
        )
    names = [known[one] for one in sorted(known)]
    hint = did_you_mean(name, names)
    if not hint:
        hint = "it has: " + ", ".join(names) if names else "its teams name no department"
    raise UnknownName(f"no department of this map is called '{name}'", hint)


def find_team(m: ServiceMap, name: str) -> str:
    """The id of a team, for its poster. Raises UnknownName, which tells a department as one."""
    department = _department_instead(m, name)
    if department is not None:
        raise UnknownName(
            f"'{department}' is a department, and no team",
            "draw its own poster with {}",
            ("department",),
        )
    return team_named(m, name)


def team_named(m: ServiceMap, name: str) -> str:
    """The id of a team. Raises UnknownName, with the teams of a department where it names one."""
    department = _department_instead(m, name)
    if department is not None:
        teams = [party.name for party in m.parties.values() if department_of(party) == slug(name)]
        raise UnknownName(
            f"'{department}' is a department, and no team", "name one of: " + ", ".join(teams)
        )
    id_ = find_party(m, name)
    if m.parties[id_].group is not Group.TEAMS:
        known = [party.name for party in m.parties.values() if party.group is Group.TEAMS]
        hint = did_you_mean(name, known) or "name a team: " + ", ".join(known[:6])
        raise UnknownName(f"'{m.parties[id_].name}' is no team of this map", hint)
    return id_


def _department_instead(m: ServiceMap, name: str) -> str | None:
    """The department of a name that no party has."""
    try:
        find_party(m, name)
    except UnknownName:
        return departments_of(m).get(slug(name))
    return None


def box_of(party: Party, story: Story, home: str | None) -> Box:
    """The box of one party, marked as the story says."""
    mark = story.boxes.get(party.id, UNMARKED)
    return Box(
        party.id,
        party.name,
        kind_of(party),
        home=home is not None and department_of(party) == home,
        badge=mark.badge,
        state=mark.state,
        also=mark.also,
    )


def box_of_all(
    m: ServiceMap,
    place: str,
    inside: list[Party],
    story: Story,
    home: str | None,
    words: Words,
) -> Box:
    """A box for everyone in one place."""
    first = inside[0]
    if len(inside) == 1 and not place.startswith(DEPARTMENT):
        return box_of(first, story, home)._replace(id=place)
    department = department_of(first)
    name = departments_of(m).get(department) if department is not None else None
    if name is None:
        name = words.say(f"all_{first.group}", count=len(inside))
    kind = BoxKind.DEPARTMENT if first.group is Group.TEAMS else kind_of(first)
    mark = mark_of_all(inside, story)
    return Box(
        place,
        name,
        kind,
        home is not None and department == home,
        badge=mark.badge,
        state=mark.state,
        also=mark.also,
    )


def mark_of_all(inside: Iterable[Party], story: Story) -> StoryMark:
    """What a story says of several in one box: what it says of each of them alike."""
    marks = {story.boxes.get(party.id, UNMARKED)._replace(said=None) for party in inside}
    return marks.pop() if len(marks) == 1 else UNMARKED


def stacks_of(
    m: ServiceMap, parties: Iterable[Party], boxes: Mapping[str, Box], home: str | None
) -> tuple[Stack, ...]:
    """Teams of one department in one stack, everybody else alone."""
    names = departments_of(m)
    members: dict[str, list[Party]] = {}
    for party in parties:
        members.setdefault(place_of(party), []).append(party)
    stacks = []
    for place, inside in members.items():
        department = department_of(inside[0])
        stacks.append(
            Stack(
                place,
                names[department] if department is not None else None,
                boxes[inside[0].id].stage,
                tuple(party.id for party in inside),
                home=home is not None and department == home,
            )
        )
    return tuple(stacks)
