"""Promises and tolerances as people and programs read them."""

from datetime import date

from servicemap.model import Moment
from servicemap.reporting import promises as promise_text
from servicemap.reporting import tolerances as tolerance_text
from servicemap.reporting.terminal import Ink
from servicemap.timing.promises import promises
from servicemap.timing.tolerances import SINGLE_FAULT, tolerance
from tests.maps_by_hand import make_map, reliance, service

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


def test_promises_the_tightest_first() -> None:
    assert promise_text.as_text(promises(EVENT), Ink()) == (
        "4 promises, 1 broken by the plan itself, 1 of unknown margin.\n"
        "\n"
        "customer  service      planned  due   margin  driven by\n"
        "Shoppers  Payroll      1d       4h       -4h  Hr\n"
        "Guests    Invitations  5d       5d        0d  Accounts -> Sales\n"
        "Shoppers  Invitations  5d       8d        3d  Accounts -> Sales\n"
        "Guests    Tools        0d       0d   unknown  It\n"
        "\n"
        "Unknown margin: some working times behind it are unknown, or wait for each other in a"
        " circle."
    )


def test_promises_in_json() -> None:
    dated = EVENT._replace(start=Moment(date(2027, 2, 1)))
    found = promise_text.as_json(promises(dated))
    assert (found["version"], found["kind"]) == (1, "promises")
    assert found["promises"][3] == {
        "service": "sales/invitations",
        "customer": "shoppers",
        "planned_minutes": 5 * DAY,
        "due_minutes": 8 * DAY,
        "margin_minutes": 3 * DAY,
        "chain": ["accounts/report", "sales/invitations"],
        "lower_bound": False,
        "why": "",
        "planned_at": "2027-02-05T17:00:00",
        "due_at": "2027-02-10T17:00:00",
    }
    assert found["promises"][1]["margin_minutes"] is None
    assert found["promises"][1]["why"]


def test_tolerances_as_a_matrix_that_needs_no_colour() -> None:
    assert tolerance_text.as_text(tolerance(EVENT), Ink()) == (
        "how late may be  Guests  Shoppers\n"
        "Hr                    -      !-4h\n"
        "It                  *0d         -\n"
        "Sales               *0d        3d\n"
        "Accounts            .4h     3d 4h\n"
        "\n"
        "! broken by the plan   * no tolerance   . less than a day   - does not reach it\n"
        "\n" + SINGLE_FAULT
    )


def test_tolerances_as_csv_and_json() -> None:
    lines = tolerance_text.as_csv(tolerance(EVENT)).splitlines()
    assert lines[0] == "team,service,customer,minutes,tolerance"
    assert "accounts,sales/invitations,shoppers,1680,3d 4h" in lines
    found = tolerance_text.as_json(tolerance(EVENT))
    assert (found["version"], found["kind"]) == (1, "tolerance")
    assert found["tolerances"][0] == {
        "service": "accounts/report",
        "promise": {"service": "sales/invitations", "customer": "guests"},
        "minutes": 240,
        "why": "",
    }
    assert found["teams"][-1]["team"] == "sales"


def test_a_map_without_promises_says_so() -> None:
    m = make_map([service("a/x", "1d"), service("b/x", "1d")], [reliance("a/x", "b")])
    assert promise_text.as_text(promises(m), Ink()).startswith("Nothing is promised")
    assert tolerance_text.as_text(tolerance(m), Ink()).startswith("Nobody's work reaches")
