"""Who has no substitute, and what stands apart, against NetworkX, for maps of every shape."""

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from servicemap.checking import check
from servicemap.index import compile_index
from servicemap.model import Group, ServiceMap
from servicemap.reach import dominators, parts
from tests.maps_by_hand import make_map, reliance, service

PARTIES = tuple("abcdefgh")
ROOT = "where all chains begin"


@st.composite
def maps(draw: st.DrawFn) -> ServiceMap:
    """Links between eight parties, circles and self-reliance included; some stand by."""
    pairs = st.tuples(st.sampled_from(PARTIES), st.sampled_from(PARTIES))
    links = draw(st.lists(pairs, unique=True, max_size=14))
    standing = draw(st.sets(st.sampled_from(links), max_size=3)) if links else set()
    outside = draw(st.lists(st.sampled_from(PARTIES), unique=True, min_size=1, max_size=3))
    return make_map(
        [service(f"{provider}/work") for provider in dict.fromkeys(p for p, _ in links)],
        [reliance(f"{p}/work", c, standing=(p, c) in standing) for p, c in links],
        outside=outside,
    )


@given(st.lists(st.lists(st.integers(0, 7), max_size=4), min_size=8, max_size=8), st.data())
def test_dominators_are_those_of_networkx(after: list[list[int]], data: st.DataObject) -> None:
    starts = data.draw(st.lists(st.integers(0, 7), unique=True, max_size=3))
    graph: nx.DiGraph[int] = nx.DiGraph()
    graph.add_nodes_from([-1, *range(8)])
    graph.add_edges_from((-1, start) for start in starts)
    graph.add_edges_from((u, v) for u, nodes in enumerate(after) for v in nodes)
    last = nx.immediate_dominators(graph, -1)
    expected = [last.get(node, node) for node in range(8)]
    assert dominators(after, starts) == expected


def expected_without_substitute(m: ServiceMap) -> set[str]:
    """By the definition: chains begin where nobody is before, or in a circle nobody is before."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(m.parties)
    graph.add_edges_from(
        (one.provider, one.customer)
        for one in m.reliances
        if not one.standing and one.provider != one.customer
    )
    parts_in_circles = nx.condensation(graph)
    starts = {
        party
        for node, members in parts_in_circles.nodes(data="members")
        if not parts_in_circles.in_degree(node)
        for party in members
    }
    rooted = graph.copy()
    rooted.add_edges_from((ROOT, party) for party in starts)
    last = nx.immediate_dominators(rooted, ROOT)
    found = set()
    for party in m.parties.values():
        before = nx.ancestors(graph, party.id) | {party.id}
        if party.is_outside_customer and any(graph.in_degree(one) > 1 for one in before):
            there = last[party.id]
            while there != ROOT:
                found.add(there)
                there = last[there]
    return {party for party in found if m.parties[party].group is Group.TEAMS}


@given(maps())
def test_who_has_no_substitute_dominates_a_customer(m: ServiceMap) -> None:
    found = {finding.subject for finding in check(m) if finding.code == "SM107"}
    assert found == expected_without_substitute(m)


@given(maps())
def test_parts_are_the_weakly_connected_ones(m: ServiceMap) -> None:
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(m.parties)
    graph.add_edges_from((one.provider, one.customer) for one in m.reliances)
    found = parts(compile_index(m))
    assert [len(part) for part in found] == sorted((len(part) for part in found), reverse=True)
    components = [set(part) for part in nx.weakly_connected_components(graph)]
    assert sorted(map(sorted, found)) == sorted(map(sorted, components))
    served = {
        one.customer
        for one in m.reliances
        if one.provider != one.customer and m.parties[one.customer].is_outside_customer
    }
    whole = [part for part in found if served & set(part)]
    islands = {finding.subject for finding in check(m) if finding.code == "SM108"}
    assert islands == {part[0] for part in whole[1:]}
