"""How broad the lines of links are, and how much of what lies under them they hide, in mm."""

from servicemap.drawing.layout.wiring import Label
from servicemap.drawing.theme import Theme
from servicemap.views.view import DELAYED, ViewState

STRONG = frozenset({ViewState.LATE, ViewState.NEW, ViewState.DIFFERENT})
"""States whose lines are thick."""

THIN = 0.8
"""How much thinner the line of a link is that only stands by."""

RIM = 0.5
"""A band has less of a casing than a line: it stands out by its colour already."""


def line_width(state: ViewState, theme: Theme, *, spare: bool = False) -> float:
    """How broad the line of a link is."""
    if state in STRONG:
        return theme.lengths.line_late
    thin = spare and state in {ViewState.PLAIN, *DELAYED}
    return theme.lengths.line * (THIN if thin else 1)


def casing_width(state: ViewState, theme: Theme, *, spare: bool = False) -> float:
    """How broad the margin is by which a link is set apart from what it crosses."""
    if state in DELAYED:
        return theme.lengths.band + RIM * theme.lengths.casing
    return line_width(state, theme, spare=spare) + theme.lengths.casing


def half_widths(label: Label, theme: Theme) -> tuple[float, float]:
    """From the middle of a label's links: how far their casing reaches, and how far their line."""
    return (
        casing_width(label.state, theme, spare=label.spare) / 2,
        line_width(label.state, theme, spare=label.spare) / 2,
    )
