"""What lies beyond a close-up: where the work goes on, and where a delay comes from.

A close-up leaves most of the map out. Nobody on it may look like the end of the way who is not,
and no delay may look as if it began nowhere.
"""

from collections import deque
from collections.abc import Mapping

from servicemap.drawing.viewing.places import HOME
from servicemap.drawing.views import DELAYED, Link, State, Story
from servicemap.drawing.words import Words
from servicemap.model import Group, ServiceMap

ENDS = frozenset({Group.END_USERS, Group.PROSPECTS})
"""Whom the work is for: it goes on to nobody from there."""


def onwards(
    m: ServiceMap,
    places: Mapping[str, str],
    steps: Mapping[str, Mapping[str, None]],
    kept: set[str],
    ways: Mapping[str, int],
) -> tuple[set[tuple[str, str]], dict[str, str]]:
    """How those go on who would look like dead ends.

    (place, place) of deliveries to show as well; and place -> the end user's id whom its work
    reaches by places that are not on the poster. `steps` are place -> the places it delivers to,
    `ways` how many steps from home each place is that home's work reaches.
    """
    ends = {places[party.id]: party.id for party in m.parties.values() if party.group in ENDS}
    reached = _nearest(steps, ends)
    pairs: set[tuple[str, str]] = set()
    beyond: dict[str, str] = {}
    for place in ways:
        if place == HOME or place not in kept or place in ends or place not in reached:
            continue
        shown = [
            there
            for there in steps[place]
            if there == HOME or (there in kept and ways.get(there) == ways[place] + 1)
        ]
        if shown:
            continue
        there = min((one for one in steps[place] if one in reached), key=lambda one: reached[one])
        if there in kept:
            pairs.add((place, there))
        else:
            beyond[place] = reached[place][1]
    return pairs, beyond


def _nearest(
    steps: Mapping[str, Mapping[str, None]], ends: Mapping[str, str]
) -> dict[str, tuple[int, str]]:
    """Place -> in how many steps its work reaches an end user, and which is the nearest."""
    before: dict[str, list[str]] = {place: [] for place in steps}
    for here, to in steps.items():
        for there in to:
            before[there].append(here)
    reached = {place: (0, party) for place, party in ends.items()}
    waiting = deque(reached)
    while waiting:
        there = waiting.popleft()
        far, party = reached[there]
        for here in before[there]:
            if here not in reached:
                reached[here] = (far + 1, party)
                waiting.append(here)
    return reached


def with_origins(
    m: ServiceMap,
    between: Mapping[tuple[str, str], list[Link]],
    story: Story,
    words: Words,
) -> dict[tuple[str, str], list[Link]]:
    """The same links; where a delay that begins beyond them comes in, the label says from whom."""
    shown = {link.id for links in between.values() for link in links}
    late = [one for one in m.reliances if _state(story, one.id) is State.LATE]
    visible = {one.service for one in late if one.id in shown}
    onwards_of: dict[str, list[str]] = {}
    customer_of = {one.id: one.customer for one in m.reliances}
    for one in m.reliances:
        if _state(story, one.id) in DELAYED:
            onwards_of.setdefault(one.provider, []).append(one.id)
    said: dict[str, dict[str, None]] = {}
    for cause in late:
        if cause.service in visible:
            continue
        visible.add(cause.service)
        starts = [one.id for one in late if one.service == cause.service]
        text = words.say(
            "late_from",
            name=m.parties[cause.provider].name,
            late=story.links[cause.id].badge or words[State.LATE],
        )
        seen, waiting = set(starts), deque(starts)
        while waiting:
            for id_ in onwards_of.get(customer_of[waiting.popleft()], ()):
                if id_ in seen:
                    continue
                seen.add(id_)
                if id_ in shown:
                    said.setdefault(id_, {})[text] = None
                else:
                    waiting.append(id_)
    return {
        pair: [
            link._replace(late=words.first_of(list(said[link.id]))) if link.id in said else link
            for link in links
        ]
        for pair, links in between.items()
    }


def _state(story: Story, reliance: str) -> State:
    mark = story.links.get(reliance)
    return mark.state if mark else State.PLAIN
