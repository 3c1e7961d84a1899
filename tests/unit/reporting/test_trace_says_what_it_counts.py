"""Time on the clock, and dates without a place in the plan, are told as what they are."""

from servicemap.loading import read_text
from servicemap.reporting.terminal import Ink
from servicemap.reporting.traces import as_text
from servicemap.reporting.traces_json import as_json
from servicemap.timing.delays import trace

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
