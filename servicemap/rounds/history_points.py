"""One point in the time of a map: what `promises`, `tolerance`, `agreements`, `check` and `care`
say of it as of that day.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from servicemap.agreeing import AgreementState, agreements
from servicemap.bounds import Bounds, Fate
from servicemap.caring.hearing import voices
from servicemap.caring.report import heard
from servicemap.checking import check
from servicemap.config import DEFAULTS, Settings
from servicemap.errors import ServiceMapError
from servicemap.feedback import Rung
from servicemap.findings import Finding
from servicemap.frozen import Frozen
from servicemap.index import Index, compile_index
from servicemap.model import EMPTY, Promised, ServiceMap
from servicemap.timing.answers.timed import TimedMap
from servicemap.timing.answers.tolerances import columns_of_teams, tightest_of, tolerance_of
from servicemap.troubles import Trouble


class CustomerThen(NamedTuple):
    """The newest score that a customer had given, and its rung."""

    score: int | None
    rung: Rung | None


class ToleranceThen(NamedTuple):
    """How late the team may be of whose lateness a promise can bear least; None: without limit.

    In working time of that team, `day` minutes of which are a day.
    """

    team: str
    bounds: Bounds | None
    day: int


class PromiseThen(NamedTuple):
    """What the plan said of a promise: its margin, in working time of the customer, `day` minutes
    of which are a day; None where nobody had promised a moment.
    """

    margin: Bounds | None
    fate: Fate
    day: int
    tolerance: ToleranceThen | None


class AgreedShare(NamedTuple):
    """How many deliveries both sides had said alike."""

    agreed: int
    deliveries: int


NO_PROMISES: Mapping[Promised, PromiseThen] = Frozen({})


class HistoryPoint(NamedTuple):
    """A map as of a day; `revision` is its commit, None for the map as it lies there now.

    With a `gap` it could not be read, and says why; nothing else is known then. `findings` counts
    those that somebody should look at, by code: neither allowed nor left out by the settings.
    """

    when: date
    revision: str | None = None
    gap: Trouble | None = None
    customers: Mapping[str, CustomerThen] = EMPTY
    promises: Mapping[Promised, PromiseThen] = NO_PROMISES
    agreed: AgreedShare = AgreedShare(0, 0)
    findings: Mapping[str, int] = EMPTY


class PastMap(NamedTuple):
    """What was read of a map as of a day: the map and what was odd in it, or why there is none."""

    when: date
    revision: str | None
    map: ServiceMap | None = None
    findings: Sequence[Finding] = ()
    gap: Trouble | None = None


class Points:
    """Makes point after point; what is the same at two of them in a row is found once."""

    def __init__(self, settings: Settings = DEFAULTS) -> None:
        self._settings = settings
        self._timing: tuple[object, ...] = ()
        self._promises: Mapping[Promised, PromiseThen] = NO_PROMISES

    def of(self, past: PastMap) -> HistoryPoint:
        """What the commands say of a map as of its day. One that tells them nothing is a gap."""
        m = past.map
        if m is None:
            return HistoryPoint(past.when, past.revision, past.gap)
        try:
            return self._point(m, past)
        except ServiceMapError as error:  # days off that nobody here knows, and the like
            return HistoryPoint(past.when, past.revision, Trouble(error.message, error.hint))

    def _point(self, m: ServiceMap, past: PastMap) -> HistoryPoint:
        index, today = compile_index(m), past.when
        # One answer after the other, each let go of: no two of them need be in memory.
        return HistoryPoint(
            past.when,
            past.revision,
            None,
            _customers(m, index, today),
            self._promises_of(m, index),
            _agreed(m, today),
            self._counted(m, index, past),
        )

    def _counted(self, m: ServiceMap, index: Index, past: PastMap) -> dict[str, int]:
        report = check(m, past.findings, index=index, today=past.when, settings=self._settings)
        return Counter(finding.code for finding in report.findings if finding.counts)

    def _promises_of(self, m: ServiceMap, index: Index) -> Mapping[Promised, PromiseThen]:
        """The promises of a map: those of the one before, where nothing that times them differs."""
        timing = _timing_of(m)
        if timing != self._timing:
            self._promises = _promises(m, TimedMap(m, index))
            self._timing = timing
        return self._promises


def _customers(m: ServiceMap, index: Index, today: date) -> dict[str, CustomerThen]:
    return {
        one.party.id: CustomerThen(one.score, one.rung)
        for one in heard(m, index, voices(m, index, today), today)
        if one.score is not None or one.rung is not None
    }


def _agreed(m: ServiceMap, today: date) -> AgreedShare:
    found = agreements(m, today=today)
    return AgreedShare(found.counts[AgreementState.AGREED], len(found))


def _timing_of(m: ServiceMap) -> tuple[object, ...]:
    """All of a map on which promises and tolerances hang: what customers say is none of it."""
    return (
        m.start,
        m.calendar,
        {party.id: (party.group, party.calendar) for party in m.parties.values()},
        {one.id: one._replace(location=None, places=None) for one in m.services.values()},  # type: ignore[arg-type] # two alike, wherever they stand
        [
            (
                one.customer,
                one.service,
                one.promise,
                one.slack,
                one.departs,
                one.standing,
                one.switch,
            )
            for one in m.reliances
        ],
        [(one.customer, one.provider, one.service) for one in m.unsaid],
        [(one.customer, one.services) for one in m.alternatives],
    )


def _promises(m: ServiceMap, timed: TimedMap) -> dict[Promised, PromiseThen]:
    least = dict(_least_tolerances(m, timed)) if m.has_times else {}
    return {
        key: PromiseThen(
            planned.margin_bounds if planned.stated else None,
            planned.fate,
            m.calendar_of(key.customer).day,
            least.get(key),
        )
        for key, planned in timed.planned.items()
    }


def _least_tolerances(m: ServiceMap, timed: TimedMap) -> Iterator[tuple[Promised, ToleranceThen]]:
    for key, answers in columns_of_teams(tolerance_of(timed), once=True):
        if answers:
            team, bounds = answers.first_of_least(tightest_of)
            yield key, ToleranceThen(team, bounds, m.calendar_of(team).day)
