"""Words that are found, copied and read aloud in a PDF, at the place where they are drawn.

A poster's letters are drawn as outlines. Over each line lies the same line as text that is not
painted, in a font whose letters are as wide as the drawn ones and have no drawing of their own.
"""

import struct
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from servicemap.drawing.scene import Outline, Text
from servicemap.drawing.typesetting.clusters import clusters, is_emoji
from servicemap.drawing.typesetting.directions import level_runs, visual_order
from servicemap.drawing.typesetting.wrapping import BLANKS
from servicemap.drawing.writing.notation import UNWRITABLE

NAME = "W"
"""The font's name on every page."""

POINTS = 72 / 25.4
ORDINARY = 500
"""The width of a character where nothing is drawn that could be measured, in thousandths."""

ASCENT, DESCENT = 800, -200
"""How far letters reach above and below their baseline, in thousandths."""

WIDEST = 0x7FFF
"""What the tables of a font can hold."""

MIRRORED = str.maketrans("()[]{}<>\u00ab\u00bb", ")(][}{><\u00bb\u00ab")
"""Signs that are drawn the other way round where a line runs from right to left."""

MAGIC = 0x5F0F3CF5
"""What the `head` of every TrueType font holds."""


class WordsFont(NamedTuple):
    """The characters of a document, numbered from 1, and their widths in thousandths."""

    numbers: Mapping[str, int]
    widths: tuple[int, ...]

    def operators(self, lines: Iterable[tuple[Text, float, float]]) -> str:
        """Lines of text, each with where its baseline starts: points, y upwards."""
        shown = [self._line(text, x, y) for text, x, y in lines]
        return "".join(["BT 3 Tr\n", *shown, "ET\n"]) if shown else ""

    def _line(self, text: Text, x: float, y: float) -> str:
        said = in_visual_order(plain(text.words))
        natural = sum(self.widths[self.numbers[c] - 1] for c in said) * text.size / 1000
        long = text.width
        wide = 100 * long / natural if natural and long > 0 else 100
        # The blank after it keeps the line apart from the next one, wherever that stands.
        codes = "".join(f"{self.numbers[c]:04x}" for c in f"{said} ")
        size = text.size * POINTS
        return f"/{NAME} {size:.3f} Tf {wide:.3f} Tz 1 0 0 1 {x:.3f} {y:.3f} Tm <{codes}> Tj\n"

    def to_unicode(self) -> bytes:
        """The table by which a reader turns codes into characters."""
        pairs = [
            f"<{number:04x}> <{character.encode('utf-16-be').hex()}>\n"
            for character, number in self.numbers.items()
        ]
        blocks = [pairs[at : at + 100] for at in range(0, len(pairs), 100)]
        mapped = "".join(f"{len(b)} beginbfchar\n{''.join(b)}endbfchar\n" for b in blocks)
        return (
            "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
            "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
            "1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n"
            f"{mapped}endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
        ).encode("ascii")

    def truetype(self) -> bytes:
        """A TrueType font of as many glyphs that show nothing, each of its width.

        Each is one line there and back, from below the baseline to above it: readers leave out
        text that has no height, once it runs upwards. It holds the tables that PDF asks of an
        embedded font: ISO 32000-1, 9.9.
        """
        widths = (ORDINARY, *self.widths)
        count, widest = len(widths), max(widths)
        glyphs = [
            struct.pack(
                ">5hHH2B4h",
                *(1, 0, DESCENT, width, ASCENT),  # one contour, and its box
                *(1, 0, 1, 1),  # its last point, no instructions, both points on the line
                *(0, width, DESCENT, ASCENT - DESCENT),
            )
            for width in widths
        ]
        starts = [at * len(glyphs[0]) for at in range(count + 1)]
        tables = {
            "glyf": b"".join(glyphs),
            "head": struct.pack(
                ">HHIIIHHqqhhhhHHhhh",
                *(1, 0, 0x10000, 0, MAGIC, 0, 1000, 0, 0),
                *(0, DESCENT, widest, ASCENT, 0, 8, 2, 1, 0),
            ),
            "hhea": struct.pack(
                ">HHhhhHhhhhhhhhhhhH",
                *(1, 0, ASCENT, DESCENT, 0, widest, 0, 0, widest, 1, 0, 0, 0, 0, 0, 0, 0, count),
            ),
            "hmtx": b"".join(struct.pack(">Hh", width, 0) for width in widths),
            "loca": struct.pack(f">{count + 1}I", *starts),
            "maxp": struct.pack(">HH14H", 1, 0, count, *(2, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0)),
        }
        return _bound(tables)


def words_font(lines: Sequence[Text], outlines: Iterable[Outline]) -> WordsFont:
    """A font for these lines, its widths taken from the glyphs that draw them."""
    advances = {(outline.face, outline.number): outline.advance for outline in outlines}
    measured: dict[str, list[float]] = defaultdict(list)
    characters = {" "}
    for text in lines:
        said = plain(text.words)
        characters |= set(in_visual_order(said))
        letters = list(clusters(said.replace(" ", "")))
        blanks = said.count(" ")
        if text.right_to_left or len(letters) != len(text.glyphs) or text.size <= 0:
            continue  # letters joined, split or turned round: no telling which is whose
        widths = [advances.get((glyph.face, glyph.number), 0) for glyph in text.glyphs]
        for letter, width in zip(letters, widths, strict=True):
            if is_emoji(letter):
                # Readers leave out what has no width; a flag is as much its second letter.
                for part in letter:
                    measured[part].append(width / len(letter))
                continue
            measured[letter[0]].append(width)
            for mark in letter[1:]:
                measured[mark].append(0)
        if blanks:
            measured[" "].append((1000 * text.width / text.size - sum(widths)) / blanks)
    numbers = {character: at for at, character in enumerate(sorted(characters), start=1)}
    known = {character: round(sum(found) / len(found)) for character, found in measured.items()}
    drawn = [width for width in known.values() if width > 0]
    ordinary = round(sum(drawn) / len(drawn)) if drawn else ORDINARY
    all_widths = (known.get(character, ordinary) for character in numbers)
    return WordsFont(numbers, tuple(min(max(0, width), WIDEST) for width in all_widths))


def plain(words: str) -> str:
    """One line, as it is drawn: any blank is a space, and what no file can hold is replaced."""
    return UNWRITABLE.sub("\ufffd", BLANKS.sub(" ", words))


def in_visual_order(words: str) -> str:
    """The characters from left to right; where a line runs from right to left, marks come first.

    Readers of PDF expect them as they are seen, brackets turned round, and turn them back one by
    one: so a mark comes to stand after its letter again.
    """
    runs = level_runs(words)
    if all(run.level == 0 for run in runs):
        return words
    pieces: list[str] = []
    levels: list[int] = []
    for run in runs:
        shown = words[run.start : run.end]
        found = list(clusters(shown))
        if run.level % 2:
            found = [c if is_emoji(c) else c.translate(MIRRORED)[::-1] for c in found]
        pieces += found
        levels += [run.level] * len(found)
    return "".join(visual_order(pieces, levels))


def _bound(tables: Mapping[str, bytes]) -> bytes:
    """Tables as one font file."""
    count = len(tables)
    power = count.bit_length() - 1
    search = 16 << power
    start = 12 + 16 * count
    listed, held = [], []
    for tag, table in sorted(tables.items()):
        padded = table + bytes(-len(table) % 4)
        check = sum(struct.unpack(f">{len(padded) // 4}I", padded)) & 0xFFFFFFFF
        listed.append(struct.pack(">4sIII", tag.encode("ascii"), check, start, len(table)))
        held.append(padded)
        start += len(padded)
    first = struct.pack(">IHHHH", 0x00010000, count, search, power, 16 * count - search)
    return b"".join([first, *listed, *held])
