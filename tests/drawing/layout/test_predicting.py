"""What a change of an order does to crossings is foreseen before heights are found for it."""

import pytest

from servicemap.drawing.layout.fitting import Room
from servicemap.drawing.layout.nets import rows_of
from servicemap.drawing.layout.polishing import Polish
from servicemap.drawing.layout.predicting import Prediction
from servicemap.drawing.layout.ruler import Ruler
from servicemap.drawing.layout.searching import USUAL, Candidate, Search
from servicemap.drawing.theme import COLOUR, IN_MILLIMETRES, Lengths
from servicemap.drawing.typesetting.text import Typesetter
from servicemap.views.kinds.whole import whole_map
from servicemap.wording.phrases import Words
from tests.drawing.sketches import read

SIDE_BY_SIDE = """
suppliers:
  Farm: {serves: {Kitchen: Milk}}
  Mill: {serves: {Bakery: Flour}}
  Hop yard: {serves: {Brewery: Hops}}
teams:
  Kitchen: {serves: {Guests: Soup}}
  Bakery: {serves: {Guests: Bread}}
  Brewery: {serves: {Guests: Beer}}
end_users: [Guests]
"""
TWO_ROWS = """
suppliers:
  Farm: {serves: {Kitchen: Milk, Bakery: Butter}}
teams:
  Kitchen: {serves: {Guests: Soup}}
  Bakery: {serves: {Guests: Bread}}
end_users: [Guests]
"""


def best(text: str) -> Candidate:
    """The best layout of a map: none of its lines cross."""
    m = read(text)
    view, words = whole_map(m), Words(m)
    rows = rows_of(view, words)
    theme = COLOUR._replace(type=IN_MILLIMETRES, lengths=Lengths(), scale=1)
    ruler = Ruler(view, rows, Typesetter(), theme, words)
    found = Search(view, rows, ruler, Room(390, 240, 0, 0), USUAL).best()
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("order", "more"),
    [((0, 1, 2), 0), ((1, 0, 2), 1), ((0, 2, 1), 1), ((1, 2, 0), 2), ((2, 1, 0), 3)],
)
def test_suppliers_that_change_places_cross_as_often_as_they_do(
    order: tuple[int, ...], more: int
) -> None:
    found = best(SIDE_BY_SIDE)
    prediction = Prediction(found.program, found.standing)
    changed = found.standing.copy()
    changed.columns[0] = [changed.columns[0][at] for at in order]
    assert prediction.in_columns(changed, [0]) == more


def test_whoever_is_served_changes_places_with_its_supplier_without_a_crossing() -> None:
    found = best(SIDE_BY_SIDE)
    changed = found.standing.copy()
    changed.columns[0].reverse()
    changed.columns[1].reverse()
    assert Prediction(found.program, found.standing).in_columns(changed, [0, 1]) == 0


def test_rows_of_a_card_that_change_places_cross() -> None:
    found = best(TWO_ROWS)
    farm = found.wires.boxes.index("farm")
    changed = found.standing.copy()
    changed.follow(farm, changed.rows[farm][::-1])
    prediction = Prediction(found.program, found.standing)
    assert prediction.in_card(changed, farm) == 1
    assert prediction.in_card(found.standing, farm) == 0


def worsened() -> tuple[Candidate, Polish]:
    """A layout with the upper two suppliers in each other's place, about to be polished."""
    found = best(SIDE_BY_SIDE)
    suppliers = found.standing.columns[0]
    rank = found.standing.ranks
    one, other = (rank.index(found.standing.group[box]) for box in suppliers[:2])
    rank[one], rank[other] = rank[other], rank[one]
    suppliers[0], suppliers[1] = suppliers[1], suppliers[0]
    found.program.put(found.standing)
    assert found.program.solve()
    return found, Polish(found.program, found.standing)


def test_polish_uncrosses_what_it_foresees() -> None:
    found, polish = worsened()
    before = polish.cost
    polish.sweep(100)
    assert polish.cost < before
    assert 0 < polish.tried < 100
    assert polish.cost == Polish(found.program, found.standing).cost


def test_heights_are_not_found_for_what_seems_to_cross_more(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found, polish = worsened()
    before, columns = polish.cost, [[*items] for items in found.standing.columns]
    for name in ("in_columns", "in_card"):
        monkeypatch.setattr(Prediction, name, lambda *_: 2)
    polish.sweep(100, more=1)
    assert (polish.tried, polish.cost) == (0, before)
    assert found.standing.columns == columns
