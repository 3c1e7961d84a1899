"""The settings file: where it is, and whether there is anything in it for us.

Apart from the reading of it, which only projects with settings pay for.
"""

import os
import re
from collections.abc import Iterator

from servicemap.errors import WrongValue

OWN, SHARED = "servicemap.toml", "pyproject.toml"
"""The names of settings files. Where both lie in a folder, the first is read."""

LARGEST = 1 << 20
"""Bytes that a settings file may have."""

# As a key it is followed by one of these; a project that only names us pays for no TOML.
_MENTION = rb"""servicemap["']?[ \t]*[].=]"""


def found_upwards(folder: str) -> Iterator[str]:
    """What may be settings files, the nearest first; none beyond the top of a repository."""
    here = os.path.abspath(folder)
    while True:
        own, shared = (_near(os.path.join(here, name)) for name in (OWN, SHARED))
        if os.path.isfile(own):
            yield own
        if os.path.isfile(shared) and mentions_us(shared):
            yield shared
        above = os.path.dirname(here)
        if above == here or os.path.lexists(os.path.join(here, ".git")):
            return
        here = above


def _near(path: str) -> str:
    """A path as somebody in the current folder would type it."""
    try:
        return os.path.relpath(path)
    except ValueError:  # another drive
        return path


def mentions_us(path: str) -> bool:
    """Whether a file that is not ours alone may hold settings of ours."""
    try:
        return bool(re.search(_MENTION, content_of(path)))
    except (OSError, WrongValue):
        return True  # what is wrong with it is said when it is read


def content_of(path: str) -> bytes:
    """The bytes of a settings file. Raises OSError, and WrongValue for what is none."""
    # What is always empty stands for no settings; a pipe would keep everybody waiting.
    if os.path.normcase(path) == os.path.normcase(os.devnull):
        return b""
    if os.path.exists(path) and not os.path.isfile(path):
        raise WrongValue("this is no regular file")
    with open(path, "rb") as file:
        content = file.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise WrongValue(f"a settings file of more than {LARGEST:,} bytes is not read")
    return content
