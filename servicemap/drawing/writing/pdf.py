"""The PDF writer: a scene as a page of its exact size, for the desk or for the print shop."""

from collections.abc import Sequence

from servicemap.drawing.scene import Area, Scene
from servicemap.drawing.writing.document import Leaf, bind
from servicemap.drawing.writing.finishing import PLAIN, Finish
from servicemap.drawing.writing.notation import millimetres as mm
from servicemap.drawing.writing.operators import colour, drawing, glyphs_of
from servicemap.drawing.writing.reading_order import lines_of
from servicemap.drawing.writing.searchable import words_font
from servicemap.errors import WrongValue

MOST_BLEED = 25.0
"""More than this, in mm, no print shop asks for."""

MARK = 5.0
MARK_WIDTH = 0.1
CLEAR = 1.5
"""Crop marks in mm: how long, how wide, and how far from the colour and from the paper's edge."""


def write_pdf(scene: Scene, finish: Finish = PLAIN) -> bytes:
    """The scene as a PDF document: one page, or with `tile` a small paper's pages to be joined.

    Letters are drawn as the outlines that SVG draws; over them lies text that is found and copied.
    With `bleed`, the paper's colour runs over the edge of the cut, and marks say where it is.
    Raises WrongValue for a bleed or a tile that cannot be.
    """
    if finish.tile is not None:
        from servicemap.drawing.writing.tiling import write_sheets

        if finish.bleed:
            raise WrongValue(
                "a poster in sheets is cut by hand and takes no bleed",
                "leave out {} or {}",
                ("bleed", "tile"),
            )
        return write_sheets(scene, finish.tile)
    bleed = finish.bleed
    if not 0 <= bleed <= MOST_BLEED:
        raise WrongValue(
            f"a bleed of {bleed:g} mm is not between 0 and {MOST_BLEED:g} mm",
            "most print shops ask for 3mm",
        )
    lines = lines_of(scene)
    shown = drawing(scene, glyphs_of(scene.outlines), bleed)
    around = bleed + 2 * CLEAR + MARK if bleed else 0
    trim = Area(around, around, scene.width, scene.height)
    if bleed:
        inside = f"q 1 0 0 1 {mm(around)} {mm(around)} cm\n{shown}Q\n"
        shown = inside + crop_marks(trim, bleed + CLEAR)
    leaf = Leaf(
        scene.width + 2 * around,
        scene.height + 2 * around,
        shown,
        tuple((text, around, around) for text in lines),
        links_of(scene, around, around),
        trim,
        Area(trim.x - bleed, trim.y - bleed, trim.width + 2 * bleed, trim.height + 2 * bleed),
    )
    return bind(scene, [leaf], words_font(lines, scene.outlines))


def write_pages(scenes: Sequence[Scene]) -> bytes:
    """Scenes as the pages of one PDF document, which says of itself what the first one does."""
    lines = [lines_of(scene) for scene in scenes]
    outlines = {(one.face, one.number): one for scene in scenes for one in scene.outlines}
    glyphs = glyphs_of(outlines.values())
    leaves = [
        Leaf(
            scene.width,
            scene.height,
            drawing(scene, glyphs),
            tuple((text, 0.0, 0.0) for text in own),
            links_of(scene, 0, 0),
        )
        for scene, own in zip(scenes, lines, strict=True)
    ]
    everything = [text for own in lines for text in own]
    return bind(scenes[0], leaves, words_font(everything, outlines.values()))


def crop_marks(cut: Area, gap: float, length: float = MARK) -> str:
    """Two short lines outside each corner of what remains, `gap` mm away from it."""
    drawn = [f"{colour('#000000', 'RG')}{MARK_WIDTH} w [] 0 d\n"]
    for x, outward in ((cut.x, -1), (cut.right, 1)):
        for y, down in ((cut.y, -1), (cut.bottom, 1)):
            from_x, from_y = x + outward * gap, y + down * gap
            drawn.append(f"{mm(from_x)} {mm(y)} m {mm(from_x + outward * length)} {mm(y)} l S\n")
            drawn.append(f"{mm(x)} {mm(from_y)} m {mm(x)} {mm(from_y + down * length)} l S\n")
    return "".join(drawn)


def links_of(scene: Scene, left: float, top: float) -> tuple[tuple[Area, str], ...]:
    """The areas that lead somewhere, counted from the corner of the page."""
    return tuple(
        (part.area._replace(x=part.area.x + left, y=part.area.y + top), part.link)
        for part in scene.parts
        if part.link and part.area
    )
