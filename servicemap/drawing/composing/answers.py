"""The signs before what became of somebody's words: told apart by their shape, in any colour."""

from math import pi

from servicemap.drawing.composing.shapes import circle, line
from servicemap.drawing.scene import CurveTo, Item, MoveTo, PathStep, Pen, Point, Shape
from servicemap.drawing.theme import Theme
from servicemap.views.view import AnswerState

EDGE = 0.09
"""The edge of a sign, in its size."""

CHECK = ((-0.24, 0.02), (-0.07, 0.19), (0.25, -0.17))
"""The corners of a check mark from the middle of its sign, in its size."""

STROKE = 0.13
"""How thick a check mark is, in sizes of its sign."""

DOTS, DOT = (-0.23, 0.0, 0.23), 0.075
"""Where the dots of what has begun are, and their radius, in sizes of their sign."""

DASHES = 12
"""The edge of what has no answer is broken so often."""

DRAWN = 0.55
"""The part of its edge that is drawn."""


class AnswerIcons:
    """Draws signs."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme

    def icon(self, state: AnswerState, middle: Point, size: float) -> list[Item]:
        """The sign of a state around a middle."""
        colours = self._theme.palette
        ring = circle(middle, (1 - EDGE) / 2 * size)
        edge = Pen(colours.customer, EDGE * size)
        match state:
            case AnswerState.DONE:
                # A check mark is the same wherever people read from: it is mirrored twice.
                way = -1 if self._theme.mirrored else 1
                check = [self._at(middle, size, (way * x, y)) for x, y in CHECK]
                full = Shape(circle(middle, size / 2), colours.customer, None, closed=True)
                return [full, line(check, Pen(colours.on_customer, STROKE * size))]
            case AnswerState.BEGUN:
                dots: list[Item] = [
                    Shape(
                        circle(self._at(middle, size, (across, 0)), DOT * size),
                        colours.customer,
                        None,
                        closed=True,
                    )
                    for across in DOTS
                ]
                return [Shape(ring, None, edge, closed=True), *dots]
            case AnswerState.THANKS:
                return [Shape(self._heart(middle, size), colours.customer, None, closed=True)]
            case AnswerState.OPEN:
                dash = pi * (1 - EDGE) * size / DASHES
                pen = Pen(colours.muted, EDGE * size, (DRAWN * dash, (1 - DRAWN) * dash))
                return [Shape(ring, None, pen, closed=True)]

    def _heart(self, middle: Point, size: float) -> tuple[PathStep, ...]:
        def at(x: float, y: float) -> Point:
            return self._at(middle, size, (x, y))

        return (
            MoveTo(at(0, 0.44)),
            CurveTo(at(-0.2, 0.26), at(-0.5, 0.06), at(-0.5, -0.18)),
            CurveTo(at(-0.5, -0.5), at(-0.12, -0.54), at(0, -0.22)),
            CurveTo(at(0.12, -0.54), at(0.5, -0.5), at(0.5, -0.18)),
            CurveTo(at(0.5, 0.06), at(0.2, 0.26), at(0, 0.44)),
        )

    @staticmethod
    def _at(middle: Point, size: float, point: Point) -> Point:
        return (middle[0] + point[0] * size, middle[1] + point[1] * size)
