"""What line each kind of link has, how broad it is, and how much of what lies under it it hides.

All lengths are in mm.
"""

from typing import NamedTuple

from servicemap.drawing.layout.wiring import Label
from servicemap.drawing.theme import SPARE_DASH, Theme
from servicemap.views.view import DELAYED, LinkKind, ViewState

STRONG = frozenset({ViewState.LATE, ViewState.NEW, ViewState.DIFFERENT})
"""States whose lines are thick."""

RIM = 0.5
"""A band has less of a casing than a line: it stands out by its colour already."""


class LinkStyle(NamedTuple):
    """How a kind of link is drawn: its dashes, its width in usual ones, its name in the legend."""

    dash: tuple[float, ...] = ()
    width: float = 1
    legend: str | None = None


STYLES = {
    LinkKind.USUAL: LinkStyle(),
    LinkKind.SPARE: LinkStyle(SPARE_DASH, 0.8, "spare_link"),
}
"""How each kind of link is drawn. What is usual has two names: forward, and back."""


def style_of(kind: LinkKind, state: ViewState) -> LinkStyle:
    """How a link is drawn: of any kind alike where it causes a delay, or is what has changed."""
    return STYLES[kind if state in {ViewState.PLAIN, *DELAYED} else LinkKind.USUAL]


def line_width(kind: LinkKind, state: ViewState, theme: Theme) -> float:
    """How broad the line of a link is."""
    if state in STRONG:
        return theme.lengths.line_late
    return theme.lengths.line * style_of(kind, state).width


def casing_width(label: Label, theme: Theme) -> float:
    """How broad the margin is by which links are set apart from what they cross."""
    if label.state in DELAYED:
        return theme.lengths.band + RIM * theme.lengths.casing
    return line_width(label.kind, label.state, theme) + theme.lengths.casing


def half_widths(label: Label, theme: Theme) -> tuple[float, float]:
    """From the middle of a label's links: how far their casing reaches, and how far their line."""
    return casing_width(label, theme) / 2, line_width(label.kind, label.state, theme) / 2
