"""What a scene holds, in the operators of PDF: millimetres, y downwards, as in the scene.

Numbers are rounded as in SVG, so that both show the same. The page sets the scale.
"""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from servicemap.drawing.scene import (
    Area,
    CurveTo,
    Item,
    LineTo,
    MoveTo,
    Outline,
    PathStep,
    Pen,
    Rectangle,
    Scene,
    Shape,
    Text,
)
from servicemap.drawing.writing.notation import millimetres as mm
from servicemap.drawing.writing.notation import ratio

ROUND = 0.5523
"""How far along a corner's tangent the handles of a Bezier quarter circle stand."""

TOUCHING = 0.01
"""What is this near to the paper's edge, in mm, is drawn over it where the paper is cut."""

NUMBERS = re.compile(r"([mlhvqcz])([^mlhvqcz]*)")
NUMBER = re.compile(r"-?\d+")

GLYPHS_KEPT = 4096
"""Glyphs whose operators are remembered, for documents that are made one after the other."""

Glyphs = Mapping[tuple[str, int], str]
"""Glyphs as operators, in thousandths of the font size, by face and number."""


def glyphs_of(outlines: Iterable[Outline]) -> Glyphs:
    """Every glyph that leaves a mark."""
    return {(o.face, o.number): glyph(o.path) for o in outlines if o.path}


def drawing(scene: Scene, glyphs: Glyphs, bleed: float = 0) -> str:
    """All that a scene shows. What touches the paper's edge runs on for `bleed` mm."""
    paper = Area(0, 0, scene.width, scene.height)
    items = (item for part in scene.parts for item in part.items)
    drawn = [operators(_bled(item, paper, bleed) if bleed else item, glyphs) for item in items]
    return "".join(["1 j\n", *drawn])


def operators(item: Item, glyphs: Glyphs) -> str:
    """One item."""
    if isinstance(item, Text):
        return _text(item, glyphs)
    steps = _rectangle(item) if isinstance(item, Rectangle) else _steps(item.steps)
    closed = isinstance(item, Shape) and item.closed
    return _painted(steps, item.fill, item.pen, closed=closed)


def colour(written: str, operator: str) -> str:
    """`#RRGGBB` set for filling (`rg`) or for drawing (`RG`)."""
    parts = (int(written[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return " ".join(f"{part:.4f}".rstrip("0").rstrip(".") for part in parts) + f" {operator}\n"


def _painted(steps: str, fill: str | None, pen: Pen | None, *, closed: bool) -> str:
    # A pen without width draws nothing in SVG, and the thinnest line there is in PDF.
    if pen and mm(pen.width) == "0":
        pen = None
    if not steps or not (fill or pen):
        return ""
    setting = colour(fill, "rg") if fill else ""
    if pen:
        dash = " ".join(map(mm, pen.dash))
        setting += f"{colour(pen.colour, 'RG')}{mm(pen.width)} w [{dash}] 0 d\n"
    paint = "B" if fill and pen else "f" if fill else "S"
    return f"{setting}{steps}{'h ' if closed else ''}{paint}\n"


def _steps(steps: Iterable[PathStep]) -> str:
    return "".join(map(_step, steps))


def _step(step: PathStep) -> str:
    if isinstance(step, CurveTo):
        points = (step.first, step.second, step.to)
        return " ".join(mm(number) for point in points for number in point) + " c\n"
    return f"{mm(step.to[0])} {mm(step.to[1])} {'l' if isinstance(step, LineTo) else 'm'}\n"


def _rectangle(item: Rectangle) -> str:
    x, y, width, height = item.area
    if width <= 0 or height <= 0:
        return ""
    radius = min(item.radius, width / 2, height / 2)
    if radius <= 0:
        return f"{mm(x)} {mm(y)} {mm(width)} {mm(height)} re\n"
    right, bottom, rest = x + width, y + height, radius * (1 - ROUND)
    return _steps(
        (
            MoveTo((x + radius, y)),
            LineTo((right - radius, y)),
            CurveTo((right - rest, y), (right, y + rest), (right, y + radius)),
            LineTo((right, bottom - radius)),
            CurveTo((right, bottom - rest), (right - rest, bottom), (right - radius, bottom)),
            LineTo((x + radius, bottom)),
            CurveTo((x + rest, bottom), (x, bottom - rest), (x, bottom - radius)),
            LineTo((x, y + radius)),
            CurveTo((x, y + rest), (x + rest, y), (x + radius, y)),
        )
    )


def _text(text: Text, glyphs: Glyphs) -> str:
    shown = [g for g in text.glyphs if (g.face, g.number) in glyphs]
    if not shown:
        return ""
    x, y = text.origin
    scale = ratio(text.size / 1000)
    written = [f"q {colour(text.colour, 'rg')}{scale} 0 0 {scale} {mm(x)} {mm(y)} cm\n"]
    at = (0, 0)
    for g in shown:
        to = (round(g.x), round(-g.y))
        if to != at:
            written.append(f"1 0 0 1 {to[0] - at[0]} {to[1] - at[1]} cm\n")
        written.append(glyphs[g.face, g.number])
        at = to
    written.append("Q\n")
    return "".join(written)


@lru_cache(maxsize=GLYPHS_KEPT)
def glyph(path: str) -> str:
    """A glyph's SVG path data, all of it relative, as operators that fill it."""
    written: list[str] = []
    x = y = left = top = 0
    for letter, rest in NUMBERS.findall(path):
        given = [int(number) for number in NUMBER.findall(rest)]
        match letter:
            case "z":
                written.append("h")
                x, y = left, top
                continue
            case "h":
                given = [given[0], 0]
            case "v":
                given = [0, given[0]]
            case _:
                pass
        xs = [x + step for step in given[::2]]
        ys = [y + step for step in given[1::2]]
        points: list[tuple[float, float]] = list(zip(xs, ys, strict=True))
        if letter == "q":
            points = _raised((x, y), points[0], points[1])
        x, y = xs[-1], ys[-1]
        if letter == "m":
            left, top = x, y
        written.append(" ".join(f"{px:g} {py:g}" for px, py in points))
        written.append({"m": "m", "q": "c", "c": "c"}.get(letter, "l"))
    return " ".join(written) + " f\n"


def _raised(
    start: tuple[float, float], middle: tuple[float, float], end: tuple[float, float]
) -> list[tuple[float, float]]:
    """A curve of one handle as one of two, to a hundredth of a thousandth."""

    def towards(a: float, b: float) -> float:
        return round(a + 2 / 3 * (b - a), 2)

    first = (towards(start[0], middle[0]), towards(start[1], middle[1]))
    second = (towards(end[0], middle[0]), towards(end[1], middle[1]))
    return [first, second, end]


def _bled(item: Item, paper: Area, bleed: float) -> Item:
    """A filled rectangle that touches the edge of the paper, drawn over that edge."""
    if not isinstance(item, Rectangle) or not item.fill or item.pen or item.radius:
        return item
    area = item.area
    left = bleed if area.x <= paper.x + TOUCHING else 0
    top = bleed if area.y <= paper.y + TOUCHING else 0
    right = bleed if area.right >= paper.right - TOUCHING else 0
    bottom = bleed if area.bottom >= paper.bottom - TOUCHING else 0
    grown = Area(area.x - left, area.y - top, area.width + left + right, area.height + top + bottom)
    return item._replace(area=grown)
