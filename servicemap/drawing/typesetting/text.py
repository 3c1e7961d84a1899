"""Text in millimetres, measured and shaped by HarfBuzz with the fonts that will draw it."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Literal, NamedTuple
from unicodedata import name

from servicemap.drawing.scene import Glyph, Outline, Point, Text
from servicemap.drawing.typesetting.clusters import clusters, is_emoji, parts
from servicemap.drawing.typesetting.directions import (
    LevelRun,
    in_direction_of,
    level_runs,
    reads_right_to_left,
    visual_order,
)
from servicemap.drawing.typesetting.faces import Face
from servicemap.drawing.typesetting.font_files import fonts_in
from servicemap.drawing.typesetting.font_packages import how_to_get
from servicemap.drawing.typesetting.scripts import Manner, manner_of, phrases_of, script_of
from servicemap.drawing.typesetting.stacks import FontStack
from servicemap.drawing.typesetting.wrapping import BLANKS, Wrapped, unbroken, wrap
from servicemap.errors import MissingGlyph

Anchor = Literal["left", "middle", "right"]


NAMES = 600
"""The weight that names are set in."""


class Shaped(NamedTuple):
    """A line's glyphs from left to right and its advance, in thousandths of the font size.

    Blanks count in the advance and have no glyph here. `rise` and `fall` are how far its ink goes
    above and below the baseline.
    """

    advance: float
    glyphs: tuple[Glyph, ...]
    right_to_left: bool
    rise: float
    fall: float


class _Segment(NamedTuple):
    """A stretch of one line in one face, script and direction."""

    text: str
    face: Face
    script: str
    level: int


class Typesetter:
    """Measures and sets lines of text in the vendored font, or in `fonts` where it lacks a letter.

    `fonts` are paths of further font files, asked in that order; of a family given in several
    weights the nearest is used. Then come our Arabic, our emoji, and what is in `folders`. Raises
    UnreadablePath for one of `fonts` that is no font, needed or not. `language` (a BCP 47 tag)
    picks the letter forms that a language prefers. Sizes and widths are in millimetres, weights
    400, 600 or 700. What has been measured once is remembered.
    """

    def __init__(
        self, fonts: Sequence[str] = (), language: str = "en", folders: Sequence[str] = ()
    ) -> None:
        self._fonts = tuple(fonts)
        for path in self._fonts:
            fonts_in(path)
        self._folders = tuple(folders)
        self._language = language
        self._stacks: dict[int, FontStack] = {}
        self._faces: dict[str, Face] = {}
        self._outlines: dict[tuple[str, int], Outline] = {}
        self._shaped: dict[tuple[str, int], Shaped] = {}
        self._wrapped: dict[tuple[str, int, float, int], Wrapped] = {}

    def width(self, words: str, size: float, weight: int) -> float:
        """How far a line reaches, in mm."""
        return self.shape(words, weight).advance * size / 1000

    def shape(self, words: str, weight: int) -> Shaped:
        """The glyphs of one line. Raises MissingGlyph for a character that no font has."""
        key = (words, weight)
        shaped = self._shaped.get(key)
        if shaped is None:
            shaped = self._shaped[key] = self._shape(words, weight)
        return shaped

    def line(
        self,
        words: str,
        origin: Point,
        size: float,
        weight: int,
        colour: str,
        anchor: Anchor = "left",
    ) -> Text:
        """One line for a scene: its left end, middle or right end at `origin`, on the baseline."""
        shaped = self.shape(words, weight)
        width = shaped.advance * size / 1000
        x, y = origin
        left = x - width * {"left": 0.0, "middle": 0.5, "right": 1.0}[anchor]
        return Text(
            words,
            (left, y),
            size,
            weight,
            width,
            colour,
            shaped.glyphs,
            shaped.right_to_left,
            rise=shaped.rise / 1000,
            fall=shaped.fall / 1000,
        )

    def wrap(
        self, words: str, size: float, weight: int, max_width: float, max_lines: int = 3
    ) -> Wrapped:
        """The words in the fewest lines no wider than `max_width`, balanced; all words are kept.

        Each line is read in the direction of them all. `fits` is false when that takes more than
        `max_lines`, or cannot be done at all.
        """
        limit = max_width * 1000 / size
        key = (words, weight, limit, max_lines)
        wrapped = self._wrapped.get(key)
        if wrapped is None:
            wrapped = wrap(
                words,
                lambda line: self.shape(line, weight).advance,
                limit,
                max_lines,
                phrases_of(self._language),
            )
            lines = tuple(in_direction_of(words, line) for line in wrapped.lines)
            wrapped = self._wrapped[key] = wrapped._replace(lines=lines)
        return wrapped._replace(width=wrapped.width * size / 1000)

    def unbroken(self, words: str) -> list[str]:
        """What would rather stay on one line: words, or phrases where a script has no blanks.

        Raises MissingGlyph for a character that no font has.
        """
        if not words.isascii():
            # Whoever lacks a letter is told in which name, not in which word of it.
            self.shape(words, NAMES)
        return unbroken(words, phrases_of(self._language))

    @property
    def manner(self) -> Manner:
        """How lines of its language are set."""
        return manner_of(self._language)

    def outlines(self, glyphs: Iterable[Glyph]) -> tuple[Outline, ...]:
        """The drawings of these glyphs, each once, by face and number."""
        used = sorted({(glyph.face, glyph.number) for glyph in glyphs})
        return tuple(self._outline(face, number) for face, number in used)

    def _outline(self, key: str, number: int) -> Outline:
        drawn = self._outlines.get((key, number))
        if drawn is None:
            face = self._faces[key]
            drawn = Outline(
                key, number, face.outline(number), face.advance(number), face.ink(number)
            )
            self._outlines[key, number] = drawn
        return drawn

    def _shape(self, words: str, weight: int) -> Shaped:
        # A line is one line: whatever blank stands in it is a space.
        plain = BLANKS.sub(" ", words)
        segments = self._segments(plain, weight)
        ordered = visual_order(segments, [segment.level for segment in segments])
        glyphs: list[Glyph] = []
        advance = 0.0
        for segment in ordered:
            advance = self._set(segment, advance, glyphs, words)
        ink = [(glyph, self._faces[glyph.face].ink(glyph.number)) for glyph in glyphs]
        rise = max((glyph.y - area.y for glyph, area in ink), default=0.0)
        fall = max((area.bottom - glyph.y for glyph, area in ink), default=0.0)
        return Shaped(advance, tuple(glyphs), reads_right_to_left(plain), rise, fall)

    def _set(self, segment: _Segment, at: float, glyphs: list[Glyph], words: str) -> float:
        """Add a segment's glyphs from `at` on; returns where it ends."""
        import uharfbuzz

        face = segment.face
        buffer: Any = uharfbuzz.Buffer()
        buffer.add_str(segment.text)
        # All three are said, never guessed: HarfBuzz would take the language from the locale.
        buffer.direction = "rtl" if segment.level % 2 else "ltr"
        buffer.script = segment.script
        buffer.language = self._language
        uharfbuzz.shape(face.font, buffer)
        scale = face.per_thousand
        for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
            if info.codepoint == 0:
                raise missing(segment.text[info.cluster], words)
            if face.inked(info.codepoint):
                x, y = at + position.x_offset * scale, position.y_offset * scale
                glyphs.append(Glyph(face.key, info.codepoint, x, y))
            at += position.x_advance * scale
        return at

    def _segments(self, words: str, weight: int) -> list[_Segment]:
        """The line cut where face, script or direction change, in the order of the text."""
        stack = self._stacks.get(weight)
        if stack is None:
            stack = self._stacks[weight] = FontStack(
                weight, self._fonts, self._folders, self._language
            )
        segments: list[_Segment] = []
        for run in level_runs(words):
            fresh = True
            for cluster, face in self._in_faces(stack, run, words):
                last = segments[-1] if segments and not fresh else None
                script = script_of(cluster[0])
                if last and face is last.face and (script in (last.script, "") or not last.script):
                    segments[-1] = last._replace(
                        text=last.text + cluster, script=last.script or script
                    )
                else:
                    segments.append(_Segment(cluster, face, script, run.level))
                fresh = False
        return [s if s.script else s._replace(script="Zyyy") for s in segments]

    def _in_faces(self, stack: FontStack, run: LevelRun, words: str) -> Iterator[tuple[str, Face]]:
        """The clusters of a stretch of a line, each with its face."""
        last: Face | None = None
        waiting = list(reversed(clusters(words[run.start : run.end])))
        while waiting:
            cluster = waiting.pop()
            # A blank or sign that many fonts have stays with the words around it.
            stays = (
                last and not cluster[0].isalnum() and not is_emoji(cluster) and last.has(cluster)
            )
            face = last if stays else stack.face_for(cluster)
            if face is None:
                pieces = parts(cluster)
                if pieces == [cluster]:
                    lacking = [c for c in cluster if not stack.has_character(c)]
                    raise missing((lacking or list(cluster))[-1], words)
                waiting += reversed(pieces)
                continue
            self._faces[face.key] = face
            last = None if stack.is_for_pictures(face) else face
            yield cluster, face


def missing(character: str, words: str) -> MissingGlyph:
    """The error for a character that no font has, wherever it stands."""
    shown = f"{character!r} " if character.isprintable() else ""
    called = name(character, "without a name")
    return MissingGlyph(
        f"no font at hand has the character {shown}(U+{ord(character):04X}, {called}) in {words!r}",
        how_to_get(character, script_of(character)),
    )
