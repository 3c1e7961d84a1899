"""Whom to ask about what."""

from datetime import date

import pytest

from servicemap.errors import UnknownName
from servicemap.loading import read_text
from servicemap.model import ServiceMap
from servicemap.rounds.ask_sheets import AskSheets, ask

DAY = date(2027, 2, 1)
TOYS = """\
map: {title: Harbour Toys, owner: Head of Purchasing, language: de}
teams:
  Warehouse:
    owner: Warehouse supervisor
    contact: warehouse@harbour.example
    serves:
      - {customer: [Stores, Web shop], service: Stock, promise: 2027-02-19, quality: Labelled}
  IT: {serves: [{customer: Stores, service: Tills}]}
  Web shop: {relies_on: [{provider: Stores, service: Returns}]}
  Stores:
    serves: {Shoppers: Toys on the shelf}
    relies_on:
      - provider: Warehouse
        service: Stock
        expects: 2027-02-18
        wants: Sorted by shelf
        quality: [Labelled, Dry]
        feedback: [{score: 9, asked: 2025-01-10}, {score: 4, asked: 2026-07-10, says: Late}]
end_users: [Shoppers]
prospects: [Schools]
suppliers: {Toy factory: {relies_on: [{provider: Warehouse, service: Forecast}]}}
"""


def toys(path: str = "maps/harbour-toys") -> ServiceMap:
    """The map, as if it lay there."""
    return read_text(TOYS, path).map


def named(found: AskSheets) -> dict[str, list[str]]:
    """Each customer -> the keys of what it is asked about."""
    return {one.customer.name: [row.key for row in one.rows] for one in found.sheets}


def test_everybody_is_asked_about_what_they_get_and_those_outside_come_first() -> None:
    found = ask(toys(), day=DAY)
    assert named(found) == {
        "Shoppers": ["stores/toys-on-the-shelf > shoppers"],
        "Toy factory": ["warehouse/forecast > toy-factory"],
        "Web shop": ["warehouse/stock > web-shop", "stores/returns > web-shop"],
        "Stores": ["warehouse/stock > stores", "it/tills > stores"],
    }
    assert [one.name for one in found.without] == ["Schools"]


def test_a_team_asks_its_own_customers_about_its_own_services() -> None:
    found = ask(toys(), "warehouse", day=DAY)
    assert named(found) == {
        "Toy factory": ["warehouse/forecast > toy-factory"],
        "Web shop": ["warehouse/stock > web-shop"],
        "Stores": ["warehouse/stock > stores"],
    }
    assert (found.team, found.without) == ("warehouse", ())
    with pytest.raises(UnknownName, match="warehose"):
        ask(toys(), "warehose", day=DAY)


def test_a_sheet_says_of_which_map_it_is_and_who_asks_on_which_day() -> None:
    sheet = ask(toys(), "Warehouse", day=DAY).sheets[0]
    assert (sheet.map_title, sheet.folder, sheet.day, sheet.language) == (
        "Harbour Toys",
        "harbour-toys",
        DAY,
        "de",
    )
    assert (sheet.asks, sheet.send_to) == ("Warehouse supervisor", "warehouse@harbour.example")
    of_all = ask(toys("<stdin>"), day=DAY).sheets[0]
    assert (of_all.asks, of_all.send_to, of_all.folder) == ("Head of Purchasing", None, "")


def test_a_row_tells_what_both_sides_wrote_and_what_was_said_last() -> None:
    m = toys()
    (row,) = ask(m, "Warehouse", day=DAY).sheets[2].rows
    assert (row.provider_name, row.service_name) == ("Warehouse", "Stock")
    assert (str(row.expects), str(row.promise)) == ("2027-02-18", "2027-02-19")
    assert (row.quality, row.wants) == (("Labelled", "Dry"), "Sorted by shelf")
    assert row.last is not None
    assert (row.last.feedback.says, row.last.before) == ("Late", 9)


def test_nobody_is_asked_about_a_service_that_nobody_names() -> None:
    m = read_text(
        "teams:\n  A: {serves: [{customer: B, service: X}, {customer: C, service: Y}]}\n"
        "  B: {}\n  C: {}\n  D: {relies_on: [A]}\n",
    ).map
    found = ask(m, "A", day=DAY)
    assert named(found) == {"B": ["a/x > b"], "C": ["a/y > c"]}
    assert [one.name for one in found.without] == ["D"]
