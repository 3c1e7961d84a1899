"""Which characters our tests, maps and words need that no font which comes with us has."""

import re
from functools import cache
from pathlib import Path
from unicodedata import name, normalize

from servicemap.drawing.typesetting.faces import Face
from servicemap.drawing.typesetting.stacks import VENDORED

HERE = Path(__file__).parent
ROOT = HERE.parents[1]

WRITTEN_IN = {
    "NotoSansCJK": (
        *("CJK UNIFIED", "IDEOGRAPHIC", "FULLWIDTH", "HALFWIDTH"),
        *("HIRAGANA", "KATAKANA", "HANGUL SYLLABLE"),
    ),
    "NotoSansHebrew": ("HEBREW",),
    "NotoSansThai": ("THAI",),
    "NotoSansDevanagari": ("DEVANAGARI",),
}
"""The families of the fonts beside this file, and how the names of their characters begin."""

DRAWING = ("browser", "cli", "drawing", "hostile", "views")
"""The rooms of tests that draw."""

ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")


@cache
def needed() -> dict[str, frozenset[str]]:
    """What has to be in a font of each of these families."""
    files = [
        *ROOT.glob("maps/**/*.yaml"),
        *ROOT.glob("servicemap/wording/catalogue/*.toml"),
        *(file for room in DRAWING for file in ROOT.glob(f"tests/{room}/**/*.py")),
    ]
    found: set[str] = set()
    for file in files:
        text = file.read_text(encoding="utf-8")
        found |= set(text)
        found |= {chr(int(code, 16)) for code in ESCAPED.findall(text)}
    ours = [family.nearest(400) for family in VENDORED]
    lacking = {c for c in found | set(normalize("NFD", "".join(found))) if lacks(ours, c)}
    return {
        family: frozenset(c for c in lacking if name(c, "").startswith(beginnings))
        for family, beginnings in WRITTEN_IN.items()
    }


def lacks(faces: list[Face], character: str) -> bool:
    """Whether no face has a character."""
    return not any(face.has_character(character) for face in faces)
