"""Walks come by each vertex once, in an order that is a promise."""

from itertools import islice

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from servicemap.walks import deepest_first, finished, nearest_first, reached, rounds, way_back

AFTER = {"a": "bc", "b": "cd", "c": "de", "d": "a", "e": "", "f": "a"}

graphs = st.dictionaries(
    st.integers(0, 9), st.lists(st.integers(0, 9), max_size=5, unique=True), max_size=10
).map(lambda after: {node: after.get(node, []) for node in range(10)})


def test_the_nearest_come_first_in_the_order_of_the_starts_and_of_what_comes_after() -> None:
    assert list(reached("ba", AFTER.__getitem__)) == ["b", "a", "c", "d", "e"]
    assert list(nearest_first("ba", AFTER.__getitem__)) == [
        ("b", None),
        ("a", None),
        ("c", "b"),
        ("d", "b"),
        ("e", "c"),
    ]


def test_starts_that_are_given_twice_count_once() -> None:
    assert list(reached("aa", dict.fromkeys("a", "").__getitem__)) == ["a"]
    assert list(nearest_first("aa", dict.fromkeys("a", "").__getitem__)) == [("a", None)]
    assert list(deepest_first("aa", dict.fromkeys("a", "").__getitem__)) == ["a"]
    assert len(list(reached("aa", lambda _: ""))) == 1


def test_the_way_back_ends_at_a_start() -> None:
    assert way_back(dict(nearest_first("a", AFTER.__getitem__)), "e") == ["e", "c", "a"]


def test_nobody_walks_further_than_is_asked() -> None:
    endless = nearest_first([0], lambda node: [node + 1])
    assert [node for node, _ in islice(endless, 4)] == [0, 1, 2, 3]
    assert list(islice(deepest_first([0], lambda node: [node + 1]), 4)) == [0, 1, 2, 3]


def test_what_stands_beside_a_node_is_in_its_round() -> None:
    """Of a pair of vertices the second is beside the first; the way tells the steps that count."""
    levels = [
        [(step.vertex, step.way()) for step in level]
        for level in rounds(
            ["a"],
            lambda node: [(there, f"{node}{there}") for there in AFTER[node]],
            lambda node: ["f"] if node == "c" else [],
        )
    ]
    assert levels == [
        [("a", [])],
        [("b", ["ab"]), ("c", ["ac"]), ("f", ["ac"])],
        [("d", ["ab", "bd"]), ("e", ["ac", "ce"])],
    ]


def test_of_several_the_last_goes_deepest_first() -> None:
    assert list(deepest_first("a", AFTER.__getitem__)) == ["a", "c", "e", "d", "b"]


@given(graphs, st.integers(0, 9))
def test_walks_reach_what_networkx_reaches(after: dict[int, list[int]], start: int) -> None:
    graph: nx.DiGraph[int] = nx.DiGraph([(u, v) for u in after for v in after[u]])
    graph.add_nodes_from(after)
    expected = {start, *nx.descendants(graph, start)}
    distance = nx.single_source_shortest_path_length(graph, start)
    assert list(reached([start], after.__getitem__)) == [
        start,
        *(v for _, v in nx.bfs_edges(graph, start, sort_neighbors=lambda vs: vs)),
    ]
    assert set(deepest_first([start], after.__getitem__)) == expected
    assert finished([start], after.__getitem__) == list(nx.dfs_postorder_nodes(graph, start))
    before = dict(nearest_first([start], after.__getitem__))
    assert {node: len(way_back(before, node)) - 1 for node in before} == distance
    levels = rounds([start], lambda node: [(there, node) for there in after[node]])
    assert {step.vertex: far for far, level in enumerate(levels) for step in level} == distance


def test_a_chain_of_ten_thousand_is_no_deeper_than_any() -> None:
    long = 10_000

    def after(node: int) -> list[int]:
        return [node + 1] if node < long else []

    assert len(reached([0], after)) == long + 1
    assert len(list(deepest_first([0], after))) == long + 1
    assert finished([0], after)[0] == long
    *_, last = rounds([0], lambda node: [(there, there) for there in after(node)])
    assert len(last[0].way()) == long
