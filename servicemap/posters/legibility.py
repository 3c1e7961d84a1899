"""What makes a poster readable: fewer boxes, or a larger paper."""

from collections.abc import Callable, Sequence
from math import floor
from typing import NamedTuple

from servicemap.drawing.papers import (
    LEGIBLE,
    PAPERS,
    READABLE,
    SERIES,
    Orientation,
    Paper,
    larger_than,
    pattern_of,
)
from servicemap.drawing.scene import Scene
from servicemap.drawing.staging import Measured
from servicemap.drawing.theme import POINT
from servicemap.errors import WrongValue
from servicemap.views.view import ALL, Detail, Shown, View
from servicemap.wording.sayings import Number, Saying, saying

NEARLY = 0.97
"""A paper that promises this part of the distance is worth a try: text does not grow evenly."""

BOXES_AT_MOST = (90, 80, 72, 65, 58, 52, 46, 41, 36, 32, 28, 25, 22, 19, 17, 15, 13, 11, 10, 9, 8)
"""In how many boxes all is summed up once departments are closed. With the fewest a poster says
that its names are small."""

FEW = 45
"""Of so many boxes all is shown where names can be read at all; of more where that is easy."""

EASY = 12 * POINT
"""Names of which many stand on a poster are at least so large, or fewer do."""

LINKS_AT_EASE, LINKS_AT_MOST = 90, 120
"""What is summed up anyway has no more links than this on A3, and never more than this: as many
more on a larger paper as it is wider, up to that."""

LINKS_IN_FULL = 160
"""More than `FEW` boxes with more links than this are a thicket on any paper, and are summed up."""

HOPEFUL, SURE = 1.1, 0.7
"""Names hardly turn out more than so many times as large as they promise to be at a first look, nor
less than that part of it."""

LIKELY = 0.9
"""They are likely so large, as a part of that."""

HARDLY_LARGER = 1.06
"""Nor are they more than so many times as large as at a second look."""

ROOMY = 1.15
"""Where names are so many times as large as they have to be, what is in more detail is tried."""


class Looks(NamedTuple):
    """How large the names of a view are on a paper, in mm: at a first look, and when laid out.

    `second` costs a part of the layout, which then need not be done again.
    """

    first: Callable[[View, Paper], float]
    second: Callable[[View, Paper], float]
    measured: Callable[[View, Paper], Measured]


def most_legible(
    view_of: Callable[[Detail], Shown], looks: Looks, on: Paper
) -> tuple[Shown, tuple[Saying, ...]]:
    """The view in most detail that can be read on a paper, and how to see more.

    `view_of` makes one. What is measured is the same for all papers of the series but for its
    scale: so of two papers the larger shows no less, at whatever details a search looks.
    """
    shown = view_of(ALL)
    if not isinstance(shown, View):
        return shown, ()
    found, before = shown, None
    if not _legible(shown, looks, on):
        found, before = _in_less_detail(view_of, shown, looks, on)
    if not found.summed or not found.notes:
        return found, ()
    larger = larger_than(on)
    all_on = next((paper for paper in larger if _will_show(shown, looks, paper)), None)
    more = all_on or (larger and before and _legible(before, looks, larger[-1]))
    whom = "" if found.departments else "_teams"
    offer = Saying(f"closer{whom}" if more else f"closer{whom}_alone")
    if shown.summed or all_on is None:
        return found, (offer,)
    return found, (saying("all_on", paper=all_on.name), offer)


def _in_less_detail(
    view_of: Callable[[Detail], Shown], shown: View, looks: Looks, on: Paper
) -> tuple[View, View]:
    """What can be read of a view that cannot, and what is in a little more detail than that."""
    details = _less_than(view_of, shown)

    def view(at: int) -> View:
        return shown if at < 0 else _view_in(view_of, details[at])

    # What is too much and what is not by a first look: half of what is between is looked at next.
    low, high = -1, len(details) - 1
    while high - low > 1:
        at = (low + high) // 2
        if not _tangled(view(at), on) and LIKELY * looks.first(view(at), on) >= _least(view(at)):
            high = at
        else:
            low = at
    while 0 <= high < len(details) - 1 and not _legible(view(high), looks, on):
        high += 1
    while high > 0 and _roomy(view(high), looks, on) and _legible(view(high - 1), looks, on):
        high -= 1
    found = view(high)
    # Of the last ones some are the same: of each sort of box a few stay whatever is asked for.
    more = (view(at) for at in range(high - 1, -2, -1))
    return found, next((one for one in more if one != found), found)


def _less_than(view_of: Callable[[Detail], Shown], shown: View) -> list[Detail]:
    """Less and less detail: departments are closed one after the other, then what is left joins.

    No view is made but the first without departments: of a large map each takes a while.
    """
    details = [Detail(in_full) for in_full in range(shown.in_full - 1, 0, -1)]
    closed = _view_in(view_of, Detail(0, BOXES_AT_MOST[0]))
    if closed.summed and closed != shown:
        details.append(Detail(0, BOXES_AT_MOST[0]))
    return details + [Detail(0, boxes) for boxes in BOXES_AT_MOST if boxes < len(closed.boxes)]


def _view_in(view_of: Callable[[Detail], Shown], detail: Detail) -> View:
    view = view_of(detail)
    assert isinstance(view, View), "in less detail it is of the same kind"
    return view


def _legible(view: View, looks: Looks, on: Paper) -> bool:
    """Whether all of a view can be read on a paper."""
    if not view.boxes:
        return True
    least = _least(view)
    if _hopeless(view, looks, on) or HARDLY_LARGER * looks.second(view, on) < least:
        return False
    names, services, clear = looks.measured(view, on)
    return clear and names >= least and services >= LEGIBLE


def _roomy(view: View, looks: Looks, on: Paper) -> bool:
    """Whether names turn out so large that there may be room for more."""
    return bool(view.boxes) and looks.measured(view, on).names >= ROOMY * _least(view)


def _hopeless(view: View, looks: Looks, on: Paper) -> bool:
    """Whether a first look tells that it is too much for a paper."""
    return _tangled(view, on) or HOPEFUL * looks.first(view, on) < _least(view)


def _will_show(view: View, looks: Looks, on: Paper) -> bool:
    """Whether a paper on which it is not drawn now shows all of a view.

    Of very many boxes a second look is dear, and the first one has to tell.
    """
    if _surely_legible(view, looks, on):
        return True
    few = len(view.boxes) <= BOXES_AT_MOST[0]
    return few and not _hopeless(view, looks, on) and looks.second(view, on) >= _least(view)


def _surely_legible(view: View, looks: Looks, on: Paper) -> bool:
    """Whether a first look tells that it can be read on a paper."""
    return not _tangled(view, on) and SURE * looks.first(view, on) >= _least(view)


def _least(view: View) -> float:
    """How large its names are to be, in mm."""
    return EASY if view.summed or len(view.boxes) > FEW else READABLE


def _tangled(view: View, on: Paper) -> bool:
    """Whether many boxes have more links than can be followed on a paper."""
    if not view.summed:
        return len(view.boxes) > FEW and len(view.links) > LINKS_IN_FULL
    most = min(LINKS_AT_MOST, LINKS_AT_EASE * max(1.0, pattern_of(on)[1]))
    return view.pairs > most


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
            f" from {floor(10 * scene.reads_from) / 10:.1f} m",
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
