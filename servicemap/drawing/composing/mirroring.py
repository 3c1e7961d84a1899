"""A poster for people who read from right to left: the same picture, seen in a mirror.

Every place changes sides: arrows, stages, badges, the foot. Letters do not, and neither does the
code, which no telephone would read the other way round.
"""

from servicemap.drawing.scene import (
    Area,
    CurveTo,
    Item,
    LineTo,
    MoveTo,
    Part,
    PathStep,
    Rectangle,
    Scene,
    Shape,
    Text,
)


def mirrored(scene: Scene) -> Scene:
    """The scene with left and right exchanged."""
    mirror = _Mirror(scene.width)
    return scene._replace(parts=tuple(map(mirror.part, scene.parts)))


class _Mirror:
    """Stands in the middle of a paper `width` mm wide."""

    def __init__(self, width: float) -> None:
        self._width = width

    def part(self, part: Part) -> Part:
        area = self._area(part.area) if part.area is not None else None
        if part.role == "code" and part.area is not None and area is not None:
            by = area.x - part.area.x
            items = tuple(_moved(item, by) for item in part.items)
        else:
            items = tuple(map(self._item, part.items))
        way = tuple(map(self._step, part.way))
        return part._replace(items=items, area=area, way=way)

    def _area(self, area: Area) -> Area:
        return area._replace(x=self._width - area.right)

    def _item(self, item: Item) -> Item:
        match item:
            case Rectangle():
                return item._replace(area=self._area(item.area))
            case Shape():
                return item._replace(steps=tuple(map(self._step, item.steps)))
            case Text():
                # What stood against the left now stands against the right: by its own width.
                area = item.area
                by = self._area(area).x - area.x
                return item._replace(origin=(item.origin[0] + by, item.origin[1]))

    def _step(self, step: PathStep) -> PathStep:
        match step:
            case MoveTo((x, y)):
                return MoveTo((self._width - x, y))
            case LineTo((x, y)):
                return LineTo((self._width - x, y))
            case CurveTo((ax, ay), (bx, by), (x, y)):
                width = self._width
                return CurveTo((width - ax, ay), (width - bx, by), (width - x, y))


def _moved(item: Item, by: float) -> Item:
    """An item of a code, moved aside."""
    if not isinstance(item, Shape):
        raise TypeError("a code is drawn as one shape")
    return item._replace(steps=tuple(_step_moved(step, by) for step in item.steps))


def _step_moved(step: PathStep, by: float) -> PathStep:
    match step:
        case MoveTo((x, y)):
            return MoveTo((x + by, y))
        case LineTo((x, y)):
            return LineTo((x + by, y))
        case CurveTo((ax, ay), (bx, by_), (x, y)):
            return CurveTo((ax + by, ay), (bx + by, by_), (x + by, y))
