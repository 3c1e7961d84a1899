"""Pages for a meeting, drawn on paper in the type and the colours of posters."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from servicemap.drawing.papers import Orientation, find_paper
from servicemap.drawing.scene import Scene
from servicemap.drawing.staging_handouts import draw_handout, draw_questionnaire
from servicemap.drawing.theme import COLOUR, Theme
from servicemap.drawing.typesetting.directions import language_right_to_left
from servicemap.drawing.typesetting.system_fonts import folders
from servicemap.drawing.typesetting.text import Typesetter
from servicemap.extras import require
from servicemap.model import ServiceMap
from servicemap.rounds.ask_sheets import AskSheet
from servicemap.rounds.questionnaire import questionnaire_of
from servicemap.views.handouts import Handout
from servicemap.views.imprints import imprint_of
from servicemap.wording.phrases import Words

USUAL = "A4"
"""The paper of a page of which nobody says more."""


def page_of_handout(
    m: ServiceMap,
    handout: Handout,
    *,
    paper: str = USUAL,
    fonts: Sequence[str] = (),
    day: date | None = None,
) -> Scene:
    """The page on a paper that stands upright; `day` is the one that it prints, else the map's.

    `fonts` are files of fonts for letters that ours lack. Raises WrongValue for a paper that there
    is not, UnreadablePath for what is no font, MissingGlyph, and MissingExtra where the libraries
    of posters are not installed.
    """
    require("posters", "drawing pages")
    sheet = find_paper(paper).hung(Orientation.PORTRAIT)
    setter = Typesetter(fonts, m.language, folders())
    words = Words(m)
    parties = [m.parties[id_] for id_ in handout.word_of]
    imprint = imprint_of(m, parties, None)
    imprint = imprint._replace(date=day or imprint.date)
    scene = draw_handout(handout, imprint, sheet, theme_of(m, setter), setter, words)
    return scene._replace(fonts=tuple(fonts), words=tuple(m.words.items()))


class SheetPrinter:
    """Draws the sheets of one map that are filled in by hand: what is measured once serves all.

    Raises as `page_of_handout` does.
    """

    def __init__(self, m: ServiceMap, *, paper: str = USUAL, fonts: Sequence[str] = ()) -> None:
        require("posters", "drawing pages")
        self._map = m
        self._sheet = find_paper(paper).hung(Orientation.PORTRAIT)
        self._setter = Typesetter(fonts, m.language, folders())
        self._theme = theme_of(m, self._setter)
        self._words = Words(m)

    def scenes(self, sheet: AskSheet) -> list[Scene]:
        """The pages of one customer's sheet. Raises MissingGlyph."""
        asked = questionnaire_of(self._map, sheet, self._words)
        on = (self._sheet, self._theme, self._setter, self._words)
        drawn = draw_questionnaire(asked, *on)
        return [scene._replace(owner=sheet.asks) for scene in drawn]

    def pdf(self, sheet: AskSheet) -> bytes:
        """The same as a PDF document."""
        from servicemap.drawing.writing.pdf import write_pages

        return write_pages(self.scenes(sheet))


def theme_of(m: ServiceMap, setter: Typesetter) -> Theme:
    """The colours and sizes of posters, as the language of a map is read."""
    return COLOUR._replace(
        mirrored=language_right_to_left(m.language),
        middle=setter.manner.middle,
        spacing=setter.manner.spacing,
    )
