"""What the two sides of a delivery say, held against each other.

Rules and reports both ask here, so that they never tell two stories.
"""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from servicemap.calendars import Calendar
from servicemap.durations import DAY_OF_CLOCK, WEEK_OF_CLOCK, Duration
from servicemap.model import Allow, Moment, Reliance, ServiceMap
from servicemap.names import Likeness, alike

if TYPE_CHECKING:
    from servicemap.timing.axis import Axis


COMPARED_AT_MOST = 100
"""Services between two parties, on each side, whose names are held against the other side's."""


def two_names(m: ServiceMap) -> Iterator[tuple[Reliance, Reliance]]:
    """Deliveries that seem to be one, under two names: the provider's and the customer's.

    Between the same two parties, each declared by one side only. Each stands in one pair at most,
    those that read most alike first; pairs in the order of the map.
    """
    offers: dict[tuple[str, str], list[Reliance]] = {}
    wishes: dict[tuple[str, str], list[Reliance]] = {}
    for one in m.reliances:
        if not one.agreed and one.provider != one.customer:
            said_by = wishes if one.provider_says is None else offers
            said_by.setdefault((one.provider, one.customer), []).append(one)
    for between, wanted in wishes.items():
        offered = offers.get(between, [])
        compared = sorted(
            (_alike(m, offer, wish), o, w)
            for o, offer in enumerate(offered[:COMPARED_AT_MOST])
            for w, wish in enumerate(wanted[:COMPARED_AT_MOST])
        )
        taken: set[tuple[str, int]] = set()
        for likeness, o, w in compared:
            own = {("offer", o), ("wish", w)}
            if likeness is not Likeness.NONE and not own & taken:
                taken |= own
                yield offered[o], wanted[w]


def lived_with(m: ServiceMap, one: Reliance) -> tuple[Allow, ...]:
    """The findings that people live with at a delivery: on its entries, then on their parties.

    It stands under each party that declares it.
    """
    sides = ((one.provider_says, one.provider), (one.customer_says, one.customer))
    declared = [(said, party) for said, party in sides if said is not None]
    own = [allow for said, _ in declared for allow in said.allow]
    return (*own, *(allow for _, party in declared for allow in m.parties[party].allow))


def _alike(m: ServiceMap, one: Reliance, other: Reliance) -> Likeness:
    return alike(m.services[one.service].name, m.services[other.service].name)


def expectation_gap(axis: "Axis", one: Reliance) -> int:
    """How much later than its customer expects something is promised, in their working time.

    0 or less where it is not, and 0 where nothing can be said: one of the two says nothing, or one
    gives a date and the other a length of time on a map without a start.
    """
    if one.promise is None or one.expects is None:
        return 0
    calendar = axis.calendar[one.customer]
    if isinstance(one.promise, Moment) and isinstance(one.expects, Moment):
        late: int | None = axis.moment(one.promise, calendar)
        due: int | None = axis.moment(one.expects, calendar)
    else:
        late, due = axis.due(one.promise, calendar), axis.due(one.expects, calendar)
    if late is None or due is None:
        return 0
    worked = axis.times[calendar].worked
    return worked(late) - worked(due)


def by(when: Moment | Duration) -> str:
    """When something is promised or expected: `by Thu 4 Mar 2027 12:00`, `within 3d`."""
    return f"within {when}" if isinstance(when, Duration) else f"by {when.in_words}"


def slack_differs(m: ServiceMap, one: Reliance) -> bool:
    """Whether both sides state slack, and not the same in the customer's working time."""
    believed = one.provider_says.slack if one.provider_says else None
    stated = one.customer_says.slack if one.customer_says else None
    if believed is None or stated is None:
        return False
    calendar = m.calendar_of(one.customer)
    if comparable(believed, stated, calendar):
        return calendar.minutes(believed) != calendar.minutes(stated)
    return any((*believed[:3], *stated[:3]))


def comparable(one: Duration, other: Duration, calendar: Calendar) -> bool:
    """Whether two lengths are of one kind: both working time, or both time on the clock.

    In a calendar that never closes these are the same.
    """
    return one.elapsed == other.elapsed or calendar.never_closes


def days_too_old(confirmed: date | None, every: Duration | None, today: date | None) -> int | None:
    """How many days ago something was confirmed, if that is longer than `every`; else None.

    Days and weeks are those of the calendar on the wall: `90d` are 90 days, whoever works on them.
    """
    if confirmed is None or every is None or today is None:
        return None
    passed = (today - confirmed).days
    too_old = passed * DAY_OF_CLOCK > every.minutes_where(DAY_OF_CLOCK, WEEK_OF_CLOCK)
    return passed if too_old else None
