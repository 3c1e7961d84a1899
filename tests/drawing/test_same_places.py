"""Whoever knows the plain poster of a map finds her way on that of a delay."""

from collections.abc import Callable
from itertools import chain
from pathlib import Path

import pytest

import servicemap as sm
from servicemap.drawing.scene import Scene
from servicemap.model import ServiceMap
from servicemap.posters.poster import draw, poster
from tests.drawing.ours import MAPS
from tests.drawing.sketches import read
from tests.proofs.scene_checks import faults

pytestmark = pytest.mark.usefixtures("hurried")

BREWERY = """
teams:
  Brewhouse:
    department: Production
    serves: [{customer: Cellar, service: Wort, takes: 2d}]
  Cellar:
    department: Production
    serves:
      - {customer: Filling, service: Beer, takes: 10d}
      - {customer: Lab, service: Samples, takes: 1h}
  Lab:
    department: Quality
    serves: [{customer: [Filling, Brewhouse], service: Release, takes: 4h}]
  Filling:
    department: Production
    serves: [{customer: [Vans, Shop], service: Crates, takes: 1d, departs: "Fri 06:00"}]
  Vans:
    department: Logistics
    serves:
      - {customer: [Pubs, Markets], service: Beer at the door, takes: 4h, promise: 20d}
      - {customer: Filling, service: Empties, takes: 1h}
  Shop:
    department: Sales
    serves: [{customer: Guests, service: Beer to take home, takes: 1h, promise: 90d}]
suppliers:
  Maltings: {serves: [{customer: Brewhouse, service: Malt, takes: 3d}]}
  Washer: {serves: [{customer: Filling, service: Bottles, takes: 1d, slack: 9d}]}
end_users: [Pubs, Markets, Guests]
"""

CASES: dict[str, tuple[Callable[[], ServiceMap], dict[str, str]]] = {
    "toys": (lambda: sm.load(MAPS / "harbour-toys"), {"purchasing": "5d"}),
    "laboratory": (lambda: sm.load(MAPS / "clinical-laboratory"), {"main-store": "3d"}),
    "event": (lambda: sm.load(MAPS / "sales-event.yaml"), {"accounts": "2d"}),
    "brewery": (lambda: read(BREWERY), {"maltings": "4d", "washer": "1d"}),
}


def middles(scene: Scene) -> dict[str, tuple[float, float]]:
    """Where the middle of each box is, in parts of the paper."""
    return {
        one.id: (
            (one.area.x + one.area.width / 2) / scene.width,
            (one.area.y + one.area.height / 2) / scene.height,
        )
        for one in scene.parts
        if one.role == "box" and one.area
    }


@pytest.mark.parametrize("orientation", ["landscape", "portrait"])
@pytest.mark.parametrize("name", CASES)
def test_a_delay_moves_no_box_past_another(name: str, orientation: str) -> None:
    make, late = CASES[name]
    m = make()
    plain = draw(m, orientation=orientation)
    told = draw(m, late=late, orientation=orientation)
    assert plain.order is not None
    assert told.order is not None
    assert told.order.columns == plain.order.columns
    assert told.order.stacks == plain.order.stacks
    before, after = middles(plain), middles(told)
    moved = [abs(a - b) for id_ in before for a, b in zip(before[id_], after[id_], strict=True)]
    assert sum(moved) / len(moved) < 0.1
    assert faults(told) == []


def test_so_it_is_on_the_poster_of_a_department() -> None:
    m = sm.load(MAPS / "harbour-toys")
    plain = draw(m, department="Back office")
    told = draw(m, department="Back office", late={"purchasing": "5d"})
    assert plain.order is not None
    assert told.order is not None
    both = set(chain(*plain.order.columns)) & set(chain(*told.order.columns))
    assert len(both) > 5
    assert [[box for box in column if box in both] for column in told.order.columns] == [
        [box for box in column if box in both] for column in plain.order.columns
    ]


def test_an_order_that_is_kept_is_kept_by_both(tmp_path: Path) -> None:
    m = read(BREWERY)
    old = tmp_path / "old.svg"
    poster(m, paper="A4", orientation="portrait").save(old)
    plain, told = draw(m, keep_order=old), draw(m, keep_order=old, late={"maltings": "4d"})
    assert plain.order is not None
    assert told.order is not None
    assert told.order.columns == plain.order.columns
