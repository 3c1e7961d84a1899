"""Who would call for what is not there, as other programs read it."""

from typing import Any

from servicemap.graph import as_data
from servicemap.timing.answers.noticing import Caller, Unwatched


def caller(one: Caller) -> dict[str, Any]:
    """Who, for what, when, and for which promises that is too late."""
    return {
        "service": one.reliance.service,
        "customer": one.reliance.customer,
        "noticed_after": as_data(one.after),
        "late_min_minutes": one.late,
        "too_late_for": [
            {**lost.promised._asdict(), "tolerance_max_minutes": lost.tolerance}
            for lost in one.too_late_for
        ],
    }


def nobody_calls(one: Unwatched) -> dict[str, Any]:
    """A promise, and the deliveries it hangs on for which nobody would call."""
    return {
        "service": one.promise.service,
        "customer": one.promise.customer,
        "deliveries": [
            {"service": each.service, "customer": each.customer} for each in one.deliveries
        ],
        "more": one.more,
    }
