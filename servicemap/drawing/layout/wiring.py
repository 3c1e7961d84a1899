"""Which side of its box each link leaves from, where it arrives, and which links share a label.

forward          leaves right, arrives left
backward         leaves left, arrives right: what a customer owes its supplier comes straight back
in one column    leaves right, arrives right; in the last column left and left
neighbours       within a department: straight down, or up, through the gap between the two boxes
"""

from enum import StrEnum
from typing import NamedTuple

from servicemap.drawing.layout.columns import Arrangement
from servicemap.views.view import Link, LinkKind, View, ViewState, kind_of_all
from servicemap.wording.phrases import Words

DROPS_AT_MOST = 2
"""Links through one gap between neighbours; more would not fit beside each other."""


class BoxSide(StrEnum):
    """A side of a box."""

    LEFT = "left"
    RIGHT = "right"
    DOWN = "down"
    UP = "up"


class Label(NamedTuple):
    """A service on one side of its provider's box: the text from which its links fan out."""

    id: str
    source: str
    side: BoxSide
    text: str
    late: str | None
    state: ViewState
    links: tuple[Link, ...]

    @property
    def kind(self) -> LinkKind:
        """What kind of link all of it is."""
        return kind_of_all(self.links)


class Wiring(NamedTuple):
    """Every link's ends. All labels stand in the map's order.

    labels    id -> label
    label_of  link id -> the id of its label
    leaving   (box, side) -> the labels there
    arriving  (box, side) -> the links that arrive there
    arrives   link id -> the side of its target
    inside    link ids that stay within their stack without a gap of their own
    """

    labels: dict[str, Label]
    label_of: dict[str, str]
    leaving: dict[tuple[str, BoxSide], tuple[str, ...]]
    arriving: dict[tuple[str, BoxSide], tuple[Link, ...]]
    arrives: dict[str, BoxSide]
    inside: frozenset[str]


def wire(view: View, arrangement: Arrangement, words: Words) -> Wiring:
    """The sides of every link.

    Where links of several services share a label, it says the first, and how many more: of those
    that leave on its own side, for no other is delivered there.
    """
    column_of = arrangement.column_of
    stack_of = {box: stack for stack, boxes in arrangement.teams.items() for box in boxes}
    last = len(arrangement.columns) - 1
    sides: dict[str, tuple[BoxSide, BoxSide]] = {}
    neighbours: list[Link] = []
    inside: set[str] = set()
    for link in view.links:
        source, target = stack_of[link.source], stack_of[link.target]
        here, there = column_of[source], column_of[target]
        if source == target and len(arrangement.teams[source]) > 1:
            boxes = arrangement.teams[source]
            if abs(boxes.index(link.source) - boxes.index(link.target)) == 1:
                neighbours.append(link)
            else:
                inside.add(link.id)
            sides[link.id] = (BoxSide.RIGHT, BoxSide.RIGHT)
        elif here < there:
            sides[link.id] = (BoxSide.RIGHT, BoxSide.LEFT)
        elif here > there:
            sides[link.id] = (BoxSide.LEFT, BoxSide.RIGHT)
        else:
            same = BoxSide.LEFT if here == last and last > 0 else BoxSide.RIGHT
            sides[link.id] = (same, same)
    _drop(view, neighbours, arrangement, sides, inside)

    labels: dict[str, Label] = {}
    grouped: dict[str, list[Link]] = {}
    for link in view.links:
        grouped.setdefault(f"{link.service} {sides[link.id][0]}", []).append(link)
    leaving: dict[tuple[str, BoxSide], list[str]] = {}
    arriving: dict[tuple[str, BoxSide], list[Link]] = {}
    for id_, links in grouped.items():
        first = links[0]
        side = sides[first.id][0]
        names = dict.fromkeys(name for link in links for name in link.names or (link.label,))
        text = words.first_of(tuple(names))
        labels[id_] = Label(id_, first.source, side, text, first.late, first.state, tuple(links))
        leaving.setdefault((first.source, side), []).append(id_)
    for link in view.links:
        arriving.setdefault((link.target, sides[link.id][1]), []).append(link)
    return Wiring(
        labels,
        {link.id: label.id for label in labels.values() for link in label.links},
        {key: tuple(found) for key, found in leaving.items()},
        {key: tuple(found) for key, found in arriving.items()},
        {link: arrival for link, (_, arrival) in sides.items()},
        frozenset(inside),
    )


def _drop(
    view: View,
    neighbours: list[Link],
    arrangement: Arrangement,
    sides: dict[str, tuple[BoxSide, BoxSide]],
    inside: set[str],
) -> None:
    """Send links between neighbours through their gap.

    Unless it is full, or the service has a label on the right already, from which it fans out.
    """
    waiting = {link.id for link in neighbours}
    on_the_right = {
        link.service
        for link in view.links
        if sides[link.id][0] is BoxSide.RIGHT and link.id not in waiting
    }
    taken: dict[tuple[str, int], int] = {}
    stack_of = {box: stack for stack, boxes in arrangement.teams.items() for box in boxes}
    for link in neighbours:
        boxes = arrangement.teams[stack_of[link.source]]
        source, target = boxes.index(link.source), boxes.index(link.target)
        gap = stack_of[link.source], min(source, target)
        if link.service in on_the_right or taken.get(gap, 0) >= DROPS_AT_MOST:
            inside.add(link.id)
            on_the_right.add(link.service)
            continue
        taken[gap] = taken.get(gap, 0) + 1
        sides[link.id] = (
            (BoxSide.DOWN, BoxSide.UP) if source < target else (BoxSide.UP, BoxSide.DOWN)
        )
