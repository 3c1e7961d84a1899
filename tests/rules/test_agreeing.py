"""What the rules about agreement and the shape of a map say to the people who read them."""

from pathlib import Path

import pytest

from servicemap.checking import check
from servicemap.likeness import Likeness, alike
from servicemap.loading import read_texts
from tests.rules.test_rules import judged
from tests.rules.test_what_findings_say import said


def at(name: str) -> list[tuple[str, str, list[str]]]:
    """Of each finding of a map: its subject, the text it stands at, and the other texts."""
    text = (Path(__file__).parent / f"{name}.yaml").read_text(encoding="utf-8")
    lines, code = text.splitlines(), name.partition("/")[0]

    def marked(line: int, column: int, end: int) -> str:
        return lines[line - 1][column - 1 : end - 1]

    return [
        (
            f.subject,
            marked(f.location.line, f.location.column, f.location.end_column),
            [marked(r.location.line, r.location.column, r.location.end_column) for r in f.related],
        )
        for f in judged(text, on=code)
        if f.code == code
    ]


def test_a_team_without_substitute_is_told_whom_its_standstill_hits() -> None:
    cure = "agree on who could, and write a second way into the map, e.g. under any_of"
    assert said("SM107/all-through-one") == [
        "every chain of deliveries to Online buyers, Shoppers and Toybox Online runs through"
        f" Warehouse: nobody on this map could stand in - {cure}",
        "every chain of deliveries to Shoppers runs through Stores: nobody on this map could stand"
        f" in - {cure}",
    ]
    assert at("SM107/circles") == [("workshop", "Workshop", ["Cyclists"])]
    assert said("SM107/needs-nothing-of-anybody") == [
        "every chain of deliveries to Guests runs through Desk: nobody on this map could stand in"
        f" - {cure}"
    ]


def test_an_island_is_told_by_its_parties() -> None:
    assert said("SM108/two-maps-in-one")[0] == (
        "Cooks, Kitchen and Guests have no link to the rest of the map - write down whom of the"
        " rest they serve or rely on, or make them a map of their own"
    )


def test_an_owner_of_somebody_outside_is_on_our_side() -> None:
    assert said("SM201/who-answers")[1:3] == [
        "nobody owns IT, which serves Stores - add owner: with the person or role in charge of it",
        "nobody owns Toybox Online, which serves Shoppers - add owner: with the person or role in"
        " charge of it on our side",
    ]


def test_the_silent_side_is_told_what_to_add() -> None:
    assert said("SM202/one-side")[:2] == [
        "Purchasing says that it serves Stores with Stock orders, and Stores does not speak of it"
        " - ask Stores; if it is so, add {provider: Purchasing, service: Stock orders} to"
        " relies_on: of Stores",
        "Stores says that it relies on Toy factory for Toys: all of them, and Toy factory does not"
        ' speak of it - ask Toy factory; if it is so, add {customer: Stores, service: "Toys: all of'
        ' them"} to serves: of Toy factory',
    ]


def test_two_names_stand_at_both() -> None:
    assert said("SM203/read-alike")[0] == (
        "Stores relies on Purchasing for Orders of stock, and Purchasing serves Stores with Stock"
        " orders: one service with two names? - if it is one, call it Stock orders on both sides,"
        " and it is agreed; if it is two, say so: allow: {two-names: the reason}"
    )
    assert at("SM203/read-alike")[0] == (
        "purchasing/orders-of-stock > stores",
        "Orders of stock",
        ["Stock orders"],
    )


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Stock orders", "orders of STOCK", Likeness.SAME_WORDS),
        ("Deliveries", "Delivery", Likeness.SAME_WORDS),
        ("Shedule of vans", "Van schedule", Likeness.SAME_WORDS),
        ("Reciept", "Receipt", Likeness.SAME_WORDS),
        ("Toys", "Finished toys", Likeness.ONE_HOLDS_THE_OTHER),
        ("Sales figures", "Sales figures, weekly", Likeness.ONE_HOLDS_THE_OTHER),
        ("Payment", "Payment reminder", Likeness.NONE),
        ("Import declaration", "Export declaration", Likeness.NONE),
        ("Wifi", "Wi-Fi", Likeness.SAME_WORDS),
        ("Web shop orders", "Webshop orders", Likeness.SAME_WORDS),
        ("Report 11", "Report 12", Likeness.NONE),
        ("Line 1-2", "Line 12", Likeness.NONE),
        ("Order", "Reorder", Likeness.NONE),
        ("第一四半期報告", "第二四半期報告", Likeness.NONE),
        ("Order feed", "Order confirmation", Likeness.NONE),
        ("The", "Of", Likeness.NONE),
    ],
)
def test_names_read_alike_whichever_comes_first(one: str, other: str, expected: Likeness) -> None:
    assert alike(one, other) is expected
    assert alike(other, one) is expected


def test_whom_somebody_without_owner_serves_is_told_in_any_order() -> None:
    text = (
        "teams:\n  IT: {serves: {%s: Tills, %s: Tills}}\n"
        "  Stores: {owner: Kim}\n  Bakery: {owner: Kim}\n"
    )
    for pair in (("Stores", "Bakery"), ("Bakery", "Stores")):
        found = [f.message for f in judged(text % pair) if f.code == "SM201"]
        assert found == ["nobody owns IT, which serves Bakery and Stores"]


def test_a_gap_names_both_owners_and_stands_at_both_times() -> None:
    text = (
        "teams:\n  Warehouse:\n    owner: Kim Lee\n"
        "    serves: [{customer: Stores, service: Stock, promise: 5d}]\n"
        "  Stores:\n    owner: Head of Stores\n"
        "    relies_on: [{provider: Warehouse, service: Stock, expects: 4d 4h}]\n"
        "    serves: {Shoppers: Toys}\nend_users: [Shoppers]\n"
    )
    gap = next(f for f in judged(text) if f.code == "SM204")
    assert gap.message == (
        "Warehouse promises Stock within 5d, 4 hours later than Stores expects it: within 4d 4h"
    )
    assert gap.hint == (
        "let Kim Lee (Warehouse) and Head of Stores (Stores) agree on one of the two"
    )
    assert at("SM204/later-than-expected")[2] == (
        "warehouse/labels > stores",
        "2027-02-02 12:01",
        ["2027-02-02 12:00"],
    )


def test_what_is_stale_says_since_when_and_what_to_write() -> None:
    assert said("SM205/too-long-ago")[:2] == [
        "Warehouse was last confirmed 91 days ago, and this map asks every 90d - ask Warehouse; if"
        " it is still true, write confirmed: 2027-02-01",
        "Stock for Stores was last confirmed by Warehouse 123 days ago, and this map asks every 90d"
        " - ask Warehouse; if it is still true, write confirmed: 2027-02-01",
    ]
    assert at("SM205/too-long-ago")[1] == (
        "warehouse/stock > stores",
        "2026-10-01",
        ["2026-09-01"],
    )


def test_slack_is_told_as_each_side_wrote_it() -> None:
    assert said("SM206/two-lengths")[0] == (
        "Warehouse believes that Stores can go on for 2d without Stock, and Stores says 1d, which"
        " counts - let Warehouse and Stores agree on one of the two, or leave it to Stores"
    )
    assert at("SM206/two-lengths")[0] == ("warehouse/stock > stores", "2d", ["1d"])
    assert said("SM207/could-do-without")[0] == (
        "Stores can go on for 2d without Price list from IT, and the work that waits for it,"
        " Window, takes 1d - ask Stores which it is: Window can do without it (leave it out of its"
        " needs), it is normally there already (standing: yes), or they cannot go on for so long"
        " after all"
    )
    # The slack that counts is the provider's where the customer gives none.
    assert at("SM207/could-do-without") == [
        ("it/price-list > stores", "2d", ["1d"]),
        ("print-shop/posters > stores", "9h", ["1d"]),
    ]


def test_an_allow_that_matches_nothing_is_told_apart_by_what_it_allows() -> None:
    assert at("SM901/nothing-to-accept") == [
        ("purchasing: orphan-team", "orphan-team", []),
        ("purchasing: unhappy-customer", "unhappy-customer", []),
        ("purchasing/stock-orders > stores: slack-disagreement", "slack-disagreement", []),
        ("purchasing/stock-orders > warehouse: expectation-gap", "expectation-gap", []),
        ("it: idle-supplier", "idle-supplier", []),
    ]


ALLOWED = "allow: {%s: We live with it}"


@pytest.mark.parametrize(
    ("rule", "where", "rest"),
    [
        ("timing-incomplete", "{customer: Stores, service: Stock, HERE}", "promise: 2d, takes: 1d"),
        ("slack-disagreement", "{customer: Stores, service: Stock, slack: 2d, HERE}", ""),
        ("expectation-gap", "{customer: Stores, service: Stock, promise: 9d, HERE}", ""),
    ],
)
def test_what_is_found_of_a_service_is_allowed_in_its_entry(
    rule: str, where: str, rest: str
) -> None:
    text = (
        f"teams:\n  Warehouse:\n    serves: [{where}]\n"
        "  Stores:\n"
        "    relies_on: [{provider: Warehouse, service: Stock, slack: 1d, expects: 1d}]\n"
        f"    serves: [{{customer: Shoppers, service: Toys, {rest}}}]\nend_users: [Shoppers]\n"
    )
    reasons = {
        f.rule: f.allowed for f in judged(text.replace("HERE", ALLOWED % rule)) if f.rule == rule
    }
    assert reasons == {rule: "We live with it"}


def test_what_two_files_leave_open_alike_is_asked_once() -> None:
    text = (
        "teams: {Stores: {relies_on: [IT], serves: {Shoppers: Toys}},"
        " IT: {serves: {Shoppers: [Tills, Stock system]}}}\nend_users: [Shoppers]\n"
    )
    loaded = read_texts({"a.yaml": text, "b.yaml": text})
    found = [one for one in check(loaded.map, loaded.findings) if one.code == "SM208"]
    assert [(one.subject, one.location.path) for one in found] == [("it > stores", "a.yaml")]
