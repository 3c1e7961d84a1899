"""What advocates get that others do not: services, sooner promises, wider margins."""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from servicemap.index import Index
from servicemap.model import Group, Promised, Reliance
from servicemap.timing.answers.gaps import gap_between
from servicemap.timing.answers.timed import TimedMap


class AdvantageKind(StrEnum):
    """In what an advocate is better off."""

    SERVICE = "service"
    PROMISE = "promise"
    MARGIN = "margin"


class Advantage(NamedTuple):
    """What an advocate gets of a service that others do not: ids of parties and of the service.

    Either others of its group get nothing of the service, of teams, which all get different
    things, those that get something else from the same provider; or the one other gets it, and is
    promised it later, or with less margin, by `minutes`, of which `day` make a working day of the
    advocate.
    """

    kind: AdvantageKind
    advocate: str
    service: str
    others: tuple[str, ...]
    minutes: int | None = None
    day: int | None = None


def advantages(
    timed: TimedMap, index: Index, advocates: Sequence[str], others: Sequence[str]
) -> Iterator[Advantage]:
    """What the ones get and the others do not, advocate by advocate, delivery by delivery."""
    without = frozenset(others)
    services = {id_: {one.service for one in index.relying[id_]} for id_ in others}
    providers = {id_: {one.provider for one in index.relying[id_]} for id_ in others}
    by_group: dict[Group, list[str]] = {}
    for id_ in others:
        by_group.setdefault(timed.map.parties[id_].group, []).append(id_)
    for advocate in advocates:
        group = timed.map.parties[advocate].group
        alike = by_group.get(group, [])
        for one in index.relying[advocate]:
            lacking = tuple(
                other
                for other in alike
                if one.service not in services[other]
                and (group is not Group.TEAMS or one.provider in providers[other])
            )
            if lacking:
                yield Advantage(AdvantageKind.SERVICE, advocate, one.service, lacking)
            for delivery in index.delivering[one.service]:
                if delivery.customer in without:
                    yield from _better(timed, one, delivery)


def _better(timed: TimedMap, one: Reliance, other: Reliance) -> Iterator[Advantage]:
    """Where somebody is better off with a service than another who gets it."""
    day = timed.map.calendar_of(one.customer).day
    between = (one.customer, one.service, (other.customer,))
    axis = timed.network.axis
    if one.promise is not None and other.promise is not None:
        gap = gap_between(axis, axis.calendar[one.customer], other.promise, one.promise)
        if gap is not None and gap.worked:
            yield Advantage(AdvantageKind.PROMISE, *between, gap.worked, day)
    mine, theirs = (
        timed.planned.get(Promised(each.service, each.customer)) for each in (one, other)
    )
    if mine is None or theirs is None or not (mine.stated and theirs.stated):
        return
    if mine.margin is not None and theirs.margin is not None and mine.margin > theirs.margin:
        yield Advantage(AdvantageKind.MARGIN, *between, mine.margin - theirs.margin, day)
