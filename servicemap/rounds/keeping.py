"""Which of the deliveries that were recorded came when they were due.

What a row says of its own due moment counts; where it says none, the promise of the map does:

    a date       of deliveries from the start of the plan on: before it, another one was promised
    a length     working time of the provider, from when it had arrived or was begun
    what recurs  nobody knows at which of its moments a delivery was due: it is not judged

Where one of the two is a bare day, days are compared: at what time of it nobody knows.
"""

from collections.abc import Iterable
from datetime import date
from functools import cached_property
from typing import NamedTuple

from servicemap.dates import YEARS
from servicemap.durations import Duration
from servicemap.importing.track_records import RecordedDelivery, TrackRecord
from servicemap.model import Due, Moment, ServiceMap
from servicemap.timing.network.axis import Axis


class KeptShare(NamedTuple):
    """How many deliveries came when they were due: `kept` out of the `judged` ones.

    `deliveries` is how many there were, also those of which nobody says when they were due.
    """

    kept: int
    judged: int
    deliveries: int

    @property
    def share(self) -> float | None:
        """The part that was kept, 0 to 1; None where none could be judged."""
        return self.kept / self.judged if self.judged else None


class Punctuality:
    """The deliveries of a record, judged by the promises of one map."""

    def __init__(self, m: ServiceMap, record: TrackRecord) -> None:
        self._map, self._record = m, record
        self._promises: dict[str, dict[str, Due | None]] = {}
        for one in m.reliances:
            self._promises.setdefault(one.service, {})[one.customer] = one.promise
        self._deliveries: dict[str, list[RecordedDelivery]] = {}
        for delivery in record.deliveries:
            self._deliveries.setdefault(delivery.service, []).append(delivery)

    def of(
        self,
        service: str,
        customer: str | None = None,
        *,
        after: date | None = None,
        until: date | None = None,
    ) -> KeptShare:
        """How many deliveries of a service came when due, to one customer or to all.

        Of those delivered later than on the day `after`, and no later than `until`.
        """
        return counted(
            self.kept(one)
            for one in self._deliveries.get(service, ())
            if (customer is None or one.customer == customer)
            and (after is None or one.delivered.day > after)
            and (until is None or one.delivered.day <= until)
        )

    def days_of(self, service: str, customer: str | None = None) -> list[date]:
        """The days on which it was delivered, in order."""
        found = self._deliveries.get(service, ())
        return sorted(
            one.delivered.day for one in found if customer is None or one.customer == customer
        )

    def kept(self, one: RecordedDelivery) -> bool | None:
        """Whether a delivery came no later than it was due; None where nobody says when."""
        if one.due is not None:
            return _no_later(one.delivered, one.due)
        promise = self._promise_of(one)
        if isinstance(promise, Moment):
            start = self._map.start
            ours = start is None or one.delivered.day >= start.day
            return _no_later(one.delivered, promise) if ours else None
        if isinstance(promise, Duration) and one.began is not None:
            return self._within(promise, one.began, one)
        return None

    def _promise_of(self, one: RecordedDelivery) -> Due | None:
        """What was promised to whoever got it; to whom nobody says, what was promised to all."""
        promises = self._promises.get(one.service, {})
        if one.customer is not None:
            return promises.get(one.customer)
        alike = set(promises.values())
        return alike.pop() if len(alike) == 1 else None

    @cached_property
    def _axis(self) -> Axis:
        """The calendars of the map, with the days off in the years of the record."""
        days = (one.began.day for one in self._record.deliveries if one.began is not None)
        first = min(days, default=date(YEARS[0], 1, 1))
        return Axis(self._map._replace(start=Moment(first)))

    def _within(self, length: Duration, began: Moment, one: RecordedDelivery) -> bool:
        """Whether no more than so much of the provider's time passed until it was delivered."""
        axis = self._axis
        time = axis.times[axis.calendar[self._map.services[one.service].provider]]
        by_days = began.minute is None or one.delivered.minute is None
        first, last = (
            time.moment(moment.day.toordinal(), 0 if by_days else moment.minute or 0)
            for moment in (began, one.delivered)
        )
        passed = last - first if length.elapsed else time.worked(last) - time.worked(first)
        return passed <= time.calendar.minutes(length)


def counted(kept: Iterable[bool | None]) -> KeptShare:
    """The share of some deliveries, each judged or not."""
    found = list(kept)
    return KeptShare(found.count(True), len(found) - found.count(None), len(found))


def _no_later(delivered: Moment, due: Moment) -> bool:
    if delivered.minute is None or due.minute is None:
        return delivered.day <= due.day
    return delivered <= due
