"""What a delay met on its way, in words: what took days away, what added some, where it began."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from servicemap.endless import NEVER_RECOVERS, Endless, Minutes, rest_of, size_of
from servicemap.model import ServiceMap
from servicemap.reporting.terminal import unbroken, wrapped
from servicemap.reporting.text.receipts import ChainToCustomer
from servicemap.timing.answers.traces import Hop, Trace, TracedPromise
from servicemap.wording.lengths import in_hours, in_words
from servicemap.wording.lists import listed
from servicemap.wording.moments import said as said_of
from servicemap.wording.moments import when
from servicemap.wording.names import in_full, name
from servicemap.wording.verbs import Named, are_many, told

NAMED_AT_MOST = 5
"""Promises, or places where a delay ends, named in one sentence; the others are counted."""


def on_the_way(
    m: ServiceMap,
    ways: Iterable[ChainToCustomer],
    margins: Sequence[str],
    width: int,
    margin: str = "",
) -> list[str]:
    """Sentences on what took days away and what added some, on the chains to some customers."""
    # Chains that go the same way share their hops: to compare each with all takes long.
    met: dict[tuple[int, str], tuple[Hop, str, int]] = {}
    for chain, customer in ways:
        receivers = [*(m.services[hop.service].provider for hop in chain[1:]), customer]
        laps = Counter[str]()
        for hop, receiver in zip(chain, receivers, strict=bool(chain)):
            met.setdefault((id(hop), receiver), (hop, receiver, laps[hop.service]))
            laps[hop.service] += 1
    lines = []
    each = dict.fromkeys((hop, lap) for hop, _, lap in met.values())
    taken = absorbed(m, (hop for hop, _ in each)) + list(margins)
    if taken:
        lines.append(some("Absorbed on the way: ", taken, width, margin))
    given = added(m, ((hop, receiver) for hop, receiver, _ in dict.fromkeys(met.values())))
    if given:
        lines.append(some("Added on the way: ", given, width, margin))
    return lines


def some(head: str, said: Sequence[str], width: int, margin: str) -> str:
    """The first few of several things, and how many more there are."""
    said = list(dict.fromkeys(said))
    more = len(said) - NAMED_AT_MOST
    text = head + "; ".join(said[:NAMED_AT_MOST]) + (f"; and {more} more" if more > 0 else "") + "."
    return margin + wrapped(text, width - len(margin), margin + "  ")


class DelayPart(NamedTuple):
    """What of a delay was taken away or added: how much, why, and of which service."""

    size: str
    reason: str
    service: str


def told_apart(m: ServiceMap, parts: Iterable[DelayPart]) -> list[str]:
    """`1 day by slack at Sales`; of what services, where one reason took different lengths.

    And how often, where a delay that goes round a loop met one again.
    """
    services: dict[tuple[str, str], Counter[str]] = {}
    for part in parts:
        services.setdefault((part.size, part.reason), Counter())[part.service] += 1
    reasons = Counter(reason for _, reason in services)
    said = []
    for (size, reason), of in services.items():
        names = dict.fromkeys(m.services[service].name for service in of)
        which = f" ({listed([*names])})" if reasons[reason] > 1 else ""
        times = of.total()
        often = "" if times == len(of) else ", twice" if times == 2 else f", {times} times"
        said.append(f"{size}{which} {reason}{often}")
    return said


def absorbed(m: ServiceMap, hops: Iterable[Hop]) -> list[str]:
    """`1 day by slack at Sales`: what each hop took away, each part with its reason.

    Days are those of whoever took them. What comes without end has no size.
    """
    found = []
    for hop in hops:
        for minutes, reason in () if hop.endless else _absorbed_by(m, hop):
            if minutes:
                if isinstance(minutes, Endless):
                    sure = minutes is NEVER_RECOVERS
                    size = f"what {'grows' if sure else 'may grow'} without end"
                else:
                    size = _length(m, hop, minutes)
                found.append(DelayPart(size, f"by {reason}", hop.service))
    return told_apart(m, found)


def _absorbed_by(m: ServiceMap, hop: Hop) -> Iterable[tuple[Minutes, str]]:
    who = _provider(m, hop.service)
    if hop.instead:
        comes, instead_of = _provider(m, hop.instead), _provider(m, hop.instead_of)
        if comes == instead_of:
            comes, instead_of = in_full(m, hop.instead), in_full(m, hop.instead_of)
        came = Named(comes, _are_many(m, hop.instead))
        said = told("{came}, which [comes|come] instead of {other}", came=came, other=instead_of)
        yield hop.absorbed_by_alternative, said
    schedule = "the schedule at {who}"
    if hop.waits_for:
        schedule += " ([it|they] [waits|wait] for {other} anyway)"
    until = m.services[hop.service].not_before
    if (
        not hop.waits_for
        and until
        and m.start
        and (until.day, until.minute or 0) > (m.start.day, m.start.minute or 0)
    ):
        schedule += " ([it|they] [does|do] not start before {until} anyway)"
    yield (
        rest_of(hop.absorbed_by_waiting, hop.absorbed_by_departure),
        told(
            schedule,
            who=Named(who, _are_many(m, hop.service)),
            other=_provider(m, hop.waits_for) if hop.waits_for else "",
            until=unbroken(said_of(until)) if until else "",
        ),
    )
    closed = listed([name(m, party) for party in hop.hours_off], None)
    yield hop.absorbed_by_hours, f"hours off at {closed}"
    if hop.absorbed_by_departure:
        leaves = hop.departs
        if hop.departs_at is not None:
            leaves = unbroken(when(m, 0, hop.departs_at, to_the_minute=True))
        reason = f"the schedule at {who} (the same departure leaves anyway: {leaves})"
        yield hop.absorbed_by_departure, reason
    yield hop.absorbed_by_slack, f"slack at {who}"


def added(m: ServiceMap, hops: Iterable[tuple[Hop, str]]) -> list[str]:
    """`2 days of waiting for the next departure at Warehouse`, `64 hours while Stores is closed`.

    Each hop with whoever receives what it passes on. Closed hours are of those who wait, and no
    part of a day of the one who is closed. So is the wait for a departure, where a day is not a day
    for both.
    """
    found = []
    for hop, receiver in hops:
        who = _provider(m, hop.service)
        missed, closed_for = size_of(hop.added_by_missing), size_of(hop.added_by_opening)
        if missed:
            alike = _day_of(m, receiver) == _day_of(m, m.services[hop.service].provider)
            length = _length(m, hop, missed) if alike else in_hours(missed)
            reason = f"of waiting for the next departure at {who}"
            found.append(DelayPart(length, reason, hop.service))
        if closed_for:
            closed = Named(who, _are_many(m, hop.service))
            reason = told("while {who} [is|are] closed", who=closed)
            found.append(DelayPart(in_hours(closed_for), reason, hop.service))
    return told_apart(m, found)


def _length(m: ServiceMap, hop: Hop, minutes: int) -> str:
    return in_words(minutes, _day_of(m, m.services[hop.service].provider))


def _day_of(m: ServiceMap, party: str) -> int:
    """Minutes of a working day."""
    return m.calendar_of(party).day


def beginnings(trace: Trace, promises: Iterable[TracedPromise]) -> list[str]:
    """`It began with Purchasing, 2 days late.`, of delays whose last lap alone is told.

    Whoever was said to be late is named with what was said.
    """
    m = trace.map
    said = []
    for promise in promises:
        if promise.began is None:
            continue
        service = promise.began.service
        causes = [i for i in (service, m.services[service].provider) if i in trace.late]
        lateness = listed([f"{in_full(m, i)}, {trace.lateness(i)} late" for i in causes])
        said.append(f"It began with {lateness or in_full(m, service)}.")
    return list(dict.fromkeys(said))


def _are_many(m: ServiceMap, service: str) -> bool:
    return are_many(m, [m.services[service].provider])


def _provider(m: ServiceMap, service: str) -> str:
    return name(m, m.services[service].provider)
