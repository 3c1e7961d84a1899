"""The SVG writer: a scene as one picture file that needs nothing else."""

from hashlib import sha256

from servicemap.drawing.scene import Scene
from servicemap.drawing.typesetting.stacks import FAMILY
from servicemap.drawing.writing.box_order import order_as_text
from servicemap.drawing.writing.finishing import TextStyle
from servicemap.drawing.writing.templates import filled

TEMPLATE = "poster.svg.jinja"
FAMILIES = f"{FAMILY}, Source Sans Pro, Noto Sans, Arial, sans-serif"
MARK = 'data-made-by="servicemap"'
"""By this a poster of ours is known: one may be written over the other."""


def write_svg(scene: Scene, text: TextStyle = "outlines") -> str:
    """The scene as an SVG document of its size in millimetres.

    Text is drawn as glyph outlines, the same in every viewer, or with `text="live"` as text fitted
    to its measured length in the viewer's font. Each part is a group with its `data-role` and
    `data-id`, links with `data-source` and `data-target` as well. The order of boxes is in its
    `metadata`, so that the next drawing can keep it.
    """
    from markupsafe import Markup

    live = text == "live"
    outlines = () if live else tuple(outline for outline in scene.outlines if outline.path)
    return filled(
        TEMPLATE,
        scene=scene,
        order=Markup(order_as_text(scene.order)) if scene.order.columns else "",  # noqa: S704
        live=live,
        mark=Markup(MARK),  # noqa: S704  (our own words, never those of a map)
        family=FAMILIES,
        outlines=outlines,
        own=_told_apart(scene),
        drawn={(outline.face, outline.number) for outline in outlines},
    )


def _told_apart(scene: Scene) -> str:
    """What the ids of a poster end with, so that several in one page have their own words read."""
    said = f"{scene.title}\n{scene.description}\n{scene.width:g} x {scene.height:g}"
    return sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:8]
