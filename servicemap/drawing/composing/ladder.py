"""The chain of a team's poster on a tall paper: box below box, and between any two a sentence.

Everything in it grows with its type, which is as large as its place allows.
"""

from typing import NamedTuple

from servicemap.drawing.composing.lettering import Page
from servicemap.drawing.composing.shapes import SHAFT_ENDS, arrowhead, line
from servicemap.drawing.composing.stations import HEAD, LARGEST, SERVICE, SHAFT, Stations, aside
from servicemap.drawing.scene import Area, Part, Pen
from servicemap.drawing.theme import LEADING, SERVICE_LEADING, Theme
from servicemap.drawing.typesetting.text import Typesetter
from servicemap.views.view import TeamLine
from servicemap.wording.phrases import Words

TIMES = 0.97
"""Each size that is tried is so many times the one before."""

PAD = 0.66
"""What a box has above and below its name together, in sizes of type."""

ARROW = 1.5
"""The least from one box to the next, in sizes of type."""

ASIDE, BESIDE = 1.5, 0.75
"""Where arrows run at least, from the left, and sentences from there, in sizes of type."""

FLAG = 0.9
"""What the flag of the first box takes, in sizes of type."""

LOOSE = 1.2
"""Gaps grow by so many sizes of type where there is room, and boxes by half of that."""


AROUND = 1.1
"""What a box has left and right of its name together, in sizes of its type."""

ROUND_ENDS = 0.55
"""How far from its side a box that is round there may be so, in its heights."""

AIR = 0.5
"""What stays free above and below a sentence together, in sizes of a box's type."""


class Ladder(NamedTuple):
    """A chain at one size of type: how its text is broken, and how large everything is."""

    size: float
    names: tuple[tuple[str, ...], ...]
    sentences: tuple[tuple[str, ...], ...]
    heights: tuple[float, ...]
    said: tuple[tuple[float, float], ...]

    @property
    def aside(self) -> float:
        """Where arrows run, from the left: where no box is round any more."""
        return max(ASIDE * self.size, ROUND_ENDS * (max(self.heights) + LOOSE / 2 * self.size))

    @property
    def gaps(self) -> tuple[float, ...]:
        """How far it is from each box to the next at least."""
        return tuple(max(tall + AIR * self.size, ARROW * self.size) for _, tall in self.said)

    @property
    def tall(self) -> float:
        """How tall it is at least, with the flag on its first box."""
        return sum(self.heights) + sum(self.gaps) + FLAG * self.size


class LadderOfBoxes(Stations):
    """Draws the chain of one tall poster."""

    def __init__(
        self, line_: TeamLine, page: Page, setter: Typesetter, theme: Theme, words: Words
    ) -> None:
        super().__init__(page, setter, theme, words)
        self._line = line_

    def measured(self, area: Area) -> Ladder | None:
        """The chain in the largest type that its place allows; None where that is too small."""
        size, least = LARGEST * self._theme.scale, self._theme.type.legend
        while size >= least:
            ladder = self._at(size, area.width)
            if ladder is not None and ladder.tall <= area.height:
                return ladder
            size *= TIMES
        return None

    def _at(self, size: float, width: float) -> Ladder | None:
        """The chain at one size; None where it is too wide."""
        small = SERVICE * size
        boxes = self._line.boxes
        rooms = [width - (AROUND + aside(box)) * size for box in boxes]
        if min(rooms) <= 0:
            return None
        names = [
            self._setter.wrap(box.name, size, 600, room, 2)
            for box, room in zip(boxes, rooms, strict=True)
        ]
        step = size * LEADING * self._theme.spacing
        line_ = small * SERVICE_LEADING * self._theme.spacing
        heights = tuple(len(name.lines) * step + PAD * size for name in names)
        ladder = Ladder(size, tuple(name.lines for name in names), (), heights, ())
        room = width - ladder.aside - BESIDE * size
        said = [self._setter.wrap(one, small, 400, room) for one in self._line.sentences]
        if not all(one.fits for one in (*names, *said)):
            return None
        return ladder._replace(
            sentences=tuple(one.lines for one in said),
            said=tuple((one.width, len(one.lines) * line_) for one in said),
        )

    def parts(self, ladder: Ladder, area: Area) -> list[Part]:
        """Links, then sentences, then boxes."""
        size, colours = ladder.size, self._theme.palette
        spare = area.height - ladder.tall
        # What is left makes the gaps longer, and boxes half as much taller.
        parts = len(ladder.gaps) + len(ladder.heights) / 2
        looser = min(spare / parts, LOOSE * size)
        y = area.y + FLAG * size + (spare - looser * parts) / 2
        x = area.x + ladder.aside
        pen, head = Pen(colours.ink, SHAFT * size), HEAD * size
        links: list[Part] = []
        pills: list[Part] = []
        boxes: list[Part] = []
        flag: list[Part] = []
        for at, box in enumerate(self._line.boxes):
            tall = ladder.heights[at] + looser / 2
            place = Area(area.x, y, area.width, tall)
            boxes.append(self.station(box, ladder.names[at], size, place))
            if not at:
                flag.append(self.flag(box, size, place))
            if at == len(ladder.gaps):
                break
            link, (wide, high) = self._line.links[at], ladder.said[at]
            y = place.bottom + ladder.gaps[at] + looser
            start, end = (x, place.bottom), (x, y)
            items = (
                line([start, (x, y - SHAFT_ENDS * head)], pen),
                arrowhead(start, end, head, colours.ink),
            )
            links.append(
                Part("link", link.id, link.sentence, items, None, link.source, link.target)
            )
            middle = (place.bottom + y) / 2
            beside = Area(x + BESIDE * size, middle - high / 2, wide, high)
            pills.append(self.sentence(link, ladder.sentences[at], size, beside))
        return [*links, *pills, *flag, *boxes]
