"""Where something stands in somebody's file."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple


class Location(NamedTuple):
    """A stretch of text in one file. Lines and columns count from 1; the end is exclusive.

    `path` is what people type to open the file: relative to where the command ran, with `/`.
    """

    path: str
    line: int
    column: int
    end_line: int
    end_column: int

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


Places = Mapping[str, Location]
"""Where each key of an entry was given: key as written in the format -> the place of its value."""

NOWHERE: Places = MappingProxyType({})
