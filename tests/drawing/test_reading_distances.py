"""The paper is chosen by how far away its names are to be read."""

import re
from pathlib import Path

import pytest

import servicemap as sm
from servicemap.drawing.papers import Orientation, read_distance
from servicemap.drawing.scene import Scene
from servicemap.drawing.theme import POINT
from servicemap.errors import WrongValue
from servicemap.model import ServiceMap
from servicemap.posters.poster import draw
from tests.drawing.sketches import notes, read
from tests.examples import costly

LABORATORY = Path(__file__).parents[2] / "maps" / "clinical-laboratory"


@pytest.fixture(scope="module")
def laboratory() -> ServiceMap:
    return sm.load(LABORATORY)


def readable(m: ServiceMap, metres: float) -> Scene:
    return draw(m, readable_from=metres)


@pytest.mark.usefixtures("either_search")
@pytest.mark.parametrize(
    "row", [(1.5, "A3", 420), *costly((1, "A4", 297), (2.3, "A2", 594), (4.6, "A0", 1189))]
)
def test_the_smallest_paper_is_taken(laboratory: ServiceMap, row: tuple[float, str, float]) -> None:
    metres, paper, width = row
    scene = readable(laboratory, metres)
    assert scene.width == width
    assert scene.reads_from >= metres
    (note,) = notes(scene)
    assert note.startswith(f"{paper} is the smallest paper whose names are read from {metres:g} m")


@pytest.mark.usefixtures("either_search")
def test_a_tall_paper_is_chosen_in_the_same_way(laboratory: ServiceMap) -> None:
    scene = draw(laboratory, readable_from=2, orientation=Orientation.PORTRAIT)
    assert scene.height > scene.width
    assert scene.reads_from >= 2


@pytest.mark.usefixtures("either_search")
@pytest.mark.parametrize("metres", [2, *costly(3)])
def test_wide_and_tall_are_both_tried_and_the_smaller_paper_is_taken(metres: float) -> None:
    # Few columns with room between them: across a wide paper their names are larger.
    bakery = sm.load(LABORATORY.parent / "bakery-ja.yaml")
    wide, tall = (draw(bakery, readable_from=metres, orientation=way) for way in Orientation)
    taken = readable(bakery, metres)
    assert taken.width * taken.height == wide.width * wide.height < tall.width * tall.height
    assert taken.width > taken.height


def test_the_paper_is_named_or_chosen_not_both(laboratory: ServiceMap) -> None:
    with pytest.raises(WrongValue, match="decides on the paper\nleave out paper or readable_from"):
        draw(laboratory, paper="A3", readable_from=2)


@pytest.mark.usefixtures("either_search")
def test_where_no_paper_is_large_enough_there_is_a_sentence() -> None:
    with pytest.raises(WrongValue) as raised:
        readable(read("teams: {Works: {serves: {Shops: Goods}}}\nend_users: [Shops]"), 30)
    assert raised.value.message == (
        "names cannot be read from 30 m on any paper: on A0 they are read from 9.9 m"
    )
    assert raised.value.hint == "ask for less, or show one department"


def test_nobody_can_be_read_from_anywhere() -> None:
    scene = readable(read("map: {title: Soon}"), 5)
    assert notes(scene) == ("Nobody is on this map yet.",)


@pytest.mark.parametrize(("said", "metres"), [("2m", 2), ("1.5 m", 1.5), ("150cm", 1.5)])
def test_distances_are_metres_or_centimetres(said: str, metres: float) -> None:
    assert read_distance(said) == metres


@pytest.mark.parametrize("said", ["2", "0m", "two", "2km", "-1m", ""])
def test_no_other_distance(said: str) -> None:
    with pytest.raises(WrongValue, match="is no distance to read from"):
        read_distance(said)


@pytest.mark.costly
def test_names_too_small_to_read_are_summed_up_and_a_larger_paper_shows_them_all() -> None:
    teams = "\n".join(
        f"  Administration of the many number {n}: {{serves: {{"
        f"Administration of the many number {(n * 7 + 3) % 44}: Something of great importance {n},"
        f" Administration of the many number {(n * 3 + 1) % 44}: Papers}}}}"
        for n in range(44)
    )
    crowded = read(f"teams:\n{teams}\n")
    assert notes(draw(crowded, paper="A4")) == (
        "Summed up, as they are too many for this paper: teams (44).",
        "On A3 all of it is shown.",
        "Draw one team to see more, each of them with --each-team, or a larger paper.",
    )
    assert notes(draw(crowded, paper="A3")) == ()


def test_where_nothing_can_be_summed_up_the_paper_is_named_that_is_large_enough(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """No small map is so crowded that it cannot be read on A4; so a size that none has is asked."""
    monkeypatch.setattr("servicemap.drawing.staging.READABLE", 50 * POINT)
    m = read("teams: {Works: {serves: {Shops: Goods}}}\nend_users: [Shops]")
    (small,) = notes(draw(m, paper="A4"))
    found = re.fullmatch(
        r"Names are only (.+) pt here and services .+ pt: on (A\d) they are (.+) and .+ pt\.", small
    )
    assert found
    assert float(found[1]) < 50 <= float(found[3])
    assert notes(draw(m, paper=found[2])) == ()
    monkeypatch.setattr("servicemap.drawing.staging.READABLE", 1000 * POINT)
    (nowhere,) = notes(draw(m, paper="A4"))
    assert nowhere.endswith("no paper is large enough: one department reads better.")
