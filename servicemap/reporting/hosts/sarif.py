"""Findings as SARIF 2.1.0, which code scanning and many viewers read.

The standard is https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html; what GitHub makes
of it https://docs.github.com/code-security/reference/code-scanning/sarif-files/sarif-support.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from servicemap.findings import KINDS, Finding, Report, Severity, shown, worst_first
from servicemap.locations import Location
from servicemap.plurals import several
from servicemap.reporting.hosts.line_hashes import line_hashes
from servicemap.reporting.json_text import written
from servicemap.reporting.terminal import Ink
from servicemap.reporting.text.rules import in_markdown, in_plain_text
from servicemap.rules.explanations import Explanation, explained_or_named
from servicemap.version import __version__

BEGINS = re.compile(
    rb"""
      \{\n\ \ "\$schema":\ "[^"]*sarif[^"]*",\n\ \ "version":\ "2[.\d]*",\n\ \ "runs":\ \[\n\s*\{\n
      \s*"tool":\ \{\n\s*"driver":\ \{\n\s*"name":\ "servicemap",
    """,
    re.VERBOSE,
)
"""How a report of ours in this format begins, by which it is known again."""

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


MOST_RESULTS = 25_000
"""Results of a run; GitHub refuses a file that has more:
https://docs.github.com/code-security/code-scanning/troubleshooting-sarif-uploads/results-exceed-limit."""

MOST_RELATED = 100
"""Other places of a result. GitHub refuses more than 1,000 places, and shows 100 of them."""


def report(reports: Sequence[Report], ink: Ink, *, everything: bool = False) -> str:  # noqa: ARG001
    """One run over all maps, with the rules that found something, explained.

    Allowed and known findings are results as well, suppressed, with the reason that the map gives.
    Infos are notes, and only with `everything`. Of more than MOST_RESULTS the worst are there, the
    worst first, and a notification counts the rest.
    """
    found = _results(reports, everything=everything)
    more = beyond(reports, everything=everything)
    if more:
        found = tuple(sorted(found, key=worst_first)[:MOST_RESULTS])
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
        "invocations": [{"executionSuccessful": True, "toolExecutionNotifications": _notes(more)}],
        "results": [_result(finding, codes.index(finding.code), hashes) for finding in found],
    }
    return written({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def beyond(reports: Sequence[Report], *, everything: bool) -> int:
    """How many findings there are beyond MOST_RESULTS, which the report leaves out."""
    return max(0, len(_results(reports, everything=everything)) - MOST_RESULTS)


def _results(reports: Sequence[Report], *, everything: bool) -> tuple[Finding, ...]:
    """All that could be a result, in reading order."""
    return tuple(
        finding
        for finding in shown(reports, everything=True)
        if everything or finding.severity is not Severity.INFO
    )


def left_out(more: int) -> str:
    """What to say of findings that are beyond MOST_RESULTS."""
    counted = f"{more:,} findings" if more > 1 else "1 finding"
    return f"{counted} more than the {MOST_RESULTS:,} that SARIF readers take"


def _notes(more: int) -> list[dict[str, Any]]:
    said = f"{left_out(more)}: the worst are here"
    return [{"level": "warning", "message": {"text": said}}] if more else []


def _rule(about: Explanation) -> dict[str, Any]:
    severity = KINDS[about.code].severity
    return {
        "id": about.code,
        "name": about.name,
        "shortDescription": {"text": about.title},
        "fullDescription": {"text": about.says},
        "helpUri": _uri_of_help(about),
        "help": {"text": in_plain_text(about, Ink()), "markdown": in_markdown(about)},
        "defaultConfiguration": {
            "enabled": severity is not Severity.OFF,
            "level": LEVELS[severity],
        },
    }


def _uri_of_help(about: Explanation) -> str:
    """An address under which every reader finds the explanation: it holds the text itself.

    The pages of `docs` have no address of their own that would be the same for everybody who has
    this version; `data:` needs none (https://www.rfc-editor.org/rfc/rfc2397).
    """
    text = f"{about.code} {about.name}\n\n{about.title}\n\n{in_plain_text(about, Ink())}\n"
    return f"data:text/plain;charset=utf-8,{quote(text)}"


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
        "message": {"text": _said(finding)},
        "locations": [{"physicalLocation": _physical(place)}],
        "relatedLocations": [
            {
                "id": number,
                "physicalLocation": _physical(related.location),
                "message": {"text": related.message},
            }
            for number, related in enumerate(finding.related[:MOST_RELATED], start=1)
        ],
        "partialFingerprints": fingerprints,
        # Where one result of a run says whether it is suppressed, all have to.
        "suppressions": _suppressions(finding),
    }


def _said(finding: Finding) -> str:
    more = len(finding.related) - MOST_RELATED
    lines = [
        finding.message,
        *([f"hint: {finding.hint}"] if finding.hint else []),
        *([f"and {several(more, 'other place')}"] if more > 0 else []),
    ]
    return "\n".join(lines)


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
