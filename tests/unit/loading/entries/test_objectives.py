"""Objectives: sentences, and what is measured by a service of its own or by a customer's score."""

import pytest

from servicemap.loading import Loaded, read_text
from servicemap.model import Objective

MAP = """
teams:
  Warehouse:
    serves: [{customer: [Stores, Shop], service: Stock}, {customer: Shop, service: Parcels}]
    objectives: %s
  Stores: {serves: {Shoppers: Toys, Shop: Returns}}
  Shop: {name: The web shop, serves: {Shoppers: Clicks}}
end_users: [Shoppers]
"""


def loaded(objectives: str) -> Loaded:
    return read_text(MAP % objectives)


def said(objectives: str) -> list[Objective]:
    found = loaded(objectives)
    assert found.findings == ()
    return [one._replace(places={}) for one in found.map.parties["warehouse"].objectives]


def refused(objectives: str) -> str:
    (finding,) = loaded(objectives).findings
    assert finding.location.line == 5
    return f"{finding.location.column} {finding.code} {finding.message} -> {finding.hint}"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Less stock", [Objective("Less stock")]),
        ("[Less stock, '95%']", [Objective("Less stock"), Objective("95%")]),
        ("[{say: Less stock}]", [Objective("Less stock")]),
        (
            "[{say: On time, keep: Stock, at_least: 95%}]",
            [Objective("On time", keep="warehouse/stock", at_least=0.95)],
        ),
        (
            "{say: On time, keep: warehouse/stock, to: stores, at_least: 0.95}",
            [Objective("On time", keep="warehouse/stock", to="stores", at_least=0.95)],
        ),
        (
            "[Less stock, {say: Glad, score: Stores, at_least: 8}]",
            [Objective("Less stock"), Objective("Glad", score="stores", at_least=8)],
        ),
        ("[{say: 1, score: Shop, at_least: '10'}]", [Objective("1", score="shop", at_least=10)]),
        (
            "[{say: All, keep: Parcels, at_least: 100%}]",
            [Objective("All", keep="warehouse/parcels", at_least=1)],
        ),
        ("[]", []),
        ("", []),
        ("[~]", []),
    ],
)
def test_as_it_is_written(written: str, meant: list[Objective]) -> None:
    assert said(written) == meant


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        (
            "{Stock: On time}",
            "17 SM002 objectives: a mapping stands here, where a list of texts belongs -> write"
            " objectives: [one, two]; text with ': ' in it belongs in quotation marks",
        ),
        (
            "[{Stock: On time}]",
            "18 SM002 objectives: a mapping stands here, where a list of texts belongs -> write"
            " objectives: [one, two]; text with ': ' in it belongs in quotation marks",
        ),
        (
            "[[Less stock]]",
            "18 SM002 objectives: a list stands here, where text belongs -> write objectives: Less"
            " stock",
        ),
        (
            "[{keep: Stock, at_least: 95%}]",
            "19 SM005 say: is missing here -> add it, for example say: Nothing misses the Friday"
            " van",
        ),
        (
            "[{say: '', keep: Stock, at_least: 95%}]",
            "24 SM005 say: is missing here -> add it, for example say: Nothing misses the Friday"
            " van",
        ),
        (
            "[{say: On time, keep: Stock}]",
            "39 SM005 at_least: is missing here -> say when it is reached, for example keep: Stock"
            " for the shelves, at_least: 95%",
        ),
        (
            "[{say: On time, score: Stores, at_least: }]",
            "40 SM005 at_least: is missing here -> say when it is reached, for example score:"
            " Stores, at_least: 8",
        ),
        (
            "[{say: On time, at_least: 95%}]",
            "43 SM005 at_least: is a target, and it is missing here of what -> for example keep:"
            " Stock for the shelves, at_least: 95%, or score: Stores, at_least: 8",
        ),
        (
            "[{say: On time, to: Stores}]",
            "37 SM005 to: says for which customer, and keep: is missing here -> for example to:"
            " Stores, keep: Stock for the shelves, at_least: 95%",
        ),
        (
            "[{say: Both, keep: Stock, score: Stores, at_least: 8}]",
            "50 SM006 keep: and score: stand in one objective -> write two objectives, each with"
            " its own at_least:",
        ),
        (
            "[{say: On time, keep: Stock, atleast: 95%}]",
            "46 SM003 'atleast' is no key of an objective -> did you mean at_least?",
        ),
        (
            "[{say: On time, keep: Stock, target: 95%}]",
            "46 SM003 'target' is no key of an objective -> did you mean at_least?",
        ),
        (
            "[{say: On time, keep: Stock, at_least: 95}]",
            "56 SM006 at_least: '95' is no chance between none and all -> did you mean 95%?",
        ),
        (
            "[{say: Glad, score: Stores, at_least: 80%}]",
            "55 SM006 at_least: '80%' is no score -> write 8",
        ),
        (
            "[{say: On time, keep: Stok, at_least: 95%}]",
            "39 SM009 no service is called 'Stok' -> did you mean stock?",
        ),
        (
            "[{say: On time, keep: Boxes, at_least: 95%}]",
            "39 SM009 no service is called 'Boxes' -> write one of its own services:"
            " warehouse/stock, warehouse/parcels",
        ),
        (
            "[{say: On time, keep: Returns, at_least: 95%}]",
            "39 SM009 'Returns' is a service of Stores, and keep: is for one of its own -> write"
            " one of its own services: warehouse/stock, warehouse/parcels",
        ),
        (
            "[{say: On time, keep: Parcels, to: Stores, at_least: 95%}]",
            "52 SM009 Warehouse does not serve 'Stores' with what keep: says -> name a customer of"
            " that service, or leave to: out, which means all of them",
        ),
        (
            "[{say: On time, keep: Stock, to: Storse, at_least: 95%}]",
            "50 SM007 an objective of Warehouse keeps a service to 'Storse', which is not in the"
            " map -> did you mean Stores?",
        ),
        (
            "[{say: Glad, score: The web shop, at_least: 8}]",
            "37 SM007 an objective of Warehouse asks how content 'The web shop' is, which is not in"
            " the map -> did you mean Shop? (it is called 'The web shop')",
        ),
        (
            "[{say: Glad, score: [Stores, Shop], at_least: 8}]",
            "37 SM002 score: a list stands here, where a name belongs -> write score: Stores, Shop",
        ),
    ],
)
def test_what_cannot_be_meant(written: str, sentence: str) -> None:
    assert refused(written) == sentence


def test_of_a_team_without_a_service() -> None:
    found = read_text("teams: {A: {objectives: [{say: x, keep: Soup, at_least: 90%}]}}")
    (finding,) = found.findings
    assert (finding.message, found.map.parties["a"].objectives) == (
        "no service is called 'Soup'",
        (),
    )
