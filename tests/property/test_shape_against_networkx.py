"""Who has no substitute, and what stands apart, against NetworkX, for maps of every shape."""

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from servicemap.checking import check
from servicemap.index import compile_index
from servicemap.model import Group, Reliance, ServiceMap
from servicemap.reach import dominators, parts
from servicemap.substitutes import without_substitute
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
    """By the definition: chains begin where nobody is before, or in a circle nobody is before.

    Nobody can stand in where no way is left once the team is taken out.
    """
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(m.parties)
    graph.add_edges_from(
        (one.provider, one.customer)
        for one in m.reliances
        if not one.standing and one.provider != one.customer and not comes_back(m, one)
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
    return {
        team.id
        for party in m.parties.values()
        for team in m.parties.values()
        if party.is_outside_customer and team.group is Group.TEAMS
        if any(graph.in_degree(one) > 1 for one in nx.ancestors(graph, party.id) | {party.id})
        if not nx.has_path(without(rooted, team.id), ROOT, party.id)
    }


def without(graph: "nx.DiGraph[str]", party: str) -> "nx.DiGraph[str]":
    left = graph.copy()
    left.remove_node(party)
    return left


def comes_back(m: ServiceMap, one: Reliance) -> bool:
    """Here everybody outside is an end user."""
    provider, customer = m.parties[one.provider], m.parties[one.customer]
    return provider.is_outside_customer and not customer.is_outside_customer


@given(maps())
def test_who_has_no_substitute_dominates_a_customer(m: ServiceMap) -> None:
    found = {finding.subject for finding in check(m) if finding.code == "SM107"}
    assert found == expected_without_substitute(m)


@st.composite
def maps_that_say_needs(draw: st.DrawFn) -> ServiceMap:
    """The same with two services a party, each of which may say what of all it needs."""
    pairs = st.tuples(
        st.sampled_from(PARTIES), st.sampled_from(["work", "rest"]), st.sampled_from(PARTIES)
    )
    links = [one for one in draw(st.lists(pairs, unique=True, max_size=16)) if one[0] != one[2]]
    gets = {party: [f"{p}/{what}" for p, what, c in links if c == party] for party in PARTIES}
    services = []
    for id_ in dict.fromkeys(f"{p}/{what}" for p, what, _ in links):
        choice = st.none() | st.sets(st.sampled_from(gets[id_[0]] or [""]), max_size=2)
        needs = draw(choice)
        services.append(service(id_, needs=None if needs is None else sorted(needs - {""})))
    outside = draw(st.lists(st.sampled_from(PARTIES), unique=True, min_size=1, max_size=2))
    return make_map(services, [reliance(f"{p}/{w}", c) for p, w, c in links], outside=outside)


def comes_without(m: ServiceMap, team: str, customer: str) -> bool:
    """Whether a chain of services, each of which needs the one before, comes there without a team.

    One that begins with what needs nothing, or goes round before anything else.
    """
    index = compile_index(m)
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from([*m.services, customer])
    for id_ in m.services:
        for need in index.requiring[id_]:
            (one,) = need.any_of
            if not comes_back(m, one):
                graph.add_edge(one.service, id_)
    graph.add_edges_from((one.service, customer) for one in index.relying[customer])
    circles = nx.condensation(graph)
    starts = [
        one
        for node, members in circles.nodes(data="members")
        if not circles.in_degree(node)
        for one in members
        if one in m.services and m.services[one].provider != team
    ]
    graph.remove_nodes_from(index.making[team])
    return any(nx.has_path(graph, start, customer) for start in starts)


@given(maps_that_say_needs())
def test_nothing_that_is_needed_comes_to_a_customer_without_the_team(m: ServiceMap) -> None:
    for team, customers in without_substitute(m, compile_index(m)).items():
        for customer in customers:
            assert not comes_without(m, team, customer)


@given(maps(), st.data())
def test_what_customers_give_back_begins_no_chain(m: ServiceMap, data: st.DataObject) -> None:
    outside = [party.id for party in m.parties.values() if party.is_outside_customer]
    inside = [party.id for party in m.parties.values() if not party.is_outside_customer]
    feedback = [
        (customer, team)
        for customer in outside
        for team in data.draw(
            st.lists(st.sampled_from(inside), unique=True) if inside else st.just([])
        )
    ]
    services = {**m.services, **{f"{one}/feedback": service(f"{one}/feedback") for one in outside}}
    with_feedback = m._replace(
        services=services,
        reliances=(*m.reliances, *(reliance(f"{one}/feedback", to) for one, to in feedback)),
    )
    found = [{f.subject for f in check(one) if f.code == "SM107"} for one in (m, with_feedback)]
    assert found[0] == found[1]


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
    whole = sorted((len(part), min(part), part) for part in found if served & set(part))
    islands = {finding.subject for finding in check(m) if finding.code == "SM108"}
    largest = max((size for size, *_ in whole), default=0)
    rest = list(whole)
    if whole:
        rest.remove(next(one for one in whole if one[0] == largest))
    assert islands == {
        min(part, key=lambda one: (m.parties[one].group is not Group.TEAMS, one))
        for *_, part in rest
    }
