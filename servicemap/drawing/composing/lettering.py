"""The page around a map, and lines of text that keep to their room."""

from collections.abc import Sequence
from typing import NamedTuple

from servicemap.drawing.scene import Area, Point, Text
from servicemap.drawing.theme import Theme
from servicemap.drawing.typesetting.text import Anchor, Typesetter
from servicemap.wording.phrases import Words

ELLIPSIS = "\N{HORIZONTAL ELLIPSIS}"

EDGE = 2
"""How far the panel of the customers reaches beyond the field, in mm on A3."""

FLOOR = 0.55
"""Text around the map shrinks to this part of its size before it is cut short."""


HEAD_CLEAR = 3
"""What stays free between the head and the strip below it, in mm on A3."""

FOOT_CLEAR = 4
"""What stays free between the map and the foot, in mm on A3."""

STRIP_CLEAR = 3.4
"""What stays free between the strip of stages and the map, in mm on A3."""

ROUNDING = 0.01
"""Room for what was measured before is larger by so many mm: sums are not exact."""

HAIR = 1e-6
"""What sums of lengths may be off by, in mm: nobody sees it."""

TAB = 1.62
"""How high a flag with words on it is, in sizes of its type."""

PIN = 1.06
"""How large the pin on such a flag is, in sizes of its type."""

PIN_DOWN = 0.28
"""How far below the flag's top the pin begins, in sizes of its type."""


UNEVEN = 0.72
"""The part of a name that one of its two lines may take where half of it is too little."""

WORTH_TWO = 1.15
"""Large words take two lines where their letters grow by this much."""


class Page(NamedTuple):
    """Where things are on the paper, in mm: the field is what the map itself may fill."""

    width: float
    height: float
    field: Area
    strip: Area
    foot: Area
    head: Area

    @property
    def head_room(self) -> Area:
        """The head with the paper's margin around it, where accents and strokes may reach."""
        return Area(0, 0, self.width, self.strip.y)


def page_of(
    width: float, height: float, theme: Theme, head_height: float = 0, foot_height: float = 0
) -> Page:
    """The paper divided up, the strip of stages above the field.

    The head and the foot take at least these heights.
    """
    lengths = theme.lengths
    margin, scale = lengths.margin, theme.scale
    across = width - 2 * margin
    below = max(lengths.foot, foot_height)
    foot = Area(margin, height - margin - below, across, below)
    above = max(lengths.head, head_height)
    head = Area(margin, margin, across, above - HEAD_CLEAR * scale)
    top = margin + above
    bottom = foot.y - FOOT_CLEAR * scale
    gap = STRIP_CLEAR * scale
    strip = Area(margin, top, across, lengths.strip)
    field = Area(margin, strip.bottom + gap, across, bottom - strip.bottom - gap)
    return Page(width, height, field, strip, foot, head)


class Lettering:
    """Sets text on one page; what draws around the map is built on it."""

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
        while text and self._setter.width(text, smaller, weight) > room + HAIR:
            text = text.removesuffix(ELLIPSIS)[:-1].rstrip() + ELLIPSIS
            if text == ELLIPSIS:
                break
        return text, smaller

    def large(
        self, words: str, room: float, one: float, two: float
    ) -> tuple[float, tuple[str, ...]]:
        """Bold words as large as they go: of at most size `one` in one line, of `two` in two."""
        words = " ".join(words.split())
        wide = self._setter.width(words, 1, 700)
        alone = min(one, room / wide)
        halves = self._setter.wrap(words, 1, 700, wide / 2 + HAIR, 2).lines
        if len(halves) > 2:
            halves = self._setter.wrap(words, 1, 700, UNEVEN * wide, 2).lines
        if len(halves) == 2:
            broad = max(self._setter.width(half, 1, 700) for half in halves)
            beside = min(two, room / broad)
            if beside > WORTH_TWO * alone:
                return beside, tuple(halves)
        return alone, (words,)

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

    def block(
        self,
        lines: Sequence[str],
        area: Area,
        size: float,
        weight: int,
        leading: float,
        colour: str,
    ) -> list[Text]:
        """Lines of text in the middle of an area."""
        middle = area.x + area.width / 2, area.y + area.height / 2
        return self.lines(lines, middle, size, weight, leading, colour)

    def lines(
        self,
        lines: Sequence[str],
        middle: Point,
        size: float,
        weight: int,
        leading: float,
        colour: str,
    ) -> list[Text]:
        """Lines of text around a middle."""
        x, y = middle
        leading *= self._theme.spacing
        first = y + self._theme.middle * size - (len(lines) - 1) / 2 * size * leading
        return [
            self._setter.line(
                words, (x, first + at * size * leading), size, weight, colour, "middle"
            )
            for at, words in enumerate(lines)
        ]
