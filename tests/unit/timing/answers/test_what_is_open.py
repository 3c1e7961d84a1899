"""Maps that leave something open, and what can be said of them all the same, reckoned by hand."""

from pathlib import Path
from typing import NamedTuple

import pytest

import servicemap as sm
from servicemap.model import ServiceMap
from servicemap.wording.in_bounds import in_bounds_briefly


class Case(NamedTuple):
    """A map; its promises, planned and margin; tolerances; delays and what they do.

    promises    service -> when it is planned, its margin, its fate
    tolerances  team to service -> how late it may be
    delays      who is how late; for each: service -> how late, what of it is caused, its fate
    """

    text: str
    promises: dict[str, tuple[str, str, str]]
    tolerances: dict[tuple[str, str], str]
    delays: tuple[tuple[dict[str, str], dict[str, tuple[str, str, str]]], ...]


KITCHEN = Case(
    # Late by up to 8 days, or kept with 2 days to spare; the pie is kept in every reading.
    """
teams:
  Kitchen:
    relies_on: [{provider: Farm, service: Truffles}, {provider: Mill, service: Flour}]
    serves:
      - {customer: Guests, service: Bread, takes: 1d, promise: 3d}
      - {customer: Guests, service: Pie, takes: 1d, promise: 20d}
suppliers:
  Farm: {serves: [{customer: Kitchen, service: Truffles, takes: 10d}]}
  Mill: {serves: [{customer: Kitchen, service: Flour, takes: 1d}]}
end_users: [Guests]
""",
    {
        "Bread": ("between 1d and 11d", "between -8d and 2d", "open"),
        "Pie": ("between 1d and 11d", "between 9d and 19d", "kept"),
    },
    {
        ("Farm", "Pie"): "9d or more",
        ("Mill", "Pie"): "18d or more",
        ("Kitchen", "Pie"): "between 9d and 19d",
    },
    (
        (
            {"Farm": "1d"},
            {
                "Bread": ("between 0d and 9d", "between 0d and 1d", "open"),
                "Pie": ("0d", "0d", "kept"),
            },
        ),
    ),
)

LINEN = Case(
    # One missing length: at most, and how long it may be.
    """
teams:
  Linen room: {serves: [{customer: House, service: Clean linen}]}
  House: {serves: [{customer: Guests, service: Rooms, takes: 1d, promise: 10d}]}
end_users: [Guests]
""",
    {"Rooms": ("1d or more", "9d at most", "open")},
    {("House", "Rooms"): "9d at most"},
    (
        ({"House": "10d"}, {"Rooms": ("1d or more", "between 0d and 10d", "broken")}),
        ({"Linen room": "2d"}, {"Rooms": ("0d or more", "between 0d and 2d", "open")}),
    ),
)

JOIN = Case(
    # No promise stated: a sure link beside an open one has no more credit than the earliest start
    # gives it.
    """
teams:
  Workshop:
    serves:
      - {customer: Fitters, service: Frames, takes: 1d}
      - {customer: Owners, service: Advice, takes: 1d, needs: []}
  Fitters: {serves: [{customer: Owners, service: Windows, takes: 1d, needs: [Glass, Frames]}]}
suppliers:
  Glazier: {serves: [{customer: Fitters, service: Glass, takes: 1d}]}
  Sawmill: {serves: [{customer: Workshop, service: Oak, takes: 20d}]}
end_users: [Owners]
""",
    {"Windows": ("between 2d and 22d", "0d", "kept"), "Advice": ("1d", "0d", "kept")},
    {("Glazier", "Windows"): "between 0d and 20d", ("Fitters", "Windows"): "0d"},
    (
        (
            {"Glazier": "3d"},
            {
                "Windows": ("between 0d and 3d", "between 0d and 3d", "open"),
                "Advice": ("0d", "0d", "kept"),
            },
        ),
    ),
)

STANDING = Case(
    # Through a standing reliance a delay is passed on, not a moment: neither reading is the worst.
    """
teams:
  IT:
    serves:
      - {customer: Stores, service: Tills, takes: 1d}
      - {customer: Shoppers, service: Kiosks, takes: 1d, needs: [], promise: 40d}
  Stores:
    relies_on: [{provider: IT, service: Tills, standing: yes}]
    serves: [{customer: Shoppers, service: Sales, takes: 1d, promise: 2d}]
suppliers:
  Power: {serves: [{customer: IT, service: Current, takes: 1d}]}
  Maker: {serves: [{customer: IT, service: Parts, takes: 20d}]}
end_users: [Shoppers]
""",
    {"Kiosks": ("1d", "39d", "kept"), "Sales": ("1d", "1d", "kept")},
    {("Power", "Sales"): "1d or more", ("IT", "Sales"): "1d"},
    (
        (
            {"Power": "3d"},
            {
                "Kiosks": ("0d", "0d", "kept"),
                "Sales": ("between 0d and 2d", "between 0d and 2d", "open"),
            },
        ),
        ({"IT": "3d"}, {"Kiosks": ("0d", "0d", "kept"), "Sales": ("2d", "2d", "broken")}),
    ),
)

EVERY_DAY = Case(
    # Of a promise for every day one cannot say which day's it is, unless all that is open agrees.
    """
teams:
  Canteen:
    relies_on: [{provider: Baker, service: Loaves}]
    serves:
      - {customer: Staff, service: Lunch, takes: 1h, promise: daily 14:00}
      - {customer: Staff, service: Coffee, takes: 1h, needs: [], promise: daily 14:00}
suppliers:
  Baker: {serves: [{customer: Canteen, service: Loaves, takes: 5h}]}
end_users: [Staff]
""",
    {
        "Lunch": ("between 1h and 6h", "0d or more", "kept"),
        "Coffee": ("1h", "4h", "kept"),
    },
    {},
    (
        (
            {"Canteen": "5h"},
            {
                "Lunch": ("between 0d and 5h", "between 0d and 5h", "open"),
                "Coffee": ("1h", "1h", "broken"),
            },
        ),
    ),
)

ALTERNATIVE = Case(
    # An alternative of which nobody knows how long it takes: the plan is exact; under a delay it
    # may help, or not at all.
    """
teams:
  Plant:
    relies_on:
      - any_of:
          - {provider: First, service: Parts}
          - {provider: Second, service: Parts, switch: 1d}
    serves: [{customer: Buyers, service: Machines, takes: 1d, promise: 5d}]
suppliers:
  First: {serves: [{customer: Plant, service: Parts, takes: 2d}]}
  Second: {serves: [{customer: Plant, service: Parts}]}
end_users: [Buyers]
""",
    {"Machines": ("3d", "2d", "kept")},
    {
        ("First", "Machines"): "2d or more",
        ("Plant", "Machines"): "2d",
        ("Second", "Machines"): "without limit",
    },
    (
        ({"First": "2d"}, {"Machines": ("0d", "0d", "kept")}),
        ({"First": "4d"}, {"Machines": ("between 0d and 2d", "between 0d and 2d", "open")}),
        (
            {"First": "4d", "Plant": "2d"},
            {"Machines": ("between 1d and 4d", "between 1d and 4d", "broken")},
        ),
    ),
)

CAUSED = Case(
    # Late by plan in some readings, by the delay in others: caused is not between the two figures.
    """
teams:
  Yard:
    serves:
      - {customer: Buyers, service: Boats, takes: 1d, promise: 4d}
      - {customer: Buyers, service: Advice, takes: 1d, needs: [], promise: 40d}
suppliers:
  Sawmill: {serves: [{customer: Yard, service: Planks, takes: 5d}]}
  Tool shop: {serves: [{customer: Yard, service: Tools, takes: 1d}]}
end_users: [Buyers]
""",
    {
        "Boats": ("between 1d and 6d", "between -2d and 3d", "open"),
        "Advice": ("1d", "39d", "kept"),
    },
    {("Yard", "Boats"): "perhaps broken by up to 2d, else 3d at most"},
    (
        (
            {"Tool shop": "4d"},
            {
                "Boats": ("between 0d and 2d", "between 0d and 2d", "open"),
                "Advice": ("0d", "0d", "kept"),
            },
        ),
    ),
)

VAN = Case(
    # The longest gap of the timetable, not the one that the plan happens to meet.
    """
teams:
  Depot: {serves: [{customer: Shop, service: Goods, departs: 'Mon,Tue,Fri 17:00'}]}
  Shop: {serves: [{customer: Shoppers, service: Shelves, takes: 1h}]}
end_users: [Shoppers]
""",
    {"Shelves": ("1d 1h or more", "0d", "kept")},
    {("Depot", "Shelves"): "between 0d and 3d", ("Shop", "Shelves"): "0d"},
    (({"Depot": "1h"}, {"Shelves": ("between 0d and 3d", "between 0d and 3d", "open")}),),
)

CUT = Case(
    # A circle that only open needs close: what is stated keeps its place in the plan.
    """
teams:
  Desk:
    relies_on: [{provider: Board, service: Minutes}]
    serves:
      - {customer: Board, service: Papers, takes: 2d}
      - {customer: Citizens, service: Permit, takes: 1d, needs: [Board/Minutes], promise: 8d}
  Board:
    serves: [{customer: Desk, service: Minutes, takes: 3d, needs: [Desk/Papers]}]
end_users: [Citizens]
""",
    {"Permit": ("6d", "2d", "kept")},
    {("Board", "Permit"): "2d"},
    (({"Board": "3d"}, {"Permit": ("1d", "1d", "broken")}),),
)

UNROLLED = Case(
    # X may wait for Y, or Y for X, not both: cards on day 1 (no waiting) to day 4 (X, Y, cards).
    # Where cards wait for Y, and that for X, the Shop is late twice on the chain.
    """
teams:
  Shop:
    serves:
      - {customer: Press, service: Texts, takes: 1d}
      - {customer: Guests, service: Cards, takes: 1d, promise: 9d}
  Press:
    serves:
      - {customer: Shop, service: Proofs, takes: 2d}
      - {customer: Guests, service: Leaflets, takes: 1d, promise: 3d}
end_users: [Guests]
""",
    {
        "Cards": ("between 1d and 4d", "between 5d and 8d", "kept"),
        "Leaflets": ("between 1d and 4d", "between -1d and 2d", "open"),
    },
    {
        ("Shop", "Cards"): "between 2d 4h and 8d",
        ("Press", "Cards"): "5d or more",
        ("Press", "Leaflets"): "perhaps broken by up to 1d, else 2d at most",
    },
    (
        (
            {"Shop": "1d"},
            {
                "Cards": ("0d", "0d", "kept"),
                "Leaflets": ("between 0d and 2d", "between 0d and 1d", "open"),
            },
        ),
    ),
)

CASES = {
    "kitchen": KITCHEN,
    "linen": LINEN,
    "join": JOIN,
    "standing": STANDING,
    "alternative": ALTERNATIVE,
    "every day": EVERY_DAY,
    "caused": CAUSED,
    "van": VAN,
    "cut": CUT,
    "unrolled": UNROLLED,
}


@pytest.fixture(params=list(CASES.values()), ids=list(CASES))
def case(request: pytest.FixtureRequest) -> Case:
    """Each of them."""
    found: Case = request.param
    return found


def loaded(case: Case, folder: Path) -> ServiceMap:
    """The map, in a plan that begins on a Monday."""
    path = folder / "map.yaml"
    path.write_text("map: {start: 2027-02-01}\n" + case.text, encoding="utf-8")
    return sm.load(path)


def test_promises(case: Case, tmp_path: Path) -> None:
    m = loaded(case, tmp_path)
    told = {
        m.services[one.service].name: (
            in_bounds_briefly(one.planned_bounds, m.calendar.day),
            in_bounds_briefly(one.margin_bounds, m.calendar_of(one.customer).day),
            one.fate.value,
        )
        for one in sm.promises(m)
    }
    assert told == case.promises


def test_tolerances(case: Case, tmp_path: Path) -> None:
    m = loaded(case, tmp_path)
    told = {
        (m.parties[one.of].name, m.services[one.service].name): str(one)
        for one in sm.tolerance(m).teams
    }
    assert {key: told[key] for key in case.tolerances} == case.tolerances


def test_delays(case: Case, tmp_path: Path) -> None:
    m = loaded(case, tmp_path)
    for late, expected in case.delays:
        told = {
            m.services[one.service].name: (
                in_bounds_briefly(one.late_bounds, m.calendar_of(one.customer).day),
                in_bounds_briefly(one.caused_bounds, m.calendar_of(one.customer).day),
                one.fate.value,
            )
            for one in sm.trace(m, late=late)
        }
        assert told == expected, late
