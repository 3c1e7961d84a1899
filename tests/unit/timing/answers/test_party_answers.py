"""Tolerances of parties to one promise by their places: the same as a table of names."""

from servicemap.bounds import Bounds
from servicemap.timing.answers.figures import OfParties
from servicemap.timing.answers.party_answers import PartyAnswers
from servicemap.timing.answers.tolerances import tightest_of

PARTIES = ("stores", "warehouse", "purchasing", "office")
PLACE_OF = {party: place for place, party in enumerate(PARTIES)}


def answer(least: int | None, most: int | None) -> Bounds | None:
    return None if least is None and most is None else Bounds(least, most)


def of_parties(figures: dict[int, int | None]) -> OfParties:
    return OfParties(PARTIES, PLACE_OF, figures)


def answers(
    least: dict[int, int | None], most: dict[int, int | None] | None = None
) -> PartyAnswers:
    leasts = of_parties(least)
    return PartyAnswers(leasts, leasts if most is None else of_parties(most), answer)


def test_a_figure_where_nothing_is_open() -> None:
    found = answers({3: 60, 0: 480, 1: None})
    assert list(found.items()) == [
        ("stores", Bounds(480, 480)),
        ("warehouse", None),
        ("office", Bounds(60, 60)),
    ]
    assert list(found) == ["stores", "warehouse", "office"]
    assert (found["office"], "purchasing" in found, len(found)) == (Bounds(60, 60), False, 3)
    assert found.of(["office", "purchasing"]) == {"office": Bounds(60, 60)}


def test_two_bounds_where_something_is_open() -> None:
    found = answers({0: 60, 1: 60, 2: None}, {0: 60, 1: 480, 2: None})
    assert dict(found) == {
        "stores": Bounds(60, 60),
        "warehouse": Bounds(60, 480),
        "purchasing": None,
    }
    assert dict(answers({0: 60, 1: 60}, {1: 480})) == {
        "stores": Bounds(60, None),
        "warehouse": Bounds(60, 480),
    }


def test_the_first_who_has_least_left() -> None:
    found = answers({0: 480, 1: 60, 3: 60, 2: None})
    assert found.first_of_least(tightest_of) == ("warehouse", Bounds(60, 60))


def differs(one: Bounds | None, other: Bounds | None) -> bool:
    return one != other


def test_whose_tolerance_is_another() -> None:
    now = answers({0: 60, 1: 480, 2: None})
    assert list(now.beside(answers({0: 60, 1: 480, 2: None}), differs)) == []
    assert list(now.beside(answers({0: 60, 1: 500, 2: 30}), differs)) == [
        ("warehouse", (Bounds(500, 500), Bounds(480, 480))),
        ("purchasing", (Bounds(30, 30), None)),
    ]


def test_who_reaches_it_in_one_of_two_maps_alone() -> None:
    now, earlier = answers({0: 60, 3: 60}), answers({0: 60, 1: 480})
    assert list(now.beside(earlier, differs)) == [
        ("office", (None, Bounds(60, 60))),
        ("warehouse", (Bounds(480, 480), None)),
    ]
