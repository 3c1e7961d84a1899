"""Who works by other hours than the map waits in days of their own, and is told so."""

import pytest

from servicemap.cards import show
from servicemap.loading import read_text
from servicemap.reporting.answer_tables import said_of_card
from servicemap.reporting.terminal import Ink
from servicemap.reporting.text.cards import as_text as card_in_words
from servicemap.reporting.text.promises import as_text as promises_in_words
from servicemap.reporting.text.traces import as_text as trace_in_words
from servicemap.timing.answers.delays import trace
from servicemap.timing.answers.promises import promises

ALWAYS_OPEN = "{calendar: {workdays: Mon-Sun, hours: '00:00-24:00'}}"

MAP = """
map: {{start: {start}}}
teams:
  Stores:
    serves:
      - {{customer: Shoppers, service: Toys, takes: 1d, promise: {due}}}
      - {{customer: Guests, service: Toys}}
end_users:
  Shoppers: {shoppers}
  Guests: {guests}
"""


def in_words(shoppers: str = "{}", guests: str = "{}") -> str:
    text = MAP.format(start="2027-03-05", due="2027-03-05", shoppers=shoppers, guests=guests)
    said = trace_in_words(trace(read_text(text).map, {"stores": "1d"}), Ink(), width=200)
    return next((line for line in said.splitlines() if line.startswith("Each line counts")), "")


def test_a_trace_says_why_its_receipt_ends_with_other_days() -> None:
    """Friday's toys come on Monday: a working day later on the map, three days for Shoppers."""
    assert in_words(shoppers=ALWAYS_OPEN) == (
        "Each line counts the days of the one whose line it is: 8 hours for Stores and Guests and"
        " 24 hours for Shoppers."
    )


def test_two_lengths_stand_beside_each_other_where_a_day_is_not_a_day_for_both() -> None:
    text = MAP.format(start="2027-03-05", due="2027-03-05", shoppers=ALWAYS_OPEN, guests="{}")
    said = trace_in_words(trace(read_text(text).map, {"stores/toys": "1d"}), Ink(), width=200)
    assert "Added on the way: 64 hours while Stores is closed." in said
    assert "9d = 3d of 24h" in said


def test_a_trace_says_it_once_for_several() -> None:
    assert in_words(ALWAYS_OPEN, ALWAYS_OPEN).endswith(
        "8 hours for Stores and 24 hours for Guests and Shoppers."
    )


def test_where_the_hours_are_those_of_the_map_nothing_is_said() -> None:
    assert in_words() == ""


def margin_note(shoppers: str, start: str = "") -> bool:
    m = read_text(MAP.format(start=start, due="3d", shoppers=shoppers, guests="{}")).map
    return "The margin for Shoppers is counted in the customer's own" in promises_in_words(
        promises(m), Ink()
    )


def test_margins_without_dates_say_whose_days_they_are() -> None:
    """Planned after 1d and due after 3d leave 2d on the map, and 2d 7h of 24 hours to Shoppers."""
    assert margin_note(ALWAYS_OPEN)
    assert not margin_note("{}")
    assert not margin_note(ALWAYS_OPEN, start="2027-03-01")


KITCHEN = """
map: {start: 2027-08-02}
teams:
  Kitchen:
    calendar: {hours: KITCHEN}
    serves:
      - {customer: Guests, service: Lunch, takes: 1d, promise: 2027-08-09}
      - {customer: Office, service: Snacks, takes: 1d, promise: 2027-08-09}
      - {customer: Clubs, service: Buffet, takes: 3d, promise: 2027-08-02}
end_users:
  Guests: {calendar: {hours: 08:00-24:00}}
  Office: {}
  Clubs: {calendar: {hours: 09:00-21:00}}
"""


@pytest.mark.parametrize(
    ("hours", "how_late"),
    [
        ("06:00-22:00", ["Days of 12 hours: Clubs.", "Days of 16 hours: Kitchen."]),
        ("09:00-17:00", ["Days of 12 hours: Clubs."]),
    ],
)
def test_a_card_says_whose_days_are_not_those_of_the_map(hours: str, how_late: list[str]) -> None:
    """How late the kitchen may be stands in its days, what is broken in the customer's; what it
    promised in the customer's, of which the office has those of the map.
    """
    card = show(read_text(KITCHEN.replace("KITCHEN", hours)).map, "Kitchen")
    said = card_in_words(card, Ink())
    reached, promised = said.split("What Kitchen promised")
    assert [line.strip() for line in reached.split("\n") if "Days of" in line] == how_late
    promised_days = ["Days of 12 hours: Clubs.", "Days of 16 hours: Guests."]
    assert [line.strip() for line in promised.split("\n") if "Days of" in line] == promised_days
    beside = "Days of 16 hours: Kitchen, Guests." if "Kitchen" in how_late[-1] else promised_days[1]
    assert said_of_card(card)[1].endswith(f"{promised_days[0]} {beside}")


def test_hours_are_hours_for_everybody() -> None:
    told = KITCHEN.replace("KITCHEN", "09:00-17:00").replace("takes: 3d", "takes: 1h")
    told = told.replace("08-09", "08-02").replace("takes: 1d", "takes: 2h")
    assert "Days of" not in card_in_words(show(read_text(told).map, "Kitchen"), Ink())
