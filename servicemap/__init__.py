"""Who relies on whom, made visible and computable.

>>> import servicemap as sm
>>> event = sm.load("maps/sales-event.yaml")
>>> event
<ServiceMap 'Spring sales event': 8 parties, 8 services, 8 reliances>
>>> sm.check(event)                                             # doctest: +ELLIPSIS
maps/sales-event.yaml:34:3: info SM302 no-tolerance: any delay of Design studio makes ...
clean: 8 parties, 8 services (3 infos)
>>> late = sm.trace(event, late={"accounts": "2d"})
>>> [hop.service for hop in late["top ten accounts"].chain]
['accounts/profit-report', 'sales/top-ten-list', 'event-desk/invitations']
>>> toys = sm.load("maps/harbour-toys")
>>> print(sm.tolerance(toys)["purchasing", "shoppers"])
2d
>>> sm.promises(toys)
<Promises: 9, of which the plan itself breaks 0>
>>> sm.show(toys, "Purchasing")
<Card of Purchasing: You can be 2 days late; on day 3 Shoppers and Stores notice.>

Heavy libraries are imported when a function needs them, not before.
"""

from __future__ import annotations

from servicemap import interrupts

if interrupts.is_the_program():  # before anything else is imported, which takes its time
    interrupts.listen()

import os
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from servicemap.errors import (
    InvalidMap,
    LayoutFailed,
    MissingExtra,
    MissingGlyph,
    ServiceMapError,
    SeveralMaps,
    UnknownName,
    UnreadablePath,
    UnreadableRevision,
    WrongValue,
)
from servicemap.version import __version__

if TYPE_CHECKING:
    from datetime import date

    from servicemap.agreeing import Agreements
    from servicemap.cards import Card
    from servicemap.comparing.differences import Difference
    from servicemap.durations import Duration
    from servicemap.findings import Report
    from servicemap.graph import MapGraph
    from servicemap.model import ServiceMap
    from servicemap.posters.poster import poster
    from servicemap.timing.answers.promises import Promises
    from servicemap.timing.answers.tolerances import Tolerances
    from servicemap.timing.answers.traces import Trace

__all__ = [
    "InvalidMap",
    "LayoutFailed",
    "MissingExtra",
    "MissingGlyph",
    "ServiceMapError",
    "SeveralMaps",
    "UnknownName",
    "UnreadablePath",
    "UnreadableRevision",
    "WrongValue",
    "__version__",
    "agreements",
    "check",
    "diff",
    "load",
    "poster",
    "promises",
    "show",
    "to_networkx",
    "tolerance",
    "trace",
]


def load(
    path: str | os.PathLike[str], *, revision: str | None = None, max_file: int | None = None
) -> ServiceMap:
    """The map in a YAML file, or in a folder with every `*.yaml` and `*.yml` beneath it.

    With `revision` as it was there: `"main"`, a tag, `"HEAD~1"`, whatever git takes for a commit.
    `max_file` is how many bytes one file may have, 64 MB by default. No settings are read here.
    Raises InvalidMap, which lists every finding with its place, where the map cannot be read as
    meant; UnreadablePath where there is nothing to read; SeveralMaps for a folder of several maps;
    UnreadableRevision.
    """
    from servicemap.loading import MAX_FILE, is_map_file, load_one, load_only, maps_among

    most = MAX_FILE if max_file is None else max_file
    if revision is None:
        loaded = load_one(os.fspath(path), max_file=most)
    else:
        from servicemap.revisions import files_at

        kept = files_at(revision, path, wanted=is_map_file, max_file=most)
        loaded = load_only(maps_among(kept, path, max_file=most), path)
    malformed = tuple(finding for finding in loaded.findings if finding.malforms)
    if malformed:
        raise InvalidMap(malformed)
    return loaded.map


def check(
    m: ServiceMap,
    *,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    severity: Mapping[str, str] | None = None,
    strict: bool = False,
    today: date | None = None,
) -> Report:
    """What is wrong with a map: teams that nobody relies on, chains that end nowhere.

    `select` and `ignore` name kinds of findings by name, code, or beginning of a code (`"SM2"`);
    `severity` says how much they matter: `{"orphan-team": "warning"}`, or `"off"`. With `strict`
    infos are warnings. All mean what they do in a settings file; none is read here. What nobody
    has confirmed for too long is found as of `today`, and not without it. Raises WrongValue.

    >>> import servicemap as sm
    >>> sm.check(sm.load("maps/sales-event.yaml"), select=["orphan-team", "SM3"], ignore=["SM302"])
    clean: 8 parties, 8 services
    """
    from servicemap.checking import check as judge
    from servicemap.config import settings_from

    weights = [f"{rule}={weight}" for rule, weight in (severity or {}).items()]
    settings = settings_from(
        {"select": select, "ignore": ignore, "severity": weights, "strict": strict}
    )
    return judge(m, today=today, settings=settings)


def trace(
    m: ServiceMap, late: Mapping[str, str | Duration] | None = None, scenario: str | None = None
) -> Trace:
    """Who outside feels it when teams or services are late, by which chain, and what absorbed it.

    `late` maps names or ids of parties (each of their services) or of services
    (`"Toy factory/Finished toys"`) to lengths of time such as `"2d"`; `scenario` names a scenario
    of the map, and what is `late` comes on top. `trace(...)["shoppers"]` is the promise to Shoppers
    that is hit hardest. Raises UnknownName and WrongValue.
    """
    from servicemap.timing.answers.delays import trace as follow

    return follow(m, late, scenario)


def tolerance(m: ServiceMap, customer: str | None = None, team: str | None = None) -> Tolerances:
    """How late each team and service may be before each promise is broken, nobody else being late.

    `tolerance(m)["purchasing", "shoppers"]` is the least of that team to anything that Shoppers
    get. `customer` and `team` limit the question. Raises UnknownName.
    """
    from servicemap.timing.answers.tolerances import tolerance as ask

    return ask(m, customer, team)


def promises(m: ServiceMap) -> Promises:
    """What is promised to whom, when the plan has it done, with how much margin, driven by what.

    `promises(m)["shoppers"]` is the promise to Shoppers that has least margin.
    """
    from servicemap.timing.answers.promises import promises as ask

    return ask(m)


def show(m: ServiceMap, team: str) -> Card:
    """A team's card: who relies on it, whom its work reaches by which chain, how late it may be.

    Any other party has one too. Raises UnknownName.
    """
    from servicemap.cards import show as ask

    return ask(m, team)


def agreements(m: ServiceMap, team: str | None = None, *, today: date | None = None) -> Agreements:
    """What each side of each service says, who owns each side, and what is not agreed.

    What needs talking about comes first. `team` limits it to what one party gets and gives; where
    `today` is given, it is said whose confirmation is too old. Raises UnknownName.
    """
    from servicemap.agreeing import agreements as ask

    return ask(m, team, today=today)


def diff(old: ServiceMap, new: ServiceMap) -> Difference:
    """What changed between two versions, in sentences, and what it does to promises and tolerance.

    `diff(load("maps", revision="main"), load("maps"))` is what a branch does to the map in `maps`.
    """
    from servicemap.comparing.differences import diff as compare

    return compare(old, new)


def to_networkx(m: ServiceMap) -> MapGraph:
    """The map as a frozen NetworkX graph: parties as nodes, deliveries as edges to the customer.

    Edges are keyed by service id. `servicemap.graph.to_networkx` documents the attributes.
    """
    from servicemap.graph import to_networkx as build

    return build(m)


def __getattr__(name: str) -> object:
    """`poster`, whose many choices are declared once, where posters are drawn."""
    if name == "poster":
        from servicemap.posters.poster import poster as draw

        return draw
    raise AttributeError(f"module 'servicemap' has no attribute '{name}'")
