"""What people wrote, safe to print: nothing in it that a terminal would obey."""

import re

OBEYED_BEYOND_ASCII = (
    "\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff"
)
"""What a terminal would obey, for a character class: control characters, marks that turn the
reading direction round, separators that break lines behind a program's back; and the halves of
characters that no output can encode."""

_OBEYED = f"[\x00-\x1f{OBEYED_BEYOND_ASCII}]"


def visible(text: str) -> str:
    r"""The text with all that a terminal would obey written out: `\x1b`, `\n`, `\u202e`."""
    if text.isprintable():
        return text
    return re.sub(_OBEYED, lambda found: written_out(found[0]), text)


def in_a_line(text: str) -> str:
    """Somebody's words as a sentence repeats them: on one line, however they broke it."""
    return " ".join(text.split())


def written_out(character: str) -> str:
    r"""A character as its escape: `\t`, `\x1b`, `\u202e`."""
    if character in "\t\n\r":
        return {"\t": "\\t", "\n": "\\n", "\r": "\\r"}[character]
    number = ord(character)
    return f"\\x{number:02x}" if number < 0x100 else f"\\u{number:04x}"
