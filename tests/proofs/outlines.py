"""How far a point is from the outline of a box, whatever its shape."""

from itertools import pairwise
from math import hypot

from servicemap.drawing.scene import Part, Point, Rectangle, Shape
from tests.proofs.paths import apart


def from_outline(box: Part, point: Point) -> float:
    """How far a point is from the outline that a box is drawn with first, in mm."""
    assert box.area is not None, "a box without an area"
    shape = box.items[0] if box.items else Rectangle(box.area)
    x, y = point
    if isinstance(shape, Shape):
        corners = [step.to for step in shape.steps]
        return min(apart(point, a, b) for a, b in pairwise([*corners, corners[0]]))
    assert isinstance(shape, Rectangle), "a box begins with its outline"
    area = shape.area
    across = abs(x - area.x - area.width / 2) - area.width / 2 + shape.radius
    down = abs(y - area.y - area.height / 2) - area.height / 2 + shape.radius
    outside = hypot(max(across, 0), max(down, 0)) + min(max(across, down), 0)
    return abs(outside - shape.radius)
