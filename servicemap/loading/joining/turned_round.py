"""The name of a service where that of a party belongs: `relies_on: {Tills: Stores}`."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from servicemap.loading.entries.drafts import Draft, Offer, Wish
from servicemap.loading.format.misnomers import Misnomer
from servicemap.loading.yaml.problems import quoted
from servicemap.model import Party
from servicemap.slugs import slug


class _Said(NamedTuple):
    """A service as somebody names it, and the id of its provider."""

    name: str
    provider: str


class ServicesSaid:
    """The services that the entries of a map name, looked at where a party is not found."""

    def __init__(
        self, drafts: Sequence[Draft], parties: Mapping[str, Party], keys: Mapping[str, str]
    ) -> None:
        self._drafts = drafts
        self._parties = parties
        self._keys = keys

    @cached_property
    def _by_name(self) -> dict[str, _Said]:
        found: dict[str, _Said] = {}
        for draft in self._drafts:
            for said in draft.deliveries:
                name = said.says.service_name
                provider = said.speaker if isinstance(said, Offer) else slug(said.other)
                if name and provider in self._parties:
                    found.setdefault(slug(name), _Said(name, provider))
        return found

    def instead_of(self, said: Offer | Wish) -> Misnomer | None:
        """What an entry means whose party nobody has: the other way round, or the provider."""
        behind = said.says.service_name
        other = slug(behind) if behind else ""
        is_offer = isinstance(said, Offer)
        key = "serves" if is_offer else "relies_on"
        if other in self._parties and other != said.speaker:
            first = "customer" if is_offer else "provider"
            turned = f"{key}: {{{self._keys[other]}: {said.other}}}"
            return Misnomer(f"the {first} stands before the service: write {turned}", (other,))
        service = self._by_name.get(slug(said.other))
        if service is None or service.provider == said.speaker:
            return None
        provider = self._keys[service.provider]
        cure = f"customer: {provider}" if is_offer else f"relies_on: {{{provider}: {service.name}}}"
        what = f"{quoted(service.name)} is a service of {quoted(provider)}"
        return Misnomer(f"{what}: write {cure}", (service.provider,))
