"""Files are replaced whole or not at all: nothing that a user had is lost half-way."""

import os
import stat

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
    import tempfile  # what only prints needs no temporary files

    target = os.path.realpath(path)
    handle, draft = tempfile.mkstemp(
        prefix=f".{os.path.basename(target)}.", dir=os.path.dirname(target)
    )
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(draft, _mode_of(target))
        os.replace(draft, target)
    except BaseException:
        os.unlink(draft)
        raise


def is_special(path: str) -> bool:
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
