"""The strip of stages beside the map, and the panel behind the customers."""

from collections.abc import Sequence

from servicemap.drawing.composing.icons import icon
from servicemap.drawing.composing.lettering import EDGE, FLOOR, Lettering
from servicemap.drawing.composing.shapes import polygon, rounded
from servicemap.drawing.flow import Flow
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

CAPTION_PAD_UPRIGHT = 3
"""What it has above and below its name together where that runs upwards, in mm on A3."""

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


class Strip(Lettering):
    """Draws the stages of one poster."""

    def stages(self, view: View, columns: Sequence[Area], stages: tuple[Stage, ...]) -> list[Part]:
        """The strip of stages beside the columns, and the panel behind the customers."""
        flow, colours, scale = self._theme.flow, self._theme.palette, self._theme.scale
        strip, field = flow.area(self._page.strip), flow.area(self._page.field)
        spans: list[tuple[Stage, float, float]] = []
        for at, stage in enumerate(stages):
            column = columns[at]
            if spans and spans[-1][0] is stage:
                spans[-1] = (stage, spans[-1][1], field.x + column.right)
            else:
                spans.append((stage, field.x + column.x, field.x + column.right))
        parts = []
        notch = NOTCH * scale
        left = strip.x
        for at, (stage, start, end) in enumerate(spans):
            final = at == len(spans) - 1
            if stage is Stage.CUSTOMERS:
                parts += self._customers(view, start if at else strip.x, strip.right)
                continue
            if final:
                right = strip.right
            elif spans[at + 1][0] is Stage.CUSTOMERS:
                right = spans[at + 1][1] - STAGE_BEFORE_LAST * scale
            else:
                right = (end + spans[at + 1][1]) / 2
            points = [
                (left, strip.y),
                (right - notch, strip.y),
                (right, strip.y + strip.height / 2),
                (right - notch, strip.bottom),
                (left, strip.bottom),
            ]
            if at:
                points.append((left + notch, strip.y + strip.height / 2))
            fill = (colours.supplier, colours.team, colours.distributor)[stage]
            area = Area(left, strip.y, right - left, strip.height)
            words = self._stage_words(view, stage)
            area = flow.area(area)
            items = (
                flow.item(polygon(points, fill)),
                *self._caption(words, stage, area, notch if at else NOTCH_FIRST * notch),
            )
            parts.append(Part("stage", stage.name.lower(), words, items, area))
            left = right - notch + STAGES_APART * scale
        return parts

    def _customers(self, view: View, left: float, right: float) -> list[Part]:
        """The panel of the customers, with its solid head in the strip."""
        flow, colours, scale = self._theme.flow, self._theme.palette, self._theme.scale
        strip = flow.area(self._page.strip)
        round_ = PANEL_ROUND * scale
        bottom = flow.area(self._page.field).bottom + EDGE * scale
        whole = Area(left, strip.y, right - left, bottom - strip.y)
        head = Area(left, strip.y, right - left, strip.height)
        words = self._stage_words(view, Stage.CUSTOMERS)
        pen = Pen(colours.customer, PANEL_EDGE * scale)
        ground = Rectangle(flow.area(whole), colours.customer_tint, pen, round_)
        panel = Part("panel", "customers", "", (ground,), ground.area)
        solid = rounded(head, (round_, round_, 0, 0))
        head = flow.area(head)
        items = (
            flow.item(Shape(solid, colours.customer, pen, closed=True)),
            *self._caption(words, Stage.CUSTOMERS, head, 0),
        )
        return [panel, Part("stage", "customers", words, items, head)]

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

    def _caption(self, words: str, stage: Stage, area: Area, notch: float) -> list[Item]:
        """A picture and the stage's name, in the middle of its part of the strip."""
        if self._theme.flow is Flow.DOWN:
            return self._upright(words, stage, area, notch)
        size, scale = self._within(words, area.height), self._theme.scale
        colour = self._theme.palette.on_customer
        picture, space = PICTURE * scale, BESIDE * scale
        # Over a narrow column the words need all of the strip.
        room = max(
            area.width - 2 * notch - CAPTION_PAD * scale, CAPTION_PART * area.width - 2 * notch
        )
        # The words matter more than the picture.
        roomy = self._setter.width(words, CAPTION_SHRINKS * size, 700) <= room - picture - space
        if roomy:
            room -= picture + space
        fitting, lines = self._in_lines(words, size, room)
        width = max(self._setter.width(line, fitting, 700) for line in lines)
        x = area.x + area.width / 2 - (width + (picture + space if roomy else 0)) / 2
        middle = area.y + area.height / 2
        items: list[Item] = []
        if roomy:
            items.append(icon(ICONS[stage], x, middle - picture / 2, picture, colour))
            x += picture + space
        step = self._theme.spacing * fitting
        for at, line in enumerate(lines):
            baseline = middle + self._theme.middle * fitting + (at - (len(lines) - 1) / 2) * step
            place = (x + width / 2, baseline)
            items.append(self._setter.line(line, place, fitting, 700, colour, "middle"))
        return items

    def _within(self, words: str, deep: float) -> float:
        """The size of a stage's name: smaller where marks would leave the strip."""
        shaped = self._setter.shape(words, 700)
        above = shaped.rise / EM - self._theme.middle
        below = shaped.fall / EM + self._theme.middle
        return min(self._theme.type.stage, deep / 2 / max(above, below, HALF_CAPITAL))

    def _in_lines(self, words: str, size: float, room: float) -> tuple[float, tuple[str, ...]]:
        """A stage's name in one line, or in two where its letters are larger then; never cut.

        In smaller letters rather than with a broken word.
        """
        words = " ".join(words.split())
        one = min(size, size * room / self._setter.width(words, size, 700))
        small = IN_TWO * size / self._theme.spacing
        half = self._setter.width(words, small, 700) / 2
        for broad in (room, half, *(wider * half for wider in BROADER)):
            lines = self._setter.wrap(words, small, 700, max(room, broad), 2).lines
            if len(lines) == 2:
                wide = max(self._setter.width(line, small, 700) for line in lines)
                two = min(small, small * room / wide)
                whole = "".join(lines).replace(" ", "") == words.replace(" ", "")
                worth = whole or one < UNBROKEN * size
                if worth and two > one and two >= LETTERS_LEAST * size:
                    return two, lines
                break
        if one >= LETTERS_LEAST * size:
            return one, (words,)
        return self._cut(words, LETTERS_LEAST * size, room)

    def _cut(self, words: str, size: float, room: float) -> tuple[float, tuple[str, ...]]:
        """Somebody's own name of a stage that no column has room for."""
        shown, fitting = self.fitted(words, size / FLOOR, 700, room)
        return fitting, (shown,)

    def _upright(self, words: str, stage: Stage, area: Area, notch: float) -> list[Item]:
        """The same in a strip on the left: the name runs upwards, the picture above it.

        A long name takes two lines rather than small letters.
        """
        size, scale = self._within(words, area.width), self._theme.scale
        colour = self._theme.palette.on_customer
        picture, space = PICTURE * scale, BESIDE * scale
        room = area.height - 2 * notch - CAPTION_PAD_UPRIGHT * scale
        roomy = self._setter.width(words, CAPTION_SHRINKS * size, 700) <= room - picture - space
        if roomy:
            room -= picture + space
        fitting, lines = self._in_lines(words, size, room)
        length = max(self._setter.width(line, fitting, 700) for line in lines)
        whole = length + (picture + space if roomy else 0)
        middle, y = area.x + area.width / 2, area.y + area.height / 2 - whole / 2
        items: list[Item] = []
        if roomy:
            items.append(icon(ICONS[stage], middle - picture / 2, y, picture, colour))
        # The second line stands right of the first, in a mirror as well.
        step = fitting * self._theme.spacing * (-1 if self._theme.mirrored else 1)
        for at, line in enumerate(lines):
            x = middle + (at - (len(lines) - 1) / 2) * step + self._theme.middle * fitting
            short = (length - self._setter.width(line, fitting, 700)) / 2
            items.append(self._setter.upright(line, (x, y + whole - short), fitting, 700, colour))
        return items
