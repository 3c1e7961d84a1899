"""A poster that keeps the order of an earlier one: who stood on it stands there again."""

from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

import servicemap as sm
from benchmarks.stability import GOAL, BareMap, bare, edits, shift
from servicemap.drawing.scene import BoxOrder
from servicemap.drawing.writing.box_order import VERSION, order_as_text, order_in
from tests.drawing.sketches import read
from tests.examples import examples

TOYS = Path(__file__).parents[2] / "maps/harbour-toys"

OFFICE = """\
map: {title: Office}
suppliers:
  Mill: {serves: {Print: Paper}}
teams:
  Intake: {department: Desk, serves: {Print: Orders, Bills: Orders}}
  Print: {department: Works, serves: {Post: Parcels}}
  Bills: {department: Works, serves: {Shops: Bills}}
distributors:
  Post: {serves: {Shops: Parcels, Schools: Parcels}}
end_users: {Shops: {}, Schools: {}}
"""


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The poster of that office."""
    path = tmp_path_factory.mktemp("old") / "office.svg"
    sm.poster(read(OFFICE)).save(path)
    return path


@pytest.fixture(scope="module")
def toys(tmp_path_factory: pytest.TempPathFactory) -> tuple[BareMap, sm.Poster, Path]:
    """A map with nothing but links, its poster, and the file of that."""
    first = bare(sm.load(TOYS))
    poster = sm.poster(first.loaded())
    path = tmp_path_factory.mktemp("old") / "toys.svg"
    poster.save(path)
    return first, poster, path


def order_on(path: Path) -> BoxOrder:
    """The order that a file carries."""
    found = order_in(path.read_text())
    assert found is not None
    return found


def kept(before: BoxOrder, after: BoxOrder) -> bool:
    """Whether all that is on both stands in the same columns, in the same order."""
    now = {box for column in after.columns for box in column}
    then = {box for column in before.columns for box in column}
    both = [
        [tuple(box for box in column if box in now & then) for column in order.columns]
        for order in (before, after)
    ]
    return [column for column in both[0] if column] == [column for column in both[1] if column]


def test_an_svg_says_its_order_by_ids(office: Path) -> None:
    order = order_on(office)
    assert order.columns[0] == ("mill",)
    assert order.columns[-2:] == (("post",), order.columns[-1])
    assert sorted(order.columns[-1]) == ["schools", "shops"]
    assert sorted(order.stacks) == [
        *("department/desk", "department/works", "mill", "post", "schools", "shops"),
    ]
    assert {"intake/orders", "mill/paper"} <= set(order.rows)
    assert order == sm.poster(read(OFFICE)).scene.order


def test_what_was_on_it_keeps_its_place_beside_what_is_new(office: Path) -> None:
    before = order_on(office)
    more = OFFICE.replace(
        "teams:\n", "teams:\n  Lab: {department: Works, serves: {Bills: Tests}}\n"
    )
    after = sm.poster(read(more), keep_order=office).scene.order
    assert kept(before, after)
    assert sum(map(len, after.columns)) == sum(map(len, before.columns)) + 1


def test_an_order_turned_round_by_hand_is_kept(office: Path, tmp_path: Path) -> None:
    """Nobody would find it by searching: so it is kept, and not found again."""
    before = order_on(office)
    turned = before._replace(
        columns=tuple(column[::-1] for column in before.columns), stacks=before.stacks[::-1]
    )
    path = tmp_path / "turned.svg"
    path.write_text(f"<svg><metadata>{order_as_text(turned)}</metadata></svg>")
    after = sm.poster(read(OFFICE), keep_order=path).scene.order
    assert after.columns == turned.columns
    assert after.stacks == turned.stacks


def test_a_box_that_became_another_kind_of_party_stands_where_those_stand(office: Path) -> None:
    sold = OFFICE.replace("  Print: {department: Works, serves: {Post: Parcels}}\n", "").replace(
        "suppliers:\n", "suppliers:\n  Print: {serves: {Post: Parcels}}\n"
    )
    after = sm.poster(read(sold), keep_order=office).scene.order
    assert sorted(after.columns[0]) == ["mill", "print"]


@examples(6)
@given(seed=st.integers(0, 10**6))
def test_one_edited_link_moves_no_box_far(toys: tuple[BareMap, sm.Poster, Path], seed: int) -> None:
    """On average over many edits it is less than GOAL, which benchmarks measure."""
    first, poster, path = toys
    edited = next(edits(first, Random(seed)))
    scene = sm.poster(edited.loaded(), keep_order=path).scene
    assert kept(poster.scene.order, scene.order)
    assert shift(poster.scene, scene) < 3 * GOAL


def test_the_same_map_with_the_order_of_a_department_keeps_those_on_both(tmp_path: Path) -> None:
    m = sm.load(TOYS)
    old = tmp_path / "office.svg"
    close_up = sm.poster(m, department="Back office")
    close_up.save(old)
    whole = sm.poster(m, keep_order=old).scene.order
    place = {box: at for column in close_up.scene.order.columns for at, box in enumerate(column)}
    assert kept(close_up.scene.order, whole)
    assert {"warehouse", "purchasing", "accounts"} <= set(place)


def test_ids_of_any_letters_come_back() -> None:
    order = BoxOrder((("a<b", "it & co"), ('"x"',)), ("倉庫",), ("a/b > c",))
    assert order_in(f"<svg><metadata>{order_as_text(order)}</metadata></svg>") == order


@pytest.mark.parametrize(
    "said",
    [
        "",
        "no order",
        "[]",
        "{}",
        '{"order": "1", "columns": [], "stacks": [], "rows": []}',
        '{"order": 1, "columns": [["a"], 3], "stacks": [], "rows": []}',
        '{"order": 1, "columns": {"a": 1}, "stacks": [], "rows": []}',
        '{"order": 1, "columns": [["a"]], "stacks": [1], "rows": []}',
        '{"order": 1, "columns": [["a"]], "stacks": []}',
        "[" * 100_000,
    ],
)
def test_a_file_of_somebody_else_is_a_wrong_call(said: str, tmp_path: Path) -> None:
    path = tmp_path / "foreign.svg"
    path.write_text(f"<svg><metadata>{said}</metadata></svg>")
    with pytest.raises(sm.WrongValue) as raised:
        sm.poster(read(OFFICE), keep_order=path)
    assert str(raised.value) == (
        f"{path} is no poster that says in which order its boxes stand\n"
        "give keep_order an SVG that servicemap drew of a whole map or a department"
    )


def test_so_is_one_that_is_no_svg_or_says_no_order(tmp_path: Path) -> None:
    team, picture = tmp_path / "team.svg", tmp_path / "toys.png"
    sm.poster(sm.load(TOYS), team="Purchasing").save(team)
    picture.write_bytes(b"\x89PNG\r\n\x1a\n\xff")
    for path in (team, picture):
        with pytest.raises(sm.WrongValue, match="is no poster that says in which order"):
            sm.poster(read(OFFICE), keep_order=path)


def test_so_is_one_that_a_newer_program_drew(tmp_path: Path) -> None:
    path = tmp_path / "newer.svg"
    path.write_text(f'<svg><metadata>{{"order": {VERSION + 1}}}</metadata></svg>')
    with pytest.raises(sm.WrongValue) as raised:
        sm.poster(read(OFFICE), keep_order=path)
    assert str(raised.value) == (
        f"{path} was drawn by a newer servicemap\nupdate this one, or draw without keep_order"
    )


def test_so_is_one_of_another_map(office: Path) -> None:
    with pytest.raises(sm.WrongValue) as raised:
        sm.poster(read("teams: {Kitchen: {serves: {Guests: Meals}}}"), keep_order=office)
    assert str(raised.value) == (
        f"nobody on {office} is in this map\ngive keep_order an earlier poster of the same map"
    )


def test_one_that_is_not_there_is_named() -> None:
    with pytest.raises(sm.UnreadablePath, match=r"^gone\.svg: no such file or directory$"):
        sm.poster(read(OFFICE), keep_order="gone.svg")


def test_a_teams_poster_has_one_order(office: Path) -> None:
    with pytest.raises(sm.WrongValue, match="has one order\nleave out team or keep_order"):
        sm.poster(read(OFFICE), team="Print", keep_order=office)
