"""What a measured objective says: what was reached of what was aimed at, and how it went.

`keep` is answered from the record of what happened, `score` from what customers said. Where there
is nothing to measure by, that is a fact as well, and says why.
"""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from servicemap.importing.record_files import NoRecord
from servicemap.importing.track_records import TrackRecord
from servicemap.index import compile_index
from servicemap.model import Objective, Party, ServiceMap
from servicemap.rounds.keeping import KeptShare, Punctuality


class Unmeasured(StrEnum):
    """Why an objective has no figure."""

    NOT_MEASURED = "not_measured"
    """It is a sentence."""

    NO_RECORD = "no_record"
    NOTHING_RECORDED = "nothing_recorded"
    """The record tells of no such delivery."""

    NOTHING_DUE = "nothing_due"
    """It tells of deliveries, and nobody says when any of them was due."""

    NEVER_SCORED = "never_scored"


class MeasuredPoint(NamedTuple):
    """What was reached at one time: of what was said on a day, or delivered in a quarter of a year.

    `day` is the day, or the last of the quarter; None for what was said on no day. `of` is how many
    scores or deliveries it is made of, `deliveries` how many there were, judged or not.
    """

    day: date | None
    value: float
    of: int
    deliveries: int


class MeasuredObjective(NamedTuple):
    """What a party wants to reach, and what it has reached.

    target    of a share 0 to 1, of a score 0 to 10; None for a sentence
    value     the share of all deliveries that came when due, or the newest score; None where `why`
    counts    of what a share is made; None for a score
    trend     what it was before, the oldest first, the last one counted too
    why       why there is no value
    """

    party: Party
    objective: Objective
    target: float | None
    value: float | None
    counts: KeptShare | None = None
    trend: tuple[MeasuredPoint, ...] = ()
    why: Unmeasured | None = None

    @property
    def reached(self) -> bool | None:
        """Whether it is as good as was aimed at; None where nobody can tell."""
        if self.value is None or self.target is None:
            return None
        return self.value >= self.target

    @property
    def before(self) -> float | None:
        """What `value` was the time before: of a share that of all that came before the last
        quarter, as `value` is of all that came.
        """
        earlier = self.trend[:-1]
        if not earlier:
            return None
        if self.counts is None:
            return earlier[-1].value
        return sum(one.value * one.of for one in earlier) / sum(one.of for one in earlier)


def measured(
    m: ServiceMap,
    party: str,
    record: TrackRecord | NoRecord,
    *,
    since: date | None = None,
    until: date | None = None,
) -> tuple[MeasuredObjective, ...]:
    """Each objective of a party, by its id, in the order of the map, with what was reached.

    Of deliveries from the day `since` on; and of nothing later than `until`.
    """
    judged = None if isinstance(record, NoRecord) else Punctuality(m, record)
    own = m.parties[party]
    return tuple(_measured(m, own, one, judged, since, until) for one in own.objectives)


def _measured(
    m: ServiceMap,
    party: Party,
    objective: Objective,
    judged: Punctuality | None,
    since: date | None,
    until: date | None,
) -> MeasuredObjective:
    without = MeasuredObjective(party, objective, objective.at_least, None)
    if objective.score is not None:
        trend = tuple(_scores(m, party.id, objective.score, until))
        if not trend:
            return without._replace(why=Unmeasured.NEVER_SCORED)
        return without._replace(value=trend[-1].value, trend=trend)
    if objective.keep is None:
        return without._replace(why=Unmeasured.NOT_MEASURED)
    if judged is None:
        return without._replace(why=Unmeasured.NO_RECORD)
    after = date.fromordinal(since.toordinal() - 1) if since else None
    counts = judged.of(objective.keep, objective.to, after=after, until=until)
    if not counts.deliveries:
        return without._replace(counts=counts, why=Unmeasured.NOTHING_RECORDED)
    if counts.share is None:
        return without._replace(counts=counts, why=Unmeasured.NOTHING_DUE)
    trend = tuple(kept_by_quarter(judged, objective.keep, objective.to, after, until))
    return without._replace(value=counts.share, counts=counts, trend=trend)


def _scores(
    m: ServiceMap, party: str, customer: str, until: date | None
) -> Iterator[MeasuredPoint]:
    """What a customer gave on each day, of the party's work or of all that it gets; the mean."""
    said = [*m.parties[customer].feedback]
    for one in compile_index(m).relying[customer]:
        if one.provider == party and one.customer_says is not None:
            said += one.customer_says.feedback
    by_day: dict[date | None, list[int]] = {}
    for one_said in said:
        late = until is not None and one_said.asked is not None and one_said.asked > until
        if one_said.score is not None and not late:
            by_day.setdefault(one_said.asked, []).append(one_said.score)
    for day in sorted(by_day, key=lambda day: day or date.min):
        scores = by_day[day]
        yield MeasuredPoint(day, sum(scores) / len(scores), len(scores), len(scores))


def kept_by_quarter(
    judged: Punctuality,
    service: str,
    customer: str | None,
    after: date | None = None,
    until: date | None = None,
) -> Iterator[MeasuredPoint]:
    """The share in each quarter of a year in which something was judged."""
    for last in dict.fromkeys(map(_end_of_quarter, judged.days_of(service, customer))):
        begin = date(last.year, last.month - 2, 1)
        before = date.fromordinal(begin.toordinal() - 1)
        counts = judged.of(
            service,
            customer,
            after=max(before, after) if after else before,
            until=min(last, until) if until else last,
        )
        if counts.share is not None:
            yield MeasuredPoint(last, counts.share, counts.judged, counts.deliveries)


def _end_of_quarter(day: date) -> date:
    month = (day.month - 1) // 3 * 3 + 3
    return date(day.year, month, 30 if month in {6, 9} else 31)
