"""A team's poster: whom its work reaches, and by which chain."""

import re

import pytest

import servicemap as sm
from servicemap.drawing.composing.line import NAME
from servicemap.drawing.papers import Orientation
from servicemap.drawing.scene import CurveTo, Rectangle, Scene, Shape, Text
from servicemap.drawing.theme import COLOURS, POINT
from servicemap.errors import UnknownName, WrongValue
from servicemap.posters.poster import draw
from servicemap.posters.wanted import each_team
from servicemap.wording.catalogues import LANGUAGES, catalogue
from tests.drawing import sketches
from tests.drawing.conftest import MakeFont
from tests.drawing.ours import map_of
from tests.drawing.sketches import area, part, read, words
from tests.drawing.test_kinds import TOYS, boxes, said
from tests.examples import in_turn
from tests.proofs.scene_checks import faults

pytestmark = pytest.mark.usefixtures("hurried")


def test_a_team_reads_whom_its_work_reaches_in_the_largest_letters() -> None:
    scene = draw(TOYS, team="Purchasing")
    title = part(scene, "head", "title")
    assert words(title)[:3] == ["Harbour Toys", "Your work reaches", "Shoppers"]
    largest = max(
        (item for one in scene.parts for item in one.items if isinstance(item, Text)),
        key=lambda item: item.size,
    )
    assert largest.words == "Shoppers"
    assert largest.colour == COLOURS.customer
    assert scene.title == "Purchasing: Your work reaches Shoppers"


def test_the_chain_is_who_gets_what_from_whom() -> None:
    scene = draw(TOYS, team="Purchasing")
    assert boxes(scene) == ["purchasing", "toy-factory", "warehouse", "stores", "shoppers"]
    assert [one.title for one in scene.parts if one.role == "link"] == [
        "Toy factory relies on Purchasing for Order confirmation",
        "Warehouse relies on Toy factory for Finished toys",
        "Stores relies on Warehouse for Stock for the shelves",
        "Shoppers rely on Stores for Toys on the shelf",
    ]
    assert words(part(scene, "badge", "you")) == ["YOU"]
    # Toybox Online passes on what the online buyers get.
    assert "It also reaches Online buyers and Schools." in said(scene)


def pills(scene: Scene) -> list[str]:
    return [" ".join(words(one)) for one in scene.parts if one.role == "pill"]


def test_what_one_hands_to_the_next_is_said_with_a_verb() -> None:
    assert pills(draw(TOYS, team="Purchasing")) == [
        "You deliver Order confirmation",
        "That helps deliver Finished toys",
        "That helps deliver Stock for the shelves",
        "That helps deliver Toys on the shelf",
    ]


def test_on_a_tall_paper_the_chain_runs_down_and_says_whole_sentences() -> None:
    scene = draw(TOYS, team="Purchasing", orientation=Orientation.PORTRAIT)
    assert pills(scene) == [
        "You deliver Order confirmation to Toy factory.",
        "That helps Toy factory deliver Finished toys to Warehouse.",
        "That helps Warehouse deliver Stock for the shelves to Stores.",
        "That helps Stores deliver Toys on the shelf to Shoppers.",
    ]
    tops = [area(scene, "box", party).y for party in boxes(scene)]
    assert tops == sorted(tops)
    assert len(tops) == len(set(tops)), "one below the other"
    assert all(area(scene, "box", party).width > 0.9 * 273 for party in boxes(scene))


@pytest.mark.parametrize(("language", "way"), in_turn(sorted(LANGUAGES), list(Orientation)))
def test_every_language_says_it_with_its_own_verbs(
    language: str, way: Orientation, make_font: MakeFont
) -> None:
    m = TOYS._replace(language=language)
    written = sorted({c for c in "".join(catalogue(language).values()) if ord(c) > 0x2FF})
    fonts = [make_font("".join(written), advance=900)] if language in {"zh", "ja", "ar"} else []
    scene = draw(m, team="Purchasing", orientation=way, fonts=fonts)
    assert faults(scene) == []
    for sentence, service in zip(
        pills(scene),
        ("Order confirmation", "Finished toys", "Stock for the shelves", "Toys on the shelf"),
        strict=True,
    ):
        assert service in sentence
        assert len(sentence) > len(service) + 2, "and a verb"


def test_a_map_may_say_it_with_verbs_of_its_own() -> None:
    own = {"you_deliver": "You hand over {service}", "helps_deliver": "and so goes {service}"}
    m = TOYS._replace(words=own)
    assert pills(draw(m, team="Purchasing"))[:2] == [
        "You hand over Order confirmation",
        "and so goes Finished toys",
    ]


@pytest.mark.parametrize(
    ("team", "way", "said"),
    [
        ("Stores", "landscape", "Follow a line from left to right:"),
        ("Purchasing", "landscape", "Follow the arrows, row by row:"),
        ("Purchasing", "portrait", "Follow a line from top to bottom:"),
    ],
)
def test_a_team_poster_says_how_its_own_chain_is_read(team: str, way: str, said: str) -> None:
    scene = sm.poster(TOYS, team=team, orientation=way).scene
    assert said in " ".join(words(part(scene, "legend", "legend")))


def test_a_chain_too_long_to_run_down_a_tall_paper_runs_in_rows() -> None:
    teams = "\n".join(f"  Team {n}: {{serves: {{Team {n + 1}: Part {n}}}}}" for n in range(24))
    m = read(f"teams:\n{teams}\n  Team 24: {{serves: {{Ada: It}}}}\nend_users: [Ada]")
    scene = draw(m, team="Team 0", orientation=Orientation.PORTRAIT)
    assert faults(scene) == []
    assert "Follow the arrows, row by row:" in said(scene)
    assert pills(scene)[1] == "That helps deliver Part 1"


@pytest.mark.parametrize("way", list(Orientation))
def test_the_flag_on_a_small_box_of_a_long_chain_is_still_read(way: Orientation) -> None:
    teams = "\n".join(f"  Team {n}: {{serves: {{Team {n + 1}: Part {n}}}}}" for n in range(29))
    m = read(f"teams:\n{teams}\n  Team 29: {{serves: {{Ada: It}}}}\nend_users: [Ada]")
    scene = draw(m, team="Team 0", paper="a4", orientation=way)
    assert faults(scene) == []
    (you,) = [one for one in part(scene, "badge", "you").items if isinstance(one, Text)]
    assert (you.words, you.size >= 6.2 * POINT) == ("YOU", True)


def test_without_colour_a_teams_own_box_is_white_and_end_users_are_black() -> None:
    """Solid black is the legend's sign for an end user outside; here is a flag and a bold edge."""
    scene = draw(TOYS, team="Stores", black_and_white=True)
    own, bold, *_ = part(scene, "box", "stores").items
    shoppers, flag = part(scene, "box", "shoppers").items[0], part(scene, "badge", "you").items[0]
    assert isinstance(own, Rectangle)
    assert isinstance(bold, Rectangle)
    assert isinstance(shoppers, Rectangle)
    assert isinstance(flag, Shape)
    assert bold.pen is not None
    assert shoppers.pen is not None
    assert (own.fill, shoppers.fill, flag.fill) == ("#FFFFFF", "#000000", "#000000")
    assert bold.pen.width > 2 * shoppers.pen.width
    outside = part(scene, "legend", "legend")
    black = [one for one in outside.items if isinstance(one, Rectangle) and one.fill == "#000000"]
    assert len(black) == 1
    assert "End user, outside" in words(outside)


@pytest.mark.parametrize("way", list(Orientation))
def test_the_name_and_the_cards_give_way_to_a_chain_that_would_be_small(way: Orientation) -> None:
    def size(scene: Scene, role: str, id_: str) -> float:
        return max(i.size for i in part(scene, role, id_).items if isinstance(i, Text)) / POINT

    long, short = (draw(TOYS, team=one, orientation=way) for one in ("Purchasing", "Stores"))
    assert size(long, "box", "purchasing") >= 37
    assert 90 < size(long, "head", "title") < 130, "still the largest by far"
    assert size(short, "head", "title") > 180, "it fills what is left"
    assert size(short, "box", "stores") >= 60
    for scene in (long, short):
        said = [i for i in part(scene, "tipping", "tipping").items if isinstance(i, Text)]
        assert said[-1].size / POINT > 16


def test_the_chain_can_lead_to_another_customer() -> None:
    scene = draw(TOYS, team="Purchasing", to="schools")
    assert boxes(scene) == ["purchasing", "marketing", "schools"]


def test_those_who_meet_the_customer_wear_a_badge() -> None:
    assert words(part(draw(TOYS, team="Stores"), "badge", "meets")) == [
        "You meet the customer yourself"
    ]
    badges = [one.id for one in draw(TOYS, team="Purchasing").parts if one.role == "badge"]
    assert badges == ["home", "you"]


def test_of_two_deliveries_the_chain_takes_the_one_that_the_next_step_needs() -> None:
    m = read("""
teams:
  IT: {serves: {Stores: [Lunch list, Tills]}}
  Stores:
    serves: [{customer: Shoppers, service: Toys, needs: [IT/Tills]}]
end_users: [Shoppers]
""")
    links = [one.id for one in draw(m, team="IT").parts if one.role == "link"]
    assert links == ["it/tills > stores", "stores/toys > shoppers"]


@pytest.mark.parametrize("team", ["Data links", "Blood science"])
def test_nobody_is_told_that_work_reaches_whoever_does_not_wait_for_it(team: str) -> None:
    m = map_of("clinical-laboratory")
    cases = m.services["result-release/notifiable-cases"]
    assert cases.needs == ("microbiology/culture-findings",)
    late = sm.trace(m, late={team: "90d"}).promises
    assert all(not one.late for one in late if one.customer == "health-authority")
    assert "Health authority" not in said(draw(m, team=team))
    with pytest.raises(WrongValue) as raised:
        draw(m, team=team, to="Health authority")
    assert raised.value.message == (
        f"links lead from {team} on to Health authority, but nothing that Health authority gets"
        f" needs the work of {team}"
    )
    assert raised.value.hint == "say in `needs` of a service on the way there what it waits for"


def test_work_that_goes_twice_through_the_same_hands_is_shown_so() -> None:
    m = read("""
teams:
  Desk: {serves: {Print: Orders}}
  Print:
    serves:
      - {customer: Bind, service: Sheets, needs: [Desk/Orders]}
      - {customer: Readers, service: Books, needs: [Bind/Blocks]}
  Bind: {serves: {Print: Blocks}}
  Cellar: {serves: {Print: Coal}}
end_users: [Readers]
""")
    scene = draw(m, team="Desk")
    assert faults(scene) == []
    assert [one.title for one in scene.parts if one.role == "box"] == [
        "Desk",
        "Print",
        "Bind",
        "Print",
        "Readers",
    ]
    with pytest.raises(WrongValue) as raised:
        draw(m, team="Cellar")
    assert raised.value.message == (
        "links lead from Cellar on to Readers, but nothing that they get needs the work of Cellar"
    )
    wanted, lacking = each_team(m)
    assert [one.name for one in wanted] == ["Desk", "Print", "Bind"]
    assert [one.name for one in lacking] == ["Cellar"]


def test_a_team_whose_work_reaches_nobody_has_no_poster() -> None:
    with pytest.raises(WrongValue) as raised:
        draw(read(sketches.ROUND_AND_ROUND), team="Night watch")
    assert raised.value.message == "the work of Night watch reaches nobody outside in this map"


def test_a_poster_that_is_not_to_be_had_is_named_with_a_cure() -> None:
    with pytest.raises(UnknownName, match="'Shoppers' is no team of this map"):
        draw(TOYS, team="shoppers")
    with pytest.raises(WrongValue, match="it reaches: Shoppers"):
        draw(TOYS, team="Stores", to="Print shop")
    with pytest.raises(WrongValue, match="shows no delay"):
        draw(TOYS, team="Stores", late=sm.trace(TOYS, late={"it": "1d"}))
    with pytest.raises(WrongValue, match="hangs in that department"):
        draw(TOYS, department="Retail", here="Retail")
    with pytest.raises(WrongValue, match="of a delay or of changes"):
        draw(TOYS, changed_from=TOYS, late=sm.trace(TOYS, late={"it": "1d"}))


TWO_WAYS = """
map: {start: 2027-02-01}
teams:
  Press:
    serves:
      - {customer: Shop, service: Leaflets, takes: 1d, needs: []}
      - {customer: Binders, service: Pages, takes: 1d, needs: []}
  Binders:
    serves: [{customer: Packers, service: Books, takes: 2d, needs: [Press/Pages]}]
  Packers:
    serves: [{customer: Readers, service: Parcels, takes: 1d, needs: [Binders/Books], promise: 6d}]
  Shop:
    relies_on: [{provider: Press, service: Leaflets, slack: 4d}]
    serves: [{customer: Readers, service: News, takes: 1d, needs: [Press/Leaflets], promise: 9d}]
end_users: [Readers]
"""


def test_the_chain_is_the_one_by_which_its_customer_would_notice_first() -> None:
    scene = draw(read(TWO_WAYS), team="Press")
    assert [one.title for one in scene.parts if one.role == "box"] == [
        *("Press", "Binders", "Packers", "Readers"),
    ]
    assert "You can be 2 days late." in " ".join(t for one in scene.parts for t in words(one))
    # With enough time for the books the papers are tighter, and theirs is the shorter way.
    scene = draw(read(TWO_WAYS.replace("promise: 6d", "promise: 20d")), team="Press")
    assert [one.title for one in scene.parts if one.role == "box"] == ["Press", "Shop", "Readers"]
    # Where nobody says how long things take, any way will do: the shortest.
    plain = read(re.sub(r", (takes|promise|slack): \w+", "", TWO_WAYS))
    scene = draw(plain, team="Press")
    assert [one.title for one in scene.parts if one.role == "box"] == ["Press", "Shop", "Readers"]


def test_no_label_lies_on_a_bend() -> None:
    scene = draw(read(TWO_WAYS), team="Press")
    bends = [
        step.to
        for one in scene.parts
        if one.role == "link"
        for item in one.items
        if isinstance(item, Shape)
        for step in item.steps
        if isinstance(step, CurveTo)
    ]
    assert bends, "it takes two rows"
    for one in scene.parts:
        if one.role == "pill" and one.area is not None:
            area = one.area
            assert not [
                (x, y) for x, y in bends if area.x < x < area.right and area.y < y < area.bottom
            ]


CLINIC = """
teams:
  Laboratory: {serves: {Wards: Morning results}}
  Wards: {serves: {CUSTOMER: Discharge letter}}
end_users: [CUSTOMER]
"""


@pytest.mark.parametrize("orientation", ["landscape", "portrait"])
@pytest.mark.parametrize("customer", ["Family doctor", "Patients"])
def test_the_name_of_the_customer_fills_the_head_where_the_chain_has_room_to_spare(
    customer: str, orientation: str
) -> None:
    m = read(CLINIC.replace("CUSTOMER", customer))
    scene = draw(m, team="Laboratory", orientation=orientation)
    assert faults(scene) == []
    name = max(
        (one for one in part(scene, "head", "title").items if isinstance(one, Text)),
        key=lambda one: one.size,
    )
    across = scene.width - 2 * 12
    assert name.width > 0.9 * across or name.size > 1.25 * NAME * POINT


def test_the_way_of_a_team_goes_round_no_circle() -> None:
    """By vans that leave once a week, past days off, a delay grows from lap to lap."""
    m = read("""
map: {start: 2027-03-01, calendar: {holidays: [2027-03-08, 2027-03-23, 2027-03-26]}}
teams:
  Garage: {serves: [{customer: Depot, service: Serviced vans, takes: 1d}]}
  Office:
    serves:
      - {customer: Depot, service: Orders, takes: 2d, departs: Fri 12:00}
      - {customer: Shoppers, service: Catalogue, takes: 1d}
  Depot:
    relies_on: [{provider: Office, service: Orders}, {provider: Garage, service: Serviced vans}]
    serves: [{customer: Office, service: Goods, takes: 3d, departs: Tue 09:00}]
end_users: [Shoppers]
""")
    scene = draw(m, team="Garage")
    way = [one.id for one in scene.parts if one.role == "box"]
    assert way == ["garage", "depot", "office", "shoppers"]
