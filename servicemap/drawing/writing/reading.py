"""In which order a poster is read: the order in which its words are found, copied and heard."""

from collections.abc import Sequence
from typing import NamedTuple

from servicemap.drawing.scene import Area, Part, Scene, Text

FIRST = ("page", "head", "badge", "stage")
LAST = ("legend", "foot", "code")
"""Roles of what is around the map, which keep the order in which they are drawn."""


class _Place(NamedTuple):
    """Where a part comes in the map: column by column and downwards; within a panel its name, then
    each box with the pills of what it delivers.
    """

    across: float
    down: float
    inside: bool
    below: float
    beside: float
    pill: bool
    own_below: float
    own_beside: float


def lines_of(scene: Scene) -> tuple[Text, ...]:
    """Every line of text that says something, in reading order: head, columns, legend and foot.

    Columns run from the side where the title starts.
    """
    spoken = [part for part in scene.parts if _texts(part)]
    before = [part for part in spoken if part.role in FIRST]
    after = [part for part in spoken if part.role in LAST]
    inside = [part for part in spoken if part.role not in FIRST + LAST]
    panels = [p.area for p in scene.parts if p.role == "panel" and p.area and _texts(p)]
    boxes = [p.area for p in scene.parts if p.role == "box" and p.area]
    mirrored = any(text.right_to_left for part in before for text in _texts(part)[:1])
    inside.sort(key=lambda part: _place(part, panels, boxes, mirrored=mirrored))
    return tuple(text for part in (*before, *inside, *after) for text in _texts(part))


def _texts(part: Part) -> list[Text]:
    return [item for item in part.items if isinstance(item, Text) and item.words.strip()]


def _place(part: Part, panels: Sequence[Area], boxes: Sequence[Area], *, mirrored: bool) -> _Place:
    def across(area: Area) -> float:
        return round(-area.right if mirrored else area.x)

    own = _outline(part)
    pill = part.role not in {"box", "panel"}
    box = min(boxes, key=lambda area: _apart(own, area), default=own) if pill else own
    x, y = box.x + box.width / 2, box.y + box.height / 2
    holding = [a for a in panels if a.x <= x <= a.right and a.y <= y <= a.bottom]
    outer = min(holding, key=lambda area: area.width * area.height, default=box)
    return _Place(
        across(outer),
        round(outer.y),
        part.role != "panel",
        round(box.y),
        across(box),
        pill,
        round(own.y),
        across(own),
    )


def _apart(one: Area, other: Area) -> float:
    """How far two areas are from each other."""
    across = max(one.x - other.right, other.x - one.right, 0)
    down = max(one.y - other.bottom, other.y - one.bottom, 0)
    return across + down


def _outline(part: Part) -> Area:
    """A part's own area, or that of its text."""
    if part.area:
        return part.area
    areas = [text.area for text in _texts(part)]
    left, top = min(a.x for a in areas), min(a.y for a in areas)
    right, bottom = max(a.right for a in areas), max(a.bottom for a in areas)
    return Area(left, top, right - left, bottom - top)
