"""What makes a poster readable: fewer boxes, or a larger paper.

Points on its paper decide, and no number of boxes: all is drawn where its names can be read there.
Where they cannot, departments become one box each, as few as need be; then the rest of each kind
is one box. So a larger paper shows more, and not the same larger.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from servicemap.drawing.papers import (
    PAPERS,
    READABLE,
    SERIES,
    Orientation,
    Paper,
    read_from,
)
from servicemap.drawing.scene import Scene
from servicemap.drawing.theme import POINT
from servicemap.errors import WrongValue
from servicemap.views.view import BOXES_AT_MOST, Shown, View
from servicemap.wording.sayings import Number, Saying, saying

NEARLY = 0.97
"""A paper that promises this part of the distance is worth a try: text does not grow evenly."""

HOPEFUL = 0.7
"""The type that a first look promises may turn out larger: so much of what is needed is enough."""

BOXES_AT_LEAST = 8
"""Fewer boxes than about this no poster sums a map up to: it says that its names are small."""

EASY = 12 * POINT
"""What is summed up anyway is summed up until its names are at least so large."""

ROOM_A_LINK = 1386.0
"""What is summed up anyway has no more links than one to so many mm² of its paper."""

LOOKS, TRIES = 5, 2
"""How often the number of boxes is halved in search of one that promises well; and how often fewer
are drawn where it breaks its promise."""


class DrawnOnPaper(NamedTuple):
    """Where views are drawn: on one paper.

    `promised` tells, at a first look, how large names will be, in mm. `tried` draws a view, and
    `drawn` one that says itself where its text is too small.
    """

    paper: Paper
    promised: Callable[[View], float]
    tried: Callable[[View], Scene]
    drawn: Callable[[Shown], Scene]


def most_legible(
    view_of: Callable[[int | None], Shown], stage: DrawnOnPaper
) -> tuple[Shown, Scene]:
    """The view with most boxes whose names are still readable, drawn.

    `view_of` makes one of about so many boxes, or of all. What is summed up says how to see more.
    """
    shown = view_of(None)
    if not isinstance(shown, View) or len(shown.boxes) <= BOXES_AT_LEAST:
        return shown, stage.drawn(shown)
    if not shown.summed and stage.promised(shown) >= HOPEFUL * READABLE:
        scene = stage.tried(shown)
        if scene.crowded is None and not scene.overprinted:
            return shown, scene
    return _summed_up(view_of, stage, min(BOXES_AT_MOST, len(shown.boxes)))


def _summed_up(
    view_of: Callable[[int | None], Shown], stage: DrawnOnPaper, boxes: int
) -> tuple[Shown, Scene]:
    """The same, with fewer boxes than so many."""
    at_most = _most_promised(view_of, stage, boxes)
    for _ in range(TRIES):
        view = _view(view_of, at_most)
        scene = stage.tried(view)
        times = scene.reads_from / read_from(EASY)
        readable = times >= NEARLY and not scene.overprinted
        if readable or at_most <= BOXES_AT_LEAST:
            break
        # A column of half as many boxes has about twice the room for each.
        fewer = int(min(at_most, len(view.boxes)) * min(0.85, times))
        at_most = max(BOXES_AT_LEAST, fewer)
    else:
        view = _view(view_of, at_most)
        scene = stage.tried(view)
    if scene.crowded is not None:
        scene = stage.drawn(view)
    if view.notes:
        largest = max(PAPERS[name].width * PAPERS[name].height for name in SERIES)
        larger = scene.width * scene.height < NEARLY * largest
        said = Saying("closer" if larger else "closer_alone")
        scene = scene._replace(notes=(*scene.notes, said))
    return view, scene


def _view(view_of: Callable[[int | None], Shown], at_most: int) -> View:
    view = view_of(at_most)
    assert isinstance(view, View), "what is summed up is a view"
    return view


def _most_promised(view_of: Callable[[int | None], Shown], stage: DrawnOnPaper, boxes: int) -> int:
    """The most boxes, fewer than so many, whose names a first look promises to be read with ease.

    And whose links have room.
    """
    room = stage.paper.width * stage.paper.height / ROOM_A_LINK
    low, high = BOXES_AT_LEAST, boxes
    for _ in range(LOOKS):
        if high - low <= 1:
            break
        middle = (low + high) // 2
        view = _view(view_of, middle)
        if len(view.links) <= room and stage.promised(view) >= EASY:
            low = middle
        else:
            high = middle
    return low


def smallest_readable(
    metres: float, draw_on: Callable[[Paper], Scene], ways: Sequence[Orientation]
) -> Scene:
    """The poster on the smallest paper of the series whose names are read from so many metres.

    It hangs in one of the `ways`: the one that is read from farther, or else the first. It says so
    in its notes. Raises WrongValue where no paper is large enough.
    """
    drawn = [_Drawn(PAPERS[SERIES[0]].hung(way), draw_on) for way in ways]
    for name in SERIES:
        for one in drawn:
            one.grow(PAPERS[name], metres)
        if any(one.scene.reads_from >= metres or not one.scene.reads_from for one in drawn):
            break
    paper, scene = max(((one.paper, one.scene) for one in drawn), key=lambda one: one[1].reads_from)
    if not scene.reads_from:
        return scene
    if scene.reads_from < metres:
        raise WrongValue(
            f"names cannot be read from {metres:g} m on any paper: on {paper.name} they are read"
            f" from {scene.reads_from:.1f} m",
            "ask for less, or show one department",
        )
    said = saying(
        "paper_for",
        paper=paper.name,
        metres=Number(f"{metres:g}"),
        names=Number(f"{scene.reads_from:.1f}"),
    )
    return scene._replace(notes=(*scene.notes, said))


class _Drawn:
    """A poster on the paper on which it was drawn last."""

    def __init__(self, paper: Paper, draw_on: Callable[[Paper], Scene]) -> None:
        self._draw_on = draw_on
        self.paper = paper
        self.scene = draw_on(paper)

    def grow(self, paper: Paper, metres: float) -> None:
        """Draw it on a larger paper, if it may be read from so many metres there, or on the last.

        What is drawn once tells of the papers after it: layouts are dear.
        """
        hung = paper.hung(self.paper.orientation)
        hopeful = self.scene.reads_from * self.paper.times(hung) >= NEARLY * metres
        if hung != self.paper and (hopeful or paper.name.casefold() == SERIES[-1]):
            self.paper, self.scene = hung, self._draw_on(hung)
