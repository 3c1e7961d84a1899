"""A trace in words: who outside is how late, by which chain, what to do now, what absorbed it."""

from collections.abc import Iterable, Iterator, Sequence

from servicemap.bounds import Fate
from servicemap.escapes import visible
from servicemap.feedback import RECOVERY_STEPS
from servicemap.model import Cause, Group, Scenario, ServiceMap
from servicemap.plurals import agreeing, several
from servicemap.reporting.terminal import Ink, wrapped
from servicemap.reporting.text.calls import who_calls
from servicemap.reporting.text.lateness import (
    BY_MARGIN,
    how_late,
    is_late_anyhow,
    is_sure,
    kept_by_margin,
    shares_of,
    told_alike,
)
from servicemap.reporting.text.on_the_way import (
    DelayPart,
    absorbed,
    beginnings,
    on_the_way,
    some,
    told_apart,
)
from servicemap.reporting.text.receipts import ChainToCustomer, receipt, rows_of
from servicemap.reporting.text.trace_notes import (
    notes_of,
    promises_named,
    ways_of,
)
from servicemap.timing.answers.traces import Trace, TracedPromise
from servicemap.wording.chains import way
from servicemap.wording.lists import listed
from servicemap.wording.names import HEADINGS, in_full, name, service_for
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
) -> str:
    """The answer for a manager: sentences first, whom it hits and what to do, then the receipt.

    Groups of customers come as the first of each is told. One promise is told with its chain;
    several in a sentence each and one receipt for all, which is cut to the promise hit hardest
    where it would be long, unless `everything` is wanted. So are the promises that nothing reaches.
    """
    m = trace.map
    hit = trace.hit
    idle = [id_ for id_ in trace.late if id_ not in _busy(trace)]
    paragraphs = []
    if trace.scenario is not None:
        paragraphs.append(wrapped(_story(trace.scenario, ink), width))
    if len(hit) == 1:
        paragraphs.append(_one_promise(trace, hit[0], ink, width))
    elif hit:
        paragraphs += _several_promises(trace, hit, ink, width)
    else:
        paragraphs += _nobody_feels(trace, idle, ink, width, everything=everything)
    if hit or len(trace.late) > 1:
        paragraphs += [_idle(m, id_) for id_ in idle]
    paragraphs += [wrapped(said, width) for said in who_calls(trace, hit)]
    paragraphs += _recoveries(m, hit, ink, width)
    if hit:
        paragraphs += _receipts(trace, hit, ink, width, everything=everything)
        if ended := absorbed(m, trace.stopped):
            paragraphs.append(some("Absorbed before anyone else noticed: ", ended, width, ""))
    paragraphs += [wrapped(line, width) for line in _other_promises(trace, everything=everything)]
    paragraphs += [ink.muted(wrapped(note, width)) for note in notes_of(trace, hit)]
    return "\n\n".join(paragraphs)


def _story(scenario: Scenario, ink: Ink) -> str:
    """What a scenario is; nobody is a cause, so that for people it says staffing."""
    cause = ""
    if scenario.cause:
        said = "staffing" if scenario.cause is Cause.PEOPLE else scenario.cause
        cause = f" Cause: {said}."
    title = visible(scenario.title)
    called = ink.bold(visible(scenario.name))
    return f"{called}: {title}.{cause}" if title != scenario.name else f"{called}.{cause}"


def _one_promise(trace: Trace, promise: TracedPromise, ink: Ink, width: int) -> str:
    m = trace.map
    begins = f"{_cause(trace)} {_makes(trace, sure=is_sure(promise))} "
    ends = how_late(m, promise, ink)
    if is_late_anyhow(promise):
        begins, ends = f"With {_cause(trace)}, ", f"is {ends}"
    service = ink.bold(service_for(m, promise.service, promise.customer))
    sentence = f"{begins}{service} for {ink.bold(name(m, promise.customer))} {ends}."
    chain = way(m, [hop.service for hop in promise.chain], promise.customer)
    lines = [wrapped(sentence, width, "  "), "  " + wrapped(chain, width - 2, "    ")]
    said = kept_by_margin(m, promise)
    margins = [f"{said} {BY_MARGIN}"] if said else []
    lines += on_the_way(m, [(promise.chain, promise.customer)], margins, width, "  ")
    if promise.shares:
        lines.append("  " + wrapped(shares_of(trace, promise), width, "    "))
    return "\n".join(lines)


def _several_promises(
    trace: Trace, hit: Sequence[TracedPromise], ink: Ink, width: int
) -> Iterator[str]:
    """One sentence a promise, and what happened on the way."""
    m = trace.map
    surely = [p for p in hit if is_sure(p)]
    perhaps = [p for p in hit if not is_sure(p)]
    makes = _makes(trace, sure=bool(surely))
    head = f"{_cause(trace)} {makes} {_counted(surely or perhaps, 'promise', ink)}"
    if surely and perhaps:
        head += f", and may make {_counted(perhaps, 'more')}"
    lines = [wrapped(f"{head}:", width, "  ")]
    for group in dict.fromkeys(m.parties[p.customer].group for p in hit):
        of_group = [p for p in hit if m.parties[p.customer].group is group]
        lines.append(f"  {HEADINGS[group]}")
        for end, alike in told_alike(m, of_group, ink):
            services = [ink.bold(service_for(m, p.service, p.customer)) for p in alike]
            customers = [ink.bold(name(m, p.customer)) for p in alike]
            told = [f"{one} for {to}" for one, to in zip(services, customers, strict=True)]
            sentence = f"{listed(told, None)}{end}"
            lines.append("    " + wrapped(sentence, width - 4, "      "))
            if alike[0].shares:
                lines.append("      " + wrapped(shares_of(trace, alike[0]), width - 6, "        "))
    yield "\n".join(lines)
    if said := on_the_way(m, [(p.chain, p.customer) for p in hit], _margins(m, hit), width):
        yield "\n".join(said)


def _counted(promises: Sequence[TracedPromise], what: str, ink: Ink | None = None) -> str:
    """`3 promises late`, `1 promise late and 2 later than they were already`; `2 more late`.

    What the plan breaks is made late by nobody.
    """
    later = sum(1 for p in promises if p.fate is Fate.LATE_BY_PLAN)
    late = len(promises) - later
    first = several(late or later, what) if what == "promise" else f"{late or later} {what}"
    first = ink.error(first) if ink else first
    than = f"later than {agreeing(later, 'it was', 'they were')} already"
    if not later:
        return f"{first} late"
    return f"{first} late and {later} {than}" if late else f"{first} {than}"


def _margins(m: ServiceMap, promises: Iterable[TracedPromise]) -> list[str]:
    return told_apart(
        m,
        (
            DelayPart(said, f"{BY_MARGIN} to {name(m, promise.customer)}", promise.service)
            for promise in promises
            if (said := kept_by_margin(m, promise))
        ),
    )


def _receipts(
    trace: Trace, hit: Sequence[TracedPromise], ink: Ink, width: int, *, everything: bool
) -> Iterator[str]:
    """The receipt, what began what never ends above it, and the runner-up below."""
    m = trace.map
    lines = [wrapped(said, width, "  ") for said in beginnings(trace, hit)]
    told = [p for p in hit if not p.endless]
    cut = ""
    if not everything and len(told) > 1 and _is_long(m, ways_of(told)):
        cut = f"  --all prints the receipts of the other {len(told) - 1} promises."
        told = told[:1]
    if told:
        lines.append(receipt(m, ways_of(told), ink, width, ends=len(hit) > 1))
        if told[0].runner_up:
            said = f"Next to drive it: {way(m, told[0].runner_up, told[0].customer)}"
            lines.append(f"  {ink.muted(wrapped(said, width - 2, '    '))}")
    if cut:
        lines.append(ink.muted(cut))
    yield "\n".join(lines)


def _is_long(m: ServiceMap, ways: Sequence[ChainToCustomer]) -> bool:
    """Whether a receipt has more lines than a reader takes in: its longest way alone may."""
    if any(len(chain) > LINES_AT_MOST for chain, _ in ways):
        return True
    return sum(1 for _ in rows_of(m, ways)) > LINES_AT_MOST


def _recoveries(
    m: ServiceMap, promises: Iterable[TracedPromise], ink: Ink, width: int
) -> Iterator[str]:
    """What is done for the customers that are hit, once for each, and who looks after them."""
    sure: dict[str, bool] = {}
    for p in promises:
        sure[p.customer] = sure.get(p.customer, False) or is_sure(p)
    hit = [m.parties[customer] for customer in sure if m.parties[customer].is_outside_customer]
    planned = [party for party in hit if party.care and party.care.recovery]
    for party in planned:
        steps = party.care.recovery if party.care else {}
        owner = f" (owner: {visible(party.owner)})" if party.owner else ""
        then = "" if sure[party.id] else "If it comes to that: what"
        lines = [f"{then or 'What'} to do for {ink.bold(visible(party.name))}{owner}:"]
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
    fates = {promise.fate for promise in trace.promises}
    reached = [p for p in trace.promises if p.reached]
    if Fate.OPEN in fates:
        said = "no promise is late because of it"
    elif Fate.LATE_BY_PLAN in fates:
        said = "every promise that the plan keeps is kept"
        said = said if reached else "nobody outside is later than by plan"
    else:
        said = "every promise is kept" if reached else "nobody outside notices"
    lines = [wrapped(f"{_cause(trace)}: {ink.good(said)}.", width, "  ")]
    ended = [*absorbed(m, trace.stopped), *_margins(m, reached)]
    if ended:
        lines.append(some("Absorbed: ", ended, width, "  "))
    if not everything:
        if ended or reached:
            lines.append(ink.muted("  --all prints the receipts."))
        yield "\n".join(lines)
        return
    yield "\n".join(lines)
    ways = [*ways_of(reached), *((hops, "") for hops in trace.ways_to_stops)]
    if ways:
        yield receipt(m, ways, ink, width)


def _other_promises(trace: Trace, *, everything: bool) -> list[str]:
    """What becomes of the promises that these delays do not break.

    Those late by plan are always told: that they are late is not because of these.
    """
    m = trace.map
    others = sorted(
        (p for p in trace.promises if not (p.felt or p.perhaps_felt)),
        key=lambda p: m.parties[p.customer].group.place,
    )
    by_plan = [p for p in others if p.fate is Fate.LATE_BY_PLAN]
    perhaps = [p for p in others if p.reached and p.fate is Fate.OPEN]
    kept = [p for p in others if p.reached and p not in (*by_plan, *perhaps)]
    told = [
        ("Later than planned, but kept", [p for p in kept if p.delay_bounds.least]),
        ("Perhaps later than planned, but kept", [p for p in kept if not p.delay_bounds.least]),
        ("Late already by plan", by_plan),
        ("Perhaps late already by plan, and no later because of this", perhaps),
    ]
    if everything:
        told.append(("Not hit", [p for p in others if not p.reached and p not in by_plan]))
    return [f"{said}: {promises_named(trace, promises)}." for said, promises in told if promises]


def _cause(trace: Trace) -> str:
    """`Accounts 2 days late and IT 4 hours late`."""
    m = trace.map
    causes = []
    for id_, minutes in (_busy(trace) or trace.late).items():
        length = f"{trace.lateness(id_)} late" if minutes else "on time"
        causes.append(f"{in_full(m, id_)} {length}")
    return listed(causes, None)


def _makes(trace: Trace, *, sure: bool) -> str:
    return agreeing(len(_busy(trace)), "makes", "make") if sure else "may make"


def _busy(trace: Trace) -> dict[str, int]:
    """Those of the late ones for whom anybody could wait."""
    m = trace.map
    providers = {service.provider for service in m.services.values()}
    return {id_: n for id_, n in trace.late.items() if id_ not in m.parties or id_ in providers}
