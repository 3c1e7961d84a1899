"""A customer who may never get it comes before a supplier who waits some days for certain."""

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
        ("Agents", SURELY.format("Agents wait")),
        ("Cinemas", SURELY.format("Cinemas waits")),
    ],
)
def test_what_is_sure_comes_first_only_of_customers_outside(whom: str, told: str) -> None:
    m = read_text(ROOMS.replace("WHOM", whom)).map
    traced = trace(m, {"Layout": "3d"})
    assert headline(m, traced, Words(m)) == told
    first, _ = of_trace(traced).rows
    assert first[1] == ("Cinemas" if "may wait" in told else whom)
