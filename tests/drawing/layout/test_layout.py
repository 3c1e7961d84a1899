"""How cards find their columns, orders and heights, and lines their lanes."""

from random import Random

import networkx as nx
import pytest

from servicemap.drawing.layout.gutters import wires_of
from servicemap.drawing.layout.lanes import CROSSING, Lanes, spine_of
from servicemap.drawing.layout.nets import NetKind, nets_of, rows_of, stars_of
from servicemap.drawing.layout.orders import demanded, ends_of
from servicemap.drawing.layout.simplex import Heights, possible
from servicemap.drawing.layout.sizes import Spacing
from servicemap.posters.poster import draw
from servicemap.views.kinds.whole import whole_map
from servicemap.wording.phrases import Words
from tests.drawing.sketches import read

Lines = list[tuple[int, int, int]]

ENDLESS = 10**6
"""More than any flow needs."""


def least(nodes: int, lines: Lines, distances: Lines) -> int | None:
    """What the best heights cost, by the flow that networkx finds; None where there are none."""
    graph: nx.MultiDiGraph[int] = nx.MultiDiGraph()
    graph.add_nodes_from(range(nodes), demand=0)
    for one, other, weight in lines:
        graph.add_edge(one, other, weight=0, capacity=weight)
        graph.add_edge(other, one, weight=0, capacity=weight)
    for before, after, length in distances:
        graph.add_edge(before, after, weight=-length, capacity=ENDLESS)
    cost = -int(nx.network_simplex(graph)[0])
    return cost if cost < ENDLESS else None


def wanted(random: Random, order: list[int]) -> list[tuple[int, int, int]]:
    """A distance between two nodes, now and then against their order."""
    one, other = sorted(random.sample(range(len(order)), 2))
    if random.random() < 0.1:
        one, other = other, one
    return [(order[one], order[other], random.randint(1, 15))]


@pytest.mark.parametrize("seed", range(40))
def test_heights_cost_no_more_than_they_must_after_every_edit(seed: int) -> None:
    random = Random(seed)
    nodes = random.randint(4, 20)
    lines: Lines = []
    for _ in range(nodes):
        one, other = random.sample(range(nodes), 2)
        lines.append((one, other, random.randint(1, 20)))
    order = list(range(1, nodes))
    random.shuffle(order)
    heights = Heights(nodes)
    for one, other, weight in lines:
        heights.line(one, other, weight)
    bounds = [(0, node, 0) for node in order] + [(node, 0, -80) for node in order]
    for distance in bounds:
        heights.apart(*distance)
    asked = [wanted(random, order)[0] for _ in range(nodes)]
    arcs = [heights.apart(*distance) for distance in asked]
    for _ in range(5):
        found = heights.solve()
        y = heights.y
        best = least(nodes, lines, bounds + asked)
        assert found is (best is not None)
        assert found is possible(nodes, bounds + asked)
        if found:
            assert all(y[after] >= y[before] + length for before, after, length in asked)
            assert sum(weight * abs(y[one] - y[other]) for one, other, weight in lines) == best
        at = random.randrange(len(asked))
        saved = heights.saved()
        heights.drop(arcs[at])
        heights.restore(saved)
        heights.drop(arcs[at])
        asked[at] = wanted(random, order)[0]
        arcs[at] = heights.apart(*asked[at])


TRADE = """
teams:
  Kitchen: {serves: {Bar: Ice, Guests: Dinner}}
  Bar: {serves: {Kitchen: Empty glasses, Guests: Wine, Cellar: Orders}}
  Cellar: {serves: {Bar: Bottles, Guests: Cellar}}
end_users: [Guests]
"""


def test_who_serve_each_other_share_a_line_and_who_serve_the_same_a_trunk() -> None:
    m = read(TRADE)
    view = whole_map(m)
    rows = rows_of(view, Words(m))
    column = {"kitchen": 0, "bar": 1, "cellar": 2, "guests": 3}
    nets = nets_of(rows, stars_of(rows), column)
    pairs = {tuple(row.box for row in net.rows) for net in nets if net.kind is NetKind.PAIR}
    assert pairs == {("kitchen", "bar"), ("bar", "cellar")}
    (trunk,) = (net for net in nets if net.kind is NetKind.TRUNK)
    assert {row.box for row in trunk.rows} == {"kitchen", "bar", "cellar"}
    assert trunk.targets == ("guests",)


def test_a_service_called_like_its_team_has_no_row() -> None:
    m = read(TRADE)
    rows = rows_of(whole_map(m), Words(m))
    assert [row.entries for row in rows if row.id == "cellar/cellar"] == [()]
    pills = {one.id for one in draw(m).parts if one.role == "pill"}
    assert "cellar/cellar" not in pills
    assert "cellar/bottles" in pills


def test_a_net_has_one_track_in_every_column_that_it_passes() -> None:
    m = read(TRADE)
    view = whole_map(m)
    rows = rows_of(view, Words(m))
    column = {"kitchen": 0, "bar": 1, "cellar": 2, "guests": 3}
    wires = wires_of(list(view.boxes), rows, nets_of(rows, stars_of(rows), column), column, 4)
    assert [len(tracks) for tracks in wires.tracks] == [0, 1, 1, 0]


def test_what_ends_demand_is_the_better_of_two_ways() -> None:
    # Both go down, one below the other: the upper one turns first on the right.
    assert demanded([ends_of([1], [5]), ends_of([3], [8])]) == 0
    # They change places: one crossing, whoever turns first.
    assert demanded([ends_of([1], [8]), ends_of([3], [5])]) == 1
    assert demanded([ends_of([1, 4], [8]), ends_of([2], [6])]) == 1


def test_lanes_nest_so_that_nothing_crosses() -> None:
    lanes = Lanes(Spacing())
    spines = tuple(spine_of((1000 * at,), (1000 * (at + 5),)) for at in range(4))
    order = lanes.order(spines)
    assert order == [3, 2, 1, 0], "who starts lowest turns first"
    assert all(
        lanes.pair(spines[one], spines[other])[0] < CROSSING
        for at, one in enumerate(order)
        for other in order[at + 1 :]
    )
    assert lanes.assigned(spines)[1] == 4


def test_lanes_are_shared_by_nets_that_never_meet() -> None:
    spines = (spine_of((0,), (1000,)), spine_of((9000,), (8000,)))
    assert Lanes(Spacing()).assigned(spines)[1] == 1
