"""What a line measures, which glyphs it has, and where they stand."""

import re
from itertools import accumulate
from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables.TupleVariation import TupleVariation

from servicemap.drawing.scene import Glyph
from servicemap.drawing.typesetting.faces import Face
from servicemap.drawing.typesetting.stacks import FONTS, LETTERS, Family
from servicemap.drawing.typesetting.text import Typesetter
from servicemap.errors import MissingGlyph
from tests.drawing.conftest import MakeFont

SEMIBOLD = TTFont(FONTS / LETTERS.files[600])
ADVANCES = SEMIBOLD["hmtx"]
CMAP = SEMIBOLD.getBestCmap()


def advance(letter: str) -> int:
    return int(ADVANCES[CMAP[ord(letter)]][0])


def test_letters_that_do_not_kern_measure_what_the_font_says() -> None:
    # H 663, I 282 and n 560 thousandths of the size, in Source Sans 3 Semibold.
    assert [advance(letter) for letter in "HIn"] == [663, 282, 560]
    assert Typesetter().width("HInI", 10, 600) == pytest.approx((663 + 282 + 560 + 282) / 100)


def test_a_width_grows_with_the_size_and_the_weight() -> None:
    setter = Typesetter()
    assert setter.width("stores", 6, 600) == pytest.approx(2 * setter.width("stores", 3, 600))
    light, heavy = (setter.width("stores", 6, weight) for weight in (400, 700))
    assert light < setter.width("stores", 6, 600) < heavy


@pytest.mark.parametrize("pair", ["AV", "Tř", "Vě", "Łó", "\u0422\u0443", "\u03a4\u03b1"])
def test_pairs_kern_in_every_alphabet_and_across_its_extensions(pair: str) -> None:
    apart = sum(advance(letter) for letter in pair) / 1000
    assert Typesetter().width(pair, 1, 600) < apart


def test_a_letter_and_its_mark_are_one() -> None:
    setter = Typesetter()
    assert setter.shape("e\u0301tage", 600) == setter.shape("étage", 600)
    # There is no q with an acute: the mark is set above the q, and adds nothing to the width.
    shaped = setter.shape("q\u0301", 600)
    letter, mark = shaped.glyphs
    assert shaped.advance == advance("q")
    assert letter.x == 0
    assert mark.x < letter.x + shaped.advance


def test_a_line_can_hang_by_either_end_or_its_middle() -> None:
    setter = Typesetter()
    width = setter.width("Stores", 8, 600)
    left, middle, right = (
        setter.line("Stores", (100, 50), 8, 600, "#000", anchor)
        for anchor in ("left", "middle", "right")
    )
    assert left.origin == pytest.approx((100, 50))
    assert middle.origin == pytest.approx((100 - width / 2, 50))
    assert right.origin == pytest.approx((100 - width, 50))
    assert {line.width for line in (left, middle, right)} == {width}
    assert left.glyphs == right.glyphs


def test_glyphs_stand_where_the_advances_put_them_and_blanks_leave_none() -> None:
    line = Typesetter().line("HI nH", (0, 0), 10, 600, "#000")
    ends = list(accumulate(advance(letter) for letter in "HI n"))
    assert [glyph.x for glyph in line.glyphs] == [0, ends[0], ends[2], ends[3]]
    assert line.width == pytest.approx((ends[3] + advance("H")) / 100)


def test_every_blank_on_a_line_is_a_space() -> None:
    setter = Typesetter()
    assert setter.shape("two\nlines", 400) == setter.shape("two lines", 400)
    assert setter.shape("two\t\r\n lines", 400) == setter.shape("two lines", 400)


def test_an_outline_is_the_fonts_own_drawing() -> None:
    setter = Typesetter()
    order = SEMIBOLD.getGlyphOrder()
    shaped = setter.shape("Łódź Ţę \u2014 &@ qž", 600)
    for outline in setter.outlines(shaped.glyphs):
        drawn = SEMIBOLD["glyf"][order[outline.number]]
        box = (drawn.xMin, -drawn.yMax, drawn.xMax, -drawn.yMin)
        assert extent(outline.path) == pytest.approx(box, abs=1)


def extent(path: str) -> tuple[float, float, float, float]:
    """The bounding box of the points on a path of relative steps."""
    x = y = 0
    start = (0, 0)
    points = []
    for letter, rest in re.findall(r"([mlhvqcz])([^mlhvqcz]*)", path):
        numbers = [int(number) for number in re.findall(r"-?\d+", rest)]
        if letter == "z":
            x, y = start
            continue
        dx, dy = {"h": (numbers[:1] or [0]) + [0], "v": [0, *numbers]}.get(letter, numbers[-2:])
        x, y = x + dx, y + dy
        if letter == "m":
            start = (x, y)
        points.append((x, y))
    across, down = zip(*points, strict=True)
    return min(across), min(down), max(across), max(down)


def test_outlines_come_once_each_in_the_order_of_face_and_number() -> None:
    setter = Typesetter()
    glyphs = [*setter.shape("bananas", 600).glyphs, *setter.shape("bananas", 400).glyphs]
    found = [(outline.face, outline.number) for outline in setter.outlines(glyphs)]
    assert found == sorted(set(found))
    assert len(found) == 2 * len(set("bananas"))


def test_the_language_picks_the_letter_forms() -> None:
    # Serbians write the small Cyrillic be in a way of their own.
    russian, serbian = (Typesetter(language=tag).shape("\u0431", 400) for tag in ("ru", "sr"))
    assert russian.glyphs[0].number != serbian.glyphs[0].number


def test_a_language_tag_may_be_anything() -> None:
    assert Typesetter(language='"><x \u05d0').width("a", 1, 400) > 0


def test_a_character_without_a_glyph_is_named_with_its_text_and_the_cure() -> None:
    with pytest.raises(MissingGlyph) as caught:
        Typesetter().width("Lager \u4e2d", 5, 400)
    assert caught.value.message == (
        "no font at hand has the character '\u4e2d' (U+4E2D, CJK UNIFIED IDEOGRAPH-4E2D) "
        "in 'Lager \u4e2d'"
    )
    assert caught.value.hint.endswith("or name a font file that has it: --font FILE")


@pytest.mark.parametrize("character", ["\x01", "\x7f", "\ud800", "\U0010ffff", "\uffff"])
def test_what_is_no_letter_at_all_is_named_by_its_number(character: str) -> None:
    with pytest.raises(MissingGlyph, match=rf"U\+{ord(character):04X}, without a name") as caught:
        Typesetter().shape(f"a{character}", 400)
    assert str(caught.value).isprintable() or "\n" in str(caught.value)
    str(caught.value).encode()


def test_invisible_characters_take_no_room_in_any_font() -> None:
    setter = Typesetter()
    assert setter.shape("a\u200b\u00ad\u2060b", 400) == setter.shape("ab", 400)


def test_a_named_font_is_used_for_what_the_vendored_one_lacks(make_font: MakeFont) -> None:
    setter = Typesetter((make_font(advance=700),))
    shaped = setter.shape("a \u05d0\u05d1 b", 400)
    faces = [glyph.face for glyph in shaped.glyphs]
    assert faces == ["s400", "x0w400", "x0w400", "s400"]
    blank, a, b = (setter.shape(c, 400).advance for c in " ab")
    # The font counts 2000 units to its size; squares are half the size wide.
    assert shaped.advance == a + blank + 700 + 700 + blank + b
    (square,) = {outline.path for outline in setter.outlines(shaped.glyphs[1:3])}
    assert square == "m0 0v-500h500v500z"


def test_hebrew_is_set_from_right_to_left(make_font: MakeFont) -> None:
    setter = Typesetter((make_font(),))
    line = setter.line("\u05d0\u05d1 b", (0, 0), 10, 400, "#000")
    assert line.right_to_left
    numbers = {letter: setter.shape(letter, 400).glyphs[0].number for letter in "b\u05d0\u05d1"}
    assert [glyph.number for glyph in line.glyphs] == [numbers[c] for c in "b\u05d1\u05d0"]
    assert not setter.line("b \u05d0\u05d1", (0, 0), 10, 400, "#000").right_to_left


def test_of_a_family_the_nearest_weight_is_used_and_families_come_in_order(
    make_font: MakeFont,
) -> None:
    regular = make_font(advance=500, weight=400)
    bold = make_font(advance=600, weight=700)
    other = make_font(advance=900, weight=400, family="Other")
    setter = Typesetter((regular, other, bold))
    assert setter.width("\u05d0", 1000, 400) == 500
    assert setter.width("\u05d0", 1000, 700) == 600


def test_a_mark_that_no_font_can_set_on_its_letter_is_named(make_font: MakeFont) -> None:
    with pytest.raises(MissingGlyph, match=r"U\+05B8, HEBREW POINT QAMATS"):
        Typesetter((make_font(),)).shape("\u05d0\u05b8", 400)


def test_fonts_of_cubic_curves_are_drawn_with_cubic_curves(tmp_path: Path) -> None:
    pen = T2CharStringPen(600, None)
    pen.moveTo((0, 0))
    pen.curveTo((0, 300), (300, 600), (600, 600))
    pen.lineTo((600, 0))
    pen.closePath()
    builder = FontBuilder(1000, isTTF=False)
    builder.setupGlyphOrder([".notdef", "alef"])
    builder.setupCharacterMap({0x05D0: "alef"})
    drawn = pen.getCharString()
    builder.setupCFF("Round", {}, {".notdef": drawn, "alef": drawn}, {})
    builder.setupHorizontalMetrics(dict.fromkeys([".notdef", "alef"], (600, 0)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Round", "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    builder.save(tmp_path / "round.otf")
    setter = Typesetter((str(tmp_path / "round.otf"),))
    (outline,) = setter.outlines(setter.shape("\u05d0", 400).glyphs)
    assert outline.path == "m0 0c0-300 300-600 600-600v600z"


def test_a_font_of_many_weights_is_set_in_the_weight_asked_for(make_font: MakeFont) -> None:
    path = make_font(advance=500)
    font = TTFont(path)
    font["name"].setName("Weight", 256, 3, 1, 0x409)
    builder = FontBuilder(font=font)
    builder.setupFvar([("wght", 400, 400, 900, "Weight")], [])
    # The bold square is 200 units of 2000 wider: its two right corners and its advance move.
    wider = TupleVariation(
        {"wght": (0, 1, 1)}, [(0, 0), (0, 0), (200, 0), (200, 0), (0, 0), (200, 0), (0, 0), (0, 0)]
    )
    builder.setupGvar({"u05D0": [wider]})
    font.save(path)
    setter = Typesetter((path,))
    assert setter.width("\u05d0", 1000, 400) == 500
    # 700 lies three fifths of the way from 400 to 900.
    assert setter.width("\u05d0", 1000, 700) == pytest.approx(500 + 100 * 3 / 5, abs=0.5)


def test_latin_words_open_no_other_font(monkeypatch: pytest.MonkeyPatch) -> None:
    opened = []
    nearest = Family.nearest

    def watched(family: Family, weight: int) -> Face:
        opened.append(family.letter)
        return nearest(family, weight)

    monkeypatch.setattr(Family, "nearest", watched)
    assert Typesetter().shape("Büro № 7 (Ελλάδα, Київ) ©", 400).glyphs
    assert opened == ["s"]


def test_an_empty_line_has_no_glyph_and_no_width() -> None:
    line = Typesetter().line("", (5, 5), 10, 400, "#000", "middle")
    assert line.glyphs == ()
    assert line.width == 0
    assert line.origin == (5, 5)


def test_glyphs_are_remembered_by_face_and_number() -> None:
    assert Typesetter().shape("I", 600).glyphs == (
        Glyph("s600", SEMIBOLD.getGlyphID(CMAP[ord("I")]), 0, 0),
    )
