"""A PDF file: pages of operators bound together by reportlab, the same bytes every time."""

from collections.abc import Sequence
from math import floor
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote

from servicemap.drawing.scene import Area, Scene, Text
from servicemap.drawing.writing.searchable import ASCENT, DESCENT, NAME, POINTS, WordsFont, plain

if TYPE_CHECKING:
    from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFDocument

CREATOR = "servicemap"
CREATED = b"/Creator (servicemap)"
"""By this a poster of ours is known: one may be written over the other."""

POSTER = "Poster"
"""The name by which pages show the drawing that they share."""

RESERVED = "!#$%&'()*+,/:;=?@[]~"
"""What stays as it is in an address."""


class Leaf(NamedTuple):
    """One page: `width` by `height` mm, with operators in mm from its top left corner downwards.

    `lines` are the texts to be found on it, each with the corner from which its place is counted;
    `links` are areas and the addresses they lead to. `trim` and `bleed` are where it is cut and how
    far its colour runs.
    """

    width: float
    height: float
    drawing: str
    lines: Sequence[tuple[Text, float, float]] = ()
    links: Sequence[tuple[Area, str]] = ()
    trim: Area | None = None
    bleed: Area | None = None


def bind(scene: Scene, leaves: Sequence[Leaf], font: WordsFont, shared: str = "") -> bytes:
    """The leaves as a document. What several of them show as `/Poster Do` is written once.

    Title, owner, description and language are the scene's. There is no date: a poster says its own.
    """
    from reportlab.pdfbase import pdfdoc

    document = pdfdoc.PDFDocument(
        compression=1, invariant=1, pdfVersion=(1, 7), lang=plain(scene.language)
    )
    document.Catalog.ViewerPreferences = pdfdoc.PDFDictionary(
        {"DisplayDocTitle": "true", "PrintScaling": pdfdoc.PDFName("None")}
    )
    document.info = _info(scene)
    resources: dict[str, Any] = {"Font": pdfdoc.PDFDictionary({NAME: _font(document, font)})}
    if shared:
        form = _stream(shared)
        box = [0, 0, scene.width, scene.height]
        form.dictionary.dict |= {
            "Type": pdfdoc.PDFName("XObject"),
            "Subtype": pdfdoc.PDFName("Form"),
            "BBox": pdfdoc.PDFArray(box),
            "Resources": pdfdoc.PDFDictionary({}),
        }
        drawn = document.Reference(form, "drawing")
        resources["XObject"] = pdfdoc.PDFDictionary({POSTER: drawn})
    held = document.Reference(pdfdoc.PDFDictionary(resources), "resources")
    for leaf in leaves:
        page = pdfdoc.PDFPage()
        page.MediaBox = _box(leaf, Area(0, 0, leaf.width, leaf.height))
        page.TrimBox = _box(leaf, leaf.trim or Area(0, 0, leaf.width, leaf.height))
        page.BleedBox = _box(leaf, leaf.bleed or leaf.trim or Area(0, 0, leaf.width, leaf.height))
        page.Resources = held
        page.Contents = _stream(_content(leaf, font))
        page.Annots = [_link(leaf, area, address) for area, address in leaf.links]
        document.addPage(page)
        document.updateSignature(page.Contents.content)
    document.updateSignature(shared)
    written: bytes = document.GetPDFData(None)
    return written


def _content(leaf: Leaf, font: WordsFont) -> str:
    """A page's operators: the drawing, turned so that y runs downwards, and the words over it."""
    words = font.operators(
        (
            text,
            (left + text.origin[0]) * POINTS,
            (leaf.height - top - text.origin[1]) * POINTS,
        )
        for text, left, top in leaf.lines
    )
    turned = f"{POINTS:.6f} 0 0 -{POINTS:.6f} 0 {leaf.height * POINTS:.6f} cm"
    return f"q {turned}\n{leaf.drawing}Q\n{words}"


def _stream(content: str) -> Any:
    from reportlab.pdfbase import pdfdoc

    return pdfdoc.PDFStream(content=content, filters=[pdfdoc.PDFZCompress])


def _points(leaf: Leaf, area: Area) -> list[float]:
    corners = (area.x, leaf.height - area.bottom, area.right, leaf.height - area.y)
    # Rounded down: a page that is larger by a hair is shown with one more row of dots.
    return [floor(length * POINTS * 1e4 + 0.01) / 1e4 for length in corners]


def _box(leaf: Leaf, area: Area) -> Any:
    from reportlab.pdfbase import pdfdoc

    return pdfdoc.PDFArray(_points(leaf, area))


def _link(leaf: Leaf, area: Area, address: str) -> "PDFDictionary":
    from reportlab.pdfbase import pdfdoc

    leads = {"S": pdfdoc.PDFName("URI"), "URI": pdfdoc.PDFString(quote(address, safe=RESERVED))}
    return pdfdoc.PDFDictionary(
        {
            "Type": pdfdoc.PDFName("Annot"),
            "Subtype": pdfdoc.PDFName("Link"),
            "Rect": _box(leaf, area),
            "Border": pdfdoc.PDFArray([0, 0, 0]),
            "A": pdfdoc.PDFDictionary(leads),
        }
    )


def _info(scene: Scene) -> "PDFDictionary":
    """What the document says of itself. reportlab's own entries would add a date."""
    from reportlab.pdfbase import pdfdoc

    said = {
        "Title": plain(scene.title),
        "Author": plain(scene.owner),
        "Subject": plain(scene.description),
        "Creator": CREATOR,
    }
    info = pdfdoc.PDFDictionary({key: pdfdoc.PDFString(text) for key, text in said.items() if text})
    # What reportlab asks of the object in this place.
    info.digest = lambda signature: signature.update("\n".join(said.values()).encode())
    return info


def _font(document: "PDFDocument", font: WordsFont) -> Any:
    """The font of the words: Type 0, its codes the numbers of its glyphs."""
    from reportlab.pdfbase import pdfdoc

    name = pdfdoc.PDFName
    program = font.truetype()
    file = pdfdoc.PDFStream(content=program, filters=[pdfdoc.PDFZCompress])
    file.dictionary["Length1"] = len(program)
    table = pdfdoc.PDFStream(content=font.to_unicode(), filters=[pdfdoc.PDFZCompress])
    descriptor = pdfdoc.PDFDictionary(
        {
            "Type": name("FontDescriptor"),
            "FontName": name("Words"),
            "Flags": 4,
            "FontBBox": pdfdoc.PDFArray([0, DESCENT, 1000, ASCENT]),
            "ItalicAngle": 0,
            "Ascent": ASCENT,
            "Descent": DESCENT,
            "CapHeight": 660,
            "StemV": 80,
            "FontFile2": document.Reference(file, "words file"),
        }
    )
    system = {"Registry": pdfdoc.PDFString("Adobe"), "Ordering": pdfdoc.PDFString("Identity")}
    letters = pdfdoc.PDFDictionary(
        {
            "Type": name("Font"),
            "Subtype": name("CIDFontType2"),
            "BaseFont": name("Words"),
            "CIDSystemInfo": pdfdoc.PDFDictionary({**system, "Supplement": 0}),
            "FontDescriptor": document.Reference(descriptor, "words descriptor"),
            "DW": 500,
            "W": pdfdoc.PDFArray([1, pdfdoc.PDFArray(font.widths)]),
            "CIDToGIDMap": name("Identity"),
        }
    )
    whole = pdfdoc.PDFDictionary(
        {
            "Type": name("Font"),
            "Subtype": name("Type0"),
            "BaseFont": name("Words"),
            "Encoding": name("Identity-H"),
            "DescendantFonts": pdfdoc.PDFArray([document.Reference(letters, "words letters")]),
            "ToUnicode": document.Reference(table, "words table"),
        }
    )
    return document.Reference(whole, "words")
