"""The one whom it is all about: named first on posters, in traces and in their tables alike."""

import pytest

from servicemap.loading import read_text
from servicemap.reporting.answer_tables import of_trace
from servicemap.timing.answers.delays import trace
from servicemap.views.headlines import headline
from servicemap.wording.phrases import Words

ROOMS = """
map: {calendar: {hours: 09:00-18:00, timezone: Europe/London}}
teams:
  Story:
    relies_on: [Studio]
    serves: [{customer: Layout, service: Reels, takes: 3d}]
  Studio:
    calendar: {hours: 09:00-17:00, timezone: America/Los_Angeles}
    relies_on: [Editing]
    serves:
      - {customer: Story, service: Notes, takes: 1d}
      - {customer: Cinemas, service: Trailer, takes: 2d, promise: 4w}
  Layout:
    relies_on: [Story]
    serves:
      - {customer: Animation, service: Shots}
      - {customer: WHOM, service: Order, takes: 1d, needs: [], promise: 1d}
  Animation:
    calendar: {workdays: Mon-Sat, hours: 10:00-19:00, timezone: Asia/Hong_Kong}
    relies_on: [{provider: Layout, service: Shots}]
    serves: [{customer: Editing, service: Previews, takes: 2d, departs: Fri 18:00}]
  Editing:
    relies_on: [Animation]
    serves: [{customer: Studio, service: Trailer cut, takes: 3d}]
end_users: {Cinemas: {}, Staff: {inside: yes}}
distributors: [Agents]
suppliers: [Printer]
"""

SURELY = "If Layout is 3 days late, {} 3 days longer for Order. One other promise may fail."
PERHAPS = (
    "If Layout is 3 days late, Cinemas may wait up to {} days longer for Trailer."
    " One other promise fails."
)


@pytest.mark.parametrize(
    ("whom", "told"),
    [
        ("Printer", PERHAPS.format(6)),
        ("Animation", PERHAPS.format(11)),
        ("Staff", PERHAPS.format(6)),
        ("Agents", PERHAPS.format(6)),
        ("Cinemas", SURELY.format("Cinemas waits")),
    ],
)
def test_what_is_sure_comes_first_only_among_end_users(whom: str, told: str) -> None:
    m = read_text(ROOMS.replace("WHOM", whom)).map
    traced = trace(m, {"Layout": "3d"})
    assert headline(m, traced, Words(m)) == told
    first, _ = of_trace(traced).rows
    assert first[1] == ("Cinemas" if "may wait" in told else whom)


KITCHEN = """
map: {start: 2027-03-01}
teams:
  Kitchen:
    serves:
      - {customer: Canteen, service: Lunch, takes: 1h, promise: 10d}
      - {customer: Wards, service: Soup, takes: 1h, promise: 20d}
      - {customer: Resellers, service: Frozen meals, takes: 1h, promise: 1h}
      - {customer: Guests, service: Dinner, takes: 1h, promise: DINNER}
      - {customer: Parties, service: Buffet, takes: LONG, promise: BUFFET}
end_users: {Wards: {inside: yes}, Guests: {}, Parties: {}}
distributors: [Resellers]
suppliers: [Canteen]
"""


@pytest.mark.parametrize(
    ("dinner", "long", "buffet", "first"),
    [
        ("9d", "1d", "9d", "Buffet for Parties"),  # 10 days late, not 9
        ("6d", "5d", "9d", "Dinner for Guests"),  # 12 days of 6 say more than 14 days of 9
        ("6d", "1h", "6d", "Dinner for Guests"),  # alike: as the map has them
        ("6d", "1h", "0d", "Buffet for Parties"),  # promised at once
        ("90d", "1h", "90d", "Frozen meals for Resellers"),  # kept: others outside come next
    ],
)
def test_what_is_latest_by_what_was_promised_comes_first(
    dinner: str, long: str, buffet: str, first: str
) -> None:
    text = KITCHEN.replace("DINNER", dinner).replace("LONG", long).replace("BUFFET", buffet)
    m = read_text(text).map
    traced = trace(m, {"Kitchen": "18d"})
    service, customer = first.split(" for ")
    assert f"for {service}." in (headline(m, traced, Words(m)) or "")
    assert of_trace(traced).rows[0][:2] == (f"Kitchen: {service}", customer)
    told = str(traced).splitlines()
    assert told[2].strip().startswith(first)


def test_a_supplier_comes_before_those_inside_who_wait_longer() -> None:
    text = KITCHEN.replace("DINNER", "90d").replace("LONG", "1h").replace("BUFFET", "90d")
    m = read_text(text.replace("promise: 1h", "promise: 90d")).map
    hit = trace(m, {"Kitchen": "25d"}).hit
    assert [one.customer for one in hit] == ["canteen", "wards"]


def test_what_may_be_latest_comes_first_however_soon_something_else_was_promised() -> None:
    m = read_text("""
teams:
  Brewery:
    relies_on: [Maltings]
    serves:
      - {customer: Pubs, service: Answer, takes: 1h, promise: 1d}
      - {customer: Pubs, service: Beer, takes: 20d, departs: every 3w, promise: 6w}
suppliers:
  Maltings: {serves: [{customer: Brewery, service: Malt, takes: 0m}]}
end_users: [Pubs]
""").map
    hit = trace(m, {"Maltings": "2d"}).hit
    assert [m.services[one.service].name for one in hit] == ["Beer", "Answer"]
    assert not any(one.felt for one in hit)
