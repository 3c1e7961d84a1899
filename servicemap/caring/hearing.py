"""What customers said, when they were last heard, and what was done about it.

Rules, the report and posters all ask here, so that they never tell two stories.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from servicemap.durations import DAY_OF_CLOCK, WEEK_OF_CLOCK, Duration
from servicemap.feedback import Feedback, in_time, what_counts
from servicemap.index import Index, compile_index
from servicemap.model import Action, Party, Reliance, ServiceMap
from servicemap.sides import days_too_old, is_to_come

UNHAPPY = 6
"""The highest score of somebody who would not recommend us: a detractor, as the Net Promoter Score
calls those who give 0 to 6 (Reichheld, "The One Number You Need to Grow", 2003).
"""


class Voice(NamedTuple):
    """What counts of what a customer said: of one delivery, or of all that it gets.

    `before` is the score that it gave the time before. `actions` are those that answer it: for the
    service, or one of its provider's, and open, or done no earlier than it was said.
    """

    customer: Party
    reliance: Reliance | None
    feedback: Feedback
    actions: tuple[Action, ...]
    before: int | None = None

    @property
    def unhappy(self) -> bool:
        """Whether they would not recommend us."""
        return self.feedback.score is not None and self.feedback.score <= UNHAPPY

    @property
    def falling(self) -> bool:
        """Whether they gave more the time before."""
        score = self.feedback.score
        return score is not None and self.before is not None and score < self.before

    @property
    def answered(self) -> bool:
        """Whether something was done about it, or is being done."""
        return bool(self.feedback.done or self.actions)

    @property
    def ignored(self) -> bool:
        """Whether it is bad, and nobody has answered."""
        return self.unhappy and not self.answered


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
    """Everybody who gets something, for whom it is done outside, or who is heard, as they stand.

    Who said something, or of whom is said how they are heard, is a customer for that reason, even
    where the map does not say what they get.
    """
    getting = {one.customer for one in (*m.reliances, *m.unsaid)}
    for party in m.parties.values():
        heard = party.care is not None or bool(party.feedback)
        if party.id in getting or party.is_outside_customer or heard:
            yield party


def voices(m: ServiceMap, index: Index, today: date | None = None) -> Iterator[Voice]:
    """What counts of all that was said: of each customer, and of each delivery.

    What is said to be done on a day later than `today` answers nothing; without it, all does.
    """
    for party in m.parties.values():
        yield from voices_of_party(m, index, party, today)
    for one in m.reliances:
        yield from voices_on(m, one, today)


def voices_of_party(
    m: ServiceMap, index: Index, party: Party, today: date | None = None
) -> Iterator[Voice]:
    """What counts of all that a customer said of whatever it gets together."""
    if party.feedback:
        about = _all_it_gets(index, party) if m.actions else set()  # only they are held to it
        yield from _voices(m, party, None, party.feedback, about, today)


def voices_overall(
    m: ServiceMap, customers: Iterable[str], today: date | None = None
) -> Iterator[Voice]:
    """What counts of what each of these customers, by id, said of all that it gets."""
    heard = [m.parties[id_] for id_ in customers if m.parties[id_].feedback]
    index = compile_index(m) if heard else None
    for party in heard:
        assert index is not None, "somebody was heard"
        yield from voices_of_party(m, index, party, today)


def voices_on(m: ServiceMap, one: Reliance, today: date | None = None) -> Iterator[Voice]:
    """What counts of all that was said of one delivery."""
    said = one.customer_says.feedback if one.customer_says is not None else ()
    if said:
        customer = m.parties[one.customer]
        yield from _voices(m, customer, one, said, {one.service, one.provider}, today)


def ignored_first(said: Iterable[Voice]) -> list[Voice]:
    """Bad words that nobody answered, the lowest score first; then all others, the newest first."""
    newest = sorted(said, key=lambda voice: voice.feedback.asked or date.min, reverse=True)
    return sorted(newest, key=_worst_ignored)


def _worst_ignored(voice: Voice) -> tuple[bool, int]:
    return (False, voice.feedback.score or 0) if voice.ignored else (True, 0)


def _voices(
    m: ServiceMap,
    customer: Party,
    one: Reliance | None,
    said: Sequence[Feedback],
    about: set[str],
    today: date | None,
) -> Iterator[Voice]:
    before = None
    if len(said) > 1:
        scores = [feedback.score for feedback in in_time(said) if feedback.score is not None]
        before = scores[-2] if len(scores) > 1 else None
    counting = what_counts(said)
    for counts in counting:
        heard = counts
        if not counts.done and counts is not counting[-1]:
            heard = counts._replace(done=counting[-1].done)  # that answers both
        answering = _answering(m, heard, about, today)
        yield Voice(customer, one, heard, answering, None if heard.score is None else before)


def _all_it_gets(index: Index, party: Party) -> set[str]:
    """The services that a party gets, and who provides them."""
    return {id_ for one in index.relying[party.id] for id_ in (one.service, one.provider)}


def _answering(
    m: ServiceMap, said: Feedback, about: set[str], today: date | None
) -> tuple[Action, ...]:
    """The actions for any of these services and parties that answer what was said."""
    return tuple(action for action in _for_any(m, about, today) if _in_time(action, said))


def actions_too_early(
    m: ServiceMap, index: Index, voice: Voice, today: date | None = None
) -> tuple[Action, ...]:
    """The actions for what somebody said that were done before it was, and answer nothing of it.

    One that answers what it had said of the same before that is none of these.
    """
    one = voice.reliance
    about = _all_it_gets(index, voice.customer) if one is None else {one.service, one.provider}
    said = voice.customer.feedback
    if one is not None and one.customer_says is not None:
        said = one.customer_says.feedback
    return tuple(
        action
        for action in _for_any(m, about, today)
        if not any(_in_time(action, feedback) for feedback in said)
    )


def _for_any(m: ServiceMap, about: set[str], today: date | None) -> Iterator[Action]:
    """The actions for any of these services and parties; one for a team is for all its services.

    One that is said to be done on a day yet to come is neither done nor open: it counts for none.
    """
    if not m.actions:
        return
    providers = {m.services[id_].provider for id_ in about if id_ in m.services}
    meant = about | providers
    for action in m.actions.values():
        if not meant.isdisjoint(action.for_) and not is_to_come(m, action.done, today):
            yield action


def _in_time(action: Action, said: Feedback) -> bool:
    """Whether an action is open, or was done no earlier than something was said.

    An old one excuses nothing later.
    """
    return action.done is None or said.asked is None or action.done >= said.asked


def all_said(index: Index, party: Party) -> list[Feedback]:
    """All that a customer said, of whatever it gets."""
    return [one for _, said in said_of_each(index, party) for one in said]


def said_of_each(index: Index, party: Party) -> Iterator[tuple[str, Sequence[Feedback]]]:
    """What a customer said of all that it gets, under an empty id; then of each service, by id."""
    yield "", party.feedback
    for one in index.relying[party.id]:
        if one.customer_says is not None:
            yield one.service, one.customer_says.feedback


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


def days_overdue(m: ServiceMap, party: Party, unheard: int | None) -> int | None:
    """By how many days a customer should have been heard sooner, who was `unheard` for too long."""
    every = to_be_heard_every(m, party)
    if unheard is None or every is None:
        return None
    return unheard - every.minutes_where(DAY_OF_CLOCK, WEEK_OF_CLOCK) // DAY_OF_CLOCK


def days_unheard(m: ServiceMap, index: Index, party: Party, today: date | None) -> int | None:
    """How many days ago a customer was last heard, where that is too long; else None."""
    return days_too_old(last_heard(index, party), to_be_heard_every(m, party), today)
