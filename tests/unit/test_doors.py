"""What hangs on a team's door: the map, and what card and poster say to whoever reads it."""

import pytest

from servicemap.cards import card_towards, show
from servicemap.loading import read_text
from servicemap.model import ServiceMap
from servicemap.reporting.json.cards import as_json
from servicemap.reporting.terminal import Ink
from servicemap.reporting.text.cards import as_text
from servicemap.timing.answers.timed import TimedMap
from servicemap.views.kinds.team import line_of

DAY = 480


def read(text: str) -> ServiceMap:
    return read_text(f"map: {{title: By hand, start: 2027-03-01}}\n{text}").map


def on_the_wall(m: ServiceMap, team: str, to: str | None = None) -> str:
    """What a poster says of lateness; empty where it says nothing."""
    said = line_of(TimedMap(m), team, to).tipping
    return " ".join(filter(None, (said.may, said.then, said.sooner))) if said else ""


JOURNEY = """
teams:
  Therapists: {serves: [{customer: Desk, service: Assessment, takes: 1d}]}
  Social: {serves: [{customer: Desk, service: Visit, takes: 6d}]}
  Desk:
    serves:
      - {customer: Patients, service: Journey, takes: 1d, promise: 5d}
      - {customer: Patients, service: Care plan, takes: 1d, promise: 30d}
end_users: [Patients]
"""
"""What the journey needs nobody says: with the visit it takes seven days and is due after five."""


def test_what_others_may_break_leaves_it_open_how_late_a_team_may_be() -> None:
    """The care plan has 28 days; but where the journey needs the assessment alone, it has three."""
    m = read(JOURNEY)
    card = show(m, "Therapists")
    assert card.sentence == (
        "You can be at least 3 days late before anything that was promised to Patients is late"
        " because of you."
    )
    assert (card.tipping_point.bounds, card.because_of_others) == ((-2 * DAY, None), frozenset())
    assert card.tipping_point.harmless == 3 * DAY
    assert card.perhaps_of_others == {("desk/journey", "patients")}
    assert "Others alone may make late by plan: Journey for Patients.\n" in as_text(card, Ink())
    assert as_json(card)["perhaps_late_by_others"] == [
        {"service": "desk/journey", "customer": "patients"}
    ]
    assert on_the_wall(m, "Therapists") == (
        "You can be 3 days late, perhaps more. Later than that, Patients may notice."
    )
    social = show(m, "Social")
    assert social.tipping_point.harmless == 0
    assert social.sentence.startswith("The plan may break a promise to Patients already")
    assert on_the_wall(m, "Social") == (
        "Patients may notice at once. By plan it may already be up to 2 days late for Patients."
    )
    said = read(JOURNEY.replace("promise: 5d", "promise: 5d, needs: [Therapists/Assessment]"))
    assert show(said, "Therapists").sentence == "You can be 3 days late; on day 4 Patients notice."
    assert on_the_wall(said, "Therapists") == "You can be 3 days late. On day 4 Patients notice."


def test_what_others_may_break_does_not_hide_what_the_team_may() -> None:
    """The visit alone may make the journey two days late, the assessment the care plan by one."""
    m = read(
        JOURNEY.replace("Care plan, takes: 1d, promise: 30d", "Care plan, takes: 1d, promise: 1d")
    )
    card = show(m, "Therapists")
    assert card.perhaps_of_others == {("desk/journey", "patients")}
    assert card.tipping_point.bounds.least == -6 * DAY
    assert card.sentence.startswith("The plan may break a promise to Patients already, by up to 6")


def test_a_row_of_a_card_is_of_the_promise_whose_way_stands_beside_it() -> None:
    """Tea is there after a day of eight; the tour may wait for it, and leads over the guide."""
    m = read("""
teams:
  Kitchen:
    serves:
      - {customer: Guests, service: Tea, takes: 1d, promise: 8d}
      - {customer: Guide, service: Lunch, takes: 1d}
  Guide:
    serves:
      - {customer: Guests, service: Tour, takes: 1d, promise: 4d}
      - {customer: Guests, service: Maps, takes: 1d, needs: [], promise: 9d}
end_users: [Guests]
""")
    card = show(m, "Kitchen")
    rows = as_text(card, Ink()).split("how late it may be\n")[1].split("\n\n")[0].splitlines()
    assert [" ".join(row.split()) for row in rows] == [
        "Guests: Tour 2d+ Kitchen -> Guide -> Guests",
        "Guests: Tea 7d Kitchen -> Guests",
        "+ or more.",
    ]
    assert [one["chain"] for one in as_json(card)["first_to_break"]] == [
        ["kitchen", "guide", "guests"],
        ["kitchen", "guests"],
    ]


def test_what_comes_in_time_whatever_happens_is_no_reason() -> None:
    """Texts are there on day 2, or on day 4 from the agency; the book takes a day, of six."""
    m = read("""
teams:
  Curators: {serves: [{customer: Editors, service: List, takes: 9d}]}
  Translators: {serves: [{customer: Editors, service: Texts, takes: 2d}]}
  Agency: {serves: [{customer: Editors, service: Texts, takes: 4d}]}
  Editors:
    relies_on:
      - {provider: Curators, service: List}
      - any_of: [{provider: Translators, service: Texts}, {provider: Agency, service: Texts}]
    serves:
      - {customer: Readers, service: Book, takes: 1d, promise: 6d}
      - {customer: Readers, service: Leaflet, takes: 1d, needs: [], promise: 60d}
end_users: [Readers]
""")
    for team in ("Translators", "Agency"):
        card = show(m, team)
        assert card.tipping_point.harmless is None
        assert card.sentence == "Nothing that was promised to Readers can be late because of you."
        assert on_the_wall(m, team) == ""
    assert show(m, "Curators").tipping_point.harmless == 0


def test_a_length_beside_the_way_leaves_it_sure_how_late_makes_nobody_late() -> None:
    card = show(read(JOURNEY.replace("Visit, takes: 6d", "Visit")), "Therapists")
    assert (card.tipping_point.bounds, card.tipping_point.harmless) == ((None, None), 3 * DAY)
    assert card.sentence == (
        "You can be at least 3 days late before anything that was promised to Patients is late"
        " because of you."
    )


PROGRAMME = """
teams:
  Marketing:
    serves:
      - {customer: Audience, service: Programme, takes: 1d, promise: 30d}
      - {customer: Printer, service: Print data, takes: 2d}
      - {customer: Box office, service: Leaflets, takes: 1d}
  Box office:
    serves:
      - {customer: Audience, service: Tickets, takes: 1d}
      - {customer: Audience, service: Seats, takes: 1d, needs: []}
suppliers: [Printer]
end_users: [Audience]
"""
"""Tickets are due when they are planned, and wait for leaflets or not. The printer has no room."""


def test_all_that_the_customer_of_the_headline_was_promised_counts_behind_a_zero_of_others() -> (
    None
):
    m = read(PROGRAMME)
    card = show(m, "Marketing")
    assert card.sentence == (
        "We cannot say yet how late you may be, 29 days at most: what 1 service needs is missing on"
        " the way to Audience (servicemap check --all lists it)."
    )
    assert card.second_sentence == "Printer will notice sooner: at once."
    assert not card.tipping_point.certain
    assert card["Audience"].bounds == (0, 29 * DAY)
    assert on_the_wall(m, "Marketing") == (
        "We cannot say yet how late you may be, 29 days at most. A minute more, and Audience will"
        " notice."
        " Printer will notice at once."
    )


def test_what_recurs_counts_as_any_promise() -> None:
    m = read(PROGRAMME.replace("Tickets, takes: 1d", "Tickets, takes: 1h, promise: daily 16:00"))
    assert show(m, "Marketing").tipping_point.bounds == (0, 29 * DAY)
    assert show(m, "Marketing")["Audience"].bounds == (0, 29 * DAY)


CANTEEN = """
teams:
  Kitchen:
    relies_on: [Store]
    serves:
      - {customer: Guests, service: Lunch, takes: 2h, promise: "daily 12:00"}
      - {customer: Caterer, service: Trays, takes: 2h}
  Store: {serves: [{customer: Kitchen, service: Food, takes: 4h}]}
  Caterer:
    relies_on: [{provider: Kitchen, service: Trays}]
    serves: [{customer: Wedding, service: Dinner, takes: 1d, promise: 14d}]
end_users: [Guests, Wedding]
"""


def test_who_is_met_is_told_of_first_though_it_is_open_on_which_day_it_is_due() -> None:
    m = read(CANTEEN)
    assert (show(m, "Kitchen").headline, show(m, "Caterer").headline) == ("guests", "wedding")
    said = read(CANTEEN.replace("takes: 2h, promise", "takes: 2h, needs: [Food], promise"))
    assert show(said, "Kitchen").headline == "guests"


KEYS = """
teams:
  Desk:
    serves:
      - {customer: Guests, service: Keys, takes: 2d, promise: 2d}
      - {customer: Cafe, service: Lists, takes: 9d}
  Cafe:
    serves:
      - {customer: Guests, service: Cake, takes: 1d, promise: 4d}
      - {customer: Guests, service: Tea, takes: 1d, needs: [], promise: 2d}
end_users: [Guests]
"""
"""The cake may wait for lists, and be six days late. Keys have no room, and tea has a day."""


def test_the_most_is_that_of_whatever_breaks_first_whoever_else_may_be_broken() -> None:
    m = read(KEYS)
    may = (
        "The plan may break a promise to Guests already, by up to 6 days: what 1 service needs is"
        " missing on the way to Guests (servicemap check --all lists it)."
    )
    desk, cafe = show(m, "Desk"), show(m, "Cafe")
    assert desk.sentence == f"You cannot be late at all: Guests notice at once. {may}"
    assert (desk.tipping_point.bounds, desk["Guests"].bounds) == ((-6 * DAY, 0), (-6 * DAY, 0))
    assert as_json(desk)["tolerance_max_minutes"] == 0
    assert on_the_wall(m, "Desk") == (
        "You cannot be late at all. Guests notice at once."
        " By plan it may already be up to 6 days late for Guests."
    )
    assert cafe.sentence == f"{may} After 1 day at the latest Guests notice."
    assert cafe.tipping_point.bounds == (-6 * DAY, DAY)
    assert on_the_wall(m, "Cafe") == (
        "We cannot say yet how late you may be, 1 day at most. A minute more, and Guests notice."
        " By plan it may already be up to 6 days late for Guests."
    )


def test_who_is_sure_to_notice_at_once_is_told_so_whatever_may_be_late_already() -> None:
    """SM302 of the desk: any delay makes the keys late, and they are the second customer's."""
    m = read(
        KEYS.replace("Guests, service: Keys", "Owners, service: Keys").replace(
            "end_users: [Guests]", "end_users: [Guests]\nprospects: [Owners]"
        )
    )
    card = show(m, "Desk")
    assert card.tipping_point.bounds == (-6 * DAY, None)
    assert card.second_sentence == "Owners notice sooner: at once."
    assert on_the_wall(m, "Desk") == (
        "Guests may notice at once. By plan it may already be up to 6 days late for Guests."
        " Owners notice at once."
    )


HAMPERS = """
teams:
  Oven: {serves: [{customer: Shop, service: Rolls, takes: 6d}]}
  Weaver:
    serves:
      - {customer: Shop, service: Baskets, takes: 2d}
      - {customer: Offices, service: Chairs, takes: 1d, promise: 4d}
  Shop: {serves: [{customer: Offices, service: Hampers, takes: 1d, promise: 5d}]}
end_users: [Offices]
"""
"""Hampers wait six days for the oven, two for the weaver, and are due after five."""


def test_what_the_plan_breaks_without_a_team_is_left_out_and_said() -> None:
    m = read(HAMPERS)
    card = show(m, "Weaver")
    assert card.sentence == "You can be 3 days late; on day 4 Offices notice."
    assert card.because_of_others == {("shop/hampers", "offices")}
    assert on_the_wall(m, "Weaver") == (
        "You can be 3 days late. On day 4 Offices notice. Late already because of others: Hampers."
    )
    late = "Late already: the plan itself breaks a promise to Offices, by 2 days."
    assert (show(m, "Oven").sentence, show(m, "Shop").sentence) == (late, late)


def test_of_two_that_arrive_at_once_each_has_a_part() -> None:
    m = read(HAMPERS.replace("Baskets, takes: 2d", "Baskets, takes: 6d"))
    late = "Late already: the plan itself breaks a promise to Offices, by 2 days."
    assert (show(m, "Oven").sentence, show(m, "Weaver").sentence) == (late, late)


def test_who_has_a_part_in_some_reading_alone_is_not_left_out() -> None:
    """Alone the hampers are due; with baskets alone they are late by them; with rolls, by these."""
    m = read(
        HAMPERS.replace(
            "serves: [{customer: Offices, service: Hampers, takes: 1d, promise: 5d}]",
            "serves: [{customer: Offices, service: Hampers, takes: 6d, promise: 5d},"
            " {customer: Offices, service: Cards, takes: 1d, promise: 9d, needs: []}]",
        )
    )
    late = "Late already: the plan itself breaks a promise to Offices, by between 1 day and 7 days"
    for team in ("Oven", "Weaver"):
        assert show(m, team).because_of_others == frozenset()
        assert show(m, team).sentence == f"{late}; you may be part of the reason."
    assert show(m, "Shop").sentence == f"{late}."
    assert on_the_wall(m, "Weaver") == (
        "Already late by plan: 1 day to 7 days for Offices. You may be part of the reason."
        " The rest (Chairs): You can be 3 days late. On day 4 Offices notice."
    )


TWO_SHOPS = """
teams:
  Mill:
    serves:
      - {customer: Near, service: Flour, takes: 1d}
      - {customer: Far, service: Flour, takes: 1d}
  Near: {serves: [{customer: Guests, service: Bread, takes: 1d, promise: 4d}]}
  Far: {serves: [{customer: Tourists, service: Cakes, takes: 3d, promise: 2d}]}
end_users: [Guests, Tourists]
"""


def test_what_others_get_late_by_plan_has_a_line_of_its_own() -> None:
    """And so has what else they get: the tea has no room at all."""
    m = read(TWO_SHOPS)
    card = show(m, "Mill")
    assert card.sentence == (
        "Late already: the plan itself breaks a promise to Tourists, by 2 days."
    )
    assert on_the_wall(m, "Mill", "Guests") == (
        "You can be 2 days late. On day 3 Guests notice. Already late by plan: 2 days for Tourists."
    )
    text = TWO_SHOPS.replace("end_users: [Guests, Tourists]", "end_users: [Guests]")
    text = text.replace("  Near:", "      - {customer: Tea, service: Leaves, takes: 1d}\n  Near:")
    tea = "  Tea: {serves: [{customer: Tourists, service: Tea, takes: 1d, promise: 2d}]}\n"
    m = read(f"{text.replace('  Far:', f'{tea}  Far:')}prospects: [Tourists]\n")
    assert show(m, "Mill").second_sentence == (
        "A promise to Tourists is late already by plan, by 2 days. Tourists notice sooner: at once."
    )


@pytest.mark.parametrize(
    ("to", "why", "said"),
    [
        ("Offices", "others break all that its work reaches", "because of others"),
        ("Guests", "without limit", "However late you are, that breaks no promise to Guests."),
    ],
)
def test_towards_a_customer_of_whom_nothing_is_to_be_told_a_wall_tells_nothing(
    to: str, why: str, said: str
) -> None:
    """Guests have two ways to get baskets; the hampers are late without the weaver."""
    m = read("""
teams:
  Oven: {serves: [{customer: Shop, service: Rolls, takes: 6d}]}
  Weaver:
    serves:
      - {customer: Shop, service: Baskets, takes: 2d}
      - {customer: Cafe, service: Baskets for guests, takes: 1d}
      - {customer: Owners, service: Chairs, takes: 1d, promise: 4d}
  Maker: {serves: [{customer: Cafe, service: Boxes, takes: 1d}]}
  Cafe:
    relies_on: [any_of: [{provider: Maker, service: Boxes}, {provider: Weaver}]]
    serves: [{customer: Guests, service: Lunch, takes: 1d, promise: 3d}]
  Shop: {serves: [{customer: Offices, service: Hampers, takes: 1d, promise: 5d}]}
end_users: [Guests, Offices, Owners]
""")
    assert show(m, "Weaver").sentence == "You can be 3 days late; on day 4 Owners notice."
    card = card_towards(TimedMap(m), "weaver", to.casefold())
    assert card.tipping_point.why == why
    assert said in card.sentence
    assert to in card.sentence
    assert card.second_sentence == "Owners notice sooner: after 3 days."
    assert on_the_wall(m, "Weaver", to) == ""
