"""What git keeps, object after object, from one `git cat-file` that answers for all of them."""

import os
from contextlib import suppress
from typing import IO, NamedTuple, Self

from servicemap.revisions.git import Running, as_text

CHUNK = 1 << 20
"""Bytes that are read at a time; a link is no longer."""

_ARGUMENTS = ("cat-file", "--batch", "--follow-symlinks")


class Object(NamedTuple):
    """What git keeps under a name: its hash and kind, and its bytes or, asked for fewer, its size.

    The kind is `missing`, or says how a link goes astray, where there is nothing to read.
    """

    hash: str
    kind: str
    content: bytes | int


_MISSING = Object("", "missing", b"")

MOST_KEPT = 256 << 20
"""Bytes of objects that are kept for whoever asks for them again."""


class KeptObjects:
    """Objects that were read once, by hash: many revisions hold the same ones."""

    def __init__(self) -> None:
        self._by_hash: dict[str, Object] = {}
        self._size = 0

    def get(self, name: str) -> Object | None:
        """The object of that hash, where it is kept."""
        return self._by_hash.get(name)

    def keep(self, name: str, found: Object) -> None:
        """Keep what was asked for by its hash, and is all there, as long as there is room."""
        if found.hash != name or not isinstance(found.content, bytes):
            return
        if self._size + len(found.content) <= MOST_KEPT:
            self._size += len(found.content)
            self._by_hash[name] = found


class Objects:
    """The objects of a repository, and of one commit of it by path. A context manager."""

    def __init__(self, folder: str, commit: str, kept: KeptObjects | None = None) -> None:
        self.folder, self.commit = folder, commit
        self._kept = kept or KeptObjects()
        self._git = Running(folder, *_ARGUMENTS)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._git.__exit__()

    def of(self, name: str, most: int) -> Object:
        """What git keeps under a name, with its size where it has more than `most` bytes."""
        if "\n" in name:  # git reads what it is asked for line by line
            return _MISSING
        if (kept := self._kept.get(name)) is not None:
            return kept
        found = self._git.in_time(lambda: self._answered(name, most))
        if found is None:  # over an object that is damaged or not here git ends: another goes on
            self._git.__exit__()
            self._git = Running(self.folder, *_ARGUMENTS)
            return _MISSING
        self._kept.keep(name, found)
        return found

    def _answered(self, name: str, most: int) -> Object | None:
        """What git answers; None where it ends instead."""
        asked, answer = self._git.question, self._git.answer
        with suppress(BrokenPipeError, OSError):
            asked.write(os.fsencode(name) + b"\n")
            asked.flush()
        line = answer.readline()
        if not line:
            return None
        head = as_text(line).split(" ")
        if not head[-1].isdigit():  # it repeats the name: `v1:maps missing`
            return _MISSING
        size = int(head[-1])
        content: bytes | int = answer.read(size) if size <= most else _skipped(answer, size)
        if not answer.read(1):
            return None
        if len(head) == 2:  # `symlink 12`, and then where it leads
            how = head[0]
            return Object("", how, b"")
        hash_, kind, _ = head
        return Object(hash_, kind, content)


def _skipped(answer: IO[bytes], size: int) -> int:
    left = size
    while left and (read := len(answer.read(min(left, CHUNK)))):
        left -= read
    return size
