"""Where the outline of a box is: what a link must touch, at whatever height it comes."""

from servicemap.drawing.layout.gutters import Side
from servicemap.drawing.scene import Area
from servicemap.drawing.theme import Theme
from servicemap.views.view import BoxKind


def radius(kind: BoxKind, area: Area, theme: Theme) -> float:
    """How round the corners of a box are, in mm."""
    match kind:
        case BoxKind.SUPPLIER | BoxKind.DISTRIBUTOR:
            return 0
        case BoxKind.TEAM | BoxKind.DEPARTMENT | BoxKind.SEVERAL:
            return theme.lengths.corner
        case _:
            return min(area.width / 2, area.height / 2, 3.6 * theme.lengths.corner)


def shoulder(kind: BoxKind, theme: Theme) -> float:
    """How far from its ends a side is too round for an arrowhead to meet it well, in mm."""
    match kind:
        case (
            BoxKind.SUPPLIER
            | BoxKind.DISTRIBUTOR
            | BoxKind.TEAM
            | BoxKind.DEPARTMENT
            | BoxKind.SEVERAL
        ):
            return 0.4 * theme.lengths.corner
        case _:
            return 1.2 * theme.lengths.corner


def point_of(area: Area, theme: Theme) -> float:
    """How long the point of a distributor's arrow is, in mm."""
    return min(0.3 * area.height, 1.8 * theme.lengths.corner)


def edge(kind: BoxKind, area: Area, y: float, side: Side, theme: Theme) -> float:
    """The x of a box's outline at height `y`, on its left or right."""
    inward = 0.0
    if kind is BoxKind.DISTRIBUTOR:
        if side is Side.RIGHT:
            middle = area.y + area.height / 2
            inward = point_of(area, theme) * min(1, abs(y - middle) / (area.height / 2))
    else:
        round_ = radius(kind, area, theme)
        into = round_ - min(y - area.y, area.bottom - y)
        if 0 < into <= round_:
            inward = round_ - (round_**2 - into**2) ** 0.5
    return area.x + inward if side is Side.LEFT else area.right - inward
