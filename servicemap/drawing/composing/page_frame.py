"""What stands around the text of a printed page: its head, and below it the small print."""

from typing import NamedTuple

from servicemap.drawing.composing.lettering import Lettering
from servicemap.drawing.composing.small_print import SmallPrint
from servicemap.drawing.papers import LEGIBLE
from servicemap.drawing.scene import CAP, DESCENDER, Area, Item, Part, Rectangle, Text
from servicemap.drawing.theme import POINT
from servicemap.views.view import Imprint

MARGIN = 22
"""What stays free around a page, in mm on A3: hands hold it, and holes are punched in it."""

KICKER, TITLE, LINE, SMALL = 15, 44, 17, 12.2
"""Points on A3: of what kind of page it is, whose it is, what it is about, and the small print."""

TITLE_LEAST = 0.6
"""A title in one line shrinks to this part of its size before it takes two lines."""

TITLE_SMALLEST = 0.4
"""Of two lines at this part of its size, what is too long for them is cut short."""

LINES_AT_MOST = 3
"""What a page is about takes no more lines than this."""

RULE = 1.4
"""The rule below the head, in mm on A3."""

TAB = 26
"""How far the bold beginning of that rule reaches, in mm on A3."""

HAIRLINE = 0.3
"""The rule above the small print, in mm on A3."""

BELOW_KICKER, BELOW_TITLE, ABOVE_RULE, BELOW_RULE = 2.4, 3.2, 4.6, 6.5
"""What stays free between the lines of the head, in mm on A3."""

TITLE_RISE, TITLE_FALL, TITLE_OUT = 0.86, 0.2, 0.04
"""How far a title's baseline is below its top, what follows below it, and how far its first letter
stands out to be in line with smaller type, in sizes of its type.
"""

BESIDE_NOTE, BELOW_FOOT_RULE = 8, 3.4
"""What stays free beside a note, and between the rule and the small print, in mm on A3."""

ABOVE_FOOT = 6
"""What stays free above the small print, in mm on A3."""

LEADING = 1.24
"""From one line of text to the next, in sizes of its type."""


class PageText(NamedTuple):
    """What the head of a page says."""

    map_title: str
    kind: str
    title: str
    line: str


class PageFrame(Lettering):
    """Draws the head and the foot of one page."""

    def head(self, said: PageText) -> tuple[Part, float]:
        """Which kind of page it is, whose, and about what; with where the text below it begins."""
        scale, colours = self._theme.scale, self._theme.palette
        x, y, width, _ = self._page.head
        small = max(KICKER * POINT * scale, LEGIBLE)
        kind = self.text(said.kind, (x, y + CAP * small), small, 700, width / 2, colours.customer)
        room = width - kind.width - 3 * small
        items: list[Item] = [
            kind,
            self.text(
                said.map_title,
                (x + width, y + CAP * small),
                small,
                400,
                room,
                colours.muted,
                "right",
            ),
        ]
        y += (CAP + DESCENDER) * small + BELOW_KICKER * scale
        size, lines = self._title(said.title, width)
        for words in lines:
            y += size * self._theme.spacing * TITLE_RISE
            items.append(self.text(words, (x - TITLE_OUT * size, y), size, 700, width))
            y += size * TITLE_FALL
        y += BELOW_TITLE * scale
        below, y = self.paragraph(said.line, x, y, LINE * POINT * scale, width, 400, colours.muted)
        items += below
        y += ABOVE_RULE * scale
        tab = Area(x, y, TAB * scale, RULE * scale)
        items.append(Rectangle(Area(x, y, width, HAIRLINE * scale), colours.line))
        items.append(Rectangle(tab, colours.customer))
        area = Area(0, 0, self._page.width, tab.bottom + scale)
        return Part("head", "title", said.title, tuple(items), area), y + BELOW_RULE * scale

    def _title(self, words: str, room: float) -> tuple[float, tuple[str, ...]]:
        size = TITLE * POINT * self._theme.scale
        wide = self._setter.width(" ".join(words.split()), size, 700)
        if TITLE_LEAST * wide <= room:
            return size * min(1.0, room / wide if wide else 1.0), (words,)
        large, lines = self.large(words, room, size, TITLE_LEAST * size)
        return max(large, TITLE_SMALLEST * size), lines

    def paragraph(
        self, words: str, x: float, top: float, size: float, room: float, weight: int, colour: str
    ) -> tuple[list[Text], float]:
        """A text in as many lines as it takes; with where it ends."""
        step = LEADING * self._theme.spacing * size
        lines = self._setter.wrap(words, size, weight, room, LINES_AT_MOST).lines
        first = top + step / 2 + self._theme.middle * size
        drawn = [
            self.text(line, (x, first + at * step), size, weight, room, colour)
            for at, line in enumerate(lines)
        ]
        return drawn, top + len(lines) * step

    def foot(self, imprint: Imprint, note: str | None = None) -> tuple[list[Part], float]:
        """The small print below, and a `note` beside it; with where the text above has to end."""
        scale, colours, foot = self._theme.scale, self._theme.palette, self._page.foot
        small = SmallPrint(self._page, self._setter, self._theme, self._words)
        parts = small.parts(imprint, foot.right, 0)
        tall = max((part.area.bottom for part in parts if part.area), default=0.0)
        size = max(SMALL * POINT * scale, LEGIBLE)
        left = min((part.area.x for part in parts if part.area), default=foot.right)
        room = left - foot.x - BESIDE_NOTE * scale
        lines: list[Text] = []
        below = 0.0
        if note:
            lines, below = self.paragraph(note, foot.x, 0, size, room, 400, colours.muted)
        tall = max(tall, below)
        top = foot.bottom - tall
        parts = small.parts(imprint, foot.right, top)
        if note:
            lines, _ = self.paragraph(note, foot.x, top, size, room, 400, colours.muted)
            parts.append(Part("legend", "note", note, tuple(lines)))
        rule = Area(foot.x, top - BELOW_FOOT_RULE * scale, foot.width, HAIRLINE * scale)
        if tall:
            parts.append(Part("legend", "rule", "", (Rectangle(rule, colours.panel_edge),)))
        return parts, (rule.y if tall else foot.bottom) - ABOVE_FOOT * scale
