"""The promises of a map: when the plan keeps them, with how much margin, and what drives them."""

from datetime import datetime
from typing import Any

from servicemap.durations import short
from servicemap.model import ServiceMap
from servicemap.reporting.terminal import Ink, table, visible
from servicemap.timing.promises import PlannedPromise, Promises


def as_text(promises: Promises, ink: Ink) -> str:
    """A sentence, then a line a promise, the tightest first, those of unknown margin last."""
    m = promises.map
    found = sorted(
        promises,
        key=lambda one: (one.margin is None, one.margin or 0, one.customer, one.service),
    )
    if not found:
        return "Nothing is promised to anyone outside in this map."
    broken = [one for one in found if one.margin is not None and one.margin < 0]
    unknown = [one for one in found if one.margin is None]
    sentence = f"{len(found)} promise{'s' if len(found) > 1 else ''}"
    if broken:
        sentence += f", {ink.error(f'{len(broken)} broken by the plan itself')}"
    if unknown:
        sentence += f", {len(unknown)} of unknown margin"
    rows = [
        [
            visible(m.parties[one.customer].name),
            visible(m.services[one.service].name),
            _when(m, one.planned, one.planned_at),
            _when(m, one.due, one.due_at),
            _margin(m, one, ink),
            " -> ".join(visible(m.parties[m.services[s].provider].name) for s in one.chain),
        ]
        for one in found
    ]
    headers = ("customer", "service", "planned", "due", "margin", "driven by")
    notes = [f"Unknown margin: {reason}." for reason in sorted({o.unknown for o in unknown})]
    return "\n\n".join(
        [sentence + ".", table(rows, headers, align="llllr", ink=ink), *map(ink.muted, notes)]
    )


def as_json(promises: Promises) -> dict[str, Any]:
    """The promises as other programs read them; `why` says why a margin is null."""
    return {
        "version": 1,
        "kind": "promises",
        "promises": [
            _as_json(one) for one in sorted(promises, key=lambda one: (one.service, one.customer))
        ],
    }


def _as_json(one: PlannedPromise) -> dict[str, Any]:
    found: dict[str, Any] = {
        "service": one.service,
        "customer": one.customer,
        "planned_minutes": one.planned,
        "due_minutes": one.due,
        "margin_minutes": one.margin,
        "chain": list(one.chain),
        "lower_bound": one.lower_bound,
        "why": one.unknown,
    }
    if one.planned_at and one.due_at:
        found["planned_at"] = one.planned_at.isoformat()
        found["due_at"] = one.due_at.isoformat()
    return found


def _when(m: ServiceMap, minutes: int, at: datetime | None) -> str:
    return at.strftime("%Y-%m-%d %H:%M") if at else short(minutes, m.calendar.day)


def _margin(m: ServiceMap, one: PlannedPromise, ink: Ink) -> str:
    if one.margin is None:
        return "unknown"
    text = short(one.margin, m.calendar_of(one.customer).day)
    if one.margin < 0:
        return ink.error(text)
    return text if one.margin else ink.warning(text)
