"""Findings counted by kind, the worst first."""

from collections.abc import Sequence
from typing import NamedTuple

from servicemap.findings import COUNTED, KINDS, Finding, Report, Severity


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
