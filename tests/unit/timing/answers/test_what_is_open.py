"""Maps that leave something open, and what can be said of them all the same, reckoned by hand."""

from pathlib import Path
from typing import NamedTuple

import pytest

import servicemap as sm
from servicemap.loading import read_text
from servicemap.model import ServiceMap
from servicemap.reporting.terminal import Ink
from servicemap.reporting.text.promises import as_text as promises_in_words
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


def test_one_length_that_is_missing_is_told_how_long_it_may_be(tmp_path: Path) -> None:
    rooms = sm.promises(loaded(LINEN, tmp_path))["Guests"]
    assert rooms.as_long_as == ("linen-room/clean-linen", 9 * 480)


def test_a_length_that_is_missing_in_a_circle_is_missing_all_the_way_round(tmp_path: Path) -> None:
    """Nobody says how long Texts take, for which Proofs may wait, and Cards for these."""
    text = UNROLLED.text.replace("service: Texts, takes: 1d", "service: Texts")
    found = sm.promises(loaded(UNROLLED._replace(text=text), tmp_path))
    assert [one.planned_bounds for one in found] == [(480, None), (480, None)]


def test_a_circle_of_very_many_open_needs_has_no_last_day(tmp_path: Path) -> None:
    """Its chains are so many that what they come to tells nothing."""
    teams = "".join(
        f"""
  T{n}:
    serves:
      - {{customer: T{(n + 1) % 14}, service: X, takes: 1d}}
      - {{customer: Guests, service: Y, takes: 1d, needs: [], promise: 40d}}"""
        for n in range(13)
    )
    last = """
  T13:
    serves:
      - {customer: T0, service: X, takes: 1d}
      - {customer: Guests, service: Y, takes: 1d, promise: 40d}"""
    found = sm.promises(
        loaded(UNROLLED._replace(text=f"teams:{teams}{last}\nend_users: [Guests]"), tmp_path)
    )
    assert found[-1].planned_bounds == (480, None)


def test_what_would_settle_most_is_told_first(tmp_path: Path) -> None:
    m = loaded(KITCHEN, tmp_path)
    assert [tuple(end) for end in sm.promises(m).open_ends] == [
        ("kitchen/bread", "needs", 1, False, 0),
        ("kitchen/pie", "needs", 1, False, 0),
    ]


def test_promises_and_check_ask_in_one_order() -> None:
    """Two promises hang on the linen and one on the keys, whose open needs close a circle."""
    m = read_text("""
teams:
  Desk:
    relies_on: [{provider: Rooms, service: Clean rooms}]
    serves:
      - {customer: Rooms, service: Keys, takes: 1h}
      - {customer: Guests, service: Check-in, takes: 1h, needs: [Rooms/Clean rooms], promise: 9d}
  Rooms:
    relies_on: [{provider: Laundry, service: Linen}]
    serves:
      - {customer: Desk, service: Clean rooms, takes: 1h, needs: [Desk/Keys, Laundry/Linen]}
      - {customer: Guests, service: Turn-down, takes: 1h, needs: [Laundry/Linen], promise: 9d}
suppliers:
  Laundry: {serves: {Rooms: Linen}}
end_users: [Guests]
""").map
    found = sm.promises(m)
    assert [(one.service, one.hangs_on_it, one.closes_circle) for one in found.open_ends] == [
        ("desk/keys", 1, True),
        ("laundry/linen", 2, False),
    ]
    told = promises_in_words(found, Ink())
    assert "Say first what opens a circle, then what most hangs on:" in " ".join(told.split())
    assert "what does it wait for? It closes a circle by being open." in told
    asked = sorted(one.message[:50] for one in sm.check(m) if one.code == "SM303")
    assert asked == [
        "open question 1 of 2: what does Keys (Desk) wait f",
        "open question 2 of 2: how long does Linen (Laundry",
    ]


def test_what_is_normally_there_already_leaves_no_plan_open(tmp_path: Path) -> None:
    """Whether Answers and Keys need the log-in moves neither; how late they may become hangs on it,
    and so a trace asks for it, and a check, last.
    """
    m = read_text("""
teams:
  Desk:
    relies_on: [{provider: IT, service: Log-in, standing: yes}]
    serves:
      - {customer: Guests, service: Answers, takes: 1h, promise: 1d}
      - {customer: Guests, service: Keys, takes: 2h, promise: 1d}
  IT: {serves: [{customer: Desk, service: Log-in, takes: 1h}]}
end_users: [Guests]
""").map
    found = sm.promises(m)
    assert found.open_ends == ()
    assert "hang" not in promises_in_words(found, Ink())
    late = sm.trace(m, {"IT": "2d"})
    assert {(one.service, one.missing) for one in late.open_ends} == {
        ("desk/answers", "needs"),
        ("desk/keys", "needs"),
    }
    told = [one.message for one in sm.check(m) if one.code == "SM303"]
    assert told == [
        "open question 1 of 2: what does Answers (Desk) wait for? how late 1 of 2 promises may"
        " become hangs on it",
        "open question 2 of 2: what does Keys (Desk) wait for? how late 1 of 2 promises may"
        " become hangs on it",
    ]


def test_what_opens_most_of_a_circle_is_asked_before_what_more_promises_hang_on() -> None:
    """Without the plan all four wait for nobody; without the sewing it alone does."""
    m = read_text("""
teams:
  Office:
    serves:
      - {customer: [Cutting, Dyeing, Sewing], service: Plan, takes: 1d}
      - {customer: Bank, service: Books, takes: 1d, needs: []}
  Cutting: {serves: [{customer: [Office, Shops], service: Cloth, takes: 1d}]}
  Dyeing: {serves: [{customer: [Office, Shops], service: Colours, takes: 1d}]}
  Sewing:
    serves:
      - {customer: [Office, Shops, Schools, Hotels], service: Coats, takes: 1d}
      - {customer: Shops, service: Repairs, takes: 1d, needs: []}
end_users: [Shops, Schools, Hotels, Bank]
""").map
    closing = [one for one in sm.promises(m).open_ends if one.closes_circle]
    assert [(one.service, one.hangs_on_it, one.opens) for one in closing] == [
        ("office/plan", 2, 4),
        ("sewing/coats", 3, 1),
    ]
    first = next(one for one in sm.check(m) if "question 1" in one.message)
    assert first.message.endswith("in a circle; once it waits for none of them, nobody does")
    coats = next(one for one in sm.check(m) if "Coats" in one.message and one.code == "SM303")
    assert coats.hint.endswith(
        "; or, if Plan is normally there already, write standing: yes with it under the relies_on"
        " of Sewing"
    )


def test_what_comes_from_stock_does_not_shorten_how_long_something_may_take() -> None:
    """Parts go to Fitting from stock, and to Delivery, which has fitted parts after 4 days: of 6
    days 5 are left before it.
    """
    text = """
teams:
  Store: {serves: [{customer: [Fitting, Delivery], service: Parts}]}
  Fitting:
    relies_on: [{provider: Store, service: Parts, standing: yes}]
    serves: [{customer: Delivery, service: Fitted parts, takes: 4d}]
  Delivery:
    relies_on: [{provider: Store, service: Parts}, {provider: Fitting, service: Fitted parts}]
    serves: [{customer: Guests, service: Car, takes: 1d, promise: 6d}]
end_users: [Guests]
"""
    (one,) = sm.promises(read_text(text).map)
    assert one.as_long_as == ("store/parts", 5 * 480)
    for days, fate in ((5, "kept"), (6, "late_by_plan")):
        said = text.replace("service: Parts}]}", f"service: Parts, takes: {days}d}}]}}", 1)
        assert [one.fate for one in sm.promises(read_text(said).map)] == [fate]
