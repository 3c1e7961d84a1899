"""A team's poster: whom its work reaches, by which chain, and how late it may be."""

import re

import pytest

import servicemap as sm
from servicemap.cards import show
from servicemap.drawing.papers import Orientation
from servicemap.drawing.scene import CurveTo, Rectangle, Scene, Shape, Text
from servicemap.drawing.theme import COLOURS, POINT
from servicemap.errors import UnknownName, WrongValue
from servicemap.posters.poster import draw
from servicemap.posters.wanted import each_team
from servicemap.timing.answers.timed import TimedMap
from servicemap.views.kinds.team import line_of
from servicemap.wording.catalogues import LANGUAGES, catalogue
from servicemap.wording.phrases import Words
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
    assert "It also reaches Online buyers, Schools." in said(scene)


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
    assert size(short, "head", "title") == pytest.approx(138)
    assert size(short, "box", "stores") >= 60
    for scene in (long, short):
        said = [i for i in part(scene, "tipping", "tipping").items if isinstance(i, Text)]
        assert said[-1].size / POINT > 16


def test_the_chain_can_lead_to_another_customer() -> None:
    scene = draw(TOYS, team="Purchasing", to="schools")
    assert boxes(scene) == ["purchasing", "marketing", "schools"]


def test_the_tipping_point_is_told_day_by_day() -> None:
    scene = draw(TOYS, team="Stores")
    said = " ".join(words(part(scene, "tipping", "tipping")))
    assert said == "1 2 3 4 5 You can be 4 days late. On day 5 Shoppers notice."


def test_where_there_is_more_to_say_words_are_read_and_days_are_not_drawn() -> None:
    scene = draw(TOYS, team="Purchasing")
    said = " ".join(words(part(scene, "tipping", "tipping")))
    assert said == (
        "You can be 2 days late. On day 3 Shoppers and Stores notice. First to call for Order"
        " confirmation: Toy factory, 5 days past due. Too late for Shoppers."
    )


def test_without_times_there_is_no_tipping_point() -> None:
    scene = draw(read(sketches.SMALLEST), team="Purchasing")
    assert [one for one in scene.parts if one.role in {"tipping", "objectives"}] == []


def test_days_are_those_of_the_team_that_is_late() -> None:
    """IT works round the clock: eight hours are a third of its day, and all of the map's."""
    assert part(draw(TOYS, team="IT"), "tipping", "tipping").title == (
        "You can be 3 days late. On day 4 Shoppers and Stores notice."
        " Toybox Online will notice sooner, after 8 hours. First to call for Tills: Stores,"
        " 15 minutes past due."
    )


DESK = """
teams:
  Desk:
    serves:
      - {customer: Mill, service: Forecast, takes: 1d}
      - {customer: Stores, service: Orders, takes: 1d}
  Stores: {serves: [{customer: Shoppers, service: Toys, takes: 1d, promise: 4d}]}
suppliers: [Mill]
end_users: [Shoppers]
"""

HOSPITAL = """
map: {calendar: {hours: 08:00-16:00}}
teams:
  Desk:
    serves:
      - {customer: Patients, service: Papers, takes: 3h, needs: [], promise: 1d}
      - {customer: Beds, service: Notices, takes: 1h, needs: []}
  Beds:
    relies_on: [{provider: Porters, service: Trolleys}]
    serves:
      - {customer: Casualty, service: Free beds, takes: 1h, promise: 5h}
      - {customer: Gazette, service: News, takes: 1h}
suppliers: {Porters: {serves: [{customer: Beds, service: Trolleys, takes: 2h}]}}
end_users: [Patients, Casualty, Gazette]
"""
"""What free beds need nobody says, so notices may be hours late; nobody said when news is due."""


CLINIC = """
teams:
  Desk:
    serves:
      - {customer: Reception, service: Results, takes: 4h}
      - {customer: Ward, service: Results}
  Reception:
    serves: [{customer: Patients, service: Dates, takes: 1d, promise: 2d}]
  Ward:
    relies_on: [Linen]
    serves: [{customer: Patients, service: Care, takes: 1h}]
suppliers: {Linen: {serves: {Ward: Sheets}}}
end_users: [Patients]
"""
"""Care may be late by results at once, by sheets, or not at all; for dates there is time."""

STATION = """
map: {start: 2027-03-01}
teams:
  Desk:
    relies_on: [Linen]
    serves:
      - {customer: Doctors, service: Letters, takes: 1d, promise: 1w}
      - {customer: Patients, service: Discharge, takes: 2h, departs: "Mon,Thu 10:00"}
suppliers: {Linen: {serves: {Desk: Sheets}}}
end_users: [Patients, Doctors]
"""
"""What waits for sheets nobody knows; nobody promised the patients a time."""


@pytest.mark.parametrize(
    ("text", "poster", "card"),
    [
        # Nobody said when the forecast is due, so it is due when the plan has it done.
        (
            DESK,
            "You can be 2 days late. On day 3 Shoppers notice. Mill will notice at once.",
            "You can be 2 days late; on day 3 Shoppers notice. Mill will notice sooner: at once.",
        ),
        (
            DESK.replace("customer: Mill", "standing: yes, customer: Stores"),
            "You can be 2 days late. On day 3 Shoppers notice.",
            "You can be 2 days late; on day 3 Shoppers notice.",
        ),
        (
            DESK.replace("promise: 4d", "promise: 1d"),
            "Already late by plan: 1 day for Shoppers.",
            "Late already: the plan itself breaks a promise to Shoppers, by 1 day.",
        ),
        # What may be sooner is told by its least; what needs nobody named is left open.
        (
            HOSPITAL,
            (
                "You can be 5 hours late. A minute more, and Patients notice."
                " Gazette may notice at once."
            ),
            (
                "You can be 5 hours late; a minute more, and Patients notice."
                " Gazette may notice sooner: at once."
            ),
        ),
        # Nobody is told to notice later and sooner: what is least of all that they wait for counts.
        (
            CLINIC,
            "You can be 4 hours late at most, perhaps less. A minute more, and Patients notice.",
            (
                "We cannot say yet how late you may be, 4 hours at most: 1 time is missing on the"
                " way to Patients (servicemap check --all lists it)."
            ),
        ),
        (
            STATION,
            (
                "You can be 4 days late at most, perhaps less. A minute more, and Doctors notice."
                " Patients notice sooner, after 2 days 7 hours 59 minutes at the latest."
            ),
            (
                "We cannot say yet how late you may be, 4 days at most: 1 time and what 1 service"
                " needs are missing on the way to Doctors (servicemap check --all lists them)."
                " Patients notice sooner: after 2 days 7 hours 59 minutes at the latest."
            ),
        ),
    ],
)
def test_a_poster_and_a_card_say_the_same_tipping_point(text: str, poster: str, card: str) -> None:
    m = read(text)
    told = show(m, "Desk")
    assert " ".join(filter(None, (told.sentence, told.second_sentence))) == card
    assert part(draw(m, team="Desk"), "tipping", "tipping").title == poster


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_who_may_notice_sooner_is_told_in_every_language(language: str) -> None:
    """Casualty has three hours or more before it, patients five; the gazette enough."""
    m = read(HOSPITAL.replace("service: News, takes: 1h", "service: News, takes: 1h, promise: 9d"))
    m = m._replace(language=language)
    words = Words(m)
    tipping = line_of(TimedMap(m), "Desk", "Patients").tipping
    assert tipping is not None
    assert tipping.sooner == words.say(
        "may_notice_sooner", amount=words.amount(180, 480), customers="Casualty", count=1
    )


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


# A poster of changes.


LATE_AT_NIGHT = """
map: {start: 2027-03-01, calendar: {hours: 09:00-17:00}}
teams:
  Mill: {serves: [{customer: Baker, service: Flour, takes: 5d}]}
  Baker:
    relies_on: [Mill]
    serves:
      - {customer: Cafe, service: Rolls, takes: 4d, promise: 1d}
      - {customer: Cafe, service: Cakes, takes: 1d, promise: 20d}
end_users:
  Cafe: {calendar: {workdays: Mon-Sun, hours: 00:00-24:00}}
"""
"""Whether rolls wait for flour is open; they are late without it, and the Cafe never closes."""


@pytest.mark.parametrize(
    ("team", "poster", "card"),
    [
        (
            "Baker",
            "Already late by plan: 2 days 17 hours to 9 days 17 hours (a day of 24 hours) for"
            " Cafe. The rest (Cakes): You can be 9 days late, perhaps more. Later than that, Cafe"
            " may notice.",
            "Late already: the plan itself breaks a promise to Cafe, by between 2 days 17 hours and"
            " 9 days 17 hours (a day of 24 hours).",
        ),
        (
            "Mill",
            "Already late by plan: 2 days 17 hours to 9 days 17 hours (a day of 24 hours) for"
            " Cafe. You may be part of the reason. The rest (Cakes): You can be 9 days late,"
            " perhaps more. Later than that, Cafe may notice.",
            "Late already: the plan itself breaks a promise to Cafe, by between 2 days 17 hours and"
            " 9 days 17 hours (a day of 24 hours); you may be part of the reason.",
        ),
    ],
)
def test_what_is_late_by_plan_is_said_alike_on_the_poster_and_on_the_card(
    team: str, poster: str, card: str
) -> None:
    m = read(LATE_AT_NIGHT)
    assert " ".join(words(part(draw(m, team=team), "tipping", "tipping"))) == poster
    assert show(m, team).sentence == card


def test_a_circle_makes_what_is_late_by_plan_later_on_the_poster_and_on_the_card() -> None:
    m = read("""
map: {calendar: {workdays: Mon-Sun, hours: 00:00-24:00}}
teams:
  Depot:
    serves: [{customer: Island, service: Goods, takes: 1d, departs: every 17d}]
  Island:
    serves:
      - {customer: Depot, service: Empties, takes: 1d, departs: every 23d}
      - {customer: Islanders, service: Shop, takes: 1h, needs: [Depot/Goods], promise: 2h}
end_users: [Islanders]
""")
    if_so = "his holds if the circle of Depot and Island keeps in step."
    assert " ".join(words(part(draw(m, team="Depot"), "tipping", "tipping"))) == (
        f"Already late by plan: 1 day 23 hours or more for Islanders. T{if_so}"
    )
    assert show(m, "Depot").sentence == (
        "Late already: the plan itself breaks a promise to Islanders, by 1 day 23 hours or more, if"
        " the circle of Depot and Island keeps in step."
    )


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
