"""Cards for the wall: what a team's customers said and what became of it, and the steps for them.

They say what the map says: a step that nobody has written is not on a card as if it were.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from servicemap.caring.hearing import Voice, ignored_first, voices
from servicemap.errors import WrongValue
from servicemap.feedback import COMPLAINT_STEPS, RECOVERY_STEPS
from servicemap.index import Index, compile_index, find_party
from servicemap.model import Group, Party, ServiceMap
from servicemap.spelling import did_you_mean
from servicemap.views.places import find_team
from servicemap.views.replies import begun_of, done_of, is_praise, said_by
from servicemap.views.view import (
    AnswerState,
    CardAnswer,
    Exchange,
    ExchangeCard,
    Step,
    StepsCard,
    WallCard,
)
from servicemap.wording.phrases import Words
from servicemap.wording.sayings import Together, saying

ANSWERS_AT_MOST = 2
"""More answers to one saying than this are counted."""


class CardKind(StrEnum):
    """The idea of a card."""

    YOU_SAID = "you-said"
    SERVICE_FAILS = "service-fails"
    COMPLAINT = "complaint"


def find_card(name: str) -> CardKind:
    """The kind of card of that name, whatever its case. Raises WrongValue."""
    try:
        return CardKind(name.strip().casefold())
    except ValueError:
        hint = did_you_mean(name, list(CardKind)) or "use one of: " + ", ".join(CardKind)
        raise WrongValue(f"'{name}' is no card for the wall", hint) from None


def key_of(kind: CardKind) -> str:
    """Where the words for its title stand."""
    return f"card_{kind.replace('-', '_')}"


class _Source(NamedTuple):
    """What cards of a map are made of: `said` is what each customer said last, by its id, for cards
    that tell it.
    """

    map: ServiceMap
    lookups: Index
    said: Mapping[str, Sequence[Voice]]
    words: Words
    today: date | None

    def customers(self, team: str) -> list[Party]:
        """Whom a team serves, those outside first."""
        served = dict.fromkeys(one.customer for one in self.lookups.serving[team])
        parties = [self.map.parties[id_] for id_ in served if id_ != team]
        return sorted(parties, key=lambda party: party.group.place)


class _Idea(NamedTuple):
    """A kind of card: what makes it for a team and some of its customers; None where nothing is
    told of them, which is then said to be `lacking`, with its `cure`.
    """

    of: Callable[[_Source, Party, Sequence[Party]], WallCard | None]
    lacking: str
    cure: str


def card_of(
    m: ServiceMap, kind: CardKind, team: str, to: str | None = None, today: date | None = None
) -> WallCard:
    """A team's card, about all its customers or about one; what is overdue is so as of `today`.

    Raises UnknownName; WrongValue where the team does not serve them, or where the map has nothing
    to say of them.
    """
    party = m.parties[find_team(m, team)]
    source = _source(m, kind, today)
    customers = source.customers(party.id)
    if not customers:
        raise WrongValue(
            f"{party.name} serves nobody in this map, and a card is about those whom a team serves",
            "say in `serves` what it does for whom",
        )
    if to is not None:
        only = m.parties[find_party(m, to)]
        if only not in customers:
            raise WrongValue(
                f"{party.name} itself delivers nothing to {only.name}",
                "it serves: " + ", ".join(one.name for one in customers),
            )
        customers = [only]
    idea = _IDEAS[kind]
    card = idea.of(source, party, customers)
    if card is None:
        whom = ", ".join(one.name for one in customers)
        raise WrongValue(f"{idea.lacking} whom {party.name} serves: {whom}", idea.cure)
    return card


def teams_without(m: ServiceMap, kind: CardKind) -> dict[str, str]:
    """Why some teams have no such card, by their ids: in English, for the terminal."""
    source, idea = _source(m, kind), _IDEAS[kind]
    found = {}
    for party in m.parties.values():
        if party.group is not Group.TEAMS:
            continue
        customers = source.customers(party.id)
        if not customers:
            found[party.id] = "it serves nobody"
        elif idea.of(source, party, customers) is None:
            found[party.id] = f"{idea.lacking} whom it serves; {idea.cure}"
    return found


def _source(m: ServiceMap, kind: CardKind, today: date | None = None) -> _Source:
    index = compile_index(m)
    said: dict[str, list[Voice]] = {}
    for voice in voices(m, index, today) if kind is CardKind.YOU_SAID else ():
        said.setdefault(voice.customer.id, []).append(voice)
    return _Source(m, index, said, Words(m), today)


def _exchanges(source: _Source, team: Party, customers: Sequence[Party]) -> ExchangeCard | None:
    """What they said last of what the team delivers, or of all that they get.

    Where there is not room for all, bad words that nobody answered are not those left out.
    """
    words = source.words
    told = [
        (voice, said)
        for voice in ignored_first(
            voice
            for party in customers
            for voice in source.said.get(party.id, ())
            if voice.reliance is None or voice.reliance.provider == team.id
        )
        if (said := said_by(voice, words)) is not None
    ]
    if not told:
        return None
    return ExchangeCard(
        source.map.title,
        team.name,
        words["card_you_said"],
        words["you_said"],
        words["we_did"],
        tuple(
            Exchange(voice.customer.name, said, tuple(_answers(voice, words, source.today)))
            for voice, said in told
        ),
        word_of=(team.id,),
    )


def _answers(voice: Voice, words: Words, today: date | None) -> Iterator[CardAnswer]:
    """What was done about it, then what is being done; praise is thanked for."""
    found = [CardAnswer(said, AnswerState.DONE) for said in done_of(voice)]
    found += [CardAnswer(said, AnswerState.BEGUN) for said in begun_of(voice, words, today)]
    if not found:
        state = AnswerState.THANKS if is_praise(voice) else AnswerState.OPEN
        found = [CardAnswer(words[f"answer_{state}"], state)]
    yield from found[:ANSWERS_AT_MOST]
    if more := found[ANSWERS_AT_MOST:]:
        yield CardAnswer(words.say("more", count=len(more)), more[0].state)


def _steps(
    key: str, names: Sequence[str], written: Callable[[Party], Mapping[str, str]]
) -> Callable[[_Source, Party, Sequence[Party]], StepsCard | None]:
    """What makes a card of steps: of the customer for whom most of them are written.

    Others for whom the same is written are named with it, and who has steps of its own in a note.
    """

    def of(source: _Source, team: Party, customers: Sequence[Party]) -> StepsCard | None:
        m, words = source.map, source.words
        ready = [party for party in customers if written(party)]
        if not ready:
            return None
        first = max(ready, key=lambda party: len(written(party)))
        steps = written(first)
        alike = [party.name for party in ready if written(party) == steps]
        others = tuple(party.name for party in ready if written(party) != steps)
        whom = words.say("card_for", customers=words.together(alike))
        return StepsCard(
            m.title,
            team.name,
            words[f"card_{key}"],
            words.say("named", name=whom, what=words[f"spirit_{key}"]),
            tuple(Step(words[f"step_{name}"], steps[name]) for name in names if name in steps),
            _unwritten(
                [words[f"step_{name}"] for name in names if name not in steps],
                first.owner or team.owner or m.owner,
                words,
            ),
            (saying("card_others", customers=Together(others)),) if others else (),
            word_of=(team.id,),
        )

    return of


def _unwritten(steps: Sequence[str], owner: str | None, words: Words) -> str | None:
    """Which steps nobody has written, and whom to ask for them."""
    if not steps:
        return None
    named = words.listed(steps)
    if owner is None:
        return words.say("unwritten_steps", steps=named)
    return words.say("unwritten_steps_ask", steps=named, owner=owner)


def _recovery(party: Party) -> Mapping[str, str]:
    return party.care.recovery if party.care else {}


def _complaints(party: Party) -> Mapping[str, str]:
    return party.care.complaints if party.care else {}


_IDEAS: Mapping[CardKind, _Idea] = {
    CardKind.YOU_SAID: _Idea(
        _exchanges,
        "nothing has been said by anybody",
        "write what they say: `feedback: {says: ...}` of a customer, or of what it gets",
    ),
    CardKind.SERVICE_FAILS: _Idea(
        _steps("service_fails", RECOVERY_STEPS, _recovery),
        "no recovery step is written for anybody",
        "write them: `care: {recovery: {apologise: ...}}` of a customer",
    ),
    CardKind.COMPLAINT: _Idea(
        _steps("complaint", COMPLAINT_STEPS, _complaints),
        "no step for complaints is written for anybody",
        "write them: `care: {complaints: {listen: ...}}` of a customer",
    ),
}
"""What each kind of card is made by."""
