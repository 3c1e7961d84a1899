"""A trace in words and in numbers: who outside is how late, by which chain, what absorbed it."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from servicemap.durations import in_words, short
from servicemap.model import RECOVERY_STEPS, ServiceMap
from servicemap.reporting.terminal import Ink, table, visible
from servicemap.timing.traces import Hop, Trace, TracedPromise

NAMED_AT_MOST = 5
"""Promises named in a line of those that hold; the others are counted."""

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = (
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
)  # fmt: skip

_COLUMNS = (
    ("arrives late", "arrived_late"),
    ("schedule absorbs", "absorbed_by_schedule"),
    ("slack absorbs", "absorbed_by_slack"),
    ("missed departure adds", "added_by_departure"),
    ("its own delay", "added_here"),
    ("passes on", "passed_on"),
)


def as_text(trace: Trace, ink: Ink) -> str:
    """The answer for a manager: sentences first, then the receipt of each chain.

    The promises that are broken come first, those to customers outside before those to
    colleagues, the latest at the top, each with its chain hop by hop; then, in a line each, those
    that are later than planned but kept, and those that are not hit.
    """
    m = trace.map
    felt = sorted(
        (p for p in trace.felt if p.delay),
        key=lambda p: not m.parties[p.customer].is_outside_customer,
    )
    idle = [id_ for id_ in trace.late if id_ not in _busy(trace)]
    paragraphs = [_broken(trace, promise, ink) for promise in felt]
    if not felt:
        paragraphs.append(_nobody_feels(trace, idle, ink))
    if felt or len(trace.late) > 1:
        paragraphs += [f"{_name(m, id_)} provides no service: nobody waits for it." for id_ in idle]
    paragraphs += _recoveries(m, felt)
    paragraphs += _other_promises(trace)
    if any(p.lower_bound for p in felt):
        paragraphs.append(
            ink.muted(
                "Some working times are unknown or wait for each other in a circle, so the schedule"
                " is not counted on to absorb anything there."
            )
        )
    return "\n\n".join(paragraphs)


def as_json(trace: Trace) -> dict[str, Any]:
    """The trace as other programs read it; minutes of working time, lists sorted by id.

    Where a delay never recovers, `delay_minutes` and `late_minutes` are null.
    """
    return {
        "version": 1,
        "kind": "trace",
        "late": dict(trace.late),
        "services": [
            {"service": service, "delay_minutes": minutes}
            for service, minutes in sorted(trace.delays.items())
        ],
        "promises": [
            _promise_as_json(promise)
            for promise in sorted(trace.promises, key=lambda p: (p.service, p.customer))
        ],
        "stopped": [_hop_as_json(hop) for hop in sorted(trace.stopped)],
        "permutations": trace.sampled,
    }


def _promise_as_json(promise: TracedPromise) -> dict[str, Any]:
    never = promise.never_recovers
    found: dict[str, Any] = {
        "service": promise.service,
        "customer": promise.customer,
        "planned_minutes": promise.planned,
        "due_minutes": promise.due,
        "actual_minutes": None if never else promise.actual,
        "delay_minutes": None if never else promise.delay,
        "late_minutes": None if never else promise.late,
        "lower_bound": promise.lower_bound,
        "chain": [_hop_as_json(hop) for hop in promise.chain],
        "runner_up": list(promise.runner_up),
        "shares": dict(promise.shares),
        "share_errors": {id_: round(error, 1) for id_, error in promise.share_errors.items()},
        "never_recovers": never,
        "why": "the delay grows each time round a loop" if never else "",
    }
    if promise.planned_at and promise.due_at:
        found["planned_at"] = promise.planned_at.isoformat()
        found["due_at"] = promise.due_at.isoformat()
        actual = promise.actual_at
        found["actual_at"] = None if never or actual is None else actual.isoformat()
    return found


def _hop_as_json(hop: Hop) -> dict[str, Any]:
    return {
        "service": hop.service,
        "arrived_late_minutes": hop.arrived_late,
        "absorbed_by_schedule_minutes": hop.absorbed_by_schedule,
        "absorbed_by_slack_minutes": hop.absorbed_by_slack,
        "added_by_departure_minutes": hop.added_by_departure,
        "added_here_minutes": hop.added_here,
        "passed_on_minutes": hop.passed_on,
    }


def _broken(trace: Trace, promise: TracedPromise, ink: Ink) -> str:
    m = trace.map
    day = m.calendar_of(promise.customer).day
    cause = _cause(trace)
    makes = "makes" if len(_busy(trace)) == 1 else "make"
    late = in_words(promise.late, day) + " late"
    if promise.never_recovers:
        late = "later and later: the delay grows each time round a loop, and never recovers"
    sentence = (
        f"{cause} {makes} {ink.bold(_name(m, promise.service))} for"
        f" {ink.bold(_name(m, promise.customer))} {ink.error(late)}"
    )
    if promise.actual_at and promise.due_at and not promise.never_recovers:
        sentence += f": {_date(promise.actual_at)} instead of {_date(promise.due_at)}"
    names = [_name(m, m.services[hop.service].provider) for hop in promise.chain]
    lines = [sentence + ".", "  " + " -> ".join([*names, _name(m, promise.customer)])]
    absorbed = _absorbed(m, promise.chain)
    if promise.delay > promise.late:
        kept = in_words(promise.delay - promise.late, day)
        absorbed.append(f"{kept} by the margin of the promise")
    if absorbed:
        lines.append(f"  Absorbed on the way: {'; '.join(absorbed)}.")
    if promise.shares:
        lines.append(f"  Fair shares of it: {_shares(trace, promise, day)}.")
    receipt = _receipt(m, promise.chain, ink)
    runner_up = [_name(m, m.services[service].provider) for service in promise.runner_up]
    if runner_up:
        runner_up.append(_name(m, promise.customer))
        receipt += "\n  " + ink.muted("Next to drive it: " + " -> ".join(runner_up))
    return "\n".join(lines) + "\n\n" + receipt


def _date(at: datetime) -> str:
    """`Fri 26 Feb 2027 17:00`, in English whatever the machine speaks."""
    day, month = _DAYS[at.weekday()], _MONTHS[at.month - 1]
    return f"{day} {at.day} {month} {at.year} {at.hour:02}:{at.minute:02}"


def _shares(trace: Trace, promise: TracedPromise, day: int) -> str:
    """`Accounts 1 day, IT 4 hours`; sampled ones with their standard error."""
    named = []
    for id_, minutes in sorted(promise.shares.items(), key=lambda item: (-item[1], item[0])):
        text = f"{_in_full(trace.map, id_)} {in_words(minutes, day)}"
        error = round(promise.share_errors.get(id_, 0))
        named.append(f"{text} (give or take {in_words(error, day)})" if error else text)
    drawn = f" (sampled from {trace.sampled} orders)" if promise.share_errors else ""
    return ", ".join(named) + drawn


def _recoveries(m: ServiceMap, felt: Iterable[TracedPromise]) -> list[str]:
    """Whose customers they are and what is done for them, once for each customer outside."""
    found = []
    for customer in dict.fromkeys(p.customer for p in felt):
        party = m.parties[customer]
        if not party.is_outside_customer:
            continue
        owner = f" (owner: {visible(party.owner)})" if party.owner else ""
        steps = party.care.recovery if party.care else {}
        lines = [
            f"  {step.replace('_', ' ')}: {visible(steps[step])}"
            for step in RECOVERY_STEPS
            if step in steps
        ]
        if lines:
            found.append("\n".join([f"What to do for {_name(m, customer)}{owner}:", *lines]))
        elif owner:
            found.append(f"No recovery plan is written down for {_name(m, customer)}{owner}.")
    return found


def _absorbed(m: ServiceMap, hops: Iterable[Hop]) -> list[str]:
    """`1 day by slack at Sales`: what each hop took away, schedule and slack apart."""
    found = []
    for hop in hops:
        name = _name(m, m.services[hop.service].provider)
        if hop.absorbed_by_schedule:
            length = in_words(hop.absorbed_by_schedule, m.calendar.day)
            found.append(f"{length} by the schedule at {name}")
        if hop.absorbed_by_slack:
            found.append(f"{in_words(hop.absorbed_by_slack, m.calendar.day)} by slack at {name}")
    return found


def _receipt(m: ServiceMap, hops: Sequence[Hop], ink: Ink) -> str:
    """The hops as a table; columns in which nothing happens are left out."""
    shown = [
        (title, field)
        for title, field in _COLUMNS
        if field in {"arrived_late", "passed_on"} or any(getattr(hop, field) for hop in hops)
    ]
    day = m.calendar.day
    rows = [
        [
            _in_full(m, hop.service),
            *(
                short(getattr(hop, field), day) if getattr(hop, field) else "-"
                for _, field in shown
            ),
        ]
        for hop in hops
    ]
    headers = ["", *(title for title, _ in shown)]
    return table(rows, headers, align="l" + "r" * len(shown), ink=ink, indent="  ")


def _nobody_feels(trace: Trace, idle: Sequence[str], ink: Ink) -> str:
    m = trace.map
    if not trace.late:
        return "Nobody is late."
    if len(idle) == len(trace.late) == 1:
        return f"{_name(m, idle[0])} provides no service, so nobody waits for it."
    if any(p.delay for p in trace.promises):
        sentence = f"{_cause(trace)}: {ink.good('every promise is kept')}."
    else:
        sentence = f"{_cause(trace)}: {ink.good('nobody outside notices')}."
    absorbed = _absorbed(m, trace.stopped)
    if absorbed:
        sentence += f"\n  Absorbed: {'; '.join(absorbed[:NAMED_AT_MOST])}"
        more = len(absorbed) - NAMED_AT_MOST
        sentence += f"; and at {more} more.\n" if more > 0 else "."
    return sentence.rstrip()


def _other_promises(trace: Trace) -> list[str]:
    kept = [p for p in trace.promises if p.delay and not p.late]
    broken = [p for p in trace.promises if p.late and not p.delay]
    untouched = [p for p in trace.promises if not p.delay and not p.late]
    lines = []
    if kept:
        lines.append(f"Later than planned, but kept: {_listed(trace.map, kept)}.")
    if broken:
        lines.append(f"Late already by plan: {_listed(trace.map, broken)}.")
    if untouched:
        lines.append(f"Not hit: {_listed(trace.map, untouched)}.")
    return lines


def _listed(m: ServiceMap, promises: Sequence[TracedPromise]) -> str:
    named = [f"{_name(m, p.service)} for {_name(m, p.customer)}" for p in promises[:NAMED_AT_MOST]]
    more = len(promises) - NAMED_AT_MOST
    return ", ".join(named) + (f" and {more} more" if more > 0 else "")


def _cause(trace: Trace) -> str:
    """`Accounts 2 days late and IT 4 hours late`."""
    m = trace.map
    causes = []
    for id_, minutes in (_busy(trace) or trace.late).items():
        party = id_ if id_ in m.parties else m.services[id_].provider
        length = in_words(minutes, m.calendar_of(party).day)
        causes.append(
            f"{_in_full(m, id_)} {length} late" if minutes else f"{_in_full(m, id_)} on time"
        )
    return " and ".join([", ".join(causes[:-1]), causes[-1]] if len(causes) > 1 else causes)


def _busy(trace: Trace) -> dict[str, int]:
    """Those of the late ones for whom anybody could wait."""
    m = trace.map
    return {id_: n for id_, n in trace.late.items() if id_ not in m.parties or _makes(m, id_)}


def _makes(m: ServiceMap, party: str) -> bool:
    return any(service.provider == party for service in m.services.values())


def _in_full(m: ServiceMap, id_: str) -> str:
    """`Accounts`, or `Accounts: Profit report` for a service."""
    if id_ in m.parties:
        return _name(m, id_)
    return f"{_name(m, m.services[id_].provider)}: {_name(m, id_)}"


def _name(m: ServiceMap, id_: str) -> str:
    return visible(m.parties[id_].name if id_ in m.parties else m.services[id_].name)
