"""A team's poster: whom its work reaches, in letters as large as the paper allows, and the chain.

Below stand what the team promises itself, and how late it may be.
"""

from typing import NamedTuple

from servicemap.drawing.composing.band import Band
from servicemap.drawing.composing.chain import ChainOfBoxes
from servicemap.drawing.composing.heading import Heading
from servicemap.drawing.composing.icons import icon
from servicemap.drawing.composing.ladder import LadderOfBoxes
from servicemap.drawing.composing.lettering import Page
from servicemap.drawing.composing.stations import SERVICE
from servicemap.drawing.scene import Area, Item, Part, Rectangle
from servicemap.drawing.theme import POINT, Theme
from servicemap.drawing.typesetting.text import Typesetter
from servicemap.views.view import TeamLine
from servicemap.wording.phrases import Words

KICKER, NAME, NAME_OF_TWO, ALSO, MAP = 36, 138, 90, 21, 15
"""Points on A3: the line above the name, the name in one line and in two, below it, the map's."""

EASES = (0.9, 0.8, 0.72)
"""So much smaller the name and the cards become, in parts of their size, for the chain's names."""

ENOUGH = 40
"""Until these have so many points on A3."""

GROWS = (1.5, 1.4, 1.3, 1.2, 1.1)
"""So many times as large the name becomes, to fill the head, where it costs the chain nothing."""

PLENTY = 60
"""Or where the names of the chain have so many points all the same, on A3."""


WAYS = ("follow_down", "follow_left", "follow", "follow_arrows")
"""The words that say how to follow a chain."""


AROUND_WAY = 6
"""What stays free above and below the chain, in mm on A3."""

ABOVE_BAND = 7
"""What stays free above the cards, in mm on A3."""

BESIDE_HERE = 9
"""From the badge of the team to what stands left of it, in mm on A3."""

MAP_DOWN = 0.7
"""From the top of the head to the baseline of the map's title, in sizes of its type."""

KICKER_DOWN = 1.5
"""From there to the top of the line above the name, in sizes of the map's title."""

KICKER_RISE = 0.72
"""How far the letters of that line rise, in sizes of its type."""

KICKER_OUT, NAME_OUT = 0.02, 0.035
"""How far large letters begin left of small ones, in sizes of their type."""

BELOW_HERE = 1.5
"""From the badge of the team to the name, in mm on A3."""

BELOW_KICKER = 0.3
"""From the line above the name to the name, in sizes of its type."""

NAME_RISE, NAME_STEP = 0.74, 0.98
"""How far the name rises, and from one line of it to the next, in sizes of its type."""

NAME_RISE_MORE = 1.3
"""How much more where a script needs more air, in sizes of its type."""

NAME_HANGS = 0.27
"""What stays free below the name, in sizes of its type."""

BELOW_NAME = 12.5
"""How high what stands below the name is, in mm on A3."""

BADGES_APART = 6
"""From the badge of those who meet the customer to what is said beside it, in mm on A3."""

HEAD_HANGS = 2
"""How far letters may hang below the head, in mm on A3."""

MEETS = 19
"""The size of the words on that badge, in points on A3."""

MEETS_PICTURE = 7.4
"""How large the picture on it is, in mm on A3."""

MEETS_PART = 0.6
"""The part of the head that its words may take."""

MEETS_AROUND = 13
"""What it has beside picture and words together, in mm on A3."""

MEETS_LEFT, MEETS_WORDS = 5, 7.5
"""From its left to the picture, and to the words less the picture, in mm on A3."""


class Drawn(NamedTuple):
    """What stands above the foot; the sizes of names and of what is said between them.

    `follows` is the word that says how to follow the chain.
    """

    parts: list[Part]
    names: float
    services: float
    follows: str


class Line(Heading):
    """Draws what stands on one team's poster above its foot."""

    def __init__(
        self, line_: TeamLine, page: Page, setter: Typesetter, theme: Theme, words: Words
    ) -> None:
        super().__init__(page, setter, theme, words)
        self._line = line_
        self._tall = page.height > page.width
        self._name_ease = 1.0
        self._chain = ChainOfBoxes(line_, page, setter, theme, words)

    def parts(self, map_title: str) -> Drawn:
        """Everything above the foot.

        Where the chain would be small the name and the cards give way to it, step by step. Where it
        has room to spare the name takes it.
        """
        enough = ENOUGH * POINT * self._theme.scale
        drawn = self._drawn(map_title, 1)
        if drawn.names >= enough:
            least = min(drawn.names, PLENTY * POINT * self._theme.scale)
            grown = (self._drawn(map_title, 1, grow) for grow in GROWS)
            return next((one for one in grown if one.names >= least), drawn)
        for ease in EASES:
            if drawn.names >= enough:
                break
            smaller = self._drawn(map_title, ease)
            if smaller.names > drawn.names:
                drawn = smaller
        return drawn

    def _drawn(self, map_title: str, ease: float, grow: float = 1) -> Drawn:
        """Everything, with the name and the cards `ease` times as large as usual.

        The name is `grow` times as large as that.
        """
        scale = self._theme.scale
        self._name_ease = ease * grow
        head, bottom = self._head(map_title)
        below = self._page.foot.y - AROUND_WAY * scale
        cards = Band(self._line, self._page, self._setter, self._theme, self._words, ease)
        band = cards.parts(below)
        if band:
            below = min(part.area.y for part in band if part.area) - ABOVE_BAND * scale
        top = bottom + AROUND_WAY * scale
        area = Area(self._page.head.x, top, self._page.head.width, below - top)
        drawn, size, follows = self._way(area)
        return Drawn([*head, *drawn, *band], size, SERVICE * size, follows)

    def _way(self, area: Area) -> tuple[list[Part], float, str]:
        """The chain, the size of its names, and how to follow it: down on a tall paper."""
        if self._tall:
            ladder = LadderOfBoxes(self._line, self._page, self._setter, self._theme, self._words)
            measured = ladder.measured(area)
            if measured is not None:
                return ladder.parts(measured, area), measured.size, "follow_down"
        chain = self._chain.measured(area)
        follows = "follow_left" if self._theme.mirrored else "follow"
        if len(chain.rows) > 1:
            follows = "follow_arrows"
        return self._chain.parts(chain, area), chain.size, follows

    def _head(self, map_title: str) -> tuple[list[Part], float]:
        """Whose work reaches whom; and where that ends."""
        colours, scale, head = self._theme.palette, self._theme.scale, self._page.head
        here = self._here(self._line.team, head.right, head.y)
        assert here.area is not None
        room = head.width - here.area.width - BESIDE_HERE * scale
        small, kicker = MAP * POINT * scale, KICKER * POINT * scale
        items: list[Item] = [
            self.text(
                map_title, (head.x, head.y + MAP_DOWN * small), small, 700, room, colours.muted
            )
        ]
        baseline = head.y + KICKER_DOWN * small + KICKER_RISE * kicker
        place = (head.x - KICKER_OUT * kicker, baseline)
        items.append(self.text(self._words["your_work"], place, kicker, 600, room))
        top = max(here.area.bottom + BELOW_HERE * scale, baseline + BELOW_KICKER * kicker)
        # Letters of other scripts are taller than Latin capitals, and some hang lower.
        rise = NAME_RISE + NAME_RISE_MORE * (self._theme.spacing - 1)
        step = NAME_STEP * self._theme.spacing
        size, lines = self._name(head.width)
        for at, words in enumerate(lines):
            place = (head.x - NAME_OUT * size, top + (rise + step * at) * size)
            items.append(self.text(words, place, size, 700, head.width, colours.customer))
        y = top + (rise + step * (len(lines) - 1) + NAME_HANGS * self._theme.spacing) * size
        parts = [here]
        also = ALSO * POINT * scale
        left = head.x
        deep = BELOW_NAME * scale
        if self._line.meets_customer:
            badge = self._meets(left, y, deep)
            assert badge.area is not None
            parts.append(badge)
            left = badge.area.right + BADGES_APART * scale
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
        room_for = Area(0, 0, self._page.width, bottom + HEAD_HANGS * scale)
        title = f"{self._words['your_work']} {self._line.customer}"
        return [Part("head", "title", title, tuple(items), room_for), *parts], bottom

    def _name(self, room: float) -> tuple[float, tuple[str, ...]]:
        """The customer's name as large as it goes, in one line or two."""
        most = POINT * self._theme.scale * self._name_ease / self._theme.spacing
        return self.large(self._line.customer, room, NAME * most, NAME_OF_TWO * most)

    def _meets(self, x: float, y: float, deep: float) -> Part:
        """The badge of those who meet the customer themselves."""
        colours, scale = self._theme.palette, self._theme.scale
        words = self._words["meets_customer"]
        size = MEETS * POINT * scale
        picture = MEETS_PICTURE * scale
        room = MEETS_PART * self._page.head.width
        shown, fitting = self.fitted(words, size, 700, room)
        width = self._setter.width(shown, fitting, 700) + picture + MEETS_AROUND * scale
        area = Area(x, y, width, deep)
        middle = y + deep / 2
        items = (
            Rectangle(area, colours.customer, None, deep / 2),
            icon(
                "customers",
                x + MEETS_LEFT * scale,
                middle - picture / 2,
                picture,
                colours.on_customer,
            ),
            self._setter.line(
                shown,
                (x + picture + MEETS_WORDS * scale, middle + self._theme.middle * fitting),
                fitting,
                700,
                colours.on_customer,
            ),
        )
        return Part("badge", "meets", words, items, area)

    def _others(self, room: float, size: float) -> str:
        """Whom the work reaches besides; as many names as there is room for."""
        others = self._line.others
        said = ""
        for at_most in range(max(2, len(others)), 1, -1) if others else ():
            names = self._words.together(others, at_most)
            said = self._words.say("also_reaches", others=names)
            if self._setter.width(said, size, 400) <= room:
                break
        return said
