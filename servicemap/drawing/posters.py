"""A map as a poster: the stages of drawing in turn, and the poster as people hold it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import PurePath

from servicemap.drawing.composing.body import Composer
from servicemap.drawing.composing.footing import Footing
from servicemap.drawing.composing.heading import Heading
from servicemap.drawing.composing.lettering import Page, page_of
from servicemap.drawing.layout.engine import lay_out
from servicemap.drawing.layout.laying_out import lay_out_view
from servicemap.drawing.layout.ordering import Engine
from servicemap.drawing.papers import find_paper, read_from
from servicemap.drawing.scene import Area, Part, Rectangle, Scene, Text
from servicemap.drawing.theme import COLOUR, POINT, Theme
from servicemap.drawing.typesetting.text import Typesetter
from servicemap.drawing.views import View, view_of
from servicemap.drawing.words import Words
from servicemap.model import ServiceMap
from servicemap.timing.traces import Trace

READABLE = 9 * POINT
"""The least size of a name that people still read at arm's length."""


def draw(
    m: ServiceMap,
    *,
    trace: Trace | None = None,
    department: str | None = None,
    paper: str = "A3",
    date: str | None = None,
    theme: Theme = COLOUR,
    fonts: Sequence[str] = (),
    engine: Engine = lay_out,
) -> Scene:
    """A whole map as a scene on a landscape paper.

    `department` is where it will hang; `trace` shows a delay on it; `date` is printed as it is,
    or else the map's own. Raises WrongValue, UnknownName or MissingGlyph for what cannot be drawn.
    """
    sheet = find_paper(paper)
    setter = Typesetter(fonts, m.language)
    words = Words(m)
    view = view_of(m, trace, department)
    base = theme.on(sheet.width, sheet.height)
    page = page_of(sheet.width, sheet.height, base)
    heading = Heading(page, setter, base, words)
    footing = Footing(page, setter, base, words)
    printed = date or (m.date.isoformat() if m.date else None)

    def foot(reading: str | None) -> Part:
        return footing.foot(m.owner, printed, m.link, reading)

    if not view.boxes:
        parts = [*heading.header(view), foot(None)]
        return _scene(view, base, page, setter, words, parts, [words["nobody"]])
    laid = lay_out_view(view, page.field, setter, base, words, engine)
    view = laid.view
    stage_of = {stack.id: stack.stage for stack in view.stacks}
    stages = tuple(stage_of[column[0]] for column in laid.arrangement.columns)
    names, services = laid.theme.type.name, laid.theme.type.service
    below = foot(
        words.say(
            "read_from" if laid.wiring.labels else "names_read_from",
            names=f"{read_from(names):.1f}",
            services=f"{read_from(services):.1f}",
        )
    )
    composer = Composer(view, laid.wiring, laid.plan, laid.columns, page, setter, laid.theme, words)
    parts = [
        *heading.header(view),
        *heading.stages(view, laid.plan, stages),
        *composer.parts(),
        footing.legend(view, laid.wiring, _legend_room(below, page, base)),
        below,
    ]
    notes = []
    if names < READABLE:
        notes.append(words.say("dense", size=f"{names / POINT:.0f}"))
    if laid.failed:
        notes.append(words.say("no_engine", reason=laid.failed))
    drawn = _scene(view, base, page, setter, words, parts, notes)
    return drawn._replace(owner=m.owner or "")


def _scene(
    view: View,
    theme: Theme,
    page: Page,
    setter: Typesetter,
    words: Words,
    parts: list[Part],
    notes: list[str],
) -> Scene:
    """The parts on their paper, with the drawings of their letters and a text for the ear."""
    glyphs = [
        glyph
        for part in parts
        for item in part.items
        if isinstance(item, Text)
        for glyph in item.glyphs
    ]
    counted = words.say("counted", boxes=len(view.boxes), links=len(view.links))
    said = [counted, *(f"{link.sentence}." for link in view.links)]
    return Scene(
        page.width,
        page.height,
        view.title,
        " ".join(said),
        view.language,
        (_ground(page, theme), *parts),
        setter.outlines(glyphs),
        (*view.notes, *notes),
    )


def _ground(page: Page, theme: Theme) -> Part:
    area = Area(0, 0, page.width, page.height)
    return Part("page", "page", "", (Rectangle(area, theme.palette.page),), area)


def _legend_room(foot: Part, page: Page, theme: Theme) -> float:
    """What the foot leaves to the legend."""
    texts = [item.area.x for item in foot.items if isinstance(item, Text)]
    return min(texts) - page.foot.x - 8 * theme.scale


class Poster:
    """A poster: `scene` is what it shows; `save` writes it; notebooks show it as it is."""

    __slots__ = ("scene",)

    def __init__(self, scene: Scene) -> None:
        self.scene = scene

    def __repr__(self) -> str:
        scene = self.scene
        return f"<Poster {scene.title!r}: {scene.width:g} x {scene.height:g} mm>"

    def svg(self) -> str:
        """The poster as SVG."""
        from servicemap.drawing.writing.svg import write_svg

        return write_svg(self.scene)

    def save(
        self,
        path: str | os.PathLike[str],
        *,
        dpi: float | None = None,
        bleed: float = 0,
        tile: str | None = None,
    ) -> None:
        """Write the poster to a file, as its ending says; the file is replaced whole or not at all.

        `dpi` is the resolution of a PNG. A PDF takes a `bleed` in mm, or with `tile` the name of a
        smaller paper whose sheets make up the poster. Raises WrongValue for an ending that posters
        are not written as, or a choice that it does not have; OSError as `open` does.
        """
        from servicemap.drawing.writing import write
        from servicemap.drawing.writing.finishing import Finish
        from servicemap.saving import replace_file

        name = os.fspath(path)
        finish = Finish(dpi=dpi, bleed=bleed, tile=tile)
        replace_file(name, write(self.scene, PurePath(name).suffix, finish))

    def _repr_svg_(self) -> str:
        return self.svg()

    def _repr_html_(self) -> str:
        return f'<div style="max-width:100%">{self.svg()}</div>'


def poster(
    m: ServiceMap,
    *,
    department: str | None = None,
    late: Trace | None = None,
    paper: str = "A3",
    date: str | None = None,
    fonts: Sequence[str] = (),
) -> Poster:
    """A poster of a map. `late` shows a trace's delays on it; the rest is as in `draw`."""
    return Poster(draw(m, trace=late, department=department, paper=paper, date=date, fonts=fonts))
