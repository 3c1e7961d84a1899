"""How values are written: as people write them, in quotation marks only where YAML asks for it."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

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


class Style(NamedTuple):
    """How a file is indented. `step`: columns from a key to what stands under it.

    `dash`: columns from a key to the dashes of a list under it; `after`: from a dash to its item.
    """

    step: int
    dash: int
    after: int


USUAL = Style(2, 2, 2)
"""How we indent where a file does not show how it does."""


def key_lines(style: Style, key: str, said: YamlValue, column: int) -> list[str]:
    """A key with its value as lines, further ones indented as from `column` on.

    What is short stands in one line; entries with keys of their own, and what is spread, in
    several.
    """
    short = f"{text(key)}: {in_line(said)}"
    if isinstance(said, Mapping) and not said:
        return [f"{text(key)}:"]
    if isinstance(said, str) or not said:
        return [short]
    if isinstance(said, Mapping):
        if not isinstance(said, Spread) and column + len(short) <= LONGEST_LINE:
            return [short]
        inner = (key_lines(style, own, one, column + style.step) for own, one in said.items())
        return [f"{text(key)}:", *(" " * style.step + line for own in inner for line in own)]
    if any(isinstance(one, Mapping) for one in said) or column + len(short) > LONGEST_LINE:
        items = (item_lines(style, one, column + style.dash) for one in said)
        return [f"{text(key)}:", *(" " * style.dash + line for item in items for line in item)]
    return [short]


def item_lines(
    style: Style, said: YamlValue, column: int, *, in_lines: bool | None = None
) -> list[str]:
    """An item of a block list as lines, with its dash.

    An entry stands `in_lines`, one for each key, as those beside it do; where there are none, where
    it is too long for one.
    """
    dash = "-" + " " * (style.after - 1)
    short = dash + in_line(said)
    if not isinstance(said, Mapping) or not said:
        return [short]
    if in_lines is None:
        in_lines = column + len(short) > LONGEST_LINE
    if not in_lines:
        return [short]
    lines = [
        line
        for own, one in said.items()
        for line in key_lines(style, own, one, column + style.after)
    ]
    return [dash + lines[0], *(" " * style.after + line for line in lines[1:])]
