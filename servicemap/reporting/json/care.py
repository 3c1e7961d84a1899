"""The report on customers as other programs read it."""

from datetime import date
from typing import Any

from servicemap.caring.report import CareReport, HeardCustomer
from servicemap.model import Action
from servicemap.reporting.json.calls import caller, nobody_calls
from servicemap.reporting.json.promises import offer
from servicemap.reporting.json.voices import voice_as_data
from servicemap.reporting.json_text import VERSION
from servicemap.timing.answers.tolerances import Tolerance


def as_json(found: CareReport) -> dict[str, Any]:
    """Groups, customers, and what to improve, the most urgent first. Dates are ISO dates."""
    return {
        "version": VERSION,
        "kind": "care",
        "groups": [
            {
                "group": one.group.value,
                "parties": one.parties,
                "listened": one.listened,
                "recovery_plan": one.recovery_plan,
                "feedback": one.feedback,
                "rungs": {rung.value: count for rung, count in one.rungs.items()},
            }
            for one in found.groups
        ],
        "customers": [customer_as_data(one) for one in found.customers],
        "improve": [
            {
                "service": one.reliance.service,
                "customer": one.reliance.customer,
                "lever": one.lever.value,
                "answers": one.answers.value if one.answers else None,
                "reason": one.reasons[0].value,
                "reasons": [reason.value for reason in one.reasons],
                "score": one.score,
                **_tightest(one.tightest),
                "worth": None if one.worth is None else str(one.worth),
                "reaches": list(one.reaches),
                "only_way_to": list(one.only_way_to),
                "others": [offer(other) for other in one.sooner],
                "action": None if one.begun is None else one.begun.name,
            }
            for one in found.improve
        ],
        "improve_more": found.improve_more,
        "touched": [
            {
                "customer": one.customer,
                "serves": list(one.serves),
                "served_by": list(one.served_by),
            }
            for one in found.touched
        ],
        "advocates_get": [
            {
                "kind": one.kind.value,
                "advocate": one.advocate,
                "service": one.service,
                "others": list(one.others),
                "better_minutes": one.minutes,
            }
            for one in found.advantages
        ],
        "callers": [caller(one) for one in found.callers],
        "unwatched": [nobody_calls(one) for one in found.unwatched],
        "actions": [action_as_data(one, found.today) for one in found.map.actions.values()],
    }


def _tightest(one: Tolerance | None) -> dict[str, Any]:
    """The promise to somebody outside that breaks first, and how late its provider may be."""
    return {
        "promise": None if one is None else {"service": one.service, "customer": one.customer},
        "tolerance_min_minutes": None if one is None else one.least,
        "tolerance_max_minutes": None if one is None else one.most,
    }


def action_as_data(one: Action, today: date | None) -> dict[str, Any]:
    """What is done for whom, by whom and until when, and by how many days it is overdue."""
    return {
        "action": one.name,
        "for": list(one.for_),
        "lever": one.lever.value if one.lever else None,
        "owner": one.owner,
        "due": one.due.isoformat() if one.due else None,
        "done": one.done.isoformat() if one.done else None,
        "days_overdue": one.days_overdue(today) or 0,
    }


def customer_as_data(one: HeardCustomer) -> dict[str, Any]:
    """How a customer is heard, what it said, and what is not ready for it."""
    return {
        "party": one.party.id,
        "group": one.party.group.value,
        "listen": one.listen,
        "every": None if one.every is None else str(one.every),
        "last": one.last.isoformat() if one.last else None,
        "days_unheard": one.unheard,
        "days_overdue": one.overdue,
        "silence": one.silence.value if one.silence else None,
        "unhappy": one.unhappy,
        "score": one.score,
        "score_before": one.before,
        "rung": one.rung.value if one.rung else None,
        "recovery_missing": list(one.recovery),
        "complaints_missing": list(one.complaints),
        "said": [voice_as_data(voice) for voice in one.voices],
    }
