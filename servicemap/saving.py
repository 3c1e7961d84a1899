"""Files are replaced whole or not at all: nothing that a user had is lost half-way."""

import os
import tempfile


def replace_file(path: str, content: bytes) -> None:
    """Write `content` to `path` so that a reader sees the old file or the new one, never a part.

    The file keeps its permissions; a link is followed. Raises OSError as `open` does.
    """
    target = os.path.realpath(path)
    if os.path.exists(target) and not os.path.isfile(target):
        # A device or a named pipe is written to, not replaced.
        with open(target, "wb") as special:
            special.write(content)
        return
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


def _mode_of(path: str) -> int:
    try:
        return os.stat(path).st_mode & 0o7777
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask
