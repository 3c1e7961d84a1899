"""A trace as other programs read it."""

from typing import Any

from servicemap.timing.answers.traces import Hop, Trace, TracedPromise
from servicemap.wording.unknowns import why


def as_json(trace: Trace) -> dict[str, Any]:
    """Minutes of working time (but for `late_elapsed`, on the clock), lists sorted by id.

    Where a delay never recovers, `delay_minutes` and `late_minutes` are null.
    """
    return {
        "version": 1,
        "kind": "trace",
        "late": {id_: n - trace.elapsed.get(id_, 0) for id_, n in trace.late.items()},
        "late_elapsed": dict(trace.elapsed),
        "services": [
            {"service": service, "delay_minutes": minutes}
            for service, minutes in sorted(trace.delays.items())
        ],
        "promises": [
            _promise(promise)
            for promise in sorted(trace.promises, key=lambda p: (p.service, p.customer))
        ],
        "stopped": [_hop(hop) for hop in sorted(trace.stopped)],
        "permutations": trace.sampled,
        "seed": trace.seed,
    }


def _promise(promise: TracedPromise) -> dict[str, Any]:
    never, began = promise.never_recovers, promise.began
    errors = {id_: round(error, 1) for id_, error in promise.share_errors.items()}
    found: dict[str, Any] = {
        "service": promise.service,
        "customer": promise.customer,
        "planned_minutes": promise.planned,
        "due_minutes": promise.due,
        "actual_minutes": None if never else promise.actual,
        "delay_minutes": None if never else promise.delay,
        "late_minutes": None if never else promise.late,
        "stated_minutes": promise.stated,
        "lower_bound": promise.lower_bound,
        "chain": [_hop(hop) for hop in promise.chain],
        "runner_up": list(promise.runner_up),
        "shares": dict(promise.shares),
        "standard_error_minutes": errors,
        "never_recovers": never,
        "began": None if began is None else _beginning(began),
        "why": "the delay grows each time round a loop" if never else why(promise.unknown),
    }
    if promise.planned_at and promise.due_at:
        found["planned_at"] = promise.planned_at.isoformat()
        found["due_at"] = promise.due_at.isoformat()
        actual = promise.actual_at
        found["actual_at"] = None if never or actual is None else actual.isoformat()
        found["stated_at"] = promise.stated_at.isoformat() if promise.stated_at else None
    return found


def _beginning(hop: Hop) -> dict[str, Any]:
    return {"service": hop.service, "added_here_minutes": hop.added_here}


def _hop(hop: Hop) -> dict[str, Any]:
    return {
        "service": hop.service,
        "arrived_late_minutes": hop.arrived_late,
        "absorbed_by_schedule_minutes": hop.absorbed_by_schedule,
        "absorbed_by_slack_minutes": hop.absorbed_by_slack,
        "added_by_departure_minutes": hop.added_by_departure,
        "added_here_minutes": hop.added_here,
        "passed_on_minutes": hop.passed_on,
        "absorbed_by_alternative_minutes": hop.absorbed_by_alternative,
        "instead": hop.instead or None,
        "instead_of": hop.instead_of or None,
        "absorbed_by_hours_minutes": hop.absorbed_by_hours,
        "absorbed_by_departure_minutes": hop.absorbed_by_departure,
        "departs": hop.departs or None,
        "departs_at": hop.departs_at.isoformat() if hop.departs_at else None,
        "waits_for": hop.waits_for or None,
        "added_by_opening_minutes": hop.added_by_opening,
    }
