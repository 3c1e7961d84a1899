"""A matrix of tolerances with many rows, many promises, or names that are long or alike."""

import re

import pytest

from servicemap.model import ServiceMap
from servicemap.reporting.terminal import Ink
from servicemap.reporting.text.tolerances import as_text
from servicemap.timing.answers.tolerances import tolerance
from tests.maps_by_hand import make_map, reliance, service


def offices(count: int, customers: int = 1) -> ServiceMap:
    """Offices whose names begin alike; number k has k days left, and one more for each customer."""
    outside = [f"customer-{j}" for j in range(customers)]
    m = make_map(
        [service(f"t{k:03}/plan", "1d") for k in range(count)],
        [
            reliance(f"t{k:03}/plan", one, promise=f"{k + j + 1}d")
            for k in range(count)
            for j, one in enumerate(outside)
        ],
        outside=outside,
    )
    parties = {
        id_: party._replace(name=f"Regional sales office {id_}") if id_[0] == "t" else party
        for id_, party in m.parties.items()
    }
    return m._replace(parties=parties)


@pytest.mark.parametrize(
    ("width", "row"),
    [
        (80, ["Regional sales  3d", "  office t003"]),
        (100, ["Regional sales office  3d", "  t003"]),
        (200, ["Regional sales office t003  3d"]),
    ],
)
def test_rows_of_long_names_can_be_told_apart(width: int, row: list[str]) -> None:
    text = as_text(tolerance(offices(4)), Ink(), width=width)
    lines = [re.sub(r"[ .]{4,}", "  ", line) for line in text.splitlines()]
    start = next(k for k, line in enumerate(lines) if line.endswith(" 3d"))
    assert lines[start : start + len(row)] == row


def test_who_prints_the_same_name_is_told_by_the_id() -> None:
    m = offices(2)
    parties = {id_: p._replace(name="Office") for id_, p in m.parties.items() if id_[0] == "t"}
    text = as_text(tolerance(m._replace(parties={**m.parties, **parties})), Ink())
    assert re.search(r"^Office \(t000\) +0d !", text, re.MULTILINE)
    assert re.search(r"^Office \(t001\) .* 1d$", text, re.MULTILINE)


def test_promises_of_one_service_name_to_one_customer_are_told_by_the_provider() -> None:
    m = make_map(
        [service("mill/flour", "1d"), service("farm/flour", "1d")],
        [reliance("mill/flour", "shoppers"), reliance("farm/flour", "shoppers")],
    )
    lines = as_text(tolerance(m), Ink()).splitlines()
    assert [line.split() for line in lines[2:4]] == [
        ["Shoppers:", "Shoppers:"],
        ["Flour", "(Mill)", "Flour", "(Farm)"],
    ]


def test_of_a_long_matrix_the_most_urgent_rows_are_shown() -> None:
    found = tolerance(_one_promise(100))
    text = as_text(found, Ink(), width=100)
    assert re.findall("^(?:A-|T[0-9])[^ ]*", text, re.MULTILINE) == [
        "A-shop",
        *(f"T{k:02}" for k in range(39)),
    ]
    assert "\n61 more, each with 139d or more left: --all shows them.\n" in text
    whole = as_text(found, Ink(), width=100, everything=True)
    assert len(re.findall("^T[0-9]", whole, re.MULTILINE)) == 100
    assert [line.strip() for line in whole.splitlines()].count("Shoppers") == 3  # heads, each 40
    assert "more" not in whole


def _one_promise(count: int) -> ServiceMap:
    """Teams before one shop that has 100 days; number k has k days of slack besides."""
    return make_map(
        [*(service(f"t{k:02}/x", "1d") for k in range(count)), service("a-shop/toys", "1d")],
        [
            *(reliance(f"t{k:02}/x", "a-shop", slack=f"{k}d") for k in range(count)),
            reliance("a-shop/toys", "shoppers", promise="102d"),
        ],
    )


def test_of_many_promises_the_tightest_are_shown() -> None:
    customers = [f"customer-{k}" for k in range(30)]
    m = make_map(
        [service("a/x", "1d"), service("b/x", "1d")],
        [
            reliance("a/x", "b"),
            *(reliance("b/x", one, promise=f"{k + 2}d") for k, one in enumerate(customers)),
        ],
        outside=customers,
    )
    text = as_text(tolerance(m), Ink(), width=100)
    assert re.findall("Customer-[0-9]+", text) == [f"Customer-{k}" for k in range(24)]
    assert (
        "\n6 more promises, with 24d or more left before each: --all shows them, --for CUSTOMER"
        in text
    )
    whole = as_text(tolerance(m), Ink(), width=100, everything=True)
    assert re.findall("Customer-[0-9]+", whole) == [f"Customer-{k}" for k in range(30)]


def test_of_a_long_list_the_tightest_are_shown() -> None:
    found = tolerance(offices(1, 50))
    text = as_text(found, Ink(), width=100)
    assert text.count("Plan for Customer-") == 40
    assert "\n10 more promises, with 40d or more left before each" in text
    assert as_text(found, Ink(), everything=True).count("Plan for Customer-") == 50
