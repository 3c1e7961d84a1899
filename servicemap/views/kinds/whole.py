"""The whole map on one poster; where it is too large for one, by department, and then summed up."""

from collections.abc import Collection

from servicemap.model import Group, ServiceMap
from servicemap.views.crowd import crowd_of, deliveries_between, view_of_crowd
from servicemap.views.links import (
    LABELS_AT_MOST,
    badged,
    drawn,
    kinds_of,
    link_of,
    links_between,
    merged,
)
from servicemap.views.opening import opened
from servicemap.views.places import (
    box_of,
    departments_of,
    find_department,
    place_of,
    stacks_of,
)
from servicemap.views.summing import DEPARTMENTS, parts_said
from servicemap.views.view import (
    ALL,
    BOXES_AT_MOST,
    LINKS_AT_MOST,
    NO_STORY,
    Detail,
    Link,
    Story,
    View,
)
from servicemap.wording.phrases import Words
from servicemap.wording.sayings import saying


def view_of(
    m: ServiceMap, story: Story = NO_STORY, here: str | None = None, detail: Detail = ALL
) -> View:
    """The whole map; or in less detail, as where all of it is too much.

    `here` names the department where it will hang. Raises UnknownName.
    """
    home = find_department(m, here) if here is not None else None
    pairs = {(reliance.provider, reliance.customer) for reliance in drawn(m)}
    if detail == ALL and len(m.parties) <= BOXES_AT_MOST and len(pairs) <= LINKS_AT_MOST:
        return whole_map(m, story, home)
    in_full = opened(m, story, home, detail)
    if in_full:
        return partly_closed(m, in_full, story, home)
    return by_department(m, story, home, detail.boxes or BOXES_AT_MOST)


def whole_map(m: ServiceMap, story: Story = NO_STORY, home: str | None = None) -> View:
    """Every party and every delivery. `home` is the slug of the department it will hang in.

    Where the services are too many to name, what one party delivers leaves from one label.
    """
    words = Words(m)
    boxes = {party.id: box_of(party, story, home) for party in m.parties.values()}
    links: tuple[Link, ...]
    if len({reliance.service for reliance in m.reliances}) > LABELS_AT_MOST:
        places = {id_: id_ for id_ in boxes}
        between = links_between(m, places, story, words, lambda *_: True)
        links = merged(between, words, boxes)
    else:
        kinds = kinds_of(m)
        links = tuple(
            badged(link_of(m, reliance, story, words, kinds), boxes, words) for reliance in drawn(m)
        )
    return View(
        story.title or m.title,
        m.subtitle,
        story.line,
        m.language,
        boxes,
        stacks_of(m, m.parties.values(), boxes, home),
        links,
        departments_of(m)[home] if home is not None else None,
        caption=story.caption,
        name=story.name,
        departments=bool(departments_of(m)),
    )


def partly_closed(
    m: ServiceMap, in_full: Collection[str], story: Story = NO_STORY, home: str | None = None
) -> View:
    """Some departments `in_full`, by their slugs; every other as one box.

    Between two parties every delivery is a link. What else one box delivers to another is one.
    """
    words = Words(m)
    places = {party.id: place_of(party) for party in m.parties.values()}
    crowd = crowd_of(m, places, story, words, BOXES_AT_MOST, home, in_full)
    between = deliveries_between(m, crowd, story, words)
    alone = {pair: links for pair, links in between.items() if m.parties.keys() >= {*pair}}
    others = {pair: links for pair, links in between.items() if pair not in alone}
    each = tuple(link for links in alone.values() for link in links)
    view = view_of_crowd(m, crowd, others, story, words, m.subtitle)
    closed = {place for place in crowd.boxes if place not in m.parties}
    notes = (saying("summed", what=parts_said({DEPARTMENTS: len(closed)})),) if closed else ()
    return view._replace(links=(*each, *view.links), notes=notes, summed=True)


def by_department(
    m: ServiceMap,
    story: Story = NO_STORY,
    home: str | None = None,
    at_most: int = BOXES_AT_MOST,
) -> View:
    """Departments as one box each, and, where that is not enough, the rest of each kind as one.

    What one box delivers to another is one link; all that a box delivers leaves from one label.
    """
    words = Words(m)
    places = {party.id: place_of(party) for party in m.parties.values()}
    crowd = crowd_of(m, places, story, words, at_most, home)
    links = deliveries_between(m, crowd, story, words)
    view = view_of_crowd(m, crowd, links, story, words, m.subtitle)
    if len(set(places.values())) < len(m.parties):
        teams = sum(1 for party in m.parties.values() if party.group is Group.TEAMS)
        view = view._replace(notes=(saying("aggregated", teams=teams), *view.notes))
    return view._replace(summed=True)
