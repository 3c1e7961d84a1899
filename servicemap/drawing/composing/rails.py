"""The lines of a poster: each piece once, uprights bridging level lines, the delay on top.

Crossings are on straights alone: the lower line is left out for a short gap, which a bundle of
uprights shares.
"""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from servicemap.drawing.composing.shapes import SHAFT_ENDS
from servicemap.drawing.composing.states import band_of, core_of, head_of, pen_of, tip_of
from servicemap.drawing.layout.plan import CardPlan, LinkRoute, Stroke
from servicemap.drawing.layout.strokes import STRONG
from servicemap.drawing.scene import (
    Area,
    CurveTo,
    LineTo,
    MoveTo,
    Part,
    PathStep,
    Pen,
    Point,
    Rectangle,
    Shape,
)
from servicemap.drawing.theme import Theme
from servicemap.views.view import WEIGHT, Link, Stage, View, ViewState

GAP, RIM = 0.42, 0.12
"""What a bridge leaves free beside its line, and beyond the line that it bridges, in mm on A3."""

CRUMB = 0.5
"""A piece of a line between two bridges is left out where it is no longer, in mm on A3."""

AGAIN = 1.2
"""How far an upright is drawn again above and below what it bridges, in mm on A3."""

BAND_SHORT = 0.5
"""How far a band ends before the tip of its arrow, in heads of it."""

CLEAR = 1.4
"""How far a thick line ends before the tip of a thin arrow that comes the other way, in heads of
it: else that looks like a head of the thick one, and its sender as late."""

OUTRIGHT = STRONG | {ViewState.GONE}
"""States whose lines are drawn on their own, from end to end, over all others."""

HAIR = 0.01
"""Lengths that differ by less are one, in mm."""


class _Straight(NamedTuple):
    """A straight stretch of a net: `at` one height or x, from low to high."""

    net: int
    at: float
    low: float
    high: float


class _Run(NamedTuple):
    """A stretch of a link's way along strokes that nobody has drawn before."""

    way: LinkRoute
    steps: tuple[PathStep, ...]
    shared: bool


class Rails:
    """Draws the lines of one poster in the field of the page."""

    def __init__(self, view: View, plan: CardPlan, field: Area, theme: Theme) -> None:
        self._plan = plan
        self._theme = theme
        self._field = field
        self._strokes = [self._moved(stroke) for stroke in plan.strokes]
        self._ways = [self._placed(way) for way in plan.ways]
        self._tips = {_rounded(way.tip): way.link.state for way in self._ways}
        self._grounds = list(self._panels(view))
        self._joined = _sharing(plan)
        self._banded: list[tuple[Stroke, Pen]] = []

    def parts(self) -> list[Part]:
        """Bands, then lines and what they bridge; the delay and what has changed on top."""
        ranked = sorted(self._ways, key=lambda way: -WEIGHT[way.link.state])
        thin = [way for way in self._ways if way.link.state not in OUTRIGHT]
        outright = [way for way in ranked if way.link.state in OUTRIGHT]
        parts = list(self._bands(ranked))
        trunks: dict[int, list[Shape]] = {}
        own: dict[str, list[Shape]] = {way.link.id: [] for way in self._ways}
        for run in self._runs(thin, shared_apart=True):
            shape = Shape(run.steps, None, self._pen(run.way.link))
            if run.shared:
                trunks.setdefault(self._net(run.way), []).append(shape)
            else:
                own[run.way.link.id].append(shape)
        for net, shapes in trunks.items():
            links = [link for row in self._plan.nets[net].rows for link in row.links]
            said = "; ".join(link.sentence for link in links)
            joined = str(self._joined[net])
            parts.append(Part("trunk", str(net), said, tuple(shapes), net=joined))
        parts += [self._link(way, own[way.link.id]) for way in thin]
        parts += self._bridges([stroke for stroke in self._strokes if self._is_thin(stroke)])
        drawn = [stroke for stroke in self._strokes if self._is_thin(stroke)]
        runs: dict[str, list[_Run]] = {way.link.id: [] for way in outright}
        for run in self._runs(outright, shared_apart=False):
            runs[run.way.link.id].append(run)
        for way in reversed(outright):
            link = way.link
            for run in reversed(runs[link.id]):
                parts += self._cuts(run, drawn)
                drawn += [self._strokes[at] for at, _ in way.strokes]
                own[link.id].append(Shape(run.steps, None, self._pen(link)))
                core = core_of(link.state, self._theme)
                if core:
                    own[link.id].append(Shape(run.steps, None, core))
            # One that lies on another's line all the way has its head, and its words.
            parts.append(self._link(way, own[link.id]))
        return parts

    def _link(self, way: LinkRoute, shapes: Iterable[Shape]) -> Part:
        """A link: what of its line is its own, and its arrowhead."""
        link = way.link
        head = tip_of(link.kind, link.state, way.before, way.tip, self._theme)
        return Part(
            "link",
            link.id,
            link.sentence,
            (*shapes, head),
            None,
            link.source,
            link.target,
            way=way.steps,
            net=str(self._joined[self._net(way)]),
        )

    # -- places on the paper ---------------------------------------------------------------------

    def _point(self, point: Point) -> Point:
        return (point[0] + self._field.x, point[1] + self._field.y)

    def _step(self, step: PathStep) -> PathStep:
        match step:
            case MoveTo():
                return MoveTo(self._point(step.to))
            case LineTo():
                return LineTo(self._point(step.to))
            case CurveTo():
                return CurveTo(
                    self._point(step.first), self._point(step.second), self._point(step.to)
                )

    def _moved(self, stroke: Stroke) -> Stroke:
        return stroke._replace(steps=tuple(map(self._step, stroke.steps)))

    def _placed(self, way: LinkRoute) -> LinkRoute:
        return way._replace(
            steps=tuple(map(self._step, way.steps)),
            before=self._point(way.before),
            tip=self._point(way.tip),
        )

    def _panels(self, view: View) -> Iterator[tuple[Area, str]]:
        """What lines run over, but for the page itself, and its colour."""
        colours = self._theme.palette
        for stack in view.stacks:
            if stack.name:
                area = self._plan.panels[stack.id].area
                x, y = self._point((area.x, area.y))
                yield area._replace(x=x, y=y), colours.here_tint if stack.home else colours.panel
        if any(box.stage is Stage.CUSTOMERS for box in view.boxes.values()):
            x, y, width, height = self._plan.columns[-1]
            x, y = self._point((x, y))
            yield Area(x, y, width, height), colours.customer_tint

    def _ground(self, point: Point) -> str:
        """The colour on which lines cross: of a band that one of them lies on, or what is below."""
        for stroke, band in self._banded:
            (ax, ay), (bx, by) = stroke.start, stroke.end
            reach = band.width / 2
            if (
                min(ax, bx) - reach < point[0] < max(ax, bx) + reach
                and min(ay, by) - reach < point[1] < max(ay, by) + reach
            ):
                return band.colour
        for area, colour in self._grounds:
            if area.x < point[0] < area.right and area.y < point[1] < area.bottom:
                return colour
        return self._theme.palette.page

    # -- lines -----------------------------------------------------------------------------------

    def _pen(self, link: Link) -> Pen:
        return pen_of(link.kind, link.state, self._theme)

    def _net(self, way: LinkRoute) -> int:
        return self._strokes[way.strokes[0][0]].net

    def _is_thin(self, stroke: Stroke) -> bool:
        return any(link.state not in OUTRIGHT for link in stroke.links)

    def _runs(self, ways: Iterable[LinkRoute], *, shared_apart: bool) -> Iterator[_Run]:
        """Each stroke of these ways once, those that follow each other together."""
        drawn: set[int] = set()
        for way in ways:
            run: list[PathStep] = []
            shared = False
            for at, backwards in way.strokes:
                stroke = self._strokes[at]
                together = len(stroke.links) > 1
                if run and (at in drawn or (shared_apart and together is not shared)):
                    yield _Run(way, self._trimmed(way, run), shared)
                    run = []
                if at not in drawn:
                    drawn.add(at)
                    shared = together
                    steps = _reversed(stroke.steps) if backwards else stroke.steps
                    run = _joined(run, steps)
            if run:
                yield _Run(way, self._trimmed(way, run), shared)

    def _trimmed(
        self, way: LinkRoute, run: list[PathStep], part: float = SHAFT_ENDS
    ) -> tuple[PathStep, ...]:
        """A run of a link that ends before the arrowheads at its ends, by a part of these."""
        thick = way.link.state in OUTRIGHT

        def before(end: Point, other: Point) -> Point:
            state = self._tips.get(_rounded(end))
            if state is None:
                return end
            foreign = thick and state not in OUTRIGHT and _rounded(end) != _rounded(way.tip)
            return _towards(end, other, (CLEAR if foreign else part) * head_of(state, self._theme))

        first, second, *_ = run
        if isinstance(second, LineTo):
            run[0] = MoveTo(before(first.to, second.to))
        last_but_one, last = run[-2:]
        if isinstance(last, LineTo):
            run[-1] = LineTo(before(last.to, last_but_one.to))
        return tuple(run)

    def _bands(self, ranked: Iterable[LinkRoute]) -> Iterator[Part]:
        """What links lie on that a delay travels."""
        drawn: set[int] = set()
        for way in ranked:
            band = band_of(way.link.state, self._theme)
            if band is None:
                continue
            shapes = []
            run: list[PathStep] = []
            for at, backwards in way.strokes:
                stroke = self._strokes[at]
                if at in drawn:
                    if run:
                        shapes.append(Shape(self._trimmed(way, run, BAND_SHORT), None, band))
                    run = []
                    continue
                drawn.add(at)
                self._banded.append((stroke, band))
                run = _joined(run, _reversed(stroke.steps) if backwards else stroke.steps)
            if run:
                shapes.append(Shape(self._trimmed(way, run, BAND_SHORT), None, band))
            if shapes:
                yield Part("casing", way.link.id, "", tuple(shapes))

    # -- bridges ---------------------------------------------------------------------------------

    def _bridges(self, strokes: list[Stroke]) -> Iterator[Part]:
        """Level lines left out below uprights, once for a bundle; these are drawn again."""
        scale = self._theme.scale
        pen = self._thin_pen()
        gap = GAP * scale
        uprights = list(_straights(strokes, upright=True))
        for level in _straights(strokes, upright=False):
            hits = sorted(
                one.at
                for one in uprights
                if one.net != level.net
                and level.low < one.at < level.high
                and one.low < level.at < one.high
            )
            for number, bundle in enumerate(_bundles(hits, 2 * gap + pen.width + CRUMB * scale)):
                left = bundle[0] - pen.width / 2 - gap
                right = bundle[-1] + pen.width / 2 + gap
                half = pen.width / 2 + RIM * scale
                area = Area(left, level.at - half, right - left, 2 * half)
                ground = self._ground((bundle[0], level.at))
                again = AGAIN * scale
                shapes = [
                    Shape((MoveTo((x, level.at - again)), LineTo((x, level.at + again))), None, pen)
                    for x in bundle
                ]
                name = f"{level.net} {level.at:.2f} {number}"
                yield Part("bridge", name, "", (Rectangle(area, ground), *shapes))

    def _thin_pen(self) -> Pen:
        return Pen(self._theme.palette.line, self._theme.lengths.line)

    def _cuts(self, run: _Run, drawn: list[Stroke]) -> Iterator[Part]:
        """What a line that is drawn outright passes over is left out beside it."""
        scale = self._theme.scale
        net = self._net(run.way)
        mine = [Stroke(net, (MoveTo(a.to), b), ()) for a, b in pairwise(run.steps)]
        mine = [stroke for stroke in mine if isinstance(stroke.steps[1], LineTo)]
        beside = self._pen(run.way.link).width / 2 + GAP * scale
        along = self._theme.lengths.line_late / 2 + RIM * scale
        items = []
        for upright in (False, True):
            for one in _straights(mine, upright=upright):
                for other in _straights(drawn, upright=not upright):
                    if other.net == net or not (
                        one.low < other.at < one.high and other.low < one.at < other.high
                    ):
                        continue
                    x, y = (one.at, other.at) if upright else (other.at, one.at)
                    across, down = (beside, along) if upright else (along, beside)
                    area = Area(x - across, y - down, 2 * across, 2 * down)
                    items.append(Rectangle(area, self._ground((x, y))))
        if items:
            yield Part("bridge", run.way.link.id, "", tuple(items))


def _sharing(plan: CardPlan) -> list[int]:
    """For each net the first that a row leaves by with which it shares a row."""
    first = list(range(len(plan.nets)))
    of_row: dict[int, int] = {}
    for net in plan.nets:
        for row in net.rows:
            one, other = first[net.at], first[of_row.setdefault(row.at, net.at)]
            first = [min(one, other) if at in (one, other) else at for at in first]
    return first


def _straights(strokes: Iterable[Stroke], *, upright: bool) -> Iterator[_Straight]:
    """Straight stretches, those of one net that go on taken together."""
    found: list[tuple[int, float, float, float]] = []
    for stroke in strokes:
        if stroke.upright if upright else stroke.level:
            axis = 1 if upright else 0
            low, high = sorted((stroke.start[axis], stroke.end[axis]))
            found.append((stroke.net, round(stroke.start[1 - axis], 3), low, high))
    found.sort()
    last: _Straight | None = None
    for net, at, low, high in found:
        if last and last.net == net and last.at == at and low <= last.high + HAIR:
            last = last._replace(high=max(last.high, high))
            continue
        if last:
            yield last
        last = _Straight(net, at, low, high)
    if last:
        yield last


def _bundles(hits: list[float], near: float) -> Iterator[list[float]]:
    """Uprights that are so near to each other that one gap does for them."""
    bundle: list[float] = []
    for x in hits:
        if bundle and x - bundle[-1] > near:
            yield bundle
            bundle = []
        bundle.append(x)
    if bundle:
        yield bundle


def _joined(run: list[PathStep], steps: tuple[PathStep, ...]) -> list[PathStep]:
    """A run that goes on; straight pieces in one direction are one."""
    if not run:
        return list(steps)
    step = steps[1]
    if isinstance(step, LineTo) and len(run) > 1 and isinstance(run[-1], LineTo):
        (ax, ay), (bx, by), (cx, cy) = run[-2].to, run[-1].to, step.to
        if max(abs(ay - by), abs(by - cy)) < HAIR or max(abs(ax - bx), abs(bx - cx)) < HAIR:
            return [*run[:-1], step]
    return [*run, step]


def _reversed(steps: tuple[PathStep, ...]) -> tuple[PathStep, ...]:
    first, step = steps
    if isinstance(step, CurveTo):
        return (MoveTo(step.to), CurveTo(step.second, step.first, first.to))
    return (MoveTo(step.to), LineTo(first.to))


def _towards(start: Point, end: Point, far: float) -> Point:
    """A point so far along a straight line, or at its end."""
    (ax, ay), (bx, by) = start, end
    length = max(abs(bx - ax), abs(by - ay))
    part = min(1.0, far / length) if length else 0.0
    return (ax + part * (bx - ax), ay + part * (by - ay))


def _rounded(point: Point) -> Point:
    return (round(point[0], 2), round(point[1], 2))
