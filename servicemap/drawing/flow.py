"""Which way work flows over the paper: to the right on a wide one, down on a tall one.

A map is laid out in a frame whose x runs along the flow and whose y runs across it. A flow turns
what was laid out there the way it lies on the paper; only text is measured and set as it stands.
"""

from enum import StrEnum

from servicemap.drawing.scene import (
    Area,
    CurveTo,
    Item,
    LineTo,
    MoveTo,
    PathStep,
    Point,
    Rectangle,
    Shape,
    Text,
)


class Flow(StrEnum):
    """The direction from suppliers to customers."""

    RIGHT = "right"
    DOWN = "down"

    def point(self, point: Point) -> Point:
        """A point of the frame on the paper, or one of the paper in the frame."""
        return point if self is Flow.RIGHT else (point[1], point[0])

    def area(self, area: Area) -> Area:
        """An area of the frame on the paper, or the other way round."""
        if self is Flow.RIGHT:
            return area
        return Area(area.y, area.x, area.height, area.width)

    def item(self, item: Item, to: Point = (0, 0)) -> Item:
        """A rectangle or shape of the frame on the paper, its origin moved `to` there."""
        match item:
            case Rectangle():
                x, y, width, height = self.area(item.area)
                return item._replace(area=Area(x + to[0], y + to[1], width, height))
            case Shape():
                return item._replace(steps=tuple(self._step(step, to) for step in item.steps))
            case Text():
                raise TypeError("text is set where it stands, never turned")

    def _step(self, step: PathStep, to: Point) -> PathStep:
        def moved(point: Point) -> Point:
            x, y = self.point(point)
            return (x + to[0], y + to[1])

        match step:
            case MoveTo():
                return MoveTo(moved(step.to))
            case LineTo():
                return LineTo(moved(step.to))
            case CurveTo():
                return CurveTo(moved(step.first), moved(step.second), moved(step.to))
