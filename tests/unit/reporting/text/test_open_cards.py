"""What a map leaves open has bounds, and a card says them in words."""

import pytest

from servicemap.cards import show
from servicemap.model import ServiceMap
from servicemap.reporting.json.cards import as_json as card_as_json
from servicemap.reporting.terminal import Ink
from servicemap.reporting.text.cards import as_text as card_in_words
from tests.unit.reporting.text.test_open_promises import JOIN, KITCHEN, LINEN, STANDING, read


@pytest.mark.parametrize(
    ("m", "team", "sentence"),
    [
        (
            KITCHEN,
            "Farm",
            "The plan may break a promise to Guests already, by up to 8 days: what 1 service needs"
            " is missing on the way to Guests (servicemap check --all lists it).",
        ),
        # The bread may be late by truffles, and by flour no sooner than by a day's delay of it.
        (
            KITCHEN,
            "Mill",
            "Mill can be at least 1 day late before anything that was promised to Guests is late"
            " because of Mill.",
        ),
        (
            LINEN,
            "House",
            "We cannot say yet how late you may be, 9 days at most: 1 time is missing on the way to"
            " Guests (servicemap check --all lists it).",
        ),
        (STANDING, "Power", "Power can be at least 1 day late without Shoppers noticing."),
        (JOIN, "Workshop", "You cannot be late at all: Owners notice at once."),
    ],
)
def test_a_card_says_bounds_in_words(m: ServiceMap, team: str, sentence: str) -> None:
    assert show(m, team).sentence == sentence


def test_where_both_bounds_are_known_a_card_says_when_it_is_noticed_for_sure() -> None:
    m = read("""
teams:
  Kitchen:
    relies_on: [{provider: Farm, service: Truffles}]
    serves:
      - {customer: Guests, service: Pie, takes: 1d, promise: 20d}
      - {customer: Guests, service: Advice, takes: 1d, needs: [], promise: 30d}
suppliers: {Farm: {serves: [{customer: Kitchen, service: Truffles, takes: 10d}]}}
end_users: [Guests]
""")
    assert show(m, "kitchen").sentence == (
        "You can be at least 9 days late; after 19 days at the latest Guests notice."
    )


LINEN_ROOM = read("""
teams:
  Linen room:
    serves:
      - {customer: Nurses, service: Clean linen, takes: 1h, needs: [Laundry/Washed linen]}
      - {customer: Laundry, service: Used linen, takes: 1h, needs: [], promise: 1h}
  Nurses:
    relies_on: [{provider: Linen room, service: Clean linen, standing: yes, slack: 3d}]
    serves:
      - customer: Patients
        service: Care
        takes: 1h
        promise: 1d
        needs: [Linen room/Clean linen]
suppliers:
  Laundry:
    serves: [{customer: Linen room, service: Washed linen, takes: 1h, needs: []}]
end_users: [Patients]
""")


"""Care takes an hour of the day that was promised, and clean linen is there for three days."""


def test_a_door_shows_who_outside_notices_and_then_who_inside_does_sooner() -> None:
    card = show(LINEN_ROOM, "linen room")
    assert card.sentence == ("You can be 3 days 7 hours late; a minute more, and Patients notice.")
    assert card.second_sentence == "Laundry will notice sooner: at once."
    assert f"{card.sentence}\n{card.second_sentence}\n" in card_in_words(card, Ink())
    assert card_as_json(card)["second_sentence"] == card.second_sentence
    assert card.second_sentence in card._repr_html_()


def test_late_by_plan_stands_on_the_doors_of_its_chain_alone() -> None:
    """Baskets wait six days for the oven and two for the weaver, and are due after five."""
    m = read("""
teams:
  Oven: {serves: [{customer: Shop, service: Rolls, takes: 6d}]}
  Weaver: {serves: [{customer: Shop, service: Baskets, takes: 2d}]}
  Shop: {serves: [{customer: Offices, service: Hampers, takes: 1d, promise: 5d}]}
end_users: [Offices]
""")
    late = "Late already: the plan itself breaks a promise to Offices, by 2 days."
    assert (show(m, "oven").sentence, show(m, "shop").sentence) == (late, late)
    assert show(m, "weaver").sentence == (
        "Every promise that you reach is late already by plan, because of others."
    )


def test_what_others_make_late_in_every_reading_is_left_out_and_named() -> None:
    """How long the lawn takes is the gardeners' riddle; the flowers alone make the dinner late."""
    m = read("""
teams:
  Garden:
    serves:
      - {customer: Banquet, service: Lawn, needs: []}
      - {customer: Couples, service: Roses, takes: 1d, needs: [], promise: 4d}
  Flowers: {serves: [{customer: Banquet, service: Bouquets, takes: 9d}]}
  Bakers:
    serves:
      - {customer: Banquet, service: Bread, takes: 1d, needs: []}
      - {customer: Couples, service: Cake, takes: 1d, needs: [], promise: 4d}
  Banquet:
    serves: [{customer: Couples, service: Dinner, takes: 1d, promise: 9d}]
end_users: [Couples]
""")
    card = show(m, "bakers")
    assert card.sentence == "You can be 3 days late; on day 4 Couples notice."
    assert "Not counted, because others make it late: Dinner for Couples." in card_in_words(
        card, Ink()
    )
    assert card_as_json(card)["not_counted"] == [
        {"service": "banquet/dinner", "customer": "couples"}
    ]
    late = "Late already: the plan itself breaks a promise to Couples, by 1 day or more"
    assert show(m, "garden").sentence == f"{late}; you may be part of the reason."
    assert show(m, "flowers").sentence == f"{late}; you may be part of the reason."
    assert show(m, "banquet").sentence == f"{late}."


@pytest.mark.parametrize(
    ("m", "team", "least", "most", "second", "rows"),
    [
        (
            # Care may wait for sheets at once; dates leave four hours, and more than that is sure
            # to be noticed: no row may promise the patients more.
            """
teams:
  Lab:
    serves:
      - {customer: Desk, service: Results, takes: 4h}
      - {customer: Ward, service: Results}
  Desk: {serves: [{customer: Patients, service: Dates, takes: 1d, promise: 2d}]}
  Ward:
    relies_on: [Linen]
    serves:
      - {customer: Patients, service: Care, takes: 1h}
      - {customer: Doctors, service: Letters, takes: 1h, needs: [Linen/Sheets], promise: 9d}
suppliers: {Linen: {serves: {Ward: Sheets}}}
end_users: [Patients, Doctors]
""",
            "Lab",
            0,
            240,
            "",
            {"Patients: Care": "0d+", "Patients: Dates": "4h"},
        ),
        (
            # What is promised waits for sheets, so nobody knows; the patients are sure to notice.
            """
map: {start: 2027-03-01}
teams:
  Station:
    relies_on: [Linen]
    serves:
      - {customer: Doctors, service: Letters, takes: 1d, promise: 1w}
      - {customer: Patients, service: Discharge, takes: 2h, departs: "Mon,Thu 10:00"}
suppliers: {Linen: {serves: {Station: Sheets}}}
end_users: [Patients, Doctors]
""",
            "Station",
            None,
            1920,
            "Patients notice after 2 days 7 hours 59 minutes at the latest.",
            {"Doctors": "? to 4d", "Patients": "0d to 2d 7h 59m"},
        ),
    ],
)
def test_the_headline_of_a_card_and_its_rows_are_one_answer(
    m: str, team: str, least: int | None, most: int, second: str, rows: dict[str, str]
) -> None:
    """Where several promises are made to one customer, the first of them to break decides."""
    card = show(read(m), team)
    assert card.tipping_point.bounds == (least, most)
    assert card_as_json(card)["tolerance_min_minutes"] == least
    assert card.second_sentence == second
    told = card_in_words(card, Ink()).split("Whom the work of ")[1]
    lines = [line.split("  ") for line in told.splitlines()]
    assert {line[1].strip(): line[2].strip() for line in lines if "->" in line[-1]} == rows


def test_from_perhaps_broken_to_no_time_at_all_is_marked_as_both() -> None:
    """Bread is for day 1 and may wait ten days for truffles."""
    m = read("""
teams:
  Kitchen:
    serves:
      - {customer: Guests, service: Bread, takes: 1d, promise: 1d}
      - {customer: Owners, service: Rolls, takes: 1d, needs: []}
suppliers: {Farm: {serves: [{customer: Kitchen, service: Truffles, takes: 10d}]}}
end_users: [Guests, Owners]
""")
    text = card_in_words(show(m, "Kitchen"), Ink())
    assert "\n  Guests  -10d to 0d ! ?  Kitchen -> Guests\n" in text
    assert "! no time at all; ? after it: the plan may break it already, by so much." in text
