"""A team's poster: whom its work reaches, in letters as large as the paper allows, and the chain.

Below stand what the team promises itself, and how late it may be.
"""

from collections.abc import Sequence
from typing import NamedTuple

from servicemap.drawing.composing.chain import ChainOfBoxes
from servicemap.drawing.composing.heading import Heading
from servicemap.drawing.composing.ladder import LadderOfBoxes
from servicemap.drawing.composing.lettering import Page
from servicemap.drawing.composing.shapes import icon
from servicemap.drawing.composing.stations import SERVICE
from servicemap.drawing.scene import Area, Item, Part, Pen, Rectangle
from servicemap.drawing.theme import POINT, Theme
from servicemap.drawing.typesetting.text import Typesetter
from servicemap.drawing.views import TeamLine
from servicemap.wording.phrases import Words

KICKER, NAME, NAME_OF_TWO, ALSO, MAP = 36, 138, 90, 21, 15
"""Points on A3: the line above the name, the name in one line and in two, below it, the map's."""

EASES = (0.9, 0.8, 0.72)
ENOUGH = 40
"""How much smaller the name and the cards become until the chain's names have so many points."""

STEP = 1.15
"""From one line of a sentence to the next, in font sizes of Latin letters."""

ALONE = 0.7
"""The height of a card that has its row to itself, in those of two beside each other."""

WAYS = ("follow_down", "follow_left", "follow", "follow_arrows")
"""The words that say how to follow a chain."""


class Drawn(NamedTuple):
    """What stands above the foot; the sizes of names and of what is said between them.

    `follows` is the word that says how to follow the chain.
    """

    parts: list[Part]
    names: float
    services: float
    follows: str


class Line(Heading):
    """Draws what stands on one team's poster above its foot."""

    def __init__(
        self, line_: TeamLine, page: Page, setter: Typesetter, theme: Theme, words: Words
    ) -> None:
        super().__init__(page, setter, theme, words)
        self._line = line_
        self._step = STEP * theme.spacing
        self._tall = page.height > page.width
        self._ease = 1.0
        self._chain = ChainOfBoxes(line_, page, setter, theme, words)

    def parts(self, map_title: str) -> Drawn:
        """Everything above the foot.

        Where the chain would be small the name and the cards give way to it, step by step.
        """
        enough = ENOUGH * POINT * self._theme.scale
        drawn = self._drawn(map_title, 1)
        for ease in EASES:
            if drawn.names >= enough:
                break
            smaller = self._drawn(map_title, ease)
            if smaller.names > drawn.names:
                drawn = smaller
        return drawn

    def _drawn(self, map_title: str, ease: float) -> Drawn:
        """Everything, with the name and the cards `ease` times as large as they may be."""
        scale = self._theme.scale
        self._ease = ease
        head, bottom = self._head(map_title)
        below = self._page.foot.y - 6 * scale
        band = self._band(below)
        if band:
            below = min(part.area.y for part in band if part.area) - 7 * scale
        top = bottom + 6 * scale
        area = Area(self._page.head.x, top, self._page.head.width, below - top)
        drawn, size, follows = self._way(area)
        return Drawn([*head, *drawn, *band], size, SERVICE * size, follows)

    def _way(self, area: Area) -> tuple[list[Part], float, str]:
        """The chain, the size of its names, and how to follow it: down on a tall paper."""
        if self._tall:
            ladder = LadderOfBoxes(self._line, self._page, self._setter, self._theme, self._words)
            measured = ladder.measured(area)
            if measured is not None:
                return ladder.parts(measured, area), measured.size, "follow_down"
        chain = self._chain.measured(area)
        follows = "follow_left" if self._theme.mirrored else "follow"
        if len(chain.rows) > 1:
            follows = "follow_arrows"
        return self._chain.parts(chain, area), chain.size, follows

    def _head(self, map_title: str) -> tuple[list[Part], float]:
        """Whose work reaches whom; and where that ends."""
        colours, scale, head = self._theme.palette, self._theme.scale, self._page.head
        here = self._here(self._line.team)
        assert here.area is not None
        room = head.width - here.area.width - 9 * scale
        small, kicker = MAP * POINT * scale, KICKER * POINT * scale
        items: list[Item] = [
            self.text(map_title, (head.x, head.y + 0.7 * small), small, 700, room, colours.muted)
        ]
        baseline = head.y + 1.5 * small + 0.72 * kicker
        place = (head.x - 0.02 * kicker, baseline)
        items.append(self.text(self._words["your_work"], place, kicker, 600, room))
        top = max(here.area.bottom + 1.5 * scale, baseline + 0.3 * kicker)
        # Letters of other scripts are taller than Latin capitals, and some hang lower.
        rise, step = 0.74 + 1.3 * (self._theme.spacing - 1), 0.98 * self._theme.spacing
        size, lines = self._name(head.width)
        for at, words in enumerate(lines):
            place = (head.x - 0.035 * size, top + (rise + step * at) * size)
            items.append(self.text(words, place, size, 700, head.width, colours.customer))
        y = top + (rise + step * (len(lines) - 1) + 0.27 * self._theme.spacing) * size
        parts = [here]
        also = ALSO * POINT * scale
        left = head.x
        deep = 12.5 * scale
        if self._line.meets_customer:
            badge = self._meets(left, y, deep)
            assert badge.area is not None
            parts.append(badge)
            left = badge.area.right + 6 * scale
        if self._line.others:
            said = self._others(head.right - left, also)
            items.append(
                self.text(
                    said,
                    (left, y + deep / 2 + self._theme.middle * also),
                    also,
                    400,
                    head.right - left,
                    colours.muted,
                )
            )
        bottom = y + (deep if len(parts) > 1 or self._line.others else 0)
        room_for = Area(0, 0, self._page.width, bottom + 2 * scale)
        title = f"{self._words['your_work']} {self._line.customer}"
        return [Part("head", "title", title, tuple(items), room_for), *parts], bottom

    def _name(self, room: float) -> tuple[float, tuple[str, ...]]:
        """The customer's name as large as it goes, in one line or two."""
        scale, words = self._theme.scale, " ".join(self._line.customer.split())
        wide = self._setter.width(words, 1, 700)
        most = POINT * scale * self._ease / self._theme.spacing
        one, two = min(NAME * most, room / wide), NAME_OF_TWO * most
        halves = self._setter.wrap(words, 1, 700, 0.5 * wide + 1e-6, 2).lines
        if len(halves) > 2:
            halves = self._setter.wrap(words, 1, 700, 0.72 * wide, 2).lines
        if len(halves) == 2:
            broad = max(self._setter.width(half, 1, 700) for half in halves)
            two = min(two, room / broad)
            if two > 1.15 * one:
                return two, tuple(halves)
        return one, (words,)

    def _meets(self, x: float, y: float, deep: float) -> Part:
        """The badge of those who meet the customer themselves."""
        colours, scale = self._theme.palette, self._theme.scale
        words = self._words["meets_customer"]
        size = 19 * POINT * scale
        picture = 7.4 * scale
        room = 0.6 * self._page.head.width
        shown, fitting = self.fitted(words, size, 700, room)
        width = self._setter.width(shown, fitting, 700) + picture + 13 * scale
        area = Area(x, y, width, deep)
        middle = y + deep / 2
        items = (
            Rectangle(area, colours.customer, None, deep / 2),
            icon("customers", x + 5 * scale, middle - picture / 2, picture, colours.on_customer),
            self._setter.line(
                shown,
                (x + picture + 7.5 * scale, middle + self._theme.middle * fitting),
                fitting,
                700,
                colours.on_customer,
            ),
        )
        return Part("badge", "meets", words, items, area)

    def _others(self, room: float, size: float) -> str:
        """Whom the work reaches besides; as many names as there is room for."""
        others = self._line.others
        for shown in range(len(others), 0, -1):
            names = self._words.listed(others[:shown])
            if shown < len(others):
                names = f"{names} {self._words.say('more', count=len(others) - shown)}"
            said = self._words.say("also_reaches", others=names)
            if self._setter.width(said, size, 400) <= room or shown == 1:
                return said
        return ""

    def _band(self, bottom: float) -> list[Part]:
        """What the team promises itself, and how late it may be, side by side."""
        head, scale = self._page.head, self._theme.scale
        tipping, objectives = self._line.tipping, self._line.objectives
        if not (tipping or objectives):
            return []
        tall = head.width > self._page.height - self._page.foot.height
        # Side by side on a tall paper cards are narrow, and need their height.
        height = (54 * self._ease if tall else 62 * (1 + self._ease) / 2) * scale
        area = Area(head.x, bottom - height, head.width, height)
        gap = 7 * scale
        if not (tipping and objectives):
            area = Area(head.x, bottom - ALONE * height, head.width, ALONE * height)
            return [self._objectives(area)] if objectives else [self._tipping(area)]
        left = 0.52 * (area.width - gap)
        return [
            self._objectives(area._replace(width=left)),
            self._tipping(area._replace(x=area.x + left + gap, width=area.width - left - gap)),
        ]

    def _objectives(self, area: Area) -> Part:
        colours, scale = self._theme.palette, self._theme.scale
        pad = 6 * scale
        heading = 16 * POINT * scale
        words = self._words["objectives"]
        inner = area.width - 2 * pad
        items: list[Item] = [
            Rectangle(area, colours.panel, Pen(colours.panel_edge, 0.45 * scale), 3 * scale),
            self.text(
                words,
                (area.x + pad, area.y + pad + 0.66 * heading),
                heading,
                700,
                inner,
                colours.muted,
            ),
        ]
        top = area.y + pad + 1.35 * heading
        room = area.bottom - pad - top
        size, blocks = self._blocks(self._line.objectives, inner, room)
        count = sum(len(block) for block in blocks)
        used = count * size * self._step + (len(blocks) - 1) * 0.42 * size
        baseline = top + max(0.0, (room - used) / 2) + 0.86 * size
        for block in blocks:
            middle = baseline - self._theme.middle * size
            dot = Area(area.x + pad, middle - 0.2 * size, 0.4 * size, 0.4 * size)
            items.append(Rectangle(dot, colours.ink, None, 0.08 * size))
            for words in block:
                place = (area.x + pad + 0.85 * size, baseline)
                items.append(self._setter.line(words, place, size, 600, colours.ink))
                baseline += self._step * size
            baseline += 0.42 * size
        return Part("objectives", "objectives", self._words["objectives"], tuple(items), area)

    def _blocks(
        self, texts: Sequence[str], width: float, height: float
    ) -> tuple[float, list[tuple[str, ...]]]:
        """The texts, wrapped, in the largest type in which they fit; else as many as do."""
        scale = self._theme.scale
        least = 11 * POINT * scale
        size = 27 * POINT * scale
        while True:
            blocks = [
                self._setter.wrap(text, size, 600, width - 0.85 * size).lines for text in texts
            ]
            tall = sum(map(len, blocks)) * size * self._step + (len(blocks) - 1) * 0.42 * size
            if tall <= height:
                return size, blocks
            if size <= least:
                break
            size = max(least, size * 0.95)
        for count in range(len(texts) - 1, 0, -1):
            more = self._words.say("more", count=len(texts) - count)
            shown = [*blocks[:count], (more,)]
            tall = sum(map(len, shown)) * size * self._step + (len(shown) - 1) * 0.42 * size
            if tall <= height:
                return size, shown
        return size, [blocks[0][: max(1, int(height / size / self._step))]]

    def _tipping(self, area: Area) -> Part:
        """How late the team may be: in a sentence, and day by day."""
        tipping = self._line.tipping
        assert tipping is not None
        colours, scale = self._theme.palette, self._theme.scale
        pad = 6 * scale
        items: list[Item] = [
            Rectangle(area, colours.page, Pen(colours.late, 0.9 * scale), 3 * scale)
        ]
        said = ((tipping.may, colours.ink), (tipping.then, colours.late))
        inner = Area(area.x + pad, area.y + pad, area.width - 2 * pad, area.height - 2 * pad)
        tried = [self._beside_days(inner, said, beside=beside) for beside in (False, True)]
        side, text, size, lines = max(tried, key=lambda one: one[2])
        days_top = inner.y if text.x == inner.x else inner.y + (inner.height - side) / 2
        for day in range(1, tipping.days + 2) if tipping.days else ():
            last = day > (tipping.days or 0)
            box = Area(inner.x + (day - 1) * 1.18 * side, days_top, side, side)
            fill = colours.late if last else colours.page
            pen = Pen(colours.late if last else colours.ink, 0.045 * side)
            colour = colours.on_late if last else colours.ink
            items.append(Rectangle(box, fill, pen, 0.16 * side))
            items += self.block([str(day)], box, 0.62 * side, 700, 1, colour)
        used = len(lines) * size * self._step
        baseline = text.y + max(0.0, (text.height - used) / 2) + 0.86 * size
        for at, (words, colour) in enumerate(lines):
            place = (text.x, baseline + at * self._step * size)
            items.append(self.text(words, place, size, 700, text.width, colour))
        title = f"{tipping.may} {tipping.then}"
        return Part("tipping", "tipping", title, tuple(items), area)

    def _beside_days(
        self, inner: Area, said: Sequence[tuple[str, str]], *, beside: bool
    ) -> tuple[float, Area, float, list[tuple[str, str]]]:
        """Days above the words or beside them: a day's side, the words' place, size and lines."""
        scale = self._theme.scale
        days = self._line.tipping.days if self._line.tipping else None
        side, text = 0.0, inner
        if days:
            room = 0.36 * inner.width if beside else inner.width
            side = min(15 * scale, inner.height, room / (1.18 * (days + 1)))
            strip = 1.18 * (days + 1) * side + 4 * scale
            text = inner._replace(y=inner.y + side + 4 * scale)
            text = text._replace(height=inner.bottom - text.y)
            if beside:
                text = inner._replace(x=inner.x + strip, width=inner.width - strip)
        size = 30 * POINT * scale
        while True:
            lines = [
                (words, colour)
                for one, colour in said
                for words in self._setter.wrap(one, size, 700, text.width).lines
            ]
            if len(lines) * size * self._step <= text.height or size < 9 * POINT * scale:
                return side, text, size, lines
            size *= 0.96
