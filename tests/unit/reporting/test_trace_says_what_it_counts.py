"""Time on the clock, and dates without a place in the plan, are told as what they are."""

from servicemap.loading import read_text
from servicemap.reporting.json.traces import as_json
from servicemap.reporting.terminal import Ink
from servicemap.reporting.text.traces import as_text
from servicemap.timing.answers.delays import trace

TRACED = trace(
    read_text("""
teams: {A: {serves: [{customer: S, service: x, takes: 1d, promise: 2027-02-19}]}}
end_users: [S]
""").map,
    {"a": "1d elapsed"},
)


def test_a_day_on_the_clock_is_a_day_on_the_clock() -> None:
    assert as_text(TRACED, Ink()).startswith("A 1 day (elapsed) late makes x for S 1")
    found = as_json(TRACED)
    assert (found["late"], found["late_elapsed"]) == ({"a": 0}, {"a": 1440})


def test_a_promise_without_a_place_in_the_plan_says_so() -> None:
    said = "x for S: the promise is a date, and the map has no start, so lateness is counted from"
    assert said in as_text(TRACED, Ink())
    assert as_json(TRACED)["promises"][0]["why"] == (
        "the promise is a date, and the map has no start"
    )


ROUND = trace(
    read_text("""
map: {calendar: {workdays: Mon-Sun, hours: "00:00-24:00"}}
teams:
  Mainland depot:
    serves: [{customer: Island depot, service: Goods, takes: 1d, departs: every 17d}]
  Island depot:
    serves:
      - {customer: Mainland depot, service: Empties, takes: 1d, departs: every 23d}
      - {customer: Islanders, service: Shop, takes: 1h, promise: 2h}
end_users: [Islanders]
""").map,
    {"mainland depot": "1h"},
)


def test_a_receipt_that_begins_late_says_that_it_comes_from_the_lap_before() -> None:
    """The depot passes on a year and is an hour late: the rest is what came round to it."""
    receipt = as_text(ROUND, Ink()).split("\n\n")[1].splitlines()
    assert receipt[0] == "  It began with Mainland depot, 1 hour late."
    assert receipt[4:6] == [
        "  Mainland depot: Goods (late from the lap before)     345d        12d    357d",
        "  Island depot: Empties                                357d        11d    368d",
    ]


def test_only_what_comes_round_is_from_the_lap_before() -> None:
    assert "lap before" not in as_text(TRACED, Ink())
    assert sum("lap before" in line for line in as_text(ROUND, Ink()).splitlines()) == 1
