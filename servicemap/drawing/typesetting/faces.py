"""Fonts: the vendored Source Sans 3, the files that a user names, and what the machine has, as one
stack of faces.

A face is opened when a character needs it, and read through HarfBuzz alone: what a glyph measures
and how it is drawn come from the same place.
"""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any
from unicodedata import normalize

from servicemap.drawing.scene import Area
from servicemap.drawing.typesetting.machine import UNFIT, candidates, region_of
from servicemap.errors import UnreadablePath

FONTS = Path(__file__).parent / "fonts"
FAMILY = "Source Sans 3"
VENDORED = {
    400: "SourceSans3-Regular.ttf",
    600: "SourceSans3-Semibold.ttf",
    700: "SourceSans3-Bold.ttf",
}
# HarfBuzz draws nothing for these, whatever the font has.
INVISIBLE = frozenset("\u00ad\u034f\u200b\u200c\u200d\u200e\u200f\u2060\ufeff") | {
    chr(code) for code in range(0xFE00, 0xFE10)
}


class Face:
    """One opened font. `key` names it in glyphs and outlines; `weight` is its own boldness.

    `per_thousand` turns the font's units into thousandths of the font size. `font` is HarfBuzz's.
    """

    def __init__(self, key: str, path: str, weight: int | None = None, index: int = 0) -> None:
        import uharfbuzz

        self.key = key
        self.path = path
        if not Path(path).is_file():
            raise UnreadablePath(
                f"there is no font file {path}", "give the path of a .ttf or .otf file"
            )
        try:
            face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(path), index)
        except uharfbuzz.HarfBuzzError as error:
            raise UnreadablePath(f"{path} cannot be read", "may you read this file?") from error
        if not face.glyph_count:
            raise UnreadablePath(f"{path} is not a font", "give a .ttf or .otf file")
        self.font: Any = uharfbuzz.Font(face)
        if weight is not None and any(axis.tag == "wght" for axis in face.axis_infos):
            self.font.set_variations({"wght": weight})
        self.weight = float(self.font.get_style_value(uharfbuzz.StyleTag.WEIGHT))
        self.family = _family(face)
        self.per_thousand = 1000 / face.upem
        self._inked: dict[int, bool] = {}

    def has(self, text: str) -> bool:
        """Whether every character has a glyph, whole or as its parts."""
        return all(map(self.has_character, text))

    def has_character(self, character: str) -> bool:
        """Whether one character has a glyph, whole or as its parts, or needs none."""
        found = self.font.get_nominal_glyph
        if character in INVISIBLE or found(ord(character)) is not None:
            return True
        parts = normalize("NFD", character)
        return parts != character and all(found(ord(part)) is not None for part in parts)

    def inked(self, number: int) -> bool:
        """Whether a glyph leaves a mark on the paper, as a blank does not."""
        known = self._inked.get(number)
        if known is None:
            extents = self.font.get_glyph_extents(number)
            known = self._inked[number] = extents is None or bool(extents.width or extents.height)
        return known

    def ink(self, number: int, *, turned: bool = False) -> Area:
        """Where a glyph leaves a mark, in thousandths of the font size, y downwards."""
        extents = self.font.get_glyph_extents(number)
        if extents is None:
            return Area(0, 0, 0, 0)
        k = self.per_thousand
        x, y = extents.x_bearing * k, -extents.y_bearing * k
        width, height = extents.width * k, -extents.height * k
        return Area(y, -x - width, height, width) if turned else Area(x, y, width, height)

    def advance(self, number: int) -> float:
        """How far a glyph moves the pen, in thousandths of the font size."""
        return float(self.font.get_glyph_h_advance(number) * self.per_thousand)

    def outline(self, number: int, *, turned: bool = False) -> str:
        """A glyph as SVG path data: relative steps of whole thousandths, y downwards.

        A turned one lies on its back, as in a line that runs upwards.
        """
        path = _Drawing(self.per_thousand, turned=turned)
        self.font.draw_glyph(number, _drawing(), path)
        return "".join(path.data)


class Stack:
    """The faces of one weight, in the order in which they are asked for a character."""

    def __init__(
        self, weight: int, named: Sequence[str], where: Sequence[str] = (), language: str = "en"
    ) -> None:
        self._where = where
        self._language = language
        self._found: list[Face] = []
        self._lacking: set[str] = set()
        self._own = min(VENDORED, key=lambda own: (abs(own - weight), own))
        self._weight = weight
        self._named = named
        self._first: Face | None = None
        self._others: list[Face] | None = None

    def face_for(self, cluster: str) -> Face | None:
        """The first face that has all of a cluster: a character and the marks that stand on it."""
        if self._first is None:
            self._first = Face(f"s{self._own}", str(FONTS / VENDORED[self._own]))
        if self._first.has(cluster):
            return self._first
        known = (*self.others, *self._found)
        return next((face for face in known if face.has(cluster)), None) or self._find(cluster)

    def _find(self, cluster: str) -> Face | None:
        """A face of the machine that has a cluster: the best family, in the nearest weight."""
        if cluster in self._lacking:
            return None
        region = region_of(self._language)
        key = f"m{len(self._found)}w{self._weight}"
        for sources in candidates(self._where, script_of(cluster[0]), self._language):
            faces = []
            for path, index in sources:
                try:
                    face = Face(key, path, self._weight, index)
                except UnreadablePath:
                    continue  # somebody else's broken font is nothing to stop at
                if face.has(cluster):
                    faces.append(face)
            if faces:
                best = min(
                    faces,
                    key=lambda face: (
                        UNFIT.search(face.family.casefold()) is not None,
                        not face.family.casefold().endswith(region),
                        abs(face.weight - self._weight),
                    ),
                )
                self._found.append(best)
                return best
        self._lacking.add(cluster)
        return None

    def has_character(self, character: str) -> bool:
        """Whether any face has it."""
        return self.face_for(character) is not None

    @property
    def others(self) -> list[Face]:
        """The faces named by the user: families in the order given, the nearest weight first."""
        if self._others is None:
            faces = [
                Face(f"x{number}w{self._weight}", path, self._weight)
                for number, path in enumerate(self._named)
            ]
            families = [face.family for face in faces]
            self._others = sorted(
                faces,
                key=lambda face: (families.index(face.family), abs(face.weight - self._weight)),
            )
        return self._others


@lru_cache(maxsize=4096)
def script_of(character: str) -> str:
    """The ISO 15924 code of a character's script; empty for signs and digits."""
    if character.isascii():
        return "Latn" if character.isalpha() else ""
    import uharfbuzz

    buffer: Any = uharfbuzz.Buffer()
    buffer.add_str(character)
    buffer.guess_segment_properties()
    return buffer.script or ""


def _family(face: Any) -> str:
    from uharfbuzz import OTNameIdPredefined as Name

    return str(face.get_name(Name.TYPOGRAPHIC_FAMILY) or face.get_name(Name.FONT_FAMILY) or "")


class _Drawing:
    """Path data in the making, from one rounded place to the next: no error adds up."""

    def __init__(self, per_thousand: float, *, turned: bool = False) -> None:
        self.scale = per_thousand
        self.turned = turned
        self.data: list[str] = []
        self.at = (0, 0)
        self.start = (0, 0)

    def step(self, letter: str, *numbers: float) -> None:
        """Add one step, given in the font's units with y upwards."""
        x, y = self.at
        rounded = [round(number * self.scale) for number in numbers]
        points = [(px, -py) for px, py in zip(rounded[::2], rounded[1::2], strict=True)]
        if self.turned:
            points = [(py, -px) for px, py in points]
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
