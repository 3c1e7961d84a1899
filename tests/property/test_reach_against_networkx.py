"""Reach on the plain index against NetworkX on the graph, for maps of every shape."""

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from servicemap.graph import to_networkx
from servicemap.index import compile_index
from servicemap.model import ServiceMap
from servicemap.reach import (
    chains_to_customers,
    ends_of_work,
    everyone_reached,
    reaching_customers,
)
from tests.maps_by_hand import make_map, reliance, service

PARTIES = ("a", "b", "c", "d", "e", "f", "g")


@st.composite
def maps(draw: st.DrawFn) -> ServiceMap:
    """Any links between seven parties, loops and self-reliance included, some of them outside."""
    pairs = st.tuples(st.sampled_from(PARTIES), st.sampled_from(PARTIES))
    links = draw(st.lists(pairs, unique=True, max_size=14))
    outside = draw(st.lists(st.sampled_from(PARTIES), unique=True, max_size=3))
    return make_map(
        [service(f"{provider}/work") for provider in dict.fromkeys(p for p, _ in links)],
        [reliance(f"{provider}/work", customer) for provider, customer in links],
        outside=outside,
    )


@given(maps())
def test_who_reaches_a_customer_is_who_is_an_ancestor_of_one(m: ServiceMap) -> None:
    graph = to_networkx(m)
    expected = {party for party, about in graph.nodes(data=True) if about["outside_customer"]}
    for customer in tuple(expected):
        expected |= nx.ancestors(graph, customer)
    assert reaching_customers(m, compile_index(m)) == expected


@given(maps(), st.sampled_from(PARTIES))
def test_chains_are_shortest_and_made_of_deliveries(m: ServiceMap, party: str) -> None:
    if party not in m.parties:
        return
    graph, index = to_networkx(m), compile_index(m)
    lengths = nx.single_source_shortest_path_length(graph, party)
    assert set(everyone_reached(index, party)) == set(lengths) - {party}
    chains = chains_to_customers(m, index, party)
    outside = {p for p in lengths if p != party and m.parties[p].is_outside_customer}
    assert set(chains) == outside
    for customer, chain in chains.items():
        assert (chain[0], chain[-1]) == (party, customer)
        assert len(chain) - 1 == lengths[customer]
        assert nx.is_path(graph, chain)
    assert [len(chain) for chain in chains.values()] == sorted(map(len, chains.values()))


@given(maps())
def test_work_ends_at_the_nearest_party_that_serves_nobody_else(m: ServiceMap) -> None:
    graph = to_networkx(m)
    last = {p for p in graph if not set(graph.successors(p)) - {p}}
    ends = ends_of_work(m, compile_index(m))
    for party in graph:
        lengths = nx.single_source_shortest_path_length(graph, party)
        near = min((lengths[p] for p in last if p in lengths), default=None)
        if near is None:
            assert party not in ends
        else:
            assert ends[party] in last
            assert lengths[ends[party]] == near
