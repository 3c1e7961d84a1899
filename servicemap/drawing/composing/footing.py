"""What stands below the map: what its shapes mean, who made it when, and how far it reads."""

from servicemap.drawing.composing.lettering import FLOOR, FOOT_ROW, Lettering
from servicemap.drawing.composing.shapes import arrowhead, line, outline_of, rounded
from servicemap.drawing.composing.states import core_of, head_of, pen_of
from servicemap.drawing.flow import Flow
from servicemap.drawing.imprints import Imprint
from servicemap.drawing.layout.wiring import Side, Wiring
from servicemap.drawing.scene import Area, Item, LineTo, MoveTo, Part, Pen, Rectangle, Shape
from servicemap.drawing.views import Box, Kind, State, View

CHANGED = {
    State.NEW: "new_legend",
    State.GONE: "gone_legend",
    State.DIFFERENT: "different_legend",
}
"""What the legend calls what became of a link or box."""

_STATES = {"late_link": State.LATE, **{key: state for state, key in CHANGED.items()}}


SAMPLE = (15, 6.8)
"""How large a sample in the legend is, in mm on A3."""

NEAR, APART = 2.4, 6.5
"""From a sample to its words, and from one column to the next."""

CROWDED = 0.86
"""Words smaller than this part of their size ask for another row."""


class Footing(Lettering):
    """Draws the foot of one poster."""

    def legend(self, view: View, wiring: Wiring, room: float) -> Part:
        """What the shapes and lines mean; only those that are on this poster."""
        foot, type_, scale = self._page.foot, self._theme.type, self._theme.scale
        heading = self._words["how_to_read"]
        items: list[Item] = [
            self.text(heading, (foot.x, foot.y + 7 * scale), 1.1 * type_.legend, 700, room)
        ]
        items += self._said(view, room)
        entries = self._entries(view, wiring)
        down = self._theme.flow is Flow.DOWN
        rows = 3 if down else 2
        columns, shrink = self._columns(entries, rows, room)
        tall = 1.0
        if shrink < CROWDED:
            # Another row, and all of them lower.
            tall = rows / (rows + 1)
            columns, shrink = self._columns(entries, rows + 1, room)
        sample = Area(0, 0, SAMPLE[0] * scale, SAMPLE[1] * scale * max(0.8, tall))
        first = foot.y + (10.6 + (0.6 * FOOT_ROW if down else 0)) * scale
        x = foot.x
        for column in columns:
            width = self._widest(column) * shrink
            for row, (what, words) in enumerate(column):
                y = first + row * tall * FOOT_ROW * scale
                items += self._sample(what, sample._replace(x=x, y=y))
                middle = y + sample.height / 2 + self._theme.middle * type_.legend * shrink
                place = (x + sample.width + NEAR * scale, middle)
                items.append(self.text(words, place, type_.legend * shrink, 400, width + 0.01))
            x += sample.width + (NEAR + APART) * scale + width
        return Part("legend", "legend", heading, tuple(items), foot)

    def _columns(
        self, entries: list[tuple[str, str]], rows: int, room: float
    ) -> tuple[list[list[tuple[str, str]]], float]:
        """The entries in columns of so many rows, and how much smaller their text must be."""
        columns = [entries[at : at + rows] for at in range(0, len(entries), rows)]
        fixed = len(columns) * (SAMPLE[0] + NEAR) + APART * (len(columns) - 1)
        words = sum(self._widest(column) for column in columns)
        free = room - fixed * self._theme.scale
        return columns, min(1.0, max(FLOOR, free / max(words, 1e-9)))

    def _widest(self, column: list[tuple[str, str]]) -> float:
        size = self._theme.type.legend
        return max(self._setter.width(words, size, 400) for _, words in column)

    def _said(self, view: View, room: float) -> list[Item]:
        """How to follow the lines, where the head does not say it, and what is left out."""
        foot, type_, scale = self._page.foot, self._theme.type, self._theme.scale
        heading = self._setter.width(self._words["how_to_read"], 1.1 * type_.legend, 700)
        gap = 4 * scale
        baseline = foot.y + 7 * scale
        if self._theme.flow is Flow.DOWN:
            heading = -gap
            baseline += 0.62 * FOOT_ROW * scale
        said = [(note, 700, self._theme.palette.ink) for note in view.notes]
        if view.story or view.subtitle:
            said.insert(0, (self.follow(), 400, self._theme.palette.muted))
        widths = [self._setter.width(words, type_.legend, weight) for words, weight, _ in said]
        free = max(0.0, room - heading - gap * len(said))
        shrink = min(1.0, free / max(sum(widths), 1e-9))
        x = foot.x + heading + gap
        items: list[Item] = []
        for (words, weight, colour), width in zip(said, widths, strict=True):
            place = (x, baseline)
            items.append(
                self.text(words, place, type_.legend, weight, width * shrink + 0.01, colour)
            )
            x += width * shrink + gap
        return items

    def _entries(self, view: View, wiring: Wiring) -> list[tuple[str, str]]:
        kinds = {box.kind for box in view.boxes.values()}
        shown: list[str] = [kind.value for kind in Kind if kind in kinds]
        if view.home:
            shown.append("your_department")
        spare = any(label.spare for label in wiring.labels.values())
        sides = {label.side for label in wiring.labels.values() if not label.spare}
        states = {label.state for label in wiring.labels.values()}
        if sides - {Side.LEFT}:
            shown.append("forward_link")
        if Side.LEFT in sides:
            shown.append("backward_link")
        if spare:
            shown.append("spare_link")
        if State.LATE in states:
            shown.append("late_link")
        if State.REACHED in states:
            shown.append("reached_link")
        states |= {box.state for box in view.boxes.values()}
        shown += [key for state, key in CHANGED.items() if state in states]
        return [(what, self._words[what]) for what in shown]

    def _sample(self, what: str, area: Area) -> list[Item]:
        theme, colours = self._theme, self._theme.palette
        scale = theme.scale
        if what in set(Kind):
            small = theme._replace(lengths=theme.lengths._replace(corner=1.6 * scale))
            return list(outline_of(Box("", "", Kind(what)), area, small))
        if what == "your_department":
            pen = Pen(colours.ink, 1.0 * scale)
            tab = Area(area.x, area.y, 0.5 * area.width, 0.45 * area.height)
            return [
                Rectangle(area, colours.here_tint, None, 1.8 * scale),
                Shape(rounded(tab, (1.8 * scale, 0, 0, 0)), colours.here, None, closed=True),
                Rectangle(area, None, pen, 1.8 * scale),
            ]
        lengths = theme.lengths
        y = area.y + area.height / 2
        start, tip = (area.x, y), (area.right, y)
        state = _STATES.get(what, State.PLAIN)
        head = head_of(state, theme)
        items: list[Item] = []
        if what == "reached_link":
            items.append(
                line([start, (area.right - 1.2 * scale, y)], Pen(colours.reached, lengths.band))
            )
        side = Side.LEFT if what == "backward_link" else Side.RIGHT
        pen = pen_of(state, side, theme, spare=what == "spare_link")
        shaft = [start, (area.right - 0.7 * head, y)]
        items.append(line(shaft, pen))
        core = core_of(state, theme)
        if core:
            items.append(line(shaft, core))
        items.append(arrowhead(start, tip, head, pen.colour))
        return items

    def foot(self, imprint: Imprint, reading: str | None) -> Part:
        """Who answers for the map, of which day it is, how far it reads, and its code."""
        foot, type_, colours = self._page.foot, self._theme.type, self._theme.palette
        scale = self._theme.scale
        items: list[Item] = [
            line([(foot.x, foot.y), (foot.right, foot.y)], Pen(colours.ink, 0.5 * scale))
        ]
        right = foot.right
        lines: list[tuple[str, int]] = []
        if imprint.link:
            right -= self._theme.lengths.code + 4.5 * scale
            lines.append((self._words["scan"], 700))
        if imprint.date:
            lines.append((self._words.say("as_of", date=imprint.date), 400))
        if imprint.confirmed_until:
            until = self._words.say("confirmed_until", date=imprint.confirmed_until)
            lines.append((until, 400))
        room = self.foot_room()
        if imprint.owner:
            said = self._words.say("owner", owner=imprint.owner)
            lines += [
                (part, 400) for part in self._setter.wrap(said, type_.foot, 400, room).lines[:2]
            ]
        if reading:
            lines.append((reading, 400))
        step = min(7.4, 24 / max(1, len(lines))) * scale
        left = foot.right
        for at, (words, weight) in enumerate(lines):
            shown = self.text(
                words,
                (right, foot.y + 8 * scale + at * step),
                type_.foot,
                weight,
                room,
                anchor="right",
            )
            items.append(shown)
            left = min(left, shown.area.x)
        return Part("foot", "foot", "; ".join(words for words, _ in lines), tuple(items), foot)

    def code(self, imprint: Imprint) -> list[Part]:
        """The code that leads to the live map, where there is one."""
        if not imprint.link:
            return []
        foot, side = self._page.foot, self._theme.lengths.code
        area = Area(foot.right - side, foot.y + 4.2 * self._theme.scale, side, side)
        drawn = _code(imprint.link, area)
        return [Part("code", "code", imprint.link, (drawn,), area, link=imprint.link)]

    def foot_room(self) -> float:
        """How wide the lines at the right of the foot may be."""
        return 0.29 * self._page.foot.width


def _code(link: str, area: Area) -> Shape:
    """A QR code, level M, its rows as strips."""
    import segno

    rows = [list(row) for row in segno.make(link, error="m", micro=False).matrix]
    module = area.width / len(rows)
    steps: list[MoveTo | LineTo] = []
    for at, row in enumerate(rows):
        y = area.y + at * module
        start: int | None = None
        for place, dark in enumerate([*row, 0]):
            if dark and start is None:
                start = place
            elif not dark and start is not None:
                left, right = area.x + start * module, area.x + place * module
                steps += [
                    MoveTo((left, y)),
                    LineTo((right, y)),
                    LineTo((right, y + module)),
                    LineTo((left, y + module)),
                    LineTo((left, y)),
                ]
                start = None
    return Shape(tuple(steps), "#000000", None, closed=True)
