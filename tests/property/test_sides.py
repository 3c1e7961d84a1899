"""Gaps and slack against the clock on the wall, one half hour after the other."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from servicemap.calendars import Calendar
from servicemap.durations import Duration
from servicemap.model import CustomerSays, Moment, ProviderSays, Reliance
from servicemap.sides import days_too_old, expectation_gap, slack_differs
from servicemap.timing.network.axis import Axis
from tests.maps_by_hand import HERE, make_map, service

FIRST = date(2027, 2, 1)
DAY = 24 * 60
STEP = 30
"""Minutes: nobody here begins or ends between two of these."""

calendars = st.builds(
    Calendar,
    workdays=st.sets(st.integers(0, 6), min_size=1).map(lambda days: tuple(sorted(days))),
    hours=st.sampled_from([((540, 1020),), ((480, 720), (780, 960)), ((0, 1440),), ((600, 660),)]),
    holidays=st.sets(st.integers(0, 9), max_size=2).map(
        lambda days: tuple(FIRST + timedelta(days=day) for day in sorted(days))
    ),
    country=st.none(),
    timezone=st.none(),
    differing=st.sampled_from([(), ((4, ((540, 780),)),), ((0, ((480, 720), (780, 1140))),)]),
    also=st.sampled_from([(), (FIRST + timedelta(5), FIRST + timedelta(8))]),
    day_length=st.sampled_from([None, 450]),
)
moments = st.builds(
    Moment,
    st.integers(0, 9).map(lambda days: FIRST + timedelta(days=days)),
    st.none() | st.integers(0, 24).map(lambda hours: hours * 60),
)
working = st.builds(
    Duration,
    weeks=st.just(0),
    days=st.integers(0, 4),
    minutes=st.sampled_from([0, 30, 60, 240]),
    elapsed=st.just(False),
)


def is_worked(calendar: Calendar, minute: int) -> bool:
    """Whether the customer works from this minute after the first midnight on."""
    day, of_day = divmod(minute, DAY)
    on = FIRST + timedelta(days=day)
    usual = on.weekday() in calendar.workdays and on not in calendar.holidays
    hours = dict(calendar.differing).get(on.weekday(), calendar.hours)
    works = usual or on in calendar.also
    return works and any(start <= of_day < end for start, end in hours)


def reached(calendar: Calendar, when: Moment | Duration) -> int:
    """The minute that a date names, or by which so much has been worked from the first on."""
    if isinstance(when, Moment):
        day = (when.day - FIRST).days
        if when.minute is not None:
            return day * DAY + when.minute
        works = any(is_worked(calendar, day * DAY + minute) for minute in range(0, DAY, STEP))
        hours = dict(calendar.differing).get(when.day.weekday(), calendar.hours)
        return day * DAY + (hours[-1][1] if works else DAY)
    left, minute = int(when.days * calendar.day + when.minutes), 0
    while left:
        left -= STEP * is_worked(calendar, minute)
        minute += STEP
    return minute


def between(promise: Moment | Duration, expects: Moment | Duration) -> Reliance:
    return Reliance(
        "shoppers",
        "stores",
        "stores/toys",
        ProviderSays(None, HERE, promise=promise),
        CustomerSays(None, HERE, expects=expects),
    )


@given(calendars, moments | working, moments | working)
def test_a_gap_is_what_the_customer_works_between_the_two(
    calendar: Calendar, promise: Moment | Duration, expects: Moment | Duration
) -> None:
    one = between(promise, expects)
    m = make_map(
        [service("stores/toys")],
        [one],
        parties={"shoppers": {"calendar": calendar}},
        start=Moment(FIRST, 0),
    )
    due, late = reached(calendar, expects), reached(calendar, promise)
    worked = sum(STEP for minute in range(due, late, STEP) if is_worked(calendar, minute))
    gap = expectation_gap(Axis(m), one)
    assert (gap.worked if gap else 0) == worked
    if isinstance(promise, Moment) and isinstance(expects, Moment):
        assert (gap is not None) == (due < late and (worked > 0 or expects.day < promise.day))
    else:
        assert (gap is not None) == (worked > 0)


@given(calendars, st.integers(0, 9), st.integers(0, 9))
def test_a_later_day_is_later_whoever_works_on_it(
    calendar: Calendar, promised: int, expected: int
) -> None:
    """Two dates without a time of day are compared as everybody reads them."""
    one = between(*(Moment(FIRST + timedelta(days=days), None) for days in (promised, expected)))
    m = make_map([service("stores/toys")], [one], parties={"shoppers": {"calendar": calendar}})
    gap = expectation_gap(Axis(m), one)
    assert (gap is not None) == (promised > expected)
    assert gap is None or gap.clock == (promised - expected) * DAY


@given(calendars, working, working)
def test_slack_differs_where_the_customer_works_another_time_in_it(
    calendar: Calendar, believed: Duration, stated: Duration
) -> None:
    one = Reliance(
        "shoppers",
        "stores",
        "stores/toys",
        ProviderSays(None, HERE, slack=believed),
        CustomerSays(None, HERE, slack=stated),
    )
    m = make_map([service("stores/toys")], [one], parties={"shoppers": {"calendar": calendar}})
    typical = calendar.without_days()._replace(timezone=None)
    same = reached(typical, believed) == reached(typical, stated)
    assert slack_differs(m, one) is not same


@given(st.dates(FIRST, date(2029, 1, 1)), st.integers(0, 30), st.integers(0, 5))
def test_what_is_good_for_so_many_days_is_too_old_the_day_after(
    confirmed: date, days: int, weeks: int
) -> None:
    every = Duration(weeks=weeks, days=days)
    last_day = confirmed + timedelta(days=days, weeks=weeks)
    assert days_too_old(confirmed, every, last_day) is None
    assert days_too_old(confirmed, every, last_day + timedelta(days=1)) == days + 7 * weeks + 1
    assert days_too_old(None, every, last_day) is None
    assert days_too_old(confirmed, None, last_day) is None
    assert days_too_old(confirmed, every, None) is None
