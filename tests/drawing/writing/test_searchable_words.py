"""Words in a PDF are found and copied as they are written, in any script."""

from io import BytesIO

import pypdfium2  # type: ignore[import-untyped]  # it comes without types
import pytest

from servicemap.drawing.typesetting.text import Typesetter
from servicemap.drawing.writing.pdf import write_pdf
from servicemap.drawing.writing.reading_order import lines_of
from servicemap.drawing.writing.searchable import in_visual_order, words_font
from tests.drawing.conftest import MakeFont
from tests.drawing.writing.test_pdf import reader, said_by
from tests.drawing.writing.test_svg import scene


def test_right_to_left_lines_are_copied_in_the_order_of_the_text(make_font: MakeFont) -> None:
    # alef bet (12) gimel; what stands in brackets is drawn to the left of what comes before it.
    line = "\u05d0\u05d1 (12) \u05d2"
    setter = Typesetter((make_font(),))
    assert in_visual_order(line) == "\u05d2 (12) \u05d1\u05d0"
    assert said_by(write_pdf(scene(line, setter=setter))) == line
    assert in_visual_order("Shop \u05d0\u05d1 open") == "Shop \u05d1\u05d0 open"
    assert in_visual_order("plain (1)") == "plain (1)"


@pytest.mark.parametrize("word", ["المورّدون", "يسلّمه", "موزّع"])
def test_a_word_with_a_mark_is_found_as_it_is_written(word: str, make_font: MakeFont) -> None:
    setter = Typesetter((make_font("".join(sorted(set(word)))),))
    pdf = write_pdf(scene(word, setter=setter))
    assert said_by(pdf) == word
    page = pypdfium2.PdfDocument(pdf)[0].get_textpage()
    assert page.search(word).get_next() is not None
    assert reader(pdf).pages[0].extract_text().strip() == word


def test_letters_beyond_the_first_plane_are_found() -> None:
    assert (
        said_by(write_pdf(scene("Stores", said="\U0001d400\U0001f600"))) == "\U0001d400\U0001f600"
    )


def test_the_font_of_the_words_is_one_that_another_library_can_read() -> None:
    from fontTools.ttLib import TTFont

    drawn = scene("Stores and wards")
    font = words_font(lines_of(drawn), drawn.outlines)
    read = TTFont(BytesIO(font.truetype()), checkChecksums=2)
    assert read["maxp"].numGlyphs == len(font.widths) + 1
    advances = [read["hmtx"][name][0] for name in read.getGlyphOrder()]
    assert tuple(advances[1:]) == font.widths
    for name, advance in zip(read.getGlyphOrder(), advances, strict=True):
        shape = read["glyf"][name]
        assert (shape.xMin, shape.yMin, shape.xMax, shape.yMax) == (0, -200, advance, 800)
        # There and back again: it has a height, and covers nothing.
        assert list(shape.coordinates) == [(0, -200), (advance, 800)]
    widths = dict(zip(font.numbers, font.widths, strict=True))
    assert widths["w"] > widths["o"] > widths["r"] > widths[" "] > 150
