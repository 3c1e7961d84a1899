"""Services as people declared them: what each takes, needs, and how often it is late."""

from collections.abc import Iterable, Mapping
from typing import Any

from servicemap.loading.entries.drafts import Offer, Reference
from servicemap.loading.entries.entries import maker_of
from servicemap.loading.joining.linking import Linked, Made
from servicemap.loading.joining.lookup import Lookup
from servicemap.loading.yaml.problems import quoted
from servicemap.locations import NOWHERE, Location, Places, printable
from servicemap.model import Service
from servicemap.slugs import services_meant, slug, splits
from servicemap.wording.verbs import Named, spoken, told

_made_of = maker_of(Service)

NONE = "none"
"""What `needs` says for an empty list, unless a service is called so."""


def services_of(linked: Linked, lookup: Lookup) -> dict[str, Service]:
    """Every service, with what its provider says of it once or equally."""
    reach = _WaitedFor(linked, lookup)
    return {id_: _service(id_, made, reach, lookup) for id_, made in linked.made.items()}


def _service(id_: str, made: Made, reach: "_WaitedFor", lookup: Lookup) -> Service:
    entries: dict[int, Offer] = {}
    for offer in made.offers:
        if offer.work is not None:
            # An entry for several customers is an offer to each, and says its work once.
            entries.setdefault(id(offer.work), offer)
    said = list(entries.values())
    own: Mapping[str, Any] = {}
    places: Places = NOWHERE
    if len(said) > 1:
        own, places = _agreed(id_, made, said, reach, lookup)
    elif said and (work := said[0].work) is not None:
        own, places = work, said[0].says.places
        if "needs" in work:
            own = {**work, "needs": reach.needs(work["needs"], id_, made)}
    return _made_of(
        {
            **own,
            "id": id_,
            "name": made.name,
            "provider": made.provider,
            "location": made.location,
            "places": places,
        }
    )


def _agreed(
    id_: str, made: Made, said: list[Offer], reach: "_WaitedFor", lookup: Lookup
) -> tuple[dict[str, Any], Places]:
    """What is said of a service of which several entries speak, which have to agree; and where."""
    own: dict[str, Any] = {}
    first: dict[str, Offer] = {}
    for offer in said:
        assert offer.work is not None
        for key, value in offer.work.items():
            found = reach.needs(value, id_, made) if key == "needs" else value
            if key not in own:
                own[key], first[key] = found, offer
            elif (set(found) != set(own[key])) if key == "needs" else found != own[key]:
                _report_two(key, made, first[key], offer, lookup)
    return own, _places(first)


def _places(first: dict[str, Offer]) -> Places:
    """Where what belongs to the service was said."""
    offers = {id(offer): offer for offer in first.values()}
    if len(offers) == 1:
        return next(iter(offers.values())).says.places
    return {key: offer.says.places[key] for key, offer in first.items()} or NOWHERE


def _report_two(key: str, made: Made, first: Offer, again: Offer, lookup: Lookup) -> None:
    provider = lookup.parties[made.provider].name
    here = again.says.places[key]
    there = first.says.places[key]
    lookup.add(
        "SM004",
        f"{key}: of {provider}'s {quoted(made.name)} is given here and, otherwise, in"
        f" {printable(there.path) if there.path != here.path else 'line'}"
        f"{':' if there.path != here.path else ' '}{there.line}",
        here,
        "it belongs to the service, whoever the customer is: give it once",
        [(there, "the first")],
    )


class _WaitedFor:
    """Which services a provider's work can wait for: those it gets, and its own."""

    def __init__(self, linked: Linked, lookup: Lookup) -> None:
        self._linked = linked
        self._lookup = lookup
        self._within: dict[str, dict[str, list[str]]] = {}
        self._filled = False

    def _fill(self) -> None:
        """By party, then by a service's own name: the ids of what it gets and makes."""
        self._filled = True
        within = self._within
        for one in self._linked.reliances:
            own = one.service.partition("/")[2]
            within.setdefault(one.customer, {}).setdefault(own, []).append(one.service)
        for id_, made in self._linked.made.items():
            found = within.setdefault(made.provider, {}).setdefault(id_.partition("/")[2], [])
            if id_ not in found:
                found.append(id_)

    def needs(self, names: Iterable[Reference], of: str, made: Made) -> tuple[str, ...]:
        """The ids of what a service needs; what cannot be found is reported and left out."""
        if not self._filled:
            self._fill()
        names = tuple(names)
        if len(names) == 1 and slug(names[0].name) == NONE and not self._is_known(NONE, made):
            return ()
        found = (self._one(reference, of, made) for reference in names)
        return tuple(dict.fromkeys(id_ for id_ in found if id_ is not None))

    def _is_known(self, own: str, made: Made) -> bool:
        """Whether any service is called so."""
        return own in self._within.get(made.provider, {}) or not self._lookup.service(own).unheard

    def _one(self, reference: Reference, of: str, made: Made) -> str | None:
        name, location = reference
        within = self._within.get(made.provider, {})
        direct = self._direct(name, within)
        if len(direct) > 1:
            both = self._lookup.two_meanings(name, direct)
            self._lookup.add(both.code, both.message, location, both.hint)
            return None
        here = direct[0] if direct else None
        if here == of:
            self._report(f"{quoted(made.name)} needs itself", location, "remove it")
            return None
        if here is not None:
            return here
        same = [id_ for id_ in within.get(slug(name), []) if id_ != of]
        if len(same) == 1:
            return same[0]
        provider = spoken(self._lookup.parties[made.provider])
        if same:
            self._report(
                told("{who} [gets|get] ", who=provider)
                + f"{len(same)} services called {quoted(name)}",
                location,
                f"name one of them: {', '.join(same[:5])}",
            )
            return None
        if slug(name) in within:
            self._report(f"{quoted(made.name)} needs itself", location, "remove it")
            return None
        self._explain(name, location, made, provider)
        return None

    def _direct(self, name: str, within: dict[str, list[str]]) -> list[str]:
        """What `Provider/Service` can mean of all that the team gets or makes."""
        owns = (slug(own) for _, own in splits(name))
        return services_meant(name, {id_ for own in owns for id_ in within.get(own, ())})

    def _explain(self, name: str, location: Location, made: Made, provider: Named) -> None:
        elsewhere = self._lookup.service(name)
        if elsewhere.id is not None:
            other = self._linked.made[elsewhere.id]
            whose = spoken(self._lookup.parties[other.provider])
            self._report(
                told(
                    "{made} needs {name}, which {whose} [does|do] not deliver to {provider}",
                    made=quoted(made.name),
                    name=quoted(name),
                    whose=whose,
                    provider=provider,
                ),
                location,
                f"add it under relies_on of {provider}:"
                f" {{provider: {whose}, service: {other.name}}}",
            )
        elif elsewhere.message:
            self._lookup.add(elsewhere.code, elsewhere.message, location, elsewhere.hint)

    def _report(self, message: str, location: Location, hint: str) -> None:
        self._lookup.add("SM009", message, location, hint)
