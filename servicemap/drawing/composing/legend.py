"""The legend: what the shapes and lines of a poster mean, and what is left out of it."""

from collections.abc import Collection

from servicemap.drawing.composing.lettering import FLOOR, ROUNDING, Lettering
from servicemap.drawing.composing.shapes import line, outline_of, rounded
from servicemap.drawing.composing.states import band_of, core_of, head_of, pen_of, tip_of
from servicemap.drawing.layout.strokes import STYLES
from servicemap.drawing.scene import Area, CurveTo, Item, MoveTo, Part, Pen, Rectangle, Shape
from servicemap.views.view import SIGNS, Box, BoxKind, LinkKind, View, ViewState

CHANGED = {
    ViewState.NEW: "new_legend",
    ViewState.GONE: "gone_legend",
    ViewState.DIFFERENT: "different_legend",
}
"""What the legend calls what became of a link or box."""

LATER = {
    ViewState.TOLD: "told_link",
    ViewState.TOLD_MAY: "told_may_link",
    ViewState.REACHED: "reached_link",
    ViewState.MAY: "may_link",
    ViewState.KEPT: "kept_link",
}
"""What the legend calls a link that a delay travels."""

_STATES = {
    **{key: state for state, key in LATER.items()},
    **{key: state for state, key in CHANGED.items()},
}

_KINDS = {style.legend: kind for kind, style in STYLES.items() if style.legend}

SAMPLE = (12, 5.4)
"""How large a sample in the legend is, in mm on A3."""

NEAR = 2
"""From a sample to its words, in mm on A3."""

APART, APART_AT_MOST = 5, 9
"""From one column of the legend to the next at least, and where there is room, in mm on A3."""

ROW = 7.2
"""From one row of the legend to the next, in mm on A3."""

LINE = 5.5
"""From one line of a sentence in the foot to the next, in mm on A3."""

LINES_AT_MOST = 6
"""A sentence in the foot takes no more lines than this."""

SAID_AT_MOST = 8
"""All sentences in the foot together take about so many lines; of others how many there are."""

FIRST_LINE = 6.6
"""From the top of the foot to the first baseline of a sentence, in mm on A3."""

FIRST_SAMPLE = 3.2
"""From the top of the foot to the first row of samples where nothing is said, in mm on A3."""

SAID_CLEAR = 1
"""How much farther it is from what is said, in mm on A3."""

SAID_APART = 4
"""From one sentence in the foot to the next on its line, in mm on A3."""

RULE = 0.5
"""The line above the foot, in mm on A3."""

USUAL_LINES = ("forward_link", "pair_link", "joined_link")
"""What is said of usual lines, in this order: those that are on a poster."""

JOIN = (0.6, 0.2)
"""Where in a sample two lines join, in parts of it, and how far from its middle they are."""

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

    def part(self, view: View, lines: Collection[str], room: float, follows: str | None) -> Part:
        """What the shapes and lines mean; only those that are on this poster, in so much room.

        `lines` are what is to be said of usual lines. `follows` says how to follow them, where
        nothing else does.
        """
        foot, type_, scale = self._page.foot, self._theme.type, self._theme.scale
        items: list[Item] = [
            line(
                [(foot.x, foot.y), (foot.right, foot.y)], Pen(self._theme.palette.ink, RULE * scale)
            )
        ]
        said, count = self._said(view, room, follows)
        items += said
        entries = self._entries(view, lines)
        columns, shrink, apart = self._columns(entries, room)
        sample = Area(0, 0, SAMPLE[0] * scale, SAMPLE[1] * scale)
        below = SAID_CLEAR + LINE * count if count else 0
        first = foot.y + (FIRST_SAMPLE + below) * scale
        x = foot.x
        for column in columns:
            width = self._widest(column) * shrink
            for row, (what, words) in enumerate(column):
                y = first + row * ROW * scale
                items += self._sample(what, sample._replace(x=x, y=y))
                middle = y + sample.height / 2 + self._theme.middle * type_.legend * shrink
                place = (x + sample.width + NEAR * scale, middle)
                items.append(self.text(words, place, type_.legend * shrink, 400, width + ROUNDING))
            x += sample.width + NEAR * scale + width + apart
        # Whoever hears a poster is not told of a legend in which nothing stands.
        title = self._words["how_to_read"] if entries or count else ""
        return Part("legend", "legend", title, tuple(items), foot)

    def _columns(
        self, entries: list[tuple[str, str]], room: float
    ) -> tuple[list[list[tuple[str, str]]], float, float]:
        """The entries in columns, in as few rows as there is room for.

        With them how much smaller they are, which only a column is that is too wide alone, and how
        far apart columns stand, in mm.
        """
        scale = self._theme.scale
        rows = 1
        while True:
            columns = [entries[at : at + rows] for at in range(0, len(entries), rows)]
            words = sum(self._widest(column) for column in columns)
            gaps = max(1, len(columns) - 1)
            free = room - len(columns) * (SAMPLE[0] + NEAR) * scale
            apart = (free - words) / gaps
            if apart >= APART * scale or len(columns) <= 1:
                shrink = min(1.0, max(FLOOR, free / max(words, NOTHING)))
                return columns, shrink, min(apart, APART_AT_MOST * scale)
            rows += 1

    def _widest(self, column: list[tuple[str, str]]) -> float:
        size = self._theme.type.legend
        return max(self._setter.width(words, size, 400) for _, words in column)

    def _said(self, view: View, room: float, follows: str | None) -> tuple[list[Item], int]:
        """How to follow the lines, and what is left out; how many lines that takes.

        All of it in the size of the legend, one sentence beside the other where there is room.
        """
        foot, size, scale = self._page.foot, self._theme.type.legend, self._theme.scale
        gap = SAID_APART * scale
        said = [(self._words.said(note), 700, self._theme.palette.ink) for note in view.notes]
        if follows:
            said.insert(0, (follows, 400, self._theme.palette.muted))
        x, line_ = 0.0, 0
        items: list[Item] = []

        def baseline() -> float:
            return foot.y + (FIRST_LINE + LINE * line_) * scale

        for number, (words, weight, colour) in enumerate(said):
            parts: tuple[str, ...] = (" ".join(words.split()),)
            if self._setter.width(parts[0], size, weight) > room - x:
                if x:
                    x, line_ = 0.0, line_ + 1
                if line_ > SAID_AT_MOST:
                    more = self._words.say("more", count=len(said) - number)
                    place = (foot.x, baseline())
                    return [*items, self.text(more, place, size, weight, room, colour)], line_ + 1
                wrapped = self._setter.wrap(words, size, weight, room, LINES_AT_MOST).lines
                kept = min(LINES_AT_MOST, SAID_AT_MOST + 1 - line_) - 1
                parts = (*wrapped[:kept], " ".join(wrapped[kept:])) if wrapped[kept:] else wrapped
            for at, part in enumerate(parts):
                if at:
                    x, line_ = 0.0, line_ + 1
                shown = self.text(
                    part, (foot.x + x, baseline()), size, weight, room - x + ROUNDING, colour
                )
                items.append(shown)
                x += shown.width + gap
        return items, line_ + 1 if items else 0

    def _entries(self, view: View, lines: Collection[str]) -> list[tuple[str, str]]:
        kinds = {box.kind for box in view.boxes.values()}
        if BoxKind.SEVERAL in kinds:
            kinds.discard(BoxKind.DEPARTMENT)  # they look alike, and a department is several teams
        shown: list[str] = [kind.value for kind in BoxKind if kind in kinds]
        if view.home:
            shown.append("your_department")
        shown += [key for key in USUAL_LINES if key in lines]
        kinds_of_links = {link.kind for link in view.links}
        states = {link.state for link in view.links}
        shown += [key for key, kind in _KINDS.items() if kind in kinds_of_links]
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
        if what == "joined_link":
            return self._joined(area)
        y = area.y + area.height / 2
        start, tip = (area.x, y), (area.right, y)
        state = _STATES.get(what, ViewState.PLAIN)
        head = head_of(state, theme)
        items: list[Item] = []
        band = band_of(state, theme)
        if band:
            items.append(line([start, (area.right - BAND_SHORT * scale, y)], band))
        kind = _KINDS.get(what, LinkKind.USUAL)
        pen = pen_of(kind, state, theme)
        shaft = [start, (area.right - LINK_SHORT * head, y)]
        if what == "pair_link":
            shaft[0] = (area.x + LINK_SHORT * head, y)
            items.append(tip_of(kind, state, tip, start, theme))
        items.append(line(shaft, pen))
        core = core_of(state, theme)
        if core:
            items.append(line(shaft, core))
        items.append(tip_of(kind, state, start, tip, theme))
        return items

    def _joined(self, area: Area) -> list[Item]:
        """Two lines that become one."""
        theme = self._theme
        pen = pen_of(LinkKind.USUAL, ViewState.PLAIN, theme)
        head = head_of(ViewState.PLAIN, theme)
        far, aside = JOIN[0] * area.width, JOIN[1] * area.height
        y = area.y + area.height / 2 + aside
        above = y - 2 * aside - pen.width
        tip = (area.right, y)
        half = area.x + far / 2
        curve = CurveTo((half, above), (half, y), (area.x + far, y))
        return [
            Shape((MoveTo((area.x, above)), curve), None, pen),
            line([(area.x, y), (area.right - LINK_SHORT * head, y)], pen),
            tip_of(LinkKind.USUAL, ViewState.PLAIN, (area.x, y), tip, theme),
        ]
