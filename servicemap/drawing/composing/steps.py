"""The rows of a card of steps: what kind of step each is, and what is done."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from servicemap.drawing.composing.lettering import Page
from servicemap.drawing.composing.shapes import rounded
from servicemap.drawing.composing.wall_rows import WallRows, filled
from servicemap.drawing.scene import Area, Item, Part, Pen, Rectangle, Shape
from servicemap.drawing.theme import Theme
from servicemap.drawing.typesetting.text import Typesetter
from servicemap.drawing.typesetting.wrapping import Wrapped
from servicemap.views.view import Step, StepsCard
from servicemap.wording.phrases import Words

PAD, TIGHT = 0.42, 0.2
"""What a row has above and below its words, in sizes of type, and where nothing else fits."""

BESIDE = 0.6
"""What words have left and right of them, in sizes of type."""

APART = 0.3
"""From one row to the next, in sizes of type."""

NUMBER = 1.1
"""The size of a step's number, in sizes of type."""

NUMBER_WIDE = 1.9
"""How wide the place of a number is, in sizes of type."""

NAMES_PART = 0.4
"""The part of a row that names may take beside what is done."""

ROUND = 0.42
"""The radius of a row's corners, in sizes of type."""

LOOSEST = 1.6
"""Rows grow by so many sizes of type at most where there is room."""

UNWRITTEN = 0.8
"""The size of what nobody has written, in sizes of type; never below the floor."""

DASH, EDGE = (0.32, 0.22), 0.05
"""The edge of the row for what nobody has written, in sizes of type."""


class StepRow(NamedTuple):
    """The lines of one step's name and of what is done."""

    name: tuple[str, ...]
    done: tuple[str, ...]


class StepRows(NamedTuple):
    """All rows at one size of type; names stand `above` what is done, or beside it.

    `line` is from one line to the next, and `names` how wide the place of numbers, and of names
    beside, is. The last row is for what is `unwritten`, of size `small`.
    """

    size: float
    line: float
    above: bool
    names: float
    rows: tuple[StepRow, ...]
    unwritten: tuple[str, ...]
    small: float
    pad: float = PAD

    @property
    def heights(self) -> list[float]:
        """The least height of each row."""
        found = []
        for name, done in self.rows:
            lines = len(name) + len(done) if self.above else max(len(name), len(done))
            found.append(lines * self.line + 2 * self.pad * self.size)
        if self.unwritten:
            line = self.line * self.small / self.size
            found.append(len(self.unwritten) * line + 2 * self.pad * self.small)
        return found

    @property
    def tall(self) -> float:
        """How tall they are together at least."""
        heights = self.heights
        return sum(heights) + APART * self.size * (len(heights) - 1)


class StepComposer(WallRows):
    """Draws the rows of one card of steps."""

    def __init__(
        self, card: StepsCard, page: Page, setter: Typesetter, theme: Theme, words: Words
    ) -> None:
        super().__init__(page, setter, theme, words)
        self._card = card
        # No name is read with a hyphen in it from across the room.
        self._longest_word = max(
            setter.width(word, 1, 700) for step in card.steps for word in setter.unbroken(step.name)
        )

    def measured(self, area: Area) -> StepRows:
        """The rows in the largest type that fits; where not even the least does, cut short."""
        for size in self.sizes():
            for found in self._ways(size, area.width):
                if found.tall <= area.height:
                    return found
        rows = self._shortest(self.least, PAD, area)
        for size in self.smaller():
            if rows.tall <= area.height:
                break
            rows = self._shortest(size, TIGHT, area)
        return rows

    def _shortest(self, size: float, pad: float, area: Area) -> StepRows:
        """The rows at one size, cut short in the way that takes less height then."""
        ways = self._ways(size, area.width)
        return min(
            (self._cut(rows._replace(pad=pad), area) for rows in ways), key=lambda rows: rows.tall
        )

    def _ways(self, size: float, width: float) -> Iterator[StepRows]:
        """The rows at one size: names beside what is done where they are short, and above it."""
        pad, number = BESIDE * size, NUMBER_WIDE * size
        beside = NAMES_PART * width - number - pad
        names = self._names(size, beside)
        if all(name.fits for name in names) and self._longest_word * size <= beside:
            yield self._rows(size, width, names, number + max(n.width for n in names) + pad)
        yield self._rows(size, width, self._names(size, width - number - 2 * pad), number)

    def _names(self, size: float, room: float) -> list[Wrapped]:
        return [self._setter.wrap(step.name, size, 700, room, 2) for step in self._card.steps]

    def _rows(self, size: float, width: float, names: Sequence[Wrapped], solid: float) -> StepRows:
        """The rows whose numbers, and names beside, take a place so wide."""
        room = width - solid - 2 * BESIDE * size
        rows = tuple(
            StepRow(name.lines, self._setter.wrap(step.done, size, 400, room).lines)
            for step, name in zip(self._card.steps, names, strict=True)
        )
        small = max(UNWRITTEN * size, self.least)
        unwritten: tuple[str, ...] = ()
        if self._card.unwritten:
            room = width - 2 * BESIDE * small
            unwritten = self._setter.wrap(self._card.unwritten, small, 400, room).lines
        above = solid == NUMBER_WIDE * size
        return StepRows(size, self.step(size), above, solid, rows, unwritten, small)

    def _cut(self, rows: StepRows, area: Area) -> StepRows:
        """The rows, what is longest in them cut short until they fit."""
        room = area.width - 2 * BESIDE * rows.size
        while rows.tall > area.height:
            found = list(rows.rows)
            at = max(range(len(found)), key=lambda at: len(found[at].done))
            name, done = found[at]
            if len(rows.unwritten) > len(done):
                said = self.cut(rows.unwritten, rows.small, 400, room)
                rows = rows._replace(unwritten=said)
                continue
            if len(done) == 1:
                break
            found[at] = StepRow(name, self.cut(done, rows.size, 400, room - rows.names))
            rows = rows._replace(rows=tuple(found))
        return rows

    def parts(self, rows: StepRows, area: Area) -> list[Part]:
        """The rows, from top to bottom."""
        size = rows.size
        spare = min(area.height - rows.tall, LOOSEST * size * len(rows.heights))
        heights = filled(rows.heights, max(0.0, spare))
        y = area.y + (area.height - rows.tall - max(0.0, spare)) / 2
        parts = []
        for at, (step, row) in enumerate(zip(self._card.steps, rows.rows, strict=True)):
            place = Area(area.x, y, area.width, heights[at])
            parts.append(self._step(at, step, row, rows, place))
            y = place.bottom + APART * size
        if rows.unwritten:
            parts.append(self._unwritten(rows, Area(area.x, y, area.width, heights[-1])))
        return parts

    def _step(self, at: int, step: Step, row: StepRow, rows: StepRows, area: Area) -> Part:
        """One step: its number on a solid ground, its name beside or above what is done."""
        colours, size = self._theme.palette, rows.size
        round_, middle = ROUND * size, area.y + area.height / 2
        solid = area._replace(width=rows.names)
        number = solid._replace(width=NUMBER_WIDE * size)
        ground = Shape(rounded(solid, (round_, 0, 0, round_)), colours.customer, None, closed=True)
        items: list[Item] = [
            Rectangle(area, colours.customer_tint, None, round_),
            ground,
            *self.block([str(at + 1)], number, NUMBER * size, 700, 1, colours.on_customer),
        ]
        x = solid.right + BESIDE * size
        room = area.right - BESIDE * size - x
        if rows.above:
            both = len(row.name) + len(row.done)
            top = middle - both / 2 * self.step(size)
            items += self.set(row.name, x, top, size, 700, colours.customer, room)
            top += len(row.name) * self.step(size)
        else:
            top = middle - len(row.name) / 2 * self.step(size)
            beside = solid.right - number.right
            items += self.set(row.name, number.right, top, size, 700, colours.on_customer, beside)
            top = middle - len(row.done) / 2 * self.step(size)
        items += self.set(row.done, x, top, size, 400, colours.ink, room)
        title = self._words.say("named", name=step.name, what=step.done)
        return Part("box", f"step {at + 1}", title, tuple(items), area)

    def _unwritten(self, rows: StepRows, area: Area) -> Part:
        """What nobody has written, with a broken edge."""
        colours, size = self._theme.palette, rows.small
        pen = Pen(colours.muted, EDGE * size, (DASH[0] * size, DASH[1] * size))
        x, room = area.x + BESIDE * size, area.width - 2 * BESIDE * size
        top = area.y + area.height / 2 - len(rows.unwritten) / 2 * self.step(size)
        edge = Rectangle(area, None, pen, ROUND * size)
        texts = self.set(rows.unwritten, x, top, size, 400, colours.muted, room)
        return Part("box", "unwritten", self._card.unwritten or "", (edge, *texts), area)
