"""What tests of posters share: a renderer, and fonts made on the spot."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any
from unicodedata import combining

import pytest
from PIL import Image

Render = Callable[..., Image.Image]
MakeFont = Callable[..., str]

HEBREW = "\u05d0\u05d1\u05d2"


@pytest.fixture
def render_png() -> Render:
    """A function that turns SVG into the picture a printer would see, with no font at hand."""
    resvg = pytest.importorskip("resvg_py")

    def render(svg: str, dpi: float = 96) -> Image.Image:
        png = bytes(
            resvg.svg_to_bytes(
                svg_string=svg, dpi=dpi, background="#ffffff", skip_system_fonts=True
            )
        )
        return Image.open(BytesIO(png)).convert("RGB")

    return render


@pytest.fixture
def make_font(tmp_path: Path) -> MakeFont:
    """A function that makes a font file whose letters are squares, each a known advance wide.

    The letters in `empty` have a glyph and no outline.
    """
    from fontTools.fontBuilder import FontBuilder
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    def make(
        letters: str = HEBREW,
        advance: int = 700,
        weight: int = 400,
        family: str = "Squares",
        empty: str = "",
    ) -> str:
        names = [".notdef", *(f"u{ord(letter):04X}" for letter in letters)]

        def square(side: int) -> Any:
            pen = TTGlyphPen(None)
            if not side:
                return pen.glyph()
            pen.moveTo((0, 0))
            for corner in ((0, side), (side, side), (side, 0)):
                pen.lineTo(corner)
            pen.closePath()
            return pen.glyph()

        # Marks that stand on letters are small, as they are in any font.
        sides = [
            1000,
            *(0 if c in empty else 200 if combining(c) else 1000 for c in letters),
        ]
        builder = FontBuilder(2000, isTTF=True)
        builder.setupGlyphOrder(names)
        builder.setupCharacterMap({ord(c): n for c, n in zip(letters, names[1:], strict=True)})
        builder.setupGlyf({name: square(side) for name, side in zip(names, sides, strict=True)})
        builder.setupHorizontalMetrics(dict.fromkeys(names, (advance * 2, 0)))
        builder.setupHorizontalHeader(ascent=1600, descent=-400)
        builder.setupNameTable({"familyName": family, "styleName": f"W{weight}"})
        builder.setupOS2(usWeightClass=weight)
        builder.setupPost()
        path = tmp_path / f"{family}-{weight}-{advance}.ttf"
        builder.save(path)
        return str(path)

    return make
