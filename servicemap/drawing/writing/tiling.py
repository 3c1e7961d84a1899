"""A poster to be joined from sheets of a small paper: an overview, and a page for each sheet."""

from collections.abc import Iterable

from servicemap.drawing.papers import find_paper
from servicemap.drawing.scene import (
    Area,
    Glyph,
    Item,
    LineTo,
    MoveTo,
    Outline,
    Pen,
    Point,
    Rectangle,
    Scene,
    Shape,
    Text,
)
from servicemap.drawing.theme import COLOUR, POINT
from servicemap.drawing.typesetting.directions import language_right_to_left
from servicemap.drawing.typesetting.system_fonts import folders
from servicemap.drawing.typesetting.text import Anchor, Typesetter
from servicemap.drawing.writing.document import POSTER, Leaf, bind
from servicemap.drawing.writing.notation import millimetres as mm
from servicemap.drawing.writing.operators import Glyphs, drawing, glyphs_of, operators
from servicemap.drawing.writing.reading_order import lines_of
from servicemap.drawing.writing.searchable import words_font
from servicemap.drawing.writing.sheets import MARGIN, OVERLAP, Sheet, Tiling, plan_sheets
from servicemap.errors import WrongValue
from servicemap.wording.phrases import Phrases

INK = COLOUR.palette.ink
MUTED = COLOUR.palette.muted
WHITE = "#FFFFFF"
CUT = Pen("#000000", 0.15)
GLUE = Pen(INK, 0.25, (2.4, 1.8))
CASING = Pen(WHITE, 0.9)
BESIDE = 0.25
"""How far inside the flap its dashed line is, in mm: the next sheet covers it."""

TAGGED = 25.0
"""A sheet that lies over less than this of a flap, in mm, is not named there."""

MARK, CLEAR = 4.5, 1.5
"""Cut marks, in mm: how long, and how far from the picture."""

EDGE, HEAD, FOOT, COLUMN, GUTTER = 5.0, 17.0, 22.0, 78.0, 9.0
"""Of the overview, in mm: beyond the margin, above and below the picture, the words beside it."""

RULER = 100
"""The line, in mm, by which people see that the printer did not shrink the page."""

TITLE, LABEL, TAG, BODY, SMALL = 22 * POINT, 14 * POINT, 10 * POINT, 11 * POINT, 9 * POINT
"""Sizes of type."""


class _Words:
    """The words of the sheets, in the poster's language and fonts."""

    def __init__(self, scene: Scene) -> None:
        self._setter = Typesetter(scene.fonts, scene.language, folders())
        self._phrases = Phrases(scene.language, dict(scene.words))
        self.right_to_left = language_right_to_left(self._phrases.language)
        self.glyphs: list[Glyph] = []
        self.lines: list[Text] = []

    def say(self, key: str, **parts: object) -> str:
        """The words at `key`, filled in."""
        return self._phrases.say(key, **parts)

    def length(self, millimetres: float) -> str:
        """A length in mm, to a hundredth."""
        return self._phrases.number(mm(millimetres))

    def fitted(self, words: str, size: float, weight: int, room: float) -> str:
        """A user's words as far as the room allows."""
        words = shown = " ".join(words.split())
        while shown and self._setter.width(shown, size, weight) > room:
            words = words[:-1].rstrip()
            shown = f"{words}\N{HORIZONTAL ELLIPSIS}" if words else ""
        return shown

    def line(
        self,
        words: str,
        origin: Point,
        size: float,
        weight: int,
        colour: str = INK,
        anchor: Anchor = "left",
    ) -> Text:
        """One line, remembered for the drawing of its letters."""
        text = self._setter.line(words, origin, size, weight, colour, anchor)
        self.glyphs += text.glyphs
        self.lines.append(text)
        return text

    def start_in(
        self, words: str, room: tuple[float, float], y: float, size: float, weight: int, ink: str
    ) -> Text:
        """One line that begins where its language begins a line between two edges."""
        if self.right_to_left:
            return self.line(words, (room[1], y), size, weight, ink, "right")
        return self.line(words, (room[0], y), size, weight, ink)

    def wrapped(self, words: str, size: float, weight: int, room: float) -> tuple[str, ...]:
        """A sentence in as many lines as it takes."""
        return self._setter.wrap(words, size, weight, room, max_lines=20).lines

    def outlines(self) -> tuple[Outline, ...]:
        """The drawings of all letters used."""
        return self._setter.outlines(self.glyphs)


def write_sheets(scene: Scene, tile: str) -> bytes:
    """The poster as a PDF of small pages: an overview, then the sheets row by row.

    Raises WrongValue for a paper that is unknown, or that the whole poster fits on; MissingGlyph
    for a letter of the sheets' own words that the poster's fonts lack.
    """
    paper = find_paper(tile)
    longer, shorter = max(scene.width, scene.height), min(scene.width, scene.height)
    if longer <= max(paper.width, paper.height) and shorter <= min(paper.width, paper.height):
        raise WrongValue(
            f"a poster of {scene.width:g} x {scene.height:g} mm fits on one sheet of {paper.name}",
            "leave out {}, or draw the poster on a larger paper",
            ("tile",),
        )
    tiling = plan_sheets(scene, paper)
    words = _Words(scene)
    drawn = [(_overview(scene, tiling, words), words.lines)]
    for sheet in tiling.sheets:
        words.lines = []
        drawn.append((_sheet(scene, sheet, tiling, words), words.lines))
    outlines = scene.outlines + words.outlines()
    glyphs = glyphs_of(outlines)
    spoken = lines_of(scene)
    leaves = [_overview_leaf(scene, tiling, *drawn[0], glyphs)]
    for sheet, (items, lines) in zip(tiling.sheets, drawn[1:], strict=True):
        leaves.append(_sheet_leaf(sheet, tiling, items, lines, spoken, glyphs))
    everything = [*spoken, *(line for _, lines in drawn for line in lines)]
    shared = drawing(scene, glyphs)
    return bind(scene, leaves, words_font(everything, outlines), shared)


def _overview_leaf(
    scene: Scene, tiling: Tiling, items: list[Item], lines: list[Text], glyphs: Glyphs
) -> Leaf:
    picture = _picture(scene, tiling)
    scale = picture.width / scene.width
    shown = (
        f"q {scale:.6f} 0 0 {scale:.6f} {mm(picture.x)} {mm(picture.y)} cm /{POSTER} Do Q\n1 j\n"
    )
    over = "".join(operators(item, glyphs) for item in items)
    return Leaf(tiling.width, tiling.height, shown + over, [(text, 0, 0) for text in lines])


def _sheet_leaf(
    sheet: Sheet,
    tiling: Tiling,
    items: list[Item],
    lines: list[Text],
    spoken: Iterable[Text],
    glyphs: Glyphs,
) -> Leaf:
    left, top = MARGIN - sheet.printed.x, MARGIN - sheet.printed.y
    width, height = sheet.printed.width, sheet.printed.height
    shown = (
        f"q {mm(MARGIN)} {mm(MARGIN)} {mm(width)} {mm(height)} re W n\n"
        f"1 0 0 1 {mm(left)} {mm(top)} cm /{POSTER} Do Q\n1 j\n"
    )
    over = "".join(operators(item, glyphs) for item in items)
    found = [(text, 0.0, 0.0) for text in lines]
    # Each line is found once: on the sheet that shows its middle.
    found += [(text, left, top) for text in spoken if _middle_in(text, sheet.shown)]
    return Leaf(tiling.width, tiling.height, shown + over, found)


def _middle_in(text: Text, shown: Area) -> bool:
    area = text.area
    x, y = area.x + area.width / 2, area.y + area.height / 2
    return shown.x <= x < shown.right and shown.y <= y < shown.bottom


def _sheet(scene: Scene, sheet: Sheet, tiling: Tiling, words: _Words) -> list[Item]:
    """What is around and over the picture of one sheet."""
    kept = Area(MARGIN, MARGIN, sheet.shown.width, sheet.shown.height)
    whole = Area(MARGIN, MARGIN, sheet.printed.width, sheet.printed.height)
    flap_right, flap_below = whole.right > kept.right, whole.bottom > kept.bottom
    items: list[Item] = []
    if flap_right:
        items += _dashed((kept.right + BESIDE, whole.y), (kept.right + BESIDE, whole.bottom))
    if flap_below:
        items += _dashed((whole.x, kept.bottom + BESIDE), (whole.right, kept.bottom + BESIDE))
    for other in tiling.sheets:
        top, low = max(other.shown.y, sheet.shown.y), min(other.shown.bottom, sheet.shown.bottom)
        if other.column == sheet.column + 1 and low - top > TAGGED:
            middle = kept.y + (top + low) / 2 - sheet.shown.y
            at = (kept.right + OVERLAP / 2 + BESIDE, middle)
            items += _tag(other.label, at, words, points=(1, 0))
        left, right = max(other.shown.x, sheet.shown.x), min(other.shown.right, sheet.shown.right)
        if other.row == sheet.row + 1 and right - left > TAGGED:
            middle = kept.x + (left + right) / 2 - sheet.shown.x
            at = (middle, kept.bottom + OVERLAP / 2 + BESIDE)
            items += _tag(other.label, at, words, points=(0, 1))
    items += _marks(kept, whole, right=not flap_right, below=not flap_below)
    items += _heading(scene, sheet, tiling, words)
    return items


def _dashed(start: Point, end: Point) -> list[Item]:
    steps = (MoveTo(start), LineTo(end))
    return [Shape(steps, pen=CASING), Shape(steps, pen=GLUE)]


def _tag(label: str, at: Point, words: _Words, points: tuple[int, int]) -> list[Item]:
    """Which sheet goes over this flap, and in which direction it lies."""
    x, y = at
    text = words.line(label, (x, y + 0.33 * TAG), TAG, 700, anchor="middle")
    half = max(text.width / 2 + 0.9, 3.2)
    frame = Rectangle(Area(x - half, y - 3, 2 * half, 6), WHITE, Pen(INK, 0.3), 1.2)
    # Outside the frame, along the flap, a small arrowhead on either side of it.
    across, down = points
    heads: list[Item] = []
    for side in (-1, 1):
        cx, cy = x + side * down * (half + 2.4), y + side * across * 5.4
        tip = (cx + 1.5 * across, cy + 1.5 * down)
        base = (cx - 0.9 * across, cy - 0.9 * down)
        one = (base[0] + 1.5 * down, base[1] + 1.5 * across)
        two = (base[0] - 1.5 * down, base[1] - 1.5 * across)
        steps = (MoveTo(tip), LineTo(one), LineTo(two))
        heads.append(Shape(steps, INK, Pen(WHITE, 0.4), closed=True))
    return [*heads, frame, text]


def _marks(kept: Area, whole: Area, *, right: bool, below: bool) -> list[Item]:
    """Where to cut: along the top and the left, and where the poster ends."""
    lines: list[tuple[Point, Point]] = []
    for x in [kept.x, *([kept.right] if right else [])]:
        lines += [
            ((x, whole.y - CLEAR), (x, whole.y - CLEAR - MARK)),
            ((x, whole.bottom + CLEAR), (x, whole.bottom + CLEAR + MARK)),
        ]
    for y in [kept.y, *([kept.bottom] if below else [])]:
        lines += [
            ((whole.x - CLEAR, y), (whole.x - CLEAR - MARK, y)),
            ((whole.right + CLEAR, y), (whole.right + CLEAR + MARK, y)),
        ]
    return [Shape((MoveTo(start), LineTo(end)), pen=CUT) for start, end in lines]


def _heading(scene: Scene, sheet: Sheet, tiling: Tiling, words: _Words) -> list[Item]:
    """Above the picture: the sheet's label, whose part it is, and where it belongs."""
    baseline = MARGIN - 2.4
    left = MARGIN + 2.5
    items: list[Item] = [words.line(sheet.label, (left, baseline), LABEL, 700)]
    start = left + 11
    count = len(tiling.sheets)
    said = words.say("sheet", number=sheet.number, count=count)
    place = words.line(said, (start, baseline), SMALL, 400, MUTED)
    items.append(place)
    plan, plan_width = _plan(sheet, tiling)
    start += place.width + 5
    room = tiling.width - MARGIN - plan_width - 4 - start
    if title := words.fitted(scene.title, SMALL, 600, room):
        items.append(words.line(title, (start, baseline), SMALL, 600))
    return [*items, *plan]


def _plan(sheet: Sheet, tiling: Tiling) -> tuple[list[Item], float]:
    """A tiny plan of all sheets at the top right, this one dark; and how wide it is."""
    height = 5.0
    scale = height / tiling.size[1]
    width = tiling.size[0] * scale
    x, y = tiling.width - MARGIN - 2.5 - width, MARGIN - 2 - height
    items: list[Item] = []
    for other in tiling.sheets:
        area = other.shown
        fill = INK if other.label == sheet.label else WHITE
        cell = Area(x + area.x * scale, y + area.y * scale, area.width * scale, area.height * scale)
        items.append(Rectangle(cell, fill, Pen(MUTED, 0.12)))
    return items, width


def _picture(scene: Scene, tiling: Tiling) -> Area:
    """Where the overview shows the poster: left of the words, or on a tall page above them."""
    edge = MARGIN + EDGE
    tall = tiling.height > tiling.width
    width = tiling.width - 2 * edge - (0 if tall else COLUMN + GUTTER)
    height = tiling.height - edge - HEAD - (1.2 * COLUMN if tall else FOOT)
    scale = min(width / scene.width, height / scene.height)
    return Area(edge, edge + HEAD, scene.width * scale, scene.height * scale)


def _overview(scene: Scene, tiling: Tiling, words: _Words) -> list[Item]:
    """Around and over the small picture: the cuts, the labels, and what to do."""
    picture = _picture(scene, tiling)
    scale = picture.width / scene.width
    edges = (picture.x, tiling.width - MARGIN - EDGE)
    heading = words.say("sheets_title", count=len(tiling.sheets), paper=tiling.paper)
    width, height = words.length(scene.width), words.length(scene.height)
    size = words.say("sheets_size", width=width, height=height)
    items: list[Item] = [
        words.start_in(heading, edges, MARGIN + EDGE + 4, TITLE, 700, INK),
        words.start_in(size, edges, MARGIN + EDGE + 11, BODY, 400, MUTED),
    ]
    for place in tiling.bands[1:-1]:
        x, y = picture.x + place * scale, picture.y + place * scale
        if tiling.in_columns:
            items += _dashed((x, picture.y), (x, picture.bottom))
        else:
            items += _dashed((picture.x, y), (picture.right, y))
    for sheet in tiling.sheets:
        x, y = picture.x + sheet.shown.x * scale, picture.y + sheet.shown.y * scale
        if tiling.in_columns and sheet.row:
            items += _dashed((x, y), (x + sheet.shown.width * scale, y))
        elif not tiling.in_columns and sheet.column:
            items += _dashed((x, y), (x, y + sheet.shown.height * scale))
    items.append(Rectangle(picture, None, Pen(INK, 0.3)))
    for sheet in tiling.sheets:
        x, y = picture.x + sheet.shown.x * scale + 1.2, picture.y + sheet.shown.y * scale + 1.2
        text = words.line(sheet.label, (x + 1.3, y + 3.6), TAG, 700)
        items += [Rectangle(Area(x, y, text.width + 2.6, 4.9), WHITE, Pen(INK, 0.3), 1), text]
    if tiling.height > tiling.width:
        start, top = picture.x, picture.bottom + 14
    else:
        start, top = picture.right + GUTTER, picture.y + 4.4
    room = (start, tiling.width - MARGIN - EDGE)
    glue = "sheets_glue_columns" if tiling.in_columns else "sheets_glue"
    for number, key in enumerate(("sheets_print", "sheets_cut", glue), start=1):
        top = _step(number, words.say(key), room, top, words, items)
    _ruler((picture.x, tiling.height - MARGIN - EDGE), words, items)
    return items


def _step(
    number: int,
    sentence: str,
    room: tuple[float, float],
    top: float,
    words: _Words,
    items: list[Item],
) -> float:
    """One numbered sentence; returns where the next one starts."""
    left, right = room
    disc = right - 6 if words.right_to_left else left
    beside = (left, right - 9) if words.right_to_left else (left + 9, right)
    items += [
        Rectangle(Area(disc, top - 4.4, 6, 6), INK, None, 3),
        words.line(str(number), (disc + 3, top - 0.05), BODY, 700, WHITE, "middle"),
    ]
    for line in words.wrapped(sentence, BODY, 400, beside[1] - beside[0]):
        items.append(words.start_in(line, beside, top, BODY, 400, INK))
        top += 1.35 * BODY
    return top + 4


def _ruler(at: Point, words: _Words, items: list[Item]) -> None:
    """A line of a known length, marked every 10 mm."""
    left, top = at
    ticks = [(left + step * 10, 3.0 if step % 5 == 0 else 1.6) for step in range(RULER // 10 + 1)]
    pen = Pen(INK, 0.25)
    items.append(Shape((MoveTo((left, top)), LineTo((left + RULER, top))), pen=pen))
    items += [Shape((MoveTo((x, top)), LineTo((x, top - long))), pen=pen) for x, long in ticks]
    items.append(words.line(f"{RULER} mm", (left + RULER + 2.5, top), SMALL, 600, MUTED))
