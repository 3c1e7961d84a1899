"""SM301 broken-promise."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from servicemap.bounds import Fate
from servicemap.dates import clock
from servicemap.durations import HOUR, Duration
from servicemap.rules.judging import Case, Problem, Rule, Timing, as_key, service_key
from servicemap.wording.chains import way
from servicemap.wording.lengths import in_words, short
from servicemap.wording.lists import listed
from servicemap.wording.moments import by, days_tell, when
from servicemap.wording.names import promise_named
from servicemap.wording.unknowns import in_step

if TYPE_CHECKING:
    from servicemap.timing.answers.open_ends import OpenEnd
    from servicemap.timing.passes.promised import PlannedDelivery


def broken_promise(case: Case) -> Iterator[Problem]:
    """A promise that is late even if everybody is on time.

    What it says:
        Everybody works as planned, and still the delivery comes after its promise. The finding says
        by how much, and which chain decides when it is there. "Or more" means that the map leaves
        something on the way open, or that a circle has to keep in step: what it does say takes too
        long already. A promise that is late only in some ways to fill in what is open is none of
        this finding: `timing-incomplete` says what to add.

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
    if timing is None:
        return
    from servicemap.timing.answers.fates import planned_fate
    from servicemap.timing.answers.open_ends import open_ends

    for one in timing.promises:
        if planned_fate(timing.network, one) is not Fate.LATE_BY_PLAN:
            continue
        m, reliance = case.map, one.reliance
        minutes = one.late_by_plan(timing.network).least or 0
        day = m.calendar_of(reliance.customer).day
        moments = map(timing.network.axis.at, (one.due, one.earliest))
        exact = not days_tell(m, moments, [minutes], day)
        late = in_words(minutes, day)
        more, later = (" or more", " or later") if one.may_be_later(timing.network) else ("", "")
        ends = open_ends(timing.network, [one])
        if_so = _if_in_step(case, timing, one, ends)
        yield Problem(
            reliance,
            f"{promise_named(m, reliance.service, reliance.customer)} is"
            f" promised {_promised(case, timing, one, exact=exact)} and planned for"
            f" {_when(case, timing, one.earliest, exact=exact)}{later}: {late}{more} late even if"
            f" everybody is on time{f', {if_so}' if if_so else ''}",
            _cure(case, timing, one, ends, if_so),
            field="promise",
            extent=(minutes,),
        )


def _cure(
    case: Case, timing: Timing, one: "PlannedDelivery", ends: Sequence["OpenEnd"], if_so: str
) -> str:
    """What to do; nothing is claimed of a plan that the map leaves open: say first what is open."""
    if not ends:
        later = " or later" if one.may_be_later(timing.network) else ""
        instead = f"promise {_earliest(timing, one)}{later}"
        return f"{_chain(case, timing, one)} decides when: shorten something there, or {instead}"
    from servicemap.timing.answers.open_ends import Missing

    said: dict[str, list[str]] = {}
    for end in ends:
        whose = case.map.services[end.service].provider
        asked_of = as_key(case.map.parties[whose]) if end.missing is Missing.SERVICE else None
        said.setdefault(end.missing, []).append(asked_of or service_key(case, end.service))
    asked = [
        f"{missing}: of {listed(sorted(keys), None)}" for missing, keys in sorted(said.items())
    ]
    open_ = listed(asked)
    if if_so:
        return f"first say {open_}; until then this holds {if_so}"
    return (
        f"first say {open_}; whatever the answer, it is not there before"
        f" {_when(case, timing, one.earliest)}"
    )


def _if_in_step(
    case: Case, timing: Timing, one: "PlannedDelivery", ends: Sequence["OpenEnd"]
) -> str:
    """Which circle has to keep in step, where open needs alone close it.

    The answer that closes it plans by what comes from outside, which may be earlier.
    """
    from servicemap.timing.answers.circles_behind import circle_behind

    if not any(end.closes_circle for end in ends):
        return ""
    return in_step(case.map, circle_behind(timing.network, one.node))


def _promised(case: Case, timing: Timing, one: "PlannedDelivery", *, exact: bool) -> str:
    """`for Fri 5 Feb 2027`; where there are no dates a length as it was written, `within 1w`."""
    said = one.reliance.promise
    if isinstance(said, Duration) and timing.network.axis.at(one.due) is None:
        return by(said)
    return f"for {_when(case, timing, one.due, exact=exact)}"


def _when(case: Case, timing: Timing, moment: int, *, exact: bool = False) -> str:
    axis = timing.network.axis
    minutes, at = axis.from_start(moment), axis.at(moment)
    return when(case.map, minutes, at, to_the_minute=exact, from_the_start=True)


def _earliest(timing: Timing, one: "PlannedDelivery") -> str:
    """What can be written as a promise that is kept, on the customer's own clock."""
    axis = timing.network.axis
    time = axis.times[one.calendar]
    if not axis.dated:
        start = axis.starts[one.calendar]
        minutes = time.worked(one.earliest) - time.worked(start)
        if time.add(start, minutes) < one.earliest:  # it comes when the customer does not work
            minutes += HOUR
        return short(minutes, time.calendar.day)
    day, minute = time.on_the_wall(one.earliest)
    # A day alone is the end of the customer's work on it, which may be too early.
    for whole in (day - 1, day):
        if time.end_of_work(whole) == one.earliest:
            return date.fromordinal(whole).isoformat()
    return f"{date.fromordinal(day).isoformat()} {clock(minute)}"


def _chain(case: Case, timing: Timing, one: "PlannedDelivery") -> str:
    from servicemap.timing.passes.planning import driving_chain

    chain = driving_chain(timing.network, timing.plan, one.node)
    ids = [timing.network.services[v] for v in chain]
    return way(case.map, ids, one.reliance.customer, everything=False)


RULE = Rule("SM301", broken_promise, waits=True)
