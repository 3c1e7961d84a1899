"""The text of a sheet that somebody fills in: a question below the other, as large as they fit.

What is written by hand takes room: few questions get many lines, and no page has so many that
nobody could write on it. What follows stands on other pages.
"""

from collections.abc import Callable, Sequence
from math import ceil
from typing import Any

from servicemap.drawing.composing.lettering import ELLIPSIS
from servicemap.drawing.composing.page_frame import HAIRLINE, PageFrame
from servicemap.drawing.scene import Area, Item, Part, Pen, Rectangle
from servicemap.drawing.theme import POINT
from servicemap.views.handouts import (
    AnswerField,
    ChoiceField,
    LinesField,
    ScoreField,
    SheetQuestion,
)

AT_MOST = 3
"""More questions than this on one page leave no room to write."""

NAME, LABEL, FINE = 20, 15, 13.6
"""Points on A3: what is asked about, what is to be answered, and what is known of it."""

LEAST = 9 * POINT
"""The least size of any of it, on any paper."""

ROW = 13
"""From one line to write on to the next, in mm on A3."""

LINES_MOST = 9
"""So many lines one answer has at most."""

BOX, BOX_ROUND = 11, 1.6
"""How high the box of a score is, and the radius of its corners, in mm on A3."""

BOXES_APART = 2
"""From one of them to the next, in mm on A3."""

TICK = 5.4
"""The box of a choice, in mm on A3."""

EDGE = 0.5
"""The edge of a box, in mm on A3."""

FIELDS_APART = 4
"""From one answer to the next, in mm on A3."""

KNOWN_LINES = 4
"""What is known of it takes no more lines than this: there has to be room for what is not."""

QUESTIONS_APART = 11
"""From one question to the next, with a rule between them, in mm on A3."""

LOOSER = 12
"""So much more where there is room."""

BELOW_NAME, BELOW_LABEL, ABOVE_RULE = 0.8, 1.4, 2.2
"""What stays free below a name and a label, and from a label to the line beside it, in mm on A3."""

TICK_DOWN, TICK_ROUND = 0.7, 0.8
"""How far the box of a choice goes below its words, and the radius of its corners, in mm on A3."""

AFTER_TICK, AFTER_LABEL, AFTER_CHOICE = 0.4, 0.6, 1.4
"""What stays free after the box of a choice, a label and a choice, in sizes of its type."""

LABEL_PART = 0.6
"""The part of the width that a label takes at most."""


class QuestionComposer(PageFrame):
    """Draws the questions of one page."""

    def paged(
        self, questions: Sequence[SheetQuestion], area: Area
    ) -> list[tuple[SheetQuestion, ...]]:
        """The questions page by page, about as many on each, so that each page has room for them.

        A page with one alone has to do.
        """
        for pages in range(max(1, ceil(len(questions) / AT_MOST)), len(questions)):
            found = _parted(questions, pages)
            if all(self._tall(one, area, 1) <= area.height for one in found):
                return found
        return _parted(questions, max(1, len(questions)))

    def drawn(self, questions: Sequence[SheetQuestion], area: Area) -> list[Part]:
        """The questions from top to bottom, with as many lines to write on as there is room for."""
        lines = 1
        while lines < LINES_MOST and self._tall(questions, area, lines + 1) <= area.height:
            lines += 1
        spare = max(0.0, area.height - self._tall(questions, area, lines))
        apart = self._mm(QUESTIONS_APART) + min(spare / len(questions), self._mm(LOOSER))
        y, parts = area.y, []
        for at, question in enumerate(questions):
            if at:
                y += apart / 2
                rule = Area(area.x, y, area.width, self._mm(HAIRLINE))
                parts.append(
                    Part("box", "rule", "", (Rectangle(rule, self._theme.palette.panel_edge),))
                )
                y += apart / 2
            items, y = self._question(question, Area(area.x, y, area.width, 0), lines)
            title = self._words.say("named", name=question.name, what=question.of)
            parts.append(Part("box", f"question {at + 1}", title, tuple(items)))
        return parts

    def _mm(self, on_a3: float) -> float:
        return on_a3 * self._theme.scale

    def _size(self, on_a3: float) -> float:
        return max(on_a3 * POINT * self._theme.scale, LEAST)

    def _tall(self, questions: Sequence[SheetQuestion], area: Area, lines: int) -> float:
        """How tall they are with so many lines to write on."""
        found = (self._question(one, area._replace(y=0), lines)[1] for one in questions)
        return sum(found) + self._mm(QUESTIONS_APART) * (len(questions) - 1)

    def _question(self, question: SheetQuestion, at: Area, lines: int) -> tuple[list[Item], float]:
        """The items of one question, and where it ends."""
        colours = self._theme.palette
        size, fine = self._size(NAME), self._size(FINE)
        of = self._setter.width(question.of, fine, 400)
        room = at.width - min(of, at.width / 3) - size
        names, y = self.paragraph(question.name, at.x, at.y, size, room, 700, colours.customer)
        items: list[Item] = [*names]
        base = names[0].origin[1]
        items.append(
            self.text(
                question.of, (at.right, base), fine, 600, at.width / 3, colours.muted, "right"
            )
        )
        if question.known:
            wrapped = self._setter.wrap(question.known, fine, 400, at.width, KNOWN_LINES).lines
            known = " ".join(wrapped[:KNOWN_LINES])
            if wrapped[KNOWN_LINES:]:
                known = known.rstrip(" .,;:-")[:-1] + ELLIPSIS
            said, y = self.paragraph(
                known, at.x, y + self._mm(BELOW_NAME), fine, at.width, 400, colours.muted
            )
            items += said
        for one in question.fields:
            y += self._mm(FIELDS_APART)
            drawn, y = _WAYS[type(one)](self, one, at._replace(y=y), lines)
            items += drawn
        return items, y

    def score(self, one: ScoreField, at: Area, _: int) -> tuple[list[Item], float]:
        """A box for each number; what the lowest and the highest mean beside the label."""
        colours = self._theme.palette
        size, fine = self._size(LABEL), self._size(FINE)
        label, y = self.paragraph(one.label, at.x, at.y, size, at.width / 2, 600, colours.ink)
        items: list[Item] = [*label]
        place = (at.right, label[0].origin[1])
        room = at.width - label[0].width - 2 * size
        items.append(self.text(one.meaning, place, fine, 400, room, colours.muted, "right"))
        y += self._mm(BELOW_LABEL)
        count = one.most - one.least + 1
        apart = self._mm(BOXES_APART)
        wide = (at.width - apart * (count - 1)) / count
        pen = Pen(colours.line, self._mm(EDGE))
        for k in range(count):
            box = Area(at.x + k * (wide + apart), y, wide, self._mm(BOX))
            items.append(Rectangle(box, colours.page, pen, self._mm(BOX_ROUND)))
            number = self.block([str(one.least + k)], box, size, 600, 1, colours.muted)
            items += number
        return items, y + self._mm(BOX)

    def lines_to_write_on(self, one: LinesField, at: Area, lines: int) -> tuple[list[Item], float]:
        """The label, with the first line beside it, and more below."""
        colours, size = self._theme.palette, self._size(LABEL)
        step = self._mm(ROW)
        label = self.text(
            one.label,
            (at.x, at.y + step - self._mm(ABOVE_RULE)),
            size,
            600,
            at.width * LABEL_PART,
            colours.ink,
        )
        items: list[Item] = [label]
        y = at.y
        x = label.origin[0] + label.width + size * AFTER_LABEL
        for _ in range(1 if one.single else lines):
            y += step
            items.append(self._rule(x, y, at.right - x))
            x = at.x
        return items, y

    def choice(self, one: ChoiceField, at: Area, _: int) -> tuple[list[Item], float]:
        """What it is about, a box for each answer, and a line for what is so instead."""
        colours, size = self._theme.palette, self._size(LABEL)
        label, y = self.paragraph(one.label, at.x, at.y, size, at.width, 600, colours.ink)
        items: list[Item] = [*label]
        side, step = self._mm(TICK), self._mm(ROW)
        base = y + step - self._mm(ABOVE_RULE)
        x = at.x
        pen = Pen(colours.line, self._mm(EDGE))
        for choice in one.choices:
            box = Area(x, base - side + self._mm(TICK_DOWN), side, side)
            items.append(Rectangle(box, colours.page, pen, self._mm(TICK_ROUND)))
            text = self.text(choice, (box.right + size * AFTER_TICK, base), size, 400, at.width / 4)
            items.append(text)
            x = text.origin[0] + text.width + size * AFTER_CHOICE
        other = self.text(one.otherwise, (x, base), size, 400, at.width / 2, colours.ink)
        items.append(other)
        x = other.origin[0] + other.width + size * AFTER_LABEL
        y += step
        items.append(self._rule(x, y, at.right - x))
        return items, y

    def _rule(self, x: float, y: float, width: float) -> Rectangle:
        tall = self._mm(HAIRLINE)
        return Rectangle(Area(x, y - tall, width, tall), self._theme.palette.line)


def _parted(questions: Sequence[SheetQuestion], pages: int) -> list[tuple[SheetQuestion, ...]]:
    """The questions on so many pages, more on the first ones where they are not as many on each."""
    least, more = divmod(len(questions), pages)
    found, at = [], 0
    for page in range(pages):
        end = at + least + (page < more)
        found.append(tuple(questions[at:end]))
        at = end
    return found


_Drawn = Callable[[QuestionComposer, Any, Area, int], tuple[list[Item], float]]

_WAYS: dict[type[AnswerField], _Drawn] = {
    ScoreField: QuestionComposer.score,
    LinesField: QuestionComposer.lines_to_write_on,
    ChoiceField: QuestionComposer.choice,
}
