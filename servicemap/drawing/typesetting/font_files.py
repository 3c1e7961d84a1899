"""Files of fonts: which fonts are in one, and whether it is whole.

A file is looked at before HarfBuzz opens it, which takes anything for a font, and what is cut off
in the middle for one whose letters are empty.
"""

import os
import stat
from collections.abc import Sequence
from struct import iter_unpack, unpack
from typing import IO, NamedTuple

from servicemap.errors import UnreadablePath, reason_of
from servicemap.locations import printable

COLLECTION = b"ttcf"
SINGLE = frozenset({b"\0\1\0\0", b"OTTO", b"true", b"typ1"})
PACKED = frozenset({b"wOFF", b"wOF2"})

MEMBERS = 64
"""Fonts in one file, at most: a damaged file says anything."""

_NAME_ONE = "name a .ttf, .otf or .ttc file"


class Source(NamedTuple):
    """One font: the file, and which of those in it."""

    path: str
    number: int = 0


def fonts_in(path: str) -> list[Source]:
    """The fonts in a file, which is a collection or a single one.

    Raises UnreadablePath where there is no file, it may not be read, is no font or is not whole.
    """
    shown = printable(path) or "''"
    try:
        status = os.stat(path)
        if stat.S_ISDIR(status.st_mode):
            raise UnreadablePath(f"{shown} is a folder, not a font file", _NAME_ONE)
        if not stat.S_ISREG(status.st_mode):
            raise UnreadablePath(f"{shown} is not a file", _NAME_ONE)
        with open(path, "rb") as file:
            starts = _starts(file, shown)
            for at in starts:
                _check_whole(file, at, status.st_size, shown)
    except FileNotFoundError:
        raise UnreadablePath(
            f"there is no font file {shown}", "give the path of a .ttf, .otf or .ttc file"
        ) from None
    except PermissionError:
        raise UnreadablePath(
            f"the font file {shown} may not be read", "give yourself the right to read it"
        ) from None
    except (OSError, ValueError) as error:
        raise UnreadablePath(
            f"the font file {shown} cannot be read: {reason_of(error)}", _NAME_ONE
        ) from None
    return [Source(path, number) for number in range(len(starts))]


def _starts(file: IO[bytes], shown: str) -> Sequence[int]:
    """Where in the file its fonts begin."""
    kind = file.read(4)
    if kind in SINGLE:
        return [0]
    if kind in PACKED:
        raise UnreadablePath(
            f"{shown} is a font packed for web pages", "name the .ttf or .otf that it was made from"
        )
    head = file.read(8)
    if kind != COLLECTION or len(head) < 8:
        raise UnreadablePath(f"{shown} is not a font", _NAME_ONE)
    count = min(int.from_bytes(head[4:], "big"), MEMBERS)
    listed = file.read(4 * count)
    if not count or len(listed) < 4 * count:
        raise _cut_off(shown)
    return unpack(f">{count}I", listed)


def _check_whole(file: IO[bytes], at: int, size: int, shown: str) -> None:
    """Whether all tables of the font that begins at `at` end within the file."""
    file.seek(at)
    head = file.read(12)
    count = int.from_bytes(head[4:6], "big")
    listed = file.read(16 * count)
    whole = count and len(listed) == 16 * count
    if not whole or any(start + long > size for *_, start, long in iter_unpack(">4sIII", listed)):
        raise _cut_off(shown)


def _cut_off(shown: str) -> UnreadablePath:
    return UnreadablePath(f"the font file {shown} is cut off or damaged", "fetch it again")
