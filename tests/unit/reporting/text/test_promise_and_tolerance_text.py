"""Promises and tolerances as people and programs read them."""

import json
from datetime import date

import pytest

from servicemap.calendars import Calendar
from servicemap.cards import show
from servicemap.loading import read_text
from servicemap.model import Group, Moment, ServiceMap
from servicemap.reporting import tolerance_lines
from servicemap.reporting.json import promises as promises_data
from servicemap.reporting.json import tolerances as tolerances_data
from servicemap.reporting.json_text import written
from servicemap.reporting.promise_columns import due_in_words
from servicemap.reporting.terminal import Ink, display_width
from servicemap.reporting.text import promises as promise_text
from servicemap.reporting.text import tolerances as tolerance_text
from servicemap.reporting.text.cards import as_text as card_in_words
from servicemap.timing.answers.promises import promises
from servicemap.timing.answers.tolerances import tolerance
from servicemap.wording.unknowns import why
from tests.maps_by_hand import make_map, reliance, service
from tests.promise_cells import cells_of

DAY = 480
EVENT = make_map(
    [
        service("accounts/report", "3d"),
        service("sales/invitations", "2d"),
        service("hr/payroll", "1d"),
        service("it/tools"),
    ],
    [
        reliance("accounts/report", "sales", slack="4h"),
        reliance("sales/invitations", "guests"),
        reliance("sales/invitations", "shoppers", promise="8d"),
        reliance("hr/payroll", "shoppers", promise="4h"),
        reliance("it/tools", "guests"),
    ],
    outside=("guests", "shoppers"),
)
"""Report 3 days, invitations 2: planned after 5 days, due to Shoppers after 8, so 3 days are left.
Payroll takes a day and is due after half of one. Nobody knows how long tools take."""


def test_a_promise_has_its_plan_its_margin_and_its_chain() -> None:
    assert promise_text.as_text(promises(EVENT), Ink(), width=80) == (
        "By hand: 4 promises, 2 of them for a set time. The plan itself breaks 1. 2 are\n"
        "held to the plan alone.\n"
        "\n"
        "                                planned         due     margin\n"
        "End users\n"
        "  Invitations for Guests             5d  as planned          -\n"
        "    Accounts -> Sales -> Guests\n"
        "  Invitations for Shoppers           5d          8d         3d\n"
        "    Accounts -> Sales -> Shoppers\n"
        "  Payroll for Shoppers               1d          4h  4h late !\n"
        "    Hr -> Shoppers\n"
        "  Tools for Guests          0d or later  as planned          -\n"
        "    It -> Guests\n"
        "\n"
        "1 of 4 promises hangs on what the map does not say. Say first what most hangs\n"
        "on:\n"
        "  1 of 1  takes:  Tools (It): how long does it take?\n"
        "\n"
        "as planned: nobody named a time, so it is due when the plan has it done.\n"
        "Counted from the start of the plan, in working days of 8 hours."
    )


def test_dates_are_written_as_managers_write_them() -> None:
    dated = EVENT._replace(start=Moment(date(2027, 2, 1)))
    text = promise_text.as_text(promises(dated), Ink())
    # Monday 1 February and four more working days; due on the eighth, Wednesday week.
    row = cells_of(promises(dated))["Invitations for Shoppers"]
    assert (row["planned"], row["due"]) == ("Fri 5 Feb 2027", "Wed 10 Feb 2027")
    assert row["margin"] == "3d"
    assert "lead time 5d: Accounts -> Sales -> Shoppers" in text
    # Half a day after nine in the morning is no end of work, so the time is told.
    assert "Mon 1 Feb 2027 13:00" in text
    assert "working days of 8 hours" not in text


def test_a_map_without_times_is_told_where_to_begin() -> None:
    m = make_map(
        [service("a/x"), service("b/x")], [reliance("a/x", "b"), reliance("b/x", "shoppers")]
    )
    assert promise_text.as_text(promises(m), Ink(), width=200) == (
        "By hand: 1 promise.\n\n"
        "No service says how long it takes, so nobody can know when anything is done. Begin with"
        " takes: under the services that end users wait for, e.g. takes: 2d."
    )


def test_a_date_on_a_map_without_start_is_shown_as_it_was_said() -> None:
    m = make_map(
        [service("a/x", "1d")], [reliance("a/x", "shoppers", promise=Moment(date(2027, 2, 5)))]
    )
    text = promise_text.as_text(promises(m), Ink())
    row = cells_of(promises(m))["X for Shoppers"]
    assert (row["planned"], row["due"], row["margin"]) == ("1d", "Fri 5 Feb 2027", "? [1]")
    assert "[1] The promise is a date, and the map has no start." in text


def test_margins_are_told_in_words_and_in_colour() -> None:
    m = make_map([service("a/x", "1d")], [reliance("a/x", "shoppers", promise="1d")])
    assert "none !" in promise_text.as_text(promises(m), Ink())
    assert "\x1b[1;33mnone !\x1b[0m" in promise_text.as_text(promises(m), Ink(colour=True))
    assert "The plan keeps it; 1 has no margin." in promise_text.as_text(promises(m), Ink())


def test_promises_in_json() -> None:
    dated = EVENT._replace(start=Moment(date(2027, 2, 1)))
    found = promises_data.as_json(promises(dated))
    assert (found["version"], found["kind"]) == (2, "promises")
    assert found["promises"][3] == {
        "service": "sales/invitations",
        "customer": "shoppers",
        "planned_minutes": 5 * DAY,
        "planned_min_minutes": 5 * DAY,
        "planned_max_minutes": 5 * DAY,
        "due_minutes": 8 * DAY,
        "margin_minutes": 3 * DAY,
        "margin_min_minutes": 3 * DAY,
        "margin_max_minutes": 3 * DAY,
        "fate": "kept",
        "certain": True,
        "why": "",
        "circle": [],
        "chain": ["accounts/report", "sales/invitations"],
        "not_before": None,
        "first_kept": None,
        "as_long_as": None,
        "before": [],
        "quality": [],
        "others": [],
        "planned_at": "2027-02-05T17:00:00",
        "planned_min_at": "2027-02-05T17:00:00",
        "planned_max_at": "2027-02-05T17:00:00",
        "due_at": "2027-02-10T17:00:00",
    }
    tools = found["promises"][1]
    planned = [tools[f"planned_{key}minutes"] for key in ("", "min_", "max_")]
    assert (planned, tools["planned_at"], tools["certain"]) == ([None, 0, None], None, False)
    assert tools["why"]
    assert found["open"] == [{"subject": "it/tools", "missing": "takes", "hangs_on_it": 1}]


def test_a_matrix_needs_no_colour_and_says_that_it_is_single_fault() -> None:
    # Accounts: 3 days to Shoppers and half a day of slack at Sales; to Guests the slack alone.
    assert tolerance_text.as_text(tolerance(EVENT), Ink(), width=200) == (
        "How late each may be before a customer notices, if nobody else is late.\n"
        "\n"
        "              Guests:    Shoppers:  Shoppers:  Guests:\n"
        "          Invitations  Invitations    Payroll    Tools\n"
        "Hr                  .            .     -4h !!        .\n"
        "It                  .            .          .     0d !\n"
        "Sales            0d !           3d          .        .\n"
        "Accounts           4h        3d 4h          .        .\n"
        "\n"
        "!! the plan itself breaks it, by so much; ! no time at all; '.': does not reach it.\n"
        "This holds if only one is late. For two at once:\n"
        "  servicemap trace by-hand.yaml --late hr=1d --late it=1d"
    )


@pytest.mark.parametrize("width", [50, 80, 120])
def test_a_wide_matrix_is_broken_into_blocks_that_fit(width: int) -> None:
    customers = [f"customer-of-number-{k}" for k in range(12)]
    m = make_map(
        [service("a/x", "1d"), service("b/x", "2d")],
        [reliance("a/x", "b"), *(reliance("b/x", one, promise="4d") for one in customers)],
        outside=customers,
    )
    text = tolerance_text.as_text(tolerance(m), Ink(), width=width)
    matrix = text.partition("\n\n")[2].rpartition("\n\n")[0]
    assert max(display_width(line) for line in matrix.splitlines()) <= width
    # Every promise has a day left, for both teams, in whichever block it stands.
    assert matrix.count("1d") == 2 * len(customers)


def test_one_team_is_a_list_and_one_that_reaches_nothing_is_told_so() -> None:
    text = tolerance_text.as_text(tolerance(EVENT, team="accounts"), Ink())
    assert text.splitlines()[:4] == [
        "How late Accounts may be before a customer notices, if nobody else is late.",
        "",
        "     4h  Invitations for Guests",
        "  3d 4h  Invitations for Shoppers",
    ]
    assert tolerance_text.as_text(tolerance(EVENT, team="guests"), Ink()) == (
        "Nothing that Guests do reaches a promise, so nobody notices a delay."
    )


def test_whoever_has_other_days_is_sorted_by_days_and_named() -> None:
    nights = Calendar(tuple(range(7)), ((0, 1440),))
    m = make_map(
        [service("a/x", "1d"), service("b/x", "1d")],
        [reliance("a/x", "shoppers", promise="3d"), reliance("b/x", "guests", promise="2d")],
        outside=("shoppers", "guests"),
        parties={"b": {"calendar": nights}, "guests": {"calendar": nights}},
    )
    text = tolerance_text.as_text(tolerance(m), Ink())
    lines = [line.split() for line in text.splitlines()]
    assert ["B", ".", "1d"] in lines
    assert ["A", "2d", "."] in lines
    assert lines.index(["B", ".", "1d"]) < lines.index(["A", "2d", "."])
    assert "Days of 24 hours: B." in text


def test_tolerances_as_csv_and_json() -> None:
    lines = "".join(tolerance_lines.as_csv(tolerance(EVENT))).splitlines()
    assert lines[0] == "team,service,customer,minutes,min_minutes,max_minutes,tolerance"
    assert "accounts,sales/invitations,shoppers,1680,1680,1680,3d 4h" in lines
    assert "hr,hr/payroll,shoppers,-240,-240,-240,broken by 4h" in lines
    text = "".join(tolerances_data.as_json(tolerance(EVENT)))
    found = json.loads(text)
    assert text == written(found)
    assert (found["version"], found["kind"]) == (2, "tolerance")
    assert found["tolerances"][2] == {
        "service": "accounts/report",
        "promise": {"service": "sales/invitations", "customer": "guests"},
        "minutes": 240,
        "min_minutes": 240,
        "max_minutes": 240,
        "why": "",
    }
    assert found["teams"][-1]["team"] == "sales"
    nothing = "".join(tolerances_data.as_json(tolerance(_without_promises())))
    assert nothing == written(json.loads(nothing))
    assert json.loads(nothing)["teams"] == []


def _without_promises() -> ServiceMap:
    return make_map([service("a/x", "1d"), service("b/x", "1d")], [reliance("a/x", "b")])


def test_a_map_without_promises_says_so() -> None:
    m = _without_promises()
    assert m.parties["b"].group is Group.TEAMS
    assert promise_text.as_text(promises(m), Ink()).startswith("Nothing is promised")
    nothing = "Nothing is promised on this map: it serves nobody outside."
    assert tolerance_text.as_text(tolerance(m), Ink()) == nothing


def test_a_customer_to_whom_nothing_is_promised_is_told_so() -> None:
    found = tolerance(EVENT, "sales")
    assert tolerance_text.as_text(found, Ink()) == (
        "Nothing is promised to Sales, so there is no time by which to be late."
    )
    found = tolerance(EVENT, "guests", "hr")
    assert tolerance_text.as_text(found, Ink()) == (
        "Nothing that Hr does reaches a promise to Guests."
    )


@pytest.mark.parametrize(
    ("m", "said"),
    [
        (
            make_map(
                [service("a/x", "1d"), service("b/x", "1d")],
                [
                    reliance("a/x", "b"),
                    reliance("b/x", "a"),
                    reliance("b/x", "shoppers", promise="9d"),
                ],
            ),
            "some services on the way wait for each other in a circle",
        ),
        (
            make_map(
                [service("a/x", "1d"), service("b/x", "1d"), service("b/y", "1d")],
                [
                    reliance("a/x", "b"),
                    reliance("b/x", "shoppers", promise="9d"),
                    reliance("b/y", "c"),
                ],
            ),
            "some services on the way do not say what they need",
        ),
        (
            make_map(
                [service("a/x"), service("b/x", "1d"), service("b/y", "1d")],
                [
                    reliance("a/x", "b"),
                    reliance("b/x", "shoppers", promise="9d"),
                    reliance("b/y", "c"),
                ],
            ),
            "some services on the way do not say how long they take or what they need",
        ),
        (
            make_map(
                [service("a/x"), service("b/x", "1d"), service("hr/pay")],
                [
                    reliance("hr/pay", "b", standing=True),
                    reliance("a/x", "c"),
                    reliance("b/x", "shoppers", promise="9d"),
                ],
            ),
            "",
        ),
    ],
)
def test_the_reason_why_nobody_knows_a_margin_is_the_one_that_is_true(
    m: ServiceMap, said: str
) -> None:
    assert why(promises(m)["shoppers"].unknown) == said


def test_what_is_known_of_a_plan_may_be_too_late_already() -> None:
    m = make_map(
        [service("a/x", "5d"), service("b/x")],
        [reliance("a/x", "b"), reliance("b/x", "shoppers", promise="3d")],
    )
    text = promise_text.as_text(promises(m), Ink())
    assert text.startswith("By hand: 1 promise. The plan itself breaks it.\n")
    (row,) = cells_of(promises(m)).values()
    assert (row["planned"], row["margin"]) == ("5d or later", "2d late or more !")
    found = promises_data.as_json(promises(m))["promises"][0]
    assert (found["margin_minutes"], found["fate"]) == (None, "late_by_plan")
    assert (found["margin_min_minutes"], found["margin_max_minutes"]) == (None, -2 * DAY)
    assert "A  ? to -2d !!" in tolerance_text.as_text(tolerance(m), Ink())
    enough = m._replace(reliances=(m.reliances[0], reliance("b/x", "shoppers", promise="5d")))
    assert "Whether the plan keeps it hangs on what the map does not say." in promise_text.as_text(
        promises(enough), Ink()
    )


def test_what_comes_after_hours_is_shown_to_the_minute() -> None:
    """The clinic closes at noon; the bread is there at five, five hours before it opens again."""
    mornings = Calendar(hours=((8 * 60, 12 * 60),))
    m = make_map(
        [service("bakery/bread", "2d")],
        [reliance("bakery/bread", "clinic", promise=Moment(date(2027, 2, 2)))],
        outside=("clinic",),
        parties={"clinic": {"calendar": mornings}},
        start=Moment(date(2027, 2, 1)),
    )
    text = promise_text.as_text(promises(m), Ink())
    assert text.startswith("By hand: 1 promise. The plan keeps it; 1 comes after hours.\n")
    (row,) = cells_of(promises(m)).values()
    assert (row["planned"], row["due"]) == ("Tue 2 Feb 2027 17:00", "Tue 2 Feb 2027 12:00")
    assert row["margin"] == "after hours !"
    assert "before the customer works again" in text


def test_a_command_to_paste_fits_a_narrow_page() -> None:
    text = tolerance_text.as_text(tolerance(EVENT), Ink(), width=50)
    assert text.endswith(
        "\n  servicemap trace by-hand.yaml \\\n    --late hr=1d \\\n    --late it=1d"
    )


def test_a_lead_time_on_the_clock_begins_with_the_plan_and_waits_for_no_opening_hours() -> None:
    """Paint that dries for five hours from midnight is dry four hours before anybody comes."""
    m = read_text("""
map: {start: 2027-03-01}
teams:
  Paint shop:
    serves: [{customer: Shoppers, service: Dry parts, takes: 5h elapsed, promise: 1d}]
end_users: [Shoppers]
""").map
    text = promise_text.as_text(promises(m), Ink())
    assert "lead time 5h on the clock: Paint shop -> Shoppers" in text
    assert "Mon 1 Mar 2027 05:00" in text


def test_a_length_that_somebody_promised_is_due_as_it_was_written() -> None:
    """A week of four long days and a short one is no number of days."""
    m = read_text("""
map: {calendar: {workdays: Mon-Fri, hours: {Mon-Thu: 07:00-15:30, Fri: 07:00-13:00}}}
teams: {Desk: {serves: [{customer: Guests, service: Keys, takes: 1d, promise: 1w}]}}
end_users: [Guests]
""").map
    (keys,) = promises(m)
    assert due_in_words(m, keys) == "1w"
    assert "due 1w, planned 1d, margin 3d 6h" in card_in_words(show(m, "Desk"), Ink())
    dated = read_text(
        """
map: {start: 2027-03-01}
teams: {Desk: {serves: [{customer: Guests, service: Keys, takes: 1d, promise: 1w}]}}
end_users: [Guests]
"""
    ).map
    (keys,) = promises(dated)
    assert due_in_words(dated, keys) == "Fri 5 Mar 2027"
