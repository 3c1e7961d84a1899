"""Who works by other hours than the map waits in days of their own, and is told so."""

from servicemap.loading import read_text
from servicemap.reporting.terminal import Ink
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
