"""Findings for programs."""

import re
from collections.abc import Sequence
from typing import Any

from servicemap.findings import COUNTED, Finding, Report, shown, waiting_rules
from servicemap.locations import Location
from servicemap.reporting.json_text import VERSION, written
from servicemap.reporting.terminal import Ink

BEGINS = re.compile(rb'\{\n  "version": \d+,\n  "kind": "check",')
"""How a report of ours in this format begins, by which it is known again."""


def as_json(reports: Sequence[Report], ink: Ink, *, everything: bool = False) -> str:  # noqa: ARG001
    """One object over all maps, the same on a terminal and off it; nothing is left out."""
    findings = shown(reports, everything=True)
    return written(
        {
            "version": VERSION,
            "kind": "check",
            "findings": [_finding(finding) for finding in findings],
            "fixed": [
                {"code": one.code, "rule": one.rule, "subject": one.subject, "since": one.since}
                for report in reports
                for one in report.fixed
            ],
            "not_judged": list(waiting_rules(reports)),
            "counts": {s.value: sum(report.counts[s] for report in reports) for s in COUNTED},
        }
    )


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "rule": finding.rule,
        "severity": finding.severity.value,
        "message": finding.message,
        "hint": finding.hint,
        "subject": finding.subject,
        "location": _location(finding.location),
        "related": [
            {"location": _location(related.location), "message": related.message}
            for related in finding.related
        ],
        "allowed": finding.allowed,
        "known": finding.known,
    }


def _location(location: Location) -> dict[str, Any]:
    return location._asdict()
