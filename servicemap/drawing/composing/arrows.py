"""The links of a map as arrows: where one crosses another it reads as a bridge."""

from collections.abc import Iterable

from servicemap.drawing.composing.covering import runs_under, too_long
from servicemap.drawing.composing.shapes import (
    SHAFT_ENDS,
    arrowhead,
    bend,
    clipped,
    line,
    trimmed,
)
from servicemap.drawing.composing.states import band_of, core_of, head_of, pen_of
from servicemap.drawing.layout.routing import RoutedView
from servicemap.drawing.layout.strokes import casing_width
from servicemap.drawing.layout.wiring import BoxSide, Label, Wiring
from servicemap.drawing.scene import Area, Item, Part, PathStep, Pen, Point, Shape
from servicemap.drawing.theme import Theme
from servicemap.views.view import WEIGHT, Link, Stack, View

TIGHT = 0.3
"""How much tighter a bend is where a round one would run into that of another link."""

EDGE = 0.6
"""How far in mm a casing outside a panel stays clear of its edge."""

STEEP = 1.1
"""A link that runs under another for longer than this, in its widths, bends there."""

BAND_SHORT = 0.5
"""How far a band ends before the tip of its arrow, in heads of it."""

INSIDE_EDGE = 1.2
"""How far inside a panel's edge a casing ends, in edges of a box."""


class Arrows:
    """Draws the links of one poster in the field of the page."""

    def __init__(
        self, view: View, wiring: Wiring, plan: RoutedView, field: Area, theme: Theme
    ) -> None:
        self._wiring = wiring
        self._plan = plan
        self._field = field
        self._theme = theme
        self._stack_of = {box: stack for stack in view.stacks for box in stack.boxes}
        self._tight: set[str] = set()

    def parts(self) -> list[Part]:
        """All links; a bend that would be hidden, or would hide another link, is a tight one."""
        order = self._drawing_order()
        while True:
            links = [part for label in order for part in self._fan(label)]
            known = len(self._tight)
            runs = runs_under(links)
            for one in too_long(runs, STEEP):
                self._tight.add(self._wiring.label_of[one.link])
            for one in too_long(runs):
                self._tight.add(one.cover)
            if len(self._tight) == known:
                return links

    def _turned(self, items: Iterable[Item]) -> tuple[Item, ...]:
        """What is drawn in the frame of the plan, on the paper."""
        field, flow = self._field, self._theme.flow
        return tuple(flow.item(item, (field.x, field.y)) for item in items)

    def _drawing_order(self) -> list[Label]:
        """What is drawn later bridges what was drawn before: the delay is on top of everything."""

        def key(label: Label) -> tuple[int, int, float]:
            outside = any(link.id not in self._wiring.inside for link in label.links)
            length = sum(
                abs(a[0] - b[0]) + abs(a[1] - b[1])
                for link in label.links
                for a, b in zip(
                    self._plan.routes[link.id], self._plan.routes[link.id][1:], strict=False
                )
            )
            return (WEIGHT[label.state], outside, -length)

        return sorted(self._wiring.labels.values(), key=key)

    def _fan(self, label: Label) -> list[Part]:
        """All links of a label: first what sets them apart from the lines they cross."""
        routes = {link.id: self._plan.routes[link.id] for link in label.links}
        under: list[Item] = []
        for link in label.links:
            under += self._casing(label, link, routes[link.id])
        band = band_of(label.state, self._theme)
        if band:
            head = self._theme.lengths.arrow
            for points in routes.values():
                under.append(
                    Shape(self._bent(label, trimmed(points, 0, BAND_SHORT * head)), None, band)
                )
        parts = [Part("casing", label.id, "", self._turned(under))] if under else []
        for link in label.links:
            items = self._turned(self._stroke(label, routes[link.id]))
            parts.append(
                Part("link", link.id, link.sentence, items, None, link.source, link.target)
            )
        return parts

    def _bent(self, label: Label, points: tuple[Point, ...]) -> tuple[PathStep, ...]:
        turn = self._theme.lengths.turn
        return bend(points, TIGHT * turn if label.id in self._tight else turn)

    def _casing(self, label: Label, link: Link, points: tuple[Point, ...]) -> list[Item]:
        """A margin of the ground's own colour, so that crossings read as bridges.

        Between columns that is the paper's. Within a column links are crossed by the lanes inside
        a stack alone, on its right: there it is the panel's, and the panel's edge stays.
        """
        if label.side in {BoxSide.DOWN, BoxSide.UP}:
            return []
        width = casing_width(label, self._theme)
        source, target = self._stack_of[label.source], self._stack_of[link.target]
        within = points[1:-1]
        if link.id in self._wiring.inside:
            return [Shape(self._bent(label, within), None, Pen(self._ground(source), width))]
        # Bent as its line is, and only then cut off at its ends.
        way = clipped(self._bent(label, within), EDGE)
        items: list[Item] = [Shape(way, None, Pen(self._theme.palette.page, width))]
        ends = []
        if label.side is BoxSide.RIGHT:
            ends.append((source, self._plan.labels[label.id].right, points[0][1]))
        if self._wiring.arrives[link.id] is BoxSide.RIGHT:
            ends.append((target, points[-1][0] + self._theme.lengths.arrow, points[-1][1]))
        for stack, inner, y in ends:
            edge = self._plan.stacks[stack.id].right + (
                -INSIDE_EDGE * self._theme.lengths.edge if stack.name else EDGE
            )
            if len(stack.boxes) > 1 and edge > inner:
                items.append(line([(inner, y), (edge, y)], Pen(self._ground(stack), width)))
        return items

    def _ground(self, stack: Stack) -> str:
        """The colour on which a stack's boxes stand."""
        colours = self._theme.palette
        if stack.home:
            return colours.here_tint
        return colours.panel if stack.name else colours.page

    def _stroke(self, label: Label, points: tuple[Point, ...]) -> tuple[Item, ...]:
        pen = pen_of(label.kind, label.state, label.side, self._theme)
        head = head_of(label.state, self._theme)
        shaft = self._bent(label, trimmed(points, 0, SHAFT_ENDS * head))
        core = core_of(label.state, self._theme)
        inner = (Shape(shaft, None, core),) if core else ()
        point = arrowhead(points[-2], points[-1], head, pen.colour)
        return (Shape(shaft, None, pen), *inner, point)
