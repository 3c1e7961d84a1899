"""The latest plan of circles that only open needs close, against all simple paths of NetworkX."""

from unittest.mock import patch

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from servicemap.model import ServiceMap
from servicemap.timing.network.compiled import Network
from servicemap.timing.passes import unrolling
from servicemap.timing.passes.planning import make_plan
from tests.maps_by_hand import make_map, reliance, service

TEAMS = tuple("abcdef")


@st.composite
def two_way_maps(draw: st.DrawFn) -> ServiceMap:
    """Teams that serve each other, each with a service for the guests too: all needs are open."""
    pairs = [(u, v) for u in TEAMS for v in TEAMS if u != v]
    links = draw(st.lists(st.sampled_from(pairs), unique=True, min_size=2, max_size=12))
    served = [*links, *((team, "guests") for team in dict.fromkeys(u for u, _ in links))]
    return make_map(
        [service(f"{u}/for-{v}", f"{draw(st.integers(1, 5))}d") for u, v in served],
        [reliance(f"{u}/for-{v}", v) for u, v in served],
        outside=["guests"],
    )


def latest_by_definition(m: ServiceMap) -> dict[str, int]:
    """Service -> working minutes until it is done, behind the longest chain without a repetition.

    Only a team that does several things leaves open which of them waits; all others are in no
    circle of these, as whoever is in one has a service for the guests beside it.
    """
    waits: nx.DiGraph[str] = nx.DiGraph()
    waits.add_nodes_from(m.services)
    for one in m.reliances:
        own = [own.id for own in m.services.values() if own.provider == one.customer]
        waits.add_edges_from((one.service, id_) for id_ in own if id_ != one.service)
    takes = {
        one.id: m.calendar_of(one.provider).minutes(one.takes.likely)
        for one in m.services.values()
        if one.takes is not None
    }

    def longest(to: str) -> int:
        begun = (
            max((sum(map(takes.__getitem__, path)) for path in paths), default=0)
            for paths in (nx.all_simple_paths(waits, start, to) for start in waits if start != to)
        )
        return max(takes[to], *begun)

    return {id_: longest(id_) for id_ in m.services}


@given(two_way_maps())
def test_nothing_is_planned_later_than_the_longest_chain_and_something_as_late(
    m: ServiceMap,
) -> None:
    network = Network(m)
    plan = make_plan(network)
    assert dict(zip(network.services, plan.finishes, strict=True)) == latest_by_definition(m)


@pytest.mark.parametrize("chains", [1, 10])
@given(m=two_way_maps())
def test_where_chains_are_too_many_nothing_is_planned_too_early(chains: int, m: ServiceMap) -> None:
    with patch.object(unrolling, "CHAINS_AT_MOST", chains):
        network = Network(m)
        plan = make_plan(network)
    latest = latest_by_definition(m)
    for id_, done in zip(network.services, plan.finishes, strict=True):
        assert done >= latest[id_]
