"""A view staged on a paper: laid out, composed, with its head and foot."""

from __future__ import annotations

from collections.abc import Callable

from servicemap.drawing.composing.body import CardComposer
from servicemap.drawing.composing.footing import Footing
from servicemap.drawing.composing.heading import Heading
from servicemap.drawing.composing.lettering import Page, page_of
from servicemap.drawing.composing.line import WAYS, Line
from servicemap.drawing.composing.mirroring import mirrored
from servicemap.drawing.composing.strip import Strip
from servicemap.drawing.composing.wall import Wall
from servicemap.drawing.layout.laying import LayoutChoices, lay_out_cards
from servicemap.drawing.layout.nets import lines_of
from servicemap.drawing.papers import LEGIBLE, READABLE, Paper, larger_than, read_from
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
    chosen: LayoutChoices,
) -> Scene:
    """What a poster shows as a scene on a paper. Raises MissingGlyph for what no font has.

    Where its text is too small to be read the poster says so, and what to do about it.
    """
    if isinstance(shown, WallCard):
        return _draw_card(shown, imprint, sheet, theme, setter, words)
    if isinstance(shown, TeamLine):
        return _honest(lambda said: _draw_line(shown, said, imprint, sheet, theme, setter, words))
    return _honest(
        lambda said: _draw_view(shown, said, imprint, sheet, theme, setter, words, chosen)
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


def _draw_view(
    view: View,
    said: Saying | None,
    imprint: Imprint,
    sheet: Paper,
    theme: Theme,
    setter: Typesetter,
    words: Words,
    chosen: LayoutChoices,
) -> Scene:
    """The same, with what is `said` of its size."""
    if said:
        view = view._replace(notes=(*view.notes, said))
    base = theme.on(sheet.width, sheet.height)
    page = page_of(sheet.width, sheet.height, base)
    above = Heading(page, setter, base, words).height(view, imprint)
    below = Footing(page, setter, base, words).height(view, lines_of(view, words))
    page = page_of(sheet.width, sheet.height, base, above, below)
    heading = Heading(page, setter, base, words)

    if not view.boxes:
        parts = heading.header(view, imprint)
        return scene_of(view, base, page, setter, words, parts, [Saying("nobody")])
    laid = lay_out_cards(view, page.field, setter, base, words, chosen)
    names, services = laid.theme.type.name, laid.theme.type.row
    parts = [
        *heading.header(view, imprint, names),
        *Strip(page, setter, base, words).stages(view, laid.plan.columns, laid.stages),
        *CardComposer(view, laid.plan, page, setter, laid.theme, words).parts(),
        *Footing(page, setter, base, words).parts(view, laid.lines),
    ]
    drawn = scene_of(view, base, page, setter, words, parts, [])
    named = any(card.rows for card in laid.plan.cards.values())
    return drawn._replace(
        owner=imprint.owner or "",
        reads_from=read_from(names),
        services_from=read_from(services) if named else 0,
        crowded=_crowded(names, services if named else names, sheet),
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
