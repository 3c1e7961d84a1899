"""What a repository may not do to whoever looks at it: any file in it may be a stranger's.

What somebody types, or sets in their environment, is theirs. What is found in a folder may have
come with a pull request or an archive: it is read, but leads nowhere else. Whether a path stays
where it belongs is decided here, for links in maps, for settings that are found, and for revisions.
"""

import os
import re
from typing import NamedTuple

from servicemap.troubles import Trouble

OBEYED_ANYWHERE = r"(?<=#)#(?=\w*\[)"
"""What makes a command to whoever runs a pipeline, wherever it stands in a line that is printed:
the second `#` of `##[add-mask]` (GitHub), `##vso[task.setvariable]` (Azure), `##teamcity[...]`."""

_UNSEEN = re.compile("[\u200c-\u200f\u202a-\u202e\u206a-\u206f\ufeff]")
"""What HFS+ of macOS leaves out of a name: https://github.com/git/git/blob/master/utf8.c."""

_GIT = re.compile(r"\.git|git~\d+", re.IGNORECASE)
_DEVICE = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
"""Names that stand for devices in every folder of Windows."""

_ON_WINDOWS = os.name == "nt"

_NOWHERE = Trouble("this leads nowhere", "name a file that can be there")
_OUTSIDE = "this leads out of {}, which were found and may be anybody's"
_CURE = "a flag, a variable, and a file that --settings names, may name any"


def repository_of(folder: str) -> str | None:
    """The nearest folder from a whole path upwards that git keeps; git itself is not asked."""
    while True:
        if os.path.lexists(os.path.join(folder, ".git")):  # a file where it is a worktree
            return folder
        above = os.path.dirname(folder)
        if above == folder:
            return None
        folder = above


def looks_bare(folder: str) -> bool:
    """Whether git may take a folder for a repository by itself, as one without any `.git`."""
    there = [os.path.lexists(os.path.join(folder, name)) for name in ("HEAD", "objects", "refs")]
    return all(there) or (there[0] and os.path.lexists(os.path.join(folder, "commondir")))


class Home(NamedTuple):
    """A map's folder, and the folder out of which its links may not lead, and what that is.

    Whole paths without links.
    """

    folder: str
    top: str
    called: str

    @classmethod
    def of(cls, folder: str) -> "Home":
        """The repository that a folder lies in; or where it lies in none, the folder that the
        command runs in, unless that is somebody's home or the whole disk; or the folder itself.
        """
        whole = os.path.realpath(folder)
        repository = repository_of(whole)
        if repository:
            return cls(whole, repository, "the repository")
        try:
            here = os.path.realpath(os.getcwd())
        except OSError:  # it has been removed
            here = whole
        too_much = {os.path.dirname(here), os.path.realpath(os.path.expanduser("~"))}
        if here != whole and here not in too_much and _beneath(whole, here):
            return cls(whole, here, "the folder that the command runs in")
        return cls(whole, whole, "the folder of the map")

    def holds(self, real: str) -> bool:
        """Whether a whole path without links is within reach of the links of the folder."""
        if not _beneath(real, self.top):
            return False
        return not hides(os.path.relpath(real, self.top), os.path.relpath(self.folder, self.top))


def leads_away(path: str) -> str | None:
    """The whole path that a typed one leads to, where links take it out of the repository it is in.

    Whoever types `maps` means that folder; in a pipeline a pull request decides what it is. None
    where it stays, or lies in no repository.
    """
    try:
        whole = os.path.abspath(path)
        top = repository_of(os.path.dirname(whole))
        if top is None:
            return None
        real = os.path.realpath(whole)
        return None if _beneath(real, os.path.realpath(top)) else real
    except (OSError, ValueError):  # nothing is there, which is said where it is opened
        return None


def hides(target: str, folder: str) -> bool:
    """Whether a link in a folder leads to what is hidden; both as paths from one top.

    What is hidden (`.git`, `.env`) is no part of a map, and often is a secret.
    """
    parts, own = _parts(target), [part for part in _parts(folder) if part not in {"", os.curdir}]
    if parts[: len(own)] == own:
        parts = parts[len(own) :]
    return any(part.startswith(".") and part not in {os.curdir, os.pardir} for part in parts)


def why_unwritable(path: str, folder: str) -> Trouble | None:
    """Why settings found in `folder` may not have a file written at `path`.

    None where they may: beneath the folder, links followed, and nowhere in what git keeps to
    itself, however a disk may spell it. `path` is as it is written, from the folder.
    """
    if outside := why_outside(path, folder):
        return outside
    if of_git := why_of_git(path, folder):
        return of_git
    real = os.path.realpath(os.path.join(folder, path))
    if _ON_WINDOWS and any(map(_is_special, _all_parts(path, folder))):
        return Trouble("Windows takes this for something else than a file", "give it another name")
    if os.path.lexists(real) and not os.path.isfile(real):
        return Trouble("this is there, and is no file", "give it another name")
    return None


def why_of_git(path: str, folder: str) -> Trouble | None:
    """Why what is written at `path` would lie in what git keeps to itself; as `why_unwritable`."""
    if any(map(_is_of_git, _all_parts(path, folder))):
        return Trouble("this lies in what belongs to git", "name a file beside it")
    return None


def _all_parts(path: str, folder: str) -> list[str]:
    """The names in a path beneath a folder: as it is written, and where links lead it."""
    real, home = os.path.realpath(os.path.join(folder, path)), os.path.realpath(folder)
    return [*_parts(path), *_parts(os.path.relpath(real, home))]


def why_outside(path: str, folder: str) -> Trouble | None:
    """Why what is written at `path` would not lie beneath the folder; as `why_unwritable`."""
    try:
        real, home = os.path.realpath(os.path.join(folder, path)), os.path.realpath(folder)
    except (OSError, ValueError):
        return _NOWHERE
    if real == home or not _beneath(real, home):
        return Trouble(_OUTSIDE.format("the folder of these settings"), _CURE)
    return None


def why_unreadable(path: str, folder: str) -> Trouble | None:
    """Why settings found in `folder` may not name a map at `path`; as `why_unwritable`.

    None where they may: in the same repository, or beneath the folder where it lies in none.
    """
    try:
        real = os.path.realpath(os.path.join(folder, path))
    except (OSError, ValueError):
        return _NOWHERE
    home = Home.of(folder)
    if not _beneath(real, home.top):
        return Trouble(_OUTSIDE.format("the repository, or folder, of these settings"), _CURE)
    if not home.holds(real):
        return Trouble("this is hidden, and may be secret", _CURE)
    return None


def _beneath(real: str, home: str) -> bool:
    """Whether one whole path is another, or lies somewhere beneath it."""
    real, home = os.path.normcase(real), os.path.normcase(home)
    return real == home or real.startswith(os.path.join(home, ""))


def _parts(path: str) -> list[str]:
    """The names in a path, whichever system it was written on."""
    return re.split(r"[/\\]", path)


def _is_of_git(part: str) -> bool:
    """Whether some file system takes a name for `.git`."""
    seen = _UNSEEN.sub("", part).partition(":")[0].rstrip(". ")
    return _GIT.fullmatch(seen) is not None


def _is_special(part: str) -> bool:
    """Whether Windows takes a name for a device, for a stream of a file, or for another name."""
    if part in {"", os.curdir, os.pardir}:
        return False
    plain = part.rstrip(". ")
    return ":" in part or part != plain or _DEVICE.fullmatch(plain) is not None
