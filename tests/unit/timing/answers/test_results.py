"""Results as people meet them in a notebook."""

import re

import pytest

from servicemap.bounds import Fate
from servicemap.durations import Duration
from servicemap.errors import UnknownName
from servicemap.html import html_table
from servicemap.loading import read_text
from servicemap.timing.answers.delays import trace
from servicemap.timing.answers.promises import promises
from servicemap.timing.answers.tolerances import tolerance
from servicemap.unknowns import Unknown
from tests.maps_by_hand import make_map, reliance, service

DAY = 480
TOYS = make_map(
    [service("desk/order", "1d"), service("shop/toys", "2d"), service("hr/pay", "1d")],
    [
        reliance("desk/order", "shop", slack="4h"),
        reliance("shop/toys", "shoppers", promise="5d"),
        reliance("shop/toys", "guests"),
        reliance("hr/pay", "shoppers", promise="4h"),
    ],
    outside=("shoppers", "guests"),
)


def test_tolerance_is_asked_by_team_and_customer() -> None:
    found = tolerance(TOYS)
    assert str(found["Desk", "Shoppers"]) == "2d 4h"
    assert found["desk/order", "shoppers"].minutes == 2 * DAY + DAY // 2
    assert str(found["shop", "guests"]) == "0d"
    assert str(found["hr", "shoppers"]) == "broken by 4h"
    assert repr(found["desk", "shoppers"]) == (
        "<Tolerance of desk to shop/toys for shoppers: 2d 4h>"
    )


def test_time_on_the_clock_is_not_counted_in_working_days() -> None:
    traced = trace(TOYS, {"desk": "1d elapsed", "hr": "1d"})
    assert traced.late == {"desk": 3 * DAY, "hr": DAY}
    assert traced.elapsed == {"desk": 3 * DAY}
    assert traced.lateness("desk") == "1 day (elapsed)"
    assert traced.lateness("hr") == "1 day"
    assert repr(traced).startswith("<Trace of desk 1d elapsed, hr 1d late:")


def test_time_on_the_clock_comes_on_top_of_working_time() -> None:
    text = """
teams: {A: {serves: [{customer: S, service: T, takes: 1d}]}}
end_users: [S]
scenarios: {storm: {late: {A: 1d elapsed}}}
"""
    traced = trace(read_text(text).map, {"a": "4h"}, "storm")
    assert (traced.late, traced.elapsed) == ({"a": 1680}, {"a": 1440})
    assert traced.lateness("a") == "4 hours and 1 day (elapsed)"
    assert repr(traced).startswith("<Trace of a 4h + 1d elapsed late:")


def test_a_trace_says_why_a_promise_is_not_held_against_the_plan() -> None:
    text = """
%s
teams: {A: {serves: [{customer: S, service: T, takes: 1d, promise: 2027-02-19}]}}
end_users: [S]
"""
    undated = trace(read_text(text % "").map, {"a": "4h"})["s"]
    assert undated.unknown is Unknown.UNDATED
    assert (undated.late_bounds, undated.fate) == ((0, None), Fate.OPEN)
    dated = trace(read_text(text % "map: {start: 2027-02-01}").map, {"a": "4h"})["s"]
    assert (dated.unknown, dated.fate) == (Unknown.NOTHING, Fate.KEPT)


KITCHEN = """
map: {start: 2027-02-01}
teams:
  Kitchen:
    relies_on: [{provider: Farm, service: Truffles}, {provider: Mill, service: Flour}]
    serves:
      - {customer: Guests, service: Bread, takes: 1d, promise: 3d}
      - {customer: Guests, service: Pie, takes: 1d, promise: 20d}
suppliers:
  Farm: {serves: [{customer: Kitchen, service: Truffles, takes: 10d}]}
  Mill: {serves: [{customer: Kitchen, service: Flour, takes: 1d}]}
end_users: [Guests]
"""
"""The case bounds/kitchen: with the farm's day, bread is late by up to nine days in all."""

LINEN = """
map: {start: 2027-02-01}
teams:
  Linen room: {serves: [{customer: House, service: Clean linen}]}
  House: {serves: [{customer: Guests, service: Rooms, takes: 1d, promise: 10d}]}
end_users: [Guests]
"""
"""The case bounds/linen: how late the rooms are has no most."""


@pytest.mark.parametrize(
    ("text", "late", "told"),
    [
        (KITCHEN, {"Farm": "1d"}, "<Trace of farm 1d late: guests may be up to 1d later>"),
        (
            LINEN,
            {"Linen room": "2d"},
            "<Trace of linen-room 2d late: guests may be up to 2d later>",
        ),
    ],
)
def test_what_a_delay_adds_to_what_may_be_late_anyway_is_not_called_late(
    text: str, late: dict[str, str], told: str
) -> None:
    traced = trace(read_text(text).map, late)
    assert repr(traced) == told
    assert traced["guests"].told_as_later


def test_tolerance_can_be_limited_to_a_customer_or_a_team() -> None:
    assert {one.customer for one in tolerance(TOYS, customer="shoppers").teams} == {"shoppers"}
    assert {one.of for one in tolerance(TOYS, team="desk").teams} == {"desk"}
    assert {one.of for one in tolerance(TOYS, team="desk").services} == {"desk/order"}


def test_what_is_not_there_is_said() -> None:
    found = tolerance(TOYS)
    with pytest.raises(UnknownName, match="nothing that 'hr' does reaches 'guests'"):
        found["hr", "guests"]
    with pytest.raises(UnknownName, match="did you mean shoppers"):
        found["desk", "shopers"]
    with pytest.raises(UnknownName, match="did you mean shoppers"):
        promises(TOYS)["shopers"]
    with pytest.raises(UnknownName, match="did you mean shoppers"):
        trace(TOYS, {"desk": "1d"})["shopers"]


def test_an_answer_holds_what_it_gives_by_that_name() -> None:
    planned, found = promises(TOYS), tolerance(TOYS)
    assert "Shoppers" in planned
    assert "shopers" not in planned
    assert planned[0] in planned
    assert promises(TOYS)[0]._replace(customer="hr") not in planned
    assert ("Desk", "Shoppers") in found
    assert ("hr", "guests") not in found
    assert "guests" in trace(TOYS, {"desk": "1d"})


def test_promises_have_margin_and_a_driving_chain() -> None:
    tightest = promises(TOYS)["shoppers"]
    assert (tightest.service, tightest.margin) == ("hr/pay", -DAY // 2)
    toys = next(iter(promises(TOYS)))
    assert (toys.planned, toys.due, toys.margin) == (3 * DAY, 5 * DAY, 2 * DAY)
    assert toys.chain == ("desk/order", "shop/toys")


def test_a_margin_nobody_knows_says_why() -> None:
    m = make_map([service("a/x")], [reliance("a/x", "shoppers", promise="5d")])
    (found,) = promises(m)
    assert (found.margin, found.margin_bounds) == (None, (None, 5 * DAY))
    assert (found.planned, found.planned_bounds) == (None, (0, None))
    assert found.unknown is Unknown.UNTIMED


def test_results_show_themselves_and_escape_names() -> None:
    traced = trace(TOYS, {"desk": Duration(days=3)})
    # The pay is late by plan, whoever else is late.
    assert repr(traced) == "<Trace of desk 3d late: guests 2d 4h late, shoppers 4h late>"
    assert repr(promises(TOYS)) == (
        "<Promises of By hand: 3 promises, 2 of them for a set time. The plan itself breaks 1."
        " 1 is held to the plan alone>"
    )
    for result in (traced, promises(TOYS), tolerance(TOYS)):
        html = result._repr_html_()
        assert html.startswith("<table>")
        assert "Shop: Toys" in html
        assert "Shoppers" in html
        assert "shoppers" not in html
        assert "/" not in re.sub("</[a-z]+>", "", html)
    toys, driven = "<td>Shop: Toys</td><td>Guests</td>", "<td>Desk: Order \u2192 Shop: Toys</td>"
    assert f"{toys}<td>2d 4h late</td>{driven}" in traced._repr_html_()
    assert "<caption>Trace of Desk 3d late: Guests 2d 4h late," in traced._repr_html_()
    assert "&lt;b&gt;" in html_table("", ("team",), [("<b>",)])


def test_a_long_chain_of_promises_is_a_short_page() -> None:
    teams = range(100)
    m = make_map(
        [service(f"t{n}/work", "1d") for n in teams],
        [
            *(reliance(f"t{n}/work", f"t{n + 1}") for n in teams[:-1]),
            *(reliance(f"t{n}/work", f"guest{n}", promise="1d") for n in teams),
        ],
        outside=tuple(f"guest{n}" for n in teams),
    )
    whole = " \u2192 ".join(f"T{n}: Work" for n in range(12))
    counted = (
        " \u2192 ".join(f"T{n}: Work" for n in range(8))
        + " \u2192 88 others \u2192 "
        + " \u2192 ".join(f"T{n}: Work" for n in range(96, 100))
    )
    traced = trace(m, {"t0": "1d"})
    for result in (promises(m), traced):
        html = result._repr_html_()
        assert f"<td>{whole}</td>" in html
        assert f"<td>{counted}</td>" in html
    assert repr(traced).endswith("guest4 1d later than already, 95 more>")


def test_whoever_works_twice_in_a_chain_stands_there_twice() -> None:
    m = make_map(
        [service("shop/plan", "1d", needs=()), service("shop/toys", "1d", needs=("shop/plan",))],
        [reliance("shop/plan", "shop"), reliance("shop/toys", "guests")],
        outside=("guests",),
    )
    assert "<td>Shop: Plan \u2192 Shop: Toys</td>" in promises(m)._repr_html_()
