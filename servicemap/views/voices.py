"""What a team's poster says of its customers: what they said and want, who else offers it."""

from collections.abc import Iterator
from datetime import date

from servicemap.cards import Card
from servicemap.caring.hearing import Voice, ignored_first, voice_on, voice_overall
from servicemap.index import Index
from servicemap.model import ServiceMap
from servicemap.timing.answers.competitors import CompetitorOffer
from servicemap.views.replies import begun_of, done_of, is_praise, said_by
from servicemap.wording.phrases import Words
from servicemap.wording.sayings import Amount, Several, saying
from servicemap.wording.values import value_said


def voices_of(card: Card, index: Index, words: Words) -> Iterator[str]:
    """Sentences: bad words that nobody answered, what customers want, what else they said.

    Then what they are promised besides, and what somebody else offers them instead: where there is
    not room for all, what the team says of itself goes first.
    """
    m = card.map
    said = ignored_first(_voices(card, index))
    yield from _told([voice for voice in said if voice.ignored], words, card.today)
    for one in card.customers:
        if one.customer_says is not None and one.customer_says.wants:
            yield _named(m, one.customer, one.customer_says.wants, words)
    yield from _told([voice for voice in said if not voice.ignored], words, card.today)
    for promise in card.promises:
        if promise.quality:
            customer, what = m.parties[promise.customer].name, words.listed(promise.quality)
            yield words.say("also_promised", customer=customer, what=what)
    yield from _offers(card, words)


def _voices(card: Card, index: Index) -> Iterator[Voice]:
    """What counts of all that was said of this team's deliveries, and of all that customers get.

    Of the latter, what others did about it is theirs to tell, where this team did nothing.
    """
    m = card.map
    for one in card.customers:
        voice = voice_on(m, one, card.today)
        if voice is not None:
            yield voice
    own = {card.party.id, *index.making[card.party.id]}
    for id_ in dict.fromkeys(one.customer for one in card.customers):
        voice = voice_overall(m, index, m.parties[id_], card.today)
        if voice is None:
            continue
        ours = tuple(action for action in voice.actions if not own.isdisjoint(action.for_))
        if ours or voice.feedback.done or not voice.actions:
            yield voice._replace(actions=ours)


def _told(said: list[Voice], words: Words, today: date | None) -> Iterator[str]:
    """Who said what, and what became of it; nobody has to answer praise."""
    for voice in said:
        what = said_by(voice, words)
        became = [
            words.say(key, what=words.listed(actions))
            for key, actions in (
                ("since_then", done_of(voice)),
                ("since_begun", begun_of(voice, words, today)),
            )
            if actions
        ]
        if what is not None and not became and not is_praise(voice):
            what = words.say("unanswered", what=what)
        told = [*([what] if what is not None else []), *became]
        if told:
            yield words.say("named", name=voice.customer.name, what=words.in_a_row(told))


def _named(m: ServiceMap, customer: str, what: str, words: Words) -> str:
    return words.say("named", name=m.parties[customer].name, what=what)


def _offers(card: Card, words: Words) -> Iterator[str]:
    """What each competitor offers to whom: once for all to whom it offers the same."""
    m = card.map
    customers: dict[tuple[str, str], list[str]] = {}
    for promise in card.promises:
        for other in promise.others:
            offer = words.said(_offer(m, promise.customer, other))
            to = customers.setdefault((other.competitor, offer), [])
            if (name := m.parties[promise.customer].name) not in to:
                to.append(name)
    for (competitor, offer), names in customers.items():
        whom = words.together(names)
        yield words.say("offered", competitor=competitor, customers=whom, what=offer)


def _offer(m: ServiceMap, customer: str, other: CompetitorOffer) -> Several:
    """`20 Feb 2027, 6 days before us`; how much sooner only where that is known."""
    offer = value_said(m, other.offer, m.calendar_of(customer))
    if not other.sooner:
        return Several((offer,))
    key = "before_us" if other.sooner > 0 else "after_us"
    amount = saying(key, amount=Amount(abs(other.sooner), other.day))
    return Several((offer, amount))
