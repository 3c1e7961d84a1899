"""Characters that look like those of YAML and are none: full-width signs, curly quotation marks.

An input method for Chinese or Japanese types them, or a word processor puts them in.
"""

import re
from collections.abc import Collection
from typing import NamedTuple
from unicodedata import name

from servicemap.loading.yaml.nodes import OwnMark
from servicemap.troubles import Trouble

_FULL_WIDTH = {chr(0xFF01 + n): chr(0x21 + n) for n in range(0x5E)}
_ORDINARY = {
    **_FULL_WIDTH,
    "\u3001": ",",
    "\ufe55": ":",
    "\ufe50": ",",
    **dict.fromkeys("\u201c\u201d\u201e\u201f\u301d\u301e", '"'),
    **dict.fromkeys("\u2018\u2019\u201a\u201b", "'"),
}
"""What looks like a sign of YAML, or like a digit or letter -> the ordinary one."""

_SIGNS = re.compile(
    "[\uff1a\uff0c\u3001\ufe55\ufe50\uff3b\uff3d\uff5b\uff5d\uff03\uff02\uff07"
    "\u201c\u201d\u201e\u201f\u301d\u301e\u2018\u2019\u201a\u201b]"
)
"""Those that would be signs of YAML."""

_IN_VALUES = re.compile("[\uff01-\uff5e\u3001]")

BULLETS = (
    "\u2022\u2023\u2043\u25aa\u25ab\u25cf\u25cb\u25e6\u2219\u00b7\u2013\u2014\u30fb\u2212\uff0d"
)
"""What stands before the items of a list where nobody thinks of YAML."""


class Lookalike(NamedTuple):
    """Where in a text a character stands that looks like a sign of YAML, and the ordinary one."""

    at: int
    ordinary: str


class Bulleted(NamedTuple):
    """The bullet with which a text begins, and the items that it stands before."""

    bullet: str
    items: list[str]

    @property
    def wrong(self) -> str:
        """What is wrong with it."""
        if self.bullet == "-":
            return "a space is missing after the dash"
        return f"{described(self.bullet)} stands here, where YAML takes a dash for a list"


def described(character: str) -> str:
    """`a fullwidth colon (U+FF1A)`."""
    called = name(character, "sign").lower()
    return f"{'an' if called[0] in 'aeiou' else 'a'} {called} (U+{ord(character):04X})"


def signs_in(text: str) -> list[Lookalike]:
    """The characters of a text that look like signs of YAML."""
    return [Lookalike(found.start(), _ORDINARY[found[0]]) for found in _SIGNS.finditer(text)]


def with_ordinary_signs(line: str) -> str:
    """A line as it would be with the signs that YAML takes."""

    def typed(found: re.Match[str]) -> str:
        sign = _ORDINARY[found[0]]
        behind = line[found.end() : found.end() + 1]
        return sign + " " if sign in ":," and behind.strip() else sign

    return _SIGNS.sub(typed, line)


_IN_CURLY = re.compile(
    "[\u201c\u201d\u201e\u2018\u2019\u201a](.{1,60})[\u201c\u201d\u201e\u2018\u2019\u201a]"
)


def cure_for(value: str) -> str:
    """What to type in place of a value or key that has full-width signs, digits or letters.

    Or one that stands between the quotation marks of a word processor.
    """
    if curly := _IN_CURLY.fullmatch(value):
        return f"write it without the quotation marks: {curly[1]}"
    found = _IN_VALUES.search(value)
    ordinary = "".join(_ORDINARY[c] if _IN_VALUES.match(c) else c for c in value)
    if found is None or not any(map(str.isalnum, ordinary)):
        return ""
    if found[0] in _SIGNS.pattern:
        return f"'{found[0]}' is {described(found[0])}: type '{_ORDINARY[found[0]]}' and a space"
    return f"'{found[0]}' is {described(found[0])}: type {ordinary}"


def bulleted(value: str) -> Bulleted | None:
    """The list that a text is whose dashes are bullets.

    A dash is one where no space follows it, as it does in a list of YAML: `-Stores`.
    """
    bullet = value[:1]
    if not bullet or (bullet not in BULLETS and not re.match(r"-[^\W\d_]", value)):
        return None
    parts = re.split(r"(?:^|\s)-(?=\S)", value) if bullet == "-" else value.split(bullet)
    return Bulleted(bullet, [item for part in parts if (item := part.strip())])


_NO_SPACE = re.compile(r"([^\W\d]\w*):([^\s/\\:,][^:]*)")


def without_space(value: str) -> str:
    """The key that a text begins with where no space follows its colon: `owner` of `owner:Ann`."""
    found = _NO_SPACE.match(value)
    return found[1] if found else ""


_NAME_CUT_OFF = re.compile(r"^(?P<before>\s*)(?P<name>[^\s#:'\"\[\]{},-][^#:'\"]*?\s#[^:#]*):\s*$")


def name_cut_off(line: str) -> str:
    """The name in a line such as `Store #5:`, which ends for YAML where the # begins a comment."""
    found = _NAME_CUT_OFF.match(line)
    return found["name"] if found else ""


_CUT_OFF = re.compile(
    r"(?m)^(?:[^#'\"{\[\n]*[^\s#'\"{\[][ \t]+(?P<number>#[0-9][^\n]*)"
    r"|[ \t]*(?:- )?(?:title|subtitle|name|owner|contact|department|service|customer|provider):"
    r"[ \t]+(?P<all>#[^\s#!][^\n]*))$"
)


_CLOSE_HASH = re.compile(r"#(?<=[ \t]#)[^\s#!]")
"""A # without a space behind it. It is quickly found, and what is cut off has one in its line."""


def cut_off(text: str) -> dict[int, OwnMark]:
    """Where a # begins a comment that was meant as a text, by line: `Hotel #1`, `title: #Hotel`.

    The one stands right before a digit, the other at once behind the name of a key that has a name
    or a text of its own.
    """
    found = {}
    line = counted = 0
    looked_at = -1
    for likely in _CLOSE_HASH.finditer(text):
        start = text.rfind("\n", 0, likely.start()) + 1
        if start == looked_at:
            continue
        looked_at = start
        match = _CUT_OFF.match(text, start)
        if match is None or name_cut_off(match[0]):
            continue  # the latter breaks the file, and is told as what did
        line += text.count("\n", counted, start)
        counted = start
        found[line] = OwnMark(line, match.start(match.lastgroup or 0) - start)
    return found


def is_comment_of_programs(text: str) -> bool:
    """Whether a line, or the rest of one, begins with `//`."""
    return text.lstrip().startswith("//")


def bullet_of(line: str) -> str:
    """The bullet that a line begins with, where a dash was meant; or nothing."""
    found = re.match(rf"\s*([{BULLETS}])\s*\S", line)
    return found[1] if found else ""


_WORD_AND_MORE = re.compile(r"([^\W\d]\w*)\s*(?:=\s*|\s)(\S.*)")


def without_colon(line: str, words: Collection[str]) -> str:
    """`owner: Ann` for `owner Ann` or `owner = Ann`, where the word is one that has a value."""
    found = _WORD_AND_MORE.fullmatch(line.strip())
    if found is None or found[1] not in words or ": " in line or line.rstrip().endswith(":"):
        return ""
    return f"{found[1]}: {found[2]}"


def placeholder(text: str, start: int) -> str:
    """The placeholder of a template that begins at a place of a text: `{{ team }}`, or nothing."""
    found = re.compile(r"\{\{[^{}\n]{0,80}\}\}|\{%[^%\n]{0,80}%\}").match(text, start)
    return found[0] if found else ""


LEFT_BY_GIT = Trouble(
    "git has left two versions of this file here, one below the other",
    "keep what is right of both, and remove the lines <<<<<<<, ======= and >>>>>>>",
)
"""What to say of a conflict, and the cure."""

_CONFLICT = re.compile(r"(?m)^(?:<{7}|>{7})(?:[ \r]|$)")


def conflict(text: str) -> OwnMark | None:
    """Where git has left two versions side by side."""
    found = _CONFLICT.search(text)
    return OwnMark(text.count("\n", 0, found.start()), 0) if found else None
