"""Whether a map differs from another in what was to be changed, and in nothing else."""

from collections.abc import Iterator, Mapping
from enum import Enum
from typing import Any

from servicemap.editing.edits import (
    AddDelivery,
    AddFeedback,
    AddParty,
    DeliverySays,
    Edit,
    NameService,
    OneIsEnough,
    PartySays,
    RemoveDelivery,
)
from servicemap.loading.entries.delivery_sides import SERVES
from servicemap.loading.entries.drafts import OF_A_SERVICE
from servicemap.locations import Location
from servicemap.model import Allow, Alternatives, Reliance, ServiceMap
from servicemap.slugs import slug

Path = tuple[str, ...]
"""A place in what a map says, or the beginning of several."""

_NOT_SAID = {"location", "places", "reading", "path"}
"""Fields of records that tell where something was said, and not what."""


def all_said(record: object) -> dict[Path, object]:
    """All that a map, or a part of one, says: place -> value, wherever that stands in a file."""
    return dict(_said((), record))


def _said(path: Path, value: Any) -> Iterator[tuple[Path, object]]:
    # No walk over a graph: records hold each other only so deep.
    if isinstance(value, Mapping):
        for key, one in value.items():
            yield from _said((*path, str(key)), one)
    elif isinstance(value, tuple) and not hasattr(value, "_fields"):
        for k, one in enumerate(value):
            yield from _said((*path, _name_of(one, k)), one)
    elif isinstance(value, tuple) and not isinstance(value, Location):
        yield path, type(value).__name__
        for key, one in zip(value._fields, value, strict=True):  # type: ignore[attr-defined]
            if key not in _NOT_SAID:
                yield from _said((*path, key), one)
    elif not isinstance(value, Location):
        yield path, value.value if isinstance(value, Enum) else value


def _name_of(one: object, place: int) -> str:
    """What tells an item of a list from others, so that one more moves none."""
    match one:
        case Reliance():
            return one.id
        case Alternatives():
            return f"{one.customer}: {', '.join(one.services)}"
        case Allow():
            return one.rule
    return str(place)


def differences(before: ServiceMap, after: ServiceMap) -> set[Path]:
    """The places in which two maps say something else."""
    old, new = all_said(before), all_said(after)
    return {
        path for path in old.keys() | new.keys() if old.get(path, _said) != new.get(path, _said)
    }


def may_differ(change: Edit) -> Iterator[Path]:
    """Where a map may say something else after a change.

    Who delivers what to whom is one fabric: where an entry comes or goes, what others left open may
    be settled by it.
    """
    match change:
        case PartySays():
            yield "parties", change.party, change.key
        case AddParty():
            yield "parties", slug(change.name)
        case AddFeedback(reliance=None):
            yield "parties", change.customer, "feedback"
        case DeliverySays():
            service = change.reliance.rpartition(" > ")[0]
            if change.side is SERVES and change.key in OF_A_SERVICE:
                yield "services", service, change.key
            else:
                own = "provider_says" if change.side is SERVES else "customer_says"
                for one in (change.reliance, *change.also):
                    yield "reliances", one, own, change.key
        case AddFeedback():
            yield "reliances", str(change.reliance), "customer_says"
        case AddDelivery() | NameService() | RemoveDelivery() | OneIsEnough():
            yield from (("reliances",), ("unsaid",), ("services",), ("alternatives",))
