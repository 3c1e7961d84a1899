"""What a poster shows: boxes, departments as stacks of them, links.

A kind of poster is one function here that makes a View; all that follows is the same for all kinds.
"""

from collections.abc import Mapping
from enum import IntEnum, StrEnum
from typing import NamedTuple

from servicemap.drawing.stories import badges_of, causes_of, story_of
from servicemap.drawing.words import Words
from servicemap.errors import UnknownName
from servicemap.model import Group, Party, Reliance, ServiceMap
from servicemap.names import slug
from servicemap.spelling import did_you_mean
from servicemap.timing.traces import Trace

BOXES_AT_MOST = 45
"""More boxes than this are a thicket on any paper: departments become one box each."""


class Kind(StrEnum):
    """What a box stands for, which decides its shape and colour."""

    SUPPLIER = "supplier"
    TEAM = "team"
    DISTRIBUTOR = "distributor"
    END_USER = "end_user"
    END_USER_INSIDE = "end_user_inside"
    PROSPECT = "prospect"
    DEPARTMENT = "department"


class Stage(IntEnum):
    """Where a box stands on the way, from left to right."""

    SUPPLIERS = 0
    TEAMS = 1
    DISTRIBUTORS = 2
    CUSTOMERS = 3


STAGES = {
    Kind.SUPPLIER: Stage.SUPPLIERS,
    Kind.TEAM: Stage.TEAMS,
    Kind.DEPARTMENT: Stage.TEAMS,
    Kind.DISTRIBUTOR: Stage.DISTRIBUTORS,
    Kind.END_USER: Stage.CUSTOMERS,
    Kind.END_USER_INSIDE: Stage.CUSTOMERS,
    Kind.PROSPECT: Stage.CUSTOMERS,
}

_KINDS = {
    Group.TEAMS: Kind.TEAM,
    Group.END_USERS: Kind.END_USER,
    Group.PROSPECTS: Kind.PROSPECT,
    Group.DISTRIBUTORS: Kind.DISTRIBUTOR,
    Group.SUPPLIERS: Kind.SUPPLIER,
}


class State(StrEnum):
    """What a delay does to a link. Late ones are its cause, reached ones carry it on."""

    PLAIN = "plain"
    REACHED = "reached"
    LATE = "late"


class Box(NamedTuple):
    """A party, or a whole department. `badge` says how late what it gets is."""

    id: str
    name: str
    kind: Kind
    home: bool = False
    badge: str | None = None

    @property
    def stage(self) -> Stage:
        """Where it stands on the way."""
        return STAGES[self.kind]


class Stack(NamedTuple):
    """Boxes that stand on top of each other: a department's teams, or one box alone (no name)."""

    id: str
    name: str | None
    stage: Stage
    boxes: tuple[str, ...]
    home: bool = False


class Link(NamedTuple):
    """One delivery. Links with one `source` and one `service` leave from one label.

    `late` is the text of the label's badge; `sentence` says the link to people who hear it.
    """

    id: str
    source: str
    target: str
    service: str
    label: str
    state: State
    late: str | None
    sentence: str


class View(NamedTuple):
    """What to show, in the map's order. `story` is the delay in a sentence, where there is one."""

    title: str
    subtitle: str | None
    story: str | None
    language: str
    boxes: Mapping[str, Box]
    stacks: tuple[Stack, ...]
    links: tuple[Link, ...]
    home: str | None
    notes: tuple[str, ...] = ()


def view_of(m: ServiceMap, trace: Trace | None, department: str | None) -> View:
    """The whole map; its departments as one box each where its boxes would be too many."""
    home = _find_department(m, department) if department is not None else None
    if len(m.parties) > BOXES_AT_MOST and len({_place(m, p) for p in m.parties}) < len(m.parties):
        return by_department(m, trace, home)
    return whole_map(m, trace, home)


def whole_map(m: ServiceMap, trace: Trace | None = None, home: str | None = None) -> View:
    """Every party and every delivery. `home` is the slug of the department it will hang in."""
    words = Words(m)
    badges = badges_of(m, trace, words)
    boxes = {
        party.id: Box(
            party.id,
            party.name,
            kind_of(party),
            home=home is not None and department_of(party) == home,
            badge=badges.get(party.id),
        )
        for party in m.parties.values()
    }
    causes = causes_of(m, trace)
    links = tuple(_link(m, reliance, trace, causes, words) for reliance in m.reliances)
    return View(
        m.title,
        m.subtitle,
        story_of(m, trace, words),
        m.language,
        boxes,
        _stacks(m, boxes, home),
        links,
        _department_name(m, home),
    )


def by_department(m: ServiceMap, trace: Trace | None = None, home: str | None = None) -> View:
    """Departments as one box each, and, where that is not enough, suppliers and customers too.

    What one box delivers to another is one link; all that a box delivers leaves from one label.
    """
    words = Words(m)
    places = {party: _place(m, party) for party in m.parties}
    if len(set(places.values())) > BOXES_AT_MOST:
        places |= {
            party.id: f"group/{party.group}"
            for party in m.parties.values()
            if places[party.id] == party.id
        }
    members: dict[str, list[Party]] = {}
    for party in m.parties.values():
        members.setdefault(places[party.id], []).append(party)
    badges = badges_of(m, trace, words)
    boxes = {
        place: _whole(m, place, inside, home, badges.get(place), words)
        for place, inside in members.items()
    }
    causes = causes_of(m, trace)
    between: dict[tuple[str, str], list[Link]] = {}
    for reliance in m.reliances:
        pair = places[reliance.provider], places[reliance.customer]
        if pair[0] != pair[1] or len(members[pair[0]]) == 1:
            one = _link(m, reliance, trace, causes, words)
            between.setdefault(pair, []).append(one)
    stacks = tuple(Stack(box.id, None, box.stage, (box.id,), box.home) for box in boxes.values())
    teams = sum(1 for party in m.parties.values() if party.group is Group.TEAMS)
    return View(
        m.title,
        m.subtitle,
        story_of(m, trace, words),
        m.language,
        boxes,
        stacks,
        _merged(between, words),
        _department_name(m, home),
        (words.say("aggregated", teams=teams),),
    )


def _whole(
    m: ServiceMap,
    place: str,
    inside: list[Party],
    home: str | None,
    badge: str | None,
    words: Words,
) -> Box:
    """A box for everyone in one place."""
    first = inside[0]
    if len(inside) == 1 and not place.startswith("department/"):
        return Box(place, first.name, kind_of(first), badge=badge)
    department = department_of(first)
    name = _department_name(m, department)
    if name is None:
        name = words.say(f"all_{first.group}", count=len(inside))
    kind = Kind.DEPARTMENT if first.group is Group.TEAMS else kind_of(first)
    return Box(place, name, kind, home=home is not None and department == home)


def kind_of(party: Party) -> Kind:
    """What the box of a party looks like."""
    if party.group is Group.END_USERS and party.inside:
        return Kind.END_USER_INSIDE
    return _KINDS[party.group]


def department_of(party: Party) -> str | None:
    """The slug of a team's department. Others may name one too, but stand in their own column."""
    if party.group is not Group.TEAMS or not party.department:
        return None
    return slug(party.department) or None


def _place(m: ServiceMap, party: str) -> str:
    """The box that a party is in, where departments are one box. No party's id holds a `/`."""
    department = department_of(m.parties[party])
    return party if department is None else f"department/{department}"


def _department_name(m: ServiceMap, department: str | None) -> str | None:
    """A department as it is first spelt."""
    for party in m.parties.values():
        if department is not None and department_of(party) == department:
            return party.department
    return None


def _find_department(m: ServiceMap, name: str) -> str:
    known = {department_of(party) for party in m.parties.values()} - {None}
    wanted = slug(name)
    if wanted not in known:
        names = [
            spelt for one in sorted(filter(None, known)) if (spelt := _department_name(m, one))
        ]
        hint = did_you_mean(name, names)
        if not hint:
            hint = "it has: " + ", ".join(names) if names else "its teams name no department"
        raise UnknownName(f"no department of this map is called '{name}'", hint)
    return wanted


def _stacks(m: ServiceMap, boxes: Mapping[str, Box], home: str | None) -> tuple[Stack, ...]:
    members: dict[str, list[str]] = {}
    for party in m.parties:
        members.setdefault(_place(m, party), []).append(party)
    stacks = []
    for place, inside in members.items():
        department = department_of(m.parties[inside[0]])
        stacks.append(
            Stack(
                place,
                _department_name(m, department),
                boxes[inside[0]].stage,
                tuple(inside),
                home=home is not None and department == home,
            )
        )
    return tuple(stacks)


def _link(
    m: ServiceMap, reliance: Reliance, trace: Trace | None, causes: set[str], words: Words
) -> Link:
    service = m.services[reliance.service]
    sentence = words.say(
        "relies_on",
        customer=m.parties[reliance.customer].name,
        provider=m.parties[reliance.provider].name,
        service=service.name,
    )
    late = trace.delays.get(service.id, 0) if trace else 0
    state = State.PLAIN
    badge = None
    if late > 0:
        badge = words.say("late", amount=words.amount(late))
        sentence = f"{sentence}, {badge}"
        state = State.LATE if service.id in causes else State.REACHED
    return Link(
        reliance.id,
        reliance.provider,
        reliance.customer,
        service.id,
        service.name,
        state,
        badge if state is State.LATE else None,
        sentence,
    )


_WEIGHT = {State.PLAIN: 0, State.REACHED: 1, State.LATE: 2}


def _merged(between: Mapping[tuple[str, str], list[Link]], words: Words) -> tuple[Link, ...]:
    """One link between two boxes; the one that a delay hits hardest speaks for all of them.

    All links of a box that fare alike leave from one label: the first service, and how many more.
    """
    merged = []
    for (source, target), links in between.items():
        worst = max(links, key=lambda link: _WEIGHT[link.state])
        sentence = "; ".join(link.sentence for link in links)
        merged.append(
            worst._replace(
                source=source,
                target=target,
                service=f"{source} {worst.state} {worst.late or ''}",
                sentence=sentence,
            )
        )
    services: dict[str, dict[str, None]] = {}
    for one in merged:
        for link in between[one.source, one.target]:
            services.setdefault(one.service, {})[link.label] = None
    labels = {}
    for service, (first, *more) in services.items():
        labels[service] = f"{first} {words.say('more', count=len(more))}" if more else first
    return tuple(one._replace(label=labels[one.service]) for one in merged)
