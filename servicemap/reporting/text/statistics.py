"""Findings counted by kind, the worst first."""

from collections.abc import Sequence

from servicemap.findings import Report
from servicemap.reporting.finding_counts import counted
from servicemap.reporting.terminal import Ink, table
from servicemap.reporting.text.findings import last_line


def as_text(reports: Sequence[Report], ink: Ink) -> str:
    """A line for each kind, and the sum of it."""
    counts = counted(reports)
    rows = [
        [
            str(one.open),
            ink.severity(one.severity, one.severity.value),
            one.code,
            one.rule,
            _share(one.allowed, one.total, "allowed"),
            _share(one.known, one.total, "known"),
        ]
        for one in counts
    ]
    return "\n\n".join(
        filter(None, [table(rows, align="r"), last_line(reports, ink, everything=True)])
    )


def _share(part: int, whole: int, what: str) -> str:
    """`2 of 5 allowed (40 %)`."""
    return f"{part} of {whole} {what} ({round(100 * part / whole)} %)" if part else ""
