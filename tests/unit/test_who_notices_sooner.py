"""Who notices a team's delay before the customer of its headline, for certain or perhaps."""

from servicemap.cards import show
from servicemap.timing.answers.delays import trace
from servicemap.timing.answers.timed import TimedMap
from servicemap.views.kinds.team import line_of
from tests.unit.test_doors import DAY, on_the_wall, read

HEATING = """
map: {start: 2027-02-01}
teams:
  Heat:
    serves:
      - {customer: Crew, service: Heating, takes: 1d}
      - {customer: Cast, service: Warm rooms, takes: 1d}
  Sound: {serves: [{customer: [Crew, Cast], service: Desk, takes: 20d}]}
  Crew:
    relies_on: [{provider: Heat, service: Heating, standing: yes, slack: 1d}]
    serves:
      - {customer: Audience, service: Tour, takes: 1d, promise: 15d}
      - {customer: Audience, service: Talk, takes: 1d, needs: [], promise: 90d}
  Cast:
    serves:
      - {customer: Schools, service: Workshop, takes: 1d, promise: 8d}
      - {customer: Audience, service: Show, takes: 1d, needs: [], promise: 90d}
end_users: [Audience, Schools]
"""
"""The desk may make both tours and workshops late; of heat the crew can do without for a day."""


def test_who_may_be_late_because_of_the_team_sooner_is_told_though_the_plan_may_break_it() -> None:
    m = read(HEATING)
    card = show(m, "Heat")
    assert card.tipping_point.harmless == 6 * DAY
    assert card.second_sentence == "Audience may notice sooner: after 1 day."
    assert on_the_wall(m, "Heat") == (
        "You can be 6 days late, perhaps more. Later than that, Schools may notice."
        " Audience may notice sooner, after 1 day."
    )
    (tour,) = (one for one in trace(m, {"Heat": "3d"}) if m.services[one.service].name == "Tour")
    assert tour.caused_bounds == (0, 2 * DAY)


SHOW = """
teams:
  Set design: {serves: [{customer: [Stage, Tour], service: Drawings, takes: 2d}]}
  Dressers: {serves: [{customer: Tour, service: Cast}]}
  Stage: {serves: [{customer: Audience, service: Premiere, takes: 1d, promise: 8d}]}
  Tour: {serves: [{customer: Sponsors, service: Preview, takes: 1d, promise: 12d}]}
end_users: [Audience]
prospects: [Sponsors]
"""
"""Two days of drawings, a day on stage, promised after eight. How long the cast takes is open."""


def test_the_figure_is_that_of_the_customer_in_the_headline() -> None:
    m = read(SHOW)
    card = show(m, "Set design")
    assert (card.headline, card.tipping_point.bounds) == ("audience", (5 * DAY, 5 * DAY))
    assert card.sentence == "You can be 5 days late; on day 6 Audience will notice."
    # The cast may make the preview late already; because of the drawings it is after nine days.
    assert card.second_sentence == ""
    assert on_the_wall(m, "Set design") == (
        "You can be 5 days late. On day 6 Audience will notice."
    )
    assert on_the_wall(m, "Set design", "Sponsors") == (
        "You can be 9 days late. A minute more, and Sponsors notice."
        " Audience will notice sooner, after 5 days."
    )


def test_who_may_notice_and_who_will_are_told_apart() -> None:
    """The stall may wait for a minute of baking or not; the cafe has two days, the inn five."""
    m = read("""
teams:
  Oven:
    serves:
      - {customer: Inn, service: Bread, takes: 1d, promise: 6d}
      - {customer: Shop, service: Rolls, takes: 1d}
      - {customer: Stall, service: Buns, takes: 1d}
  Shop: {serves: [{customer: Cafe, service: Breakfast, takes: 1d, promise: 4d}]}
  Stall:
    serves:
      - {customer: Walkers, service: Snacks, takes: 1d}
      - {customer: Walkers, service: Maps, takes: 1d, needs: [], promise: 9d}
end_users: [Inn]
prospects: [Cafe, Walkers]
""")
    card = show(m, "Oven")
    assert card.sentence == "You can be 5 days late; on day 6 Inn will notice."
    assert card.second_sentence == (
        "Walkers may notice sooner: at once; after 2 days at the latest Cafe will notice."
    )
    assert on_the_wall(m, "Oven") == (
        "You can be 5 days late. On day 6 Inn will notice."
        " Walkers may notice at once. Cafe will notice sooner, after 2 days at the latest."
    )


def test_when_somebody_is_sure_to_notice_is_not_called_sooner_where_it_need_not_be() -> None:
    """The feast may wait for bread, with six days to spare, or not at all; snacks wait for buns and
    have twelve, and maps may be late at once.
    """
    m = read("""
teams:
  Oven:
    serves:
      - {customer: Mill, service: Bread, takes: 1d}
      - {customer: Stall, service: Buns, takes: 1d}
  Mill:
    serves:
      - {customer: Inn, service: Feast, takes: 1d, promise: 8d}
      - {customer: Inn, service: Flour, takes: 1d, needs: [], promise: 9d}
  Stall:
    serves:
      - {customer: Walkers, service: Snacks, takes: 1d, needs: [Buns], promise: 14d}
      - {customer: Walkers, service: Maps, takes: 1d}
end_users: [Inn]
prospects: [Walkers]
""")
    card = show(m, "Oven")
    assert card.sentence == "You can be at least 6 days late without Inn noticing."
    assert card.second_sentence == (
        "Walkers may notice sooner: at once. Walkers notice after 12 days at the latest."
    )
    assert on_the_wall(m, "Oven") == (
        "You can be 6 days late, perhaps more. Later than that, Inn may notice."
        " Walkers may notice at once. Walkers notice after 12 days at the latest."
    )


ARCHIVE = """
map: {start: 2027-03-01}
teams:
  Billing:
    relies_on: [{provider: Crews, service: Trip sheets}]
    serves:
      - {customer: Insurers, service: Invoices, takes: 1d, promise: Fri 12:00}
      - {customer: Patients, service: Own share, takes: 1d}
  Crews: {serves: [{customer: Billing, service: Trip sheets}, {customer: Patients, service: Help}]}
  Quality:
    relies_on: [Billing]
    serves: [{customer: Ministry, service: Report, takes: 5d, promise: 2027-04-30}]
end_users: [Insurers, Patients, Ministry]
"""
"""The Ministry may wait for Billing, or not: Quality does not say for what it relies on them. How
late Billing may be for the Insurers nobody knows, since a length is missing; the Patients, to whom
nobody named a time, get it as late as it is."""


def test_who_is_reached_for_certain_comes_before_who_may_be() -> None:
    """The door and the poster tell of the same customer, whom the list of the card has too."""
    card = show(read(ARCHIVE), "Billing")
    assert "ministry" not in card.reaches
    assert card.headline in card.reaches
    assert line_of(TimedMap(card.map), "Billing").customer == card.map.name_of(card.headline)


def test_nobody_notices_sooner_than_nobody_knows_when() -> None:
    """Photos may take any time, so that Readers may notice at once, or never: the two days of the
    Archive need not be sooner.
    """
    m = read("""
teams:
  Press:
    serves:
      - {customer: Layout, service: Text, takes: 1d}
      - {customer: Archive, service: Copies, takes: 1d, promise: 3d}
  Studio: {serves: [{customer: Layout, service: Photos}]}
  Layout: {serves: [{customer: Readers, service: Programme, takes: 1d}]}
  Archive: {}
end_users: [Readers]
""")
    card = show(m, "Press")
    assert card.headline == "readers"
    assert card.second_sentence == "Archive will notice after 2 days at the latest."
    assert on_the_wall(m, "Press") == (
        "Readers may notice at once. Archive will notice after 2 days at the latest."
    )


PLAN = """
teams:
  Shop: {serves: [{customer: Desk, service: Beds, takes: 10d}]}
  Desk:
    serves:
      - {customer: [Ward, Bar], service: Plan, takes: 1d}
      - {customer: Bar, service: Songs, takes: 1d, needs: []}
  Ward: {serves: [{customer: Guests, service: Rooms, takes: 1d, needs: [Plan], promise: 20d}]}
  Bar: {serves: [{customer: Clubs, service: Drinks, takes: 1d, needs: [Plan], promise: 14d}]}
end_users: [Guests]
prospects: [Clubs]
"""
"""Nobody says whether the plan waits for the beds: it is there after one day, or after eleven."""


def test_who_is_sure_to_notice_only_after_the_headline_may_have_is_not_said_to_be_sooner() -> None:
    m = read(PLAN)
    card = show(m, "Desk")
    assert card.sentence == (
        "You can be at least 8 days late; after 18 days at the latest Guests notice."
    )
    assert card.second_sentence == (
        "Clubs may notice sooner: after 2 days. Clubs notice after 12 days at the latest."
    )
    assert on_the_wall(m, "Desk") == (
        "You can be 8 days late, perhaps more. Later than that, Guests may notice."
        " Clubs may notice sooner, after 2 days. Clubs notice after 12 days at the latest."
    )


SOUP = """
teams:
  Kitchen:
    relies_on: [{provider: Farm, service: Truffles}]
    serves:
      - {customer: Guests, service: Soup, takes: 2d, needs: [], promise: 1d}
      - {customer: Guests, service: Bread, takes: 1d, promise: 3d}
suppliers: {Farm: {serves: [{customer: Kitchen, service: Truffles, takes: 4d}]}}
end_users: [Guests]
"""
"""Soup is late by plan. Nobody says whether bread waits for truffles: then it is late as well."""


def test_of_the_rest_a_wall_says_as_the_card_does_that_the_plan_may_break_it() -> None:
    m = read(SOUP)
    assert show(m, "Kitchen").second_sentence == (
        "The rest (Bread): The plan may break a promise to Guests already, by up to 2 days: what 1"
        " service needs is missing on the way to Guests (servicemap check --all lists it)."
        " After 2 days at the latest Guests notice."
    )
    assert on_the_wall(m, "Kitchen") == (
        "Already late by plan: 1 day to 2 days for Guests. The rest (Bread): We cannot say yet how"
        " late you may be, 2 days at most. A minute more, and Guests notice. By plan it may already"
        " be up to 2 days late for Guests."
    )
