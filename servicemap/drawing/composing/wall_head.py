"""The head of a card for the wall: its idea, in letters as large as the paper allows."""

from collections.abc import Sequence
from typing import NamedTuple

from servicemap.drawing.composing.heading import Heading
from servicemap.drawing.composing.lettering import FLOOR
from servicemap.drawing.composing.line import (
    BESIDE_HERE,
    KICKER_OUT,
    MAP,
    MAP_DOWN,
    NAME_OUT,
    NAME_RISE,
    NAME_RISE_MORE,
)
from servicemap.drawing.papers import LEGIBLE
from servicemap.drawing.scene import DESCENDER, Area, Part, Text
from servicemap.drawing.theme import POINT

TITLE, TITLE_OF_TWO, LINE = 104, 76, 30
"""Points on A3: the title in one line and in two, and what is said below it."""

STEP = 0.98
"""From one line of a title to the next, in sizes of its type."""

BELOW_MAP = 5
"""From the map's title to the card's, in mm on A3."""

BELOW_TITLE = 0.3
"""From a title to what is said below it, in sizes of that."""

LINES_AT_MOST = 2
"""What is said below a title takes no more lines than this."""

LINE_LEADING = 1.15
"""From one line below a title to the next, in sizes of its type."""


class Title(NamedTuple):
    """Words of a title in their colour, and where they begin and end at most."""

    words: str
    colour: str
    x: float
    room: float


class WallHead(Heading):
    """Draws the head of one card, its title `ease` times as large as it may be."""

    def parts(
        self,
        map_title: str,
        team: str,
        title: str,
        halves: Sequence[Title],
        said: str | None,
        ease: float,
    ) -> tuple[list[Part], float]:
        """What map it is of, whose card, the `halves` of its title side by side, and what is said
        below; with them where it ends.
        """
        head, scale, colours = self._page.head, self._theme.scale, self._theme.palette
        here = self._here(team, head.right, head.y)
        assert here.area is not None
        aside = here.area.x - BESIDE_HERE * scale
        # A long title shrinks, and is still to be read from nearby.
        small = max(MAP * POINT * scale, LEGIBLE / FLOOR)
        place = (head.x, head.y + MAP_DOWN * small)
        items = [self.text(map_title, place, small, 700, aside - head.x, colours.muted)]
        top = head.y + small + BELOW_MAP * scale
        size, lines = self._together(halves, ease)
        last = halves[-1]
        wide = max(self._setter.width(words, size, 700) for words in lines[-1])
        if last.x + wide > aside:
            top = max(top, here.area.bottom + BELOW_MAP / 2 * scale)
        rise = NAME_RISE + NAME_RISE_MORE * (self._theme.spacing - 1)
        step = STEP * self._theme.spacing * size
        for half, broken in zip(halves, lines, strict=True):
            for at, words in enumerate(broken):
                place = (half.x - NAME_OUT * size, top + rise * size + at * step)
                items.append(self.text(words, place, size, 700, half.room, half.colour))
        bottom = top + rise * size + (max(map(len, lines)) - 1) * step
        bottom = max(bottom + DESCENDER * size, *(item.area.bottom for item in items))
        if said:
            below = self._said(said, bottom)
            items += below
            bottom = max(bottom, *(item.area.bottom for item in below))
        room_for = Area(0, 0, self._page.width, bottom + scale)
        return [Part("head", "title", title, tuple(items), room_for), here], bottom

    def _together(
        self, halves: Sequence[Title], ease: float
    ) -> tuple[float, list[tuple[str, ...]]]:
        """The one size of all halves of a title, and the lines of each."""
        most = POINT * self._theme.scale * ease / self._theme.spacing
        found = [
            self.large(half.words, half.room, TITLE * most, TITLE_OF_TWO * most) for half in halves
        ]
        size = min(size for size, _ in found)
        return size, [lines for _, lines in found]

    def _said(self, said: str, top: float) -> list[Text]:
        """A sentence below the title."""
        head, size = self._page.head, LINE * POINT * self._theme.scale
        step = LINE_LEADING * self._theme.spacing * size
        colour = self._theme.palette.muted
        lines = self._setter.wrap(said, size, 600, head.width).lines
        if len(lines) > LINES_AT_MOST:
            kept = LINES_AT_MOST - 1
            lines = (*lines[:kept], " ".join(lines[kept:]))
        first = top + BELOW_TITLE * size + NAME_RISE * self._theme.spacing * size
        return [
            self.text(
                words,
                (head.x - KICKER_OUT * size, first + at * step),
                size,
                600,
                head.width,
                colour,
            )
            for at, words in enumerate(lines)
        ]
