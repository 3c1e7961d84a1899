"""Small multiples: a grid of panels, each a series on the scale of its kind, its ends in figures.

Kinds follow each other like words in lines. What changed comes first; what does not fit is counted.
"""

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from math import floor, sqrt
from typing import NamedTuple

from servicemap.drawing.composing.lettering import ELLIPSIS, HAIR, Lettering
from servicemap.drawing.composing.time_line import LEAST_SCALE, cross, upright
from servicemap.drawing.scene import Area, Item, LineTo, MoveTo, Part, Pen, Rectangle, Shape, Text
from servicemap.drawing.theme import POINT
from servicemap.views.series import SeriesDot, SeriesKind, SeriesMark, SeriesPage, SeriesPanel

WIDE, BESIDE = 56, 7
"""How wide a panel is at least, and from one to the next, in mm on A3."""

HEADING, NAMES, PLOT, BELOW = 7.5, 10.6, 15, 6.5
"""What stands above a row of panels, the names in one, its figures, and what stays free below."""

LEFT, RIGHT = 8, 14
"""What a panel has left of its figures for its scale, and right of them for the last one."""

KIND, NAME, OF, FIRST, LAST, SCALE, AMOUNT = 12, 11, 9.4, 8.6, 12, 8, 8
"""Points on A3: title of a kind, name of a series, for whom, its ends, its scale, of how many."""

KIND_DOWN, NAME_DOWN, OF_DOWN = 4.9, 3.6, 7.4
"""From the rule of a kind to the baseline of its title, and from the top of a panel to those of its
names, in mm on A3.
"""

STRETCH = 1.35
"""How much taller rows become at most where there is more room than panels."""

SMALLER, LAST_SMALLER = 0.82, 0.66
"""Names become so much smaller before they are cut short, and titles and the last of a series."""

AFTER_KIND = 3
"""From the title of a kind to how many of it are shown, in mm on A3."""

LINE, GRID, EDGE, DOT, LAST_DOT = 0.55, 0.18, 0.35, 0.55, 0.95
"""Lines, and the radius of dots, in mm on A3."""

MOST_DOTS = 30
"""Figures of one series beyond which they have no dots of their own."""

MARK_THIN = 0.8
"""How thick what marks something done is, in parts of a rule."""

MARKS_APART = 3.2
"""Numbers that are closer to each other become one text, in mm on A3."""

NUMBER_DOWN = 2.9
"""From below a panel's figures to the baseline of the number of what was done, in mm on A3."""

TICK_LONG = 0.9
"""How far a tick goes below a panel's figures, in mm on A3."""

AMOUNT_DOWN, AMOUNT_UP = 1.2, 0.85
"""From the last figure to what it is made of, below it in sizes of that, or above in its own."""

GAP_PEN, GAP_HALF = 1.6, 0.9
"""How thick the cross is that marks a gap, in rules, and half its width, in mm on A3."""

FIRST_OUT = 0.4
"""How far left of its dot the first figure begins where it stands above or below, in mm on A3."""

NEAR = 1.4
"""From a dot to its figure, in mm on A3."""


class _Chosen(NamedTuple):
    """A panel that has its place: the number of its kind, and whether it is the first of it."""

    kind: int
    panel: SeriesPanel
    first: bool


class _Plot(NamedTuple):
    """Where the figures of one panel are drawn."""

    area: Area
    low: float
    high: float

    def at(self, dot: SeriesDot) -> tuple[float, float]:
        """A figure as a point on the paper."""
        return self.x(dot.at), self.y(dot.value)

    def x(self, at: float) -> float:
        """A place in time."""
        return self.area.x + at * self.area.width

    def y(self, value: float) -> float:
        """A figure."""
        part = (value - self.low) / (self.high - self.low)
        return self.area.bottom - part * self.area.height


class PanelGrid(Lettering):
    """Draws the panels of one page."""

    def parts(self, shown: SeriesPage, field: Area) -> list[Part]:
        """As many panels as the field has room for."""
        scale = max(self._theme.scale, LEAST_SCALE)
        columns = max(1, floor((field.width + BESIDE * scale) / ((WIDE + BESIDE) * scale)))
        tall = ((HEADING + NAMES) * self._airy + PLOT + BELOW) * scale
        rows = max(1, floor(field.height / tall))
        chosen = _chosen(shown.kinds, columns * rows)
        wide = (field.width + BESIDE * scale) / columns
        used = -(-len(chosen) // columns)
        step = min(field.height / max(used, 1), STRETCH * tall)
        parts: list[Part] = []
        for place, one in enumerate(chosen):
            row, column = divmod(place, columns)
            area = Area(
                field.x + column * wide,
                field.y + row * step,
                wide - BESIDE * scale,
                step - BELOW * scale,
            )
            kind = shown.kinds[one.kind]
            begins = one.first or column == 0
            if begins:
                alike = (
                    other.kind == one.kind for other in chosen[place : place + columns - column]
                )
                across = sum(alike) * wide - BESIDE * scale
                shown_ = sum(other.kind == one.kind for other in chosen)
                head = area._replace(width=across, height=HEADING * self._airy * scale)
                parts.append(self._heading(kind, head, shown_, first=one.first))
            parts.append(self._panel(kind, one.panel, area, shown, scale, scaled=begins))
        return parts

    @property
    def _airy(self) -> float:
        """How much more room words need where a script needs more air."""
        return sqrt(self._theme.spacing)

    def _heading(self, kind: SeriesKind, area: Area, shown: int, *, first: bool) -> Part:
        """The title of a kind over its panels in one row; how many there are, where not all."""
        scale, colours = max(self._theme.scale, LEAST_SCALE), self._theme.palette
        rule = Shape(
            (MoveTo((area.x, area.y)), LineTo((area.right, area.y))),
            pen=Pen(colours.line, EDGE * scale),
        )
        baseline = area.y + KIND_DOWN * self._airy * scale
        weight, colour = (700, colours.ink) if first else (400, colours.muted)
        said = self._how_many(kind, shown, area.width, scale) if first else ""
        size, apart = OF * POINT * scale, AFTER_KIND * scale
        wide = self._setter.width(said, size, 400) + apart if said else 0
        title = self._cut(
            kind.title,
            (area.x, baseline),
            KIND * POINT * scale,
            weight,
            area.width - wide,
            colour,
            LAST_SMALLER,
        )
        items: list[Item] = [rule, title]
        if said:
            place = (title.area.right + apart, baseline)
            items.append(self.text(said, place, size, 400, wide, colours.muted))
        return Part("series", kind.key, kind.title, tuple(items), area)

    def _how_many(self, kind: SeriesKind, shown: int, room: float, scale: float) -> str:
        """How many of a kind are shown, where not all: in words beside its title, or in figures."""
        if shown == len(kind.panels):
            return ""
        said = self._words.say("history_shown", shown=shown, all=len(kind.panels))
        wide = self._setter.width(kind.title, KIND * POINT * scale, 700)
        wide += AFTER_KIND * scale + self._setter.width(said, OF * POINT * scale, 400)
        return said if wide <= room else f"{shown} / {len(kind.panels)}"

    def _panel(
        self,
        kind: SeriesKind,
        panel: SeriesPanel,
        area: Area,
        shown: SeriesPage,
        scale: float,
        *,
        scaled: bool,
    ) -> Part:
        colours = self._theme.palette
        top = area.y + HEADING * self._airy * scale
        below_names = top + NAMES * self._airy * scale
        wide = area.width
        place = (area.x, top + NAME_DOWN * self._airy * scale)
        items: list[Item] = [self._cut(panel.name, place, NAME * POINT * scale, 600, wide)]
        if panel.of:
            place = (area.x, top + OF_DOWN * self._airy * scale)
            muted = colours.muted
            items.append(self._cut(panel.of, place, OF * POINT * scale, 400, wide, muted))
        plot = _Plot(
            Area(
                area.x + LEFT * scale,
                below_names,
                area.width - (LEFT + RIGHT) * scale,
                area.bottom - below_names,
            ),
            kind.low,
            kind.high,
        )
        for tick in shown.ticks:
            pen = Pen(colours.panel_edge, GRID * scale)
            x, bottom = plot.x(tick.at), plot.area.bottom
            items.append(upright(x, bottom, bottom + TICK_LONG * scale, pen))
        items += self._scale(kind, plot, scale, named=scaled)
        items += self._marks(panel, plot, shown.marks, scale)
        items += self._line(kind, panel, plot, scale)
        if panel.first:
            named = [plot.y(one.value) for one in kind.lines if one.words] if scaled else []
            items.append(self._first(panel, plot, area.x, named, scale))
        items += self._last(panel, plot, area.right, scale)
        said = self._words.say("named", name=panel.name, what=_told(panel))
        room = area._replace(height=area.height + BELOW * scale)
        id_ = f"{kind.key} {panel.name} {panel.of}".strip()
        return Part("series", id_, said, tuple(items), room)

    def _cut(
        self,
        words: str,
        place: tuple[float, float],
        size: float,
        weight: int,
        room: float,
        colour: str | None = None,
        smaller: float = SMALLER,
    ) -> Text:
        """A line that is cut short before it is too small to be read."""
        shown = " ".join(words.split())
        while shown != ELLIPSIS and self._setter.width(shown, smaller * size, weight) > room:
            shown = shown.removesuffix(ELLIPSIS)[:-1].rstrip() + ELLIPSIS
        return self.text(shown, place, size, weight, room, colour)

    def _scale(self, kind: SeriesKind, plot: _Plot, scale: float, *, named: bool) -> Iterator[Item]:
        colours, size = self._theme.palette, SCALE * POINT * scale
        for one in kind.lines:
            y = plot.y(one.value)
            pen = Pen(colours.panel_edge, GRID * scale)
            yield Shape((MoveTo((plot.area.x, y)), LineTo((plot.area.right, y))), pen=pen)
            if named and one.words:
                place = (plot.area.x - NEAR * scale, y + self._theme.middle * size)
                room = (LEFT - NEAR) * scale
                yield self.text(one.words, place, size, 400, room, colours.muted, "right")
        for at in kind.gaps:
            pen = Pen(colours.muted, GRID * GAP_PEN * scale)
            yield from cross(plot.x(at), plot.area.bottom, GAP_HALF * scale, pen)

    def _marks(
        self, panel: SeriesPanel, plot: _Plot, marks: Sequence[SeriesMark], scale: float
    ) -> Iterator[Item]:
        """What was done about it: uprights with their numbers; of those close together one text."""
        colours, size = self._theme.palette, SCALE * POINT * scale
        pen = Pen(colours.new, EDGE * MARK_THIN * scale)
        together: list[SeriesMark] = []
        own = [mark for mark in marks if mark.number in panel.marks]
        for mark, following in zip_longest(own, own[1:]):
            x = plot.x(mark.at)
            yield upright(x, plot.area.y, plot.area.bottom, pen)
            together.append(mark)
            if following is None or plot.x(following.at) - x > MARKS_APART * scale:
                said = ",".join(str(one.number) for one in together)
                middle = (plot.x(together[0].at) + x) / 2
                place = (middle, plot.area.bottom + NUMBER_DOWN * scale)
                yield self._setter.line(said, place, size, 700, colours.new, "middle")
                together = []

    def _line(
        self, kind: SeriesKind, panel: SeriesPanel, plot: _Plot, scale: float
    ) -> Iterator[Item]:
        """Its runs, with a dot at each figure where these are few; the last one larger."""
        colours = self._theme.palette
        pen = Pen(colours.ink, LINE * scale)
        few = sum(map(len, panel.runs)) <= MOST_DOTS
        for run in panel.runs:
            points = list(_way(run, plot, steps=kind.steps))
            if len(points) > 1:
                first, *others = points
                yield Shape((MoveTo(first), *map(LineTo, others)), pen=pen)
            if few and not kind.steps:
                yield from (_dot(plot.at(dot), DOT * scale, colours.ink) for dot in run)
        last = panel.runs[-1][-1]
        yield _dot(plot.at(last), LAST_DOT * scale, colours.late if panel.bad else colours.ink)

    def _first(
        self, panel: SeriesPanel, plot: _Plot, left: float, taken: Sequence[float], scale: float
    ) -> Item:
        """Its first figure: left of where it begins, else above, else below.

        `taken` are the heights at which figures of the scale stand at the left.
        """
        run, size = panel.runs[0], FIRST * POINT * scale
        x, y = plot.at(run[0])
        colour, near = self._theme.palette.muted, NEAR * scale
        wide = self._setter.width(panel.first, size, 400)
        free = all(abs(y - other) > size for other in taken) or x - near - wide >= plot.area.x
        if x - near - wide >= left and free:
            place = (x - near, y + self._theme.middle * size)
            return self.text(panel.first, place, size, 400, wide + near, colour, "right")
        rises = len(run) > 1 and plot.y(run[1].value) < y - HAIR
        below = y + near + 2 * self._theme.middle * size
        down = y - plot.area.y < size or rises
        place = (x - FIRST_OUT * scale, below if down else y - near)
        return self.text(panel.first, place, size, 400, plot.area.width / 2, colour)

    def _last(self, panel: SeriesPanel, plot: _Plot, right: float, scale: float) -> Iterator[Item]:
        """Its last figure beside where it ends, and of how many it is made below that."""
        colours = self._theme.palette
        size, small = LAST * POINT * scale, AMOUNT * POINT * scale
        x, y = plot.at(panel.runs[-1][-1])
        beside = x + (LAST_DOT + NEAR) * scale
        colour = colours.late if panel.bad else colours.ink
        baseline = y + self._theme.middle * size
        place, room = (beside, baseline), right - beside
        yield self._cut(panel.last, place, size, 700, room, colour, LAST_SMALLER)
        if panel.amount:
            below = baseline + AMOUNT_DOWN * small * self._theme.spacing
            if below > plot.area.bottom + NEAR * scale:
                below = baseline - AMOUNT_UP * size
            yield self.text(panel.amount, (beside, below), small, 400, room, colours.muted)


def _dot(middle: tuple[float, float], radius: float, colour: str) -> Item:
    x, y = middle
    return Rectangle(Area(x - radius, y - radius, 2 * radius, 2 * radius), colour, None, radius)


def _way(run: Sequence[SeriesDot], plot: _Plot, *, steps: bool) -> Iterator[tuple[float, float]]:
    """From figure to figure: straight, or as long as each holds and then up or down."""
    before: tuple[float, float] | None = None
    for dot in run:
        here = plot.at(dot)
        if steps and before is not None:
            yield here[0], before[1]
        yield here
        before = here


def _told(panel: SeriesPanel) -> str:
    """What the panel says, for the ear."""
    figures = " \N{RIGHTWARDS ARROW} ".join(filter(None, (panel.first, panel.last)))
    return f"{panel.of}, {figures}" if panel.of else figures


def _chosen(kinds: Sequence[SeriesKind], room: int) -> list[_Chosen]:
    """Which panels are shown: one of each kind, then what changed, then the others, in turn."""
    counts = [min(1, len(kind.panels)) for kind in kinds]
    changed = [sum(panel.changed for panel in kind.panels) for kind in kinds]
    for most in (changed, [len(kind.panels) for kind in kinds]):
        while sum(counts) < room:
            growing = [n for n, count in enumerate(counts) if count < most[n]]
            if not growing:
                break
            for n in growing[: room - sum(counts)]:
                counts[n] += 1
    return [
        _Chosen(n, panel, place == 0)
        for n, kind in enumerate(kinds)
        for place, panel in enumerate(kind.panels[: counts[n]])
    ]
