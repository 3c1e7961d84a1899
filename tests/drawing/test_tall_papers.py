"""On a tall paper work flows from left to right as well, in fewer columns."""

import pytest

import servicemap as sm
from servicemap.drawing.papers import PAPERS, Orientation, find_orientation, find_paper
from servicemap.drawing.scene import Rectangle, Scene, Shape, Text
from servicemap.errors import WrongValue
from servicemap.posters.poster import draw
from tests.conftest import Golden
from tests.drawing.ours import SKETCHES, drawn, map_of
from tests.drawing.sketches import area, part, read, summary, words
from tests.examples import in_turn
from tests.proofs.scene_checks import faults

TALL = Orientation.PORTRAIT
OURS = ("clinical-laboratory", "harbour-toys", "sales-event.yaml")


def tall(text: str, **choices: str) -> Scene:
    return draw(read(text), orientation=TALL, **choices)  # type: ignore[arg-type]


@pytest.mark.usefixtures("either_search")
@pytest.mark.parametrize(
    ("paper", "name"), in_turn([paper.name for paper in PAPERS.values()], OURS)
)
def test_our_maps_keep_every_promise_on_every_tall_paper(paper: str, name: str) -> None:
    scene = drawn(name, TALL, paper=paper)
    assert faults(scene) == []
    assert (scene.width, scene.height) == find_paper(paper).hung(TALL)[1:]
    assert scene.width < scene.height


@pytest.mark.usefixtures("either_search")
@pytest.mark.parametrize("name", SKETCHES)
def test_awkward_maps_are_drawn_and_keep_every_promise(name: str) -> None:
    m, scene = map_of(name), drawn(name, TALL)
    assert faults(scene) == []
    assert {one.id for one in scene.parts if one.role == "box"} == set(m.parties)
    assert sum(one.role == "link" for one in scene.parts) == len(m.reliances)


@pytest.mark.parametrize(
    ("name", "late"),
    [
        ("harbour-toys", {}),
        ("clinical-laboratory", {}),
        ("sales-event.yaml", {"accounts": "2d"}),
    ],
)
def test_our_tall_posters_look_as_they_did(name: str, late: dict[str, str], golden: Golden) -> None:
    m = map_of(name)
    scene = draw(m, late=sm.trace(m, late=late), orientation=TALL) if late else drawn(name, TALL)
    golden(f"posters/{name.removesuffix('.yaml')}-tall.txt", summary(scene))


def test_suppliers_stand_left_and_customers_right_on_tall_papers_as_well() -> None:
    scene = drawn("ROUND_AND_ROUND", TALL)
    left = {party: area(scene, "box", party).x for party in ("mill", "orders", "dealer", "readers")}
    assert left["mill"] < left["orders"] < left["dealer"] < left["readers"]
    stages = [one for one in scene.parts if one.role == "stage"]
    assert [one.id for one in stages] == ["suppliers", "teams", "distributors", "customers"]
    assert len({round(one.area.y) for one in stages if one.area}) == 1, "all above the map"


CREAMERY = """
suppliers:
  Farms: {serves: {Collection: Milk}}
  Power company: {serves: {Creamery: Steam}}
  Printer: {serves: {Cutting: Labels}}
teams:
  Collection: {serves: {Creamery: Raw milk}}
  Cellar: {serves: {Cutting: Ripe cheese}}
  Packaging: {serves: {Creamery: Cartons, Cutting: Foil}}
  Creamery:
    serves:
      {Hospital: Fresh milk, Cellar: Young cheese, Laboratory: Samples, Cold store: Butter}
  Cutting: {serves: {Cold store: Packed cheese, Shop: Gift boxes}}
  Office: {serves: {Printer: Label order, Cutting: Labels, Sales: Price list}}
  Sales: {serves: {Office: Orders}}
  Laboratory: {serves: {Creamery: Germ counts}}
  Cold store: {serves: {Markets: Pallets, Shop: Small orders}}
  Shop: {serves: {Companies: Baskets, Tourists: Cheese}}
distributors: [Markets]
end_users: [Hospital, Companies, Tourists]
"""


def test_where_not_all_gaps_can_grow_together_each_grows_as_far_as_it_may() -> None:
    scene = tall(CREAMERY)
    areas = [one.area for one in scene.parts if one.role == "box" and one.area]
    reach = max(one.bottom for one in areas) - min(one.y for one in areas)
    assert reach > 0.4 * scene.height, "growing together they reach over less than a third"
    assert faults(scene) == []


def test_a_service_is_a_row_of_the_card_that_delivers() -> None:
    scene = drawn("SMALLEST", TALL)
    assert area(scene, "box", "purchasing").holds(area(scene, "pill", "purchasing/stock-orders"))


def test_the_way_to_read_it_is_from_left_to_right() -> None:
    for way in Orientation:
        scene = drawn("SMALLEST", way)
        assert any("from left to right" in one for one in words(part(scene, "head", "title")))


@pytest.mark.usefixtures("either_search")
@pytest.mark.parametrize(("name", "way"), in_turn(OURS, list(Orientation)))
def test_black_and_white_keeps_every_promise_as_well(name: str, way: Orientation) -> None:
    assert faults(drawn(name, way, black_and_white=True)) == []


def test_black_and_white_has_no_colour_and_says_late_without_it(golden: Golden) -> None:
    m = map_of("sales-event.yaml")
    traced = sm.trace(m, late={"accounts": "2d"})
    scene = draw(m, late=traced, black_and_white=True, here="Finance")
    assert faults(scene) == []
    colours: set[str | None] = set()
    for one in scene.parts:
        for item in one.items:
            if isinstance(item, Text):
                colours.add(item.colour)
            else:
                colours |= {item.fill, item.pen.colour if item.pen else None}
    for colour in colours - {None}:
        assert colour is not None
        assert colour[1:3] == colour[3:5] == colour[5:7], "a grey"
    cause = part(scene, "link", "accounts/profit-report > sales").items[0]
    plain = part(scene, "link", "print-works/blank-invitations > event-desk").items[0]
    assert isinstance(cause, Shape)
    assert isinstance(plain, Shape)
    assert cause.pen
    assert plain.pen
    assert cause.pen.width > 2 * plain.pen.width
    badge = part(scene, "box", "top-ten-accounts").items
    flag, said = badge[-2], badge[-1]
    assert isinstance(flag, Rectangle)
    assert isinstance(said, Text)
    assert (flag.fill, said.colour) == ("#FFFFFF", "#000000"), "the other way round on black"
    here = part(scene, "badge", "home").items[0]
    assert isinstance(here, Rectangle)
    assert here.fill == "#000000"
    golden("posters/sales-event-bw.txt", summary(scene))


def test_papers_hang_in_two_ways_and_no_other() -> None:
    assert find_orientation(" Portrait ") is Orientation.PORTRAIT
    assert find_paper("A4").hung(TALL)[1:] == (210, 297)
    with pytest.raises(WrongValue) as raised:
        find_orientation("portait")
    assert raised.value.hint == "did you mean portrait?"
