"""What competitors offer, held against what we promise, else against what we plan."""

from collections.abc import Iterator
from typing import NamedTuple

from servicemap.durations import DAY_OF_CLOCK, Duration
from servicemap.model import Departures, Due, Moment
from servicemap.timing.answers.gaps import Gap, gap_between
from servicemap.timing.network.axis import Axis
from servicemap.timing.network.compiled import Network
from servicemap.timing.passes.promised import PlannedDelivery


class CompetitorOffer(NamedTuple):
    """When a competitor delivers the same, as the provider says, and how much sooner than we do.

    `sooner` are minutes, of which a day has `day`: those of the clock between two dates and between
    two times that recur, else the customer's working time. Less than nothing: we are sooner. None:
    nothing can be said. `planned`: we promise nothing, and it is held against our plan.
    """

    competitor: str
    offer: Due
    sooner: int | None
    day: int
    planned: bool = False


def competitors_of(network: Network, one: PlannedDelivery) -> Iterator[CompetitorOffer]:
    """What competitors offer a customer instead of a delivery, in the order of the map."""
    said = one.reliance.provider_says
    for name, offer in said.others.items() if said is not None else ():
        if one.reliance.promise is None:
            yield _against_plan(network, one, name, offer)
        else:
            yield _against_promise(network, one, name, offer, one.reliance.promise)


def _against_promise(
    network: Network, one: PlannedDelivery, name: str, offer: Due, promise: Due
) -> CompetitorOffer:
    axis, day = network.axis, network.map.calendar_of(one.reliance.customer).day
    if not _comparable(axis, one.calendar, offer, promise):
        return CompetitorOffer(name, offer, None, day)
    sign, gap = 1, gap_between(axis, one.calendar, promise, offer)
    if gap is None:
        sign, gap = -1, gap_between(axis, one.calendar, offer, promise)
    if gap is None:
        return CompetitorOffer(name, offer, 0, day)
    lengths = isinstance(offer, Duration) or isinstance(promise, Duration)
    return CompetitorOffer(name, offer, *_sooner(gap, day, sign, working_time=lengths))


def _comparable(axis: Axis, calendar: int, one: Due, other: Due) -> bool:
    """Whether one of two times is the sooner, whichever moment of those that recur is meant."""
    if isinstance(one, Departures) and isinstance(other, Departures):
        how_often = one.rhythm, len(one.weekdays)
        return how_often == (other.rhythm, len(other.weekdays))
    if isinstance(one, Departures) or isinstance(other, Departures):
        return False
    if isinstance(one, Moment) and isinstance(other, Moment):
        return True
    return axis.due(one, calendar) is not None and axis.due(other, calendar) is not None


def _against_plan(network: Network, one: PlannedDelivery, name: str, offer: Due) -> CompetitorOffer:
    day = network.map.calendar_of(one.reliance.customer).day
    theirs = None
    if not isinstance(offer, Departures):
        theirs = network.axis.due(offer, one.calendar)
    if theirs is None or one.unbounded or one.earliest != one.planned:
        return CompetitorOffer(name, offer, None, day, planned=True)
    worked = network.axis.times[one.calendar].worked
    minutes = worked(one.planned) - worked(theirs)
    gap = Gap(abs(one.planned - theirs), abs(minutes))
    sign = 1 if one.planned > theirs else -1
    return CompetitorOffer(name, offer, *_sooner(gap, day, sign, working_time=True), planned=True)


def _sooner(gap: Gap, day: int, sign: int, *, working_time: bool) -> tuple[int, int]:
    """How much that is in minutes, and of how many minutes a day is."""
    if working_time and gap.worked:
        return sign * gap.worked, day
    return sign * gap.clock, DAY_OF_CLOCK
