"""Pages that people hold in their hands staged on a paper: for a meeting, or to be filled in."""

from __future__ import annotations

from servicemap.drawing.composing.answer_fields import QuestionComposer
from servicemap.drawing.composing.handout import HandoutComposer
from servicemap.drawing.composing.lettering import page_of
from servicemap.drawing.composing.page_frame import MARGIN, PageText
from servicemap.drawing.papers import Paper, read_from
from servicemap.drawing.scene import Area, Part, Scene
from servicemap.drawing.staging import scene_with
from servicemap.drawing.theme import Theme
from servicemap.drawing.typesetting.text import Typesetter
from servicemap.views.handouts import Handout, Questionnaire
from servicemap.views.view import Imprint, View
from servicemap.wording.phrases import Words
from servicemap.wording.sayings import saying


def draw_handout(
    handout: Handout,
    imprint: Imprint,
    sheet: Paper,
    theme: Theme,
    setter: Typesetter,
    words: Words,
) -> Scene:
    """A page for a meeting, on a paper that stands upright. Raises MissingGlyph."""
    base = _for_hands(theme.on(sheet.width, sheet.height))
    page = page_of(sheet.width, sheet.height, base)
    composer = HandoutComposer(page, setter, base, words)
    said = PageText(handout.map_title, handout.kind, handout.title, handout.line)
    head, top = composer.head(said)
    foot, bottom = composer.foot(imprint)
    area = Area(page.head.x, top, page.head.width, bottom - top)
    drawn = composer.drawn(handout, area)
    notes = [
        saying(key, count=count)
        for key, count in (("page_left_out", drawn.left_out), ("page_cut", drawn.shortened))
        if count
    ]
    title = words.say("named", name=handout.title, what=handout.kind)
    empty = View(title, handout.map_title, None, words.language, {}, (), (), None)
    description = " ".join(part.title for part in drawn.parts)
    parts = [head, *drawn.parts, *foot]
    scene = scene_with(empty, description, base, page, setter, parts, notes)
    return scene._replace(owner=imprint.owner or "", reads_from=read_from(drawn.size))


def draw_questionnaire(
    asked: Questionnaire,
    sheet: Paper,
    theme: Theme,
    setter: Typesetter,
    words: Words,
) -> list[Scene]:
    """A sheet to fill in, page by page, on a paper that stands upright. Raises MissingGlyph."""
    base = _for_hands(theme.on(sheet.width, sheet.height))
    page = page_of(sheet.width, sheet.height, base)
    composer = QuestionComposer(page, setter, base, words)
    title = words.say("named", name=asked.whom, what=asked.title)
    empty = View(title, asked.map_title, None, words.language, {}, (), (), None)
    head, top = composer.head(PageText(asked.map_title, asked.whom, asked.title, asked.line))
    counted = words.say("sheet", number=1, count=len(asked.questions))
    _, bottom = composer.foot(Imprint(), counted)
    area = Area(page.head.x, top, page.head.width, bottom - top)
    pages = composer.paged(asked.questions, area)
    scenes = []
    for number, questions in enumerate(pages, start=1):
        foot: list[Part] = []
        if len(pages) > 1:
            foot, _ = composer.foot(Imprint(), words.say("sheet", number=number, count=len(pages)))
        drawn = composer.drawn(questions, area)
        description = " ".join(part.title for part in drawn)
        parts = [head, *drawn, *foot]
        scenes.append(scene_with(empty, description, base, page, setter, parts, []))
    return scenes


def _for_hands(theme: Theme) -> Theme:
    """The theme with the margins of a page that is held."""
    return theme._replace(lengths=theme.lengths._replace(margin=MARGIN * theme.scale))
