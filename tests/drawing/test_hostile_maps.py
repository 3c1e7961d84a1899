"""A hostile map in every writer: what it says is text there, and nothing else."""

import struct
import zlib
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from typing import Any
from xml.etree import ElementTree as ET

import pypdf
import pytest

import servicemap as sm
from servicemap.drawing.scene import Scene
from servicemap.drawing.writing import write
from servicemap.drawing.writing.finishing import Finish
from servicemap.model import ServiceMap
from servicemap.posters.poster import draw
from tests.drawing.sketches import read
from tests.examples import in_turn

pytestmark = pytest.mark.usefixtures("hurried")

EVIL = r"""
map:
  title: '"><script>alert(1)</script>'
  subtitle: '{{ 7 * 7 }}{% raw %}'
  owner: ') Tj ET /Launch (calc.exe)'
  link: 'https://example.org/?a=")><script>alert(2)</script>&b=%28'
  words: {end_users: ']]><x/>', scan: '<!--', sheet: '</text><script/>', sheets_cut: '(\'}
suppliers:
  '<image href="//evil.example/x.png">':
    serves: {'</title><b>Bold': 'endstream endobj'}
teams:
  '</title><b>Bold':
    department: "' onload='alert(3)"
    objectives: ['<foreignObject/>', '\)']
    serves: {'<a xlink:href="javascript:alert(4)">': '" onclick="alert(5)" x="'}
  "&lt;&nope;&#0;":
    department: 'url(#a)'
    serves: {'</title><b>Bold': '<style>*{display:none}</style>'}
end_users:
  '<a xlink:href="javascript:alert(4)">': {}
"""

TAGS = {"svg", "title", "desc", "defs", "path", "g", "rect", "use"}
LIVE_TAGS = TAGS - {"defs", "use"} | {"text"}
ATTRIBUTES = {
    *("width", "height", "viewBox", "role", "aria-labelledby", "aria-hidden", "lang", "fill"),
    *("stroke", "stroke-width", "stroke-dasharray", "stroke-linejoin", "id", "d", "x", "y", "rx"),
    *("transform", "href", "data-role", "data-id", "data-source", "data-target", "data-made-by"),
}
LIVE_ATTRIBUTES = ATTRIBUTES - {"href"} | {
    *("font-family", "font-size", "font-weight", "textLength", "lengthAdjust"),
}

KINDS: dict[str, dict[str, Any]] = {
    "whole": {},
    "tall": {"orientation": "portrait"},
    "department": {"department": "' onload='alert(3)"},
    "team": {"team": "</title><b>Bold"},
    "delay": {"late": {"</title><b>Bold": "3d"}},
}


@cache
def evil() -> ServiceMap:
    return read(EVIL)


@cache
def drawn(kind: str) -> Scene:
    return sm.poster(evil(), **KINDS[kind]).scene


@pytest.mark.parametrize("kind", KINDS)
def test_svg_holds_no_element_or_attribute_that_the_theme_did_not_write(kind: str) -> None:
    for text, tags, attributes in (
        ("outlines", TAGS, ATTRIBUTES),
        ("live", LIVE_TAGS, LIVE_ATTRIBUTES),
    ):
        written = write(drawn(kind), ".svg", Finish(text=text))  # type: ignore[arg-type]
        root = ET.fromstring(written)
        found = {element.tag.rpartition("}")[2] for element in root.iter()}
        assert found == (tags | {"metadata"} if drawn(kind).order.columns else tags)
        for element in root.iter():
            for qualified, value in element.attrib.items():
                name = qualified.rpartition("}")[2]
                assert name in attributes, name
                if name == "href":
                    assert value.startswith("#")
                if name in {"fill", "stroke"}:
                    assert value == "none" or len(value) == 7
        # No reader is sent anywhere, or told of anything but this file's own elements.
        assert b"<!" not in written
        assert written.count(b"<?") == 1
        said = "".join(root.itertext())
        assert "</title><b>Bold" in said, "as text"


def objects(pdf: bytes) -> Iterator[pypdf.generic.PdfObject]:
    """All that a document holds, in any depth."""
    reader = pypdf.PdfReader(BytesIO(pdf), strict=True)
    pending: list[Any] = [reader.trailer]
    seen: set[int] = set()
    while pending:
        one = pending.pop()
        if isinstance(one, pypdf.generic.IndirectObject):
            if one.idnum in seen:
                continue
            seen.add(one.idnum)
            one = one.get_object()
        yield one
        if isinstance(one, dict):
            pending += [one.raw_get(key) for key in one]  # type: ignore[attr-defined]
        elif isinstance(one, list):
            pending += one


@pytest.mark.parametrize(
    ("kind", "finish"), in_turn(KINDS, [Finish(), Finish(bleed=3), Finish(tile="A4")])
)
def test_pdf_does_nothing_by_itself_and_leads_only_where_the_map_does(
    kind: str, finish: Finish
) -> None:
    pdf = write(drawn(kind), ".pdf", finish)
    actions = []
    for one in objects(pdf):
        if isinstance(one, dict):
            assert not {"/JS", "/JavaScript", "/OpenAction", "/AA", "/Launch", "/F", "/EF"} & set(
                one
            )
            if "/S" in one:
                actions.append((one["/S"], one.get("/URI")))
    expected = "https://example.org/?a=%22)%3E%3Cscript%3Ealert(2)%3C/script%3E&b=%28"
    assert actions == ([] if finish.tile else [("/URI", expected)])
    pages = pypdf.PdfReader(BytesIO(pdf), strict=True).pages
    said = " ".join(" ".join(page.extract_text() for page in pages).split())
    assert "<b>Bold" in said, "as text"
    assert ("</text><script/>" in said) == bool(finish.tile)


def chunks(png: bytes) -> list[tuple[bytes, bytes]]:
    found = []
    at = 8
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        kind, data = png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        (check,) = struct.unpack(">I", png[at + 8 + length : at + 12 + length])
        assert zlib.crc32(kind + data) == check
        found.append((kind, data))
        at += 12 + length
    return found


def test_png_holds_dots_and_no_word_of_the_map() -> None:
    found = chunks(write(drawn("whole"), ".png", Finish(dpi=40)))
    assert [kind for kind, _ in found if kind != b"IDAT"] == [b"IHDR", b"pHYs", b"tEXt", b"IEND"]
    assert [data for kind, data in found if kind == b"tEXt"] == [b"Software\x00servicemap"]


@pytest.mark.parametrize("link", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x"])
def test_a_map_leads_to_web_pages_only(link: str) -> None:
    m = read(f"map: {{link: '{link}'}}\nend_users: [Ada]")
    assert not [part.link for part in draw(m).parts if part.link]
