"""What an import tells: how a sheet was read, which cells cannot be, what comes next."""

from collections.abc import Sequence

from servicemap.escapes import visible
from servicemap.findings import Finding, Severity
from servicemap.importing.answered_sheets import AnsweredSheet
from servicemap.importing.reading_sheets import ReadSheet, counted
from servicemap.importing.sheet_records import DeliveryRecord
from servicemap.importing.tables import letters
from servicemap.loading.yaml.problems import quoted
from servicemap.locations import Location, printable
from servicemap.model import Group
from servicemap.plurals import agreeing, several
from servicemap.reporting.terminal import Ink, wrapped
from servicemap.wording.headings import heading_for
from servicemap.wording.lists import listed

MOST_TOLD = 50
"""Cells told one by one; of more it is the same mistake over and over."""

EXAMPLES = 3


def how_it_was_read(read: ReadSheet, path: str, ink: Ink, width: int = 100) -> str:
    """A page: what was found, how it was understood, and some of it as it is meant."""
    lines = [f"{ink.bold(visible(printable(path)))}: {counted(read)}"]
    lines += [_told(sentence, width) for sentence in read.told]
    for group, names in guessed(read).items():
        said = f"taken for {group.one}s, as no column says so: {listed(names, 6)}"
        lines.append(_told(said, width))
    if any(one.guessed and one.group == Group.TEAMS for one in read.records.parties):
        column = quoted(heading_for("group", read.records.header.get("language", "en")))
        said = f"everybody else: teams; a column {column} beside a name says otherwise"
        lines.append(_told(said, width))
    shown = _spread(read.records.deliveries)
    lines += [
        _told(f"{'for example' if n == 0 else 'and'} {_said(one)}", width)
        for n, one in enumerate(shown)
    ]
    return "\n".join(lines)


def _told(sentence: str, width: int) -> str:
    return f"  {wrapped(visible(sentence), width - 2, '    ')}"


def _spread(deliveries: Sequence[DeliveryRecord]) -> list[DeliveryRecord]:
    """A few from all over the sheet."""
    if len(deliveries) <= EXAMPLES:
        return list(deliveries)
    step = (len(deliveries) - 1) / (EXAMPLES - 1)
    return [deliveries[round(n * step)] for n in range(EXAMPLES)]


def _said(one: DeliveryRecord) -> str:
    place = one.service.place if one.service else one.provider.place
    what = f" for {quoted(one.service.text)}" if one.service else ""
    return (
        f"{quoted(one.customer.text)} relies on {quoted(one.provider.text)}{what}"
        f" ({letters(place.column)}{place.row + 1})"
    )


def guessed(read: ReadSheet) -> dict[Group, list[str]]:
    """The parties outside whose group nobody named, by the group that they were put into."""
    found: dict[Group, list[str]] = {}
    for one in read.records.parties:
        if one.guessed and one.group != Group.TEAMS:
            found.setdefault(Group(one.group), []).append(one.name.text)
    return found


def slips_in(
    read: ReadSheet, findings: Sequence[Finding], path: str, ink: Ink, width: int = 100
) -> str:
    """A page of the cells that cannot be read as meant, each with its cure, by rows."""
    found = sorted(findings, key=lambda one: (one.location.line, one.location.column))
    told = []
    for finding in found[:MOST_TOLD]:
        place = cell_of(read, finding.location)
        hint = f"; {finding.hint}" if finding.hint else ""
        said = f"{ink.bold(visible(place))}: {visible(_message(read, finding))}{visible(hint)}"
        told.append(f"  {wrapped(said, width - 2, '    ')}")
        told += [
            f"    {visible(related.message)}: {visible(cell_of(read, related.location))}"
            for related in finding.related
        ]
    if len(found) > MOST_TOLD:
        told.append(f"  and {several(len(found) - MOST_TOLD, 'more cell')} like these")
    told += _tip(read, found)
    total = f"{several(len(found), 'cell')} cannot be read as meant"
    head = ink.severity(Severity.ERROR, "error:")
    return "\n".join([f"{head} {visible(printable(path))}: {total}", *told])


def _tip(read: ReadSheet, found: Sequence[Finding]) -> list[str]:
    """What mends a whole column of numbers without a unit."""
    rows = {row.number: row for row in read.table.rows}
    for finding in found:
        row, column = finding.location.line - 1, finding.location.column - 1
        text = rows[row].at(column).strip() if row in rows else ""
        if column in read.unitless and text.replace(",", "").replace(".", "").isdecimal():
            head = read.heads.get(column, "Takes")
            return [
                f"  a unit in the heading is that of all numbers below it: '{visible(head)} (d)'"
            ]
    return []


def _message(read: ReadSheet, finding: Finding) -> str:
    """The message without the key before it, where the column says that."""
    key = read.keys.get(finding.location.column - 1)
    return finding.message.removeprefix(f"{key}: ")


def cell_of(read: ReadSheet, location: Location) -> str:
    """`row 7, column Takes (D7)`."""
    column = location.column - 1
    head = read.heads.get(column)
    cell = f"{letters(column)}{location.line}"
    called = f"column {' '.join(head.split())} ({cell})" if head else f"cell {cell}"
    return f"row {location.line}, {called}"


def slips_in_answers(
    found: Sequence[tuple[AnsweredSheet, Finding]], ink: Ink, width: int = 100, *, left_out: bool
) -> str:
    """A page of the cells of filled-in sheets that cannot be read as meant, each with its cure."""
    head = ink.warning("left out:") if left_out else ink.severity(Severity.ERROR, "error:")
    lines = [f"{head} {several(len(found), 'cell')} cannot be read as meant"]
    for sheet, finding in found[:MOST_TOLD]:
        cell = f"{letters(finding.location.column - 1)}{finding.location.line}"
        hint = f"; {finding.hint}" if finding.hint else ""
        place = ink.bold(visible(f"{sheet.file}, cell {cell}"))
        said = f"{place}: {visible(finding.message)}{visible(hint)}"
        lines.append(f"  {wrapped(said, width - 2, '    ')}")
    if len(found) > MOST_TOLD:
        lines.append(f"  and {several(len(found) - MOST_TOLD, 'more cell')} like these")
    return "\n".join(lines)


def what_to_do(found: Sequence[Finding]) -> str:
    """The last line of a page of slips."""
    them = agreeing(len(found), "it", "them")
    return (
        f"correct {them} in the spreadsheet and import it again, or leave {them} out: --leave-out"
    )
