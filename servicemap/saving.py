"""Files are replaced whole or not at all: nothing that a user had is lost half-way.

What is being written lies in a *draft* until it is done: a folder beside the place it is for, on
the same disk. In it a file is locked for as long as its process lives, so that what a killed run
left is known for certain, wherever that run was, and swept by the next one.
"""

import os
import re
import shutil
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from errno import EINVAL, ENOSYS, ENOTSUP, EPERM
from secrets import token_hex

from servicemap.interrupts import Undone

_PREFIX = ".servicemap-draft-"
_DRAFT = re.escape(_PREFIX) + "[0-9a-f]{16}"

_LOCK = ".lock"
_MARK = (
    b"A draft of servicemap. Once the process that writes it is gone, the next one removes it.\n"
)
"""Written when the lock is held: a folder without it is none of ours, or not yet locked."""

_NEW = "new"

MOST_LINKS = 40
"""Links from one to the next that are followed, as systems do."""


def replace_file(path: str, content: bytes) -> None:
    """Write `content` to `path` so that a reader sees the old file or the new one, never a part.

    The file keeps its permissions; a link is followed. What is no regular file, or is open in this
    process already (`/dev/stdout`, `/dev/fd/63`), is written to. Raises OSError as `open` does.
    """
    number = descriptor_of(path)
    if number is not None:
        # Opening it anew would begin at its start again, and cut off what `>>` is to keep.
        with os.fdopen(os.dup(number), "wb") as stream:
            stream.write(content)
        return
    if is_special(path):
        with open(path, "wb") as special:
            special.write(content)
        return
    target = os.path.realpath(path)
    with draft_beside(target) as draft:
        new = os.path.join(draft, _NEW)
        write_through(new, content)
        with suppress(OSError):  # some disks keep no permissions
            os.chmod(new, _mode_of(target))
        os.replace(new, target)


def write_through(path: str, content: bytes) -> None:
    """Write a new file, and wait until it is on the disk. Raises OSError as `open` does."""
    with open(path, "wb") as file:
        file.write(content)
        file.flush()
        try:
            os.fsync(file.fileno())
        except OSError as error:
            # Where a file system cannot promise it, as some of networks, what is written counts.
            if error.errno not in {EINVAL, ENOTSUP, ENOSYS, EPERM}:
                raise


@contextmanager
def draft_beside(path: str) -> Iterator[str]:
    """A new folder beside `path` for what is to take its place; gone in the end, with all in it.

    What runs that were killed have left there is swept first. Raises OSError where none can be
    made.
    """
    folder = os.path.dirname(path) or os.curdir
    _sweep(folder)
    draft = os.path.join(folder, _PREFIX + token_hex(8))

    def remove() -> None:
        shutil.rmtree(draft, ignore_errors=True)

    with Undone(remove):
        try:
            _make(draft, path)
            handle = os.open(os.path.join(draft, _LOCK), os.O_RDWR | os.O_CREAT | os.O_EXCL)
            try:
                if _locked(handle):
                    os.write(handle, _MARK)
                yield draft
            finally:
                os.close(handle)
        finally:
            remove()


def _make(draft: str, path: str) -> None:
    """Make the folder. Where that cannot be, the error names the file that somebody asked for."""
    try:
        os.mkdir(draft, 0o700)
    except OSError as error:
        error.filename = path
        raise


def _sweep(folder: str) -> None:
    """Remove the drafts in a folder whose processes are gone; of others not a byte is touched."""
    with suppress(OSError):
        with os.scandir(folder) as entries:
            found = [
                entry.path
                for entry in entries
                if re.fullmatch(_DRAFT, entry.name) and entry.is_dir(follow_symlinks=False)
            ]
        for draft in found:
            if _abandoned(draft):
                shutil.rmtree(draft, ignore_errors=True)


def _abandoned(draft: str) -> bool:
    try:
        lock = os.path.join(draft, _LOCK)
        if is_special(lock):  # a pipe is no lock of ours, and whoever reads it waits for ever
            return False
        handle = os.open(lock, os.O_RDWR | getattr(os, "O_NOFOLLOW", 0))
    except OSError:
        return False
    try:
        # Whoever writes it holds the lock before the mark stands there.
        return os.read(handle, len(_MARK) + 1) == _MARK and _locked(handle)
    except OSError:  # Windows does not let anyone read what another has locked
        return False
    finally:
        os.close(handle)


def _locked(handle: int) -> bool:
    """Whether the lock of an open file is ours now: nobody holds it, and locks are kept here."""
    try:
        if sys.platform == "win32":
            import msvcrt

            os.lseek(handle, 0, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def is_special(path: str | os.PathLike[str]) -> bool:
    """Whether a path leads to a device, a pipe or a socket, which have no content to replace."""
    try:
        mode = os.stat(path).st_mode  # not of its real path: that of a pipe exists only in words
    except (OSError, ValueError):
        return False
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))


def descriptor_of(path: str) -> int | None:
    """The number of the open file of this process that a path names; None for any other path.

    `/dev/stdin`, `/dev/stdout`, `/dev/stderr`, and `/dev/fd/63`, as which a shell hands over
    `<(command)` and `>(command)`.
    """
    if os.name != "posix":
        return None
    ours = {os.path.realpath(folder) for folder in ("/dev/fd", "/proc/self/fd")}
    try:
        for _ in range(MOST_LINKS):
            folder, base = os.path.split(os.path.abspath(path))
            folder = os.path.realpath(folder)
            # Where /dev/fd is empty but for those three, their names are no links either.
            if folder == "/dev" and base in _STANDARD and not os.path.islink(path):
                return _STANDARD[base]
            if folder in ours and base.isascii() and base.isdigit():
                return int(base)
            path = os.path.join(folder, os.readlink(os.path.join(folder, base)))
    except (OSError, ValueError):  # no link, or no such file
        pass
    return None


_STANDARD = {"stdin": 0, "stdout": 1, "stderr": 2}


def _mode_of(path: str) -> int:
    try:
        return os.stat(path).st_mode & 0o7777
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask
