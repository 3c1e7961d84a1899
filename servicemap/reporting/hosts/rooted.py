"""Reports as a host of repositories reads them: their paths begin at the root of the repository."""

import copy
import os
from collections.abc import Sequence

from servicemap.findings import Finding, Report
from servicemap.locations import Location


def rooted(reports: Sequence[Report], here: str, root: str) -> list[Report]:
    """The same reports; paths that are relative to `here` or absolute begin at `root` instead.

    Both are absolute. What lies outside of the root keeps its whole path.
    """
    moved: dict[str, str] = {}

    def path(written: str) -> str:
        if written not in moved:
            moved[written] = _from_root(written, here, root)
        return moved[written]

    def location(at: Location) -> Location:
        return at._replace(path=path(at.path))

    def finding(found: Finding) -> Finding:
        related = tuple(r._replace(location=location(r.location)) for r in found.related)
        return found._replace(location=location(found.location), related=related)

    changed = []
    for report in reports:
        one = copy.copy(report)
        one.findings = tuple(finding(found) for found in report.findings)
        # A baseline is a file as well, and goes by the path that its own findings have.
        one.fixed = tuple(f._replace(since=moved.get(f.since, f.since)) for f in report.fixed)
        one.sources = {path(written): text for written, text in report.sources.items()}
        changed.append(one)
    return changed


def _from_root(written: str, here: str, root: str) -> str:
    whole = os.path.normpath(os.path.join(here, written))
    beneath = whole.startswith(os.path.join(root, ""))
    return (os.path.relpath(whole, root) if beneath else whole).replace(os.sep, "/")
