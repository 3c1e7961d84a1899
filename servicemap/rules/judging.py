"""What a rule is, what it is asked, and how it answers.

A rule answers in routes ("the `serves` of this party"), never in lines and columns: where that
stands in somebody's file is looked up once, in `place`, so that a rule reads like what it says.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from heapq import nsmallest
from typing import TYPE_CHECKING, NamedTuple

from servicemap.caring.hearing import Voice, speaks_of_care, voices
from servicemap.feedback import Care, Feedback
from servicemap.index import Index
from servicemap.locations import Location
from servicemap.model import (
    Action,
    Allow,
    CustomerSays,
    Group,
    Option,
    Party,
    ProviderSays,
    Reliance,
    Scenario,
    Service,
    ServiceMap,
)
from servicemap.reach import ends_of_work, reaching
from servicemap.rules.doubts import NO_DOUBTS, Doubts
from servicemap.slugs import slug
from servicemap.wording.lists import listed
from servicemap.wording.verbs import Named, spoken, told

if TYPE_CHECKING:
    from servicemap.timing.network.axis import Axis
    from servicemap.timing.network.compiled import Network
    from servicemap.timing.passes.finishes import Plan
    from servicemap.timing.passes.promised import PlannedDelivery

Subject = Party | Service | Reliance | Action | Scenario | Option
"""What a finding can be about: anything with an id."""

PlacedEntry = Subject | ProviderSays | CustomerSays | Allow | Feedback | Care
"""What has a place in a file: a subject, what one side of a reliance says, what it allows.

And what stands under `feedback` and `care`, of which only the values of keys have one.
"""


class Also(NamedTuple):
    """Another entry that a problem speaks of, and what it says there."""

    entry: PlacedEntry
    message: str
    field: str = ""


class Problem(NamedTuple):
    """What a rule found wrong, in the map's own words.

    It stands at the value of the `field` of the subject's entry, or at the entry itself. `said` is
    the entry where the subject has two, a provider's and a customer's, or what it allows. `which`
    tells several problems of one subject apart, whatever line they stand on.

    A baseline knows a problem by its subject. Where a problem is about several, the subject is one
    of them that does not depend on who stands first in the files, and `among` are all of them: it
    can be allowed at any, and one that comes or goes makes no other problem of it. `extent` is how
    bad it is, in values: what has grown since an earlier time is told again.
    """

    subject: Subject
    message: str
    hint: str = ""
    field: str = ""
    said: ProviderSays | CustomerSays | Allow | Feedback | Care | None = None
    also: tuple[Also, ...] = ()
    which: str = ""
    among: tuple[Subject, ...] = ()
    extent: tuple[str | int, ...] = ()


class Timing(NamedTuple):
    """What a rule about time looks at: the network of a map, its plan, and what is promised."""

    network: "Network"
    plan: "Plan"
    promises: "list[PlannedDelivery]"

    @property
    def stated(self) -> "Timing":
        """The earliest reading, in which nothing waits for what the map leaves open.

        What goes round there goes round in every reading.
        """
        network, plan = self.network.earliest, self.plan.earliest or self.plan
        return self._replace(network=network, plan=plan)


class Case:
    """What a rule is asked about: a map, and what can be worked out from it, each worked out once.

    Of the parties in `doubts` a rule does not claim that they have no customer, or no provider;
    of the files that could not be read it says that what is missing may stand there. A rule that
    asks how old something is has nothing to say where nobody told it what day it is, `today`.
    `judged` are the codes of all rules whose silence says that there is nothing to find, `named`
    those of rules that somebody asked for by name. `used` gathers what the rules were allowed, and
    `found`, rule by rule, of whom they found something, for the last of them.
    """

    def __init__(
        self,
        m: ServiceMap,
        index: Index,
        doubts: Doubts = NO_DOUBTS,
        today: date | None = None,
        judged: Collection[str] = (),
        named: Collection[str] = (),
    ) -> None:
        self.map = m
        self.index = index
        self.doubts = doubts
        self.today = today
        self.judged = judged
        self.named = named
        self.used: set[Allow] = set()
        self.found: dict[str, dict[str, Subject]] = {}

    @cached_property
    def reaching(self) -> frozenset[str]:
        """The parties from which an end user, prospect or distributor is reached, or may be."""
        goals = (party.id for party in self.outside_customers)
        return reaching(self.index, (*goals, *self.doubts.customers))

    @cached_property
    def ends(self) -> dict[str, str]:
        """Each party -> the nearest place where its work ends; none where it only goes round."""
        return ends_of_work(self.map, self.index)

    @cached_property
    def orphans(self) -> dict[str, list[str]]:
        """Each team that nobody relies on -> the teams whose work ends there, in map order."""
        teams = [p.id for p in self.map.parties.values() if p.group is Group.TEAMS]
        found: dict[str, list[str]] = {
            team: []
            for team in teams
            if team not in self.doubts.customers and not self.customers(team)
        }
        for team in teams if found else ():
            end = self.ends.get(team)
            if end in found and end != team and team not in self.reaching:
                found[end].append(team)
        return found

    @cached_property
    def outside_customers(self) -> tuple[Party, ...]:
        """The end users, prospects and distributors, in the order of the map."""
        return tuple(p for p in self.map.parties.values() if p.is_outside_customer)

    @cached_property
    def to_name_as_customers(self) -> list[Party]:
        """Whom a cure may name as the customer: one outside, else a team; two, if one is asked."""
        teams = (p for p in self.map.parties.values() if p.group is Group.TEAMS)
        return nsmallest(2, self.outside_customers or teams, key=by_name)

    @cached_property
    def speaks_of_care(self) -> bool:
        """Whether the map says anything of how customers are heard."""
        return speaks_of_care(self.map)

    @cached_property
    def ignored(self) -> list[Voice]:
        """What unhappy customers said, and nobody has answered by today."""
        return [one for one in voices(self.map, self.index, self.today) if one.ignored]

    @cached_property
    def allowing(self) -> frozenset[str]:
        """The names of all rules of which this map allows something somewhere."""
        said = (
            say
            for one in (*self.map.reliances, *self.map.unsaid)
            for say in (one.provider_says, one.customer_says)
        )
        entries = (*self.map.parties.values(), *(say for say in said if say is not None))
        return frozenset(allow.rule for entry in entries for allow in entry.allow)

    @cached_property
    def timing(self) -> Timing | None:
        """The plan of the map, where at least one service says how long it takes."""
        return self.planned if self.map.has_times else None

    @cached_property
    def planned(self) -> Timing | None:
        """The plan of the map; None where there is nothing to reckon with.

        That is a map in which no service says how long it takes and nobody promises a time. It does
        not pay for the import.
        """
        m = self.map
        times = (
            *(service.takes for service in m.services.values()),
            *(one.promise for one in m.reliances),
        )
        if all(time is None for time in times):
            return None
        from servicemap.timing.network.compiled import Network
        from servicemap.timing.passes.planning import make_plan
        from servicemap.timing.passes.promised import deliveries

        network = Network(m, self.index)
        plan = make_plan(network)
        return Timing(network, plan, deliveries(network, plan))

    @cached_property
    def axis(self) -> "Axis":
        """The map's calendars on one axis, to hold moments against each other."""
        from servicemap.timing.network.axis import (
            Axis,  # only maps with two times to compare pay for it
        )

        return Axis(self.map)

    def customers(self, party: str) -> list[Party]:
        """Whom a party serves, without itself, each once, by name."""
        return self._others(party, {one.customer for one in self.index.serving[party]})

    def providers(self, party: str) -> list[Party]:
        """On whom a party relies, without itself, each once, by name."""
        return self._others(party, {one.provider for one in self.index.relying[party]})

    def _others(self, party: str, ids: set[str]) -> list[Party]:
        ids.discard(party)
        return sorted([self.map.parties[other] for other in ids], key=by_name)

    def unless_unread(self, hint: str) -> str:
        """The hint to something missing, unless it may stand in a file that could not be read."""
        if not self.doubts.unread:
            return hint
        return f"first cure {listed(self.doubts.unread)}, which could not be read and may say it"


class Rule(NamedTuple):
    """One rule: its code, and the function that judges. The function's docstring explains it.

    One that `needs_today` has nothing to say where nobody told it what day it is. One that `waits`
    is not asked about a map that cannot be read as meant: what it reckons with may be missing; nor
    about one in which nobody knows what time it is for some.
    """

    code: str
    judge: Callable[[Case], Iterator[Problem]]
    needs_today: bool = False
    waits: bool = False


def circles_among(before: Mapping[str, Iterable[str]]) -> list[list[str]]:
    """Ids each of which comes, step by step, before all the others; each set once, by id.

    `before` names one step; whoever is no key of it is left out.
    """
    from servicemap.timing.network.loops import circles

    ids = sorted(before)
    number = {id_: k for k, id_ in enumerate(ids)}
    nodes = [[number[one] for one in before[id_] if one in number] for id_ in ids]
    return sorted([ids[k] for k in circle] for circle in circles(nodes))


def within(case: Case, services: Collection[str]) -> tuple[Subject, ...]:
    """Services that wait for each other, by id, and the deliveries between them.

    Here a finding about all of them can be allowed.
    """
    m = case.map
    together = sorted(services)
    providers = {m.services[service].provider for service in together}
    delivered = (one for service in together for one in case.index.delivering[service])
    return (
        *(m.services[service] for service in together),
        *(one for one in delivered if one.customer in providers),
    )


def needs_without(case: Case, party: str, left_out: Collection[str]) -> str:
    """What to write if a party's work does not wait for some services that it gets, or makes."""
    m, index = case.map, case.index
    waiting: dict[str, list[str]] = {}
    for service in index.making[party]:
        needed = [one.service for need in index.requiring[service] for one in need.any_of]
        if any(one in left_out for one in needed):
            waiting[service] = [one for one in needed if one not in left_out]
    services = sorted(waiting)
    if len(services) == 1:
        name, needed = m.services[services[0]].name, waiting[services[0]]
        keys = ", ".join(service_key(case, one) for one in needed)
        return f"if {name} does not wait for it, write that under serves: needs: [{keys}]"
    named = listed([m.services[service].name for service in services])
    return f"if {named} do not wait for it, give them needs: without it, under serves:"


def service_key(case: Case, service: str) -> str:
    """How to refer to a service under `needs`: `Stores/Stock orders`."""
    one = case.map.services[service]
    return quoted_key(f"{_plain_key(case.map.parties[one.provider])}/{one.name}")


def place(entry: PlacedEntry, field: str = "") -> Location:
    """Where an entry stands in somebody's file, or the value of one of its keys if it has that."""
    if isinstance(entry, Reliance):
        said = entry.provider_says or entry.customer_says
        return entry.location if said is None else said.places.get(field, said.location)
    if isinstance(entry, Allow):
        return entry.location
    if isinstance(entry, Feedback | Care):
        return entry.places[field]
    return entry.places.get(field, entry.location)


def by_name(party: Party) -> tuple[str, str]:
    """What to sort by so that a sentence does not hang on who stands first in the files."""
    return party.name, party.id


def names_of(parties: Iterable[Party]) -> str:
    """`Stores, IT and 4 others`."""
    return listed([party.name for party in parties])


def named_all(parties: Sequence[Party]) -> Named:
    """The same for a sentence, whose verb goes with them."""
    return spoken(parties[0]) if len(parties) == 1 else Named(names_of(parties), many=True)


def nobody_relies_on(case: Case, party: Party, what: str = "") -> str:
    """That it serves nobody, and that it relies on others all the same, where it does.

    `what` it is, is said where there is nothing else to say: `, a supplier`.
    """
    providers = case.providers(party.id)
    if not providers:
        return f"nobody relies on {party.name}{what}"
    return told(
        "{party} [relies|rely] on {providers}, but nobody relies on {party}",
        party=spoken(party),
        providers=names_of(providers),
    )


def as_key(party: Party) -> str:
    """How to refer to a party, as it can be pasted into `{key: ...}`.

    Its name, unless it is declared under another and only printed by this one.
    """
    return quoted_key(_plain_key(party))


def _plain_key(party: Party) -> str:
    return party.name if slug(party.name) == party.id else party.id


_PLAIN_KEY = re.compile(r"[^\W_][\w .()/-]*")


def quoted_key(key: str) -> str:
    """A text as it can be pasted between braces, in quotation marks where it needs them."""
    if _PLAIN_KEY.fullmatch(key):
        return key
    return '"' + key.replace("\\", "\\\\").replace('"', '\\"') + '"'


def owners(m: ServiceMap, reliance: Reliance) -> str:
    """Who has to talk about a delivery: `Kim (Warehouse) and Head of Stores (Stores)`."""
    sides = [m.parties[party] for party in (reliance.provider, reliance.customer)]
    said = [f"{party.owner} ({party.name})" if party.owner else party.name for party in sides]
    return listed(said)


def circle_of(m: ServiceMap, services: Sequence[str]) -> str:
    """`Forecast of Sales and Free places of Workshop`: services that wait for each other."""
    return listed(
        [f"{m.services[s].name} of {m.parties[m.services[s].provider].name}" for s in services]
    )
