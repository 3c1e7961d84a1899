"""What changed between two versions, as other programs read it."""

from typing import Any

from servicemap.bounds import Bounds
from servicemap.comparing import Change, Telling
from servicemap.comparing.changes import BY_NAME, RecordKind
from servicemap.comparing.differences import Difference
from servicemap.comparing.effects import PromiseEffect, ToleranceEffect
from servicemap.comparing.shelves import ComparedShelves
from servicemap.comparing.values_in_words import as_written
from servicemap.reporting.json.promises import plan_of
from servicemap.reporting.json_text import VERSION
from servicemap.unknowns import NoTippingPoint


def as_json(found: ComparedShelves) -> dict[str, Any]:
    """One map's changes in its order, effects the worst first; of a shelf, those of each map."""
    maps, names = found
    head = {"version": VERSION, "kind": "diff", "old": names.old, "new": names.new}
    if len(maps) == 1 and maps[0].difference is not None:
        return {**head, **_json(maps[0].difference)}
    told = [
        {
            "title": one.map.title,
            "kind": str(one.kind),
            **({} if one.difference is None else _json(one.difference)),
        }
        for one in maps
    ]
    return {**head, "maps": told}


def _json(found: Difference) -> dict[str, Any]:
    telling = found.telling
    return {
        "changes": [change_as_data(telling, one) for one in found.changes],
        "promises": [_promise(found, telling, one) for one in found.promises],
        "tolerances": [_tolerance(telling, one) for one in found.tolerances],
    }


def change_as_data(telling: Telling, one: Change) -> dict[str, Any]:
    """What differs, both values as a map writes them, and the sentence."""
    old, new = as_written(one)
    return {
        "kind": str(one.kind),
        "subject": _subject(one),
        "field": one.field,
        "old": old,
        "new": new,
        "sentence": telling.change(one),
    }


def _subject(one: Change) -> str:
    """The id of what differs; after what it is where ids of several kinds may be the same."""
    if one.of is RecordKind.MAP:
        return "map"
    return f"{one.of}/{one.subject}" if one.of in BY_NAME else one.subject


def _promise(found: Difference, telling: Telling, one: PromiseEffect) -> dict[str, Any]:
    return {
        "service": one.service,
        "customer": one.customer,
        "outcome": str(one.outcome),
        "old": one.old and plan_of(found.old, one.old),
        "new": one.new and plan_of(found.new, one.new),
        "sentence": telling.promise(one),
    }


def _tolerance(telling: Telling, one: ToleranceEffect) -> dict[str, Any]:
    return {
        "team": one.party,
        "promise": {"service": one.service, "customer": one.customer},
        **_limits("old", one.old),
        **_limits("new", one.new),
        "lost_minutes": one.lost,
        "why": NoTippingPoint.WITHOUT_LIMIT.value if one.lost is None else "",
        "sentence": telling.tolerance(one),
    }


def _limits(version: str, bounds: Bounds) -> dict[str, int | None]:
    return {
        f"{version}_minutes": bounds.exact,
        f"{version}_min_minutes": bounds.least,
        f"{version}_max_minutes": bounds.most,
    }
