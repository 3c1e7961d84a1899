"""What a map leaves open has bounds: `promises`, `tolerance` and `show` say them in words."""

import json
import re

import pytest

from servicemap.cards import show
from servicemap.comparing import Telling
from servicemap.functions import diff
from servicemap.loading import read_text
from servicemap.model import ServiceMap
from servicemap.reporting import tolerance_lines
from servicemap.reporting.json import promises as promises_data
from servicemap.reporting.json import tolerances as tolerances_data
from servicemap.reporting.json.cards import as_json as card_as_json
from servicemap.reporting.promise_columns import COLUMNS
from servicemap.reporting.terminal import Ink
from servicemap.reporting.text.cards import as_text as card_in_words
from servicemap.reporting.text.promises import as_text as promises_in_words
from servicemap.reporting.text.tolerances import as_text as tolerances_in_words
from servicemap.timing.answers.promises import promises
from servicemap.timing.answers.tolerances import tolerance
from tests.promise_cells import cells_of

DAY = 480


def read(text: str) -> ServiceMap:
    return read_text("map: {title: By hand, start: 2027-02-01}\n" + text).map


KITCHEN = read("""
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
""")
"""Neither bread nor pie says whether it waits for truffles (10 days), flour (1) or nothing: both
are there between day 1 and day 11. The bread is promised for day 3, the pie for day 20."""

LINEN = read("""
teams:
  Linen room: {serves: [{customer: House, service: Clean linen}]}
  House: {serves: [{customer: Guests, service: Rooms, takes: 1d, promise: 10d}]}
end_users: [Guests]
""")
"""Nobody says how long clean linen takes: up to nine days the rooms, a day later, are in time."""

JOIN = read("""
teams:
  Workshop:
    serves:
      - {customer: Fitters, service: Frames, takes: 1d}
      - {customer: Owners, service: Advice, takes: 1d, needs: []}
  Fitters: {serves: [{customer: Owners, service: Windows, takes: 1d, needs: [Glass, Frames]}]}
suppliers:
  Glazier: {serves: [{customer: Fitters, service: Glass, takes: 1d}]}
  Sawmill: {serves: [{customer: Workshop, service: Oak, takes: 20d}]}
end_users: [Owners]
""")
"""Frames wait for oak (20 days) or not: windows are there on day 2 or on day 22."""

STANDING = read("""
teams:
  IT:
    serves:
      - {customer: Stores, service: Tills, takes: 1d}
      - {customer: Shoppers, service: Kiosks, takes: 1d, needs: [], promise: 40d}
  Stores:
    relies_on: [{provider: IT, service: Tills, standing: yes}]
    serves: [{customer: Shoppers, service: Sales, takes: 1d, promise: 2d}]
suppliers:
  Power: {serves: [{customer: IT, service: Current, takes: 1d}]}
  Maker: {serves: [{customer: IT, service: Parts, takes: 20d}]}
end_users: [Shoppers]
""")
"""The tills are normally there: sales are planned for day 1 and promised for day 2, exactly."""

ALTERNATIVE = read("""
teams:
  Plant:
    relies_on:
      - any_of: [{provider: First, service: Parts}, {provider: Second, service: Parts, switch: 1d}]
    serves: [{customer: Buyers, service: Machines, takes: 1d, promise: 5d}]
suppliers:
  First: {serves: [{customer: Plant, service: Parts, takes: 2d}]}
  Second: {serves: [{customer: Plant, service: Parts}]}
end_users: [Buyers]
""")
"""First's parts on day 2, machines on day 3, promised for day 5; Second may help, or may not."""

CAUSED = read("""
teams:
  Yard:
    serves:
      - {customer: Buyers, service: Boats, takes: 1d, promise: 4d}
      - {customer: Buyers, service: Advice, takes: 1d, needs: [], promise: 40d}
suppliers:
  Sawmill: {serves: [{customer: Yard, service: Planks, takes: 5d}]}
  Tool shop: {serves: [{customer: Yard, service: Tools, takes: 1d}]}
end_users: [Buyers]
""")
"""Boats on day 1, 2 or 6, promised for day 4."""

VAN = read("""
teams:
  Depot: {serves: [{customer: Shop, service: Goods, departs: 'Mon,Tue,Fri 17:00'}]}
  Shop: {serves: [{customer: Shoppers, service: Shelves, takes: 1h}]}
end_users: [Shoppers]
""")
"""A minute after a Tuesday's van means Friday's, three days later; a minute before, no delay."""


@pytest.mark.parametrize(
    ("m", "service", "cells"),
    [
        (KITCHEN, "Bread", ["Mon 1 Feb 2027", "Wed 3 Feb 2027", "2d left"]),
        (KITCHEN, "Pie", ["Mon 1 Feb 2027", "Fri 26 Feb 2027", "9d to 19d"]),
        (LINEN, "Rooms", ["Mon 1 Feb 2027", "Fri 12 Feb 2027", "9d at most ?"]),
        (JOIN, "Windows", ["Tue 2 Feb 2027", "as planned", "-"]),
        (STANDING, "Sales", ["Mon 1 Feb 2027", "Tue 2 Feb 2027", "1d"]),
        (ALTERNATIVE, "Machines", ["Wed 3 Feb 2027", "Fri 5 Feb 2027", "2d"]),
        (CAUSED, "Boats", ["Mon 1 Feb 2027", "Thu 4 Feb 2027", "3d left"]),
    ],
)
def test_a_margin_is_told_by_its_bounds(m: ServiceMap, service: str, cells: list[str]) -> None:
    rows = cells_of(promises(m))
    (row,) = (row for name, row in rows.items() if name.startswith(f"{service} for"))
    assert [row[head] for head in ("planned", "due", "margin")] == cells


def test_what_is_open_is_told_with_what_settles_it() -> None:
    assert promises_in_words(promises(KITCHEN), Ink(), width=80) == (
        "By hand: 2 promises. The plan keeps 1, and may break the other.\n"
        "\n"
        "                               planned              due        margin\n"
        "End users\n"
        "  Bread for Guests      Mon 1 Feb 2027   Wed 3 Feb 2027       2d left\n"
        "                    to Mon 15 Feb 2027                   to 8d late ?\n"
        "    lead time 1d to 11d: Farm -> Kitchen -> Guests\n"
        "  Pie for Guests        Mon 1 Feb 2027  Fri 26 Feb 2027     9d to 19d\n"
        "                    to Mon 15 Feb 2027\n"
        "    lead time 1d to 11d: Farm -> Kitchen -> Guests\n"
        "\n"
        "2 of 2 promises hang on what the map does not say. Say first what most hangs on:\n"
        "  1 of 2  needs:  Bread (Kitchen): what does it wait for?\n"
        "  1 of 2  needs:  Pie (Kitchen): what does it wait for?\n"
        "\n"
        "?: kept or late, as what the map does not say turns out."
    )


def test_one_missing_length_says_how_long_it_may_be() -> None:
    text = promises_in_words(promises(LINEN), Ink())
    assert "\n    kept as long as Clean linen (Linen room) takes 9d or less\n" in text
    (found,) = promises_data.as_json(promises(LINEN))["promises"]
    assert found["as_long_as"] == {"service": "linen-room/clean-linen", "minutes": 9 * DAY}
    assert (found["planned_minutes"], found["planned_min_minutes"]) == (None, DAY)
    assert (found["margin_max_minutes"], found["fate"]) == (9 * DAY, "open")


def test_whose_least_is_open_says_on_which_lengths_it_hangs() -> None:
    """The same sentence in every text, and the same lengths in every JSON."""
    m, said = LINEN, "Rooms for Guests: kept as long as Clean linen (Linen room) takes 9d or less."
    assert re.search(rf"House +\? to 9d\n(.*\n)*{re.escape(said)}\n", told_of_all(m))
    assert said in tolerances_in_words(tolerance(m, team="house"), Ink())
    assert said in tolerance(m)._repr_html_()
    for team in ("house", "linen-room"):
        card = show(m, team)
        assert f"? to 9d  {'' if team == 'house' else 'Linen room -> '}House -> Guests\n" in (
            card_in_words(card, Ink())
        )
        assert f"\n  {said}\n" in card_in_words(card, Ink())
        assert said in card._repr_html_()
        assert card_as_json(card)["hanging"] == hanging(m)
    (promise,) = promises_data.as_json(promises(m))["promises"]
    keys = ("service", "customer", "as_long_as", "before")
    assert hanging(m) == [{key: promise[key] for key in keys}]


def told_of_all(m: ServiceMap) -> str:
    return tolerances_in_words(tolerance(m), Ink())


def hanging(m: ServiceMap) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads("".join(tolerances_data.as_json(tolerance(m))))[
        "hanging"
    ]
    return found


HOUSE = """
teams:
  Linen room: {serves: [{customer: House, service: Clean linen}]}
  Stores: {serves: [{customer: House, service: Soap}, {customer: House, service: Towels}]}
  House:
    serves: [{customer: Guests, service: Rooms, takes: 1d, promise: 2w}]
end_users: [Guests]
"""
"""Nobody says how long anything takes but the rooms themselves."""


@pytest.mark.parametrize(
    ("said", "services", "told"),
    [
        ("[Stores/Soap, Linen room/Clean linen]", 2, "Clean linen and Soap take"),
        ("[Stores/Soap, Stores/Towels, Linen room/Clean linen]", 3, "Clean linen and 2 more take"),
    ],
)
def test_several_missing_lengths_are_named_before_which_it_has_so_much(
    said: str, services: int, told: str
) -> None:
    m = read_text(HOUSE.replace("takes: 1d", f"takes: 1d, needs: {said}")).map
    found = promises(m)
    assert f"\n    9d at most, before what {told}\n" in promises_in_words(found, Ink())
    assert f"9d at most ?, before what {told}" in found._repr_html_()
    assert f"\nRooms for Guests: 9d at most, before what {told}.\n" in told_of_all(m)
    assert f"\n  Rooms for Guests: 9d at most, before what {told}.\n" in (
        card_in_words(show(m, "house"), Ink())
    )
    (one,) = promises_data.as_json(found)["promises"]
    assert (len(one["before"]), one["as_long_as"]) == (services, None)
    measured = read_text(HOUSE.replace("takes: 1d", "takes: 1d, needs: []")).map
    words = f"it has 9 days of margin at most, before what {told}"
    assert [Telling(measured, m).promise(one) for one in diff(measured, m).promises] == [
        f"The promise to Guests may be late: {words}. Before, it had 9 days of margin."
    ]
    past = words.replace("has", "had").replace(" take", " took")
    assert [Telling(m, measured).promise(one) for one in diff(m, measured).promises] == [
        "Rooms for Guests: sure to be kept now, with 9 days of margin. Before, it might be late:"
        f" {past}."
    ]


def test_of_very_many_lengths_it_is_not_counted_how_many() -> None:
    many = ", ".join(f"{{customer: House, service: S{n}}}" for n in range(100))
    text = HOUSE.replace("{customer: House, service: Soap}", many)
    (one,) = promises(read_text(text).map)
    assert len(one.before) == 13
    assert " and others take\n" in promises_in_words(promises(read_text(text).map), Ink())


def test_late_at_most_by_so_much_is_never_called_late() -> None:
    m = read_text("""
teams:
  Kitchen:
    serves:
      - {customer: Guests, service: Bread, takes: 1d, promise: 1d}
      - {customer: Guests, service: Pie, takes: 1d, needs: [], promise: 1d}
suppliers: {Farm: {serves: [{customer: Kitchen, service: Truffles, takes: 10d}]}}
end_users: [Guests]
""").map
    text = promises_in_words(promises(m), Ink())
    (bread, _) = cells_of(promises(m)).values()
    assert (bread["planned"], bread["margin"]) == ("1d to 11d", "up to 10d late ?")
    assert "may break the other; 1 has no margin." in text


def test_a_circle_is_a_condition() -> None:
    m = read_text("""
teams:
  A: {serves: [{customer: B, service: X, takes: 1d}]}
  B: {serves: [{customer: A, service: Y, takes: 1d}, {customer: Guests, service: Z, takes: 1d,
      needs: [A/X], promise: 9d}]}
end_users: [Guests]
""").map
    (found,) = promises(m)
    if not found.conditional:
        pytest.fail("the circle of A and B is behind the promise")
    assert "[1] If the circle of A and B keeps in step." in promises_in_words(promises(m), Ink())
    assert "[1] If the circle of A and B keeps in step." in tolerances_in_words(tolerance(m), Ink())
    assert ", if the circle of A and B keeps in step; on day" in show(m, "b").sentence
    assert not card_as_json(show(m, "b"))["certain"]


def test_bounds_in_json_and_csv() -> None:
    found = json.loads("".join(tolerances_data.as_json(tolerance(KITCHEN))))
    rows = {(one["team"], one["promise"]["service"]): one for one in found["teams"]}
    farm = rows["farm", "kitchen/pie"]
    figures = [farm["minutes"], farm["min_minutes"], farm["max_minutes"]]
    assert (figures, farm["why"]) == ([None, 9 * DAY, None], "the map leaves it open")
    lines = "".join(tolerance_lines.as_csv(tolerance(KITCHEN))).splitlines()
    assert "kitchen,kitchen/pie,guests,,4320,9120,between 9d and 19d" in lines
    assert '"perhaps broken by up to 8d, else 2d at most"' in lines[2]
    without = "".join(tolerance_lines.as_csv(tolerance(ALTERNATIVE))).splitlines()
    assert "second,plant/machines,buyers,,,,without limit" in without


def test_a_notebook_tells_bounds_too() -> None:
    page = promises(KITCHEN)._repr_html_()
    assert re.findall("<th>([^<]*)</th>", page)[2:-1] == [column.head for column in COLUMNS]
    assert "<td>Mon 1 Feb 2027 to Mon 15 Feb 2027</td>" in page
    assert "<td>9d to 19d</td>" in page
    assert "<td>2d left to 8d late ?</td>" in page
    linen = promises(LINEN)._repr_html_()
    assert "<td>Mon 1 Feb 2027 or later</td>" in linen
    assert "<td>9d at most ?, kept as long as Clean linen (Linen room) takes 9d or less<" in linen
    assert "<td>as planned</td>" in promises(JOIN)._repr_html_()
    assert repr(promises(KITCHEN)) == (
        "<Promises of By hand: 2 promises. The plan keeps 1, and may break the other>"
    )
    assert "<td>18d or more</td>" in tolerance(KITCHEN)._repr_html_()


def test_a_date_without_a_place_in_the_plan_is_not_certain() -> None:
    m = read_text("""
teams: {A: {serves: [{customer: S, service: T, takes: 1d, promise: 2027-02-19}]}}
end_users: [S]
""").map
    (found,) = promises_data.as_json(promises(m))["promises"]
    assert (found["certain"], found["fate"], found["margin_max_minutes"]) == (False, "open", None)
    assert found["why"] == "the promise is a date, and the map has no start"
    assert show(m, "a").sentence == (
        "We cannot say yet how late you may be: a promise to S is a date, and the map has no start."
    )
    text = promises_in_words(promises(m), Ink())
    (row,) = cells_of(promises(m)).values()
    assert (row["due"], row["margin"]) == ("Fri 19 Feb 2027", "? [1]")
    assert "[1] The promise is a date, and the map has no start." in text


def test_a_figure_that_hangs_on_nothing_after_all_is_certain() -> None:
    """What Advice needs is open, and all that it could wait for takes no time."""
    m = read("""
teams:
  Desk:
    serves:
      - {customer: Guests, service: Advice, takes: 1d, promise: 3d}
      - {customer: Guests, service: Keys, takes: 1d, needs: []}
suppliers: {Post: {serves: [{customer: Desk, service: Mail, takes: 0d}]}}
end_users: [Guests]
""")
    advice = promises_data.as_json(promises(m))["promises"][0]
    assert (advice["certain"], advice["margin_minutes"], advice["why"]) == (True, 2 * DAY, "")


def test_of_a_promise_that_recurs_the_moment_may_be_open() -> None:
    """Coffee is there at ten, lunch at ten or at three: for two o'clock today, or tomorrow."""
    m = read("""
teams:
  Canteen:
    relies_on: [{provider: Baker, service: Loaves}]
    serves:
      - {customer: Staff, service: Lunch, takes: 1h, promise: daily 14:00}
      - {customer: Staff, service: Coffee, takes: 1h, needs: [], promise: daily 14:00}
suppliers: {Baker: {serves: [{customer: Canteen, service: Loaves, takes: 5h}]}}
end_users: [Staff]
""")
    text = promises_in_words(promises(m), Ink())
    lunch, coffee = cells_of(promises(m)).values()
    assert (lunch["due"], lunch["margin"]) == ("every working day 14:00", "0d or more")
    assert (coffee["due"], coffee["margin"]) == ("Mon 1 Feb 2027 14:00", "4h")
    assert {row["planned"] for row in (lunch, coffee)} == {"Mon 1 Feb 2027 10:00"}
    assert "nobody named a time" not in text
    assert "<td>0d or more</td>" in promises(m)._repr_html_()
