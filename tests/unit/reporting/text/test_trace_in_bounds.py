"""What a trace says where the map leaves something open, and of what the plan breaks itself."""

import pickle

import pytest

from servicemap.loading import read_text
from servicemap.reporting.json.traces import as_json
from servicemap.reporting.terminal import Ink
from servicemap.reporting.text.traces import as_text
from servicemap.timing.answers.delays import trace


def told(text: str, late: dict[str, str]) -> list[str]:
    return as_text(trace(read_text(text).map, late), Ink(), width=1000).splitlines()


KITCHEN = """
teams:
  Kitchen:
    serves:
      - {customer: Guests, service: Bread, takes: 1d, promise: 3d}
      - {customer: Guests, service: Pie, takes: 1d, promise: 20d}
suppliers:
  Farm: {serves: [{customer: Kitchen, service: Truffles, takes: 10d}]}
  Mill: {serves: [{customer: Kitchen, service: Flour, takes: 1d}]}
end_users: [Guests]
"""
"""The case bounds/kitchen: bread is planned for 1 to 11 days, and so is a pie in good time."""


def test_what_may_be_is_not_called_late_and_what_settles_it_is_named_first() -> None:
    assert told(KITCHEN, {"Farm": "1d"}) == [
        "Farm 1 day late may make Bread for Guests up to 1 day later, and up to 9 days late in"
        " all.",
        "  Farm -> Kitchen -> Guests",
        "",
        "                  arrives  its own  passes",
        "                     late    delay      on",
        "  Farm: Truffles        -       1d      1d",
        "  Kitchen: Bread       1d        -      1d",
        "",
        "Perhaps later than planned, but kept: Pie for Guests.",
        "",
        "Some services on the way do not say what they need, so this is the most that the delay can"
        " add. The promise may still be kept. To settle it, say first what Kitchen: Bread needs."
        " 'servicemap check --all' says all that is missing.",
    ]


def test_bounds_in_json() -> None:
    found = as_json(trace(read_text(KITCHEN).map, {"Farm": "1d"}))
    bread, pie = found["promises"]
    figures = ("planned", "late", "caused", "delay")
    assert {
        what: [bread[f"{what}{end}_minutes"] for end in ("", "_min", "_max")] for what in figures
    } == {
        "planned": [None, 480, 11 * 480],
        "late": [None, 0, 9 * 480],
        "caused": [None, 0, 480],
        "delay": [None, 0, 480],
    }
    assert (bread["fate"], bread["certain"], bread["actual_minutes"]) == ("open", False, None)
    assert (pie["fate"], pie["late_minutes"], pie["certain"]) == ("kept", 0, True)
    assert found["open"] == [{"subject": "kitchen/bread", "missing": "needs", "hangs_on_it": 1}]


LINEN = """
teams:
  House: {serves: [{customer: Guests, service: Rooms, takes: 1d, promise: 10d}]}
  Linen room: {serves: [{customer: House, service: Clean linen}]}
end_users: [Guests]
"""


@pytest.mark.parametrize(
    ("late", "sentence"),
    [
        (
            {"House": "10d"},
            "With House 10 days late, Rooms for Guests is late by 1 day or more; up to 10 days of"
            " it may be due to that.",
        ),
        (
            {"Linen room": "2d"},
            "Linen room 2 days late may make Rooms for Guests up to 2 days later.",
        ),
    ],
)
def test_a_culprit_is_named_only_where_it_is_sure(late: dict[str, str], sentence: str) -> None:
    """The case bounds/linen: nobody knows how long clean linen takes."""
    assert told(LINEN, late)[0] == sentence


STANDING = """
map: {start: 2027-02-01}
teams:
  IT:
    serves:
      - {customer: Stores, service: Tills, takes: 5d}
      - {customer: Shoppers, service: Kiosks, takes: 1d, needs: [], promise: 40d}
  Stores:
    relies_on: [{provider: IT, service: Tills, standing: yes}]
    serves: [{customer: Shoppers, service: Sales, takes: 1d, promise: 2d}]
suppliers:
  Power: {serves: [{customer: IT, service: Current, takes: 1d}]}
end_users: [Shoppers]
"""


def test_where_both_bounds_agree_it_is_late_and_never_up_to() -> None:
    """The case bounds/standing."""
    assert told(STANDING, {"IT": "3d"})[0] == (
        "IT 3 days late makes Sales for Shoppers 2 days late: Thu 4 Feb 2027 instead of"
        " Tue 2 Feb 2027."
    )
    assert told(STANDING, {"Power": "3d"})[0] == (
        "Power 3 days late may make Sales for Shoppers up to 2 days late."
    )


BY_PLAN = """
teams:
  Sales: {serves: [{customer: Couple, service: Wedding, takes: 2d, promise: 4d}]}
  People office: {serves: [{customer: Staff, service: Rosters, takes: 5d, promise: 3d}]}
end_users: [Couple, Staff]
"""


def test_what_the_plan_breaks_is_told_apart() -> None:
    """The case timing/late-by-plan: Sales' day is absorbed, and Rosters know nothing of it."""
    assert told(BY_PLAN, {"sales": "1d"}) == [
        "Sales 1 day late: every promise that the plan keeps is kept.",
        "  Absorbed: 1 day by the margin of the promise to Couple.",
        "  --all prints the receipts.",
        "",
        "Later than planned, but kept: Wedding for Couple.",
        "",
        "Late already by plan: Rosters for Staff.",
    ]
    traced = trace(read_text(BY_PLAN).map, {"sales": "1d"})
    assert repr(traced) == "<Trace of sales 1d late: nobody feels it>"
    assert "Rosters" not in traced._repr_html_()
    assert [one["service"] for one in as_json(traced)["promises"]] == ["sales/wedding"]


def test_what_is_late_by_plan_and_becomes_later_is_later_than_it_was() -> None:
    late = {"people office": "1d"}
    assert told(BY_PLAN, late)[0] == (
        "People office 1 day late makes Rosters for Staff 1 day later than it was already, 3 days"
        " late in all."
    )
    traced = trace(read_text(BY_PLAN).map, late)
    assert repr(traced) == "<Trace of people-office 1d late: staff 1d later than already>"
    assert "<td>1d later than already</td>" in traced._repr_html_()


OVEN = """
teams:
  Oven: {serves: [{customer: Shop, service: Rolls, takes: 4d}]}
  Mill: {serves: [{customer: Shop, service: Flour, takes: 1d}]}
  Shop:
    serves:
      - {customer: Guests, service: Baskets, takes: 1d, needs: [Oven/Rolls], promise: 3d}
      - {customer: Guests, service: Bread, takes: 1d, needs: [Oven/Rolls], promise: 5d}
      - {customer: Offices, service: Baskets}
      - {customer: Offices, service: Trays, takes: 1d, promise: 4d}
end_users: [Guests, Offices]
"""
"""The plan breaks the baskets, and may break the trays."""


@pytest.mark.parametrize(
    ("left_out", "heading"),
    [
        (
            (),
            "Oven 1 day late makes 2 promises late and 1 later than it was already, and may make 1"
            " more late:",
        ),
        (
            ("Trays",),
            "Oven 1 day late makes 2 promises late and 1 later than it was already:",
        ),
        (
            ("Bread", "Offices, service: Baskets", "Trays"),
            "Oven 1 day late makes Baskets for Guests 1 day later than it was already, 3 days late"
            " in all.",
        ),
        (
            ("Bread", "Offices, service: Baskets"),
            "Oven 1 day late makes 1 promise later than it was already, and may make 1 more late:",
        ),
    ],
)
def test_what_the_plan_breaks_is_counted_as_later_and_not_as_made_late(
    left_out: tuple[str, ...], heading: str
) -> None:
    lines = [line for line in OVEN.splitlines() if not any(one in line for one in left_out)]
    assert told("\n".join(lines), {"Oven": "1d"})[0] == heading


def test_two_that_the_plan_breaks_are_both_later_than_they_were() -> None:
    text = OVEN.replace("promise: 5d", "promise: 4d").replace(
        "      - {customer: Offices, service: Baskets}\n", ""
    )
    assert told(text, {"Oven": "1d"})[0] == (
        "Oven 1 day late makes 2 promises later than they were already, and may make 1 more late:"
    )


def test_what_is_late_with_a_delay_and_not_for_sure_because_of_it() -> None:
    """The trays are kept without it where they need no rolls, and late with it in any reading."""
    lines = told(OVEN, {"Shop": "4d"})
    assert lines[0] == (
        "Shop 4 days late makes 2 promises late and 1 later than it was already, and may make 1"
        " more late:"
    )
    assert (
        "    Trays for Offices is then late by between 1 day and 5 days; up to 4 days of it may be"
        " due to that."
    ) in lines


def test_some_may_be_late_and_some_are() -> None:
    sure = KITCHEN.replace(
        "end_users:",
        "  Dairy: {serves: [{customer: Guests, service: Milk, takes: 1d}]}\nend_users:",
    )
    lines = told(sure, {"Farm": "1d", "Dairy": "2d"})
    assert lines[:4] == [
        "Farm 1 day late and Dairy 2 days late make 1 promise late, and may make 1 more late:",
        "  End users",
        "    Milk for Guests 2 days late.",
        "      Fair shares of it: Dairy 2 days, Farm nothing.",
    ]
    assert lines[4] == (
        "    Bread for Guests may be up to 1 day later, and up to 9 days late in all."
    )


RECOVERY = KITCHEN.replace(
    "end_users: [Guests]",
    "end_users:\n  Guests: {owner: Ann, care: {recovery: {apologise: In person}}}",
)


def test_whom_it_hits_and_what_to_do_stands_above_the_receipt() -> None:
    lines = told(RECOVERY, {"Farm": "1d"})
    then = lines.index("If it comes to that: what to do for Guests (owner: Ann):")
    assert lines[then + 1] == "  apologise: In person"
    assert then < lines.index("  Farm: Truffles        -       1d      1d")


def test_causes_are_never_persons() -> None:
    text = KITCHEN + "scenarios: {Ill: {title: Ann is ill, cause: people, late: {Mill: 1h}}}\n"
    m = read_text(text).map
    said = as_text(trace(m, scenario="Ill"), Ink())
    assert said.startswith("Ill: Ann is ill. Cause: staffing.\n")


def test_which_promise_may_still_be_kept_is_named_beside_one_that_is_surely_broken() -> None:
    canteen = """
map: {start: 2027-02-01}
teams:
  Canteen:
    relies_on: [{provider: Baker, service: Loaves}]
    serves:
      - {customer: Staff, service: Lunch, takes: 1h, promise: daily 14:00}
      - {customer: Staff, service: Coffee, takes: 1h, needs: [], promise: daily 14:00}
suppliers: {Baker: {serves: [{customer: Canteen, service: Loaves, takes: 5h}]}}
end_users: [Staff]
"""
    lines = told(canteen, {"Canteen": "5h"})
    assert lines[0] == "Canteen 5 hours late makes 1 promise late, and may make 1 more late:"
    assert "The promise of Lunch for Staff may still be kept." in lines[-1]


CLUB = """
map: {start: 2027-03-01}
teams:
  Printer: {serves: [{customer: [Box, Club], service: Leaflets, takes: 6d}]}
  Box:
    serves:
      - {customer: Guests, service: Tickets, takes: 1h, promise: 3d}
      - {customer: Guests, service: Tours, takes: 1h, promise: 20d, needs: []}
  Club:
    serves:
      - {customer: Sponsors, service: Evenings, takes: 1d, promise: 5d}
      - {customer: Bar, service: Lists, takes: 1d}
  Bar: {serves: [{customer: Club, service: Drinks, takes: 1d}]}
end_users: [Guests]
prospects: [Sponsors]
"""
"""Lists may close a circle, and are not on the way to the guests, of whom is told first."""


def test_what_to_say_first_is_on_the_way_of_the_promise_that_is_told_first() -> None:
    m = read_text(CLUB).map
    late = {"Printer": "1d"}
    assert [(end.service, end.closes_circle) for end in trace(m, late).open_ends] == [
        ("club/lists", True),
        ("box/tickets", False),
        ("club/evenings", False),
    ]
    lines = told(CLUB, late)
    assert lines[0] == "Printer 1 day late may make 2 promises late:"
    assert lines[2].startswith("    Tickets for Guests may be up to 1 day later")
    (note,) = [line for line in lines if "To settle it" in line]
    assert "To settle it, say first what Box: Tickets needs." in note
    only = {"Club": "1d"}
    (note,) = [line for line in told(CLUB, only) if "To settle it" in line]
    assert "To settle it, say first what Club: Lists needs." in note
    again = pickle.loads(pickle.dumps(trace(m, late)))
    assert again.asked_first == trace(m, late).asked_first
