"""What is asked wrongly, or of a map that timing cannot honour yet."""

import re
from datetime import date

import pytest

from servicemap.durations import Duration
from servicemap.errors import UnknownName, UnsupportedTiming, WrongValue
from servicemap.model import Moment, ServiceMap
from servicemap.timing.delays import trace
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
    ("key", "m"),
    [
        ("start", SMALL._replace(start=Moment(date(2027, 2, 1)))),
        (
            "promise: a date",
            make_map(
                [service("a/x")], [reliance("a/x", "shoppers", promise=Moment(date(2027, 2, 1)))]
            ),
        ),
        (
            "takes: ... elapsed",
            make_map([service("a/x", "1d elapsed")], [reliance("a/x", "shoppers")]),
        ),
        (
            "slack: ... elapsed",
            make_map(
                [service("a/x"), service("b/x")],
                [reliance("a/x", "b", slack="1d elapsed"), reliance("b/x", "shoppers")],
            ),
        ),
        (
            "any_of",
            make_map(
                [service("a/x"), service("b/x"), service("c/x")],
                [reliance("a/x", "c"), reliance("b/x", "c"), reliance("c/x", "shoppers")],
                any_of=[("c", ("a/x", "b/x"))],
            ),
        ),
    ],
)
def test_what_cannot_be_honoured_yet_is_refused_by_name(key: str, m: ServiceMap) -> None:
    with pytest.raises(UnsupportedTiming, match=re.escape(f"'{key}'")):
        trace(m, {next(iter(m.services)): "1d"})


def test_a_refusal_names_the_place() -> None:
    m = SMALL._replace(start=Moment(date(2027, 2, 1)), places={"start": HERE})
    with pytest.raises(UnsupportedTiming, match=r"by-hand\.yaml:1:1"):
        trace(m, {"accounts": "1d"})
