"""The line that a finding speaks of, with a caret under the exact characters."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from servicemap.escapes import visible
from servicemap.findings import Severity
from servicemap.locations import Location
from servicemap.reporting.terminal import Ink, widths

TAB = 4
_LINE_BREAK = "\r\n|[\n\r\x85\u2028\u2029]"  # as YAML counts lines
_RARE_BREAKS = frozenset("\r\x85\u2028\u2029")
_CUT = "…"


class ShownLine(NamedTuple):
    r"""Each character as it is shown, and the columns it takes: a tab is spaces, NUL is `\x00`."""

    characters: Sequence[str]
    across: list[int]


class Lines:
    """The lines of the sources. Findings come file by file: that of the last one is held."""

    def __init__(self, *sources: Mapping[str, str]) -> None:
        self._sources = sources
        self._path = ""
        self._split: list[str] = []

    def at(self, location: Location) -> str | None:
        """The line that a location begins on, or None where its file was not read that far."""
        path = location.path
        if path != self._path:
            self._path = path
            self._split = _lines(next((s[path] for s in self._sources if path in s), ""))
        lines = self._split
        return lines[location.line - 1] if 1 <= location.line <= len(lines) else None


def _lines(text: str) -> list[str]:
    if not text:
        return []
    # Few texts have other breaks than this one, for which nobody needs an expression.
    rare = any(one in text for one in _RARE_BREAKS)
    return re.split(_LINE_BREAK, text) if rare else text.split("\n")


def excerpt(
    line: str, location: Location, severity: Severity, ink: Ink, *, gutter: int, room: int
) -> list[str]:
    """The numbered line between bars, and the carets under it, at most `room` columns of text.

    `gutter` is the width of the line number.
    """
    text, carets = underlined(line, location, room)
    number = str(location.line).rjust(gutter)
    bar = ink.info("|")
    return [
        f"{' ' * gutter} {bar}",
        f"{ink.info(number)} {bar} {text}".rstrip(),
        f"{' ' * gutter} {bar} {ink.severity(severity, carets)}",
    ]


def underlined(line: str, location: Location, room: int) -> tuple[str, str]:
    """A line as shown, and spaces and carets of the same width that mark the location in it.

    A location that runs on is marked to the end of its first line. A line wider than `room` is
    cut around the mark, with `…` where something is missing.
    """
    line = line.rstrip()
    start = min(max(location.column - 1, 0), len(line))
    runs_on = location.end_line > location.line
    end = len(line) if runs_on else min(max(location.end_column - 1, 0), len(line))
    # A character takes a column or more, save marks that stand on others: what lies further away
    # is never shown. A line may be as long as its file, and be spoken of by every finding.
    left, right = max(0, start - 2 * room), min(len(line), start + 2 * room)
    characters, across = _as_shown(line[left:right])
    start, end = start - left, min(end, right) - left
    first, last = _window(across, start, end, room)
    before = _CUT if first or left else ""
    after = _CUT if last < len(across) or right < len(line) else ""
    text = before + "".join(characters[first:last]) + after
    indent = len(before) + sum(across[first:start])
    marked = sum(across[start : min(end, last)])
    return text, " " * indent + "^" * max(1, marked)


def _as_shown(line: str) -> ShownLine:
    if line.isascii() and line.isprintable():  # most are, of maps that thousands of findings are in
        return ShownLine(line, [1] * len(line))
    characters, across = [], []
    column = 0
    for character, width in widths(line):
        shown = " " * (TAB - column % TAB) if character == "\t" else visible(character)
        taken = width if shown == character else len(shown)
        characters.append(shown)
        across.append(taken)
        column += taken
    return ShownLine(characters, across)


def _window(across: list[int], start: int, end: int, room: int) -> tuple[int, int]:
    """From which to which cell a line is shown, so that the mark is in sight with what is near."""
    if sum(across) <= room:
        return 0, len(across)
    room -= 2 * len(_CUT)
    marked = sum(across[start:end])
    first, lead = start, max(room // 3, (room - marked) // 2)
    while first > 0 and lead >= across[first - 1]:
        first -= 1
        lead -= across[first]
    last, used = first, 0
    while last < len(across) and used + across[last] <= room:
        used += across[last]
        last += 1
    while first > 0 and used + across[first - 1] <= room:  # the line ends here: show more before
        first -= 1
        used += across[first]
    return first, last
