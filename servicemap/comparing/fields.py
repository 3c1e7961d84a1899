"""What of a map is compared: a table for each kind of record, key by key.

What no table has is where something stands, or an id, or is compared by hand: what a service waits
for, what would do instead of what, what is allowed, and what each side calls a service.
"""

from collections.abc import Callable, Mapping
from enum import StrEnum
from operator import attrgetter
from typing import Any

from servicemap.model import Party


def _said_of(record: Any) -> dict[str, object] | None:
    """What a record says, but not where."""
    if record is None:
        return None
    said = record._asdict()
    del said["places"]
    return {key: value for key, value in said.items() if value is not None and value != {}} or None


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

MAP: FieldReaders = {
    # A map that gives itself no title has the name of its file, and a copy has another.
    "title": lambda m: m.title if "title" in m.places else None,
    "subtitle": lambda m: m.subtitle,
    "owner": lambda m: m.owner,
    "link": lambda m: m.link,
    "language": lambda m: m.language,
    "words": lambda m: m.words,
    "currency": lambda m: m.currency,
    "date": lambda m: m.date,
    "start": lambda m: m.start,
    "calendar": lambda m: m.calendar,
    "calendars": lambda m: m.calendars,
    "confirm_every": lambda m: m.confirm_every,
}

PARTY: FieldReaders = {
    **{key: attrgetter(key) for key in Party._fields if key not in _NOT_SAID},
    "feedback": lambda p: _said_of(p.feedback),
    "care": lambda p: _said_of(p.care),
}

SERVICE: FieldReaders = {
    "name": lambda s: s.name,
    "takes": lambda s: s.takes,
    "not_before": lambda s: s.not_before,
    "often_late": lambda s: s.often_late,
}

RELIANCE: FieldReaders = {
    "declared by": lambda r: DECLARED_BY[r.provider_says is None, r.customer_says is None],
    "promise": lambda r: r.promise,
    "expects": lambda r: r.expects,
    "slack": lambda r: r.slack,
    "departs": lambda r: r.departs,
    "standing": lambda r: r.standing,
    "switch": lambda r: r.switch,
    "worth": lambda r: r.provider_says and r.provider_says.worth,
    "wants": lambda r: r.customer_says and r.customer_says.wants,
    "feedback": lambda r: r.customer_says and _said_of(r.customer_says.feedback),
}

PROVIDER_SAYS: FieldReaders = {
    # The word of the customer counts; where it has none, that of the provider is the slack above.
    "slack": lambda r: (
        r.provider_says and r.customer_says and r.customer_says.slack and r.provider_says.slack
    ),
    "confirmed": lambda r: r.provider_says and r.provider_says.confirmed,
}

CUSTOMER_SAYS: FieldReaders = {
    "confirmed": lambda r: r.customer_says and r.customer_says.confirmed,
}

SCENARIO: FieldReaders = {
    "name": lambda s: s.name,
    "title": _title,
    "late": lambda s: s.late,
    "cause": lambda s: s.cause,
}

OPTION: FieldReaders = {
    "name": lambda o: o.name,
    "title": _title,
    "helps": lambda o: o.helps,
    "saves": lambda o: o.saves,
    "cost": lambda o: o.cost,
    "excludes": lambda o: o.excludes,
}
