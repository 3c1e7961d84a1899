"""Two sides of one delivery: offers and wishes become services and reliances.

Named entries come first: provider, service and customer say which delivery is meant. An entry
without a service then means the one that the other side names; with none it is "Work of ...".
Where the other side names several, or a customer relies on a provider who names several for others,
it is left open which.
What the sides say is put beside each other and never mixed.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeVar

from servicemap.loading.entries.drafts import Draft, Offer, Wish
from servicemap.loading.joining.lookup import Lookup
from servicemap.loading.joining.turned_round import ServicesSaid
from servicemap.loading.yaml.problems import quoted
from servicemap.locations import Location
from servicemap.model import Alternatives, CustomerSays, ProviderSays, Reliance
from servicemap.slugs import slug, slug_of
from servicemap.wording.verbs import spoken, told

_new = tuple.__new__


class Made:
    """One service, as those who speak of it come in.

    `offers` are its provider's as written, of an entry for several customers the first.
    """

    __slots__ = ("id", "location", "name", "offers", "order", "provider")

    def __init__(self, id_: str, provider: str, name: str, location: Location, order: int) -> None:
        self.id = id_
        self.provider = provider
        self.name = name
        self.location = location
        self.order = order
        self.offers: tuple[Offer, ...] = ()


class LinkedDelivery:
    """One delivery, as its sides come in: what each says, and under which `any_of` it is wished.

    `order` is when it was first spoken of.
    """

    __slots__ = ("customer", "group", "made", "offered", "order", "wished")

    def __init__(self, made: Made, customer: str, order: int) -> None:
        self.made = made
        self.customer = customer
        self.order = order
        self.offered: ProviderSays | None = None
        self.wished: CustomerSays | None = None
        self.group: int | None = None

    @property
    def provider(self) -> str:
        """The id of who makes it."""
        return self.made.provider


class Linked(NamedTuple):
    """What came of all deliveries that could be read."""

    made: dict[str, Made]
    reliances: tuple[Reliance, ...]
    unsaid: tuple[Reliance, ...]
    alternatives: tuple[Alternatives, ...]


class _Unnamed(NamedTuple):
    """An entry that leaves it to the other side to name the service."""

    file: int
    order: int
    provider: str
    customer: str
    said: Offer | Wish


class Repeated(NamedTuple):
    """A party that is declared a second time: in which file, counted, and its id."""

    file: int
    party: str


class _Group(NamedTuple):
    """One `any_of`: in which file, counted, and which it is of those in it."""

    file: int
    number: int


class _Member(NamedTuple):
    """One alternative of an `any_of`, and when it was spoken of."""

    order: int
    customer: str
    service: str


class Linker:
    """Links the deliveries of all files of a map.

    What the copies of `repeated` parties say again is no news.
    """

    def __init__(self, lookup: Lookup, repeated: frozenset[Repeated]) -> None:
        self._lookup = lookup
        self._repeated = repeated
        self._deliveries: dict[tuple[str, str], LinkedDelivery] = {}
        self._made: dict[str, Made] = {}
        self._groups: dict[_Group, list[_Member]] = {}
        self._unsaid: list[Reliance] = []
        self._ids: dict[str, str] = {}
        """Names as they are written -> ids; empty for names that the map does not have."""

    def link(self, drafts: Sequence[Draft]) -> Linked:
        """All deliveries of the drafts, as services and reliances; they are taken from there."""
        self._lose_some(drafts)
        unnamed: list[_Unnamed] = []
        order = 0
        for number, draft in enumerate(drafts):
            for said in _one_by_one(draft.deliveries):
                order += 1
                party, other = said.speaker, self._id_of(said)
                service = said.says.service_name
                if not other or service == "":
                    continue  # it is lost
                provider, customer = (party, other) if type(said) is Offer else (other, party)
                if service is None:
                    unnamed.append(_Unnamed(number, order, provider, customer, said))
                else:
                    self._put(number, order, provider, customer, service, said)
        if unnamed:
            self._settle(unnamed)
        deliveries, made = list(self._deliveries.values()), self._made
        self._deliveries.clear()
        if unnamed:
            deliveries.sort(key=lambda delivery: delivery.order)
            made = dict(sorted(made.items(), key=lambda item: item[1].order))
        reliances = tuple(
            _new(Reliance, (one.customer, one.provider, one.made.id, one.offered, one.wished))
            for one in _one_by_one(deliveries)
        )
        return Linked(made, reliances, tuple(self._unsaid), self._alternatives(drafts))

    def _id_of(self, said: Offer | Wish) -> str:
        """The id of the other party; empty where the map has none of that name."""
        other = said.other
        id_ = self._ids.get(other)
        if id_ is None:
            id_ = slug(other)
            self._ids[other] = id_ = id_ if id_ in self._lookup.parties else ""
        return id_

    def _lose_some(self, drafts: Sequence[Draft]) -> None:
        """Report the deliveries that are left out because of a mistake in them."""
        services = ServicesSaid(drafts, self._lookup.parties, self._lookup.keys)
        for draft in drafts:
            for said in draft.deliveries:
                other = self._id_of(said)
                if not other or said.says.service_name == "":
                    self._lose(said, other, services)

    def _lose(self, said: Offer | Wish, other: str, services: ServicesSaid) -> None:
        self._lookup.lost.add(slug(said.says.service_name or ""))
        if other:
            return  # it is the service that has no name
        verb = "[serves|serve]" if type(said) is Offer else "[relies|rely] on"
        sentence = told(
            f"{{party}} {verb} {{other}}",
            party=spoken(self._lookup.parties[said.speaker]),
            other=quoted(said.other),
        )
        instead = services.instead_of(said)
        self._lookup.party(said.other, said.says.location, sentence, instead)

    def _put(
        self, file: int, order: int, provider: str, customer: str, name: str, said: Offer | Wish
    ) -> None:
        """Put one side's word to its delivery."""
        service = f"{provider}/{slug_of(name)}"
        made = self._made.get(service)
        if made is None:
            made = self._made[service] = Made(service, provider, name, said.says.location, order)
        elif order < made.order:
            made.order = order
        service = made.id  # one text in memory, whoever gets it
        delivery = self._deliveries.get((service, customer))
        if delivery is None:
            delivery = LinkedDelivery(made, customer, order)
            self._deliveries[service, customer] = delivery
        elif order < delivery.order:
            delivery.order = order
        if type(said) is Offer:
            if delivery.offered is not None:
                self._report_twice(file, delivery, said)
                return
            delivery.offered = said.says
            if not made.offers:
                # The provider's own words for what it makes, whoever spoke of it first.
                made.name, made.location = name, said.says.location
            if not made.offers or made.offers[-1].work is not said.work:
                made.offers = (*made.offers, said)
        else:
            assert type(said) is Wish
            self._wish(file, order, delivery, said)

    def _wish(self, file: int, order: int, delivery: LinkedDelivery, said: Wish) -> None:
        if delivery.wished is None:
            delivery.wished, delivery.group = said.says, said.group
        elif self._joins(file, delivery, said):
            if _is_bare(delivery.wished):
                delivery.wished, delivery.group = said.says, said.group
        else:
            self._report_twice(file, delivery, said)
            return
        if said.group is not None:
            group = self._groups.setdefault(_Group(file, said.group), [])
            group.append(_Member(order, delivery.customer, delivery.made.id))

    def _joins(self, file: int, delivery: LinkedDelivery, said: Wish) -> bool:
        """Whether a service is one of another `any_of` too, of which nothing else is said there."""
        if delivery.wished is None or delivery.group is None or said.group is None:
            return False
        if Repeated(file, delivery.customer) in self._repeated:
            return False
        group = self._groups.get(_Group(file, said.group), ())
        known = any(
            one.customer == delivery.customer and one.service == delivery.made.id for one in group
        )
        return not known and (_is_bare(delivery.wished) or _is_bare(said.says))

    def _report_twice(self, file: int, delivery: LinkedDelivery, again: Offer | Wish) -> None:
        party = delivery.provider if isinstance(again, Offer) else delivery.customer
        if Repeated(file, party) in self._repeated:
            return
        known = delivery.offered if isinstance(again, Offer) else delivery.wished
        assert known is not None, "nobody has said it before"
        # Entries that name no service are settled last.
        first, second = sorted((known.location, again.says.location))
        parties = self._lookup.parties
        said = "{customer} [relies|rely] on {provider} for {service} twice"
        if isinstance(again, Offer):
            said = "{provider} [serves|serve] {customer} {service} twice"
        hint = "put what both entries say into one"
        if isinstance(again, Wish) and delivery.group != again.group:
            hint = "say more than its name in one of the any_of only"
            if delivery.group is None or again.group is None:
                hint = "remove it from the any_of: it is needed whatever else arrives"
        self._lookup.add(
            "SM004",
            told(
                said,
                provider=spoken(parties[delivery.provider]),
                customer=spoken(parties[delivery.customer]),
                service=quoted(delivery.made.name),
            ),
            second,
            hint,
            [(first, "the first")],
        )

    def _settle(self, unnamed: list[_Unnamed]) -> None:
        """Find out which service each entry without one means."""
        wanted = {(one.provider, one.customer) for one in unnamed}
        named: dict[tuple[str, str], list[LinkedDelivery]] = {}
        for delivery in self._deliveries.values():
            pair = delivery.provider, delivery.customer
            if pair in wanted:
                named.setdefault(pair, []).append(delivery)
        several = {party for party, count in self._counted(unnamed).items() if count > 1}
        offered = {(o.provider, o.customer) for o in unnamed if isinstance(o.said, Offer)}
        for one in unnamed:
            pair = one.provider, one.customer
            theirs = _named_by_the_other(one, named.get(pair, []))
            alone = one.provider in several and pair not in named and pair not in offered
            if len(theirs) == 1:
                service = theirs[0].made.name
            elif _stands_alone(one.said) and (theirs or (type(one.said) is Wish and alone)):
                self._unsaid.append(_of_any_service(one))
                continue
            else:
                service = f"Work of {self._called(one.provider)}"
            self._put(one.file, one.order, one.provider, one.customer, service, one.said)

    def _counted(self, unnamed: list[_Unnamed]) -> dict[str, int]:
        """How many services each of these providers has that somebody names."""
        counted = {one.provider: 0 for one in unnamed}
        for made in self._made.values():
            if made.provider in counted:
                counted[made.provider] += 1
        return counted

    def _called(self, party: str) -> str:
        return self._lookup.keys[party]

    def _alternatives(self, drafts: Sequence[Draft]) -> tuple[Alternatives, ...]:
        """Each `any_of` of which at least two members are left."""
        found = []
        for group in sorted(self._groups):
            members = sorted(self._groups[group])
            services = tuple(dict.fromkeys(member.service for member in members))
            if len(services) > 1:
                found.append(
                    Alternatives(
                        customer=members[0].customer,
                        services=services,
                        location=drafts[group.file].groups[group.number],
                    )
                )
        return tuple(found)


_Taken = TypeVar("_Taken")


def _one_by_one(items: list[_Taken]) -> Iterator[_Taken]:
    """Each in turn, let go of once it is looked at: what comes of them takes their place."""
    items.reverse()
    while items:
        yield items.pop()


def _named_by_the_other(one: _Unnamed, named: list[LinkedDelivery]) -> list[LinkedDelivery]:
    """Which deliveries an entry can mean: those that the other side names."""
    offers = type(one.said) is Offer
    theirs = [d for d in named if (d.wished if offers else d.offered) is not None]
    if len(theirs) > 1:
        # What this side names itself elsewhere is not what it leaves open here.
        open_ = [d for d in theirs if (d.offered if offers else d.wished) is None]
        theirs = open_ if len(open_) == 1 else theirs
    return theirs


def _stands_alone(said: Offer | Wish) -> bool:
    """Whether it is none of an `any_of`, which has to have a service for each."""
    return isinstance(said, Offer) or said.group is None


def _of_any_service(one: _Unnamed) -> Reliance:
    """A reliance with what one side says, and its provider's id in place of the service's."""
    offered = one.said.says if type(one.said) is Offer else None
    wished = one.said.says if type(one.said) is Wish else None
    return Reliance(one.customer, one.provider, one.provider, offered, wished)


def _is_bare(says: CustomerSays) -> bool:
    """Whether a customer says no more than the name of a service."""
    return says == CustomerSays(
        service_name=says.service_name, location=says.location, places=says.places
    )
