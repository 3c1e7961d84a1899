"""Which comments are about what: that behind an entry in its line, those below further right."""

import re
from typing import NamedTuple

from servicemap.editing.pieces import SourceFile

_BEHIND = re.compile(r"(?:[ \t]*(,))?(?:[ \t]+(#[^\r\n]*))?")
_COMMENT = re.compile(r"( *)#")


class Behind(NamedTuple):
    """What stands behind an entry in its line: a comma, a comment, and where both end."""

    comma: bool
    comment: str
    end: int


def behind(source: SourceFile, offset: int) -> Behind:
    """What stands behind an entry that ends at an offset."""
    found = _BEHIND.match(source.text, offset)
    assert found is not None, "it matches nothing as well"
    return Behind(bool(found[1]), found[2] or "", found.end())


def below(source: SourceFile, offset: int, column: int) -> int:
    """Where the line of an offset ends, or the last of the lines below it that are comments
    further right than a column, and so about what stands above them.
    """
    at = source.line_end(offset)
    while at < len(source.text):
        begins = at + len(source.newline)
        found = _COMMENT.match(source.text, begins)
        if found is None or len(found[1]) <= column:
            break
        at = source.line_end(begins)
    return at
