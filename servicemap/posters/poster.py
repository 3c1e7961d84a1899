"""A map as a poster: which kind of one, and the poster as people hold it."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import PurePath

from servicemap.drawing.layout.engine import Layout, lay_out
from servicemap.drawing.layout.ordering import Engine
from servicemap.drawing.papers import Orientation, Paper, find_orientation, find_paper
from servicemap.drawing.scene import Scene
from servicemap.drawing.staging import draw_line, draw_view
from servicemap.drawing.theme import BLACK_AND_WHITE, COLOUR, Theme
from servicemap.drawing.typesetting.directions import language_right_to_left
from servicemap.drawing.typesetting.system_fonts import folders
from servicemap.drawing.typesetting.text import Typesetter
from servicemap.durations import Duration
from servicemap.errors import WrongValue
from servicemap.extras import require
from servicemap.html import as_wide_as_the_page
from servicemap.model import LONGEST_LINK, Scenario, ServiceMap
from servicemap.posters.legibility import most_legible, smallest_readable
from servicemap.timing.answers.traces import Trace
from servicemap.views.change import change_story
from servicemap.views.department import close_up
from servicemap.views.imprints import imprint_of
from servicemap.views.stories import delay_story
from servicemap.views.team import line_of
from servicemap.views.view import View
from servicemap.views.whole import view_of
from servicemap.wording.phrases import Words
from servicemap.wording.sayings import saying

USUAL = "A3"
"""The paper of a poster of which nobody says more."""

Fonts = Sequence[str | os.PathLike[str]] | os.PathLike[str]
"""Font files; one may stand for a list of one."""

STEPS_AT_MOST = 60
"""More boxes than this on a team's line to its end user cannot be read on any paper."""


def draw(
    m: ServiceMap,
    *,
    trace: Trace | None = None,
    scenario: Scenario | None = None,
    department: str | None = None,
    here: str | None = None,
    team: str | None = None,
    to: str | None = None,
    changed_from: ServiceMap | None = None,
    paper: str | None = None,
    orientation: Orientation | None = None,
    readable_from: float | None = None,
    date: str | None = None,
    theme: Theme = COLOUR,
    fonts: Fonts = (),
    engine: Engine = lay_out,
) -> Scene:
    """A poster of a map as a scene.

    It shows the whole map, or with `department` that one in full and what it deals with. `here`
    names the department where a whole map will hang. `team` shows the line from that team's work
    to the nearest end user, or to the customer named by `to`. `trace` shows a delay, to which
    `scenario` gives a title and a cause; `changed_from` is an earlier version of the map, since
    which it shows what changed. It is drawn on A3 landscape, or on `paper` and in `orientation`.
    `readable_from` asks for the smallest paper whose names are read from so many metres, wide or
    tall unless `orientation` is said. `date` is printed as it is, or else the map's own. Raises
    WrongValue, UnknownName or MissingGlyph for what cannot be drawn, UnreadablePath for one of
    `fonts` that is no font file, whether a letter needs it or not, and MissingExtra where the
    libraries of posters are not installed.
    """
    require("posters", "drawing posters")
    sheet = find_paper(paper or USUAL).hung(orientation or Orientation.LANDSCAPE)
    _agree(
        department=department,
        here=here,
        team=team,
        to=to,
        late=trace if scenario is None else None,  # nobody named who is late
        scenario=scenario,
        changed_from=changed_from,
        paper=paper,
        readable_from=readable_from,
    )
    paths = _paths(fonts)
    setter = Typesetter(paths, m.language, folders())
    words = Words(m)
    theme = theme._replace(
        mirrored=language_right_to_left(m.language),
        middle=setter.manner.middle,
        spacing=setter.manner.spacing,
    )

    if team is not None:
        draw_on = _line(m, team, to, date, theme, setter, words)
    else:
        story = delay_story(m, trace, words, scenario)
        shown = m
        if changed_from is not None:
            shown, story = change_story(changed_from, m, words)
        imprint = imprint_of(shown, shown.parties.values(), date)

        def of(at_most: int) -> View:
            view = (
                view_of(shown, story, here, at_most)
                if department is None
                else close_up(shown, department, story, at_most)
            )
            return view._replace(notes=(*view.notes, *story.details))

        def staged(view: View, on: Paper) -> Scene:
            return draw_view(view, imprint, on, theme, setter, words, engine)

        draw_on = _summed(of, staged, alike=readable_from is not None)
    if readable_from is None:
        scene = draw_on(sheet)
    else:
        ways = (orientation,) if orientation else tuple(Orientation)
        scene = smallest_readable(readable_from, draw_on, ways)
    if m.link and imprint_of(m, (), date).link is None:
        without = saying("no_code", bytes=LONGEST_LINK)
        scene = scene._replace(notes=(*scene.notes, without))
    return scene._replace(fonts=paths, words=tuple(m.words.items()))


def _paths(fonts: Fonts) -> tuple[str, ...]:
    """The paths of font files. A single one is not taken for a list of its letters."""
    listed = [fonts] if isinstance(fonts, str | os.PathLike) else fonts
    return tuple(os.fsdecode(path) for path in listed)


def _line(
    m: ServiceMap,
    team: str,
    to: str | None,
    date: str | None,
    theme: Theme,
    setter: Typesetter,
    words: Words,
) -> Callable[[Paper], Scene]:
    """What draws a team's line on a paper. Raises WrongValue for one that is too long."""
    line = line_of(m, team, to)
    if len(line.boxes) > STEPS_AT_MOST:
        raise WrongValue(
            f"from {line.team} to {line.customer} there are {len(line.boxes) - 1} steps, more"
            f" than the {STEPS_AT_MOST - 1} that a poster has room for",
            "draw a team that is nearer to them, or leave out {} for the whole map",
            ("team",),
        )
    imprint = imprint_of(m, [m.parties[line.boxes[0].id]], date)
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
        on = find_paper(USUAL).hung(way)
        return most_legible(of, lambda view: staged(view, on))[0]

    def draw_on(on: Paper) -> Scene:
        if alike:
            return staged(usual(on.orientation), on)
        return most_legible(of, lambda view: staged(view, on))[1]

    return draw_on


_APART = (
    ("department", "here", "a department's poster hangs in that department"),
    ("team", "department", "a team's poster shows its own line alone"),
    ("team", "here", "a team's poster hangs where that team is"),
    ("team", "late", "a team's poster shows no delay"),
    ("team", "scenario", "a team's poster shows no delay"),
    ("team", "changed_from", "a team's poster shows no changes"),
    ("late", "changed_from", "one poster tells of a delay or of changes, not of both"),
    ("scenario", "changed_from", "one poster tells of a delay or of changes, not of both"),
    ("paper", "readable_from", "the distance to read from decides on the paper"),
)
"""What one poster cannot show at once, and why."""


def _agree(**asked: object) -> None:
    """Raises WrongValue where what is asked for does not go together."""
    given = [name for name, value in asked.items() if value is not None]
    for one, other, why in _APART:
        if one in given and other in given:
            raise WrongValue(why, "leave out {} or {}", (one, other))
    if "to" in given and "team" not in given:
        raise WrongValue("whose work is to reach them?", "say whose with {}", ("team",))


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
        return as_wide_as_the_page(self.svg())


def poster(
    m: ServiceMap,
    *,
    department: str | None = None,
    here: str | None = None,
    team: str | None = None,
    to: str | None = None,
    changed_from: ServiceMap | None = None,
    late: Trace | Mapping[str, str | Duration] | None = None,
    scenario: str | None = None,
    paper: str | None = None,
    orientation: str | None = None,
    readable_from: float | None = None,
    black_and_white: bool = False,
    date: str | None = None,
    fonts: Fonts = (),
) -> Poster:
    """A poster of a map.

    `late` shows a delay: a trace, or who is how late (`{"purchasing": "3d"}`); `scenario` names one
    of the map's, whose delays it shows under its own title. The rest is as in `draw`.
    """
    named = None
    if scenario is not None:
        from servicemap.timing.answers.delays import find_scenario

        named = m.scenarios[find_scenario(m, scenario)]
    traced = late if isinstance(late, Trace) else None
    if traced is None and (late or named):
        from servicemap.timing.answers.delays import trace

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
        changed_from=changed_from,
        paper=paper,
        orientation=find_orientation(orientation) if orientation is not None else None,
        readable_from=readable_from,
        theme=BLACK_AND_WHITE if black_and_white else COLOUR,
        date=date,
        fonts=fonts,
        engine=_lay_out,
    )
    return Poster(scene)


def _lay_out(dot: str) -> Layout:
    """The engine; what the poster will be written with is loaded while Graphviz is at work."""
    from servicemap.drawing.writing.svg import get_ready

    return lay_out(dot, meanwhile=get_ready)
