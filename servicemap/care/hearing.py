"""What customers said, when they were last heard, and what was done about it.

Rules, the report and posters all ask here, so that they never tell two stories.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from servicemap.durations import Duration
from servicemap.feedback import Feedback, newest
from servicemap.index import Index
from servicemap.model import Action, Party, Reliance, ServiceMap
from servicemap.sides import days_too_old

UNHAPPY = 6
"""The highest score of somebody who would not recommend us: a detractor, as the Net Promoter Score
calls those who give 0 to 6 (Reichheld, "The One Number You Need to Grow", 2003).
"""


class Voice(NamedTuple):
    """What a customer said last: of one delivery, or of all that it gets.

    `actions` are those that answer it: for the service, or one of its provider's, and open, or done
    no earlier than it was said.
    """

    customer: Party
    reliance: Reliance | None
    feedback: Feedback
    actions: tuple[Action, ...]

    @property
    def unhappy(self) -> bool:
        """Whether they would not recommend us."""
        return self.feedback.score is not None and self.feedback.score <= UNHAPPY

    @property
    def answered(self) -> bool:
        """Whether something was done about it, or is being done."""
        return bool(self.feedback.done or self.actions)


def speaks_of_care(m: ServiceMap) -> bool:
    """Whether a map says anything of how customers are heard; one that does not is left in peace.

    Any of `care`, `feedback`, `noticed_after` and `actions`.
    """
    if m.actions:
        return True
    if any(party.care is not None or party.feedback for party in m.parties.values()):
        return True
    both = (said for one in m.reliances for said in (one.provider_says, one.customer_says) if said)
    return any(said.noticed_after is not None or getattr(said, "feedback", ()) for said in both)


def customers_of(m: ServiceMap) -> Iterator[Party]:
    """Everybody who gets something, and everybody outside for whom it is done, as they stand."""
    getting = {one.customer for one in (*m.reliances, *m.unsaid)}
    for party in m.parties.values():
        if party.id in getting or party.is_outside_customer:
            yield party


def voices(m: ServiceMap, index: Index) -> Iterator[Voice]:
    """What counts of all that was said: of each customer the newest, and of each delivery."""
    meant = [(action, frozenset(_meant_by(index, action))) for action in m.actions.values()]
    for party in m.parties.values():
        said = party.newest_feedback
        if said is not None:
            yield Voice(party, None, said, _answering(meant, said, _all_it_gets(index, party)))
    for one in m.reliances:
        said = newest(one.customer_says.feedback) if one.customer_says else None
        if said is not None:
            about = {one.service, one.provider}
            yield Voice(m.parties[one.customer], one, said, _answering(meant, said, about))


def _all_it_gets(index: Index, party: Party) -> set[str]:
    """The services that a party gets, and who provides them."""
    return {id_ for one in index.relying[party.id] for id_ in (one.service, one.provider)}


def _answering(
    meant: Sequence[tuple[Action, frozenset[str]]], said: Feedback, about: set[str]
) -> tuple[Action, ...]:
    """The actions for any of these services and parties that answer what was said."""
    return tuple(
        action for action, ids in meant if not ids.isdisjoint(about) and _in_time(action, said)
    )


def _meant_by(index: Index, action: Action) -> Iterator[str]:
    """What an action is for, and the services of a team that it is for."""
    for id_ in action.for_:
        yield id_
        yield from index.making.get(id_, ())


def _in_time(action: Action, said: Feedback) -> bool:
    """Whether an action is open, or was done no earlier than something was said.

    An old one excuses nothing later.
    """
    return action.done is None or said.asked is None or action.done >= said.asked


def all_said(index: Index, party: Party) -> list[Feedback]:
    """All that a customer said, of whatever it gets."""
    said = [*party.feedback]
    for one in index.relying[party.id]:
        if one.customer_says is not None:
            said += one.customer_says.feedback
    return said


def last_heard(index: Index, party: Party) -> date | None:
    """The day on which a customer was last asked, or said something, of whatever it gets."""
    days = [one.asked for one in all_said(index, party)]
    if party.care is not None:
        days.append(party.care.last_asked)
    return max((day for day in days if day is not None), default=None)


def to_be_heard_every(m: ServiceMap, party: Party) -> Duration | None:
    """How often a customer is to be asked: as is said of it, or as entries are to be confirmed."""
    own = party.care.every if party.care is not None else None
    return own or m.confirm_every


def days_unheard(m: ServiceMap, index: Index, party: Party, today: date | None) -> int | None:
    """How many days ago a customer was last heard, where that is too long; else None."""
    return days_too_old(last_heard(index, party), to_be_heard_every(m, party), today)
