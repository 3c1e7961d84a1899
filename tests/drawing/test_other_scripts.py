"""Maps in other scripts: in a mirror where one reads from the right, in the fonts at hand."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import servicemap as sm
from servicemap.drawing.composing.mirroring import mirrored
from servicemap.drawing.papers import Orientation
from servicemap.drawing.scene import Part, Scene, Shape, Text
from servicemap.drawing.typesetting.directions import language_right_to_left
from servicemap.drawing.typesetting.scripts import phrases_of
from servicemap.drawing.typesetting.system_fonts import candidates, folders
from servicemap.drawing.typesetting.text import Typesetter
from servicemap.errors import MissingGlyph
from servicemap.posters.poster import draw
from servicemap.wording.catalogues import catalogue
from tests.conftest import Golden
from tests.drawing.conftest import HEBREW, MakeFont
from tests.drawing.sketches import area, part, read, summary, words
from tests.examples import in_turn
from tests.proofs.scene_checks import faults

MAPS = Path(__file__).parents[2] / "maps"
LINKED = """
map: {title: Bakery, link: https://example.org/map, language: LANGUAGE}
suppliers: {Mill: {serves: {Oven: Flour}}}
teams: {Oven: {department: Works, serves: {Guests: Bread}}}
end_users: [Guests]
"""


def squares_for(language: str, make_font: MakeFont) -> str:
    """A font of squares for all that the bakery says in a language."""
    said = (MAPS / f"bakery-{language}.yaml").read_text() + "".join(catalogue(language).values())
    return make_font("".join(sorted({c for c in said if ord(c) > 0x2FF})), advance=900)


def test_a_mirror_changes_every_place_and_no_letter() -> None:
    scene = draw(read(LINKED.replace("LANGUAGE", "en")))
    seen = mirrored(scene)
    assert faults(seen) == []
    for one, other in zip(scene.parts, seen.parts, strict=True):
        if one.area and other.area:
            assert other.area.right == pytest.approx(scene.width - one.area.x)
            assert other.area[1:] == one.area[1:]
        assert words(one) == words(other)
    assert glyphs(scene) == glyphs(seen)
    again = mirrored(seen)
    assert [p.area for p in again.parts if p.area] == [
        pytest.approx(p.area) for p in scene.parts if p.area
    ]


def glyphs(scene: Scene) -> list[object]:
    return [i.glyphs for p in scene.parts for i in p.items if isinstance(i, Text)]


def test_the_code_moves_but_is_not_mirrored() -> None:
    scene = draw(read(LINKED.replace("LANGUAGE", "en")))
    before, after = part(scene, "code", "code"), part(mirrored(scene), "code", "code")
    assert corners(before) == pytest.approx(corners(after))
    assert before.area
    assert after.area
    assert after.area.x < scene.width / 4 < before.area.x


def corners(code: Part) -> list[float]:
    """The points of a code, counted from its own corner."""
    shape = code.items[0]
    assert isinstance(shape, Shape)
    assert code.area
    return [n for s in shape.steps for n in (s.to[0] - code.area.x, s.to[1] - code.area.y)]


def test_a_map_in_a_language_from_the_right_flows_to_the_left() -> None:
    scene = draw(read(LINKED.replace("LANGUAGE", "he")))
    assert faults(scene) == []
    mill, oven, guests = (area(scene, "box", one).x for one in ("mill", "oven", "guests"))
    assert guests < oven < mill
    assert any("from right to left" in line for line in words(part(scene, "head", "title")))
    title = part(scene, "head", "title").items[0]
    assert isinstance(title, Text)
    assert title.area.right > 0.9 * scene.width


def test_on_a_tall_paper_the_stages_stand_on_the_right() -> None:
    scene = draw(read(LINKED.replace("LANGUAGE", "fa")), orientation=Orientation.PORTRAIT)
    assert faults(scene) == []
    assert area(scene, "stage", "suppliers").right > 0.9 * scene.width


@pytest.mark.parametrize(
    "tag", ["ar", "ar-EG", "he", "fa", "ur", "ps", "yi", "ku-Arab", "az-Arab-IR"]
)
def test_languages_read_from_the_right(tag: str) -> None:
    assert language_right_to_left(tag)


@pytest.mark.parametrize("tag", ["en", "ja", "ar-Latn", "ku", "az", "tr", "hi", "zh-Hant"])
def test_languages_read_from_the_left(tag: str) -> None:
    assert not language_right_to_left(tag)


@pytest.mark.parametrize("language", ["ar", "ja"])
@pytest.mark.parametrize("way", list(Orientation))
def test_the_bakery_looks_as_it_did(
    language: str, way: Orientation, make_font: MakeFont, golden: Golden
) -> None:
    m = sm.load(MAPS / f"bakery-{language}.yaml")
    mill = next(iter(m.parties))
    font = squares_for(language, make_font)
    scene = draw(m, late=sm.trace(m, {mill: "3d"}), orientation=way, fonts=[font])
    assert faults(scene) == []
    golden(f"posters/bakery-{language}-{way.value}.txt", summary(scene))


@pytest.mark.parametrize(
    ("paper", "language", "way"),
    in_turn(["A4", "A3", "A0", "Tabloid"], ["ar", "ja"], list(Orientation)),
)
def test_the_bakery_keeps_every_promise_in_the_fonts_of_this_machine(
    paper: str, language: str, way: Orientation
) -> None:
    m = sm.load(MAPS / f"bakery-{language}.yaml")
    assert faults(draw(m, paper=paper, orientation=way)) == []


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("ko", "\ub204\uac00 \ub204\uad6c\uc5d0\uac8c \uc758\uc9c0\ud558\ub294\uac00"),
        ("zh-Hans", "\u8c01\u4f9d\u9760\u8c01"),
        (
            "hi",
            "\u0915\u094c\u0928 \u0915\u093f\u0938 \u092a\u0930 "
            "\u0928\u093f\u0930\u094d\u092d\u0930 \u0939\u0948",
        ),
        ("th", "\u0e43\u0e04\u0e23\u0e1e\u0e36\u0e48\u0e07\u0e1e\u0e32\u0e43\u0e04\u0e23"),
        ("he", "\u05de\u05d9 \u05e1\u05d5\u05de\u05da \u05e2\u05dc \u05de\u05d9"),
    ],
)
def test_other_scripts_are_drawn(language: str, title: str) -> None:
    m = read(LINKED.replace("LANGUAGE", language).replace("Bakery", title))
    scene = draw(m)
    assert faults(scene) == []
    assert words(part(scene, "head", "title"))[0] == title


def test_a_date_is_not_turned_round_in_arabic(make_font: MakeFont) -> None:
    m = sm.load(MAPS / "bakery-ar.yaml")
    scene = draw(m, date="2027-01-15", fonts=[squares_for("ar", make_font)])
    (line,) = (
        i
        for i in part(scene, "imprint", "imprint").items
        if isinstance(i, Text) and "2027" in i.words
    )
    latin = Typesetter().shape("2027-01-15", line.weight).glyphs
    shown = [g.number for g in line.glyphs if g.face.startswith("s")]
    assert shown[: len(latin)] == [g.number for g in latin]


def test_japanese_parts_between_phrases() -> None:
    setter = Typesetter(language="ja", folders=folders())
    school = "\u5c0f\u5b66\u6821\u306e\u7d66\u98df\u5ba4"
    whole = setter.width(school, 10, 600)
    assert setter.wrap(school, 10, 600, 0.7 * whole).lines == (school[:4], school[4:])
    assert setter.unbroken(school) == [school[:4], school[4:]]


def test_no_number_is_parted_in_japanese() -> None:
    phrases = phrases_of("ja")
    assert phrases
    assert phrases("掲示します\uff082027年4月1日まで\uff09") == [
        "掲示します",
        "\uff082027年4月1日まで\uff09",
    ]


def test_fonts_are_found_in_folders(make_font: MakeFont, tmp_path: Path) -> None:
    path = make_font(HEBREW, advance=800)
    assert Typesetter(folders=[str(tmp_path)]).width(HEBREW, 10, 400) == pytest.approx(24)
    with pytest.raises(MissingGlyph) as raised:
        Typesetter(folders=[str(tmp_path / "elsewhere")]).width(HEBREW, 10, 400)
    assert "HEBREW LETTER" in raised.value.message
    assert Path(path).is_file()


def test_the_family_that_goes_with_ours_comes_first(make_font: MakeFont, tmp_path: Path) -> None:
    for name, advance in (
        ("AardvarkSerif", 300),
        ("Zebra", 400),
        ("NotoSansHebrew", 500),
        ("NotoSerifHebrew", 600),
    ):
        shutil.move(make_font(HEBREW, advance=advance, family=name), tmp_path / f"{name}.ttf")
    (tmp_path / "NotoSansHebrew-Broken.ttf").write_bytes(b"no font")
    found = [family[-1].path for family in candidates([str(tmp_path)], "Hebr", "he")]
    assert [Path(path).stem for path in found] == [
        "NotoSansHebrew",
        "Zebra",
        "AardvarkSerif",
        "NotoSerifHebrew",
    ]
    assert Typesetter(folders=[str(tmp_path)]).width(HEBREW, 10, 400) == pytest.approx(15)


def test_the_nearest_weight_of_a_family_is_taken(make_font: MakeFont, tmp_path: Path) -> None:
    for weight, advance in ((400, 500), (700, 600)):
        made = make_font(HEBREW, advance=advance, weight=weight, family="Found")
        shutil.move(made, tmp_path / f"Found-{weight}.ttf")
    setter = Typesetter(folders=[str(tmp_path)])
    assert setter.width(HEBREW, 10, 400) == pytest.approx(15)
    assert setter.width(HEBREW, 10, 600) == pytest.approx(18)


def test_a_named_font_comes_before_those_of_the_machine(
    make_font: MakeFont, tmp_path: Path
) -> None:
    shelf = tmp_path / "shelf"
    shelf.mkdir()
    shutil.move(make_font(HEBREW, advance=500, family="Machine"), shelf / "NotoSansHebrew.ttf")
    own = make_font(HEBREW, advance=900, family="Own")
    assert Typesetter([own], folders=[str(shelf)]).width(HEBREW, 10, 400) == pytest.approx(27)


@pytest.mark.costly
def test_the_same_bytes_under_any_seed_locale_and_folder(
    make_font: MakeFont, tmp_path: Path
) -> None:
    code = (
        "import sys, servicemap as sm; m = sm.load(sys.argv[1]);"
        "sys.stdout.buffer.write(sm.poster(m, orientation='portrait', black_and_white=True,"
        " fonts=[sys.argv[2]]).svg().encode())"
    )
    font = squares_for("ar", make_font)
    drawn = {
        subprocess.run(
            [sys.executable, "-c", code, str(MAPS / "bakery-ar.yaml"), font],
            env={
                **os.environ,
                "PYTHONHASHSEED": seed,
                "LC_ALL": locale,
                "PYTHONPATH": str(MAPS.parent),
            },
            cwd=folder,
            capture_output=True,
            check=True,
        ).stdout
        for seed, locale, folder in (("1", "C", MAPS), ("77", "tr_TR.UTF-8", tmp_path))
    }
    assert len(drawn) == 1
    assert b"<svg" in drawn.pop()
