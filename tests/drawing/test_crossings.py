"""The fewest crossings of boxes in columns: counted, and proven where OR-Tools is at hand."""

from itertools import permutations, product
from random import Random

import pytest

from benchmarks.crossings import (
    Columns,
    Edge,
    columns_of,
    crossings_of,
    fewest,
    layers_of,
    random_map,
)
from servicemap.posters.poster import draw
from tests.drawing.sketches import SMALLEST, read

LEFT, RIGHT = ("a", "b"), ("c", "d")
BOTH: list[Edge] = [("a", "d"), ("b", "c")]


def test_two_lines_that_run_to_each_other_s_height_cross() -> None:
    layers = layers_of([LEFT, RIGHT], BOTH)
    assert crossings_of(layers.columns, layers.gutters) == 1
    assert crossings_of([LEFT, RIGHT[::-1]], layers.gutters) == 0


def test_a_link_that_passes_columns_has_a_place_in_each() -> None:
    layers = layers_of([["a"], ["b"], ["c"], ["d"]], [("d", "a"), ("b", "c")])
    assert [len(column) for column in layers.columns] == [1, 2, 2, 1]
    assert [len(edges) for edges in layers.gutters] == [1, 2, 1]


def test_links_within_a_column_cross_nothing() -> None:
    assert layers_of([LEFT, RIGHT], [("a", "b")]).gutters == ((),)


def test_columns_are_those_of_the_poster() -> None:
    m = read(SMALLEST)
    assert columns_of(draw(m)) == [["purchasing"], ["stores"], ["shoppers"]]
    assert columns_of(draw(m, orientation="portrait")) == columns_of(draw(m))


def test_random_maps_have_forty_boxes_and_are_the_same_each_time() -> None:
    for seed in range(3):
        assert len(random_map(seed).parties) == 40
        assert random_map(seed) == random_map(seed)


def tried(columns: Columns, edges: list[Edge]) -> int:
    """The fewest crossings of all orders."""
    layers = layers_of(columns, edges)
    orders = product(*(permutations(column) for column in layers.columns))
    return min(crossings_of(order, layers.gutters) for order in orders)


def test_no_order_has_fewer_than_the_solver_proves() -> None:
    pytest.importorskip("ortools", reason="comes with the extra [bench]")
    chance = Random(5)
    for _ in range(20):
        columns = [[f"{column}{row}" for row in range(chance.randrange(1, 4))] for column in "abc"]
        first, middle, last = columns
        edges = [
            (one, other) for one in middle for other in (*first, *last) if chance.random() < 0.6
        ]
        edges += [(first[0], last[-1]), (last[0], first[-1])]
        found = fewest(columns, edges)
        assert found.crossings == found.at_least == tried(columns, edges)
        assert [sorted(column) for column in found.order] == columns


def test_an_order_that_is_kept_has_at_least_as_many() -> None:
    pytest.importorskip("ortools", reason="comes with the extra [bench]")
    assert fewest([LEFT, RIGHT], BOTH).crossings == 0
    kept = fewest([LEFT, RIGHT], BOTH, in_order=True)
    assert (kept.crossings, kept.order) == (1, (LEFT, RIGHT))
