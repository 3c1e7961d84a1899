"""What is asked, one question at a time, and what each answer adds to the map.

The order is that of a manager who thinks of customers first: who relies on us, for what, how late
it may be, and who would notice; then on whom we rely; then on to the end user, because whoever
does not serve the customer serves someone who does.
"""

import re
from collections.abc import Generator, Iterator
from enum import Enum
from typing import NamedTuple

from servicemap.editing.edits import AddDelivery, AddParty, DeliverySays, Edit, PartySays
from servicemap.loading.entries.delivery_sides import RELIES_ON, SERVES
from servicemap.model import EXTERNAL, OUTSIDE_CUSTOMERS, Group
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


class Interview:
    """An interview about one team. What was said so far stands in `edits` at any time."""

    def __init__(self, words: InterviewWords, parties: dict[str, Group] | None = None) -> None:
        self.words = words
        self.edits: list[Edit] = []
        self.deliveries: list[Delivered] = []
        self._parties: dict[str, Group] = {
            slug(name): group for name, group in (parties or {}).items()
        }
        self._names: dict[str, str] = {slug(name): name for name in parties or {}}

    def about(self, team: str) -> Generator[InterviewQuestion, str, None]:
        """All that is asked about a team, which is in the map already."""
        self._parties.setdefault(slug(team), Group.TEAMS)
        self._names.setdefault(slug(team), team)
        team = self._names[slug(team)]
        customers = yield from self._named(self.words.say("customers", team=team), team)
        for customer in customers:
            yield from self._delivery(team, customer)
        for provider in (yield from self._named(self.words.say("providers", team=team), team)):
            yield from self._reliance(team, provider)
        yield from self._onwards(customers)
        for customer in self._customers_outside():
            heard = yield InterviewQuestion(
                self.words.say("listen", name=customer), AnswerKind.TEXT
            )
            if heard:
                self.edits.append(PartySays(slug(customer), "care", {"listen": heard}))

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
                self.edits.append(AddParty(group, name, {}))
            found.append(known or name)
        return found

    def _delivery(self, provider: str, customer: str) -> Generator[InterviewQuestion, str, None]:
        """What one gets from the other, by the provider's word."""
        for service in (yield from self._services(provider, customer)):
            one = Delivered(provider, customer, service)
            self.deliveries.append(one)
            self.edits.append(AddDelivery(slug(provider), SERVES, customer, {"service": service}))
            said = {"provider": provider, "customer": customer, "service": service}
            takes = yield InterviewQuestion(self.words.say("takes", **said), AnswerKind.LENGTH)
            if takes:
                self.edits.append(DeliverySays(one.id, SERVES, "takes", takes))
            if self._parties[slug(customer)] in EXTERNAL:
                due = yield InterviewQuestion(self.words.say("promise", **said), AnswerKind.DUE)
                if due:
                    self.edits.append(DeliverySays(one.id, SERVES, "promise", due))
            else:
                slack = yield InterviewQuestion(self.words.say("slack", **said), AnswerKind.LENGTH)
                if slack:
                    self.edits.append(DeliverySays(one.id, SERVES, "slack", slack))
            noticed = yield InterviewQuestion(self.words.say("noticed", **said), AnswerKind.LENGTH)
            if noticed:
                self.edits.append(DeliverySays(one.id, SERVES, "noticed_after", noticed))

    def _reliance(self, customer: str, provider: str) -> Generator[InterviewQuestion, str, None]:
        """What one gets from the other, by the customer's word."""
        for service in (yield from self._services(provider, customer)):
            one = Delivered(provider, customer, service)
            self.deliveries.append(one)
            fields = {"service": service}
            self.edits.append(AddDelivery(slug(customer), RELIES_ON, provider, fields))
            says = self.words.say("slack", customer=customer, service=service)
            slack = yield InterviewQuestion(says, AnswerKind.LENGTH)
            if slack:
                self.edits.append(DeliverySays(one.id, RELIES_ON, "slack", slack))

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
            for customer in (yield from self._named(says, name)):
                for service in (yield from self._services(name, customer)):
                    self.deliveries.append(Delivered(name, customer, service))
                    fields = {"service": service}
                    self.edits.append(AddDelivery(slug(name), SERVES, customer, fields))
                if self._leads_nowhere(customer):
                    todo.append(customer)

    def _leads_nowhere(self, name: str) -> bool:
        """Whether somebody inside serves nobody, as far as was said."""
        inside = self._parties[slug(name)] not in OUTSIDE_CUSTOMERS
        return inside and not any(slug(one.provider) == slug(name) for one in self.deliveries)

    def _customers_outside(self) -> Iterator[str]:
        named = dict.fromkeys(slug(one.customer) for one in self.deliveries)
        for id_ in named:
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
