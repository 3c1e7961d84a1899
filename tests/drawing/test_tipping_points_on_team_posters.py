"""How late a team may be, as its poster says it: day by day, or in words as its card does."""

import pytest

from servicemap.cards import show
from servicemap.posters.poster import draw
from servicemap.timing.answers.timed import TimedMap
from servicemap.views.kinds.team import line_of
from servicemap.wording.catalogues import LANGUAGES
from servicemap.wording.phrases import Words
from tests.drawing import sketches
from tests.drawing.sketches import part, read, words
from tests.drawing.test_kinds import TOYS

pytestmark = pytest.mark.usefixtures("hurried")


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
            "We cannot say yet how late you may be, 4 hours at most."
            " A minute more, and Patients notice.",
            (
                "We cannot say yet how late you may be, 4 hours at most: 1 time is missing on the"
                " way to Patients (servicemap check --all lists it)."
            ),
        ),
        (
            STATION,
            (
                "We cannot say yet how late you may be, 4 days at most. A minute more, and Doctors"
                " notice."
                " Patients notice after 2 days 7 hours 59 minutes at the latest."
            ),
            (
                "We cannot say yet how late you may be, 4 days at most: 1 time and what 1 service"
                " needs are missing on the way to Doctors (servicemap check --all lists them)."
                " Patients notice after 2 days 7 hours 59 minutes at the latest."
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
    assert " ".join(words(part(draw(m, team="Depot"), "tipping", "tipping"))) == (
        "Already late by plan: 1 day 23 hours or more for Islanders."
        " Holds if these keep in step: Depot and Island."
    )
    assert show(m, "Depot").sentence == (
        "Late already: the plan itself breaks a promise to Islanders, by 1 day 23 hours or more, if"
        " the circle of Depot and Island keeps in step."
    )
