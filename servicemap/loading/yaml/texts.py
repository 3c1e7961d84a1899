"""From bytes to text that may be read: UTF-8, and no characters that hide what a file says."""

import re
from typing import NamedTuple
from unicodedata import name

from servicemap.loading.yaml.blanks import (
    BLANK_OR_HIDDEN,
    STAND_IN,
    described,
    hidden_in,
    put_right,
    without_hidden,
)
from servicemap.loading.yaml.nodes import Node, Scalar, point
from servicemap.loading.yaml.problems import Problems

MOST_REPORTED = 20
"""Refused characters reported one by one; the rest of a file is counted."""

_REFUSED = (
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069"
    "\ud800-\udfff\ufeff\ufffe\uffff]"
)
"""Control characters, those that turn the direction of text, and other kinds of line breaks."""

_REFUSED_ANYWHERE = re.compile(_REFUSED)
_ASCII = bytes(range(128))
_REFUSED_ASCII = bytes([*range(9), 11, 12, *range(14, 32), 127])
_DROPPED = _REFUSED[:-1] + STAND_IN + "]"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


class FileText(NamedTuple):
    """The text of one file. `careful`: its scalars may hold characters that were refused."""

    text: str
    careful: bool


def text_of(content: bytes | str, problems: Problems) -> FileText | None:
    """The text of a file; what keeps it from being text is reported, and answered with None.

    Refused characters are reported, each with its place, and replaced by U+FFFD: the text stays as
    long as it was, and is safe to print. A byte-order mark at the start is dropped.
    """
    if isinstance(content, bytes):
        decoded = _decoded(content, problems)
        if decoded is None:
            problems.unread = True
            return None
        content = decoded
    text = content.removeprefix("\ufeff")
    # Of most texts few characters are beyond ASCII, and an expression looks at each for long.
    units = text.encode("utf-8", "surrogatepass")
    beyond = units.translate(None, _ASCII).decode("utf-8", "surrogatepass")
    clean = len(units.translate(None, _REFUSED_ASCII)) == len(units)
    clean = clean and not _REFUSED_ANYWHERE.search(beyond)
    careful = "\\" in text or not clean
    if not clean:
        _report_refused(text, problems)
        text = re.sub(_REFUSED, STAND_IN, text)
    if not clean or BLANK_OR_HIDDEN.search(beyond):
        right = put_right(text, problems, MOST_REPORTED)
        text, careful = right.text, careful or right.read_over
    return FileText(text, careful)


def refuse_characters(value: str, node: Node, problems: Problems) -> None:
    r"""Report refused characters that an escape such as "\u202e" wrote into a scalar."""
    found = re.search(_REFUSED, value)
    places = hidden_in(value)
    hidden = found[0] if found else value[places[0]] if places else None
    if hidden is not None:
        _add_refused(hidden, node, problems)


def without_refused(value: str) -> str:
    """The text without refused characters and what stands for them."""
    return without_hidden(re.sub(_DROPPED, "", value))


def _decoded(content: bytes, problems: Problems) -> str | None:
    if content.startswith(_UTF16) or _looks_like_utf16(content):
        problems.add(
            "SM001",
            "this file is UTF-16, and a map is UTF-8",
            point(0, 0),
            "save it again as UTF-8; editors offer it under 'Save as'",
        )
        return None
    if b"\0" in content:
        problems.add(
            "SM001",
            "this file holds NUL bytes: it is no text",
            _point(content.decode("latin-1"), content.index(b"\0")),
            "save it again as UTF-8 text",
        )
        return None
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        start = error.start
        before = content[:start].decode("utf-8")
        guess = content[start : start + 1].decode("cp1252", "ignore")
        problems.add(
            "SM001",
            f"this file is not UTF-8: byte 0x{content[start]:02X} stands here"
            + (f", which is '{guess}' in Windows text" if guess else ""),
            _point(before, len(before)),
            "save it again as UTF-8; editors offer it under 'Save as'",
        )
        return None


def _looks_like_utf16(content: bytes) -> bool:
    start = content[:64]
    return (
        b"\0" in start
        and len(start) >= 4
        and any(not any(start[half::2]) and all(start[1 - half :: 2]) for half in (0, 1))
    )


def _report_refused(text: str, problems: Problems) -> None:
    found = list(re.finditer(_REFUSED, text))
    line, line_start = 0, 0
    for match in found[:MOST_REPORTED]:
        index = match.start()
        between = text.count("\n", line_start, index)
        if between:
            line += between
            line_start = text.rindex("\n", 0, index) + 1
        _add_refused(match[0], point(line, index - line_start), problems)
    if len(found) > MOST_REPORTED:
        last = found[MOST_REPORTED]
        problems.add(
            "SM010",
            f"{len(found) - MOST_REPORTED:,} more such characters follow in this file",
            _point(text, last.start()),
            "remove them all",
        )


def _add_refused(character: str, node: Node, problems: Problems) -> None:
    known = name(character, "")
    what = described(character) if known else f"control character U+{ord(character):04X}"
    problems.add(
        "SM010",
        f"an invisible character stands here: {what}",
        node,
        "remove it; it can make text look different from what it says",
    )


def _point(text: str, index: int) -> Scalar:
    return point(text.count("\n", 0, index), index - (text.rfind("\n", 0, index) + 1))
