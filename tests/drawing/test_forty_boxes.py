"""The map that benchmarks draw: forty boxes, a whole poster and each of its kinds."""

from functools import cache
from typing import cast

import pytest

from benchmarks.posters import as_d2, as_map, as_mermaid, boxes, links
from servicemap.drawing.scene import Scene
from servicemap.posters.choices import PosterChoices
from servicemap.posters.poster import draw
from servicemap.posters.wanted import each_department, each_team
from tests.drawing.sketches import notes, part, read, words
from tests.proofs.scene_checks import faults

FORTY = read(as_map(links()))


@cache
def forty() -> Scene:
    return draw(FORTY)


def test_all_of_them_draw_the_same_boxes_and_links() -> None:
    names = [name for section in boxes().values() for name in section]
    assert [party.name for party in FORTY.parties.values()] == names
    assert len(names) == 40
    assert len(FORTY.reliances) == len(links()) == 58
    mermaid, d2 = as_mermaid(links()), as_d2(links())
    assert mermaid.count("-->") == d2.count("->") == 58


@pytest.mark.usefixtures("either_search")
def test_forty_boxes_fit_on_one_poster() -> None:
    scene = forty()
    assert faults(scene) == []
    assert scene.crowded is None
    assert len([one for one in scene.parts if one.role == "box"]) == 40


@pytest.mark.costly
def test_every_kind_of_it_keeps_its_promises() -> None:
    for one in [*each_department(FORTY)[0], *each_team(FORTY)[0]]:
        scene = draw(FORTY, **cast("PosterChoices", {one.choice: one.chosen}))
        assert faults(scene) == [], one.name


@pytest.mark.costly
def test_on_a_sheet_too_small_for_it_it_is_summed_up_and_a_larger_one_proposed() -> None:
    teams = "\n".join(
        f"  Administration of the many others {n}: {{serves: {{"
        f"Administration of the many others {(n * 7 + 3) % 40}: Something indispensable {n},"
        f" Administration of the many others {(n * 3 + 1) % 40}: Documentation}}}}"
        for n in range(40)
    )
    many = read(f"teams:\n{teams}\n")
    scene = draw(many, paper="A4")
    assert scene.crowded is None
    summed, whole, closer = notes(scene)
    assert summed.startswith("Summed up, as they are too many for this paper: teams (")
    assert whole == "On A3 all of it is shown."
    assert closer == (
        "Draw one team to see more, each of them with --each-team, or a larger paper."
    )
    assert summed in " ".join(words(part(scene, "legend", "legend")))
    assert faults(scene) == []
    full = draw(many, paper="A3")
    assert len([one for one in full.parts if one.role == "box"]) == 40
    assert draw(FORTY, paper="A3").crowded is None
