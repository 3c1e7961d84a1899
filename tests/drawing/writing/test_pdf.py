"""Scenes as PDF, read back and drawn by other libraries than the one that writes them."""

import os
import re
import subprocess
import sys
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdf
import pypdfium2  # type: ignore[import-untyped]  # it comes without types
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageStat

from servicemap import load
from servicemap.drawing.papers import Orientation
from servicemap.drawing.scene import Area, Part, Pen, Rectangle, Scene, Text
from servicemap.drawing.typesetting.text import Typesetter
from servicemap.drawing.writing.operators import glyph, operators
from servicemap.drawing.writing.pdf import write_pdf
from servicemap.drawing.writing.reading_order import lines_of
from servicemap.drawing.writing.svg import write_svg
from servicemap.posters.poster import draw
from tests.drawing.conftest import Render
from tests.drawing.ours import drawn
from tests.drawing.writing.test_svg import HOSTILE, scene

MAPS = Path(__file__).parents[3] / "maps"
POINTS = 72 / 25.4
BIDI = re.compile("[\u202a-\u202e]")


@cache
def poster(name: str = "harbour-toys", paper: str = "A3") -> Scene:
    return drawn(name, paper=paper)


@cache
def written(name: str = "harbour-toys") -> bytes:
    return write_pdf(poster(name))


def said_by(pdf: bytes, page: int = 0) -> str:
    """What a person copies from a page, as Chromium's reader finds it; blanks are one blank."""
    text: str = pypdfium2.PdfDocument(pdf)[page].get_textpage().get_text_range()
    return " ".join(text.split())


def picture(pdf: bytes, dpi: float, page: int = 0) -> Image.Image:
    drawn: Image.Image = pypdfium2.PdfDocument(pdf)[page].render(scale=dpi / 72).to_pil()
    return drawn.convert("RGB")


def millimetres(box: pypdf.generic.RectangleObject) -> tuple[float, ...]:
    """Left, top, width and height, counted from the top left corner of the paper."""
    numbers = (box.left, box.bottom, box.width, box.height)
    return tuple(round(float(number) / POINTS, 3) for number in numbers)


def reader(pdf: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(BytesIO(pdf), strict=True)


def test_the_page_has_the_exact_size_of_the_paper() -> None:
    (page,) = reader(written()).pages
    assert millimetres(page.mediabox) == (0, 0, 420, 297)
    assert millimetres(page.trimbox) == (0, 0, 420, 297)
    assert millimetres(page.bleedbox) == (0, 0, 420, 297)


def test_the_document_says_what_it_is_and_nothing_of_the_clock() -> None:
    drawn = scene("Stores")._replace(title="Łódź & Söhne (2)", owner="Ann \\ Bob", language="pl")
    read = reader(write_pdf(drawn))
    assert {key: str(said) for key, said in (read.metadata or {}).items()} == {
        "/Title": "Łódź & Söhne (2)",
        "/Author": "Ann \\ Bob",
        "/Subject": "a serves b.",
        "/Creator": "servicemap",
    }
    assert str(read.root_object["/Lang"]) == "pl"
    assert "/Author" not in (reader(write_pdf(scene("Stores"))).metadata or {})


def test_the_owner_of_a_map_is_the_author_of_its_poster() -> None:
    metadata = reader(written()).metadata
    assert metadata is not None
    assert metadata.author == "Head of Purchasing"
    assert metadata.title == "Harbour Toys"


@pytest.mark.parametrize("name", ["harbour-toys", "clinical-laboratory", "sales-event.yaml"])
def test_every_label_is_found(name: str) -> None:
    said = said_by(written(name))
    by_another = " ".join(reader(written(name)).pages[0].extract_text().split())
    lines = [item for part in poster(name).parts for item in part.items if isinstance(item, Text)]
    assert len(lines) > 30
    for line in lines:
        assert " ".join(line.words.split()) in said
        assert " ".join(line.words.split()) in by_another
    # Nothing else is there.
    assert sorted(by_another.split()) == sorted(" ".join(line.words for line in lines).split())


def test_words_are_copied_in_the_order_in_which_people_read() -> None:
    said = " ".join(reader(written()).pages[0].extract_text().split())
    expected = [
        "Harbour Toys", "Spring promotion", "Suppliers", "Our departments", "Customers",
        "Print shop Posters", "Back office", "Purchasing Order confirmation", "Retail Marketing",
        "Stores", "Shoppers", "Owner: Head of Purchasing", "Outside supplier",
    ]  # fmt: skip
    places = [said.index(words) for words in expected]
    assert places == sorted(places)


def test_reading_goes_down_each_column_and_names_a_box_before_what_it_delivers() -> None:
    setter = Typesetter()

    def part(role: str, words: str, x: float, y: float, width: float = 20) -> Part:
        text = setter.line(words, (x + 1, y + 4), 3, 400, "#000000")
        return Part(role, words, words, (text,), Area(x, y, width, 5))

    panel = part("panel", "office", 30, 10, 60)._replace(area=Area(30, 10, 60, 60))
    parts = (
        part("imprint", "owner", 0, 90), panel, part("pill", "invoice", 66, 50),
        part("pill", "offer", 66, 20), part("box", "lower", 45, 50), part("box", "upper", 45, 22),
        part("box", "supplier", 0, 40), part("box", "shopper", 95, 15), part("head", "title", 0, 0),
    )  # fmt: skip
    drawn = Scene(120, 100, "", "", "en", parts, ())
    assert [line.words for line in lines_of(drawn)] == [
        "title", "supplier", "office", "upper", "offer", "lower", "invoice", "shopper", "owner",
    ]  # fmt: skip


def test_words_lie_where_they_are_drawn() -> None:
    page = pypdfium2.PdfDocument(written())[0]
    found = page.get_textpage()
    for line in lines_of(poster()):
        places = []
        search = found.search(line.words, match_case=True)
        while (hit := search.get_next()) is not None:
            boxes = [found.get_charbox(hit[0] + at, loose=True) for at in (0, hit[1] - 1)]
            left, right = boxes[0][0] / POINTS, boxes[1][2] / POINTS
            bottom = 297 - boxes[0][1] / POINTS
            places.append((left, right, bottom))
        x, y = line.origin
        assert any(
            abs(left - x) < 0.2 * line.size
            and abs(right - x - line.width) < 0.2 * line.size
            and abs(bottom - y) < 0.4 * line.size
            for left, right, bottom in places
        ), (line.words, x, x + line.width, y, places)


def test_a_tall_poster_is_read_column_by_column_and_a_team_s_line_along_its_rows() -> None:
    m = load(MAPS / "harbour-toys")
    tall = draw(m, orientation=Orientation.PORTRAIT)
    said = " ".join(reader(write_pdf(tall)).pages[0].extract_text().split())
    expected = [
        "Suppliers", "Distribution", "Till maker", "Print shop", "Back office", "Purchasing",
        "Retail", "Marketing", "Toybox Online", "Shoppers", "Online buyers",
    ]  # fmt: skip
    places = [said.index(words) for words in expected]
    assert places == sorted(places)
    line = draw(m, team="Purchasing")
    rows = {round(p.area.y) for p in line.parts if p.role == "box" and p.area}
    assert len(rows) == 2, "a line that is folded"
    said = " ".join(reader(write_pdf(line)).pages[0].extract_text().split())
    at = said.index("YOU Purchasing")
    for words in (
        "You deliver", "Order confirmation", "Toy factory", "That helps deliver",
        "Finished toys", "Warehouse", "Stock for the shelves", "Stores", "Toys on the shelf",
        "Shoppers", "What we promise ourselves", "You can be 2 days late.",
    ):  # fmt: skip
        at = said.index(words, at)


def test_each_letter_of_a_line_lies_over_its_drawing() -> None:
    # Wide and narrow letters: were all equally wide, a marked word would start in another one.
    drawn = scene("Willi mimt immer im Mai")
    (line,) = lines_of(drawn)
    found = pypdfium2.PdfDocument(write_pdf(drawn))[0].get_textpage()
    letters = [at for at, letter in enumerate(line.words) if letter != " "]
    assert len(letters) == len(line.glyphs)
    for at, drawn_at in zip(letters, line.glyphs, strict=True):
        left = found.get_charbox(at, loose=True)[0] / POINTS
        assert left == pytest.approx(12 + drawn_at.x * 5 / 1000, abs=0.15)


def difference(one: Image.Image, other: Image.Image) -> tuple[float, float]:
    """How far two pictures differ: on average, and in the share of dots that differ visibly."""
    assert one.size == other.size
    apart = ImageChops.difference(one, other).convert("L")
    mean: float = ImageStat.Stat(apart).mean[0]
    visible = sum(apart.histogram()[96:]) / (apart.width * apart.height)
    return mean, visible


@pytest.mark.parametrize("name", ["harbour-toys", "clinical-laboratory"])
def test_it_looks_like_the_svg(name: str, render_png: Render) -> None:
    expected = render_png(write_svg(poster(name)), dpi=127)  # five dots to the millimetre
    mean, visible = difference(picture(written(name), dpi=127), expected)
    # Two programs smooth edges in two ways; a letter out of its place would be far above this.
    assert mean < 0.6
    assert visible < 0.001


def test_the_difference_sees_a_word_that_is_out_of_its_place(render_png: Render) -> None:
    moved = poster()._replace(
        parts=tuple(
            part._replace(
                items=tuple(
                    item._replace(origin=(item.origin[0] + 0.4, item.origin[1]))
                    if isinstance(item, Text) and item.words == "Purchasing"
                    else item
                    for item in part.items
                )
            )
            for part in poster().parts
        )
    )
    area = next(part.area for part in poster().parts if part.id == "purchasing" and part.area)
    box = (5 * area.x, 5 * area.y, 5 * area.right, 5 * area.bottom)
    mine = picture(written(), dpi=127).crop(box)
    assert difference(mine, render_png(write_svg(poster()), dpi=127).crop(box))[1] < 0.02
    assert difference(mine, render_png(write_svg(moved), dpi=127).crop(box))[1] > 0.02


def test_a_part_that_leads_somewhere_can_be_clicked() -> None:
    address = "https://intranet.example/päth?q=(a)\\"
    code = Part("code", "code", "", (), Area(90, 50, 24, 24), link=address)
    drawn = scene("Stores")
    pdf = write_pdf(drawn._replace(parts=(*drawn.parts, code)))
    (annotation,) = reader(pdf).pages[0].annotations or [None]
    assert annotation is not None
    link: Any = annotation.get_object()
    assert link["/A"]["/URI"] == "https://intranet.example/p%C3%A4th?q=(a)%5C"
    assert link["/A"]["/S"] == "/URI"
    edges = [float(edge) / POINTS for edge in link["/Rect"]]
    assert edges == pytest.approx([90, 80.5 - 74, 114, 80.5 - 50], abs=0.01)


# Hostile words


def structure(pdf: bytes) -> list[str]:
    """What the document is made of: each object's type and keys, without its words."""
    read = reader(pdf)
    found = []
    for number in range(1, len(read.xref_objStm) + len(read.xref[0]) + 1):
        thing = read.get_object(number)
        keys = sorted(thing) if isinstance(thing, pypdf.generic.DictionaryObject) else []
        found.append(f"{type(thing).__name__} {keys}")
    return found


@pytest.mark.parametrize(
    "label",
    [*HOSTILE, "(", ")", "\\", "\\)", ") Tj ET (", "endstream endobj", "<<>>", "a\x00b", "\ud800",
     "\U0001d400 beyond", "/Launch (x)", "%PDF", "\u05d0\u05d1 (\u05d2)"],
)  # fmt: skip
def test_labels_are_inert(label: str) -> None:
    plain_pdf = write_pdf(scene("Stores", said="plain"))
    hostile = write_pdf(scene("Stores", said=label)._replace(owner=label))
    expected = structure(write_pdf(scene("Stores", said="plain")._replace(owner="plain")))
    assert structure(hostile) == expected
    assert len(expected) == len(structure(plain_pdf))
    clean = re.sub("[\x00\ud800]", "\ufffd", label)
    metadata = reader(hostile).metadata
    assert metadata is not None
    assert str(metadata["/Title"]) == re.sub("[\n\t\r]", " ", clean)
    said = BIDI.sub("", " ".join(clean.split()))
    assert BIDI.sub("", said_by(hostile)).replace("\ufffe", "") == said


@given(st.text(min_size=1, max_size=12))
def test_any_label_leaves_the_document_whole(label: str) -> None:
    pdf = write_pdf(scene("Stores", said=label))
    assert len(reader(pdf).pages) == 1
    assert picture(pdf, dpi=20).size == (95, 64)


# The drawing


def test_a_glyph_is_drawn_by_operators_with_whole_coordinates() -> None:
    assert glyph("m10 20h30v-5l-30 5z") == "10 20 m 40 20 l 40 15 l 10 20 l h f\n"
    # The handle of a quadratic curve lies two thirds of the way from each end of a cubic one.
    assert glyph("m0 0q30 0 30 30z") == "0 0 m 20 0 30 10 30 30 c h f\n"
    # A second stroke starts from where the first one started.
    assert glyph("m10 10h5zm1 1h2z") == "10 10 m 15 10 l h 11 11 m 13 11 l h f\n"


def test_what_has_no_size_draws_nothing() -> None:
    nothing = [
        Rectangle(Area(0, 0, 0, 5), "#000000"),
        Rectangle(Area(0, 0, 5, 5)),
        Rectangle(Area(0, 0, 5, 5), pen=Pen("#000000", 0.001)),
    ]
    assert [operators(item, {}) for item in nothing] == ["", "", ""]


SAME = """
from pathlib import Path
from typing import Any
from servicemap.drawing.writing import write
from servicemap.drawing.writing.finishing import Finish
from tests.drawing.ours import drawn
from tests.drawing.writing.test_svg import scene
import hashlib
drawn = scene("\u0141\u00f3d\u017a stores", "Wards")._replace(width=300, height=400, owner="Ann")
for finish in (Finish(), Finish(bleed=3), Finish(tile="A4")):
    print(hashlib.sha256(write(drawn, ".pdf", finish)).hexdigest())
"""


def test_the_bytes_are_the_same_under_any_hash_seed_locale_and_day() -> None:
    found = {
        subprocess.run(
            [sys.executable, "-c", SAME],
            capture_output=True,
            text=True,
            check=True,
            env={
                **os.environ,
                "PYTHONHASHSEED": seed,
                "LC_ALL": locale,
                "TZ": zone,
                "PYTHONPATH": os.pathsep.join(sys.path),
            },
        ).stdout
        for seed, locale, zone in (("1", "C", "UTC"), ("2", "C.UTF-8", "Asia/Tokyo"))
    }
    assert len(found) == 1
    assert len(set(found.pop().split())) == 3
