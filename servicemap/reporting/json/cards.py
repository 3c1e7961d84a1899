"""A card as other programs read it."""

from operator import itemgetter
from typing import Any

from servicemap.cards import Card, Reached
from servicemap.graph import as_data
from servicemap.reporting.json.calls import caller
from servicemap.reporting.json.promises import hanging, offer
from servicemap.reporting.json.sides import actions_for, both_sides
from servicemap.reporting.json.tolerances import OPEN
from servicemap.reporting.json.voices import said_overall
from servicemap.reporting.json_text import VERSION
from servicemap.reporting.promise_columns import margin_of


def as_json(card: Card) -> dict[str, Any]:
    """Sorted by id. `tolerance_minutes` is that of `sentence`; `why` says why it is null."""
    party, point = card.party, card.tipping_point
    return {
        "version": VERSION,
        "kind": "show",
        "party": {
            "id": party.id,
            "name": party.name,
            "group": party.group.value,
            "department": party.department,
            "owner": party.owner,
            "objectives": [objective.say for objective in party.objectives],
            "measured": [as_data(one) for one in party.objectives if one.at_least is not None],
            "meets_customer": card.meets_customer,
        },
        "customers": [
            {
                "customer": r.customer,
                "service": r.service,
                **both_sides(r),
                "actions": actions_for(card.map, r, card.today),
            }
            for r in sorted(card.customers, key=lambda r: (r.customer, r.service))
        ],
        "providers": [
            {
                "provider": r.provider,
                "service": r.service,
                **both_sides(r),
                "actions": actions_for(card.map, r, card.today),
            }
            for r in sorted(card.providers, key=lambda r: (r.provider, r.service))
        ],
        "said_overall": said_overall(card.map, (r.customer for r in card.customers), card.today),
        "said": said_overall(card.map, [party.id], card.today),
        "unnamed": [
            {"provider": r.provider, "customer": r.customer, "could_mean": sorted(services)}
            for r, services in sorted(
                card.unnamed, key=lambda one: (one.reliance.provider, one.reliance.customer)
            )
        ],
        "reaches": [
            {"customer": customer, "chain": list(chain)}
            for customer, chain in sorted(card.reaches.items())
        ],
        "first_to_break": sorted(
            map(_reached, card.reached), key=itemgetter("customer", "service")
        ),
        "leads_on_to": sorted(card.leads_on_to),
        "promises": [
            {
                "service": p.service,
                "customer": p.customer,
                **margin_of(card.map, p),
                "quality": list(p.quality),
                "others": [offer(other) for other in p.others],
            }
            for p in sorted(card.promises, key=lambda p: (p.service, p.customer))
        ],
        "callers": [caller(one) for one in card.callers],
        "hanging": hanging(card.hanging),
        "tolerance_minutes": point.minutes,
        "tolerance_min_minutes": point.bounds.least,
        "tolerance_max_minutes": point.bounds.most,
        "harmless_minutes": point.harmless,
        "certain": point.certain,
        "not_counted": [
            {"service": service, "customer": customer}
            for service, customer in sorted(card.because_of_others)
        ],
        "perhaps_late_by_others": [
            {"service": service, "customer": customer}
            for service, customer in sorted(card.perhaps_of_others)
        ],
        "notices": sorted(point.customers),
        "why": point.why or ("" if point.minutes is not None else OPEN),
        "sentence": card.sentence,
        "second_sentence": card.second_sentence,
    }


def _reached(one: Reached) -> dict[str, Any]:
    """How late it may be before a promise is late because of it, and by which chain."""
    tolerance = one.tolerance
    return {
        "service": tolerance.service,
        "customer": tolerance.customer,
        "chain": list(one.chain),
        "min_minutes": tolerance.least,
        "max_minutes": tolerance.most,
        "without_limit": tolerance.without_limit,
    }
