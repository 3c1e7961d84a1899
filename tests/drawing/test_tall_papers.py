"""On a tall paper work flows down: the same layout in a frame of its own, text as it stands."""

from pathlib import Path

import pytest

import servicemap as sm
from servicemap.drawing.flow import Flow
from servicemap.drawing.papers import PAPERS, Orientation, find_orientation, find_paper
from servicemap.drawing.scene import Area, LineTo, MoveTo, Rectangle, Scene, Shape, Text
from servicemap.drawing.theme import POINT
from servicemap.errors import WrongValue
from servicemap.posters.poster import draw
from tests.conftest import Golden
from tests.drawing import sketches
from tests.drawing.sketches import area, part, read, summary, words
from tests.proofs.scene_checks import faults

MAPS = Path(__file__).parents[2] / "maps"
TALL = Orientation.PORTRAIT
OURS = ("clinical-laboratory", "harbour-toys", "sales-event.yaml")
SKETCHES = {
    name: text for name, text in vars(sketches).items() if name.isupper() and isinstance(text, str)
}


def tall(text: str, **choices: str) -> Scene:
    return draw(read(text), orientation=TALL, **choices)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", OURS)
@pytest.mark.parametrize("paper", [paper.name for paper in PAPERS.values()])
def test_our_maps_keep_every_promise_on_every_tall_paper(name: str, paper: str) -> None:
    scene = draw(sm.load(MAPS / name), paper=paper, orientation=TALL)
    assert faults(scene) == []
    assert (scene.width, scene.height) == find_paper(paper).hung(TALL)[1:]
    assert scene.width < scene.height


@pytest.mark.parametrize("name", SKETCHES)
def test_awkward_maps_are_drawn_and_keep_every_promise(name: str) -> None:
    scene = tall(SKETCHES[name])
    assert faults(scene) == []
    m = read(SKETCHES[name])
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
    m = sm.load(MAPS / name)
    scene = draw(m, late=sm.trace(m, late=late) if late else None, orientation=TALL)
    golden(f"posters/{name.removesuffix('.yaml')}-tall.txt", summary(scene))


def test_suppliers_stand_at_the_top_and_customers_at_the_bottom() -> None:
    scene = tall(sketches.ROUND_AND_ROUND)
    top = {party: area(scene, "box", party).y for party in ("mill", "orders", "dealer", "readers")}
    assert top["mill"] < top["orders"] < top["dealer"] < top["readers"]
    stages = [one for one in scene.parts if one.role == "stage"]
    assert [one.id for one in stages] == ["suppliers", "teams", "distributors", "customers"]
    assert len({round(one.area.x) for one in stages if one.area}) == 1, "all on the left"
    assert all(one.area and one.area.height > one.area.width for one in stages)


def test_a_label_stands_below_the_box_that_delivers() -> None:
    scene = tall(sketches.SMALLEST)
    box = area(scene, "box", "purchasing")
    pill = area(scene, "pill", "purchasing/stock-orders")
    assert pill.y > box.bottom
    assert box.x < pill.x
    assert pill.right < box.right
    assert pill.width > pill.height, "its words are level"


def test_the_teams_of_a_department_stand_side_by_side_below_its_name() -> None:
    scene = tall(sketches.ROUND_AND_ROUND)
    panel = part(scene, "panel", "department/office")
    boxes = [area(scene, "box", team) for team in ("orders", "billing", "planning")]
    assert len({box.y for box in boxes}) == 1
    (name,) = (item for item in panel.items if isinstance(item, Text))
    assert name.words == "Office"
    assert name.area.bottom < min(box.y for box in boxes)


def test_the_names_of_stages_run_upwards_in_glyphs_that_lie_on_their_backs() -> None:
    scene = tall(sketches.SMALLEST)
    (name,) = (i for i in part(scene, "stage", "customers").items if isinstance(i, Text))
    assert name.words == "End users"
    assert name.turned > 4 * name.width
    assert name.area.height == pytest.approx(name.turned)
    ups = [glyph.y for glyph in name.glyphs]
    assert ups == sorted(ups)
    assert {glyph.face[-1] for glyph in name.glyphs} == {"^"}
    drawn = {(outline.face, outline.number) for outline in scene.outlines}
    assert {(glyph.face, glyph.number) for glyph in name.glyphs} <= drawn


def test_the_way_to_read_it_is_from_top_to_bottom() -> None:
    assert any("from top to bottom" in line for line in words(part(tall(SMALL), "head", "title")))
    wide = draw(read(SMALL))
    assert any("from left to right" in line for line in words(part(wide, "head", "title")))


SMALL = sketches.SMALLEST


def test_a_small_map_fills_its_paper() -> None:
    scene = tall(SMALL)
    boxes = [one for one in scene.parts if one.role == "box"]
    sizes = [i.size / POINT for one in boxes for i in one.items if isinstance(i, Text)]
    assert min(sizes) >= 40
    heights = sum(one.area.height for one in boxes if one.area)
    assert heights > 0.2 * scene.height


@pytest.mark.parametrize("name", OURS)
def test_black_and_white_keeps_every_promise_as_well(name: str) -> None:
    m = sm.load(MAPS / name)
    for way in Orientation:
        scene = draw(m, orientation=way, black_and_white=True)
        assert faults(scene) == []


def test_black_and_white_has_no_colour_and_says_late_without_it(golden: Golden) -> None:
    m = sm.load(MAPS / "sales-event.yaml")
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
    assert cause.pen.dash
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


def test_a_flow_turns_what_is_drawn_and_back() -> None:
    shape = Shape((MoveTo((1, 2)), LineTo((3, 4))), "#000000")
    turned = Flow.DOWN.item(shape, (10, 20))
    assert turned == shape._replace(steps=(MoveTo((12, 21)), LineTo((14, 23))))
    assert Flow.RIGHT.item(shape) == shape
    once = Flow.DOWN.area(Area(1, 2, 3, 4))
    assert once == Area(2, 1, 4, 3)
    assert Flow.DOWN.area(once) == Area(1, 2, 3, 4)


def test_papers_hang_in_two_ways_and_no_other() -> None:
    assert find_orientation(" Portrait ") is Orientation.PORTRAIT
    assert find_paper("A4").hung(TALL)[1:] == (210, 297)
    with pytest.raises(WrongValue) as raised:
        find_orientation("portait")
    assert raised.value.hint == "did you mean portrait?"
