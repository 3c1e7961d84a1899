"""Text for terminals: ink, columns that line up in any script, and nothing that the terminal obeys.

What people wrote goes through `visible` before it is inked or printed, so that a team name cannot
clear somebody's screen.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import zip_longest
from typing import NamedTuple
from unicodedata import category, east_asian_width

from servicemap.escapes import written_out
from servicemap.findings import Severity
from servicemap.trust import OBEYED_ANYWHERE

# Patterns stay text until they are used: a clean check prints one line and needs none of them.
_INKED = r"\x1b\[[0-9;]*m"
_LINE_ENDS = "\n\r\v\f\x1c-\x1e\x85\u2028\u2029"
_BEGINS_A_COMMAND = rf"(?:\A|(?<=[{_LINE_ENDS}]))(?:{_INKED}|[^\S{_LINE_ENDS}])*:(?=:)"
"""Ink counts as a blank: it is taken out of what goes to no terminal."""

_ZERO_WIDTH_JOINER = "\u200d"
_EMOJI_STYLE = "\ufe0f"
_SKIN_TONES = range(0x1F3FB, 0x1F400)
_JOINING_JAMO = range(0x1160, 0x1200)
_UNBROKEN = "\0"
_SOFT_HYPHEN = "\u00ad"


class Ink(NamedTuple):
    """How words are made to stand out. Without colour every method returns its text as it came."""

    colour: bool = False

    def bold(self, text: str) -> str:
        """What the eye should find first."""
        return self._painted("1", text)

    def muted(self, text: str) -> str:
        """What may be skipped."""
        return self._painted("2", text)

    def error(self, text: str) -> str:
        """What is wrong, or late."""
        return self._painted("1;31", text)

    def warning(self, text: str) -> str:
        """What wants a look."""
        return self._painted("1;33", text)

    def info(self, text: str) -> str:
        """What is good to know; also places and numbers that lead the eye."""
        return self._painted("1;34", text)

    def good(self, text: str) -> str:
        """What is well."""
        return self._painted("1;32", text)

    def severity(self, severity: Severity, text: str) -> str:
        """In the ink of a severity."""
        match severity:
            case Severity.ERROR:
                return self.error(text)
            case Severity.WARNING:
                return self.warning(text)
            case _:
                return self.info(text)

    def _painted(self, style: str, text: str) -> str:
        return f"\x1b[{style}m{text}\x1b[0m" if self.colour and text else text


def colour_wanted(environment: Mapping[str, str], *, terminal: bool) -> bool:
    """Whether to use colour: as `NO_COLOR`, else `FORCE_COLOR` says, else where a person looks."""
    if environment.get("NO_COLOR"):
        return False
    if environment.get("FORCE_COLOR", "0") not in {"", "0"}:
        return True
    return terminal and environment.get("TERM") != "dumb"


def unobeyed(page: str) -> str:
    r"""Lines none of which a runner of GitHub takes for a command, whatever a file is called.

    It obeys `::error::` at the start of a line, blanks left out, and `##[error]` anywhere. So do
    others: what they obey is `OBEYED_ANYWHERE`.
    """
    if "::" in page:
        page = re.sub(_BEGINS_A_COMMAND, _last_written_out, page)
    return unobeyed_anywhere(page)


def unobeyed_anywhere(line: str) -> str:
    """A text that goes on a line of ours, without what is obeyed wherever it stands."""
    return re.sub(OBEYED_ANYWHERE, _last_written_out, line) if "##" in line else line


def _last_written_out(found: re.Match[str]) -> str:
    said = found[0]
    return said[:-1] + written_out(said[-1])


def display_width(text: str) -> int:
    """How many columns a terminal gives the text; ink takes none.

    Wide and full-width East Asian characters and emoji take two, marks that stand on another
    character none, and an emoji joined from several (a family, a skin tone) takes two.
    """
    if "\x1b" in text:
        text = re.sub(_INKED, "", text)
    return len(text) if text.isascii() else _width_of(text)


@lru_cache(maxsize=4096)
def _width_of(text: str) -> int:
    """That of a text in any script: of a large map a name comes several times in a row."""
    return sum(width for _, width in widths(text))


def widths(text: str) -> Iterator[tuple[str, int]]:
    """Each character of a text without ink, with the columns that it adds to the line."""
    before, before_width = "", 0
    for character in text:
        if before == _ZERO_WIDTH_JOINER and not character.isalpha():
            width = 0
        elif character == _EMOJI_STYLE:
            width = 1 if before_width == 1 and not before.isalpha() else 0
        elif ord(character) in _SKIN_TONES and before_width == 2:
            width = 0
        else:
            width = _width_alone(character)
        yield character, width
        before = character
        before_width = width or before_width


def _width_alone(character: str) -> int:
    if character.isascii():
        return 1
    if character == _SOFT_HYPHEN:
        return 1
    if category(character) in {"Mn", "Me", "Cf"} or ord(character) in _JOINING_JAMO:
        return 0
    return 2 if east_asian_width(character) in "WF" else 1


def padded(text: str, width: int, align: str = "l") -> str:
    """The text filled with spaces to a display width; `align` is `l`, `r` or `c`."""
    missing = max(0, width - display_width(text))
    left = {"l": 0, "r": missing, "c": missing // 2}[align]
    return " " * left + text + " " * (missing - left)


def shortened(text: str, width: int) -> str:
    """A text without ink, cut to a display width; `…` stands for what was cut."""
    if display_width(text) <= width:
        return text
    kept, used = [], 0
    for character, columns in widths(text):
        if used + columns > width - 1:
            break
        kept.append(character)
        used += columns
    return "".join(kept).rstrip() + "…" if width > 0 else ""


def wrapped(text: str, width: int, indent: str = "") -> str:
    """A text in lines of at most `width` columns, those after the first indented.

    Lines break between words; a word wider than a whole line, as a sentence in Chinese is, breaks
    where the line is full. Ink may run over the end of a line. What is `unbroken` stays on one.
    """
    words = text.split()
    whole = " ".join(words).replace(_UNBROKEN, " ")
    if len(whole) <= width and whole.isascii():
        return whole  # as most are; ink only makes it seem wider
    lines: list[str] = []
    line, used = "", 0
    for kept_together in words:
        word = kept_together.replace(_UNBROKEN, " ")
        more = display_width(word)
        room = width - display_width(indent if lines else "")
        if line and used + 1 + more > room:
            lines.append(line)
            line, room = "", width - display_width(indent)
        rest, used = (f"{line} {word}", used + 1 + more) if line else (word, more)
        while used > room:
            head = _fitting(rest, room)
            lines.append(head)
            room, rest = width - display_width(indent), rest[len(head) :].lstrip()
            used = display_width(rest)
        line = rest
    return f"\n{indent}".join([*lines, line] if line else lines)


def unbroken(text: str) -> str:
    """A text whose words `wrapped` keeps on one line, as those of a date."""
    return text.replace(" ", _UNBROKEN)


def _fitting(text: str, width: int) -> str:
    """As many characters as fit, at least one, with the marks that stand on the last."""
    used = position = 0
    for piece in re.split(f"({_INKED})", text):
        if piece.startswith("\x1b"):
            position += len(piece)
            continue
        for _, columns in widths(piece):
            if used and used + columns > width:
                return text[:position]
            used += columns
            position += 1
    return text


def table(
    rows: Sequence[Sequence[str]],
    headers: Sequence[str] = (),
    *,
    align: str = "",
    ink: Ink | None = None,
    indent: str = "",
    gap: int = 2,
) -> str:
    """Columns that line up, without a newline at the end; empty for no rows.

    Cells may be inked, and may have several lines: those of a row stand side by side from the
    top, those of the headers down to the bottom. `align` has a letter a column, `l`, `r` or `c`;
    those without one are `l`. No line ends in spaces. Headers are muted where `ink` is given.
    """
    if not rows:
        return ""
    heads = _lines_of([cell.split("\n")[::-1] for cell in headers])[::-1]
    lines = [*heads, *(line for row in rows for line in _lines_of([c.split("\n") for c in row]))]
    columns = zip_longest(*lines, fillvalue="")
    across = [max(display_width(cell) for cell in column) for column in columns]
    aligned = align.ljust(len(across), "l")
    printed = [
        (" " * gap).join(
            padded(cell, width, side)
            for cell, width, side in zip(line, across, aligned, strict=False)
        )
        for line in lines
    ]
    printed = [line.rstrip(" ") for line in printed]
    if ink is not None:
        printed[: len(heads)] = [ink.muted(line) for line in printed[: len(heads)]]
    return "\n".join(indent + line for line in printed)


def _lines_of(cells: Sequence[Sequence[str]]) -> list[tuple[str, ...]]:
    """The lines of a row whose cells have lines of their own."""
    return list(zip_longest(*cells, fillvalue=""))
