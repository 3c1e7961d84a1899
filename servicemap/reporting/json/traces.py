"""A trace as other programs read it."""

from typing import Any

from servicemap.bounds import Bounds
from servicemap.endless import Minutes, size_of
from servicemap.graph import as_data
from servicemap.reporting.json_text import VERSION
from servicemap.timing.answers.traces import Hop, Notice, Trace, TracedPromise
from servicemap.wording.unknowns import why


def as_json(trace: Trace, *, everything: bool = False) -> dict[str, Any]:
    """Minutes of working time (but for `late_elapsed`, on the clock), lists sorted by id.

    Only promises that something reaches, unless `everything` is wanted. What the map leaves open is
    null, and its bounds stand beside it. Where a delay never recovers, no number is told at all,
    and where it may not, no most.
    """
    return {
        "version": VERSION,
        "kind": "trace",
        "late": {id_: n - trace.elapsed.get(id_, 0) for id_, n in trace.late.items()},
        "late_elapsed": dict(trace.elapsed),
        "services": [
            {"service": service, "delay_minutes": size_of(minutes)}
            for service, minutes in sorted(trace.delays.items())
        ],
        "promises": [
            _promise(promise)
            for promise in sorted(trace.promises, key=lambda p: (p.service, p.customer))
            if everything or promise.reached
        ],
        "notices": [_notice(notice) for notice in trace.notices],
        "stopped": [_hop(hop) for hop in sorted(trace.stopped)],
        "open": [
            {"subject": end.service, "missing": end.missing.value, "hangs_on_it": end.hangs_on_it}
            for end in trace.open_ends
        ],
        "permutations": trace.sampled,
        "seed": trace.seed,
    }


def _notice(notice: Notice) -> dict[str, Any]:
    at = notice.noticed_at
    return {
        "service": notice.service,
        "customer": notice.customer,
        "noticed_after": as_data(notice.after),
        "noticed_minutes": notice.noticed,
        "noticed_at": None if at is None else at.isoformat(),
        "certain": notice.certain,
        "too_late_for": [one._asdict() for one in notice.too_late_for],
    }


def _promise(promise: TracedPromise) -> dict[str, Any]:
    began = promise.began
    errors = {id_: round(error, 1) for id_, error in promise.share_errors.items()}
    known = promise.planned is not None
    arrives = known and promise.delay_bounds.exact is not None
    found: dict[str, Any] = {
        "service": promise.service,
        "customer": promise.customer,
        "fate": promise.fate.value,
        "certain": promise.certain,
        "circle": list(promise.circle),
        **_bounds("planned", promise.planned_bounds),
        "due_minutes": promise.due,
        "actual_minutes": size_of(promise.actual) if arrives else None,
        **_bounds("delay", promise.delay_bounds),
        **_bounds("late", promise.late_bounds),
        **_bounds("caused", promise.caused_bounds),
        "late_but_for_days_off_minutes": promise.late_but_for_days_off,
        "caused_but_for_days_off_minutes": promise.caused_but_for_days_off,
        "chain": [_hop(hop) for hop in promise.chain],
        "runner_up": list(promise.runner_up),
        "shares": dict(promise.shares),
        "standard_error_minutes": errors,
        "never_recovers": promise.never_recovers,
        "may_never_recover": promise.may_never_recover,
        "began": None if began is None else _beginning(began),
        "why": _why(promise),
    }
    if promise.planned_at:
        due, actual = promise.due_at, promise.actual_at
        found["planned_at"] = promise.planned_at.isoformat() if known else None
        found["due_at"] = due.isoformat() if due else None
        found["actual_at"] = actual.isoformat() if arrives and actual else None
    return found


def _why(promise: TracedPromise) -> str:
    if promise.never_recovers:
        return "the delay grows each time round a loop"
    said = why(promise.unknown)
    if promise.may_never_recover:
        return "; ".join(filter(None, [said, "the delay may grow each time round a loop"]))
    return said


def _bounds(what: str, bounds: Bounds) -> dict[str, int | None]:
    return {
        f"{what}_minutes": bounds.exact,
        f"{what}_min_minutes": bounds.least,
        f"{what}_max_minutes": bounds.most,
    }


def _beginning(hop: Hop) -> dict[str, Any]:
    return {"service": hop.service, "added_here_minutes": size_of(hop.added_here)}


def _hop(hop: Hop) -> dict[str, Any]:
    """One line of a receipt; what grows without end has no size."""
    within = not (hop.came_endless or hop.endless)

    def minutes(number: Minutes) -> int | None:
        return size_of(number) if within else None

    return {
        "service": hop.service,
        "arrived_late_minutes": size_of(hop.arrived_late),
        "absorbed_by_schedule_minutes": minutes(hop.absorbed_by_schedule),
        "absorbed_by_slack_minutes": minutes(hop.absorbed_by_slack),
        "added_by_departure_minutes": minutes(hop.added_by_departure),
        "added_here_minutes": minutes(hop.added_here),
        "passed_on_minutes": size_of(hop.passed_on),
        "absorbed_by_alternative_minutes": minutes(hop.absorbed_by_alternative),
        "instead": hop.instead or None,
        "instead_of": hop.instead_of or None,
        "absorbed_by_hours_minutes": minutes(hop.absorbed_by_hours),
        "hours_off": list(hop.hours_off),
        "absorbed_by_departure_minutes": minutes(hop.absorbed_by_departure),
        "departs": hop.departs or None,
        "departs_at": hop.departs_at.isoformat() if hop.departs_at else None,
        "waits_for": hop.waits_for or None,
        "added_by_opening_minutes": minutes(hop.added_by_opening),
    }
