"""A longer search takes more steps, all of them counted."""

import pytest

import servicemap as sm
from servicemap.cli.poster_options import as_choices
from servicemap.drawing.layout.searching import USUAL, effort_for
from servicemap.posters.choices import CHOICES
from tests.drawing.sketches import read

OFFICE = """\
teams:
  Intake: {serves: {Print: Orders, Bills: Orders}}
  Print: {serves: {Shops: Parcels}}
  Bills: {serves: {Shops: Bills}}
end_users: {Shops: {}}
"""


def test_four_times_as_long_tries_four_times_as_many() -> None:
    longer = USUAL.times(4)
    assert (longer.starts, longer.polished) == (4 * USUAL.starts, 4 * USUAL.polished)
    assert longer.last_polish == 4 * USUAL.last_polish
    assert USUAL.times(1) == USUAL


def test_a_small_map_is_searched_from_more_starts_in_the_time_of_a_large_one() -> None:
    assert (effort_for(30, 1).starts, effort_for(31, 1).starts) == (3, 1)
    assert effort_for(30, 3).starts == 9


def test_the_same_long_search_gives_the_same_bytes() -> None:
    once, again = (sm.poster(read(OFFICE), polish=2).svg() for _ in range(2))
    assert once == again


@pytest.mark.parametrize("polish", [0, -1, 1.5, "4", True])
def test_times_are_whole_and_more_than_nothing(polish: object) -> None:
    with pytest.raises(sm.WrongValue, match=r"^polish: a whole number of 1 or more"):
        sm.poster(read(OFFICE), polish=polish)  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["0", "-1", "many", "1.5", ""])
def test_so_they_are_on_the_command_line(text: str) -> None:
    asked = {name: choice.default for name, choice in CHOICES.items()} | {"polish": text}
    with pytest.raises(sm.WrongValue) as raised:
        as_choices(asked, "map.yaml")
    assert str(raised.value) == (
        f"--polish '{text}' is no whole number of 1 or more\nwrite it as 4"
    )


def test_nothing_is_searched_for_a_team() -> None:
    with pytest.raises(sm.WrongValue, match="nothing is searched\nleave out polish or team"):
        sm.poster(read(OFFICE), team="Print", polish=2)
