"""When a promise is due: a moment where that is known, and none where the map leaves it open."""

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
