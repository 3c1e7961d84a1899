"""A page of series staged on a paper: head, the line of time, the panels, foot."""

from __future__ import annotations

from servicemap.drawing.composing.footing import Footing
from servicemap.drawing.composing.heading import Heading
from servicemap.drawing.composing.lettering import page_of
from servicemap.drawing.composing.panels import PanelGrid
from servicemap.drawing.composing.time_line import TimeLine
from servicemap.drawing.papers import Paper
from servicemap.drawing.scene import Area, Scene
from servicemap.drawing.staging import scene_with
from servicemap.drawing.theme import Theme
from servicemap.drawing.typesetting.text import Typesetter
from servicemap.views.series import SeriesPage
from servicemap.views.view import Imprint, View
from servicemap.wording.phrases import Words

BELOW_HEAD, BELOW_TIME = 3, 5
"""What stays free above and below the line of time, in mm on A3."""


def draw_series(
    shown: SeriesPage,
    imprint: Imprint,
    sheet: Paper,
    theme: Theme,
    setter: Typesetter,
    words: Words,
) -> Scene:
    """A page of series as a scene. Raises MissingGlyph for what no font has.

    What does not fit on the paper is counted beside what does.
    """
    base = theme.on(sheet.width, sheet.height)
    view = View(shown.title, shown.subtitle, None, shown.language, {}, (), (), None, shown.notes)
    page = page_of(sheet.width, sheet.height, base)
    above = Heading(page, setter, base, words).height(view, imprint)
    below = Footing(page, setter, base, words).height(view, ())
    page = page_of(sheet.width, sheet.height, base, above, below)
    heading = Heading(page, setter, base, words).header(view, imprint)
    scale = base.scale
    time = TimeLine(page, setter, base, words)
    top = page.strip.y + BELOW_HEAD * scale
    line, bottom = time.part(shown, top)
    top = bottom + BELOW_TIME * scale
    field = Area(page.field.x, top, page.field.width, page.field.bottom - top)
    panels = PanelGrid(page, setter, base, words).parts(shown, field)
    foot = Footing(page, setter, base, words).parts(view, ())
    said = " ".join(words.say("sentence", said=part.title) for part in (line, *panels))
    return scene_with(view, said, base, page, setter, [*heading, line, *panels, *foot], [])
