"""From a plan to a scene: panels, links with their casing, labels and boxes, in drawing order."""

from collections.abc import Iterable

from servicemap.drawing.composing.covering import runs_under, too_long
from servicemap.drawing.composing.icons import icon
from servicemap.drawing.composing.lettering import PIN, PIN_DOWN, TAB, Page
from servicemap.drawing.composing.shapes import (
    SHAFT_ENDS,
    arrowhead,
    bend,
    clipped,
    line,
    outline_of,
    rounded,
    trimmed,
)
from servicemap.drawing.composing.states import (
    band_of,
    colour_of,
    core_of,
    ghost,
    head_of,
    pen_of,
)
from servicemap.drawing.layout.measuring import uneven
from servicemap.drawing.layout.routing import Plan
from servicemap.drawing.layout.sizes import Measured, Size, StackSize
from servicemap.drawing.layout.strokes import casing_width
from servicemap.drawing.layout.wiring import Label, Side, Wiring
from servicemap.drawing.scene import Area, Item, Part, Pen, Point, Rectangle, Shape, Step, Text
from servicemap.drawing.theme import (
    LEADING,
    SERVICE_LEADING,
    Theme,
)
from servicemap.drawing.typesetting.text import Typesetter
from servicemap.drawing.views import DELAYED, WEIGHT, Box, Kind, Link, Stack, Stage, State, View
from servicemap.wording.phrases import Words

TIGHT = 0.3
"""How much tighter a bend is where a round one would run into that of another link."""


EDGE = 0.6
"""How far in mm a casing outside a panel stays clear of its edge."""

STEEP = 1.1
"""A link that runs under another for longer than this, in its widths, bends there."""


PANEL_ROUND = 1.25
"""The radius of a department's panel, in corners of a box."""

PANEL_EDGE = 0.75
"""The edge of a department's panel, in edges of a box."""

FLAG_AROUND = 2.9
"""What a home's flag has beside its words, pin and all, in sizes of its type."""

FLAG_EDGE = 0.55
"""The edge of a home's flag, in edges of its panel."""

FLAG_PIN, FLAG_WORDS = 0.62, 1.95
"""Where the pin and the words on that flag begin, in sizes of its type."""

BESIDE_FLAG, BELOW_EDGE = 0.7, 0.14
"""From the flag to a name beside it, and how much lower that stands, in sizes of its type."""

NAME_STEP = 1.12
"""From one line of a department's name to the next, in sizes of its type."""

BAND_SHORT = 0.5
"""How far a band ends before the tip of its arrow, in heads of it."""

INSIDE_EDGE = 1.2
"""How far inside a panel's edge a casing ends, in edges of a box."""

LATE_EDGE, LABEL_EDGE = 1.0, 0.5
"""The edges of a label with a badge and without, in edges of a box."""

LABEL_ROUND = 0.55
"""The radius of a label's corners, in corners of a box."""

LABEL_BADGE = 1.28
"""How high the badge of a label is, in sizes of its type."""

BADGE_ROOM, BADGE = 1.5, 1.3
"""What the badge of a box takes of it, and how high it is, in sizes of its type."""

BADGE_AROUND = 1.1
"""What the badge of a box has left and right of its words together, in sizes of its type."""

BADGE_DOWN = 0.12
"""How far below the name the badge of a box stands, in sizes of its type."""

BADGE_CLEAR = 0.5
"""How far below its lowest letter the badge stands at least, in edges of a box."""

BADGE_EDGE = 0.5
"""The edge of a badge on a solid box, in edges of a box."""


class Composer:
    """Draws the map of one poster at its place on the page."""

    def __init__(
        self,
        view: View,
        wiring: Wiring,
        plan: Plan,
        measured: tuple[Measured, ...],
        page: Page,
        setter: Typesetter,
        theme: Theme,
        words: Words,
    ) -> None:
        self._view = view
        self._wiring = wiring
        self._plan = plan
        self._boxes = {id_: size for one in measured for id_, size in one.boxes.items()}
        self._labels = {id_: size for one in measured for id_, size in one.labels.items()}
        self._stacks = {id_: size for one in measured for id_, size in one.stacks.items()}
        self._page = page
        self._setter = setter
        self._theme = theme
        self._words = words
        self._stack_of = {box: stack for stack in view.stacks for box in stack.boxes}
        self._tight: set[str] = set()

    def parts(self) -> list[Part]:
        """Panels, then links, then labels, then boxes."""
        parts = [self._panel(stack) for stack in self._view.stacks if stack.name]
        parts += self._links()
        parts += [self._label(label) for label in self._wiring.labels.values()]
        parts += [self._box(box) for box in self._view.boxes.values()]
        return parts

    def _links(self) -> list[Part]:
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

    def _at(self, area: Area) -> Area:
        """An area of the plan on the paper."""
        area = self._theme.flow.area(area)
        return area._replace(x=area.x + self._page.field.x, y=area.y + self._page.field.y)

    def _turned(self, items: Iterable[Item]) -> tuple[Item, ...]:
        """What is drawn in the frame of the plan, on the paper."""
        field, flow = self._page.field, self._theme.flow
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

    def _panel(self, stack: Stack) -> Part:
        """A department: its panel and name, with a flag where it is home."""
        colours, lengths, type_ = self._theme.palette, self._theme.lengths, self._theme.type
        area = self._at(self._plan.stacks[stack.id])
        size: StackSize = self._stacks[stack.id]
        round_ = PANEL_ROUND * lengths.corner
        font = type_.department
        pad = lengths.panel_pad
        items: list[Item] = []
        top = area.y
        left = area.x + pad
        if stack.home:
            pen = Pen(colours.ink, lengths.panel_home)
            items.append(Rectangle(area, colours.here_tint, None, round_))
            caption = self._words["you_are_here"]
            tab = Area(
                area.x,
                area.y,
                self._setter.width(caption, font, 700) + FLAG_AROUND * font,
                TAB * font,
            )
            flag = rounded(tab, (round_, 0, round_, 0))
            items += [
                Shape(
                    flag,
                    colours.here,
                    Pen(colours.ink, FLAG_EDGE * lengths.panel_home),
                    closed=True,
                ),
                icon(
                    "pin",
                    tab.x + FLAG_PIN * font,
                    tab.y + PIN_DOWN * font,
                    PIN * font,
                    colours.on_here,
                ),
                self._setter.line(
                    caption,
                    (tab.x + FLAG_WORDS * font, tab.y + tab.height / 2 + self._theme.middle * font),
                    font,
                    700,
                    colours.on_here,
                ),
                Rectangle(area, None, pen, round_),
            ]
            if size.beside:
                left = tab.right + BESIDE_FLAG * font
                top += BELOW_EDGE * font
            else:
                top = tab.bottom
        else:
            pen = Pen(colours.panel_edge, PANEL_EDGE * lengths.edge)
            items.append(Rectangle(area, colours.panel, pen, round_))
        colour = colours.ink if stack.home else colours.muted
        for at, words in enumerate(size.header_lines):
            baseline = top + (NAME_STEP * (at + 1)) * font
            items.append(self._setter.line(words, (left, baseline), font, 700, colour))
        return Part("panel", stack.id, stack.name or "", tuple(items), area)

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

    def _bent(self, label: Label, points: tuple[Point, ...]) -> tuple[Step, ...]:
        turn = self._theme.lengths.turn
        return bend(points, TIGHT * turn if label.id in self._tight else turn)

    def _casing(self, label: Label, link: Link, points: tuple[Point, ...]) -> list[Item]:
        """A margin of the ground's own colour, so that crossings read as bridges.

        Between columns that is the paper's. Within a column links are crossed by the lanes inside
        a stack alone, on its right: there it is the panel's, and the panel's edge stays.
        """
        if label.side in {Side.DOWN, Side.UP}:
            return []
        width = casing_width(label.state, self._theme, spare=label.spare)
        source, target = self._stack_of[label.source], self._stack_of[link.target]
        within = points[1:-1]
        if link.id in self._wiring.inside:
            return [Shape(self._bent(label, within), None, Pen(self._ground(source), width))]
        # Bent as its line is, and only then cut off at its ends.
        way = clipped(self._bent(label, within), EDGE)
        items: list[Item] = [Shape(way, None, Pen(self._theme.palette.page, width))]
        ends = []
        if label.side is Side.RIGHT:
            ends.append((source, self._plan.labels[label.id].right, points[0][1]))
        if self._wiring.arrives[link.id] is Side.RIGHT:
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
        pen = pen_of(label.state, label.side, self._theme, spare=label.spare)
        head = head_of(label.state, self._theme)
        shaft = self._bent(label, trimmed(points, 0, SHAFT_ENDS * head))
        core = core_of(label.state, self._theme)
        inner = (Shape(shaft, None, core),) if core else ()
        point = arrowhead(points[-2], points[-1], head, pen.colour)
        return (Shape(shaft, None, pen), *inner, point)

    def _label(self, label: Label) -> Part:
        """A service's name beside the box that delivers it, with a badge where it is late."""
        colours, lengths, type_ = self._theme.palette, self._theme.lengths, self._theme.type
        area = self._at(self._plan.labels[label.id])
        size = self._labels[label.id]
        colour = colour_of(label.state, self._theme)
        if label.late and label.state in DELAYED and not label.spare:
            colour = colours.late  # where a delay from elsewhere comes in
        pen = Pen(colour, (LATE_EDGE if label.late else LABEL_EDGE) * lengths.edge)
        round_ = min(LABEL_ROUND * lengths.corner, area.height / 2)
        items: list[Item] = [Rectangle(area, colours.page, pen, round_)]
        bottom = area.bottom
        if label.late:
            height = LABEL_BADGE * self._theme.spacing * type_.late
            badge = Area(area.x, area.bottom - height, area.width, height)
            bottom = badge.y
            items += [
                Shape(rounded(badge, (0, 0, round_, round_)), colour, pen, closed=True),
                self._setter.line(
                    label.late,
                    (
                        badge.x + badge.width / 2,
                        badge.y + badge.height / 2 + self._theme.middle * type_.late,
                    ),
                    type_.late,
                    700,
                    colours.on_late,
                    "middle",
                ),
            ]
        items += self._lines(
            size,
            (area.x + area.width / 2, (area.y + bottom) / 2),
            type_.service,
            400,
            SERVICE_LEADING,
            colours.gone if label.state is State.GONE else colours.ink,
        )
        title = "; ".join(link.sentence for link in label.links)
        return Part("pill", label.id, title, tuple(items), area, label.source)

    def _lines(
        self,
        size: Size,
        middle: Point,
        font: float,
        weight: int,
        leading: float,
        colour: str,
    ) -> list[Text]:
        """Lines of text around a middle."""
        x, y = middle
        first = (
            y
            + self._theme.middle * font
            - (len(size.lines) - 1) / 2 * font * leading * self._theme.spacing
        )
        return [
            self._setter.line(
                words,
                (x, first + at * font * leading * self._theme.spacing),
                font,
                weight,
                colour,
                "middle",
            )
            for at, words in enumerate(size.lines)
        ]

    def _box(self, box: Box) -> Part:
        colours, type_, lengths = self._theme.palette, self._theme.type, self._theme.lengths
        area = self._at(self._plan.boxes[box.id])
        size = self._boxes[box.id]
        solid = box.kind is Kind.END_USER
        gone = box.state is State.GONE
        items: list[Item] = list(outline_of(box, area, self._theme))
        if gone:
            items = list(ghost(items, self._theme))
        aside = uneven(box, lengths.box_across) / 2
        if box.stage is Stage.DISTRIBUTORS:
            aside = -aside
        right, down = self._theme.flow.point((aside, 0))
        badge = BADGE_ROOM * self._theme.spacing * type_.late if box.badge else 0.0
        middle = area.x + area.width / 2 + right
        y = area.y + (area.height - badge) / 2 + down
        colour = colours.gone if gone else colours.on_customer if solid else colours.ink
        lines = self._lines(size, (middle, y), type_.name, 600, LEADING, colour)
        items += lines
        if box.badge:
            below = y + len(size.lines) / 2 * type_.name * LEADING * self._theme.spacing
            lowest = max(text.area.bottom for text in lines)
            top = max(below + BADGE_DOWN * type_.late, lowest + BADGE_CLEAR * lengths.edge)
            width = self._setter.width(box.badge, type_.late, 700) + BADGE_AROUND * type_.late
            flag = Area(middle - width / 2, top, width, BADGE * self._theme.spacing * type_.late)
            pen = Pen(colours.page, BADGE_EDGE * lengths.edge) if solid else None
            fill, on_fill = colour_of(box.state, self._theme), colours.on_late
            if solid and box.state is State.LATE:
                fill, on_fill = colours.late_badge, colours.on_late_badge
            items += [
                Rectangle(flag, fill, pen, flag.height / 2),
                self._setter.line(
                    box.badge,
                    (
                        flag.x + flag.width / 2,
                        flag.y + flag.height / 2 + self._theme.middle * type_.late,
                    ),
                    type_.late,
                    700,
                    on_fill,
                    "middle",
                ),
            ]
        title = box.name
        if box.badge:
            title = self._words.say("aside", said=title, more=box.badge)
        return Part("box", box.id, title, tuple(items), area)
