"""What a trace says of one promise: how late it is, and what of that these delays add."""

from collections.abc import Iterator, Sequence

from servicemap.bounds import Fate
from servicemap.endless import size_of
from servicemap.model import ServiceMap
from servicemap.reporting.terminal import Ink, unbroken
from servicemap.timing.answers.traces import Trace, TracedPromise
from servicemap.wording.in_bounds import in_bounds, late_in_bounds
from servicemap.wording.lengths import in_words
from servicemap.wording.moments import days_tell, when
from servicemap.wording.names import in_full

NEVER = "later and later: the delay grows each time round a loop, and never recovers"
MAY_NEVER = "later and later: the delay may grow each time round a loop, and may never recover"


def is_sure(promise: TracedPromise) -> bool:
    """Whether it is sure that these delays add to what is late: then they are its culprits."""
    return promise.never_recovers or bool(promise.caused_bounds.least)


def is_late_anyhow(promise: TracedPromise) -> bool:
    """Whether it is sure that it is late with these delays, and not that they add to that."""
    return promise.fate is Fate.BROKEN and not is_sure(promise)


def told_alike(
    m: ServiceMap, promises: Sequence[TracedPromise], ink: Ink
) -> Iterator[tuple[str, list[TracedPromise]]]:
    """What is said of each promise; what has no number is said once, of all of which it is so."""
    told: dict[tuple[str, int], list[TracedPromise]] = {}
    for place, promise in enumerate(promises, 1):
        be = "" if is_sure(promise) else " may be"
        be = " is then" if is_late_anyhow(promise) else be
        numbered = is_late_anyhow(promise) or bool(promise.caused_bounds.least)
        alone = place if numbered or not promise.endless else 0
        end = f"{be} {how_late(m, promise, ink)}."
        told.setdefault((end, alone), []).append(promise)
    yield from ((end, alike) for (end, _), alike in told.items())


def how_late(m: ServiceMap, promise: TracedPromise, ink: Ink) -> str:
    """`1 day late: Mon 1 Mar 2027 instead of Fri 26 Feb 2027`, `up to 2 days late`.

    What goes after `makes ...` where it is sure, after `may make ...` and `may be` where it is not,
    after `is` where it is late anyhow.
    """
    if promise.never_recovers:
        return ink.error(NEVER)
    if is_sure(promise):
        day = m.calendar_of(promise.customer).day
        without_limit = f", and perhaps {_may_grow(promise, day)}"
        return _surely(m, promise, ink) + (without_limit if promise.may_never_recover else "")
    return _perhaps(m, promise, ink)


def _surely(m: ServiceMap, promise: TracedPromise, ink: Ink) -> str:
    day = m.calendar_of(promise.customer).day
    late, caused = promise.late_bounds, promise.caused_bounds
    said_late, said_caused = late_in_bounds(late, day), in_bounds(caused, day)
    if promise.fate is Fate.LATE_BY_PLAN:
        said = ink.error(f"{said_caused} later than it was already")
        return f"{said}, {said_late} in all{_dates(m, promise)}"
    said = ink.error(said_late) + _dates(m, promise)
    return said if caused == late else f"{said}, {said_caused} of it by this delay"


def _perhaps(m: ServiceMap, promise: TracedPromise, ink: Ink) -> str:
    day = m.calendar_of(promise.customer).day
    late, caused = promise.late_bounds, promise.caused_bounds
    anyhow = ""
    if is_late_anyhow(promise):
        anyhow = ink.error(f"late by {in_bounds(late, day)}")
    if promise.may_grow:
        never = ink.error(_may_grow(promise, day))
        return f"{anyhow}, and may become {never}" if anyhow else never
    assert caused.most is not None, "only what may never recover has no limit"
    most = f"up to {in_words(caused.most, day)}"
    if promise.fate is Fate.LATE_BY_PLAN:
        return ink.error(f"{most} later than it was already")
    if anyhow:
        return f"{anyhow}; {most} of it may be due to that"
    if not promise.told_as_later:
        return ink.error(f"{most} late")
    in_all = "" if late.most is None else f", and up to {in_words(late.most, day)} late in all"
    return ink.error(f"{most} later") + in_all


def _may_grow(promise: TracedPromise, day: int) -> str:
    """What is said of one whose delay may grow; where only days off do that, up to where."""
    most, bound = promise.caused_but_for_days_off, promise.caused_bounds.most
    if most is None:
        return MAY_NEVER
    late = "late" if most == promise.late_but_for_days_off else "later"
    longer = "and longer" if bound is None else f"or up to {in_words(bound, day)}"
    return f"up to {in_words(most, day)} {late}, {longer} where days off come in between"


def _dates(m: ServiceMap, promise: TracedPromise) -> str:
    """Both days, where both are known, to the minute where days would not differ by as much."""
    if promise.planned is None or promise.late is None:
        return ""
    if promise.due is None or not (promise.actual_at and promise.due_at):
        return ""
    moments, day = (promise.actual_at, promise.due_at), m.calendar_of(promise.customer).day
    exact = not days_tell(m, moments, promise.late_bounds, day)
    actual = when(m, size_of(promise.actual) or 0, promise.actual_at, to_the_minute=exact)
    due = when(m, promise.due, promise.due_at, to_the_minute=exact)
    return f": {unbroken(actual)} instead of {unbroken(due)}"


BY_MARGIN = "by the margin of the promise"


def kept_by_margin(m: ServiceMap, promise: TracedPromise) -> str:
    """How much of a delay does not count, because it was promised for later than planned."""
    delay, caused = promise.delay_bounds, promise.caused_bounds
    if promise.endless or delay.most is None or caused.most is None:
        return ""
    taken, day = delay.most - caused.most, m.calendar_of(promise.customer).day
    if taken <= 0:
        return ""
    said = in_words(taken, day)
    if delay.exact is None or caused.exact is None:
        said = f"all but {in_words(caused.most, day)}" if caused.most else f"up to {said}"
    return said


def shares_of(trace: Trace, promise: TracedPromise) -> str:
    """`Fair shares of it: Accounts 1 day, IT 4 hours.`; estimates with their standard error."""
    day = trace.map.calendar_of(promise.customer).day
    named = []
    for id_, minutes in sorted(promise.shares.items(), key=lambda item: (-item[1], item[0])):
        sign = "less " if minutes < 0 else ""
        length = sign + in_words(minutes, day) if minutes else "nothing"
        text = f"{in_full(trace.map, id_)} {length}"
        error = round(promise.share_errors.get(id_, 0))
        named.append(f"{text} (standard error {in_words(error, day)})" if error else text)
    estimates = ", estimated" if promise.share_errors else ""
    shared = "it"
    if promise.caused is None:
        shared = "the most of it"
    elif promise.caused_bounds != promise.late_bounds:
        shared = f"the {in_words(promise.caused, day)} not by plan"
    return f"Fair shares of {shared}{estimates}: {', '.join(named)}."
