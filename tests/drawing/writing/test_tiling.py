"""A poster in sheets: where it is cut, and that the sheets make up the poster."""

from functools import cache
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pypdf
import pypdfium2  # type: ignore[import-untyped]  # it comes without types
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops

from servicemap.drawing.papers import Orientation, find_paper
from servicemap.drawing.scene import Area, LineTo, MoveTo, Part, Pen, Rectangle, Scene, Shape, Text
from servicemap.drawing.typesetting.text import Typesetter
from servicemap.drawing.writing import tiling as sheets_of
from servicemap.drawing.writing.finishing import Finish
from servicemap.drawing.writing.pdf import write_pdf
from servicemap.drawing.writing.reading_order import lines_of
from servicemap.drawing.writing.sheets import (
    MARGIN,
    OVERLAP,
    Tiling,
    cuts,
    plan_sheets,
)
from servicemap.drawing.writing.svg import write_svg
from servicemap.drawing.writing.tiling import TAGGED
from servicemap.errors import MissingGlyph, WrongValue
from servicemap.posters import poster as posters
from servicemap.posters.poster import draw
from servicemap.wording.catalogues import catalogue
from tests.drawing.conftest import MakeFont, Render
from tests.drawing.ours import OURS, drawn
from tests.drawing.sketches import read
from tests.examples import in_turn

pytestmark = pytest.mark.usefixtures("hurried")

MAPS = Path(__file__).parents[3] / "maps"
WHITE = "#FFFFFF"

DOTS = 5
"""To the millimetre, in pictures."""


@cache
def poster(paper: str = "A2") -> Scene:
    return drawn("harbour-toys", paper=paper)


@cache
def plan(paper: str = "A2", tile: str = "A4") -> Tiling:
    return plan_sheets(poster(paper), find_paper(tile))


@cache
def written(paper: str = "A2", tile: str = "A4") -> bytes:
    return write_pdf(poster(paper), Finish(tile=tile))


def empty(width: float, height: float, *items: Shape | Rectangle | Text) -> Scene:
    return Scene(width, height, "A poster", "", "en", (Part("page", "", "", items),), ())


# Where to cut


def upright_cuts(tiling: Tiling) -> tuple[float, ...]:
    """Where a poster of one row of sheets, or of columns, is cut from top to bottom."""
    return (tiling.bands if tiling.in_columns else tiling.ends[0])[1:-1]


def test_a_length_without_anything_on_it_is_cut_evenly() -> None:
    # 400 mm on sheets with room for 200: two would show 390, so there are three.
    assert cuts(400, 200, [0.0] * 401)[1] == pytest.approx((0, 133, 267, 400), abs=1)


def test_what_fits_is_not_cut() -> None:
    assert cuts(180, 190, [1.0] * 181) == (0.0, (0.0, 180))


def test_a_cut_avoids_what_it_would_cross() -> None:
    # Sheets for 200 mm on 300 mm: the cut may lie from 110 to 190 mm, and costs least at 117.
    costs = [0.0 if at == 117 else 5.0 for at in range(301)]
    assert cuts(300, 200, costs)[1] == (0.0, 117.0, 300)


def test_a_length_that_leaves_no_choice_is_cut_where_it_must_be() -> None:
    assert cuts(390, 200, [1.0] * 391)[1] == pytest.approx((0, 190, 390))


@given(
    st.floats(100, 2000), st.floats(120, 500), st.lists(st.floats(0, 50), min_size=1, max_size=40)
)
def test_every_piece_fits_on_its_sheet(length: float, room: float, some: list[float]) -> None:
    costs = [some[at % len(some)] for at in range(int(length) + 2)]
    _, places = cuts(length, room, costs)
    assert places[0] == 0
    assert places[-1] == length
    for left, right in pairwise(places):
        flap = OVERLAP if right < length else 0
        assert right - left + flap <= room + 1e-6
        assert right > left
    # No sheet more than it takes.
    sheets = len(places) - 1
    assert sheets == 1 or (sheets - 1) * (room - OVERLAP) + OVERLAP < length + 1e-6


def test_words_are_worth_going_round() -> None:
    # A0 on A4: a column of words in the middle of every strip that a cut might take, but for a gap.
    setter = Typesetter()
    lines = [setter.line("Words", (x, 100), 8, 400, "#000000") for x in range(30, 380, 20)]
    gap = next(a.area.right for a in lines if a.area.right > 200)
    lines = [line for line in lines if not gap - 1 <= line.origin[0] <= gap + 25]
    scene = empty(420, 290, *lines)
    (cut,) = upright_cuts(plan_sheets(scene, find_paper("A4")))
    assert not any(line.area.x <= cut <= line.area.right for line in lines)


def test_where_a_line_must_be_cut_it_is_cut_between_its_words() -> None:
    setter = Typesetter()
    title = setter.line("Clinical Laboratory", (12, 40), 45, 700, "#000000")
    parts = (Part("head", "title", "", (title,)),)
    scene = empty(420, 290)._replace(parts=parts, outlines=setter.outlines(title.glyphs))
    (cut,) = upright_cuts(plan_sheets(scene, find_paper("A4")))
    first = 12 + setter.width("Clinical", 45, 700)
    second = 12 + setter.width("Clinical ", 45, 700)
    assert first < cut < second


def test_a_cut_crosses_a_line_rather_than_run_along_it() -> None:
    pen = Pen("#000000", 0.75)
    along = [Shape((MoveTo((x, 20)), LineTo((x, 270))), pen=pen) for x in (209.5, 210, 210.5)]
    across = [Shape((MoveTo((60, y)), LineTo((380, y))), pen=pen) for y in (50, 90, 200)]
    (cut,) = upright_cuts(plan_sheets(empty(420, 290, *along, *across), find_paper("A4")))
    assert abs(cut - 210) >= 1
    assert abs(cut - 210) < 5  # and otherwise stays where the halves are even


def test_paper_is_turned_the_way_that_takes_fewer_sheets() -> None:
    tall = plan_sheets(empty(420, 594), find_paper("A4"))
    assert (tall.width, tall.height, len(tall.sheets)) == (297, 210, 8)
    wide = plan_sheets(empty(1000, 180), find_paper("A4"))
    assert (wide.width, wide.height, len(wide.sheets)) == (297, 210, 4)
    high = plan_sheets(empty(180, 1000), find_paper("A4"))
    assert (high.width, high.height, len(high.sheets)) == (210, 297, 4)


def test_sheets_are_named_by_row_and_column() -> None:
    rows = ((0, 200, 400), (0, 170, 400), (0, 200, 400))
    tiling = Tiling("A4", 297, 210, rows, (0, 150, 300, 420))
    assert [sheet.label for sheet in tiling.sheets] == ["A1", "A2", "B1", "B2", "C1", "C2"]
    first, second, third, *_, last = tiling.sheets
    assert first.shown == Area(0, 0, 200, 150)
    assert first.printed == Area(0, 0, 210, 160)
    assert second.printed == Area(200, 0, 200, 160)
    assert third.shown == Area(0, 150, 170, 150)
    assert last.shown == last.printed == Area(200, 300, 200, 120)


# The pages


def test_there_is_an_overview_and_a_page_for_each_sheet_of_the_paper_s_size() -> None:
    pages = pypdf.PdfReader(BytesIO(written()), strict=True).pages
    assert len(pages) == 1 + len(plan().sheets)
    for page in pages:
        size = sorted(round(float(side) / 72 * 25.4, 2) for side in page.mediabox[2:])
        assert size == [210, 297]
    # The drawing itself is in the file once.
    assert len(written()) < 3 * len(write_pdf(poster()))


def test_every_line_is_found_on_the_one_sheet_that_shows_it() -> None:
    texts = [
        " ".join(page.extract_text().split()) for page in pypdf.PdfReader(BytesIO(written())).pages
    ]
    for line in lines_of(poster()):
        words = " ".join(line.words.split())
        assert any(words in text for text in texts[1:]), words
    said = " ".join(texts[1:])
    assert said.count("Toys on the shelf") + said.count("Toys on the ") >= 1
    assert said.count("Warehouse") == 1
    assert said.count("Shoppers") == 1


def test_each_sheet_says_which_it_is_and_which_ones_lie_over_it() -> None:
    pages = pypdf.PdfReader(BytesIO(written())).pages
    count = len(plan().sheets)
    texts = [page.extract_text() for page in pages]
    words = [text.split() for text in texts]
    for number, sheet in enumerate(plan().sheets, start=1):
        assert sheet.label in words[number]
        assert f"Sheet {number} of {count}" in texts[number]
        assert "Harbour Toys" in texts[number]
    # The sheet at its right is glued over its right flap; those that lie below it, as the rows are
    # cut at places of their own, over the one at its foot.
    labels = {sheet.label for sheet in plan().sheets}
    for number, sheet in enumerate(plan().sheets, start=1):
        over = {sheet.label}
        for other in plan().sheets:
            shared = min(other.shown.right, sheet.shown.right) - max(other.shown.x, sheet.shown.x)
            level = min(other.shown.bottom, sheet.shown.bottom) - max(other.shown.y, sheet.shown.y)
            beside = other.column == sheet.column + 1 and level > TAGGED
            if beside or (other.row == sheet.row + 1 and shared > TAGGED):
                over.add(other.label)
        assert labels & set(words[number]) == over


def test_the_overview_names_every_sheet_and_says_what_to_do() -> None:
    overview = pypdf.PdfReader(BytesIO(written())).pages[0].extract_text()
    said = " ".join(overview.split())
    assert f"{len(plan().sheets)} sheets of A4 make one poster" in said
    assert "594 \u00d7 420 mm when joined" in said
    assert "Print at 100 %" in said
    assert "100 mm" in said
    assert {sheet.label for sheet in plan().sheets} <= set(overview.split())


def joined(pdf: bytes, tiling: Tiling, scene: Scene) -> Image.Image:
    """The poster as people join it: each sheet cut, and laid over the flaps of those before it."""
    whole = Image.new("RGB", (round(scene.width * DOTS), round(scene.height * DOTS)), "#FF00FF")
    for number, sheet in enumerate(tiling.sheets, start=1):
        page = pypdfium2.PdfDocument(pdf)[number].render(scale=DOTS * 25.4 / 72).to_pil()
        edge = round(MARGIN * DOTS)
        width, height = round(sheet.printed.width * DOTS), round(sheet.printed.height * DOTS)
        cut = page.convert("RGB").crop((edge, edge, edge + width, edge + height))
        whole.paste(cut, (round(sheet.shown.x * DOTS), round(sheet.shown.y * DOTS)))
    return whole


@pytest.mark.parametrize(
    ("paper", "tile"), [("A2", "A4"), pytest.param("A1", "A3", marks=pytest.mark.costly)]
)
def test_joined_sheets_are_the_poster(paper: str, tile: str, render_png: Render) -> None:
    scene = poster(paper)
    expected = render_png(write_svg(scene), dpi=DOTS * 25.4)
    mine = joined(written(paper, tile), plan(paper, tile), scene)
    assert mine.size == expected.size
    apart = ImageChops.difference(mine, expected).convert("L")
    visible = sum(apart.histogram()[96:]) / (apart.width * apart.height)
    assert visible < 0.002
    # Nothing of the sheets themselves is left to see: no dashes, no tags, no gap.
    tiling = plan(paper, tile)
    for number, place in enumerate(tiling.bands[1:-1]):
        at = round(place * DOTS)
        beside = (0, at - 8, apart.width, at + 8)
        if tiling.in_columns:
            beside = (at - 8, 0, at + 8, apart.height)
        band = apart.crop(beside)
        assert sum(band.histogram()[128:]) / (band.width * band.height) < 0.01, number


def test_a_sheet_shows_nothing_of_the_poster_beside_its_picture() -> None:
    ground = Rectangle(Area(0, 0, 600, 400), "#00FF00")
    scene = empty(600, 400, ground)
    tiling = plan_sheets(scene, find_paper("A4"))
    pdf = write_pdf(scene, Finish(tile="A4"))
    for number, sheet in enumerate(tiling.sheets, start=1):
        page = pypdfium2.PdfDocument(pdf)[number].render(scale=DOTS * 25.4 / 72).to_pil()
        page = page.convert("RGB")
        right = round((MARGIN + sheet.printed.width) * DOTS)
        bottom = round((MARGIN + sheet.printed.height) * DOTS)
        assert page.getpixel((right - 4, bottom // 3)) == (0, 255, 0)
        assert page.getpixel((right + 3, bottom // 3)) == (255, 255, 255)
        assert page.getpixel((right // 3, bottom + 3)) == (255, 255, 255)


def test_a_poster_in_sheets_of_its_own_paper_is_refused() -> None:
    with pytest.raises(WrongValue) as raised:
        write_pdf(poster("A2"), Finish(tile="A1"))
    assert str(raised.value) == (
        "a poster of 594 x 420 mm fits on one sheet of A1\n"
        "leave out tile, or draw the poster on a larger paper"
    )
    with pytest.raises(WrongValue, match="'A5' is no paper that posters come on"):
        write_pdf(poster("A2"), Finish(tile="A5"))
    with pytest.raises(WrongValue, match="takes no bleed\nleave out bleed or tile"):
        write_pdf(poster("A2"), Finish(tile="A4", bleed=3))


@pytest.mark.parametrize(
    ("title", "language"),
    in_turn(["", "x" * 300, "a\nb", "(\\"], ["en", "xx", "", "de-AT"]),
)
def test_any_title_and_language_have_their_sheets(title: str, language: str) -> None:
    said = "Blatt 1 von 4" if language == "de-AT" else "Sheet 1 of 4"
    scene = empty(420, 297)._replace(title=title, language=language)
    pages = pypdf.PdfReader(BytesIO(write_pdf(scene, Finish(tile="A4"))), strict=True).pages
    assert len(pages) == 5
    assert said in pages[1].extract_text()


def test_sheets_speak_the_map_s_language_with_its_own_fonts_and_words(
    make_font: MakeFont, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(posters, "folders", lambda: ())
    monkeypatch.setattr(sheets_of, "folders", lambda: ())
    letters = "".join(sorted({c for text in catalogue("zh").values() for c in text} - {" "}))
    font = make_font(letters)
    m = read("map: {language: zh, title: A-B, words: {sheets_cut: Snip}}\nend_users: [C]")
    scene = draw(m, fonts=[font])
    pages = pypdf.PdfReader(BytesIO(write_pdf(scene, Finish(tile="A4")))).pages
    first = " ".join(pages[0].extract_text().split())
    assert "4张A4纸拼成一张海报" in first
    assert "Snip" in first
    assert "sheets" not in first
    assert "第 2 张\uff0c共 4 张" in pages[2].extract_text()


@pytest.mark.parametrize("language", ["de", "fr", "es"])
def test_lengths_are_written_as_in_the_language(language: str) -> None:
    scene = empty(431.8, 279.4)._replace(language=language)
    first = pypdf.PdfReader(BytesIO(write_pdf(scene, Finish(tile="A4")))).pages[0].extract_text()
    assert "431,8 \u00d7 279,4 mm" in first


def test_a_letter_that_no_font_has_is_named_with_the_cure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets_of, "folders", lambda: ())
    with pytest.raises(MissingGlyph, match="name a font file that has it: --font FILE"):
        write_pdf(empty(420, 297)._replace(language="ja"), Finish(tile="A4"))


def cut_through(area: Area, tiling: Tiling) -> int:
    """How many cuts run through an area."""
    along, across = (area.x, area.right), (area.y, area.bottom)
    if not tiling.in_columns:
        along, across = across, along
    found = sum(along[0] < place < along[1] for place in tiling.bands[1:-1])
    for ends, (start, end) in zip(tiling.ends, pairwise(tiling.bands), strict=True):
        if along[0] < end and along[1] > start:
            found += sum(across[0] < place < across[1] for place in ends[1:-1])
    return found


@pytest.mark.parametrize(("paper", "way"), in_turn(["A2", "A1"], list(Orientation)))
def test_cuts_go_round_boxes_and_words(paper: str, way: Orientation) -> None:
    boxes, texts = [], []
    for name in OURS:
        scene = drawn(name, way, paper=paper)
        tiling = plan_sheets(scene, find_paper("A4"))
        assert len(tiling.sheets) <= {"A2": 9, "A1": 16}[paper]
        for part in scene.parts:
            if part.role == "box" and part.area:
                boxes.append(cut_through(part.area, tiling))
            lines = [item.area for item in part.items if isinstance(item, Text)]
            texts += [cut_through(area, tiling) for area in lines]
    # Straight cuts through all rows went through every third box. Cards with all their services
    # are large, and titles that are wider than a sheet are cut wherever the cuts are.
    assert sum(count > 0 for count in boxes) < 0.26 * len(boxes)
    assert sum(count > 0 for count in texts) < 0.08 * len(texts)


def test_each_row_is_cut_at_its_own_gaps() -> None:
    def boxes(y: float, *lefts: float) -> list[Part]:
        areas = [Area(left, y, 90, 60) for left in lefts]
        return [Part("box", "", "", (Rectangle(area, WHITE),), area) for area in areas]

    scene = empty(420, 290)._replace(parts=(*boxes(30, 60, 160, 260), *boxes(190, 10, 110, 210)))
    tiling = plan_sheets(scene, find_paper("A4"))
    assert all(cut_through(part.area, tiling) == 0 for part in scene.parts if part.area)
    (upper,), (lower,) = (ends[1:-1] for ends in tiling.ends)
    assert upper != lower
    # Below sheet A1 lie both B1 and B2 then, and its flap says so.
    pages = pypdf.PdfReader(BytesIO(write_pdf(scene, Finish(tile="A4")))).pages
    named = [set(page.extract_text().split()) & {"B1", "B2"} for page in pages[1:3]]
    assert named in ([{"B1", "B2"}, {"B2"}], [{"B1"}, {"B1", "B2"}])


def test_cards_that_stand_in_columns_are_cut_in_columns() -> None:
    # Between the columns there is a gap from top to bottom; no level line misses all cards.
    places = [(10, 20), (10, 120), (10, 220), (220, 60), (220, 160)]
    areas = [Area(x, y, 180, 60) for x, y in places]
    boxes = [Part("box", "", "", (Rectangle(area, WHITE),), area) for area in areas]
    scene = empty(420, 290)._replace(parts=tuple(boxes))
    tiling = plan_sheets(scene, find_paper("A4"))
    assert tiling.in_columns
    assert tiling.size == (420.0, 290.0)
    assert all(cut_through(area, tiling) == 0 for area in areas)
    assert [sheet.label for sheet in tiling.sheets] == sorted(s.label for s in tiling.sheets)
    said = pypdf.PdfReader(BytesIO(write_pdf(scene, Finish(tile="A4")))).pages[0].extract_text()
    assert "Join each column from top to bottom" in " ".join(said.split())
