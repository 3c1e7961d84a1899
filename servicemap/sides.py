"""What the two sides of a delivery say, held against each other.

Rules and reports both ask here, so that they never tell two stories.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

from servicemap.calendars import Calendar
from servicemap.durations import DAY_OF_CLOCK, WEEK_OF_CLOCK, Duration
from servicemap.likeness import Likeness, alike
from servicemap.model import Allow, CustomerSays, Party, ProviderSays, Reliance, ServiceMap
from servicemap.timing.answers.gaps import Gap, gap_between

if TYPE_CHECKING:
    from servicemap.timing.network.axis import Axis


COMPARED_AT_MOST = 100
"""Services between two parties, on each side, whose names are held against the other side's."""


def two_names(m: ServiceMap) -> Iterator[tuple[Reliance, Reliance]]:
    """Deliveries that seem to be one, under two names: the provider's and the customer's.

    Between the same two parties, each declared by one side only. Each stands in one pair at most,
    those that read most alike first, and of equals by id; pairs in the order of the map.
    """
    offers: dict[tuple[str, str], list[Reliance]] = {}
    wishes: dict[tuple[str, str], list[Reliance]] = {}
    for one in m.reliances:
        if not one.agreed and one.provider != one.customer:
            said_by = wishes if one.provider_says is None else offers
            said_by.setdefault((one.provider, one.customer), []).append(one)
    for between, found in wishes.items():
        wanted = sorted(found, key=lambda one: one.id)
        offered = sorted(offers.get(between, ()), key=lambda one: one.id)
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
    declared = words_of(m, one)
    own = [allow for _, said in declared for allow in said.allow]
    return (*own, *(allow for party, _ in declared for allow in party.allow))


def _alike(m: ServiceMap, one: Reliance, other: Reliance) -> Likeness:
    return alike(m.services[one.service].name, m.services[other.service].name)


def expectation_gap(axis: "Axis", one: Reliance) -> Gap | None:
    """How much later than its customer expects something is promised; None where it is not.

    None too where nothing can be said, as `gap_between` has it, or one of the two says nothing.
    """
    if one.promise is None or one.expects is None:
        return None
    return gap_between(axis, axis.calendar[one.customer], one.promise, one.expects)


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


def confirmed_on(party: Party, says: ProviderSays | CustomerSays | None = None) -> date | None:
    """The day on which a party last said that something is still true: itself, or its entry.

    An entry that has no day of its own goes with its party, whose day is for all that it says.
    """
    return says.confirmed if says is not None and says.confirmed else party.confirmed


def words_of(m: ServiceMap, one: Reliance) -> tuple[tuple[Party, ProviderSays | CustomerSays], ...]:
    """Who says something of a delivery, and what: the provider first."""
    sides = ((one.provider, one.provider_says), (one.customer, one.customer_says))
    return tuple([(m.parties[party], says) for party, says in sides if says is not None])


def days_too_old(confirmed: date | None, every: Duration | None, today: date | None) -> int | None:
    """How many days ago something was confirmed, if that is longer than `every`; else None.

    Days and weeks are those of the calendar on the wall: `90d` are 90 days, whoever works on them.
    """
    if confirmed is None or every is None or today is None:
        return None
    passed = (today - confirmed).days
    too_old = passed * DAY_OF_CLOCK > every.minutes_where(DAY_OF_CLOCK, WEEK_OF_CLOCK)
    return passed if too_old else None


A_DAY_AHEAD = timedelta(days=1)
"""Where the day begins earlier, today's date is tomorrow's here."""


def is_to_come(m: ServiceMap, day: date | None, today: date | None) -> bool:
    """Whether a day on which somebody was heard, or something was done, is yet to come.

    A map that is written ahead, for a plan that starts later, may speak as of that day.
    """
    return day is not None and today is not None and day > last_day(m, today)


def last_day(m: ServiceMap, today: date) -> date:
    """The last day that is not yet to come, as `is_to_come` says."""
    return max(today, m.start.day) if m.start else today


def is_confirmed_ahead(m: ServiceMap, confirmed: date | None, today: date | None) -> bool:
    """Whether somebody says to have confirmed something on a day that is yet to come.

    A day ahead is let pass: `confirm` writes the date of whoever runs it, and nothing hangs on one
    day of that, as it does on which of several words is the newest.
    """
    return confirmed is not None and is_to_come(m, confirmed - A_DAY_AHEAD, today)
