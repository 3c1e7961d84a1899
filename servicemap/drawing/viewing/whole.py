"""The whole map on one poster; where it is too large for one, by department."""

from servicemap.drawing.viewing.links import link_of, links_between, merged
from servicemap.drawing.viewing.places import (
    box_of,
    box_of_all,
    departments_of,
    find_department,
    place_of,
    stacks_of,
)
from servicemap.drawing.views import BOXES_AT_MOST, NO_STORY, Stack, Story, View
from servicemap.drawing.words import Words
from servicemap.model import Group, Party, ServiceMap


def view_of(m: ServiceMap, story: Story = NO_STORY, here: str | None = None) -> View:
    """The whole map; its departments as one box each where its boxes would be too many.

    `here` names the department where it will hang. Raises UnknownName.
    """
    home = find_department(m, here) if here is not None else None
    places = {place_of(party) for party in m.parties.values()}
    if len(m.parties) > BOXES_AT_MOST and len(places) < len(m.parties):
        return by_department(m, story, home)
    return whole_map(m, story, home)


def whole_map(m: ServiceMap, story: Story = NO_STORY, home: str | None = None) -> View:
    """Every party and every delivery. `home` is the slug of the department it will hang in."""
    words = Words(m)
    boxes = {party.id: box_of(party, story, home) for party in m.parties.values()}
    return View(
        story.title or m.title,
        m.subtitle,
        story.line,
        m.language,
        boxes,
        stacks_of(m, m.parties.values(), boxes, home),
        tuple(link_of(m, reliance, story, words) for reliance in m.reliances),
        departments_of(m)[home] if home is not None else None,
        caption=story.caption,
        name=story.name,
    )


def by_department(m: ServiceMap, story: Story = NO_STORY, home: str | None = None) -> View:
    """Departments as one box each, and, where that is not enough, suppliers and customers too.

    What one box delivers to another is one link; all that a box delivers leaves from one label.
    """
    words = Words(m)
    places = {party.id: place_of(party) for party in m.parties.values()}
    if len(set(places.values())) > BOXES_AT_MOST:
        places |= {
            party.id: f"group/{party.group}"
            for party in m.parties.values()
            if places[party.id] == party.id
        }
    members: dict[str, list[Party]] = {}
    for party in m.parties.values():
        members.setdefault(places[party.id], []).append(party)
    boxes = {
        place: box_of_all(m, place, inside, story, home, words) for place, inside in members.items()
    }
    links = links_between(
        m,
        places,
        story,
        words,
        lambda _, source, target: source != target or len(members[source]) == 1,
    )
    stacks = tuple(Stack(box.id, None, box.stage, (box.id,), box.home) for box in boxes.values())
    teams = sum(1 for party in m.parties.values() if party.group is Group.TEAMS)
    return View(
        story.title or m.title,
        m.subtitle,
        story.line,
        m.language,
        boxes,
        stacks,
        merged(links, words, label_a_box=True),
        departments_of(m)[home] if home is not None else None,
        (words.say("aggregated", teams=teams),),
        story.caption,
        story.name,
    )
