"""Makes the fonts beside this file again: python -m tests.fonts.make FOLDER

FOLDER has the fonts of Debian's packages fonts-noto-cjk and fonts-noto-core in it, at any depth.
"""

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTCollection, TTFont

from tests.fonts.characters import HERE, needed

SOURCES = {
    "NotoSansCJK": "NotoSansCJK-Regular.ttc",
    "NotoSansHebrew": "NotoSansHebrew-Regular.ttf",
    "NotoSansThai": "NotoSansThai-Regular.ttf",
    "NotoSansDevanagari": "NotoSansDevanagari-Regular.ttf",
}
REGIONS = ("JP", "KR", "SC")
"""Of Noto Sans CJK: what the tests have words in."""


def make(folder: Path) -> None:
    """Cut each font to what is needed, with the same bytes each time."""
    for family, characters in needed().items():
        file = SOURCES[family]
        (source,) = folder.rglob(file)
        if source.suffix == ".ttc":
            collection = TTCollection(source)
            collection.fonts = [
                cut(font, characters)
                for font in collection.fonts
                if font["name"].getDebugName(1) in {f"Noto Sans CJK {region}" for region in REGIONS}
            ]
            collection.save(HERE / file)
        else:
            cut(TTFont(source, recalcTimestamp=False), characters).save(HERE / file)


def cut(font: Any, characters: Iterable[str]) -> Any:
    """A font cut to some characters and a blank, and what HarfBuzz needs to join them."""
    options = Options(hinting=False, notdef_outline=True)
    options.drop_tables += ["DSIG", "vhea", "vmtx", "VORG"]
    font.recalcTimestamp = False
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[0x20, *(ord(character) for character in sorted(characters))])
    subsetter.subset(font)
    return font


if __name__ == "__main__":
    make(Path(sys.argv[1]))
