"""One team's poster: the shortest chain from its work to an end user, and how late it may be."""

from itertools import pairwise
from typing import NamedTuple

from servicemap.cards import Card, noticing, show
from servicemap.drawing.viewing.links import link_of
from servicemap.drawing.viewing.places import box_of
from servicemap.drawing.views import NO_STORY, Box, Link
from servicemap.drawing.words import Words
from servicemap.errors import UnknownName, WrongValue
from servicemap.index import Index, compile_index, find_party
from servicemap.model import Group, Reliance, ServiceMap
from servicemap.spelling import did_you_mean
from servicemap.timing.promises import promises

DAYS_SHOWN = 12
"""More days than this are not drawn one by one."""


NOTICING = 3
"""So many of those who notice first are named."""


class Tipping(NamedTuple):
    """How late a team may be, and who notices then; `days` whole ones where they can be drawn."""

    may: str
    then: str
    days: int | None


class TeamLine(NamedTuple):
    """What a team's poster shows: boxes from the team to a customer, and a link between any two.

    `others` are whom its work reaches besides, the nearest first. `meets_customer`: it serves
    somebody outside itself.
    """

    team: str
    customer: str
    boxes: tuple[Box, ...]
    links: tuple[Link, ...]
    others: tuple[str, ...]
    objectives: tuple[str, ...]
    tipping: Tipping | None
    meets_customer: bool


def line_of(m: ServiceMap, team: str, to: str | None = None) -> TeamLine:
    """The line of a team to the customer `to`, or to the end user who is nearest.

    Where its work reaches no end user, to the nearest prospect or distributor. Raises UnknownName,
    and WrongValue where its work reaches nobody outside.
    """
    id_ = find_party(m, team)
    if m.parties[id_].group is not Group.TEAMS:
        known = [party.name for party in m.parties.values() if party.group is Group.TEAMS]
        hint = did_you_mean(team, known) or "name a team: " + ", ".join(known[:6])
        raise UnknownName(f"'{m.parties[id_].name}' is no team of this map", hint)
    words = Words(m)
    card = show(m, id_)
    chain = card.reaches[_goal(card, to)]
    line = _reliances(compile_index(m), chain)
    boxes = tuple(box_of(m.parties[party], NO_STORY, None) for party in chain)
    links = tuple(link_of(m, reliance, NO_STORY, words) for reliance in line)
    return TeamLine(
        m.parties[id_].name,
        m.parties[chain[-1]].name,
        (boxes[0]._replace(home=True), *boxes[1:]),
        links,
        tuple(m.parties[other].name for other in _ranked(card) if other not in chain),
        m.parties[id_].objectives,
        _tipping(m, card, words),
        card.meets_customer,
    )


def _ranked(card: Card) -> list[str]:
    """Whom a team reaches: end users first, then prospects, then distributors; nearest first."""
    groups = [Group.END_USERS, Group.PROSPECTS, Group.DISTRIBUTORS]
    return sorted(
        card.reaches,
        key=lambda id_: (groups.index(card.map.parties[id_].group), len(card.reaches[id_])),
    )


def _goal(card: Card, to: str | None) -> str:
    """The customer at the end of the line."""
    team = card.party.name
    if not card.reaches:
        raise WrongValue(
            f"the work of {team} reaches nobody outside in this map",
            "servicemap check says where it ends",
        )
    if to is None:
        return _ranked(card)[0]
    goal = find_party(card.map, to)
    if goal not in card.reaches:
        names = [card.map.parties[id_].name for id_ in _ranked(card)]
        name = card.map.parties[goal].name
        raise WrongValue(
            f"no end user of {team}'s work is called '{name}'", "it reaches: " + ", ".join(names)
        )
    return goal


def _reliances(index: Index, chain: tuple[str, ...]) -> list[Reliance]:
    """One delivery for each step of a chain: where there are several, one that the next needs."""
    found: list[Reliance] = []
    needed: set[str] = set()
    for provider, customer in reversed(tuple(pairwise(chain))):
        between = [one for one in index.serving[provider] if one.customer == customer]
        step = next((one for one in between if one.service in needed), between[0])
        found.append(step)
        needed = {one.service for wanted in index.requiring[step.service] for one in wanted.any_of}
    return found[::-1]


def _tipping(m: ServiceMap, card: Card, words: Words) -> Tipping | None:
    """The tipping point in two sentences; nothing where nobody knows it.

    Only what somebody promised for a time counts: a wall is no place for guesses.
    """
    stated = {one.id for one in m.reliances if one.promise is not None}
    known = {f"{one.service} > {one.customer}" for one in promises(m) if not one.unknown} & stated
    limits = {
        one: one.minutes
        for one in card.tolerances
        if one.minutes is not None and f"{one.service} > {one.customer}" in known
    }
    minutes = min(limits.values(), default=-1)
    if minutes < 0:
        return None
    first = dict.fromkeys(one.customer for one, limit in limits.items() if limit == minutes)
    # Those outside are whom the work is for; others are named where nobody outside notices first.
    outside = [id_ for id_ in first if m.parties[id_].is_outside_customer]
    names = [m.parties[id_].name for id_ in outside or first]
    # Only English tells by the name alone whether one or many notice.
    several = noticing(names) == "notice" if words.language == "en" else len(names) > 1
    customers = words.listed(names[:NOTICING])
    if len(names) > NOTICING:
        customers = f"{customers} {words.say('more', count=len(names) - NOTICING)}"
    count = 2 if several else 1
    if minutes == 0:
        then = words.say("noticed_at_once", customers=customers, count=count)
        return Tipping(words["cannot_be_late"], then, None)
    day = m.calendar_of(card.party.id).day
    may = words.say("can_be_late", amount=words.amount(minutes, day))
    days, rest = divmod(minutes, day)
    if rest:
        then = words.say("noticed_after_that", customers=customers, count=count)
        return Tipping(may, then, None)
    then = words.say("noticed_on_day", day=days + 1, customers=customers, count=count)
    return Tipping(may, then, days if days <= DAYS_SHOWN else None)
