"""A key of the format lands, or is refused.

Each key of the declarations is tried, not looked up in tables of ours: a map is read with it and
without (or with another value, where it is required), and what each door says must differ: the
records, the comparison, the graph, the JSON and the print of commands other than `diff`. What does
not is on a list here with the reason; what is on a list and lands all the same fails as well. No
key is mute for long: what stands under `print` counts in no answer yet, and nobody prints it where
somebody acts on it.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from copy import deepcopy
from datetime import date
from functools import cache
from typing import Any

import pytest
import yaml

from servicemap.agreeing import agreements
from servicemap.cards import show
from servicemap.caring.contacts import contacts
from servicemap.caring.report import care
from servicemap.checking import check
from servicemap.comparing import compare
from servicemap.comparing.differences import diff
from servicemap.comparing.shelves import shelf_of_one
from servicemap.graph import to_networkx
from servicemap.importing.record_files import record_of
from servicemap.importing.track_records import read_record
from servicemap.loading import read_text
from servicemap.loading.format.declarations import ANY_OF, ENTRIES
from servicemap.loading.format.kinds import DeclaredKey
from servicemap.locations import Location
from servicemap.model import Group, ServiceMap
from servicemap.posters.poster import draw
from servicemap.reporting.json import agreements as agreements_json
from servicemap.reporting.json import cards as cards_json
from servicemap.reporting.json import care as care_json
from servicemap.reporting.json import contacts as contacts_json
from servicemap.reporting.json import differences as differences_json
from servicemap.reporting.json import promises as promises_json
from servicemap.reporting.json import tolerances as tolerances_data
from servicemap.reporting.json import traces as traces_json
from servicemap.reporting.terminal import Ink
from servicemap.reporting.text import agreements as told_agreements
from servicemap.reporting.text import cards as told_cards
from servicemap.reporting.text import care as told_care
from servicemap.reporting.text import contacts as told_contacts
from servicemap.reporting.text import history as told_history
from servicemap.reporting.text import promises as told_promises
from servicemap.reporting.text import rounds as told_rounds
from servicemap.reporting.text import tolerances as told_tolerances
from servicemap.reporting.text import traces as told_traces
from servicemap.rounds.history import history_of
from servicemap.rounds.reviewing import review
from servicemap.timing.answers.delays import trace
from servicemap.timing.answers.promises import promises
from servicemap.timing.answers.tolerances import tolerance

TODAY = date(2027, 6, 1)

BASE: dict[str, Any] = {
    "map": {
        "title": "Toys",
        "confirm_every": "30d",
        "start": "2027-02-01",
        "calendars": {"round-the-clock": {"workdays": "Mon-Sun", "hours": "00:00-24:00"}},
    },
    "teams": {
        "Purchasing": {
            "objectives": [
                {"say": "On time", "keep": "Price list", "at_least": "90%"},
            ],
            "serves": [
                {"customer": "Toy factory", "service": "Orders", "takes": "1d"},
                {
                    "customer": ["Stores", "IT"],
                    "service": "Price list",
                    "takes": "1d",
                    "needs": [],
                },
            ],
        },
        "Warehouse": {
            "serves": [
                {
                    "customer": "Stores",
                    "service": "Stock for the shelves",
                    "takes": {"best": "1d", "likely": "2d", "worst": "3d"},
                    "needs": ["Toy factory/Finished toys"],
                    "often_late": {"chance": "10%", "typical": "1d", "worst": "4d"},
                    "promise": "2027-02-22",
                    "confirmed": "2027-04-01",
                },
            ],
            "relies_on": [
                {"provider": "IT", "service": "Scanners"},
                {"provider": "Toy factory", "service": "Finished toys", "slack": "4d"},
            ],
        },
        "IT": {"serves": [{"customer": "Stores", "service": "Tills", "takes": "1d"}]},
        "Stores": {
            "objectives": [
                {"say": "No surprises", "score": "Shoppers", "at_least": 7},
            ],
            "serves": [
                {"customer": "Shoppers", "service": "Toys", "takes": "4h", "worth": 900},
            ],
            "relies_on": [
                {
                    "provider": "Warehouse",
                    "service": "Stock for the shelves",
                    "feedback": {"score": 4},
                },
                {
                    ANY_OF: [
                        {"provider": "Purchasing", "service": "Price list"},
                        {"provider": "IT", "service": "Tills"},
                    ]
                },
            ],
        },
    },
    "suppliers": {
        "Toy factory": {
            "serves": [
                {
                    "customer": "Warehouse",
                    "service": "Finished toys",
                    "takes": "1d",
                }
            ]
        }
    },
    "end_users": {
        "Shoppers": {
            "feedback": {"score": 5},
            "care": {"listen": "At the till"},
        }
    },
    "actions": {"Ask more": {"for": "IT"}},
    "scenarios": {"Strike": {"late": {"Warehouse": "30d"}}},
    "options": {
        "Lorry": {"helps": "Warehouse/Stock for the shelves", "saves": "1d", "cost": 10},
        "Second van": {"helps": "Warehouse/Stock for the shelves", "saves": "1d", "cost": 10},
        "Third van": {
            "helps": "Warehouse/Stock for the shelves",
            "departs": "Fri 9:00",
            "cost": 10,
        },
        "Overtime": {"helps": "Warehouse", "calendar": {"workdays": "Mon-Sun"}, "cost": 10},
        "Another factory": {
            "helps": "Toy factory/Finished toys",
            "instead": {"provider": "Toys Ltd", "takes": "3d"},
            "cost": 10,
        },
    },
}

DELIVERED = b"""\
Service,Customer,Delivered,Due
Price list,Stores,2027-03-01,2027-03-01
Price list,IT,2027-03-02,2027-03-01
Orders,Toy factory,2027-03-02,2027-03-01
"""

_STOCK = ("teams", "Warehouse", "serves", 0)
_WANTED = ("teams", "Stores", "relies_on", 0)
AT: dict[str, tuple[str | int, ...]] = {
    "map": ("map",),
    "party": ("end_users", "Shoppers"),
    "serves": _STOCK,
    "relies_on": _WANTED,
    "feedback": ("end_users", "Shoppers", "feedback"),
    "objective": ("teams", "Purchasing", "objectives", 0),
    "care": ("end_users", "Shoppers", "care"),
    "often_late": (*_STOCK, "often_late"),
    "takes": (*_STOCK, "takes"),
    "calendar": ("map", "calendar"),
    "action": ("actions", "Ask more"),
    "scenario": ("scenarios", "Strike"),
    "option": ("options", "Lorry"),
    "instead": ("options", "Another factory", "instead"),
}
"""Where each entry stands in BASE."""

ELSEWHERE: dict[tuple[str, str], tuple[str | int, ...]] = {
    ("party", "relies_on"): ("end_users", "Shoppers"),
    ("party", "allow"): ("teams", "IT"),
    ("objective", "score"): ("teams", "Stores", "objectives", 0),
    ("option", "calendar"): ("options", "Overtime"),
    ("option", "takes"): ("options", "Third van"),
    ("option", "to"): ("options", "Third van"),
    ("option", "instead"): ("options", "Another factory"),
    ("serves", "worth"): ("teams", "Stores", "serves", 0),
    ("relies_on", "switch"): ("teams", "Stores", "relies_on", 1, ANY_OF, 1),
}
"""Keys that mean something only there."""

VALUES: dict[tuple[str, str], Any] = {
    ("party", "serves"): {"Stores": "Returns"},
    ("party", "relies_on"): {"IT": "Web shop"},
    ("party", "allow"): {"no-owner": "New"},
    ("serves", "customer"): "IT",
    ("serves", "service"): "Goods",
    ("serves", "needs"): [],
    ("serves", "allow"): {"stale-entry": "Asked in May"},
    ("serves", "promise"): "2027-02-26",
    ("relies_on", "provider"): "IT",
    ("relies_on", "service"): "Goods",
    ("relies_on", "allow"): {"stale-entry": "Asked in May"},
    ("objective", "keep"): "Orders",
    ("takes", "best"): "4h",
    ("takes", "likely"): "1d 4h",
    ("takes", "worst"): "5d",
    ("map", "title"): "Games",
    ("map", "language"): "de",
    ("map", "start"): "2027-02-02",
    ("map", "confirm_every"): "400d",
    ("map", "calendars"): {"shift": {"workdays": "Mon"}},
    ("map", "words"): {"teams": "Crews"},
    ("calendar", "workdays"): "Mon-Sat",
    ("calendar", "hours"): "08:00-12:00",
    ("calendar", "holidays"): ["2027-02-02"],
    ("calendar", "day"): "6h",
}
"""Values other than the example, where BASE has that already or it names somebody else."""


def at(m: Any, way: tuple[str | int, ...]) -> Any:
    for step in way:
        m = m[step] if isinstance(step, int) else m.setdefault(step, {})
    return m


@cache
def read(entry: str = "", key: str = "") -> ServiceMap:
    """BASE, with a key changed."""
    said = deepcopy(BASE)
    if entry:
        (said_as,) = [of for of in ENTRIES if of.name == entry]
        (example,) = [one.example for one in said_as.keys if one.name == key]
        value = VALUES.get((entry, key), yaml.safe_load(example))
        at(said, ELSEWHERE.get((entry, key), AT[entry]))[key] = value
    loaded = read_text(json.dumps(said, default=str))
    assert [f.message for f in loaded.findings if f.malforms] == []
    return loaded.map


def bare(value: Any) -> Any:
    """A record without places."""
    if isinstance(value, Location):
        return None
    if hasattr(value, "_fields"):
        return [bare(getattr(value, name)) for name in value._fields if name != "places"]
    if isinstance(value, Mapping):
        return {key: bare(one) for key, one in value.items()}
    return [bare(one) for one in value] if isinstance(value, tuple | list) else value


def by_graph(m: ServiceMap) -> object:
    graph = to_networkx(m)
    return graph.graph, list(graph.nodes(data=True)), list(graph.edges(keys=True, data=True))


def findings(m: ServiceMap) -> list[tuple[object, ...]]:
    return [
        (one.code, one.message, one.hint, one.allowed) for one in check(m, today=TODAY).findings
    ]


def traces(m: ServiceMap) -> Iterator[Any]:
    yield trace(m, {"warehouse": "2d"})
    yield trace(m, scenario="Strike")


def by_json(m: ServiceMap) -> list[object]:
    return [
        findings(m),
        agreements_json.as_json(agreements(m, today=TODAY)),
        [cards_json.as_json(show(m, party)) for party in m.parties],
        promises_json.as_json(promises(m)),
        care_json.as_json(care(m, today=TODAY)),
        contacts_json.as_json(contacts(m)),
        *(traces_json.as_json(one) for one in traces(m)),
        tolerances_data.as_json(tolerance(m)),
        differences_json.as_json(shelf_of_one(diff(read(), m))),
    ]


def by_print(m: ServiceMap) -> Iterator[object]:
    """What takes longest comes last."""
    ink = Ink()
    yield findings(m)
    yield told_agreements.as_text(agreements(m, today=TODAY), ink)
    yield [told_cards.as_text(show(m, party), ink) for party in m.parties]
    yield told_promises.as_text(promises(m), ink)
    yield from (told_traces.as_text(one, ink) for one in traces(m))
    yield told_traces.as_text(trace(m, scenario="Strike"), ink)
    yield told_tolerances.as_text(tolerance(m), ink)
    yield told_care.as_text(care(m, today=TODAY), ink)
    yield told_contacts.as_text(contacts(m), ink)
    yield told_history.as_text(history_of(m, (), record_of(m)), ink)
    delivered = read_record(DELIVERED, m, "deliveries.csv")
    yield [
        told_rounds.review_as_text(review(m, party.id, delivered, today=TODAY), ink)
        for party in m.parties.values()
        if party.group is Group.TEAMS
    ]
    yield draw(m)._replace(words=())
    yield draw(m, scenario="Strike")._replace(words=())


MONEY = "what money could do about delays: the command of options will reckon with it"
ODDS = "how likely delays are: odds will reckon with it"
OUTAGE = "what breaks while somebody cannot work: exposure will reckon with it"

NOT_LANDING: dict[str, dict[tuple[str, str], str]] = {
    "record": {},
    "comparing": {},
    "graph": {},
    "JSON": {},
    "print": {
        ("map", "calendars"): "says nothing by itself: a party that works by one does",
        ("calendar", "timezone"): "decides only where summer time begins or ends on the way",
        ("takes", "best"): ODDS,
        **{("often_late", key): ODDS for key in ("chance", "typical", "worst")},
        ("serves", "often_late"): ODDS,
        **{
            ("option", key): MONEY
            for key in (
                *("title", "helps", "saves", "takes", "departs", "calendar", "slack"),
                *("not_before", "instead", "to", "cost", "excludes"),
            )
        },
        **{("instead", key): MONEY for key in ("provider", "takes", "switch")},
        ("party", "recovers"): OUTAGE,
        ("serves", "recovers"): OUTAGE,
    },
}
"""Door -> the keys of which it says nothing, and why."""

DOORS: dict[str, Callable[[ServiceMap], Iterable[object]]] = {
    "record": lambda m: [bare(m)],
    "comparing": lambda m: [compare(read(), m)],
    "graph": lambda m: [by_graph(m)],
    "JSON": by_json,
    "print": by_print,
}

KEYS = [(entry.name, key) for entry in ENTRIES for key in entry.keys]


@cache
def before(door: str) -> list[object]:
    return [*DOORS[door](read())]


@pytest.mark.usefixtures("hurried")
@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize(
    ("entry", "key"), [pytest.param(entry, key, id=f"{entry}.{key.name}") for entry, key in KEYS]
)
def test_a_key_lands(entry: str, key: DeclaredKey, door: str) -> None:
    said = zip(DOORS[door](read(entry, key.name)), before(door), strict=True)
    differs = any(now != then for now, then in said)
    reason = NOT_LANDING[door].get((entry, key.name))
    assert differs or reason, f"{entry}.{key.name}: {door} says nothing of it"
    assert not (differs and reason), f"{entry}.{key.name} lands: take it off the list"


def test_the_lists_name_keys_of_the_format() -> None:
    known = {(entry, key.name) for entry, key in KEYS}
    assert {key for list_ in NOT_LANDING.values() for key in list_} <= known
