"""Services that nobody named, though their provider has several: which one is meant is open."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Protocol

from servicemap.model import Alternatives, Reliance


class _Provided(Protocol):
    @property
    def provider(self) -> str: ...


def unnamed_alternatives(
    reliances: Iterable[Reliance],
    alternatives: Iterable[Alternatives],
    services: Mapping[str, _Provided],
) -> list[Reliance]:
    """What stands under an `any_of` as a provider without a service, who has several others.

    It stands on the map as work of that provider, of which nobody says anything.
    """
    inside = {(one.customer, service) for one in alternatives for service in one.services}
    if not inside:
        return []
    several = Counter(service.provider for service in services.values())
    named, found = set(), []
    for one in reliances:
        wish = one.customer_says
        if one.provider_says is not None or wish is None or wish.service_name is not None:
            named.add(one.service)
        elif (one.customer, one.service) in inside and several[one.provider] > 2:
            found.append(one)
    return [one for one in found if one.service not in named]
