"""What a poster shows: boxes, departments as stacks of them, links.

A kind of poster is one function here that makes a View; all that follows is the same for all kinds.
"""

from collections.abc import Mapping
from enum import IntEnum, StrEnum
from typing import NamedTuple

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
    badges = _badges(m, trace, words)
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
    causes = _causes(m, trace)
    links = tuple(_link(m, reliance, trace, causes, words) for reliance in m.reliances)
    return View(
        m.title,
        m.subtitle,
        _story(m, trace, words),
        m.language,
        boxes,
        _stacks(m, boxes, home),
        links,
        _department_name(m, home),
    )


def by_department(m: ServiceMap, trace: Trace | None = None, home: str | None = None) -> View:
    """Departments as one box each; deliveries between the same two boxes become one link."""
    words = Words(m)
    badges = _badges(m, trace, words)
    boxes: dict[str, Box] = {}
    for party in m.parties.values():
        place = _place(m, party.id)
        if place not in boxes:
            whole = place != party.id
            boxes[place] = Box(
                place,
                _department_name(m, department_of(party)) or party.name if whole else party.name,
                Kind.DEPARTMENT if whole else kind_of(party),
                home=home is not None and department_of(party) == home,
                badge=None if whole else badges.get(party.id),
            )
    causes = _causes(m, trace)
    between: dict[tuple[str, str], list[Link]] = {}
    for reliance in m.reliances:
        source, target = _place(m, reliance.provider), _place(m, reliance.customer)
        if source != target or reliance.provider == reliance.customer == source:
            one = _link(m, reliance, trace, causes, words)
            between.setdefault((source, target), []).append(one)
    links = tuple(
        _merged(found, source, target, words) for (source, target), found in between.items()
    )
    stacks = tuple(Stack(box.id, None, box.stage, (box.id,), box.home) for box in boxes.values())
    teams = sum(1 for party in m.parties.values() if party.group is Group.TEAMS)
    return View(
        m.title,
        m.subtitle,
        _story(m, trace, words),
        m.language,
        boxes,
        stacks,
        links,
        _department_name(m, home),
        (words.say("aggregated", teams=teams),),
    )


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


def _merged(links: list[Link], source: str, target: str, words: Words) -> Link:
    """Several deliveries between two boxes as one: the one a delay hits hardest speaks for all."""
    first = max(links, key=lambda link: _WEIGHT[link.state])
    label = first.label
    if len(links) > 1:
        label = f"{label} {words.say('more', count=len(links) - 1)}"
    sentence = "; ".join(link.sentence for link in links)
    # Each merged link has a label of its own: what it stands for goes to one customer.
    return first._replace(
        source=source,
        target=target,
        service=f"{source} > {target}",
        label=label,
        sentence=sentence,
    )


def _causes(m: ServiceMap, trace: Trace | None) -> set[str]:
    """The services that are late of themselves, not because of others."""
    if trace is None:
        return set()
    return {
        service.id
        for service in m.services.values()
        if trace.late.get(service.id, 0) > 0 or trace.late.get(service.provider, 0) > 0
    }


def _badges(m: ServiceMap, trace: Trace | None, words: Words) -> dict[str, str]:
    """How late the customers outside get what they were promised."""
    if trace is None:
        return {}
    felt: dict[str, list[int]] = {}
    for promise in trace.felt:
        if m.parties[promise.customer].is_outside_customer:
            felt.setdefault(promise.customer, []).append(promise.late)
    badges = {}
    for customer, lateness in felt.items():
        key = "late" if len(set(lateness)) == 1 else "up_to"
        badges[customer] = words.say(key, amount=words.amount(max(lateness)))
    return badges


def _story(m: ServiceMap, trace: Trace | None, words: Words) -> str | None:
    if trace is None:
        return None
    names = [
        (
            m.parties[late].name
            if late in m.parties
            else f"{m.parties[m.services[late].provider].name}, {m.services[late].name}",
            minutes,
        )
        for late, minutes in trace.late.items()
        if minutes > 0
    ]
    if not names:
        return None
    causes = " + ".join(
        f"{name} {words.say('late', amount=words.amount(minutes))}" for name, minutes in names
    )
    if len(names) > 2:
        causes = words.say("several_delays", count=len(names))
    felt = trace.felt
    if not felt:
        return words.say("story_held", causes=causes)
    worst = felt[0]
    story = words.say(
        "story",
        causes=causes,
        customer=m.parties[worst.customer].name,
        service=m.services[worst.service].name,
        amount=words.amount(worst.late),
    )
    if len(felt) == 1:
        return story
    if len(felt) == 2:
        return words.say("story_one_more", story=story)
    return words.say("story_more", story=story, count=len(felt) - 1)
