"""SM301 broken-promise."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from servicemap.dates import clock
from servicemap.durations import HOUR
from servicemap.rules.judging import Case, Problem, Rule, Timing
from servicemap.wording.chains import way
from servicemap.wording.lengths import in_words, short
from servicemap.wording.moments import when

if TYPE_CHECKING:
    from servicemap.timing.passes.promised import Delivery


def broken_promise(case: Case) -> Iterator[Problem]:
    """A promise that is late even if everybody is on time.

    What it says:
        Everybody works as planned, and still the delivery comes after its promise. The finding says
        by how much, and which chain decides when it is there. "Or more" means that the map leaves
        some times on the way open: what it does say takes too long already.

    Why it matters:
        Somebody was told a time that cannot be kept, and will find out on the day. It costs least
        to say so now: promise later, or shorten something on the chain.

    Example:
        teams:
          Purchasing:
            serves:
              - {customer: Stores, service: Stock orders, takes: 4d}
          Stores:
            serves:
              - customer: Shoppers
                service: Toys on the shelf
                takes: 2d
                promise: 5d                    # SM301
        end_users: [Shoppers]

    Instead:
        teams:
          Purchasing:
            serves:
              - {customer: Stores, service: Stock orders, takes: 4d}
          Stores:
            serves:
              - customer: Shoppers
                service: Toys on the shelf
                takes: 2d
                promise: 1w 2d
        end_users: [Shoppers]
    """
    timing = case.planned
    for one in timing.promises if timing else ():
        minutes = one.late(timing.network, one.planned) if timing else 0
        if timing is None or not minutes:
            continue
        m, reliance = case.map, one.reliance
        late = in_words(minutes, m.calendar_of(reliance.customer).day)
        more, later = (" or more", " or later") if one.missed else ("", "")
        yield Problem(
            reliance,
            f"{m.services[reliance.service].name} for {m.parties[reliance.customer].name} is"
            f" promised for {_when(case, timing, one.due)} and planned for"
            f" {_when(case, timing, one.planned)}{later}: {late}{more} late even if everybody is"
            " on time",
            f"{_chain(case, timing, one.node)} decides when: shorten something there, or promise"
            f" {_earliest(timing, one)}{later}",
            field="promise",
            extent=(minutes,),
        )


def _when(case: Case, timing: Timing, moment: int) -> str:
    axis = timing.network.axis
    return when(case.map, axis.from_start(moment), axis.at(moment), from_the_start=True)


def _earliest(timing: Timing, one: "Delivery") -> str:
    """What can be written as a promise that is kept, on the customer's own clock."""
    axis = timing.network.axis
    time = axis.times[one.calendar]
    if not axis.dated:
        minutes = time.worked(one.planned) - time.worked(axis.start)
        if time.add(axis.start, minutes) < one.planned:  # it comes when the customer does not work
            minutes += HOUR
        return short(minutes, time.calendar.day)
    day, minute = time.on_the_wall(one.planned)
    # A day alone is the end of the customer's work on it, which may be too early.
    for whole in (day - 1, day):
        if time.end_of_work(whole) == one.planned:
            return date.fromordinal(whole).isoformat()
    return f"{date.fromordinal(day).isoformat()} {clock(minute)}"


def _chain(case: Case, timing: Timing, node: int) -> str:
    from servicemap.timing.passes.planning import driving_chain

    ids = [timing.network.services[v] for v in driving_chain(timing.network, timing.plan, node)]
    return way(case.map, ids, everything=False)


RULE = Rule("SM301", broken_promise, waits=True)
