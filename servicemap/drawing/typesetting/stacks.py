"""Which font draws what: Source Sans 3, the files that a user names, our Arabic and our emoji, and
what the machine has, asked in this order.

A face is opened when a character needs it: Latin words open one font.
"""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from servicemap.drawing.typesetting.clusters import is_emoji
from servicemap.drawing.typesetting.faces import Face
from servicemap.drawing.typesetting.font_files import Source, fonts_in
from servicemap.drawing.typesetting.scripts import script_of
from servicemap.drawing.typesetting.system_fonts import UNFIT, candidates, region_of
from servicemap.errors import UnreadablePath

FONTS = Path(__file__).parent / "fonts"
FAMILY = "Source Sans 3"


class Family(NamedTuple):
    """A family that comes with us: what its faces' keys begin with, and its files by weight.

    `scale` is how large it is drawn beside the letters.
    """

    letter: str
    files: dict[int, str]
    scale: float = 1

    def nearest(self, weight: int) -> Face:
        """Its face in the weight that comes nearest, the lighter of two."""
        own = min(self.files, key=lambda known: (abs(known - weight), known))
        return _opened_once(f"{self.letter}{own}", self.files[own], self.scale)


@cache
def _opened_once(key: str, file: str, scale: float) -> Face:
    """A face that comes with us, opened for all posters of a run: what it has measured holds."""
    return Face(key, Source(str(FONTS / file)), scale=scale)


LETTERS = Family(
    "s",
    {
        400: "SourceSans3-Regular.ttf",
        600: "SourceSans3-Semibold.ttf",
        700: "SourceSans3-Bold.ttf",
    },
)
ARABIC = Family(
    "a",
    {
        400: "NotoSansArabic-Regular.ttf",
        600: "NotoSansArabic-SemiBold.ttf",
        700: "NotoSansArabic-Bold.ttf",
    },
)
# Pictures fill their square: at full size they would touch the lines above and below.
EMOJI = Family("e", {500: "NotoEmoji-Medium.ttf"}, scale=0.86)
VENDORED = (LETTERS, ARABIC, EMOJI)


class FontStack:
    """The faces of one weight, in the order in which they are asked for a character."""

    def __init__(
        self, weight: int, named: Sequence[str], where: Sequence[str] = (), language: str = "en"
    ) -> None:
        self._where = where
        self._language = language
        self._found: list[Face] = []
        self._lacking: set[str] = set()
        self._weight = weight
        self._named = named
        self._ours: dict[str, Face] = {}
        self._others: list[Face] | None = None

    def face_for(self, cluster: str) -> Face | None:
        """The first face that has all of a cluster: a character and the marks that stand on it.

        An emoji is asked of faces for pictures first, of those that draw it as one.
        """
        if is_emoji(cluster):
            able = [face for face in (*self.others, self._own(EMOJI)) if face.has(cluster)]
            if able:
                return next((face for face in able if face.in_one_piece(cluster)), able[0])
        letters = self._own(LETTERS)
        if letters.has(cluster):
            return letters
        known = (*self.others, self._own(ARABIC), self._own(EMOJI), *self._found)
        return next((face for face in known if face.has(cluster)), None) or self._find(cluster)

    def _own(self, family: Family) -> Face:
        """A face that comes with us."""
        face = self._ours.get(family.letter)
        if face is None:
            face = self._ours[family.letter] = family.nearest(self._weight)
        return face

    def is_for_pictures(self, face: Face) -> bool:
        """Whether a face is our emoji, whose blanks and digits are no part of a line of words."""
        return face is self._ours.get(EMOJI.letter)

    def _find(self, cluster: str) -> Face | None:
        """A face of the machine that has a cluster: the best family, in the nearest weight."""
        if cluster in self._lacking:
            return None
        region = region_of(self._language)
        key = f"m{len(self._found)}w{self._weight}"
        for sources in candidates(self._where, script_of(cluster[0]), self._language):
            faces = []
            for source in sources:
                try:
                    face = Face(key, source, self._weight)
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
            faces = [self._opened(number, path) for number, path in enumerate(self._named)]
            families = [face.family for face in faces]
            self._others = sorted(
                faces,
                key=lambda face: (families.index(face.family), abs(face.weight - self._weight)),
            )
        return self._others

    def _opened(self, number: int, path: str) -> Face:
        """A file that the user names; of a collection the font of the language's region."""
        region = region_of(self._language)
        key = f"x{number}w{self._weight}"
        faces = [Face(key, source, self._weight) for source in fonts_in(path)]
        return next((f for f in faces if f.family.casefold().endswith(region)), faces[0])
