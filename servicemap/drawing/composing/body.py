"""From a plan to a scene: panels, arrows, labels and boxes, in drawing order."""

from servicemap.drawing.composing.arrows import Arrows
from servicemap.drawing.composing.icons import icon
from servicemap.drawing.composing.lettering import PIN, PIN_DOWN, TAB, Lettering, Page
from servicemap.drawing.composing.shapes import outline_of, rounded
from servicemap.drawing.composing.states import colour_of, ghost
from servicemap.drawing.layout.measuring import uneven
from servicemap.drawing.layout.routing import RoutedView
from servicemap.drawing.layout.sizes import Measured, StackSize
from servicemap.drawing.layout.wiring import Label, Wiring
from servicemap.drawing.scene import Area, Item, Part, Pen, Point, Rectangle, Shape
from servicemap.drawing.theme import LEADING, MAY_EDGE, SERVICE_LEADING, Theme
from servicemap.drawing.typesetting.text import Typesetter
from servicemap.views.view import DELAYED, Box, BoxKind, LinkKind, Stack, Stage, View, ViewState
from servicemap.wording.phrases import Words

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


class Composer(Lettering):
    """Draws the map of one poster at its place on the page."""

    def __init__(
        self,
        view: View,
        wiring: Wiring,
        plan: RoutedView,
        measured: tuple[Measured, ...],
        page: Page,
        setter: Typesetter,
        theme: Theme,
        words: Words,
    ) -> None:
        super().__init__(page, setter, theme, words)
        self._view = view
        self._wiring = wiring
        self._plan = plan
        self._boxes = {id_: size for one in measured for id_, size in one.boxes.items()}
        self._labels = {id_: size for one in measured for id_, size in one.labels.items()}
        self._stacks = {id_: size for one in measured for id_, size in one.stacks.items()}

    def parts(self) -> list[Part]:
        """Panels, then links, then labels, then boxes."""
        parts = [self._panel(stack) for stack in self._view.stacks if stack.name]
        field = self._page.field
        parts += Arrows(self._view, self._wiring, self._plan, field, self._theme).parts()
        parts += [self._label(label) for label in self._wiring.labels.values()]
        parts += [self._box(box) for box in self._view.boxes.values()]
        return parts

    def _at(self, area: Area) -> Area:
        """An area of the plan on the paper."""
        area = self._theme.flow.area(area)
        return area._replace(x=area.x + self._page.field.x, y=area.y + self._page.field.y)

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

    def _label(self, label: Label) -> Part:
        """A service's name beside the box that delivers it, with a badge where it is late."""
        colours, lengths, type_ = self._theme.palette, self._theme.lengths, self._theme.type
        area = self._at(self._plan.labels[label.id])
        size = self._labels[label.id]
        colour = colour_of(label.state, self._theme)
        # The badge of another kind of link says what it is, not that a delay comes in there.
        if label.late and label.state in DELAYED and label.kind is LinkKind.USUAL:
            colour = colours.late
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
                *self.block([label.late], badge, type_.late, 700, 1, colours.on_late),
            ]
        items += self.block(
            size.lines,
            area._replace(height=bottom - area.y),
            type_.service,
            400,
            SERVICE_LEADING,
            colours.gone if label.state is ViewState.GONE else colours.ink,
        )
        title = self._words.in_a_row([link.sentence for link in label.links])
        return Part("pill", label.id, title, tuple(items), area, label.source)

    def _box(self, box: Box) -> Part:
        colours, type_, lengths = self._theme.palette, self._theme.type, self._theme.lengths
        area = self._at(self._plan.boxes[box.id])
        size = self._boxes[box.id]
        solid = box.kind is BoxKind.END_USER
        gone = box.state is ViewState.GONE
        items: list[Item] = list(outline_of(box, area, self._theme))
        if gone:
            items = list(ghost(items, self._theme))
        aside = uneven(box, lengths.box_across) / 2
        if box.stage is Stage.DISTRIBUTORS:
            aside = -aside
        right, down = self._theme.flow.point((aside, 0))
        below = BADGE_ROOM * self._theme.spacing * type_.late * len(box.badges)
        middle = area.x + area.width / 2 + right
        y = area.y + (area.height - below) / 2 + down
        colour = colours.gone if gone else colours.on_customer if solid else colours.ink
        lines = self.lines(size.lines, (middle, y), type_.name, 600, LEADING, colour)
        items += lines
        if box.badges:
            under = y + len(size.lines) / 2 * type_.name * LEADING * self._theme.spacing
            lowest = max(text.area.bottom for text in lines)
            top = max(under + BADGE_DOWN * type_.late, lowest + BADGE_CLEAR * lengths.edge)
            items += self._badges(box, (middle, top))
        title = box.name
        for badge in box.badges:
            title = self._words.say("aside", said=title, more=badge.words)
        return Part("box", box.id, title, tuple(items), area)

    def _badges(self, box: Box, top: Point) -> list[Item]:
        """The badges of a box, one below the other: full where it is sure, open where it may be.

        What the plan alone breaks is told apart: no delay is to blame for it.
        """
        type_, spacing = self._theme.type, self._theme.spacing
        (middle, y), height = top, BADGE * spacing * type_.late
        items: list[Item] = []
        for badge in box.badges:
            width = self._setter.width(badge.words, type_.late, 700) + BADGE_AROUND * type_.late
            flag = Area(middle - width / 2, y, width, height)
            fill, on_fill, pen = self._badge_look(badge.state, solid=box.kind is BoxKind.END_USER)
            items += [
                Rectangle(flag, fill, pen, height / 2),
                *self.block([badge.words], flag, type_.late, 700, 1, on_fill),
            ]
            y += BADGE_ROOM * spacing * type_.late
        return items

    def _badge_look(self, state: ViewState, *, solid: bool) -> tuple[str, str, Pen | None]:
        """The ground of a badge on a box, `solid` or not, its letters, and its edge."""
        colours = self._theme.palette
        edge = BADGE_EDGE * self._theme.lengths.edge
        if state is ViewState.BY_PLAN:
            return colours.page, colours.ink, Pen(colours.ink, edge)
        if state is ViewState.MAY:
            dash = tuple(length * self._theme.scale for length in MAY_EDGE)
            return colours.page, colours.late, Pen(colours.late, 2 * edge, dash)
        pen = Pen(colours.page, edge) if solid else None
        if solid and state is ViewState.LATE:
            return colours.late_badge, colours.on_late_badge, pen
        return colour_of(state, self._theme), colours.on_late, pen
