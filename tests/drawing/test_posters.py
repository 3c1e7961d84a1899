"""Whole posters: every map of ours keeps the promises of a poster, and says what it should."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import servicemap as sm
from servicemap.drawing.scene import LineTo, MoveTo, Scene, Shape, Text
from servicemap.drawing.theme import COLOURS, POINT
from servicemap.errors import UnknownName, WrongValue
from servicemap.posters.poster import draw, poster
from tests.conftest import Golden
from tests.drawing import sketches
from tests.drawing.ours import MAPS, OURS, SKETCHES, drawn, map_of
from tests.drawing.sketches import area, notes, part, read, summary, words
from tests.examples import in_turn
from tests.proofs.scene_checks import faults


def names_in_points(scene: Scene) -> float:
    return min(
        item.size / POINT
        for one in scene.parts
        if one.role == "box"
        for item in one.items
        if isinstance(item, Text) and item.weight == 600
    )


def columns(scene: Scene) -> int:
    return len({round(one.area.x) for one in scene.parts if one.role == "box" and one.area})


def test_there_are_maps_to_draw() -> None:
    assert {*OURS} >= {"clinical-laboratory", "harbour-toys", "sales-event.yaml"}


@pytest.mark.parametrize(("name", "paper"), in_turn(OURS, ["A3", "A4", "A0", "Letter"]))
def test_our_maps_keep_every_promise_on_every_paper(name: str, paper: str) -> None:
    assert faults(drawn(name, paper=paper)) == []


@pytest.mark.parametrize("name", SKETCHES)
def test_awkward_maps_are_drawn_and_keep_every_promise(name: str) -> None:
    m, scene = map_of(name), drawn(name)
    assert faults(scene) == []
    assert {one.id for one in scene.parts if one.role == "box"} == set(m.parties)
    assert [one.id for one in scene.parts if one.role == "link"] != [] or not m.reliances
    assert sorted(one.id for one in scene.parts if one.role == "link") == sorted(
        reliance.id for reliance in m.reliances
    )


@pytest.mark.parametrize(
    ("name", "late"),
    [
        ("harbour-toys", {}),
        ("clinical-laboratory", {}),
        ("sales-event.yaml", {"accounts": "2d"}),
    ],
)
def test_our_posters_look_as_they_did(name: str, late: dict[str, str], golden: Golden) -> None:
    m = map_of(name)
    scene = draw(m, late=sm.trace(m, late=late)) if late else drawn(name)
    golden(f"posters/{name.removesuffix('.yaml')}.txt", summary(scene))


def test_the_laboratory_can_be_read_from_across_the_room() -> None:
    scene = drawn("clinical-laboratory")
    assert names_in_points(scene) >= 20
    assert columns(scene) <= 8
    assert scene.reads_from >= 1.6
    assert scene.services_from >= 0.9


def test_the_smallest_map_fills_its_paper() -> None:
    scene = drawn("SMALLEST")
    assert names_in_points(scene) >= 40
    boxes = [area(scene, "box", party) for party in ("purchasing", "stores", "shoppers")]
    assert sum(box.width for box in boxes) > 0.5 * scene.width
    links = [one for one in scene.parts if one.role == "link"]
    assert [len(link.way) for link in links] == [2, 2], "straight lines"


def test_a_long_chain_folds_rather_than_shrinks() -> None:
    scene = drawn("LONG_CHAIN")
    assert names_in_points(scene) > 30
    assert columns(scene) <= 6


def test_suppliers_stand_left_and_customers_right() -> None:
    scene = drawn("ROUND_AND_ROUND")
    left = {party: area(scene, "box", party).x for party in ("mill", "orders", "dealer", "readers")}
    assert left["mill"] < left["orders"] < left["dealer"] < left["readers"]
    stages = [one.id for one in scene.parts if one.role == "stage"]
    assert stages == ["suppliers", "teams", "distributors", "customers"]


def test_what_a_customer_owes_its_supplier_comes_straight_back() -> None:
    scene = drawn("ROUND_AND_ROUND")
    line = part(scene, "link", "orders/forecast > mill").items[0]
    assert isinstance(line, Shape)
    orders, mill = area(scene, "box", "orders"), area(scene, "box", "mill")
    assert line.steps[0].to[0] == pytest.approx(orders.x, abs=0.1)
    assert line.steps[-1].to[0] == pytest.approx(mill.right, abs=4)
    assert line.pen is not None
    assert not line.pen.dash, "a dash means a fact, not a direction"


def test_one_service_for_several_customers_is_said_once() -> None:
    scene = drawn("ROUND_AND_ROUND")
    payments = [one for one in scene.parts if one.role == "pill" and words(one) == ["Payment"]]
    assert len(payments) == 1


def test_a_department_is_a_panel_around_its_teams() -> None:
    scene = draw(read(sketches.ROUND_AND_ROUND), here="office")
    panel = area(scene, "panel", "department/office")
    for team in ("orders", "billing", "planning"):
        assert panel.holds(area(scene, "box", team))
    assert not panel.overlaps(area(scene, "box", "press"))
    assert words(part(scene, "panel", "department/office")) == ["YOU ARE HERE", "Office"]
    assert words(part(scene, "badge", "home")) == ["YOU ARE HERE", "Office"]


def test_a_department_that_is_not_there_is_named_with_a_cure() -> None:
    with pytest.raises(UnknownName) as raised:
        draw(read(sketches.ROUND_AND_ROUND), department="Ofice")
    assert raised.value.message == "no department of this map is called 'Ofice'"
    assert raised.value.hint == "did you mean Office?"


def test_a_paper_that_is_not_there_is_named_with_a_cure() -> None:
    with pytest.raises(WrongValue) as raised:
        draw(read(sketches.SMALLEST), paper="A9")
    assert "A3" in raised.value.hint


def test_of_two_who_serve_each_other_only_the_arrow_of_the_late_one_is_red() -> None:
    """The line of both ends well before the arrow that comes back: it has no red head there."""
    m = read("""
teams:
  Sorters: {serves: [{customer: Stock, service: Food, takes: 1d}, {customer: Farm, service: Peel}]}
  Stock:
    serves:
      - {customer: Sorters, service: Wishes, needs: []}
      - {customer: Guests, service: Meals}
end_users: [Farm, Guests]
""")
    scene = draw(m, late=sm.trace(m, late={"sorters/food": "1d"}))
    *lines, red = part(scene, "link", "sorters/food > stock").items
    back = part(scene, "link", "stock/wishes > sorters").items[-1]
    assert isinstance(red, Shape)
    assert isinstance(back, Shape)
    assert (red.fill, back.fill) == (COLOURS.late, COLOURS.line)
    starts = [line.steps[0].to for line in lines if isinstance(line, Shape)]
    corners = [step.to for step in back.steps if isinstance(step, MoveTo | LineTo)]
    tip, length = corners[0], abs(corners[1][0] - corners[0][0])
    assert min(abs(x - tip[0]) for x, _ in starts) > 1.3 * length


def test_a_delay_is_drawn_where_it_starts_and_where_it_is_felt() -> None:
    event = map_of("sales-event.yaml")
    scene = draw(event, late=sm.trace(event, late={"accounts": "2d"}))
    assert " ".join(words(part(scene, "box", "accounts"))) == "Accounts 2 days late itself"
    thick = {
        one.id
        for one in scene.parts
        if one.role == "link"
        for item in one.items
        if isinstance(item, Shape) and item.pen and item.pen.colour == COLOURS.late
    }
    assert thick == {
        "accounts/profit-report > sales",
        "sales/top-ten-list > event-desk",
        "event-desk/invitations > top-ten-accounts",
    }
    bands = {one.id for one in scene.parts if one.role == "casing"}
    assert bands == {"accounts/deposit > harbour-hotel", "harbour-hotel/room-booking > event-desk"}
    assert " ".join(words(part(scene, "box", "top-ten-accounts"))).endswith(" 1 day late")
    assert " ".join(words(part(scene, "box", "new-enquiries"))) == "New enquiries"
    assert words(part(scene, "head", "title"))[1] == (
        "If Accounts is 2 days late, Top ten accounts wait 1 day longer for Invitations."
    )


def test_without_a_delay_nothing_is_red() -> None:
    scene = drawn("sales-event.yaml")
    colours = {
        item.pen.colour
        for one in scene.parts
        for item in one.items
        if isinstance(item, Shape) and item.pen
    }
    assert COLOURS.late not in colours


def test_a_map_of_nobody_says_so() -> None:
    scene = draw(read("map: {title: Soon}"))
    assert notes(scene) == ("Nobody is on this map yet.",)
    assert words(part(scene, "head", "title"))[0] == "Soon"


@pytest.mark.usefixtures("hurried")
def test_too_many_teams_become_departments_and_the_poster_says_so() -> None:
    teams = "\n".join(
        f"  Team {n}: {{department: Hall {n % 7}, serves: {{Team {(n * 5 + 3) % 630}: Part {n}}}}}"
        for n in range(630)
    )
    scene = draw(read(f"teams:\n{teams}\n"))
    boxes = [one.id for one in scene.parts if one.role == "box"]
    assert boxes == [f"department/hall-{n}" for n in range(7)]
    said = "Shown by department: 630 teams are too many for this paper."
    assert said in notes(scene)
    assert said in words(part(scene, "legend", "legend"))
    assert faults(scene) == []


def test_words_of_the_map_replace_ours() -> None:
    scene = draw(read(sketches.SMALLEST + "map: {words: {end_users: Guests}}"))
    assert words(part(scene, "stage", "customers")) == ["Guests"]


def test_the_date_is_printed_as_given() -> None:
    scene = draw(read(sketches.SMALLEST), date="2027-02-26")
    assert "As of 2027-02-26" in words(part(scene, "imprint", "imprint"))


def test_a_link_becomes_a_code_to_scan() -> None:
    plain = drawn("SMALLEST")
    linked = draw(read(sketches.SMALLEST + "map: {link: https://example.org/map}"))
    assert "Scan for the live map" not in [text for one in plain.parts for text in words(one)]
    assert "Scan for the live map" in words(part(linked, "imprint", "imprint"))
    code = part(linked, "code", "code")
    assert code.link == "https://example.org/map"
    assert code.area is not None
    assert (code.area.width, code.area.height) == (22, 22)
    assert [one.role for one in plain.parts if one.link] == []


@pytest.mark.costly
def test_the_same_bytes_under_any_hash_seed() -> None:
    code = (
        "import sys, servicemap as sm; m = sm.load(sys.argv[1]);"
        "sys.stdout.write(sm.poster(m, department='Clinical Laboratory').svg())"
    )
    svgs = {
        subprocess.run(
            [sys.executable, "-c", code, str(MAPS / "clinical-laboratory")],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "77")
    }
    (svg,) = svgs
    assert b'data-id="department/clinical-laboratory"' in svg


def test_a_poster_is_saved_over_the_one_before(tmp_path: Path) -> None:
    file = tmp_path / "poster.svg"
    file.write_text("the old one")
    poster(read(sketches.SMALLEST)).save(file)
    assert file.read_text().startswith("<?xml")
    assert [path.name for path in tmp_path.iterdir()] == ["poster.svg"]


def test_a_poster_has_no_other_endings_than_we_write(tmp_path: Path) -> None:
    with pytest.raises(WrongValue, match="cannot be written as"):
        poster(read(sketches.SMALLEST)).save(tmp_path / "poster.docx")
    assert list(tmp_path.iterdir()) == []


def test_a_poster_is_saved_on_the_paper_that_is_asked_for_then(tmp_path: Path) -> None:
    m = read(sketches.SMALLEST)
    late = {"purchasing": "3d"}
    drawn = poster(m, late=late, black_and_white=True)
    at_once = poster(m, late=late, black_and_white=True, paper="A1", orientation="portrait")
    late.clear()  # what was drawn does not change with it
    drawn.save(tmp_path / "saved.svg", paper="A1", orientation="portrait")
    assert (tmp_path / "saved.svg").read_text("utf-8") == at_once.svg()
    assert repr(drawn) == "<Poster 'map': 420 x 297 mm>"
    assert drawn.on() is drawn


def test_a_paper_takes_the_place_of_a_distance_to_read_from() -> None:
    far = poster(read(sketches.SMALLEST), readable_from=3)
    assert repr(far.on("a4")) == "<Poster 'map': 297 x 210 mm>"


def test_letters_are_saved_live_for_those_who_edit_them(tmp_path: Path) -> None:
    drawn = poster(read(sketches.SMALLEST))
    drawn.save(tmp_path / "live.svg", text="live")
    assert ">Purchasing</text>" in (tmp_path / "live.svg").read_text("utf-8")
    with pytest.raises(WrongValue, match="SVG has no dpi"):
        drawn.save(tmp_path / "x.svg", dpi=300)
    with pytest.raises(WrongValue, match=r"did you mean live\?"):
        drawn.save(tmp_path / "x.svg", text="life")
    with pytest.raises(WrongValue, match="'A9' is no paper"):
        drawn.save(tmp_path / "x.svg", paper="A9")


def test_a_poster_shows_itself_in_a_notebook() -> None:
    shown = poster(read(sketches.SMALLEST))
    assert repr(shown) == "<Poster 'map': 420 x 297 mm>"
    assert "<svg " in shown._repr_html_()


@pytest.mark.usefixtures("hurried")
@pytest.mark.parametrize("paper", ["A4", "A3", "A1"])
@pytest.mark.parametrize("language", ["en", "de", "ar"])
def test_nothing_on_a_map_is_larger_than_what_a_delay_does_to_a_customer(
    paper: str, language: str
) -> None:
    m = read(f"""
map: {{language: {language}}}
teams:
  Oven:
    serves:
      - {{customer: Guests, service: Bread, takes: 1d, promise: 2d}}
      - {{customer: Café, service: Rolls, takes: "1d..2d", promise: 3d}}
      - {{customer: Kiosk, service: Cake, takes: 1d, promise: 9d}}
end_users: [Guests, Café, Kiosk]
""")
    scene = draw(m, late=sm.trace(m, late={"oven": "2d"}), paper=paper)
    assert faults(scene) == []

    def sizes(id_: str, weight: int) -> set[float]:
        items = part(scene, "box", id_).items
        return {
            round(one.size, 3) for one in items if isinstance(one, Text) if one.weight == weight
        }

    (name,) = sizes("oven", 600)
    assert {size > name for of in ("guests", "café") for size in sizes(of, 700)} == {True}
    assert max(sizes("kiosk", 700)) < name, "what is still in time may be small"
