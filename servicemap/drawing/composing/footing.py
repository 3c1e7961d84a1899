"""What stands below the map: its legend, who made it when, and how far it reads."""

from servicemap.drawing.composing.code import code_of
from servicemap.drawing.composing.legend import LINES_AT_MOST, ROUNDING, Legend
from servicemap.drawing.composing.lettering import Lettering
from servicemap.drawing.composing.shapes import line
from servicemap.drawing.flow import Flow
from servicemap.drawing.layout.wiring import Wiring
from servicemap.drawing.scene import Area, Item, Part, Pen, Text
from servicemap.views.view import Imprint, View

FAR = {"names": "10.0", "services": "10.0"}
"""The widest that is said of how far a poster reads: how wide it really is shows later."""

PART = {Flow.RIGHT: 0.29, Flow.DOWN: 0.31}
"""The part of the foot that the lines at its right may take."""

HANGS = 1.2
"""What stays free below the lowest letters of the foot, in mm on A3."""

BESIDE_CODE = 4.5
"""From the code to what stands left of it, in mm on A3."""

BESIDE_LEGEND = 8
"""From the legend to the lines at the right of the foot, in mm on A3."""

RULE = 0.5
"""The line above the foot, in mm on A3."""

FOOT_LINE = 8
"""From the top of the foot to the first baseline at its right, in mm on A3."""

FOOT_LEADING = 1.16
"""From one line at the right of the foot to the next at least, in sizes of its type."""

FOOT_STEP, FOOT_TALL = 7.4, 24
"""From one of these lines to the next at most, and for all of them, in mm on A3."""

CODE_DOWN = 4.2
"""From the top of the foot to the code, in mm on A3."""


class Footing(Lettering):
    """Draws the foot of one poster."""

    def height(self, view: View, imprint: Imprint, *, follows: str) -> float:
        """How high the foot of this poster is, so that nothing in it is small or cut."""
        below = self.foot(imprint, self._words.say("read_from", **FAR))
        legend = self.legend(view, None, imprint, follows=follows)
        texts = [item for item in (*below.items, *legend.items) if isinstance(item, Text)]
        lowest = max((item.area.bottom for item in texts), default=0.0)
        return lowest - self._page.foot.y + HANGS * self._theme.scale

    def _beside(self, imprint: Imprint) -> float:
        """What the lines at the right of the foot leave to the legend."""
        foot, size = self._page.foot, self._theme.type.foot
        said = [*self._imprinted(imprint), (self._words.say("read_from", **FAR), 400)]
        widest = max(self._setter.width(words, size, weight) for words, weight in said)
        taken = min(widest, PART[self._theme.flow] * foot.width)
        if imprint.link:
            taken += self._theme.lengths.code + BESIDE_CODE * self._theme.scale
        return foot.width - taken - BESIDE_LEGEND * self._theme.scale

    def legend(self, view: View, wiring: Wiring | None, imprint: Imprint, *, follows: str) -> Part:
        """What the shapes and lines mean, beside what else stands in the foot.

        Before it is known which links run back, `wiring` is None: then as if some did. `follows`
        says how to follow the lines.
        """
        legend = Legend(self._page, self._setter, self._theme, self._words)
        return legend.part(view, wiring, self._beside(imprint), follows)

    def foot(self, imprint: Imprint, reading: str | None) -> Part:
        """Who answers for the map, of which day it is, how far it reads, and its code."""
        foot, type_, colours = self._page.foot, self._theme.type, self._theme.palette
        scale = self._theme.scale
        items: list[Item] = [
            line([(foot.x, foot.y), (foot.right, foot.y)], Pen(colours.ink, RULE * scale))
        ]
        right = foot.right
        if imprint.link:
            right -= self._theme.lengths.code + BESIDE_CODE * scale
        said = self._imprinted(imprint)
        if reading:
            said.append((reading, 400))
        room = PART[self._theme.flow] * foot.width
        lines = [
            (part, weight)
            for words, weight in said
            for part in self._setter.wrap(words, type_.foot, weight, room).lines[:LINES_AT_MOST]
        ]
        least = FOOT_LEADING * type_.foot * self._theme.spacing
        step = max(least, min(FOOT_STEP, FOOT_TALL / max(1, len(lines))) * scale)
        for at, (words, weight) in enumerate(lines):
            place = (right, foot.y + FOOT_LINE * scale + at * step)
            items.append(
                self.text(words, place, type_.foot, weight, room + ROUNDING, anchor="right")
            )
        title = self._words.in_a_row([words for words, _ in said])
        return Part("foot", "foot", title, tuple(items), foot)

    def _imprinted(self, imprint: Imprint) -> list[tuple[str, int]]:
        """What the foot says of the map, and how bold."""
        said: list[tuple[str, int]] = []
        if imprint.link:
            said.append((self._words["scan"], 700))
        if imprint.date:
            said.append((self._words.say("as_of", date=self._words.said(imprint.date)), 400))
        if imprint.confirmed_until:
            until = self._words.say(
                "confirmed_until", date=self._words.day(imprint.confirmed_until)
            )
            said.append((until, 400))
        if imprint.owner:
            said.append((self._words.say("owner", owner=imprint.owner), 400))
        return said

    def code(self, imprint: Imprint) -> list[Part]:
        """The code that leads to the live map, where there is one."""
        if not imprint.link:
            return []
        foot, side = self._page.foot, self._theme.lengths.code
        area = Area(foot.right - side, foot.y + CODE_DOWN * self._theme.scale, side, side)
        drawn = code_of(imprint.link, area)
        return [Part("code", "code", imprint.link, (drawn,), area, link=imprint.link)]
