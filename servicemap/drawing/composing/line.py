"""A team's poster: whom its work reaches in large letters, and the chain to them below.

The chain stands in as few rows, and in type as large, as its place allows.
"""

from collections.abc import Sequence
from typing import NamedTuple

from servicemap.drawing.composing.heading import Heading
from servicemap.drawing.composing.lettering import Page
from servicemap.drawing.composing.shapes import arrowhead, bend, icon, outline_of, rounded
from servicemap.drawing.scene import Area, Item, Part, Pen, Point, Rectangle, Shape
from servicemap.drawing.theme import LEADING, POINT, SERVICE_LEADING, Theme
from servicemap.drawing.typesetting.text import Typesetter
from servicemap.drawing.viewing.team import TeamLine
from servicemap.drawing.views import Box, Kind
from servicemap.drawing.words import Words

KICKER, NAME, NAME_OF_TWO, ALSO, MAP = 36, 138, 90, 21, 15
"""Points on A3: the line above the name, the name in one line and in two, below it, the map's."""

LARGEST, SMALLEST = 80, 7
"""Points on A3: the largest and the least type of a box in the chain."""

SERVICE = 0.6
"""The size of a service's name, in sizes of a box's."""

NAME_WIDTHS = (3.6, 4.6, 6, 8, 11)
LABEL_WIDTHS = (2.8, 3.6, 4.6, 6, 8)
"""How wide the text of a box and of a label may run, in sizes of a box's type."""

FULL = 0.45
"""A row that is wider than this part of its place goes from edge to edge."""

LINES_AT_MOST = 4
ROWS_AT_MOST = 8
MORE_ROWS = 1.12
"""Another row is worth it where type grows by this much."""


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
        return 1.75 * self.size

    @property
    def between(self) -> float:
        """From one row to the next."""
        ends = [end - 1 for _, end in self.rows[:-1]]
        return max((self.pills[at][1] for at in ends), default=0) + 1.75 * self.size

    def wide(self, row: tuple[int, int]) -> float:
        """How wide a row is at least."""
        start, end = row
        links = sum(self.pills[at][0] + self.gap for at in range(start, end - 1))
        return sum(self.widths[start:end]) + links

    @property
    def tall(self) -> float:
        """How tall the chain is at least, with the flag on its first box."""
        rows = len(self.rows)
        return rows * self.height + (rows - 1) * self.between + 0.9 * self.size


class Line(Heading):
    """Draws what stands on one team's poster above its foot."""

    def __init__(
        self, line_: TeamLine, page: Page, setter: Typesetter, theme: Theme, words: Words
    ) -> None:
        super().__init__(page, setter, theme, words)
        self._line = line_

    def parts(self, map_title: str) -> tuple[list[Part], float, float]:
        """Everything, and the sizes of the names and of the services in the chain."""
        scale = self._theme.scale
        head, bottom = self._head(map_title)
        below = self._page.foot.y - 6 * scale
        band = self._band(below)
        if band:
            below = min(part.area.y for part in band if part.area) - 7 * scale
        top = bottom + 6 * scale
        area = Area(self._page.head.x, top, self._page.head.width, below - top)
        chain = self._fitted_chain(area)
        return [*head, *self._chain(chain, area), *band], chain.size, SERVICE * chain.size

    def _head(self, map_title: str) -> tuple[list[Part], float]:
        """Whose work reaches whom; and where that ends."""
        colours, scale, head = self._theme.palette, self._theme.scale, self._page.head
        here = self._here(self._line.team)
        assert here.area is not None
        room = head.width - here.area.width - 9 * scale
        small, kicker = MAP * POINT * scale, KICKER * POINT * scale
        items: list[Item] = [
            self.text(map_title, (head.x, head.y + 0.7 * small), small, 700, room, colours.muted)
        ]
        baseline = head.y + 1.5 * small + 0.72 * kicker
        place = (head.x - 0.02 * kicker, baseline)
        items.append(self.text(self._words["your_work"], place, kicker, 600, room))
        top = max(here.area.bottom + 1.5 * scale, baseline + 0.3 * kicker)
        size, lines = self._name(head.width)
        for at, words in enumerate(lines):
            place = (head.x - 0.035 * size, top + (0.74 + 0.98 * at) * size)
            items.append(self.text(words, place, size, 700, head.width, colours.customer))
        y = top + (0.74 + 0.98 * (len(lines) - 1) + 0.27) * size
        parts = [here]
        also = ALSO * POINT * scale
        left = head.x
        deep = 12.5 * scale
        if self._line.meets_customer:
            badge = self._meets(left, y, deep)
            assert badge.area is not None
            parts.append(badge)
            left = badge.area.right + 6 * scale
        if self._line.others:
            said = self._others(head.right - left, also)
            items.append(
                self.text(
                    said,
                    (left, y + deep / 2 + self._theme.middle * also),
                    also,
                    400,
                    head.right - left,
                    colours.muted,
                )
            )
        bottom = y + (deep if len(parts) > 1 or self._line.others else 0)
        room_for = Area(0, 0, self._page.width, bottom + 2 * scale)
        title = f"{self._words['your_work']} {self._line.customer}"
        return [Part("head", "title", title, tuple(items), room_for), *parts], bottom

    def _name(self, room: float) -> tuple[float, tuple[str, ...]]:
        """The customer's name as large as it goes, in one line or two."""
        scale, words = self._theme.scale, " ".join(self._line.customer.split())
        wide = self._setter.width(words, 1, 700)
        one = min(NAME * POINT * scale, room / wide)
        two = NAME_OF_TWO * POINT * scale
        halves = self._setter.wrap(words, 1, 700, 0.5 * wide + 1e-6, 2).lines
        if len(halves) > 2:
            halves = self._setter.wrap(words, 1, 700, 0.72 * wide, 2).lines
        if len(halves) == 2:
            broad = max(self._setter.width(half, 1, 700) for half in halves)
            two = min(two, room / broad)
            if two > 1.15 * one:
                return two, tuple(halves)
        return one, (words,)

    def _meets(self, x: float, y: float, deep: float) -> Part:
        """The badge of those who meet the customer themselves."""
        colours, scale = self._theme.palette, self._theme.scale
        words = self._words["meets_customer"]
        size = 19 * POINT * scale
        picture = 7.4 * scale
        room = 0.6 * self._page.head.width
        shown, fitting = self.fitted(words, size, 700, room)
        width = self._setter.width(shown, fitting, 700) + picture + 13 * scale
        area = Area(x, y, width, deep)
        middle = y + deep / 2
        items = (
            Rectangle(area, colours.customer, None, deep / 2),
            icon("customers", x + 5 * scale, middle - picture / 2, picture, colours.on_customer),
            self._setter.line(
                shown,
                (x + picture + 7.5 * scale, middle + self._theme.middle * fitting),
                fitting,
                700,
                colours.on_customer,
            ),
        )
        return Part("badge", "meets", words, items, area)

    def _others(self, room: float, size: float) -> str:
        """Whom the work reaches besides; as many names as there is room for."""
        others = self._line.others
        for shown in range(len(others), 0, -1):
            names = self._words.listed(others[:shown])
            if shown < len(others):
                names = f"{names} {self._words.say('more', count=len(others) - shown)}"
            said = self._words.say("also_reaches", others=names)
            if self._setter.width(said, size, 400) <= room or shown == 1:
                return said
        return ""

    def _fitted_chain(self, area: Area) -> Chain:
        """The chain in the largest type that its place allows, in few rows.

        Everything in it grows with its type, so it is measured at one size and grown to fit.
        """
        unit = POINT * self._theme.scale
        best: tuple[float, float, float, int] | None = None
        for rows in range(1, min(ROWS_AT_MOST, len(self._line.boxes)) + 1):
            found: list[tuple[float, float, float, int]] = []
            for name_width in NAME_WIDTHS:
                for label_width in LABEL_WIDTHS:
                    one = self._measured(1, name_width, label_width, rows)
                    if max(map(len, (*one.names, *one.labels))) > LINES_AT_MOST:
                        continue
                    wide = max(one.wide(row) for row in one.rows)
                    size = min(area.width / wide, area.height / one.tall, LARGEST * unit)
                    found.append((size, name_width, label_width, rows))
            if not found:
                continue
            largest = max(size for size, *_ in found)
            # Of those that are as good as the largest, the one that breaks its text least.
            fewest = max(
                (one for one in found if one[0] > 0.98 * largest), key=lambda one: one[1:3]
            )
            if best is None or fewest[0] > best[0] * MORE_ROWS:
                best = fewest
        if best is None:
            best = (SMALLEST * unit, NAME_WIDTHS[-1], LABEL_WIDTHS[-1], 1)
        return self._measured(*best)

    def _measured(self, size: float, name_width: float, label_width: float, rows: int) -> Chain:
        names = [
            self._setter.wrap(box.name, size, 600, self._least(box.name, name_width) * size)
            for box in self._line.boxes
        ]
        small = SERVICE * size
        labels = [
            self._setter.wrap(
                link.label, small, 400, max(label_width, self._least(link.label, 0) * 0.6) * size
            )
            for link in self._line.links
        ]
        widths = tuple(
            wrapped.width + (1.1 + _aside(box)) * size
            for box, wrapped in zip(self._line.boxes, names, strict=True)
        )
        pills = tuple(
            (one.width + 0.9 * small, len(one.lines) * small * SERVICE_LEADING + 0.5 * small)
            for one in labels
        )
        height = max(len(one.lines) for one in names) * size * LEADING + 0.85 * size
        chain = Chain(
            size,
            tuple(one.lines for one in names),
            tuple(one.lines for one in labels),
            widths,
            max(height, *(tall for _, tall in pills)) if pills else height,
            pills,
            ((0, len(names)),),
        )
        return chain._replace(rows=_split(chain, rows))

    def _least(self, words: str, ems: float) -> float:
        """A width in sizes of type that breaks no word of ordinary length."""
        longest = max(self._setter.width(word, 1, 600) for word in words.split())
        return max(ems, min(longest, 9)) + 1e-3

    def _chain(self, chain: Chain, area: Area) -> list[Part]:
        """Links, then labels, then boxes."""
        places = _places(chain, area)
        boxes = self._line.boxes
        links: list[Part] = []
        pills: list[Part] = []
        row_ends = {end - 1 for _, end in chain.rows}
        size, colours = chain.size, self._theme.palette
        pen = Pen(colours.ink, 0.085 * size)
        head = 0.62 * size
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
                level = here.bottom + tall + 0.8 * size
                points = [(x, here.bottom), (x, level), (to, level), (to, there.y)]
                if abs(x - to) < 1e-6:
                    points = [(x, here.bottom), (x, there.y)]
                left = min(max(area.x, x - wide / 2), area.right - wide)
                pill = Area(left, here.bottom + 0.45 * size, wide, tall)
            tip, before = points[-1], points[-2]
            back = 0.72 * head
            shaft = (tip[0] - back, tip[1]) if before[1] == tip[1] else (tip[0], tip[1] - back)
            items = (
                Shape(bend([*points[:-1], shaft], 0.55 * size), None, pen),
                arrowhead(before, tip, head, colours.ink),
            )
            links.append(
                Part("link", link.id, link.sentence, items, None, link.source, link.target)
            )
            pills.append(self._pill(link.sentence, link.service, link.source, chain, at, pill))
        drawn = [self._station(chain, at, place) for at, place in enumerate(places)]
        return [*links, *pills, self._flag(chain, boxes[0], places[0]), *drawn]

    def _pill(
        self, title: str, service: str, source: str, chain: Chain, at: int, area: Area
    ) -> Part:
        colours = self._theme.palette
        small = SERVICE * chain.size
        items: list[Item] = [
            Rectangle(area, colours.page, Pen(colours.line, 0.035 * chain.size), 0.35 * small)
        ]
        items += self._rows(chain.labels[at], area, small, 400, SERVICE_LEADING, colours.ink)
        return Part("pill", f"{service} right", title, tuple(items), area, source)

    def _rows(
        self,
        lines: Sequence[str],
        area: Area,
        size: float,
        weight: int,
        leading: float,
        colour: str,
    ) -> list[Item]:
        """Lines of text in the middle of an area."""
        x, y = area.x + area.width / 2, area.y + area.height / 2
        first = y + self._theme.middle * size - (len(lines) - 1) / 2 * size * leading
        return [
            self._setter.line(
                words, (x, first + at * size * leading), size, weight, colour, "middle"
            )
            for at, words in enumerate(lines)
        ]

    def _station(self, chain: Chain, at: int, area: Area) -> Part:
        """One box of the chain: the team's own in the colour of here."""
        colours, size = self._theme.palette, chain.size
        box = self._line.boxes[at]
        lengths = self._theme.lengths._replace(
            edge=0.05 * size, edge_home=0.07 * size, corner=0.3 * size
        )
        theme = self._theme._replace(lengths=lengths)
        items: list[Item] = list(outline_of(box, area, theme))
        colour = colours.on_customer if box.kind is Kind.END_USER else colours.ink
        text = area
        if box.home:
            pen = Pen(colours.ink, lengths.edge_home)
            items = [Rectangle(area, colours.here, pen, lengths.corner)]
            colour = colours.on_here
        elif box.kind is Kind.SUPPLIER:
            text = area._replace(x=area.x + 0.33 * size, width=area.width - 0.33 * size)
        elif box.kind is Kind.DISTRIBUTOR:
            text = area._replace(width=area.width - 0.6 * size)
        items += self._rows(chain.names[at], text, size, 600, LEADING, colour)
        return Part("box", box.id, box.name, tuple(items), area)

    def _flag(self, chain: Chain, box: Box, area: Area) -> Part:
        """The flag on the team's own box."""
        colours = self._theme.palette
        font = 0.46 * chain.size
        words, fitting = self.fitted(self._words["you"], font, 700, area.width - 2.2 * font)
        width = self._setter.width(words, fitting, 700) + 2.4 * font
        height = 1.62 * font
        place = Area(area.x + 0.3 * chain.size, area.y - height, width, height)
        round_ = 0.5 * font
        items = (
            Shape(rounded(place, (round_, round_, 0, 0)), colours.ink, None, closed=True),
            icon(
                "pin",
                place.x + 0.45 * font,
                place.y + 0.28 * font,
                1.06 * font,
                colours.page,
            ),
            self._setter.line(
                words,
                (place.x + 1.75 * font, place.y + height / 2 + self._theme.middle * fitting),
                fitting,
                700,
                colours.page,
            ),
        )
        return Part("badge", "you", f"{words}: {box.name}", items, place)

    def _band(self, bottom: float) -> list[Part]:
        """What the team promises itself, and how late it may be, side by side."""
        head, scale = self._page.head, self._theme.scale
        tipping, objectives = self._line.tipping, self._line.objectives
        if not (tipping or objectives):
            return []
        tall = head.width > self._page.height - self._page.foot.height
        height = (54 if tall else 62) * scale
        area = Area(head.x, bottom - height, head.width, height)
        gap = 7 * scale
        if not (tipping and objectives):
            return [self._objectives(area)] if objectives else [self._tipping(area)]
        left = 0.52 * (area.width - gap)
        return [
            self._objectives(area._replace(width=left)),
            self._tipping(area._replace(x=area.x + left + gap, width=area.width - left - gap)),
        ]

    def _objectives(self, area: Area) -> Part:
        colours, scale = self._theme.palette, self._theme.scale
        pad = 6 * scale
        heading = 16 * POINT * scale
        words = self._words["objectives"]
        inner = area.width - 2 * pad
        items: list[Item] = [
            Rectangle(area, colours.panel, Pen(colours.panel_edge, 0.45 * scale), 3 * scale),
            self.text(
                words,
                (area.x + pad, area.y + pad + 0.66 * heading),
                heading,
                700,
                inner,
                colours.muted,
            ),
        ]
        top = area.y + pad + 1.35 * heading
        room = area.bottom - pad - top
        size, blocks = self._blocks(self._line.objectives, inner, room)
        count = sum(len(block) for block in blocks)
        used = count * size * 1.16 + (len(blocks) - 1) * 0.42 * size
        baseline = top + max(0.0, (room - used) / 2) + 0.86 * size
        for block in blocks:
            middle = baseline - self._theme.middle * size
            dot = Area(area.x + pad, middle - 0.2 * size, 0.4 * size, 0.4 * size)
            items.append(Rectangle(dot, colours.ink, None, 0.08 * size))
            for words in block:
                place = (area.x + pad + 0.85 * size, baseline)
                items.append(self._setter.line(words, place, size, 600, colours.ink))
                baseline += 1.16 * size
            baseline += 0.42 * size
        return Part("objectives", "objectives", self._words["objectives"], tuple(items), area)

    def _blocks(
        self, texts: Sequence[str], width: float, height: float
    ) -> tuple[float, list[tuple[str, ...]]]:
        """The texts, wrapped, in the largest type in which they fit; else as many as do."""
        scale = self._theme.scale
        least = 11 * POINT * scale
        size = 27 * POINT * scale
        while True:
            blocks = [
                self._setter.wrap(text, size, 600, width - 0.85 * size).lines for text in texts
            ]
            tall = sum(map(len, blocks)) * size * 1.16 + (len(blocks) - 1) * 0.42 * size
            if tall <= height:
                return size, blocks
            if size <= least:
                break
            size = max(least, size * 0.95)
        for count in range(len(texts) - 1, 0, -1):
            more = self._words.say("more", count=len(texts) - count)
            shown = [*blocks[:count], (more,)]
            tall = sum(map(len, shown)) * size * 1.16 + (len(shown) - 1) * 0.42 * size
            if tall <= height:
                return size, shown
        return size, [blocks[0][: max(1, int(height / size / 1.16))]]

    def _tipping(self, area: Area) -> Part:
        """How late the team may be: in a sentence, and day by day."""
        tipping = self._line.tipping
        assert tipping is not None
        colours, scale = self._theme.palette, self._theme.scale
        pad = 6 * scale
        items: list[Item] = [
            Rectangle(area, colours.page, Pen(colours.late, 0.9 * scale), 3 * scale)
        ]
        top = area.y + pad
        inner = area.width - 2 * pad
        if tipping.days:
            side = min(15 * scale, inner / (1.18 * (tipping.days + 1)))
            for day in range(1, tipping.days + 2):
                last = day > tipping.days
                box = Area(area.x + pad + (day - 1) * 1.18 * side, top, side, side)
                fill = colours.late if last else colours.page
                pen = Pen(colours.late if last else colours.ink, 0.045 * side)
                colour = colours.on_late if last else colours.ink
                items.append(Rectangle(box, fill, pen, 0.16 * side))
                items += self._rows([str(day)], box, 0.62 * side, 700, 1, colour)
            top += side + 4 * scale
        room = area.bottom - pad - top
        size = 30 * POINT * scale
        said = ((tipping.may, colours.ink), (tipping.then, colours.late))
        while True:
            lines = [
                (words, colour)
                for text, colour in said
                for words in self._setter.wrap(text, size, 700, inner).lines
            ]
            if len(lines) * size * 1.14 <= room or size < 9 * POINT * scale:
                break
            size *= 0.96
        used = len(lines) * size * 1.14
        baseline = top + max(0.0, (room - used) / 2) + 0.86 * size
        for at, (words, colour) in enumerate(lines):
            place = (area.x + pad, baseline + at * 1.14 * size)
            items.append(self.text(words, place, size, 700, inner, colour))
        title = f"{tipping.may} {tipping.then}"
        return Part("tipping", "tipping", title, tuple(items), area)


def _aside(box: Box) -> float:
    """What a shape needs beside its text, in sizes of type."""
    if box.kind is Kind.SUPPLIER:
        return 0.33
    return 0.6 if box.kind is Kind.DISTRIBUTOR else 0.2


def _split(chain: Chain, rows: int) -> tuple[tuple[int, int], ...]:
    """The boxes in so many rows, the widest of them as narrow as can be."""
    count = len(chain.names)
    best: dict[tuple[int, int], tuple[float, tuple[tuple[int, int], ...]]] = {(0, 0): (0, ())}
    for row in range(1, rows + 1):
        for end in range(row, count + 1):
            tries = []
            for start in range(row - 1, end):
                if (row - 1, start) in best:
                    widest, before = best[row - 1, start]
                    here = (start, end)
                    tries.append((max(widest, chain.wide(here)), (*before, here)))
            best[row, end] = min(tries)
    return best[rows, count][1]


def _places(chain: Chain, area: Area) -> list[Area]:
    """Where each box stands: rows from edge to edge, or in a column where each has one box."""
    rows = chain.rows
    spare = max(0.0, area.height - chain.tall)
    apart = min(spare / len(rows), 1.2 * chain.size)
    y = area.y + 0.9 * chain.size + (spare - apart * (len(rows) - 1)) / 2
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
            places.append(Area(x, y, chain.widths[at], chain.height))
            if at + 1 < end:
                x += chain.widths[at] + chain.pills[at][0] + chain.gap + more
        y += chain.height + chain.between + apart
    return places
