"""The functions of the library: what is read, checked and asked. `poster` stands where it is drawn.

The rooms that answer are imported when somebody asks, not before. They stand in one file, though it
is longer than 400 lines: half of it is what the page of the library prints, with an example each.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from servicemap.errors import InvalidMap, WrongValue

if TYPE_CHECKING:
    from datetime import date

    from servicemap.agreeing import Agreements
    from servicemap.cards import Card
    from servicemap.caring.contacts import Contacts
    from servicemap.caring.report import CareReport
    from servicemap.comparing.differences import Difference
    from servicemap.durations import Length
    from servicemap.findings import Report
    from servicemap.graph import MapGraph
    from servicemap.loading import Loaded
    from servicemap.model import ServiceMap
    from servicemap.rounds.ask_sheets import AskSheets
    from servicemap.rounds.briefing import Briefing
    from servicemap.rounds.history import History
    from servicemap.rounds.reviewing import Review
    from servicemap.timing.answers.promises import Promises
    from servicemap.timing.answers.tolerances import Tolerances
    from servicemap.timing.answers.traces import Trace


def load(
    path: str | os.PathLike[str], *, revision: str | None = None, max_file: int | None = None
) -> ServiceMap:
    """The map in a YAML file, or in a folder with every `*.yaml` and `*.yml` beneath it.

    With `revision` as it was there: `"main"`, a tag, `"HEAD~1"`, whatever git takes for a commit.
    `max_file` is how many bytes one file may have, 64 MB by default. No settings are read here.
    Raises InvalidMap, which lists every finding with its place, where the map cannot be read as
    meant; UnreadablePath where there is nothing to read; SeveralMaps for a folder of several maps;
    UnreadableRevision; WrongValue.

    >>> import servicemap as sm
    >>> sm.load("maps/harbour-toys").parties["purchasing"].department
    'Back office'
    """
    from servicemap.calls import the_name, the_number, the_path
    from servicemap.loading import MAX_FILE, is_map_file, load_one, load_only, maps_among

    at = the_path(path)
    most = MAX_FILE if max_file is None else the_number(max_file, "max_file")
    if revision is None:
        return _as_meant(load_one(at, max_file=most))
    from servicemap.revisions import files_at

    kept = files_at(the_name(revision, "main"), at, wanted=is_map_file, max_file=most)
    return _as_meant(load_only(maps_among(kept, at, max_file=most), at))


def loads(text: str | bytes, name: str | os.PathLike[str] = "map.yaml") -> ServiceMap:
    r"""The map that a text in YAML says, as if it stood in a file called `name`.

    Raises InvalidMap as `load` does; WrongValue for what is no text.

    >>> import servicemap as sm
    >>> sm.loads("teams: {Bakery: {serves: {Guests: Bread}}}")
    Traceback (most recent call last):
      ...
    servicemap.errors.InvalidMap: this map has mistakes:
    map.yaml:1:27: SM007 Bakery serves 'Guests', which is not in the map
    >>> sm.loads("teams: {Bakery: {serves: {Guests: Bread}}}\nend_users: [Guests]")
    <ServiceMap 'map': 2 parties, 1 service, 1 reliance>
    """
    from servicemap.calls import the_path, the_text
    from servicemap.loading import read_text

    return _as_meant(read_text(the_text(text), the_path(name, "map.yaml")))


def _as_meant(loaded: Loaded) -> ServiceMap:
    """The map, where it can be read as meant; a check of it tells what else is odd."""
    from servicemap.model import Reading

    malformed = tuple(finding for finding in loaded.findings if finding.malforms)
    if malformed:
        raise InvalidMap(malformed)
    return loaded.map._replace(reading=Reading(loaded.sources, loaded.findings))


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
    >>> sm.check(sm.load("maps/sales-event.yaml"), select=["orphan-team", "SM302"])
    <Report of 'Spring sales event': clean: 8 parties, 8 services (2 infos)>
    """
    from servicemap.calls import the_day, the_map, the_names, the_switch, the_words
    from servicemap.checking import check as judge
    from servicemap.config import settings_from

    asked = the_map(m)
    weights = the_words(severity or {}, "severity", '{"orphan-team": "warning"}')
    settings = settings_from(
        {
            "select": the_names(select, "select", "orphan-team"),
            "ignore": the_names(ignore, "ignore", "orphan-team"),
            "severity": [f"{rule}={weight}" for rule, weight in weights.items()],
            "strict": the_switch(strict, "strict"),
        }
    )
    sources, findings = asked.reading
    return judge(asked, findings, sources, today=the_day(today), settings=settings)


def trace(
    m: ServiceMap, late: Mapping[str, Length] | None = None, scenario: str | None = None
) -> Trace:
    """Who outside feels it when teams or services are late, by which chain, and what absorbed it.

    `late` maps names or ids of parties (each of their services) or of services
    (`"Toy factory/Finished toys"`) to how late they are. That is working time of the one who is
    late, as `"2d"` or `Duration(days=2)`; on the clock, nights and weekends included, it is
    `"2d elapsed"`, `Duration(days=2, elapsed=True)` or `timedelta(days=2)`. `scenario` names a
    scenario of the map, and what is `late` comes on top. `trace(...)["shoppers"]` is the promise to
    Shoppers that is hit hardest. Raises UnknownName and WrongValue.

    >>> import servicemap as sm
    >>> late = sm.trace(sm.load("maps/harbour-toys"), late={"purchasing": "3d"})
    >>> late["shoppers"].late  # minutes of the working time of Shoppers
    480
    >>> [hop.service for hop in late["shoppers"].chain][-1]
    'stores/toys-on-the-shelf'
    """
    from servicemap.calls import the_map
    from servicemap.timing.answers.delays import trace as follow

    return follow(the_map(m), late, scenario)


def tolerance(m: ServiceMap, customer: str | None = None, team: str | None = None) -> Tolerances:
    """How late each team and service may be before each promise is broken, nobody else being late.

    `tolerance(m)["purchasing", "shoppers"]` is that of the team to all that Shoppers were promised:
    to whatever of it breaks first. `customer` and `team` limit the question. Raises UnknownName and
    WrongValue.

    >>> import servicemap as sm
    >>> print(sm.tolerance(sm.load("maps/harbour-toys"))["purchasing", "shoppers"])
    2d
    """
    from servicemap.calls import the_map
    from servicemap.timing.answers.tolerances import tolerance as ask

    return ask(the_map(m), customer, team)


def promises(m: ServiceMap) -> Promises:
    """What is promised to whom, when the plan has it done, with how much margin, driven by what.

    `promises(m)["shoppers"]` is the promise to Shoppers that has least margin. Raises WrongValue.

    >>> import servicemap as sm
    >>> counts = sm.promises(sm.load("maps/harbour-toys")).counts
    >>> counts.promises, counts.for_a_set_time, counts.kept
    (9, 8, 8)
    """
    from servicemap.calls import the_map
    from servicemap.timing.answers.promises import promises as ask

    return ask(the_map(m))


def show(m: ServiceMap, team: str, *, today: date | None = None) -> Card:
    """A team's card: who relies on it, whom its work reaches by which chain, how late it may be.

    Any other party has one too. What is overdue of that which answers its customers' words is told
    where `today` is given. Raises UnknownName and WrongValue.

    >>> import servicemap as sm
    >>> sm.show(sm.load("maps/harbour-toys"), "Purchasing")
    <Card of Purchasing: You can be 2 days late; on day 3 Shoppers and Stores notice.>
    """
    from servicemap.calls import the_day, the_map
    from servicemap.cards import show as ask

    return ask(the_map(m), team, today=the_day(today))


def agreements(m: ServiceMap, team: str | None = None, *, today: date | None = None) -> Agreements:
    """What each side of each service says, who owns each side, and what is not agreed.

    What needs talking about comes first. `team` limits it to what one party gets and gives; where
    `today` is given, it is said whose confirmation is too old. Raises UnknownName and WrongValue.

    >>> import servicemap as sm
    >>> sm.agreements(sm.load("maps/harbour-toys"), "Stores")
    <Agreements: 1 unconfirmed, 5 agreed>
    """
    from servicemap.agreeing import agreements as ask
    from servicemap.calls import the_day, the_map

    return ask(the_map(m), team, today=the_day(today))


def care(m: ServiceMap, *, today: date | None = None) -> CareReport:
    """How each customer is heard, what it said, what was done, and where to improve first.

    Employees are customers of each other, and suppliers are customers too. `care(m)["shoppers"]` is
    what is known of one of them. Who has not been heard for too long, and which actions are
    overdue, is found as of `today`, and not without it. Raises WrongValue.

    >>> import servicemap as sm
    >>> heard = sm.care(sm.load("maps/harbour-toys"))["Stores"]
    >>> [voice.feedback.score for voice in heard.voices]
    [6]
    """
    from servicemap.calls import the_day, the_map
    from servicemap.caring.report import care as ask

    return ask(the_map(m), today=the_day(today))


def contacts(m: ServiceMap, team: str | None = None) -> Contacts:
    """Every point of contact: who meets which customer, for what, through which channel, who first.

    Those are all deliveries to somebody who is no team, and those inside for which a channel is
    named. `team` limits it to those of one party. Raises UnknownName and WrongValue.

    >>> import servicemap as sm
    >>> [one.customer for one in sm.contacts(sm.load("maps/harbour-toys"), "Stores")]
    ['shoppers']
    """
    from servicemap.calls import the_map
    from servicemap.caring.contacts import contacts as ask

    return ask(the_map(m), team)


def briefing(
    m: ServiceMap, team: str, *, since: ServiceMap | None = None, today: date | None = None
) -> Briefing:
    """What to talk about when a team next meets its customers and providers, and who should come.

    What is not agreed, promises at risk, what is overdue as of `today`, what each side wants, and
    what changed `since` an earlier version of the map, where one is given. Iterating gives the
    items. Raises UnknownName and WrongValue.

    >>> import servicemap as sm
    >>> agenda = sm.briefing(sm.load("maps/harbour-toys"), "Warehouse")
    >>> [attendee.owner for attendee in agenda.attendees][:2]
    ['Warehouse supervisor', 'Head of Stores']
    """
    from servicemap.calls import the_day, the_map
    from servicemap.rounds.briefing import briefing as ask

    earlier = None if since is None else the_map(since)
    return ask(the_map(m), team, since=earlier, today=the_day(today))


def review(
    m: ServiceMap,
    team: str,
    *,
    since: date | None = None,
    today: date | None = None,
    record: str | os.PathLike[str] | None = None,
    columns: Mapping[str, str] | None = None,
    max_file: int | None = None,
) -> Review:
    """What a team wanted to reach and has reached, what its customers said, what became of it.

    `since` and `today` are the days from which on, and until which, it counts. `record` is a file
    that says what was delivered when, else the one that the map names; `columns` says how a column
    of it is headed, where nobody knows that, as `{"service": "What it was"}` with a `RecordColumn`,
    and `max_file` how many bytes it may have, 64 MB by default. Iterating gives objectives. Raises
    UnknownName, WrongValue, UnreadablePath and UnreadableTable.

    >>> import servicemap as sm
    >>> looked_back = sm.review(sm.load("maps/harbour-toys"), "Warehouse")
    >>> [voice.feedback.score for voice in looked_back.voices]
    [7, 6]
    """
    from servicemap.calls import the_day, the_map, the_number, the_path
    from servicemap.importing.record_files import record_of
    from servicemap.loading import MAX_FILE
    from servicemap.rounds.reviewing import review as ask

    asked = the_map(m)
    delivered = record_of(
        asked,
        None if record is None else the_path(record, "deliveries.csv"),
        columns=_headings(columns),
        max_file=MAX_FILE if max_file is None else the_number(max_file, "max_file"),
    )
    return ask(asked, team, delivered, since=the_day(since), today=the_day(today))


def history(
    m: ServiceMap,
    *,
    since: date | str | None = None,
    last: int | None = None,
    record: str | os.PathLike[str] | None = None,
    columns: Mapping[str, str] | None = None,
    max_file: int | None = None,
    today: date | None = None,
) -> History:
    """What became of a map: scores, promises, agreements and findings from point to point.

    Points are the revisions that git keeps of the path that it was loaded from, the `last` 100 or
    as many as you say, `since` a day or a revision; and, where `today` is given, the map itself.
    `record` is the file of what was delivered, if not the one that the map names; `columns` are its
    headings, as for `review`, and `max_file` is how many bytes it, or a file of the map, may have.
    Raises UnreadableRevision, UnreadablePath and UnreadableTable for what was named and is none,
    UnknownName and WrongValue.

    >>> import servicemap as sm
    >>> history = sm.history(sm.load("maps/harbour-toys"), last=1)
    >>> scores = [one for one in history if one.measure == "score"]
    >>> [one.value for one in scores if one.subject == "shoppers"]
    [7, 9, 8]
    """
    from servicemap.calls import the_day, the_map, the_number, the_path
    from servicemap.config import DEFAULTS
    from servicemap.loading import is_map_file
    from servicemap.rounds.past_maps import LAST, Asked, asked_since, history_asked

    asked = the_map(m)
    most = None if max_file is None else the_number(max_file, "max_file")
    begin = asked_since(since) if isinstance(since, str) else Asked(the_day(since))
    return history_asked(
        asked,
        begin._replace(last=LAST if last is None else the_number(last, "last")),
        lambda _, beneath: is_map_file(beneath),
        record=None if record is None else the_path(record, "deliveries.csv"),
        columns=_headings(columns),
        today=the_day(today),
        settings=DEFAULTS._replace(max_file=most),
    )


def _headings(columns: Mapping[str, str] | None) -> Mapping[str, str]:
    """How columns of a record are headed. Raises WrongValue."""
    from servicemap.calls import the_words

    return the_words(columns or {}, "columns", '{"service": "What it was"}')


def ask(m: ServiceMap, team: str | None = None, *, today: date) -> AskSheets:
    """Whom to ask about what: a sheet for every customer, with what this customer gets.

    `team`: only its customers, about what it serves. `today` is the day on the sheets. Raises
    UnknownName and WrongValue.

    >>> from datetime import date
    >>> import servicemap as sm
    >>> asked = sm.ask(sm.load("maps/harbour-toys"), "Warehouse", today=date(2027, 2, 1))
    >>> [(sheet.customer.name, len(sheet.rows)) for sheet in asked]
    [('Toybox Online', 1), ('Stores', 1)]
    """
    from servicemap.calls import the_day, the_map
    from servicemap.rounds.ask_sheets import ask as sheets

    day = the_day(today)
    if day is None:
        raise WrongValue("a day is wanted, and None is none", "give datetime.date.today()")
    return sheets(the_map(m), team, day=day)


def diff(old: ServiceMap, new: ServiceMap) -> Difference:
    """What changed between two versions, in sentences, and what it does to promises and tolerance.

    `diff(load("maps", revision="main"), load("maps"))` is what a branch does to the map in `maps`.
    Raises WrongValue.

    >>> import servicemap as sm
    >>> toys = sm.load("maps/harbour-toys")
    >>> sm.diff(toys, toys)
    <Difference: 0 changes, 0 broken promises, 0 losers of tolerance>
    """
    from servicemap.calls import the_map
    from servicemap.comparing.differences import diff as compare

    return compare(the_map(old), the_map(new))


def to_networkx(m: ServiceMap) -> MapGraph:
    """The map as a frozen NetworkX graph: parties as nodes, deliveries as edges to the customer.

    Edges are keyed by service id. `servicemap.graph.to_networkx` documents the attributes, which
    are texts and numbers: the graph can be written as GraphML and as JSON. Raises WrongValue.

    >>> import servicemap as sm
    >>> graph = sm.to_networkx(sm.load("maps/harbour-toys"))
    >>> sorted(graph["stores"])
    ['accounts', 'purchasing', 'shoppers']
    """
    from servicemap.calls import the_map
    from servicemap.graph import to_networkx as build

    return build(the_map(m))
