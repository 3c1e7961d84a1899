"""Whatever people write, the poster keeps its promises."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servicemap import trace
from servicemap.drawing.papers import Orientation
from servicemap.model import ServiceMap
from servicemap.posters.poster import draw
from tests.drawing.sketches import read
from tests.examples import examples
from tests.proofs.scene_checks import faults

pytestmark = pytest.mark.usefixtures("either_search")

SECTIONS = ("teams", "suppliers", "distributors", "end_users", "prospects")
WORDS = st.sampled_from(
    ["Purchasing", "Stores", "Night shift", "IT", "Verwaltungsgemeinschaft", "Склад", "Πελάτες"]
)
SERVICES = st.lists(WORDS, min_size=1, max_size=6).map(" ".join)


@st.composite
def maps(draw_: Any) -> ServiceMap:
    """Up to a dozen parties of any group, in departments or not, who rely on each other anyhow."""
    count = draw_(st.integers(1, 12))
    parties = [
        (
            f"{draw_(WORDS)} {n}",
            draw_(st.sampled_from(SECTIONS[:1] * 4 + SECTIONS)),
            draw_(st.sampled_from([None, "Back office", "Grundstücksverwaltungsabteilung"])),
        )
        for n in range(count)
    ]
    names = st.sampled_from([name for name, _, _ in parties])
    links = draw_(st.lists(st.tuples(names, names, SERVICES), max_size=2 * count))
    lines = [f"map: {{title: {draw_(SERVICES)}}}"]
    for section in SECTIONS:
        members = [party for party in parties if party[1] == section]
        lines += [f"{section}:"] if members else []
        for name, _, department in members:
            lines.append(f"  {name}:")
            lines.append(f"    about: {name}")
            if department:
                lines.append(f"    department: {department}")
            serves = [
                (customer, service) for provider, customer, service in links if provider == name
            ]
            lines += ["    serves:"] if serves else []
            lines += [f"      - {{customer: {c}, service: {s}}}" for c, s in dict.fromkeys(serves)]
    return read("\n".join(lines))


@examples(40)
@given(maps())
def test_no_map_breaks_a_promise(m: ServiceMap) -> None:
    scene = draw(m)
    assert faults(scene) == []
    assert len([one for one in scene.parts if one.role == "box"]) == len(m.parties)
    assert len([one for one in scene.parts if one.role == "link"]) == len(m.reliances)


@examples(40)
@given(maps())
def test_nor_does_a_tall_paper(m: ServiceMap) -> None:
    scene = draw(m, orientation=Orientation.PORTRAIT)
    assert faults(scene) == []
    assert len([one for one in scene.parts if one.role == "box"]) == len(m.parties)


@examples(15)
@given(maps(), st.sampled_from(list(Orientation)))
def test_nor_does_a_mirror(m: ServiceMap, way: Orientation) -> None:
    scene = draw(m._replace(language="he"), orientation=way)
    assert faults(scene) == []
    plain = draw(m, orientation=way)
    boxes = {one.id: one.area for one in plain.parts if one.role == "box"}
    for one in scene.parts:
        area = boxes.get(one.id) if one.role == "box" else None
        if area and one.area:
            assert abs(one.area.right - (scene.width - area.x)) < 0.01


@examples(25)
@given(maps(), st.sampled_from(list(Orientation)))
def test_nor_does_a_delay(m: ServiceMap, way: Orientation) -> None:
    providers = dict.fromkeys(reliance.provider for reliance in m.reliances)
    for first in list(providers)[:1]:
        delay = trace(m, late={first: "9d"})
        assert faults(draw(m, late=delay, orientation=way)) == []
