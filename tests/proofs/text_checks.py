"""Whether the ink of one line of text touches another, or is hidden by what is drawn after it.

Lines are judged glyph by glyph: the dots below one letter and the tall letter below another word
may stand at one height without touching.
"""

from collections.abc import Iterator, Mapping
from itertools import combinations

from servicemap.drawing.scene import Area, Part, Rectangle, Scene, Text

TOUCHING = 0.05
"""Ink may share so many mm before two lines touch."""

Ink = Mapping[tuple[str, int], Area]


def touching_lines(scene: Scene) -> Iterator[str]:
    """Lines of one part whose letters touch, and lines below a badge of their own box."""
    ink = {(one.face, one.number): one.ink for one in scene.outlines}
    for part in scene.parts:
        texts = [item for item in part.items if isinstance(item, Text)]
        for one, other in combinations(texts, 2):
            if one.area.overlaps(other.area) and _touch(ink, one, other):
                yield f"'{one.words}' touches '{other.words}' in the {part.role} '{part.id}'"
        yield from _hidden(part, ink)


def _hidden(part: Part, ink: Ink) -> Iterator[str]:
    """Lines over which a filled rectangle of the same part is drawn."""
    texts: list[Text] = []
    for item in part.items:
        if isinstance(item, Text):
            texts.append(item)
        elif isinstance(item, Rectangle) and item.fill is not None:
            for text in texts:
                if any(item.area.overlaps(glyph, TOUCHING) for glyph in _glyphs(ink, text)):
                    yield f"'{text.words}' is partly hidden in the {part.role} '{part.id}'"


def _touch(ink: Ink, one: Text, other: Text) -> bool:
    glyphs = list(_glyphs(ink, other))
    return any(a.overlaps(b, TOUCHING) for a in _glyphs(ink, one) for b in glyphs)


def _glyphs(ink: Ink, text: Text) -> Iterator[Area]:
    """Where the ink of each glyph is, in mm."""
    unit = text.size / 1000
    x, y = text.origin
    for glyph in text.glyphs:
        area = ink[glyph.face, glyph.number]
        yield Area(
            x + (glyph.x + area.x) * unit,
            y + (area.y - glyph.y) * unit,
            area.width * unit,
            area.height * unit,
        )
