"""A trace as a manager reads it, and as a program does."""

from datetime import date

from servicemap.calendars import Calendar
from servicemap.feedback import Care
from servicemap.model import Departures, Moment, Rhythm
from servicemap.reporting.json.traces import as_json
from servicemap.reporting.terminal import Ink
from servicemap.reporting.text.traces import as_text
from servicemap.timing.answers.delays import trace
from tests.maps_by_hand import length, make_map, reliance, service

DAY = 480
EVENT = make_map(
    [
        service("accounts/report", "3d"),
        service("it/tools", "1d"),
        service("sales/invitations", "2d"),
        service("hr/payroll", "1d"),
    ],
    [
        reliance("accounts/report", "sales", slack="1d"),
        reliance("it/tools", "sales"),
        reliance("sales/invitations", "guests"),
        reliance("sales/invitations", "shoppers", promise="8d"),
        reliance("hr/payroll", "shoppers"),
    ],
    outside=("guests", "shoppers"),
)


def test_the_sentence_comes_first_then_the_chain_then_the_receipt() -> None:
    assert as_text(trace(EVENT, {"accounts": "2d"}), Ink()) == (
        "Accounts 2 days late makes Invitations for Guests 1 day late.\n"
        "  Accounts -> Sales -> Guests\n"
        "  Absorbed on the way: 1 day by slack at Sales.\n"
        "\n"
        "                      arrives    slack  its own  passes\n"
        "                         late  absorbs    delay      on\n"
        "  Accounts: Report          -        -       2d      2d\n"
        "  Sales: Invitations       2d       1d        -      1d\n"
        "\n"
        "Later than planned, but kept: Invitations for Shoppers."
    )
    every = as_text(trace(EVENT, {"accounts": "2d"}), Ink(), everything=True)
    assert every.endswith("\n\nNot hit: Payroll for Shoppers.")


def test_a_delay_that_reaches_nobody_says_what_absorbed_it() -> None:
    assert as_text(trace(EVENT, {"it": "2d", "hr": "0d"}), Ink()).splitlines()[:2] == [
        "It 2 days late and Hr on time: nobody outside notices.",
        "  Absorbed: 2 days by the schedule at Sales (it waits for Accounts anyway).",
    ]


def test_a_team_that_provides_nothing_is_told_so() -> None:
    text = as_text(trace(EVENT, {"guests": "2d"}), Ink())
    assert text.startswith("Guests provide no service, so nobody waits for them.")


def test_a_team_that_provides_nothing_does_not_hide_one_that_does() -> None:
    text = as_text(trace(EVENT, {"guests": "2d", "accounts": "2d"}), Ink())
    assert text.startswith("Accounts 2 days late makes Invitations for Guests 1 day late.")
    assert "Guests provide no service, so nobody waits for them." in text


def test_names_are_shown_but_never_obeyed() -> None:
    parties = dict(EVENT.parties)
    parties["accounts"] = parties["accounts"]._replace(name="Acc\x1b[2Jounts")
    text = as_text(trace(EVENT._replace(parties=parties), {"accounts": "2d"}), Ink())
    assert "\x1b" not in text


def test_json_holds_what_it_promises() -> None:
    found = as_json(trace(EVENT, {"accounts": "2d"}), everything=True)
    assert (found["version"], found["kind"]) == (2, "trace")
    assert found["late"] == {"accounts": 2 * DAY}
    assert found["services"] == [
        {"service": "accounts/report", "delay_minutes": 2 * DAY},
        {"service": "sales/invitations", "delay_minutes": DAY},
    ]
    assert [(p["service"], p["customer"], p["late_minutes"]) for p in found["promises"]] == [
        ("hr/payroll", "shoppers", 0),
        ("sales/invitations", "guests", DAY),
        ("sales/invitations", "shoppers", 0),
    ]
    assert found["promises"][1]["chain"][1] == {
        "service": "sales/invitations",
        "arrived_late_minutes": 2 * DAY,
        "absorbed_by_schedule_minutes": 0,
        "absorbed_by_slack_minutes": DAY,
        "added_by_departure_minutes": 0,
        "added_here_minutes": 0,
        "passed_on_minutes": DAY,
        "absorbed_by_alternative_minutes": 0,
        "instead": None,
        "instead_of": None,
        "absorbed_by_hours_minutes": 0,
        "hours_off": [],
        "absorbed_by_departure_minutes": 0,
        "waits_for": None,
        "departs": None,
        "departs_at": None,
        "added_by_opening_minutes": 0,
    }
    assert (found["permutations"], found["seed"], found["open"]) == (None, None, [])
    reached = as_json(trace(EVENT, {"accounts": "2d"}))["promises"]
    assert reached == found["promises"][1:]


def test_dates_shares_and_the_recovery_plan_are_told_where_the_map_has_them() -> None:
    parties = dict(EVENT.parties)
    parties["guests"] = parties["guests"]._replace(
        owner="Maria Lopez", care=Care(recovery={"apologise": "A call", "follow_up": "A letter"})
    )
    m = EVENT._replace(parties=parties, start=Moment(date(2027, 2, 1)))
    text = as_text(trace(m, {"accounts": "2d", "it": "3d 4h"}), Ink(), width=200)
    assert text.splitlines()[:4] == [
        (
            "Accounts 2 days late and It 3 days 4 hours late make Invitations for Guests"
            " 1 day 4 hours late: Tue 9 Feb 2027 13:00 instead of Fri 5 Feb 2027 17:00."
        ),
        "  It -> Sales -> Guests",
        "  Absorbed on the way: 2 days by the schedule at Sales (it waits for Accounts anyway).",
        "  Fair shares of it: It 1 day, Accounts 4 hours.",
    ]
    assert (
        "What to do for Guests (owner: Maria Lopez):\n  apologise: A call\n  follow up: A letter"
    ) in text


def test_a_delay_that_never_recovers_has_no_number() -> None:
    def every(text: str) -> Departures:
        return Departures(Rhythm.EVERY, f"every {text}", period=length(text))

    m = make_map(
        [service("a/x"), service("b/x")],
        [
            reliance("a/x", "b", departs=every("17d elapsed")),
            reliance("b/x", "a", departs=every("23d elapsed")),
            reliance("b/x", "shoppers"),
        ],
        calendar=Calendar(tuple(range(7)), ((0, 1440),)),
    )
    traced = trace(m, {"a": "2h"})
    assert "never recovers" in as_text(traced, Ink())
    (promise,) = as_json(traced)["promises"]
    assert (promise["late_minutes"], promise["never_recovers"]) == (None, True)
    assert promise["why"] == "the delay grows each time round a loop"


def test_dates_in_json_are_iso() -> None:
    found = as_json(trace(EVENT._replace(start=Moment(date(2027, 2, 1))), {"accounts": "2d"}))
    assert found["promises"][0]["actual_at"] == "2027-02-08T17:00:00"


def test_a_promise_that_the_plan_breaks_is_not_called_unhit() -> None:
    m = make_map(
        [service("shop/toys", "3d"), service("hr/pay", "1d")],
        [reliance("shop/toys", "shoppers", promise="2d"), reliance("hr/pay", "shoppers")],
    )
    text = as_text(trace(m, {"hr": "1d"}), Ink())
    assert "Late already by plan: Toys for Shoppers." in text
    assert "Not hit" not in text


WARDS = make_map(
    [
        service("store/tubes", "1d"),
        service("lab/counts", "1d", ["store/tubes"]),
        service("lab/blood", "1d", ["store/tubes"]),
        service("porters/boxes", "1d"),
    ],
    [
        reliance("store/tubes", "lab", slack="1d"),
        reliance("lab/counts", "wards"),
        reliance("lab/counts", "doctors", promise="4d"),
        reliance("lab/blood", "porters"),
        reliance("porters/boxes", "theatres", promise="3d"),
    ],
    outside=("wards", "doctors", "theatres"),
)
"""Tubes take a day, the lab a day, the porters a day. Tubes 3 days late: the lab's slack absorbs
one, and two days go on to everybody. Doctors had two days of margin."""


def test_several_promises_are_a_sentence_each_and_one_receipt() -> None:
    assert as_text(trace(WARDS, {"store": "3d"}), Ink(), width=80).splitlines() == [
        "Store 3 days late makes 2 promises late:",
        "  End users",
        "    Counts for Wards 2 days late.",
        "    Boxes for Theatres 2 days late.",
        "",
        "Absorbed on the way: 1 day by slack at Lab.",
        "",
        "                                arrives    slack  its own  passes",
        "                                   late  absorbs    delay      on",
        "  Store: Tubes                        -        -       3d      3d",
        "  - Lab: Counts -> Wards             3d       1d        -      2d",
        "  - Lab: Blood                       3d       1d        -      2d",
        "    Porters: Boxes -> Theatres       2d        -        -      2d",
        "",
        "Later than planned, but kept: Counts for Doctors.",
    ]


def test_margins_that_absorb_name_the_customer() -> None:
    text = as_text(trace(WARDS, {"store": "4d"}), Ink(), width=200)
    assert "Store 4 days late makes 3 promises late:" in text
    assert "Counts for Doctors 1 day late." in text
    assert "2 days by the margin of the promise to Doctors" in text


def test_a_lateness_that_is_partly_planned_says_so() -> None:
    m = make_map([service("a/x", "3d")], [reliance("a/x", "shoppers", promise="2d")])
    # Planned a day late, and then three more.
    text = as_text(trace(m, {"a": "3d"}), Ink())
    assert text.startswith(
        "A 3 days late makes X for Shoppers 3 days later than it was already, 4 days late in all."
    )


def test_end_users_come_before_suppliers_and_teams_even_if_less_late() -> None:
    m = make_map(
        [service("a/x", "1d"), service("b/y", "1d", []), service("b/z", "1d", ["a/x"])],
        [
            reliance("a/x", "b"),
            reliance("b/y", "shop", promise="2d"),
            reliance("b/z", "shoppers", promise="3d"),
        ],
    )
    text = as_text(trace(m, {"a": "2d", "b/y": "3d"}), Ink())
    assert text.index("Z for Shoppers 1 day late") < text.index("Y for Shop 2 days late")
