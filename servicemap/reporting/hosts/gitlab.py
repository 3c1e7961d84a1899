"""Findings as a code quality report of GitLab, which its merge requests compare with the last.

The fields are those of https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format.
"""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

from servicemap.findings import Finding, Report, Severity, reading_order, shown
from servicemap.reporting.json_text import written
from servicemap.reporting.terminal import Ink
from servicemap.reporting.text.findings import told

SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}
"""What GitLab calls each severity."""

BEGINS = re.compile(rb'\[\]\n*\Z|\[\n  \{\n    "description": "SM\d')
"""How a report of ours in this format begins, by which it is known again."""


def report(reports: Sequence[Report], ink: Ink, *, everything: bool = False) -> str:  # noqa: ARG001
    """A list with an object a finding, empty when clean.

    Infos, allowed and known findings are of severity `info`, and only with `everything`. GitLab
    compares reports by fingerprint alone: it is made of the rule and the subject, so that a finding
    stays the same one when lines move and maps are renamed. Of several maps the title tells them
    apart, or the path where two have one title; and those that agree in all of it are numbered.
    """
    titles = Counter(one.title for one in reports)
    met: Counter[tuple[str, ...]] = Counter()
    issues = []
    for one in reports:
        whose = one.title if titles[one.title] == 1 else f"{one.title} {one.path}"
        for finding in shown([one], everything=everything):
            about = (
                whose if len(reports) > 1 else "",
                finding.code,
                finding.subject or finding.location.path,
            )
            met[about] += 1
            issues.append((finding, _fingerprint(*about, str(met[about]))))
    issues.sort(key=lambda issue: reading_order(issue[0]))
    return written([_issue(finding, fingerprint) for finding, fingerprint in issues])


def _issue(finding: Finding, fingerprint: str) -> dict[str, Any]:
    severity = finding.severity if finding.counts else Severity.INFO
    return {
        "description": f"{finding.code} {finding.rule}: {told(finding)}",
        "check_name": finding.rule,
        "fingerprint": fingerprint,
        "severity": SEVERITIES[severity],
        "location": {
            "path": finding.location.path,
            "lines": {"begin": finding.location.line},
        },
    }


def _fingerprint(*parts: str) -> str:
    from hashlib import sha256

    # A name can hold half a character, which no encoding has: it counts like any other.
    return sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
