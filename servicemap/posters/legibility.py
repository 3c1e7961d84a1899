"""What makes a poster readable: fewer boxes, or a larger paper."""

from collections.abc import Callable, Sequence
from typing import TypeGuard

from servicemap.drawing.papers import PAPERS, SERIES, Orientation, Paper, read_from
from servicemap.drawing.scene import Scene
from servicemap.drawing.theme import POINT
from servicemap.errors import WrongValue
from servicemap.views.view import BOXES_AT_MOST, Shown, View
from servicemap.wording.sayings import Number, Saying, saying

NEARLY = 0.97
"""A paper that promises this part of the distance is worth a try: text does not grow evenly."""

BOXES_AT_LEAST = 8
"""Fewer boxes than about this no poster sums a map up to: it says that its names are small."""

EASY = 12 * POINT
"""What is summed up anyway is summed up until its names are at least so large."""

LINKS_AT_EASE = 90
"""What is summed up anyway has no more links than this."""

TRIES = 3


def most_legible(
    view_of: Callable[[int], Shown], draw: Callable[[Shown], Scene]
) -> tuple[Shown, Scene]:
    """The view with most boxes whose names are still readable, drawn.

    `view_of` makes one of about so many boxes. Only what is too much for one poster anyway is
    summed up further; the notes then say how to see more.
    """
    view, at_most = _with_few_links(view_of, BOXES_AT_MOST)
    scene = draw(view)
    cramped = False
    for _ in range(1, TRIES):
        times = scene.reads_from / read_from(EASY)
        if not _is_summed(view) or times >= 1 or at_most == BOXES_AT_LEAST:
            break
        cramped = True
        # A column of half as many boxes has about twice the room for each.
        fewer = int(min(at_most, len(view.boxes)) * min(0.8, times))
        view, at_most = _with_few_links(view_of, max(BOXES_AT_LEAST, fewer))
        scene = draw(view)
    if _is_summed(view) and view.notes:
        largest = max(PAPERS[name].width * PAPERS[name].height for name in SERIES)
        # What is a thicket on this paper is one on a larger paper too.
        larger = cramped and scene.width * scene.height < NEARLY * largest
        said = Saying("closer" if larger else "closer_alone")
        scene = scene._replace(notes=(*scene.notes, said))
    return view, scene


def _is_summed(shown: Shown) -> TypeGuard[View]:
    """Whether it is summed up, and the same can be shown with fewer boxes still."""
    return isinstance(shown, View) and shown.summed


def _with_few_links(view_of: Callable[[int], Shown], at_most: int) -> tuple[Shown, int]:
    """The view of so many boxes, or of so many fewer that its links are no thicket; how many."""
    view = view_of(at_most)
    while _is_summed(view) and len(view.links) > LINKS_AT_EASE and at_most > BOXES_AT_LEAST:
        at_most = max(BOXES_AT_LEAST, int(0.8 * min(at_most, len(view.boxes))))
        view = view_of(at_most)
    return view, at_most


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
