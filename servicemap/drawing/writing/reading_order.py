"""In which order a poster is read: the order in which its words are found, copied and heard."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from servicemap.drawing.scene import Area, Part, Scene, Text

FIRST = ("page", "head", "badge", "stage")
LAST = ("legend", "imprint", "code")
"""Roles of what is around the map, which keep the order in which they are drawn."""

Extent = tuple[float, float]
"""A column from where reading starts to its end, or a row from top to bottom."""


class _ReadingPlace(NamedTuple):
    """Where a part comes in the map: band by band, and along each; within a panel its name, then
    each box with the pills of what it delivers.
    """

    band: int
    along: float
    inside: bool
    below: float
    beside: float
    pill: bool
    own_below: float
    own_beside: float


def lines_of(scene: Scene) -> tuple[Text, ...]:
    """Every line of text that says something, in reading order: head, map, legend and foot.

    A map is read column by column, or row by row where its stages lie one below the other; a
    team's line, which has no stages, row by row like text. Columns and rows start on the side where
    the title does.
    """
    spoken = [part for part in scene.parts if _texts(part)]
    before = [part for part in spoken if part.role in FIRST]
    after = [part for part in spoken if part.role in LAST]
    inside = [part for part in spoken if part.role not in FIRST + LAST]
    mirrored = any(text.right_to_left for part in before for text in _texts(part)[:1])
    if any(part.role in {"stage", "panel"} for part in scene.parts):
        inside = _in_map(scene, inside, mirrored=mirrored)
    else:
        inside = _in_line(inside, mirrored=mirrored)
    return tuple(text for part in (*before, *inside, *after) for text in _texts(part))


def _texts(part: Part) -> list[Text]:
    return [item for item in part.items if isinstance(item, Text) and item.words.strip()]


def _in_line(parts: Sequence[Part], *, mirrored: bool) -> list[Part]:
    """Boxes and what stands between them: row by row."""
    rows = _bands((area.y, area.bottom) for area in map(_outline, parts))

    def place(part: Part) -> tuple[int, float]:
        area = _outline(part)
        return _band(rows, area.y + area.height / 2), _across(area, mirrored=mirrored)

    return sorted(parts, key=place)


def _in_map(scene: Scene, parts: Sequence[Part], *, mirrored: bool) -> list[Part]:
    """Boxes with their pills, in their panels: column by column or row by row."""
    panels = [p.area for p in scene.parts if p.role == "panel" and p.area and _texts(p)]
    boxes = [p.area for p in scene.parts if p.role == "box" and p.area]
    stages = [p.area for p in scene.parts if p.role == "stage" and p.area]
    down = bool(stages) and all(area.height > area.width for area in stages)

    def across(area: Area) -> float:
        return _across(area, mirrored=mirrored)

    def span(area: Area) -> Extent:
        return (area.y, area.bottom) if down else (across(area), across(area) + area.width)

    def holding(box: Area) -> Area:
        """The panel that a box is in, or the box itself."""
        x, y = box.x + box.width / 2, box.y + box.height / 2
        found = [a for a in panels if a.x <= x <= a.right and a.y <= y <= a.bottom]
        return min(found, key=lambda area: area.width * area.height, default=box)

    bands = _bands(span(area) for area in (*panels, *map(holding, boxes)))

    def place(part: Part) -> _ReadingPlace:
        own = _outline(part)
        pill = part.role not in {"box", "panel"}
        box = min(boxes, key=lambda area: _apart(own, area), default=own) if pill else own
        outer = holding(box)
        start, end = span(outer)
        return _ReadingPlace(
            _band(bands, (start + end) / 2),
            across(outer) if down else round(outer.y),
            part.role != "panel",
            round(box.y),
            across(box),
            pill,
            round(own.y),
            across(own),
        )

    return sorted(parts, key=place)


def _bands(spans: Iterable[Extent]) -> list[Extent]:
    """The spans, those that overlap as one."""
    found: list[Extent] = []
    for start, end in sorted(spans):
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _band(bands: Sequence[Extent], at: float) -> int:
    """The number of the band that a place is in, or of the next one."""
    return sum(1 for _, end in bands if end < at)


def _across(area: Area, *, mirrored: bool) -> float:
    """How far an area is from the side where reading starts."""
    return round(-area.right if mirrored else area.x)


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
