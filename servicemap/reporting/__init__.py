"""Prints what it is handed: findings, traces and other results, as text or as JSON."""

import re
from collections.abc import Sequence
from importlib import import_module
from typing import Protocol

from servicemap.findings import Report
from servicemap.reporting.json.findings import as_json
from servicemap.reporting.terminal import Ink
from servicemap.reporting.text.findings import concise, full


class Format(Protocol):
    """Prints the reports of one or more maps, as one text without a newline at the end."""

    def __call__(self, reports: Sequence[Report], ink: Ink, *, everything: bool = False) -> str:
        """The text."""
        ...


def _in(module: str) -> Format:
    """The function `report` of a module beside this one, which is imported when it is asked."""

    def report(reports: Sequence[Report], ink: Ink, *, everything: bool = False) -> str:
        form: Format = import_module(f"{__name__}.{module}").report
        return form(reports, ink, everything=everything)

    return report


HOSTS = ("github", "gitlab", "sarif", "junit", "markdown")
"""Formats that a host of repositories or pipelines reads, each a module in `hosts`."""

FORMATS: dict[str, Format] = {
    "full": full,
    "concise": concise,
    "json": as_json,
    **{host: _in(f"hosts.{host}") for host in HOSTS},
}
"""How findings can be printed, by the name that `--format` takes."""

FOR_PEOPLE = frozenset({"full", "concise"})
"""Formats that people read at a terminal; the others are data, which is UTF-8 everywhere."""


def beginning_of(form: str) -> re.Pattern[bytes] | None:
    """How a report of ours in that format begins; None where nobody can tell whose it is.

    Text for people begins with what people wrote.
    """
    if form in FOR_PEOPLE:
        return None
    module = import_module(f"{__name__}.{'json.findings' if form == 'json' else f'hosts.{form}'}")
    begins: re.Pattern[bytes] | None = module.BEGINS
    return begins


def is_ours(head: bytes) -> bool:
    """Whether a file that begins so is a report of ours, so that a newer one may take its place."""
    text = head.replace(b"\r\n", b"\n")
    beginnings = [begins for form in FORMATS if (begins := beginning_of(form))]
    return any(begins.match(text) for begins in beginnings)


FROM_THE_ROOT = frozenset(HOSTS)
"""Formats whose paths begin at the root of the repository, as it is there that a host looks."""
