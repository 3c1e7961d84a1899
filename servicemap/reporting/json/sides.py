"""What one side says of a delivery, as other programs read it: each key that the format has."""

from datetime import date
from typing import Any

from servicemap.caring.hearing import voices_on
from servicemap.graph import as_data
from servicemap.model import CustomerSays, ProviderSays, Reliance, ServiceMap

_NOT_SAID = frozenset({"service_name", "location", "places", "allow"})
"""What has another name here, or is no key, or stands here by the rules."""

_EMPTY: tuple[object, ...] = ((), {})


def both_sides(one: Reliance) -> dict[str, Any]:
    """What the provider's own entry says, and the customer's."""
    return {
        "provider_says": said_by(one.provider_says),
        "customer_says": said_by(one.customer_says),
    }


def actions_for(m: ServiceMap, one: Reliance, today: date | None = None) -> list[str]:
    """The names of the actions that answer what the customer said of a delivery."""
    answering = (action for voice in voices_on(m, one, today) for action in voice.actions)
    return list(dict.fromkeys(action.name for action in answering))


def said_by(side: ProviderSays | CustomerSays | None) -> dict[str, Any] | None:
    """What an entry says, as the map writes it, and null under what it does not say."""
    if side is None:
        return None
    said = {
        key: as_data(value) if value not in _EMPTY else None
        for key, value in side._asdict().items()
        if key not in _NOT_SAID
    }
    if isinstance(side, CustomerSays):
        said |= {"feedback": as_data(side.newest_feedback), "all_feedback": said["feedback"] or []}
    allowed = {one.rule: one.reason for one in side.allow}
    return {"name": side.service_name, **said, "allow": allowed}
