"""What became of a map, as other programs read it."""

from typing import Any

from servicemap.bounds import Bounds
from servicemap.importing.record_files import NoRecord
from servicemap.importing.track_records import TrackRecord
from servicemap.reporting.json_text import VERSION
from servicemap.rounds.history import History, HistorySeries
from servicemap.rounds.history_points import HistoryPoint, PromiseThen


def as_json(found: History) -> dict[str, Any]:
    """Points in time, what is followed from one to the next, what was done. ISO dates."""
    return {
        "version": VERSION,
        "kind": "history",
        "points": [_point(one) for one in found.points],
        "series": [_series(found, one) for one in found.series],
        "actions": [
            {
                "action": one.name,
                "for": list(one.for_),
                "lever": one.lever and one.lever.value,
                "done": str(one.done),
            }
            for one in found.actions
        ],
        "left_out": {
            "revisions": len(found.left_out),
            "until": str(found.left_out[-1].day) if found.left_out else None,
        },
        "shallow": found.shallow,
        "moved": [{"until": str(one.day), "path": one.path} for one in found.moved],
        "no_revisions": found.untold and found.untold.value,
        "record": record(found.record),
        "no_record": _no_record(found.record),
    }


def _point(one: HistoryPoint) -> dict[str, Any]:
    return {
        "when": str(one.when),
        "revision": one.revision,
        "gap": one.gap and {"message": one.gap.message, "hint": one.gap.hint},
        "customers": [
            {"customer": id_, "score": then.score, "rung": then.rung and then.rung.value}
            for id_, then in one.customers.items()
        ],
        "promises": [
            {"service": key.service, "customer": key.customer, **_promise(then)}
            for key, then in sorted(one.promises.items())
        ],
        "agreed": one.agreed.agreed,
        "deliveries": one.agreed.deliveries,
        "findings": dict(sorted(one.findings.items())),
    }


def _promise(then: PromiseThen) -> dict[str, Any]:
    tolerance = then.tolerance
    return {
        "fate": then.fate.value,
        **_bounds("margin", then.margin),
        "tightest": tolerance and tolerance.team,
        "without_limit": tolerance is not None and tolerance.bounds is None,
        **_bounds("tolerance", tolerance.bounds if tolerance else None),
    }


def _bounds(what: str, bounds: Bounds | None) -> dict[str, int | None]:
    least, most = bounds or (None, None)
    return {
        f"{what}_minutes": bounds.exact if bounds else None,
        f"{what}_min_minutes": least,
        f"{what}_max_minutes": most,
    }


def _series(found: History, one: HistorySeries) -> dict[str, Any]:
    key = one.key
    return {
        "measure": key.measure.value,
        "subject": key.subject or None,
        "customer": key.customer,
        "name": found.names.get(key.subject),
        "values": [
            {
                "when": str(value.when),
                "revision": value.revision,
                "value": value.value,
                "most": value.most,
                "of": value.of,
                "day_minutes": value.day,
            }
            for value in one.values
        ],
    }


def record(found: TrackRecord | NoRecord) -> dict[str, Any] | None:
    """What of the record counts; null where there is none."""
    if isinstance(found, NoRecord):
        return None
    return {
        "path": found.path,
        "deliveries": len(found.deliveries),
        "undelivered": found.undelivered,
        "not_placed": found.not_placed,
        "unplaced": [
            {"row": one.row, "message": one.trouble.message, "hint": one.trouble.hint}
            for one in found.unplaced
        ],
    }


def _no_record(found: TrackRecord | NoRecord) -> dict[str, Any] | None:
    """Why a record that the map names is none; null where it names none, or it was read."""
    if not isinstance(found, NoRecord) or found.trouble is None:
        return None
    return {
        "message": found.trouble.message,
        "hint": found.trouble.hint,
        "location": str(found.location) if found.location else None,
    }
