"""The rows of a card of what was said and done: words in a bubble, and what became of them.

On a wide paper the answer stands beside the bubble, on a tall one below it.
"""

from collections.abc import Sequence
from typing import NamedTuple

from servicemap.drawing.composing.answers import AnswerIcons
from servicemap.drawing.composing.lettering import Page
from servicemap.drawing.composing.shapes import polygon
from servicemap.drawing.composing.wall_rows import WallRows
from servicemap.drawing.scene import Area, Item, Part, Rectangle
from servicemap.drawing.theme import POINT, Theme
from servicemap.drawing.typesetting.text import Typesetter
from servicemap.views.view import AnswerState, CardAnswer, Exchange, ExchangeCard
from servicemap.wording.phrases import Words

ROWS_AT_MOST = 4
"""More than this nobody reads in passing: the others are counted."""

EASY, EASY_PART = 34, 0.8
"""Rows are left out for type of so many points on A3, or of this part of the size of one alone."""

WHO = 0.72
"""The size of a customer's name, in sizes of what it said; never below the floor."""

PAD_ACROSS, PAD_DOWN = 0.75, 0.5
"""What a bubble has around its words, in sizes of type."""

TAIL = (1.1, 1.0, 0.55)
"""Where the tail of a bubble begins, how wide it is and how deep it hangs, in sizes of type."""

ROUND = 0.6
"""The radius of a bubble's corners, in sizes of type."""

APART, LOOSEST = 0.75, 2.2
"""From one row to the next, and what that grows by at most, in sizes of type."""

ABOVE = 0.4
"""The part of what is left over that stays free above the rows: the middle looks too low."""

BUBBLE = 0.5
"""The part of a wide paper that bubbles take."""

BETWEEN = 0.9
"""From a bubble to what became of it, in sizes of type."""

INDENT, OUTDENT = 0.08, 0.1
"""On a tall paper: how far answers stand in from the left, and bubbles from the right, in parts."""

BELOW = 0.75
"""There: from a bubble to what became of it, in sizes of type."""

ICON, ICON_ROOM = 1.15, 1.65
"""How large the sign before an answer is, and the place for it, in sizes of type."""

ANSWERS_APART = 0.35
"""From one answer to the next, in sizes of type."""


class ExchangeRow(NamedTuple):
    """One exchange at one size of type: its lines, and how tall its two sides are."""

    who: tuple[str, ...]
    said: tuple[str, ...]
    answers: tuple[tuple[str, ...], ...]
    bubble: float
    answered: float


class ExchangeRows(NamedTuple):
    """The first rows of a card at one size of type, and what is said of the others."""

    size: float
    small: float
    rows: tuple[ExchangeRow, ...]
    more: tuple[str, ...]
    heights: tuple[float, ...]

    @property
    def tall(self) -> float:
        """How tall they are together at least."""
        return sum(self.heights) + APART * self.size * (len(self.heights) - 1)


class ExchangeComposer(WallRows):
    """Draws the rows of one card of what was said and done."""

    def __init__(
        self, card: ExchangeCard, page: Page, setter: Typesetter, theme: Theme, words: Words
    ) -> None:
        super().__init__(page, setter, theme, words)
        self._card = card
        self._tall = page.height > page.width
        self._icons = AnswerIcons(theme)

    def measured(self, area: Area) -> ExchangeRows:
        """As many rows as are read with ease, in the largest type that fits; one at least."""
        alone = self._largest(1, area)
        easy = min(EASY * POINT * self._theme.scale, EASY_PART * alone.size)
        for count in range(min(ROWS_AT_MOST, len(self._card.exchanges)), 1, -1):
            found = self._largest(count, area)
            if found.size >= max(easy, self.least) and found.tall <= area.height:
                return found
        for size in self.smaller():
            if alone.tall <= area.height:
                break
            alone = self._cut(self._at(size, 1, area.width), area)
        return alone

    def _largest(self, count: int, area: Area) -> ExchangeRows:
        """So many rows in the largest type that fits, or in the least."""
        for size in self.sizes():
            rows = self._at(size, count, area.width)
            if rows.tall <= area.height:
                return rows
        return self._at(self.least, count, area.width)

    def _at(self, size: float, count: int, width: float) -> ExchangeRows:
        """So many rows at one size."""
        small = max(WHO * size, self.least)
        bubble, answer = self._widths(size, width)
        rows = tuple(
            self._row(
                self._setter.wrap(one.who, small, 700, bubble).lines,
                self._setter.wrap(one.said, size, 400, bubble).lines,
                tuple(
                    self._setter.wrap(said.words, size, _WEIGHTS[said.state], answer).lines
                    for said in one.answers
                ),
                size,
                small,
            )
            for one in self._card.exchanges[:count]
        )
        return self._with_more(rows, size, small, width)

    def _widths(self, size: float, width: float) -> tuple[float, float]:
        """The room of what was said, and of what became of it."""
        pad, icon = 2 * PAD_ACROSS * size, ICON_ROOM * size
        if self._tall:
            return (1 - OUTDENT) * width - pad, (1 - INDENT) * width - icon
        return BUBBLE * width - pad, (1 - BUBBLE) * width - BETWEEN * size - icon

    def _row(
        self,
        who: tuple[str, ...],
        said: tuple[str, ...],
        answers: tuple[tuple[str, ...], ...],
        size: float,
        small: float,
    ) -> ExchangeRow:
        bubble = len(who) * self.step(small) + len(said) * self.step(size) + 2 * PAD_DOWN * size
        answered = sum(map(len, answers)) * self.step(size)
        answered += ANSWERS_APART * size * (len(answers) - 1)
        return ExchangeRow(who, said, answers, bubble, answered)

    def _with_more(
        self, rows: tuple[ExchangeRow, ...], size: float, small: float, width: float
    ) -> ExchangeRows:
        """The rows, and how many more there are."""
        said = self._more(self._card.exchanges[len(rows) :])
        more = self._setter.wrap(said, small, 400, width).lines if said else ()
        heights = [self._height(row, size) for row in rows]
        if more:
            heights.append(len(more) * self.step(small))
        return ExchangeRows(size, small, rows, more, tuple(heights))

    def _height(self, row: ExchangeRow, size: float) -> float:
        if self._tall:
            return row.bubble + BELOW * size + row.answered
        return max(row.bubble + TAIL[2] * size, row.answered)

    def _more(self, others: Sequence[Exchange]) -> str:
        """How many more exchanges there are, and of how many of them nothing has become."""
        if not others:
            return ""
        said = [self._words.say("more", count=len(others))]
        if still := sum(one.open for one in others):
            said.append(self._words.say("more_open", count=still))
        return self._words.listed(said)

    def _cut(self, rows: ExchangeRows, area: Area) -> ExchangeRows:
        """One row, what is longest in it cut short until it fits."""
        bubble, answer = self._widths(rows.size, area.width)
        answers = self._card.exchanges[0].answers
        sizes = [rows.small, *[rows.size] * (len(answers) + 1)]
        weights = [700, 400, *(_WEIGHTS[one.state] for one in answers)]
        rooms = [bubble, bubble, *[answer] * len(answers)]
        while rows.tall > area.height:
            (row,) = rows.rows
            texts = [row.who, row.said, *row.answers]
            longest = max(range(len(texts)), key=lambda at: len(texts[at]))
            if len(texts[longest]) == 1:
                break
            texts[longest] = self.cut(
                texts[longest], sizes[longest], weights[longest], rooms[longest]
            )
            who, said, *done = texts
            row = self._row(who, said, tuple(done), rows.size, rows.small)
            rows = self._with_more((row,), rows.size, rows.small, area.width)
        return rows

    def parts(self, rows: ExchangeRows, area: Area) -> list[Part]:
        """The rows, from top to bottom, and how many more there are."""
        gaps = max(1, len(rows.heights) - 1)
        spare = max(0.0, area.height - rows.tall)
        loose = min(spare, LOOSEST * rows.size * (len(rows.heights) - 1))
        y = area.y + (spare - loose) * ABOVE
        parts: list[Part] = []
        for at, row in enumerate(rows.rows):
            one = self._card.exchanges[at]
            parts += self._exchange(at, one, row, rows, area._replace(y=y, height=rows.heights[at]))
            y += rows.heights[at] + APART * rows.size + loose / gaps
        if rows.more:
            colour = self._theme.palette.muted
            texts = self.set(rows.more, area.x, y, rows.small, 400, colour, area.width)
            # Nothing is drawn around it: its place is wherever letters reach.
            top = min(text.area.y for text in texts)
            place = area._replace(y=top, height=max(text.area.bottom for text in texts) - top)
            parts.append(Part("pill", "more", " ".join(rows.more), tuple(texts), place))
        return parts

    def _exchange(
        self, at: int, one: Exchange, row: ExchangeRow, rows: ExchangeRows, area: Area
    ) -> list[Part]:
        """A bubble, and what became of it."""
        size = rows.size
        bubble, answer = self._widths(size, area.width)
        place = Area(area.x, area.y, bubble + 2 * PAD_ACROSS * size, row.bubble)
        x = area.right - answer - ICON_ROOM * size
        if self._tall:
            top = place.bottom + BELOW * size
        else:
            top = area.y + (max(row.bubble, row.answered) - row.answered) / 2
        below = Area(x, top, area.right - x, row.answered)
        return [
            self._bubble(at, one, row, rows, place),
            self._answers(at, one.answers, row, size, below),
        ]

    def _bubble(
        self, at: int, one: Exchange, row: ExchangeRow, rows: ExchangeRows, area: Area
    ) -> Part:
        """Who said what."""
        colours, size = self._theme.palette, rows.size
        x, room = area.x + PAD_ACROSS * size, area.width - 2 * PAD_ACROSS * size
        left = area.x + TAIL[0] * size
        tail = [
            (left, area.bottom - size / 10),
            (left + TAIL[1] * size, area.bottom - size / 10),
            (left - TAIL[1] / 4 * size, area.bottom + TAIL[2] * size),
        ]
        top = area.y + PAD_DOWN * size
        below = top + len(row.who) * self.step(rows.small)
        items: list[Item] = [
            Rectangle(area, colours.customer_tint, None, ROUND * size),
            polygon(tail, colours.customer_tint),
            *self.set(row.who, x, top, rows.small, 700, colours.customer, room),
            *self.set(row.said, x, below, size, 400, colours.ink, room),
        ]
        title = self._words.say("named", name=one.who, what=one.said)
        return Part("box", f"said {at + 1}", title, tuple(items), area)

    def _answers(
        self, at: int, answers: Sequence[CardAnswer], row: ExchangeRow, size: float, area: Area
    ) -> Part:
        """What became of it, each with its sign."""
        colours = self._theme.palette
        x, y = area.x + ICON_ROOM * size, area.y
        items: list[Item] = []
        texts: list[Item] = []
        for one, lines in zip(answers, row.answers, strict=True):
            middle = y + self.step(size) / 2
            items += self._icons.icon(one.state, (area.x + ICON / 2 * size, middle), ICON * size)
            colour = colours.muted if one.state is AnswerState.OPEN else colours.ink
            weight = _WEIGHTS[one.state]
            texts += self.set(lines, x, y, size, weight, colour, area.right - x)
            y += len(lines) * self.step(size) + ANSWERS_APART * size
        said = self._words.listed([one.words for one in answers])
        title = self._words.say("named", name=self._card.we_did, what=said)
        return Part("pill", f"done {at + 1}", title, (*items, *texts), area)


_WEIGHTS = {
    AnswerState.DONE: 700,
    AnswerState.BEGUN: 600,
    AnswerState.THANKS: 600,
    AnswerState.OPEN: 400,
}
"""How bold what became of something is."""
