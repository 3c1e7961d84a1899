"""Which revisions changed a map, when, and where it lay then.

Along the first parents of what is checked out: a merge is one change, as those who read the main
branch see it. A map may have been moved, or have been one file before it became a folder.
"""

import os
import re
from collections.abc import Iterator
from datetime import date
from posixpath import splitext
from typing import NamedTuple

from servicemap.dates import parsed_date
from servicemap.file_names import ENDINGS
from servicemap.revisions.git import as_text, ask
from servicemap.revisions.revision_files import GitPlace, commit_of, not_here, place_of

MOST_MOVES = 20
"""Times that a map may have been moved; what was before that is not looked for."""

_RENAMES_LOOKED_AT = "-l500"


class PastRevision(NamedTuple):
    """A commit that changed the map: its hash, its day as whoever made it counts, and the path at
    which the map lay, as that of the map was named where it lies there still.
    """

    hash: str
    day: date
    path: str

    @property
    def short(self) -> str:
        """The hash as people write it."""
        return self.hash[:10]


class MovedMap(NamedTuple):
    """That a map lay elsewhere, from the top of the repository, until it was moved on a day."""

    day: date
    path: str


class PastRevisions(NamedTuple):
    """The revisions of a map, the oldest first.

    left_out  those that are older than the ones that were wanted
    earlier   how many are of days before the one from which on they were wanted
    shallow   this clone does not have what came before
    moved     where it lay before, the latest first
    """

    revisions: tuple[PastRevision, ...]
    left_out: tuple[PastRevision, ...] = ()
    shallow: bool = False
    moved: tuple[MovedMap, ...] = ()
    earlier: int = 0


def past_revisions(
    path: str, *, since: date | None = None, since_revision: str | None = None, last: int
) -> PastRevisions:
    """The `last` revisions that changed the map at a path, from a day or a revision on.

    Raises OutsideGit where it lies in no repository, and UnreadableRevision where git cannot be
    asked, or knows no such revision.
    """
    place = place_of(path)
    if ask(place.folder, "rev-parse", "--verify", "--quiet", "HEAD^{commit}").code:
        return PastRevisions(())  # nothing has been committed yet
    begin = commit_of(place.folder, since_revision, path) if since_revision else None
    found: list[PastRevision] = []
    moved: list[MovedMap] = []
    until, at = "HEAD", place.path
    while True:
        named = path if at == place.path else _from_top(place, at)
        here = [*_changes(place, until, begin, at, named)]
        found = [*here, *found]
        earlier = _earlier(place, here[0].hash, at) if here and len(moved) < MOST_MOVES else None
        if earlier is None:
            break
        moved.append(MovedMap(here[0].day, earlier))
        until, at = f"{here[0].hash}^", earlier
    if begin is not None and begin not in {one.hash for one in found}:
        found.insert(0, PastRevision(begin, _day_of(place.folder, begin), named))
    wanted = [one for one in found if since is None or one.day >= since]
    shallow = ask(place.folder, "rev-parse", "--is-shallow-repository").text == "true"
    return PastRevisions(
        tuple(wanted[-last:]),
        tuple(wanted[:-last]),
        shallow=shallow,
        moved=tuple(moved),
        earlier=len(found) - len(wanted),
    )


def _changes(
    place: GitPlace, until: str, begin: str | None, at: str, named: str
) -> Iterator[PastRevision]:
    """The commits that changed what lies at a path from the top, the oldest first."""
    said = ask(
        place.folder,
        "rev-list",
        "--first-parent",
        "--reverse",
        "--format=%H %cI",
        until,
        *([f"^{begin}"] if begin else []),
        "--",
        *_maps_at(place.folder, until, at),
    )
    if said.code:
        raise not_here("a folder on the way through the revisions")
    for line in said.text.split("\n"):
        hash_, _, when = line.partition(" ")
        if hash_ == "commit" or not when:
            continue
        day = parsed_date(when[:10])
        if day is not None:  # whoever writes commits by hand may write any year
            yield PastRevision(hash_, day, named)


def _maps_at(folder: str, commit: str, at: str) -> list[str]:
    """What changes of a map are changes of, as git names it: a file, or files of YAML in a folder.

    A record beside them may be written every day.
    """
    if at and ask(folder, "cat-file", "-t", f"{commit}:{at}").text != "tree":
        return [f":(top,literal){at}"]
    beneath = re.sub(r"([*?\[\]\\])", r"\\\1", at + "/" if at else "")
    return [f":(top,glob,icase){beneath}**/*{ending}" for ending in ENDINGS]


def _day_of(folder: str, commit: str) -> date:
    said = ask(folder, "rev-list", "--max-count=1", "--format=%cI", commit).text
    return parsed_date(said.rpartition("\n")[2][:10]) or date.min


def _from_top(place: GitPlace, at: str) -> str:
    """A path from the top of the repository as a path of the disk."""
    return os.path.join(ask(place.folder, "rev-parse", "--show-toplevel").text, *at.split("/"))


def _earlier(place: GitPlace, commit: str, at: str) -> str | None:
    """Where the map lay before a commit that brought it; None where it was there, or nowhere."""
    before = f"{commit}^"
    if not at or ask(place.folder, "rev-parse", "--verify", "--quiet", before).code:
        return None
    if _is_there(place.folder, before, at):
        return None
    stem, ending = splitext(at)
    called_alike = [stem] if ending in ENDINGS else [at + ending for ending in ENDINGS]
    for one in called_alike:
        if _is_there(place.folder, before, one):
            return one
    return next(_sources(place.folder, commit, at), None)


def _is_there(folder: str, commit: str, at: str) -> bool:
    return ask(folder, "cat-file", "-e", f"{commit}:{at}").code == 0


def _sources(folder: str, commit: str, at: str) -> Iterator[str]:
    """Where git sees that what lies at a path was renamed from."""
    said = ask(
        folder,
        *("diff-tree", "-r", "-z", "-M", _RENAMES_LOOKED_AT, "--diff-filter=R", "--name-status"),
        *("--no-commit-id", f"{commit}^", commit),
    )
    parts = [as_text(part) for part in said.out.split(b"\0")[:-1]]
    for old, new in zip(parts[1::3], parts[2::3], strict=False):
        if new == at:
            yield old
        elif new.startswith(f"{at}/"):
            within = new.removeprefix(at)
            yield old.removesuffix(within) if old.endswith(within) and old != within[1:] else old
