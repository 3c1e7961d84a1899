"""A view staged on a paper: laid out, composed, with its head and foot."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from servicemap.drawing.composing.body import CardComposer
from servicemap.drawing.composing.footing import Footing
from servicemap.drawing.composing.heading import Heading
from servicemap.drawing.composing.lettering import Page, page_of
from servicemap.drawing.composing.line import WAYS, Line
from servicemap.drawing.composing.mirroring import mirrored
from servicemap.drawing.composing.strip import Strip
from servicemap.drawing.composing.wall import Wall
from servicemap.drawing.layout.laying import LaidOut, Layouts
from servicemap.drawing.layout.nets import lines_of
from servicemap.drawing.papers import (
    LEGIBLE,
    READABLE,
    Paper,
    larger_than,
    pattern_of,
    read_from,
)
from servicemap.drawing.scene import Area, Part, Rectangle, Scene, Text
from servicemap.drawing.theme import POINT, Theme
from servicemap.drawing.typesetting.text import Typesetter
from servicemap.views.view import Imprint, Shown, TeamLine, View, WallCard
from servicemap.wording.phrases import Words
from servicemap.wording.sayings import Number, Saying, saying

ONE_WAY = ("forward_link",)
"""What the legend says of the lines of a team's poster."""

SAYINGS = 3
"""How often a poster is drawn once more at most, until what it says of its size is so."""


def draw_shown(
    shown: Shown,
    imprint: Imprint,
    sheet: Paper,
    theme: Theme,
    setter: Typesetter,
    words: Words,
    layouts: Layouts,
) -> Scene:
    """What a poster shows as a scene on a paper. Raises MissingGlyph for what no font has.

    Where its text is too small to be read the poster says so, and what to do about it.
    """
    if isinstance(shown, WallCard):
        return _draw_card(shown, imprint, sheet, theme, setter, words)
    if isinstance(shown, TeamLine):
        return _honest(lambda said: _draw_line(shown, said, imprint, sheet, theme, setter, words))
    return _honest(
        lambda said: _draw_view(shown, said, imprint, sheet, theme, setter, words, layouts)
    )


def _honest(draw: Callable[[Saying | None], Scene]) -> Scene:
    """A poster that says itself where its text is too small: `draw` is handed what it is to say."""
    said: Saying | None = None
    drawn = draw(said)
    for _ in range(SAYINGS):
        if drawn.crowded == said:
            break
        # What it says takes some room of its own.
        said = drawn.crowded
        drawn = draw(said)
    return drawn


class Measured(NamedTuple):
    """A view laid out on a paper, before it is drawn: its type in mm.

    `services` is that of `names` where no box names its services. `clear`: all lines can be
    followed.
    """

    names: float
    services: float
    clear: bool


class Staged:
    """A view on its paper: the head and the foot with their heights, and the map between them.

    It is staged on the pattern of the paper, and then made so many times as large.
    """

    def __init__(
        self,
        view: View,
        imprint: Imprint,
        sheet: Paper,
        theme: Theme,
        setter: Typesetter,
        words: Words,
    ) -> None:
        pattern, self.times = pattern_of(sheet)
        usual = theme.on(pattern.width, pattern.height)
        page = page_of(pattern.width, pattern.height, usual)
        above = Heading(page, setter, usual, words).height(view, imprint)
        below = Footing(page, setter, usual, words).height(view, lines_of(view, words))
        self._pattern = page_of(pattern.width, pattern.height, usual, above, below).field
        self._scale = usual.scale
        self.base = usual.times(self.times)
        above, below = self.times * above, self.times * below
        self.page = page_of(sheet.width, sheet.height, self.base, above, below)
        self.view = view

    def laid_out(self, layouts: Layouts) -> LaidOut:
        """The map, at the scale of A3."""
        field, scale = self._pattern, self._scale
        return layouts.of(self.view, field.width / scale, field.height / scale)

    def promised(self, layouts: Layouts) -> float:
        """About the size of type of its names, in mm: a first look, for little. It has a box."""
        field, scale = self._pattern, self._scale
        k = layouts.promise(self.view, field.width / scale, field.height / scale)
        return self.base.grown(k).type.name

    def glimpsed(self, layouts: Layouts) -> float:
        """The same at a second look. It has a box."""
        field, scale = self._pattern, self._scale
        k = layouts.glimpse(self.view, field.width / scale, field.height / scale)
        return self.base.grown(k).type.name

    def measured(self, layouts: Layouts) -> Measured:
        """The size of type in which it is laid out. It has a box."""
        laid = self.laid_out(layouts)
        type_ = self.base.grown(laid.k).type
        services = type_.row if laid.named else type_.name
        return Measured(type_.name, services, laid.clear)


def _draw_view(
    view: View,
    said: Saying | None,
    imprint: Imprint,
    sheet: Paper,
    theme: Theme,
    setter: Typesetter,
    words: Words,
    layouts: Layouts,
) -> Scene:
    """The same, with what is `said` of its size."""
    if said:
        view = view._replace(notes=(*view.notes, said))
    staged = Staged(view, imprint, sheet, theme, setter, words)
    base, page = staged.base, staged.page
    heading = Heading(page, setter, base, words)

    if not view.boxes:
        parts = heading.header(view, imprint)
        return scene_of(view, base, page, setter, words, parts, [Saying("nobody")])
    laid = staged.laid_out(layouts)
    grown = base.grown(laid.k)
    plan = laid.plan(base.scale)
    names, services, _ = staged.measured(layouts)
    parts = [
        *heading.header(view, imprint, names),
        *Strip(page, setter, base, words).stages(view, plan.columns, laid.stages),
        *CardComposer(view, plan, page, setter, grown, words).parts(),
        *Footing(page, setter, base, words).parts(view, laid.lines),
    ]
    drawn = scene_of(view, base, page, setter, words, parts, [])
    return drawn._replace(
        owner=imprint.owner or "",
        reads_from=read_from(names),
        services_from=read_from(services) if laid.named else 0,
        crowded=_crowded(names, services, sheet),
        order=laid.order,
    )


def _crowded(names: float, services: float, sheet: Paper) -> Saying | None:
    """That text is too small to read, and the paper on which it is not; nothing where it is not."""
    if names >= READABLE and services >= LEGIBLE:
        return None

    def points(size: float) -> Number:
        return Number(f"{round(size / POINT, 1):g}")

    small = {"names": points(names), "services": points(services)}
    for paper in larger_than(sheet):
        times = sheet.times(paper)
        if times * names >= READABLE and times * services >= LEGIBLE:
            larger = {"larger": points(times * names), "others": points(times * services)}
            return saying("dense", paper=paper.name, **small, **larger)
    return saying("dense_everywhere", **small)


def _draw_line(
    line: TeamLine,
    said: Saying | None,
    imprint: Imprint,
    sheet: Paper,
    theme: Theme,
    setter: Typesetter,
    words: Words,
) -> Scene:
    """A team's line, with what is `said` of its size."""
    base = theme.on(sheet.width, sheet.height)
    title = words.say("named", name=line.team, what=f"{words['your_work']} {line.customer}")
    boxes = {box.id: box for box in line.boxes}
    notes = (*line.notes, said) if said else line.notes
    view = View(title, line.map_title, None, words.language, boxes, (), line.links, None, notes)
    page = page_of(sheet.width, sheet.height, base)
    least = Footing(page, setter, base, words)
    # How it is to be followed shows only when it stands.
    below = max(least.height(view, ONE_WAY, follows=words[way], imprint=imprint) for way in WAYS)
    page = page_of(sheet.width, sheet.height, base, foot_height=below)
    parts, names, services, way = Line(line, page, setter, base, words).parts(line.map_title)
    footing = Footing(page, setter, base, words)
    parts += footing.parts(view, ONE_WAY, follows=words[way], imprint=imprint)
    drawn = scene_of(view, base, page, setter, words, parts, [])
    return drawn._replace(
        owner=imprint.owner or "",
        reads_from=read_from(names),
        services_from=read_from(services),
        crowded=_crowded(names, services, sheet),
    )


def _draw_card(
    card: WallCard,
    imprint: Imprint,
    sheet: Paper,
    theme: Theme,
    setter: Typesetter,
    words: Words,
) -> Scene:
    """A card for the wall."""
    base = theme.on(sheet.width, sheet.height)
    title = words.say("named", name=card.team, what=card.title)
    empty = View(title, card.map_title, None, words.language, {}, (), (), None)
    page = page_of(sheet.width, sheet.height, base)
    below = Footing(page, setter, base, words).height(empty, (), imprint=imprint)
    page = page_of(sheet.width, sheet.height, base, foot_height=below)
    drawn = Wall(card, page, setter, base, words).drawn()
    footing = Footing(page, setter, base, words).parts(empty, (), imprint=imprint)
    notes = [*card.notes]
    if drawn.shortened:
        notes.append(saying("card_cut", count=drawn.shortened))
    description = " ".join(words.say("sentence", said=one.rstrip(".")) for one in drawn.said)
    scene = scene_with(empty, description, base, page, setter, [*drawn.parts, *footing], notes)
    return scene._replace(owner=imprint.owner or "", reads_from=read_from(drawn.least))


def scene_of(
    view: View,
    theme: Theme,
    page: Page,
    setter: Typesetter,
    words: Words,
    parts: list[Part],
    notes: list[Saying],
) -> Scene:
    """The parts of a map on their paper, with every link as a sentence for the ear."""
    boxes, links = (
        saying(f"counted_{what}", count=len(those))
        for what, those in (("boxes", view.boxes), ("links", view.links))
    )
    counted = words.said(saying("counted", boxes=boxes, links=links))
    said = [counted, *(words.say("sentence", said=link.sentence) for link in view.links)]
    notes = [*view.notes, *notes]
    return scene_with(view, " ".join(said), theme, page, setter, parts, notes)


def scene_with(
    view: View,
    description: str,
    theme: Theme,
    page: Page,
    setter: Typesetter,
    parts: list[Part],
    notes: list[Saying],
) -> Scene:
    """The parts on their paper, with the drawings of their letters."""
    glyphs = [
        glyph
        for part in parts
        for item in part.items
        if isinstance(item, Text)
        for glyph in item.glyphs
    ]
    scene = Scene(
        page.width,
        page.height,
        view.title,
        description,
        view.language,
        (_ground(page, theme), *parts),
        setter.outlines(glyphs),
        tuple(notes),
    )
    return mirrored(scene) if theme.mirrored else scene


def _ground(page: Page, theme: Theme) -> Part:
    area = Area(0, 0, page.width, page.height)
    return Part("page", "page", "", (Rectangle(area, theme.palette.page),), area)
