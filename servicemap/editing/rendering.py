"""How values are written: as people write them, in quotation marks only where YAML asks for it."""

import re
from collections.abc import Mapping, Sequence

from servicemap.loading.yaml.nodes import NOTHING

YamlValue = str | Sequence["YamlValue"] | Mapping[str, "YamlValue"]
"""What may be written: a text, a list, or keys with what they say."""


class Spread(dict[str, YamlValue]):
    """Keys that stand in lines of their own, where there may be several lines."""


LONGEST_LINE = 100
"""Columns up to which an entry is written in one line, where those around it do not say how."""

_PLAIN = re.compile(r"[^\W_](?:[^\x00-\x1f\x7f-\xa0,\[\]{}:#]|:(?=\S)|(?<=\S)#)*(?<! )")
_ESCAPED = {"\n": "\\n", "\r": "\\r", "\t": "\\t", '"': '\\"', "\\": "\\\\"}


def text(words: str, quotes: str = "") -> str:
    """A text, in these quotation marks where it has or needs any."""
    if quotes not in ("'", '"'):
        if _PLAIN.fullmatch(words) and words.casefold() not in NOTHING and words != "---":
            return words
        quotes = "'"
    if quotes == '"' or any(c < " " or "\x7f" <= c <= "\x9f" for c in words):
        return '"' + "".join(_ESCAPED.get(c) or _escaped(c) for c in words) + '"'
    return "'" + words.replace("'", "''") + "'"


def _escaped(character: str) -> str:
    if character < " " or "\x7f" <= character <= "\x9f":
        return f"\\x{ord(character):02x}"
    return character


def in_line(said: YamlValue) -> str:
    """A value in one line."""
    if isinstance(said, str):
        return text(said)
    if isinstance(said, Mapping):
        return "{" + ", ".join(f"{text(key)}: {in_line(one)}" for key, one in said.items()) + "}"
    return "[" + ", ".join(map(in_line, said)) + "]"


def in_lines(said: Mapping[str, YamlValue]) -> list[str]:
    """Keys with their values, a line each."""
    return [f"{text(key)}: {in_line(one)}" for key, one in said.items()]
