"""Reach on the plain index against NetworkX on services and parties, for maps of every shape."""

from itertools import pairwise

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

import servicemap as sm
from servicemap.graph import to_networkx
from servicemap.index import compile_index
from servicemap.model import ServiceMap
from servicemap.reach import (
    ends_of_work,
    everyone_reached,
    needed_for,
    reaching_customers,
    waited_for_by,
    ways_to_customers,
)
from tests.maps_by_hand import make_map, reliance, service

PARTIES = ("a", "b", "c", "d", "e", "f", "g")


@st.composite
def maps(draw: st.DrawFn) -> ServiceMap:
    """Any links between seven parties, loops and self-reliance included, some of them outside.

    Each makes up to two services, which need everything, or some of what is there.
    """
    pairs = st.tuples(st.sampled_from(PARTIES), st.sampled_from("xy"), st.sampled_from(PARTIES))
    links = draw(st.lists(pairs, unique=True, max_size=14))
    outside = draw(st.lists(st.sampled_from(PARTIES), unique=True, max_size=3))
    made = dict.fromkeys(f"{provider}/{which}" for provider, which, _ in links)
    needs = st.none() | st.lists(st.sampled_from(list(made) or ["-"]), unique=True, max_size=2)
    services = []
    for id_ in made:
        wanted = draw(needs)
        party = id_.partition("/")[0]
        at_hand = {f"{p}/{which}" for p, which, customer in links if party in {p, customer}}
        known = None if wanted is None else [one for one in wanted if one in at_hand - {id_}]
        services.append(service(id_, "1d", known))
    return make_map(
        services,
        [
            reliance(f"{provider}/{which}", customer, standing=draw(st.booleans()))
            for provider, which, customer in links
        ],
        outside=outside,
    )


def needing(m: ServiceMap) -> "nx.DiGraph[str]":
    """What each service waits for, by the words of the map format alone.

    Nodes are services, and customers as `to X`. A step to another party has length 1, one between
    two services of a party 0.
    """
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(m.services)
    for then in m.services.values():
        got = {one.service for one in m.reliances if one.customer == then.provider}
        for needed in got if then.needs is None else then.needs:
            own = m.services[needed].provider == then.provider
            graph.add_edge(needed, then.id, length=0 if own else 1)
    for one in m.reliances:
        if m.parties[one.customer].is_outside_customer:
            graph.add_edge(one.service, f"to {one.customer}", length=1)
    return graph


@given(maps())
def test_who_reaches_a_customer_is_who_makes_what_one_needs(m: ServiceMap) -> None:
    graph = needing(m)
    expected = {party.id for party in m.parties.values() if party.is_outside_customer}
    for customer in tuple(expected):
        if f"to {customer}" in graph:
            before = nx.ancestors(graph, f"to {customer}")
            expected |= {service.partition("/")[0] for service in before}
    assert reaching_customers(m, compile_index(m)) == expected


@given(maps(), st.sampled_from(PARTIES))
def test_ways_are_shortest_and_made_of_deliveries_that_are_needed(
    m: ServiceMap, party: str
) -> None:
    if party not in m.parties:
        return
    graph, index = needing(m), compile_index(m)
    linked = set(nx.descendants(to_networkx(m), party))
    assert set(everyone_reached(index, party)) == linked - {party}
    own = set(index.making[party])
    lengths = nx.multi_source_dijkstra_path_length(graph, own, weight="length") if own else {}
    outside = {p for p in m.parties if p != party and f"to {p}" in lengths}
    ways = ways_to_customers(m, index, party)
    assert set(ways) == outside <= linked
    for customer, way in ways.items():
        assert (way[0].provider, way[-1].customer) == (party, customer)
        assert len(way) == lengths[f"to {customer}"]
        assert all(one in m.reliances for one in way)
        for one, then in pairwise(way):
            assert one.customer == then.provider
            at_home = graph.subgraph(index.making[then.provider])
            for needing_it in graph[one.service]:
                if needing_it in at_home and nx.has_path(at_home, needing_it, then.service):
                    break
            else:
                raise AssertionError(f"{then.service} does not need {one.service}")
    assert [len(way) for way in ways.values()] == sorted(map(len, ways.values()))


@given(maps(), st.sampled_from(PARTIES))
def test_a_card_a_poster_and_a_trace_agree_on_whom_work_reaches(m: ServiceMap, party: str) -> None:
    if party not in m.parties:
        return
    card = sm.show(m, party)
    with_a_promise = {one.customer for one in card.tolerances}
    outside = {id_ for id_ in with_a_promise if m.parties[id_].is_outside_customer}
    assert set(card.ways) == outside - {party}
    hit = {one.customer for one in sm.trace(m, late={party: "90d"}).felt}
    assert {id_ for id_ in hit if m.parties[id_].is_outside_customer} - {party} <= set(card.ways)
    assert (party in reaching_customers(m, compile_index(m))) == (
        bool(card.ways) or m.parties[party].is_outside_customer or outside == {party}
    )


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


@given(maps(), st.data())
def test_who_waits_for_a_service_is_found_in_one_walk_as_in_one_for_each(
    m: ServiceMap, data: st.DataObject
) -> None:
    index = compile_index(m)
    goals = data.draw(st.lists(st.sampled_from([*m.services] or ["-"]), unique=True))
    goals = [one for one in goals if one in m.services]
    bits = {one: 1 << number for number, one in enumerate(goals)}
    found = waited_for_by(index, bits)
    needed = {one: needed_for(index, [one]) for one in goals}
    assert found == {
        service: sum(bits[one] for one in goals if service in needed[one])
        for service in m.services
        if any(service in those for those in needed.values())
    }
