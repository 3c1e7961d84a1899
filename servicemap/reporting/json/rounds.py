"""A briefing and a review, as other programs read them."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from servicemap.caring.hearing import Voice
from servicemap.comparing import Change
from servicemap.model import Reliance
from servicemap.reporting.json.agreements import point_as_data
from servicemap.reporting.json.care import action_as_data, customer_as_data
from servicemap.reporting.json.differences import change_as_data
from servicemap.reporting.json.promises import promise_as_data
from servicemap.reporting.json.voices import voice_as_data
from servicemap.reporting.json_text import VERSION
from servicemap.rounds.briefing import AgendaTopic, Attendee, Briefing, Disagreement
from servicemap.rounds.measured import MeasuredObjective
from servicemap.rounds.reviewing import Review, RungRise


def briefing_as_json(found: Briefing) -> dict[str, Any]:
    """Who should come, and every item by its topic, each as the command that asks for it has it."""
    return {
        "version": VERSION,
        "kind": "briefing",
        "team": found.team.id,
        "date": _iso(found.today),
        "attendees": [_attendee(one) for one in found.attendees],
        **{
            key: [_AS_DATA[topic](found, item.fact) for item in found.of(topic)]
            for key, topic in _KEYS.items()
        },
    }


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _attendee(one: Attendee) -> dict[str, Any]:
    return {"owner": one.owner, "for": [party.id for party in one.parties]}


_KEYS: Mapping[str, AgendaTopic] = {
    "not_agreed": AgendaTopic.DIFFERENCE,
    "promises": AgendaTopic.PROMISE,
    "not_heard": AgendaTopic.SILENCE,
    "not_answered": AgendaTopic.UNANSWERED,
    "actions": AgendaTopic.ACTION,
    "not_confirmed": AgendaTopic.CONFIRMATION,
    "wants": AgendaTopic.WISH,
    "changes": AgendaTopic.CHANGE,
}


def _delivery(one: Reliance) -> dict[str, Any]:
    return {"service": one.service, "customer": one.customer}


def _difference(found: Briefing, fact: Disagreement) -> dict[str, Any]:
    one = fact.agreement
    return {**_delivery(one.reliance), **point_as_data(found.map, one, fact.point)}


def _wish(_: Briefing, one: Reliance) -> dict[str, Any]:
    return {**_delivery(one), "wants": one.customer_says and one.customer_says.wants}


def _change(found: Briefing, one: Change) -> dict[str, Any]:
    assert found.difference is not None, "something has changed since another version"
    return change_as_data(found.difference.telling, one)


_AS_DATA: Mapping[AgendaTopic, Callable[[Briefing, Any], dict[str, Any]]] = {
    AgendaTopic.DIFFERENCE: _difference,
    AgendaTopic.PROMISE: lambda found, one: promise_as_data(found.map, one),
    AgendaTopic.SILENCE: lambda _, one: customer_as_data(one),
    AgendaTopic.UNANSWERED: lambda _, one: _said(one),
    AgendaTopic.ACTION: lambda found, one: action_as_data(one, found.today),
    AgendaTopic.CONFIRMATION: lambda _, one: {
        "party": one.party.id,
        "confirmed": _iso(one.confirmed),
    },
    AgendaTopic.WISH: _wish,
    AgendaTopic.CHANGE: _change,
}


def _said(voice: Voice) -> dict[str, Any]:
    return {"customer": voice.customer.id, **voice_as_data(voice)}


def review_as_json(found: Review) -> dict[str, Any]:
    """Objectives with what was reached, then what was said and done, and whose rung rose."""
    return {
        "version": VERSION,
        "kind": "review",
        "team": found.team.id,
        "since": _iso(found.since),
        "date": _iso(found.today),
        "objectives": [_objective(one) for one in found.objectives],
        "said": [_said(voice) for voice in found.voices],
        "actions": [action_as_data(one, found.today) for one in found.actions],
        "rungs": [_rise(one) for one in found.rises],
    }


def _objective(one: MeasuredObjective) -> dict[str, Any]:
    """`why` says why there is no value; a sentence has neither it nor a target."""
    counts = one.counts
    return {
        "objective": one.objective.say,
        "keep": one.objective.keep,
        "to": one.objective.to,
        "score": one.objective.score,
        "target": one.target,
        "value": one.value,
        "reached": one.reached,
        "why": one.why.value if one.why else "",
        "kept": counts.kept if counts else None,
        "judged": counts.judged if counts else None,
        "deliveries": counts.deliveries if counts else None,
        "trend": [
            {"date": _iso(point.day), "value": point.value, "of": point.of} for point in one.trend
        ],
    }


def _rise(one: RungRise) -> dict[str, Any]:
    return {
        "customer": one.customer.id,
        "old": one.old.value,
        "new": one.new.value,
        "date": _iso(one.day),
    }
