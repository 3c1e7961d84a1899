"""Whom a team's work reaches, on maps small enough to see."""

from servicemap.index import compile_index
from servicemap.model import ServiceMap
from servicemap.reach import (
    ends_of_work,
    everyone_reached,
    parties_on,
    reaching_customers,
    ways_to_customers,
)
from tests.maps_by_hand import make_map, reliance, service


def toys() -> ServiceMap:
    """IT and purchasing serve stores, these the shoppers; payroll serves the bank, an end."""
    return make_map(
        [service(f"{p}/work") for p in ("it", "purchasing", "warehouse", "stores", "payroll")],
        [
            reliance("it/work", "stores"),
            reliance("it/work", "payroll"),
            reliance("purchasing/work", "warehouse"),
            reliance("purchasing/work", "it"),
            reliance("warehouse/work", "stores"),
            reliance("stores/work", "shoppers"),
            reliance("stores/work", "club"),
            reliance("payroll/work", "bank"),
        ],
        outside=("shoppers", "club"),
    )


def test_a_team_reaches_customers_by_the_shortest_chain_and_the_first_of_the_map() -> None:
    m = toys()
    ways = ways_to_customers(m, compile_index(m), "purchasing")
    assert {customer: parties_on(way) for customer, way in ways.items()} == {
        # by way of IT is as short, but the warehouse stands first
        "shoppers": ("purchasing", "warehouse", "stores", "shoppers"),
        "club": ("purchasing", "warehouse", "stores", "club"),
    }


def test_everyone_reached_comes_nearest_first() -> None:
    m = toys()
    reached = everyone_reached(compile_index(m), "it")
    assert reached == ("stores", "payroll", "shoppers", "club", "bank")


def test_payroll_reaches_nobody_outside_and_ends_at_the_bank() -> None:
    m = toys()
    index = compile_index(m)
    assert set(m.parties) - reaching_customers(m, index) == {"payroll", "bank"}
    ends = ends_of_work(m, index)
    assert (ends["payroll"], ends["bank"]) == ("bank", "bank")
    assert ends["stores"] == "club"  # as near as the shoppers, and first by id


def test_a_loop_without_a_way_out_has_no_end_and_a_long_chain_no_limit() -> None:
    links = [(f"p{i}", f"p{i + 1}") for i in range(5_000)] + [("x", "y"), ("y", "x")]
    m = make_map(
        [service(f"{provider}/work") for provider, _ in links],
        [reliance(f"{provider}/work", customer) for provider, customer in links],
        outside=("p5000",),
    )
    index = compile_index(m)
    assert reaching_customers(m, index) == set(m.parties) - {"x", "y"}
    assert set(m.parties) - set(ends_of_work(m, index)) == {"x", "y"}
    assert len(parties_on(ways_to_customers(m, index, "p0")["p5000"])) == 5_001


def cases() -> ServiceMap:
    """The authority gets cases, which need findings alone; doctors get reports, which need all."""
    return make_map(
        [
            service("feed/orders"),
            service("microbiology/findings"),
            service("pathology/cases", needs=["microbiology/findings"]),
            service("pathology/reports"),
        ],
        [
            reliance("feed/orders", "pathology", standing=True),
            reliance("microbiology/findings", "pathology"),
            reliance("pathology/cases", "authority"),
            reliance("pathology/reports", "doctors"),
        ],
        outside=("authority", "doctors"),
    )


def test_work_reaches_nobody_by_a_service_that_does_not_need_it() -> None:
    m = cases()
    index = compile_index(m)
    assert list(ways_to_customers(m, index, "feed")) == ["doctors"]
    assert list(ways_to_customers(m, index, "microbiology")) == ["authority", "doctors"]
    assert everyone_reached(index, "feed") == ("pathology", "authority", "doctors")
    unneeded = {**m.services} | {
        "pathology/reports": m.services["pathology/reports"]._replace(needs=())
    }
    alone = m._replace(services=unneeded)
    assert ways_to_customers(alone, compile_index(alone), "feed") == {}
    assert reaching_customers(alone, compile_index(alone)) == {
        "microbiology",
        "pathology",
        "authority",
        "doctors",
    }


def test_a_way_takes_the_longer_chain_where_the_shorter_is_not_needed() -> None:
    """Desk serves shop and packing; toys need only parcels, and these need labels of packing."""
    m = make_map(
        [
            service("desk/order"),
            service("packing/labels"),
            service("packing/parcels", needs=["packing/labels"]),
            service("shop/toys", needs=["packing/parcels"]),
        ],
        [
            reliance("desk/order", "shop"),
            reliance("desk/order", "packing"),
            reliance("packing/parcels", "shop"),
            reliance("shop/toys", "shoppers"),
        ],
    )
    (way,) = ways_to_customers(m, compile_index(m), "desk").values()
    assert [one.id for one in way] == [
        "desk/order > packing",
        "packing/parcels > shop",
        "shop/toys > shoppers",
    ]
