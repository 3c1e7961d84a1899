"""Emoji come out as one picture each, from our own font, in any line, or else as their parts."""

from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pytest

import servicemap as sm
from servicemap.drawing.typesetting.clusters import clusters, is_emoji, parts
from servicemap.drawing.typesetting.text import Shaped, Typesetter
from servicemap.drawing.writing.finishing import Finish
from servicemap.drawing.writing.pdf import write_pdf
from tests.drawing.conftest import HEBREW, MakeFont
from tests.proofs.scene_checks import faults

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
FRANCE = "\U0001f1eb\U0001f1f7"
ENGLAND = "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"
ROCKET = "\U0001f680"
BEAR = "\U0001f43b\u200d\u2744\ufe0f"
PHONE, ONE, HASH, TRADEMARK = "\u260e\ufe0f", "1\ufe0f\u20e3", "#\ufe0f\u20e3", "\u2122\ufe0f"
ARABIC = "\u0641\u0631\u064a\u0642"
WHOLE = (FAMILY, FRANCE, ENGLAND, ROCKET, BEAR, PHONE, ONE, HASH, TRADEMARK)
TONED = ("\U0001f44d\U0001f3fd", "\U0001f469\U0001f3fd\u200d\U0001f680")


def faces(shaped: Shaped) -> list[str]:
    return [glyph.face[0] for glyph in shaped.glyphs]


@pytest.mark.parametrize("emoji", [*WHOLE, *TONED])
@pytest.mark.parametrize("before", ["", "B\u00fcro ", ARABIC + " "])
def test_an_emoji_of_several_characters_is_one_picture(emoji: str, before: str) -> None:
    assert clusters(f"a{emoji}b") == ["a", emoji, "b"]
    shaped = Typesetter().shape(before + emoji, 600)
    assert faces(shaped).count("e") == 1
    assert len(shaped.glyphs) == len(Typesetter().shape(before, 600).glyphs) + 1


@pytest.mark.parametrize("sign", [*"0123456789#*\u00a9\u00ae\u2122", "\u2122\ufe0e"])
def test_digits_and_signs_are_letters_unless_they_ask_to_be_emoji(sign: str) -> None:
    setter = Typesetter()
    assert faces(setter.shape(sign, 400)) == ["s"]
    assert faces(setter.shape(f"{ROCKET} {sign} {ROCKET}{sign}", 400)) == ["e", "s", "e", "s"]
    if len(sign) == 1:
        assert faces(setter.shape(f"{sign}\ufe0f", 400)) == ["e"]


def test_blanks_beside_emoji_are_those_of_the_letters() -> None:
    setter = Typesetter()
    blank, rocket = (setter.shape(words, 400).advance for words in (" ", ROCKET))
    assert setter.shape(f"{ROCKET} {ROCKET}", 400).advance == pytest.approx(2 * rocket + blank)


@pytest.mark.parametrize(
    ("emoji", "drawn"),
    [
        ("A\u20e3", ["s"]),
        ("\u05d0\u200d\U0001f680", ["e", "x"]),  # from right to left
        ("\U0001f468\u200d\U0001f680\u200d\U0001f467", ["e", "e"]),
        ("\U0001f3fd", ["e"]),
        ("\U0001f1eb", ["e"]),
        ("\U0001f1fd\U0001f1fd", ["e"]),
        ("\ufe0f", []),
        ("\u200d\U0001f680", ["e"]),
        (f"{FRANCE}\U0001f1e9", ["e", "e"]),
    ],
)
def test_what_has_no_picture_of_its_own_is_drawn_as_its_parts(
    emoji: str, drawn: list[str], make_font: MakeFont
) -> None:
    assert faces(Typesetter((make_font(),)).shape(emoji, 400)) == drawn


def test_parts_are_what_can_stand_alone() -> None:
    assert parts(FAMILY) == ["\U0001f468", "\U0001f469", "\U0001f467"]
    assert parts(FRANCE) == ["\U0001f1eb", "\U0001f1f7"]
    assert parts(ONE) == ["1"]
    assert parts("\u05d0\u05b8") == ["\u05d0\u05b8"]
    assert not is_emoji("\u05d0\u05b8")


def test_a_machine_s_emoji_come_after_ours_and_a_named_font_before(make_font: MakeFont) -> None:
    path = make_font(ROCKET, advance=900)
    alone = Typesetter()
    assert Typesetter(folders=[str(Path(path).parent)]).shape(ROCKET, 400) == alone.shape(
        ROCKET, 400
    )
    assert faces(Typesetter((path,)).shape(ROCKET, 400)) == ["x"]
    # One that would show a family as its members leaves it to ours.
    members = make_font("\U0001f468\U0001f469\U0001f467", family="Members")
    assert faces(Typesetter((members,)).shape(FAMILY, 400)) == ["e"]
    assert faces(Typesetter((members,)).shape("\U0001f468", 400)) == ["x"]


def test_arabic_is_ours_whatever_the_machine_has(make_font: MakeFont) -> None:
    path = make_font("".join(sorted(set(ARABIC))))
    for weight in (400, 600, 700):
        shaped = Typesetter(folders=[str(Path(path).parent)]).shape(ARABIC, weight)
        assert {glyph.face for glyph in shaped.glyphs} == {f"a{weight}"}
    assert faces(Typesetter((path,)).shape(ARABIC, 400))[0] == "x"


@pytest.mark.parametrize("empty", [ROCKET, "\u05d0"])
def test_a_glyph_without_an_outline_is_none(make_font: MakeFont, empty: str) -> None:
    path = make_font(HEBREW + ROCKET, empty=empty)
    setter = Typesetter((path,))
    if empty == ROCKET:
        assert faces(setter.shape(ROCKET, 400)) == ["e"]
    else:
        with pytest.raises(sm.MissingGlyph, match="HEBREW LETTER ALEF"):
            setter.shape(HEBREW, 400)
    assert faces(setter.shape(HEBREW[1:], 400)) == ["x", "x"]


def test_a_picture_of_dots_is_no_outline(make_font: MakeFont) -> None:
    """A font of bitmaps measures them, and has nothing to draw."""
    from fontTools.ttLib import TTFont, newTable
    from fontTools.ttLib.tables.sbixGlyph import Glyph
    from fontTools.ttLib.tables.sbixStrike import Strike
    from PIL import Image

    png = BytesIO()
    Image.new("RGB", (20, 20), "red").save(png, "PNG")
    path = make_font(HEBREW + ROCKET, empty=HEBREW + ROCKET)
    font = TTFont(path)
    strike = Strike(ppem=20)
    for letter in HEBREW + ROCKET:
        called = font.getBestCmap()[ord(letter)]
        strike.glyphs[called] = Glyph(
            glyphName=called,
            graphicType="png ",
            imageData=png.getvalue(),
            originOffsetX=0,
            originOffsetY=0,
        )
    table = newTable("sbix")
    table.strikes = {20: strike}
    font["sbix"] = table
    font.save(path)
    setter = Typesetter((path,), folders=[str(Path(path).parent)])
    assert faces(setter.shape(ROCKET, 400)) == ["e"]
    with pytest.raises(sm.MissingGlyph):
        setter.shape(HEBREW, 400)


def test_a_blank_needs_no_outline(make_font: MakeFont) -> None:
    blanks = "\u3000\u3164\u2800"
    setter = Typesetter((make_font(HEBREW + blanks, empty=blanks),))
    assert len(setter.shape(f"{HEBREW}{blanks}{HEBREW}", 400).glyphs) == 6


def test_a_poster_of_emoji_keeps_every_promise_and_is_searched(tmp_path: Path) -> None:
    names = [
        f"B\u00fcro {ROCKET}",
        f"\u00c9quipe {FRANCE}",
        f"Support {PHONE} {ONE}",
        f"Clan {FAMILY}",
    ]
    served = [f'  "{a}": {{serves: {{"{b}": "Ware {BEAR}"}}}}' for a, b in pairwise(names)]
    (tmp_path / "map.yaml").write_text(
        "\n".join(["teams:", *served, f'end_users: ["{names[-1]}"]']), "utf-8"
    )
    poster = sm.poster(sm.load(tmp_path / "map.yaml"))
    assert faults(poster.scene) == []
    pypdfium2 = pytest.importorskip("pypdfium2")
    page = pypdfium2.PdfDocument(write_pdf(poster.scene, Finish()))[0]
    said = page.get_textpage().get_text_bounded()
    for emoji in (ROCKET, FRANCE, PHONE, ONE, FAMILY, BEAR):
        assert emoji in said
