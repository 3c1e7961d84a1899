"""The checker of lines finds what hides them or makes them hard to follow."""

import pytest

from servicemap.drawing.papers import Orientation
from servicemap.drawing.scene import CurveTo, LineTo, MoveTo, Part, PathStep, Pen, Scene, Shape
from servicemap.posters.poster import draw
from tests.drawing.ours import drawn
from tests.drawing.sketches import SMALLEST, part, read
from tests.examples import in_turn
from tests.proofs.link_checks import (
    bad_crossings,
    broken_nets,
    covered_links,
    crossings,
    kinked_links,
)
from tests.proofs.scene_checks import faults

LINK = "purchasing/stock-orders > stores"


def with_line(*steps: PathStep, net: str = "another") -> Scene:
    """The smallest map, and one more line; its points count from the middle of the first one."""
    scene = draw(read(SMALLEST))
    assert faults(scene) == []
    one, other = (step.to for step in part(scene, "link", LINK).way)
    x, y = (one[0] + other[0]) / 2, one[1]

    def at(point: tuple[float, float]) -> tuple[float, float]:
        return (x + point[0], y + point[1])

    moved: list[PathStep] = []
    for step in steps:
        match step:
            case MoveTo():
                moved.append(MoveTo(at(step.to)))
            case LineTo():
                moved.append(LineTo(at(step.to)))
            case CurveTo():
                moved.append(CurveTo(at(step.first), at(step.second), at(step.to)))
    shape = Shape(tuple(moved), None, Pen("#000000", 0.7))
    line = Part("link", "a > b", "", (shape,), way=tuple(moved), net=net)
    return scene._replace(parts=(*scene.parts, line))


def test_lines_that_cross_without_a_bridge() -> None:
    scene = with_line(MoveTo((0, -20)), LineTo((0, 20)))
    (said,) = bad_crossings(scene)
    assert said.startswith(f"the link '{LINK}' crosses 'a > b' without a bridge at ")
    assert list(covered_links(scene)) == []


def test_lines_that_cross_on_a_bend() -> None:
    scene = with_line(MoveTo((-4, -4)), CurveTo((0, -4), (2, 0), (2, 4)))
    (said,) = bad_crossings(scene)
    assert " on a bend at " in said


def test_lines_of_one_net_may_cross() -> None:
    net = part(draw(read(SMALLEST)), "link", LINK).net
    assert net is not None
    assert list(bad_crossings(with_line(MoveTo((0, -20)), LineTo((0, 20)), net=net))) == []


@pytest.mark.parametrize(("off", "found"), [(0.5, 1), (1.5, 0)])
def test_a_line_that_lies_on_another(off: float, found: int) -> None:
    assert len(list(covered_links(with_line(MoveTo((-9, off)), LineTo((9, off)))))) == found


def test_a_stretch_that_nobody_draws() -> None:
    scene = draw(read(SMALLEST))
    bare = tuple(one._replace(items=one.items[-1:]) if one.way else one for one in scene.parts)
    said = list(broken_nets(scene._replace(parts=bare)))
    assert said
    assert all("is not drawn at" in one for one in said)


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


@pytest.mark.parametrize(
    ("name", "way"),
    in_turn(["harbour-toys", "clinical-laboratory", "sales-event.yaml"], list(Orientation)),
)
def test_no_link_of_our_maps_shifts_by_a_hair(name: str, way: Orientation) -> None:
    assert list(kinked_links(drawn(name, way))) == []


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
def test_every_crossing_of_a_map_is_a_bridge(way: Orientation) -> None:
    scene = draw(read(CROSSED), orientation=way)
    assert faults(scene) == []
    bare = scene._replace(parts=tuple(one for one in scene.parts if one.role != "bridge"))
    found = list(bad_crossings(bare))
    assert len(found) == len(list(crossings(scene)))
    assert all(" without a bridge at " in one for one in found)
    assert set(found) <= set(faults(bare))
