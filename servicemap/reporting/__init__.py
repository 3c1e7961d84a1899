"""Prints what it is handed: findings, traces and other results, as text or as JSON."""

from collections.abc import Sequence
from typing import Protocol

from servicemap.findings import Report
from servicemap.reporting.findings import concise, full
from servicemap.reporting.findings_json import as_json
from servicemap.reporting.terminal import Ink


class Format(Protocol):
    """Prints the reports of one or more maps, as one text without a newline at the end."""

    def __call__(self, reports: Sequence[Report], ink: Ink, *, everything: bool = False) -> str:
        """The text."""
        ...


FORMATS: dict[str, Format] = {
    "full": full,
    "concise": concise,
    "json": as_json,
}
"""How findings can be printed, by the name that `--format` takes."""
