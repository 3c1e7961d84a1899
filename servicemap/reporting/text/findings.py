"""Findings for people: one paragraph each, or one line each, and a last line that sums up."""

from collections.abc import Iterator, Sequence

from servicemap.escapes import visible
from servicemap.findings import Finding, Report, Severity, not_judged, shown, summary
from servicemap.reporting.terminal import Ink, unobeyed
from servicemap.reporting.text.excerpts import Lines, excerpt

ROOM = 100
"""Columns that a source line may take before it is cut."""


def full(reports: Sequence[Report], ink: Ink, *, everything: bool = False) -> str:
    """Each finding with its place, the line it speaks of, the cure, and where to read why.

    Infos and allowed findings are listed only with `everything`; the last line counts them.
    """
    lines = Lines(*(report.sources for report in reports))
    explained: set[str] = set()
    paragraphs = []
    for finding in shown(reports, everything=everything):
        paragraph = list(_paragraph(finding, lines, ink))
        if finding.code not in explained:
            explained.add(finding.code)
            paragraph.append(_note(finding, ink, "why", f"servicemap rule {finding.code}"))
        paragraphs.append("\n".join(paragraph))
    gone = "\n".join(fixed(reports, ink))
    last = last_line(reports, ink, everything=everything)
    return unobeyed("\n\n".join([*paragraphs, *filter(None, [gone]), last]))


def concise(reports: Sequence[Report], ink: Ink, *, everything: bool = False) -> str:
    """Each finding on one line that begins with its place."""
    lines = [
        f"{ink.bold(visible(str(f.location)) + ':')} {_kind(f, ink)}: {visible(f.message)}"
        for f in shown(reports, everything=everything)
    ]
    last = last_line(reports, ink, everything=everything)
    return unobeyed("\n".join([*lines, *fixed(reports, ink), last]))


def told(finding: Finding) -> str:
    """A finding in plain text without its place: what, the cure, what else to see, why accepted."""
    return "\n".join(
        [
            finding.message,
            *([f"hint: {finding.hint}"] if finding.hint else []),
            *(f"see {related.location}: {related.message}" for related in finding.related),
            *([] if finding.allowed is None else [f"allowed: {finding.allowed}"]),
            *(["known from before"] if finding.known else []),
        ]
    )


def last_line(reports: Sequence[Report], ink: Ink, *, everything: bool) -> str:
    """The sum of it, in the ink of the worst; before it, if there is any, what was not judged."""
    said = summary(reports, listed=everything)
    unsaid = not_judged(reports)
    head = f"{ink.muted(unsaid)}\n" if unsaid else ""
    for severity in (Severity.ERROR, Severity.WARNING):
        if any(report.counts[severity] for report in reports):
            return head + ink.severity(severity, said)
    return head + ink.good(said)


def fixed(reports: Sequence[Report], ink: Ink) -> Iterator[str]:
    """A line for each finding that is gone, but for lines of a baseline that SM902 speaks of."""
    for report in reports:
        told = {found.location.path for found in report.findings if found.code == "SM902"}
        for one in report.fixed:
            if one.since not in told:
                head = ink.good(visible(f"fixed since {one.since}:"))
                yield f"{head} {one.code} {one.rule}: {visible(one.subject)}"


def _paragraph(finding: Finding, lines: Lines, ink: Ink) -> Iterator[str]:
    location = finding.location
    gutter = _gutter(finding)
    yield f"{_kind(finding, ink)}: {ink.bold(visible(finding.message))}"
    yield f"{' ' * gutter}{ink.info('-->')} {visible(str(location))}"
    line = lines.at(location)
    if line is not None:
        yield from excerpt(line, location, finding.severity, ink, gutter=gutter, room=ROOM)
    if finding.allowed is not None:
        yield _note(finding, ink, "allowed", finding.allowed)
    if finding.hint:
        yield _note(finding, ink, "hint", finding.hint)
    for related in finding.related:
        yield _note(finding, ink, "see", f"{related.location}: {related.message}")


def _note(finding: Finding, ink: Ink, what: str, text: str) -> str:
    margin = " " * _gutter(finding)
    first, *rest = (visible(line) for line in text.split("\n"))
    head = f"{margin} {ink.info('=')} {ink.bold(what + ':')} {first}"
    # A hint may show several lines of a map: they stand under it, ready to be copied.
    return "\n".join([head, *(f"{margin}     {line}".rstrip() for line in rest)])


def _gutter(finding: Finding) -> int:
    return len(str(finding.location.line))


def _kind(finding: Finding, ink: Ink) -> str:
    weight = str(finding.severity)
    if not finding.counts:
        weight = f"{'known' if finding.known else 'allowed'} {weight}"
    return ink.severity(finding.severity, f"{weight} {finding.code}") + f" {finding.rule}"
