"""A department's poster is of that department: large, and no more of the others than carries on."""

from random import Random

import pytest

from servicemap.drawing.papers import Orientation
from servicemap.drawing.scene import Scene
from servicemap.posters.poster import draw
from tests.drawing.sketches import notes, read
from tests.drawing.test_large_maps import boxes, smallest_name
from tests.examples import in_turn
from tests.proofs.scene_checks import faults

pytestmark = pytest.mark.usefixtures("either_search")

OTHERS_BUSY = """
teams:
  Press: {department: Works, serves: {Store: Books}}
  Store: {department: Stock, serves: {Post: Parcels, Ledger: Counts}}
  Ledger: {department: Office, serves: {Press: Orders, Post: Stamps, Dealer: Invoices}}
distributors:
  Post: {serves: {Readers: Parcels at the door}}
  Dealer: {serves: {Schools: Books in boxes, Readers: Books in the shop}}
end_users: [Readers, Schools]
"""


def links(scene: Scene) -> set[tuple[str | None, str | None]]:
    return {(one.source, one.target) for one in scene.parts if one.role == "link"}


def test_of_what_others_deliver_to_each_other_only_the_ways_onwards_are_shown() -> None:
    scene = draw(read(OTHERS_BUSY), department="Works")
    assert links(scene) == {
        ("press", "department/stock"),
        ("department/office", "press"),
        ("department/stock", "post"),
        ("post", "readers"),
        # On so small a poster there is room for a way by way of one more.
        ("department/stock", "department/office"),
        ("department/office", "dealer"),
        ("dealer", "schools"),
    }
    assert notes(scene) == ("Left out: deliveries between others (2).",)


def works(halls: int, teams: int) -> str:
    """A large works: teams of many halls serve each other, distributors and end users."""
    random = Random(11)
    lines = ["suppliers:"]
    lines += [
        f"  Supplier {n}: {{serves: {{Hall team {random.randrange(teams)}: Raw material {n}}}}}"
        for n in range(20)
    ]
    lines.append("teams:")
    for n in range(teams):
        first, second = random.sample([other for other in range(teams) if other != n], 2)
        serves = [f"Hall team {first}: Test certificates", f"Hall team {second}: Spare parts"]
        if n % 3 == 0:
            serves.append(f"Regional distributor {n % 14}: Delivers weekly")
        lines.append(f"  Hall team {n}:")
        lines.append(f"    department: Assembly Hall {n % halls}")
        lines.append(f"    serves: {{{', '.join(serves)}}}")
    lines.append("distributors:")
    lines += [
        f"  Regional distributor {n}: {{serves: {{Schools {n % 16}: Books, Homes {n % 9}: Toys}}}}"
        for n in range(14)
    ]
    lines += ["end_users:", *(f"  - Schools {n}" for n in range(16))]
    lines += [f"  - Homes {n}" for n in range(9)]
    return "\n".join(lines)


@pytest.mark.parametrize(("way", "hall"), in_turn(list(Orientation), range(0, 10, 3)))
def test_the_names_of_a_department_are_large_however_large_the_works(
    way: Orientation, hall: int
) -> None:
    scene = draw(read(works(10, 70)), department=f"Assembly Hall {hall}", orientation=way)
    assert faults(scene) == []
    assert smallest_name(scene) >= 12
    own = [one for one in boxes(scene) if one.startswith("Hall team")]
    assert own == [f"Hall team {n}" for n in range(70) if n % 10 == hall]
    assert any(one.startswith("Schools") for one in boxes(scene))


def test_each_customer_says_whom_its_work_reaches_or_shows_it() -> None:
    scene = draw(read(works(10, 70)), department="Assembly Hall 3")
    shown = links(scene)
    served = {there for here, there in shown if here and here.startswith("hall-team")}
    onwards = {here for here, _ in shown}
    ends = {one.id for one in scene.parts if one.role == "box" and one.id.startswith("homes")}
    ends |= {one.id for one in scene.parts if one.role == "box" and one.id.startswith("schools")}
    said = {
        one.id
        for one in scene.parts
        if one.role == "box"
        and any("goes on to" in getattr(item, "words", "") for item in one.items)
    }
    assert served
    assert served <= onwards | ends | said


def test_a_long_way_through_others_is_said_and_not_drawn() -> None:
    halls = "\n".join(
        f"  Hall {n}: {{department: Hall {n}, serves: {{Hall {n + 1}: Part {n}}}}}"
        for n in range(5)
    )
    m = read(f"""
teams:
  Press: {{department: Works, serves: {{Hall 0: Sheets, Readers: Books}}}}
{halls}
  Hall 5: {{department: Hall 5, serves: {{Schools: Maps}}}}
end_users: [Readers, Schools]
""")
    scene = draw(m, department="Works")
    assert boxes(scene) == ["Press", "Hall 0, goes on to Schools", "Readers"]


def test_the_only_way_to_an_end_user_is_drawn_however_long() -> None:
    halls = "\n".join(
        f"  Hall {n}: {{department: Hall {n}, serves: {{Hall {n + 1}: Part {n}}}}}"
        for n in range(5)
    )
    m = read(f"""
teams:
  Press: {{department: Works, serves: {{Hall 0: Sheets}}}}
{halls}
  Hall 5: {{department: Hall 5, serves: {{Schools: Maps}}}}
end_users: [Schools]
""")
    scene = draw(m, department="Works")
    assert boxes(scene) == ["Press", *(f"Hall {n}" for n in range(6)), "Schools"]
    assert scene.notes == ()


ANOTHER_WAY = """
map: {start: 2027-01-04}
teams:
  Press: {department: Works, serves: {Post: Books, Dealer: Samples}}
  Stock:
    department: Stock
    serves:
      - {customer: Dealer, service: Toys, takes: 1d}
distributors:
  Post: {serves: {Readers: Parcels}}
  Dealer:
    serves:
      - customer: Readers
        service: Toys in the shop
        takes: 1d
        needs: [Stock/Toys]
        promise: 2027-01-06
      - {customer: Schools, service: Samples at school}
end_users: [Schools, Readers]
"""


def test_an_end_user_who_is_late_shows_by_what() -> None:
    import servicemap as sm

    m = read(ANOTHER_WAY)
    scene = draw(m, department="Works")
    assert ("dealer", "readers") not in links(scene)
    scene = draw(m, department="Works", late=sm.trace(m, late={"stock": "3d"}))
    assert faults(scene) == []
    assert ("dealer", "readers") in links(scene)
    assert any(
        "from Stock, 3 days late" in getattr(item, "words", "")
        for one in scene.parts
        if one.role == "pill"
        for item in one.items
    )
