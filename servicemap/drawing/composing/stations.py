"""The boxes of a team's poster, and what stands on the way from one to the next."""

from collections.abc import Sequence

from servicemap.drawing.composing.icons import icon
from servicemap.drawing.composing.lettering import HAIR, PIN, PIN_DOWN, TAB, Lettering
from servicemap.drawing.composing.shapes import outline_of, rounded
from servicemap.drawing.scene import Area, Item, Part, Pen, Rectangle, Shape
from servicemap.drawing.theme import LEADING, POINT, SERVICE_LEADING
from servicemap.views.view import Box, BoxKind, Link

LARGEST = 80 * POINT
"""On A3: the largest type of a box on the way."""

SERVICE = 0.6
"""The size of what is said between two boxes, in sizes of a box's type."""

SHAFT, HEAD = 0.085, 0.62
"""How thick an arrow is, and how long its head, in sizes of a box's type."""

LEAST = 6.2
"""Points of the flag on the team's own box, on any paper."""

BOLD = 1.5
"""How thick an edge the team's own box has inside the usual one where no colour marks it."""


EDGE, EDGE_HOME = 0.05, 0.07
"""The edges of boxes and of the team's own, in sizes of a box's type."""

CORNER = 0.3
"""The radius of the corners of a box, in sizes of its type."""

BAR = 0.33
"""What the bar of a supplier takes of its box, in sizes of its type."""

POINTED = 0.6
"""What the point of a distributor takes of its box, in sizes of its type."""

ROUNDED = 0.2
"""What the round ends of any other box take, in sizes of its type."""

PILL_EDGE = 0.035
"""The edge of what is said between two boxes, in sizes of a box's type."""

PILL_ROUND = 0.35
"""The radius of its corners, in sizes of its own type."""

FLAG_TYPE = 0.46
"""The size of the words on the flag, in sizes of a box's type."""

FLAG_AROUND = 2.4
"""What the flag has beside its words, pin and all, in sizes of its type."""

FLAG_AROUND_LEAST = 2.2
"""What it has beside them at least, in sizes of its type."""

FLAG_IN = 0.3
"""From the left of the box to the flag on it, in sizes of the box's type."""

FLAG_PIN, FLAG_WORDS = 0.45, 1.75
"""Where the pin and the words on the flag begin, in sizes of its type."""


class Stations(Lettering):
    """Draws boxes and labels in any size of type; everything about them grows with it."""

    def station(self, box: Box, lines: Sequence[str], size: float, area: Area) -> Part:
        """One box of the chain: the team's own in the colour of here, or with a bold edge."""
        colours = self._theme.palette
        lengths = self._theme.lengths._replace(
            edge=EDGE * size, edge_home=EDGE_HOME * size, corner=CORNER * size
        )
        theme = self._theme._replace(lengths=lengths)
        items: list[Item] = list(outline_of(box, area, theme))
        colour = colours.on_customer if box.kind is BoxKind.END_USER else colours.ink
        text = area
        if box.home:
            edge = lengths.edge_home
            items = [Rectangle(area, colours.here_box, Pen(colours.ink, edge), lengths.corner)]
            if colours.here_box == colours.page:
                inset, wide = BOLD * edge / 2, BOLD * edge
                inner = Area(area.x + inset, area.y + inset, area.width - wide, area.height - wide)
                items.append(Rectangle(inner, None, Pen(colours.ink, wide), lengths.corner - inset))
            colour = colours.on_here_box
        elif box.kind is BoxKind.SUPPLIER:
            text = area._replace(x=area.x + BAR * size, width=area.width - BAR * size)
        elif box.kind is BoxKind.DISTRIBUTOR:
            text = area._replace(width=area.width - POINTED * size)
        items += self.block(lines, text, size, 600, LEADING, colour)
        return Part("box", box.id, box.name, tuple(items), area)

    def pill(self, link: Link, lines: Sequence[str], size: float, area: Area) -> Part:
        """What a box hands to the next; `size` is that of the box's type."""
        colours, small = self._theme.palette, SERVICE * size
        items: list[Item] = [
            Rectangle(area, colours.page, Pen(colours.line, PILL_EDGE * size), PILL_ROUND * small)
        ]
        items += self.block(lines, area, small, 400, SERVICE_LEADING, colours.ink)
        return Part("pill", f"{link.service}", link.sentence, tuple(items), area, link.source)

    def sentence(self, link: Link, lines: Sequence[str], size: float, area: Area) -> Part:
        """The same beside an arrow, with nothing around it."""
        small = SERVICE * size
        step = small * SERVICE_LEADING * self._theme.spacing
        items = [
            self._setter.line(
                words,
                (area.x, area.y + (2 * at + 1) / 2 * step + self._theme.middle * small),
                small,
                400,
                self._theme.palette.ink,
            )
            for at, words in enumerate(lines)
        ]
        # Nothing is drawn around it: its place is wherever letters reach.
        top = min(area.y, *(text.area.y for text in items))
        bottom = max(area.bottom, *(text.area.bottom for text in items))
        place = area._replace(y=top, height=bottom - top)
        return Part("pill", f"{link.service}", link.sentence, tuple(items), place, link.source)

    def flag(self, box: Box, size: float, area: Area) -> Part:
        """The flag on the team's own box."""
        colours = self._theme.palette
        # In a chain of many boxes these are small: the flag may be wider then, never unreadable.
        least = LEAST * POINT
        font = max(FLAG_TYPE * size, least)
        words = self._words["you"]
        room = max(
            area.width - FLAG_AROUND_LEAST * font, self._setter.width(words, least, 700) + HAIR
        )
        words, fitting = self.fitted(words, font, 700, room)
        width = self._setter.width(words, fitting, 700) + FLAG_AROUND * font
        height = TAB * font
        place = Area(area.x + FLAG_IN * size, area.y - height, width, height)
        round_ = font / 2
        items = (
            Shape(rounded(place, (round_, round_, 0, 0)), colours.ink, None, closed=True),
            icon(
                "pin",
                place.x + FLAG_PIN * font,
                place.y + PIN_DOWN * font,
                PIN * font,
                colours.page,
            ),
            self._setter.line(
                words,
                (place.x + FLAG_WORDS * font, place.y + height / 2 + self._theme.middle * fitting),
                fitting,
                700,
                colours.page,
            ),
        )
        title = self._words.say("named", name=words, what=box.name)
        return Part("badge", "you", title, items, place)


def aside(box: Box) -> float:
    """What a shape needs beside its text, in sizes of type."""
    if box.kind is BoxKind.SUPPLIER:
        return BAR
    return POINTED if box.kind is BoxKind.DISTRIBUTOR else ROUNDED
