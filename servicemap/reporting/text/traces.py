"""A trace in words: who outside is how late, by which chain, what absorbed it, what to do now."""

from collections.abc import Iterable, Iterator, Sequence

from servicemap.escapes import visible
from servicemap.feedback import RECOVERY_STEPS
from servicemap.model import OUTSIDE_FIRST, Group, Scenario, ServiceMap
from servicemap.plurals import agreeing
from servicemap.reporting.terminal import Ink, unbroken, wrapped
from servicemap.reporting.text.on_the_way import (
    NAMED_AT_MOST,
    absorbed,
    beginnings,
    on_the_way,
    some,
)
from servicemap.reporting.text.receipts import Way, receipt, rows_of
from servicemap.timing.answers.traces import Trace, TracedPromise
from servicemap.unknowns import Unknown
from servicemap.wording.chains import way
from servicemap.wording.lengths import hours_of, in_words
from servicemap.wording.lists import listed
from servicemap.wording.moments import when
from servicemap.wording.names import HEADINGS, in_full, name, promise_named
from servicemap.wording.unknowns import why, whys
from servicemap.wording.verbs import named, told

LINES_AT_MOST = 25
"""Lines of a receipt that a reader takes in; a longer one is cut to the promise hit hardest."""

LINE = 100
"""Columns where nobody says how wide the page is."""


def as_text(
    trace: Trace,
    ink: Ink,
    *,
    width: int = LINE,
    everything: bool = False,
    scenario: Scenario | None = None,
) -> str:
    """The answer for a manager: sentences first, then the receipt.

    End users come first, then prospects, distributors, suppliers and teams, the latest first. One
    promise is told with its chain; several in a sentence each and one receipt for all, which is
    cut to the promise hit hardest where it would be long, unless `everything` is wanted.
    """
    m = trace.map
    felt = [promise for promise in trace.felt if promise.delay]
    idle = [id_ for id_ in trace.late if id_ not in _busy(trace)]
    paragraphs = []
    if scenario is not None:
        paragraphs.append(wrapped(_story(scenario, ink), width))
    if not felt:
        paragraphs += _nobody_feels(trace, idle, ink, width, everything=everything)
    elif len(felt) == 1:
        paragraphs += _one_promise(trace, felt[0], ink, width)
    else:
        paragraphs += _several_promises(trace, felt, ink, width, everything=everything)
    if felt or len(trace.late) > 1:
        paragraphs += [_idle(m, id_) for id_ in idle]
    paragraphs += _recoveries(m, felt, ink, width)
    if felt and (ended := absorbed(m, trace.stopped)):
        paragraphs.append(some("Absorbed before anyone else noticed: ", ended, width, ""))
    paragraphs += [wrapped(line, width) for line in _other_promises(trace)]
    paragraphs += [ink.muted(wrapped(note, width)) for note in _notes(trace, felt)]
    return "\n\n".join(paragraphs)


def _notes(trace: Trace, felt: Sequence[TracedPromise]) -> Iterator[str]:
    """What to know about the numbers: what they count from, by whose hours, how sure they are."""
    m = trace.map
    if any(p.lower_bound for p in felt):
        yield " ".join(_doubts(m, felt))
    otherwise = [p for p in felt if _counted_otherwise(m, p)]
    if otherwise:
        yield _own_hours(m, otherwise)
    undated = [p for p in felt if p.unknown is Unknown.UNDATED]
    if undated:
        reason = why(Unknown.UNDATED)
        yield f"{_named(m, undated)}: {reason}, so lateness is counted from the plan."
    if any(p.share_errors for p in felt):
        yield _sampling(trace)


def _doubts(m: ServiceMap, felt: Sequence[TracedPromise]) -> Iterator[str]:
    """Why it may not come to all that is told, where the map leaves times open; an idea each."""
    in_doubt = [p for p in felt if p.lower_bound]
    reason = whys(p.unknown & ~Unknown.UNDATED for p in in_doubt) or "some times are missing"
    yield f"{reason[:1].upper()}{reason[1:]}, so this is the most that the delay can add."
    stated = [p for p in in_doubt if p.stated is not None]
    if stated:
        every = len(stated) == len(felt)
        what = agreeing(len(stated), "promise", "promises")
        yield f"The {what}{'' if every else f' of {_named(m, stated)}'} may still be kept."
        yield "Lateness there is counted from what is known of the plan, not from the promise."
    if any(service.takes for service in m.services.values()):
        yield "'servicemap check --all' says where times are missing."


def _sampling(trace: Trace) -> str:
    """How sampled shares came about, and that a standard error is no bound."""
    return (
        f"Fair shares with a standard error are estimates from {trace.sampled} orders drawn at"
        f" random (seed {trace.seed}). About one in three is further off than that, and one in"
        " twenty more than twice as far."
    )


def _counted_otherwise(m: ServiceMap, promise: TracedPromise) -> bool:
    """Whether a customer works by other hours than the map, so that its receipt ends otherwise."""
    if promise.never_recovers:
        return False
    own = promise.delay, m.calendar_of(promise.customer).day
    return own != (promise.chain[-1].passed_on, m.calendar.day)


def _own_hours(m: ServiceMap, promises: Sequence[TracedPromise]) -> str:
    """Why the sentence on a promise and the last line of its receipt say different lengths."""
    first = promises[0]
    customers = list(dict.fromkeys(name(m, promise.customer) for promise in promises))
    day = m.calendar_of(first.customer).day
    receipt_ends = in_words(first.chain[-1].passed_on, m.calendar.day)
    own = in_words(first.delay, day)
    others = f", and other customers have days of their own ({listed(customers[1:])})"
    return (
        f"The table counts days of {hours_of(m.calendar.day)}. A day of {customers[0]} has"
        f" {hours_of(day)}: {receipt_ends} in the table is {own} for {customers[0]}"
        f"{others if customers[1:] else ''}."
    )


def _story(scenario: Scenario, ink: Ink) -> str:
    cause = f" Cause: {scenario.cause}." if scenario.cause else ""
    title = visible(scenario.title)
    said = ink.bold(visible(scenario.name))
    return f"{said}: {title}.{cause}" if title != scenario.name else f"{said}.{cause}"


def _one_promise(trace: Trace, promise: TracedPromise, ink: Ink, width: int) -> Iterator[str]:
    m = trace.map
    sentence = (
        f"{_cause(trace)} {_makes(trace)} {ink.bold(name(m, promise.service))} for"
        f" {ink.bold(name(m, promise.customer))} {_lateness(m, promise, ink)}."
    )
    chain = way(m, [hop.service for hop in promise.chain], promise.customer)
    lines = [wrapped(sentence, width, "  "), "  " + wrapped(chain, width - 2, "    ")]
    lines += on_the_way(m, promise.chain, _kept_by_margin(m, promise), width, "  ")
    if promise.shares:
        lines.append("  " + wrapped(_shares(trace, promise), width, "    "))
    yield "\n".join(lines)
    printed = receipt(m, _ways([promise]), ink, width, ends=False)
    yield _around(trace, [promise], printed, ink, width)


def _several_promises(
    trace: Trace, felt: Sequence[TracedPromise], ink: Ink, width: int, *, everything: bool
) -> Iterator[str]:
    """One sentence a promise, what happened on the way, and one receipt."""
    m = trace.map
    lines = [
        wrapped(
            f"{_cause(trace)} {_makes(trace)} {ink.error(f'{len(felt)} promises late')}:",
            width,
            "  ",
        )
    ]
    for group in OUTSIDE_FIRST:
        hit = [p for p in felt if m.parties[p.customer].group is group]
        if hit:
            lines.append(f"  {HEADINGS[group]}")
        for promise in hit:
            sentence = (
                f"{ink.bold(name(m, promise.service))} for {ink.bold(name(m, promise.customer))}"
                f" {_lateness(m, promise, ink)}."
            )
            lines.append("    " + wrapped(sentence, width - 4, "      "))
            if promise.shares:
                lines.append("      " + wrapped(_shares(trace, promise), width - 6, "        "))
    yield "\n".join(lines)
    hops = dict.fromkeys(hop for promise in felt for hop in promise.chain)
    margins = [
        f"{said} to {name(m, promise.customer)}"
        for promise in felt
        for said in _kept_by_margin(m, promise)
    ]
    if met := on_the_way(m, hops, margins, width):
        yield "\n".join(met)
    told, cut = felt, ""
    if not everything and sum(1 for _ in rows_of(_ways(felt))) > LINES_AT_MOST:
        told = felt[:1]
        cut = f"\n  --all prints the receipts of the other {len(felt) - 1} promises."
    yield _around(trace, told, receipt(m, _ways(told), ink, width), ink, width) + ink.muted(cut)


def _ways(promises: Iterable[TracedPromise]) -> list[Way]:
    return [(promise.chain, promise.customer) for promise in promises]


def _around(trace: Trace, told: Sequence[TracedPromise], printed: str, ink: Ink, width: int) -> str:
    """A receipt, what began what it does not begin with above it, and the runner-up below."""
    m, promise = trace.map, told[0]
    lines = [f"  {wrapped(said, width - 2, '    ')}" for said in beginnings(trace, told)]
    lines.append(printed)
    if promise.runner_up:
        said = f"Next to drive it: {way(m, promise.runner_up, promise.customer)}"
        lines.append(f"  {ink.muted(wrapped(said, width - 2, '    '))}")
    return "\n".join(lines)


def _lateness(m: ServiceMap, promise: TracedPromise, ink: Ink) -> str:
    """`1 day late: Mon 1 Mar 2027 instead of Fri 26 Feb 2027`.

    What was promised is named beside it where that is not what lateness is counted from.
    """
    stated = ""
    if promise.stated is not None:
        moment = unbroken(when(m, promise.stated, promise.stated_at))
        stated = f" (promised {'for' if promise.stated_at else 'after'} {moment})"
    if promise.never_recovers:
        grows = "later and later: the delay grows each time round a loop, and never recovers"
        return ink.error(grows) + stated
    day = m.calendar_of(promise.customer).day
    more, later = (" or more", " or later") if promise.or_more else ("", "")
    said = ink.error(f"{in_words(promise.late, day)}{more} late")
    if promise.actual_at and promise.due_at:
        said += (
            f": {unbroken(when(m, promise.actual, promise.actual_at))}{later} instead of"
            f" {unbroken(when(m, promise.due, promise.due_at))}"
        )
    if promise.late > promise.delay:
        said += f", {in_words(promise.late - promise.delay, day)}{more} of it by plan"
    return said + stated


def _shares(trace: Trace, promise: TracedPromise) -> str:
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
    if promise.late > promise.delay:
        shared = f"the {in_words(promise.delay, day)} not by plan"
    return f"Fair shares of {shared}{estimates}: {', '.join(named)}."


def _recoveries(
    m: ServiceMap, felt: Iterable[TracedPromise], ink: Ink, width: int
) -> Iterator[str]:
    """Who answers for the customers that are hit, and what is done for them, once for each."""
    hit = [
        m.parties[customer]
        for customer in dict.fromkeys(p.customer for p in felt)
        if m.parties[customer].is_outside_customer
    ]
    planned = [party for party in hit if party.care and party.care.recovery]
    for party in planned:
        steps = party.care.recovery if party.care else {}
        owner = f" (owner: {visible(party.owner)})" if party.owner else ""
        lines = [f"What to do for {ink.bold(visible(party.name))}{owner}:"]
        for step in RECOVERY_STEPS:
            if step in steps:
                said = f"{step.replace('_', ' ')}: {visible(steps[step])}"
                lines.append("  " + wrapped(said, width - 2, "    "))
        yield "\n".join(lines)
    for party in hit:
        if party not in planned and party.owner and party.group is Group.END_USERS:
            yield (
                f"No recovery plan is written down for {visible(party.name)}"
                f" (owner: {visible(party.owner)})."
            )


def _kept_by_margin(m: ServiceMap, promise: TracedPromise) -> list[str]:
    if promise.delay <= promise.late or promise.never_recovers:
        return []
    day = m.calendar_of(promise.customer).day
    return [f"{in_words(promise.delay - promise.late, day)} by the margin of the promise"]


def _idle(m: ServiceMap, party: str) -> str:
    said = "{party} [provides|provide] no service, so nobody waits for [it|them]."
    return told(said, party=named(m, party))


def _nobody_feels(
    trace: Trace, idle: Sequence[str], ink: Ink, width: int, *, everything: bool
) -> Iterator[str]:
    """That nothing is broken, and why; with `everything`, how far each delay came."""
    m = trace.map
    if not trace.late:
        yield "Nobody is late."
        return
    if len(idle) == len(trace.late) == 1:
        yield _idle(m, idle[0])
        return
    by_plan = any(p.late for p in trace.promises)
    if any(p.delay for p in trace.promises):
        said = "every promise that the plan keeps is kept" if by_plan else "every promise is kept"
    else:
        said = "nobody outside is later than by plan" if by_plan else "nobody outside notices"
    lines = [wrapped(f"{_cause(trace)}: {ink.good(said)}.", width, "  ")]
    ended = absorbed(m, trace.stopped)
    if ended:
        lines.append(some("Absorbed: ", ended, width, "  "))
    delayed = [p for p in trace.promises if p.delay]
    if not everything:
        if ended or delayed:
            lines.append(ink.muted("  --all prints the receipts."))
        yield "\n".join(lines)
        return
    yield "\n".join(lines)
    ways = [*_ways(delayed), *((hops, "") for hops in trace.ways_to_stops)]
    if ways:
        yield receipt(m, ways, ink, width)


def _other_promises(trace: Trace) -> list[str]:
    m = trace.map
    others = sorted(
        (p for p in trace.promises if not (p.late and p.delay)),
        key=lambda p: m.parties[p.customer].group.place,
    )
    told = (
        ("Later than planned, but kept", [p for p in others if p.delay]),
        ("Late already by plan", [p for p in others if p.late]),
        ("Not hit", [p for p in others if not (p.delay or p.late)]),
    )
    return [f"{said}: {_named(m, promises)}." for said, promises in told if promises]


def _named(m: ServiceMap, promises: Sequence[TracedPromise]) -> str:
    named = [promise_named(m, p.service, p.customer) for p in promises]
    return listed(named, NAMED_AT_MOST)


def _cause(trace: Trace) -> str:
    """`Accounts 2 days late and IT 4 hours late`."""
    m = trace.map
    causes = []
    for id_, minutes in (_busy(trace) or trace.late).items():
        length = f"{trace.lateness(id_)} late" if minutes else "on time"
        causes.append(f"{in_full(m, id_)} {length}")
    return listed(causes, None)


def _makes(trace: Trace) -> str:
    return agreeing(len(_busy(trace)), "makes", "make")


def _busy(trace: Trace) -> dict[str, int]:
    """Those of the late ones for whom anybody could wait."""
    m = trace.map
    providers = {service.provider for service in m.services.values()}
    return {id_: n for id_, n in trace.late.items() if id_ not in m.parties or id_ in providers}
