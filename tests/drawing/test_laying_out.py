"""The steps of laying out, each on something small enough to see the answer."""

from typing import NoReturn

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servicemap.drawing.composing.shapes import bend
from servicemap.drawing.layout.columns import arrange, flow_order
from servicemap.drawing.layout.isotonic import settle
from servicemap.drawing.layout.lanes import LabelRun, assign
from servicemap.drawing.layout.ordering import order
from servicemap.drawing.layout.tracks import Track, ways
from servicemap.drawing.layout.wiring import BoxSide, wire
from servicemap.errors import LayoutFailed
from servicemap.views.kinds.whole import whole_map
from servicemap.views.view import View
from servicemap.wording.phrases import Words
from tests.drawing.sketches import MUTUAL, ROUND_AND_ROUND, SMALLEST, read

ENGLISH = Words(read(SMALLEST))


def view(text: str) -> View:
    return whole_map(read(text))


def test_work_flows_along_a_chain_whatever_the_order_of_writing() -> None:
    assert flow_order(["c", "a", "b"], {("a", "b"): 1, ("b", "c"): 1}) == ["a", "b", "c"]


def test_a_circle_is_cut_at_its_weakest_link() -> None:
    circle = {("a", "b"): 3.0, ("b", "c"): 3.0, ("c", "a"): 1.0}
    assert flow_order(["a", "b", "c"], circle) == ["a", "b", "c"]


def test_the_smallest_map_stands_in_three_columns() -> None:
    _, arrangement = arrange(view(SMALLEST))
    assert arrangement.columns == (("purchasing",), ("stores",), ("shoppers",))


def test_teams_of_one_department_stand_together_whatever_links_them() -> None:
    _, arrangement = arrange(view(ROUND_AND_ROUND))
    assert set(arrangement.teams["department/works"]) == {"press", "bindery", "loading"}
    assert arrangement.column_of["mill"] == 0
    assert arrangement.column_of["readers"] == arrangement.column_of["schools"]
    assert arrangement.column_of["dealer"] == arrangement.column_of["readers"] - 1


def test_each_direction_has_its_sides() -> None:
    seen, arrangement = arrange(view(MUTUAL))
    wiring = wire(seen, arrangement, ENGLISH)
    sides = {
        link: (wiring.labels[label].side, wiring.arrives[link])
        for link, label in wiring.label_of.items()
    }
    assert sides == {
        "bar/drinks > guests": (BoxSide.RIGHT, BoxSide.LEFT),
        "bar/wine > kitchen": (BoxSide.LEFT, BoxSide.RIGHT),
        "kitchen/ice > bar": (BoxSide.RIGHT, BoxSide.LEFT),
        "guests/company > guests": (BoxSide.LEFT, BoxSide.LEFT),
    }


def test_a_link_past_a_column_crosses_it_on_a_track() -> None:
    seen, arrangement = arrange(
        view("teams:\n  A: {serves: {B: x, C: y}}\n  B: {serves: {C: z}}\nend_users: [C]")
    )
    way = ways(wire(seen, arrangement, ENGLISH), arrangement)["a/y > c"]
    assert way.channels == (1, 2)
    assert way.tracks == (Track("a/y right", 1),)


def test_without_graphviz_the_order_still_uncrosses_what_it_can() -> None:
    text = "suppliers:\n  A: {serves: {Y: 1}}\n  B: {serves: {X: 2}}\nteams: [X, Y]"
    seen, arrangement = arrange(view(text))

    def broken(dot: str) -> NoReturn:
        raise LayoutFailed("gone")

    found = order(seen, arrangement, ways(wire(seen, arrangement, ENGLISH), arrangement), broken)
    assert found.failed == "gone"
    left, right = found.columns
    assert [right.index(node) for node in ("y", "x")] == [left.index(node) for node in ("a", "b")]


@pytest.mark.parametrize(
    ("wanted", "steps", "answer"),
    [
        ([10, 50], [0, 5], [10, 50]),
        ([10, 10], [0, 6], [7, 13]),
        ([-20, 120], [0, 5], [0, 100]),
        ([0, 0, 0], [0, 80, 80], [0, 50, 100]),
    ],
    ids=["as they like", "half each", "within bounds", "squeezed alike"],
)
def test_settling(wanted: list[float], steps: list[float], answer: list[float]) -> None:
    assert settle(wanted, [1.0] * len(wanted), steps, 0, 100) == pytest.approx(answer)


@given(
    st.lists(
        st.tuples(st.floats(-50, 150), st.floats(0.1, 9), st.floats(0, 20)), min_size=1, max_size=9
    )
)
def test_settled_things_keep_their_order_their_distance_and_the_bounds(
    things: list[tuple[float, float, float]],
) -> None:
    wanted, weights, steps = (list(column) for column in zip(*things, strict=True))
    placed = settle(wanted, weights, steps, 0, 200)
    assert all(-1e-6 <= y <= 200 + 1e-6 for y in placed)
    for i in range(1, len(placed)):
        assert placed[i] - placed[i - 1] >= steps[i] - 1e-6


def test_lanes_are_ordered_so_that_nothing_crosses() -> None:
    falling = [
        LabelRun("a", (10,), (40,)),
        LabelRun("b", (30,), (60,)),
        LabelRun("c", (50,), (80,)),
    ]
    lanes = assign(falling, near=2).lane
    assert lanes["c"] < lanes["b"] < lanes["a"]


def test_links_one_above_the_other_share_a_lane() -> None:
    lanes = assign([LabelRun("a", (10,), (20,)), LabelRun("b", (50,), (60,))], near=2)
    assert lanes.width == 1


def test_a_link_that_arrives_where_another_leaves_stays_out_of_its_way() -> None:
    # Right of its lane, "high" runs at 50; left of its lane, so does "low".
    lanes = assign([LabelRun("high", (10,), (50,)), LabelRun("low", (50.5,), (90,))], near=2).lane
    assert lanes["low"] < lanes["high"]


def test_a_straight_link_needs_no_lane() -> None:
    assert assign([LabelRun("a", (10,), (10,))], near=2).width == 0


def test_a_bend_rounds_its_corners_and_keeps_its_ends() -> None:
    steps = bend([(0, 0), (20, 0), (20, 30), (40, 30)], turn=5)
    assert [type(step).__name__ for step in steps] == [
        "MoveTo",
        *("LineTo", "CurveTo"),
        *("LineTo", "CurveTo"),
        "LineTo",
    ]
    ends = [(0, 0), (15, 0), (20, 5), (20, 25), (25, 30), (40, 30)]
    assert [step.to for step in steps] == ends


def test_a_small_step_becomes_a_gentle_s() -> None:
    steps = bend([(0, 0), (20, 0), (20, 4), (40, 4)], turn=7)
    assert [step.to for step in steps] == [(0, 0), (11, 0), (20, 2), (20, 2), (29, 4), (40, 4)]


def test_a_corner_with_little_room_to_its_side_stays_round() -> None:
    steps = bend([(0, 0), (2, 0), (2, 30)], turn=7)
    assert [step.to for step in steps] == [(0, 0), (0, 0), (2, 3), (2, 30)]


def test_lanes_keep_clear_of_each_others_casing() -> None:
    broad = LabelRun("broad", (10,), (50,), casing=2.5, line=0.4)
    plain = LabelRun("plain", (20,), (60,), casing=1.2, line=0.4)
    other = LabelRun("other", (30,), (70,), casing=1.2, line=0.4)
    lanes = assign([broad, plain, other], near=2)
    assert [lanes.lane[name] for name in ("other", "plain", "broad")] == [0, 1, 2]
    assert lanes.steps == (1.2, 1.6, 2.9)
    at = lanes.places(0, lanes.room, 3)
    assert at["plain"] - at["other"] >= 1.6
    assert at["broad"] - at["plain"] >= 2.9
