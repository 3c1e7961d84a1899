"""Every promise: when it is planned and due, how much is left, and what drives it."""

from collections.abc import Iterator, Sequence
from typing import Any

from servicemap.durations import Duration
from servicemap.escapes import visible
from servicemap.model import OUTSIDE_FIRST, Departures, Due, ServiceMap
from servicemap.plurals import agreeing, several
from servicemap.reporting.terminal import Ink, display_width, padded, wrapped
from servicemap.timing.answers.promises import PlannedPromise, Promises
from servicemap.unknowns import Unknown
from servicemap.wording.chains import way
from servicemap.wording.lengths import hours_of, short
from servicemap.wording.lists import listed
from servicemap.wording.moments import point, rhythm, when
from servicemap.wording.names import HEADINGS, promise_named
from servicemap.wording.unknowns import why

GAP = 2
NARROWEST = 20
"""Columns that the names get at least."""

AT_LEAST = "+"
"""Marks what may well be later: the plan counts only what is known."""


def as_text(promises: Promises, ink: Ink, *, width: int = 100, everything: bool = False) -> str:
    """A line a promise under its group, the chain that drives it beneath; doubts as footnotes.

    Of long chains the middle is counted, unless `everything` is wanted.
    """
    m = promises.map
    if not len(promises):
        return "Nothing is promised on this map: it serves nobody outside."
    head = wrapped(f"{ink.bold(visible(m.title))}: {_summed_up(promises, ink)}", width)
    if not any(service.takes for service in m.services.values()):
        cure = (
            "No service says how long it takes, so nobody can know when anything is done. Begin"
            " with takes: under the services that end users wait for, e.g. takes: 2d."
        )
        return f"{head}\n\n{wrapped(cure, width)}"
    footnotes = list(dict.fromkeys(one.unknown for one in promises if one.unknown))
    rows = {id(one): _numbers(m, one, footnotes, ink) for one in promises}
    heads = ["planned", "due", "margin"]
    across = [
        max(display_width(cell) for cell in column)
        for column in zip(heads, *rows.values(), strict=True)
    ]
    names = [promise_named(m, one.service, one.customer) for one in promises]
    room = max(NARROWEST, width - sum(across) - GAP * len(across) - 2)
    room = min(room, max(map(display_width, names)))
    lines = [ink.muted(_line("", heads, room + 2, across))]
    for group in OUTSIDE_FIRST:
        inside = [one for one in promises if m.parties[one.customer].group is group]
        if inside:
            lines.append(ink.bold(HEADINGS[group]))
        for one in inside:
            name = wrapped(promise_named(m, one.service, one.customer), room, "  ")
            first, _, rest = name.partition("\n")
            lines.append(_line("  " + first, rows[id(one)], room + 2, across))
            lines += [rest] if rest else []
            lines.append(
                "    "
                + ink.muted(wrapped(_driven(m, one, everything=everything), width - 4, "      "))
            )
    return "\n".join([head, "", *lines, *_notes(promises, footnotes, width)])


def _driven(m: ServiceMap, one: PlannedPromise, *, everything: bool) -> str:
    """The chain that drives a promise, and how long it is where that does not stand above."""
    driven = way(m, one.chain, one.customer, everything=everything)
    said = []
    promise = _said_of(m, one)
    if isinstance(promise, Departures):
        said.append(f"promised {rhythm(promise)}")
    if one.planned_at is not None:
        more = AT_LEAST if one.lower_bound else ""
        said.append(f"lead time {short(one.planned, m.calendar.day)}{more}")
        if one.held_until is not None:
            said.append(f"not before {point(one.held_until)}")
    return f"{', '.join(said)}: {driven}" if said else driven


def _line(label: str, numbers: Sequence[str], room: int, across: Sequence[int]) -> str:
    cells = [padded(cell, n, "r") for cell, n in zip(numbers, across, strict=True)]
    return (" " * GAP).join([padded(label, room), *cells]).rstrip(" ")


def _numbers(
    m: ServiceMap, one: PlannedPromise, footnotes: Sequence[Unknown], ink: Ink
) -> tuple[str, str, str]:
    exact = after_hours(one)
    planned = when(m, one.planned, one.planned_at, briefly=True, to_the_minute=exact)
    due = when(m, one.due, one.due_at, briefly=True, to_the_minute=exact)
    named_a_time = (one.service, one.customer) in m.stated
    if one.unknown:
        margin = f"unknown [{footnotes.index(one.unknown) + 1}]"
        if one.missed:
            late = short(one.missed, m.calendar_of(one.customer).day)
            margin = ink.error(f"{late}+ late ! [{footnotes.index(one.unknown) + 1}]")
        else:
            margin = ink.warning(margin)
        due = _promised(m, one)
    else:
        margin = margin_in_words(m, one, ink, promised=named_a_time)
    due = due if named_a_time else "as planned"
    return planned + (AT_LEAST if one.lower_bound else ""), due, margin


def _promised(m: ServiceMap, one: PlannedPromise) -> str:
    """What somebody said, where the plan cannot be held against it."""
    promise = _said_of(m, one)
    if promise is None or isinstance(promise, Duration):
        return str(promise)
    return point(promise)


def _said_of(m: ServiceMap, one: PlannedPromise) -> Due | None:
    key = (one.service, one.customer)
    return next(r.promise for r in m.reliances if (r.service, r.customer) == key)


def after_hours(one: PlannedPromise) -> bool:
    """Whether it comes after it is due, but before the customer works again: late by no time."""
    if one.margin != 0:
        return False
    if one.planned_at is not None and one.due_at is not None:
        return one.planned_at > one.due_at
    return one.planned > one.due


def margin_in_words(m: ServiceMap, one: PlannedPromise, ink: Ink, *, promised: bool) -> str:
    """`4d`, `none !`, `after hours !`, `1d late !`; `-` where no time was named."""
    day = m.calendar_of(one.customer).day
    if one.missed:
        return ink.error(f"{short(one.missed, day)} late or more !")
    if one.margin is None:
        return ink.warning("unknown")
    if after_hours(one):
        return ink.warning("after hours !")
    if one.margin < 0:
        return ink.error(f"{short(-one.margin, day)} late !")
    if not promised:
        return "-"
    if one.margin == 0:
        return ink.warning("none !")
    return ink.good(short(one.margin, day)) if one.margin >= day else short(one.margin, day)


def _summed_up(promises: Promises, ink: Ink) -> str:
    """`9 promises. The plan keeps them all; 1 has no margin.`"""
    count = len(promises)
    kept = promises.map.stated
    broken = sum(1 for one in promises if one.broken)
    late_at_night = sum(1 for one in promises if after_hours(one))
    bare = sum(1 for one in promises if one.margin == 0 and (one.service, one.customer) in kept)
    bare -= late_at_night
    unknown = sum(1 for one in promises if one.margin is None and not one.missed)
    it = agreeing(count, "it", "them")
    said = f"{several(count, 'promise')}. "
    if broken:
        said += ink.error(f"The plan itself breaks {broken if count > 1 else it}")
    elif unknown == count:
        said += ink.warning(f"Nobody can know whether the plan keeps {it}")
    elif unknown:
        said += ink.good("The plan keeps all that can be reckoned")
    else:
        said += ink.good(f"The plan keeps {agreeing(count, 'it', 'them all')}")
    if late_at_night:
        said += f"; {late_at_night} {agreeing(late_at_night, 'comes', 'come')} after hours"
    if bare:
        said += f"; {bare} {agreeing(bare, 'has', 'have')} no margin"
    if unknown and unknown != count:
        said += f"; the margin of {unknown} is unknown"
    return said + "."


def _notes(promises: Promises, footnotes: Sequence[Unknown], width: int) -> Iterator[str]:
    m = promises.map
    notes = [
        f"[{number}] {why(unknown, begins=True)}."
        for number, unknown in enumerate(footnotes, start=1)
    ]
    if any(one.lower_bound for one in promises):
        notes.append(
            f"{AT_LEAST}: or later; only what is known is counted. servicemap check --all says what"
            " to add (SM303)."
        )
    if any(map(after_hours, promises)):
        notes.append(
            "after hours: it comes after it is due, and before the customer works again; lateness"
            " is counted in the customer's working time."
        )
    if any((one.service, one.customer) not in m.stated for one in promises):
        notes.append("as planned: nobody named a time, so it is due when the plan has it done.")
    otherwise = [one for one in promises if _counted_otherwise(m, one)]
    if otherwise:
        customers = listed(
            list(dict.fromkeys(visible(m.parties[o.customer].name) for o in otherwise))
        )
        notes.append(
            f"The margin for {customers} is counted in the customer's own working hours, all else"
            " in the map's."
        )
    if m.start is None:
        notes.append(
            f"Counted from the start of the plan, in working days of {hours_of(m.calendar.day)}."
        )
    yield from [""] if notes else []
    for note in notes:
        yield wrapped(note, width, "    ")


def _counted_otherwise(m: ServiceMap, one: PlannedPromise) -> bool:
    """Whether a customer works by other hours than the map, so that due less planned is no margin.

    Between two dates everybody sees whose days they are.
    """
    if not one.margin or one.planned_at is not None:
        return False
    own = one.margin, m.calendar_of(one.customer).day
    return own != (one.due - one.planned, m.calendar.day)


def as_json(promises: Promises) -> dict[str, Any]:
    """Sorted by service and customer; minutes of working time from the start of the plan.

    `why` says why a margin is null.
    """
    return {
        "version": 1,
        "kind": "promises",
        "promises": [
            _as_json(one) for one in sorted(promises, key=lambda one: (one.service, one.customer))
        ],
    }


def _as_json(one: PlannedPromise) -> dict[str, Any]:
    return {
        "service": one.service,
        "customer": one.customer,
        "planned_minutes": one.planned,
        "due_minutes": one.due,
        "margin_minutes": one.margin,
        "chain": list(one.chain),
        "lower_bound": one.lower_bound,
        "not_before": None if one.held_until is None else str(one.held_until),
        "broken": one.broken,
        "why": why(one.unknown),
        **moments_of(one),
    }


def moments_of(one: PlannedPromise) -> dict[str, str]:
    """The keys that say when, as moments; none on a map without a start."""
    if one.planned_at is None or one.due_at is None:
        return {}
    return {"planned_at": one.planned_at.isoformat(), "due_at": one.due_at.isoformat()}
