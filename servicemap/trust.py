"""What a repository may not do to whoever looks at it: any file in it may be a stranger's.

What somebody types, or sets in their environment, is theirs. What is found in a folder may have
come with a pull request or an archive: it is read, but leads nowhere else. Whether a path stays
where it belongs is decided here, for links in maps, for settings that are found, and for revisions.
"""

import os
import re
import stat
from typing import NamedTuple
from unicodedata import normalize

_UNSEEN = re.compile("[\u200c-\u200f\u202a-\u202e\u206a-\u206f\ufeff]")
"""What HFS+ of macOS leaves out of a name: https://github.com/git/git/blob/master/utf8.c."""

_GIT = re.compile(r"\.git|git~\d+", re.IGNORECASE)
_DEVICE = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
"""Names that stand for devices in every folder of Windows."""


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
    """A map's folder, and within what its links may lead; whole paths without links."""

    folder: str
    top: str

    @classmethod
    def of(cls, folder: str) -> "Home":
        """The repository that a folder lies in, or the folder itself where it lies in none."""
        whole = os.path.realpath(folder)
        return cls(whole, repository_of(whole) or whole)

    def holds(self, real: str) -> bool:
        """Whether a whole path without links is within reach of the links of the folder."""
        if not _beneath(real, self.top):
            return False
        return not hides(os.path.relpath(real, self.top), os.path.relpath(self.folder, self.top))


def hides(target: str, folder: str) -> bool:
    """Whether a link in a folder leads to what is hidden; both as paths from one top.

    What is hidden (`.git`, `.env`) is no part of a map, and often is a secret.
    """
    parts, own = _parts(target), [part for part in _parts(folder) if part not in {"", os.curdir}]
    if parts[: len(own)] == own:
        parts = parts[len(own) :]
    return any(part.startswith(".") and part not in {os.curdir, os.pardir} for part in parts)


def why_unwritable(path: str, folder: str) -> tuple[str, str] | None:
    """Why settings found in `folder` may not have a file written at `path`, as (message, hint).

    None where they may: beneath the folder, links followed, and nowhere in what git keeps to
    itself, however a disk may spell it. `path` is as it is written, from the folder.
    """
    outside = why_outside(path, folder)
    if outside:
        return outside
    real = os.path.realpath(os.path.join(folder, path))
    for part in (*_parts(path), *_parts(os.path.relpath(real, os.path.realpath(folder)))):
        if _is_of_git(part):
            return f"'{path}' lies in what belongs to git", "name a file beside it"
        if ":" in part or _DEVICE.fullmatch(part.rstrip(". ")) or part != part.rstrip(". "):
            if part in {"", os.curdir, os.pardir}:
                continue
            return (
                f"'{path}' is not the name of a file on every machine",
                "name it without colons, trailing dots and blanks, and not as Windows its devices",
            )
    try:
        mode = os.stat(real).st_mode
    except (OSError, ValueError):
        return None  # it is not there yet; whether it can be is seen when it is written
    if not stat.S_ISREG(mode):
        return f"'{path}' is there, and is no file", "give it another name"
    return None


def why_outside(path: str, folder: str) -> tuple[str, str] | None:
    """Why settings found in `folder` may not mean `path`: it does not lie beneath the folder."""
    if not path.isprintable():
        return "this path holds what cannot be printed", "name it in letters that can be read"
    try:
        real = os.path.realpath(os.path.join(folder, path))
        home = os.path.realpath(folder)
    except (OSError, ValueError):
        return f"'{path}' leads nowhere", "take out the link, or name another file"
    if _beneath(real, home):
        return None
    return (
        f"'{path}' leads out of the folder of these settings, which were found",
        "name a file beneath it; a flag, a variable or a file named by --settings may name any",
    )


def _beneath(real: str, home: str) -> bool:
    """Whether one whole path is another, or lies somewhere beneath it."""
    real, home = os.path.normcase(real), os.path.normcase(home)
    return real == home or real.startswith(os.path.join(home, ""))


def _parts(path: str) -> list[str]:
    """The names in a path, whichever system it was written on."""
    return re.split(r"[/\\]", path)


def _is_of_git(part: str) -> bool:
    """Whether some file system takes a name for `.git`."""
    seen = _UNSEEN.sub("", normalize("NFC", part)).partition(":")[0].rstrip(". ")
    return _GIT.fullmatch(seen) is not None
