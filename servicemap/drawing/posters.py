"""A map as a poster: which kind of one, and the poster as people hold it."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import PurePath

from servicemap.drawing.imprints import imprint_of
from servicemap.drawing.layout.engine import lay_out
from servicemap.drawing.layout.ordering import Engine
from servicemap.drawing.papers import Orientation, find_paper
from servicemap.drawing.scene import Scene
from servicemap.drawing.staging import draw_line, draw_view
from servicemap.drawing.stories import delay_story
from servicemap.drawing.theme import COLOUR, Theme
from servicemap.drawing.typesetting.directions import language_right_to_left
from servicemap.drawing.typesetting.machine import folders
from servicemap.drawing.typesetting.text import Typesetter
from servicemap.drawing.viewing.department import close_up
from servicemap.drawing.viewing.team import line_of
from servicemap.drawing.viewing.whole import view_of
from servicemap.drawing.words import Words
from servicemap.durations import Duration
from servicemap.errors import WrongValue
from servicemap.model import Scenario, ServiceMap
from servicemap.timing.traces import Trace


def draw(
    m: ServiceMap,
    *,
    trace: Trace | None = None,
    scenario: Scenario | None = None,
    department: str | None = None,
    here: str | None = None,
    team: str | None = None,
    to: str | None = None,
    paper: str = "A3",
    orientation: Orientation = Orientation.LANDSCAPE,
    date: str | None = None,
    theme: Theme = COLOUR,
    fonts: Sequence[str] = (),
    engine: Engine = lay_out,
) -> Scene:
    """A poster of a map as a scene.

    It shows the whole map, or with `department` that one in full and what it deals with. `here`
    names the department where a whole map will hang. `team` shows the line from that team's work
    to the nearest end user, or to the customer named by `to`. `trace` shows a delay, to which
    `scenario` gives a title and a cause. `date` is printed as it is, or else the map's own. Raises
    WrongValue, UnknownName or MissingGlyph for what cannot be drawn.
    """
    sheet = find_paper(paper).hung(orientation)
    _one_kind(trace=trace, department=department, here=here, team=team, to=to)
    setter = Typesetter(fonts, m.language, folders())
    words = Words(m)
    theme = theme._replace(
        mirrored=language_right_to_left(m.language),
        middle=setter.manner.middle,
        spacing=setter.manner.spacing,
    )
    if team is not None:
        line = line_of(m, team, to)
        imprint = imprint_of(m, [m.parties[line.boxes[0].id]], date)
        return draw_line(line, m.title, imprint, sheet, theme, setter, words)
    story = delay_story(m, trace, words, scenario)
    view = close_up(m, department, story) if department is not None else view_of(m, story, here)
    imprint = imprint_of(m, m.parties.values(), date)
    return draw_view(view, imprint, sheet, theme, setter, words, engine)


def _one_kind(
    *,
    trace: Trace | None,
    department: str | None,
    here: str | None,
    team: str | None,
    to: str | None,
) -> None:
    """Raises WrongValue where two kinds of poster are asked for at once."""
    if department is not None and here is not None:
        raise WrongValue(
            "a department's poster hangs in that department", "leave out one: department or here"
        )
    if team is None:
        if to is not None:
            raise WrongValue("whose work reaches them?", "say the team as well")
        return
    if department is not None or here is not None:
        raise WrongValue(
            "a team's poster shows its own line alone", "leave out the department, or the team"
        )
    if trace is not None:
        raise WrongValue(
            "a team's poster shows no delay", "leave out the team to see how far the delay travels"
        )


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
    here: str | None = None,
    team: str | None = None,
    to: str | None = None,
    late: Trace | Mapping[str, str | Duration] | None = None,
    scenario: str | None = None,
    paper: str = "A3",
    date: str | None = None,
    fonts: Sequence[str] = (),
) -> Poster:
    """A poster of a map.

    `late` shows a delay: a trace, or who is how late (`{"purchasing": "3d"}`); `scenario` names one
    of the map's, whose delays it shows under its own title. The rest is as in `draw`.
    """
    named = None
    if scenario is not None:
        from servicemap.timing.delays import find_scenario

        named = m.scenarios[find_scenario(m, scenario)]
    traced = late if isinstance(late, Trace) else None
    if traced is None and (late or named):
        from servicemap.timing.delays import trace

        assert not isinstance(late, Trace)
        traced = trace(m, late, scenario, shares=False)
    scene = draw(
        m,
        trace=traced,
        scenario=named,
        department=department,
        here=here,
        team=team,
        to=to,
        paper=paper,
        date=date,
        fonts=fonts,
    )
    return Poster(scene)
