"""A font, opened: what its letters measure and how they are drawn, both read through HarfBuzz."""

import os
from functools import lru_cache
from typing import Any
from unicodedata import category, normalize

from servicemap.drawing.scene import Area
from servicemap.drawing.typesetting.clusters import INVISIBLE
from servicemap.drawing.typesetting.font_files import Source
from servicemap.errors import UnreadablePath
from servicemap.locations import printable

BLANK = frozenset({"Zs", "Zl", "Zp", "Cc", "Cf", "Mn", "Mc"})
"""General categories of characters that need not leave a mark."""

BLANKS_BY_NAME = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Blanks that Unicode files as letters and signs: fillers of Hangul, the empty cell of Braille."""

NOWHERE = Area(0, 0, 0, 0)

_COLOURS = frozenset({"CBDT", "COLR", "SVG ", "sbix"})
"""Tables of pictures in colours."""


class Face:
    """One opened font. `key` names it in glyphs and outlines; `weight` is its own boldness.

    `per_thousand` turns the font's units into thousandths of the font size. `font` is HarfBuzz's.
    """

    def __init__(
        self, key: str, source: Source, weight: int | None = None, scale: float = 1
    ) -> None:
        """`scale` draws it larger or smaller than others.

        Raises UnreadablePath for a file that `fonts_in` takes and HarfBuzz does not.
        """
        import uharfbuzz

        self.key = key
        path, index = source
        try:
            face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(path), index)
        except (uharfbuzz.HarfBuzzError, OSError, ValueError) as error:
            if os.access(path, os.R_OK):  # it may be read, and there was no room for it
                raise MemoryError from error
            raise UnreadablePath(
                f"the font file {printable(path)} cannot be read", "may you read this file?"
            ) from error
        if not face.glyph_count:
            raise UnreadablePath(f"{printable(path)} is not a font", "name a .ttf or .otf file")
        self.font: Any = uharfbuzz.Font(face)
        if weight is not None and any(axis.tag == "wght" for axis in face.axis_infos):
            self.font.set_variations({"wght": weight})
        self.weight = float(self.font.get_style_value(uharfbuzz.StyleTag.WEIGHT))
        self.family = _family(face)
        self.per_thousand = scale * 1000 / face.upem
        # In a font of coloured pictures HarfBuzz measures these, which no outline draws.
        self._coloured = bool(_COLOURS & set(face.table_tags))
        self._has: dict[str, bool] = {}
        self._areas: dict[int, Area] = {}
        self._outlines: dict[int, str] = {}

    def has(self, text: str) -> bool:
        """Whether every character can be drawn, whole or as its parts."""
        return all(map(self.has_character, text))

    def has_character(self, character: str) -> bool:
        """Whether one character can be drawn, whole or as its parts, or needs no drawing.

        A glyph without an outline is none, unless the character is a blank.
        """
        known = self._has.get(character)
        if known is None:
            parts = normalize("NFD", character)
            known = self._has[character] = (
                character in INVISIBLE
                or self._draws(character)
                or (parts != character and all(map(self._draws, parts)))
            )
        return known

    def _draws(self, character: str) -> bool:
        """Whether the font has a glyph for it that shows what there is to show."""
        number = self.font.get_nominal_glyph(ord(character))
        if number is None:
            return False
        # Marks may be empty by themselves, and drawn with their letter.
        blank = category(character) in BLANK or character in BLANKS_BY_NAME
        return blank or self.inked(number)

    def in_one_piece(self, cluster: str) -> bool:
        """Whether a cluster that it has comes out as one glyph: a family, not its members."""
        import uharfbuzz

        buffer: Any = uharfbuzz.Buffer()
        buffer.add_str(cluster)
        buffer.guess_segment_properties()
        uharfbuzz.shape(self.font, buffer)
        return sum(self.inked(info.codepoint) for info in buffer.glyph_infos) == 1

    def inked(self, number: int) -> bool:
        """Whether a glyph leaves a mark on the paper, as a blank does not."""
        area = self._area(number)
        return bool(area.width or area.height)

    def _area(self, number: int) -> Area:
        """Where a glyph leaves a mark, in thousandths of the font size, y downwards."""
        known = self._areas.get(number)
        if known is None:
            known = self._areas[number] = (
                self._drawn_area(number) if self._coloured else self._measured_area(number)
            )
        return known

    def _measured_area(self, number: int) -> Area:
        extents = self.font.get_glyph_extents(number)
        if extents is None:
            return NOWHERE
        k = self.per_thousand
        return Area(
            extents.x_bearing * k, -extents.y_bearing * k, extents.width * k, -extents.height * k
        )

    def _drawn_area(self, number: int) -> Area:
        """The box about an outline and the handles of its curves."""
        path = _Drawing(self.per_thousand)
        self.font.draw_glyph(number, _drawing(), path)
        if not path.corners:
            return NOWHERE
        across, down = zip(*path.corners, strict=True)
        x, y = min(across), min(down)
        return Area(x, y, max(across) - x, max(down) - y)

    def ink(self, number: int) -> Area:
        """Where a glyph leaves a mark, in thousandths of the font size, y downwards."""
        return self._area(number)

    def advance(self, number: int) -> float:
        """How far a glyph moves the pen, in thousandths of the font size."""
        return float(self.font.get_glyph_h_advance(number) * self.per_thousand)

    def outline(self, number: int) -> str:
        """A glyph as SVG path data: relative steps of whole thousandths, y downwards."""
        known = self._outlines.get(number)
        if known is None:
            path = _Drawing(self.per_thousand)
            self.font.draw_glyph(number, _drawing(), path)
            known = self._outlines[number] = "".join(path.data)
        return known


def _family(face: Any) -> str:
    from uharfbuzz import OTNameIdPredefined as Name

    return str(face.get_name(Name.TYPOGRAPHIC_FAMILY) or face.get_name(Name.FONT_FAMILY) or "")


class _Drawing:
    """Path data in the making, from one rounded place to the next: no error adds up."""

    def __init__(self, per_thousand: float) -> None:
        self.scale = per_thousand
        self.data: list[str] = []
        self.corners: list[tuple[int, int]] = []
        self.at = (0, 0)
        self.start = (0, 0)

    def step(self, letter: str, *numbers: float) -> None:
        """Add one step, given in the font's units with y upwards."""
        x, y = self.at
        rounded = [round(number * self.scale) for number in numbers]
        points = [(px, -py) for px, py in zip(rounded[::2], rounded[1::2], strict=True)]
        self.corners += points
        steps = [n for px, py in points for n in (px - x, py - y)]
        if letter == "l" and 0 in steps:  # a level or an upright line takes one number
            letter, steps = ("h", steps[:1]) if steps[1] == 0 else ("v", steps[1:])
        self.data.append(letter + _joined(steps))
        self.at = points[-1]


def _joined(numbers: list[int]) -> str:
    """Numbers with a blank only where no sign parts them."""
    return "".join(f"{n}" if n < 0 or i == 0 else f" {n}" for i, n in enumerate(numbers))


def _move(x: float, y: float, path: _Drawing) -> None:
    path.step("m", x, y)
    path.start = path.at


def _line(x: float, y: float, path: _Drawing) -> None:
    path.step("l", x, y)


def _quadratic(cx: float, cy: float, x: float, y: float, path: _Drawing) -> None:
    path.step("q", cx, cy, x, y)


def _cubic(ax: float, ay: float, bx: float, by: float, x: float, y: float, path: _Drawing) -> None:
    path.step("c", ax, ay, bx, by, x, y)


def _close(path: _Drawing) -> None:
    # Closing draws the last straight line itself.
    if path.at == path.start and path.data[-1][0] in "lhv":
        path.data.pop()
    path.data.append("z")
    path.at = path.start


@lru_cache(maxsize=1)
def _drawing() -> Any:
    from uharfbuzz import DrawFuncs

    functions = DrawFuncs()
    functions.set_move_to_func(_move)
    functions.set_line_to_func(_line)
    functions.set_quadratic_to_func(_quadratic)
    functions.set_cubic_to_func(_cubic)
    functions.set_close_path_func(_close)
    return functions
