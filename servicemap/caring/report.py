"""Who our customers are, how each is heard, what they said, what was done, and where to begin."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple, SupportsIndex, overload

from servicemap.caring.advantages import Advantage, advantages
from servicemap.caring.hearing import (
    Voice,
    all_said,
    customers_of,
    days_overdue,
    days_unheard,
    last_heard,
    to_be_heard_every,
    voices,
)
from servicemap.caring.improving import where_to_improve
from servicemap.caring.reasons import Improvement
from servicemap.durations import Duration
from servicemap.errors import UnknownName
from servicemap.feedback import COMPLAINT_STEPS, RECOVERY_STEPS, Rung, in_time
from servicemap.index import Index, find_party
from servicemap.model import Group, Party, ServiceMap
from servicemap.plurals import several
from servicemap.results import Result, item_at
from servicemap.timing.answers.noticing import Caller, Unwatched, callers, unwatched
from servicemap.timing.answers.timed import TimedMap
from servicemap.timing.answers.tolerances import figures_of, services_to_outside


class Silence(StrEnum):
    """Why nothing is known of what somebody thinks today."""

    TOO_LONG = "too_long"
    NOBODY_LISTENS = "nobody_listens"
    NEVER_ASKED = "never_asked"


class HeardCustomer(NamedTuple):
    """One customer: how it is heard, when last, what it said last, and what is ready for it.

    `unheard` is how many days ago it was last heard, where that is longer than `every`, by
    `overdue` days. `score` is the newest that it gave, of whatever, and of one day the lowest;
    `before` what it gave the same the time before. `recovery` and `complaints` are the steps that
    nobody has said; of teams and suppliers nobody asks for the former.
    """

    party: Party
    listen: str | None
    every: Duration | None
    last: date | None
    unheard: int | None
    overdue: int | None
    voices: tuple[Voice, ...]
    score: int | None
    before: int | None
    rung: Rung | None
    recovery: tuple[str, ...]
    complaints: tuple[str, ...]

    @property
    def silence(self) -> Silence | None:
        """Why nothing is known of what it thinks today; None where something is."""
        if self.unheard is not None:
            return Silence.TOO_LONG
        if self.listen is None:
            return Silence.NOBODY_LISTENS
        return Silence.NEVER_ASKED if self.last is None else None

    @property
    def unhappy(self) -> bool:
        """Whether the last score that it gave of anything was bad."""
        return any(voice.unhappy for voice in self.voices)

    @property
    def lowest(self) -> int | None:
        """The lowest score of those that it gave last."""
        scores = (voice.feedback.score for voice in self.voices)
        return min((score for score in scores if score is not None), default=None)


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

    customer: str
    serves: tuple[str, ...]
    served_by: tuple[str, ...]


@dataclass(frozen=True, eq=False, repr=False, slots=True)
class CareReport(Result[HeardCustomer]):
    """What `care` finds. Iterating gives its `customers`, and `report["Shoppers"]` one by its name.

    customers    group by group, and of each those first who are not happy or not heard
    improve      where to begin, the worst first
    improve_more how many more deliveries have a reason
    touched      what each unhappy customer touches
    advantages   what advocates get that others do not
    callers      who would call for what is not there, those first who would call too late
    unwatched    promises to somebody outside that hang on what nobody would call for
    """

    map: ServiceMap
    today: date | None
    customers: tuple[HeardCustomer, ...]
    improve: tuple[Improvement, ...]
    improve_more: int
    touched: tuple[Touched, ...]
    advantages: tuple[Advantage, ...]
    callers: tuple[Caller, ...]
    unwatched: tuple[Unwatched, ...]

    @property
    def groups(self) -> tuple[GroupOfCustomers, ...]:
        """The five groups, those for whom the work is done first."""
        return tuple(_group(group, self.customers) for group in Group)

    @property
    def unhappy(self) -> tuple[HeardCustomer, ...]:
        """The customers who are not happy, the lowest score first."""
        found = [one for one in self.customers if one.unhappy]
        return tuple(sorted(found, key=lambda one: one.lowest or 0))

    @property
    def silent(self) -> tuple[HeardCustomer, ...]:
        """The customers who are not heard, those first who are overdue by most."""
        found = [one for one in self.customers if one.silence is not None]
        order = [*Silence]
        return tuple(
            sorted(
                found, key=lambda one: (order.index(one.silence or order[0]), -(one.overdue or 0))
            )
        )

    def __iter__(self) -> Iterator[HeardCustomer]:
        return iter(self.customers)

    def __len__(self) -> int:
        return len(self.customers)

    @overload
    def __getitem__(self, which: str | SupportsIndex) -> HeardCustomer: ...
    @overload
    def __getitem__(self, which: slice) -> tuple[HeardCustomer, ...]: ...
    def __getitem__(
        self, which: str | SupportsIndex | slice
    ) -> HeardCustomer | tuple[HeardCustomer, ...]:
        """A customer by name or id; or by place."""
        if isinstance(which, SupportsIndex | slice):
            return item_at(self, which)
        id_ = find_party(self.map, which)
        found = [one for one in self.customers if one.party.id == id_]
        if not found:
            raise UnknownName(f"'{which}' gets nothing and was never heard: no customer")
        return found[0]

    def __repr__(self) -> str:
        return (
            f"<CareReport: {several(len(self), 'customer')}, of whom {len(self.unhappy)} not happy"
            f" and {len(self.silent)} not heard>"
        )


def care(m: ServiceMap, *, today: date | None = None) -> CareReport:
    """The report on the customers of a map, internal and external, as of `today`."""
    timed = TimedMap(m)
    index = timed.network.lookups
    said = list(voices(m, index, today))
    customers = sorted(heard(m, index, said, today), key=_bad_news_first)
    silent = {one.party.id for one in customers if one.silence is not None}
    left = services_to_outside(timed)
    called = callers(timed.network, timed.plan, figures_of(left), m.reliances)
    calls = sorted(called, key=lambda one: not one.too_late_for)
    improve = where_to_improve(timed, index, said, silent, calls, left)
    return CareReport(
        m,
        today,
        tuple(customers),
        improve.first,
        improve.more,
        tuple(_touched(index, customers)),
        tuple(advantages(timed, index, *_by_whether_they_recommend_us(customers))),
        tuple(calls),
        tuple(unwatched(timed.network, figures_of(left))),
    )


def heard(
    m: ServiceMap, index: Index, said: Iterable[Voice], today: date | None
) -> list[HeardCustomer]:
    """Each customer, in the order of the map, with what is known of it, of what was `said`."""
    own: dict[str, list[Voice]] = {}
    for voice in said:
        own.setdefault(voice.customer.id, []).append(voice)
    return [_heard(m, index, party, own.get(party.id, []), today) for party in customers_of(m)]


def _bad_news_first(one: HeardCustomer) -> tuple[int, int, int]:
    """Silence stands beside bad news: before all that is well."""
    trouble = 0 if one.unhappy else 1 if one.silence is not None else 2
    return one.party.group.place, trouble, (one.lowest or 0) if one.unhappy else 0


def _by_whether_they_recommend_us(
    customers: Sequence[HeardCustomer],
) -> tuple[list[str], list[str]]:
    """The advocates, and all others, by their ids."""
    advocates = [one.party.id for one in customers if one.rung is Rung.ADVOCATE]
    return advocates, [one.party.id for one in customers if one.rung is not Rung.ADVOCATE]


def _heard(
    m: ServiceMap, index: Index, party: Party, own: list[Voice], today: date | None
) -> HeardCustomer:
    rungs = [one.rung for one in in_time(all_said(index, party)) if one.rung]
    scored = [one for one in own if one.feedback.score is not None]
    latest = max(scored, key=_newest_then_lowest, default=None)
    ready = party.care
    prospect = Rung.PROSPECT if party.group is Group.PROSPECTS else None
    inside = party.group in (Group.TEAMS, Group.SUPPLIERS)
    unheard = days_unheard(m, index, party, today)
    return HeardCustomer(
        party,
        ready.listen if ready else None,
        to_be_heard_every(m, party),
        last_heard(index, party),
        unheard,
        days_overdue(m, party, unheard),
        tuple(own),
        latest.feedback.score if latest else None,
        latest.before if latest else None,
        rungs[-1] if rungs else prospect,
        () if inside else _lacking(RECOVERY_STEPS, ready.recovery if ready else {}),
        _lacking(COMPLAINT_STEPS, ready.complaints if ready else {}),
    )


def _newest_then_lowest(one: Voice) -> tuple[date, int]:
    return one.feedback.asked or date.min, -(one.feedback.score or 0)


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


def _touched(index: Index, customers: Sequence[HeardCustomer]) -> Iterator[Touched]:
    for one in customers:
        if one.unhappy:
            id_ = one.party.id
            serves = dict.fromkeys(delivery.customer for delivery in index.serving[id_])
            served = dict.fromkeys(delivery.provider for delivery in index.relying[id_])
            yield Touched(id_, tuple(serves), tuple(served))
