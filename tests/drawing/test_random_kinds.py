"""Whatever people write, every kind of poster keeps its promises."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import servicemap as sm
from servicemap.comparing import by_new_ids
from servicemap.drawing.scene import Part, Shape, Text
from servicemap.drawing.theme import COLOURS
from servicemap.index import compile_index
from servicemap.model import Group, ServiceMap
from servicemap.posters.poster import draw
from servicemap.posters.wanted import each_department, each_team
from servicemap.reach import parties_on, ways_to_customers
from tests.drawing.test_random_posters import maps
from tests.examples import examples
from tests.proofs.scene_checks import faults

pytestmark = pytest.mark.usefixtures("either_search")

EXAMPLES = examples(40)


@EXAMPLES
@given(maps())
def test_no_department_breaks_a_promise(m: ServiceMap) -> None:
    for one in each_department(m)[0]:
        scene = draw(m, department=one.chosen)
        assert faults(scene) == []
        shown = {part.id for part in scene.parts if part.role == "box"}
        own = {
            party.id
            for party in m.parties.values()
            if party.department == one.chosen and party.group is Group.TEAMS
        }
        assert own <= shown
        links = [part for part in scene.parts if part.role == "link"]
        assert len({(link.source, link.target) for link in links}) == len(links), "merged"
        # Whatever a team of this department delivers or gets is there, alone or with others.
        said = " ".join(link.title for link in links)
        for reliance in m.reliances:
            if {reliance.provider, reliance.customer} & own:
                assert m.services[reliance.service].name in said


@EXAMPLES
@given(maps())
def test_no_team_breaks_a_promise(m: ServiceMap) -> None:
    index = compile_index(m)
    wanted, without = each_team(m)
    for one in wanted:
        scene = draw(m, team=one.chosen)
        assert faults(scene) == []
        chain = tuple(part.id for part in scene.parts if part.role == "box")
        assert chain in map(parties_on, ways_to_customers(m, index, one.chosen).values())
        assert chain[0] == one.chosen
    names = {party.name for party in m.parties.values() if party.group is Group.TEAMS}
    assert len(wanted) + len(without) == len(names)


@EXAMPLES
@given(maps(), st.integers(0, 11))
def test_no_delay_on_a_department_breaks_a_promise_or_begins_nowhere(
    m: ServiceMap, which: int
) -> None:
    late = list(m.parties)[which % len(m.parties)]
    trace = sm.trace(m, late={late: "3d"})
    for one in each_department(m)[0]:
        scene = draw(m, department=one.chosen, late=trace)
        assert faults(scene) == []
        bands = [part for part in scene.parts if part.role == "casing" and banded(part)]
        said = " ".join(
            item.words
            for part in scene.parts
            if part.role in {"pill", "box"}
            for item in part.items
            if isinstance(item, Text)
        )
        assert not bands or "days late" in said


def banded(casing: Part) -> bool:
    return any(
        isinstance(item, Shape) and item.pen is not None and item.pen.colour == COLOURS.reached
        for item in casing.items
    )


@EXAMPLES
@given(maps(), maps())
def test_no_change_breaks_a_promise(old: ServiceMap, new: ServiceMap) -> None:
    scene = draw(new, changed_from=old)
    assert faults(scene) == []
    # Who is only called differently is one box.
    both = by_new_ids(old, new).parties.keys() | new.parties.keys()
    assert {part.id for part in scene.parts if part.role == "box"} == both
