"""Findings counted by kind, the worst first."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from servicemap.findings import COUNTED, KINDS, Finding, Report, Severity
from servicemap.reporting.json_text import VERSION
from servicemap.reporting.terminal import Ink, table
from servicemap.reporting.text.findings import last_line


class Count(NamedTuple):
    """How often one kind of finding was found with one severity.

    `open` ones are neither allowed nor known, and are the ones that count.
    """

    code: str
    severity: Severity
    open: int
    allowed: int
    known: int

    @property
    def rule(self) -> str:
        """The name of its kind: `orphan-team`."""
        return KINDS[self.code].name

    @property
    def total(self) -> int:
        """All of them."""
        return self.open + self.allowed + self.known


def counted(reports: Sequence[Report]) -> tuple[Count, ...]:
    """Every kind that was found: the worst severity first, of these the one most often found."""
    groups: dict[tuple[str, Severity], list[Finding]] = {}
    for report in reports:
        for finding in report.findings:
            groups.setdefault((finding.code, finding.severity), []).append(finding)
    counts = [
        Count(
            code,
            severity,
            sum(one.counts for one in found),
            sum(one.allowed is not None for one in found),
            sum(one.known for one in found),
        )
        for (code, severity), found in groups.items()
    ]
    counts.sort(key=lambda one: (COUNTED.index(one.severity), -one.open, -one.total, one.code))
    return tuple(counts)


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


def as_json(reports: Sequence[Report]) -> dict[str, Any]:
    """The same for programs."""
    return {
        "version": VERSION,
        "kind": "statistics",
        "rules": [
            {
                "code": one.code,
                "rule": one.rule,
                "severity": one.severity.value,
                "open": one.open,
                "allowed": one.allowed,
                "known": one.known,
            }
            for one in counted(reports)
        ],
        "counts": {s.value: sum(report.counts[s] for report in reports) for s in COUNTED},
    }


def _share(part: int, whole: int, what: str) -> str:
    """`2 of 5 allowed (40 %)`."""
    return f"{part} of {whole} {what} ({round(100 * part / whole)} %)" if part else ""
