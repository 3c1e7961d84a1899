"""Where a poster has no room for all teams, some departments keep a box for each of theirs."""

from functools import cache
from itertools import pairwise

import pytest

import servicemap as sm
from servicemap.drawing.papers import PAPERS, SERIES
from servicemap.model import ServiceMap
from servicemap.posters.poster import draw
from servicemap.views.kinds.whole import view_of
from servicemap.views.view import Detail, View
from tests.drawing.sketches import notes, part, read, words
from tests.proofs.scene_checks import faults

HALLS = {"Press": 4, "Bindery": 6, "Store": 5, "Office": 8, "Night watch": 1, "Vans": 7}


@cache
def works() -> ServiceMap:
    """Halls of some teams, each of which serves two more; the vans serve the customers."""
    teams = [f"{hall} {n}" for hall, count in HALLS.items() for n in range(count)]
    lines = ["teams:"]
    for at, team in enumerate(teams):
        hall = team.rpartition(" ")[0]
        others = [teams[(at + step) % len(teams)] for step in (1, 9)]
        serves = ", ".join(f"{other}: Part {at}" for other in others)
        if hall == "Vans":
            serves += f", Customers {at % 3}: Books"
        lines.append(f"  {team}: {{department: {hall}, serves: {{{serves}}}}}")
    return read("\n".join([*lines, "end_users: [Customers 0, Customers 1, Customers 2]"]))


def in_full(view: View) -> list[str]:
    return [stack.name for stack in view.stacks if stack.name]


def test_departments_open_in_one_order_however_many_do() -> None:
    opened = [in_full(view_of(works(), detail=Detail(most))) for most in range(1, 6)]
    assert [len(some) for some in opened] == [2, 3, 4, 5, 6]
    for less, more in pairwise(opened):
        assert {*less} < {*more}
    # The most business with others for the room that it takes; one team takes no more.
    assert opened[0] == ["Night watch", "Vans"]
    assert in_full(view_of(works(), detail=Detail(0))) == []


def test_between_teams_each_delivery_is_a_link_and_of_what_is_closed_one_for_all() -> None:
    view = view_of(works(), detail=Detail(1))
    named = {(link.source, link.target): link.label for link in view.links}
    assert named["vans-0", "vans-1"] == "Part 24"
    assert named["department/store", "department/office"] == "Part 10 +4 more"
    assert [box for box in view.boxes if box.startswith("department/")] == [
        "department/press",
        "department/bindery",
        "department/store",
        "department/office",
    ]


def test_the_department_where_it_hangs_stays_before_all_others() -> None:
    view = view_of(works(), here="Office", detail=Detail(1))
    assert in_full(view) == ["Office", "Night watch"]
    assert [stack.home for stack in view.stacks if stack.name] == [True, False]


def test_those_of_whom_a_delay_tells_stay_before_others() -> None:
    scene = draw(works(), paper="A4", late=sm.trace(works(), late={"office-3": "2d"}))
    assert part(scene, "panel", "department/office").title == "Office"
    assert "2 days late itself" in words(part(scene, "box", "office-3"))


def test_as_many_as_a_poster_has_room_for_where_all_are_too_many() -> None:
    lines = [
        f"  Team {n}: {{department: Hall {n // 30}, serves: {{Team {(n + 1) % 120}: Part}}}}"
        for n in range(120)
    ]
    view = view_of(read("\n".join(["teams:", *lines])))
    assert len(in_full(view)) == 2
    assert len(view.boxes) == 2 * 30 + 2


@pytest.mark.usefixtures("either_search")
def test_a_larger_paper_never_shows_less_and_says_what_is_closed() -> None:
    drawn = [draw(works(), paper=PAPERS[name].name) for name in SERIES[:4]]
    shown = [{one.id for one in scene.parts if one.role == "box"} for scene in drawn]
    teams = [{id_ for id_ in ids if not id_.startswith("department/")} for ids in shown]
    for less, more in pairwise(teams):
        assert less <= more
    assert 3 + 1 < len(teams[0]) <= len(teams[-1]) == len(works().parties)
    closed = sum(id_.startswith("department/") for id_ in shown[0])
    assert (closed > 0) == (len(teams[0]) < len(teams[-1])), "a longer search may fit them all"
    whole = next(
        PAPERS[name].name
        for name, ids in zip(SERIES, teams, strict=False)
        if len(ids) == len(works().parties)
    )
    told = (
        f"Summed up, as they are too many for this paper: departments ({closed}).",
        f"On {whole} all of it is shown.",
        "Draw one department or one team to see more, or a larger paper.",
    )
    assert notes(drawn[0]) == (told if closed else ())
    assert [faults(scene) for scene in drawn] == [[], [], [], []]
