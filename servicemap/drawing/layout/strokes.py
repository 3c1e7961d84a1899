"""What line each kind of link has, and how broad it is.

All lengths are in mm.
"""

from typing import NamedTuple

from servicemap.drawing.theme import SPARE_DASH, Theme
from servicemap.views.view import DELAYED, TOLD, LinkKind, ViewState

STRONG = frozenset({*TOLD, ViewState.NEW, ViewState.DIFFERENT})
"""States whose lines are thick."""


class LinkStyle(NamedTuple):
    """How a kind of link is drawn: its dashes, its width in usual ones, its name in the legend."""

    dash: tuple[float, ...] = ()
    width: float = 1
    legend: str | None = None


STYLES = {
    LinkKind.USUAL: LinkStyle(),
    LinkKind.SPARE: LinkStyle(SPARE_DASH, 0.8, "spare_link"),
}
"""How each kind of link is drawn. What is usual needs no name of its own."""


def style_of(kind: LinkKind, state: ViewState) -> LinkStyle:
    """How a link is drawn: of any kind alike where it is thick, or no longer there."""
    return STYLES[kind if state in {ViewState.PLAIN, *DELAYED} - TOLD else LinkKind.USUAL]


def runs_alone(kind: LinkKind) -> bool:
    """Whether its lines join no others: dashes of two would fill each other's gaps."""
    return bool(STYLES[kind].dash)


def line_width(kind: LinkKind, state: ViewState, theme: Theme) -> float:
    """How broad the line of a link is."""
    if state in STRONG:
        return theme.lengths.line_late
    return theme.lengths.line * style_of(kind, state).width
