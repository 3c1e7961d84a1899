"""A view laid out on a field of the paper: cards, panels, columns and lines at their places."""

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import NamedTuple

from servicemap.drawing.layout.fitting import CUSTOMERS_PAD, Room
from servicemap.drawing.layout.gutters import Side
from servicemap.drawing.layout.holding import NOTHING_HELD, held_of
from servicemap.drawing.layout.nets import Net, NetKind, rows_of
from servicemap.drawing.layout.outlines import edge
from servicemap.drawing.layout.paths import Paths
from servicemap.drawing.layout.plan import (
    CardPlan,
    LinkRoute,
    PlacedCard,
    PlacedPanel,
    PlacedRow,
    Stroke,
)
from servicemap.drawing.layout.program import UNIT
from servicemap.drawing.layout.ruler import Ruler
from servicemap.drawing.layout.searching import Candidate, Search, effort_for
from servicemap.drawing.layout.settling import Finished, finish
from servicemap.drawing.layout.sizes import HeaderSize, Spacing
from servicemap.drawing.layout.standing import Standing
from servicemap.drawing.scene import Area, BoxOrder, CurveTo, LineTo, MoveTo, PathStep, Point
from servicemap.drawing.theme import IN_MILLIMETRES, Lengths, Theme
from servicemap.drawing.typesetting.text import Typesetter
from servicemap.views.view import LinkKind, Stage, View
from servicemap.wording.phrases import Words


class LaidOut(NamedTuple):
    """A view laid out at the scale of A3.

    `k` is the size of its type, and that of its rows is `row_type` times as large as it usually is
    beside that. `stages` are those of its columns. `clear`: nobody takes one of its lines for
    another.
    """

    k: float
    row_type: float
    stages: tuple[Stage, ...]
    order: BoxOrder
    nets: tuple[Net, ...]
    clear: bool
    plan: Callable[[float], CardPlan]
    """Where everything stands, so many times as large as on A3."""

    @property
    def named(self) -> bool:
        """Whether any card names what it delivers."""
        return any(net.rows for net in self.nets)

    @property
    def lines(self) -> list[str]:
        """What a legend has to say of its usual lines."""
        usual = [net for net in self.nets if any(row.kind is LinkKind.USUAL for row in net.rows)]
        shown = {
            "forward_link": any(net.kind is NetKind.TRUNK for net in usual),
            "pair_link": any(net.kind is NetKind.PAIR for net in usual),
            "joined_link": any(net.kind is NetKind.TRUNK and len(net.rows) > 1 for net in usual),
        }
        return [key for key, is_so in shown.items() if is_so]


class LayoutChoices(NamedTuple):
    """What may be chosen of a layout: an order to keep, and how many times as long to search."""

    keep_order: BoxOrder | None = None
    polish: int = 1


class Layouts:
    """The layouts of one poster: each is searched once, on however many papers it is drawn."""

    def __init__(
        self, theme: Theme, setter: Typesetter, words: Words, chosen: LayoutChoices
    ) -> None:
        self._theme = theme._replace(type=IN_MILLIMETRES, lengths=Lengths(), scale=1)
        self._setter = setter
        self._words = words
        self._chosen = chosen
        self._known: list[tuple[View, float, float, BoxOrder | None, _Layout]] = []

    def of(
        self, view: View, width: float, height: float, keep_order: BoxOrder | None = None
    ) -> LaidOut:
        """A view laid out in type as large as fits a field of so many mm at the scale of A3.

        It keeps an order of its own, if it has one, instead of the chosen one.
        """
        return self._layout(view, width, height, keep_order or self._chosen.keep_order).laid

    def promise(self, view: View, width: float, height: float) -> float:
        """About how large its type would be, in its usual sizes: a first look, for little."""
        return self._layout(view, width, height, self._chosen.keep_order).search.promise

    def glimpse(self, view: View, width: float, height: float) -> float:
        """The same at a second look, which is a part of its layout."""
        return self._layout(view, width, height, self._chosen.keep_order).search.glimpse

    def _layout(self, view: View, width: float, height: float, order: BoxOrder | None) -> "_Layout":
        for known, wide, high, kept, layout in self._known:
            if wide == width and high == height and kept == order and known == view:
                return layout
        layout = _Layout(view, self._search(view, width, height, order), self._theme)
        self._known.append((view, width, height, order, layout))
        return layout

    def _search(self, view: View, width: float, height: float, order: BoxOrder | None) -> Search:
        rows = rows_of(view, self._words)
        ruler = Ruler(view, rows, self._setter, self._theme, self._words)
        outside = any(box.stage is Stage.SUPPLIERS for box in view.boxes.values())
        ends = any(box.stage is Stage.CUSTOMERS for box in view.boxes.values())
        named = any(stack.name for stack in view.stacks)
        home = any(stack.home for stack in view.stacks)
        pad = Spacing().pad(home=home) if named else 0.0
        held = NOTHING_HELD if order is None else held_of(view, rows, order)
        effort = effort_for(len(view.boxes), self._chosen.polish)
        room = Room(width, height, 0.0 if outside else pad, CUSTOMERS_PAD if ends else pad)
        return Search(view, rows, ruler, room, effort, held)


class _Layout:
    """The layout of a view, searched when it is asked for."""

    def __init__(self, view: View, search: Search, theme: Theme) -> None:
        self.search = search
        self._view = view
        self._theme = theme

    @cached_property
    def laid(self) -> LaidOut:
        """The best one."""
        found = self.search.best()
        assert found is not None, "small enough, anything fits"
        assert found.fitted is not None, "what is best fits"
        finished = finish(found.fitter, found.program, found.standing, found.fitted)
        placing = _Placing(self._view, found, finished, self._theme, self.search.room)
        return LaidOut(
            finished.sizes.k,
            finished.sizes.row_type,
            found.columns.stages,
            _order(self._view, finished.standing),
            finished.program.wires.nets,
            finished.clear,
            placing.plan,
        )


def _order(view: View, standing: Standing) -> BoxOrder:
    """How all stands, for the next poster."""
    boxes = list(view.boxes)
    rows = standing.wires.rows
    return BoxOrder(
        tuple(
            tuple(boxes[item] for item in items if item < len(boxes)) for items in standing.columns
        ),
        tuple(view.stacks[at].id for at in standing.ranks),
        tuple(rows[row].id for of_box in standing.rows for row in of_box),
    )


class _Placing:
    """What was found, as areas and strokes."""

    def __init__(
        self, view: View, found: Candidate, finished: Finished, usual: Theme, room: Room
    ) -> None:
        self._view = view
        self._found = found
        self._finished = finished
        self._room = room
        self._theme = usual.grown(finished.sizes.k)
        program = finished.program
        y = program.heights.y
        used = [*program.top, *program.bottom, *program.track.values(), *program.panel_top.values()]
        used += program.panel_bottom.values()
        low, high = min(y[node] for node in used) / UNIT, max(y[node] for node in used) / UNIT
        self._down = (room.height - low - high) / 2
        self._boxes = list(view.boxes.values())
        self._areas = [
            Area(
                finished.columns[program.wires.column[box]],
                y[program.top[box]] / UNIT,
                finished.sizes.widths[program.wires.column[box]],
                (y[program.bottom[box]] - y[program.top[box]]) / UNIT,
            )
            for box in range(len(self._boxes))
        ]

    def plan(self, scale: float) -> CardPlan:
        """All of it, so many times as large as on A3."""
        mover = _Mover(scale, self._down)
        finished, program = self._finished, self._finished.program
        strokes, ways = Paths(finished, self._edge).drawn()
        columns = tuple(
            mover.area(Area(x - pad, -self._down, width + 2 * pad, self._room.height))
            for x, width, pad in zip(
                finished.columns, finished.sizes.widths, self._pads(), strict=True
            )
        )
        return CardPlan(
            finished.sizes.k,
            {box.id: self._card(at, mover) for at, box in enumerate(self._boxes)},
            self._panels(mover),
            columns,
            program.wires.nets,
            tuple(mover.stroke(stroke) for stroke in strokes),
            tuple(mover.way(way) for way in ways),
        )

    def _pads(self) -> list[float]:
        """What each column has beside its cards: the customers' panel, for the last one."""
        last = self._found.columns.stages[-1] is Stage.CUSTOMERS
        count = len(self._finished.columns)
        return [CUSTOMERS_PAD if last and at == count - 1 else 0.0 for at in range(count)]

    def _edge(self, box: int, y: float, side: Side) -> float:
        return edge(self._boxes[box].kind, self._areas[box], y, side, self._theme)

    def _card(self, box: int, mover: "_Mover") -> PlacedCard:
        finished, program = self._finished, self._finished.program
        sizes, area = finished.sizes, self._areas[box]
        rows = []
        for row in finished.standing.rows[box]:
            size = sizes.rows[row]
            middle = program.heights.y[program.row[row]] / UNIT
            sides = {
                pin.side
                for pin in map(program.wires.pins.__getitem__, program.wires.touches[box])
                if pin.row == row
            }
            place = Area(area.x, middle - size.height / 2, area.width, size.height)
            rows.append(
                PlacedRow(program.wires.rows[row], mover.area(place), size, sides == {Side.LEFT})
            )
        return PlacedCard(mover.area(area), sizes.cards[box], tuple(rows))

    def _panels(self, mover: "_Mover") -> Mapping[str, PlacedPanel]:
        program, sizes = self._finished.program, self._finished.sizes
        y = program.heights.y
        found = {}
        for group, stack in enumerate(self._view.stacks):
            if not stack.name:
                continue
            areas = [self._areas[at] for at, box in enumerate(self._boxes) if box.id in stack.boxes]
            pad = sizes.spacing.pad(home=stack.home)
            left = min(area.x for area in areas) - pad
            right = max(area.right for area in areas) + pad
            top, bottom = (
                y[nodes[group]] / UNIT for nodes in (program.panel_top, program.panel_bottom)
            )
            area = Area(left, top, right - left, bottom - top)
            header: HeaderSize = sizes.headers[group]
            found[stack.id] = PlacedPanel(mover.area(area), header)
        return found


class _Mover:
    """Moves what was laid out to its place on the field, so many times as large."""

    def __init__(self, scale: float, down: float) -> None:
        self._scale = scale
        self._down = down

    def point(self, point: Point) -> Point:
        x, y = point
        return (x * self._scale, (y + self._down) * self._scale)

    def area(self, area: Area) -> Area:
        x, y = self.point((area.x, area.y))
        return Area(x, y, area.width * self._scale, area.height * self._scale)

    def steps(self, steps: tuple[PathStep, ...]) -> tuple[PathStep, ...]:
        return tuple(map(self._step, steps))

    def _step(self, step: PathStep) -> PathStep:
        match step:
            case MoveTo():
                return MoveTo(self.point(step.to))
            case LineTo():
                return LineTo(self.point(step.to))
            case CurveTo():
                return CurveTo(self.point(step.first), self.point(step.second), self.point(step.to))

    def stroke(self, stroke: Stroke) -> Stroke:
        return stroke._replace(steps=self.steps(stroke.steps))

    def way(self, way: LinkRoute) -> LinkRoute:
        return way._replace(
            steps=self.steps(way.steps), before=self.point(way.before), tip=self.point(way.tip)
        )
