"""The delay in a sentence above the map."""

from pathlib import Path

import pytest

import servicemap as sm
from servicemap.drawing.posters import draw
from servicemap.drawing.stories import delay_story
from servicemap.drawing.words import Words
from tests.drawing.sketches import part, read, words

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
                "Print room 2 days late. Felt by Schools: Sets, 2 days late."
                " One more promise is broken."
            ),
        ),
        (
            {"print-room/posters": "2d"},
            (
                "Print room, Posters 2 days late. Felt by Schools: Sets, 2 days late."
                " One more promise is broken."
            ),
        ),
        (
            {"stores/toys": "1d", "door": "1d"},
            "Stores, Toys 1 day late + Door 1 day late. Felt by Shoppers: Toys, 1 day late.",
        ),
        (
            {"stores": "1d", "door": "1d", "print-room": "4h"},
            (
                "3 delays at once. Felt by Schools: Sets, 1 day 4 hours late."
                " One more promise is broken."
            ),
        ),
        ({"door": "2d"}, "Door 2 days late. Every promise still holds."),
        ({"stores/toys": "1d 3h 40m"}, "Stores, Toys 1 day 4 hours late. Felt by"),
    ],
    ids=["a team", "a service", "two", "three", "absorbed", "to the hour"],
)
def test_the_story(late: dict[str, str], story: str) -> None:
    m = read(SHOP)
    said = words(part(draw(m, trace=sm.trace(m, late=late)), "head", "title"))[1]
    assert said.startswith(story)


def test_a_name_with_braces_is_only_a_name() -> None:
    m = read('teams:\n  "{service}": {serves: {Ada: "{amount}"}}\nend_users: [Ada]')
    scene = draw(m, trace=sm.trace(m, late={"service": "1d"}))
    assert words(part(scene, "head", "title"))[1] == (
        "{service} 1 day late. Felt by Ada: {amount}, 1 day late."
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
    scene = draw(m, trace=sm.trace(m, late={"team-0": "2d"}))
    assert words(part(scene, "box", "ada")) == ["Ada", "2 days late"]
    late = [one.source for one in scene.parts if one.role == "pill" and "2 days late" in words(one)]
    assert late == ["department/hall-0"]


def test_lateness_is_said_in_days_of_the_one_who_is_late() -> None:
    """A day of the round-the-clock IT has 24 hours: a day late is one day, not three."""
    m = sm.load(Path(__file__).parents[2] / "maps" / "harbour-toys")
    story = delay_story(m, sm.trace(m, scenario="Dead tills"), Words(m))
    assert story.line == "IT, Tills 1 day late. Every promise still holds."
    assert story.links["it/tills > stores"].badge == "1 day late"
    clock = delay_story(m, sm.trace(m, {"Purchasing": "2d elapsed"}), Words(m))
    assert clock.line == "Purchasing 2 days late. Every promise still holds."
