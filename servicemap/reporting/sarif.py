"""Findings as SARIF 2.1.0, which code scanning and many viewers read.

The standard is https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html; what GitHub makes
of it https://docs.github.com/code-security/reference/code-scanning/sarif-files/sarif-support.
"""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from servicemap import __version__
from servicemap.findings import KINDS, Finding, Report, Severity, in_order
from servicemap.locations import Location
from servicemap.reporting.findings import listed
from servicemap.reporting.json_text import written
from servicemap.reporting.line_hashes import line_hashes
from servicemap.reporting.rules import in_markdown, in_plain_text
from servicemap.reporting.terminal import Ink
from servicemap.rules.explanations import Explanation, explained_or_named

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
ROOT = "%SRCROOT%"
"""The name by which readers know the root of the repository."""

LEVELS = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFO: "note",
    Severity.OFF: "none",
}
"""What SARIF calls each severity."""


def report(reports: Sequence[Report], ink: Ink, *, everything: bool = False) -> str:  # noqa: ARG001
    """One run over all maps, with the rules that found something, explained.

    Allowed and known findings are results as well, suppressed, with the reason that the map gives.
    Infos are notes, and only with `everything`.
    """
    found = in_order(
        finding
        for finding in listed(reports, everything=True)
        if everything or finding.severity is not Severity.INFO
    )
    codes = sorted({finding.code for finding in found})
    hashes = _hashes(reports, {finding.location.path for finding in found})
    run = {
        "tool": {
            "driver": {
                "name": "servicemap",
                "version": __version__,
                "semanticVersion": __version__,
                "rules": [_rule(explained_or_named(code)) for code in codes],
            }
        },
        "originalUriBaseIds": {ROOT: {"description": {"text": "The root of the repository."}}},
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, codes.index(finding.code), hashes) for finding in found],
    }
    return written({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(about: Explanation) -> dict[str, Any]:
    severity = KINDS[about.code].severity
    return {
        "id": about.code,
        "name": about.name,
        "shortDescription": {"text": about.title},
        "fullDescription": {"text": about.says},
        "help": {"text": in_plain_text(about, Ink()), "markdown": in_markdown(about)},
        "defaultConfiguration": {
            "enabled": severity is not Severity.OFF,
            "level": LEVELS[severity],
        },
    }


def _result(finding: Finding, rule: int, hashes: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    place = finding.location
    lines = hashes.get(place.path, ())
    fingerprints = {"subject/v1": finding.subject} if finding.subject else {}
    if place.line <= len(lines):
        fingerprints["primaryLocationLineHash"] = lines[place.line - 1]
    return {
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": LEVELS[finding.severity],
        "message": {"text": finding.message + (f"\nhint: {finding.hint}" if finding.hint else "")},
        "locations": [{"physicalLocation": _physical(place)}],
        "relatedLocations": [
            {
                "id": number,
                "physicalLocation": _physical(related.location),
                "message": {"text": related.message},
            }
            for number, related in enumerate(finding.related, start=1)
        ],
        "partialFingerprints": fingerprints,
        # Where one result of a run says whether it is suppressed, all have to.
        "suppressions": _suppressions(finding),
    }


def _suppressions(finding: Finding) -> list[dict[str, str]]:
    if finding.allowed is not None:
        return [{"kind": "inSource", "justification": finding.allowed}]
    return [{"kind": "external", "justification": "known from before"}] if finding.known else []


def _physical(place: Location) -> dict[str, Any]:
    return {
        "artifactLocation": _artifact(place.path),
        "region": {
            "startLine": place.line,
            "startColumn": place.column,
            "endLine": place.end_line,
            "endColumn": place.end_column,
        },
    }


def _artifact(path: str) -> dict[str, str]:
    """A file by its URI: relative to the root of the repository, or whole where it lies outside."""
    if path.startswith("/"):
        return {"uri": f"file://{_quoted(path)}"}
    if path[1:3] == ":/":
        return {"uri": f"file:///{path[:2]}{_quoted(path[2:])}"}
    return {"uri": _quoted(path), "uriBaseId": ROOT}


def _quoted(path: str) -> str:
    try:
        return quote(path, errors="surrogateescape")  # the very bytes of a name that is no UTF-8
    except UnicodeEncodeError:
        return quote(path, errors="replace")  # half a character is no part of any encoding


def _hashes(reports: Sequence[Report], paths: set[str]) -> dict[str, list[str]]:
    return {
        path: line_hashes(text)
        for report in reports
        for path, text in report.sources.items()
        if path in paths
    }
