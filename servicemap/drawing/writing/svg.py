"""The SVG writer: a scene as one picture file that needs nothing else."""

import re
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from servicemap.drawing.scene import CurveTo, LineTo, Rectangle, Scene, Shape, Step
from servicemap.drawing.typesetting.faces import FAMILY
from servicemap.drawing.writing.finishing import TextStyle

if TYPE_CHECKING:
    from jinja2 import Template

TEMPLATES = Path(__file__).parent.parent / "templates"
FAMILIES = f"{FAMILY}, Source Sans Pro, Noto Sans, Arial, sans-serif"
MARK = 'data-made-by="servicemap"'
"""By this a poster of ours is known: one may be written over the other."""
# What XML 1.0 cannot hold, even escaped.
UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_svg(scene: Scene, text: TextStyle = "outlines") -> str:
    """The scene as an SVG document of its size in millimetres.

    Text is drawn as glyph outlines, the same in every viewer, or with `text="live"` as text fitted
    to its measured length in the viewer's font. Each part is a group with its `data-role` and
    `data-id`, links with `data-source` and `data-target` as well.
    """
    from markupsafe import Markup

    live = text == "live"
    outlines = () if live else tuple(outline for outline in scene.outlines if outline.path)
    written = _template().render(
        scene=scene,
        live=live,
        mark=Markup(MARK),  # noqa: S704  (our own words, never those of a map)
        family=FAMILIES,
        outlines=outlines,
        drawn={(outline.face, outline.number) for outline in outlines},
    )
    return UNWRITABLE.sub("\ufffd", written)


@lru_cache(maxsize=1)
def _template() -> "Template":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    environment.filters |= {
        "mm": millimetres,
        "path": path_data,
        "ratio": ratio,
        "thousandths": thousandths,
    }
    environment.tests |= {
        "rectangle": lambda item: isinstance(item, Rectangle),
        "shape": lambda item: isinstance(item, Shape),
    }
    return environment.get_template("poster.svg.jinja")


def millimetres(length: float) -> str:
    """To a hundredth, no more digits than it takes, and no minus before a zero."""
    written = f"{length:.2f}".rstrip("0").rstrip(".")
    return "0" if written == "-0" else written


def thousandths(length: float) -> str:
    """A length in thousandths of a font size, to a whole one."""
    return str(round(length))


def ratio(number: float) -> str:
    """A scale, to six figures: what is scaled is a thousand times larger."""
    return f"{number:.6f}" if number < 1e-4 else f"{number:.6g}"


def path_data(shape: Shape) -> str:
    """A shape's steps as SVG path data."""
    data = "".join(_step(step) for step in shape.steps)
    return data + "Z" if shape.closed else data


def _step(step: Step) -> str:
    if isinstance(step, CurveTo):
        return "C" + " ".join(
            millimetres(number) for point in (step.first, step.second, step.to) for number in point
        )
    letter = "L" if isinstance(step, LineTo) else "M"
    return f"{letter}{millimetres(step.to[0])} {millimetres(step.to[1])}"
