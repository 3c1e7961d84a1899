"""Some parties of a map in as many boxes as fit, and what goes between them.

What kinds of posters share that show a part of a map, or all of it from further away: a kind says
whom it shows, and which deliveries; who is summed up, boxes, stacks and links follow here.
"""

from collections.abc import Callable, Collection, Mapping
from typing import NamedTuple

from servicemap.model import Party, Reliance, ServiceMap
from servicemap.views.beyond import with_origins
from servicemap.views.links import links_between, merged
from servicemap.views.places import DEPARTMENT, box_of, box_of_all, department_of, departments_of
from servicemap.views.summing import MORE, OWN, box_of_several, said_of, sort_of, sum_up
from servicemap.views.view import Box, Link, Stack, Story, View
from servicemap.wording.phrases import Words
from servicemap.wording.sayings import Saying

Between = Mapping[tuple[str, str], list[Link]]
"""(box that delivers, box that gets it) -> its links."""


class Crowd(NamedTuple):
    """Whom a poster shows, in boxes.

    box_with  party id -> the id of its box; only parties that are shown
    members   the id of a box -> who is in it
    boxes     the id of a box -> what it looks like
    stacks    the boxes that stand on top of each other
    home      the department it will hang in, by its name
    notes     what is summed up, in a sentence; none where nothing is
    """

    box_with: Mapping[str, str]
    members: Mapping[str, list[Party]]
    boxes: Mapping[str, Box]
    stacks: tuple[Stack, ...]
    home: str | None
    notes: tuple[Saying, ...]

    @property
    def summed_up(self) -> bool:
        """Whether some boxes stand for several that there would have been."""
        return bool(self.notes)


def crowd_of(
    m: ServiceMap,
    places: Mapping[str, str],
    story: Story,
    words: Words,
    at_most: int,
    home: str | None = None,
    in_full: Collection[str] = (),
) -> Crowd:
    """Parties in about `at_most` boxes; `places` is party id -> its box, if all boxes stayed.

    `home` is the slug of the department it will hang in. Teams of departments `in_full` have a box
    each, in one stack, wherever `places` puts them.
    """
    names = departments_of(m)
    of = {id_: department_of(m.parties[id_]) for id_ in places}
    own = {id_ for id_, department in of.items() if department in in_full}
    box_with = {id_: id_ if id_ in own else place for id_, place in places.items()}
    sorts = {
        box: OWN if id_ in own else sort_of(box, m.parties[id_]) for id_, box in box_with.items()
    }
    standing = sum_up(m, box_with, sorts, story, at_most, {f"{DEPARTMENT}{home}"})
    several: dict[str, list[str]] = {}
    for alone, shared in standing.items():
        several.setdefault(shared, []).append(alone)
    box_with = {id_: standing[box] for id_, box in box_with.items()}
    members: dict[str, list[Party]] = {}
    for id_, box_id in box_with.items():
        members.setdefault(box_id, []).append(m.parties[id_])
    boxes: dict[str, Box] = {}
    stacks: dict[str, Stack] = {}
    for id_, inside in members.items():
        first = inside[0]
        if id_.startswith(MORE):
            called = [_called(m, alone, names) for alone in several[id_]]
            box = box_of_several(id_, called, sorts[several[id_][0]], inside, story, words)
        elif first.id in own:
            box = box_of(first, story, home)
        else:
            box = box_of_all(m, id_, inside, story, home, words)
        boxes[id_] = box
        department = of[first.id]
        if first.id in own and department is not None:
            panel = f"{DEPARTMENT}{department}"
            stack = stacks.get(panel) or Stack(
                panel, names[department], box.stage, (), home=department == home
            )
            stacks[panel] = stack._replace(boxes=(*stack.boxes, id_))
        else:
            stacks[id_] = Stack(id_, None, box.stage, (id_,), box.home)
    return Crowd(
        box_with,
        members,
        boxes,
        tuple(stacks.values()),
        names[home] if home is not None else None,
        said_of(standing, sorts),
    )


def _called(m: ServiceMap, box: str, departments: Mapping[str, str]) -> str:
    """What a box is called: as its party, or as its department."""
    party = m.parties.get(box)
    return party.name if party is not None else departments[box.removeprefix(DEPARTMENT)]


def deliveries_between(
    m: ServiceMap,
    crowd: Crowd,
    story: Story,
    words: Words,
    wanted: Callable[[Reliance], bool] = lambda _: True,
) -> Between:
    """What is delivered between the boxes, of what is `wanted`; with where a delay comes from.

    What stays within a box of several is not seen on a poster.
    """

    def shown(reliance: Reliance, source: str, target: str) -> bool:
        apart = source != target or len(crowd.members[source]) == 1
        return apart and wanted(reliance)

    links = links_between(m, crowd.box_with, story, words, shown)
    return with_origins(m, links, story, words)


def view_of_crowd(
    m: ServiceMap,
    crowd: Crowd,
    links: Between,
    story: Story,
    words: Words,
    subtitle: str | None,
) -> View:
    """The picture of it. What one box delivers to another is one link."""
    return View(
        story.title or m.title,
        subtitle,
        story.line,
        m.language,
        crowd.boxes,
        crowd.stacks,
        merged(links, words, crowd.boxes),
        crowd.home,
        crowd.notes,
        story.caption,
        story.name,
        summed=crowd.summed_up,
        departments=bool(departments_of(m)),
    )
