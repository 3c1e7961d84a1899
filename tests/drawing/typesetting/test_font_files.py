"""A font that is named is a whole font file, needed or not, wherever it is named."""

from pathlib import Path

import pytest
from fontTools.ttLib import TTCollection, TTFont

import servicemap as sm
from servicemap.drawing.typesetting.font_files import Source, fonts_in
from servicemap.drawing.typesetting.stacks import FONTS, LETTERS
from servicemap.drawing.typesetting.text import Typesetter
from servicemap.errors import UnreadablePath
from tests.drawing.conftest import HEBREW, MakeFont
from tests.drawing.sketches import read

MAP = "teams: {Oven: {serves: {Guests: Bread}}}\nend_users: [Guests]\n"


def test_a_font_that_is_none_is_refused_where_no_letter_needs_it(tmp_path: Path) -> None:
    note = tmp_path / "note.ttf"
    note.write_text("not a font")
    for path, says in (
        (note, "is not a font"),
        (tmp_path / "no.ttf", "there is no font file"),
        (tmp_path, "is a folder"),
        (Path("\0"), "cannot be read"),
        (Path("x" * 5000), "cannot be read"),
    ):
        for fonts in (path, [path], [str(path)]):
            with pytest.raises(UnreadablePath, match=says) as raised:
                sm.poster(read(MAP), fonts=fonts)
            assert raised.value.hint


def test_one_font_need_not_be_a_list(make_font: MakeFont) -> None:
    m = read(MAP.replace("Oven", HEBREW))
    path = make_font()
    drawn = [sm.poster(m, fonts=fonts).svg() for fonts in (path, Path(path), [path], (Path(path),))]
    assert len(set(drawn)) == 1


def test_a_font_may_have_any_name(make_font: MakeFont, tmp_path: Path) -> None:
    path = tmp_path / "\u05d0 font\nof mine.bin"
    try:
        Path(make_font()).rename(path)
    except OSError:
        pytest.skip("this system does not take that name for a file")
    assert Typesetter((str(path),)).shape(HEBREW, 400).glyphs


def test_every_cut_is_found(tmp_path: Path) -> None:
    whole = (FONTS / LETTERS.files[400]).read_bytes()
    path = tmp_path / "cut.ttf"
    for size in (3, 4, 11, 12, 13, 100, 300, 5_000, len(whole) - 5):
        path.write_bytes(whole[:size])
        with pytest.raises(UnreadablePath, match="is not a font" if size < 4 else "cut off"):
            fonts_in(str(path))


def test_of_a_collection_the_font_of_the_language_is_taken(
    make_font: MakeFont, tmp_path: Path
) -> None:
    members = [
        make_font("\u4e2d", advance=advance, family=f"Made CJK {region}")
        for region, advance in (("JP", 500), ("KR", 600), ("SC", 700), ("TC", 800))
    ]
    collection = TTCollection()
    collection.fonts = [TTFont(member) for member in members]
    path = str(tmp_path / "made.ttc")
    collection.save(path)
    assert fonts_in(path) == [Source(path, number) for number in range(4)]
    for language, advance in (("ja", 500), ("ko", 600), ("zh", 700), ("zh-Hant", 800), ("en", 500)):
        for setter in (Typesetter((path,), language), Typesetter((), language, [str(tmp_path)])):
            assert setter.width("\u4e2d", 1000, 400) == advance
