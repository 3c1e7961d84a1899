"""What is asked, one question at a time, and what each answer adds to the map.

The order is that of a manager who thinks of customers first: who relies on us, for what, how late
it may be, and who would notice; then on whom we rely; then on to the end user, because whoever
does not serve the customer serves someone who does.
"""

import re
from collections.abc import Generator, Iterator, Mapping, Sequence
from enum import Enum
from typing import NamedTuple

from servicemap.editing.edits import (
    AddDelivery,
    AddParty,
    DeliverySays,
    Edit,
    NameService,
    PartySays,
)
from servicemap.loading.entries.delivery_sides import RELIES_ON, SERVES, DeliverySide
from servicemap.model import EXTERNAL, OUTSIDE_CUSTOMERS, Group, ServiceMap
from servicemap.slugs import slug
from servicemap.wording.interviews import InterviewWords

GROUPS = tuple(Group)
"""What somebody may be, by the number that is asked for."""

_SEPARATORS = re.compile(
    "[,;\N{ARABIC COMMA}\N{IDEOGRAPHIC COMMA}\N{FULLWIDTH COMMA}\N{FULLWIDTH SEMICOLON}]"
)
"""What people write between names."""


class AnswerKind(Enum):
    """What an answer has to be; an empty one is none at all, but for NAME and GROUP."""

    NAME = "a name"
    NAMES = "names"
    TEXT = "a text"
    GROUP = "the number of a group"
    LENGTH = "a length of time"
    DUE = "a moment, a length of time or a rhythm"


class InterviewQuestion(NamedTuple):
    """One question. `about` is who is asked about, and may not be named in the answer."""

    says: str
    kind: AnswerKind
    about: str = ""
    suggested: str = ""


class PartyLink(NamedTuple):
    """Who relies on whom, by their ids."""

    provider: str
    customer: str


class Delivered(NamedTuple):
    """Who gets what from whom, as it was said."""

    provider: str
    customer: str
    service: str

    @property
    def id(self) -> str:
        """The id of the delivery."""
        provider = slug(self.provider)
        return f"{provider}/{slug(self.service)} > {slug(self.customer)}"

    @property
    def link(self) -> PartyLink:
        """Who relies on whom."""
        return PartyLink(slug(self.provider), slug(self.customer))


def links_of(m: ServiceMap) -> dict[PartyLink, tuple[DeliverySide, ...]]:
    """Who relies on whom in a map, each with the sides that do not say for what."""
    found: dict[PartyLink, tuple[DeliverySide, ...]] = {}
    for one in (*m.reliances, *m.unsaid):
        link = PartyLink(one.provider, one.customer)
        sides = ((SERVES, one.provider_says), (RELIES_ON, one.customer_says))
        bare = [side for side, says in sides if says is not None and says.service_name is None]
        found[link] = (*found.get(link, ()), *bare)
    return found


class Interview:
    """An interview about one team. What was said so far stands in `edits` at any time.

    `links` are those of the map. That one relies on another is said as soon as both are named, and
    for what as soon as that is.
    """

    def __init__(
        self,
        words: InterviewWords,
        parties: Mapping[str, Group] | None = None,
        links: Mapping[PartyLink, Sequence[DeliverySide]] | None = None,
    ) -> None:
        self.words = words
        self._said: list[Edit] = []
        self.deliveries: list[Delivered] = []
        self._parties = {slug(name): group for name, group in (parties or {}).items()}
        self._names: dict[str, str] = {slug(name): name for name in parties or {}}
        self._in_the_map: dict[PartyLink, Sequence[DeliverySide]] = dict(links or {})
        self._links: dict[PartyLink, AddDelivery] = {}

    @property
    def edits(self) -> list[Edit]:
        """What was said so far, as changes of the map; last what names no service yet."""
        known = {*self._in_the_map, *(one.link for one in self.deliveries)}
        return [*self._said, *(bare for link, bare in self._links.items() if link not in known)]

    def about(self, team: str) -> Generator[InterviewQuestion, str, None]:
        """All that is asked about a team, which is in the map already."""
        self._parties.setdefault(slug(team), Group.TEAMS)
        self._names.setdefault(slug(team), team)
        team = self._names[slug(team)]
        customers = yield from self._named(self.words.say("customers", team=team), team)
        for customer in customers:
            self._relies(team, SERVES, customer)
        for customer in customers:
            yield from self._delivery(team, customer)
        providers = yield from self._named(self.words.say("providers", team=team), team)
        for provider in providers:
            self._relies(team, RELIES_ON, provider)
        for provider in providers:
            yield from self._reliance(team, provider)
        yield from self._onwards(customers)
        for customer in self._customers_outside():
            heard = yield InterviewQuestion(
                self.words.say("listen", name=customer), AnswerKind.TEXT
            )
            if heard:
                self._said.append(PartySays(slug(customer), "care", {"listen": heard}))

    def _named(self, says: str, about: str) -> Generator[InterviewQuestion, str, list[str]]:
        """Parties that are named; what those are of whom nobody heard before is asked at once."""
        answer = yield InterviewQuestion(says, AnswerKind.NAMES, about)
        found = []
        for name in _split(answer):
            known = self._names.get(slug(name))
            if known is None:
                number = yield InterviewQuestion(
                    self.words.say("group", name=name), AnswerKind.GROUP, suggested="1"
                )
                group = GROUPS[int(number) - 1]
                self._parties[slug(name)], self._names[slug(name)] = group, name
                self._said.append(AddParty(group, name, {}))
            found.append(known or name)
        return found

    def _relies(self, party: str, side: DeliverySide, other: str) -> None:
        """Say that one relies on the other."""
        provider, customer = (party, other) if side is SERVES else (other, party)
        link = PartyLink(slug(provider), slug(customer))
        self._links.setdefault(link, AddDelivery(slug(party), side, other, {}))

    def _delivers(self, one: Delivered, side: DeliverySide) -> None:
        """Say for what one relies on the other; in place of what does not say it, if there is."""
        for bare in self._in_the_map.get(one.link, ()) or (side,):
            party, other = one.provider, one.customer
            if bare is RELIES_ON:
                party, other = other, party
            self._said.append(NameService(slug(party), bare, other, one.service))
        self._in_the_map[one.link] = ()
        self.deliveries.append(one)

    def _delivery(self, provider: str, customer: str) -> Generator[InterviewQuestion, str, None]:
        """What one gets from the other, by the provider's word."""
        for service in (yield from self._services(provider, customer)):
            one = Delivered(provider, customer, service)
            self._delivers(one, SERVES)
            said = {"provider": provider, "customer": customer, "service": service}
            takes = yield InterviewQuestion(self.words.say("takes", **said), AnswerKind.LENGTH)
            if takes:
                self._said.append(DeliverySays(one.id, SERVES, "takes", takes))
            if self._parties[slug(customer)] in EXTERNAL:
                due = yield InterviewQuestion(self.words.say("promise", **said), AnswerKind.DUE)
                if due:
                    self._said.append(DeliverySays(one.id, SERVES, "promise", due))
            else:
                slack = yield InterviewQuestion(self.words.say("slack", **said), AnswerKind.LENGTH)
                if slack:
                    self._said.append(DeliverySays(one.id, SERVES, "slack", slack))
            noticed = yield InterviewQuestion(self.words.say("noticed", **said), AnswerKind.LENGTH)
            if noticed:
                self._said.append(DeliverySays(one.id, SERVES, "noticed_after", noticed))

    def _reliance(self, customer: str, provider: str) -> Generator[InterviewQuestion, str, None]:
        """What one gets from the other, by the customer's word."""
        for service in (yield from self._services(provider, customer)):
            one = Delivered(provider, customer, service)
            self._delivers(one, RELIES_ON)
            says = self.words.say("slack", customer=customer, service=service)
            slack = yield InterviewQuestion(says, AnswerKind.LENGTH)
            if slack:
                self._said.append(DeliverySays(one.id, RELIES_ON, "slack", slack))

    def _services(
        self, provider: str, customer: str
    ) -> Generator[InterviewQuestion, str, list[str]]:
        says = self.words.say("service", provider=provider, customer=customer)
        answer = yield InterviewQuestion(says, AnswerKind.NAMES)
        known = {one.id for one in self.deliveries}
        found = _split(answer)
        return [one for one in found if Delivered(provider, customer, one).id not in known]

    def _onwards(self, customers: list[str]) -> Generator[InterviewQuestion, str, None]:
        """From customers inside on to those outside, as far as somebody knows."""
        todo = [one for one in customers if self._leads_nowhere(one)]
        asked = set()
        while todo:
            name = todo.pop(0)
            if slug(name) in asked:
                continue
            asked.add(slug(name))
            says = self.words.say("onward", name=name)
            named = yield from self._named(says, name)
            for customer in named:
                self._relies(name, SERVES, customer)
            for customer in named:
                for service in (yield from self._services(name, customer)):
                    self._delivers(Delivered(name, customer, service), SERVES)
                if self._leads_nowhere(customer):
                    todo.append(customer)

    def _leads_nowhere(self, name: str) -> bool:
        """Whether somebody inside serves nobody, as far as was said."""
        inside = self._parties[slug(name)] not in OUTSIDE_CUSTOMERS
        return inside and all(link.provider != slug(name) for link in self._links)

    def _customers_outside(self) -> Iterator[str]:
        for id_ in dict.fromkeys(link.customer for link in self._links):
            if self._parties[id_] in OUTSIDE_CUSTOMERS:
                yield self._names[id_]


def _split(answer: str) -> list[str]:
    """The names in an answer, each once, as it was written first."""
    found: dict[str, str] = {}
    for part in _SEPARATORS.split(answer):
        name = " ".join(part.split())
        if slug(name):
            found.setdefault(slug(name), name)
    return list(found.values())
