"""Every kind of poster of every map of ours: the promises kept, and what each kind says."""

from itertools import pairwise

import pytest

import servicemap as sm
from servicemap.drawing.layout.fitting import CUSTOMERS_PAD
from servicemap.drawing.papers import Orientation
from servicemap.drawing.scene import Rectangle, Scene, Shape, Text
from servicemap.model import ServiceMap
from servicemap.posters.poster import draw
from servicemap.posters.wanted import each_department, each_team
from tests.conftest import Golden
from tests.drawing.ours import OURS, SKETCHES, map_of
from tests.drawing.sketches import area, notes, part, read, row, summary, words
from tests.examples import in_turn
from tests.proofs.scene_checks import faults

ALL = [*OURS, *SKETCHES]
TOYS = map_of("harbour-toys")

EARLIER = """
map: {title: Round and round, date: 2027-01-04}
suppliers:
  Mill: {serves: {Press: Paper}}
  Ink maker: {serves: {Press: Ink}}
teams:
  Orders: {department: Office, serves: {Mill: Forecast, Press: Order book}}
  Press:
    department: Works
    serves: [{customer: Bindery, service: Sheets, takes: 2d}]
  Bindery: {department: Works, serves: {Readers: Books}}
end_users: [Readers]
"""
LATER = """
map: {title: Round and round, date: 2027-02-01}
suppliers:
  Mill: {serves: {Press: Paper}}
teams:
  Orders: {department: Sales, serves: {Mill: Forecast, Press: Order book}}
  Press:
    department: Works
    serves: [{customer: Bindery, service: Sheets, takes: 1d}]
  Bindery: {department: Works, serves: {Readers: Books, Schools: Books}}
end_users: [Readers, Schools]
"""


def said(scene: Scene) -> str:
    return " | ".join(
        item.words for one in scene.parts for item in one.items if isinstance(item, Text)
    )


def boxes(scene: Scene) -> list[str]:
    return [one.id for one in scene.parts if one.role == "box"]


def thinned(m: ServiceMap) -> ServiceMap:
    """An earlier version: every third delivery was not there, and the last team was."""
    kept = without(m, list(m.parties)[-1])
    return kept._replace(
        reliances=tuple(r for at, r in enumerate(kept.reliances) if at % 3), alternatives=()
    )


def without(m: ServiceMap, team: str) -> ServiceMap:
    """A later version, in which a team and all that it gave and got is gone."""
    return m._replace(
        parties={id_: party for id_, party in m.parties.items() if id_ != team},
        services={id_: one for id_, one in m.services.items() if one.provider != team},
        reliances=tuple(one for one in m.reliances if team not in {one.customer, one.provider}),
        alternatives=(),
    )


@pytest.mark.usefixtures("either_search")
@pytest.mark.parametrize(("name", "way"), in_turn(ALL, list(Orientation)))
def test_every_department_of_every_map_keeps_every_promise(name: str, way: Orientation) -> None:
    m = map_of(name)
    for one in each_department(m)[0]:
        assert faults(draw(m, department=one.chosen, orientation=way)) == [], one.name


CLOSE_BY = """
teams:
  Stage design: {department: Stage, serves: {Stage crew: Drawings, Steelworkers: Sketches}}
  Stage crew: {department: Stage, serves: {Inspectors: Standing stage}}
  Power and light: {department: Stage, serves: {Stage crew: Power, Soundcheck: Mains}}
  Soundcheck: {department: Stage, serves: {Artistes: Sounding}}
  Inspectors:
    department: Site
    serves: {Soundcheck: Permit, Gatekeepers: Permit, Paramedics: Permit}
  Gatekeepers: {department: Site, serves: {Visitors: Open gates}}
  Paramedics: {department: Site, serves: {Visitors: First aid}}
suppliers: {Steelworkers: {serves: {Stage crew: Roof frame}}}
end_users: [Artistes, Visitors]
"""


@pytest.mark.usefixtures("either_search")
@pytest.mark.parametrize("way", Orientation)
@pytest.mark.parametrize("department", ["Stage", "Site"])
def test_the_home_panel_keeps_clear_of_the_customers_and_of_every_line_beside_it(
    way: Orientation, department: str
) -> None:
    m = read(CLOSE_BY)
    scene = draw(
        m, department=department, orientation=way, late=sm.trace(m, late={"stage-crew": "2d"})
    )
    assert faults(scene) == []
    home = area(scene, "panel", f"department/{department.lower()}")
    customers = min(
        area(scene, "box", one).x for one in ("artistes", "visitors") if (one in boxes(scene))
    )
    assert customers - CUSTOMERS_PAD - home.right >= 2
    for one in scene.parts:
        for item in one.items if one.role == "casing" else ():
            if isinstance(item, Shape) and item.pen:
                for (x, y), (to, below) in pairwise(step.to for step in item.steps):
                    if abs(x - to) < 0.01 and abs(y - below) > 1:
                        off = min(abs(x - home.x), abs(x - home.right))
                        assert off >= item.pen.width / 2, (one.id, x)


OVER_THE_EDGE = """
teams:
  Carpentry:
    department: Workshops
    relies_on: [Timber yard, Builders' market, {provider: Store, service: Old sets}]
    serves: {Paint shop: Raw set}
  Set design: {department: Workshops, serves: {Carpentry: Drawings, Paint shop: Drawings}}
  Store: {department: Workshops, serves: {Carpentry: Old sets, Set design: Furniture}}
  Paint shop: {department: Workshops, serves: {Stage crew: Painted set}}
  Stage crew: {department: Stage, serves: {Audience: Set}}
suppliers:
  Timber yard: {serves: {Carpentry: Timber}}
  Builders' market: {serves: {Carpentry: Timber off the shelf}}
  Paint maker: {serves: {Paint shop: Paint}}
end_users: [Audience]
"""


@pytest.mark.usefixtures("either_search")
@pytest.mark.parametrize("way", Orientation)
@pytest.mark.parametrize("late", ["carpentry", "set-design", "paint-maker", "builders-market"])
def test_what_is_late_itself_covers_no_edge_of_the_home_panel(way: Orientation, late: str) -> None:
    m = read(OVER_THE_EDGE)
    scene = draw(m, department="Workshops", orientation=way, late=sm.trace(m, late={late: "2d"}))
    assert faults(scene) == []
    home = area(scene, "panel", "department/workshops")
    frames = part(scene, "panel", "department/workshops").items
    edge = max(item.pen.width for item in frames if isinstance(item, Rectangle) and item.pen)
    for one in scene.parts:
        for item in one.items if one.role == "link" else ():
            if isinstance(item, Shape) and item.pen:
                for (x, y), (to, below) in pairwise(step.to for step in item.steps):
                    if abs(y - below) < 0.01 and min(to, home.right) - max(x, home.x) > 1:
                        off = min(abs(y - home.y), abs(y - home.bottom))
                        assert off >= (item.pen.width + edge) / 2, (one.id, y)


@pytest.mark.parametrize(("name", "way"), in_turn(ALL, list(Orientation)))
def test_every_team_of_every_map_keeps_every_promise(name: str, way: Orientation) -> None:
    m = map_of(name)
    for one in each_team(m)[0]:
        grey = way is Orientation.PORTRAIT
        scene = draw(m, team=one.chosen, orientation=way, black_and_white=grey)
        assert faults(scene) == [], one.name


@pytest.mark.usefixtures("either_search")
@pytest.mark.parametrize(("name", "paper"), in_turn(ALL, ["A4", "A3", "A0", "Letter"]))
def test_changes_of_every_map_keep_every_promise(name: str, paper: str) -> None:
    m = map_of(name)
    assert faults(draw(m, changed_from=thinned(m), paper=paper)) == []
    if len(m.parties) > 2:
        first = next(iter(m.parties))
        gone = draw(without(m, first), changed_from=m, paper=paper)
        assert faults(gone) == []
        assert first in boxes(gone), "as a ghost"


@pytest.mark.usefixtures("either_search")
@pytest.mark.parametrize("name", [name for name in ALL if map_of(name).scenarios])
def test_every_scenario_has_its_title_and_its_cause(name: str) -> None:
    m = map_of(name)
    for scenario in m.scenarios.values():
        scene = sm.poster(m, scenario=scenario.name).scene
        assert faults(scene) == []
        assert scene.title == scenario.title
        assert scenario.cause is not None
        assert words(part(scene, "badge", "story")) == ["CAUSE", scenario.cause.capitalize()]


@pytest.mark.parametrize(
    ("name", "scene"),
    [
        ("department", lambda: draw(TOYS, department="Back office")),
        ("team", lambda: draw(TOYS, team="Purchasing")),
        ("team-portrait", lambda: draw(TOYS, team="IT", orientation=Orientation.PORTRAIT)),
        ("delay", lambda: sm.poster(TOYS, scenario="forgotten confirmation").scene),
        ("change", lambda: draw(read(LATER), changed_from=read(EARLIER))),
    ],
)
def test_each_kind_looks_as_it_did(name: str, scene: object, golden: Golden) -> None:
    assert callable(scene)
    golden(f"posters/kind-{name}.txt", summary(scene()))


# A department's poster.


@pytest.mark.usefixtures("hurried")
def test_a_department_stands_in_full_and_every_other_as_one_box() -> None:
    scene = draw(TOYS, department="Back office")
    assert [id_ for id_ in boxes(scene) if "/" in id_] == ["department/retail"]
    for team in ("purchasing", "warehouse", "accounts", "it"):
        assert team in boxes(scene)
    assert "stores" not in boxes(scene)
    assert words(part(scene, "badge", "home")) == ["YOU ARE HERE", "Back office"]


@pytest.mark.usefixtures("hurried")
def test_a_department_poster_says_what_it_leaves_out() -> None:
    scene = draw(TOYS, department="Back office")
    assert notes(scene) == ("Left out: suppliers (1), deliveries between others (2).",)
    assert notes(scene)[0] in said(scene)
    assert "print-shop" not in boxes(scene)


@pytest.mark.usefixtures("hurried")
def test_a_department_poster_that_shows_everything_says_nothing() -> None:
    m = read("teams: {A: {department: X, serves: {B: Work}}}\nend_users: [B]")
    assert draw(m, department="x").notes == ()


@pytest.mark.usefixtures("hurried")
def test_parallel_links_are_one_and_say_how_many() -> None:
    m = read("""
teams:
  Press: {department: Works, serves: {Orders: Hours, Billing: Waste}}
  Bindery: {department: Works, serves: {Orders: Books}}
  Orders: {department: Office, serves: {Readers: Answers}}
  Billing: {department: Office}
end_users: [Readers]
""")
    scene = draw(m, department="office")
    links = {one.id: one.title for one in scene.parts if one.role == "link"}
    assert set(links) == {
        "press/hours > orders",
        "press/waste > billing",
        "orders/answers > readers",
    }
    pills = [row(one) for one in scene.parts if one.role == "pill"]
    assert ("Hours +1 more", []) in pills
    assert links["press/hours > orders"] == (
        "Orders relies on Press for Hours; Orders relies on Bindery for Books"
    )


@pytest.mark.usefixtures("either_search")
def test_the_way_to_the_end_user_is_on_a_department_poster_however_large_the_map() -> None:
    teams = "\n".join(
        f"  Team {n}: {{department: Hall {n % 60}, serves: {{Team {n + 1}: Part {n}}}}}"
        for n in range(200)
    )
    m = read(f"teams:\n{teams}\n  Team 200: {{serves: {{Ada: Toys}}}}\nend_users: [Ada]")
    scene = draw(m, department="Hall 59")
    assert faults(scene) == []
    assert "ada" in boxes(scene)
    assert len(boxes(scene)) < 70
    assert any(note.startswith("Left out: departments (") for note in notes(scene))


@pytest.mark.usefixtures("hurried")
def test_a_delay_is_drawn_on_a_department_poster() -> None:
    late = sm.trace(TOYS, late={"purchasing": "5d"})
    scene = sm.poster(TOYS, department="Back office", late=late).scene
    assert "Shoppers wait 1 day longer for Toys on the shelf." in said(scene)
    assert " ".join(words(part(scene, "box", "shoppers"))) == "Shoppers 1 day late"


# A team's poster.


@pytest.mark.usefixtures("hurried")
def test_the_same_poster_twice_is_the_same() -> None:
    for kind in ({"team": "IT"}, {"department": "Retail"}, {"changed_from": thinned(TOYS)}):
        assert sm.poster(TOYS, **kind).svg() == sm.poster(TOYS, **kind).svg()
