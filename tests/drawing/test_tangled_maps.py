"""Maps in which much goes to and fro, drawn whole and by department: every link can be followed."""

from random import Random

import pytest

from servicemap.drawing.papers import Orientation
from servicemap.posters.poster import draw
from tests.drawing.sketches import read
from tests.examples import in_turn
from tests.proofs.scene_checks import faults

pytestmark = pytest.mark.usefixtures("either_search")


def tangled(count: int, departments: int, seed: int) -> str:
    """Teams in departments who serve those after them, some before them, dealers and customers."""
    random = Random(seed)
    dealers, customers, suppliers = count // 4, count // 3, count // 5
    lines = ["teams:"]
    for n in range(count):
        serves = [f"Team {min(count - 1, n + random.randrange(1, 6))}: Output {n}"]
        if random.random() < 0.4:
            serves.append(f"Team {max(0, n - random.randrange(1, 8))}: Report {n}")
        if random.random() < 0.5:
            serves.append(f"Dealer {random.randrange(dealers)}: Goods {n}")
        if random.random() < 0.4:
            serves.append(f"Customer {random.randrange(customers)}: Parcels {n}")
        lines.append(f"  Team {n}:")
        if departments:
            lines.append(f"    department: Department {n * departments // count}")
        lines.append(f"    serves: {{{', '.join(dict.fromkeys(serves))}}}")
    lines.append("suppliers:")
    for n in range(suppliers):
        first, second = random.sample(range(count), 2)
        lines.append(f"  Supplier {n}: {{serves: {{Team {first}: Parts, Team {second}: Tools}}}}")
    lines.append("distributors:")
    lines += [f"  Dealer {n}: {{serves: {{Customer {n}: Delivery {n}}}}}" for n in range(dealers)]
    lines += ["end_users:", *(f"  Customer {n}: {{}}" for n in range(customers))]
    return "\n".join(lines)


MAPS = {
    f"{count} teams, {departments} departments, {seed}": tangled(count, departments, seed)
    for count, departments, seed in (
        (22, 4, 3),
        (35, 8, 1),
        (12, 3, 4),
        (22, 0, 0),
        (35, 8, 3),
        (68, 24, 4),
        (68, 24, 7),
    )
}
EACH = in_turn(list(Orientation), [*MAPS])


@pytest.mark.parametrize(("way", "name"), EACH)
def test_a_tangled_map_keeps_every_promise(way: Orientation, name: str) -> None:
    assert faults(draw(read(MAPS[name]), orientation=way)) == []


@pytest.mark.parametrize(("way", "name"), EACH)
def test_so_does_each_of_its_departments(way: Orientation, name: str) -> None:
    m = read(MAPS[name])
    departments = sorted({p.department for p in m.parties.values() if p.department})
    for department in departments[:4]:
        assert faults(draw(m, department=department, orientation=way)) == [], department
