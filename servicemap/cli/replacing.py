"""What is not replaced because nobody named it: settings that were found may be anybody's."""

import os

from servicemap.config import Gathered, Layer, ReportFile
from servicemap.errors import Mistake, WrongSettings, WrongValue
from servicemap.trust import why_of_git, why_outside

_HINT = "take it away, give another name, or ask for it by a flag"

HEAD = 4096
"""Bytes of a file that tell what it is."""


def refuse_foreign(chosen: Gathered, *, update_baseline: bool) -> None:
    """Raise WrongSettings where settings that may be anybody's would replace somebody's file.

    With the place of each; before anything is written.
    """
    if chosen.found is None:
        return
    mistakes = []
    settings = chosen.settings
    if chosen.origins["report"].layer is Layer.FILE:
        for number, report in enumerate(settings.report):
            wrong = "" if report.file == "-" else _why_not(report)
            if wrong:
                mistakes.append(Mistake(chosen.found("report", number), wrong, _HINT))
    if update_baseline and chosen.origins["baseline"].layer is Layer.FILE:
        from servicemap.baselines.baseline_file import FIRST_LINE

        file = settings.baseline
        head = _head(file).decode("utf-8-sig", "replace")
        if os.path.lexists(file) and not head.startswith(FIRST_LINE):
            message = f"{file} is there, and is no baseline"
            mistakes.append(Mistake(chosen.found("baseline", 0), message, _HINT))
    if mistakes:
        raise WrongSettings(tuple(sorted(mistakes)))


def refuse_leading_away(name: str) -> None:
    """Raise WrongValue where what nobody named, and is written here, is a link to elsewhere."""
    if os.path.islink(name) and (why_outside(name, os.curdir) or why_of_git(name, os.curdir)):
        raise WrongValue(
            f"{name} is a link that leads elsewhere, and nobody named it",
            f"if that is meant: -o {name}",
        )


def _why_not(report: ReportFile) -> str:
    """Why a report may not be written to a file; empty where it may."""
    from servicemap.reporting import beginning_of, is_ours

    form, file = report.format, report.file
    if not os.path.lexists(file):
        return ""
    if beginning_of(form) is None:
        return f"{file} is there, and nobody can tell whether a report as {form} was written by us"
    return "" if is_ours(_head(file)) else f"{file} is there, and is no report of ours"


def _head(file: str) -> bytes:
    try:
        with open(file, "rb") as there:
            return there.read(HEAD)
    except OSError:
        return b""
