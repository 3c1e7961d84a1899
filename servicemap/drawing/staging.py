"""A view staged on a paper: laid out, composed, with its head and foot."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import NamedTuple, TypeVar

from servicemap.drawing.composing.body import CardComposer
from servicemap.drawing.composing.footing import Footing
from servicemap.drawing.composing.heading import Heading
from servicemap.drawing.composing.lettering import Page, page_of
from servicemap.drawing.composing.line import WAYS, Line
from servicemap.drawing.composing.mirroring import mirrored
from servicemap.drawing.composing.strip import Strip
from servicemap.drawing.composing.wall import Wall
from servicemap.drawing.layout.laying import LaidOut, Layouts
from servicemap.drawing.layout.nets import NetKind, lines_of
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

Honest = TypeVar("Honest")

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
        return _honest(
            lambda said: _draw_line(shown, said, imprint, sheet, theme, setter, words),
            lambda drawn: drawn.crowded,
        )
    return _draw_view(shown, imprint, sheet, theme, setter, words, layouts)


def _honest(
    draw: Callable[[Saying | None], Honest], crowded: Callable[[Honest], Saying | None]
) -> Honest:
    """What says itself where its text is too small: `draw` is handed what it is to say."""
    said: Saying | None = None
    drawn = draw(said)
    for _ in range(SAYINGS):
        so = crowded(drawn)
        if so == said:
            break
        # What it says takes some room of its own.
        said = so
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

    It is staged on the pattern of the paper, and then made so many times as large. One that is
    `like` another is laid out in the order that this has on the same paper.
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
        self.sheet = sheet
        self._like = view.like and partial(settled, view.like, imprint, sheet, theme, setter, words)

    def laid_out(self, layouts: Layouts) -> LaidOut:
        """The map, at the scale of A3."""
        field, scale = self._pattern, self._scale
        order = self._like(layouts).laid_out(layouts).order if self._like else None
        return layouts.of(self.view, field.width / scale, field.height / scale, order)

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

    def crowded(self, layouts: Layouts) -> Saying | None:
        """That its text is too small, where it is."""
        if not self.view.boxes:
            return None
        names, services, _ = self.measured(layouts)
        return _crowded(names, services, self.sheet)

    def measured(self, layouts: Layouts) -> Measured:
        """The size of type in which it is laid out. It has a box."""
        laid = self.laid_out(layouts)
        type_ = self.base.grown(laid.k, laid.row_type).type
        services = type_.row if laid.named else type_.name
        return Measured(type_.name, services, laid.clear)


def settled(
    view: View,
    imprint: Imprint,
    sheet: Paper,
    theme: Theme,
    setter: Typesetter,
    words: Words,
    layouts: Layouts,
) -> Staged:
    """A view on its paper that says itself where its text is too small."""

    def on_paper(said: Saying | None) -> Staged:
        notes = (*view.notes, said) if said else view.notes
        return Staged(view._replace(notes=notes), imprint, sheet, theme, setter, words)

    return _honest(on_paper, lambda staged: staged.crowded(layouts))


def _draw_view(
    view: View,
    imprint: Imprint,
    sheet: Paper,
    theme: Theme,
    setter: Typesetter,
    words: Words,
    layouts: Layouts,
) -> Scene:
    """A map on its paper."""
    staged = settled(view, imprint, sheet, theme, setter, words, layouts)
    view, base, page = staged.view, staged.base, staged.page
    heading = Heading(page, setter, base, words)

    if not view.boxes:
        parts = heading.header(view, imprint)
        return scene_of(view, base, page, setter, words, parts, [Saying("nobody")])
    laid = staged.laid_out(layouts)
    grown = base.grown(laid.k, laid.row_type)
    plan = laid.plan(base.scale)
    names, services, _ = staged.measured(layouts)
    straight = all(net.kind is NetKind.TRUNK and net.way > 0 for net in laid.nets)
    follows = heading.follow(straight=straight) if view.links else None
    parts = [
        *heading.header(view, imprint, names, follows),
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
