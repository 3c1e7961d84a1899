"""Cards measured: how narrow text may run in each column, and how high it then is."""

from collections.abc import Mapping, Sequence
from math import ceil

from servicemap.drawing.layout.nets import Entry, Row
from servicemap.drawing.layout.sizes import (
    BadgeSize,
    CardSize,
    EntrySize,
    HeaderSize,
    RowSize,
    Sizes,
    Spacing,
)
from servicemap.drawing.theme import LEADING, Theme
from servicemap.drawing.typesetting.text import Typesetter
from servicemap.views.view import TOLD, Badge, Box, BoxKind, Stack, Stage, View, ViewState
from servicemap.wording.phrases import Words

ROW_LEADING = 1.1
LETTERS = 0.12
"""What lines of a name take less than their leading, in sizes of type."""

PAD, PAD_ACROSS, ROW_GAP = 2.3, 3.4, 1.5
"""What a card has around its text, and between rows, in mm at the usual size."""

RIM, RIM_ROUND = 2.5, 5.2
"""How far from its corners a line meets a card, in mm; round corners take more."""

BADGE_ROOM, LATE_ROOM = 1.5, 1.42
"""What a badge on a card takes of its height, and one below a service, in sizes of its type."""

BADGE_LINES, BADGE_LINE, SMALL_BADGE_LINE = 3, 5.0, 10.0
"""What is said on a card may take so many lines, each of so many sizes of type or more: so many of
what is read across a room, and so many of the rest.
"""

FELT = frozenset({ViewState.LATE, ViewState.MAY})
"""What badges tell on the card of a customer to whom a delay comes, or may."""

READ_FIRST = frozenset({ViewState.ITSELF, *TOLD})
"""What they tell on the cards at which a delay begins and ends, whoever's these are."""

BADGE_AROUND, LATE_AROUND = 1.1, 0.5
"""What such badges have left and right of their words together, in sizes of type."""

HEADER_LINE, HEADER_AIR = 1.12, 0.75
"""A line of a department's name, and the air below it, in sizes of its type."""

FLAG_ABOVE, FLAG_BESIDE = 1.62, 0.55
"""What "you are here" adds to the height of a department's name, in sizes of its letters."""

FLAG_AROUND = 3.6
"""What that flag and the gap beside it take besides its words, in sizes of type."""

MOST_LINES = 4

LEAST = 12.0
"""No text has less room than this, in mm."""


class Ruler:
    """Measures the cards of one view, in the theme of a paper before it grows."""

    def __init__(
        self, view: View, rows: Sequence[Row], setter: Typesetter, theme: Theme, words: Words
    ) -> None:
        self.view = view
        self.rows = rows
        self.theme = theme
        self.home = any(stack.home for stack in view.stacks)
        self._setter = setter
        self._words = words
        self._boxes = list(view.boxes.values())
        self._of_box: list[list[Row]] = [[] for _ in self._boxes]
        number = {box.id: at for at, box in enumerate(self._boxes)}
        for row in rows:
            self._of_box[number[row.box]].append(row)
        self._least: dict[tuple[str, float, int], list[float]] = {}
        self._breaks: dict[int, list[float]] = {}

    def uneven(self, box: Box) -> float:
        """What a shape needs beside its text, in mm at the usual size."""
        match box.kind:
            case BoxKind.SUPPLIER | BoxKind.DISTRIBUTOR:
                return 2.2
            case BoxKind.END_USER_INSIDE:
                return 3.2
            case _:
                return 1.8 if box.stage is Stage.CUSTOMERS else 0.0

    def widths(self, box: int) -> list[float]:
        """All widths of text at which a card gets a line less, the narrowest first."""
        known = self._breaks.get(box)
        if known is None:
            known = self._breaks[box] = self._measure(box)
        return known

    def _measure(self, box: int) -> list[float]:
        type_ = self.theme.type
        one = self._boxes[box]
        least = LEAST
        breaks = [self._lines(one.name, type_.name, 600)]
        for badge in one.badges:
            size, lines = self._badge_type(one, badge)
            widths = self._lines(badge.words, size, 700)[:lines]
            breaks.append([width + BADGE_AROUND * size for width in widths])
        for row in self._of_box[box]:
            for entry in row.entries:
                breaks.append(self._lines(entry.text, type_.row, 400))
                if entry.late:
                    said = self._setter.width(entry.late, type_.late, 700)
                    least = max(least, said + LATE_AROUND * type_.late)
        least = max(least, *(of[-1] for of in breaks))
        uneven = self.uneven(one)
        return sorted(
            {least + uneven, *(width + uneven for of in breaks for width in of if width > least)}
        )

    def _lines(self, text: str, size: float, weight: int) -> list[float]:
        """The least width of a text in one line, in two, and so on; no word of it is broken."""
        key = (text, size, weight)
        widths = self._least.get(key)
        if widths is None:
            widths = self._least[key] = self._widths(text, size, weight)
        return widths

    def _count(self, text: str, size: float, weight: int, room: float) -> int:
        """In how many lines a text stands in so much room."""
        widths = self._lines(text, size, weight)
        fits = (at for at, width in enumerate(widths, 1) if width <= room)
        return next(fits, len(widths))

    def _widths(self, text: str, size: float, weight: int) -> list[float]:
        """The least width of a text in one line, in two, and so on."""
        setter = self._setter
        word = max(setter.width(one, size, weight) for one in setter.unbroken(text)) + 0.01
        widths = [setter.width(" ".join(text.split()), size, weight) + 0.02]
        while len(widths) < MOST_LINES and widths[-1] > word + 0.1:
            wrapped = setter.wrap(text, size, weight, max(word, widths[-1] - 0.1), MOST_LINES)
            if len(wrapped.lines) <= len(widths) or len(wrapped.lines) > MOST_LINES:
                break
            widths += [max(word, wrapped.width + 0.01)] * (len(wrapped.lines) - len(widths))
        return widths

    def header(self, stack: Stack, room: float, k: float) -> HeaderSize:
        """A department's name in so much room, at a size of type."""
        size = self.theme.type.department * k
        lines = self._setter.wrap(stack.name or "", size, 700, max(room, 1.0), 9).lines
        above, beside = 0.0, False
        if stack.home:
            flag = self.flag(k)
            beside = len(lines) == 1 and flag + self._setter.width(lines[0], size, 700) <= room
            above = FLAG_BESIDE if beside else FLAG_ABOVE
        height = (len(lines) * HEADER_LINE + HEADER_AIR + above) * size
        return HeaderSize(lines, height, stack.home, beside)

    def flag(self, k: float) -> float:
        """How wide "you are here" is, with the gap beside it."""
        size = self.theme.type.department * k
        return self._setter.width(self._words["you_are_here"], size, 700) + FLAG_AROUND * size

    def header_needs(self, stack: Stack) -> float:
        """The least room for a department's name: its words whole, and its flag."""
        size = self.theme.type.department
        need = max(
            self._setter.width(one, size, 700) for one in self._setter.unbroken(stack.name or "")
        )
        return max(need, self.flag(1.0)) if stack.home else need

    def tall(self, box: int, room: float) -> float:
        """How high a card is at the usual size, its text so wide."""
        type_, spacing = self.theme.type, self.theme.spacing
        one = self._boxes[box]
        room -= self.uneven(one)
        lines = self._count(one.name, type_.name, 600, room)
        tall = lines * type_.name * LEADING * spacing + 2 * PAD
        for badge in one.badges:
            size, most = self._badge_type(one, badge)
            count = self._count(badge.words, size, 700, room - BADGE_AROUND * size)
            tall += (BADGE_ROOM + (min(count, most) - 1) * LEADING) * size
        for row in self._of_box[box]:
            for entry in row.entries:
                count = self._count(entry.text, type_.row, 400, room)
                tall += count * type_.row * ROW_LEADING * spacing
                tall += LATE_ROOM * type_.late if entry.late else 0.0
            tall += ROW_GAP if row.entries else 0.0
        return tall

    def largest_rows(self, rooms: Sequence[float], column: Mapping[str, int]) -> float:
        """How many times as large rows may be until a word of theirs would be broken."""
        type_ = self.theme.type
        return min(
            (
                (rooms[column[box.id]] - self.uneven(box))
                / self._lines(entry.text, type_.row, 400)[-1]
                for box, rows in zip(self._boxes, self._of_box, strict=True)
                for row in rows
                for entry in row.entries
            ),
            default=1.0,
        )

    def sizes(
        self,
        k: float,
        rooms: Sequence[float],
        column: Mapping[str, int],
        row_type: float = 1.0,
    ) -> Sizes:
        """Everything at size `k`, text as wide as `rooms` by column at the usual size.

        Rows are set `row_type` times as large as usual.
        """
        type_, air = self.theme.type, self.theme.spacing
        pad, pad_across, row_gap = PAD * k, PAD_ACROSS * k, ROW_GAP * k
        spacing = (Spacing().with_home() if self.home else Spacing()).at(k)
        cards: list[CardSize] = []
        rows: list[RowSize] = [RowSize((), 0.0)] * len(self.rows)
        name, small, late = type_.name * k, type_.row * row_type * k, type_.late * k
        for box, mine in zip(self._boxes, self._of_box, strict=True):
            room = (rooms[column[box.id]] - self.uneven(box)) * k + 0.05
            lines = self._setter.wrap(box.name, name, 600, room, MOST_LINES).lines
            # Marks above and below letters need all of their line.
            height = (len(lines) * LEADING * air - (LETTERS if air == 1 else 0.0)) * name
            badges = tuple(self._badge(box, badge, k, room) for badge in box.badges)
            height += sum(badge.height for badge in badges)
            inset = 1.5 * k if box.kind is BoxKind.END_USER_INSIDE else 0.0
            natural = height + 2 * (pad + inset)
            for row in mine:
                entries = tuple(self._entry(entry, small, late, room) for entry in row.entries)
                tall = sum(entry.height for entry in entries)
                rows[row.at] = RowSize(entries, tall)
                natural += tall + row_gap if entries else 0.0
            rim = RIM * min(1.0, k)
            if box.stage is Stage.CUSTOMERS:
                rim = min(0.46 * natural, RIM_ROUND * min(1.0, k))
            cards.append(CardSize(lines, height, inset, min(rim, 0.46 * natural), badges))
        headers = {}
        for at, stack in enumerate(self.view.stacks):
            if stack.name:
                # Beyond its first column lines may run.
                first = min(column[box] for box in stack.boxes)
                wide = rooms[first] * k + 2 * pad_across
                headers[at] = self.header(stack, wide, k)
        widths = tuple(room * k + 2 * pad_across for room in rooms)
        return Sizes(
            k,
            widths,
            tuple(cards),
            tuple(rows),
            headers,
            pad,
            pad_across,
            row_gap,
            spacing,
            row_type,
        )

    def _badge_type(self, box: Box, badge: Badge) -> tuple[float, int]:
        """The type of a badge at the usual size, and in how many lines it may stand.

        Whom a delay hits most is read first, and from farthest; then whose it is.
        """
        type_ = self.theme.type
        felt = badge.state in FELT and box.stage is Stage.CUSTOMERS
        size, line = type_.told if badge.state in TOLD else type_.felt, BADGE_LINE
        if not felt and badge.state not in READ_FIRST:
            size, line = type_.late, SMALL_BADGE_LINE
        lines = self._setter.width(badge.words, size, 700) / (line * size)
        return size, min(BADGE_LINES, ceil(lines))

    def _badge(self, box: Box, badge: Badge, k: float, room: float) -> BadgeSize:
        size, most = self._badge_type(box, badge)
        size *= k
        within = room - BADGE_AROUND * size
        wrap = self._setter.wrap
        words = wrap(badge.words, size, 700, within, most).lines if most > 1 else (badge.words,)
        tall = (BADGE_ROOM + (len(words) - 1) * LEADING) * self.theme.spacing * size
        return BadgeSize(words, size, tall)

    def _entry(self, entry: Entry, small: float, late: float, room: float) -> EntrySize:
        lines = self._setter.wrap(entry.text, small, 400, room, MOST_LINES).lines
        height = len(lines) * small * ROW_LEADING * self.theme.spacing
        if entry.late:
            height += LATE_ROOM * late * self.theme.spacing
        return EntrySize(entry, lines, height)
