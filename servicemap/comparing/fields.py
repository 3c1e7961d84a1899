"""What of a map is compared: a table for each kind of record, key by key.

What no table has is where something stands, or an id, or is compared by hand: what a service waits
for, what would do instead of what, what is allowed, and what each side calls a service.
"""

from collections.abc import Callable, Mapping
from enum import StrEnum
from functools import partial
from operator import attrgetter, itemgetter
from typing import Any

from servicemap.model import (
    Action,
    CustomerSays,
    Option,
    Party,
    ProviderSays,
    Reliance,
    Scenario,
    Service,
    ServiceMap,
    key_of,
)

_NOTHING: tuple[object, ...] = ((), {})


def _said(record: Any, field: str) -> object:
    """What a record says in a field; of records there what they say, but not where."""
    value = getattr(record, field)
    if type(value) is tuple and value and hasattr(value[0], "places"):
        return tuple(_bare(one) for one in value)
    value = _bare(value) if hasattr(value, "places") else value
    return None if value in _NOTHING else value


def _bare(record: Any) -> Any:
    """What a record says by its keys; of one that says nothing but a sentence, that."""
    said = {key_of(one): inner for one, inner in record._asdict().items() if one != "places"}
    said = {one: inner for one, inner in said.items() if inner is not None and inner != {}}
    return said["say"] if said.keys() == {"say"} else said


_WITHOUT_PLACES: Mapping[type, Callable[[Any], tuple[object, ...]]] = {
    kind: itemgetter(
        *(place for place, field in enumerate(kind._fields) if field not in ("location", "places"))
    )
    for kind in (Party, Service, ProviderSays, CustomerSays)
}
"""What records of a kind say, and not where they stand."""


def alike(old: object, new: object) -> bool:
    """Whether it is plain at a glance that two records of a kind say the same, as most do.

    Those that say it on other lines are to be compared key by key where a key holds records.
    """
    if old is None or new is None:
        return old is new
    said = _WITHOUT_PLACES[type(old)]
    return said(old) == said(new)


def _title(said: Any) -> str | None:
    """A title that somebody gave; without one, a scenario or option is titled by its name."""
    return said.title if said.title != said.name else None


class DeclaredBy(StrEnum):
    """Who says that there is such a delivery."""

    BOTH = "both sides"
    PROVIDER = "the provider"
    CUSTOMER = "the customer"


DECLARED_BY = {
    (False, False): DeclaredBy.BOTH,
    (False, True): DeclaredBy.PROVIDER,
    (True, False): DeclaredBy.CUSTOMER,
}
"""By whether the provider, and the customer, says nothing."""

FieldReaders = Mapping[str, Callable[[Any], object]]
"""The key of a map -> what a record says there."""


_NOT_SAID = frozenset({"id", "location", "places", "allow"})


def _keys(record: Any, *otherwise: str) -> FieldReaders:
    """Each key that a kind of record has, but those that are compared `otherwise`."""
    return {
        key_of(field): partial(_said, field=field)
        for field in record._fields
        if field not in _NOT_SAID and field not in otherwise
    }


def _of_one_side(side: str, record: Any) -> FieldReaders:
    """Each key that one side alone says of a delivery, beside those that count for both."""

    def said(reliance: Reliance, key: str) -> object:
        says = getattr(reliance, side)
        return None if says is None else _said(says, key)

    return {
        key: partial(said, key=key)
        for key in _keys(record, "service_name", "confirmed", *_COUNTS, *_SAID_BY_EACH)
    }


def _of_each(side: str) -> FieldReaders:
    """What both sides can say of a delivery, each for itself."""

    def said(reliance: Reliance, key: str) -> object:
        says = getattr(reliance, side)
        return None if says is None else _said(says, key)

    return {key: partial(said, key=key) for key in _SAID_BY_EACH}


_COUNTS = ("promise", "expects", "slack", "departs", "standing", "switch")
"""What counts of a delivery, whoever says it."""

_SAID_BY_EACH = ("noticed_after", "channel", "quality")
"""What either side can say of a delivery, beside what the other says."""

MAP: FieldReaders = {
    **_keys(
        ServiceMap,
        *("path", "reading", "parties", "services", "reliances", "unsaid", "alternatives"),
        *("actions", "scenarios", "options"),
    ),
    # A map that gives itself no title has the name of its file, and a copy has another.
    "title": lambda m: m.title if "title" in m.places else None,
}


def _objectives(party: Party) -> object:
    """Sentences, and what is measured as a map writes it: a share of all times in per cent."""
    found = [_bare(one) for one in party.objectives]
    for one in found:
        if isinstance(one, dict) and "keep" in one:
            one["at_least"] = f"{one['at_least'] * 100:g}%"
    return tuple(found) or None


PARTY: FieldReaders = {**_keys(Party), "objectives": _objectives}

SERVICE: FieldReaders = _keys(Service, "provider", "needs")

RELIANCE: FieldReaders = {
    "declared by": lambda r: DECLARED_BY[r.provider_says is None, r.customer_says is None],
    **{key: attrgetter(key) for key in _COUNTS},
    **_of_one_side("provider_says", ProviderSays),
    **_of_one_side("customer_says", CustomerSays),
}

PROVIDER_SAYS: FieldReaders = {
    # The word of the customer counts; where it has none, that of the provider is the slack above.
    "slack": lambda r: (
        r.provider_says and r.customer_says and r.customer_says.slack and r.provider_says.slack
    ),
    "confirmed": lambda r: r.provider_says and r.provider_says.confirmed,
    **_of_each("provider_says"),
}

CUSTOMER_SAYS: FieldReaders = {
    "confirmed": lambda r: r.customer_says and r.customer_says.confirmed,
    **_of_each("customer_says"),
}

ACTION: FieldReaders = _keys(Action)

SCENARIO: FieldReaders = {**_keys(Scenario), "title": _title}

OPTION: FieldReaders = {**_keys(Option), "title": _title}
