"""When a promise is due: a moment where that is known, and none where the map leaves it open."""

from datetime import datetime
from typing import Any

import servicemap as sm
from servicemap.reporting.json.promises import as_json as promises_as_json
from servicemap.reporting.json.promises import plan_of
from servicemap.reporting.json.traces import as_json as trace_as_json
from tests.drawing.sketches import read

BOX = """
map: {start: 2027-03-01}
teams:
  Printer: {serves: [{customer: Box, service: Leaflets, takes: 6d}]}
  Box:
    serves:
      - {customer: Guests, service: Tickets, takes: 1h, promise: "Fri 12:00"}
      - {customer: Guests, service: Tours, takes: 1h, promise: "Fri 12:00", needs: []}
      - {customer: Staff, service: Rota, takes: 1d}
      - {customer: Staff, service: Keys, takes: 1d, needs: []}
end_users: [Guests, Staff]
"""
"""With leaflets tickets are due on another Friday than without, and nobody says which it is."""


def dues(found: dict[str, Any]) -> dict[str, tuple[object, ...]]:
    return {one["service"]: (one["due_minutes"], one["due_at"]) for one in found["promises"]}


def test_programs_read_no_moment_where_it_is_open_at_which_one_it_is_due() -> None:
    m = read(BOX)
    expected = {
        "box/tickets": (None, None),
        "box/tours": (4 * 8 * 60 + 3 * 60, "2027-03-05T12:00:00"),
        "box/rota": (None, None),
        "box/keys": (8 * 60, "2027-03-01T17:00:00"),
    }
    assert dues(promises_as_json(sm.promises(m))) == expected
    late = sm.trace(m, {"Printer": "1h"})
    assert dues(trace_as_json(late, everything=True)) == expected
    for one in (*sm.promises(m), *late):
        assert one.due == expected[one.service][0]


def test_nor_does_a_difference_tell_one() -> None:
    sure = read(BOX.replace("service: Tickets,", "service: Tickets, needs: [Printer/Leaflets],"))
    (row,) = [one for one in sm.diff(sure, read(BOX)).promises if one.service == "box/tickets"]
    assert row.old is not None
    assert row.new is not None
    old, new = plan_of(sure, row.old), plan_of(read(BOX), row.new)
    assert (old["due_minutes"], old["due_at"]) == (9 * 8 * 60 + 3 * 60, "2027-03-12T12:00:00")
    assert (new["due_minutes"], new["due_at"]) == (None, None)


def test_whichever_moment_it_is_due_at_is_no_longer_after_the_plan_than_two_of_them_are_apart() -> (
    None
):
    """Without leaflets four weeks more make tickets 15 days 6 hours late, with them 16 days 6."""
    m = read(BOX)
    (late,) = [one for one in sm.trace(m, {"box/tickets": "20d"}) if one.service == "box/tickets"]
    assert late.late_bounds.least == 20 * 8 * 60 - (5 * 8 * 60 - 1)
    both = [
        one.late
        for needs in ("needs: []", "needs: [Printer/Leaflets]")
        for one in sm.trace(
            read(BOX.replace("service: Tickets,", f"service: Tickets, {needs},")),
            {"box/tickets": "20d"},
        )
        if one.service == "box/tickets"
    ]
    assert both == [(15 * 8 + 6) * 60, (16 * 8 + 6) * 60]
    # A week is the most that anybody may be late who keeps it: by then it is late in each.
    (left,) = [one for one in sm.tolerance(m).services if one.of == one.service == "box/tickets"]
    assert left.most == 5 * 8 * 60 - 1


def weekly(takes: str, *, start: str = "start: 2027-03-01") -> sm.ServiceMap:
    return sm.loads(f"""
map: {{title: Weekly, {start}}}
teams:
  Kitchen: {{serves: [{{customer: Guests, service: Menu, takes: {takes}, promise: Fri 12:00}}]}}
end_users: [Guests]
""")


def test_of_one_that_recurs_it_is_told_which_moments_pass_before_it_is_planned() -> None:
    """Three weeks of work for what is promised every Friday: three of March pass."""
    planned = sm.promises(weekly("3w"))
    (menu,) = planned
    assert menu.fate is sm.Fate.KEPT
    assert menu.first_kept is not None
    assert menu.first_kept.first_at == datetime.fromisoformat("2027-03-05T12:00")
    assert menu.first_kept.kept_at == datetime.fromisoformat("2027-03-26T12:00")
    said = (
        "the first one, Fri 5 Mar 2027 12:00, comes before it is planned; the first kept is Fri 26"
        " Mar 2027 12:00"
    )
    assert said in " ".join(str(planned).split())
    assert said in " ".join(str(sm.show(planned.map, "Kitchen")).split())
    assert said in planned._repr_html_()
    assert planned.to_dict()["promises"][0]["first_kept"] == {
        "first_minutes": (4 * 8 + 3) * 60,
        "kept_minutes": (19 * 8 + 3) * 60,
        "first_at": "2027-03-05T12:00:00",
        "kept_at": "2027-03-26T12:00:00",
    }


def test_of_one_that_is_kept_from_its_first_moment_on_nothing_is_told() -> None:
    planned = sm.promises(weekly("3d"))
    assert planned[0].first_kept is None
    assert "the first one" not in str(planned)
    assert planned.to_dict()["promises"][0]["first_kept"] is None


def test_without_a_start_the_moments_are_counted_from_the_plan() -> None:
    assert (
        "the first one, 4 days 3 hours from the start, comes before it is planned; the first kept"
        " is 9 days 3 hours from the start"
    ) in " ".join(str(sm.promises(weekly("1w", start="currency: EUR"))).split())
