"""A finished layout, in mm on the paper's field: cards, rows, panels, and the strokes of lines."""

from collections.abc import Mapping
from typing import NamedTuple

from servicemap.drawing.layout.nets import Net, Row
from servicemap.drawing.layout.sizes import CardSize, HeaderSize, RowSize
from servicemap.drawing.scene import Area, PathStep, Point
from servicemap.views.view import Link


class PlacedCard(NamedTuple):
    """A card where it stands, with its rows from top to bottom."""

    area: Area
    size: CardSize
    rows: tuple["PlacedRow", ...]


class PlacedRow(NamedTuple):
    """A row where it stands. `to_left`: its line leaves on the left."""

    row: Row
    area: Area
    size: RowSize
    to_left: bool


class PlacedPanel(NamedTuple):
    """A department's panel where it stands."""

    area: Area
    header: HeaderSize


class Stroke(NamedTuple):
    """A piece of a net that is drawn once: straight from point to point, or a curve.

    `links` are all that run along it.
    """

    net: int
    steps: tuple[PathStep, ...]
    links: tuple[Link, ...]

    @property
    def start(self) -> Point:
        """Where it begins."""
        return self.steps[0].to

    @property
    def end(self) -> Point:
        """Where it ends."""
        return self.steps[-1].to

    @property
    def level(self) -> bool:
        """Whether it is a straight level line."""
        return len(self.steps) == 2 and self.start[1] == self.end[1]

    @property
    def upright(self) -> bool:
        """Whether it is a straight upright line."""
        return len(self.steps) == 2 and self.start[0] == self.end[0]


class LinkRoute(NamedTuple):
    """How one link runs, from its provider's outline to the tip at its customer's.

    `strokes` are those that it runs along, each by its number, and whether backwards.
    """

    link: Link
    steps: tuple[PathStep, ...]
    strokes: tuple[tuple[int, bool], ...]
    before: Point
    tip: Point


class CardPlan(NamedTuple):
    """A view laid out. `columns` are areas as high as the field; `k` is the size of type."""

    k: float
    cards: Mapping[str, PlacedCard]
    panels: Mapping[str, PlacedPanel]
    columns: tuple[Area, ...]
    nets: tuple[Net, ...]
    strokes: tuple[Stroke, ...]
    ways: tuple[LinkRoute, ...]
