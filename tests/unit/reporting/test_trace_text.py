"""A trace as a manager reads it, and as a program does."""

from servicemap.reporting.terminal import Ink
from servicemap.reporting.traces import as_json, as_text
from servicemap.timing.delays import trace
from tests.maps_by_hand import make_map, reliance, service

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
        "                      arrives late  slack absorbs  its own delay  passes on\n"
        "  Accounts: Report               -              -             2d         2d\n"
        "  Sales: Invitations            2d             1d              -         1d\n"
        "\n"
        "Later than planned, but kept: Invitations for Shoppers.\n"
        "\n"
        "Not hit: Payroll for Shoppers."
    )


def test_a_delay_that_reaches_nobody_says_what_absorbed_it() -> None:
    assert as_text(trace(EVENT, {"it": "2d", "hr": "0d"}), Ink()).splitlines()[:2] == [
        "It 2 days late and Hr on time: nobody outside notices.",
        "  Absorbed: 2 days by the schedule at Sales.",
    ]


def test_a_team_that_provides_nothing_is_told_so() -> None:
    text = as_text(trace(EVENT, {"guests": "2d"}), Ink())
    assert text.startswith("Guests provides no service, so nobody waits for it.")


def test_a_team_that_provides_nothing_does_not_hide_one_that_does() -> None:
    text = as_text(trace(EVENT, {"guests": "2d", "accounts": "2d"}), Ink())
    assert text.startswith("Accounts 2 days late makes Invitations for Guests 1 day late.")
    assert "Guests provides no service: nobody waits for it." in text


def test_names_are_shown_but_never_obeyed() -> None:
    parties = dict(EVENT.parties)
    parties["accounts"] = parties["accounts"]._replace(name="Acc\x1b[2Jounts")
    text = as_text(trace(EVENT._replace(parties=parties), {"accounts": "2d"}), Ink())
    assert "\x1b" not in text


def test_json_holds_what_it_promises() -> None:
    found = as_json(trace(EVENT, {"accounts": "2d"}))
    assert (found["version"], found["kind"]) == (1, "trace")
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
    }
