"""What became of a map: of its scores, promises, agreements and findings, from point to point.

Points are revisions that git keeps and the map as it lies there now. What customers said and what
was delivered has days of its own. Nothing here says what came of what.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from operator import itemgetter
from typing import NamedTuple

from servicemap.caring.hearing import said_of_each
from servicemap.config import DEFAULTS, Settings
from servicemap.feedback import Feedback, Rung, in_time
from servicemap.findings import KINDS
from servicemap.importing.record_files import NoRecord
from servicemap.importing.track_records import TrackRecord
from servicemap.index import compile_index
from servicemap.model import Action, ServiceMap
from servicemap.plurals import several
from servicemap.results import Result
from servicemap.revisions import MovedMap, PastRevision
from servicemap.rounds.history_points import HistoryPoint, PastMap, Points
from servicemap.rounds.keeping import Punctuality
from servicemap.rounds.measured import kept_by_quarter


class HistoryMeasure(StrEnum):
    """What is followed, in the order in which it is told.

    score      of a customer, 0 to 10: the lowest of what it had said of each delivery, and of all
    rung       of a customer, 1 (prospect) to 4 (advocate)
    kept       of what was delivered, the share that came when it was due, 0 to 1, by quarters
    margin     of a promise, minutes of the customer's working time
    tolerance  of a promise, minutes of the working time of the team with least of it
    agreed     of all deliveries, the share that both sides had said alike, 0 to 1
    findings   of a rule, how many
    """

    SCORE = "score"
    RUNG = "rung"
    KEPT = "kept"
    MARGIN = "margin"
    TOLERANCE = "tolerance"
    AGREED = "agreed"
    FINDINGS = "findings"


RUNGS = tuple(Rung)


class HistoryValue(NamedTuple):
    """One figure on one day.

    subject   id of a customer or a service, the code of a rule; empty for all of the map
    customer  of a promise, or a delivery, its id
    value     None where the map left it open, or there was no limit
    most      the same in the best reading of what a map leaves open; else equal to `value`
    of        what a share is made of: deliveries
    day       minutes that make a working day, where it is working time
    revision  the commit it was found in; None for what has days of its own, and for now
    """

    measure: HistoryMeasure
    subject: str
    customer: str | None
    when: date
    value: float | None
    most: float | None = None
    of: int | None = None
    day: int | None = None
    revision: str | None = None


class SeriesKey(NamedTuple):
    """What is followed, of what."""

    measure: HistoryMeasure
    subject: str
    customer: str | None


class HistorySeries(NamedTuple):
    """The figures of one thing, the oldest first; no two of one day."""

    key: SeriesKey
    values: tuple[HistoryValue, ...]

    @property
    def known(self) -> tuple[HistoryValue, ...]:
        """Those that are figures."""
        return tuple(one for one in self.values if one.value is not None)

    @property
    def change(self) -> float:
        """By how much the last differs from the first."""
        known = self.known
        return (known[-1].value or 0) - (known[0].value or 0) if known else 0


class Untold(StrEnum):
    """Why a history has no revisions."""

    NO_FILE = "no_file"
    NO_REPOSITORY = "no_repository"
    NOTHING_COMMITTED = "nothing_committed"
    NO_GIT = "no_git"


@dataclass(frozen=True, eq=False, repr=False, slots=True)
class History(Result[HistoryValue]):
    """What became of a map. Iterating gives each figure, series by series.

    points     the revisions, and the map as it lies there now, the oldest first
    series     what is followed; in each measure that first which changed most
    actions    what was done, in the order of its days
    names      of whatever is followed, as the newest map that has it calls it
    left_out   revisions older than those that were wanted
    shallow    this clone lacks what came before
    moved      where the map lay before
    untold     why there are no revisions
    record     what was delivered, or that nobody says so
    """

    map: ServiceMap
    points: tuple[HistoryPoint, ...]
    series: tuple[HistorySeries, ...]
    actions: tuple[Action, ...]
    names: Mapping[str, str]
    left_out: tuple[PastRevision, ...]
    shallow: bool
    moved: tuple[MovedMap, ...]
    untold: Untold | None
    record: TrackRecord | NoRecord

    @property
    def gaps(self) -> tuple[HistoryPoint, ...]:
        """The points at which the map could not be read."""
        return tuple(point for point in self.points if point.gap is not None)

    @property
    def days(self) -> tuple[date, date] | None:
        """The first and the last day of which anything is known."""
        days = [one.when for one in self] + [point.when for point in self.points]
        return (min(days), max(days)) if days else None

    def of(self, measure: HistoryMeasure) -> tuple[HistorySeries, ...]:
        """What is followed of one kind."""
        return tuple(one for one in self.series if one.key.measure is measure)

    def __iter__(self) -> Iterator[HistoryValue]:
        return (value for one in self.series for value in one.values)

    def __repr__(self) -> str:
        return (
            f"<History of {self.map.title!r}: {several(len(self.points), 'point')} in time,"
            f" {several(len(self.series), 'series', 'series')}>"
        )


class WhatWasKept(NamedTuple):
    """The revisions of a map as they were asked for; as `History` has it."""

    left_out: tuple[PastRevision, ...] = ()
    shallow: bool = False
    moved: tuple[MovedMap, ...] = ()
    untold: Untold | None = None


NOTHING_KEPT = WhatWasKept()


def history_of(
    m: ServiceMap,
    past: Iterable[PastMap],
    record: TrackRecord | NoRecord,
    *,
    kept: WhatWasKept = NOTHING_KEPT,
    since: date | None = None,
    until: date | None = None,
    settings: Settings = DEFAULTS,
) -> History:
    """The history of a map, of what was read of it on other days, the oldest first.

    `m` is the map of today; one of the `past` where it is a point in time as well. Nothing counts
    that was before `since`, or is `until` then yet to come.
    """
    first, last = since or date.min, until or date.max
    points = []
    make, told = Points(settings), _SaidWithDays()
    for one in past:
        point = make.of(one)
        points.append(point)
        if one.map is not None and point.gap is None:
            told.add(one.map, one.when)
    if not points:
        told.add(m, None)
    found: dict[SeriesKey, dict[date, HistoryValue]] = {}
    days = (*told.values(), *_of_record(m, record, until), *_of_points(points))
    for value in days:
        if first <= value.when <= last:
            key = SeriesKey(*value[:3])
            found.setdefault(key, {})[value.when] = value
    series = [
        HistorySeries(key, tuple(values[day] for day in sorted(values)))
        for key, values in found.items()
    ]
    order = [*HistoryMeasure]
    return History(
        m,
        tuple(points),
        tuple(sorted(series, key=lambda one: (order.index(one.key.measure), -abs(one.change)))),
        tuple(sorted(told.actions(first, last), key=lambda one: one.done or date.min)),
        told.names,
        *kept,
        record,
    )


class _SaidWithDays:
    """What the maps say that has days of its own, though a later one may not say it any more."""

    def __init__(self) -> None:
        self.names: dict[str, str] = {}
        self._said: dict[str, dict[tuple[object, ...], tuple[date | None, str, Feedback]]] = {}
        self._known_until: dict[tuple[str, str], date] = {}
        self._actions: dict[str, Action] = {}

    def add(self, m: ServiceMap, when: date | None) -> None:
        """One more map, later than the others; what has no day is of the first that says it."""
        index = compile_index(m)
        for party in m.parties.values():
            self.names[party.id] = party.name
            said = self._said.setdefault(party.id, {})
            for service, heard in said_of_each(index, party):
                self._known_until[party.id, service] = when or date.max
                for one in in_time(heard):
                    said.setdefault((service, *one[:-1]), (one.asked or when, service, one))
        self.names |= {service.id: service.name for service in m.services.values()}
        self._actions |= m.actions

    def values(self) -> Iterator[HistoryValue]:
        """Each rung, and what the score was, on the days on which something was said."""
        for customer, said in self._said.items():
            latest: dict[str, int] = {}
            dated = [(day, service, one) for day, service, one in said.values() if day is not None]
            for day, service, one in sorted(dated, key=itemgetter(0)):
                if one.score is not None:
                    latest[service] = one.score
                    score = min(
                        given
                        for of, given in latest.items()
                        if day <= self._known_until[customer, of] or of == service
                    )
                    yield HistoryValue(HistoryMeasure.SCORE, customer, None, day, score, score)
                if one.rung is not None:
                    rung = RUNGS.index(one.rung) + 1
                    yield HistoryValue(HistoryMeasure.RUNG, customer, None, day, rung, rung)

    def actions(self, first: date, last: date) -> Iterator[Action]:
        """What was done within these days."""
        for action in self._actions.values():
            if action.done is not None and first <= action.done <= last:
                yield action


def _of_record(
    m: ServiceMap, record: TrackRecord | NoRecord, until: date | None
) -> Iterator[HistoryValue]:
    """Of each delivery of the map, how many came when they were due, quarter by quarter."""
    if isinstance(record, NoRecord):
        return
    judged = Punctuality(m, record)
    for one in m.reliances:
        days = judged.days_of(one.service, one.customer)
        for quarter in kept_by_quarter(judged, one.service, one.customer, until=until):
            assert quarter.day is not None, "a quarter has a last day"
            when = min(quarter.day, days[-1], until or date.max)
            yield HistoryValue(
                HistoryMeasure.KEPT,
                one.service,
                one.customer,
                when,
                quarter.value,
                quarter.value,
                quarter.of,
            )


def _of_points(points: Sequence[HistoryPoint]) -> Iterator[HistoryValue]:
    rules: dict[str, None] = {}
    for point in points:
        rules |= dict.fromkeys(point.findings)
    for point in points:
        if point.gap is None:
            yield from _of_promises(point)
            agreed, of = point.agreed
            if of:
                share = agreed / of
                yield HistoryValue(
                    HistoryMeasure.AGREED,
                    "",
                    None,
                    point.when,
                    share,
                    share,
                    of,
                    None,
                    point.revision,
                )
            for code in sorted(rules, key=list(KINDS).index):
                count = point.findings.get(code, 0)
                yield HistoryValue(
                    *(HistoryMeasure.FINDINGS, code, None, point.when, count, count),
                    revision=point.revision,
                )


def _of_promises(point: HistoryPoint) -> Iterator[HistoryValue]:
    for (service, customer), then in point.promises.items():
        if then.margin is None:
            continue  # held to its own plan, from which nothing that it does can differ
        yield HistoryValue(
            *(HistoryMeasure.MARGIN, service, customer, point.when, *then.margin),
            day=then.day,
            revision=point.revision,
        )
        if then.tolerance is not None:
            least, most = then.tolerance.bounds or (None, None)
            yield HistoryValue(
                *(HistoryMeasure.TOLERANCE, service, customer, point.when, least, most),
                day=then.tolerance.day,
                revision=point.revision,
            )
