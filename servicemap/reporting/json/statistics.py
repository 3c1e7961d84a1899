"""Findings counted by kind, as other programs read it."""

from collections.abc import Sequence
from typing import Any

from servicemap.findings import COUNTED, Report
from servicemap.reporting.finding_counts import counted
from servicemap.reporting.json_text import VERSION


def as_json(reports: Sequence[Report]) -> dict[str, Any]:
    """Each kind with how often it was found, and the sum of it."""
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
