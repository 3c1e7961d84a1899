"""What sets links and boxes apart: never colour alone, but weight, dashes, double lines, badges.

told       a thick line            new        a thick line
told_may   thick dashes            different  a double line
reached    on a band               gone       sparse dots, and a ghost of its box
may        on a band of short dashes: it may break a promise, which is not sure
kept       on a broken band without colour: later, and no promise is broken
itself     a thick edge: the box at which a delay begins

Where none of these is told, a link has the line of its kind: see `STYLES` of the strokes.
"""

from collections.abc import Iterable

from servicemap.drawing.composing.shapes import arrowhead
from servicemap.drawing.layout.strokes import STRONG, line_width, style_of
from servicemap.drawing.scene import Item, Pen, Point, Rectangle, Shape, Text
from servicemap.drawing.theme import (
    GONE_DASH,
    KEPT_DASH,
    LATE_ARROW,
    LATE_DASH,
    MAY_DASH,
    Theme,
)
from servicemap.views.view import DELAYED, TOLD, LinkKind, ViewState

CORE = 0.42
"""How broad the core of a double line is, in breadths of a late link."""

GHOST = 0.8
"""How much shorter the dashes of a box that is gone are than those of a link."""


def colour_of(state: ViewState, theme: Theme) -> str:
    """The colour of a state's lines and badges."""
    colours = theme.palette
    return {
        ViewState.PLAIN: colours.line,
        ViewState.KEPT: colours.line,
        ViewState.MAY: colours.line,
        ViewState.REACHED: colours.line,
        ViewState.TOLD_MAY: colours.late,
        ViewState.TOLD: colours.late,
        ViewState.LATE: colours.late,
        ViewState.ITSELF: colours.late,
        ViewState.BY_PLAN: colours.ink,
        ViewState.NEW: colours.new,
        ViewState.GONE: colours.gone,
        ViewState.DIFFERENT: colours.different,
    }[state]


def head_of(state: ViewState, theme: Theme) -> float:
    """How long the arrowhead of a state's lines is."""
    return theme.lengths.arrow * (LATE_ARROW if state in STRONG else 1)


def pen_of(kind: LinkKind, state: ViewState, theme: Theme) -> Pen:
    """The pen of a link."""
    dash = style_of(kind, state).dash
    if state is ViewState.TOLD_MAY:
        dash = LATE_DASH
    elif state is ViewState.GONE:
        dash = GONE_DASH
    width = line_width(kind, state, theme)
    return Pen(colour_of(state, theme), width, tuple(length * theme.scale for length in dash))


def tip_of(kind: LinkKind, state: ViewState, before: Point, tip: Point, theme: Theme) -> Shape:
    """The arrowhead of a link that comes from `before`."""
    return arrowhead(before, tip, head_of(state, theme), pen_of(kind, state, theme).colour)


def band_of(state: ViewState, theme: Theme) -> Pen | None:
    """What a link that a delay travels lies on, beside the way that is told.

    It is whole only where it is sure to break a promise, and without colour where it breaks none.
    """
    if state not in DELAYED - TOLD:
        return None
    dash = {ViewState.KEPT: KEPT_DASH, ViewState.MAY: MAY_DASH}.get(state, ())
    broken = tuple(length * theme.scale for length in dash)
    colours = theme.palette
    colour = colours.kept if state is ViewState.KEPT else colours.reached
    return Pen(colour, theme.lengths.band, broken)


def core_of(state: ViewState, theme: Theme) -> Pen | None:
    """What is drawn along the middle of a link once more: it makes a double line of it."""
    if state is not ViewState.DIFFERENT:
        return None
    return Pen(theme.palette.page, CORE * theme.lengths.line_late)


def late_itself(items: Iterable[Item], theme: Theme) -> tuple[Item, ...]:
    """The same outlines as of somebody with whom a delay begins."""
    pen = Pen(theme.palette.late, theme.lengths.edge_itself)
    return tuple(
        item._replace(pen=pen) if isinstance(item, Rectangle | Shape) and item.pen else item
        for item in items
    )


def ghost(items: Iterable[Item], theme: Theme) -> tuple[Item, ...]:
    """The same outlines as of somebody who is no longer there: dotted, and nothing inside."""
    colours, lengths = theme.palette, theme.lengths
    dash = tuple(GHOST * length * theme.scale for length in GONE_DASH)
    pen = Pen(colours.gone, lengths.edge, dash)
    kept: list[Item] = []
    for item in items:
        if isinstance(item, Text):
            kept.append(item)
        elif isinstance(item, Rectangle | Shape):
            kept.append(item._replace(fill=colours.page if item.fill else None, pen=pen))
    return tuple(kept)
