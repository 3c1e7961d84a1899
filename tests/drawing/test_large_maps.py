"""However large a map is, its poster can be read, and says what it leaves out."""

from functools import cache
from random import Random

import pytest

from servicemap.drawing.layout.searching import Effort
from servicemap.drawing.papers import PAPERS, SERIES, pattern_of
from servicemap.drawing.scene import Scene, Text
from servicemap.drawing.theme import POINT
from servicemap.errors import WrongValue
from servicemap.posters.poster import draw
from tests.drawing.ours import effort
from tests.drawing.sketches import crowded, notes, part, read, words
from tests.examples import costly
from tests.proofs.scene_checks import faults

pytestmark = pytest.mark.usefixtures("either_search")

MANY = 400
"""Ten times what a poster has room for; tens of thousands are for tests/hostile and benchmarks/."""


def chain(count: int, department: str = "") -> str:
    """Each team serves the next, the last one serves the customers."""
    said = f"department: {department}, " if department else ""
    lines = [f"  Team {n}: {{{said}serves: {{Team {n + 1}: Part {n}}}}}" for n in range(count - 1)]
    last = f"  Team {count - 1}: {{{said}serves: {{Customers: Goods}}}}"
    return "\n".join(["teams:", *lines, last, "end_users: [Customers]"])


def star(count: int) -> str:
    """All serve one hub."""
    lines = [f"  Team {n}: {{serves: {{Hub: Part {n}}}}}" for n in range(count)]
    hub = "  Hub: {serves: {Customers: Everything}}"
    return "\n".join(["teams:", hub, *lines, "end_users: [Customers]"])


def loop(count: int) -> str:
    """Each serves the next, and the last one the first."""
    lines = [f"  Team {n}: {{serves: {{Team {(n + 1) % count}: Part}}}}" for n in range(count)]
    return "\n".join(["teams:", *lines])


def anyhow(count: int, departments: int = 0) -> str:
    """Each serves two others."""
    random = Random(7)
    lines = ["teams:"]
    for n in range(count):
        a, b = random.sample([other for other in range(count) if other != n], 2)
        lines.append(f"  Team {n}:")
        if departments:
            lines.append(f"    department: Department {n % departments}")
        lines.append(f"    serves: {{Team {a}: Part, Team {b}: Note, Customers {n % 30}: Goods}}")
    return "\n".join([*lines, "end_users:", *(f"  - Customers {n}" for n in range(30))])


def complete(count: int) -> str:
    """Everybody serves everybody."""
    lines = ["teams:"]
    for n in range(count):
        others = ", ".join(f"Team {other}: Part" for other in range(count) if other != n)
        lines.append(f"  Team {n}: {{serves: {{{others}}}}}")
    return "\n".join(lines)


LARGE = {
    "chain": chain(MANY),
    "star": star(MANY),
    "hub of a hundred": star(100),
    "loop": loop(MANY),
    "anyhow": anyhow(MANY),
    "200 departments": anyhow(MANY, 200),
    "44 departments": anyhow(MANY, 44),
    "complete": complete(45),
}

MORE = ("loop", "anyhow", "44 departments")


def drawn(name: str) -> Scene:
    return _drawn(name, effort())


@cache
def _drawn(name: str, _: Effort) -> Scene:
    return draw(read(LARGE[name]))


def smallest_name(scene: Scene) -> float:
    return min(
        item.size / POINT
        for one in scene.parts
        if one.role == "box"
        for item in one.items
        if isinstance(item, Text) and item.weight == 600
    )


def boxes(scene: Scene) -> list[str]:
    return [one.title for one in scene.parts if one.role == "box"]


@pytest.mark.parametrize("name", [*(name for name in LARGE if name not in MORE), *costly(*MORE)])
def test_a_large_map_is_summed_up_until_it_can_be_read(name: str) -> None:
    scene = drawn(name)
    assert faults(scene) == []
    assert smallest_name(scene) >= 12
    assert len(boxes(scene)) <= 90
    (said,) = (note for note in notes(scene) if note.startswith("Summed up"))
    assert said in words(part(scene, "legend", "legend"))
    whom = "Draw one department or one team to see" if "dep" in name else "Draw one team to see"
    assert notes(scene)[-1].startswith(whom)


def test_the_end_of_a_long_chain_stays() -> None:
    scene = drawn("chain")
    shown = boxes(scene)
    assert shown[0].startswith("Team 0, Team 1 and ")
    assert shown[-2:] == [f"Team {MANY - 1}", "Customers"]
    assert notes(scene)[0].endswith(f"teams ({MANY - 1}).")
    # Each card stands for a stretch of the chain, and leads to the next.
    assert len([one for one in scene.parts if one.role == "link"]) == len(shown) - 1


def test_whom_most_rely_on_stays_and_keeps_its_stage() -> None:
    scene = drawn("hub of a hundred")
    assert boxes(scene)[0] == "Hub"
    assert words(part(scene, "stage", "teams")) == ["Our teams"]
    assert words(part(scene, "stage", "customers")) == ["End users"]


def test_what_a_story_speaks_of_stays() -> None:
    import servicemap as sm

    m = read(star(100))
    late = sm.trace(m, late={"team-97": "2d"})
    assert "Team 97, 2 days late itself" in boxes(draw(m, late=late))
    assert "Team 96 and Team 97" in boxes(drawn("hub of a hundred"))


def test_a_large_department_is_summed_up_within_its_panel() -> None:
    scene = draw(read(chain(MANY, "Works")), department="Works")
    shown = boxes(scene)
    assert faults(scene) == []
    assert smallest_name(scene) >= 9
    assert shown[0].startswith("Team 0, Team 1 and ")
    assert shown[-2:] == [f"Team {MANY - 1}", "Customers"]
    panel = part(scene, "panel", "department/works").area
    rest = part(scene, "box", "more/team-0").area
    assert panel is not None
    assert rest is not None
    assert panel.holds(rest)


def test_thousands_of_services_between_two_are_one_link() -> None:
    serves = "\n".join(f"    - {{customer: Works, service: Paper {n}}}" for n in range(MANY))
    scene = draw(read(f"teams:\n  Office:\n    serves:\n{serves}\n  Works: {{}}\n"))
    (pill,) = (one for one in scene.parts if one.role == "pill")
    assert " ".join(words(pill)) == f"Paper 0 +{MANY - 1} more"
    assert len(scene.description) < 2_000


def test_a_way_too_long_for_a_poster_is_refused_with_its_length() -> None:
    with pytest.raises(WrongValue) as raised:
        draw(read(chain(MANY)), team="Team 0")
    assert raised.value.message == (
        f"from Team 0 to Customers there are {MANY} steps, more than the 59 that a poster has"
        " room for"
    )
    assert boxes(draw(read(chain(MANY)), team=f"Team {MANY - 50}"))


TWO_WAYS = """
teams:
  Office: {serves: {Works: [Paper, Stamps], Mill: Payment, Shoppers: Parcels, Readers: Letters}}
  Works: {serves: {Shoppers: Goods}}
suppliers:
  Mill: {serves: {Office: Wood}}
end_users: [Shoppers, Readers]
"""


def test_a_label_names_what_its_own_links_deliver(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("servicemap.views.kinds.whole.LABELS_AT_MOST", 0)
    scene = draw(read(TWO_WAYS))
    labels = {" ".join(words(one)) for one in scene.parts if one.role == "pill"}
    # To the mill it goes back, from the other side of the box; end users get theirs by name.
    assert labels == {"Paper +1 more", "Payment", "Parcels", "Letters", "Goods", "Wood"}
    assert faults(scene) == []


def test_a_long_way_on_a_small_sheet_says_that_it_is_small() -> None:
    scene = draw(read(chain(50)), team="Team 0", paper="A4")
    assert ": on A3 they are " in crowded(scene)
    assert crowded(scene) in " ".join(words(part(scene, "legend", "legend")))
    assert faults(scene) == []
    assert draw(read(chain(50)), team="Team 0", paper="A3").crowded is None


def halls(count: int, each: int, outsiders: int) -> str:
    """Departments whose teams serve those of the next departments, carriers and end users."""
    lines = ["teams:"]
    for n in range(count * each):
        hall, carrier, user = n % count, n % outsiders, n * 7 % outsiders
        lines.append(f"  Team {n}:")
        lines.append(f"    department: Hall {hall}")
        serves = [f"Team {(n + step) % (count * each)}: Part {n}-{step}" for step in (1, 2)]
        serves += [f"Carrier {carrier}: Goods {n}"] if n % 2 else [f"Users {user}: Offer {n}"]
        lines.append(f"    serves: {{{', '.join(serves)}}}")
    lines.append("distributors:")
    lines += [f"  Carrier {n}: {{serves: {{Users {n}: Delivery {n}}}}}" for n in range(outsiders)]
    lines += ["end_users:", *(f"  - Users {n}" for n in range(outsiders))]
    return "\n".join(lines)


@pytest.mark.costly
def test_our_own_departments_stay_before_others_and_after_them_whom_the_work_is_for() -> None:
    scene = draw(read(halls(14, 5, 24)))
    shown = boxes(scene)
    assert faults(scene) == []
    assert [one for one in shown if one.startswith("Hall ")] == [f"Hall {n}" for n in range(14)]
    users = [one for one in shown if one.startswith("Users ")]
    carriers = [one for one in shown if one.startswith("Carrier ")]
    assert len(users) > len(carriers) >= 1
    assert sum(one.role == "link" for one in scene.parts) <= 90


def test_each_of_a_few_labels_leads_to_one_box() -> None:
    scene = draw(read(halls(8, 80, 4)))
    links = [one for one in scene.parts if one.role == "link"]
    pills = [one for one in scene.parts if one.role == "pill"]
    assert len({one.source for one in links}) == 12
    assert len(pills) == len(links)


def test_many_labels_of_one_box_are_one_for_each_stage_that_it_serves() -> None:
    text = star(100).replace("Hub: {serves: {Customers: Everything}}", "Hub: {}")
    others = "".join(f", Team {n}: Hint {n}" for n in range(8))
    carriers = "".join(f", Carrier {n}: Crate {n}" for n in range(3))
    text = text.replace("Hub: {}", f"Hub: {{serves: {{Customers: All{others}{carriers}}}}}")
    carry = "distributors: {" + ", ".join(f"Carrier {n}: {{}}" for n in range(3)) + "}\n"
    m = read(carry + text)
    scene = draw(m)
    assert faults(scene) == []
    said = {" ".join(words(one)) for one in scene.parts if one.role == "pill"}
    hub = {one for one in said if one.startswith(("All", "Hint", "Crate"))}
    assert "All" in hub
    assert {one.split()[0] for one in hub} == {"All", "Hint", "Crate"}
    assert "Crate 0 +2 more" in hub


def test_the_legend_tells_departments_and_the_rest_of_them_once() -> None:
    legend = words(part(drawn("200 departments"), "legend", "legend"))
    assert "Several teams in one box" in legend
    assert "Department, all its teams" not in legend
    few = words(part(draw(read(halls(8, 6, 12))), "legend", "legend"))
    assert "Department, all its teams" in few
    assert "Several teams in one box" not in few


def works(count: int, each: int = 0) -> str:
    """Teams that serve the next few, some both ways, the last ones customers.

    `each`: so many are a department.
    """
    random = Random(count)
    lines = ["teams:"]
    for n in range(count):
        serves = {f"Workshop {min(count - 1, n + random.randrange(1, 6))}": "Parts"}
        if random.random() < 0.6:
            serves[f"Workshop {max(0, n - random.randrange(1, 6))}"] = "Report"
        if n >= count - 6:
            serves[f"Customers {n % 4}"] = "Goods"
        serves.pop(f"Workshop {n}", None)
        said = f"department: Hall {n // each}, " if each else ""
        deliveries = ", ".join(f"{to}: {what} {n}" for to, what in serves.items())
        lines.append(f"  Workshop {n}: {{{said}serves: {{{deliveries}}}}}")
    return "\n".join([*lines, "end_users:", *(f"  - Customers {n}" for n in range(4))])


LARGER = "or a larger paper."


def standing_for_themselves(scene: Scene) -> int:
    """How many parties have a box of their own."""
    return sum("/" not in one.id for one in scene.parts if one.role == "box")


@pytest.mark.parametrize(
    "teams", [(40, 0), *costly((56, 0), (40, 8), (70, 0), (70, 7), (150, 0), (150, 10))]
)
def test_a_larger_paper_shows_no_fewer_teams_and_nobody_is_sent_for_one_in_vain(
    teams: tuple[int, int],
) -> None:
    m = read(works(*teams))
    shown, sent, alone = [], [], []
    for paper in SERIES:
        scene = draw(m, paper=paper)
        alone.append(standing_for_themselves(scene))
        assert faults(scene) == []
        assert scene.crowded is None, "what is drawn can be read"
        shown.append(sum(one.role == "box" for one in scene.parts))
        sent.append(notes(scene)[-1].endswith(LARGER) if notes(scene) else False)
    assert shown == sorted(shown)
    assert [True for one in sent if one] == [True for one in shown if one < shown[-1]], shown
    if len(m.parties) <= 90:
        assert alone[-1] == len(m.parties), "on the largest nobody is summed up"


def test_a_map_looks_the_same_on_all_papers_of_the_series() -> None:
    m = read(works(20, 5))
    usual = draw(m, paper="A3")
    for name in SERIES:
        scene = draw(m, paper=name)
        assert scene.order == usual.order
        assert smallest_name(scene) == pytest.approx(
            smallest_name(usual) * pattern_of(PAPERS[name])[1]
        )


def test_nobody_is_sent_for_a_paper_larger_than_the_largest(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("servicemap.posters.legibility.EASY", 120 * POINT)
    m = read(LARGE["hub of a hundred"])
    assert notes(draw(m, paper="a0"))[-1] == (
        "Draw one team to see more, or each of them with --each-team."
    )


def test_nobody_is_sent_for_a_larger_paper_that_shows_no_more() -> None:
    m = read(LARGE["200 departments"])
    assert notes(draw(m, paper="A3"))[-1].endswith(LARGER)
    assert notes(draw(m, paper="A1"))[-1] == "Draw one department or one team to see more."
    small, large, largest = (len(boxes(draw(m, paper=name))) for name in ("A3", "A1", "A0"))
    assert small < large == largest
