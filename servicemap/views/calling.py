"""Who would call for what is not there, on posters."""

from collections.abc import Iterator, Sequence

from servicemap.durations import DAY_OF_CLOCK, Duration
from servicemap.model import ServiceMap
from servicemap.timing.answers.noticing import Caller
from servicemap.timing.answers.traces import Trace
from servicemap.wording.names import service_for
from servicemap.wording.sayings import Amount, Saying, Together, saying


def first_to_call(m: ServiceMap, trace: Trace) -> Iterator[Saying]:
    """Who would be the first to call for what is late, or that nobody would before it is there.

    Nothing where the map does not say when anyone would, and where that hangs on what it leaves
    open.
    """
    late = [one for one in m.reliances if (one.service, one.customer) in trace.arriving]
    if not any(map(m.noticed_after, late)):
        return
    if not trace.notices:
        yield saying("nobody_calls")
        return
    first = trace.notices[0]
    if first.certain:
        yield _calls(m, first.service, first.customer, first.after)
        yield from _too_late(m, [one.customer for one in first.too_late_for])


def first_call(m: ServiceMap, caller: Caller, customer: str) -> Iterator[Saying]:
    """Who would call for a delivery, after how long, and for whom that is too late.

    Of several that is the `customer` of the poster, if that is one of them.
    """
    yield _calls(m, caller.reliance.service, caller.reliance.customer, caller.after)
    late = [lost.promised.customer for lost in caller.too_late_for]
    yield from _too_late(m, [customer] if customer in late else late)


def _too_late(m: ServiceMap, customers: Sequence[str]) -> Iterator[Saying]:
    names = tuple(m.parties[one].name for one in dict.fromkeys(customers))
    if names:
        yield saying("too_late_for", names=Together(names))


def _calls(m: ServiceMap, service: str, customer: str, after: Duration) -> Saying:
    calendar, party = m.calendar_of(customer), m.parties[customer].name
    minutes = calendar.minutes(after)
    called = service_for(m, service, customer)
    if not minutes:
        return saying("first_to_call_when_due", service=called, customer=party)
    day = DAY_OF_CLOCK if after.elapsed else calendar.day
    return saying(
        "first_to_call",
        service=called,
        customer=party,
        amount=Amount(minutes, day),
    )
