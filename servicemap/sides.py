"""What the two sides of a delivery say, held against each other.

Rules and reports both ask here, so that they never tell two stories.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from servicemap.calendars import Calendar
from servicemap.durations import DAY_OF_CLOCK, WEEK_OF_CLOCK, Duration
from servicemap.likeness import Likeness, alike
from servicemap.model import (
    Allow,
    CustomerSays,
    Departures,
    Moment,
    Party,
    ProviderSays,
    Reliance,
    Rhythm,
    ServiceMap,
)
from servicemap.wording.lengths import in_words

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


class Gap(NamedTuple):
    """How much later than expected something is promised: on the clock, and worked in between.

    Minutes; of the customer's working time there may be none, over a weekend for instance.
    """

    clock: int
    worked: int

    def in_words(self, day: int) -> str:
        """`2 days`, in working time; where nobody works in between, `2 days on the clock`."""
        if self.worked:
            return in_words(self.worked, day)
        return f"{in_words(self.clock, DAY_OF_CLOCK)} on the clock"


def expectation_gap(axis: "Axis", one: Reliance) -> Gap | None:
    """How much later than its customer expects something is promised; None where it is not.

    A later date is later as everybody reads it, whoever works on these days; within one day, and
    for anything else, the customer's working time counts. None too where nothing can be said: one
    of the two says nothing, or one recurs and the other does not, or one gives a date and the other
    a length of time on a map without a start.
    """
    promise, expects = one.promise, one.expects
    if promise is None or expects is None:
        return None
    calendar = axis.calendar[one.customer]
    if isinstance(promise, Departures) and isinstance(expects, Departures):
        return _recurring_gap(axis, calendar, promise, expects)
    if isinstance(promise, Departures) or isinstance(expects, Departures):
        return None
    worked = axis.times[calendar].worked
    if isinstance(promise, Moment) and isinstance(expects, Moment):
        late, due = axis.moment(promise, calendar), axis.moment(expects, calendar)
        minutes = max(0, worked(late) - worked(due))
        days = (promise.day - expects.day).days
        if late <= due or not (days or minutes):
            return None
        dates_alone = promise.minute is None and expects.minute is None
        return Gap(days * DAY_OF_CLOCK if dates_alone else late - due, minutes)
    last, first = axis.due(promise, calendar), axis.due(expects, calendar)
    if last is None or first is None:
        return None
    minutes = worked(last) - worked(first)
    return Gap(last - first, minutes) if minutes > 0 else None


def _recurring_gap(
    axis: "Axis", calendar: int, promise: Departures, expects: Departures
) -> Gap | None:
    """By how much the first promise of a month (a week, a day) comes after the first expected.

    The longer of the two periods counts, the one in which the plan starts.
    """
    from servicemap.timing.network.departures import Timetable

    time = axis.times[calendar]
    day, _ = time.on_the_wall(axis.starts[calendar])
    rhythms = {promise.rhythm, expects.rhythm}
    if Rhythm.MONTHLY in rhythms:
        day -= date.fromordinal(day).day - 1
    elif Rhythm.WEEKLY in rhythms:
        day -= (day - 1) % 7
    first = time.moment(day, 0)
    late, due = (Timetable(one, time, first).after(first) for one in (promise, expects))
    minutes = time.worked(late) - time.worked(due)
    return Gap(late - due, minutes) if minutes > 0 else None


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
    return tuple((m.parties[party], says) for party, says in sides if says is not None)


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


def is_to_come(m: ServiceMap, confirmed: date | None, today: date | None) -> bool:
    """Whether somebody says to have confirmed something on a day that is yet to come.

    A map that is written ahead, for a plan that starts later, may speak as of that day.
    """
    if confirmed is None or today is None:
        return False
    now = max(today, m.start.day) if m.start else today
    return confirmed - now > A_DAY_AHEAD
