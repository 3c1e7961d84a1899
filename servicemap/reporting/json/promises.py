"""Promises as other programs read them."""

from collections.abc import Iterable, Sequence
from typing import Any

from servicemap.model import ServiceMap
from servicemap.reporting.json_text import VERSION
from servicemap.reporting.promise_columns import COLUMNS
from servicemap.timing.answers.competitors import CompetitorOffer
from servicemap.timing.answers.open_ends import OpenEnd
from servicemap.timing.answers.promises import FirstKept, PlannedPromise, Promises


def as_json(promises: Promises) -> dict[str, Any]:
    """Sorted by service and customer; minutes of working time from the start of the plan.

    What the map leaves open is null and stands between its bounds; `why` says why.
    """
    return {
        "version": VERSION,
        "kind": "promises",
        "counts": promises.counts._asdict(),
        "promises": [
            promise_as_data(promises.map, one)
            for one in sorted(promises, key=lambda one: (one.service, one.customer))
        ],
        "open": left_open(promises.open_ends),
    }


def promise_as_data(m: ServiceMap, one: PlannedPromise) -> dict[str, Any]:
    """One promise, its chain, and what is promised beside it."""
    return {
        "service": one.service,
        "customer": one.customer,
        **plan_of(m, one),
        "circle": list(one.circle),
        "chain": list(one.chain),
        "not_before": None if one.held_until is None else str(one.held_until),
        "first_kept": None if one.first_kept is None else _first_kept(one.first_kept),
        **lengths_of(one),
        "quality": list(one.quality),
        "others": [offer(other) for other in one.others],
    }


def _first_kept(one: FirstKept) -> dict[str, Any]:
    """When one that recurs is due first, and kept first."""
    said: dict[str, Any] = {"first_minutes": one.first, "kept_minutes": one.kept}
    if one.first_at is not None and one.kept_at is not None:
        said |= {"first_at": one.first_at.isoformat(), "kept_at": one.kept_at.isoformat()}
    return said


def lengths_of(one: PlannedPromise) -> dict[str, Any]:
    """On which lengths that nobody says it hangs whether a promise is kept."""
    held = one.as_long_as
    return {
        "as_long_as": None if held is None else held._asdict(),
        "before": list(one.before),
    }


def hanging(found: Iterable[PlannedPromise]) -> list[dict[str, Any]]:
    """The same of several promises, each with its ids."""
    return [{"service": one.service, "customer": one.customer, **lengths_of(one)} for one in found]


def offer(other: CompetitorOffer) -> dict[str, Any]:
    """What a competitor offers, and by how much it is sooner than we are."""
    return {
        "competitor": other.competitor,
        "offer": str(other.offer),
        "sooner_minutes": other.sooner,
        "day_minutes": other.day,
        "against": "plan" if other.planned else "promise",
    }


def plan_of(m: ServiceMap, one: PlannedPromise) -> dict[str, Any]:
    """When it is planned and due, how much is left, and its fate; then the moments, if any."""
    said: dict[str, Any] = {}
    for column in COLUMNS:
        said |= column.minutes(m, one)
    if one.earliest_at is not None:
        for column in COLUMNS:
            said |= column.moments(m, one)
    return said


def left_open(ends: Sequence[OpenEnd]) -> list[dict[str, Any]]:
    """What the map does not say, first what most promises hang on."""
    return [
        {"subject": end.service, "missing": end.missing.value, "hangs_on_it": end.hangs_on_it}
        for end in ends
    ]
