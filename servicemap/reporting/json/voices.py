"""What a customer said, and what became of it, as other programs read it."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from servicemap.caring.hearing import Voice, voices_overall
from servicemap.model import ServiceMap


def voice_as_data(voice: Voice) -> dict[str, Any]:
    """What was said last of one service, or, under null, of all that the customer gets."""
    said = voice.feedback
    return {
        "service": voice.reliance.service if voice.reliance is not None else None,
        "score": said.score,
        "score_before": voice.before,
        "asked": said.asked.isoformat() if said.asked else None,
        "kind": said.kind.value if said.kind else None,
        "from": said.from_,
        "says": said.says,
        "done": said.done,
        "actions": [action.name for action in voice.actions],
        "unhappy": voice.unhappy,
        "answered": voice.answered,
    }


def said_overall(
    m: ServiceMap, customers: Iterable[str], today: date | None = None
) -> list[dict[str, Any]]:
    """What each of these customers said of all that it gets, where it said anything, by id."""
    return [
        {"customer": voice.customer.id, **voice_as_data(voice)}
        for voice in voices_overall(m, sorted(set(customers)), today)
    ]
