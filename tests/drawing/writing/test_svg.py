"""Scenes as SVG: what is written, that it is safe, and that it is always the same."""

import os
import re
import subprocess
import sys
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servicemap.drawing.scene import (
    Area,
    CurveTo,
    LineTo,
    MoveTo,
    Part,
    Pen,
    Rectangle,
    Scene,
    Shape,
    Text,
)
from servicemap.drawing.typesetting.text import Typesetter
from servicemap.drawing.writing import WRITERS, write
from servicemap.drawing.writing.finishing import Finish, TextStyle
from servicemap.drawing.writing.notation import millimetres, ratio
from servicemap.drawing.writing.svg import write_svg
from servicemap.errors import WrongValue
from tests.drawing.conftest import MakeFont, Render

SVG = "{http://www.w3.org/2000/svg}"
LINK = "{http://www.w3.org/1999/xlink}href"
HOSTILE = (
    '"><script>alert(1)</script>',
    "]]><x/><![CDATA[",
    "<!--",
    "--><x/>",
    "&lt;&amp;&#0;&nope;",
    "' onload='alert(1)",
    '" onload="alert(1)" x="',
    "two\nlines\tand\rmore",
    "{{ 7 * 7 }}{% raw %}{# no #}",
    "url(#a) javascript:alert(1)",
    "\u202eturned\u202c",
)


def scene(*lines: str, setter: Typesetter | None = None, said: str | None = None) -> Scene:
    """A box and a link for each line, with that line, or with `said` wherever words are written."""
    setter = setter or Typesetter()
    parts: list[Part] = []
    for number, line in enumerate(lines):
        area = Area(10, 10 + 12 * number, 60, 10)
        text = setter.line(line, (12, 17 + 12 * number), 5, 600, "#13233A")
        text = text._replace(words=said or line)
        frame = Rectangle(area, "#DCEAF7", Pen("#1F78C1", 0.6), radius=2)
        parts.append(Part("box", said or f"team-{number}", said or line, (frame, text), area))
        bend = CurveTo((75, 15.125), (75, 20), (80, 20.004))
        line_ = Shape((MoveTo((70, 15)), bend), pen=Pen("#46566B", 0.75, (4.4, 1.6)))
        head = Shape((MoveTo((80, 19)), LineTo((83, 20)), LineTo((80, 21))), "#46566B", closed=True)
        ends = (said or "a", said or "b")
        parts.append(
            Part("link", "a-b", "a serves b", (line_, head), source=ends[0], target=ends[1])
        )
    parts.append(Part("panel", "", "", (Rectangle(Area(0, 0, 1, 1), "#FFFFFF"),)))
    glyphs = [g for p in parts for item in p.items if isinstance(item, Text) for g in item.glyphs]
    return Scene(
        120, 80.5, said or "Who relies on whom", said or "a serves b.", said or "en",
        tuple(parts), setter.outlines(glyphs),
    )  # fmt: skip


def tree(drawn: Scene, text: TextStyle = "outlines") -> ET.Element:
    return ET.fromstring(write_svg(drawn, text))


def shape_of(element: ET.Element) -> list[tuple[str, tuple[str, ...]]]:
    """Every element and its attributes' names, in order: the document without its words."""
    return [(inner.tag, tuple(inner.attrib)) for inner in element.iter()]


def test_the_page_has_its_size_in_millimetres_and_says_what_it_is() -> None:
    root = tree(scene("Stores"))
    assert root.tag == f"{SVG}svg"
    assert root.attrib["width"] == "120mm"
    assert root.attrib["height"] == "80.5mm"
    assert root.attrib["viewBox"] == "0 0 120 80.5"
    assert root.attrib["role"] == "graphics-document"
    said = {child.attrib.get("id"): child.text for child in root}
    title, description = root.attrib["aria-labelledby"].split()
    assert said[title] == "Who relies on whom"
    assert said[description] == "a serves b."


def test_of_several_posters_in_one_page_each_has_its_own_words_read() -> None:
    one = scene("Stores")
    other = one._replace(description="b serves a.")
    first, second = (tree(each).attrib["aria-labelledby"].split() for each in (one, other))
    assert not {*first} & {*second}


def test_parts_are_groups_that_say_what_they_are() -> None:
    box, link, panel = tree(scene("Stores")).findall(f"{SVG}g")
    assert box.attrib == {
        "data-role": "box",
        "data-id": "team-0",
        "role": "graphics-object",
    }
    assert box.findtext(f"{SVG}title") == "Stores"
    assert link.attrib == {
        "data-role": "link",
        "data-id": "a-b",
        "data-source": "a",
        "data-target": "b",
        "role": "graphics-object",
    }
    # What has nothing to say is silent.
    assert panel.attrib == {"data-role": "panel", "data-id": "", "aria-hidden": "true"}


def test_lines_and_boxes_are_written_as_they_are_in_the_scene() -> None:
    box, link, _ = tree(scene("Stores")).findall(f"{SVG}g")
    rectangle = box.find(f"{SVG}rect")
    assert rectangle is not None
    assert rectangle.attrib == {
        "x": "10", "y": "10", "width": "60", "height": "10", "rx": "2",
        "fill": "#DCEAF7", "stroke": "#1F78C1", "stroke-width": "0.6",
    }  # fmt: skip
    curve, head = link.findall(f"{SVG}path")
    assert curve.attrib == {
        "d": "M70 15C75 15.12 75 20 80 20",
        "stroke": "#46566B", "stroke-width": "0.75", "stroke-dasharray": "4.4 1.6",
    }  # fmt: skip
    assert head.attrib == {"d": "M80 19L83 20L80 21Z", "fill": "#46566B"}


def test_letters_are_drawn_once_and_used_where_they_stand() -> None:
    drawn = scene("Stores", "see")
    root = tree(drawn)
    paths = {path.attrib["id"]: path.attrib["d"] for path in root.findall(f"{SVG}defs/{SVG}path")}
    assert len(paths) == len(set("Storesse"))
    uses = [use.attrib for use in root.iter(f"{SVG}use")]
    assert len(uses) == len("Storessee")
    assert all(use[LINK].removeprefix("#") in paths for use in uses)
    line = next(item for item in drawn.parts[0].items if isinstance(item, Text))
    assert [int(use.get("x", "0")) for use in uses[:6]] == [round(g.x) for g in line.glyphs]
    group = next(g for g in root.iter(f"{SVG}g") if "transform" in g.attrib)
    assert group.attrib["transform"] == "translate(12 17) scale(0.005)"


def test_live_text_is_text_of_the_measured_length() -> None:
    drawn = scene("Stores & more")
    root = tree(drawn, text="live")
    assert not root.findall(f"{SVG}defs")
    assert not list(root.iter(f"{SVG}use"))
    (text,) = root.iter(f"{SVG}text")
    line = next(item for item in drawn.parts[0].items if isinstance(item, Text))
    assert text.text == "Stores & more"
    assert text.attrib["textLength"] == millimetres(line.width)
    assert text.attrib["font-family"].startswith("Source Sans 3, ")
    assert (text.attrib["x"], text.attrib["y"]) == ("12", "17")


def test_live_text_from_right_to_left_hangs_by_its_middle(make_font: MakeFont) -> None:
    # Two squares of 700 thousandths at 5 mm are 7 mm wide; from 12 mm on, their middle is at 15.5.
    drawn = scene("\u05d0\u05d1", setter=Typesetter((make_font(advance=700),)))
    (text,) = tree(drawn, text="live").iter(f"{SVG}text")
    assert text.attrib["direction"] == "rtl"
    assert text.attrib["text-anchor"] == "middle"
    assert text.attrib["x"] == "15.5"
    assert text.attrib["textLength"] == "7"


@pytest.mark.parametrize("text", ["outlines", "live"])
@pytest.mark.parametrize("label", HOSTILE)
def test_labels_are_inert(label: str, text: TextStyle) -> None:
    plain = scene("Stores", said="plain")
    hostile = scene("Stores", said=label)
    assert shape_of(tree(hostile, text)) == shape_of(tree(plain, text))
    root = tree(hostile, text)
    # An XML reader hands back what was written; a carriage return is the one exception of XML.
    assert root[0].text == label.replace("\r", "\n")


@given(st.text(max_size=20))
def test_any_label_is_well_formed_and_inert(label: str) -> None:
    label = label or "?"
    assert shape_of(tree(scene("Stores", said=label))) == shape_of(tree(scene("Stores", said="?")))


def test_what_xml_cannot_hold_is_replaced() -> None:
    written = write_svg(scene("Stores", said="a\x00\x1b\ufffe\ud800b"))
    assert "a\ufffd\ufffd\ufffd\ufffdb" in written
    written.encode("utf-8")


def test_only_presentation_attributes_are_used() -> None:
    styles: tuple[TextStyle, ...] = ("outlines", "live")
    for text in styles:
        written = write_svg(scene("Stores", "Wards"), text)
        for never in (
            "<style",
            "style=",
            "class=",
            "<marker",
            "<filter",
            "clip",
            "<script",
            "<image",
        ):
            assert never not in written


def test_numbers_are_short() -> None:
    root = tree(scene("Stores", "Wards and theatres"))
    for element in root.iter():
        for name, value in element.attrib.items():
            if name not in {"transform", "id", "data-id", LINK}:
                for number in re.findall(r"-?\d+(?:\.\d+)?", value):
                    assert number != "-0"
                    assert len(number.partition(".")[2]) <= 2, (name, value)


@pytest.mark.parametrize(
    ("length", "written"),
    [(0, "0"), (-0.0, "0"), (-0.001, "0"), (420, "420"), (0.1 + 0.2, "0.3"), (10.005, "10.01"),
     (100, "100"), (-3.5, "-3.5"), (1e-9, "0"), (123456.789, "123456.79")],
)  # fmt: skip
def test_a_length_takes_no_more_digits_than_it_needs(length: float, written: str) -> None:
    assert millimetres(length) == written


def test_a_scale_is_never_written_with_an_exponent() -> None:
    assert [ratio(number) for number in (0.008, 0.00811389, 0.00001)] == [
        "0.008", "0.00811389", "0.000010",
    ]  # fmt: skip


SAME = """
from tests.drawing.writing.test_svg import scene, write_svg
import hashlib
print(hashlib.sha256(write_svg(scene("\u0141\u00f3d\u017a stores", "Wards")).encode()).hexdigest())
"""


@pytest.mark.costly
def test_the_bytes_are_the_same_under_any_hash_seed_and_locale() -> None:
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
                "PYTHONPATH": os.pathsep.join(sys.path),
            },
        ).stdout
        for seed, locale in (("1", "C"), ("2", "C.UTF-8"), ("3", "tr_TR.UTF-8"))
    }
    assert len(found) == 1


def test_the_picture_shows_what_the_scene_says(render_png: Render) -> None:
    picture = render_png(write_svg(scene("Stores")), dpi=254)  # ten pixels to the millimetre
    assert picture.size == (1200, 805)
    assert picture.getpixel((600, 700)) == (255, 255, 255)
    assert picture.getpixel((500, 150)) == (0xDC, 0xEA, 0xF7)  # within the box
    assert picture.getpixel((812, 200)) == (0x46, 0x56, 0x6B)  # within the arrowhead
    ink = [
        x
        for x in range(110, 690)
        if any(picture.getpixel((x, y)) == (0x13, 0x23, 0x3A) for y in range(120, 180))
    ]
    line = Typesetter().line("Stores", (12, 17), 5, 600, "#13233A")
    assert min(ink) == pytest.approx(120, abs=4)
    assert max(ink) == pytest.approx(120 + 10 * line.width, abs=4)


def test_there_is_one_writer_for_each_suffix() -> None:
    assert list(WRITERS) == [".svg", ".pdf", ".png"]
    drawn = scene("Stores")
    assert write(drawn, ".SVG") == write_svg(drawn).encode()
    assert write(drawn, ".svg", Finish(text="live")) == write_svg(drawn, "live").encode()
    assert write(drawn, ".pdf").startswith(b"%PDF-")
    assert write(drawn, ".png").startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("suffix", "finish", "said"),
    [
        (".svg", Finish(dpi=300), "an SVG has no dpi\nend the name in .png, or leave out dpi"),
        (".png", Finish(bleed=3), "a PNG has no bleed\nend the name in .pdf, or leave out bleed"),
        (".svg", Finish(tile="A4"), "an SVG has no sheets to join\nend the name in .pdf, or leave out tile"),  # noqa: E501
        (".pdf", Finish(dpi=150), "a PDF has no dpi\nend the name in .png, or leave out dpi"),
        (".pdf", Finish(text="live"), "a PDF has no live text\nend the name in .svg, or leave out text"),  # noqa: E501
        (".jpg", Finish(), "a poster cannot be written as '.jpg'\nuse one of: .svg, .pdf, .png"),
        ("", Finish(), "a poster cannot be written in a file whose name has no ending\nuse one of: .svg, .pdf, .png"),  # noqa: E501
    ],
)  # fmt: skip
def test_a_choice_that_a_kind_of_file_does_not_have_is_refused(
    suffix: str, finish: Finish, said: str
) -> None:
    with pytest.raises(WrongValue) as raised:
        write(scene("Stores"), suffix, finish)
    assert str(raised.value) == said
