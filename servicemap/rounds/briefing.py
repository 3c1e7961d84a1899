"""What to talk about when a team next meets its customers and providers, and who should come."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from servicemap.agreeing import (
    Agreement,
    AgreementSide,
    PointTopic,
    UnsettledPoint,
    agreements,
)
from servicemap.bounds import Fate
from servicemap.caring.hearing import Voice, voices
from servicemap.caring.report import HeardCustomer, Silence, care
from servicemap.comparing import Change
from servicemap.comparing.changes import RecordKind
from servicemap.comparing.differences import Difference, diff
from servicemap.index import Index, compile_index
from servicemap.model import Action, Party, Reliance, ServiceMap
from servicemap.plurals import several
from servicemap.results import Result
from servicemap.timing.answers.promises import PlannedPromise, promises
from servicemap.views.places import team_named


class AgendaTopic(StrEnum):
    """What is to be talked about, in this order."""

    DIFFERENCE = "difference"
    PROMISE = "promise"
    SILENCE = "silence"
    UNANSWERED = "unanswered"
    ACTION = "action"
    CONFIRMATION = "confirmation"
    WISH = "wish"
    CHANGE = "change"


class Disagreement(NamedTuple):
    """One point that the two sides of a delivery have not agreed."""

    agreement: Agreement
    point: UnsettledPoint


_FATES = (Fate.LATE_BY_PLAN, Fate.BROKEN, Fate.OPEN, Fate.KEPT)

AgendaFact = (
    Disagreement
    | PlannedPromise
    | HeardCustomer
    | Voice
    | Action
    | AgreementSide
    | Reliance
    | Change
)


class AgendaItem(NamedTuple):
    """One thing to talk about.

    fact  what it is: of a difference a `Disagreement`; of a promise what the plan says; a customer
          who was not heard for too long; bad words that nobody answered; an action that is overdue;
          a side that confirmed too long ago what it says; a delivery of which its customer wants
          something; what changed in the map
    """

    topic: AgendaTopic
    fact: AgendaFact


class Attendee(NamedTuple):
    """Somebody who should come: a role, or a party that names no owner, and for whom."""

    owner: str
    parties: tuple[Party, ...]


@dataclass(frozen=True, eq=False, repr=False, slots=True)
class Briefing(Result[AgendaItem]):
    """The agenda of a team's next meeting. Iterating gives its items, by their topics.

    attendees   the owners of the team and of all whom it serves, and who serve it
    difference  what changed since an earlier version of the map, where one was named
    today       the day as of which something is overdue, where one was named
    """

    map: ServiceMap
    team: Party
    attendees: tuple[Attendee, ...]
    items: tuple[AgendaItem, ...]
    difference: Difference | None
    today: date | None

    def of(self, *topics: AgendaTopic) -> tuple[AgendaItem, ...]:
        """The items about these topics."""
        return tuple(item for item in self.items if item.topic in topics)

    def __iter__(self) -> Iterator[AgendaItem]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)

    def __repr__(self) -> str:
        return f"<Briefing of {self.team.name}: {several(len(self), 'item')}>"


def briefing(
    m: ServiceMap, team: str, *, since: ServiceMap | None = None, today: date | None = None
) -> Briefing:
    """The agenda of a team, by name or id. What changed is told `since` an earlier version.

    What is overdue is so as of `today`, and not told without it. Raises UnknownName.
    """
    id_ = team_named(m, team)
    index = compile_index(m)
    difference = None if since is None else diff(since, m)
    items = (
        *_differences(m, id_, today),
        *_promises(m, id_),
        *_silent(m, index, id_, today),
        *_unanswered(m, index, id_, today),
        *_actions(m, index, id_, today),
        *_wishes(index, id_),
        *(_changes(difference, id_) if difference else ()),
    )
    order = list(AgendaTopic)
    found = tuple(sorted(items, key=lambda item: order.index(item.topic)))
    return Briefing(m, m.parties[id_], tuple(_attendees(m, index, id_)), found, difference, today)


def _partners(index: Index, team: str) -> list[str]:
    """Whom a team serves, then who serves it: ids."""
    both = [one.customer for one in index.serving[team]]
    both += [one.provider for one in index.relying[team]]
    return [id_ for id_ in dict.fromkeys(both) if id_ != team]


def _attendees(m: ServiceMap, index: Index, team: str) -> Iterator[Attendee]:
    """The team's own first; one for all the parties that somebody owns."""
    coming: dict[str, list[Party]] = {}
    for id_ in (team, *_partners(index, team)):
        party = m.parties[id_]
        coming.setdefault(party.owner or party.name, []).append(party)
    for owner, parties in coming.items():
        yield Attendee(owner, tuple(parties))


def _differences(m: ServiceMap, team: str, today: date | None) -> Iterator[AgendaItem]:
    """What needs talking about first; nobody who is outside has to write into a map.

    What somebody confirmed on one day and too long ago is told once, whatever it is about.
    """
    too_old = set()
    for one in agreements(m, team, today=today):
        for point in one.open:
            if point.about is PointTopic.CONFIRMED:
                side = one.provider if one.provider.party.id == point.party else one.customer
                if (point.party, side.confirmed) not in too_old:
                    too_old.add((point.party, side.confirmed))
                    yield AgendaItem(AgendaTopic.CONFIRMATION, side)
            elif point.about is not PointTopic.SIDE or not one.customer.party.is_outside_customer:
                yield AgendaItem(AgendaTopic.DIFFERENCE, Disagreement(one, point))


def _promises(m: ServiceMap, team: str) -> Iterator[AgendaItem]:
    """Those that the plan breaks, or may break, or keeps with less than a day to spare.

    Of those in which the team has a part: it makes it, gets it, or works on the chain that decides.
    The worst come first.
    """
    for one in sorted(promises(m), key=_worst_first):
        providers = {m.services[id_].provider for id_ in (one.service, *one.chain)}
        if team in {*providers, one.customer} and one.stated and _at_risk(m, one):
            yield AgendaItem(AgendaTopic.PROMISE, one)


def _worst_first(one: PlannedPromise) -> tuple[int, int]:
    return _FATES.index(one.fate), one.margin_bounds.least or 0


def _at_risk(m: ServiceMap, one: PlannedPromise) -> bool:
    least = one.margin_bounds.least
    tight = least is not None and least < m.calendar_of(one.customer).day
    return one.fate is not Fate.KEPT or tight


def _silent(m: ServiceMap, index: Index, team: str, today: date | None) -> Iterator[AgendaItem]:
    served = {one.customer for one in index.serving[team]} - {team}
    for one in care(m, today=today).silent:
        if one.party.id in served and one.silence is not Silence.NOBODY_LISTENS:
            yield AgendaItem(AgendaTopic.SILENCE, one)


def _unanswered(m: ServiceMap, index: Index, team: str, today: date | None) -> Iterator[AgendaItem]:
    for voice in said_of(m, index, team, today):
        if voice.ignored:
            yield AgendaItem(AgendaTopic.UNANSWERED, voice)


def said_of(m: ServiceMap, index: Index, team: str, today: date | None) -> list[Voice]:
    """What counts of all that a team's customers said: of what it delivers, or of all they get."""
    served = {one.customer for one in index.serving[team]} - {team}
    return [
        voice
        for voice in voices(m, index, today)
        if voice.customer.id in served
        and (voice.reliance is None or voice.reliance.provider == team)
    ]


def actions_for(m: ServiceMap, index: Index, *teams: str) -> Iterator[Action]:
    """The actions for any of these parties or one of their services, in the order of the map."""
    own = {*teams, *(service for team in teams for service in index.making[team])}
    for action in m.actions.values():
        if not own.isdisjoint(action.for_):
            yield action


def _actions(m: ServiceMap, index: Index, team: str, today: date | None) -> Iterator[AgendaItem]:
    """What is overdue of that which is done by the team, or for what it gets."""
    about = {team, *index.making[team], *(one.service for one in index.relying[team])}
    for action in m.actions.values():
        if not about.isdisjoint(action.for_) and action.days_overdue(today):
            yield AgendaItem(AgendaTopic.ACTION, action)


def _wishes(index: Index, team: str) -> Iterator[AgendaItem]:
    """What its customers want of it, then what it wants of its providers."""
    for one in (*index.serving[team], *index.relying[team]):
        if one.customer_says is not None and one.customer_says.wants:
            yield AgendaItem(AgendaTopic.WISH, one)


def _changes(found: Difference, team: str) -> Iterator[AgendaItem]:
    """What changed of the team, of those it deals with, and of what they deliver to each other."""
    versions = (found.old, found.new)
    indexes = [compile_index(m) for m in versions]
    parties = {team}
    services: set[str] = set()
    reliances: set[str] = set()
    for index in indexes:
        if team not in index.serving:
            continue
        parties |= {*_partners(index, team)}
        services |= {*index.making[team], *(one.service for one in index.relying[team])}
        both: Iterable[Sequence[Reliance]] = (index.serving[team], index.relying[team])
        reliances |= {one.id for side in both for one in side}
    concerned = {
        RecordKind.PARTY: parties,
        RecordKind.SERVICE: services,
        RecordKind.RELIANCE: reliances,
    }
    for change in found.changes:
        if change.subject in concerned.get(change.of, ()):
            yield AgendaItem(AgendaTopic.CHANGE, change)
