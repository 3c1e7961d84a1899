"""What is delivered is set larger where there is room, and names are as large as they were."""

import pytest

from servicemap.drawing.layout import settling
from servicemap.drawing.scene import Scene, Text
from servicemap.posters.poster import draw
from tests.drawing.sketches import part, read, words
from tests.proofs.scene_checks import faults

pytestmark = pytest.mark.usefixtures("hurried")

FEW = """
teams:
  Kitchen: {serves: {Waiters: Meals}}
  Waiters: {serves: {Guests: Dinner}}
suppliers:
  Farm: {serves: {Kitchen: Milk and cream}}
end_users: [Guests]
"""
TIGHT = "teams:\n" + "".join(
    f"  Team number {n}: {{serves: {{Guests: [Soup of the day {n}, Daily bread {n}]}}}}\n"
    for n in range(40)
)


def size(scene: Scene, role: str, id_: str) -> float:
    return next(one.size for one in part(scene, role, id_).items if isinstance(one, Text))


@pytest.mark.parametrize("orientation", ["landscape", "portrait"])
def test_rows_are_larger_where_there_is_room(
    orientation: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    m = read(FEW)
    large = draw(m, orientation=orientation)
    monkeypatch.setattr(settling, "ROWS", ())
    usual = draw(m, orientation=orientation)
    assert size(large, "pill", "farm/milk-and-cream") == pytest.approx(
        1.2 * size(usual, "pill", "farm/milk-and-cream")
    )
    assert size(large, "box", "farm") == size(usual, "box", "farm")
    assert large.reads_from == usual.reads_from
    assert large.services_from > usual.services_from
    assert faults(large) == []


def test_no_word_is_broken_for_it() -> None:
    scene = draw(read(FEW.replace("Milk and cream", "Schlagsahnelieferungsbestätigung")))
    (row,) = [one for one in scene.parts if one.role == "pill" and one.source == "farm"]
    assert words(row) == ["Schlagsahnelieferungsbestätigung"]
    assert faults(scene) == []


def test_where_all_is_tight_names_are_no_smaller_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    m = read(TIGHT + "end_users: [Guests]")
    large = draw(m)
    monkeypatch.setattr(settling, "ROWS", ())
    assert large.reads_from >= draw(m).reads_from
    assert faults(large) == []
