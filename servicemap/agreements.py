"""The handshake: what the two sides of each delivery say, and what is not agreed.

    differs       both have spoken, and their words do not fit
    unconfirmed   only one side says that there is such a delivery
    agreed        both say so, and nothing contradicts

What is promised earlier than it is expected is agreed. Where the sides seem to call one service by
two names, that is one agreement with an open point, and not two deliveries that one side forgot.
Rules and reports both ask here, so that they never tell two stories.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from servicemap.dates import on_day
from servicemap.durations import DAY_OF_CLOCK, WEEK_OF_CLOCK, Duration, in_words
from servicemap.index import find_party
from servicemap.model import CustomerSays, Moment, Party, ProviderSays, Reliance, ServiceMap
from servicemap.spelling import closest

ALIKE = 0.6
"""From this likeness on two names may well mean one service."""


class State(StrEnum):
    """How a delivery stands between its sides, what needs talking about first."""

    DIFFERS = "differs"
    UNCONFIRMED = "unconfirmed"
    AGREED = "agreed"


class About(StrEnum):
    """What an open point is about, the most urgent first."""

    PROMISE = "promise"
    NAME = "name"
    SLACK = "slack"
    SIDE = "side"
    CONFIRMED = "confirmed"


class Gap(NamedTuple):
    """A promise that does not meet what the customer expects.

    `minutes` of the customer's working time too late, possibly none of it: then it comes after
    work. None where the two cannot be held against each other, or nothing is promised.
    """

    reliance: Reliance
    minutes: int | None


class Point(NamedTuple):
    """Something that is not agreed, in a sentence without a full stop."""

    about: About
    sentence: str
    minutes: int = 0


class Side(NamedTuple):
    """One side of a delivery.

    `says` is its own entry, None where it says nothing; `confirmed` the day on which it, or else
    the whole party, last said that this is still true; `stale` whether that is too long ago.
    """

    party: Party
    says: ProviderSays | CustomerSays | None
    confirmed: date | None = None
    stale: bool = False


class Agreement(NamedTuple):
    """How one delivery stands.

    `reliance` is the delivery as its provider names it where the sides use two names; then
    `called` is what the customer calls it, else None.
    """

    reliance: Reliance
    state: State
    provider: Side
    customer: Side
    points: tuple[Point, ...]
    called: Reliance | None = None


class Agreements:
    """Every delivery of a map, or of one party, what needs talking about first.

    Iterating gives them. `team` is the id of the party to which the question was limited, or None.
    """

    __slots__ = ("_all", "map", "team")

    def __init__(self, m: ServiceMap, found: Sequence[Agreement], team: str | None = None) -> None:
        self.map = m
        self.team = team
        self._all = tuple(found)

    def __iter__(self) -> Iterator[Agreement]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)

    @property
    def counts(self) -> dict[State, int]:
        """How many deliveries stand how."""
        states = [one.state for one in self._all]
        return {state: states.count(state) for state in State}

    def __repr__(self) -> str:
        counted = ", ".join(f"{n} {state}" for state, n in self.counts.items() if n)
        return f"<Agreements: {counted or 'nobody serves anybody'}>"

    def _repr_html_(self) -> str:
        from servicemap.timing.notebooks import html_table

        name = self.map.name_of
        rows = [
            (
                name(one.reliance.service),
                one.customer.party.name,
                one.state,
                "; ".join(point.sentence for point in one.points),
                " / ".join(side.party.owner or "nobody" for side in (one.provider, one.customer)),
            )
            for one in self._all
        ]
        headers = ("service", "customer", "state", "not agreed", "owners")
        return html_table(repr(self)[1:-1], headers, rows)


def agreements(m: ServiceMap, team: str | None = None, *, today: date | None = None) -> Agreements:
    """What each side of each delivery says, and what is not agreed.

    `team` limits it to the deliveries to and from one party. Whether a confirmation is too old is
    said where `today` is given. Raises UnknownName.
    """
    wanted = None if team is None else find_party(m, team)
    asked = [one for one in m.reliances if wanted in {None, one.provider, one.customer}]
    gaps = {gap.reliance.id: gap for gap in expectation_gaps(m)}
    names = {provider.id: customer for provider, customer in two_names(m)}
    second_names = {customer.id for customer in names.values()}
    found = [
        _agreement(m, one, gaps.get(one.id), names.get(one.id), today)
        for one in asked
        if one.id not in second_names
    ]
    return Agreements(m, sorted(found, key=_urgency), wanted)


def _urgency(one: Agreement) -> tuple[int, int, int, bool, str]:
    """What needs talking about first; where somebody outside would have to speak, later."""
    first = min(one.points, default=None, key=lambda p: list(About).index(p.about))
    return (
        list(State).index(one.state),
        len(About) if first is None else list(About).index(first.about),
        0 if first is None else -first.minutes,
        one.customer.party.is_outside_customer,
        one.reliance.id,
    )


def _agreement(
    m: ServiceMap, one: Reliance, gap: Gap | None, called: Reliance | None, today: date | None
) -> Agreement:
    customer_says = called.customer_says if called else one.customer_says
    provider = _side(m, one.provider, one.provider_says, today)
    customer = _side(m, one.customer, customer_says, today)
    points = []
    if gap is not None:
        points.append(Point(About.PROMISE, _of_gap(m, gap), gap.minutes or 0))
    if called is not None:
        own, other = m.services[one.service].name, m.services[called.service].name
        points.append(
            Point(
                About.NAME,
                f"{provider.party.name} calls it '{own}', {customer.party.name} '{other}'",
            )
        )
    if different_slack(m, one) and one.provider_says and one.customer_says:
        points.append(
            Point(
                About.SLACK,
                f"{provider.party.name} says that {customer.party.name} can go on without it for"
                f" {one.provider_says.slack}, {customer.party.name} says {one.customer_says.slack}",
            )
        )
    state = State.DIFFERS if points else State.AGREED
    if called is None and not one.agreed:
        state = State.UNCONFIRMED
        speaks, silent = (provider, customer) if one.provider_says else (customer, provider)
        points.append(
            Point(About.SIDE, f"only {speaks.party.name} says so, {silent.party.name} does not")
        )
    points += [
        Point(
            About.CONFIRMED,
            f"{side.party.name} last confirmed it on {on_day(side.confirmed)}, more than"
            f" {m.confirm_every} ago",
        )
        for side in (provider, customer)
        if side.stale and side.confirmed
    ]
    return Agreement(one, state, provider, customer, tuple(points), called)


def _side(
    m: ServiceMap, party: str, says: ProviderSays | CustomerSays | None, today: date | None
) -> Side:
    if says is None:
        return Side(m.parties[party], None)
    confirmed = says.confirmed or m.parties[party].confirmed
    return Side(m.parties[party], says, confirmed, stale(confirmed, m.confirm_every, today))


def stale(confirmed: date | None, every: Duration | None, today: date | None) -> bool:
    """Whether a confirmation is older than `every`; not where anything is unknown.

    Days are those of the calendar on the wall: `90d` are 90 days, whoever works on them.
    """
    if confirmed is None or every is None or today is None:
        return False
    return confirmed + timedelta(days=clock_days(every)) < today


def clock_days(every: Duration) -> int:
    """Whole days on the calendar on the wall."""
    return every.minutes_where(DAY_OF_CLOCK, WEEK_OF_CLOCK) // DAY_OF_CLOCK


def expectation_gaps(m: ServiceMap) -> Iterator[Gap]:
    """Deliveries that both sides declare, and that are promised later than the customer expects.

    Also what it expects and nobody promises, and what cannot be held against each other: a date
    and a length of time, on a map without a start. In the order of the map.
    """
    asked = [
        one
        for one in m.reliances
        if one.agreed and one.expects is not None and one.promise != one.expects
    ]
    if not asked:
        return
    from servicemap.timing.axis import Axis

    axis = Axis(m)
    days = [at.day for one in asked for at in (one.promise, one.expects) if isinstance(at, Moment)]
    # Two dates can be held against each other wherever the plan starts.
    dated = axis if axis.dated or not days else Axis(m._replace(start=Moment(min(days))))
    for one in asked:
        if one.promise is None or one.expects is None:
            yield Gap(one, None)
            continue
        dates = isinstance(one.promise, Moment) and isinstance(one.expects, Moment)
        own = dated if dates else axis
        number = own.calendar[one.customer]
        promised, expected = own.due(one.promise, number), own.due(one.expects, number)
        if promised is None or expected is None:
            yield Gap(one, None)
        elif promised > expected:
            time = own.times[number]
            yield Gap(one, time.worked(promised) - time.worked(expected))


def different_slack(m: ServiceMap, one: Reliance) -> bool:
    """Whether both sides say how long the customer can go on without, and not the same."""
    provider = one.provider_says and one.provider_says.slack
    customer = one.customer_says and one.customer_says.slack
    if provider is None or customer is None:
        return False
    calendar = m.calendar_of(one.customer)
    lengths = calendar.minutes(provider), calendar.minutes(customer)
    # Working time and time on the clock are two things, unless there is none of it.
    return lengths[0] != lengths[1] or (provider.elapsed != customer.elapsed and any(lengths))


def two_names(m: ServiceMap) -> list[tuple[Reliance, Reliance]]:
    """What two parties seem to call by two names: as the provider declares it, as the customer.

    Each side declares a delivery between them of which the other knows nothing. Where each has one
    such, they will be the same; where there are several, those whose names are alike. In the order
    of the map.
    """
    alone: dict[tuple[str, str], tuple[list[Reliance], list[Reliance]]] = {}
    for one in m.reliances:
        if not one.agreed and one.provider != one.customer:
            sides = alone.setdefault((one.provider, one.customer), ([], []))
            sides[one.provider_says is None].append(one)
    found = []
    for by_provider, by_customer in alone.values():
        if len(by_provider) == len(by_customer) == 1:
            found.append((by_provider[0], by_customer[0]))
            continue
        left = {m.services[one.service].name: one for one in by_customer}
        for one in by_provider:
            near = closest(m.services[one.service].name, left, ALIKE)
            if near is not None:
                found.append((one, left.pop(near)))
    return found


def _of_gap(m: ServiceMap, gap: Gap) -> str:
    one = gap.reliance
    assert one.expects is not None, "a gap is one to what somebody expects"
    expected = f"{m.parties[one.customer].name} expects it {by(one.expects)}"
    if one.promise is None:
        return f"{expected}, and {m.parties[one.provider].name} promises no time"
    promised = f"promised {by(one.promise)}"
    if gap.minutes is None:
        return f"{expected}, it is {promised}, and without a start of the map nobody can compare"
    if not gap.minutes:
        return f"{expected}, it is {promised}: after hours"
    late = in_words(gap.minutes, m.calendar_of(one.customer).day)
    return f"{expected}, it is {promised}: {late} too late"


def by(at: Moment | Duration) -> str:
    """When something is promised or expected: `by Thu 4 Mar 2027 12:00`, `after 3d`."""
    return f"after {at}" if isinstance(at, Duration) else f"by {at.in_words}"
