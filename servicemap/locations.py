"""Where something stands in somebody's file."""

import os
from collections.abc import Mapping
from typing import NamedTuple

from servicemap.frozen import Frozen


class Location(NamedTuple):
    """A stretch of text in one file. Lines and columns count from 1; the end is exclusive.

    `path` is what people type to open the file: relative to where the command ran, with `/`. It is
    the name that the file has, whatever characters; a place as text is safe to print.
    """

    path: str
    line: int
    column: int
    end_line: int
    end_column: int

    def __str__(self) -> str:
        return f"{printable(self.path)}:{self.line}:{self.column}"


def printable(path: str) -> str:
    """A path for a sentence: U+FFFD for what cannot be printed, as line breaks and stray bytes."""
    return path if path.isprintable() else "".join(c if c.isprintable() else "\ufffd" for c in path)


def shown_as(path: str) -> str:
    """A path as people type it: relative to the current folder where it lies beneath, with `/`."""
    try:
        whole, here = os.path.abspath(path), os.getcwd()
    except OSError:  # the current folder has been removed, so that nothing lies beneath it
        return path.replace(os.sep, "/")
    if whole == here:
        shown = "."
    elif whole.startswith(os.path.join(here, "")):
        shown = os.path.relpath(whole, here)
    else:
        shown = path
    return shown.replace(os.sep, "/")


Places = Mapping[str, Location]
"""Where each key of an entry was given: key as written in the format -> the place of its value."""

NOWHERE: Places = Frozen({})
