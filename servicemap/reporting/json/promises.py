"""Promises as other programs read them."""

from collections.abc import Sequence
from typing import Any

from servicemap.reporting.json_text import VERSION
from servicemap.timing.answers.open_ends import OpenEnd
from servicemap.timing.answers.promises import PlannedPromise, Promises
from servicemap.wording.unknowns import why


def as_json(promises: Promises) -> dict[str, Any]:
    """Sorted by service and customer; minutes of working time from the start of the plan.

    What the map leaves open is null and stands between its bounds; `why` says why.
    """
    return {
        "version": VERSION,
        "kind": "promises",
        "promises": [
            _promise(one) for one in sorted(promises, key=lambda one: (one.service, one.customer))
        ],
        "open": left_open(promises.open_ends),
    }


def _promise(one: PlannedPromise) -> dict[str, Any]:
    held = one.as_long_as
    return {
        "service": one.service,
        "customer": one.customer,
        **plan_of(one),
        "circle": list(one.circle),
        "chain": list(one.chain),
        "not_before": None if one.held_until is None else str(one.held_until),
        "as_long_as": None if held is None else held._asdict(),
    }


def plan_of(one: PlannedPromise) -> dict[str, Any]:
    """When it is planned and due, how much is left, and its fate."""
    return {
        "planned_minutes": one.planned,
        "planned_min_minutes": one.planned_bounds.least,
        "planned_max_minutes": one.planned_bounds.most,
        "due_minutes": one.due,
        **margin_of(one),
        **_moments(one),
    }


def margin_of(one: PlannedPromise) -> dict[str, Any]:
    """How much is left of a promise, whether that is certain, and its fate by plan."""
    return {
        "margin_minutes": one.margin,
        "margin_min_minutes": one.margin_bounds.least,
        "margin_max_minutes": one.margin_bounds.most,
        "fate": one.fate.value,
        "certain": one.certain,
        "why": "" if one.certain else why(one.unknown),
    }


def _moments(one: PlannedPromise) -> dict[str, str | None]:
    """The keys that say when, as moments; none on a map without a start."""
    if one.due_at is None:
        return {}
    earliest, latest = one.earliest_at, one.planned_at
    return {
        "planned_at": latest.isoformat() if latest and one.planned is not None else None,
        "planned_min_at": earliest.isoformat() if earliest else None,
        "planned_max_at": latest.isoformat() if latest else None,
        "due_at": one.due_at.isoformat(),
    }


def left_open(ends: Sequence[OpenEnd]) -> list[dict[str, Any]]:
    """What the map does not say, what would settle most promises first."""
    return [
        {"subject": end.service, "missing": end.missing.value, "hangs_on_it": end.hangs_on_it}
        for end in ends
    ]
