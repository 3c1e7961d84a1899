"""What hangs on a team's door: how late it may be towards one customer, and who notices sooner."""

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from servicemap.bounds import Bounds
from servicemap.model import Group, Promised, ServiceMap
from servicemap.reach import Way
from servicemap.timing.answers.blameless import longest_blameless
from servicemap.timing.answers.circles_behind import circle_behind
from servicemap.timing.answers.deciders import Parts, parts_of
from servicemap.timing.answers.open_ends import missing_on_the_way_to, open_ends
from servicemap.timing.answers.promises import PlannedPromise
from servicemap.timing.answers.tolerances import Tolerance, Tolerances, first_to_break, tightest
from servicemap.timing.passes.promised import PlannedDelivery
from servicemap.unknowns import NoTippingPoint, Unknown
from servicemap.wording.tipping import Rest, Sooner, TippingPoint

RANKS = (Group.END_USERS, Group.PROSPECTS, Group.DISTRIBUTORS)
"""Whom a door tells of first; all others come after them."""

MANY = 1 << 30
"""Steps to whom no chain leads on which everybody waits for the one before; to insiders too."""

Plans = Mapping[Promised, PlannedPromise]


class Door(NamedTuple):
    """How late a party may be, decided from its tolerances.

    headline       the customer of whom the tipping point tells; None where there is nobody
    tipping_point  to all that this customer was promised
    rest           where the plan breaks some of that: all else, which it need not break
    sooner         who else may notice sooner
    late_to_others  of what is promised to others and late by plan already, the latest
    left_out       the promises that the plan breaks, whatever the map leaves open, by a chain in
                   which the party has no part
    own            how late the party may be before each of all others is late because of it
    """

    headline: str | None
    tipping_point: TippingPoint
    rest: Rest | None
    sooner: Sooner | None
    late_to_others: TippingPoint | None
    left_out: frozenset[Promised]
    own: tuple[Tolerance, ...]


class _To(NamedTuple):
    """All that a party may break of what one customer was promised.

    `own` is how late it may be before each is late because of it; without what it never makes late.
    """

    customer: str
    promises: tuple[Tolerance, ...]
    own: tuple[Tolerance, ...]

    @property
    def first(self) -> Tolerance:
        return first_to_break(self.promises)

    @property
    def bounds(self) -> Bounds:
        return self.first.bounds

    @property
    def late_by_plan(self) -> bool:
        return any(map(_is_broken, self.promises))

    @property
    def not_broken(self) -> "_To":
        """Without what the plan itself is sure to break."""
        kept, own = (
            tuple(one for one in some if not _is_broken(one)) for some in (self.promises, self.own)
        )
        return _To(self.customer, kept, own)


def _is_broken(one: Tolerance) -> bool:
    """Whether the plan itself breaks it, in every reading."""
    return one.most is not None and one.most < 0


def door(
    found: Tolerances, party: str, plans: Plans, ways: Mapping[str, Way], customer: str | None
) -> Door:
    """The door of a party; towards a customer that is named, or the one of whom most is said.

    `ways` are those to whoever its work reaches outside.
    """
    m = found.map
    nothing = TippingPoint(Bounds(None, None), m.calendar_of(party).day)
    if not found.network.lookups.making[party]:
        point = nothing._replace(why=NoTippingPoint.NO_SERVICE)
        return Door(None, point, None, None, None, frozenset(), ())
    teams = list(found.teams)
    parts = _parts(found, party, teams)
    left_out = frozenset(
        Promised(one.service, one.customer)
        for one in teams
        if _is_broken(one)
        if found.network.number[one.service] not in parts.possible
    )
    counting = [one for one in teams if (one.service, one.customer) not in left_out]
    own = _own(found, party, counting)
    to_each: dict[str, list[tuple[Tolerance, Tolerance]]] = {}
    for both in zip(counting, own, strict=True):
        if not both[0].without_limit:
            to_each.setdefault(both[0].customer, []).append(both)
    limited = {
        to: _To(
            to,
            tuple(one for one, _ in all_),
            tuple(one for _, one in all_ if not one.without_limit),
        )
        for to, all_ in to_each.items()
    }
    headline = customer or _headline(m, party, limited, plans, ways)
    rest = [one for one in limited.values() if one.customer not in {headline, party}]
    to, kept = limited.get(headline) if headline else None, None
    if to is not None:
        alike = [other for other in rest if _alike(to, other)]
        alike.sort(key=lambda one: rank(m, one.customer))
        point = _point(found, [to, *alike], parts)
        if to.late_by_plan and to.not_broken.promises:
            kept = _rest(found, to.not_broken, parts)
        rest = [other for other in rest if other not in alike]
    else:
        counted = any(customer in {None, one.customer} for one in counting)
        reached = any(customer in {None, one.customer} for one in teams)
        why = NoTippingPoint.OTHERS if reached else NoTippingPoint.NO_PROMISE
        why = NoTippingPoint.WITHOUT_LIMIT if counted else why
        point = nothing._replace(why=why, customers=() if customer is None else (customer,))
    sooner = None if point.late_by_plan else _sooner(point, rest)
    late = _late(found, rest, parts)
    return Door(headline, point, kept, sooner, late, left_out, own)


def _parts(found: Tolerances, party: str, teams: Sequence[Tolerance]) -> Parts:
    """In what a party has a part; asked only where the plan is sure to break anything."""
    if not any(map(_is_broken, teams)):
        return Parts((), ())
    network = found.network
    own = frozenset(map(network.number.__getitem__, network.lookups.making[party]))
    return parts_of(network, found.plan, own)


def rank(m: ServiceMap, customer: str) -> int:
    """End users before prospects, these before distributors, and all of them before insiders."""
    group = m.parties[customer].group
    return RANKS.index(group) if group in RANKS else len(RANKS)


def _headline(
    m: ServiceMap, party: str, limited: Mapping[str, _To], plans: Plans, ways: Mapping[str, Way]
) -> str | None:
    """Of whom a door tells that is asked for nobody.

    Who is reached for certain comes before who may be, where nobody says with which service. What
    somebody promised a time for comes before what is due as planned because nobody did: the
    one is known, the other hangs on every gap. Then who is nearest, and of those who notices first.
    """

    def place(one: _To) -> tuple[object, ...]:
        promised = [plans[Promised(p.service, p.customer)] for p in one.promises]
        timed = any(p.held_to_a_time for p in promised)
        perhaps = one.customer not in ways
        steps = MANY if perhaps else len(ways[one.customer])
        oneself, group = one.customer == party, rank(m, one.customer)
        return oneself, group, perhaps, not timed, steps, tightest(one.first), one.customer

    first = min(limited.values(), key=place, default=None)
    return None if first is None else first.customer


def _alike(one: _To, other: _To) -> bool:
    """Whether two are sure to notice at the same minute, so that both are named."""
    exact = one.bounds.exact
    if exact is None or other.bounds.exact != exact:
        return False
    return exact >= 0 or one.first.customer_day == other.first.customer_day


def _point(found: Tolerances, told: Sequence[_To], parts: Parts) -> TippingPoint:
    """What is told of one customer, and of those who notice at the same minute."""
    first = told[0].first
    most = first.most
    all_ = [promise for one in told for promise in one.promises]
    broken = list(filter(_is_broken, all_))
    own = None
    if not broken:
        all_ = [promise for one in told for promise in one.own]
        own = first_to_break(all_).bounds if all_ else None
    least = first.least if own is None else own.least
    if broken:
        deciding = [one for one in all_ if one.least is None or one.least < 0]
    elif least is None or least <= 0:
        deciding = [one for one in all_ if one.least == least]
    else:
        last = least if most is None else most
        deciding = [one for one in all_ if (one.least or 0) <= last]
    told_of = {Promised(one.service, one.customer): one for one in deciding}
    those = _planned(found, told_of)
    those.sort(key=lambda p: p.key)
    circles = [
        circle
        for p in those
        for circle in (
            [circle_behind(found.network, p.node)]
            if broken
            else found.circles_behind(p.key, {told_of[p.key].of: told_of[p.key].bounds})
        )
    ]
    takes, needs = missing_on_the_way_to(found.network, those)
    number = found.network.number
    return TippingPoint(
        first.bounds,
        first.day,
        tuple(one.customer for one in told),
        takes_missing=takes,
        needs_missing=needs,
        listed=found.map.has_times and bool(open_ends(found.network, those)),
        undated=any(Unknown.UNDATED in one.unknown for one in deciding),
        stocked=any(Unknown.STOCKED in one.unknown for one in deciding),
        circle=max(circles, key=len, default=()),
        perhaps_of_others=bool(broken)
        and not any(number[one.service] in parts.sure for one in broken),
        own=first.bounds if broken else own,
    )


def _planned(found: Tolerances, keys: Collection[Promised]) -> list[PlannedDelivery]:
    return [p for p in found.promises if p.key in keys]


def _own(found: Tolerances, party: str, all_: Sequence[Tolerance]) -> tuple[Tolerance, ...]:
    """How late a party may be before each of some promises is late because of it.

    What the plan may break is broken by others alone where no chain through the party makes it
    late: there the least is how late the party may be until one does, or there is no limit. What
    may be late already by a chain of its own stays as it is.
    """
    network = found.network
    doubtful = {
        Promised(one.service, one.customer)
        for one in all_
        if (one.least is None or one.least < 0) and not _is_broken(one)
    }
    asked = [one for one in _planned(found, doubtful) if one.stated]
    nodes = sorted(network.number[service] for service in network.lookups.making[party])
    longest = longest_blameless(network, found.plan, nodes, asked) if asked else {}
    harmless = {one.key: longest[place] for place, one in enumerate(asked)}
    own = []
    for one in all_:
        minutes = harmless.get(Promised(one.service, one.customer), 0)
        if minutes is None:
            own.append(one._replace(least=None, most=None, without_limit=True))
        else:
            own.append(one._replace(least=minutes) if minutes else one)
    return tuple(own)


def _rest(found: Tolerances, kept: _To, parts: Parts) -> Rest:
    services = tuple(one.service for one in kept.promises)
    return Rest(_point(found, [kept], parts), services)


def _sooner(point: TippingPoint, others: Sequence[_To]) -> Sooner | None:
    """Who else may notice sooner than those of a tipping point, or is sure to."""
    kept = [one for one in (other.not_broken for other in others) if one.promises]
    harmless = {one.customer: _harmless(one.bounds.least) for one in kept}
    # What the plan may break without any delay is noticed sooner only where the party is to blame
    # for it sooner.
    for one in kept:
        if not _is_known(one):
            blameless = _harmless(first_to_break(one.own).least) if one.own else None
            if blameless is None or (point.blameless and not blameless):
                blameless = point.harmless or 0
            harmless[one.customer] = blameless
    if point.blameless:
        kept = [one for one in kept if harmless[one.customer] < point.blameless or _is_known(one)]
    if not kept:
        return None
    least = min(harmless[one.customer] for one in kept)
    most = min((one.bounds.most for one in kept if one.bounds.most is not None), default=None)
    may = point.why is not None or least < (point.harmless or 0)
    will = most is not None and (point.bounds.most is None or most < point.bounds.most)
    if not (may or will):
        return None
    return Sooner(
        Bounds(least, most),
        point.day,
        tuple(one.customer for one in kept if harmless[one.customer] == least) if may else (),
        tuple(one.customer for one in kept if one.bounds.most == most) if will else (),
        or_not=point.why is None and (most or 0) > (point.harmless or 0),
    )


def _is_known(one: _To) -> bool:
    """Whether so late is no harm to it, however the plan turns out."""
    return one.bounds.least is not None and one.bounds.least >= 0


def _harmless(least: int | None) -> int:
    """How late it may be for certain: not at all where that is open."""
    return max(0, least or 0)


def _late(found: Tolerances, others: Sequence[_To], parts: Parts) -> TippingPoint | None:
    """The latest of what is promised to others and late by plan already."""
    late = [one for one in others if one.late_by_plan]
    if not late:
        return None
    first = min(late, key=lambda one: tightest(one.first))
    alike = [one for one in late if one is not first and _alike(first, one)]
    return _point(found, [first, *alike], parts)
