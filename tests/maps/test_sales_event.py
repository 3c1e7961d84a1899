"""The sales event: a profit report that slips by two days, and ten customers who wait.

The plan, in working days from the start:

    Accounts       Profit report        2      done at 2
    Sales          Top ten list         1      2 to 3
    Design studio  Invitation artwork   1 1/2  done at 1 1/2
    Print works    Blank invitations    2      1 1/2 to 3 1/2
    Accounts       Deposit              1      done at 1
    Harbour Hotel  Room booking         1      1 to 2
    Event desk     Invitations          1 1/2  3 1/2, when the blanks are there, to 5: as promised

Accounts two days late, in both of its services:

    Accounts    Profit report   2 days late, at 4
    Sales       can go on for half a day without it: starts at 3 1/2, not at 2; list at 4 1/2
    Event desk  would have waited for the blanks until 3 1/2 anyway, half a day after the list
                was due; starts at 4 1/2, a day late
    Top ten accounts have their invitations at 6: one day late. Two days went in, half a day was
    absorbed by the slack of Sales, half a day by the schedule of the Event desk.

The other chain is not added to it: the deposit is paid at 3, just as promised, so the room is
booked at 4, two days late and half a day after the Event desk wanted to start. That falls half a
day short of the chain that drives the delay. New enquiries get their offers from Sales, who need
nobody's figures for them, on time.
"""

from pathlib import Path

import pytest

import servicemap as sm
from servicemap.findings import Severity
from servicemap.model import Group, ServiceMap
from servicemap.timing.answers.traces import Hop

MAP = Path(__file__).parents[2] / "maps" / "sales-event.yaml"
DAY = 8 * 60
HALF = DAY // 2


@pytest.fixture(scope="module")
def event() -> ServiceMap:
    return sm.load(MAP)


def test_it_is_clean(event: ServiceMap) -> None:
    counts = sm.check(event).counts
    assert (counts[Severity.ERROR], counts[Severity.WARNING]) == (0, 0)


def test_it_needs_nothing_but_working_days(event: ServiceMap) -> None:
    assert event.start is None
    assert event.calendar.day == DAY
    assert event.alternatives == ()
    assert [r.id for r in event.reliances if r.departs] == []
    assert [s.id for s in event.services.values() if s.takes is None] == []


def test_nobody_late_keeps_every_promise(event: ServiceMap) -> None:
    trace = sm.trace(event, late={"accounts": "0d"})
    assert trace.felt == ()
    assert {p.service: p.planned for p in trace if p.customer == "top-ten-accounts"} == {
        "event-desk/invitations": 5 * DAY
    }


def test_the_ten_best_customers_wait_a_day(event: ServiceMap) -> None:
    trace = sm.trace(event, late={"accounts": "2d"})
    assert [(p.customer, p.service, p.late) for p in trace.felt] == [
        ("top-ten-accounts", "event-desk/invitations", DAY)
    ]
    invitations = trace["Top ten accounts"]
    assert (invitations.due, invitations.actual) == (5 * DAY, 6 * DAY)
    assert invitations.certain
    assert invitations.chain == (
        Hop("accounts/profit-report", 0, 0, 0, 0, 2 * DAY, 2 * DAY),
        Hop(
            "sales/top-ten-list",
            arrived_late=2 * DAY,
            absorbed_by_schedule=0,
            absorbed_by_slack=HALF,
            added_by_departure=0,
            added_here=0,
            passed_on=DAY + HALF,
        ),
        Hop(
            "event-desk/invitations",
            arrived_late=DAY + HALF,
            absorbed_by_schedule=HALF,
            absorbed_by_slack=0,
            added_by_departure=0,
            added_here=0,
            passed_on=DAY,
            waits_for="print-works/blank-invitations",
        ),
    )


def test_the_room_is_the_runner_up_and_is_not_added(event: ServiceMap) -> None:
    trace = sm.trace(event, late={"accounts": "2d"})
    assert trace["Top ten accounts"].runner_up == (
        "accounts/deposit",
        "harbour-hotel/room-booking",
        "event-desk/invitations",
    )
    assert trace.delays["harbour-hotel/room-booking"] == 2 * DAY
    by_deposit = sm.trace(event, late={"accounts/deposit": "2d"})["Top ten accounts"]
    assert by_deposit.late == HALF


@pytest.mark.parametrize(("late", "felt"), [("1d", 0), ("1d 1m", 1), ("2d", DAY), ("3d", 2 * DAY)])
def test_accounts_can_be_one_day_late(event: ServiceMap, late: str, felt: int) -> None:
    assert sm.trace(event, late={"accounts": late})["Top ten accounts"].late == felt


def test_those_who_need_no_figures_do_not_notice(event: ServiceMap) -> None:
    trace = sm.trace(event, late={"accounts": "2d"})
    assert trace["New enquiries"].delay == 0
    deposit = trace["Harbour Hotel"]
    assert (deposit.delay, deposit.late) == (2 * DAY, 0)


def test_its_parties(event: ServiceMap) -> None:
    assert [(p.name, p.group) for p in event.parties.values() if p.group is not Group.TEAMS] == [
        ("Print works", Group.SUPPLIERS),
        ("Harbour Hotel", Group.SUPPLIERS),
        ("Top ten accounts", Group.END_USERS),
        ("New enquiries", Group.PROSPECTS),
    ]
