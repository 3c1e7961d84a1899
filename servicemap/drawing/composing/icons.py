"""Small pictures: of the stages, and the pin that says where you are."""

from servicemap.drawing.composing.shapes import circle, reversed_path, rounded
from servicemap.drawing.scene import Area, CurveTo, LineTo, MoveTo, PathStep, Point, Shape

GRID = 24
"""Each picture stands in a square of so many units; its points are numbers of these."""

SHOULDERS = 0.8
"""How round a figure's shoulders are, in halves of its breadth."""

HEM = 0.2
"""How round a figure is below, in mm."""


def icon(name: str, x: float, y: float, size: float, fill: str) -> Shape:
    """A small picture in a square of `size` mm."""

    def at(px: float, py: float) -> Point:
        return (x + px * size / GRID, y + py * size / GRID)

    def figure(cx: float, top: float, r: float, wide: float, foot: float) -> tuple[PathStep, ...]:
        head = circle(at(cx, top + r), r * size / GRID)
        neck = top + 2 * r + 1
        shoulders = rounded(
            Area(*at(cx - wide, neck), 2 * wide * size / GRID, (foot - neck) * size / GRID),
            (wide * size / GRID * SHOULDERS, wide * size / GRID * SHOULDERS, HEM, HEM),
        )
        return (*head, *shoulders)

    def flat(*points: tuple[float, float]) -> tuple[PathStep, ...]:
        first, *rest = (at(*p) for p in points)
        return (MoveTo(first), *(LineTo(p) for p in rest), LineTo(first))

    steps: tuple[PathStep, ...]
    match name:
        case "suppliers":
            roof = ((2, 21), (2, 11), (8, 7), (8, 11), (14, 7), (14, 11), (16, 11))
            steps = flat(*roof, (17, 3), (21, 3), (22, 21))
        case "teams":
            steps = (*figure(8, 4, 3.4, 6.4, 20.5), *figure(18.4, 6, 2.7, 3.6, 20.5))
        case "distribution":
            body = flat((1, 5), (14, 5), (14, 16), (1, 16))
            cab = flat((15, 8.5), (19, 8.5), (23, 12.5), (23, 16), (15, 16))
            wheels = (
                *circle(at(6.5, 18), 2.5 * size / GRID),
                *circle(at(18, 18), 2.5 * size / GRID),
            )
            steps = (*body, *cab, *wheels)
        case "customers":
            steps = figure(12, 2, 4.4, 9, 22)
        case _:
            steps = (
                MoveTo(at(12, 22.5)),
                CurveTo(at(12, 22.5), at(4.3, 14.6), at(4.3, 9)),
                CurveTo(at(4.3, 4.8), at(7.7, 1.5), at(12, 1.5)),
                CurveTo(at(16.3, 1.5), at(19.7, 4.8), at(19.7, 9)),
                CurveTo(at(19.7, 14.6), at(12, 22.5), at(12, 22.5)),
                *reversed_path(circle(at(12, 9), 2.9 * size / GRID)),
            )
    return Shape(steps, fill, None, closed=True)
