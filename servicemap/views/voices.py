"""What a team's poster says of its customers: what they want, what was done, who else offers it."""

from collections.abc import Iterator

from servicemap.cards import Card
from servicemap.caring.hearing import Voice, voice_on, voice_overall
from servicemap.index import Index
from servicemap.model import ServiceMap
from servicemap.timing.answers.competitors import CompetitorOffer
from servicemap.wording.phrases import Words
from servicemap.wording.sayings import Amount, Several, saying
from servicemap.wording.values import value_said


def voices_of(card: Card, index: Index, words: Words) -> Iterator[str]:
    """Sentences: what customers want, what became of what they said, what else they are promised.

    Then what somebody else offers them instead.
    """
    m = card.map
    for one in card.customers:
        if one.customer_says is not None and one.customer_says.wants:
            yield _named(m, one.customer, one.customer_says.wants, words)
        yield from _answer(m, voice_on(m, one), words)
    own = {card.party.id, *index.making[card.party.id]}
    for id_ in dict.fromkeys(one.customer for one in card.customers):
        voice = voice_overall(m, index, m.parties[id_])
        if voice is not None:
            ours = tuple(action for action in voice.actions if not own.isdisjoint(action.for_))
            yield from _answer(m, voice._replace(actions=ours), words)
    for promise in card.promises:
        if promise.quality:
            customer, what = m.parties[promise.customer].name, words.listed(promise.quality)
            yield words.say("also_promised", customer=customer, what=what)
        for other in promise.others:
            said = words.said(_offer(m, promise.customer, other))
            yield words.say("named", name=other.competitor, what=said)


def _named(m: ServiceMap, customer: str, what: str, words: Words) -> str:
    return words.say("named", name=m.parties[customer].name, what=what)


def _answer(m: ServiceMap, voice: Voice | None, words: Words) -> Iterator[str]:
    """What somebody said, where something was done about it, or is being done."""
    if voice is None or not voice.answered:
        return
    said = voice.feedback
    done = [*([said.done] if said.done else []), *(action.name for action in voice.actions)]
    became = words.say("since_then", what=words.listed(done))
    what = words.in_a_row([said.says, became]) if said.says else became
    yield _named(m, voice.customer.id, what, words)


def _offer(m: ServiceMap, customer: str, other: CompetitorOffer) -> Several:
    """`20 Feb 2027, 6 days before us`; how much sooner only where that is known."""
    offer = value_said(m, other.offer, m.calendar_of(customer))
    if not other.sooner:
        return Several((offer,))
    key = "before_us" if other.sooner > 0 else "after_us"
    amount = saying(key, amount=Amount(abs(other.sooner), other.day))
    return Several((offer, amount))
