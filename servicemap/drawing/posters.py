"""A map as a poster: the stages of drawing in turn, and the poster as people hold it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from itertools import count
from operator import le
from pathlib import PurePath
from typing import NamedTuple

from servicemap.drawing.columns import Arrangement, arrange, depth_of
from servicemap.drawing.composing import Composer
from servicemap.drawing.engine import lay_out
from servicemap.drawing.fitting import Choices, Field, choices_of, fit
from servicemap.drawing.footing import Footing
from servicemap.drawing.heading import Heading
from servicemap.drawing.lettering import Page, page_of
from servicemap.drawing.measuring import Measured, Ruler
from servicemap.drawing.ordering import Engine, order
from servicemap.drawing.papers import find_paper, read_from
from servicemap.drawing.placing import Placer
from servicemap.drawing.routing import Plan, Router
from servicemap.drawing.scene import Area, Part, Rectangle, Scene, Text
from servicemap.drawing.text import Typesetter
from servicemap.drawing.theme import COLOUR, POINT, Theme
from servicemap.drawing.tracks import tracks_in, ways
from servicemap.drawing.views import View, view_of
from servicemap.drawing.wiring import Wiring, wire
from servicemap.drawing.words import Words
from servicemap.errors import WrongValue
from servicemap.model import ServiceMap
from servicemap.timing.traces import Trace

READABLE = 9 * POINT
"""The least size of a name that people still read at arm's length."""

REFITS = 3
"""How often the channels may grow for the lanes in them."""

CHANNELS = 0.42
"""The part of the width that channels may take for their lanes."""

AIRY = 0.5
TALLER = 2.6
"""Below this part of the height, boxes grow taller, at most by so much around their text."""

ROOMY = 0.85
FOLD = 1.15
"""Type smaller than this part of its normal size is worth folding long chains for, where it then
grows by this much."""


class _Laid(NamedTuple):
    """A view laid out: everything that composing needs."""

    view: View
    arrangement: Arrangement
    wiring: Wiring
    columns: tuple[Measured, ...]
    plan: Plan
    theme: Theme
    failed: str | None


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
    laid = _lay_out(view, page, setter, base, words, engine)
    view = laid.view
    stage_of = {stack.id: stack.stage for stack in view.stacks}
    stages = tuple(stage_of[column[0]] for column in laid.arrangement.columns)
    names, services = laid.theme.type.name, laid.theme.type.service
    heading = Heading(page, setter, base, words)
    footing = Footing(page, setter, base, words)
    reading = words.say(
        "read_from", names=f"{read_from(names):.1f}", services=f"{read_from(services):.1f}"
    )
    printed = date or (m.date.isoformat() if m.date else None)
    foot = footing.foot(m.owner, printed, m.link, reading)
    composer = Composer(view, laid.wiring, laid.plan, laid.columns, page, setter, laid.theme, words)
    parts = (
        _ground(page, base),
        *heading.header(view),
        *heading.stages(view, laid.plan, stages),
        *composer.parts(),
        footing.legend(view, laid.wiring, _legend_room(foot, page, base)),
        foot,
    )
    notes = list(view.notes)
    if names < READABLE * base.scale:
        notes.append(words.say("dense", size=f"{names / POINT:.0f}"))
    if laid.failed:
        notes.append(words.say("no_engine", reason=laid.failed))
    glyphs = (
        g for part in parts for item in part.items if isinstance(item, Text) for g in item.glyphs
    )
    counted = words.say("counted", boxes=len(view.boxes), links=len(view.links))
    sentences = ". ".join(link.sentence for link in view.links)
    return Scene(
        page.width,
        page.height,
        view.title,
        f"{counted} {sentences}.".strip(),
        view.language,
        parts,
        setter.outlines(glyphs),
        tuple(notes),
    )


def _lay_out(
    view: View, page: Page, setter: Typesetter, theme: Theme, words: Words, engine: Engine
) -> _Laid:
    view, first = _arranged(view, page, setter, theme, words)
    ordered = order(view, first, ways(wire(view, first), first), engine)
    arrangement = ordered.arrangement()
    wiring = wire(view, arrangement)
    way_of = ways(wiring, arrangement)
    tracks = tuple(len(found) for found in tracks_in(way_of, len(arrangement.columns)))

    def choices_with(look: Theme) -> Choices:
        return choices_of(Ruler(view, wiring, arrangement, setter, look, words), tracks, look.scale)

    choices = choices_with(theme)
    height = page.field.height
    channels = tuple(theme.lengths.gap for _ in arrangement.columns[1:])
    for attempt in count(1):
        field = Field(page.field.width, height, channels)
        fitted = fit(choices, field)
        fullest = max(one.column.height for one in fitted.columns) / height
        if attempt == 1 and fullest < AIRY:
            # Few boxes on much paper: they get taller, so that they do not look lost.
            lengths = theme.lengths
            down = lengths.box_down * min(TALLER, AIRY / fullest)
            choices = choices_with(theme._replace(lengths=lengths._replace(box_down=down)))
            fitted = fit(choices, field)
        grown = theme.grown(fitted.k)
        columns = tuple(
            one.stretched(height, 1.6 * grown.lengths.box_apart) for one in fitted.columns
        )
        heights = Placer(view, ordered, wiring, way_of, columns, grown, height).place()
        router = Router(view, ordered, wiring, way_of, columns, heights, grown)
        needs = tuple(
            2.2 * grown.lengths.arrow + 0.55 * lanes * theme.lengths.lane
            for lanes in router.lanes()[1 : len(arrangement.columns)]
        )
        wide = sum(channels) >= CHANNELS * page.field.width
        if attempt == REFITS or wide or all(map(le, needs, channels)):
            plan = router.plan(page.field.width, height)
            return _Laid(view, arrangement, wiring, columns, plan, grown, ordered.failed)
        # Lanes move closer together before they take half of the paper from the text.
        squeeze = min(1.0, CHANNELS * page.field.width / sum(needs))
        channels = tuple(
            max(had, need * squeeze) for need, had in zip(needs, channels, strict=True)
        )
    raise AssertionError("counting never ends")


def _arranged(
    view: View, page: Page, setter: Typesetter, theme: Theme, words: Words
) -> tuple[View, Arrangement]:
    """Columns as long chains ask for them; folded into fewer where that makes type much larger."""
    best = arrange(view)
    depth = depth_of(*best)
    size = 0.0
    for folds in range(1, depth // 2 + 2):
        viewed, arrangement = tried = arrange(view, folds)
        wiring = wire(viewed, arrangement)
        crossing = tracks_in(ways(wiring, arrangement), len(arrangement.columns))
        ruler = Ruler(viewed, wiring, arrangement, setter, theme, words)
        channels = tuple(theme.lengths.gap for _ in arrangement.columns[1:])
        field = Field(page.field.width, page.field.height, channels)
        k = fit(choices_of(ruler, tuple(map(len, crossing)), theme.scale), field).k
        if k > size * FOLD:
            best, size = tried, k
        if folds == 1 and k >= ROOMY:
            break
    return best


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

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write the poster to a file, as its ending says; the file is replaced whole or not at all.

        Raises WrongValue for an ending that posters are not written as, OSError as `open` does.
        """
        from servicemap.drawing.writing import WRITERS
        from servicemap.saving import replace_file

        name = os.fspath(path)
        writer = WRITERS.get(PurePath(name).suffix.casefold())
        if writer is None:
            endings = " or ".join(WRITERS)
            raise WrongValue(f"a poster cannot be written as '{name}'", f"end it with {endings}")
        replace_file(name, writer(self.scene).encode())

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
