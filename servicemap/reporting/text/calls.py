"""Who would call for what is not there, and when: a sentence of cards, and of traces."""

from collections.abc import Iterator, Sequence

from servicemap.model import Reliance, ServiceMap
from servicemap.plurals import several
from servicemap.timing.answers.noticing import Caller, Unwatched
from servicemap.timing.answers.traces import Notice, Trace, TracedPromise
from servicemap.wording.lists import listed
from servicemap.wording.moments import after_due, when
from servicemap.wording.names import name, promise_named, service_for
from servicemap.wording.verbs import named, told


def would_call(m: ServiceMap, caller: Caller) -> str:
    """`Toy factory would call for Confirmation 5d after it was due: too late for Toys for S.`"""
    one = caller.reliance
    late = [promise_named(m, *lost.promised) for lost in caller.too_late_for]
    service = service_for(m, one.service, one.customer)
    said = f"{name(m, one.customer)} would call for {service} {after_due(caller.after)}"
    return f"{said}: too late for {listed(late)}." if late else f"{said}."


def calls_nobody(m: ServiceMap, one: Unwatched) -> str:
    """`Nobody says who would call for Payment for Toy factory: Toys for Shoppers hangs on it.`"""
    others = one.others
    more = f" and {several(others, 'other delivery', 'other deliveries')}" if others else ""
    return (
        f"Nobody says when anyone would call for {_delivery(m, one.tightest)}{more}:"
        f" {_delivery(m, one.promise)} hangs on {'them' if others else 'it'}."
    )


def _delivery(m: ServiceMap, one: Reliance) -> str:
    return promise_named(m, one.service, one.customer)


def who_calls(trace: Trace, hit: Sequence[TracedPromise]) -> Iterator[str]:
    """Who calls first, and what is late by then; or that nobody does, or nobody says who would.

    Nothing of a map that says of nothing when anyone would call, and where nothing is late.
    """
    m = trace.map
    if not trace.arriving or not any(map(m.noticed_after, m.reliances)):
        return
    late = [one for one in m.reliances if (one.service, one.customer) in trace.arriving]
    if not any(map(m.noticed_after, late)):
        yield "Nobody says when anyone would call for it (noticed_after)."
    elif not trace.notices:
        yield f"It is there before anyone would call{_felt_first(m, hit)}."
    else:
        yield f"{_silent(trace, late)}{_first(trace, trace.notices[0])}"


def _silent(trace: Trace, late: Sequence[Reliance]) -> str:
    """For what is late of itself nobody calls, who would call for it all the same."""
    m = trace.map
    called = {(one.service, one.customer) for one in trace.notices}
    for one in late:
        after, own = m.noticed_after(one), {one.service, one.provider} & trace.late.keys()
        if own and after is not None and (one.service, one.customer) not in called:
            return (
                f"Nobody calls for {service_for(m, one.service, one.customer)}:"
                f" {name(m, one.customer)} would only {after_due(after)}. "
            )
    return ""


def _felt_first(m: ServiceMap, hit: Sequence[TracedPromise]) -> str:
    """Who outside is the first to know."""
    felt = dict.fromkeys(one.customer for one in hit if one.felt)
    outside = [customer for customer in felt if m.parties[customer].is_outside_customer]
    if not outside:
        return ""
    said = ": {they} [feels|feel] the delay first"
    return told(said, they=named(m, *outside))


def _first(trace: Trace, first: Notice) -> str:
    m = trace.map
    calls = f"{'would' if first.certain else 'may'} be the first to call for"
    service = service_for(m, first.service, first.customer)
    said = f"{name(m, first.customer)} {calls} {service}{_at(m, first)}."
    if first.too_late_for:
        late = listed([promise_named(m, *one) for one in first.too_late_for])
        said += f" By then it is too late for {late}."
    if others := len(trace.notices) - 1:
        said += f" Later {several(others, 'call')} would come for other deliveries."
    return said


def _at(m: ServiceMap, notice: Notice) -> str:
    after = after_due(notice.after)
    if notice.noticed is None:
        return f", {after}"
    at = when(m, notice.noticed, notice.noticed_at, to_the_minute=True, from_the_start=True)
    return f" {'on ' if notice.noticed_at is not None else ''}{at}, {after}"
