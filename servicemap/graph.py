"""The map as a NetworkX graph, for loops, paths, export and everybody's own questions.

The only door to networkx. Rules and timing read the plain index, so that a healthy small map is
called healthy without paying for this.
"""

from typing import TYPE_CHECKING

from servicemap.model import Reliance, ServiceMap

if TYPE_CHECKING:
    import networkx as nx

    MapGraph = nx.MultiDiGraph[str]


def to_networkx(m: ServiceMap) -> "MapGraph":
    """A frozen MultiDiGraph: parties are nodes, deliveries are edges from provider to customer.

    Nodes are party ids, edge keys are service ids:
    `graph["warehouse"]["stores"]["warehouse/stock"]` is one delivery. Every attribute is always
    there, None where nobody said; minutes are working time, of the provider's calendar for
    `takes_minutes` and the customer's for `slack_minutes` and `switch_minutes`. Nodes and edges
    stand in the order of the map.

    graph   title, subtitle, owner, language, currency
    node    name, group (the section: "teams"), department, owner, contact, about,
            outside_customer (an end user, prospect or distributor), inside, confirmed (a date),
            objectives (a tuple)
    edge    service (its id), name, takes_minutes (the likely value), needs (service ids, or None
            for everything the provider relies on), slack_minutes, standing, agreed (both sides
            declare it), promise and expects (a date, or a length from the start, as text),
            departs (as written), worth (a Decimal), wants, switch_minutes,
            any_of (which of the customer's alternatives it belongs to, counted from 1)

    Frozen means that nodes and edges cannot be added or removed; `graph.copy()` can be changed.
    """
    import networkx as nx

    graph: MapGraph = nx.MultiDiGraph(
        title=m.title,
        subtitle=m.subtitle,
        owner=m.owner,
        language=m.language,
        currency=m.currency,
    )
    for party in m.parties.values():
        graph.add_node(
            party.id,
            name=party.name,
            group=party.group.value,
            department=party.department,
            owner=party.owner,
            contact=party.contact,
            about=party.about,
            outside_customer=party.is_outside_customer,
            inside=party.inside,
            confirmed=party.confirmed,
            objectives=party.objectives,
        )
    group_of = _alternatives(m)
    for reliance in m.reliances:
        graph.add_edge(
            reliance.provider,
            reliance.customer,
            key=reliance.service,
            **_delivery(m, reliance),
            any_of=group_of.get((reliance.customer, reliance.service)),
        )
    frozen: MapGraph = nx.freeze(graph)
    return frozen


def _delivery(m: ServiceMap, reliance: Reliance) -> dict[str, object]:
    service = m.services[reliance.service]
    by_customer = m.calendar_of(reliance.customer).minutes
    takes, slack, switch = service.takes, reliance.slack, reliance.switch
    said = reliance.provider_says
    return {
        "service": service.id,
        "name": service.name,
        "takes_minutes": takes and m.calendar_of(service.provider).minutes(takes.likely),
        "needs": service.needs,
        "slack_minutes": slack and by_customer(slack),
        "standing": reliance.standing,
        "agreed": reliance.agreed,
        "promise": None if reliance.promise is None else str(reliance.promise),
        "expects": None if reliance.expects is None else str(reliance.expects),
        "departs": reliance.departs and reliance.departs.text,
        "worth": said and said.worth,
        "wants": reliance.customer_says and reliance.customer_says.wants,
        "switch_minutes": switch and by_customer(switch),
    }


def _alternatives(m: ServiceMap) -> dict[tuple[str, str], int]:
    """Customer and service -> the number of the customer's `any_of` that it stands under."""
    counted: dict[str, int] = {}
    group_of = {}
    for alternatives in m.alternatives:
        number = counted[alternatives.customer] = counted.get(alternatives.customer, 0) + 1
        for service in alternatives.services:
            group_of[alternatives.customer, service] = number
    return group_of
