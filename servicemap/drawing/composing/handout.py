"""The text of a page for a meeting: sections of items, and below them lines to write on.

Type becomes smaller until all fits, and never so small that nobody reads it at a table: what still
has no room is counted where it would stand.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from servicemap.drawing.composing.lettering import ELLIPSIS
from servicemap.drawing.composing.page_frame import HAIRLINE, LEADING, PageFrame
from servicemap.drawing.composing.shapes import circle, polygon
from servicemap.drawing.scene import Area, Item, Part, Pen, Rectangle, Shape
from servicemap.drawing.theme import POINT
from servicemap.views.handouts import Handout, HandoutItem, HandoutSection, ItemMark, WriteOn

LARGEST = 16.6
"""The largest type of an item, in points on A3."""

LEAST = 9.5 * POINT
"""The least, in mm on any paper: smaller is not read at a table, held in the hand."""

TIMES = 0.97
"""Each size that is tried is so many times the one before."""

HEADING = 1.18
"""The size of a heading, in sizes of type."""

MARK_OUT = 0.95
"""How far in the margin the middle of an item's mark stands, in sizes of type."""

LEAD_PART, FIGURE_PART = 0.25, 0.19
"""The parts of the width that leads and figures take at most."""

BESIDE = 1.0
"""Between the columns of an item, in sizes of type."""

ITEMS_APART, BELOW_HEADING, SECTIONS_APART = 0.5, 0.5, 1.5
"""What stays free, in sizes of type."""

LOOSER = 1.6
"""Where there is room these grow by so much at most."""

LINES_WHERE_TIGHT = 4
"""So many lines an item keeps where not all fit, before an ellipsis."""

ROW = 13
"""From one line to write on to the next, in mm on A3."""

ROWS_LEAST, ROWS_MOST = 3, 14
"""So many of them there are."""

ROWS_ENOUGH = 8
"""With these, what room there is goes between the items."""

WRITE_HEAD = 0.6
"""The height of the heading above them, in lines to write on."""

COLUMN_NAMES, COLUMNS_APART = 0.86, 1.2
"""The size of the names of the others, and what stays free between columns, in sizes of type."""

COLUMN_NAMES_LEAST = 8 * POINT
"""The least size of these names, in mm on any paper."""

MARK_RADIUS, MARK_PEN, MARK_POINTS = 0.27, 0.1, 1.3
"""The radius of a mark and the line round an open one, in sizes of type; how far the corners of a
square one reach, in radii.
"""

FIRST_COLUMN = 0.58
"""The part of the width that the first column to write in takes."""


class ItemLines(NamedTuple):
    """One item as lines; `cut`: not all of it is told."""

    item: HandoutItem
    lead: tuple[str, ...]
    said: tuple[str, ...]
    more: tuple[str, ...]
    figure: tuple[str, ...]
    cut: bool = False

    @property
    def high(self) -> int:
        """How many lines high it is."""
        return max(len(self.lead), len(self.said) + len(self.more), len(self.figure))


class SectionLines(NamedTuple):
    """One section as lines; `more` are items that have no room."""

    section: HandoutSection
    items: tuple[ItemLines, ...]
    more: int = 0

    def tall(self, step: float, size: float) -> float:
        """How tall it is."""
        lines = sum(item.high for item in self.items) + bool(self.more)
        gaps = len(self.items) - 1 + bool(self.more)
        head = (HEADING * LEADING + BELOW_HEADING) * size
        return head + lines * step + gaps * ITEMS_APART * size


class DrawnHandout(NamedTuple):
    """What stands between head and foot, the size of its type, and how many items have no room."""

    parts: list[Part]
    size: float
    left_out: int
    shortened: int


class HandoutComposer(PageFrame):
    """Draws the sections of one page."""

    def drawn(self, handout: Handout, area: Area) -> DrawnHandout:
        """All of it in the largest type that fits, or what fits in the least."""
        rows = self._rows(ROWS_LEAST)
        for size in self._sizes():
            found = [self._wrapped(one, size, area.width) for one in handout.sections]
            if self._tall(found, size) + rows <= area.height:
                break
        else:
            size = LEAST
            found = self._fitted(found, size, area.height - rows)
        return self._placed(handout, found, size, area)

    def _sizes(self) -> Iterator[float]:
        size = LARGEST * POINT * self._theme.scale
        while size > LEAST:
            yield size
            size *= TIMES
        yield LEAST

    def _step(self, size: float) -> float:
        return LEADING * self._theme.spacing * size

    def _rows(self, count: int) -> float:
        """How tall so many lines to write on are, with their heading."""
        return (count + WRITE_HEAD) * ROW * self._theme.scale

    def _wrapped(self, section: HandoutSection, size: float, width: float) -> SectionLines:
        return SectionLines(section, tuple(self._item(item, size, width) for item in section.items))

    def _item(self, item: HandoutItem, size: float, width: float) -> ItemLines:
        lead, figure = LEAD_PART * width, FIGURE_PART * width
        said = width
        said -= lead + BESIDE * size if item.lead else 0
        said -= figure + BESIDE * size if item.figure else 0

        def lines(words: str | None, weight: int, room: float) -> tuple[str, ...]:
            return self._setter.wrap(words, size, weight, room, 9).lines if words else ()

        return ItemLines(
            item,
            lines(item.lead, 700, lead),
            lines(item.said, 400, said),
            lines(item.more, 400, said),
            lines(item.figure, 700, figure),
        )

    def _tall(self, found: Sequence[SectionLines], size: float) -> float:
        step = self._step(size)
        return sum(one.tall(step, size) for one in found) + SECTIONS_APART * size * len(found)

    def _fitted(self, found: list[SectionLines], size: float, room: float) -> list[SectionLines]:
        """What fits: long items are cut short, then the longest section leaves out its last."""
        found = [one._replace(items=tuple(_shortened(item) for item in one.items)) for one in found]
        while self._tall(found, size) > room:
            at = max(range(len(found)), key=lambda at: len(found[at].items))
            one = found[at]
            if len(one.items) == 1:
                break
            found[at] = one._replace(items=one.items[:-1], more=one.more + 1)
        return found

    def _placed(
        self, handout: Handout, found: Sequence[SectionLines], size: float, area: Area
    ) -> DrawnHandout:
        """The sections from top to bottom, then lines to write on as far as there is room."""
        scale = self._theme.scale
        spare = area.height - self._tall(found, size) - self._rows(ROWS_ENOUGH)
        gaps = sum(len(one.items) for one in found) * ITEMS_APART + len(found) * SECTIONS_APART
        looser = 1 + max(0.0, min(LOOSER - 1, spare / (gaps * size) if gaps else 0.0))
        y, parts = area.y, []
        for number, one in enumerate(found, start=1):
            part, y = self._section(number, one, size, looser, Area(area.x, y, area.width, 0))
            parts.append(part)
            y += SECTIONS_APART * size * looser
        rows = int((area.bottom - y) / (ROW * scale) - WRITE_HEAD)
        if rows >= ROWS_LEAST:
            place = Area(area.x, y, area.width, area.bottom - y)
            parts.append(self._write_on(handout.write_on, min(rows, ROWS_MOST), size, place))
        left_out = sum(one.more for one in found)
        cut = sum(item.cut for one in found for item in one.items)
        return DrawnHandout(parts, size, left_out, cut)

    def _section(
        self, number: int, one: SectionLines, size: float, looser: float, at: Area
    ) -> tuple[Part, float]:
        colours, step = self._theme.palette, self._step(size)
        heading = HEADING * size
        items: list[Item] = []
        y = at.y + LEADING * heading
        items.append(
            self.text(
                one.section.heading,
                (at.x, at.y + LEADING * heading / 2 + self._theme.middle * heading),
                heading,
                700,
                at.width,
                colours.customer,
            )
        )
        y += BELOW_HEADING * size
        apart = ITEMS_APART * size * looser
        for item in one.items:
            items += self._drawn_item(item, size, Area(at.x, y, at.width, item.high * step))
            y += item.high * step + apart
        if one.more:
            said = self._words.say("more", count=one.more)
            place = (at.x, y + step / 2 + self._theme.middle * size)
            items.append(self.text(said, place, size, 700, at.width, colours.muted))
            y += step + apart
        y -= apart
        title = self._words.say(
            "named",
            name=one.section.heading,
            what=self._words.in_a_row([_spoken(item.item) for item in one.items]),
        )
        area = Area(at.x - size, at.y, at.width + 2 * size, y - at.y)
        return Part("box", f"section {number}", title, tuple(items), area), y

    def _drawn_item(self, one: ItemLines, size: float, area: Area) -> Iterator[Item]:
        colours = self._theme.palette
        lead, figure = LEAD_PART * area.width, FIGURE_PART * area.width
        x = area.x
        yield from self._mark(one.item.mark, size, area)
        yield from self._lines(one.lead, x, area.y, size, 700, lead, colours.ink)
        if one.lead:
            x += lead + BESIDE * size
        room = area.right - x
        yield from self._lines(one.said, x, area.y, size, 400, room, colours.ink)
        below = area.y + len(one.said) * self._step(size)
        yield from self._lines(one.more, x, below, size, 400, room, colours.muted)
        colour = colours.late if one.item.mark is ItemMark.BAD else colours.ink
        step = self._step(size)
        first = area.y + step / 2 + self._theme.middle * size
        for at, words in enumerate(one.figure):
            place = (area.right, first + at * step)
            yield self.text(words, place, size, 700, figure, colour, "right")

    def _lines(
        self,
        lines: Sequence[str],
        x: float,
        top: float,
        size: float,
        weight: int,
        room: float,
        colour: str,
    ) -> Iterator[Item]:
        step = self._step(size)
        first = top + step / 2 + self._theme.middle * size
        for at, words in enumerate(lines):
            yield self.text(words, (x, first + at * step), size, weight, room, colour)

    def _mark(self, mark: ItemMark, size: float, area: Area) -> Iterator[Item]:
        """What a glance sees: each mark has a shape of its own, and a colour."""
        colours = self._theme.palette
        r = MARK_RADIUS * size
        x, y = area.x - MARK_OUT * size, area.y + self._step(size) / 2
        match mark:
            case ItemMark.GOOD:
                yield Shape(circle((x, y), r), colours.customer, None, closed=True)
            case ItemMark.OPEN:
                pen = Pen(colours.muted, MARK_PEN * size)
                yield Shape(circle((x, y), r - MARK_PEN * size / 2), None, pen, closed=True)
            case ItemMark.BAD:
                d = MARK_POINTS * r
                yield polygon([(x, y - d), (x + d, y), (x, y + d), (x - d, y)], colours.late)
            case ItemMark.PLAIN:
                pass

    def _write_on(self, write: WriteOn, rows: int, size: float, area: Area) -> Part:
        """A heading, the names of the columns, and ruled lines."""
        colours, scale = self._theme.palette, self._theme.scale
        step = ROW * scale
        others = write.columns
        wide = area.width * FIRST_COLUMN
        beside = (area.width - wide) / max(1, len(others))
        edges = [
            (area.x, wide),
            *((area.x + wide + k * beside, beside) for k in range(len(others))),
        ]
        heading = HEADING * size
        base = area.y + LEADING * heading / 2 + self._theme.middle * heading
        items: list[Item] = [
            self.text(write.heading, (area.x, base), heading, 700, wide, colours.customer)
        ]
        small = max(COLUMN_NAMES * size, COLUMN_NAMES_LEAST)
        gap = COLUMNS_APART * size
        for (x, _), words in zip(edges[1:], others, strict=True):
            items.append(self.text(words, (x, base), small, 400, beside - gap, colours.muted))
        y = area.y + WRITE_HEAD * step
        for _ in range(rows):
            y += step
            for k, (x, wide_) in enumerate(edges):
                room = wide_ - (gap if k < len(edges) - 1 else 0)
                line = Area(x, y - HAIRLINE * scale, room, HAIRLINE * scale)
                items.append(Rectangle(line, colours.line))
        return Part("box", "write on", write.heading, tuple(items))


def _shortened(item: ItemLines) -> ItemLines:
    """An item of which only the first lines are told."""
    told = ItemLines(
        item.item,
        _first_of(item.lead),
        _first_of(item.said),
        _first_of(item.more),
        _first_of(item.figure),
    )
    return told._replace(cut=told != item)


def _first_of(lines: tuple[str, ...]) -> tuple[str, ...]:
    """The first lines; the last of these says that something follows."""
    if len(lines) <= LINES_WHERE_TIGHT:
        return lines
    *kept, last = lines[:LINES_WHERE_TIGHT]
    return (*kept, last.rstrip(" .,;:-") + ELLIPSIS)


def _spoken(item: HandoutItem) -> str:
    """An item for the ear."""
    return "; ".join(filter(None, (item.lead, item.said, item.more, item.figure)))
