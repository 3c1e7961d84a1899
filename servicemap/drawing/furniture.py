"""What stands around the map: title, stages, legend, and who made it when."""

from typing import NamedTuple

from servicemap.drawing.routing import Plan
from servicemap.drawing.scene import (
    Area,
    Item,
    LineTo,
    MoveTo,
    Part,
    Pen,
    Point,
    Rectangle,
    Shape,
    Text,
)
from servicemap.drawing.shapes import arrowhead, icon, line, outline_of, polygon, rounded
from servicemap.drawing.text import Anchor, Typesetter
from servicemap.drawing.theme import BACKWARD_DASH, LATE_ARROW, LATE_DASH, Theme
from servicemap.drawing.views import Box, Kind, Stage, State, View
from servicemap.drawing.wiring import Side, Wiring
from servicemap.drawing.words import Words

ELLIPSIS = "\N{HORIZONTAL ELLIPSIS}"
FLOOR = 0.55
"""Text around the map shrinks to this part of its size before it is cut short."""

ICONS = ("suppliers", "teams", "distribution", "customers")


class Page(NamedTuple):
    """Where things are on the paper, in mm: the field is what the map itself may fill."""

    width: float
    height: float
    field: Area
    strip: Area
    foot: Area
    head: Area


def page_of(width: float, height: float, theme: Theme) -> Page:
    """The paper divided up."""
    lengths = theme.lengths
    margin, scale = lengths.margin, theme.scale
    across = width - 2 * margin
    strip = Area(margin, margin + lengths.head, across, lengths.strip)
    foot = Area(margin, height - margin - lengths.foot, across, lengths.foot)
    top = strip.bottom + 3.4 * scale
    field = Area(margin, top, across, foot.y - 4.6 * scale - top)
    return Page(
        width, height, field, strip, foot, Area(margin, margin, across, lengths.head - 3 * scale)
    )


class Furniture:
    """Draws what is around the map of one poster."""

    def __init__(self, page: Page, setter: Typesetter, theme: Theme, words: Words) -> None:
        self._page = page
        self._setter = setter
        self._theme = theme
        self._words = words

    def fitted(self, text: str, size: float, weight: int, room: float) -> tuple[str, float]:
        """The text and the size at which it is no wider than `room`: smaller, then cut short."""
        text = " ".join(text.split())
        width = self._setter.width(text, size, weight)
        if width <= room:
            return text, size
        smaller = max(size * FLOOR, size * room / width)
        while text and self._setter.width(text, smaller, weight) > room + 1e-6:
            text = text.removesuffix(ELLIPSIS)[:-1].rstrip() + ELLIPSIS
            if text == ELLIPSIS:
                break
        return text, smaller

    def text(
        self,
        words: str,
        origin: Point,
        size: float,
        weight: int,
        room: float,
        colour: str | None = None,
        anchor: Anchor = "left",
    ) -> Text:
        """One line that keeps to its room."""
        shown, fitting = self.fitted(words, size, weight, room)
        return self._setter.line(
            shown, origin, fitting, weight, colour or self._theme.palette.ink, anchor
        )

    def header(self, view: View) -> list[Part]:
        """Title and subtitle, and which department this hangs in."""
        head, type_, colours = self._page.head, self._theme.type, self._theme.palette
        parts = []
        room = head.width
        if view.home:
            badge = self._here(view.home)
            parts.append(badge)
            assert badge.area is not None
            room -= badge.area.width + 9 * self._theme.scale
        second = view.story or view.subtitle or self._words["follow"]
        title = self._setter.wrap(view.title, type_.title, 700, room)
        size = type_.title
        lines: tuple[str, ...] = (" ".join(view.title.split()),)
        if len(title.lines) > 1:
            size = max(room / self._setter.width(lines[0], 1, 700), 0.6 * type_.title)
            if self._setter.width(lines[0], size, 700) > room + 1e-6:
                size = 0.57 * type_.title
                lines = self._setter.wrap(view.title, size, 700, room).lines
                if len(lines) > 2:
                    lines = (lines[0], " ".join(lines[1:]))
        sub = type_.subtitle
        top = head.y + 0.7 * size
        items = []
        for at, words in enumerate(lines):
            baseline = top + at * 1.0 * size
            items.append(self.text(words, (head.x - 0.03 * size, baseline), size, 700, room))
        baseline = top + (len(lines) - 1) * size + 0.26 * size + 1.05 * sub
        baseline = min(baseline, head.bottom - 0.12 * sub)
        colour = colours.late if view.story else colours.muted
        weight = 600 if view.story else 400
        items.append(self.text(second, (head.x, baseline), sub, weight, room, colour))
        parts.insert(0, Part("head", "title", view.title, tuple(items), head))
        return parts

    def _here(self, home: str) -> Part:
        head, type_, colours = self._page.head, self._theme.type, self._theme.palette
        scale = self._theme.scale
        caption = self._words["you_are_here"]
        pin = 6.4 * scale
        need = max(
            self._setter.width(home, type_.subtitle, 700),
            self._setter.width(caption, type_.badge, 700) + pin + 1.2 * scale,
        )
        width = min(need + 9 * scale, 0.36 * head.width)
        area = Area(head.right - width, head.y, width, 18.5 * scale)
        room = width - 9 * scale
        x = area.x + 4.5 * scale
        items = (
            Rectangle(area, colours.here, Pen(colours.ink, 0.5 * scale), 2.4 * scale),
            icon("pin", x - 1.2 * scale, area.y + 1.8 * scale, pin, colours.on_here),
            self.text(
                caption,
                (x + pin, area.y + 6.9 * scale),
                type_.badge,
                700,
                room - pin,
                colours.on_here,
            ),
            self.text(home, (x, area.y + 15 * scale), type_.subtitle, 700, room, colours.on_here),
        )
        return Part("badge", "home", f"{caption}: {home}", items, area)

    def stages(self, view: View, plan: Plan, stages: tuple[Stage, ...]) -> list[Part]:
        """The strip of stages above the columns, and the panel behind the customers."""
        strip, colours, scale = self._page.strip, self._theme.palette, self._theme.scale
        field = self._page.field
        spans: list[tuple[Stage, float, float]] = []
        for at, stage in enumerate(stages):
            column = plan.columns[at]
            if spans and spans[-1][0] is stage:
                spans[-1] = (stage, spans[-1][1], field.x + column.right)
            else:
                spans.append((stage, field.x + column.x, field.x + column.right))
        parts = []
        notch = 3.2 * scale
        left = strip.x
        for at, (stage, start, end) in enumerate(spans):
            final = at == len(spans) - 1
            if stage is Stage.CUSTOMERS:
                parts += self._customers(view, start if at else strip.x, strip.right)
                continue
            if final:
                right = strip.right
            elif spans[at + 1][0] is Stage.CUSTOMERS:
                right = spans[at + 1][1] - 1.3 * scale
            else:
                right = (end + spans[at + 1][1]) / 2
            points = [
                (left, strip.y),
                (right - notch, strip.y),
                (right, strip.y + strip.height / 2),
                (right - notch, strip.bottom),
                (left, strip.bottom),
            ]
            if at:
                points.append((left + notch, strip.y + strip.height / 2))
            fill = (colours.supplier, colours.team, colours.distributor)[stage]
            area = Area(left, strip.y, right - left, strip.height)
            words = self._stage_words(view, stage)
            items = (polygon(points, fill), *self._caption(words, stage, area, notch))
            parts.append(Part("stage", stage.name.lower(), words, items, area))
            left = right - notch + 1.4 * scale
        return parts

    def _customers(self, view: View, left: float, right: float) -> list[Part]:
        """The panel of the customers, with its solid head in the strip."""
        strip, colours, scale = self._page.strip, self._theme.palette, self._theme.scale
        round_ = 2.6 * scale
        bottom = self._page.field.bottom + 2 * scale
        whole = Area(left, strip.y, right - left, bottom - strip.y)
        head = Area(left, strip.y, right - left, strip.height)
        words = self._stage_words(view, Stage.CUSTOMERS)
        pen = Pen(colours.customer, 0.5 * scale)
        panel = Part(
            "panel", "customers", "", (Rectangle(whole, colours.customer_tint, pen, round_),), whole
        )
        items = (
            Shape(rounded(head, (round_, round_, 0, 0)), colours.customer, pen, closed=True),
            *self._caption(words, Stage.CUSTOMERS, head, 0),
        )
        return [panel, Part("stage", "customers", words, items, head)]

    def _stage_words(self, view: View, stage: Stage) -> str:
        kinds = {box.kind for box in view.boxes.values() if box.stage is stage}
        match stage:
            case Stage.SUPPLIERS:
                return self._words["suppliers"]
            case Stage.DISTRIBUTORS:
                return self._words["distribution"]
            case Stage.TEAMS:
                named = Kind.DEPARTMENT in kinds or any(stack.name for stack in view.stacks)
                return self._words["departments" if named else "teams"]
            case Stage.CUSTOMERS:
                if kinds == {Kind.PROSPECT}:
                    return self._words["prospects"]
                return self._words["customers" if Kind.PROSPECT in kinds else "end_users"]

    def _caption(self, words: str, stage: Stage, area: Area, notch: float) -> list[Item]:
        """A picture and the stage's name, in the middle of its part of the strip."""
        size, scale = self._theme.type.stage, self._theme.scale
        colour = self._theme.palette.on_customer
        picture = 6 * scale
        space = 2 * scale
        room = area.width - 2 * notch - 3 * scale
        roomy = room > 22 * scale
        if roomy:
            room -= picture + space
        shown, fitting = self.fitted(words, size, 700, room)
        width = self._setter.width(shown, fitting, 700)
        x = area.x + area.width / 2 - (width + (picture + space if roomy else 0)) / 2
        middle = area.y + area.height / 2
        items: list[Item] = []
        if roomy:
            items.append(icon(ICONS[stage], x, middle - picture / 2, picture, colour))
            x += picture + space
        baseline = middle + 0.33 * fitting
        items.append(self._setter.line(shown, (x, baseline), fitting, 700, colour))
        return items

    def legend(self, view: View, wiring: Wiring, room: float) -> Part:
        """What the shapes and lines mean; only those that are on this poster."""
        foot, type_, scale = self._page.foot, self._theme.type, self._theme.scale
        heading = self._words["how_to_read"]
        said = view.story or view.subtitle
        items: list[Item] = [
            self.text(heading, (foot.x, foot.y + 7 * scale), 1.1 * type_.legend, 700, room)
        ]
        if said:
            x = self._setter.width(heading, 1.1 * type_.legend, 700) + 4 * scale
            items.append(
                self.text(
                    self._words["follow"],
                    (foot.x + x, foot.y + 7 * scale),
                    type_.legend,
                    400,
                    room - x,
                    self._theme.palette.muted,
                )
            )
        entries = self._entries(view, wiring)
        sample = Area(0, 0, 15 * scale, 6.8 * scale)
        rows = 2
        columns = [entries[at : at + rows] for at in range(0, len(entries), rows)]
        gap, near = 6.5 * scale, 2.4 * scale
        widths = [
            max(self._setter.width(words, type_.legend, 400) for _, words in column)
            for column in columns
        ]
        fixed = len(columns) * (sample.width + near) + gap * (len(columns) - 1)
        shrink = min(1.0, max(FLOOR, (room - fixed) / max(sum(widths), 1e-9)))
        x = foot.x
        for column, width in zip(columns, widths, strict=True):
            for row, (what, words) in enumerate(column):
                y = foot.y + (10.6 + row * 9.6) * scale
                place = sample._replace(x=x, y=y)
                items += self._sample(what, place)
                middle = y + sample.height / 2 + 0.33 * type_.legend * shrink
                items.append(
                    self.text(
                        words,
                        (x + sample.width + near, middle),
                        type_.legend * shrink,
                        400,
                        width * shrink + 0.01,
                    )
                )
            x += sample.width + near + width * shrink + gap
        return Part("legend", "legend", heading, tuple(items), foot)

    def _entries(self, view: View, wiring: Wiring) -> list[tuple[str, str]]:
        kinds = {box.kind for box in view.boxes.values()}
        shown: list[str] = [kind.value for kind in Kind if kind in kinds]
        if view.home:
            shown.append("your_department")
        sides = {label.side for label in wiring.labels.values()}
        states = {label.state for label in wiring.labels.values()}
        if sides - {Side.LEFT}:
            shown.append("forward_link")
        if Side.LEFT in sides:
            shown.append("backward_link")
        if State.LATE in states:
            shown.append("late_link")
        if State.REACHED in states:
            shown.append("reached_link")
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
        late = what == "late_link"
        head = lengths.arrow * (LATE_ARROW if late else 1)
        colour = colours.late if late else colours.line
        items: list[Item] = []
        if what == "reached_link":
            items.append(
                line([start, (area.right - 1.2 * scale, y)], Pen(colours.reached, lengths.band))
            )
        dash: tuple[float, ...] = ()
        if late:
            dash = tuple(length * scale for length in LATE_DASH)
        elif what == "backward_link":
            dash = tuple(length * scale for length in BACKWARD_DASH)
        pen = Pen(colour, lengths.line_late if late else lengths.line, dash)
        items.append(line([start, (area.right - 0.7 * head, y)], pen))
        items.append(arrowhead(start, tip, head, colour))
        return items

    def foot(self, owner: str | None, date: str | None, link: str | None, reading: str) -> Part:
        """Who answers for the map, of which day it is, how far it reads, and its code."""
        foot, type_, colours = self._page.foot, self._theme.type, self._theme.palette
        scale = self._theme.scale
        items: list[Item] = [
            line([(foot.x, foot.y), (foot.right, foot.y)], Pen(colours.ink, 0.5 * scale))
        ]
        right = foot.right
        lines: list[tuple[str, int]] = []
        if link:
            side = self._theme.lengths.code
            items.append(_code(link, Area(foot.right - side, foot.y + 4.2 * scale, side, side)))
            right -= side + 4.5 * scale
            lines.append((self._words["scan"], 700))
        if date:
            lines.append((self._words.say("as_of", date=date), 400))
        if owner:
            lines.append((self._words.say("owner", owner=owner), 400))
        lines.append((reading, 400))
        step = 6.2 * scale if len(lines) > 3 else 7.4 * scale
        room = self.foot_room()
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

    def foot_room(self) -> float:
        """How wide the lines at the right of the foot may be."""
        return 0.26 * self._page.foot.width


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
