"""What became of a map, on a page: what is followed, from its first figure to its last."""

from collections.abc import Iterator, Mapping, Sequence

from servicemap.escapes import visible
from servicemap.findings import KINDS
from servicemap.importing.record_files import NoRecord
from servicemap.importing.track_records import TrackRecord
from servicemap.locations import printable
from servicemap.plurals import agreeing, several
from servicemap.reporting.terminal import Ink, shortened, table, wrapped
from servicemap.reporting.text.improvements import LEVERS
from servicemap.reporting.text.markdown_tables import escaped
from servicemap.reporting.text.markdown_tables import table as markdown_table
from servicemap.rounds.history import (
    RUNGS,
    History,
    HistoryMeasure,
    HistorySeries,
    HistoryValue,
    SeriesKey,
    Untold,
)
from servicemap.rounds.history_points import HistoryPoint
from servicemap.wording.lengths import short
from servicemap.wording.lists import listed

SHOWN_AT_MOST = 12
"""Of each kind, those that changed most; of the others the number."""

HEADINGS: Mapping[HistoryMeasure, str] = {
    HistoryMeasure.SCORE: "Scores, of 10",
    HistoryMeasure.RUNG: "Rungs of the ladder",
    HistoryMeasure.KEPT: "Delivered when due, by quarters",
    HistoryMeasure.MARGIN: "Margin of promises",
    HistoryMeasure.TOLERANCE: "Tolerance of promises, of the team that has least",
    HistoryMeasure.AGREED: "Agreed by both sides",
    HistoryMeasure.FINDINGS: "Findings",
}
OPEN = "open"
"""What a figure is called that the map left open, or that has no limit."""

WHY_UNTOLD: Mapping[Untold, str] = {
    Untold.NO_FILE: "this map is in no file of which git could keep revisions: what customers said"
    " is told by its own days",
    Untold.NO_GIT: "git is not installed here, so there are no revisions: what customers said is"
    " told by its own days",
    Untold.NO_REPOSITORY: "the map lies in no git repository, so there are no revisions: what"
    " customers said is told by its own days",
    Untold.NOTHING_COMMITTED: "git keeps no revision of this map yet: commit it, and each change"
    " becomes a point in time",
}
_NARROWEST_NAME = 20
_FIGURES = 46
"""Columns that the figures beside a name take."""


def as_text(found: History, ink: Ink, *, width: int = 100, everything: bool = False) -> str:
    """What is followed, kind by kind; what was done; where there are gaps, and why."""
    blocks = [wrapped(f"{ink.bold(visible(found.map.title))}: {summed_up(found)}", width)]
    for measure in HistoryMeasure:
        own = [one for one in found.of(measure) if one.known]
        if own:
            shown = own if everything else own[:SHOWN_AT_MOST]
            rows = [_row(found, one, ink, width) for one in shown]
            lines = table(rows, align="lrlrlr", indent="  ")
            left = len(own) - len(shown)
            more = f"\n  {ink.muted(f'and {left} more, which changed less: --all')}" if left else ""
            blocks.append(f"{ink.bold(HEADINGS[measure])}\n{lines}{more}")
    for heading, said in (("Done", done(found)), ("Gaps", gaps(found)), ("", notes(found))):
        lines = "\n".join(f"  {wrapped(line, width - 2, '    ')}" for line in said)
        blocks += [f"{ink.bold(heading)}\n{lines}".lstrip("\n")] if lines else []
    return "\n\n".join(blocks)


def as_markdown(found: History) -> str:
    """A table of what is followed, from first to last; what was done, and what is not known."""
    rows = [
        [escaped(cell) for cell in (one.key.measure, subject(found, one.key), *_ends(one))]
        for one in found.series
        if one.known
    ]
    heads = ("What", "Of", "First", "Last", "Change")
    parts = [f"**{escaped(found.map.title)}**: {summed_up(found)}", markdown_table(heads, rows)]
    for heading, said in (("Done:", done(found)), ("Gaps:", gaps(found)), ("Notes:", notes(found))):
        lines = [f"- {escaped(line)}" for line in said]
        parts += [f"{heading}\n\n" + "\n".join(lines)] if lines else []
    return "\n\n".join(parts)


def _ends(one: HistorySeries) -> tuple[str, str, str]:
    """Its first figure and its last, each with its day, and by how much they differ."""
    first, last = one.known[0], one.known[-1]
    begin = "" if first is last else f"{figure(first)} {first.when}"
    return begin, f"{figure(last)} {last.when}", change(one)


def summed_up(found: History) -> str:
    """`figures from 2026-01-04 to 2026-12-20, at 12 points in time; 1 of them is a gap.`"""
    if found.days is None:
        return "nothing is known of any day."
    first, last = found.days
    said = f"figures of {first}" if first == last else f"figures from {first} to {last}"
    if found.points:
        said += f", at {several(len(found.points), 'point')} in time"
    count = len(found.gaps)
    return said + (
        f"; {count} of them {agreeing(count, 'is a gap', 'are gaps')}." if count else "."
    )


def subject(found: History, key: SeriesKey) -> str:
    """Of what: `Shoppers`, `Toys on the shelf for Shoppers`, `SM301 broken-promise`, `all`."""
    if key.measure is HistoryMeasure.FINDINGS:
        return f"{key.subject} {KINDS[key.subject].name}"
    if key.measure is HistoryMeasure.AGREED:
        return "all deliveries"
    called = visible(found.names.get(key.subject, key.subject))
    if key.customer is None:
        return called
    return f"{called} for {visible(found.names.get(key.customer, key.customer))}"


def figure(one: HistoryValue) -> str:
    """`7`, `account`, `95% of 20`, `2d 4h`, `3d or more`."""
    if one.value is None:
        return OPEN
    match one.measure:
        case HistoryMeasure.RUNG:
            return RUNGS[int(one.value) - 1].value
        case HistoryMeasure.KEPT | HistoryMeasure.AGREED:
            return f"{one.value:.0%} of {one.of:,}"
        case HistoryMeasure.MARGIN | HistoryMeasure.TOLERANCE:
            assert one.day is not None, "working time of somebody"
            more = "" if one.most == one.value else " or more"
            return f"{short(int(one.value), one.day)}{more}"
    return f"{one.value:g}"


def change(one: HistorySeries) -> str:
    """`+3`, `-15 points`, `+2d`; nothing where it is the same, or a rung."""
    first, last = one.known[0], one.known[-1]
    if not one.change or one.key.measure is HistoryMeasure.RUNG:
        return ""
    if one.key.measure in {HistoryMeasure.KEPT, HistoryMeasure.AGREED}:
        return f"{one.change * 100:+.0f} points"
    if one.key.measure in {HistoryMeasure.MARGIN, HistoryMeasure.TOLERANCE}:
        if first.day != last.day or last.day is None:
            return ""  # days of another length
        return ("+" if one.change > 0 else "") + short(int(one.change), last.day)
    return f"{one.change:+g}"


def _row(found: History, one: HistorySeries, ink: Ink, width: int) -> Sequence[str]:
    called = shortened(subject(found, one.key), max(_NARROWEST_NAME, width - _FIGURES))
    first, last = one.known[0], one.known[-1]
    if first is last:
        return called, figure(last), ink.muted(str(last.when))
    days = (ink.muted(str(first.when)), ink.muted(str(last.when)))
    return called, figure(first), days[0], figure(last), days[1], change(one)


def done(found: History) -> Iterator[str]:
    """What was done, and when; of what came of it nobody says anything here."""
    for action in found.actions:
        for_ = listed([visible(_name(found, id_)) for id_ in action.for_])
        lever = f", {LEVERS[action.lever]}" if action.lever else ""
        yield f"{action.done} {visible(action.name)} (for {for_}{lever})"


def _name(found: History, id_: str) -> str:
    return found.map.name_of(id_) if id_ in found.map.services else found.names.get(id_, id_)


def gaps(found: History) -> Iterator[str]:
    """The points at which the map could not be read, each with the reason."""
    for point in found.gaps:
        yield gap(point)


def gap(point: HistoryPoint) -> str:
    """`2026-06-01 (a1b2c3d4e5): maps/toys.yaml:3:5: ...`"""
    assert point.gap is not None, "a gap has a reason"
    which = f"{point.when} ({point.revision})" if point.revision else f"{point.when}, as it is now"
    return f"{which}: {visible(point.gap.message)}"


def notes(found: History) -> Iterator[str]:
    """What is not told, and why."""
    if found.untold is not None:
        yield WHY_UNTOLD[found.untold]
    if found.left_out:
        count, latest = len(found.left_out), found.left_out[-1].day
        yield (
            f"{several(count, 'revision')} up to {latest} {agreeing(count, 'is', 'are')} left out:"
            f" --last {count + sum(1 for one in found.points if one.revision)} has all"
        )
    if found.shallow:
        yield (
            "this clone of the repository is shallow, and what was before is not in it: git fetch"
            " --unshallow"
        )
    for moved in found.moved:
        yield f"until {moved.day} the map was {printable(moved.path)}"
    open_ = sum(not one.known for one in found.of(HistoryMeasure.MARGIN))
    if open_:
        yield (
            f"{several(open_, 'promise')} {agreeing(open_, 'has', 'have')} no margin at any point:"
            " the map leaves open what decides it, and servicemap promises says what"
        )
    yield from of_record(found.record)


def of_record(record: TrackRecord | NoRecord) -> Iterator[str]:
    """What of the record counts, and what does not."""
    if isinstance(record, NoRecord):
        if record.trouble is None:
            yield "no record of deliveries: map: {record: deliveries.csv}, or --record FILE"
            return
        where = f"{record.location}: " if record.location else ""
        yield f"no record: {where}{visible(record.trouble.message)}: {record.trouble.hint}"
        return
    count = len(record.deliveries)
    yield f"{printable(record.path)}: {several(count, 'delivery', 'deliveries')} counted"
    for note in record.notes:
        yield f"{printable(record.path)}: {visible(note)}"
    if record.undelivered:
        yield f"{several(record.undelivered, 'row')} without a day of delivery: not delivered yet"
    if record.not_placed:
        count = record.not_placed
        yield f"{several(count, 'row')} {agreeing(count, 'counts', 'count')} for nothing:"
        for one in record.unplaced:
            hint = f": {visible(one.trouble.hint)}" if one.trouble.hint else ""
            yield f"row {one.row}: {visible(one.trouble.message)}{hint}"
        if count > len(record.unplaced):
            yield f"and {count - len(record.unplaced):,} more"
