"""An earlier version of a map, named by a day or as `diff` names one."""

import os
from datetime import date
from typing import NamedTuple

from servicemap.cli.opening import map_of, open_version
from servicemap.cli.settings import settings_here
from servicemap.dates import parsed_date
from servicemap.errors import ServiceMapError, UnreadableRevision
from servicemap.locations import printable
from servicemap.model import ServiceMap

EVER = 1_000_000
"""More revisions than any map has."""


class EarlierVersion(NamedTuple):
    """A map as it was, and by what it was named: a day, or anything else."""

    map: ServiceMap
    named: str | date


def earlier_version(named: str, path: str) -> EarlierVersion:
    """The map at `path` as it was on a day, or in a revision, or another file or folder.

    Raises UnreadableRevision where there is none.
    """
    from servicemap.revisions import past_revisions

    day = parsed_date(named)
    at = path or map_of(settings_here())
    if day is None:
        return EarlierVersion(open_version(named, _where_it_lay(named, at)), named)
    past = past_revisions(at, last=EVER).revisions
    before = [one for one in past if one.day <= day]
    if not before:
        began = f": the first is of {past[0].day}" if past else ""
        raise UnreadableRevision(
            f"on {day} there was no revision of {printable(at)}{began}",
            "name a later day, or another version: a revision, a file, a folder",
        )
    return EarlierVersion(open_version(before[-1].short, before[-1].path), day)


def _where_it_lay(named: str, at: str) -> str:
    """Where a revision has the map, which was moved since; `at`, where it names none."""
    from servicemap.revisions import past_revisions

    if os.path.exists(named):
        return at
    try:
        past = past_revisions(at, since_revision=named, last=EVER).revisions
    except ServiceMapError:
        return at  # whoever opens it says why
    return past[0].path if past else at
