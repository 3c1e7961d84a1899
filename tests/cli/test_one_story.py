"""Of a promise that the plan is sure to break, every command and the poster say the same."""

import json
from pathlib import Path

import pytest

import servicemap as sm
from servicemap.timing.answers.timed import TimedMap
from servicemap.views.kinds.team import line_of
from servicemap.views.view import Tipping
from tests.cli.conftest import ROOT, CommandLine

DAY = 8 * 60
NOBODY_KNOWS = (ROOT / "tests/rules/SM301/however-long-the-rest-takes.yaml").read_text("utf-8")
ALL_KNOWN = NOBODY_KNOWS.replace(
    "service: Toys on the shelf\n", "service: Toys on the shelf\n        takes: 1d\n"
)
"""A day for the shelves after four for the orders, where Shoppers were promised three."""


def _unwrapped(text: str) -> str:
    """What is printed, however wide the page was."""
    return " ".join(text.split())


@pytest.mark.parametrize(
    ("text", "days", "late", "brief", "margin"),
    [
        pytest.param(
            NOBODY_KNOWS, 1, "1 day or more", "? to -1d", "1d late or more !", id="at least"
        ),
        pytest.param(ALL_KNOWN, 2, "2 days", "-2d", "2d late !", id="known"),
    ],
)
def test_a_promise_that_is_sure_to_be_broken_is_one_story(
    servicemap: CommandLine,
    tmp_path: Path,
    text: str,
    days: int,
    late: str,
    brief: str,
    margin: str,
) -> None:
    path = tmp_path / "shelves.yaml"
    path.write_text(text, "utf-8")
    m = str(path)

    checked = servicemap("check", m)
    assert checked.code == 1
    assert f": {late} late even if everybody is on time" in _unwrapped(checked.out)

    promises = servicemap("promises", m, "--fail-if", "late")
    assert promises.code == 1
    assert margin in _unwrapped(promises.out)

    card = _unwrapped(servicemap("show", "Stores", m).out)
    sentence = f"Late already: the plan itself breaks a promise to Shoppers, by {late}."
    assert sentence in card
    assert f"Shoppers {brief} !! Stores -> Shoppers" in card
    shown = json.loads(servicemap("show", "Stores", m, "--format", "json").out)
    assert (shown["tolerance_max_minutes"], shown["sentence"]) == (-days * DAY, sentence)

    assert f"{brief} !!" in servicemap("tolerance", m).out
    told = json.loads(servicemap("tolerance", m, "--format", "json").out)
    of_teams = {
        one["team"]: (one["min_minutes"], one["max_minutes"])
        for one in told["teams"]
        if one["promise"]["customer"] == "shoppers"
    }
    least = None if late.endswith("or more") else -days * DAY
    assert of_teams == dict.fromkeys(("purchasing", "stores"), (least, -days * DAY))
    csv = servicemap("tolerance", m, "--format", "csv").out
    more = "" if least else " or more"
    assert f"shoppers,{least or ''},{least or ''},{-days * DAY},broken by {days}d{more}" in csv

    on_time = servicemap("trace", m, "--late", "purchasing=0m", "--fail-if", "late")
    assert on_time.code == 0
    assert "Late already by plan: Toys on the shelf for Shoppers" in _unwrapped(on_time.out)
    traced = servicemap("trace", m, "--late", "purchasing=1d", "--fail-if", "late")
    assert traced.code == 1
    assert f"1 day later than it was already, {days + 1} days{more} late in all." in _unwrapped(
        traced.out
    )
    found = json.loads(servicemap("trace", m, "--late", "purchasing=1d", "--format", "json").out)
    shoppers = next(one for one in found["promises"] if one["customer"] == "shoppers")
    assert (shoppers["fate"], shoppers["due_minutes"]) == ("late_by_plan", 3 * DAY)
    assert (shoppers["late_min_minutes"], shoppers["caused_minutes"]) == ((days + 1) * DAY, DAY)

    tipping = line_of(TimedMap(sm.load(path)), "purchasing").tipping
    also = "Already late by plan: 1 day for Schools." if days > 1 else None
    assert tipping == Tipping("Already late by plan:", f"{late} for Shoppers.", None, also)


def test_a_promise_that_may_be_kept_is_a_doubt_in_the_card_and_the_table(
    servicemap: CommandLine, tmp_path: Path
) -> None:
    path = tmp_path / "shelves.yaml"
    path.write_text(NOBODY_KNOWS.replace("promise: 3d", "promise: 5d"), "utf-8")
    card = _unwrapped(servicemap("show", "Stores", str(path)).out)
    assert "Shoppers ? to 1d Stores -> Shoppers" in card
    assert "Toys on the shelf for Shoppers due 5d, planned 4d or later, margin 1d at most ?" in card
    # Four of the four days for Schools are gone before the shelves are filled, if that takes time.
    assert "You cannot be late at all: Schools notice at once." in card
    assert "Purchasing ? to 1d ? to 0d !" in _unwrapped(servicemap("tolerance", str(path)).out)
    promises = _unwrapped(servicemap("promises", str(path)).out)
    assert "kept as long as Toys on the shelf (Stores) takes 1d or less" in promises
    assert "kept as long as Toys on the shelf (Stores) takes no time" in promises
    assert servicemap("promises", str(path), "--fail-if", "late").code == 0
    assert servicemap("promises", str(path), "--fail-if", "open").code == 1
    late = servicemap("trace", str(path), "--late", "purchasing=0m", "--fail-if", "late")
    assert late.code == 0


ONE_OF_THREE = """
map: {start: 2027-02-01}
teams:
  Kitchen:
    serves:
      - {customer: Guests, service: Bread, takes: 3d, promise: 2d}
      - {customer: Guests, service: Pie, takes: 1d, promise: 4d}
      - {customer: Guests, service: Soup, takes: 1d, promise: 8d}
end_users: [Guests]
"""


def test_of_what_is_not_late_by_plan_a_door_says_how_late_it_may_be(
    servicemap: CommandLine, tmp_path: Path
) -> None:
    """The bread is a day late; the pie has three days, the soup seven."""
    path = tmp_path / "kitchen.yaml"
    path.write_text(ONE_OF_THREE, "utf-8")
    rest = "The rest (Pie and Soup): You can be 3 days late"
    card = _unwrapped(servicemap("show", "Kitchen", str(path)).out)
    late = "Late already: the plan itself breaks a promise to Guests, by 1 day."
    assert f"{late} {rest}; on day 4 Guests notice." in card
    shown = json.loads(servicemap("show", "Kitchen", str(path), "--format", "json").out)
    assert shown["second_sentence"] == f"{rest}; on day 4 Guests notice."
    assert line_of(TimedMap(sm.load(path)), "kitchen").tipping == Tipping(
        "Already late by plan:", "1 day for Guests.", None, f"{rest}. On day 4 Guests notice."
    )
