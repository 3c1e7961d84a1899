"""Points of contact as other programs read them."""

from typing import Any

from servicemap.caring.contacts import Contact, Contacts, MetMost
from servicemap.reporting.json_text import VERSION


def as_json(found: Contacts) -> dict[str, Any]:
    """Customer by customer, those outside first; of each what is planned first in front."""
    return {
        "version": VERSION,
        "kind": "contacts",
        "team": found.team,
        "contacts": [_contact(one) for one in found],
        "customers": [
            {
                "customer": customer,
                "contacts": sum(one.customer == customer for one in found.everybody),
                "first": list(found.first(customer)),
                "only": found.only(customer),
                "most": _who(found.most(customer)),
            }
            for customer in found.customers
        ],
        "most": _who(found.most()),
    }


def _who(most: MetMost | None) -> list[str]:
    return [] if most is None else list(most.providers)


def _contact(one: Contact) -> dict[str, Any]:
    least, most = one.planned_bounds
    said: dict[str, Any] = {
        "provider": one.provider,
        "customer": one.customer,
        "service": one.service,
        "channel": one.channel,
        "standing": one.standing,
        "first": one.first,
        "planned_minutes": one.planned_bounds.exact,
        "planned_min_minutes": least,
        "planned_max_minutes": most,
    }
    if one.earliest_at is not None:
        exact = one.planned_at if least == most else None
        said |= {
            "planned_at": exact.isoformat() if exact else None,
            "planned_min_at": one.earliest_at.isoformat(),
            "planned_max_at": one.planned_at.isoformat() if one.planned_at else None,
        }
    return said
