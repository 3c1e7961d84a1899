"""The strip of stages beside the map, and the panel behind the customers."""

from collections.abc import Sequence
from typing import NamedTuple

from servicemap.drawing.composing.icons import icon
from servicemap.drawing.composing.lettering import EDGE, FLOOR, HAIR, Lettering
from servicemap.drawing.composing.shapes import polygon, rounded
from servicemap.drawing.scene import Area, Item, Part, Pen, Rectangle, Shape
from servicemap.views.view import BoxKind, Stage, View

PICTURE, BESIDE = 6, 2
"""How large the picture of a stage is, and how far from its name, in mm on A3."""

IN_TWO = 0.62
"""The size of a stage's name in two lines."""

LETTERS_LEAST = 0.3
"""A stage's name is not cut before its letters are this part of their size."""

UNBROKEN = 0.5
"""A stage's name shrinks to this part of its size before a word of it is broken."""

NOTCH = 3.2
"""How far a stage of the strip points into the next, in mm on A3."""

NOTCH_FIRST = 0.75
"""What the first stage has of that on its straight side."""

STAGES_APART = 1.4
"""From one stage of the strip to the next, in mm on A3."""

STAGE_BEFORE_LAST = 1.3
"""From the last stage before the customers to them, in mm on A3."""

PANEL_ROUND = 2.6
"""The radius of the corners of the customers' panel, in mm on A3."""

PANEL_EDGE = 0.5
"""The edge of the customers' panel, in mm on A3."""

CAPTION_PAD = 6
"""What a stage has left and right of its name together, in mm on A3."""

CAPTION_PART = 0.9
"""The part of a narrow stage that its name may take all the same."""

CAPTION_SHRINKS = 0.85
"""A stage's name shrinks to this part of its size before its picture is left out."""

HALF_CAPITAL = 0.5
"""What letters reach above and below their middle at least, in sizes of type."""

EM = 1000
"""Units of a face in one size of type."""

BROADER = (1.3, 1.6)
"""Half of a name may be so many times as wide as the half of all its letters."""

ICONS = ("suppliers", "teams", "distribution", "customers")


class _Caption(NamedTuple):
    """The name of a stage and where it stands; `notch` is how far the strip is cut at its ends."""

    words: str
    stage: Stage
    area: Area
    notch: float


class _Set(NamedTuple):
    """A name set: its size, its lines, how long they are; `roomy`: a picture stands beside it."""

    size: float
    lines: tuple[str, ...]
    length: float
    roomy: bool


class Strip(Lettering):
    """Draws the stages of one poster."""

    def stages(self, view: View, columns: Sequence[Area], stages: tuple[Stage, ...]) -> list[Part]:
        """The strip of stages beside the columns, and the panel behind the customers."""
        colours, scale = self._theme.palette, self._theme.scale
        strip, field = self._page.strip, self._page.field
        spans: list[tuple[Stage, float, float]] = []
        for at, stage in enumerate(stages):
            column = columns[at]
            if spans and spans[-1][0] is stage:
                spans[-1] = (stage, spans[-1][1], field.x + column.right)
            else:
                spans.append((stage, field.x + column.x, field.x + column.right))
        notch = NOTCH * scale
        shapes: list[tuple[Stage, Area, float]] = []
        left = strip.x
        for at, (stage, start, end) in enumerate(spans):
            if stage is Stage.CUSTOMERS:
                left = start if at else strip.x
                shapes.append((stage, Area(left, strip.y, strip.right - left, strip.height), 0))
                continue
            if at == len(spans) - 1:
                right = strip.right
            elif spans[at + 1][0] is Stage.CUSTOMERS:
                right = spans[at + 1][1] - STAGE_BEFORE_LAST * scale
            else:
                right = (end + spans[at + 1][1]) / 2
            area = Area(left, strip.y, right - left, strip.height)
            shapes.append((stage, area, notch if at else NOTCH_FIRST * notch))
            left = right - notch + STAGES_APART * scale
        captions = [
            _Caption(self._stage_words(view, stage), stage, area, beside)
            for stage, area, beside in shapes
        ]
        size = self._size(captions)
        parts = []
        for at, (caption, (stage, area, _)) in enumerate(zip(captions, shapes, strict=True)):
            items: list[Item]
            if stage is Stage.CUSTOMERS:
                panel, head = self._customers(area)
                parts.append(panel)
                items = [head]
            else:
                points = [
                    (area.x, area.y),
                    (area.right - notch, area.y),
                    (area.right, area.y + area.height / 2),
                    (area.right - notch, area.bottom),
                    (area.x, area.bottom),
                ]
                if at:
                    points.append((area.x + notch, area.y + area.height / 2))
                fill = (colours.supplier, colours.team, colours.distributor)[stage]
                items = [polygon(points, fill)]
            items += self._caption(caption, size)
            name = stage.name.lower()
            parts.append(Part("stage", name, caption.words, tuple(items), caption.area))
        return parts

    def _customers(self, head: Area) -> tuple[Part, Item]:
        """The panel of the customers, and its solid head in the strip."""
        colours, scale = self._theme.palette, self._theme.scale
        round_ = PANEL_ROUND * scale
        bottom = self._page.field.bottom + EDGE * scale
        whole = head._replace(height=bottom - head.y)
        pen = Pen(colours.customer, PANEL_EDGE * scale)
        ground = Rectangle(whole, colours.customer_tint, pen, round_)
        solid = Shape(rounded(head, (round_, round_, 0, 0)), colours.customer, pen, closed=True)
        return Part("panel", "customers", "", (ground,), ground.area), solid

    def _stage_words(self, view: View, stage: Stage) -> str:
        kinds = {box.kind for box in view.boxes.values() if box.stage is stage}
        match stage:
            case Stage.SUPPLIERS:
                return self._words["suppliers"]
            case Stage.DISTRIBUTORS:
                return self._words["distribution"]
            case Stage.TEAMS:
                named = BoxKind.DEPARTMENT in kinds or any(stack.name for stack in view.stacks)
                return self._words["departments" if named else "teams"]
            case Stage.CUSTOMERS:
                if kinds == {BoxKind.PROSPECT}:
                    return self._words["prospects"]
                return self._words["customers" if BoxKind.PROSPECT in kinds else "end_users"]

    def _size(self, captions: Sequence[_Caption]) -> float:
        """The one size of all names of stages: as large as the tightest of them allows.

        A name that would make all of them tiny is smaller alone.
        """
        found = [
            self._set(caption, self._within(caption), CAPTION_SHRINKS).size for caption in captions
        ]
        return max(min(found), UNBROKEN * max(found))

    def _room(self, caption: _Caption) -> float:
        """How long the name of a stage may be."""
        area, notch, scale = caption.area, caption.notch, self._theme.scale
        # Over a narrow column the words need all of the strip.
        return max(
            area.width - 2 * notch - CAPTION_PAD * scale, CAPTION_PART * area.width - 2 * notch
        )

    def _set(self, caption: _Caption, most: float, shrinks: float = 1) -> _Set:
        """The name of a stage set as large as it fits, and no larger than `most`.

        It is made smaller by `shrinks` for the sake of its picture.
        """
        room, picture = self._room(caption), (PICTURE + BESIDE) * self._theme.scale
        # The words matter more than the picture.
        shortest = self._setter.width(caption.words, shrinks * most, 700)
        roomy = shortest <= room - picture + HAIR
        size, lines = self._in_lines(caption.words, most, room - picture if roomy else room)
        length = max(self._setter.width(line, size, 700) for line in lines)
        return _Set(size, lines, length, roomy)

    def _caption(self, caption: _Caption, size: float) -> list[Item]:
        """A picture and the stage's name, in the middle of its part of the strip."""
        scale, colour = self._theme.scale, self._theme.palette.on_customer
        picture, space = PICTURE * scale, BESIDE * scale
        fitting, lines, length, roomy = self._set(caption, min(size, self._within(caption)))
        whole = length + (picture + space if roomy else 0)
        area, what = caption.area, ICONS[caption.stage]
        middle = area.x + area.width / 2, area.y + area.height / 2
        items: list[Item] = []
        x = middle[0] - whole / 2
        if roomy:
            items.append(icon(what, x, middle[1] - picture / 2, picture, colour))
            x += picture + space
        items += self.lines(lines, (x + length / 2, middle[1]), fitting, 700, 1, colour)
        return items

    def _within(self, caption: _Caption) -> float:
        """The size of a stage's name: smaller where marks would leave the strip."""
        shaped = self._setter.shape(caption.words, 700)
        above = shaped.rise / EM - self._theme.middle
        below = shaped.fall / EM + self._theme.middle
        half = caption.area.height / 2
        return min(self._theme.type.stage, half / max(above, below, HALF_CAPITAL))

    def _in_lines(self, words: str, most: float, room: float) -> tuple[float, tuple[str, ...]]:
        """A stage's name in one line, or in two where its letters are larger then; never cut.

        In smaller letters rather than with a broken word.
        """
        words = " ".join(words.split())
        usual = self._theme.type.stage
        one = min(most, most * room / self._setter.width(words, most, 700))
        small = min(most, IN_TWO * usual / self._theme.spacing)
        half = self._setter.width(words, small, 700) / 2
        for broad in (room, half, *(wider * half for wider in BROADER)):
            lines = self._setter.wrap(words, small, 700, max(room, broad), 2).lines
            if len(lines) == 2:
                wide = max(self._setter.width(line, small, 700) for line in lines)
                two = min(small, small * room / wide)
                whole = "".join(lines).replace(" ", "") == words.replace(" ", "")
                worth = whole or one < UNBROKEN * usual
                if worth and two > one and two >= LETTERS_LEAST * usual:
                    return two, lines
                break
        if one >= LETTERS_LEAST * usual:
            return one, (words,)
        return self._cut(words, LETTERS_LEAST * usual, room)

    def _cut(self, words: str, size: float, room: float) -> tuple[float, tuple[str, ...]]:
        """Somebody's own name of a stage that no column has room for."""
        shown, fitting = self.fitted(words, size / FLOOR, 700, room)
        return fitting, (shown,)
