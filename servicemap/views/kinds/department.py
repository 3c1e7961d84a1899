"""One department's poster: all its teams, whom they deal with, and the way to the end user.

The home department stands in full, every other department as one box. Shown are those that deal
with it directly, and the shortest ways by which its work reaches end users, prospects and
distributors. Everything else is left out, and the poster says how much that is.
"""

from collections.abc import Mapping

from servicemap.model import Group, Party, Reliance, ServiceMap
from servicemap.views.beyond import with_origins
from servicemap.views.links import drawn, links_between, merged
from servicemap.views.places import (
    HOME,
    box_of,
    box_of_all,
    department_of,
    departments_of,
    find_department,
    place_of,
)
from servicemap.views.summing import (
    MORE,
    OWN,
    counted,
    parts_said,
    rest_of,
    said_of,
    sort_of,
    sum_up,
)
from servicemap.views.view import (
    BOXES_AT_MOST,
    DELAYED,
    LINKS_AT_MOST,
    NO_STORY,
    UNMARKED,
    Box,
    Stack,
    Story,
    View,
    ViewState,
)
from servicemap.views.ways import shown_of
from servicemap.wording.phrases import Words
from servicemap.wording.sayings import Saying, saying


def close_up(
    m: ServiceMap, department: str, story: Story = NO_STORY, at_most: int = BOXES_AT_MOST
) -> View:
    """The poster of the department of that name. Raises UnknownName.

    Where it has too many teams, or deals with too many others, the rest of them is summed up.
    """
    words = Words(m)
    home = find_department(m, department)
    name = departments_of(m)[home]
    places = {
        party.id: HOME if department_of(party) == home else place_of(party)
        for party in m.parties.values()
    }
    kept, pairs, beyond = shown_of(m, places)
    own = {party.id: f"department/{home}" for party in m.parties.values() if not places[party.id]}
    box_with = {
        party.id: party.id if party.id in own else places[party.id]
        for party in m.parties.values()
        if places[party.id] in kept
    }
    sorts = {
        box: OWN if party in own else sort_of(box, m.parties[party])
        for party, box in box_with.items()
    }
    standing = sum_up(m, box_with, sorts, story, at_most)
    counts = counted(standing.values())
    box_with = {party: standing[box] for party, box in box_with.items()}
    members: dict[str, list[Party]] = {}
    for party_id, box_id in box_with.items():
        members.setdefault(box_id, []).append(m.parties[party_id])
    boxes: dict[str, Box] = {}
    stacks: dict[str, Stack] = {}
    for id_, inside in members.items():
        first = inside[0]
        if id_.startswith(MORE):
            box = rest_of(id_, id_.removeprefix(MORE), counts[id_], inside, story, words)
        elif first.id in own:
            box = box_of(first, story, home)
        else:
            box = box_of_all(m, id_, inside, story, None, words)
            if id_ in beyond and not box.badges:
                end = m.parties[beyond[id_]].name
                box = box._replace(badge=words.say("goes_on", name=end))
        boxes[id_] = box
        if first.id in own:
            stack = stacks.get(own[first.id]) or Stack(
                own[first.id], name, box.stage, (), home=True
            )
            stacks[stack.id] = stack._replace(boxes=(*stack.boxes, id_))
        else:
            stacks[id_] = Stack(id_, None, box.stage, (id_,))

    def shown(reliance: Reliance, source: str, target: str) -> bool:
        here, there = places[reliance.provider], places[reliance.customer]
        if HOME in {here, there}:
            return source != target or len(members[source]) == 1
        # Between others only the way by which its work goes on, and that of a delay.
        late = story.links.get(reliance.id, UNMARKED).state in {ViewState.LATE, *DELAYED}
        return source != target and (late or (here, there) in pairs)

    links = with_origins(m, links_between(m, box_with, story, words, shown), story, words)
    left = len(drawn(m)) - sum(map(len, links.values())) - _within(m, box_with, members)
    return View(
        story.title or m.title,
        words["close_up"],
        story.line,
        m.language,
        boxes,
        tuple(stacks.values()),
        merged(links, words, boxes),
        name,
        (*said_of(standing), *_left_out(m, places, kept, left)),
        story.caption,
        story.name,
        summed=len(boxes) < len(sorts) or len(links) > LINKS_AT_MOST,
    )


def _within(m: ServiceMap, box_with: Mapping[str, str], members: Mapping[str, list[Party]]) -> int:
    """How many deliveries stay within boxes that stand for several: they are not left out."""
    several = {box for box, inside in members.items() if box.startswith(MORE)}
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
            kind = "departments" if place.startswith("department/") else party.group
            missing.setdefault(kind, {})[place] = None
    counts = {kind: len(missing[kind]) for kind in ("departments", *Group) if kind in missing}
    if deliveries:
        counts["deliveries"] = deliveries
    return (saying("left_out", what=parts_said(counts)),) if counts else ()
