"""What is wrong with a finished scene, if anything: the promises that every poster keeps.

No text leaves its box, no two boxes or labels overlap, every link is attached at both ends, runs
through nothing and is hidden by nothing, nothing leaves the page, nothing is smaller than can be
printed, and every text stands out from its ground.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise
from re import findall

from servicemap.drawing.scene import (
    Area,
    Part,
    Point,
    Rectangle,
    Scene,
    Shape,
    Text,
)
from servicemap.drawing.theme import POINT
from servicemap.wording.phrases import Phrases
from tests.proofs.contrasts import contrast
from tests.proofs.link_checks import bad_crossings, broken_nets, covered_links
from tests.proofs.outlines import from_outline
from tests.proofs.paths import path_of
from tests.proofs.text_checks import touching_lines

SMALLEST = 6.0
"""Points, on any paper: text that is smaller cannot be read at arm's length.

Nothing around a map is smaller, and nothing of the map either, unless the poster itself says so.
"""

ELLIPSIS = "\N{HORIZONTAL ELLIPSIS}"

NEAR = 0.3
"""How far from an outline, in mm, a link still touches it."""

LARGE, LARGE_BOLD = 18 * POINT, 14 * POINT
"""From this size on, less contrast is enough."""

BOLD = 600
"""What of a label is as bold as this is not the service, but how it fares."""

INSIDE = 0.05
"""How deep in mm something must lie in something else to count."""


def faults(scene: Scene) -> list[str]:
    """A sentence for each promise that the scene breaks; none for a good one."""
    return [
        *_text_outside(scene),
        *_overlaps(scene),
        *_torn_panels(scene),
        *_loose_links(scene),
        *_lines_through(scene),
        *_lines_over_names(scene),
        *covered_links(scene),
        *bad_crossings(scene),
        *broken_nets(scene),
        *touching_lines(scene),
        *_unnamed_deliveries(scene),
        *_off_the_page(scene),
        *_too_small(scene),
        *_cut_short(scene),
        *_too_faint(scene),
    ]


def _text_outside(scene: Scene) -> Iterator[str]:
    for part in scene.parts:
        if part.area is None:
            continue
        for item in part.items:
            if isinstance(item, Text) and not part.area.holds(item.area, INSIDE):
                yield f"'{item.words}' leaves the {part.role} '{part.id}'"


def _overlaps(scene: Scene) -> Iterator[str]:
    solid = [part for part in scene.parts if part.role in {"box", "pill"}]
    for a, b in combinations(solid, 2):
        if b.source == a.id and _area(a).holds(_area(b)):
            continue  # a row of its card
        if _area(a).overlaps(_area(b), INSIDE):
            yield f"the {a.role} '{a.id}' overlaps the {b.role} '{b.id}'"


def _torn_panels(scene: Scene) -> Iterator[str]:
    """Panels do not overlap, and a box or label is either in one or beside it."""
    panels = [part for part in scene.parts if part.role == "panel"]
    for a, b in combinations(panels, 2):
        if _area(a).overlaps(_area(b), INSIDE):
            yield f"the panels '{a.id}' and '{b.id}' overlap"
    for panel in panels:
        for part in scene.parts:
            if part.role not in {"box", "pill"} or not _area(part).overlaps(_area(panel), INSIDE):
                continue
            if not _area(panel).holds(_area(part), INSIDE):
                yield f"the {part.role} '{part.id}' stands across the edge of '{panel.id}'"


def _loose_links(scene: Scene) -> Iterator[str]:
    boxes = {part.id: part for part in scene.parts if part.role == "box"}
    for part in scene.parts:
        if part.role != "link":
            continue
        for what, party, point in (
            ("start", part.source, path_of(part)[0]),
            ("end", part.target, _tip(part)),
        ):
            if party not in boxes:
                yield f"the link '{part.id}' has no box to {what} at"
            elif from_outline(boxes[party], point) > NEAR:
                yield f"the link '{part.id}' does not {what} at '{party}'"


def _lines_through(scene: Scene) -> Iterator[str]:
    solid = [part for part in scene.parts if part.role in {"box", "pill"}]
    for link in (part for part in scene.parts if part.role == "link"):
        path = path_of(link)
        for part in solid:
            if part.id in {link.source, link.target} and part.role == "box":
                continue
            area = _area(part)
            if part.role == "pill" and part.source in {link.source, link.target}:
                continue  # a row of its own card
            if any(_enters(area, stretch) for stretch in pairwise(path)):
                yield f"the link '{link.id}' runs through the {part.role} '{part.id}'"


def _lines_over_names(scene: Scene) -> Iterator[str]:
    """No link is drawn over the name of a department."""
    names = [
        item
        for part in scene.parts
        if part.role == "panel"
        for item in part.items
        if isinstance(item, Text)
    ]
    for link in (part for part in scene.parts if part.role == "link"):
        path = path_of(link)
        for name in names:
            if any(_enters(name.area, stretch) for stretch in pairwise(path)):
                yield f"the link '{link.id}' runs over the name '{name.words}'"


def _unnamed_deliveries(scene: Scene) -> Iterator[str]:
    """A link to an end user leaves from a label that says one of its own services.

    Of a label that sums up several, the first of them counts.
    """
    phrases = Phrases(scene.language, dict(scene.words))
    ends = [part for part in scene.parts if part.role == "panel" and part.id == "customers"]
    boxes = [part for part in scene.parts if part.role == "box"]
    served = {box.id for box in boxes for panel in ends if _area(panel).holds(_area(box))}
    pills = [part for part in scene.parts if part.role == "pill"]
    for link in (part for part in scene.parts if part.role == "link" and part.target in served):
        path = path_of(link)
        for pill in pills:
            start = Area(*path[0], 0, 0)
            leaves = _enters(_area(pill), path[:2]) or _area(pill).holds(start, NEAR)
            if pill.source == link.source and leaves:
                texts = [item for item in pill.items if isinstance(item, Text)]
                said = " ".join(text.words for text in texts if text.weight < BOLD)
                if link.title in pill.title:
                    continue
                if _first_service(said, phrases) not in _letters(link.title):
                    yield f"the link '{link.id}' leaves from the label '{said}'"


def _first_service(label: str, phrases: Phrases) -> str:
    """The letters of what a label says, but for how many more there are."""
    letters = _letters(label)
    for number in findall(r"\d+", label):
        more = _letters(phrases.say("more", count=int(number)))
        if letters.endswith(more) and letters != more:
            return letters.removesuffix(more)
    return letters


def _letters(text: str) -> str:
    """What of a text is the same however its lines are broken."""
    return "".join(one for one in text if one.isalnum())


def _enters(area: Area, stretch: Sequence[Point]) -> bool:
    """Whether a short or straight stretch goes through an area, not just along its edge."""
    (ax, ay), (bx, by) = stretch[0], stretch[-1]
    around = Area(min(ax, bx), min(ay, by), abs(ax - bx), abs(ay - by))
    return (
        around.x < area.right - INSIDE
        and around.right > area.x + INSIDE
        and around.y < area.bottom - INSIDE
        and around.bottom > area.y + INSIDE
    )


def _off_the_page(scene: Scene) -> Iterator[str]:
    page = Area(0, 0, scene.width, scene.height)
    for part in scene.parts:
        if any(not page.holds(_extent(item)) for item in part.items):
            yield f"the {part.role} '{part.id}' leaves the page"


def _too_small(scene: Scene) -> Iterator[str]:
    said = [_letters(_words_of(part)) for part in scene.parts if part.role == "legend"]
    phrases = Phrases(scene.language, dict(scene.words))
    crowded = "" if scene.crowded is None else _letters(phrases.said(scene.crowded))
    admitted = bool(crowded) and any(crowded in text for text in said)
    for part in scene.parts:
        if admitted and part.role in {"box", "pill", "panel", "badge"}:
            continue
        for item in part.items:
            if isinstance(item, Text) and item.size < SMALLEST * POINT - 1e-6:
                yield f"'{item.words}' is only {item.size / POINT:.1f} pt"


def _cut_short(scene: Scene) -> Iterator[str]:
    """No name and no service is cut short: each ends as people wrote it.

    A sentence on a card for the wall may be, if the notes say so.
    """
    if any(note.key == "card_cut" for note in scene.notes):
        return
    for part in scene.parts:
        if part.role in {"box", "pill", "panel"}:
            for item in part.items:
                if isinstance(item, Text) and ELLIPSIS in item.words and ELLIPSIS not in part.title:
                    yield f"the {part.role} '{part.id}' is cut short: '{item.words}'"


def _words_of(part: Part) -> str:
    """All that a part says."""
    return " ".join(item.words for item in part.items if isinstance(item, Text))


def _too_faint(scene: Scene) -> Iterator[str]:
    """Text and its ground differ by as much as WCAG 2.2 asks of it (level AA)."""
    grounds: list[tuple[Area, str]] = []
    for part in scene.parts:
        for item in part.items:
            if isinstance(item, Text):
                x, y, width, height = item.area
                middle = Area(x + width / 2, y + height / 2, 0, 0)
                ground = next((f for a, f in reversed(grounds) if a.holds(middle)), "#FFFFFF")
                found = contrast(item.colour, ground)
                large = item.size >= LARGE_BOLD if item.weight >= 700 else item.size >= LARGE
                if found < (3.0 if large else 4.5):
                    yield f"'{item.words}' is {item.colour} on {ground}: {found:.1f} to 1"
            elif item.fill is not None:
                grounds.append((_extent(item), item.fill))


def _area(part: Part) -> Area:
    assert part.area is not None, f"a {part.role} without an area"
    return part.area


def _extent(item: Rectangle | Shape | Text) -> Area:
    if not isinstance(item, Shape):
        return item.area
    points = [step.to for step in item.steps]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Area(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))


def _tip(link: Part) -> Point:
    """The point of a link's arrowhead: its last shape begins there."""
    shape = link.items[-1]
    assert isinstance(shape, Shape), "a link ends in an arrowhead"
    return shape.steps[0].to
