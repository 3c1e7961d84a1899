"""Findings as a table in Markdown, for the summary of a job or a comment on a pull request."""

import re
from collections.abc import Sequence

from servicemap.findings import Finding, Report, shown, summary, worst_first
from servicemap.reporting.terminal import Ink
from servicemap.reporting.text.findings import fixed
from servicemap.reporting.text.markdown_tables import escaped, table

ROOM = 60_000
"""Characters of all rows. On GitHub a comment holds 65,536, a job's summary sixteen times that."""

BEGINS = re.compile(rb"## servicemap: (?:\d|clean: )")
"""How a report of ours in this format begins, by which it is known again."""


def report(reports: Sequence[Report], ink: Ink, *, everything: bool = False) -> str:  # noqa: ARG001
    """A heading that sums up, and a row a finding, the worst first, as many as there is room for.

    Infos, allowed and known findings are rows only with `everything`. What is fixed is a list.
    """
    found = sorted(shown(reports, everything=everything), key=worst_first)
    rows: list[tuple[str, ...]] = []
    room = ROOM
    for finding in found:
        row = _row(finding)
        room -= sum(map(len, row)) + len("|  |  |  |\n")
        if room < 0:
            break
        rows.append(row)
    parts = [f"## servicemap: {escaped(summary(reports, listed=everything))}"]
    if rows:
        parts.append(table(("", "what", "where"), rows))
    if len(found) > len(rows):
        parts.append(f"… and {len(found) - len(rows)} more.")
    gone = [f"- {escaped(line)}" for line in fixed(reports, Ink())]
    if gone:
        parts.append("\n".join(gone))
    return "\n\n".join(parts)


def _row(finding: Finding) -> tuple[str, ...]:
    weight = str(finding.severity)
    if not finding.counts:
        weight = "known" if finding.known else "allowed"
    what = [
        f"**{finding.code} {finding.rule}**",
        escaped(finding.message),
        *([f"*hint:* {escaped(finding.hint)}"] if finding.hint else []),
        *(
            f"*see* {escaped(str(related.location))}: {escaped(related.message)}"
            for related in finding.related
        ),
        *([] if finding.allowed is None else [f"*allowed:* {escaped(finding.allowed)}"]),
    ]
    where = f"{escaped(finding.location.path)}:{finding.location.line}"
    return weight, "<br>".join(what), where
