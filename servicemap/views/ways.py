"""The ways by which a department's work reaches end users: which of them its close-up shows.

A close-up is of its own department. Of what others deliver to each other it shows what carries the
home department's work on to an end user, and no more of that than leaves its names large.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

from servicemap.model import Group, ServiceMap
from servicemap.views.places import HOME, kind_of
from servicemap.views.view import STAGES, Stage
from servicemap.walks import nearest_first

ROWS = 7
"""So many boxes, or as many as the home department has, stand in one column in large type."""

AT_EASE = 20
"""A poster of so many boxes has room for ways through others whom home does not deal with."""

FAR = 2
"""Departments so many steps from home are shown at most: each step more is a column more."""

Steps = Mapping[str, Mapping[str, None]]
"""Place -> the places that it delivers to, in the map's order."""


class CloseUp(NamedTuple):
    """What a close-up shows.

    `places` stand on it. `pairs` are (place, place) of the deliveries between others that carry
    home's work on. `beyond` is place -> the end user's place that its work reaches by places that
    are not shown: nobody may look like the end of the way who is not.
    """

    places: set[str]
    pairs: set[tuple[str, str]]
    beyond: dict[str, str]


class _Onward(NamedTuple):
    """How work goes on to the nearest end user: in how many steps, to whom, and whom first."""

    steps: int
    end: str
    first: str


def shown_of(m: ServiceMap, places: Mapping[str, str]) -> CloseUp:
    """Home, its neighbours, and how its work goes on; `places` is party id -> place.

    The shortest way to an end user is always there; others while there is room. Where home's work
    reaches no end user, distributors are the ends.
    """
    steps = _steps(m, places)
    ways = _ways(steps)
    ends = _ends(m, places, ways)
    onward = _onward(steps, ends)
    stage_of = {places[party.id]: STAGES[kind_of(party)] for party in m.parties.values()}
    own = sum(1 for place in places.values() if place == HOME)
    kept = {HOME, *steps[HOME], *(place for place, to in steps.items() if HOME in to)}
    pairs: set[tuple[str, str]] = set()

    def ends_here(place: str) -> bool:
        """Whether work that gets there looks as if it went no further."""
        return HOME not in steps[place] and not any(here == place for here, _ in pairs)

    def room_for(way: list[str]) -> bool:
        """Whether all of it can stand there without smaller type."""
        more = set(way) - kept
        count = Counter(stage_of[place] for place in (kept | more) - {HOME})
        if any(count[stage_of[place]] > max(ROWS, own) for place in more):
            return False
        ours = [way.index(place) for place in more if stage_of[place] is Stage.TEAMS]
        if own + len(kept) + len(more) <= AT_EASE:
            return max(ours, default=0) <= FAR
        # A box more in a column that is there is no matter; a column more is.
        return not ours and (len(more) <= 1 or ends_here(way[1]))

    for way in _candidates(steps, ways, ends, onward):
        if not kept & ends or room_for(way):
            kept.update(way)
            pairs.update(pairwise(way[1:]))
    beyond = {}
    for place in steps[HOME]:
        if ends_here(place) and place in onward and place not in ends:
            if onward[place].first in kept:
                pairs.add((place, onward[place].first))
            else:
                beyond[place] = onward[place].end
    return CloseUp(kept, pairs, beyond)


def _candidates(
    steps: Steps, ways: Mapping[str, str], ends: Collection[str], onward: Mapping[str, _Onward]
) -> Iterator[list[str]]:
    """Ways from home to an end, those that are wanted most first.

    That of each of home's customers, the shortest first, so that none looks like a dead end; then
    to every end: the first that each place reaches before its second.
    """
    going_on = [place for place in steps[HOME] if place in onward]
    for place in sorted(going_on, key=lambda one: (onward[one].steps, HOME in steps[one])):
        way = [HOME, place]
        while way[-1] not in ends:
            way.append(onward[way[-1]].first)
        yield way
    nth: Counter[str] = Counter()
    ranked: list[tuple[int, int, list[str]]] = []
    for end, before in ways.items():
        if end in ends:
            way = [end]
            while way[-1] != HOME:
                way.append(ways[way[-1]])
            ranked.append((len(way), nth[before], way[::-1]))
            nth[before] += 1
    yield from (way for *_, way in sorted(ranked, key=lambda one: one[:2]))


def _steps(m: ServiceMap, places: Mapping[str, str]) -> dict[str, dict[str, None]]:
    """Place -> the places that it delivers to, in the map's order."""
    steps: dict[str, dict[str, None]] = {place: {} for place in places.values()}
    for reliance in m.reliances:
        here, there = places[reliance.provider], places[reliance.customer]
        if here != there:
            steps[here][there] = None
    return steps


def _ways(steps: Steps) -> dict[str, str]:
    """Each place that home's work reaches -> the one before it; the nearest first."""
    walk = nearest_first([HOME], lambda place: steps[place])
    return {there: here for there, here in walk if here is not None}


def _ends(m: ServiceMap, places: Mapping[str, str], ways: Collection[str]) -> set[str]:
    """The places for which home's work is done: it goes on to nobody from there."""
    reached = [party for party in m.parties.values() if places[party.id] in ways]
    users = {places[p.id] for p in reached if p.group in {Group.END_USERS, Group.PROSPECTS}}
    return users or {places[party.id] for party in reached if party.is_outside_customer}


def _onward(steps: Steps, ends: Collection[str]) -> dict[str, _Onward]:
    """How the work of each place reaches its nearest end without home; the nearest first."""
    before: dict[str, list[str]] = {place: [] for place in steps}
    for here, to in steps.items():
        for there in to:
            before[there].append(here)
    onward = {end: _Onward(0, end, end) for end in steps if end in ends}
    for place, beyond in nearest_first(
        list(onward), lambda place: [one for one in before[place] if one != HOME]
    ):
        if beyond is not None:
            onward[place] = _Onward(onward[beyond].steps + 1, onward[beyond].end, beyond)
    return onward
