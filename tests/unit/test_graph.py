"""The NetworkX graph: what it holds, and that it cannot be changed by accident."""

from datetime import date
from decimal import Decimal

import networkx as nx
import pytest

from servicemap.durations import Duration
from servicemap.graph import to_networkx
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
    said: dict[str, object] = {
        "name": "Stores",
        "group": "teams",
        "department": "Retail",
        "owner": "Ben Cho",
        "contact": None,
        "about": None,
        "outside_customer": False,
        "inside": False,
        "confirmed": None,
        "objectives": (),
        "calendar": None,
        "feedback": None,
        "care": None,
        "allow": {},
    }
    assert graph.nodes["stores"].items() >= said.items()
    assert graph.nodes["shoppers"].keys() == graph.nodes["stores"].keys()
    assert graph.nodes["shoppers"]["outside_customer"] is True
    assert graph.graph["title"] == "By hand"


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
        "takes": toys().services["stores/toys"].takes,
        "takes_minutes": 12 * 60,
        "not_before": None,
        "often_late": None,
        "needs": ("warehouse/stock",),
        "slack_minutes": None,
        "standing": False,
        "agreed": False,
        "promise": "2027-02-26",
        "expects": None,
        "departs": "Fri 17:00",
        "worth": Decimal(120000),
        "wants": None,
        "switch_minutes": None,
        "any_of": None,
        "feedback": None,
        "provider_confirmed": None,
        "customer_confirmed": None,
        "allow": {},
    }


def test_the_customers_slack_counts_and_nothing_said_is_none_but_no_time_is_zero() -> None:
    between = to_networkx(toys())["warehouse"]["stores"]
    stock, lists = between["warehouse/stock"], between["warehouse/lists"]
    assert (stock["slack_minutes"], stock["agreed"], stock["expects"]) == (480, True, "1w")
    assert (stock["takes_minutes"], lists["takes_minutes"]) == (None, 0)
    assert (lists["standing"], lists["slack_minutes"]) == (True, None)


def test_alternatives_are_numbered_for_each_customer() -> None:
    graph = to_networkx(toys())
    assert {key: about["any_of"] for _, _, key, about in graph.edges(keys=True, data=True)} == {
        "stores/toys": None,
        "warehouse/stock": 1,
        "warehouse/lists": None,
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
