"""Who our customers are, how each is heard, what they said, what was done, and where to begin."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from servicemap.care.hearing import (
    Voice,
    all_said,
    customers_of,
    days_unheard,
    last_heard,
    to_be_heard_every,
    voices,
)
from servicemap.care.improving import Improvement, where_to_improve
from servicemap.durations import Duration
from servicemap.feedback import COMPLAINT_STEPS, RECOVERY_STEPS, Feedback, Rung
from servicemap.index import Index, compile_index
from servicemap.model import Group, Party, ServiceMap


class HeardCustomer(NamedTuple):
    """One customer: how it is heard, when last, what it said last, and what is ready for it.

    `unheard` is how many days ago it was last heard, where that is longer than `every`. `before` is
    the score before the newest. `recovery` and `complaints` are the steps that nobody has said;
    of teams nobody asks for the former.
    """

    party: Party
    listen: str | None
    every: Duration | None
    last: date | None
    unheard: int | None
    voices: tuple[Voice, ...]
    score: int | None
    before: int | None
    rung: Rung | None
    recovery: tuple[str, ...]
    complaints: tuple[str, ...]

    @property
    def silent(self) -> bool:
        """Whether nobody says how it is heard, or nobody has asked for too long."""
        return self.listen is None or self.unheard is not None


class GroupOfCustomers(NamedTuple):
    """One of the five groups: how many there are in it, and of how many something is known."""

    group: Group
    parties: int
    listened: int
    recovery_plan: int
    feedback: int
    rungs: Mapping[Rung, int]


class Touched(NamedTuple):
    """An unhappy customer, whom its work reaches next, and who serves it: ids of parties."""

    voice: Voice
    serves: tuple[str, ...]
    served_by: tuple[str, ...]


class Advantage(NamedTuple):
    """A service that an advocate gets, and others of its provider's customers do not."""

    advocate: str
    service: str
    others: tuple[str, ...]


class CareReport(NamedTuple):
    """What `care` finds: each customer, group by group, and where to begin."""

    map: ServiceMap
    today: date | None
    customers: tuple[HeardCustomer, ...]
    improve: tuple[Improvement, ...]
    touched: tuple[Touched, ...]
    advantages: tuple[Advantage, ...]

    @property
    def groups(self) -> tuple[GroupOfCustomers, ...]:
        """The five groups, those for whom the work is done first."""
        return tuple(_group(group, self.customers) for group in Group)


def care(m: ServiceMap, *, today: date | None = None) -> CareReport:
    """The report on the customers of a map, internal and external, as of `today`."""
    index = compile_index(m)
    said = list(voices(m, index))
    own: dict[str, list[Voice]] = {}
    for voice in said:
        own.setdefault(voice.customer.id, []).append(voice)
    customers = sorted(
        (_heard(m, index, party, own.get(party.id, []), today) for party in customers_of(m)),
        key=lambda one: one.party.group.place,
    )
    return CareReport(
        m,
        today,
        tuple(customers),
        tuple(where_to_improve(m, index, said, {one.party.id for one in customers if one.silent})),
        tuple(_touched(index, said)),
        tuple(_advantages(index, customers)),
    )


def _heard(
    m: ServiceMap, index: Index, party: Party, own: list[Voice], today: date | None
) -> HeardCustomer:
    scored = sorted(
        (one for one in all_said(index, party) if one.score is not None),
        key=lambda one: one.asked or date.min,
    )
    ready = party.care
    rungs = [one.rung for one in sorted(all_said(index, party), key=_day) if one.rung]
    prospect = Rung.PROSPECT if party.group is Group.PROSPECTS else None
    inside = party.group in (Group.TEAMS, Group.SUPPLIERS)
    return HeardCustomer(
        party,
        ready.listen if ready else None,
        to_be_heard_every(m, party),
        last_heard(index, party),
        days_unheard(m, index, party, today),
        tuple(own),
        scored[-1].score if scored else None,
        scored[-2].score if len(scored) > 1 else None,
        rungs[-1] if rungs else prospect,
        () if inside else _lacking(RECOVERY_STEPS, ready.recovery if ready else {}),
        _lacking(COMPLAINT_STEPS, ready.complaints if ready else {}),
    )


def _day(said: Feedback) -> date:
    return said.asked or date.min


def _lacking(steps: tuple[str, ...], said: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(step for step in steps if step not in said)


def _group(group: Group, customers: tuple[HeardCustomer, ...]) -> GroupOfCustomers:
    own = [one for one in customers if one.party.group is group]
    found = [one.rung for one in own if one.rung is not None]
    return GroupOfCustomers(
        group,
        len(own),
        sum(one.listen is not None for one in own),
        sum(bool(one.party.care and one.party.care.recovery) and not one.recovery for one in own),
        sum(bool(one.voices) for one in own),
        {rung: found.count(rung) for rung in Rung if rung in found},
    )


def _touched(index: Index, said: list[Voice]) -> Iterator[Touched]:
    for voice in said:
        if voice.unhappy:
            id_ = voice.customer.id
            serves = dict.fromkeys(one.customer for one in index.serving[id_])
            served = dict.fromkeys(one.provider for one in index.relying[id_])
            yield Touched(voice, tuple(serves), tuple(served))


def _advantages(index: Index, customers: list[HeardCustomer]) -> Iterator[Advantage]:
    """What advocates get that other customers of the same providers, in the same group, do not."""
    services: dict[str, set[str]] = {}
    providers: dict[str, set[str]] = {}
    for one in customers:
        got = index.relying[one.party.id]
        services[one.party.id] = {had.service for had in got}
        providers[one.party.id] = {had.provider for had in got}
    for one in customers:
        if one.rung is not Rung.ADVOCATE:
            continue
        others = [
            other.party.id
            for other in customers
            if other.party.group is one.party.group and other.rung is not Rung.ADVOCATE
        ]
        for delivery in index.relying[one.party.id]:
            without = tuple(
                other
                for other in others
                if delivery.provider in providers[other] and delivery.service not in services[other]
            )
            if without:
                yield Advantage(one.party.id, delivery.service, without)
