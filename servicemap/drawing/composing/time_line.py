"""The line of time above some series: its months, what was done when, where nothing is known."""

from collections.abc import Sequence
from typing import NamedTuple

from servicemap.drawing.composing.lettering import Lettering
from servicemap.drawing.scene import Area, Item, LineTo, MoveTo, Part, Pen, Rectangle, Shape
from servicemap.drawing.theme import POINT
from servicemap.drawing.typesetting.text import Anchor
from servicemap.views.series import SeriesMark, SeriesPage

LABEL, NUMBER, TICK = 11, 8.5, 9
"""Points on A3: what was done, its number, and the names of months."""

ROWS_AT_MOST = 3
"""Rows of labels above the line; of what stands in none the number is said."""

ROW = 5.6
"""From one row of labels to the next, in mm on A3."""

RADIUS = 2.1
"""Of the disc around a number, in mm on A3."""

AFTER_DISC = 1.2
"""From a disc to its words, in mm on A3."""

BETWEEN = 5
"""From one label to the next on its row, in mm on A3."""

ABOVE_AXIS, BELOW_AXIS = 1.6, 4.6
"""From the lowest labels to the line, and from it to the names of months, in mm on A3."""

TICK_LONG = 1.4
"""How far a tick goes below the line, in mm on A3."""

CROSS = 1.1
"""How far a cross reaches from its middle, in mm on A3."""

THICK, THIN = 0.4, 0.25
"""The line, and what hangs on it, in mm on A3."""

LEAST_SCALE = 0.8
"""On a small paper lines and letters are no smaller than this part of those on A3."""


class _Placed(NamedTuple):
    """What is said of a mark: its row, counted from the line upwards, where it begins and ends.

    `x` is where the mark is; `turned`: the words stand left of that.
    """

    mark: SeriesMark
    row: int
    x: float
    left: float
    right: float
    turned: bool

    @property
    def words(self) -> str:
        """What was done, and when."""
        return f"{self.mark.words}, {self.mark.day}"

    def clear_of(self, other: "_Placed", apart: float) -> bool:
        """Whether neither covers the other, nor what the higher one hangs on."""
        if self.row != other.row:
            higher, lower = (self, other) if self.row > other.row else (other, self)
            return not lower.left - apart / 2 < higher.x < lower.right + apart / 2
        return self.left >= other.right + apart or self.right <= other.left - apart


def cross(x: float, y: float, reach: float, pen: Pen) -> list[Item]:
    """A cross: here nothing is known."""
    return [
        Shape((MoveTo((x - reach, y - reach)), LineTo((x + reach, y + reach))), pen=pen),
        Shape((MoveTo((x - reach, y + reach)), LineTo((x + reach, y - reach))), pen=pen),
    ]


def upright(x: float, top: float, bottom: float, pen: Pen) -> Item:
    """An upright line."""
    return Shape((MoveTo((x, top)), LineTo((x, bottom))), pen=pen)


class TimeLine(Lettering):
    """Draws the line of time of one page."""

    def part(self, shown: SeriesPage, top: float) -> tuple[Part, float]:
        """The line with all that stands on it, from a height on; and where it ends."""
        scale = max(self._theme.scale, LEAST_SCALE)
        head = self._page.head
        placed, left_out = self._placed(shown.marks, scale)
        rows = max((one.row for one in placed), default=-1) + 1
        axis = top + (rows * ROW + ABOVE_AXIS) * scale
        colours = self._theme.palette
        items: list[Item] = [
            Shape(
                (MoveTo((head.x, axis)), LineTo((head.right, axis))),
                pen=Pen(colours.line, THICK * scale),
            ),
            *self._ticks(shown, axis, scale),
        ]
        for at in shown.gaps:
            pen = Pen(colours.muted, THICK * scale)
            items += cross(self._x(at), axis, CROSS * scale, pen)
        for one in placed:
            items += self._label(one, axis, scale)
        if left_out:
            said = self._words.say("history_more_done", count=left_out)
            place = (head.right, axis + BELOW_AXIS * scale)
            items.append(
                self.text(
                    said, place, TICK * POINT * scale, 400, head.width, colours.muted, "right"
                )
            )
        bottom = axis + (BELOW_AXIS + 1) * scale
        area = Area(head.x, top, head.width, bottom - top)
        title = self._words.listed([f"{mark.day}: {mark.words}" for mark in shown.marks])
        return Part("series", "time", title or shown.subtitle, tuple(items), area), bottom

    def _ticks(self, shown: SeriesPage, axis: float, scale: float) -> list[Item]:
        colours, head = self._theme.palette, self._page.head
        size = TICK * POINT * scale
        items: list[Item] = []
        end = head.x
        for tick in shown.ticks:
            x = self._x(tick.at)
            items.append(
                upright(x, axis, axis + TICK_LONG * scale, Pen(colours.line, THIN * scale))
            )
            room = head.right - x
            if x >= end and self._setter.width(tick.words, size, 400) <= room:
                words = self.text(
                    tick.words, (x, axis + BELOW_AXIS * scale), size, 400, room, colours.muted
                )
                items.append(words)
                end = words.area.right + scale
        return items

    def _x(self, at: float) -> float:
        return self._page.head.x + at * self._page.head.width

    def _placed(self, marks: Sequence[SeriesMark], scale: float) -> tuple[list[_Placed], int]:
        """Each mark in the lowest row that has room for it, and how many there is none for.

        The latest first: words run on to the right, where what earlier ones hang on is not.
        """
        placed: list[_Placed] = []
        for mark in reversed(marks):
            tries = (one for row in range(ROWS_AT_MOST) for one in self._tries(mark, row, scale))
            apart = BETWEEN * scale
            one = next(
                (t for t in tries if all(t.clear_of(other, apart) for other in placed)), None
            )
            if one is not None:
                placed.append(one)
        return placed, len(marks) - len(placed)

    def _tries(self, mark: SeriesMark, row: int, scale: float) -> list[_Placed]:
        """A mark with its words right of it, and left of it, where the paper has room."""
        head, x, out = self._page.head, self._x(mark.at), RADIUS * scale
        right = _Placed(mark, row, x, x - out, 0, turned=False)
        wide = self._setter.width(right.words, LABEL * POINT * scale, 600)
        wide += (RADIUS + AFTER_DISC) * scale
        right = right._replace(right=x + wide)
        left = right._replace(left=x - wide, right=x + out, turned=True)
        tries = [one for one in (right, left) if one.left >= head.x - out]
        return [one for one in tries if one.right <= head.right + out]

    def _label(self, one: _Placed, axis: float, scale: float) -> list[Item]:
        colours, x, radius = self._theme.palette, one.x, RADIUS * scale
        y = axis - (one.row * ROW + ABOVE_AXIS + ROW / 2) * scale
        disc = Area(x - radius, y - radius, 2 * radius, 2 * radius)
        size = LABEL * POINT * scale
        beside = (RADIUS + AFTER_DISC) * scale
        place = (x - beside if one.turned else x + beside, y + self._theme.middle * size)
        anchor: Anchor = "right" if one.turned else "left"
        room = one.right - one.left
        return [
            upright(x, y, axis, Pen(colours.new, THIN * scale)),
            Rectangle(disc, colours.new, None, radius),
            *self.lines(
                [str(one.mark.number)], (x, y), NUMBER * POINT * scale, 700, 1, colours.page
            ),
            self.text(one.words, place, size, 600, room, colours.new, anchor),
        ]
