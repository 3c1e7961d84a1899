"""A printed sheet of `ask`, as somebody filled it in with a pen.

Where to write is found as a hand finds it: on the line beside the question, around the score.
"""

from collections.abc import Iterator, Mapping
from contextlib import chdir
from datetime import date
from tempfile import TemporaryDirectory

import servicemap as sm
from docs.reference.year_in_the_shop import MAP, MARCH, begin
from servicemap.drawing.scene import Area, Item, Part, Pen, Rectangle, Text
from servicemap.drawing.typesetting.text import Typesetter
from servicemap.drawing.writing.svg import write_svg
from servicemap.posters.pages import SheetPrinter

WHOSE = "toy-factory"

_INK = "#1f4fbf"

_QUESTIONS = {"says": "What do you say of it?", "wants": "What would you like?"}
"""What a column of the workbook is called -> the same question on paper."""


def filled_sheet() -> str:
    """The sheet of the toy factory in March, in the year that a page tells."""
    with TemporaryDirectory() as folder, chdir(folder):
        begin()
        m = sm.load(MAP)
    (sheet,) = [one for one in sm.ask(m, today=date(2027, 3, 1)) if one.customer.id == WHOSE]
    (scene,) = SheetPrinter(m).scenes(sheet)
    setter = Typesetter((), m.language)
    questions = [part for part in scene.parts if part.id.startswith("question")]
    written = [
        Part("box", f"by hand {at}", "", tuple(_by_hand(part.items, answers, setter)))
        for at, (part, answers) in enumerate(zip(questions, MARCH[WHOSE].values(), strict=True))
    ]
    glyphs = [
        glyph
        for part in written
        for item in part.items
        if isinstance(item, Text)
        for glyph in item.glyphs
    ]
    outlines = dict.fromkeys((*scene.outlines, *setter.outlines(glyphs)))
    return write_svg(scene._replace(parts=(*scene.parts, *written), outlines=tuple(outlines)))


def _by_hand(
    items: tuple[Item, ...], answers: Mapping[str, object], setter: Typesetter
) -> Iterator[Item]:
    """What is written in one question: a ring around the score, words behind the others."""
    asked = {item.words: item for item in items if isinstance(item, Text)}
    boxes = [item.area for item in items if isinstance(item, Rectangle)]
    number = asked[str(answers["score"])].area
    (box,) = [area for area in boxes if _within(number, area)]
    ring = Area(box.x - 1, box.y - 1.4, box.width + 2, box.height + 2.8)
    yield Rectangle(ring, pen=Pen(_INK, 0.7), radius=ring.height / 2)
    for column, question in _QUESTIONS.items():
        if column in answers:
            beside = asked[question]
            end = beside.origin[0] + beside.width
            words, size = str(answers[column]), beside.size * 1.15
            yield setter.line(words, (end + 6, beside.origin[1]), size, 400, _INK)


def _within(inner: Area, outer: Area) -> bool:
    return outer.x <= inner.x and inner.right <= outer.right and outer.y <= inner.y <= outer.bottom
