"""The legend: what the shapes and lines of a poster mean, and what is left out of it."""

from servicemap.drawing.composing.lettering import FLOOR, FOOT_ROW, Lettering
from servicemap.drawing.composing.shapes import arrowhead, line, outline_of, rounded
from servicemap.drawing.composing.states import band_of, core_of, head_of, pen_of
from servicemap.drawing.layout.strokes import STYLES
from servicemap.drawing.layout.wiring import BoxSide, Wiring
from servicemap.drawing.scene import Area, Item, Part, Pen, Rectangle, Shape
from servicemap.views.view import SIGNS, Box, BoxKind, LinkKind, View, ViewState

CHANGED = {
    ViewState.NEW: "new_legend",
    ViewState.GONE: "gone_legend",
    ViewState.DIFFERENT: "different_legend",
}
"""What the legend calls what became of a link or box."""

LATER = {ViewState.REACHED: "reached_link", ViewState.MAY: "may_link", ViewState.KEPT: "kept_link"}
"""What the legend calls a link that a delay travels."""

_STATES = {
    "late_link": ViewState.LATE,
    **{key: state for state, key in LATER.items()},
    **{key: state for state, key in CHANGED.items()},
}

_KINDS = {style.legend: kind for kind, style in STYLES.items() if style.legend}

SAMPLE = (15, 6.8)
"""How large a sample in the legend is, in mm on A3."""

NEAR, APART = 2.4, 6.5
"""From a sample to its words, and from one column to the next."""

ROWS, LOW = 2, 2 / 3
"""More rows of the legend than this are lower: this part of a row's height."""

LINE = 0.62
"""From one line of a sentence in the foot to the next, in rows."""

LINES_AT_MOST = 6
"""A sentence in the foot, or who answers for it, takes no more lines than this."""

SAID_AT_MOST = 8
"""All sentences in the foot together take about so many lines; of others how many there are."""

SAMPLE_LEAST = 0.8
"""Samples are no lower than this part of their height, however low rows are."""

HEADING = 1.1
"""The size of the legend's heading, in sizes of its type."""

FIRST_LINE = 7
"""From the top of the foot to the first baseline of the legend, in mm on A3."""

FIRST_SAMPLE = 10.6
"""From the top of the foot to the first row of samples, in mm on A3."""

SAID_APART = 4
"""From one sentence in the foot to the next on its line, in mm on A3."""

ROUNDING = 0.01
"""Room for what was measured before is larger by so many mm: sums are not exact."""

SMALL_CORNER = 1.6
"""The corners of a box in the legend, in mm on A3."""

HOME_ROUND = 1.8
"""The radius of the corners of your department in the legend, in mm on A3."""

HOME_EDGE = 1.0
"""The edge of your department in the legend, in mm on A3."""

HOME_TAB = (0.5, 0.45)
"""How wide and high its flag is there, in parts of it."""

BAND_SHORT = 1.2
"""How much shorter than its link a band is in the legend, in mm on A3."""

LINK_SHORT = 0.7
"""How far a line ends before the tip of its arrow in the legend, in heads of it."""

NOTHING = 1e-9
"""Instead of no width at all, where something is divided by it, in mm."""


class Legend(Lettering):
    """Draws the legend of one poster at the left of its foot."""

    def part(self, view: View, wiring: Wiring | None, room: float, follows: str) -> Part:
        """What the shapes and lines mean; only those that are on this poster, in so much room.

        Before it is known which links run back, `wiring` is None: then as if some did. `follows`
        says how to follow the lines.
        """
        foot, type_, scale = self._page.foot, self._theme.type, self._theme.scale
        heading = self._words["how_to_read"]
        items: list[Item] = [
            self.text(
                heading, (foot.x, foot.y + FIRST_LINE * scale), HEADING * type_.legend, 700, room
            )
        ]
        said, lines = self._said(view, room, follows)
        items += said
        columns, shrink = self._columns(self._entries(view, wiring), room)
        rows = max(map(len, columns), default=0)
        tall = 1.0 if rows <= ROWS else LOW
        sample = Area(0, 0, SAMPLE[0] * scale, SAMPLE[1] * scale * max(SAMPLE_LEAST, tall))
        first = foot.y + (FIRST_SAMPLE + LINE * FOOT_ROW * lines) * scale
        x = foot.x
        for column in columns:
            width = self._widest(column) * shrink
            for row, (what, words) in enumerate(column):
                y = first + row * tall * FOOT_ROW * scale
                items += self._sample(what, sample._replace(x=x, y=y))
                middle = y + sample.height / 2 + self._theme.middle * type_.legend * shrink
                place = (x + sample.width + NEAR * scale, middle)
                items.append(self.text(words, place, type_.legend * shrink, 400, width + ROUNDING))
            x += sample.width + (NEAR + APART) * scale + width
        return Part("legend", "legend", heading, tuple(items), foot)

    def _columns(
        self, entries: list[tuple[str, str]], room: float
    ) -> tuple[list[list[tuple[str, str]]], float]:
        """The entries in columns, in as few rows as there is room for; how much smaller they are.

        Only where one column alone is too wide they are smaller at all.
        """
        rows = ROWS
        while True:
            columns = [entries[at : at + rows] for at in range(0, len(entries), rows)]
            fixed = len(columns) * (SAMPLE[0] + NEAR) + APART * (len(columns) - 1)
            words = sum(self._widest(column) for column in columns)
            free = room - fixed * self._theme.scale
            if words <= free or len(columns) <= 1:
                return columns, min(1.0, max(FLOOR, free / max(words, NOTHING)))
            rows += 1

    def _widest(self, column: list[tuple[str, str]]) -> float:
        size = self._theme.type.legend
        return max(self._setter.width(words, size, 400) for _, words in column)

    def _said(self, view: View, room: float, follows: str) -> tuple[list[Item], int]:
        """How to follow the lines, where the head does not say it, and what is left out.

        All of it in the size of the legend: beside the heading where there is room, else in lines
        below it; how many of these there are.
        """
        foot, type_, scale = self._page.foot, self._theme.type, self._theme.scale
        heading = self._setter.width(self._words["how_to_read"], HEADING * type_.legend, 700)
        gap = SAID_APART * scale
        said = [(self._words.said(note), 700, self._theme.palette.ink) for note in view.notes]
        if view.story or view.subtitle:
            said.insert(0, (follows, 400, self._theme.palette.muted))
        size = type_.legend
        x, line_ = heading + gap, 0
        items: list[Item] = []
        for number, (words, weight, colour) in enumerate(said):
            parts: tuple[str, ...] = (" ".join(words.split()),)
            if self._setter.width(parts[0], size, weight) > room - x:
                if line_ >= SAID_AT_MOST:
                    more = self._words.say("more", count=len(said) - number)
                    place = (foot.x, foot.y + (FIRST_LINE + LINE * FOOT_ROW * (line_ + 1)) * scale)
                    return [*items, self.text(more, place, size, weight, room, colour)], line_ + 1
                x, line_ = 0.0, line_ + 1
                wrapped = self._setter.wrap(words, size, weight, room, LINES_AT_MOST).lines
                kept = min(LINES_AT_MOST, SAID_AT_MOST + 1 - line_) - 1
                parts = (*wrapped[:kept], " ".join(wrapped[kept:])) if wrapped[kept:] else wrapped
            for at, part in enumerate(parts):
                if at:
                    x, line_ = 0.0, line_ + 1
                place = (foot.x + x, foot.y + (FIRST_LINE + LINE * FOOT_ROW * line_) * scale)
                shown = self.text(part, place, size, weight, room - x + ROUNDING, colour)
                items.append(shown)
                x += shown.width + gap
        return items, line_

    def _entries(self, view: View, wiring: Wiring | None) -> list[tuple[str, str]]:
        kinds = {box.kind for box in view.boxes.values()}
        if BoxKind.SEVERAL in kinds:
            kinds.discard(BoxKind.DEPARTMENT)  # they look alike, and a department is several teams
        shown: list[str] = [kind.value for kind in BoxKind if kind in kinds]
        if view.home:
            shown.append("your_department")
        lines = {link.kind for link in view.links}
        sides = {BoxSide.LEFT, BoxSide.RIGHT} if view.links else set()
        if wiring is not None:
            plain = [one for one in wiring.labels.values() if one.kind is LinkKind.USUAL]
            sides = {label.side for label in plain}
        states = {link.state for link in view.links}
        if sides - {BoxSide.LEFT}:
            shown.append("forward_link")
        if BoxSide.LEFT in sides:
            shown.append("backward_link")
        shown += [key for key, kind in _KINDS.items() if kind in lines]
        if ViewState.LATE in states:
            shown.append("late_link")
        shown += [key for state, key in LATER.items() if state in states]
        states |= {box.state for box in view.boxes.values()}
        shown += [key for state, key in CHANGED.items() if state in states]
        return [
            (what, f"{SIGNS[_STATES[what]]} {self._words[what]}")
            if _STATES.get(what) in SIGNS
            else (what, self._words[what])
            for what in shown
        ]

    def _sample(self, what: str, area: Area) -> list[Item]:
        theme, colours = self._theme, self._theme.palette
        scale = theme.scale
        if what in set(BoxKind):
            small = theme._replace(lengths=theme.lengths._replace(corner=SMALL_CORNER * scale))
            return list(outline_of(Box("", "", BoxKind(what)), area, small))
        if what == "your_department":
            pen = Pen(colours.ink, HOME_EDGE * scale)
            tab = Area(area.x, area.y, HOME_TAB[0] * area.width, HOME_TAB[1] * area.height)
            return [
                Rectangle(area, colours.here_tint, None, HOME_ROUND * scale),
                Shape(rounded(tab, (HOME_ROUND * scale, 0, 0, 0)), colours.here, None, closed=True),
                Rectangle(area, None, pen, HOME_ROUND * scale),
            ]
        y = area.y + area.height / 2
        start, tip = (area.x, y), (area.right, y)
        state = _STATES.get(what, ViewState.PLAIN)
        head = head_of(state, theme)
        items: list[Item] = []
        band = band_of(state, theme)
        if band:
            items.append(line([start, (area.right - BAND_SHORT * scale, y)], band))
        side = BoxSide.LEFT if what == "backward_link" else BoxSide.RIGHT
        pen = pen_of(_KINDS.get(what, LinkKind.USUAL), state, side, theme)
        shaft = [start, (area.right - LINK_SHORT * head, y)]
        items.append(line(shaft, pen))
        core = core_of(state, theme)
        if core:
            items.append(line(shaft, core))
        items.append(arrowhead(start, tip, head, pen.colour))
        return items
