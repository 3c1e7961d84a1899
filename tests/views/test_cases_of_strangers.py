"""Posters of small maps that once told people something wrong, each with what is right."""

import pytest

import servicemap as sm
from servicemap.drawing.scene import Rectangle, Scene
from servicemap.drawing.theme import COLOURS
from servicemap.posters.poster import draw
from servicemap.views.kinds.whole import view_of
from servicemap.views.stories.who_is_late import delay_story
from servicemap.views.view import ViewState
from servicemap.wording.catalogues import LANGUAGES
from servicemap.wording.phrases import Words
from tests.drawing.sketches import part, read, row, words
from tests.proofs.scene_checks import faults

pytestmark = pytest.mark.usefixtures("hurried")

BAKERY = """
map: {title: Bakery}
teams:
  Oven:
    serves: [{customer: Shop, service: Bread, takes: 1d}]
  Shop:
    serves:
      - {customer: Guests, service: Rolls, takes: 1d, promise: 2d NEEDS}
      - {customer: Offices, service: Baskets, takes: 4d, needs: [], promise: 1d}
end_users: [Guests, Offices]
"""
SAID = BAKERY.replace(" NEEDS", ", needs: [Oven/Bread]")
"""A promise that the plan breaks, beside one that a delay breaks."""

OPEN = BAKERY.replace(" NEEDS", "")
"""The same, but nobody says what rolls need."""


def headline(scene: Scene) -> str:
    return " ".join(words(part(scene, "head", "title"))[1:])


def boxes(scene: Scene) -> dict[str, list[str]]:
    """What stands on each box below its name, where anything does."""
    said = {one.id: one.title.split(", ")[1:] for one in scene.parts if one.role == "box"}
    return {id_: badges for id_, badges in said.items() if badges}


def pills(scene: Scene) -> dict[str, list[str]]:
    """What each label says beside the service."""
    said = dict(row(one) for one in scene.parts if one.role == "pill")
    return {service: badges for service, badges in said.items() if badges}


def test_nobody_is_blamed_for_what_the_plan_breaks() -> None:
    scene = draw(read(SAID), late={"Oven": "1d"})
    assert headline(scene) == (
        "If Oven is 1 day late, Guests wait 1 day longer for Rolls."
        " One promise is late already by plan."
    )
    assert boxes(scene) == {
        "oven": ["1 day late itself"],
        "guests": ["1 day late"],
        "offices": ["3 days late already by plan"],
    }
    assert faults(scene) == []


def test_where_needs_are_not_said_the_delay_only_may_break_it() -> None:
    scene = draw(read(OPEN), late={"Oven": "1d"})
    assert headline(scene) == (
        "If Oven is 1 day late, Guests may wait up to 1 day longer for Rolls."
        " One promise is late already by plan."
    )
    assert boxes(scene) == {
        "oven": ["1 day late itself"],
        "guests": ["may be up to 1 day late"],
        "offices": ["3 days late already by plan"],
    }
    assert "The delay told above, perhaps" in words(part(scene, "legend", "legend"))
    assert "Guests rely on Shop for Rolls, may be up to 1 day late." in scene.description
    assert faults(scene) == []


def test_the_plain_poster_shows_what_the_plan_breaks() -> None:
    scene = draw(read(OPEN))
    assert boxes(scene) == {"offices": ["3 days late already by plan"]}
    assert "Offices rely on Shop for Baskets, 3 days late already by plan." in scene.description


def test_what_is_kept_by_days_is_not_called_late() -> None:
    m = read("""
teams:
  Oven: {serves: [{customer: Shop, service: Bread, takes: 1d}]}
  Shop:
    serves:
      - {customer: Guests, service: Rolls, takes: 1d, promise: 9d}
      - {customer: Guests, service: Tea, takes: 1h, needs: []}
end_users: [Guests]
""")
    scene = draw(m, late={"Oven": "1d"})
    assert headline(scene) == "If Oven is 1 day late, every promise still holds."
    assert boxes(scene) == {"oven": ["1 day late itself"], "guests": ["still in time"]}
    assert "Guests rely on Shop for Rolls, still in time." in scene.description


def test_what_is_kept_by_weeks_in_a_circle_holds_if_the_circle_keeps_in_step() -> None:
    m = read("""
map: {title: Permits, start: 2027-03-01}
teams:
  Counter:
    relies_on: [{provider: Applicants, service: Plans}]
    serves: [{customer: Desk, service: Application, takes: 1d}]
  Desk:
    relies_on: [{provider: Board, service: Opinion}]
    serves: [{customer: Applicants, service: Permit, takes: 2d, promise: 8w}]
suppliers:
  Board: {serves: [{customer: Desk, service: Opinion, takes: 3d}]}
end_users:
  Applicants: {serves: [{customer: Counter, service: Plans, takes: 1d}]}
""")
    scene = draw(m, late={"Board": "3d"})
    assert headline(scene) == "If Board is 3 days late, every promise still holds."
    assert boxes(scene) == {"board": ["3 days late itself"], "applicants": ["still in time"]}
    assert "Holds if these keep in step: Applicants, Counter and Desk." in words(
        part(scene, "legend", "legend")
    )


def test_of_several_circles_one_sentence_is_told() -> None:
    rounds = "".join(
        f"  A{n}: {{serves: {{B{n}: P{n}, Guests: S{n}}}}}\n  B{n}: {{serves: {{A{n}: Q{n}}}}}\n"
        for n in range(2)
    )
    m = read(f"teams:\n  Oven: {{serves: {{A0: X, A1: Y}}}}\n{rounds}end_users: [Guests]")
    scene = draw(m, late={"Oven": "1d"})
    said = [one for one in words(part(scene, "legend", "legend")) if "in step" in one]
    assert said == ["Holds if these keep in step: A0, B0 and 2 others."]
    assert faults(scene) == []


TOYS = """
map: {title: Toys, start: 2027-02-01, language: LANGUAGE}
teams:
  Warehouse:
    serves: [{customer: Stores, service: Stock, takes: 2d, departs: "Fri 17:00"}]
  Stores:
    serves: [{customer: Shoppers, service: Toys, takes: 1d, promise: 2w}]
end_users: [Shoppers]
"""


@pytest.mark.parametrize(
    ("language", "itself", "said"),
    [
        ("en", "1 day late itself", "leaves Fri 17:00 anyway"),
        ("de", "selbst 1 Tag zu spät", "geht trotzdem ab: Fr 17:00"),
    ],
)
def test_a_delay_ends_where_the_van_leaves_anyway(language: str, itself: str, said: str) -> None:
    m = read(TOYS.replace("LANGUAGE", language))
    scene = draw(m, late={"Warehouse": "1d"})
    assert pills(scene) == {"Stock": [said]}
    assert boxes(scene) == {"warehouse": [itself]}, "nothing is late behind it"
    story = delay_story(m, sm.trace(m, {"Warehouse": "1d"}), Words(m))
    assert {id_: mark.state for id_, mark in story.links.items()} == {
        "warehouse/stock > stores": ViewState.KEPT
    }


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_what_a_delay_adds_is_not_called_late_where_more_may_be(language: str) -> None:
    """Without its truffles bread is due in time; with them it is late by up to nine days in all."""
    m = read("""
teams:
  Kitchen:
    serves:
      - {customer: Guests, service: Bread, takes: 1d, promise: 3d}
      - {customer: Guests, service: Pie, takes: 1d, promise: 20d}
suppliers:
  Farm: {serves: [{customer: Kitchen, service: Truffles, takes: 10d}]}
  Mill: {serves: [{customer: Kitchen, service: Flour, takes: 1d}]}
end_users: [Guests]
""")._replace(language=language)
    text = Words(m)
    story = delay_story(m, sm.trace(m, {"Farm": "1d"}), text)
    said = text.say("may_be_up_to_later", amount=text.amount(480, 480))
    assert said != text.say("may_be_up_to", amount=text.amount(480, 480))
    assert [one.words for one in story.boxes["guests"].also] == [said]
    assert story.links["kitchen/bread > guests"].said == said


def test_who_misses_the_van_is_late() -> None:
    m = read(TOYS.replace("LANGUAGE", "en"))
    scene = draw(m, late={"Warehouse": "4d"})
    assert boxes(scene)["warehouse"] == ["4 days late itself"]
    moved = {"Stock": ["5 Feb → 12 Feb"], "Toys": ["12 Feb → 15 Feb"]}
    assert pills(scene) == moved, "how late itself, its box says already"
    story = delay_story(m, sm.trace(m, {"Warehouse": "4d"}), Words(m))
    assert story.links["warehouse/stock > stores"].state is ViewState.TOLD


def test_a_bundle_names_the_service_that_is_late() -> None:
    m = read("""
teams:
  Warehouse:
    department: Back office
    serves: [{customer: Stores, service: Stock, takes: 2d, needs: []}]
  IT:
    department: Back office
    serves: [{customer: Stores, service: Tills, takes: 1h}]
  Stores:
    department: Retail
    serves: [{customer: Shoppers, service: Toys, takes: 1d, promise: 4d}]
end_users: [Shoppers]
""")
    scene = draw(m, department="Retail", late={"IT": "1d"})
    assert pills(scene) == {"Tills +1 more": ["1 day late itself"]}


TIE = """
teams:
  Kitchen:
    serves: [{customer: [Admin, Zoo visitors], service: Lunch, takes: 1d, promise: 1d}]
end_users:
  Admin: {inside: yes}
  Zoo visitors: {}
"""


def test_those_outside_are_told_of_before_those_inside() -> None:
    scene = draw(read(TIE), late={"Kitchen": "1d"})
    assert headline(scene) == (
        "If Kitchen is 1 day late, Zoo visitors wait 1 day longer for Lunch."
        " One other promise fails."
    )


def test_then_the_dearer_promise_is_told_of_first() -> None:
    m = read("""
teams:
  Kitchen:
    serves:
      - {customer: Guests, service: Lunch, takes: 1d, promise: 1d}
      - {customer: Clubs, service: Dinner, takes: 1d, promise: 1d, worth: 900}
end_users: [Guests, Clubs]
""")
    scene = draw(m, late={"Kitchen": "1d"})
    assert headline(scene).startswith("If Kitchen is 1 day late, Clubs wait 1 day longer")


def test_a_delay_that_never_recovers_has_no_figure() -> None:
    m = read("""
map: {calendar: {workdays: Mon-Sun, hours: 00:00-24:00}}
teams:
  Mainland depot:
    serves: [{customer: Island depot, service: Goods, takes: 1d, departs: every 17d}]
  Island depot:
    serves:
      - customer: Mainland depot
        service: Empties
        takes: 1d
        departs: every 23d
        needs: [Mainland depot/Goods]
      - {customer: Islanders, service: Toys, takes: 1h, needs: [Mainland depot/Goods], promise: 2h}
end_users: [Islanders]
""")
    scene = draw(m, late={"Mainland depot": "1m"})
    assert headline(scene) == (
        "If Mainland depot is 1 minute late, Islanders wait longer and longer for Toys."
    )
    assert boxes(scene) == {
        "mainland-depot": ["1 minute late itself"],
        "islanders": ["never recovers"],
    }
    assert (
        "Islanders rely on Island depot for Toys, 23 hours late already by plan, never recovers."
        in scene.description
    )


LINEN = """
map: {title: Linen}
teams:
  Linen room:
    serves:
      - {customer: Nurses, service: Clean linen, takes: 1h, needs: [Laundry/Washed linen]}
      - {customer: Laundry, service: Used linen, takes: 1h, needs: [], promise: 1h}
  Nurses:
    relies_on: [{provider: Linen room, service: Clean linen, standing: yes, slack: 3d}]
    serves:
      - {customer: Patients, service: Care, takes: 1h, promise: 1d, needs: [Linen room/Clean linen]}
suppliers:
  Laundry: {serves: [{customer: Linen room, service: Washed linen, takes: 1h, needs: []}]}
end_users: [Patients]
"""


def test_the_tipping_point_is_that_of_the_customer_in_the_headline() -> None:
    scene = draw(read(LINEN), team="Linen room")
    assert "Patients" in headline(scene)
    assert part(scene, "tipping", "tipping").title == (
        "You can be 3 days 7 hours late. A minute more, and Patients notice."
        " Laundry will notice at once."
    )
    assert faults(scene) == []


def test_a_tipping_point_that_may_be_later_says_so() -> None:
    m = read("""
teams:
  Farm: {serves: [{customer: Kitchen, service: Truffles, takes: 10d}]}
  Kitchen:
    serves:
      - {customer: Guests, service: Pie, takes: 1d, promise: 20d}
      - {customer: Staff, service: Tea, takes: 1h, needs: [], promise: 30d}
end_users: {Guests: {}, Staff: {inside: yes}}
""")
    scene = draw(m, team="Farm", to="Guests")
    assert part(scene, "tipping", "tipping").title == (
        "You can be 9 days late, perhaps more. Later than that, Guests may notice."
    )


def test_only_what_is_sure_is_red() -> None:
    m = read(
        OPEN.replace(
            "end_users: [Guests, Offices]",
            """\
  Tills:
    serves: [{customer: Guests, service: Bills, takes: 1d, promise: 1d}]
end_users: [Guests, Offices]""",
        )
    )
    scene = draw(m, late={"Oven": "1d", "Tills": "1h"})
    assert boxes(scene)["guests"] == ["1 hour late", "may be up to 1 day late"]
    grounds = [one.fill for one in part(scene, "box", "guests").items if isinstance(one, Rectangle)]
    assert grounds[1:] == [COLOURS.late_badge, COLOURS.page]
    assert faults(scene) == []


def test_a_close_up_draws_every_link_that_the_delay_travels() -> None:
    m = read("""
teams:
  Pharmacy:
    department: Support
    serves: [{customer: Nurses, service: Medicine, takes: 1h}]
  Nurses:
    department: Wards
    serves:
      - {customer: Beds, service: Notice, takes: 1h}
      - {customer: Patients, service: Care, takes: 1h, needs: []}
  Therapy:
    department: Support
    serves: [{customer: Beds, service: Assessment, takes: 1h}]
  Beds:
    department: Flow
    serves: [{customer: Casualty, service: Free bed, takes: 1h, promise: 1d}]
end_users: [Patients, Casualty]
""")
    scene = draw(m, department="Support", late={"Pharmacy": "1d"})
    ways = {(one.source, one.target) for one in scene.parts if one.role == "link"}
    assert {
        ("pharmacy", "department/wards"),
        ("department/wards", "department/flow"),
        ("department/flow", "casualty"),
    } <= ways
    assert faults(scene) == []


def test_a_reliance_that_says_no_service_is_a_link_with_a_question_mark() -> None:
    m = read("""
map: {title: Hotel, start: 2027-03-01}
teams:
  Front desk:
    serves:
      - {customer: Guests, service: Check-in, takes: 10m, promise: 1d}
      - {customer: Concierge, service: Guest wishes, takes: 10m}
  Bell desk:
    relies_on: [Front desk]
    serves: [{customer: Guests, service: Luggage, takes: 15m, promise: 1d}]
  Concierge:
    serves: [{customer: Guests, service: Tickets, takes: 15m, promise: 1d}]
end_users: [Guests]
""")
    said = "Bell desk relies on Front desk for a service that is not named"
    for scene in (draw(m), draw(m, late={"Front desk": "2d"})):
        assert said in scene.description
        assert [p for p in scene.parts if p.source == "front-desk" and p.target == "bell-desk"]
    assert said not in draw(m, team="Concierge").description
    story = delay_story(m, sm.trace(m, {"Front desk": "2d"}), Words(m))
    assert {link.label: link.state for link in view_of(m, story).links}["?"] is ViewState.MAY
