"""How late a team may be, in words, where the map leaves something open."""

import pytest

from servicemap.cards import show
from servicemap.loading import read_text
from servicemap.model import ServiceMap
from servicemap.reporting.terminal import Ink, display_width
from servicemap.reporting.text.tolerances import as_text as tolerances_in_words
from servicemap.timing.answers.tolerances import tolerance
from tests.unit.reporting.text.test_open_promises import (
    ALTERNATIVE,
    JOIN,
    KITCHEN,
    LINEN,
    STANDING,
    VAN,
)


@pytest.mark.parametrize(
    ("m", "of", "to", "said"),
    [
        (KITCHEN, "farm", "kitchen/pie", "9d or more"),
        (KITCHEN, "mill", "kitchen/pie", "18d or more"),
        (KITCHEN, "kitchen", "kitchen/pie", "between 9d and 19d"),
        (KITCHEN, "kitchen", "kitchen/bread", "perhaps broken by up to 8d, else 2d at most"),
        (KITCHEN, "farm", "kitchen/bread", "perhaps broken by up to 8d"),
        (LINEN, "house", "house/rooms", "9d at most"),
        (JOIN, "glazier", "fitters/windows", "between 0d and 20d"),
        (JOIN, "fitters", "fitters/windows", "0d"),
        (STANDING, "power", "stores/sales", "1d or more"),
        (STANDING, "it", "stores/sales", "1d"),
        (ALTERNATIVE, "first", "plant/machines", "2d or more"),
        (ALTERNATIVE, "plant", "plant/machines", "2d"),
        (ALTERNATIVE, "second", "plant/machines", "without limit"),
        (VAN, "depot", "shop/shelves", "between 0d and 3d"),
    ],
)
def test_a_tolerance_is_told_by_its_bounds(m: ServiceMap, of: str, to: str, said: str) -> None:
    assert [str(t) for t in tolerance(m).teams if (t.of, t.service) == (of, to)] == [said]


def test_a_matrix_of_bounds_says_what_its_marks_mean() -> None:
    text = tolerances_in_words(tolerance(KITCHEN), Ink())
    assert text.splitlines()[2:8] == [
        "             Guests:",
        "               Bread  Guests: Pie",
        "Kitchen  -8d to 2d ?    9d to 19d",
        "Farm          -8d+ ?          9d+",
        "Mill          -8d+ ?         18d+",
        "",
    ]
    assert "+ or more; ? after it: the plan may break it already, by so much." in text
    assert "House       ? to 9d" in tolerances_in_words(tolerance(LINEN), Ink())
    assert max(map(display_width, text.splitlines())) <= 100


def test_a_map_without_times_has_no_tolerance_to_tell() -> None:
    m = read_text("teams: {A: {serves: {B: X}}, B: {serves: {Guests: Y}}}\nend_users: [Guests]").map
    text = tolerances_in_words(tolerance(m), Ink())
    assert "\nA       ?\nB       ?\n" in text
    assert "No service says how long it takes" in text
    assert {str(one) for one in tolerance(m).teams} == {"?"}
    assert show(m, "a").sentence == (
        "We cannot say yet how late you may be. No service says how long it takes, so nobody can"
        " know when anything is done. Begin with takes: under the services that end users wait for,"
        " e.g. takes: 2d."
    )
