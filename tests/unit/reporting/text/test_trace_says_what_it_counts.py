"""Time on the clock, and dates without a place in the plan, are told as what they are."""

import re

import pytest

from servicemap.checking import check
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
    assert as_text(TRACED, Ink()).startswith("A 1 day (elapsed) late may make x for S up to 1")
    found = as_json(TRACED)
    assert (found["late"], found["late_elapsed"]) == ({"a": 0}, {"a": 1440})


def test_a_promise_without_a_place_in_the_plan_says_so() -> None:
    assert as_text(TRACED, Ink(), width=1000).endswith(
        "x for S: the promise is a date, and the map has no start. So nobody can say whether it is"
        " late, only how much later than planned."
    )
    (promise,) = as_json(TRACED)["promises"]
    assert promise["why"] == "the promise is a date, and the map has no start"
    assert (promise["fate"], promise["delay_minutes"], promise["late_minutes"]) == (
        "open",
        480,
        None,
    )


ROUND = trace(
    read_text("""
map: {calendar: {workdays: Mon-Sun, hours: "00:00-24:00"}}
teams:
  Mainland depot:
    serves: [{customer: Island depot, service: Goods, takes: 1d, departs: every 17d}]
  Island depot:
    serves:
      - customer: Mainland depot
        service: Empties
        takes: 1d
        departs: every 23d
        needs: [Mainland depot/Goods]
      - {customer: Islanders, service: Shop, takes: 1h, needs: [Mainland depot/Goods], promise: 2h}
end_users: [Islanders]
""").map,
    {"mainland depot": "1h"},
)


def test_what_never_recovers_is_told_without_a_number() -> None:
    assert as_text(ROUND, Ink(), width=1000).splitlines() == [
        "Mainland depot 1 hour late makes Shop for Islanders later and later: the delay grows each"
        " time round a loop, and never recovers.",
        "  Mainland depot -> Island depot -> Mainland depot -> Island depot -> Islanders",
        "",
        "It began with Mainland depot, 1 hour late.",
    ]
    assert repr(ROUND) == "<Trace of mainland-depot 1h late: islanders never recovers>"


def test_json_of_what_never_recovers_has_no_number_either() -> None:
    found = as_json(ROUND)
    assert [one["delay_minutes"] for one in found["services"]] == [None, None, None]
    (promise,) = found["promises"]
    figures = ("late", "caused", "delay")
    assert {
        promise[f"{what}{end}_minutes"] for what in figures for end in ("", "_min", "_max")
    } == {None}
    lap = [hop for hop in promise["chain"] if hop["arrived_late_minutes"] != 0]
    assert {hop["passed_on_minutes"] for hop in lap} == {None}


PERHAPS_ROUND = trace(
    read_text("""
map: {calendar: {workdays: Mon-Sun, hours: "00:00-24:00"}}
teams:
  Mainland depot:
    serves: [{customer: Island depot, service: Goods, takes: 1d, departs: every 17d}]
  Island depot:
    serves:
      - {customer: Mainland depot, service: Empties, takes: 1d, departs: every 23d}
      - {customer: Tourists, service: Tours, takes: 1h, needs: [Mainland depot/Goods], promise: 60d}
      - {customer: Locals, service: Bread, takes: 1h, needs: [Mainland depot/Goods], promise: 5d}
end_users: [Tourists, Locals]
""").map,
    {"mainland depot": "1h"},
)
"""Whether the empties wait for the goods is left open, and so is the circle."""


def test_what_may_never_recover_is_told_as_that() -> None:
    first, then = as_text(PERHAPS_ROUND, Ink(), width=1000).split("\n\nIt began with ")
    assert first.splitlines() == [
        "Mainland depot 1 hour late makes 1 promise late, and may make 1 more late:",
        "  End users",
        "    Bread for Locals 14 days 1 hour or more late, and perhaps later and later: the delay"
        " may grow each time round a loop, and may never recover.",
        "    Tours for Tourists may be later and later: the delay may grow each time round a loop,"
        " and may never recover.",
    ]
    assert "so this is the worst that may come of the delay. The delay may grow in" in then
    assert "The promise of Tours for Tourists may still be kept." in then
    assert repr(PERHAPS_ROUND) == (
        "<Trace of mainland-depot 1h late: locals 14d 1h or more late, may never recover,"
        " tourists may never recover>"
    )
    assert "may never recover" in PERHAPS_ROUND._repr_html_()


def test_what_may_never_recover_is_said_once_of_all_of_whom_it_is_so() -> None:
    m = PERHAPS_ROUND.map
    tours = [one for one in m.reliances if one.service == "island-depot/tours"]
    m = m._replace(reliances=(*m.reliances, *(one._replace(customer="locals") for one in tours)))
    text = as_text(trace(m, {"mainland depot": "1h"}), Ink(), width=1000)
    assert (
        "    Tours for Tourists and Tours for Locals may be later and later: the delay may grow"
        " each time round a loop, and may never recover.\n" in text
    )
    assert text.count("may never recover") == 2


def test_json_of_what_may_never_recover_has_a_least_and_no_most() -> None:
    found = as_json(PERHAPS_ROUND)
    assert {one["delay_minutes"] for one in found["services"]} == {None}
    bread, tours = found["promises"]
    for one, fate in ((bread, "broken"), (tours, "open")):
        assert (one["never_recovers"], one["may_never_recover"], one["fate"]) == (False, True, fate)
        assert {one[f"{what}_max_minutes"] for what in ("late", "caused", "delay")} == {None}
        assert one["why"].endswith("; the delay may grow each time round a loop")
    assert (bread["late_min_minutes"], tours["late_min_minutes"]) == (14 * 1440 + 60, 0)


RESCUED = """
map: {calendar: {workdays: Mon-Sun, hours: "00:00-24:00"}}
teams:
  Mainland:
    serves: [{customer: Island, service: Goods, takes: 1d, departs: every 17d}]
  Island:
    serves:
      - {customer: Mainland, service: Empties, takes: 1d, departs: every 23d}
      - {customer: Market, service: Fish, takes: 1d, needs: [Mainland/Goods]}
  Farm:
    serves: [{customer: Market, service: Fish, takes: 3d}]
  Market:
    relies_on:
      - any_of: [{provider: Island, service: Fish}, {provider: Farm, service: Fish}]
    serves: [{customer: Guests, service: Dinner, takes: 1h, promise: 4d}]
end_users: [Guests]
"""


def test_what_comes_to_the_rescue_of_a_delay_without_end_is_told_without_its_size() -> None:
    said = RESCUED.replace("every 23d}", "every 23d, needs: [Mainland/Goods]}")
    traced = trace(read_text(said).map, {"Mainland": "1h", "Farm": "20d"})
    text = as_text(traced, Ink(), width=1000)
    assert "what grows without end by Farm, which comes instead of Island" in text
    rows = [line for line in text.splitlines() if line.startswith("  ") and "no end" in line]
    assert rows[-1].split() == ["Market:", "Dinner", "no", "end", "the", "rest", "-", "21d"]


BY_THREE = """
map: {start: 2027-09-20}
teams:
  B: {serves: [{customer: Guests, service: Y, takes: 2d, promise: "daily 15:00"}]}
  C: {serves: [{customer: Guests, service: Z, takes: 1d, promise: 2027-09-20}]}
  D: {serves: [{customer: Guests, service: W, takes: 1d 7h, promise: 2027-09-22 15:00}]}
end_users: [Guests]
"""
"""Y is promised for 15:00, and done when people go home: a day alone would not tell that."""


@pytest.mark.parametrize(
    ("late", "told"),
    [
        ({"B": "1d"}, "2 hours late: Wed 22 Sep 2027 17:00 instead of Wed 22 Sep 2027 15:00."),
        ({"C": "1d"}, "1 day late: Tue 21 Sep 2027 instead of Mon 20 Sep 2027."),
        ({"C": "6h"}, "6 hours late: Tue 21 Sep 2027 15:00 instead of Mon 20 Sep 2027 17:00."),
        ({"D": "2d"}, "1 day 1 hour late: Thu 23 Sep 2027 16:00 instead of Wed 22 Sep 2027 15:00."),
    ],
)
def test_two_days_differ_by_the_number_that_stands_beside_them(
    late: dict[str, str], told: str
) -> None:
    first, *_ = as_text(trace(read_text(BY_THREE).map, late), Ink(), width=1000).splitlines()
    assert first.endswith(told)


def test_so_they_do_in_a_finding() -> None:
    late = read_text(BY_THREE.replace("takes: 1d 7h", "takes: 3d")).map
    (finding,) = [one for one in check(late) if one.code == "SM301"]
    assert finding.message == (
        "W for Guests is promised for Wed 22 Sep 2027 15:00 and planned for Wed 22 Sep 2027 17:00:"
        " 2 hours late even if everybody is on time"
    )


STEAM = """
map: {start: 2027-08-02}
teams:
  Store:
    serves: [{customer: Ward, service: Linen, takes: 1d, departs: "Tue,Fri 12:00"}]
  Ward:
    calendar: WARD
    relies_on: [{provider: Store, service: Linen}]
    serves: [{customer: Guests, service: Beds, takes: 1d}]
end_users: [Guests]
"""


@pytest.mark.parametrize(
    ("ward", "waiting", "line"),
    [
        # Friday's van instead of Tuesday's: 72 hours, and 8 of them it is late itself.
        (
            "{workdays: Mon-Sun, hours: 00:00-24:00}",
            "64 hours of waiting for the next departure at Store.",
            r"Store: Linen .* 8d = 2d 16h of 24h +1d +9d = 3d of 24h",
        ),
        # 36 hours of a ward that works twelve a day.
        (
            "{workdays: Mon-Sun, hours: 06:00-18:00}",
            "28 hours of waiting for the next departure at Store.",
            r"Store: Linen .* 3d 4h = 2d 4h of 12h +1d +4d 4h = 3d of 12h",
        ),
        # A day is a day for both: 3 days, of which one is its own delay.
        (
            "{hours: 09:00-17:00}",
            "2 days of waiting for the next departure at Store.",
            r"Store: Linen .* 2d +1d +3d$",
        ),
    ],
)
def test_a_wait_for_a_van_is_told_in_the_hours_of_whoever_waits_for_it(
    ward: str, waiting: str, line: str
) -> None:
    told = as_text(trace(read_text(STEAM.replace("WARD", ward)).map, {"Store": "1d"}), Ink())
    assert f"Added on the way: {waiting}" in told
    assert re.search(line, told, re.MULTILINE), told
