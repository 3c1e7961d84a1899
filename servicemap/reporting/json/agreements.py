"""The handshake, as other programs read it."""

from typing import Any

from servicemap.agreeing import Agreement, Agreements, AgreementSide, UnsettledPoint
from servicemap.agreeing.telling_points import sentence
from servicemap.model import ServiceMap
from servicemap.reporting.json.sides import actions_for, said_by
from servicemap.reporting.json.voices import said_overall
from servicemap.reporting.json_text import VERSION


def as_json(found: Agreements) -> dict[str, Any]:
    """Every delivery by service and customer: its state, what each side says, what is open."""
    ordered = sorted(found, key=lambda one: (one.reliance.service, one.reliance.customer))
    return {
        "version": VERSION,
        "kind": "agreements",
        "services": [_as_json(found, one) for one in ordered],
        "said_overall": said_overall(
            found.map, (one.customer.party.id for one in found), found.today
        ),
        "counts": {str(state): n for state, n in found.counts.items()},
    }


def _as_json(found: Agreements, one: Agreement) -> dict[str, Any]:
    m = found.map
    return {
        "service": one.reliance.service,
        "customer": one.reliance.customer,
        "state": str(one.state),
        "provider_says": _said(one.provider),
        "customer_says": _said(one.customer),
        "actions": actions_for(m, one.reliance, found.today),
        "called": one.called and one.called.service,
        "owners": [
            {"party": side.party.id, "owner": side.party.owner}
            for side in (one.provider, one.customer)
        ],
        "not_agreed": [point_as_data(m, one, point) for point in one.open],
        "allowed": [
            {**point_as_data(m, one, point), "reason": point.allowed}
            for point in one.points
            if point.allowed is not None
        ],
    }


def point_as_data(m: ServiceMap, one: Agreement, point: UnsettledPoint) -> dict[str, Any]:
    """What is not agreed, in a sentence, and by how much it is promised too late."""
    return {
        "about": str(point.about),
        "sentence": sentence(m, one, point),
        "late_minutes": point.minutes,
    }


def _said(side: AgreementSide) -> dict[str, Any] | None:
    """What its entry says; where that was not confirmed, the day on which the whole party was."""
    said = said_by(side.says)
    if said is None:
        return None
    confirmed = side.confirmed and side.confirmed.isoformat()
    return {**said, "confirmed": confirmed, "stale": side.stale, "to_come": side.to_come}
