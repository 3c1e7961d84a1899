"""The NetworkX graph: what it holds, and that it cannot be changed by accident."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from servicemap.durations import Duration
from servicemap.graph import to_networkx
from servicemap.loading import load_one, read_text
from servicemap.model import (
    CustomerSays,
    Departures,
    Moment,
    ProviderSays,
    Reliance,
    Rhythm,
    ServiceMap,
)
from tests.maps_by_hand import HERE, make_map, reliance, service


def toys() -> ServiceMap:
    """Two services between the same two teams, alternatives, and a promise with everything."""
    promise = Reliance(
        "shoppers",
        "stores",
        "stores/toys",
        ProviderSays(
            "Toys",
            HERE,
            promise=Moment(date(2027, 2, 26)),
            departs=Departures(Rhythm.WEEKLY, "Fri 17:00", weekdays=(4,), minute=1020),
            worth=Decimal(120000),
        ),
    )
    expected = Reliance(
        "stores",
        "warehouse",
        "warehouse/stock",
        ProviderSays(None, HERE, slack=Duration(days=9)),
        CustomerSays(None, HERE, slack=Duration(days=1), expects=Duration(weeks=1), wants="Sorted"),
    )
    return make_map(
        [
            service("stores/toys", takes="1d 4h", needs=["warehouse/stock"]),
            service("warehouse/stock"),
            service("warehouse/lists", takes="0d"),
            service("backup/stock"),
        ],
        [
            promise,
            expected,
            reliance("warehouse/lists", "stores", standing=True),
            reliance("backup/stock", "stores", switch="2d"),
        ],
        any_of=[("stores", ("warehouse/stock", "backup/stock"))],
        parties={"stores": {"department": "Retail", "owner": "Ben Cho"}},
    )


def test_parties_are_nodes_with_their_attributes_in_the_order_of_the_map() -> None:
    graph = to_networkx(toys())
    assert list(graph) == ["stores", "warehouse", "backup", "shoppers"]
    assert graph.nodes["stores"] == {
        "name": "Stores",
        "group": "teams",
        "department": "Retail",
        "owner": "Ben Cho",
        "outside_customer": False,
        "inside": False,
    }
    assert graph.nodes["shoppers"]["outside_customer"] is True
    assert graph.graph["title"] == "By hand"
    assert "subtitle" not in graph.graph


def test_deliveries_are_keyed_edges_from_provider_to_customer() -> None:
    graph = to_networkx(toys())
    assert list(graph.edges(keys=True)) == [
        ("stores", "shoppers", "stores/toys"),
        ("warehouse", "stores", "warehouse/stock"),
        ("warehouse", "stores", "warehouse/lists"),
        ("backup", "stores", "backup/stock"),
    ]
    assert graph["stores"]["shoppers"]["stores/toys"] == {
        "service": "stores/toys",
        "name": "Toys",
        "takes": "1d 4h",
        "takes_best_minutes": 12 * 60,
        "takes_minutes": 12 * 60,
        "takes_worst_minutes": 12 * 60,
        "needs": '["warehouse/stock"]',
        "standing": False,
        "agreed": False,
        "promise": "2027-02-26",
        "departs": "Fri 17:00",
        "worth": 120000.0,
    }


def test_the_customers_slack_counts_and_nothing_said_is_not_there_but_no_time_is_zero() -> None:
    between = to_networkx(toys())["warehouse"]["stores"]
    stock, lists = between["warehouse/stock"], between["warehouse/lists"]
    assert (stock["slack_minutes"], stock["agreed"], stock["expects"]) == (480, True, "1w")
    assert ("takes_minutes" in stock, lists["takes_minutes"]) == (False, 0)
    assert (lists["standing"], "slack_minutes" in lists) == (True, False)


def test_alternatives_are_numbered_for_each_customer() -> None:
    graph = to_networkx(toys())
    edges = graph.edges(keys=True, data=True)
    assert {key: about["any_of"] for _, _, key, about in edges if "any_of" in about} == {
        "warehouse/stock": 1,
        "backup/stock": 1,
    }
    assert graph["backup"]["stores"]["backup/stock"]["switch_minutes"] == 2 * 480


def test_the_graph_is_frozen_and_a_copy_is_not() -> None:
    graph = to_networkx(toys())
    with pytest.raises(nx.NetworkXError, match=r"[Ff]rozen"):
        graph.add_edge("stores", "nobody")
    changed = graph.copy()
    changed.remove_node("backup")
    assert "backup" in graph
    assert "backup" not in changed


EVERYTHING = """
map:
  title: Everything
  start: 2027-02-01
  currency: HKD
  calendars: {nights: {workdays: Mon-Sun, hours: "22:00-06:00"}}
teams:
  Stores:
    calendar: nights
    recovers: 2d
    objectives: [Full shelves, "Queues: none", {say: Glad, score: Shoppers, at_least: 8}]
    allow: {no-owner: nobody yet}
    serves:
      Shoppers:
        service: Toys
        takes: {best: 1d, likely: 2d, worst: 1w}
        often_late: {chance: 10%, typical: 1d, worst: 2d}
        worth: 120000
        needs: none
        recovers: 4h
        noticed_after: 3h
        quality: [Safe, Cheap]
        channel: at the shelf
        others: {Toyland: Fri 12:00}
end_users:
  Shoppers:
    feedback: [{score: 7, asked: 2027-01-01, from: Ann}, {score: 3, asked: 2026-01-01}]
    care: {listen: Calls, every: 7d}
    relies_on: [{provider: Stores, service: Toys, noticed_after: 2h, channel: by phone}]
actions: {Helpers: {for: [Stores, Stores/Toys], lever: save-time, due: 2027-02-01}}
scenarios: {Strike: {late: {Stores: 2d}, cause: people}}
options: {Helpers: {helps: Stores/Toys, saves: 4h, cost: 900}}
"""


@pytest.mark.parametrize("m", [read_text(EVERYTHING).map, load_one("maps/harbour-toys").map])
def test_it_can_be_written_as_graphml_and_as_json(m: ServiceMap, tmp_path: Path) -> None:
    graph: Any = to_networkx(m)
    nx.write_graphml(graph, tmp_path / "toys.graphml")
    read: Any = nx.read_graphml(tmp_path / "toys.graphml", force_multigraph=True)
    assert list(read.nodes(data=True)) == list(graph.nodes(data=True))
    assert list(read.edges(keys=True, data=True)) == list(graph.edges(keys=True, data=True))
    assert read.graph.items() >= graph.graph.items()
    written = json.dumps(nx.node_link_data(graph, edges="edges"))
    linked = nx.node_link_graph(json.loads(written), edges="edges")
    assert nx.utils.graphs_equal(linked, graph)


def test_what_is_a_list_or_a_record_is_a_text_in_json() -> None:
    graph = to_networkx(read_text(EVERYTHING).map)
    stores, toys = graph.nodes["stores"], graph["stores"]["shoppers"]["stores/toys"]
    measured = {"say": "Glad", "score": "shoppers", "at_least": 8}
    assert json.loads(stores["objectives"]) == ["Full shelves", "Queues: none", measured]
    assert (stores["recovers_minutes"], toys["recovers_minutes"]) == (2 * 480, 240)
    assert toys["noticed_after_minutes"] == 120
    assert (toys["provider_channel"], toys["customer_channel"]) == ("at the shelf", "by phone")
    assert json.loads(toys["provider_quality"]) == ["Safe", "Cheap"]
    assert "customer_quality" not in toys
    assert json.loads(toys["others"]) == {"Toyland": "Fri 12:00"}
    assert json.loads(stores["calendar"])["hours"] == ["22:00-06:00"]
    assert json.loads(stores["allow"]) == {"no-owner": "nobody yet"}
    assert json.loads(toys["needs"]) == []
    assert (toys["takes"], toys["often_late_chance"], toys["worth"]) == ("2d", 0.1, 120000.0)
    assert (toys["takes_best_minutes"], toys["takes_worst_minutes"]) == (480, 7 * 480)
    shoppers = graph.nodes["shoppers"]
    assert (shoppers["feedback_score"], shoppers["care_every"]) == (7, "7d")
    assert shoppers["feedback_from"] == "Ann"
    assert [one["score"] for one in json.loads(shoppers["all_feedback"])] == [7, 3]
    assert json.loads(graph.graph["actions"])["helpers"] == {
        "id": "helpers",
        "name": "Helpers",
        "for": ["stores", "stores/toys"],
        "lever": "save-time",
        "due": "2027-02-01",
    }
    assert json.loads(graph.graph["scenarios"])["strike"]["late"] == {"stores": "2d"}
    assert json.loads(graph.graph["options"])["helpers"]["cost"] == 900
