"""The handshake: what the two sides of each delivery say, and what is not agreed.

    differs       both have spoken, and their words do not fit
    open          both say so, and of the time only one speaks, or nobody can compare the two
    unconfirmed   only one side says that there is such a delivery
    agreed        both say so, and nothing contradicts

What is promised earlier than it is expected is agreed. Where the sides seem to call one service by
two names, that is one agreement with an open point, and not two deliveries that one side forgot;
where the map says that they are two, they are two. What a party does for itself needs no other.

What the map allows, with a reason, is agreed to differ: it is told, and no longer open.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import SupportsIndex, overload

from servicemap.agreeing.points import (
    Agreement,
    AgreementSide,
    AgreementState,
    PointTopic,
    UnsettledPoint,
)
from servicemap.durations import Duration
from servicemap.errors import UnknownName, WrongValue
from servicemap.index import find_party, find_service
from servicemap.model import (
    Allow,
    CustomerSays,
    Departures,
    Due,
    ProviderSays,
    Reliance,
    ServiceMap,
)
from servicemap.results import Result, is_pair_of_names, item_at
from servicemap.sides import (
    confirmed_on,
    days_too_old,
    expectation_gap,
    is_confirmed_ahead,
    lived_with,
    slack_differs,
    two_names,
)
from servicemap.timing.network.axis import Axis

_RULES = {
    PointTopic.PROMISE: "expectation-gap",
    PointTopic.NAME: "two-names",
    PointTopic.SLACK: "slack-disagreement",
    PointTopic.TIME: "expectation-gap",
    PointTopic.SIDE: "unconfirmed-service",
    PointTopic.CONFIRMED: "stale-entry",
}
"""What a map allows where it allows a point."""


class Agreements(Result[Agreement]):
    """Every delivery of a map, or of one party, what needs talking about first.

    Iterating gives them. `team` is the id of the party to which the question was limited, or None;
    `today` the day as of which it was asked, where one was named.
    """

    __slots__ = ("_all", "map", "team", "today")

    def __init__(
        self,
        m: ServiceMap,
        found: Sequence[Agreement],
        team: str | None = None,
        today: date | None = None,
    ) -> None:
        self.map = m
        self.team = team
        self.today = today
        self._all = tuple(found)

    def __iter__(self) -> Iterator[Agreement]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)

    @overload
    def __getitem__(self, which: tuple[str, str] | SupportsIndex) -> Agreement: ...
    @overload
    def __getitem__(self, which: slice) -> tuple[Agreement, ...]: ...
    def __getitem__(
        self, which: tuple[str, str] | SupportsIndex | slice
    ) -> Agreement | tuple[Agreement, ...]:
        """That of a service and who gets it, by names or ids; or by place."""
        if isinstance(which, SupportsIndex | slice):
            return item_at(self, which)
        if not is_pair_of_names(which):
            raise WrongValue(
                f"who gets which service? {which!r} does not say",
                "give both names: agreements['Stores/Toys on the shelf', 'Shoppers']",
            )
        service, customer = which
        id_, to = find_service(self.map, service), find_party(self.map, customer)
        theirs = [one for one in self._all if one.reliance.customer == to]
        for one in theirs:
            if id_ in {one.reliance.service, one.called and one.called.service}:
                return one
        if self.team is not None and self.team not in {to, self.map.services[id_].provider}:
            team = self.map.parties[self.team].name
            raise UnknownName(
                f"what '{customer}' gets of '{service}' was not asked about, only {team}",
                "ask without a team",
            )
        get = ", ".join(sorted(one.reliance.service for one in theirs))
        raise UnknownName(
            f"'{service}' does not go to '{customer}'", f"name one of: {get}" if get else ""
        )

    @property
    def counts(self) -> dict[AgreementState, int]:
        """How many deliveries stand how."""
        states = [one.state for one in self._all]
        return {state: states.count(state) for state in AgreementState}

    def __repr__(self) -> str:
        counted = ", ".join(f"{n} {state}" for state, n in self.counts.items() if n)
        return f"<Agreements: {counted or 'nobody serves anybody'}>"


def agreements(m: ServiceMap, team: str | None = None, *, today: date | None = None) -> Agreements:
    """What each side of each delivery says, and what is not agreed.

    `team` limits it to the deliveries to and from one party. Whether a confirmation is too old is
    said where `today` is given. Raises UnknownName.
    """
    wanted = None if team is None else find_party(m, team)
    asked = [
        one
        for one in m.reliances
        if one.provider != one.customer and wanted in {None, one.provider, one.customer}
    ]
    names, two = _paired(m)
    second_names = {customer.id for customer in names.values()}
    axis = Axis(m)
    found = [
        _agreement(m, axis, one, names.get(one.id), two.get(one.id), today)
        for one in asked
        if one.id not in second_names
    ]
    return Agreements(m, sorted(found, key=_urgency), wanted, today)


def _paired(m: ServiceMap) -> tuple[dict[str, Reliance], dict[str, UnsettledPoint]]:
    """What the customer calls a delivery of two names; and what is known of those that are two."""
    names: dict[str, Reliance] = {}
    two: dict[str, UnsettledPoint] = {}
    for own, other in two_names(m):
        reason = _reason(PointTopic.NAME, (*lived_with(m, other), *lived_with(m, own)))
        if reason is None:
            names[own.id] = other
            continue
        for one, beside in ((own, other), (other, own)):
            two[one.id] = UnsettledPoint(PointTopic.NAME, service=beside.service, allowed=reason)
    return names, two


def _reason(about: PointTopic, allowed: Iterable[Allow]) -> str | None:
    return next((allow.reason for allow in allowed if allow.rule == _RULES[about]), None)


_PLACE_OF_STATE = {state: place for place, state in enumerate(AgreementState)}
_PLACE_OF_TOPIC = {topic: place for place, topic in enumerate(PointTopic)}


def _urgency(one: Agreement) -> tuple[int, int, int, bool, str]:
    """What needs talking about first; where somebody outside would have to speak, later."""
    first = min(one.open, default=None, key=lambda p: _PLACE_OF_TOPIC[p.about])
    return (
        _PLACE_OF_STATE[one.state],
        len(PointTopic) if first is None else _PLACE_OF_TOPIC[first.about],
        0 if first is None else -first.minutes,
        one.customer.party.is_outside_customer,
        one.reliance.id,
    )


def _agreement(
    m: ServiceMap,
    axis: Axis,
    one: Reliance,
    called: Reliance | None,
    two: UnsettledPoint | None,
    today: date | None,
) -> Agreement:
    customer_says = called.customer_says if called else one.customer_says
    provider = _side(m, one.provider, one.provider_says, today)
    customer = _side(m, one.customer, customer_says, today)
    allowed = lived_with(m, one)
    points = [
        point._replace(allowed=_reason(point.about, allowed))
        for point in (*_about_time(axis, one), *_about_slack(m, one))
    ]
    points += [UnsettledPoint(PointTopic.NAME)] if called else []
    abouts = {point.about for point in points if point.allowed is None}
    state = AgreementState.AGREED if not abouts else AgreementState.DIFFERS
    if abouts == {PointTopic.TIME}:
        state = AgreementState.OPEN
    points += [two] if two else []
    if called is None and not one.agreed:
        state = AgreementState.UNCONFIRMED
        points.append(UnsettledPoint(PointTopic.SIDE, allowed=_reason(PointTopic.SIDE, allowed)))
    points += _about_age(m, provider, one)
    points += _about_age(m, customer, called or one)
    return Agreement(one, state, provider, customer, tuple(points), called)


def _about_slack(m: ServiceMap, one: Reliance) -> Iterator[UnsettledPoint]:
    if slack_differs(m, one):
        yield UnsettledPoint(PointTopic.SLACK)


def _about_age(m: ServiceMap, side: AgreementSide, declared: Reliance) -> Iterator[UnsettledPoint]:
    """What one side confirmed too long ago, or on a day yet to come: in its entry, or for all."""
    if side.says and side.confirmed and (side.stale or side.to_come):
        # The day is that of the entry, or else of the party, which allows for itself.
        reasons = lived_with(m, declared) if side.says.confirmed else side.party.allow
        allowed = _reason(PointTopic.CONFIRMED, reasons)
        yield UnsettledPoint(PointTopic.CONFIRMED, party=side.party.id, allowed=allowed)


def _side(
    m: ServiceMap, party: str, says: ProviderSays | CustomerSays | None, today: date | None
) -> AgreementSide:
    if says is None:
        return AgreementSide(m.parties[party], None)
    confirmed = confirmed_on(m.parties[party], says)
    to_come = is_confirmed_ahead(m, confirmed, today)
    stale = days_too_old(confirmed, m.confirm_every, today) is not None
    return AgreementSide(m.parties[party], says, confirmed, stale, to_come)


def _comparable(axis: Axis, promise: Due, expects: Due) -> bool:
    """What recurs with what does; a date and a length of time only on a map with a start."""
    if isinstance(promise, Departures) != isinstance(expects, Departures):
        return False
    return axis.dated or isinstance(promise, Duration) == isinstance(expects, Duration)


def _about_time(axis: Axis, one: Reliance) -> Iterator[UnsettledPoint]:
    """What is promised later than expected, not at all, or in words that nobody can compare."""
    if not one.agreed or one.expects is None:
        return
    if one.promise is None or not _comparable(axis, one.promise, one.expects):
        yield UnsettledPoint(PointTopic.TIME)
        return
    gap = expectation_gap(axis, one)
    if gap is not None:
        yield UnsettledPoint(PointTopic.PROMISE, gap)
