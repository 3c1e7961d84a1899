"""The boxes of a team's poster, and what stands on the way from one to the next."""

from collections.abc import Sequence

from servicemap.drawing.composing.lettering import Lettering
from servicemap.drawing.composing.shapes import icon, outline_of, rounded
from servicemap.drawing.scene import Area, Item, Part, Pen, Rectangle, Shape
from servicemap.drawing.theme import LEADING, POINT, SERVICE_LEADING
from servicemap.drawing.views import Box, Kind, Link

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


class Stations(Lettering):
    """Draws boxes and labels in any size of type; everything about them grows with it."""

    def station(self, box: Box, lines: Sequence[str], size: float, area: Area) -> Part:
        """One box of the chain: the team's own in the colour of here, or with a bold edge."""
        colours = self._theme.palette
        lengths = self._theme.lengths._replace(
            edge=0.05 * size, edge_home=0.07 * size, corner=0.3 * size
        )
        theme = self._theme._replace(lengths=lengths)
        items: list[Item] = list(outline_of(box, area, theme))
        colour = colours.on_customer if box.kind is Kind.END_USER else colours.ink
        text = area
        if box.home:
            edge = lengths.edge_home
            items = [Rectangle(area, colours.here_box, Pen(colours.ink, edge), lengths.corner)]
            if colours.here_box == colours.page:
                inset, wide = BOLD * edge / 2, BOLD * edge
                inner = Area(area.x + inset, area.y + inset, area.width - wide, area.height - wide)
                items.append(Rectangle(inner, None, Pen(colours.ink, wide), lengths.corner - inset))
            colour = colours.on_here_box
        elif box.kind is Kind.SUPPLIER:
            text = area._replace(x=area.x + 0.33 * size, width=area.width - 0.33 * size)
        elif box.kind is Kind.DISTRIBUTOR:
            text = area._replace(width=area.width - 0.6 * size)
        items += self.block(lines, text, size, 600, LEADING, colour)
        return Part("box", box.id, box.name, tuple(items), area)

    def pill(self, link: Link, lines: Sequence[str], size: float, area: Area) -> Part:
        """What a box hands to the next; `size` is that of the box's type."""
        colours, small = self._theme.palette, SERVICE * size
        items: list[Item] = [
            Rectangle(area, colours.page, Pen(colours.line, 0.035 * size), 0.35 * small)
        ]
        items += self.block(lines, area, small, 400, SERVICE_LEADING, colours.ink)
        return Part("pill", f"{link.service} right", link.sentence, tuple(items), area, link.source)

    def sentence(self, link: Link, lines: Sequence[str], size: float, area: Area) -> Part:
        """The same beside an arrow, with nothing around it."""
        small = SERVICE * size
        step = small * SERVICE_LEADING * self._theme.spacing
        items = [
            self._setter.line(
                words,
                (area.x, area.y + (at + 0.5) * step + self._theme.middle * small),
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
        return Part(
            "pill", f"{link.service} right", link.sentence, tuple(items), place, link.source
        )

    def flag(self, box: Box, size: float, area: Area) -> Part:
        """The flag on the team's own box."""
        colours = self._theme.palette
        # In a chain of many boxes these are small: the flag may be wider then, never unreadable.
        least = LEAST * POINT
        font = max(0.46 * size, least)
        words = self._words["you"]
        room = max(area.width - 2.2 * font, self._setter.width(words, least, 700) + 1e-6)
        words, fitting = self.fitted(words, font, 700, room)
        width = self._setter.width(words, fitting, 700) + 2.4 * font
        height = 1.62 * font
        place = Area(area.x + 0.3 * size, area.y - height, width, height)
        round_ = 0.5 * font
        items = (
            Shape(rounded(place, (round_, round_, 0, 0)), colours.ink, None, closed=True),
            icon(
                "pin",
                place.x + 0.45 * font,
                place.y + 0.28 * font,
                1.06 * font,
                colours.page,
            ),
            self._setter.line(
                words,
                (place.x + 1.75 * font, place.y + height / 2 + self._theme.middle * fitting),
                fitting,
                700,
                colours.page,
            ),
        )
        title = self._words.say("named", name=words, what=box.name)
        return Part("badge", "you", title, items, place)


def aside(box: Box) -> float:
    """What a shape needs beside its text, in sizes of type."""
    if box.kind is Kind.SUPPLIER:
        return 0.33
    return 0.6 if box.kind is Kind.DISTRIBUTOR else 0.2
