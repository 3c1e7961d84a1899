"""The map as a NetworkX graph, for loops, paths, export and everybody's own questions.

The only door to networkx. Rules and timing read the plain index, so that a healthy small map is
called healthy without paying for this.
"""

from collections.abc import Iterable, Sequence
from itertools import islice, pairwise
from typing import TYPE_CHECKING, NamedTuple

from servicemap.model import Allow, Party, Reliance, ServiceMap

if TYPE_CHECKING:
    import networkx as nx

    MapGraph = nx.MultiDiGraph[str]


_SAID_OF_A_PARTY = tuple(key for key in Party._fields if key not in {"id", "location", "places"})


def to_networkx(m: ServiceMap) -> "MapGraph":
    """A frozen MultiDiGraph: parties are nodes, deliveries are edges from provider to customer.

    Nodes are party ids, edge keys are service ids:
    `graph["warehouse"]["stores"]["warehouse/stock"]` is one delivery. Every attribute is always
    there, None where nobody said; minutes are working time, of the provider's calendar for
    `takes_minutes` and the customer's for `slack_minutes` and `switch_minutes`. Nodes and edges
    stand in the order of the map.

    graph   title, subtitle, owner, language, currency, link, words, date, start, confirm_every,
            calendar, calendars (by name), scenarios and options (by id)
    node    name, group (the section: "teams"), department, owner, contact, about,
            outside_customer (an end user, prospect or distributor), inside, confirmed (a date),
            objectives (a tuple), calendar (None where it is that of the map), feedback, care,
            allow (the name of a finding -> the reason)
    edge    service (its id), name, takes (best, likely and worst), takes_minutes (the likely
            value), not_before (as text), often_late, needs (service ids, or None for everything
            the provider relies on), slack_minutes, standing, agreed (both sides declare it),
            promise and expects (a date, a length from the start, or a rhythm, as text), departs
            (as written), worth (a Decimal), wants, switch_minutes, any_of (which of the customer's
            alternatives it belongs to, counted from 1), feedback, provider_confirmed and
            customer_confirmed (dates), allow (of both sides; the customer's reason counts)

    What is neither text nor a number is as in the map: a Calendar, Estimate, Feedback, Scenario.

    Frozen means that nodes and edges cannot be added or removed; `graph.copy()` can be changed.
    """
    import networkx as nx

    graph: MapGraph = nx.MultiDiGraph(
        title=m.title,
        subtitle=m.subtitle,
        owner=m.owner,
        language=m.language,
        currency=m.currency,
        link=m.link,
        words=m.words,
        date=m.date,
        start=m.start,
        confirm_every=m.confirm_every,
        calendar=m.calendar,
        calendars=m.calendars,
        scenarios=m.scenarios,
        options=m.options,
    )
    for party in m.parties.values():
        said = {key: getattr(party, key) for key in _SAID_OF_A_PARTY}
        said |= {
            "group": party.group.value,
            "outside_customer": party.is_outside_customer,
            "allow": _reasons(party.allow),
        }
        graph.add_node(party.id, **said)
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


COUNTED_AT_MOST = 1000
"""Loops that are listed one by one; of more only the shortest through each link are looked at."""

LISTED_UP_TO = 500
"""Links among parties up to which their loops are listed at all."""

TRIED_AT_MOST = 300
"""Links for each of which a shortest loop is sought where loops are not listed."""


class Loops(NamedTuple):
    """Loops among parties that rely on each other.

    `shortest` is one of the shortest, each party serving the next and the last the first; if that
    is not `proven`, of those that were looked at. `link` is the provider and the customer in most
    of the loops that were `looked_at`: in `broken` of them. If it was not `every` loop, there are
    more.
    """

    shortest: tuple[str, ...]
    link: tuple[str, str]
    broken: int
    looked_at: int
    every: bool
    proven: bool = True


def loops_among(between: Iterable[tuple[str, str]]) -> Loops:
    """The loops among parties each of which reaches all the others, `between` whom there are links.

    A link is a provider and a customer, whatever number of services it stands for. Of several
    equally good answers the one is given that is first by the ids of the parties, so that it does
    not change with the order of the map.
    """
    import networkx as nx

    named = sorted(set(between))
    parties = sorted({party for link in named for party in link})
    place = {party: k for k, party in enumerate(parties)}
    links = [(place[provider], place[customer]) for provider, customer in named]
    graph: nx.DiGraph[int] = nx.DiGraph(links)
    found: list[list[int]] = []
    if len(links) <= LISTED_UP_TO:
        found = list(islice(nx.simple_cycles(graph), COUNTED_AT_MOST + 1))
    every = 0 < len(found) <= COUNTED_AT_MOST
    if not every:
        found = [nx.shortest_path(graph, v, u) for u, v in links[:TRIED_AT_MOST]]
    rounds = sorted({_from_the_first(nodes) for nodes in found}, key=lambda r: (len(r), r))
    counted: dict[tuple[int, int], int] = {}
    for nodes in rounds:
        for link in pairwise((*nodes, nodes[0])):
            counted[link] = counted.get(link, 0) + 1
    u, v = min(counted, key=lambda link: (-counted[link], link))
    return Loops(
        tuple(parties[node] for node in rounds[0]),
        (parties[u], parties[v]),
        counted[u, v],
        len(rounds),
        every,
        every or len(links) <= TRIED_AT_MOST,
    )


def _from_the_first(nodes: Sequence[int]) -> tuple[int, ...]:
    """A loop, turned so that it begins with the node that stands first."""
    start = nodes.index(min(nodes))
    return (*nodes[start:], *nodes[:start])


def _delivery(m: ServiceMap, reliance: Reliance) -> dict[str, object]:
    service = m.services[reliance.service]
    by_customer = m.calendar_of(reliance.customer).minutes
    takes, slack, switch = service.takes, reliance.slack, reliance.switch
    said, wanted = reliance.provider_says, reliance.customer_says
    return {
        "service": service.id,
        "name": service.name,
        "takes": takes,
        "not_before": None if service.not_before is None else str(service.not_before),
        "often_late": service.often_late,
        "takes_minutes": takes and m.calendar_of(service.provider).minutes(takes.likely),
        "needs": service.needs,
        "slack_minutes": slack and by_customer(slack),
        "standing": reliance.standing,
        "agreed": reliance.agreed,
        "promise": None if reliance.promise is None else str(reliance.promise),
        "expects": None if reliance.expects is None else str(reliance.expects),
        "departs": reliance.departs and reliance.departs.text,
        "worth": said and said.worth,
        "wants": wanted and wanted.wants,
        "switch_minutes": switch and by_customer(switch),
        "feedback": wanted and wanted.feedback,
        "provider_confirmed": said and said.confirmed,
        "customer_confirmed": wanted and wanted.confirmed,
        "allow": _reasons((*(said.allow if said else ()), *(wanted.allow if wanted else ()))),
    }


def _reasons(allowed: Iterable[Allow]) -> dict[str, str]:
    """The name of each finding that people live with -> why."""
    return {one.rule: one.reason for one in allowed}


def _alternatives(m: ServiceMap) -> dict[tuple[str, str], int]:
    """Customer and service -> the number of the customer's `any_of` that it stands under."""
    counted: dict[str, int] = {}
    group_of = {}
    for alternatives in m.alternatives:
        number = counted[alternatives.customer] = counted.get(alternatives.customer, 0) + 1
        for service in alternatives.services:
            group_of[alternatives.customer, service] = number
    return group_of
