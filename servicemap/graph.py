"""The map as a NetworkX graph, for loops, paths, export and everybody's own questions.

The only door to networkx. Rules and timing read the plain index, so that a healthy small map is
called healthy without paying for this.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import islice, pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from servicemap.calendars import Calendar
from servicemap.dates import WEEKDAYS, from_to
from servicemap.durations import Duration
from servicemap.feedback import Care, Feedback, newest
from servicemap.model import (
    Allow,
    CustomerSays,
    Departures,
    Moment,
    Objective,
    Party,
    ProviderSays,
    Reliance,
    Service,
    ServiceMap,
    key_of,
)

if TYPE_CHECKING:
    import networkx as nx

    MapGraph = nx.MultiDiGraph[str]


_WHERE = {"location", "places"}
"""What a record knows of the file that it comes from."""

_SAID_OF_A_MAP = tuple(
    key
    for key in ServiceMap._fields
    if key
    not in {
        "path",
        "parties",
        "services",
        "reliances",
        "unsaid",
        "alternatives",
        "reading",
        *_WHERE,
    }
)
_SAID_OF_A_PARTY = tuple(key for key in Party._fields if key not in {"id", *_WHERE})
_SAID_OF_A_SERVICE = tuple(key for key in Service._fields if key not in {"id", "provider", *_WHERE})
_SAID_BY_A_PROVIDER, _SAID_BY_A_CUSTOMER = (
    tuple(key for key in side._fields if key not in {"service_name", *_WHERE})
    for side in (ProviderSays, CustomerSays)
)


def to_networkx(m: ServiceMap) -> "MapGraph":
    """A frozen MultiDiGraph: parties are nodes, deliveries are edges from provider to customer.

    Nodes are party ids, edge keys are service ids:
    `graph["warehouse"]["stores"]["warehouse/stock"]` is one delivery. Every attribute is a text, a
    number, or a yes or no, so that the graph can be written as GraphML and as JSON; what nobody
    said is not there. Minutes are working time, of the provider's calendar for `takes_...` and
    `often_late_...`, of the party's own for `recovers_minutes`, and the customer's for
    `slack_minutes`, `switch_minutes` and `noticed_after_minutes`. Dates, rhythms and lengths
    are texts as a map writes them, and `[]` marks what is a list or a record: a text in JSON. Nodes
    and edges stand in the order of the map.

    graph   title, subtitle, owner, language, currency, link, words [], date, start, confirm_every,
            record, calendar [], calendars [] (by name), actions [], scenarios [] and options []
            (by id)
    node    name, group (the section: "teams"), department, owner, contact, about,
            outside_customer (an end user, prospect or distributor), inside, confirmed (a date),
            objectives [] (a sentence is a text, what is measured has keys), calendar [] (where it
            is not that of the map), recovers_minutes, feedback_score, feedback_rung,
            feedback_asked, feedback_kind, feedback_from, feedback_says, feedback_done (what it said
            last), all_feedback [] (what it ever said), care_listen, care_every, care_last_asked,
            care_recovery [], care_complaints [], allow [] (the name of a finding -> the reason)
    edge    service (its id), name, takes (the likely length), takes_best_minutes, takes_minutes
            (the likely ones), takes_worst_minutes, not_before, recovers_minutes, often_late_chance,
            often_late_typical_minutes, often_late_worst_minutes, needs [] (service ids; not there
            where it is everything that the provider relies on), slack_minutes, standing, agreed
            (both sides declare it), promise and expects (a date, a length from the start, or a
            rhythm), departs, worth, wants, noticed_after_minutes (the shorter of what the sides
            say), others [] (by name), provider_channel and customer_channel, provider_quality []
            and customer_quality [], switch_minutes, any_of (which of the customer's alternatives it
            belongs to, counted from 1), feedback_score and the rest of it, provider_confirmed and
            customer_confirmed, allow [] (of both sides; the customer's reason counts)

    Frozen means that nodes and edges cannot be added or removed; `graph.copy()` can be changed.
    """
    import networkx as nx

    graph: MapGraph = nx.MultiDiGraph()
    graph.graph |= _plain(**{key: getattr(m, key) or None for key in _SAID_OF_A_MAP})
    for party in m.parties.values():
        said: dict[str, Any] = {}
        for key in _SAID_OF_A_PARTY:
            said[key] = getattr(party, key) or None
        graph.add_node(
            party.id,
            **_plain(
                **said
                | {
                    "group": party.group,
                    "outside_customer": party.is_outside_customer,
                    "inside": party.inside,
                    "objectives": [_objective(one) for one in party.objectives] or None,
                    "recovers": None,
                    "recovers_minutes": party.recovers
                    and m.calendar_of(party.id).minutes(party.recovers),
                    **_feedback(party.feedback),
                    "care": None,
                    **_each("care", party.care),
                    "allow": _reasons(party.allow) or None,
                }
            ),
        )
    group_of = _alternatives(m)
    for reliance in m.reliances:
        any_of = group_of.get((reliance.customer, reliance.service))
        graph.add_edge(
            reliance.provider,
            reliance.customer,
            key=reliance.service,
            **_plain(**_delivery(m, reliance), any_of=any_of),
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
    """What is said of a delivery: by each key, but for what says more when it is said otherwise."""
    service = m.services[reliance.service]
    by_customer = m.calendar_of(reliance.customer).minutes
    by_provider = m.calendar_of(service.provider).minutes
    takes, late = service.takes, service.often_late
    slack, switch = reliance.slack, reliance.switch
    said, wanted = reliance.provider_says, reliance.customer_says
    noticed = m.noticed_after(reliance)
    otherwise: dict[str, dict[str, object]] = {
        "takes": {
            "takes": takes and takes.likely,
            "takes_best_minutes": takes and by_provider(takes.best),
            "takes_minutes": takes and by_provider(takes.likely),
            "takes_worst_minutes": takes and by_provider(takes.worst),
        },
        "often_late": {
            "often_late_chance": late and late.chance,
            "often_late_typical_minutes": late and by_provider(late.typical),
            "often_late_worst_minutes": late and by_provider(late.worst),
        },
        "slack": {"slack_minutes": slack and by_customer(slack)},
        "switch": {"switch_minutes": switch and by_customer(switch)},
        "standing": {"standing": reliance.standing},
        "feedback": _feedback(wanted.feedback if wanted else ()),
        "recovers": {"recovers_minutes": service.recovers and by_provider(service.recovers)},
        "noticed_after": {"noticed_after_minutes": noticed and by_customer(noticed)},
        "departs": {"departs": reliance.departs and reliance.departs.text},
        **{
            key: {
                f"provider_{key}": getattr(said, key, None) or None,
                f"customer_{key}": getattr(wanted, key, None) or None,
            }
            for key in ("confirmed", "channel", "quality")
        },
        "others": {"others": said and (said.others or None)},
        "allow": {
            "allow": _reasons((*(said.allow if said else ()), *(wanted.allow if wanted else ())))
            or None
        },
    }
    found: dict[str, object] = {"service": service.id, "agreed": reliance.agreed}
    for record, keys in (
        (service, _SAID_OF_A_SERVICE),
        (said, _SAID_BY_A_PROVIDER),
        (wanted, _SAID_BY_A_CUSTOMER),
    ):
        for key in keys:
            found |= otherwise[key] if key in otherwise else {key: getattr(record, key, None)}
    return found


def _each(what: str, record: Feedback | Care | None) -> dict[str, object]:
    """Each thing that a record says, as an attribute of its own: `feedback_score`."""
    said = {} if record is None else record._asdict()
    return {
        f"{what}_{key_of(field)}": one
        for field, one in said.items()
        if field not in _WHERE and one != {}
    }


def _feedback(said: tuple[Feedback, ...]) -> dict[str, object]:
    """The newest, each thing that it says being an attribute of its own; and all of it."""
    return {"feedback": None, **_each("feedback", newest(said)), "all_feedback": said or None}


def _objective(one: Objective) -> object:
    """An objective as a map writes it: a sentence, or what is measured."""
    return one if one.at_least is not None else one.say


def _plain(**values: object) -> dict[str, str | int | float | bool]:
    """What is said, as texts and numbers; what is more than one of them is a text in JSON."""
    import json

    found = {}
    for key, value in values.items():
        data = as_data(value)
        if data is not None:
            several = isinstance(data, dict | list)
            found[key] = json.dumps(data, ensure_ascii=False) if several else data
    return found


def as_data(value: Any) -> Any:
    """A value of a map as JSON has it; of a record what it says, but not where."""
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, str | date | Duration | Moment | Departures):
        return str(value)
    if isinstance(value, Calendar):
        hours = [from_to(start, end) for start, end in value.hours]
        days = [WEEKDAYS[day] for day in value.workdays]
        return as_data({**value._asdict(), "workdays": days, "hours": hours})
    if hasattr(value, "_asdict"):
        said = {key_of(field): one for field, one in value._asdict().items() if field not in _WHERE}
        return as_data({key: one for key, one in said.items() if one not in ((), {})})
    if isinstance(value, Mapping):
        return {key: as_data(one) for key, one in value.items() if one is not None}
    return [as_data(one) for one in value]


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
