"""Findings as annotations of GitHub Actions: commands to the runner, one a line of the log.

The runner shows each at its file and line in the pull request. It keeps ten of a level and drops
the rest in silence, so that ten of each are written, the worst level first, and what is left out is
counted. The commands and their escapes are those of
https://docs.github.com/actions/reference/workflow-commands-for-github-actions and of the runner
that reads them (actions/runner, src/Runner.Common/ActionCommand.cs). It obeys `::` where a line
begins, and else the older `##[` anywhere in it.
"""

from collections.abc import Sequence

from servicemap.escapes import visible
from servicemap.findings import Finding, Report, Severity, shown, summary
from servicemap.plurals import several
from servicemap.reporting.terminal import Ink, unobeyed_anywhere
from servicemap.reporting.text.findings import fixed, told

BEGINS = None
"""A report of ours begins with what people wrote, by which nobody can tell whose it is."""

AT_MOST = 10
"""Annotations of one level that GitHub shows for a step."""

LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
"""What GitHub calls each severity, the worst first."""


def report(reports: Sequence[Report], ink: Ink, *, everything: bool = False) -> str:  # noqa: ARG001
    """An annotation a finding, then how many more there are, what is fixed, and the sum of it.

    Infos, allowed and known findings are notices, and only with `everything`. All other lines are
    plain text in the log, and begin with words of ours.
    """
    lines = []
    beyond = []
    found = shown(reports, everything=everything)
    for level in LEVELS.values():
        of_level = [finding for finding in found if _level(finding) == level]
        lines += [_annotation(level, finding) for finding in of_level[:AT_MOST]]
        more = len(of_level) - AT_MOST
        if more > 0:
            beyond.append(several(more, f"more {level}"))
    if beyond:
        lines.append(f"and {', '.join(beyond)}: --format concise lists them")
    plain = [*fixed(reports, Ink()), visible(summary(reports, listed=everything))]
    return "\n".join([*lines, *map(unobeyed_anywhere, plain)])


def _level(finding: Finding) -> str:
    return LEVELS[finding.severity if finding.counts else Severity.INFO]


def _annotation(level: str, finding: Finding) -> str:
    place = finding.location
    properties: dict[str, str | int] = {
        "file": place.path,
        "line": place.line,
        "endLine": place.end_line,
    }
    if place.end_line == place.line:  # GitHub refuses columns of a stretch of several lines
        properties |= {"col": place.column, "endColumn": place.end_column}
    properties["title"] = f"{finding.code} {finding.rule}"
    said = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    return f"::{level} {said}::{_data(told(finding))}"


def _data(text: str) -> str:
    """Text that stays one line, and comes out of the runner as it went in."""
    return visible(text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))


def _property(text: str) -> str:
    """The same between `=` and `,`."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")
