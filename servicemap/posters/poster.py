"""A map as a poster: which kind of one, and the poster as people hold it."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cache
from pathlib import PurePath
from typing import NamedTuple, Unpack

from servicemap.calls import the_files, the_measure, the_name, the_path
from servicemap.drawing.layout.engine import Layout, lay_out
from servicemap.drawing.layout.ordering import Engine
from servicemap.drawing.papers import Orientation, Paper, find_orientation, find_paper
from servicemap.drawing.scene import Scene
from servicemap.drawing.staging import draw_line, draw_view
from servicemap.drawing.theme import BLACK_AND_WHITE, COLOUR, Theme
from servicemap.drawing.typesetting.directions import language_right_to_left
from servicemap.drawing.typesetting.system_fonts import folders
from servicemap.drawing.typesetting.text import Typesetter
from servicemap.errors import WrongValue
from servicemap.extras import require
from servicemap.html import as_wide_as_the_page
from servicemap.model import LONGEST_LINK, Scenario, ServiceMap
from servicemap.posters.choices import SIGNATURE, USUAL, PosterChoices, completed, told
from servicemap.posters.legibility import most_legible, smallest_readable
from servicemap.timing.answers.traces import Trace
from servicemap.views.change import change_story
from servicemap.views.department import close_up
from servicemap.views.imprints import imprint_of
from servicemap.views.stories import delay_story, plain_story
from servicemap.views.team import line_of
from servicemap.views.view import View
from servicemap.views.whole import view_of
from servicemap.wording.phrases import Words
from servicemap.wording.sayings import saying

STEPS_AT_MOST = 60
"""More boxes than this on a team's line to its end user cannot be read on any paper."""


def draw(m: ServiceMap, *, engine: Engine = lay_out, **choices: Unpack[PosterChoices]) -> Scene:
    """A poster of a map as a scene; what may be chosen for it stands in `choices`.

    Raises WrongValue, UnknownName or MissingGlyph for what cannot be drawn, UnreadablePath for one
    of `fonts` that is no font file, whether a letter needs it or not, and MissingExtra where the
    libraries of posters are not installed.
    """
    require("posters", "drawing posters")
    chosen = completed(m, choices)
    hung = chosen["orientation"]
    orientation = find_orientation(hung) if hung is not None else None
    sheet = find_paper(chosen["paper"] or USUAL.name).hung(orientation or Orientation.LANDSCAPE)
    paths = the_files(chosen["fonts"], "fonts")
    setter = Typesetter(paths, m.language, folders())
    words = Words(m)
    theme = (BLACK_AND_WHITE if chosen["black_and_white"] else COLOUR)._replace(
        mirrored=language_right_to_left(m.language),
        middle=setter.manner.middle,
        spacing=setter.manner.spacing,
    )
    stage = _Stage(theme, setter, words, engine)
    draw_on = _line(m, chosen, stage) if chosen["team"] is not None else _view(m, chosen, stage)
    if chosen["readable_from"] is None:
        scene = draw_on(sheet)
    else:
        ways = (orientation,) if orientation else tuple(Orientation)
        scene = smallest_readable(chosen["readable_from"], draw_on, ways)
    if m.link and imprint_of(m, (), chosen["date"]).link is None:
        without = saying("no_code", bytes=LONGEST_LINK)
        scene = scene._replace(notes=(*scene.notes, without))
    return scene._replace(fonts=paths, words=tuple(m.words.items()))


class _Stage(NamedTuple):
    """What every view is drawn with."""

    theme: Theme
    setter: Typesetter
    words: Words
    engine: Engine


def _view(m: ServiceMap, chosen: PosterChoices, stage: _Stage) -> Callable[[Paper], Scene]:
    """What draws the whole map, or a department close up, and the story of it on a paper."""
    shown, (scenario, traced) = m, _delay(m, chosen)
    if chosen["changed_from"] is not None:
        shown, story = change_story(chosen["changed_from"], m, stage.words)
    elif traced is not None:
        story = delay_story(m, traced, stage.words, scenario)
    else:
        story = plain_story(m, stage.words)
    imprint = imprint_of(shown, shown.parties.values(), chosen["date"])
    department = chosen["department"]

    def of(at_most: int) -> View:
        view = (
            view_of(shown, story, chosen["here"], at_most)
            if department is None
            else close_up(shown, department, story, at_most)
        )
        return view._replace(notes=(*view.notes, *story.details))

    def staged(view: View, on: Paper) -> Scene:
        return draw_view(view, imprint, on, *stage)

    return _summed(of, staged, alike=chosen["readable_from"] is not None)


def _delay(m: ServiceMap, chosen: PosterChoices) -> tuple[Scenario | None, Trace | None]:
    """The scenario that was named, and who feels the delay that was chosen."""
    from servicemap.timing.answers.delays import find_scenario, trace

    late, name = chosen["late"], chosen["scenario"]
    scenario = m.scenarios[find_scenario(m, name)] if name is not None else None
    if isinstance(late, Trace):
        if late.map is not m and late.map != m:
            raise WrongValue(
                f"late: this is a trace of another map, {late.map.title!r}",
                f"trace the one that is drawn, {m.title!r}",
            )
        return scenario, late
    if late or scenario:
        return scenario, trace(m, late, name, shares=False)
    return None, None


def _line(m: ServiceMap, chosen: PosterChoices, stage: _Stage) -> Callable[[Paper], Scene]:
    """What draws a team's line on a paper. Raises WrongValue for one that is too long."""
    team = chosen["team"]
    assert team is not None
    line = line_of(m, team, chosen["to"])
    if len(line.boxes) > STEPS_AT_MOST:
        raise WrongValue(
            f"from {line.team} to {line.customer} there are {len(line.boxes) - 1} steps, more"
            f" than the {STEPS_AT_MOST - 1} that a poster has room for",
            "draw a team that is nearer to them, or leave out {} for the whole map",
            ("team",),
        )
    imprint = imprint_of(m, [m.parties[line.boxes[0].id]], chosen["date"])
    theme, setter, words, _ = stage
    return lambda on: draw_line(line, m.title, imprint, on, theme, setter, words)


def _summed(
    of: Callable[[int], View],
    staged: Callable[[View, Paper], Scene],
    *,
    alike: bool,
) -> Callable[[Paper], Scene]:
    """What draws a view on a paper, summed up as far as that paper needs.

    `alike`: what is summed up is the same on every paper, or the smallest would always do.
    """

    @cache
    def usual(way: Orientation) -> View:
        on = USUAL.hung(way)
        return most_legible(of, lambda view: staged(view, on))[0]

    def draw_on(on: Paper) -> Scene:
        if alike:
            return staged(usual(on.orientation), on)
        return most_legible(of, lambda view: staged(view, on))[1]

    return draw_on


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

        name = the_path(path, "posters/toys.pdf")
        finish = Finish(
            dpi=None if dpi is None else the_measure(dpi, "dpi"),
            bleed=the_measure(bleed, "bleed"),
            tile=None if tile is None else the_name(tile, "A4"),
        )
        replace_file(name, write(self.scene, PurePath(name).suffix, finish))

    def _repr_svg_(self) -> str:
        return self.svg()

    def _repr_html_(self) -> str:
        return as_wide_as_the_page(self.svg())


def poster(m: ServiceMap, **choices: Unpack[PosterChoices]) -> Poster:
    """A poster of a map. What may be chosen for it, each by its name:"""
    return Poster(draw(m, engine=_lay_out, **choices))


_AND_THEN = """Raises WrongValue for what cannot be chosen, or not together; UnknownName;
MissingExtra where the libraries of posters are not installed; MissingGlyph; LayoutFailed.

>>> import servicemap as sm
>>> sm.poster(sm.load("maps/sales-event.yaml"), team="Design studio", paper="A4")
<Poster 'Design studio: Your work reaches Top ten accounts': 297 x 210 mm>"""

poster.__doc__ = f"{poster.__doc__}\n\n{told()}\n\n{_AND_THEN}"
poster.__signature__ = SIGNATURE.replace(return_annotation=Poster)  # type: ignore[attr-defined]


def _lay_out(dot: str) -> Layout:
    """The engine; what the poster will be written with is loaded while Graphviz is at work."""
    from servicemap.drawing.writing.svg import get_ready

    return lay_out(dot, meanwhile=get_ready)
