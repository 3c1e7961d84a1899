"""Whatever people write, every kind of poster keeps its promises."""

from hypothesis import HealthCheck, given, settings

from servicemap.drawing.posters import draw
from servicemap.drawing.scene_checks import faults
from servicemap.drawing.sets import each_department, each_team
from servicemap.index import compile_index
from servicemap.model import Group, ServiceMap
from servicemap.reach import chains_to_customers
from tests.drawing.test_random_posters import maps, no_engine

EXAMPLES = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@EXAMPLES
@given(maps())
def test_no_department_breaks_a_promise(m: ServiceMap) -> None:
    for one in each_department(m):
        scene = draw(m, department=one.department, engine=no_engine)
        assert faults(scene) == []
        shown = {part.id for part in scene.parts if part.role == "box"}
        own = {
            party.id
            for party in m.parties.values()
            if party.department == one.department and party.group is Group.TEAMS
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
        assert one.team is not None
        scene = draw(m, team=one.team)
        assert faults(scene) == []
        chain = tuple(part.id for part in scene.parts if part.role == "box")
        assert chain in chains_to_customers(m, index, one.team).values()
        assert chain[0] == one.team
    names = {party.name for party in m.parties.values() if party.group is Group.TEAMS}
    assert len(wanted) + len(without) == len(names)


@EXAMPLES
@given(maps(), maps())
def test_no_change_breaks_a_promise(old: ServiceMap, new: ServiceMap) -> None:
    scene = draw(new, changed_from=old, engine=no_engine)
    assert faults(scene) == []
    both = old.parties.keys() | new.parties.keys()
    assert {part.id for part in scene.parts if part.role == "box"} == both
