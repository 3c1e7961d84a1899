"""The maps of the past: what git keeps of one, read revision after revision, each file once.

Where git keeps nothing, that is a fact too, and what the map itself says of days remains.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from itertools import chain
from typing import NamedTuple

from servicemap.config import DEFAULTS, Settings
from servicemap.dates import parsed_date
from servicemap.errors import NotInRevision, OutsideGit, ServiceMapError, WithoutGit
from servicemap.findings import Finding
from servicemap.importing.record_files import record_of
from servicemap.loading import MAX_FILE, Loaded, load_only, maps_among
from servicemap.loading.files import STANDARD_INPUT
from servicemap.model import ServiceMap
from servicemap.revisions import (
    File,
    KeptObjects,
    PastRevision,
    files_at,
    past_revisions,
    refuse_lacking,
)
from servicemap.rounds.history import History, Untold, WhatWasKept, history_of
from servicemap.rounds.history_points import PastMap
from servicemap.sides import last_day
from servicemap.troubles import Trouble

IsOfMap = Callable[[str, str], bool]
"""Whether a file is one of the map: by the path of the map, and its own beneath that."""

LAST = 100
"""Revisions that are looked at where nobody says how many."""


class Asked(NamedTuple):
    """Which revisions are wanted: the `last` ones, from a day or a revision on."""

    since: date | None = None
    since_revision: str | None = None
    last: int = LAST


class FoundRevisions(NamedTuple):
    """The revisions to read, and what else is known of them."""

    revisions: tuple[PastRevision, ...]
    kept: WhatWasKept


def asked_since(said: str) -> Asked:
    """From a day on, where a text is one, else from a revision on."""
    day = parsed_date(said)
    return Asked(day) if day is not None else Asked(since_revision=said)


def history_asked(
    m: ServiceMap,
    asked: Asked,
    wanted: IsOfMap,
    *,
    findings: Sequence[Finding] | None = None,
    record: str | None = None,
    columns: Mapping[str, str] | None = None,
    today: date | None = None,
    settings: Settings = DEFAULTS,
) -> History:
    """The history of a map that was loaded from a path; as of `today` it is a point in time itself.

    `findings` are those of reading it, where it does not keep them itself. Raises as
    `find_revisions` and `record_of` do.
    """
    max_file = settings.max_file or MAX_FILE
    delivered = record_of(m, record, columns=columns, max_file=max_file)
    found = find_revisions(m.path, asked)
    read = maps_of_the_past(found.revisions, wanted, max_file)
    odd = m.reading.findings if findings is None else findings
    # Where the day began earlier a commit may be of tomorrow; the map as it lies there comes last.
    when = today and max(today, *(one.day for one in found.revisions), today)
    now = () if when is None else (PastMap(when, None, m, odd),)
    until = when and last_day(m, when)
    since = asked.since
    if asked.since_revision is not None and found.revisions:
        since = found.revisions[0].day
    return history_of(
        m, chain(read, now), delivered, kept=found.kept, since=since, until=until, settings=settings
    )


def find_revisions(path: str, asked: Asked) -> FoundRevisions:
    """The revisions of the map at a path.

    Raises UnreadableRevision where git knows no such revision as was asked for, or does not answer;
    that it keeps none of the map, or is not there, is no error.
    """
    if path == STANDARD_INPUT:
        return FoundRevisions((), WhatWasKept(untold=Untold.NO_FILE))
    try:
        found = past_revisions(
            path, since=asked.since, since_revision=asked.since_revision, last=asked.last
        )
    except (OutsideGit, WithoutGit) as error:
        if asked.since_revision is not None:
            raise
        why = Untold.NO_GIT if isinstance(error, WithoutGit) else Untold.NO_REPOSITORY
        return FoundRevisions((), WhatWasKept(untold=why))
    committed = found.revisions or found.left_out or found.earlier
    untold = None if committed else Untold.NOTHING_COMMITTED
    return FoundRevisions(
        found.revisions, WhatWasKept(found.left_out, found.shallow, found.moved, untold)
    )


def maps_of_the_past(
    revisions: tuple[PastRevision, ...], wanted: IsOfMap, max_file: int = MAX_FILE
) -> Iterator[PastMap]:
    """What each of the revisions holds, read as somebody comes to it; what is unreadable, a gap."""
    kept = KeptObjects()
    for one in revisions:
        try:
            files = files_at(
                one.hash,
                one.path,
                wanted=partial(wanted, one.path),
                max_file=max_file,
                kept=kept,
            )
            refuse_lacking(files, one.short)
            yield _read(one, files, max_file)
        except ServiceMapError as error:
            yield PastMap(one.day, one.short, gap=_gap(error))


def _gap(error: ServiceMapError) -> Trouble:
    if isinstance(error, NotInRevision):
        return Trouble("there was no map at that place", error.hint)
    return Trouble(error.message, error.hint)


def _read(one: PastRevision, files: Mapping[str, File], max_file: int) -> PastMap:
    loaded = load_only(maps_among(files, one.path, max_file=max_file), one.path)
    return past_map(loaded, one.day, one.short)


def past_map(loaded: Loaded, when: date, revision: str | None) -> PastMap:
    """What was read as of a day; what cannot be taken as meant is a gap, with its first cause."""
    malformed = [finding for finding in loaded.findings if finding.malforms]
    if malformed:
        first = malformed[0]
        more = f" (and {len(malformed) - 1} more)" if malformed[1:] else ""
        return PastMap(
            when, revision, gap=Trouble(f"{first.location}: {first.message}{more}", first.hint)
        )
    return PastMap(when, revision, loaded.map, loaded.findings)
