"""The delay in a sentence above the map."""

from pathlib import Path

import pytest

import servicemap as sm
from servicemap.drawing.scene import Scene, Shape, Text
from servicemap.drawing.theme import BLACK_AND_WHITE, COLOUR, COLOURS
from servicemap.posters.poster import draw
from servicemap.views.stories.who_is_late import delay_story
from servicemap.views.view import ViewState
from servicemap.wording.phrases import Words
from tests.drawing.sketches import part, read, row, words
from tests.proofs.scene_checks import faults

pytestmark = pytest.mark.usefixtures("hurried")

SHOP = """
teams:
  Purchasing:
    serves: [{customer: Stores, service: Orders, takes: 1d}]
  Print room:
    serves: [{customer: Stores, service: Posters, takes: 1d}]
  Door:
    serves: [{customer: Stores, service: Opening, takes: 1d, slack: 2d}]
  Stores:
    serves:
      - {customer: Shoppers, service: Toys, takes: 1d}
      - {customer: Schools, service: Sets, takes: 1d}
end_users: [Shoppers, Schools]
"""


@pytest.mark.parametrize(
    ("late", "story"),
    [
        (
            {"print-room": "2d"},
            (
                "If Print room is 2 days late, Shoppers may wait up to 2 days longer for Toys."
                " One other promise may fail."
            ),
        ),
        (
            {"print-room/posters": "2d"},
            (
                "If Posters (Print room) is 2 days late, Shoppers may wait up to 2 days longer for"
                " Toys. One other promise may fail."
            ),
        ),
        (
            {"stores/toys": "1d", "door": "1d"},
            "If Toys (Stores) is 1 day late and Door is 1 day late,"
            " Shoppers wait 1 day longer for Toys.",
        ),
        (
            {"stores": "1d", "door": "1d", "print-room": "4h"},
            (
                "If 3 delays come at once, Shoppers wait 1 day to 1 day 4 hours longer for Toys."
                " One other promise fails."
            ),
        ),
        ({"door": "2d"}, "If Door is 2 days late, every promise still holds."),
        (
            {"stores/toys": "1d 3h 40m"},
            "If Toys (Stores) is 1 day 3 hours 40 minutes late, Shoppers wait",
        ),
    ],
    ids=["a team", "a service", "two", "three", "absorbed", "to the minute"],
)
def test_the_story(late: dict[str, str], story: str) -> None:
    m = read(SHOP)
    said = words(part(draw(m, late=sm.trace(m, late=late)), "head", "title"))[1]
    assert said.startswith(story)


def test_a_name_with_braces_is_only_a_name() -> None:
    m = read('teams:\n  "{service}": {serves: {Ada: "{amount}"}}\nend_users: [Ada]')
    scene = draw(m, late=sm.trace(m, late={"service": "1d"}))
    assert words(part(scene, "head", "title"))[1] == (
        "If {service} is 1 day late, Ada waits 1 day longer for {amount}."
    )
    assert part(scene, "link", "service/amount > ada").title == (
        "Ada relies on {service} for {amount}, 1 day late"
    )


def test_departments_in_one_box_carry_the_delay_on() -> None:
    teams = "\n".join(
        f"  Team {n}: {{department: Hall {n % 5}, serves: {{Team {n + 1}: Part {n}}}}}"
        for n in range(59)
    )
    m = read(f"teams:\n{teams}\n  Team 59: {{serves: {{Ada: Toys}}}}\nend_users: [Ada]")
    scene = draw(m, late=sm.trace(m, late={"team-0": "2d"}))
    assert words(part(scene, "box", "ada")) == ["Ada", "2 days late"]
    pills = [one for one in scene.parts if one.role == "pill"]
    late = [one.source for one in pills if "2 days late itself" in words(one)]
    assert late == ["department/hall-0"]


def test_a_delay_that_begins_within_a_box_says_where() -> None:
    teams = "\n".join(
        f"  Team {n}: {{department: Hall {n // 100}, serves: {{Team {n + 1}: Part {n}}}}}"
        for n in range(199)
    )
    m = read(f"teams:\n{teams}\n  Team 199: {{serves: {{Ada: Toys}}}}\nend_users: [Ada]")
    scene = draw(m, late=sm.trace(m, late={"team-3": "2d"}))
    assert faults(scene) == []
    assert badges(scene) == {"Part 99": "from Team 3, 2 days late"}


def test_lateness_is_said_in_days_of_the_one_who_is_late() -> None:
    """A day of the round-the-clock IT has 24 hours: a day late is one day, not three."""
    m = sm.load(Path(__file__).parents[2] / "maps" / "harbour-toys")
    story = delay_story(m, sm.trace(m, scenario="Dead tills"), Words(m))
    assert story.line == "If Tills (IT) is 1 day late, every promise still holds."
    assert story.boxes["it"].badge == "Tills: 1 day late itself"
    clock = delay_story(m, sm.trace(m, {"Purchasing": "2d elapsed"}), Words(m))
    assert clock.line == "If Purchasing is 2 days late, every promise still holds."


IMPORT = """
map: {title: Import, start: 2027-01-04}
suppliers:
  Customs: {serves: [{customer: Port, service: Clearance, takes: 1d}]}
teams:
  Port:
    department: Harbour
    serves: [{customer: Yard, service: Containers, takes: 1d, needs: [Customs/Clearance]}]
  Yard:
    department: Yards
    serves: [{customer: Stock, service: Pallets, takes: 1d, needs: [Port/Containers]}]
  Stock:
    department: Works
    serves:
      - {customer: Packing, service: Parts, takes: 1d, needs: [Yard/Pallets]}
      - {customer: Audit, service: Counts, takes: 1h, needs: [Yard/Pallets]}
  Packing:
    department: Works
    serves: [{customer: Vans, service: Parcels, takes: 1d, needs: [Stock/Parts]}]
  Audit:
    department: Books
    serves: [{customer: Board, service: Reports, takes: 1d, needs: [Stock/Counts]}]
  Board:
    department: Top
    serves:
      - customer: Owners
        service: Letters
        takes: 1d
        needs: [Audit/Reports]
        promise: 2027-02-26
distributors:
  Vans:
    serves:
      - customer: Families
        service: Parcels at the door
        takes: 1d
        needs: [Packing/Parcels]
        promise: 2027-01-11
end_users: [Families, Owners]
"""


def badges(scene: Scene) -> dict[str, str]:
    """The badge of each row that has one, by the service above it."""
    rows = [row(one) for one in scene.parts if one.role == "pill"]
    return {service: badges[0] for service, badges in rows if badges}


def test_a_delay_from_beyond_a_close_up_says_where_it_comes_from() -> None:
    m = read(IMPORT)
    late = sm.trace(m, late={"customs": "2d"})
    scene = draw(m, late=late, department="Works")
    assert faults(scene) == []
    assert "customs" not in [one.id for one in scene.parts if one.role == "box"]
    assert badges(scene) == {
        "Pallets": "from Customs, 2 days late",
        "Parts": "7 Jan → 11 Jan",
        "Parcels": "8 Jan → 12 Jan",
        "Parcels at the door": "11 Jan → 13 Jan",
    }
    line = part(scene, "head", "title").items[1]
    assert isinstance(line, Text)
    assert line.colour == COLOURS.late
    begins = draw(m, late=late, department="Harbour")
    said = " ".join(badges(begins).values())
    assert "late" not in said, "the box where it begins says so"
    assert words(part(begins, "box", "customs")) == ["Customs", "2 days", "late itself"]


def test_what_is_later_and_in_time_lies_on_a_broken_band_in_any_colour() -> None:
    m = read(IMPORT)
    late = sm.trace(m, late={"customs": "2d"})
    states = {id_: mark.state for id_, mark in delay_story(m, late, Words(m)).links.items()}
    assert states == {
        "customs/clearance > port": ViewState.TOLD,
        "port/containers > yard": ViewState.TOLD,
        "yard/pallets > stock": ViewState.TOLD,
        "stock/parts > packing": ViewState.TOLD,
        "stock/counts > audit": ViewState.KEPT,
        "packing/parcels > vans": ViewState.TOLD,
        "audit/reports > board": ViewState.KEPT,
        "board/letters > owners": ViewState.KEPT,
        "vans/parcels-at-the-door > families": ViewState.TOLD,
    }
    for grey, theme in ((False, COLOUR), (True, BLACK_AND_WHITE)):
        scene = draw(m, late=late, black_and_white=grey)
        assert faults(scene) == []
        dashes = {
            one.id.partition(" ")[0]: item.pen.dash
            for one in scene.parts
            if one.role == "casing"
            for item in one.items
            if isinstance(item, Shape) and item.pen and item.pen.colour == theme.palette.kept
        }
        assert set(dashes) == {"stock/counts", "audit/reports", "board/letters"}
        assert all(dashes.values())
        legend = words(part(scene, "legend", "legend"))
        assert {"The delay told above", "Later, still in time"} <= set(legend)


def test_one_service_that_breaks_one_promise_and_keeps_another_has_one_label() -> None:
    m = read("""
map: {start: 2027-01-04}
teams:
  Press:
    serves:
      - {customer: Readers, service: Books, takes: 1d, promise: 2027-01-05}
      - {customer: Schools, service: Books, takes: 1d, promise: 2027-03-01}
  Paper: {serves: [{customer: Press, service: Sheets, takes: 1h}]}
end_users: [Readers, Schools]
""")
    scene = draw(m, late=sm.trace(m, late={"paper": "2d"}))
    assert faults(scene) == []
    pills = [words(one) for one in scene.parts if one.role == "pill"]
    assert [one[0] for one in pills].count("Books") == 1
    assert words(part(scene, "box", "readers"))[1:] == ["1 day 1 hour late"]
    assert words(part(scene, "box", "schools"))[1:] == ["still in time"]


def test_who_looks_like_the_end_of_the_way_says_where_it_goes_on() -> None:
    m = read("""
teams:
  Stock: {department: Works, serves: {Archive: Labels, Audit: Counts}}
  Archive: {department: Papers, serves: {Audit: Files}}
  Audit: {department: Books, serves: {Owners: Letters}}
end_users: [Owners]
""")
    scene = draw(m, department="Works")
    # Its files go where Stock's counts go by a shorter way: drawn all the same.
    assert "archive/files > audit" in [one.id for one in scene.parts if one.role == "link"]


def test_where_the_rest_of_the_way_is_left_out_the_box_names_whom_it_reaches() -> None:
    far = "".join(
        f"  T{n}a: {{department: A{n}, serves: {{T{n}b: P{n}}}}}\n"
        f"  T{n}b: {{department: B{n}, serves: {{T{n}c: Q{n}}}}}\n"
        f"  T{n}c: {{department: C{n}, serves: {{Ada {n}: R{n}}}}}\n"
        for n in range(20)
    )
    home = ", ".join(f"T{n}a: S{n}" for n in range(20))
    users = ", ".join(f"Ada {n}" for n in range(20))
    m = read(
        f"teams:\n  Stock: {{department: Works, serves: {{{home}}}}}\n{far}end_users: [{users}]"
    )
    scene = draw(m, department="Works")
    boxes = {one.id: words(one) for one in scene.parts if one.role == "box"}
    linked = {one.source for one in scene.parts if one.role == "link"}
    dead_ends = [id_ for id_ in boxes if id_ not in linked and id_.startswith("department/")]
    assert dead_ends, "there is no room for every way"
    for id_ in dead_ends:
        n = id_.removeprefix("department/a")
        assert boxes[id_][-1] == f"goes on to Ada {n}"


def test_what_is_late_itself_and_in_time_for_its_customer_says_both() -> None:
    m = read("""
teams:
  Bar:
    serves:
      - {customer: Guests, service: Drinks, takes: 1d, promise: 3d}
      - {customer: Guests, service: Food, takes: 1d, promise: 1d}
end_users: [Guests]
""")
    scene = draw(m, late=sm.trace(m, late={"Bar": "1d"}))
    assert words(part(scene, "box", "bar")) == ["Bar", "1 day late itself"]
    (drinks,) = [words(one) for one in scene.parts if one.role == "pill"]
    assert drinks == ["Drinks", "still in time", "Food"]
    assert part(scene, "link", "bar/drinks > guests").title.endswith(", 1 day late, still in time")
