"""Reports printed in a format, for a person, a program or the host of a repository.

A check of several maps is one answer, of many reports: `FORMATS` has its formats, and the table of
answers, which has one report, asks it too.
"""

import os
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress

from servicemap.cli.arguments import ink_for, to_standard_error
from servicemap.findings import Report
from servicemap.reporting import FORMATS, FROM_THE_ROOT
from servicemap.reporting.terminal import Ink

WORKSPACES = ("GITHUB_WORKSPACE", "CI_PROJECT_DIR")
"""Where GitHub and GitLab put the files of a repository, whether or not git was used for it."""


def printed(form: str, reports: Sequence[Report], ink: Ink, *, everything: bool) -> str:
    """The reports in the format of that name, with paths as whoever reads it counts them.

    Those of a host of repositories begin at the root of the repository that the command runs in.
    """
    if form in FROM_THE_ROOT:
        from servicemap.reporting.hosts.rooted import rooted

        with suppress(OSError):  # where the current folder has been removed, paths stay as they are
            here = os.getcwd()
            reports = rooted(reports, here, root_of_repository(here, os.environ))
    if form == "sarif":
        _tell_what_is_left_out(reports, everything=everything)
    return FORMATS[form](reports, ink, everything=everything)


def _tell_what_is_left_out(reports: Sequence[Report], *, everything: bool) -> None:
    from servicemap.reporting.hosts.sarif import beyond, left_out

    more = beyond(reports, everything=everything)
    if more:
        head = f"{ink_for(sys.stderr).warning('note:')} "
        to_standard_error(f"{left_out(more)}: the worst are in the report", head=head)


def root_of_repository(here: str, environment: Mapping[str, str]) -> str:
    """The nearest folder from `here` upwards that git keeps, else the workspace, else `here`."""
    folder = here
    while True:
        if os.path.exists(os.path.join(folder, ".git")):  # a file where it is a worktree
            return folder
        if folder == os.path.dirname(folder):
            break
        folder = os.path.dirname(folder)
    for name in WORKSPACES:
        workspace = os.path.normpath(environment.get(name) or ".")
        if os.path.join(here, "").startswith(os.path.join(workspace, "")):
            return workspace
    return here
