"""Who would call for what is not there: beside how late a team may be, and under a delay."""

import pytest

from servicemap.cards import show
from servicemap.loading import read_text
from servicemap.model import ServiceMap
from servicemap.reporting.json.cards import as_json as card_as_json
from servicemap.reporting.json.traces import as_json as trace_as_json
from servicemap.reporting.terminal import Ink
from servicemap.reporting.text.cards import as_text as card_as_text
from servicemap.reporting.text.traces import as_text as trace_as_text
from servicemap.timing.answers.delays import trace

TOYS = """
map: {start: 2027-02-01}
teams:
  Purchasing:
    serves:
      - {customer: Factory, service: Confirmation, takes: 1d, promise: 2027-02-03}
      - {customer: Marketing, service: Range list, takes: 1d}
  Factory:
    relies_on:
      - {provider: Purchasing, service: Confirmation, noticed_after: NOTICED}
    serves:
      - {customer: Shoppers, service: Toys, takes: 2d, promise: 2027-02-05}
  Marketing:
    serves: [{customer: Shoppers, service: Leaflets, takes: 1d, promise: 2027-02-19}]
end_users: [Shoppers]
"""


def toys(noticed_after: str) -> ServiceMap:
    return read_text(TOYS.replace("NOTICED", noticed_after)).map


@pytest.mark.parametrize(
    ("noticed_after", "said"),
    [
        (
            "5d",
            "Factory would call for Confirmation 5d after it was due: too late for Toys for"
            " Shoppers.",
        ),
        ("0d", "Factory would call for Confirmation when it is due."),
    ],
)
def test_a_card_says_who_would_call_below_how_late_it_may_be(noticed_after: str, said: str) -> None:
    lines = card_as_text(show(toys(noticed_after), "purchasing"), Ink(), width=200).splitlines()
    tipping = lines.index("You can be 2 days late; on day 3 Shoppers and Factory notice.")
    assert lines[tipping + 1] == said


def test_each_delivery_says_when_they_would_call() -> None:
    said = card_as_text(show(toys("4h"), "purchasing"), Ink(), width=200)
    assert "takes 1d, promised Wed 3 Feb 2027, they would call 4h after it was due\n" in said


def test_other_programs_read_who_calls_too_late() -> None:
    # It is due on the 3rd, the third day of the plan, and planned for the first.
    assert card_as_json(show(toys("5d"), "purchasing"))["callers"] == [
        {
            "service": "purchasing/confirmation",
            "customer": "factory",
            "noticed_after": "5d",
            "late_min_minutes": 7 * 480,
            "too_late_for": [
                {"service": "factory/toys", "customer": "shoppers", "tolerance_max_minutes": 960}
            ],
        }
    ]


def who_calls(m: ServiceMap, late: str) -> str:
    """The paragraph on it, in what a trace says."""
    paragraphs = trace_as_text(trace(m, {"purchasing": late}), Ink(), width=300).split("\n\n")
    return next((one for one in paragraphs if "call" in one), "")


@pytest.mark.parametrize(
    ("noticed_after", "late", "said"),
    [
        (
            "4h",
            "3d",
            "Factory would be the first to call for Confirmation on Thu 4 Feb 2027 13:00, 4h after"
            " it was due. By then it is too late for Toys for Shoppers.",
        ),
        (
            "3d",
            "9d",
            "Factory would be the first to call for Confirmation on Mon 8 Feb 2027 17:00, 3d after"
            " it was due. By then it is too late for Toys for Shoppers.",
        ),
        ("3d", "4d", "It is there before anyone would call: Shoppers feel the delay first."),
        ("4h", "1h", "It is there before anyone would call."),
    ],
)
def test_a_trace_says_who_would_call_first(noticed_after: str, late: str, said: str) -> None:
    assert who_calls(toys(noticed_after), late) == said


def test_a_trace_says_that_nobody_says_who_would_call() -> None:
    m = toys("4h")
    paragraphs = trace_as_text(trace(m, {"marketing": "20d"}), Ink(), width=300).split("\n\n")
    assert "Nobody says when anyone would call for it (noticed_after)." in paragraphs
    silent = read_text(TOYS.replace(", noticed_after: NOTICED", "")).map
    assert who_calls(silent, "9d") == ""


def test_what_is_normally_there_is_called_for_on_no_day() -> None:
    m = read_text("""
map: {start: 2027-02-01}
teams:
  IT:
    serves: [{customer: Stores, service: Tills, takes: 1h}]
  Stores:
    relies_on: [{provider: IT, service: Tills, standing: yes, slack: 4h, noticed_after: 1h}]
    serves: [{customer: Shoppers, service: Toys, takes: 1d, promise: 2027-02-05}]
end_users: [Shoppers]
""").map
    traced = trace(m, {"it": "1d"})
    assert "Stores would be the first to call for Tills, 1h after it was due." in trace_as_text(
        traced, Ink()
    )
    assert trace_as_json(traced)["notices"] == [
        {
            "service": "it/tills",
            "customer": "stores",
            "noticed_after": "1h",
            "noticed_minutes": None,
            "noticed_at": None,
            "certain": True,
            "too_late_for": [],
        }
    ]


def test_what_hangs_on_something_open_may_be_called_for() -> None:
    m = read_text("""
teams:
  Kitchen:
    serves: [{customer: Waiters, service: Soup}]
  Waiters:
    relies_on: [{provider: Kitchen, service: Soup, noticed_after: 1d, expects: 4d}]
    serves: [{customer: Guests, service: Lunch, takes: 1h, promise: 9d}]
end_users: [Guests]
""").map
    said = trace_as_text(trace(m, {"kitchen": "2d"}), Ink())
    assert (
        "Waiters may be the first to call for Soup 5 days from the start, 1d after it was due."
        in said
    )
