"""Every promise: when it is planned and due, how much is left, and what drives it."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from servicemap.bounds import Fate
from servicemap.durations import DAY_OF_CLOCK
from servicemap.escapes import visible
from servicemap.model import OUTSIDE_FIRST, Departures, ServiceMap
from servicemap.plurals import agreeing, several
from servicemap.reporting.footnotes import Footnotes
from servicemap.reporting.promise_columns import (
    COLUMNS,
    MAY_BE_LATE,
    beside_the_time,
    first_kept_in_words,
    hangs_with_margin,
)
from servicemap.reporting.terminal import Ink, display_width, padded, table, wrapped
from servicemap.timing.answers.open_ends import Missing
from servicemap.timing.answers.promises import PlannedPromise, Promises
from servicemap.unknowns import Unknown
from servicemap.wording.chains import way
from servicemap.wording.in_bounds import in_a_cell
from servicemap.wording.lengths import hours_of
from servicemap.wording.lists import listed
from servicemap.wording.moments import point, rhythm
from servicemap.wording.names import HEADINGS, name, promise_named
from servicemap.wording.promise_counts import told
from servicemap.wording.unknowns import WITHOUT_TIMES, in_step, why

GAP = 2
NARROWEST = 20
"""Columns that the names get at least."""

SETTLING = 5
"""So many of those things are named that most promises hang on."""


_ASKED = {
    Missing.NEEDS: "what does it wait for?",
    Missing.TAKES: "how long does it take?",
    Missing.SERVICE: "which service of theirs is meant?",
}


def as_text(promises: Promises, ink: Ink, *, width: int = 100, everything: bool = False) -> str:
    """A line a promise under its group, the chain that drives it beneath; doubts as footnotes.

    Of long chains the middle is counted, unless `everything` is wanted.
    """
    m = promises.map
    if not len(promises):
        return "Nothing is promised on this map: it serves nobody outside."
    title = ink.bold(visible(m.title))
    if not m.has_times:
        head = f"{title}: {several(len(promises), 'promise')}."
        return f"{head}\n\n{wrapped(WITHOUT_TIMES, width)}"
    head = wrapped(f"{title}: {_summed_up(promises, ink)}", width)
    footnotes = Footnotes(_footnote(m, one) for one in promises)
    rows = {id(one): _cells(m, one, footnotes, ink) for one in promises}
    heads = [column.head for column in COLUMNS]
    across = [
        max(display_width(line) for cell in column for line in cell.split("\n"))
        for column in zip(heads, *rows.values(), strict=True)
    ]
    called = {id(one): promise_named(m, one.service, one.customer) for one in promises}
    room = max(NARROWEST, width - sum(across) - GAP * len(across) - 2)
    room = min(room, max(map(display_width, called.values())))
    lines = [ink.muted(_line("", heads, room + 2, across))]
    for group in OUTSIDE_FIRST:
        inside = [one for one in promises if m.parties[one.customer].group is group]
        if inside:
            lines.append(ink.bold(HEADINGS[group]))
        for one in inside:
            label = wrapped(called[id(one)], room, "  ")
            cells = ["  " + label, *rows[id(one)]]
            lines += [
                _line(first, numbers, room + 2, across)
                for first, *numbers in zip_longest(*(c.split("\n") for c in cells), fillvalue="")
            ]
            lines += [
                "    " + ink.muted(wrapped(said, width - 4, "      "))
                for said in _beneath(m, one, everything=everything)
            ]
    return "\n".join(
        [head, "", *lines, *_settling(promises, width), *_notes(promises, footnotes, width)]
    )


def _beneath(m: ServiceMap, one: PlannedPromise, *, everything: bool) -> Iterator[str]:
    """The chain that drives a promise, and how long it is where that does not stand above.

    Where lengths are missing, which; where that is one alone, how long it may be. Last what else
    is promised, and what competitors offer.
    """
    driven = way(m, one.chain, one.customer, everything=everything)
    said = []
    promise = one.promise
    if isinstance(promise, Departures):
        said.append(f"promised {rhythm(promise)}")
    if one.earliest_at is not None:
        clock = " on the clock" if one.lead_day == DAY_OF_CLOCK != m.calendar.day else ""
        said.append(f"lead time {in_a_cell(one.lead_bounds, one.lead_day)}{clock}")
        if one.held_until is not None:
            said.append(f"not before {point(one.held_until)}")
    yield f"{', '.join(said)}: {driven}" if said else driven
    if begins := first_kept_in_words(m, one):
        yield begins
    if held := hangs_with_margin(m, one):
        yield held
    yield from beside_the_time(one)


def _line(label: str, numbers: Sequence[str], room: int, across: Sequence[int]) -> str:
    cells = [padded(cell, n, "r") for cell, n in zip(numbers, across, strict=True)]
    return (" " * GAP).join([padded(label, room), *cells]).rstrip(" ")


def _cells(m: ServiceMap, one: PlannedPromise, footnotes: Footnotes, ink: Ink) -> tuple[str, ...]:
    mark = footnotes.mark(_footnote(m, one))
    return tuple(
        (column.cell(m, one, ink) or "-") + (mark if column.doubted else "") for column in COLUMNS
    )


def _summed_up(promises: Promises, ink: Ink) -> str:
    """`9 promises. The plan keeps them all; 1 has no margin.`"""
    colours = {Fate.LATE_BY_PLAN: ink.error, Fate.OPEN: ink.warning, Fate.KEPT: ink.good}
    return "".join(
        said if fate is None else colours[fate](said) for said, fate in told(promises.counts)
    )


def _settling(promises: Promises, width: int) -> Iterator[str]:
    """What the map does not say, first what most promises hang on."""
    ends, m = promises.open_ends, promises.map
    if not ends:
        return
    unsaid = Unknown.UNTIMED | Unknown.UNLINKED
    hanging = sum(1 for one in promises if one.unknown & unsaid and not one.settled)
    all_ = several(len(promises), "promise")
    hang = agreeing(hanging, "hangs", "hang")
    first = "what opens a circle, then " if ends[0].closes_circle else ""
    yield ""
    yield wrapped(
        f"{hanging} of {all_} {hang} on what the map does not say. Say first {first}what most hangs"
        " on:",
        width,
    )
    rows = []
    for end in ends[:SETTLING]:
        service = m.services[end.service]
        asked = _ASKED[end.missing] + " It closes a circle by being open." * end.closes_circle
        whose = f"{name(m, end.service)} ({name(m, service.provider)})"
        if end.missing is Missing.SERVICE:
            whose = name(m, service.provider)
        rows.append([f"{end.hangs_on_it} of {hanging}", f"{end.missing}:", f"{whose}: {asked}"])
    taken = max(len(row[0]) for row in rows) + len("needs:") + 6
    rows = [[*row[:-1], wrapped(row[-1], max(NARROWEST, width - taken))] for row in rows]
    yield table(rows, align="rll", indent="  ")
    if len(ends) > SETTLING:
        yield f"  and {len(ends) - SETTLING} more: servicemap check --all (SM303)."


def _footnote(m: ServiceMap, one: PlannedPromise) -> str:
    """On what beside the plan a margin hangs."""
    if Unknown.UNDATED in one.unknown:
        return f"{why(Unknown.UNDATED, begins=True)}."
    if one.conditional:
        return f"{in_step(m, one.circle, begins=True)}."
    return ""


def _notes(promises: Promises, footnotes: Footnotes, width: int) -> Iterator[str]:
    m = promises.map
    notes = [*footnotes]
    if any(one.fate is Fate.OPEN and one.stated for one in promises):
        notes.append(f"{MAY_BE_LATE}: kept or late, as what the map does not say turns out.")
    if any(one.after_hours for one in promises):
        notes.append(
            "after hours: it comes after it is due, and before the customer works again; lateness"
            " is counted in the customer's working time."
        )
    if not all(o.held_to_a_time or Unknown.UNDATED in o.unknown for o in promises):
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
    least, most = one.margin_bounds
    if not (least or most) or one.earliest_at is not None or one.due is None or not one.stated:
        return False
    last, first = one.planned_bounds
    own = (
        None if first is None else one.due - first,
        None if last is None else one.due - last,
    )
    return (one.margin_bounds, m.calendar_of(one.customer).day) != (own, m.calendar.day)
