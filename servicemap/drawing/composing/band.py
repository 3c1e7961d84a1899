"""The cards below a team's chain: its objectives, its customers' wishes, how late it may be."""

from collections.abc import Callable, Sequence
from functools import partial

from servicemap.drawing.composing.lettering import Lettering, Page
from servicemap.drawing.scene import Area, Item, Part, Pen, Rectangle
from servicemap.drawing.theme import POINT, Theme
from servicemap.drawing.typesetting.text import Typesetter
from servicemap.views.view import TeamLine
from servicemap.wording.phrases import Words

STEP = 1.15
"""From one line of a sentence to the next, in font sizes of Latin letters."""

ALONE = 0.7
"""The height of a card that has its row to itself, in those of two beside each other."""

BAND, BAND_TALL = 62, 54
"""How high the cards are on a wide paper and on a tall one, in mm on A3."""

CARDS_APART = 7
"""From one card to the other, in mm on A3."""

WIDTHS = {1: (1.0,), 2: (0.5, 0.5), 3: (0.27, 0.34, 0.39)}
"""The parts of a row that its cards take, by how many they are."""

CARD_PAD = 6
"""What a card has around its words on each side, in mm on A3."""

CARD_ROUND = 3
"""The radius of a card's corners, in mm on A3."""

CARD_EDGE, LATE_EDGE = 0.45, 0.9
"""The edges of the card of objectives and of the other, in mm on A3."""

HEADING = 16
"""The size of a card's heading, in points on A3."""

HEADING_RISE, HEADING_DOWN = 0.66, 1.35
"""From a card's words down to the heading's baseline, and to what is below it, in its sizes."""

OBJECTIVE, OBJECTIVE_LEAST = 27, 11
"""The largest and the least size of an objective, in points on A3."""

OBJECTIVE_SHRINKS = 0.95
"""Each size of an objective that is tried is so many times the one before."""

OBJECTIVES_APART = 0.42
"""From one objective to the next, in sizes of their type."""

FIRST_BASELINE = 0.86
"""From the top of a text to its first baseline, in sizes of its type."""

INDENT = 0.85
"""From a card's words on its left to those beside a dot, in sizes of their type."""

DOT, DOT_ROUND = 0.4, 0.08
"""How large a dot is and the radius of its corners, in sizes of the type beside it."""

TIPPING, TIPPING_LEAST = 30, 9
"""The largest and the least size of how late a team may be, in points on A3."""

TIPPING_READ = 18
"""A size of it below which there is no room for days to be drawn, in points on A3."""

TIPPING_SHRINKS = 0.96
"""Each size of it that is tried is so many times the one before."""

DAY = 15
"""The side of a day at most, in mm on A3."""

DAY_STEP = 1.18
"""From one day to the next, in sides of a day."""

DAY_EDGE, DAY_ROUND, DAY_TYPE = 0.045, 0.16, 0.62
"""A day's edge, the radius of its corners and the size of its number, in its sides."""

DAYS_PART = 0.36
"""The part of a card that days may take beside words."""

DAYS_APART = 4
"""From days to the words below or beside them, in mm on A3."""


class Band(Lettering):
    """Draws the cards of one poster, `ease` times as large as they may be."""

    def __init__(
        self,
        line_: TeamLine,
        page: Page,
        setter: Typesetter,
        theme: Theme,
        words: Words,
        ease: float,
    ) -> None:
        super().__init__(page, setter, theme, words)
        self._line = line_
        self._step = STEP * theme.spacing
        self._ease = ease

    def parts(self, bottom: float) -> list[Part]:
        """Objectives, what customers want, and how late the team may be, side by side."""
        line, head, scale = self._line, self._page.head, self._theme.scale
        cards: list[Callable[[Area], Part]] = []
        for key, texts in (("objectives", line.objectives), ("customers_want", line.voices)):
            if texts:
                cards.append(partial(self._sentences, key, texts))
        if line.tipping:
            cards.append(self._tipping)
        if not cards:
            return []
        tall = head.width > self._page.height - self._page.foot.height
        # Side by side on a tall paper cards are narrow, and need their height.
        height = (BAND_TALL * self._ease if tall else BAND * (1 + self._ease) / 2) * scale
        height *= 1 if len(cards) > 1 else ALONE
        gap = CARDS_APART * scale
        free = head.width - gap * (len(cards) - 1)
        parts, left = [], head.x
        for card, part in zip(cards, WIDTHS[len(cards)], strict=True):
            parts.append(card(Area(left, bottom - height, part * free, height)))
            left += part * free + gap
        return parts

    def _sentences(self, key: str, texts: Sequence[str], area: Area) -> Part:
        """A card of sentences under a heading, the words at `key`."""
        colours, scale = self._theme.palette, self._theme.scale
        pad = CARD_PAD * scale
        heading = HEADING * POINT * scale
        words = self._words[key]
        inner = area.width - 2 * pad
        items: list[Item] = [
            Rectangle(
                area, colours.panel, Pen(colours.panel_edge, CARD_EDGE * scale), CARD_ROUND * scale
            ),
            self.text(
                words,
                (area.x + pad, area.y + pad + HEADING_RISE * heading),
                heading,
                700,
                inner,
                colours.muted,
            ),
        ]
        top = area.y + pad + HEADING_DOWN * heading
        room = area.bottom - pad - top
        size, blocks = self._blocks(texts, inner, room)
        count = sum(len(block) for block in blocks)
        used = count * size * self._step + (len(blocks) - 1) * OBJECTIVES_APART * size
        baseline = top + max(0.0, (room - used) / 2) + FIRST_BASELINE * size
        for block in blocks:
            middle = baseline - self._theme.middle * size
            dot = Area(area.x + pad, middle - DOT / 2 * size, DOT * size, DOT * size)
            items.append(Rectangle(dot, colours.ink, None, DOT_ROUND * size))
            for words in block:
                place = (area.x + pad + INDENT * size, baseline)
                items.append(self._setter.line(words, place, size, 600, colours.ink))
                baseline += self._step * size
            baseline += OBJECTIVES_APART * size
        return Part(key, key, self._words[key], tuple(items), area)

    def _blocks(
        self, texts: Sequence[str], width: float, height: float
    ) -> tuple[float, list[tuple[str, ...]]]:
        """The texts, wrapped, in the largest type in which they fit; else as many as do."""
        scale = self._theme.scale
        least = OBJECTIVE_LEAST * POINT * scale
        size = OBJECTIVE * POINT * scale
        while True:
            blocks = [
                self._setter.wrap(text, size, 600, width - INDENT * size).lines for text in texts
            ]
            tall = (
                sum(map(len, blocks)) * size * self._step
                + (len(blocks) - 1) * OBJECTIVES_APART * size
            )
            if tall <= height:
                return size, blocks
            if size <= least:
                break
            size = max(least, size * OBJECTIVE_SHRINKS)
        for count in range(len(texts) - 1, 0, -1):
            more = self._words.say("more", count=len(texts) - count)
            shown = [*blocks[:count], (more,)]
            tall = (
                sum(map(len, shown)) * size * self._step
                + (len(shown) - 1) * OBJECTIVES_APART * size
            )
            if tall <= height:
                return size, shown
        return size, [blocks[0][: max(1, int(height / size / self._step))]]

    def _tipping(self, area: Area) -> Part:
        """How late the team may be: in a sentence, and day by day."""
        tipping = self._line.tipping
        assert tipping is not None
        colours, scale = self._theme.palette, self._theme.scale
        pad = CARD_PAD * scale
        items: list[Item] = [
            Rectangle(area, colours.page, Pen(colours.late, LATE_EDGE * scale), CARD_ROUND * scale)
        ]
        said = [(tipping.may, colours.ink), (tipping.then, colours.late)]
        if tipping.sooner:
            said.append((tipping.sooner, colours.muted))
        inner = Area(area.x + pad, area.y + pad, area.width - 2 * pad, area.height - 2 * pad)
        days = tipping.days
        tried = [self._beside_days(inner, said, days, beside=beside) for beside in (False, True)]
        enough = TIPPING_LEAST * POINT * scale / DAY_TYPE
        side, text, size, lines = max(tried, key=lambda one: (min(one[0], enough), one[2]))
        if days and size < TIPPING_READ * POINT * scale:
            days = None
            side, text, size, lines = self._beside_days(inner, said, days, beside=False)
        days_top = inner.y if text.x == inner.x else inner.y + (inner.height - side) / 2
        for day in range(1, days + 2) if days else ():
            last = day > (days or 0)
            box = Area(inner.x + (day - 1) * DAY_STEP * side, days_top, side, side)
            fill = colours.late if last else colours.page
            pen = Pen(colours.late if last else colours.ink, DAY_EDGE * side)
            colour = colours.on_late if last else colours.ink
            items.append(Rectangle(box, fill, pen, DAY_ROUND * side))
            items += self.block([str(day)], box, DAY_TYPE * side, 700, 1, colour)
        used = len(lines) * size * self._step
        baseline = text.y + max(0.0, (text.height - used) / 2) + FIRST_BASELINE * size
        for at, (words, colour) in enumerate(lines):
            place = (text.x, baseline + at * self._step * size)
            items.append(self.text(words, place, size, 700, text.width, colour))
        title = " ".join(words for words, _ in said)
        return Part("tipping", "tipping", title, tuple(items), area)

    def _beside_days(
        self, inner: Area, said: Sequence[tuple[str, str]], days: int | None, *, beside: bool
    ) -> tuple[float, Area, float, list[tuple[str, str]]]:
        """Days above the words or beside them: a day's side, the words' place, size and lines."""
        scale = self._theme.scale
        side, text = 0.0, inner
        if days:
            room = DAYS_PART * inner.width if beside else inner.width
            side = min(DAY * scale, inner.height, room / (DAY_STEP * (days + 1)))
            strip = DAY_STEP * (days + 1) * side + DAYS_APART * scale
            text = inner._replace(y=inner.y + side + DAYS_APART * scale)
            text = text._replace(height=inner.bottom - text.y)
            if beside:
                text = inner._replace(x=inner.x + strip, width=inner.width - strip)
        size = TIPPING * POINT * scale
        while True:
            lines = [
                (words, colour)
                for one, colour in said
                for words in self._setter.wrap(one, size, 700, text.width).lines
            ]
            if (
                len(lines) * size * self._step <= text.height
                or size < TIPPING_LEAST * POINT * scale
            ):
                return side, text, size, lines
            size *= TIPPING_SHRINKS
