"""The report on customers as other programs read it."""

from typing import Any

from servicemap.care.hearing import Voice
from servicemap.care.report import CareReport, HeardCustomer
from servicemap.reporting.json_text import VERSION


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
        "customers": [_customer(one) for one in found.customers],
        "improve": [
            {
                "service": one.reliance.service,
                "customer": one.reliance.customer,
                "lever": one.lever.value,
                "reason": one.reasons[0].value,
                "reasons": [reason.value for reason in one.reasons],
                "score": one.score,
                "tolerance_min_minutes": one.least,
                "worth": None if one.worth is None else str(one.worth),
                "action": one.begun,
            }
            for one in found.improve
        ],
        "touched": [
            {
                "customer": one.voice.customer.id,
                "serves": list(one.serves),
                "served_by": list(one.served_by),
            }
            for one in found.touched
        ],
        "advocates_get": [
            {"advocate": one.advocate, "service": one.service, "others": list(one.others)}
            for one in found.advantages
        ],
    }


def _customer(one: HeardCustomer) -> dict[str, Any]:
    return {
        "party": one.party.id,
        "group": one.party.group.value,
        "listen": one.listen,
        "every": None if one.every is None else str(one.every),
        "last": one.last.isoformat() if one.last else None,
        "days_unheard": one.unheard,
        "score": one.score,
        "score_before": one.before,
        "rung": one.rung.value if one.rung else None,
        "recovery_missing": list(one.recovery),
        "complaints_missing": list(one.complaints),
        "said": [_voice(voice) for voice in one.voices],
    }


def _voice(voice: Voice) -> dict[str, Any]:
    said = voice.feedback
    return {
        "service": voice.reliance.service if voice.reliance is not None else None,
        "score": said.score,
        "asked": said.asked.isoformat() if said.asked else None,
        "kind": said.kind.value if said.kind else None,
        "from": said.from_,
        "says": said.says,
        "done": said.done,
        "actions": [action.name for action in voice.actions],
        "unhappy": voice.unhappy,
        "answered": voice.answered,
    }
