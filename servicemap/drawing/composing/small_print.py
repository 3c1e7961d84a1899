"""The small print of a poster: where to read on, of which day it is, and who owns it."""

from servicemap.drawing.composing.code import code_of
from servicemap.drawing.composing.lettering import ROUNDING, Lettering
from servicemap.drawing.scene import CAP, Area, Part
from servicemap.views.view import Imprint

PART = 0.24
"""The part of the paper's width, without its margins, that the lines may take."""

LINES_AT_MOST = 6
"""What is said of the map, or who owns it, takes no more lines than this."""

BESIDE_CODE = 3.5
"""From the code to the lines left of it, in mm on A3."""

STEP = 5.4
"""From one line to the next where there are few, in mm on A3."""

LEADING_LEAST = 1.16
"""From one line to the next at least, in sizes of its type."""


class SmallPrint(Lettering):
    """Draws the small print of one poster, against a right edge."""

    def parts(self, imprint: Imprint, right: float, top: float) -> list[Part]:
        """The lines and the code right of them, as far as there are any."""
        scale = self._theme.scale
        code: list[Part] = []
        if imprint.link:
            side = self._theme.lengths.code
            area = Area(right - side, top, side, side)
            drawn = code_of(imprint.link, area)
            code.append(Part("code", "code", imprint.link, (drawn,), area, link=imprint.link))
            right = area.x - BESIDE_CODE * scale
        said = self._said(imprint)
        size, room = self._theme.type.foot, PART * self._page.head.width
        lines = [
            (part, weight)
            for words, weight in said
            for part in self._setter.wrap(words, size, weight, room).lines[:LINES_AT_MOST]
        ]
        if not lines:
            return code
        least = LEADING_LEAST * size * self._theme.spacing
        # As high as the code beside it, where that is enough.
        high = self._theme.lengths.code - CAP * size
        step = max(least, min(STEP * scale, high / len(lines)))
        items = []
        for at, (words, weight) in enumerate(lines):
            place = (right, top + CAP * size + at * step)
            items.append(self.text(words, place, size, weight, room + ROUNDING, anchor="right"))
        x, y = (min(item.area[side] for item in items) for side in (0, 1))
        bottom = max(item.area.bottom for item in items)
        area = Area(x, y, right - x, bottom - y)
        title = self._words.in_a_row([words for words, _ in said])
        return [Part("imprint", "imprint", title, tuple(items), area), *code]

    def _said(self, imprint: Imprint) -> list[tuple[str, int]]:
        """What is said of the map, and how bold."""
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
