"""The chain of a team's poster: boxes in rows, joined by what one hands to the next.

It stands in as few rows, and in type as large, as its place allows.
"""

from collections.abc import Iterator
from itertools import accumulate
from typing import NamedTuple

from servicemap.drawing.composing.lettering import HAIR, Page
from servicemap.drawing.composing.shapes import SHAFT_ENDS, arrowhead, bend
from servicemap.drawing.composing.stations import HEAD, LARGEST, SERVICE, SHAFT, Stations, aside
from servicemap.drawing.scene import Area, Part, Pen, Point, Shape
from servicemap.drawing.theme import LEADING, SERVICE_LEADING, Theme
from servicemap.drawing.typesetting.text import Typesetter
from servicemap.views.view import TeamLine
from servicemap.wording.phrases import Words

NAME_WIDTHS = (3.6, 4.6, 6, 8, 11)
"""How wide the text of a box may run, in sizes of its type."""

LABEL_WIDTHS = (2.8, 3.6, 4.6, 6, 8)
"""How wide the text of a label may run, in sizes of a box's type."""

FULL = 0.45
"""A row that is wider than this part of its place goes from edge to edge."""

LINES_AT_MOST = 4
"""A name or label in more lines than this is worth smaller type."""

ROWS_AT_MOST = 12
"""More rows than this are not tried."""

TALLER = 0.8
"""How much taller boxes are where there is room, in sizes of type."""

MORE_ROWS = 1.12
"""Another row is worth it where type grows by this much."""


AROUND = 1.1
"""What a box has left and right of its name together, in sizes of its type."""

ABOVE_AND_BELOW = 0.85
"""What a box has above and below its name together, in sizes of its type."""

LINK = 1.75
"""What a link needs beside its label, and from row to row, in sizes of a box's type."""

FLAG = 0.9
"""What the flag of the first box takes, in sizes of its type."""

PILL_AROUND = 0.9
"""What a label has left and right of its words together, in sizes of its type."""

PILL_ABOVE_AND_BELOW = 0.5
"""What a label has above and below its words together, in sizes of its type."""

AS_GOOD = 0.98
"""What is this part of the largest type is as good as the largest."""

WORD_AT_MOST = 9
"""A longer word than this may be broken, in sizes of type."""

LOOSE = 1e-3
"""Room that is left for sums that are not exact, in sizes of type."""

PILL_DOWN = 0.45
"""From the end of a row to the label below it, in sizes of type."""

TURN = 0.55
"""How round a link turns from one row to the next, in sizes of type."""

APART = 1.2
"""Rows stand further apart by so much at most where there is room, in sizes of type."""


class Chain(NamedTuple):
    """A chain at one size of type: how its text is broken, and how large everything is."""

    size: float
    names: tuple[tuple[str, ...], ...]
    labels: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    height: float
    pills: tuple[tuple[float, float], ...]
    rows: tuple[tuple[int, int], ...]

    @property
    def gap(self) -> float:
        """What a link needs beside its label."""
        return LINK * self.size

    @property
    def between(self) -> float:
        """From one row to the next."""
        ends = [end - 1 for _, end in self.rows[:-1]]
        return max((self.pills[at][1] for at in ends), default=0) + LINK * self.size

    def wide(self, row: tuple[int, int]) -> float:
        """How wide a row is at least."""
        start, end = row
        links = sum(self.pills[at][0] + self.gap for at in range(start, end - 1))
        return sum(self.widths[start:end]) + links

    @property
    def tall(self) -> float:
        """How tall the chain is at least, with the flag on its first box."""
        rows = len(self.rows)
        return rows * self.height + (rows - 1) * self.between + FLAG * self.size


class ChainOfBoxes(Stations):
    """Draws the chain of one poster."""

    def __init__(
        self, line_: TeamLine, page: Page, setter: Typesetter, theme: Theme, words: Words
    ) -> None:
        super().__init__(page, setter, theme, words)
        self._line = line_

    def measured(self, area: Area) -> Chain:
        """The chain in the largest type that its place allows, in few rows.

        Everything in it grows with its type, so it is measured at one size and grown to fit.
        """
        largest = LARGEST * self._theme.scale
        tried: dict[int, list[tuple[bool, float, float, float]]] = {}
        sizes: dict[Chain, list[float]] = {}  # many widths break short text in the same places
        for name_width in NAME_WIDTHS:
            for label_width in LABEL_WIDTHS:
                one = self._at(1, name_width, label_width)
                fine = max(map(len, (*one.names, *one.labels))) <= LINES_AT_MOST
                if one not in sizes:
                    sizes[one] = [*_sizes(one, area, largest)]
                for rows_count, size in enumerate(sizes[one], 1):
                    tried.setdefault(rows_count, []).append((fine, size, name_width, label_width))
        best: tuple[bool, float, float, float, int] | None = None
        for rows_count, found in tried.items():
            good, most, *_ = max(found)
            # Of those that are as good as the largest, the one that breaks its text least.
            near = [one for one in found if one[0] == good and one[1] > AS_GOOD * most]
            fewest = (*max(near, key=lambda one: one[2:]), rows_count)
            if best is None or fewest[0] > best[0] or fewest[1] > best[1] * MORE_ROWS:
                best = fewest
        assert best is not None, "a chain has at least one row"
        _, size, name_width, label_width, rows_count = best
        chain = self._at(size, name_width, label_width)
        return chain._replace(rows=_splits(chain, rows_count)[-1])

    def _at(self, size: float, name_width: float, label_width: float) -> Chain:
        """The chain in one row, its text broken at these widths."""
        names = [
            self._setter.wrap(box.name, size, 600, self._least(box.name, name_width) * size)
            for box in self._line.boxes
        ]
        small = SERVICE * size
        labels = [
            self._setter.wrap(
                link.label,
                small,
                400,
                max(label_width, self._least(link.label, 0) * SERVICE) * size,
            )
            for link in self._line.links
        ]
        widths = tuple(
            wrapped.width + (AROUND + aside(box)) * size
            for box, wrapped in zip(self._line.boxes, names, strict=True)
        )
        pills = tuple(
            (
                one.width + PILL_AROUND * small,
                len(one.lines) * small * SERVICE_LEADING * self._theme.spacing
                + PILL_ABOVE_AND_BELOW * small,
            )
            for one in labels
        )
        height = (
            max(len(one.lines) for one in names) * size * LEADING * self._theme.spacing
            + ABOVE_AND_BELOW * size
        )
        return Chain(
            size,
            tuple(one.lines for one in names),
            tuple(one.lines for one in labels),
            widths,
            max(height, *(tall for _, tall in pills)) if pills else height,
            pills,
            ((0, len(names)),),
        )

    def _least(self, words: str, ems: float) -> float:
        """A width in sizes of type that breaks no word of ordinary length."""
        longest = max(self._setter.width(word, 1, 600) for word in words.split())
        return max(ems, min(longest, WORD_AT_MOST)) + LOOSE

    def parts(self, chain: Chain, area: Area) -> list[Part]:
        """Links, then labels, then boxes."""
        places = _places(chain, area)
        boxes = self._line.boxes
        links: list[Part] = []
        pills: list[Part] = []
        row_ends = {end - 1 for _, end in chain.rows}
        size, colours = chain.size, self._theme.palette
        pen = Pen(colours.ink, SHAFT * size)
        head = HEAD * size
        for at, link in enumerate(self._line.links):
            wide, tall = chain.pills[at]
            here, there = places[at], places[at + 1]
            points: list[Point]
            if at not in row_ends:
                y = here.y + here.height / 2
                points = [(here.right, y), (there.x, y)]
                x = here.right + (there.x - head - here.right - wide) / 2
                pill = Area(x, y - tall / 2, wide, tall)
            else:
                x, to = here.x + here.width / 2, there.x + there.width / 2
                if abs(x - to) < HAIR:
                    points = [(x, here.bottom), (x, there.y)]
                    left = min(max(area.x, x - wide / 2), area.right - wide)
                    pill = Area(left, here.bottom + PILL_DOWN * size, wide, tall)
                else:
                    # Between the two bends, as on every other link.
                    level = (here.bottom + there.y - HEAD * size) / 2
                    points = [(x, here.bottom), (x, level), (to, level), (to, there.y)]
                    left = min(max(area.x, (x + to - wide) / 2), area.right - wide)
                    pill = Area(left, level - tall / 2, wide, tall)
            tip, before = points[-1], points[-2]
            back = SHAFT_ENDS * head
            shaft = (tip[0] - back, tip[1]) if before[1] == tip[1] else (tip[0], tip[1] - back)
            items = (
                Shape(bend([*points[:-1], shaft], TURN * size), None, pen),
                arrowhead(before, tip, head, colours.ink),
            )
            links.append(
                Part("link", link.id, link.sentence, items, None, link.source, link.target)
            )
            pills.append(self.pill(link, chain.labels[at], size, pill))
        drawn = [
            self.station(box, chain.names[at], size, places[at]) for at, box in enumerate(boxes)
        ]
        return [*links, *pills, self.flag(boxes[0], size, places[0]), *drawn]


def _sizes(chain: Chain, area: Area, largest: float) -> Iterator[float]:
    """The largest type in which a chain of type 1 has room: in one row, in two, and so on."""
    for rows in _splits(chain, ROWS_AT_MOST):
        stood = chain._replace(rows=rows)
        wide = max(map(stood.wide, rows))
        yield min(area.width / wide, area.height / stood.tall, largest)


def _splits(chain: Chain, rows: int) -> list[tuple[tuple[int, int], ...]]:
    """The boxes in one row, in two, and so on to `rows`: each time the widest as narrow as can be.

    `best[end]` is what the boxes before `end` make at best, row by row.
    """
    count = len(chain.names)
    upto = [0.0, *accumulate(chain.widths)]
    links = [0.0, *accumulate(wide + chain.gap for wide, _ in chain.pills)]
    best: dict[int, tuple[float, tuple[tuple[int, int], ...]]] = {0: (0.0, ())}
    found = []
    for row in range(1, min(rows, count) + 1):
        best = {
            end: min(
                (
                    max(widest, upto[end] - upto[start] + links[end - 1] - links[start]),
                    (*before, (start, end)),
                )
                for start, (widest, before) in best.items()
                if start < end
            )
            for end in range(row, count + 1)
        }
        found.append(best[count][1])
    return found


def _places(chain: Chain, area: Area) -> list[Area]:
    """Where each box stands: rows from edge to edge, or in a column where each has one box.

    Where there is room to spare boxes are taller.
    """
    rows = chain.rows
    spare = max(0.0, area.height - chain.tall)
    taller = min(spare / 2 / len(rows), TALLER * chain.size)
    spare -= taller * len(rows)
    apart = min(spare / len(rows), APART * chain.size)
    y = area.y + FLAG * chain.size + (spare - apart * (len(rows) - 1)) / 2
    widest = max(rows, key=chain.wide)
    single = all(end - start == 1 for start, end in rows)
    usual = (area.width - chain.wide(widest)) / max(1, widest[1] - widest[0] - 1)
    places = []
    for start, end in rows:
        wide = chain.wide((start, end))
        full = wide >= FULL * area.width and end - start > 1
        more = (area.width - wide) / (end - start - 1) if full else usual
        x = area.x + ((area.width - wide) / 2 if single else 0)
        for at in range(start, end):
            places.append(Area(x, y, chain.widths[at], chain.height + taller))
            if at + 1 < end:
                x += chain.widths[at] + chain.pills[at][0] + chain.gap + more
        y += chain.height + taller + chain.between + apart
    return places
