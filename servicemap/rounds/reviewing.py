"""What a team wanted to reach and has reached, what its customers said, and what became of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from servicemap.caring.hearing import Voice, all_said, ignored_first
from servicemap.feedback import Feedback, Rung, in_time
from servicemap.frozen import Frozen
from servicemap.importing.record_files import NoRecord
from servicemap.importing.track_records import TrackRecord
from servicemap.index import Index, compile_index
from servicemap.model import Action, Party, Reliance, ServiceMap
from servicemap.plurals import several
from servicemap.results import Result
from servicemap.rounds.briefing import actions_for, said_of
from servicemap.rounds.measured import MeasuredObjective, measured
from servicemap.sides import last_day
from servicemap.views.places import team_named


class RungRise(NamedTuple):
    """A customer that stands higher on the ladder than it did: when it was heard, and before."""

    customer: Party
    old: Rung
    new: Rung
    day: date | None


@dataclass(frozen=True, eq=False, repr=False, slots=True)
class Review(Result[MeasuredObjective]):
    """What became of a team's objectives and customers. Iterating gives its `objectives`.

    voices    what counts of all that its customers said: bad words without an answer first
    actions   what was done, and is being done, about it; what is done first, by day
    rises     customers whose rung rose
    since     the day from which on it was asked, where one was named; and `today`
    """

    map: ServiceMap
    team: Party
    objectives: tuple[MeasuredObjective, ...]
    voices: tuple[Voice, ...]
    actions: tuple[Action, ...]
    rises: tuple[RungRise, ...]
    since: date | None
    today: date | None

    def __iter__(self) -> Iterator[MeasuredObjective]:
        return iter(self.objectives)

    def __len__(self) -> int:
        return len(self.objectives)

    def __repr__(self) -> str:
        said = several(len(self.voices), "voice")
        return f"<Review of {self.team.name}: {several(len(self), 'objective')}, {said}>"


def review(
    m: ServiceMap,
    team: str,
    record: TrackRecord | NoRecord,
    *,
    since: date | None = None,
    today: date | None = None,
) -> Review:
    """The review of a team, by name or id. Raises UnknownName.

    What was said, done and delivered counts from the day `since` on, and until `today`; what was
    said on no day always does.
    """
    id_ = team_named(m, team)
    last = None if today is None else last_day(m, today)
    known = m if last is None else _known_by(m, last)
    index = compile_index(known)
    said = [
        voice for voice in said_of(known, index, id_, today) if _within(voice.feedback.asked, since)
    ]
    actions = [
        one
        for one in actions_for(known, index, id_)
        if one.done is None or _within(one.done, since)
    ]
    return Review(
        m,
        m.parties[id_],
        measured(known, id_, record, since=since, until=last),
        tuple(ignored_first(said)),
        tuple(sorted(actions, key=_done_first)),
        tuple(_rises(known, index, id_, since)),
        since,
        today,
    )


def _known_by(m: ServiceMap, last: date) -> ServiceMap:
    """The map without what was said or done later than on a day."""

    def until(said: tuple[Feedback, ...]) -> tuple[Feedback, ...]:
        return tuple(one for one in said if one.asked is None or one.asked <= last)

    def heard(one: Reliance) -> Reliance:
        says = one.customer_says
        if says is None:
            return one
        return one._replace(customer_says=says._replace(feedback=until(says.feedback)))

    parties = {
        id_: party._replace(feedback=until(party.feedback)) for id_, party in m.parties.items()
    }
    actions = {id_: one for id_, one in m.actions.items() if not one.done or one.done <= last}
    return m._replace(
        parties=Frozen(parties),
        reliances=tuple(map(heard, m.reliances)),
        actions=Frozen(actions),
    )


def _within(day: date | None, since: date | None) -> bool:
    return day is None or since is None or day >= since


def _done_first(one: Action) -> tuple[bool, date]:
    return one.done is None, one.done or one.due or date.max


def _rises(m: ServiceMap, index: Index, team: str, since: date | None) -> Iterator[RungRise]:
    """Customers of the team who stand higher now than when they were heard before."""
    ladder = list(Rung)
    for id_ in dict.fromkeys(one.customer for one in index.serving[team]):
        party = m.parties[id_]
        steps: Sequence[tuple[Rung, date | None]] = [
            (one.rung, one.asked) for one in in_time(all_said(index, party)) if one.rung
        ]
        if id_ == team or len(steps) < 2:
            continue
        now, day = steps[-1]
        earlier = [rung for rung, asked in steps if since and asked and asked < since]
        was = earlier[-1] if earlier else steps[0][0]
        if ladder.index(now) > ladder.index(was):
            reached = next(
                asked for rung, asked in steps if ladder.index(rung) >= ladder.index(now)
            )
            yield RungRise(party, was, now, reached or day)
