"""What is asked wrongly."""

from datetime import date
from typing import Any

import pytest

from servicemap.calendars import Calendar
from servicemap.durations import Duration
from servicemap.errors import UnknownName, WrongValue
from servicemap.model import Moment, Scenario
from servicemap.timing.answers.delays import trace
from servicemap.timing.answers.tolerances import tolerance
from tests.maps_by_hand import HERE, make_map, reliance, service

SMALL = make_map(
    [service("accounts/report", "1d"), service("sales/event", "1d")],
    [reliance("accounts/report", "sales"), reliance("sales/event", "shoppers")],
)


def test_names_and_ids_of_teams_and_services_are_found() -> None:
    for name in ("accounts", "Accounts", "accounts/report", "Accounts/Report", "report"):
        assert trace(SMALL, {name: "1d"})["shoppers"].delay == 480
    assert trace(SMALL, {"accounts": Duration(days=1)}).late == {"accounts": 480}


def test_a_misspelt_team_gets_a_did_you_mean() -> None:
    with pytest.raises(UnknownName, match="did you mean accounts"):
        trace(SMALL, {"acounts": "1d"})


@pytest.mark.parametrize("text", ["3", "soon", "", "-1d"])
def test_a_length_that_cannot_be_read_says_what_to_write(text: str) -> None:
    with pytest.raises(WrongValue, match="how late is 'accounts'"):
        trace(SMALL, {"accounts": text})


def test_one_team_under_two_spellings_is_refused() -> None:
    with pytest.raises(WrongValue, match="given twice"):
        trace(SMALL, {"accounts": "1d", "Accounts": "2d"})


def test_a_team_without_services_delays_nobody() -> None:
    traced = trace(SMALL, {"shoppers": "2d"})
    assert traced.delays == {}
    assert traced.late == {"shoppers": 960}
    assert not traced.felt


def test_a_team_and_its_service_add_up() -> None:
    assert trace(SMALL, {"accounts": "1d", "accounts/report": "1h"})["shoppers"].delay == 540


@pytest.mark.parametrize(
    ("calendar", "name"),
    [(Calendar(country="XX"), "XX"), (Calendar(timezone="Nowhere/Land"), "Nowhere/Land")],
)
def test_a_country_or_timezone_that_nobody_knows_is_named(calendar: Calendar, name: str) -> None:
    m = SMALL._replace(start=Moment(date(2027, 2, 1)), calendar=calendar)
    with pytest.raises(WrongValue, match=name):
        trace(m, {"accounts": "1d"})


def test_a_misspelt_scenario_gets_a_did_you_mean() -> None:
    scenario = Scenario("snow-day", "Snow day", "Snow day", HERE, {"accounts": Duration(days=1)})
    m = SMALL._replace(scenarios={"snow-day": scenario})
    with pytest.raises(UnknownName, match="did you mean Snow day"):
        trace(m, scenario="Snow dya")
    assert trace(m, scenario="Snow day")["shoppers"].delay == 480
    assert trace(m, {"accounts": "1d"}, scenario="snow-day").late == {"accounts": 960}


@pytest.mark.parametrize("given", [3, 1.5, None, ["1d"]])
def test_a_length_that_is_no_text_says_what_to_write(given: Any) -> None:
    with pytest.raises(WrongValue, match=r"how late is 'accounts'.* is no length of time"):
        trace(SMALL, {"accounts": given})


@pytest.mark.parametrize("given", ["accounts=3d", ["accounts"], 3])
def test_delays_that_name_nobody_are_refused(given: Any) -> None:
    with pytest.raises(WrongValue, match="who is how late"):
        trace(SMALL, given)
    with pytest.raises(WrongValue, match="who is late"):
        trace(SMALL, {3: "1d"})  # type: ignore[dict-item]


@pytest.mark.parametrize("key", ["shoppers", ("accounts",), ("accounts", 3), None])
def test_a_tolerance_needs_two_names(key: Any) -> None:
    with pytest.raises(WrongValue, match="whose tolerance to which customer"):
        tolerance(SMALL)[key]
