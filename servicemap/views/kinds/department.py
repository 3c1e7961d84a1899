"""One department's poster: all its teams, whom they deal with, and the way to the end user.

The home department stands in full, every other department as one box. Shown are those that deal
with it directly, and the shortest ways by which its work reaches end users, prospects and
distributors. Everything else is left out, and the poster says how much that is.
"""

from collections.abc import Mapping

from servicemap.model import Group, Reliance, ServiceMap
from servicemap.views.crowd import Crowd, crowd_of, deliveries_between, view_of_crowd
from servicemap.views.links import drawn
from servicemap.views.places import DEPARTMENT, HOME, department_of, find_department, place_of
from servicemap.views.summing import MORE, parts_said
from servicemap.views.view import (
    ALL,
    BOXES_AT_MOST,
    DELAYED,
    LINKS_AT_MOST,
    NO_STORY,
    UNMARKED,
    Detail,
    Story,
    View,
)
from servicemap.views.ways import shown_of
from servicemap.wording.phrases import Words
from servicemap.wording.sayings import Saying, saying


def close_up(m: ServiceMap, department: str, story: Story = NO_STORY, detail: Detail = ALL) -> View:
    """The poster of the department of that name. Raises UnknownName.

    Where it has too many teams, or deals with too many others, the rest of them is summed up.
    """
    words = Words(m)
    home = find_department(m, department)
    places = {
        party.id: HOME if department_of(party) == home else place_of(party)
        for party in m.parties.values()
    }
    kept, pairs, beyond = shown_of(m, places)
    shown = {id_: place for id_, place in places.items() if place in kept}
    crowd = crowd_of(m, shown, story, words, detail.boxes or BOXES_AT_MOST, home, {home})
    boxes = {
        id_: box._replace(badge=words.say("goes_on", name=m.parties[beyond[id_]].name))
        if id_ in beyond and not box.badges
        else box
        for id_, box in crowd.boxes.items()
    }
    crowd = crowd._replace(boxes=boxes)

    def wanted(reliance: Reliance) -> bool:
        here, there = places[reliance.provider], places[reliance.customer]
        if HOME in {here, there}:
            return True
        # Between others only the way by which its work goes on, and that of a delay.
        late = story.links.get(reliance.id, UNMARKED).state in DELAYED
        return here != there and (late or (here, there) in pairs)

    links = deliveries_between(m, crowd, story, words, wanted)
    left = len(drawn(m)) - sum(map(len, links.values())) - _within(m, crowd)
    view = view_of_crowd(m, crowd, links, story, words, words["close_up"])
    return view._replace(
        notes=(*view.notes, *_left_out(m, places, kept, left)),
        summed=view.summed or len(links) > LINKS_AT_MOST,
    )


def _within(m: ServiceMap, crowd: Crowd) -> int:
    """How many deliveries stay within boxes that stand for several: they are not left out."""
    several = {box for box in crowd.boxes if box.startswith(MORE)}
    box_with = crowd.box_with
    return sum(
        1
        for reliance in drawn(m)
        if box_with.get(reliance.provider) == box_with.get(reliance.customer)
        and box_with.get(reliance.provider) in several
    )


def _left_out(
    m: ServiceMap, places: Mapping[str, str], kept: set[str], deliveries: int
) -> tuple[Saying, ...]:
    """What of the map is not on the poster, in a sentence; nothing where all of it is."""
    missing: dict[str, dict[str, None]] = {}
    for party in m.parties.values():
        place = places[party.id]
        if place not in kept:
            kind = "departments" if place.startswith(DEPARTMENT) else party.group
            missing.setdefault(kind, {})[place] = None
    counts = {kind: len(missing[kind]) for kind in ("departments", *Group) if kind in missing}
    if deliveries:
        counts["deliveries"] = deliveries
    return (saying("left_out", what=parts_said(counts)),) if counts else ()
