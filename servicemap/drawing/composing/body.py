"""From a plan to a scene: panels, lines, then cards with their rows."""

from collections.abc import Sequence

from servicemap.drawing.composing.icons import icon
from servicemap.drawing.composing.lettering import PIN, PIN_DOWN, TAB, Lettering, Page
from servicemap.drawing.composing.rails import Rails
from servicemap.drawing.composing.shapes import line, outline_of, rounded
from servicemap.drawing.composing.states import colour_of, ghost, late_itself
from servicemap.drawing.layout.plan import CardPlan, PlacedCard, PlacedPanel, PlacedRow
from servicemap.drawing.layout.ruler import (
    BADGE_AROUND,
    BADGE_ROOM,
    LATE_AROUND,
    LATE_ROOM,
    LETTERS,
    PAD,
    PAD_ACROSS,
    ROW_GAP,
    ROW_LEADING,
)
from servicemap.drawing.layout.sizes import BadgeSize, Spacing
from servicemap.drawing.scene import Area, Item, Part, Pen, Point, Rectangle, Shape
from servicemap.drawing.theme import LEADING, MAY_EDGE, Theme
from servicemap.drawing.typesetting.text import Typesetter
from servicemap.views.view import (
    DELAYED,
    SAID_OF_KINDS,
    Box,
    BoxKind,
    Stack,
    View,
    ViewState,
)
from servicemap.wording.phrases import Words

PANEL_ROUND = 1.0
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

NAME_IN, RULE = 0.3, 0.25
"""How far a department's name begins right of its cards, and the rule between rows, in mm on A3."""

NAME_DOWN = 0.3
"""The part of the free height above the first row that a name moves down by."""

BADGE_OFF = 0.2
"""What of its room the badge of a box leaves free above and below it, in sizes of its type."""

BESIDE_BAR, BEFORE_POINT = 0.55, 0.5
"""How far a name stands aside of a supplier's bar, and of a distributor's point, in corners."""

LATE_ROUND = 0.25
"""The corners of the badge below a service, in its height."""

LATE_BADGE = 0.84
"""The part of its room that the badge below a service takes; the rest is above it."""

BADGE_CLEAR = 0.5
"""How far below its lowest letter the badge stands at least, in edges of a box."""

BADGE_EDGE = 0.5
"""The edge of a badge on a solid box, in edges of a box."""

ON_CUSTOMER_RULE = "#5B8577"


class CardComposer(Lettering):
    """Draws the map of one poster at its place on the page."""

    def __init__(
        self,
        view: View,
        plan: CardPlan,
        page: Page,
        setter: Typesetter,
        theme: Theme,
        words: Words,
    ) -> None:
        super().__init__(page, setter, theme, words)
        self._view = view
        self._plan = plan

    def parts(self) -> list[Part]:
        """Panels, then lines, then cards and their rows."""
        parts = [self._panel(stack) for stack in self._view.stacks if stack.name]
        parts += Rails(self._view, self._plan, self._page.field, self._theme).parts()
        for box in self._view.boxes.values():
            parts += self._card(box)
        return parts

    def _at(self, area: Area) -> Area:
        """An area of the plan on the paper."""
        return area._replace(x=area.x + self._page.field.x, y=area.y + self._page.field.y)

    def _panel(self, stack: Stack) -> Part:
        """A department: its panel and name, with a flag where it is home."""
        colours, lengths, type_ = self._theme.palette, self._theme.lengths, self._theme.type
        placed: PlacedPanel = self._plan.panels[stack.id]
        area = self._at(placed.area)
        round_ = PANEL_ROUND * lengths.corner
        font = type_.department
        items: list[Item] = []
        top = area.y
        pad = Spacing().at(self._plan.k).pad(home=stack.home)
        left = area.x + (pad + NAME_IN) * self._theme.scale
        if stack.home:
            items += self._flag(area, round_)
            flag = self._flag_width()
            if placed.header.beside:
                left = area.x + flag + BESIDE_FLAG * font
                top += BELOW_EDGE * font
            else:
                top = area.y + TAB * font
        else:
            pen = Pen(colours.panel_edge, PANEL_EDGE * lengths.edge)
            items.append(Rectangle(area, colours.panel, pen, round_))
        colour = colours.ink if stack.home else colours.muted
        for at, words in enumerate(placed.header.lines):
            baseline = top + (NAME_STEP * (at + 1)) * font
            items.append(self._setter.line(words, (left, baseline), font, 700, colour))
        return Part("panel", stack.id, stack.name or "", tuple(items), area)

    def _flag_width(self) -> float:
        font = self._theme.type.department
        return self._setter.width(self._words["you_are_here"], font, 700) + FLAG_AROUND * font

    def _flag(self, area: Area, round_: float) -> list[Item]:
        """The ground of the home department, with a flag in its corner."""
        colours, lengths = self._theme.palette, self._theme.lengths
        font = self._theme.type.department
        tab = Area(area.x, area.y, self._flag_width(), TAB * font)
        return [
            Rectangle(area, colours.here_tint, None, round_),
            Shape(
                rounded(tab, (round_, 0, round_, 0)),
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
                self._words["you_are_here"],
                (tab.x + FLAG_WORDS * font, tab.y + tab.height / 2 + self._theme.middle * font),
                font,
                700,
                colours.on_here,
            ),
            Rectangle(area, None, Pen(colours.ink, lengths.panel_home), round_),
        ]

    def _card(self, box: Box) -> list[Part]:
        """A box with its name and badges, and a part for each of its rows."""
        colours, type_ = self._theme.palette, self._theme.type
        placed = self._plan.cards[box.id]
        area = self._at(placed.area)
        solid = box.kind is BoxKind.END_USER
        gone = box.state is ViewState.GONE
        items: list[Item] = list(outline_of(box, area, self._theme))
        if any(badge.state is ViewState.ITSELF for badge in box.badges):
            items = list(late_itself(items, self._theme))
        if gone:
            items = list(ghost(items, self._theme))
        colour = colours.gone if gone else colours.on_customer if solid else colours.ink
        middle = area.x + area.width / 2 + self._aside(box)
        top = self._name_top(placed, area)
        leading = LEADING * self._theme.spacing * type_.name
        centre = top + len(placed.size.lines) * leading / 2
        lines = self.lines(placed.size.lines, (middle, centre), type_.name, 600, LEADING, colour)
        items += lines
        if box.badges:
            lowest = max(text.area.bottom for text in lines)
            below = top + len(placed.size.lines) * leading
            below = max(below, lowest + BADGE_CLEAR * self._theme.lengths.edge)
            items += self._badges(box, placed.size.badges, (middle, below))
        title = box.name
        for badge in box.badges:
            title = self._words.say("aside", said=title, more=badge.words)
        parts = [Part("box", box.id, title, tuple(items), area)]
        parts += [self._row(box, placed_row, area) for placed_row in placed.rows]
        return parts

    def _aside(self, box: Box) -> float:
        """How far a name stands from the middle of its shape: beside a bar, before a point."""
        if box.kind is BoxKind.SUPPLIER:
            return BESIDE_BAR * self._theme.lengths.corner
        if box.kind is BoxKind.DISTRIBUTOR:
            return -BEFORE_POINT * self._theme.lengths.corner
        return 0.0

    def _name_top(self, placed: PlacedCard, area: Area) -> float:
        """Where the lines of a name begin: above its rows, or in the middle."""
        type_ = self._theme.type
        block = len(placed.size.lines) * LEADING * self._theme.spacing * type_.name
        badges = placed.size.name * self._theme.scale - (block - LETTERS * type_.name)
        whole = block + badges
        if not placed.rows:
            return area.y + (area.height - whole) / 2
        gap = self._theme.scale * self._plan.k
        pad = (PAD * self._plan.k + placed.size.inset) * self._theme.scale
        top = area.y + pad - LETTERS / 2 * type_.name
        first = self._at(placed.rows[0].area).y
        free = first - ROW_GAP * gap - (top + whole)
        return top + max(0.0, min(free, 2 * gap)) * NAME_DOWN

    def _row(self, box: Box, placed: PlacedRow, card: Area) -> Part:
        """A line of text below a rule, flush to where its own line leaves."""
        colours, type_, scale = self._theme.palette, self._theme.type, self._theme.scale
        area = self._at(placed.area)
        aside = self._aside(box)
        across = PAD_ACROSS * self._plan.k * scale
        left = card.x + across + 2 * max(0.0, aside)
        right = card.right - across + 2 * min(0.0, aside)
        solid = box.kind is BoxKind.END_USER
        ink = colours.on_customer if solid else colours.ink
        if box.state is ViewState.GONE:
            ink = colours.gone
        elif placed.row.change is ViewState.GONE and not solid:
            ink = colours.muted  # the grey of what is gone would be too faint on a tint
        half = ROW_GAP / 2 * self._plan.k * scale
        rule = area.y - half
        tone = ON_CUSTOMER_RULE if solid else colours.panel_edge
        items: list[Item] = [line([(left, rule), (right, rule)], Pen(tone, RULE * scale))]
        y = area.y
        step = type_.row * ROW_LEADING * self._theme.spacing
        for size in placed.size.entries:
            for words in size.lines:
                baseline = y + step / 2 + self._theme.middle * type_.row
                anchor, x = ("left", left) if placed.to_left else ("right", right)
                items.append(
                    self._setter.line(
                        words,
                        (x, baseline),
                        type_.row,
                        400,
                        ink,
                        "left" if anchor == "left" else "right",
                    )
                )
                y += step
            if size.entry.late:
                room = LATE_ROOM * self._theme.spacing * type_.late
                items += self._late(
                    size.entry.late, size.entry.state, placed, (left, right, y, room)
                )
                y += room
        title = self._words.in_a_row([link.sentence for link in placed.row.links])
        whole = area._replace(y=rule, height=area.height + 2 * half)
        return Part("pill", placed.row.id, title, tuple(items), whole, placed.row.box)

    def _late(
        self,
        words: str,
        state: ViewState,
        placed: PlacedRow,
        place: tuple[float, float, float, float],
    ) -> list[Item]:
        """The badge below a service, flush as it is."""
        colours, type_ = self._theme.palette, self._theme.type
        left, right, y, room = place
        colour = colour_of(state, self._theme)
        # The badge of a kind of links says what they are, not that a delay comes in there.
        if state in DELAYED and placed.row.kind not in SAID_OF_KINDS:
            colour = colours.late
        height = LATE_BADGE * room
        width = self._setter.width(words, type_.late, 700) + LATE_AROUND * type_.late
        x = left if placed.to_left else right - width
        flag = Area(x, y + room - height, width, height)
        return [
            Rectangle(flag, colour, None, LATE_ROUND * height),
            *self.block([words], flag, type_.late, 700, 1, colours.on_late),
        ]

    def _badges(self, box: Box, sizes: Sequence[BadgeSize], top: Point) -> list[Item]:
        """The badges of a box, one below the other: full where it is sure, open where it may be.

        What the plan alone breaks is told apart: no delay is to blame for it.
        """
        scale, spacing = self._theme.scale, self._theme.spacing
        middle, y = top
        items: list[Item] = []
        for badge, size in zip(box.badges, sizes, strict=True):
            font, room = size.type * scale, size.height * scale
            said = max(self._setter.width(words, font, 700) for words in size.lines)
            width, off = said + BADGE_AROUND * font, BADGE_OFF * spacing * font
            flag = Area(middle - width / 2, y + off / 2, width, room - off)
            fill, on_fill, pen = self._badge_look(badge.state, solid=box.kind is BoxKind.END_USER)
            round_ = (BADGE_ROOM - BADGE_OFF) / 2 * spacing * font
            items += [
                Rectangle(flag, fill, pen, round_),
                *self.block(size.lines, flag, font, 700, LEADING, on_fill),
            ]
            y += room
        return items

    def _badge_look(self, state: ViewState, *, solid: bool) -> tuple[str, str, Pen | None]:
        """The ground of a badge on a box, `solid` or not, its letters, and its edge."""
        colours = self._theme.palette
        edge = BADGE_EDGE * self._theme.lengths.edge
        if state is ViewState.BY_PLAN:
            return colours.page, colours.ink, Pen(colours.ink, edge)
        if state in {ViewState.MAY, ViewState.TOLD_MAY}:
            dash = tuple(length * self._theme.scale for length in MAY_EDGE)
            return colours.page, colours.late, Pen(colours.late, 2 * edge, dash)
        pen = Pen(colours.page, edge) if solid else None
        if solid and state in {ViewState.LATE, ViewState.TOLD}:
            return colours.late_badge, colours.on_late_badge, pen
        return colour_of(state, self._theme), colours.on_late, pen
