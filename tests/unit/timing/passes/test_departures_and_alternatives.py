"""Departures, alternatives and loops in which a delay grows."""

from datetime import date, datetime

import pytest

from servicemap.bounds import Bounds, Fate
from servicemap.calendars import STANDARD, Calendar
from servicemap.durations import parse_duration
from servicemap.model import Departures, Moment, Rhythm, ServiceMap
from servicemap.timing.answers.delays import trace
from servicemap.timing.answers.promises import promises
from servicemap.timing.answers.traces import Hop
from tests.maps_by_hand import make_map, reliance, service
from tests.receipts_by_hand import adds_up, minutes

DAY = 480
CLOCK = Calendar(tuple(range(7)), ((0, 1440),))
FRIDAY_NOON = Departures(Rhythm.WEEKLY, "Fri 12:00", weekdays=(4,), minute=720)
MONDAYS = Departures(Rhythm.WEEKLY, "Mon 00:00", weekdays=(0,), minute=0)


def every(text: str) -> Departures:
    """`every 2d`"""
    return Departures(Rhythm.EVERY, f"every {text}", period=parse_duration(text))


@pytest.mark.parametrize(
    ("late", "hours"), [(0, 0), (1, 0), (2, 0), (3, 168), (24, 168), (170, 168), (171, 336)]
)
def test_what_misses_the_truck_waits_for_the_next(late: int, hours: int) -> None:
    # Ready on Friday at 10:00; the truck leaves on Fridays at 12:00.
    m = make_map(
        [service("plant/goods", "106h"), service("depot/goods", "0m")],
        [
            reliance("plant/goods", "depot", departs=FRIDAY_NOON),
            reliance("depot/goods", "shoppers"),
        ],
        calendar=CLOCK,
    )
    assert trace(m, {"plant": f"{late}h"})["shoppers"].delay == hours * 60


def amplifier(*, closed: bool) -> ServiceMap:
    """S delays V at once, and by way of W, which has three days of slack but leaves on Mondays.

    Settling the latest first would call V five days late, before W has been looked at.
    """
    return make_map(
        [service("s/x", "0m"), service("w/x", "0m"), service("v/x", "0m")],
        [
            reliance("s/x", "v"),
            reliance("s/x", "w", slack="3d"),
            reliance("w/x", "v", departs=MONDAYS),
            reliance("v/x", "shoppers"),
            *([reliance("v/x", "s", slack="100d")] if closed else []),
        ],
        calendar=CLOCK,
    )


@pytest.mark.parametrize("closed", [False, True])
def test_a_missed_departure_makes_less_of_a_delay_into_more(*, closed: bool) -> None:
    traced = trace(amplifier(closed=closed), {"s": "5d"})
    assert {k: minutes(late) // 1440 for k, late in traced.delays.items()} == {
        "s/x": 5,
        "w/x": 2,
        "v/x": 7,
    }
    chain = traced["shoppers"].chain
    assert [hop.service for hop in chain] == ["s/x", "w/x", "v/x"]
    assert chain[1] == Hop("w/x", 5 * 1440, 0, 3 * 1440, 5 * 1440, 0, 7 * 1440)


def any_two(**first: str) -> ServiceMap:
    """M takes the first of S1 (4 days) and S2 (7 days); Q (1 day) needs M and X (6 days)."""
    return make_map(
        [
            service("s1/x", "4d"),
            service("s2/x", "7d"),
            service("x/x", "6d"),
            service("m/x", "0m"),
            service("q/x", "1d"),
        ],
        [
            reliance("s1/x", "m"),
            reliance("s2/x", "m", switch=first.get("switch")),
            reliance("m/x", "q"),
            reliance("x/x", "q"),
            reliance("q/x", "shoppers"),
        ],
        any_of=[("m", ("s1/x", "s2/x"))],
    )


@pytest.mark.parametrize(
    ("late", "days"),
    [
        ({"s1": "1d"}, 0),
        ({"s1": "2d"}, 0),
        ({"s1": "3d"}, 1),
        ({"s1": "10d"}, 1),
        ({"s2": "99d"}, 0),
        ({"s1": "10d", "s2": "2d"}, 3),
    ],
)
def test_of_alternatives_one_is_enough(late: dict[str, str], days: int) -> None:
    promise = trace(any_two(), late)["shoppers"]
    assert promise.planned == 7 * DAY
    assert promise.delay == days * DAY


def test_a_switch_says_how_late_an_alternative_is_at_best() -> None:
    # S2 could be there on day 7; switched to, it comes five days after the first was planned.
    assert trace(any_two(switch="5d"), {"s1": "10d"})["shoppers"].delay == 3 * DAY


def test_what_an_alternative_saves_is_the_schedules_doing() -> None:
    chain = trace(any_two(), {"s1": "10d"})["shoppers"].chain
    assert chain[:2] == (
        Hop("s1/x", 0, 0, 0, 0, 10 * DAY, 10 * DAY),
        Hop(
            *("m/x", 10 * DAY, 7 * DAY, 0, 0, 0, 3 * DAY),
            absorbed_by_alternative=7 * DAY,
            instead="s2/x",
            instead_of="s1/x",
        ),
    )


def test_an_alternative_without_credit_does_not_come_to_the_rescue_of_one_with() -> None:
    m = make_map(
        [service("a/x", "2d"), service("b/x"), service("c/x", "1d")],
        [reliance("a/x", "c"), reliance("b/x", "c"), reliance("c/x", "shoppers")],
        any_of=[("c", ("a/x", "b/x"))],
    )
    promise = trace(m, {"a": "3d"})["shoppers"]
    assert promise.planned == 3 * DAY
    assert promise.late_bounds == Bounds(0, 3 * DAY)  # B may have been there all along


def test_an_alternative_inside_a_loop_does_not_come_to_the_rescue_of_one_outside() -> None:
    """C waits for A or for its own customer B: nobody in the loop is late, and yet C is."""
    m = make_map(
        [service("a/x", "2d"), service("b/x", "1d"), service("c/x", "1d")],
        [
            reliance("a/x", "c"),
            reliance("b/x", "c"),
            reliance("c/x", "b"),
            reliance("b/x", "shoppers"),
        ],
        any_of=[("c", ("a/x", "b/x"))],
    )
    late = trace(m, {"a": "3d"})
    assert late.delays == {"a/x": 3 * DAY, "b/x": 3 * DAY, "c/x": 3 * DAY}
    assert [hop.service for hop in late["shoppers"].chain] == ["a/x", "c/x", "b/x"]
    assert [hop.arrived_late for hop in late["shoppers"].chain] == [0, 3 * DAY, 3 * DAY]


def test_nobody_counts_on_an_alternative_of_which_nobody_knows_how_long_it_takes() -> None:
    m = make_map(
        [service("a/x"), service("b/x"), service("c/x")],
        [
            reliance("a/x", "c"),
            reliance("b/x", "c", switch="2d"),
            reliance("c/x", "shoppers"),
        ],
        any_of=[("c", ("a/x", "b/x"))],
    )
    assert trace(m, {"a": "1d"})["shoppers"].late_bounds == Bounds(0, 1 * DAY)
    assert trace(m, {"a": "5d"})["shoppers"].late_bounds == Bounds(0, 5 * DAY)


def test_a_loop_with_one_weekly_departure_settles_at_a_week() -> None:
    m = make_map(
        [service("a/x", "1d"), service("b/x", "1d")],
        [
            reliance("a/x", "b", departs=FRIDAY_NOON),
            reliance("b/x", "a"),
            reliance("b/x", "shoppers"),
        ],
    )
    promise = trace(m, {"a": "2h"})["shoppers"]
    assert promise.delay == 5 * DAY
    assert not promise.never_recovers


def test_a_loop_of_departures_that_never_meet_is_one_that_never_recovers() -> None:
    m = make_map(
        [service("a/x"), service("b/x"), service("c/x")],
        [
            reliance("a/x", "b", departs=every("17d elapsed")),
            reliance("b/x", "a", departs=every("23d elapsed")),
            reliance("b/x", "c", slack="2d"),
            reliance("c/x", "shoppers"),
        ],
        calendar=CLOCK,
    )
    promise = trace(m, {"a": "2h"})["shoppers"]
    assert promise.never_recovers
    assert promise.delay > 365 * 1440
    assert [hop.service for hop in promise.chain][-2:] == ["b/x", "c/x"]
    assert not trace(m, {"c": "2h"})["shoppers"].never_recovers


def test_calendars_of_parties_holidays_and_dates() -> None:
    m = make_map(
        [service("desk/order", "1d"), service("plant/goods", "12h"), service("shop/toys", "1d")],
        [
            reliance("desk/order", "plant"),
            reliance("plant/goods", "shop", slack="4h"),
            reliance("shop/toys", "shoppers", promise=Moment(date(2027, 2, 10))),
        ],
        start=Moment(date(2027, 2, 4)),
        calendar=STANDARD._replace(holidays=(date(2027, 2, 8),)),
        parties={"plant": {"calendar": CLOCK}},
    )
    on_time = trace(m, {"desk": "0d"})["shoppers"]
    # Thursday 17:00 the order, Friday 05:00 the goods, the toys on Friday at 17:00.
    assert on_time.planned_at == datetime(2027, 2, 5, 17)  # noqa: DTZ001 - the clock on the wall
    assert on_time.due_at == datetime(2027, 2, 10, 17)  # noqa: DTZ001
    # A day later the goods are there on Saturday at 05:00; slack reaches back into Friday.
    late = trace(m, {"desk": "1d"})["shoppers"]
    assert late.actual_at == datetime(2027, 2, 9, 13)  # noqa: DTZ001
    assert (late.delay, late.late) == (DAY // 2, 0)
    assert trace(m, {"desk": "2d"})["shoppers"].late == 0
    assert trace(m, {"desk": "3d"})["shoppers"].late == DAY // 2
    for hop in late.chain:
        assert adds_up(hop)


def test_elapsed_time_does_not_stop_at_night() -> None:
    m = make_map(
        [
            service("paint/coat", "4h"),
            service("paint/dry", "2d elapsed"),
            service("shop/toy", "1h"),
        ],
        [reliance("paint/dry", "shop"), reliance("shop/toy", "shoppers")],
        start=Moment(date(2027, 2, 4)),
    )
    m = m._replace(
        services=dict(m.services)
        | {
            "paint/coat": m.services["paint/coat"]._replace(needs=()),
            "paint/dry": m.services["paint/dry"]._replace(needs=("paint/coat",)),
        }
    )
    promise = trace(m, {"paint/coat": "1h"})["shoppers"]
    # Dry on Saturday at 13:00 or 14:00: on Monday morning that is the same.
    assert promise.planned_at == datetime(2027, 2, 8, 10)  # noqa: DTZ001
    assert promise.delay == 0
    assert trace(m, {"paint/dry": "2d elapsed"})["shoppers"].delay == 4 * 60 + 0 * DAY


def test_slack_on_the_clock() -> None:
    m = make_map(
        [service("a/x", "5d"), service("b/x", "1d")],
        [reliance("a/x", "b", slack="63h elapsed"), reliance("b/x", "shoppers")],
    )
    # Planned for Friday 17:00; b starts on Monday 09:00 and can go on until Thursday 00:00.
    assert trace(m, {"a": "3d"})["shoppers"].delay == 0
    assert trace(m, {"a": "4d"})["shoppers"].delay == 8 * 60


def test_every_two_days_counts_from_the_planned_departure() -> None:
    m = make_map(
        [service("a/x", "3d 1h"), service("b/x", "1d")],
        [reliance("a/x", "b", departs=every("2d")), reliance("b/x", "shoppers")],
    )
    assert trace(m, {"a": "1m"})["shoppers"].delay == 2 * DAY
    assert trace(m, {"a": "2d"})["shoppers"].delay == 2 * DAY
    assert trace(m, {"a": "2d 1m"})["shoppers"].delay == 4 * DAY


def test_a_promise_that_is_a_date_cannot_be_held_against_a_typical_week() -> None:
    m = make_map(
        [service("a/x", "1d")], [reliance("a/x", "shoppers", promise=Moment(date(2027, 2, 1)))]
    )
    promise = trace(m, {"a": "1d"})["shoppers"]
    assert promise.due is None  # nobody knows where in the plan that day is
    assert promise.delay_bounds == Bounds.of(DAY)
    assert (promise.late_bounds, promise.fate) == (Bounds(0, None), Fate.OPEN)


@pytest.mark.parametrize(
    ("day", "minute", "from_day", "leaves"),
    [
        (25, None, date(2027, 2, 1), "2027-02-25 17:00"),
        (25, 720, date(2027, 2, 1), "2027-02-25 12:00"),
        # 31 January and 28 February 2027 are Sundays: the Fridays before, as for `monthly last`.
        (31, None, date(2027, 1, 4), "2027-01-29 17:00"),
        (31, None, date(2027, 2, 1), "2027-02-26 17:00"),
        (None, None, date(2027, 2, 1), "2027-02-26 17:00"),
        # 1 May 2027 is a Saturday, and the Friday before it is in April.
        (1, None, date(2027, 4, 26), "2027-04-30 17:00"),
    ],
)
def test_what_leaves_monthly_leaves_on_a_working_day(
    day: int | None, minute: int | None, from_day: date, leaves: str
) -> None:
    departs = Departures(Rhythm.MONTHLY, "monthly", minute=minute, month_day=day)
    m = make_map(
        [service("plant/goods", "1d")],
        [reliance("plant/goods", "shoppers", departs=departs)],
    )
    (found,) = promises(m._replace(start=Moment(from_day)))
    assert str(found.planned_at) == f"{leaves}:00"
