"""A card for the wall: one idea in its head, and below it the few sentences that it is about."""

from typing import NamedTuple

from servicemap.drawing.composing.exchanges import BETWEEN, BUBBLE, ExchangeComposer
from servicemap.drawing.composing.lettering import ELLIPSIS, Page
from servicemap.drawing.composing.steps import StepComposer
from servicemap.drawing.composing.wall_head import Title, WallHead
from servicemap.drawing.composing.wall_rows import FROM
from servicemap.drawing.papers import size_read_from
from servicemap.drawing.scene import Area, Part, Text
from servicemap.drawing.theme import POINT, Theme
from servicemap.drawing.typesetting.text import Typesetter
from servicemap.views.view import ExchangeCard, WallCard
from servicemap.wording.phrases import Words

EASES = (1, 0.84, 0.7)
"""So much smaller the title becomes, in parts of its size, for the sentences below it."""

LEAST_EASE = 0.5
"""And so much where they could not be read from where a card is read."""

ENOUGH = 44
"""Until these have so many points on A3."""

BELOW_HEAD, ABOVE_FOOT = 8, 7
"""What stays free above and below the rows, in mm on A3."""


class DrawnCard(NamedTuple):
    """What stands above the foot, the size of its sentences and the least in its rows, what these
    say one after the other, and how many of them are cut short.
    """

    parts: list[Part]
    size: float
    least: float
    said: tuple[str, ...]
    shortened: int


class Wall:
    """Draws what stands on one card above its foot."""

    def __init__(
        self, card: WallCard, page: Page, setter: Typesetter, theme: Theme, words: Words
    ) -> None:
        self._card = card
        self._page = page
        self._theme = theme
        self._head = WallHead(page, setter, theme, words)
        self._on = (page, setter, theme, words)

    def drawn(self) -> DrawnCard:
        """Head and rows; where the rows would be small the title gives way to them."""
        enough = ENOUGH * POINT * self._theme.scale
        best = self._eased(EASES[0])
        for ease in EASES[1:]:
            if best.size >= enough and not best.shortened:
                break
            smaller = self._eased(ease)
            if (not smaller.shortened, smaller.size) > (not best.shortened, best.size):
                best = smaller
        if best.least < size_read_from(FROM):
            best = self._eased(LEAST_EASE)
        return best

    def _eased(self, ease: float) -> DrawnCard:
        """Head and rows, with a title `ease` times as large as it may be."""
        card, scale, head = self._card, self._theme.scale, self._page.head
        line = None if isinstance(card, ExchangeCard) else card.line
        parts, bottom = self._head.parts(
            card.map_title, card.team, card.title, self._titles(), line, ease
        )
        top, foot = bottom + BELOW_HEAD * scale, self._page.foot.y - ABOVE_FOOT * scale
        area = Area(head.x, top, head.width, foot - top)
        rows, size, least = self._rows(area)
        said = tuple(part.title for part in rows)
        cut = sum(map(_is_cut, rows))
        return DrawnCard([*parts, *rows], size, least, said, cut)

    def _titles(self) -> list[Title]:
        """The title; on a wide paper its halves stand over what they are about."""
        card, head, colours = self._card, self._page.head, self._theme.palette
        if not isinstance(card, ExchangeCard) or self._page.height > self._page.width:
            return [Title(card.title, colours.customer, head.x, head.width)]
        half = BUBBLE * head.width
        apart = BETWEEN * ENOUGH * POINT * self._theme.scale
        return [
            Title(card.you_said, colours.ink, head.x, half - apart),
            Title(card.we_did, colours.customer, head.x + half + apart, half - apart),
        ]

    def _rows(self, area: Area) -> tuple[list[Part], float, float]:
        """The rows, the size of sentences, and the least of what stands in them."""
        if isinstance(self._card, ExchangeCard):
            exchanges = ExchangeComposer(self._card, *self._on)
            found = exchanges.measured(area)
            return exchanges.parts(found, area), found.size, found.small
        steps = StepComposer(self._card, *self._on)
        rows = steps.measured(area)
        least = rows.small if rows.unwritten else rows.size
        return steps.parts(rows, area), rows.size, least


def _is_cut(row: Part) -> bool:
    """Whether a sentence in it is cut short."""
    return any(isinstance(item, Text) and item.words.endswith(ELLIPSIS) for item in row.items)
