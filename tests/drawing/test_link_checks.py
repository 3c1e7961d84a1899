"""The checker of links finds what hides them or makes them hard to follow."""

from pathlib import Path

import pytest

from servicemap import load, trace
from servicemap.drawing.papers import Orientation
from servicemap.drawing.scene import LineTo, MoveTo, Part, Pen, Scene, Shape
from servicemap.posters.poster import draw
from tests.drawing.sketches import SMALLEST, part, read
from tests.proofs.link_checks import bare_crossings, hidden_edges, kinked_links
from tests.proofs.scene_checks import faults

LINE = Pen("#FFFFFF", 2.4)
LINK = "purchasing/stock-orders > stores"


def covered(*points: tuple[float, float], width: float = 4) -> list[str]:
    """What the checker says of the smallest map with a casing between two points over it.

    The points count from the middle of the link between purchasing and stores.
    """
    scene = draw(read(SMALLEST))
    assert faults(scene) == []
    x, y = middle(scene)
    start, end = [(x + right, y + down) for right, down in points]
    line = Shape((MoveTo(start), LineTo(end)), None, Pen("#FFFFFF", width))
    casing = Part("casing", "another", "", (line,))
    return faults(scene._replace(parts=(*scene.parts, casing)))


def middle(scene: Scene) -> tuple[float, float]:
    """The middle of the visible part of the link, between its label and its arrowhead."""
    pill = part(scene, "pill", "purchasing/stock-orders right").area
    box = part(scene, "box", "stores").area
    assert pill is not None
    assert box is not None
    return (pill.right + box.x) / 2, pill.y + pill.height / 2


def test_a_link_may_pass_under_another_one() -> None:
    assert covered((0, -20), (0, 20)) == []
    assert covered((-20, -20), (20, 20)) == []


def test_a_link_under_the_casing_of_another_that_runs_beside_it() -> None:
    assert covered((-5, 1), (5, 1), width=4) == [f"the link '{LINK}' runs 13 mm under 'another'"]


def test_a_link_beside_the_casing_of_another() -> None:
    assert covered((-5, 2.2), (5, 2.2), width=4) == []


def test_what_was_drawn_before_a_link_hides_nothing() -> None:
    scene = draw(read(SMALLEST))
    x, y = middle(scene)
    band = Shape((MoveTo((x - 9, y)), LineTo((x + 9, y))), None, Pen("#FFFFFF", 6))
    casing = Part("casing", "another", "", (band,))
    assert faults(scene._replace(parts=(casing, *scene.parts))) == []


@pytest.mark.parametrize(("by", "found"), [(0, []), (1.5, ["1.5"]), (6, [])])
def test_a_link_that_shifts_by_a_hair(by: float, found: list[str]) -> None:
    scene = draw(read(SMALLEST))
    path = Shape(
        (MoveTo((10, 50)), LineTo((40, 50)), LineTo((40, 50 + by)), LineTo((70, 50 + by))),
        None,
        Pen("#000000", 1),
    )
    link = Part("link", "a > b", "", (path,), source="a", target="b")
    said = list(kinked_links(scene._replace(parts=(*scene.parts, link))))
    assert said == [f"the link 'a > b' shifts by {mm} mm" for mm in found]


@pytest.mark.parametrize("way", list(Orientation))
@pytest.mark.parametrize("name", ["harbour-toys", "clinical-laboratory", "sales-event.yaml"])
def test_no_link_of_our_maps_shifts_by_a_hair(name: str, way: Orientation) -> None:
    scene = draw(load(Path("maps") / name), orientation=way)
    assert list(kinked_links(scene)) == []


def test_who_is_in_the_way_gives_way_to_a_straight_link() -> None:
    # The order feed is straight, and what arrives beside it has moved down for it.
    toys = load("maps/harbour-toys")
    late = trace(toys, late={"purchasing": "5d"})
    assert list(kinked_links(draw(toys, late=late))) == []


CROSSED = """
suppliers:
  Mill: {serves: {Bakery: Flour, Office: Prices}}
  Dairy: {serves: {Bakery: Milk, Office: Invoices}}
teams:
  Bakery: {department: Works, serves: {Shop: Bread, Office: Hours, Guests: Cakes}}
  Packing: {department: Works, serves: {Bakery: Boxes, Guests: Parcels}}
  Shop: {department: Works, serves: {Packing: Orders, Bakery: Sales, Guests: Bread}}
  Office: {serves: {Shop: Wages, Packing: Rosters, Mill: Payment}}
end_users: [Guests]
"""


@pytest.mark.parametrize("way", list(Orientation))
def test_links_that_cross_without_a_bridge(way: Orientation) -> None:
    scene = draw(read(CROSSED), orientation=way)
    assert faults(scene) == []
    bare = scene._replace(parts=tuple(one for one in scene.parts if one.role != "casing"))
    found = list(bare_crossings(bare))
    assert len(found) >= 3
    assert all(" without a bridge at " in one for one in found)
    assert set(found) <= set(faults(bare))


def test_a_bridge_shows_on_both_sides_of_its_line() -> None:
    scene = draw(read(CROSSED))
    thin = tuple(
        one._replace(
            items=tuple(
                item._replace(pen=item.pen._replace(width=1.1))
                if isinstance(item, Shape) and item.pen
                else item
                for item in one.items
            )
        )
        if one.role == "casing"
        else one
        for one in scene.parts
    )
    assert list(bare_crossings(scene._replace(parts=thin)))


@pytest.mark.parametrize(("off", "hidden"), [(0.5, True), (2.5, False)])
def test_a_casing_beside_the_edge_of_a_panel(off: float, hidden: bool) -> None:
    scene = draw(read(CROSSED))
    (panel,) = (one for one in scene.parts if (one.role, one.id) == ("panel", "department/works"))
    assert panel.area is not None
    y = panel.area.bottom + off
    beside = Shape((MoveTo((panel.area.x, y)), LineTo((panel.area.right, y))), None, LINE)
    away = Shape((MoveTo((panel.area.x, y)), LineTo((panel.area.x, y + 20))), None, LINE)
    casing = Part("casing", "another", "", (beside, away))
    found = list(hidden_edges(scene._replace(parts=(*scene.parts, casing))))
    said = f"'another' hides {panel.area.width:.0f} mm of the edge of 'department/works'"
    assert found == ([said] if hidden else [])
