"""Every kind of poster of every map of ours: the promises kept, and what each kind says."""

import pytest

import servicemap as sm
from servicemap.cards import in_a_sentence, show
from servicemap.drawing.papers import Orientation
from servicemap.drawing.posters import draw
from servicemap.drawing.scene import Rectangle, Scene, Shape, Text
from servicemap.drawing.scene_checks import faults
from servicemap.drawing.sets import each_department, each_team
from servicemap.drawing.theme import BLACK_AND_WHITE, COLOUR, COLOURS, POINT
from servicemap.drawing.words import LANGUAGES
from servicemap.errors import UnknownName, WrongValue
from servicemap.model import ServiceMap
from tests.conftest import Golden
from tests.drawing import sketches
from tests.drawing.conftest import MakeFont
from tests.drawing.sketches import area, part, read, summary, words
from tests.drawing.test_posters import OURS, SKETCHES

ALL = {path.name: sm.load(path) for path in OURS} | {
    name: read(text) for name, text in SKETCHES.items()
}
TOYS = ALL["harbour-toys"]

EARLIER = """
map: {title: Round and round, date: 2027-01-04}
suppliers:
  Mill: {serves: {Press: Paper}}
  Ink maker: {serves: {Press: Ink}}
teams:
  Orders: {department: Office, serves: {Mill: Forecast, Press: Order book}}
  Press:
    department: Works
    serves: [{customer: Bindery, service: Sheets, takes: 2d}]
  Bindery: {department: Works, serves: {Readers: Books}}
end_users: [Readers]
"""
LATER = """
map: {title: Round and round, date: 2027-02-01}
suppliers:
  Mill: {serves: {Press: Paper}}
teams:
  Orders: {department: Sales, serves: {Mill: Forecast, Press: Order book}}
  Press:
    department: Works
    serves: [{customer: Bindery, service: Sheets, takes: 1d}]
  Bindery: {department: Works, serves: {Readers: Books, Schools: Books}}
end_users: [Readers, Schools]
"""


def said(scene: Scene) -> str:
    return " | ".join(
        item.words for one in scene.parts for item in one.items if isinstance(item, Text)
    )


def boxes(scene: Scene) -> list[str]:
    return [one.id for one in scene.parts if one.role == "box"]


def thinned(m: ServiceMap) -> ServiceMap:
    """An earlier version: every third delivery was not there, and the last team was."""
    kept = without(m, list(m.parties)[-1])
    return kept._replace(reliances=tuple(r for at, r in enumerate(kept.reliances) if at % 3))


def without(m: ServiceMap, team: str) -> ServiceMap:
    """A later version, in which a team and all that it gave and got is gone."""
    return m._replace(
        parties={id_: party for id_, party in m.parties.items() if id_ != team},
        services={id_: one for id_, one in m.services.items() if one.provider != team},
        reliances=tuple(one for one in m.reliances if team not in {one.customer, one.provider}),
    )


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("way", list(Orientation))
def test_every_department_of_every_map_keeps_every_promise(name: str, way: Orientation) -> None:
    m = ALL[name]
    for one in each_department(m):
        assert faults(draw(m, department=one.department, orientation=way)) == [], one.name


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("way", list(Orientation))
@pytest.mark.parametrize("theme", [COLOUR, BLACK_AND_WHITE], ids=["colour", "black and white"])
def test_every_team_of_every_map_keeps_every_promise(
    name: str, way: Orientation, theme: object
) -> None:
    m = ALL[name]
    assert isinstance(theme, type(COLOUR))
    for one in each_team(m)[0]:
        scene = draw(m, team=one.team, orientation=way, theme=theme)
        assert faults(scene) == [], one.name


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("paper", ["A4", "A3", "A0", "Letter"])
def test_changes_of_every_map_keep_every_promise(name: str, paper: str) -> None:
    m = ALL[name]
    assert faults(draw(m, changed_from=thinned(m), paper=paper)) == []
    if len(m.parties) > 2:
        first = next(iter(m.parties))
        gone = draw(without(m, first), changed_from=m, paper=paper)
        assert faults(gone) == []
        assert first in boxes(gone), "as a ghost"


@pytest.mark.parametrize("name", [name for name, m in ALL.items() if m.scenarios], ids=str)
def test_every_scenario_has_its_title_and_its_cause(name: str) -> None:
    m = ALL[name]
    for scenario in m.scenarios.values():
        scene = sm.poster(m, scenario=scenario.name).scene
        assert faults(scene) == []
        assert scene.title == scenario.title
        assert scenario.cause is not None
        assert words(part(scene, "badge", "story")) == ["CAUSE", scenario.cause.capitalize()]


@pytest.mark.parametrize(
    ("name", "scene"),
    [
        ("department", lambda: draw(TOYS, department="Back office")),
        ("team", lambda: draw(TOYS, team="Purchasing")),
        ("team-portrait", lambda: draw(TOYS, team="IT", orientation=Orientation.PORTRAIT)),
        ("delay", lambda: sm.poster(TOYS, scenario="forgotten confirmation").scene),
        ("change", lambda: draw(read(LATER), changed_from=read(EARLIER))),
    ],
)
def test_each_kind_looks_as_it_did(name: str, scene: object, golden: Golden) -> None:
    assert callable(scene)
    golden(f"posters/kind-{name}.txt", summary(scene()))


# A department's poster.


def test_a_department_stands_in_full_and_every_other_as_one_box() -> None:
    scene = draw(TOYS, department="Back office")
    assert [id_ for id_ in boxes(scene) if "/" in id_] == ["department/retail"]
    for team in ("purchasing", "warehouse", "accounts", "it"):
        assert team in boxes(scene)
    assert "stores" not in boxes(scene)
    assert words(part(scene, "badge", "home")) == ["YOU ARE HERE", "Back office"]


def test_a_department_poster_says_what_it_leaves_out() -> None:
    scene = draw(TOYS, department="Back office")
    assert scene.notes == ("Left out: suppliers (1), deliveries between others (2).",)
    assert scene.notes[0] in said(scene)
    assert "print-shop" not in boxes(scene)


def test_a_department_poster_that_shows_everything_says_nothing() -> None:
    m = read("teams: {A: {department: X, serves: {B: Work}}}\nend_users: [B]")
    assert draw(m, department="x").notes == ()


def test_parallel_links_are_one_and_say_how_many() -> None:
    m = read("""
teams:
  Press: {department: Works, serves: {Orders: Hours, Billing: Waste}}
  Bindery: {department: Works, serves: {Orders: Books}}
  Orders: {department: Office, serves: {Readers: Answers}}
  Billing: {department: Office}
end_users: [Readers]
""")
    scene = draw(m, department="office")
    links = {one.id: one.title for one in scene.parts if one.role == "link"}
    assert set(links) == {
        "press/hours > orders",
        "press/waste > billing",
        "orders/answers > readers",
    }
    pills = [words(one) for one in scene.parts if one.role == "pill"]
    assert ["Hours +1 more"] in pills
    assert links["press/hours > orders"] == (
        "Orders relies on Press for Hours; Orders relies on Bindery for Books"
    )


def test_the_way_to_the_end_user_is_on_a_department_poster_however_large_the_map() -> None:
    teams = "\n".join(
        f"  Team {n}: {{department: Hall {n % 60}, serves: {{Team {n + 1}: Part {n}}}}}"
        for n in range(200)
    )
    m = read(f"teams:\n{teams}\n  Team 200: {{serves: {{Ada: Toys}}}}\nend_users: [Ada]")
    scene = draw(m, department="Hall 59")
    assert faults(scene) == []
    assert "ada" in boxes(scene)
    assert len(boxes(scene)) < 70
    assert any(note.startswith("Left out: departments (") for note in scene.notes)


def test_a_delay_is_drawn_on_a_department_poster() -> None:
    late = sm.trace(TOYS, late={"purchasing": "5d"})
    scene = sm.poster(TOYS, department="Back office", late=late).scene
    assert "Felt by Shoppers: Toys on the shelf, 1 day late" in said(scene)
    assert words(part(scene, "box", "shoppers")) == ["Shoppers", "1 day late"]


# A team's poster.


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
        "Shoppers relies on Stores for Toys on the shelf",
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


@pytest.mark.parametrize("language", sorted(LANGUAGES))
@pytest.mark.parametrize("way", list(Orientation))
def test_every_language_says_it_with_its_own_verbs(
    language: str, way: Orientation, make_font: MakeFont
) -> None:
    m = TOYS._replace(language=language)
    written = sorted({c for c in "".join(LANGUAGES[language].values()) if ord(c) > 0x2FF})
    fonts = [make_font("".join(written), advance=900)] if language in {"zh", "ja", "ar"} else []
    scene = draw(m, team="Purchasing", orientation=way, fonts=fonts)
    assert faults(scene) == []
    for said, service in zip(
        pills(scene),
        ("Order confirmation", "Finished toys", "Stock for the shelves", "Toys on the shelf"),
        strict=True,
    ):
        assert service in said
        assert len(said) > len(service) + 2, "and a verb"


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
    scene = draw(TOYS, team="Stores", theme=BLACK_AND_WHITE)
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
        assert said[-1].size / POINT > 18


def test_the_chain_can_lead_to_another_customer() -> None:
    scene = draw(TOYS, team="Purchasing", to="schools")
    assert boxes(scene) == ["purchasing", "marketing", "schools"]


def test_the_tipping_point_is_told_day_by_day() -> None:
    scene = draw(TOYS, team="Purchasing")
    assert words(part(scene, "tipping", "tipping")) == [
        "1",
        "2",
        "3",
        "You can be 2 days late.",
        "On day 3 Shoppers notice.",
    ]


def test_without_times_there_is_no_tipping_point() -> None:
    scene = draw(read(sketches.SMALLEST), team="Purchasing")
    assert [one for one in scene.parts if one.role in {"tipping", "objectives"}] == []


def test_days_are_those_of_the_team_that_is_late() -> None:
    """IT works round the clock: eight hours are a third of its day, and all of the map's."""
    assert " ".join(words(part(draw(TOYS, team="IT"), "tipping", "tipping"))) == (
        "You can be 8 hours late. A minute more, and Toybox Online will notice."
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


@pytest.mark.parametrize(
    ("text", "poster", "card"),
    [
        # Nobody said when the forecast is due, so it is due when the plan has it done.
        (
            DESK,
            ["You cannot be late at all.", "Mill will notice at once."],
            "You cannot be late at all: Mill will notice at once.",
        ),
        (
            DESK.replace("customer: Mill", "standing: yes, customer: Stores"),
            ["You can be 2 days late.", "On day 3 Shoppers notice."],
            "You can be 2 days late; on day 3 Shoppers notice.",
        ),
        (
            DESK.replace("promise: 4d", "promise: 1d"),
            ["Already late by plan:", "1 day for Shoppers."],
            "Late already: the plan itself breaks a promise to Shoppers, by 1 day.",
        ),
    ],
)
def test_a_poster_and_a_card_say_the_same_tipping_point(
    text: str, poster: list[str], card: str
) -> None:
    m = read(text)
    assert in_a_sentence(show(m, "Desk")) == card
    assert words(part(draw(m, team="Desk"), "tipping", "tipping"))[-2:] == poster


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
    m = ALL["clinical-laboratory"]
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
        draw(TOYS, team="Stores", trace=sm.trace(TOYS, late={"it": "1d"}))
    with pytest.raises(WrongValue, match="hangs in that department"):
        draw(TOYS, department="Retail", here="Retail")
    with pytest.raises(WrongValue, match="of a delay or of changes"):
        draw(TOYS, changed_from=TOYS, trace=sm.trace(TOYS, late={"it": "1d"}))


# A poster of changes.


def test_what_changed_is_counted_and_dated() -> None:
    scene = draw(read(LATER), changed_from=read(EARLIER))
    assert words(part(scene, "head", "title"))[1] == (
        "On the map: 1 new, 1 gone, 1 changed. Deliveries: 1 new, 1 gone, 1 changed."
    )
    assert words(part(scene, "badge", "story")) == ["CHANGES", "since 2027-01-04"]
    assert words(part(scene, "box", "schools")) == ["Schools", "+ New"]
    assert words(part(scene, "box", "ink-maker"))[-1] == "\N{MINUS SIGN} Gone"
    legend = words(part(scene, "legend", "legend"))
    assert {
        "+ New",
        "\N{MINUS SIGN} No longer there",
        "\N{NOT EQUAL TO} Different now",
    } <= set(legend)


def test_what_is_different_says_how_it_is_and_how_it_was() -> None:
    scene = draw(read(LATER), changed_from=read(EARLIER))
    assert words(part(scene, "pill", "press/sheets different down")) == [
        "\N{NOT EQUAL TO} 1 day, was 2 days",
        "Sheets",
    ]
    assert words(part(scene, "box", "orders"))[-1] == "\N{NOT EQUAL TO} Sales, was Office"
    foot = " ".join(words(part(scene, "legend", "legend")))
    assert "Orders: Department Sales, was Office." in foot
    assert "Press, Sheets: Time 1 day, was 2 days." in foot


def test_what_takes_more_words_is_said_in_the_foot_alone() -> None:
    earlier = EARLIER.replace("takes: 2d", "takes: 2d, needs: [Mill/Paper, Ink maker/Ink]")
    later = LATER.replace("takes: 1d", "takes: 4h, promise: 2027-03-01")
    scene = draw(read(later), changed_from=read(earlier))
    assert words(part(scene, "pill", "press/sheets different down"))[0] == (
        "\N{NOT EQUAL TO} Changed"
    )
    foot = " ".join(words(part(scene, "legend", "legend")))
    assert "Time 4 hours, was 2 days, Needs not said, was Paper, Ink." in foot
    assert "Promised 2027-03-01, was not said." in foot


def test_of_two_lists_of_needs_the_foot_says_what_came_and_what_went() -> None:
    def made(paper: str) -> ServiceMap:
        return read(f"""
map: {{date: 2027-01-04}}
suppliers:
  Mill: {{serves: {{Press: {paper}}}}}
  Ink maker: {{serves: {{Press: Ink}}}}
teams:
  Press:
    serves:
      - {{customer: Readers, service: Books, takes: 2d, needs: [Ink maker/Ink, Mill/{paper}]}}
end_users: [Readers]
""")

    scene = draw(made("Card"), changed_from=made("Paper"))
    foot = " ".join(words(part(scene, "legend", "legend")))
    assert "Press, Books: Needs Card, was Paper." in foot
    # Both are of one day: a date would not tell them apart.
    assert "CHANGES | since last time" in said(scene)


def test_of_many_differences_the_foot_says_some_and_how_many_more() -> None:
    def made(days: int) -> ServiceMap:
        teams = "\n".join(
            f"  Team {n}: {{serves: [{{customer: Ada, service: Part {n}, takes: {days}d}}]}}"
            for n in range(9)
        )
        return read(f"teams:\n{teams}\nend_users: [Ada]")

    scene = draw(made(2), changed_from=made(1))
    assert faults(scene) == []
    assert next(note for note in scene.notes if "Time" in note) == (
        "Team 0, Part 0: Time 2 days, was 1 day."
    )
    assert "+3 more" in scene.notes


def test_changes_are_told_apart_without_colour() -> None:
    scene = draw(read(LATER), changed_from=read(EARLIER), theme=BLACK_AND_WHITE)
    looks = {}
    for link in ("bindery/books > schools", "ink-maker/ink > press", "press/sheets > bindery"):
        items = part(scene, "link", link).items
        pen = items[0].pen if isinstance(items[0], Shape) else None
        assert pen is not None
        looks[link] = (round(pen.width, 2), bool(pen.dash), len(items))
    assert len(set(looks.values())) == 3, looks


def test_nothing_new_is_said_as_well() -> None:
    scene = draw(TOYS, changed_from=TOYS)
    assert words(part(scene, "head", "title"))[1] == "Nothing has changed."


def test_a_change_is_heard_as_a_sentence() -> None:
    scene = draw(read(LATER), changed_from=read(EARLIER))
    assert part(scene, "link", "press/sheets > bindery").title == (
        "Bindery relies on Press for Sheets, Press takes 1d for Sheets now; it was 2d."
    )


def test_the_same_poster_twice_is_the_same() -> None:
    for kind in ({"team": "IT"}, {"department": "Retail"}, {"changed_from": thinned(TOYS)}):
        assert sm.poster(TOYS, **kind).svg() == sm.poster(TOYS, **kind).svg()
